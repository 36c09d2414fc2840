//! `<liq-heatmap>` for the host page.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::scene::heatmap::settings::HeatmapSettings;
use crate::scene::heatmap::view::HeatmapView;
use crate::scene::input::{Command, Input};
use crate::scene::invalidation::Invalidation;
use crate::wasm::figure::{estimating_figure, figure_class, linked_figure};

figure_class! {
    /// A heatmap in an element of the page. Free it when the element goes.
    HeatmapFigure, HeatmapSettings
}
estimating_figure!(HeatmapFigure, HeatmapSettings);
linked_figure!(HeatmapFigure);

#[wasm_bindgen]
impl HeatmapFigure {
    /// `zoom-in`, `zoom-out` or `reset`; another word does nothing and returns false.
    pub fn command(&self, word: &str) -> bool {
        let command = match word {
            "zoom-in" => Command::ZoomIn,
            "zoom-out" => Command::ZoomOut,
            "reset" => Command::Reset,
            _ => return false,
        };
        self.0.stage.send(Input::Command(command));
        true
    }

    /// Whether all of the picture is shown.
    #[wasm_bindgen(js_name = isFull)]
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.0.stage.ask(HeatmapView::is_full)
    }

    /// Shows these times in milliseconds and prices, as far as there are any.
    pub fn show(&self, from_ms: f64, to_ms: f64, low: f64, high: f64) {
        let times = (from_ms as i64, to_ms as i64);
        self.0.stage.change(|figure| (figure.show(times, (low, high)), Invalidation::Raster));
    }
}
