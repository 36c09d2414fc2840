//! Between JavaScript values and checked types.

use js_sys::{Error as JsError, JSON, Reflect};
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::error::{Code, Error};

/// A JavaScript `Error` named `LiqError` with the properties `code`, `field`, `value` and `allowed`.
#[must_use]
pub fn thrown(error: &Error) -> JsValue {
    let thrown = JsError::new(&error.to_string());
    thrown.set_name("LiqError");
    let properties =
        [("code", error.code.as_str()), ("field", &error.field), ("value", &error.value), ("allowed", &error.allowed)];
    for (key, value) in properties {
        // Setting a property of a fresh object does not fail.
        let _set = Reflect::set(&thrown, &key.into(), &value.into());
    }
    thrown.into()
}

/// `value` as a plain JavaScript value, by way of JSON text.
///
/// # Errors
/// A `LiqError` for a value that JSON cannot write, which none of this crate's results is.
pub fn parsed(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let unwritable = |error| thrown(&Error::new(Code::DataInvalid, "", error, "a value that JSON can write"));
    JSON::parse(&serde_json::to_string(value).map_err(unwritable)?)
}
