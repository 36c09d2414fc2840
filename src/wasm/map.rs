//! `<liq-map>` for the host page: a figure on three canvases, its words, its numbers.

use std::rc::Rc;

use js_sys::{Function, JsString};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::dom::stage::Stage;
use crate::engine::draws::DrawRun;
use crate::engine::market::Snapshot;
use crate::error;
use crate::scene::attributes::Attributes;
use crate::scene::invalidation::Invalidation;
use crate::scene::map::settings::MapSettings;
use crate::scene::map::view::MapView;
use crate::scene::page::Page;
use crate::value::Value;
use crate::wasm::convert::{js_of, thrown};
use crate::wasm::source::{Changed, Settings, Source, crosshair_of, follow_of};

/// A map in an element of the page. Free it when the element goes.
#[wasm_bindgen]
pub struct MapFigure {
    stage: Stage<MapView>,
    source: Source<MapSettings>,
    draws: Option<DrawRun>,
}

#[wasm_bindgen]
impl MapFigure {
    /// Draws `snapshot` (text of a liq-snapshot/1 document) in `host`, as `HeatmapFigure` does.
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
        let mut source = Source::<MapSettings>::read(attributes, page).map_err(|error| thrown(&error))?;
        let view = source.view(snapshot).map_err(|error| thrown(&error))?;
        Ok(Self { stage: Stage::new(host, notify, view, source.font.clone())?, source, draws: None })
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
        self.draws = None;
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
        let other = Source::<MapSettings>::read(attributes, page).map_err(|error| thrown(&error))?;
        let changed = self.stage.change(|figure| (self.source.change(other, figure), Invalidation::Raster));
        if changed.map_err(|error| thrown(&error))? == Changed::Numbers {
            self.draws = None;
        }
        self.stage.set_font(self.source.font.clone());
        Ok(())
    }

    /// What was wrong with the attributes.
    #[must_use]
    pub fn problems(&self) -> Vec<JsValue> {
        self.source.settings.problems.iter().map(thrown).collect()
    }

    /// Words around the chart.
    #[must_use]
    pub fn frame(&self) -> JsValue {
        js_of(&Value::from(&self.stage.ask(MapView::frame)))
    }

    /// The numbers drawn, as plain data.
    #[must_use]
    pub fn result(&self) -> JsValue {
        js_of(&Value::from(&self.stage.ask(MapView::answer)))
    }

    /// The row under the crosshair as a line of words; `undefined` without one.
    #[must_use]
    pub fn reading(&self) -> Option<String> {
        self.stage.ask(MapView::reading_sentence)
    }

    /// The row under the crosshair as plain data; `null` without one.
    #[wasm_bindgen(js_name = readingData)]
    #[must_use]
    pub fn reading_data(&self) -> JsValue {
        js_of(&self.stage.ask(MapView::reading).as_ref().into())
    }

    /// Estimates once more under other plausible assumptions; call it again, from idle moments, while it returns true. After
    /// that the band is drawn and robust clusters are marked.
    ///
    /// # Errors
    /// A `LiqError` for settings that leave nothing to draw.
    #[wasm_bindgen(js_name = drawNext)]
    pub fn draw_next(&mut self) -> Result<bool, JsValue> {
        if self.stage.ask(|figure| figure.draws().is_some()) {
            return Ok(false);
        }
        if self.draws.is_none() {
            let started = self.stage.ask(|figure| {
                let options = figure.options();
                DrawRun::new(figure.snapshot(), &options.estimate.heatmap, options.seed, options.draws)
            });
            self.draws = Some(started.map_err(|error| thrown(&error))?);
        }
        if self.draws.as_mut().is_some_and(DrawRun::next_draw) {
            return Ok(true);
        }
        if let Some(draws) = self.draws.take() {
            self.stage.change(|figure| (figure.set_draws(draws.finish()), Invalidation::Raster));
            self.stage.lay_out();
        }
        Ok(false)
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
        self.stage.ask(MapView::crosshair).map(|at| at.price)
    }

    /// Shows the price, and the instant in milliseconds, that a reader points at in another element; nothing takes it away.
    #[wasm_bindgen(js_name = pointAt)]
    pub fn point_at(&self, price: Option<f64>, time_ms: Option<f64>) {
        self.stage.change(|figure| (figure.set_shared(crosshair_of(price, time_ms)), Invalidation::Overlay));
    }

    /// Paints now what waits for a frame.
    pub fn flush(&self) {
        self.stage.flush();
    }
}

impl Settings for MapSettings {
    type View = MapView;

    fn read(attributes: &Attributes, page: &Page) -> Self {
        Self::read(attributes, page)
    }

    fn fit(&mut self, snapshot: &Snapshot) {
        self.fit(snapshot);
    }

    fn computes_as(&self, other: &Self) -> bool {
        self.request == other.request
    }

    fn draw(&self, snapshot: Rc<Snapshot>) -> error::Result<MapView> {
        self.view(snapshot)
    }

    fn dress(&self, view: &mut MapView) -> error::Result<()> {
        view.set_look(self.look.clone());
        Ok(())
    }

    fn snapshot(view: &MapView) -> &Rc<Snapshot> {
        view.snapshot()
    }
}
