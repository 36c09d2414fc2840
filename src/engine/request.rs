//! A script's request, from JSON text into a plain struct.
//!
//! Keys are camelCase. A text is no number and a number no text; `null` stands for a key that was left out, where it may
//! be. The first fault found is an [`Error`] that names the path to the key.

use crate::error::Result;
use crate::value::{Manner, Node, Read, Value};

/// Reads a request, whose unknown keys are refused.
///
/// # Errors
/// [`Code::AttributeUnknown`](crate::error::Code::AttributeUnknown) for a key that is not known, with the nearest one,
/// [`Code::AttributeInvalid`](crate::error::Code::AttributeInvalid) for a key that is missing, given twice or of another
/// type.
pub fn read_value<T: Read>(request: Value) -> Result<T> {
    T::read(Node::new(request, Manner::Script))
}

/// Reads the request that `text` is as JSON.
///
/// # Errors
/// Those of [`read_value`], and [`Code::DataInvalid`](crate::error::Code::DataInvalid) for text that is not one JSON
/// document.
#[cfg(not(target_arch = "wasm32"))]
pub fn read<T: Read>(text: &str) -> Result<T> {
    read_value(Value::from_json(text)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    #[derive(Debug)]
    struct Outer {
        entry_price: f64,
        inner: Option<Inner>,
    }

    #[derive(Debug)]
    struct Inner {
        rows: Vec<u32>,
    }

    impl Read for Outer {
        fn read(node: Node) -> Result<Self> {
            let mut fields = node.fields_of_either_case(&["entryPrice", "inner"]);
            let read = Self { entry_price: fields.number("entryPrice"), inner: fields.optional_of("inner") };
            fields.finish(read)
        }
    }

    impl Read for Inner {
        fn read(node: Node) -> Result<Self> {
            let mut fields = node.fields(&["rows"]);
            let rows = fields.list("rows").into_iter().map(|row| row.count(u32::MAX)).collect::<Result<_>>()?;
            fields.finish(Self { rows })
        }
    }

    fn refused(text: &str) -> (Code, String, String, String) {
        let error = read::<Outer>(text).unwrap_err();
        (error.code, error.field.clone(), error.value.clone(), error.allowed.clone())
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
        assert_eq!((value.as_str(), allowed.as_str()), (r#"text "1""#, "a finite number"));
        let (_, field, value, allowed) = refused(r#"{"entryPrice":1,"inner":{"rows":[3,-1]}}"#);
        assert_eq!((field.as_str(), value.as_str()), ("inner.rows[1]", "-1"));
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
