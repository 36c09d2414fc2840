//! `<liq-map>` for the host page.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::scene::map::settings::MapSettings;
use crate::wasm::figure::{estimating_figure, figure_class, linked_figure};

figure_class! {
    /// A map in an element of the page. Free it when the element goes.
    MapFigure, MapSettings
}
estimating_figure!(MapFigure, MapSettings);
linked_figure!(MapFigure);

#[wasm_bindgen]
impl MapFigure {
    /// Estimates once more under other plausible assumptions; call it again, from idle moments, while it returns true. After
    /// that the band is drawn and robust clusters are marked.
    ///
    /// # Errors
    /// A `LiqError` for settings that leave nothing to draw.
    #[wasm_bindgen(js_name = drawNext)]
    pub fn draw_next(&self) -> Result<bool, JsValue> {
        self.0.draw_next()
    }
}
