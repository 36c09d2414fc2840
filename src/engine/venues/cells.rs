//! Values of a message as a venue writes them: a number may be text, and keys that are not known are passed over.

use crate::engine::market::TimeMs;
use crate::error::{Code, Result, fault, number_within};
use crate::value::{MOST_ROWS, Value, number_of};

/// Latest instant that a message may name: the year 3000.
const LATEST_TIME_MS: f64 = 32_503_680_000_000.0;
const HIGHEST_PRICE: f64 = 1e12;
const LARGEST_AMOUNT: f64 = 1e18;

/// The value of `key`; nothing where there is none or it is `null`.
pub(super) fn key<'a>(object: &'a Value, key: &str) -> Option<&'a Value> {
    let Value::Object(entries) = object else { return None };
    entries.iter().find(|(known, _)| known == key).map(|(_, value)| value).filter(|value| **value != Value::Null)
}

/// The value of `key`, which must be there.
pub(super) fn required<'a>(object: &'a Value, name: &str) -> Result<&'a Value> {
    key(object, name).ok_or_else(|| fault!(Code::DataInvalid, name, "nothing", "given"))
}

/// The elements of an array of anything but plain numbers; `field` names it in errors.
pub(super) fn rows<'a>(value: &'a Value, field: &str) -> Result<&'a [Value]> {
    let rows: &[Value] = match value {
        Value::List(rows) => rows,
        Value::Numbers(none) if none.is_empty() => &[],
        other => return Err(fault!(Code::DataInvalid, field, kind(other), "a list of records")),
    };
    check_count(rows.len(), field)?;
    Ok(rows)
}

/// Refuses more than [`MOST_ROWS`] records.
pub(super) fn check_count(count: usize, field: &str) -> Result<()> {
    if count <= MOST_ROWS {
        return Ok(());
    }
    let found = format_args!("more than {MOST_ROWS} rows");
    Err(fault!(Code::DataTooLarge, field, found, format!("at most {MOST_ROWS} rows")))
}

/// What `value` is, for a message that says it should be something else.
pub(super) fn kind(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => format!("text \"{text}\""),
        Value::Numbers(_) => "a list of numbers".to_owned(),
        Value::List(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// A finite number, or text that is one.
pub(super) fn number(value: &Value, field: &str) -> Result<f64> {
    let found = match value {
        Value::Number(number) => Some(*number).filter(|number| number.is_finite()),
        Value::Text(text) => number_of(text),
        _ => None,
    };
    found.ok_or_else(|| fault!(Code::DataInvalid, field, kind(value), "a finite number"))
}

/// A record of a message: an object, or an array whose columns have names here.
#[derive(Clone, Copy)]
pub(super) enum Record<'a> {
    /// Values by key.
    Object(&'a Value),
    /// Values by position; the names say which.
    Array(&'a Value, &'static [&'static str]),
}

impl<'a> Record<'a> {
    /// The number named; nothing where there is none, `null` or empty text.
    pub(super) fn optional(self, name: &'static str) -> Result<Option<f64>> {
        match self {
            Self::Object(object) => match key(object, name) {
                None => Ok(None),
                Some(Value::Text(text)) if text.is_empty() => Ok(None),
                Some(value) => number(value, name).map(Some),
            },
            Self::Array(Value::Numbers(numbers), names) => {
                Ok(position(names, name).and_then(|at| numbers.get(at).copied()))
            }
            Self::Array(Value::List(items), names) => match position(names, name).and_then(|at| items.get(at)) {
                None | Some(Value::Null) => Ok(None),
                Some(Value::Text(text)) if text.is_empty() => Ok(None),
                Some(value) => number(value, name).map(Some),
            },
            Self::Array(other, _) => Err(fault!(Code::DataInvalid, "", kind(other), "a record as a list")),
        }
    }

    /// The number named, which must be there.
    pub(super) fn number(self, name: &'static str) -> Result<f64> {
        self.optional(name)?.ok_or_else(|| fault!(Code::DataInvalid, name, "nothing", "given"))
    }

    /// An instant in milliseconds.
    pub(super) fn time_ms(self, name: &'static str) -> Result<TimeMs> {
        time_ms(self.number(name)?, name)
    }

    /// A price: above 0.
    pub(super) fn price(self, name: &'static str) -> Result<f64> {
        number_within(name, self.number(name)?, f64::MIN_POSITIVE, HIGHEST_PRICE)
    }

    /// An amount: 0 or more.
    pub(super) fn amount(self, name: &'static str) -> Result<f64> {
        number_within(name, self.number(name)?, 0.0, LARGEST_AMOUNT)
    }

    /// An amount that may be left out.
    pub(super) fn optional_amount(self, name: &'static str) -> Result<Option<f64>> {
        self.optional(name)?.map(|amount| number_within(name, amount, 0.0, LARGEST_AMOUNT)).transpose()
    }

    /// A text by key; arrays have none.
    pub(super) fn optional_text(self, name: &str) -> Option<&'a str> {
        match self {
            Self::Object(object) => match key(object, name) {
                Some(Value::Text(text)) => Some(text),
                _ => None,
            },
            Self::Array(..) => None,
        }
    }

    /// A text by key that must be there.
    pub(super) fn text(self, name: &'static str) -> Result<&'a str> {
        self.optional_text(name).ok_or_else(|| fault!(Code::DataInvalid, name, "nothing", "text"))
    }
}

fn position(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|known| *known == name)
}

/// A whole number of milliseconds from 0 to the year 3000.
pub(super) fn time_ms(number: f64, field: &'static str) -> Result<TimeMs> {
    let number = number_within(field, number, 0.0, LATEST_TIME_MS)?;
    if number % 1.0 == 0.0 {
        return Ok(number as TimeMs);
    }
    Err(fault!(Code::DataRange, field, number, "a whole number of milliseconds"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_be_text_and_a_word_is_none() {
        assert_eq!(number(&Value::from("1.5"), "x").unwrap(), 1.5);
        assert_eq!(number(&Value::Number(2.0), "x").unwrap(), 2.0);
        for wrong in [Value::from("1,5"), Value::from("NaN"), Value::from(""), Value::Null, Value::Bool(true)] {
            assert_eq!(number(&wrong, "x").unwrap_err().code, Code::DataInvalid);
        }
    }

    #[test]
    fn records_of_numbers_and_of_texts_read_alike() {
        let names = &["t", "o"];
        for text in ["[1000,2.5]", r#"["1000","2.5"]"#, r#"[1000,"2.5","more"]"#] {
            let value = Value::from_json(text).unwrap();
            let record = Record::Array(&value, names);
            assert_eq!((record.time_ms("t").unwrap(), record.price("o").unwrap()), (1000, 2.5), "{text}");
        }
    }

    #[test]
    fn what_is_missing_empty_or_null_is_named() {
        let value = Value::from_json(r#"{"a":null,"b":""}"#).unwrap();
        let record = Record::Object(&value);
        for name in ["a", "b", "c"] {
            assert_eq!(record.optional(name).unwrap(), None);
            assert_eq!(record.number(name).unwrap_err().field, name);
        }
    }
}
