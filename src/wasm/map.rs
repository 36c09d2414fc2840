//! `<liq-map>` for the host page: a figure on three canvases, its words, its numbers.

use js_sys::{Function, JsString};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::dom::stage::Stage;
use crate::engine::draws::DrawRun;
use crate::engine::market::Snapshot;
use crate::error::Error;
use crate::scene::invalidation::Invalidation;
use crate::scene::map::settings::MapSettings;
use crate::scene::map::view::MapView;
use crate::value::Value;
use crate::wasm::convert::{js_of, snapshot_of, thrown};
use crate::wasm::picture::{follow_of, page_of, svg_of};

/// A map in an element of the page. Free it when the element goes.
#[wasm_bindgen]
pub struct MapFigure {
    stage: Stage<MapView>,
    settings: MapSettings,
    font: String,
    draws: Option<DrawRun>,
}

fn settings_of(attributes: &JsValue, page: &JsValue) -> Result<(MapSettings, String), JsValue> {
    let (attributes, page) = page_of(attributes, page)?;
    Ok((MapSettings::read(&attributes, &page), page.font))
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
        let (mut settings, font) = settings_of(attributes, page)?;
        let view = view_of(snapshot, &mut settings).map_err(|error| thrown(&error))?;
        Ok(Self { stage: Stage::new(host, notify, view, font.clone())?, settings, font, draws: None })
    }

    /// Draws other data with the same settings; the last drawing stays when they cannot be drawn.
    ///
    /// # Errors
    /// A `LiqError` for data that cannot be drawn.
    #[wasm_bindgen(js_name = setData)]
    pub fn set_data(&mut self, snapshot: &JsString) -> Result<(), JsValue> {
        let mut settings = self.settings.clone();
        let view = view_of(snapshot, &mut settings).map_err(|error| thrown(&error))?;
        self.settings = settings;
        self.show(view);
        Ok(())
    }

    /// Takes changed attributes or page facts. What does not touch the numbers does not compute them again.
    ///
    /// # Errors
    /// A `LiqError` for settings that leave nothing to draw.
    #[wasm_bindgen(js_name = setSettings)]
    pub fn set_settings(&mut self, attributes: &JsValue, page: &JsValue) -> Result<(), JsValue> {
        let (mut settings, font) = settings_of(attributes, page)?;
        let snapshot = self.stage.ask(|figure| Rc::clone(figure.snapshot()));
        settings.fit(&snapshot);
        if settings.request == self.settings.request {
            let look = settings.look.clone();
            self.stage.change(|figure| (figure.set_look(look), Invalidation::Raster));
        } else {
            let view = drawn(snapshot, &settings).map_err(|error| thrown(&error))?;
            self.show(view);
        }
        self.settings = settings;
        self.font.clone_from(&font);
        self.stage.set_font(font);
        Ok(())
    }

    fn show(&mut self, view: MapView) {
        self.draws = None;
        self.stage.change(|figure| (*figure = view, Invalidation::Raster));
        self.stage.lay_out();
    }

    /// What was wrong with the attributes.
    #[must_use]
    pub fn problems(&self) -> Vec<JsValue> {
        self.settings.problems.iter().map(thrown).collect()
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

    /// The tables, as plain data.
    #[must_use]
    pub fn tables(&self) -> JsValue {
        js_of(&Value::list(&self.stage.ask(MapView::tables)))
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

    /// The method card: `title`, `rows` of name and value, `limits`.
    #[must_use]
    pub fn method(&self) -> JsValue {
        js_of(&Value::from(&self.stage.ask(MapView::method)))
    }

    /// Shows where a shock leads: `{ shock, stop }`, two prices; nothing takes it away.
    ///
    /// # Errors
    /// A `LiqError` for prices out of range.
    pub fn follow(&self, projection: &JsValue) -> Result<(), JsValue> {
        let follow = follow_of(projection)?;
        self.stage.change(|figure| (figure.set_follow(follow), Invalidation::Overlay));
        Ok(())
    }

    /// Paints now what waits for a frame.
    pub fn flush(&self) {
        self.stage.flush();
    }

    /// The picture as SVG at a size in CSS pixels.
    ///
    /// # Errors
    /// What `encode` throws.
    #[wasm_bindgen(js_name = toSVG)]
    pub fn to_svg(&self, width: f64, height: f64, encode: &Function) -> Result<String, JsValue> {
        let snapshot = self.stage.ask(|figure| Rc::clone(figure.snapshot()));
        let mut view = drawn(snapshot, &self.settings).map_err(|error| thrown(&error))?;
        if let Some(draws) = self.stage.ask(|figure| figure.draws().cloned()) {
            view.set_draws(draws);
        }
        let title = view.summary();
        self.stage.ask_measured(|_, measure| svg_of(&mut view, (width, height), (&self.font, &title), measure, encode))
    }
}

fn view_of(snapshot: &JsString, settings: &mut MapSettings) -> Result<MapView, Error> {
    let snapshot = Rc::new(snapshot_of(snapshot)?);
    settings.fit(&snapshot);
    drawn(snapshot, settings)
}

fn drawn(snapshot: Rc<Snapshot>, settings: &MapSettings) -> Result<MapView, Error> {
    let options = settings.request.check(&snapshot)?;
    MapView::new(snapshot, options, settings.look.clone())
}
