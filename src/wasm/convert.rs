//! Between JavaScript values and checked types.

use js_sys::{Error as JsError, Reflect};
use wasm_bindgen::JsValue;

use crate::error::Error;

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
