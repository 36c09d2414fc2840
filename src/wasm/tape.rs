//! `<liq-tape>` for the host page.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::scene::tape::settings::TapeSettings;
use crate::wasm::figure::figure_class;

figure_class! {
    /// A tape in an element of the page. Free it when the element goes.
    TapeFigure, TapeSettings
}

#[wasm_bindgen]
impl TapeFigure {
    /// The bar that the reader points at, as plain data; `null` without one.
    #[wasm_bindgen(js_name = readingData)]
    #[must_use]
    pub fn reading_data(&self) -> JsValue {
        self.0.place(|figure| figure.pointed_bar().cloned())
    }
}
