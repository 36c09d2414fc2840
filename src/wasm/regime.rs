//! `<liq-regime>` for the host page.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::scene::regime::settings::RegimeSettings;
use crate::wasm::figure::figure_class;

figure_class! {
    /// Regimes in an element of the page. Free it when the element goes.
    RegimeFigure, RegimeSettings
}

#[wasm_bindgen]
impl RegimeFigure {
    /// The readings that the reader points at, as plain data; `null` without them.
    #[wasm_bindgen(js_name = readingData)]
    #[must_use]
    pub fn reading_data(&self) -> JsValue {
        self.0.place(|figure| figure.pointed_readings().copied())
    }
}
