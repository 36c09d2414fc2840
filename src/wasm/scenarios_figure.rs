//! `<liq-scenarios>` for the host page.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::scene::invalidation::Invalidation;
use crate::scene::scenarios::settings::ScenariosSettings;
#[cfg(feature = "simulation")]
use crate::wasm::figure::estimating_figure;
use crate::wasm::figure::{figure_class, linked_figure};

figure_class! {
    /// Scenarios in an element of the page. Free them when the element goes.
    ScenariosFigure, ScenariosSettings
}
#[cfg(feature = "simulation")]
estimating_figure!(ScenariosFigure, ScenariosSettings);
linked_figure!(ScenariosFigure);
#[cfg(not(feature = "simulation"))]
crate::wasm::asking::asking_figure!(ScenariosFigure);

#[wasm_bindgen]
impl ScenariosFigure {
    /// Walks some of the simulated paths; call it again, from idle moments, while it returns true. After that the cone is
    /// drawn and the odds are told.
    ///
    /// # Errors
    /// A `LiqError` for settings that leave nothing to draw.
    #[wasm_bindgen(js_name = drawNext)]
    pub fn draw_next(&self) -> Result<bool, JsValue> {
        self.0.draw_next()
    }

    /// The zone that the reader chose, by its place in the author's list; `undefined` without one.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        self.0.stage.ask(crate::scene::scenarios::view::ScenariosView::selected)
    }

    /// Chooses a zone by its place; nothing chooses none.
    pub fn select(&self, zone: Option<usize>) {
        self.0.stage.change(|figure| (figure.select(zone), Invalidation::Chart));
    }
}
