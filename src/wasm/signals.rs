//! Signals for Node and data desks: one entry for all kinds.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::engine::signals;
use crate::engine::signals::of_snapshot::BoardRequest;
use crate::engine::signals::of_snapshot::comparison::CompareRequest;
use crate::value::Value;
use crate::wasm::convert::{js_of, request_of, snapshot_of, thrown, value_of_text};

/// Answers the JSON text `request` of the `kind` named, as a plain object.
///
/// # Errors
/// Throws a `LiqError` that names the key.
#[wasm_bindgen]
pub fn signal(kind: &str, request: &JsString) -> Result<JsValue, JsValue> {
    let answer = value_of_text(request).and_then(|request| signals::answer(kind, request));
    answer.map(|answer| js_of(&answer)).map_err(|error| thrown(&error))
}

/// The signals of the snapshot in the JSON text `snapshot` as the JSON text `options` asks.
///
/// # Errors
/// Throws a `LiqError` that names the field of the snapshot or the option.
#[wasm_bindgen(js_name = signalsOf)]
pub fn signals_of(snapshot: &JsString, options: &JsString) -> Result<JsValue, JsValue> {
    let board = request_of::<BoardRequest>(options).and_then(|request| request.run(&snapshot_of(snapshot)?));
    board.map(|board| js_of(&Value::from(&board))).map_err(|error| thrown(&error))
}

/// Coins, past events and months of the snapshot in the JSON text `snapshot`, compared as the JSON text `options` asks.
///
/// # Errors
/// Throws a `LiqError` that names the field of the snapshot or the option.
#[wasm_bindgen]
pub fn compare(snapshot: &JsString, options: &JsString) -> Result<JsValue, JsValue> {
    let comparison = request_of::<CompareRequest>(options).and_then(|request| request.run(&snapshot_of(snapshot)?));
    comparison.map(|comparison| js_of(&Value::from(&comparison))).map_err(|error| thrown(&error))
}
