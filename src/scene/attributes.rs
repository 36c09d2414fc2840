//! Attributes as a page writes them: text, read once, each fault named and answered with the default.

use crate::digits::Plain;
use crate::error::{Code, Error, Result, fault, nearest_word, one_of};
use crate::lists::Listed;
use crate::texts::{Texts, text};
use crate::value::number_of;

/// Attributes of one element, by name; an attribute without a value is `""`.
pub type Attributes = Vec<(String, String)>;

/// Attributes that every element knows and that the host page acts on.
pub const COMMON: [&str; 24] = [
    "src",
    "integrity",
    "messages",
    "venue",
    "symbol",
    "live",
    "refresh",
    "endpoint",
    "range",
    "theme",
    "palette",
    "direction",
    "units",
    "timezone",
    "heading",
    "description",
    "source-name",
    "source-url",
    "load",
    "static",
    "no-controls",
    "no-table",
    "no-export",
    "group",
];

/// HTML's own attributes, which are none of ours.
const HTML: [&str; 20] = [
    "id",
    "class",
    "style",
    "lang",
    "dir",
    "title",
    "hidden",
    "slot",
    "part",
    "exportparts",
    "role",
    "tabindex",
    "is",
    "inert",
    "translate",
    "nonce",
    "itemprop",
    "itemscope",
    "width",
    "height",
];

/// Reads attributes and gathers what is wrong with them.
#[derive(Debug)]
pub struct AttributeReader<'a> {
    attributes: &'a Attributes,
    problems: Vec<Error>,
}

impl<'a> AttributeReader<'a> {
    /// A reader of `attributes`; those that are neither common, nor HTML's, nor in `own` are faults already.
    #[must_use]
    pub fn new(attributes: &'a Attributes, own: &[&str]) -> Self {
        let known: Vec<&str> = COMMON.iter().chain(own).copied().listed();
        let foreign = |name: &str| {
            let prefixed = ["data-", "aria-", "on"].iter().any(|prefix| name.starts_with(prefix));
            !prefixed && !known.contains(&name) && !HTML.contains(&name)
        };
        let unknown = attributes.iter().filter(|(name, _)| foreign(name)).map(|(name, value)| {
            // In words even in the piece of a first picture: pages that put attributes of their own on everything should not load
            // another one for them.
            let allowed = match nearest_word(name, &known) {
                Some(word) => text!["a known attribute (did you mean ", word, "?)"],
                None => text!["one of ", known.joined(", ")],
            };
            Error::new(Code::AttributeUnknown, name, value, allowed)
        });
        Self { problems: unknown.listed(), attributes }
    }

    /// What is wrong.
    #[must_use]
    pub fn into_problems(self) -> Vec<Error> {
        self.problems
    }

    /// Adds a fault found elsewhere.
    pub fn blame(&mut self, error: Error) {
        self.problems.push(error);
    }

    /// Common attributes that mean nothing to this element are faults like unknown ones.
    pub fn refuse(&mut self, names: &[&str], allowed: &str) {
        for name in names {
            if let Some(text) = self.given(name) {
                self.problems.push(Error::new(Code::AttributeUnknown, *name, text, allowed));
            }
        }
    }

    /// The attribute's text, `None` when it is absent or empty.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.given(name).filter(|value| !value.is_empty())
    }

    /// The attribute's text without blanks around it, `None` when it is absent.
    fn given(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// What `parse` makes of the attribute; the default when it is absent or wrong.
    pub fn parsed<T: Default>(&mut self, name: &str, parse: impl FnOnce(&str) -> Result<T>) -> T {
        self.parsed_or(name, T::default(), parse)
    }

    /// What `parse` makes of the attribute; `default` when it is absent or wrong.
    pub fn parsed_or<T>(&mut self, name: &str, default: T, parse: impl FnOnce(&str) -> Result<T>) -> T {
        let Some(text) = self.text(name) else { return default };
        parse(text).unwrap_or_else(|error| {
            self.blame_value(name, error);
            default
        })
    }

    #[cold]
    #[inline(never)]
    fn blame_value(&mut self, name: &str, error: Error) {
        self.problems.push(error.about(name.to_owned()).coded(Code::AttributeInvalid));
    }

    /// A number within `low..=high`; a percent sign divides by 100.
    pub fn number(&mut self, name: &str, low: f64, high: f64) -> Option<f64> {
        self.parsed(name, |text| {
            let (digits, scale) = match text.strip_suffix('%') {
                Some(digits) => (digits.trim(), 0.01),
                None => (text, 1.0),
            };
            let value = number_of(digits).map(|value| value * scale);
            let refused =
                || fault!(Code::AttributeInvalid, name, text, format!("a number in {}..={}", Plain(low), Plain(high)));
            value.filter(|value| *value >= low && *value <= high).map(Some).ok_or_else(refused)
        })
    }

    /// A whole number within `low..=high`.
    pub fn whole(&mut self, name: &str, low: u32, high: u32) -> Option<u32> {
        self.parsed(name, |text| {
            let value = text.parse::<u32>().ok().filter(|value| (low..=high).contains(value));
            let refused = || fault!(Code::AttributeInvalid, name, text, format!("a whole number in {low}..={high}"));
            value.map(Some).ok_or_else(refused)
        })
    }

    /// Numbers separated by spaces.
    pub fn numbers(&mut self, name: &str) -> Option<Vec<f64>> {
        self.parsed(name, |text| {
            let numbers: Option<Vec<f64>> = text.split_whitespace().map(number_of).collect();
            let refused = || fault!(Code::AttributeInvalid, name, text, "numbers separated by spaces");
            numbers.map(Some).ok_or_else(refused)
        })
    }

    /// A switch that is on unless it says `false`; `default` when absent.
    pub fn switch(&mut self, name: &str, default: bool) -> bool {
        match self.given(name) {
            None => default,
            Some("" | "true") => true,
            Some("false") => false,
            Some(other) => {
                let allowed = one_of(other, &["true", "false"]);
                self.problems.push(fault!(Code::AttributeInvalid, name, other, allowed));
                default
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(pairs: &[(&str, &str)]) -> Attributes {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn an_unknown_attribute_is_named_with_the_nearest_known_one() {
        let attributes = attributes(&[("pallete", "magma"), ("data-x", "1"), ("aria-label", ""), ("class", "wide")]);
        let problems = AttributeReader::new(&attributes, &["rows"]).into_problems();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].code, Code::AttributeUnknown);
        assert!(problems[0].allowed.contains("palette"), "{}", problems[0].allowed);
    }

    #[test]
    fn a_wrong_value_keeps_the_default_and_is_told() {
        let attributes =
            attributes(&[("rows", "many"), ("threshold", "20%"), ("candles", "false"), ("leverage", "10 25")]);
        let mut reader = AttributeReader::new(&attributes, &["rows", "threshold", "candles", "leverage"]);
        assert_eq!(reader.whole("rows", 1, 100), None);
        assert_eq!(reader.number("threshold", 0.0, 1.0), Some(0.2));
        assert!(!reader.switch("candles", true));
        assert_eq!(reader.numbers("leverage"), Some(vec![10.0, 25.0]));
        let problems = reader.into_problems();
        assert_eq!(problems.len(), 1);
        assert_eq!((problems[0].field.as_str(), problems[0].value.as_str()), ("rows", "many"));
    }
}
