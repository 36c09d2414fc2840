//! `<liq-signals>` for the host page.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::scene::signals::settings::SignalsSettings;
use crate::wasm::figure::figure_class;

figure_class! {
    /// Signals in an element of the page. Free it when the element goes.
    SignalsFigure, SignalsSettings
}

#[wasm_bindgen]
impl SignalsFigure {
    /// The place that the reader points at as plain data; `null` without one.
    #[wasm_bindgen(js_name = readingData)]
    #[must_use]
    pub fn reading_data(&self) -> JsValue {
        self.0.place(crate::scene::signals::view::SignalsView::place)
    }
}
