//! Signals for Node and data desks: one entry for all kinds.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::engine::signals;
use crate::wasm::convert::{js_of, thrown, value_of_text};

/// Answers the JSON text `request` of the `kind` named, as a plain object.
///
/// # Errors
/// Throws a `LiqError` that names the key.
#[wasm_bindgen]
pub fn signal(kind: &str, request: &JsString) -> Result<JsValue, JsValue> {
    let answer = value_of_text(request).and_then(|request| signals::answer(kind, request));
    answer.map(|answer| js_of(&answer)).map_err(|error| thrown(&error))
}
