//! Zones and triggers as an author writes them: texts of attributes or plain data.

use crate::digits::Plain;
use crate::engine::request::read_value;
use crate::engine::signals::scenario::Zone;
use crate::engine::signals::trigger::Trigger;
use crate::error::{Code, Error, Result, fault};
use crate::lists::Listed;
use crate::texts::Texts;
use crate::value::{Node, Read, Value, number_of};

/// Most zones of one figure.
pub const MOST_ZONES: usize = 12;
/// Most triggers of one zone.
const MOST_TRIGGERS: usize = 24;
const LONGEST_NAME: usize = 40;
const LONGEST_WORDS: usize = 240;
const LARGEST_PRICE: f64 = 1e12;

/// A condition, and what the author calls it.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthoredTrigger {
    /// The condition.
    pub trigger: Trigger,
    /// The author's words for it; empty where there are none.
    pub words: String,
}

/// A range of prices with what would speak for it.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthoredZone {
    /// What the author calls it, for instance `A`.
    pub name: String,
    /// The range.
    pub zone: Zone,
    /// The author's words for it; empty where there are none.
    pub words: String,
    /// The conditions.
    pub triggers: Vec<AuthoredTrigger>,
}

/// A text of an attribute as the number that it is; two numbers for a range. A percent sign divides by 100.
fn number_from(value: Value) -> Value {
    let Value::Text(text) = &value else { return value };
    let one = |word: &str| match word.strip_suffix('%') {
        Some(digits) => number_of(digits).map(|number| number / 100.0),
        None => number_of(word),
    };
    let numbers: Option<Vec<f64>> = text.split_whitespace().map(one).collect();
    match numbers.as_deref() {
        Some([number]) => Value::Number(*number),
        Some(numbers @ [_, _]) => Value::Numbers(numbers.to_vec()),
        _ => value,
    }
}

/// The object with the texts under `keys` as numbers.
fn with_numbers(value: Value, keys: &[&str]) -> Value {
    let Value::Object(entries) = value else { return value };
    let turned = |(key, value): (_, Value)| {
        let value = if keys.contains(&AsRef::<str>::as_ref(&key)) { number_from(value) } else { value };
        (key, value)
    };
    Value::Object(entries.into_iter().map(turned).listed())
}

impl Read for AuthoredTrigger {
    fn read(node: Node) -> Result<Self> {
        let path = node.path().to_owned();
        let value = with_numbers(node.value().clone(), &["value", "window"]);
        let Value::Object(entries) = value else { return Err(node.refused("an object")) };
        let (words, condition): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| key == "words");
        let words =
            words.into_iter().find_map(|(_, words)| if let Value::Text(text) = words { Some(text) } else { None });
        let trigger = read_value::<Trigger>(Value::Object(condition)).map_err(|error| error.within(&path))?;
        Ok(Self { trigger, words: short(&words.unwrap_or_default(), LONGEST_WORDS) })
    }
}

/// A text without line breaks, cut where it would be longer than a line of a chart can say.
fn short(text: &str, most: usize) -> String {
    text.split_whitespace().listed().joined(" ").chars().take(most).collect()
}

impl Read for AuthoredZone {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["name", "from", "to", "words", "triggers"]);
        let name = short(&fields.text("name"), LONGEST_NAME);
        if name.is_empty() {
            fields.blame(fault!(Code::AttributeInvalid, fields.path_to("name"), "nothing", "a name, for instance A",));
        }
        let mut price = |key: &str| {
            let node = fields.required(key);
            let read = node.map(|node| price_of(&node));
            read.and_then(|read| fields.take(read)).unwrap_or_default()
        };
        let (from, to) = (price("from"), price("to"));
        let [given] = fields.has(&["triggers"]);
        let triggers: Vec<AuthoredTrigger> = if given { fields.list_of("triggers") } else { Vec::new() };
        if triggers.len() > MOST_TRIGGERS {
            let field = fields.path_to("triggers");
            fields.blame(fault!(Code::DataTooLarge, field, triggers.len(), format!("at most {MOST_TRIGGERS}")));
        }
        let zone = Zone { low: from.min(to), high: from.max(to) };
        let words = short(&fields.text_or_empty("words"), LONGEST_WORDS);
        fields.finish(Self { name, zone, words, triggers })
    }
}

/// A price above 0.
fn price_of(node: &Node) -> Result<f64> {
    match number_from(node.value().clone()) {
        Value::Number(price) if price > 0.0 && price <= LARGEST_PRICE => Ok(price),
        _ => Err(node.refused(&format!("a price above 0 and at most {}", Plain(LARGEST_PRICE)))),
    }
}

/// The zones that can be read, in the author's order, and what is wrong with the others.
#[must_use]
pub fn authored_zones(zones: Vec<Value>) -> (Vec<AuthoredZone>, Vec<Error>) {
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for (index, value) in zones.into_iter().enumerate() {
        let path = format!("zones[{index}]");
        if read.len() == MOST_ZONES {
            faults.push(fault!(Code::DataTooLarge, path, index + 1, format!("at most {MOST_ZONES}")));
            break;
        }
        match read_value::<AuthoredZone>(value) {
            Ok(zone) => read.push(zone),
            Err(error) => faults.push(error.within(&path)),
        }
    }
    (read, faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::signals::trigger::Condition;

    fn read(json: &str) -> (Vec<AuthoredZone>, Vec<Error>) {
        let Value::List(zones) = Value::from_json(json).unwrap() else { panic!("a list") };
        authored_zones(zones)
    }

    #[test]
    fn texts_of_attributes_are_the_numbers_they_say_and_either_end_may_come_first() {
        let (zones, faults) = read(
            r#"[{"name": "B", "from": "108000", "to": 104000, "words": "a second\n leg", "triggers": [
                {"signal": "funding_8h", "op": "<=", "value": "0.01%", "window": "2", "words": "funding cools"},
                {"signal": "us10y", "op": "between", "value": "4 4.1"}]}]"#,
        );
        assert_eq!(faults, []);
        assert_eq!(zones[0].zone, Zone { low: 104_000.0, high: 108_000.0 });
        assert_eq!(zones[0].words, "a second leg");
        let [funding, yields] = &zones[0].triggers[..] else { panic!("two triggers") };
        assert_eq!((funding.trigger.condition, funding.trigger.window), (Condition::AtMost(0.0001), 2));
        assert_eq!((funding.words.as_str(), yields.words.as_str()), ("funding cools", ""));
        assert_eq!(yields.trigger.condition, Condition::Between(4.0, 4.1));
    }

    #[test]
    fn a_zone_that_is_wrong_is_left_out_and_its_fault_is_named() {
        let (zones, faults) = read(
            r#"[{"name": "A", "from": "high", "to": 2}, {"name": "", "from": 1, "to": 2}, {"name": "C", "from": 1, "to": 2,
                "triggers": [{"signal": "oi", "op": "above", "value": 1}]}, {"name": "D", "from": 1, "to": 2}]"#,
        );
        assert_eq!(zones.iter().map(|zone| zone.name.as_str()).collect::<Vec<_>>(), ["D"]);
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["zones[0].from", "zones[1].name", "zones[2].triggers[0].op"]);
    }
}
