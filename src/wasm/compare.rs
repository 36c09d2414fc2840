//! `<liq-compare>` for the host page.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::scene::compare::settings::CompareSettings;
use crate::scene::compare::view::CompareView;
use crate::wasm::figure::figure_class;

figure_class! {
    /// A comparison in an element of the page. Free it when the element goes.
    CompareFigure, CompareSettings
}

#[wasm_bindgen]
impl CompareFigure {
    /// The place that the reader points at as plain data; `null` without one.
    #[wasm_bindgen(js_name = readingData)]
    #[must_use]
    pub fn reading_data(&self) -> JsValue {
        self.0.place(CompareView::place)
    }
}
