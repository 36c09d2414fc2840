//! `<liq-heatmap>` for the host page: a figure on three canvases, its words, its numbers.

use std::rc::Rc;

use js_sys::{Function, JsString};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::dom::stage::Stage;
use crate::engine::market::Snapshot;
use crate::error;
use crate::scene::attributes::Attributes;
use crate::scene::heatmap::settings::HeatmapSettings;
use crate::scene::heatmap::view::HeatmapView;
use crate::scene::input::{Command, Input};
use crate::scene::invalidation::Invalidation;
use crate::scene::page::Page;
use crate::value::Value;
use crate::wasm::convert::{js_of, thrown};
use crate::wasm::source::{Settings, Source, crosshair_of, follow_of};

/// A heatmap in an element of the page. Free it when the element goes.
#[wasm_bindgen]
pub struct HeatmapFigure {
    stage: Stage<HeatmapView>,
    source: Source<HeatmapSettings>,
}

#[wasm_bindgen]
impl HeatmapFigure {
    /// Draws `snapshot` (text of a liq-snapshot/1 document) in `host`. `attributes` maps names to texts, `page` is what
    /// the host knows of the page. `notify(name, detail)` is called for `hover`, `select`, `viewport` and
    /// `help`, the detail saying whether a key did it, and for `trouble` with the error.
    ///
    /// # Errors
    /// A `LiqError` for data that cannot be drawn.
    #[wasm_bindgen(constructor)]
    pub fn new(
        host: &HtmlElement,
        notify: Function,
        snapshot: &JsString,
        attributes: &JsValue,
        page: &JsValue,
    ) -> Result<Self, JsValue> {
        let mut source = Source::<HeatmapSettings>::read(attributes, page).map_err(|error| thrown(&error))?;
        let view = source.view(snapshot).map_err(|error| thrown(&error))?;
        Ok(Self { stage: Stage::new(host, notify, view, source.font.clone())?, source })
    }

    /// Draws other data with the same settings; the last drawing stays when they cannot be drawn.
    ///
    /// # Errors
    /// A `LiqError` for data that cannot be drawn.
    #[wasm_bindgen(js_name = setData)]
    pub fn set_data(&mut self, snapshot: &JsString) -> Result<(), JsValue> {
        let mut source = self.source.clone();
        let view = source.view(snapshot).map_err(|error| thrown(&error))?;
        self.source = source;
        self.stage.change(|figure| (*figure = view, Invalidation::Raster));
        self.stage.lay_out();
        Ok(())
    }

    /// Takes changed attributes or page facts. What does not touch the numbers does not compute them again.
    ///
    /// # Errors
    /// A `LiqError` for settings that leave nothing to draw.
    #[wasm_bindgen(js_name = setSettings)]
    pub fn set_settings(&mut self, attributes: &JsValue, page: &JsValue) -> Result<(), JsValue> {
        let other = Source::<HeatmapSettings>::read(attributes, page).map_err(|error| thrown(&error))?;
        let changed = self.stage.change(|figure| (self.source.change(other, figure), Invalidation::Raster));
        changed.map_err(|error| thrown(&error))?;
        self.stage.set_font(self.source.font.clone());
        Ok(())
    }

    /// What was wrong with the attributes: objects with `code`, `field`, `value`, `allowed`, `message`.
    #[must_use]
    pub fn problems(&self) -> Vec<JsValue> {
        self.source.settings.problems.iter().map(thrown).collect()
    }

    /// `zoom-in`, `zoom-out` or `reset`; another word does nothing and returns false.
    pub fn command(&self, word: &str) -> bool {
        let command = match word {
            "zoom-in" => Command::ZoomIn,
            "zoom-out" => Command::ZoomOut,
            "reset" => Command::Reset,
            _ => return false,
        };
        self.stage.send(Input::Command(command));
        true
    }

    /// Words around the chart.
    #[must_use]
    pub fn frame(&self) -> JsValue {
        js_of(&Value::from(&self.stage.ask(HeatmapView::frame)))
    }

    /// The numbers drawn, as plain data.
    #[must_use]
    pub fn result(&self) -> JsValue {
        js_of(&self.stage.ask(HeatmapView::outline).as_ref().into())
    }

    /// The cell under the crosshair as a line of words; `undefined` without a crosshair.
    #[must_use]
    pub fn reading(&self) -> Option<String> {
        self.stage.ask(HeatmapView::reading_sentence)
    }

    /// The cell under the crosshair as plain data; `null` without a crosshair.
    #[wasm_bindgen(js_name = readingData)]
    #[must_use]
    pub fn reading_data(&self) -> JsValue {
        js_of(&self.stage.ask(HeatmapView::reading).as_ref().into())
    }

    /// Whether all of the picture is shown.
    #[wasm_bindgen(js_name = isFull)]
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.stage.ask(HeatmapView::is_full)
    }

    /// Shows where a shock leads: `{ shock, stop }`, two prices; nothing takes it away.
    ///
    /// # Errors
    /// A `LiqError` for prices out of range.
    pub fn follow(&self, projection: &JsValue) -> Result<(), JsValue> {
        let follow = follow_of(projection).map_err(|error| thrown(&error))?;
        self.stage.change(|figure| (figure.set_follow(follow), Invalidation::Overlay));
        Ok(())
    }

    /// The price that the reader points at, for other elements; `undefined` without a crosshair.
    #[wasm_bindgen(js_name = pointedPrice)]
    #[must_use]
    pub fn pointed_price(&self) -> Option<f64> {
        self.stage.ask(HeatmapView::crosshair).map(|at| at.price)
    }

    /// The instant there, milliseconds.
    #[wasm_bindgen(js_name = pointedTime)]
    #[must_use]
    pub fn pointed_time(&self) -> Option<f64> {
        self.stage.ask(HeatmapView::crosshair)?.time_ms.map(|ms| ms as f64)
    }

    /// Shows the price, and the instant in milliseconds, that a reader points at in another element; nothing takes it away.
    #[wasm_bindgen(js_name = pointAt)]
    pub fn point_at(&self, price: Option<f64>, time_ms: Option<f64>) {
        self.stage.change(|figure| (figure.set_shared(crosshair_of(price, time_ms)), Invalidation::Overlay));
    }

    /// Shows these times in milliseconds and prices, as far as there are any.
    pub fn show(&self, from_ms: f64, to_ms: f64, low: f64, high: f64) {
        let times = (from_ms as i64, to_ms as i64);
        self.stage.change(|figure| (figure.show(times, (low, high)), Invalidation::Raster));
    }

    /// Paints now what waits for a frame: before a screenshot, for a bench.
    pub fn flush(&self) {
        self.stage.flush();
    }
}

impl Settings for HeatmapSettings {
    type View = HeatmapView;

    fn read(attributes: &Attributes, page: &Page) -> Self {
        Self::read(attributes, page)
    }

    fn fit(&mut self, snapshot: &Snapshot) {
        self.fit(snapshot);
    }

    fn computes_as(&self, other: &Self) -> bool {
        self.request == other.request
    }

    fn draw(&self, snapshot: Rc<Snapshot>) -> error::Result<HeatmapView> {
        self.view(snapshot)
    }

    fn dress(&self, view: &mut HeatmapView) -> error::Result<()> {
        view.set_look(self.look.clone())
    }

    fn snapshot(view: &HeatmapView) -> &Rc<Snapshot> {
        view.snapshot()
    }
}
