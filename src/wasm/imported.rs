//! Documents of others as snapshots.

use js_sys::JsString;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::venues::check_message_length;
use crate::engine::venues::coinglass::{self, About};
use crate::wasm::convert::{js_of, request_of, thrown, value_of_text};

/// The document of `CoinGlass` in `text`, or several under the key `documents`, as a snapshot; the JSON text `about` says what
/// they do not say themselves.
///
/// # Errors
/// Throws a `LiqError` for what is no document of theirs, and for what nothing says.
#[wasm_bindgen(js_name = importedSnapshot)]
pub fn imported_snapshot(text: &JsString, about: &JsString) -> Result<JsValue, JsValue> {
    let read = || {
        check_message_length(text.length() as usize)?;
        coinglass::snapshot(&coinglass::import_all(&value_of_text(text)?, &request_of::<About>(about)?)?)
    };
    read().map(|snapshot| js_of(&snapshot)).map_err(|error| thrown(&error))
}
