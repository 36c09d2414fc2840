//! A script's request, from JSON text into a plain struct.
//!
//! Keys are camelCase. A text is no number and a number no text; `null` stands for a key that was left out, where it may
//! be. The first fault found is an [`Error`] that names the path to the key.

use crate::error::{Code, Error, Result, one_of};
use serde::de::DeserializeOwned;

/// Reads `text` as a `T` that refuses keys it does not know.
///
/// # Errors
/// [`Code::DataInvalid`] for text that is not one JSON document, [`Code::AttributeUnknown`] for a key that is not known,
/// with the nearest one, [`Code::AttributeInvalid`] for a key that is missing, given twice or of another type.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let request = serde_path_to_error::deserialize(&mut reader).map_err(|error| unreadable(&error))?;
    reader.end().map_err(|error| Error::new(Code::DataInvalid, "", error, "one JSON document and nothing after it"))?;
    Ok(request)
}

fn unreadable(error: &serde_path_to_error::Error<serde_json::Error>) -> Error {
    // `.` is the whole document, `?` a key that was not read to its end.
    let path = error.path().to_string().trim_end_matches(['.', '?']).to_owned();
    let message = error.inner().to_string();
    let said = message.split(" at line ").next().unwrap_or_default();
    if !error.inner().is_data() {
        return Error::new(Code::DataInvalid, path, said, "JSON text, complete and with finite numbers");
    }
    let mut quoted = said.split('`').skip(1).step_by(2);
    let named = quoted.next().unwrap_or_default();
    if said.starts_with("unknown field") {
        let known: Vec<&str> = quoted.filter(|key| !key.contains('_')).collect();
        return Error::new(Code::AttributeUnknown, path, format!("the key {named}"), one_of(named, &known));
    }
    if said.starts_with("missing field") {
        return Error::new(Code::AttributeInvalid, named, "nothing", "given").within(&path);
    }
    if said.starts_with("duplicate field") {
        return Error::new(Code::AttributeInvalid, named, "two values", "given once").within(&path);
    }
    let (found, expected) = said.split_once(", expected ").unwrap_or((said, "another type"));
    let found = found.trim_start_matches("invalid type: ").trim_start_matches("invalid value: ").replace('`', "");
    Error::new(Code::AttributeInvalid, path, found, in_plain_words(expected))
}

/// What serde expected, for someone who does not write Rust.
fn in_plain_words(expected: &str) -> &str {
    match expected {
        "f64" => "a finite number",
        "i64" => "a whole number",
        "u8" | "u32" | "usize" => "a whole number of 0 or more",
        "a string" => "text",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "a map" => "an object",
        _ if expected.starts_with("struct ") => "an object",
        _ => expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Outer {
        #[serde(alias = "entry_price")]
        entry_price: f64,
        inner: Option<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Inner {
        rows: Vec<u32>,
    }

    fn refused(text: &str) -> (Code, String, String, String) {
        let error = read::<Outer>(text).unwrap_err();
        (error.code, error.field, error.value, error.allowed)
    }

    #[test]
    fn misspelt_key_is_named_with_the_nearest_one() {
        let (code, _, value, allowed) = refused(r#"{"entryPrise":1}"#);
        assert_eq!((code, value.as_str()), (Code::AttributeUnknown, "the key entryPrise"));
        assert_eq!(allowed, "one of entryPrice, inner (did you mean entryPrice?)");
        assert!(refused(r#"{"entryPrice":1,"inner":{"row":[1]}}"#).1.starts_with("inner"));
    }

    #[test]
    fn text_is_no_number_and_the_path_leads_to_it() {
        let (code, field, value, allowed) = refused(r#"{"entryPrice":"1"}"#);
        assert_eq!((code, field.as_str()), (Code::AttributeInvalid, "entryPrice"));
        assert_eq!((value.as_str(), allowed.as_str()), (r#"string "1""#, "a finite number"));
        let (_, field, value, allowed) = refused(r#"{"entryPrice":1,"inner":{"rows":[3,-1]}}"#);
        assert_eq!((field.as_str(), value.as_str()), ("inner.rows[1]", "integer -1"));
        assert_eq!(allowed, "a whole number of 0 or more");
    }

    #[test]
    fn missing_and_repeated_keys_are_named() {
        assert_eq!(refused(r#"{"entryPrice":1,"inner":{}}"#).1, "inner.rows");
        let (_, field, value, _) = refused(r#"{"entryPrice":1,"entry_price":2}"#);
        assert_eq!((field.as_str(), value.as_str()), ("entryPrice", "two values"));
    }

    #[test]
    fn what_is_no_single_document_is_invalid_data() {
        for text in ["", "{", "{\"entryPrice\":NaN}", "{\"entryPrice\":1} 2"] {
            assert_eq!(refused(text).0, Code::DataInvalid, "{text}");
        }
        assert_eq!(refused("[]").0, Code::AttributeInvalid);
    }

    #[test]
    fn null_stands_for_a_key_left_out() {
        let read = |text: &str| read::<Outer>(text).unwrap();
        assert!(read(r#"{"entryPrice":1,"inner":null}"#).inner.is_none());
        let given = read(r#"{"entry_price":1,"inner":{"rows":[2]}}"#);
        assert_eq!((given.entry_price, given.inner.map(|inner| inner.rows)), (1.0, Some(vec![2])));
    }
}
