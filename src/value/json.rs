//! JSON text into a [`Value`], for programs outside a browser; there `JSON.parse` does the same.

use super::{MOST_ROWS, Value};
use crate::error::{Code, Result, fault};
use crate::lists::Growing;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

impl Value {
    /// Reads one JSON document. Numbers are correctly rounded; of an array only [`MOST_ROWS`] elements and one are kept.
    ///
    /// # Errors
    /// [`Code::DataInvalid`] for text that is not one JSON document.
    pub fn from_json(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| {
            fault!(Code::DataInvalid, "", error.to_string(), "one JSON document, complete, with finite numbers")
        })
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("plain data")
    }

    fn visit_unit<E>(self) -> std::result::Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> std::result::Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_f64<E>(self, value: f64) -> std::result::Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_i64<E>(self, value: i64) -> std::result::Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> std::result::Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_str<E>(self, text: &str) -> std::result::Result<Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> std::result::Result<Value, A::Error> {
        let (mut numbers, mut items) = (Vec::new(), Vec::new());
        while numbers.len() + items.len() <= MOST_ROWS {
            match rows.next_element()? {
                None => break,
                Some(Value::Number(number)) if items.is_empty() => numbers.push(number),
                Some(item) => {
                    items.put_all(numbers.drain(..).map(Value::Number));
                    items.push(item);
                }
            }
        }
        while rows.next_element::<IgnoredAny>()?.is_some() {}
        Ok(if items.is_empty() { Value::Numbers(numbers) } else { Value::List(items) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            entries.push((Cow::Owned(key), value));
        }
        Ok(Value::Object(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_of_numbers_alone_is_one_column() {
        assert_eq!(Value::from_json("[1,2.5,-3]").unwrap(), Value::Numbers(vec![1.0, 2.5, -3.0]));
        assert_eq!(Value::from_json("[]").unwrap(), Value::Numbers(vec![]));
        let mixed = [Value::Number(1.0), Value::Null, Value::Number(2.0)];
        assert_eq!(Value::from_json("[1,null,2]").unwrap(), Value::List(mixed.to_vec()));
    }

    #[test]
    fn an_endless_array_is_not_kept() {
        let text = format!("[{}1]", "1,".repeat(MOST_ROWS + 50));
        let Value::Numbers(kept) = Value::from_json(&text).unwrap() else { panic!("numbers are a column") };
        assert_eq!(kept.len(), MOST_ROWS + 1);
    }

    #[test]
    fn what_is_no_single_document_is_refused() {
        for text in ["", "{", "NaN", "1 2", "[1,]"] {
            assert_eq!(Value::from_json(text).unwrap_err().code, Code::DataInvalid, "{text}");
        }
    }
}
