//! Amounts and paths for scenarios whose own piece of wasm computes none: a question as numbers, the answer as numbers.

use js_sys::{Float64Array, JsString};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::scenarios::{ZonesAsked, ZonesRun as Run};
use crate::error::{Code, Error, Result};
use crate::wasm::convert::{snapshot_of, thrown};

/// The estimate and the paths of one question, some at a time. Free it when the answer is there, or nobody waits for it any
/// more.
#[wasm_bindgen]
pub struct ZonesRun(Run);

#[wasm_bindgen]
impl ZonesRun {
    /// Begins what a figure's `oddsAsked()` gave, over the snapshot that the figure draws, as text.
    ///
    /// # Errors
    /// A `LiqError` for data that cannot be estimated, and for numbers that are no question.
    #[wasm_bindgen(constructor)]
    pub fn new(question: &Float64Array, snapshot: &JsString) -> std::result::Result<Self, JsValue> {
        begun(question, snapshot).map(Self).map_err(|error| thrown(&error))
    }

    /// Goes on with the estimate by about so many candles. Gives whether there are more.
    #[wasm_bindgen(js_name = goOn)]
    pub fn go_on(&mut self, candles: usize) -> bool {
        self.0.go_on(candles)
    }

    /// Ends the estimate, then walks some of the paths; call it again, from idle moments, while it returns true.
    ///
    /// # Errors
    /// A `LiqError` for data that cannot be estimated.
    #[wasm_bindgen(js_name = drawNext)]
    pub fn draw_next(&mut self) -> std::result::Result<bool, JsValue> {
        self.0.draw_next().map_err(|error| thrown(&error))
    }

    /// What a figure's `takeOdds()` takes, once all is computed.
    #[must_use]
    pub fn answer(&self) -> Float64Array {
        Float64Array::from(&self.0.numbers()[..])
    }
}

fn begun(question: &Float64Array, snapshot: &JsString) -> Result<Run> {
    let refused = || Error::new(Code::DataInvalid, "zones", "other numbers", "a question of the same version");
    let asked = ZonesAsked::of(&question.to_vec()).ok_or_else(refused)?;
    Run::new(snapshot_of(snapshot)?, asked)
}
