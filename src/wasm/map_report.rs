//! What a reader or a script asks of a map after its first picture: tables, the method card, the picture as SVG.

use js_sys::{Function, JsString};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::dom::still::paint_still;
use crate::engine::draws::DrawRun;
use crate::error;
use crate::scene::map::settings::MapSettings;
use crate::scene::map::view::MapView;
use crate::value::Value;
use crate::wasm::convert::{js_of, thrown};
use crate::wasm::source::{Changed, Source, named_texts_of};
use crate::wasm::svg::svg_of;

/// The numbers of one map without its picture on the page. Free it when they are not wanted any more.
#[wasm_bindgen]
pub struct MapReport {
    view: MapView,
    source: Source<MapSettings>,
    draws: Option<DrawRun>,
}

#[wasm_bindgen]
impl MapReport {
    /// Computes `snapshot` (text of a liq-snapshot/1 document) under the same `attributes` and on the same `page` as the
    /// figure that it reports on.
    ///
    /// # Errors
    /// A `LiqError` for data that cannot be drawn.
    #[wasm_bindgen(constructor)]
    pub fn new(snapshot: &JsString, attributes: &JsValue, page: &JsValue) -> Result<Self, JsValue> {
        let mut source = Source::<MapSettings>::read(attributes, page).map_err(|error| thrown(&error))?;
        let view = source.view(snapshot).map_err(|error| thrown(&error))?;
        Ok(Self { view, source, draws: None })
    }

    /// Takes changed attributes or page facts; the draws stay where the numbers do.
    ///
    /// # Errors
    /// A `LiqError` for settings that leave nothing to draw.
    #[wasm_bindgen(js_name = setSettings)]
    pub fn set_settings(&mut self, attributes: &JsValue, page: &JsValue) -> Result<(), JsValue> {
        let changed = Source::read(attributes, page).and_then(|other| self.source.change(other, &mut self.view));
        if changed.map_err(|error| thrown(&error))? == Changed::Numbers {
            self.draws = None;
        }
        Ok(())
    }

    /// The tables, as plain data.
    #[must_use]
    pub fn tables(&self) -> JsValue {
        js_of(&Value::list(&self.view.tables()))
    }

    /// The method card: `title`, `rows` of name and value, `limits`.
    #[must_use]
    pub fn method(&self) -> JsValue {
        js_of(&Value::from(&self.view.method()))
    }

    /// Estimates once more under other plausible assumptions; call it again, from idle moments, while it returns true. After
    /// that the range is known.
    ///
    /// # Errors
    /// A `LiqError` for settings that leave nothing to draw.
    #[wasm_bindgen(js_name = drawNext)]
    pub fn draw_next(&mut self) -> Result<bool, JsValue> {
        self.drawn_on().map_err(|error| thrown(&error))
    }

    /// The picture as SVG at a size in CSS pixels. `encode(pixels, width, height)` gives the address of an image of RGBA
    /// pixels, for instance a data address of a PNG.
    ///
    /// # Errors
    /// What `encode` throws.
    #[wasm_bindgen(js_name = toSVG)]
    pub fn to_svg(&mut self, width: f64, height: f64, encode: &Function) -> Result<String, JsValue> {
        let (title, lang) = (self.view.summary(), self.view.look().page.locale.language.tag());
        svg_of(&mut self.view, (width, height), (&self.source.font, &title, lang), encode)
    }

    /// Paints the picture for a size in CSS pixels with `ratio` device pixels for each on two canvases in `host`, the lower
    /// one first, and calls `take()` while they are there.
    ///
    /// # Errors
    /// What a canvas refuses, and what `take` throws.
    pub fn paint(
        &mut self,
        host: &HtmlElement,
        width: f64,
        height: f64,
        ratio: f64,
        take: &Function,
    ) -> Result<(), JsValue> {
        paint_still(&mut self.view, host, (width, height), ratio, &self.source.font, take)
    }

    /// The numbers as CSV; `snapshot` is the text that they were computed from, `attributes` are told in it.
    ///
    /// # Errors
    /// A `LiqError` for attributes that are no plain data.
    #[wasm_bindgen(js_name = toCSV)]
    pub fn to_csv(&self, snapshot: &str, attributes: &JsValue) -> Result<String, JsValue> {
        let attributes = named_texts_of(attributes).map_err(|error| thrown(&error))?;
        Ok(self.view.csv(snapshot, &attributes))
    }
}

impl MapReport {
    fn drawn_on(&mut self) -> error::Result<bool> {
        if self.view.draws().is_some() {
            return Ok(false);
        }
        if self.draws.is_none() {
            let options = self.view.options();
            let run = DrawRun::new(self.view.snapshot(), &options.estimate.heatmap, options.seed, options.draws)?;
            self.draws = Some(run);
        }
        if self.draws.as_mut().is_some_and(DrawRun::next_draw) {
            return Ok(true);
        }
        if let Some(draws) = self.draws.take() {
            self.view.set_draws(draws.finish());
        }
        Ok(false)
    }
}
