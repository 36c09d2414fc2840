//! `<liq-heatmap>` for the host page: a figure on three canvases, its words, its numbers.

use js_sys::{Function, JsString};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::HtmlElement;

use crate::dom::stage::Stage;
use crate::engine::draws::{DEFAULT_DRAWS, DRAWS_SEED, DrawRun};
use crate::engine::heatmap::HeatmapRun;
use crate::engine::market::Snapshot;
use crate::error::Error;
use crate::render::svg::SvgPicture;
use crate::scene::figure::{Figure, RasterPlace};
use crate::scene::heatmap::method::MethodCard;
use crate::scene::heatmap::settings::HeatmapSettings;
use crate::scene::heatmap::view::HeatmapView;
use crate::scene::input::{Command, Input};
use crate::scene::invalidation::Invalidation;

use crate::scene::page::Page;
use crate::value::{Manner, Node, Read, Value};
use crate::wasm::convert::{js_of, snapshot_of, thrown, value_of};
use std::rc::Rc;

/// A heatmap in an element of the page. Free it when the element goes.
#[wasm_bindgen]
pub struct HeatmapFigure {
    stage: Stage<HeatmapView>,
    settings: HeatmapSettings,
    font: String,
    draws: Option<DrawRun>,
}

/// Attributes and page facts, from JavaScript.
fn settings_of(attributes: &JsValue, page: &JsValue) -> Result<(HeatmapSettings, String), JsValue> {
    let node = |js| value_of(js).map(|value| Node::new(value, Manner::Script));
    let attributes = node(attributes).and_then(Node::named_texts).map_err(|error| thrown(&error))?;
    let page = node(page).and_then(Page::read).map_err(|error| thrown(&error))?;
    let font = if page.font.is_empty() { "sans-serif".to_owned() } else { page.font.clone() };
    Ok((HeatmapSettings::read(&attributes, &page), font))
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
        let (settings, font) = settings_of(attributes, page)?;
        let (view, settings) = view_of(snapshot, settings).map_err(|error| thrown(&error))?;
        Ok(Self { stage: Stage::new(host, notify, view, font.clone())?, settings, font, draws: None })
    }

    /// Draws other data with the same settings; the last drawing stays when they cannot be drawn.
    ///
    /// # Errors
    /// A `LiqError` for data that cannot be drawn.
    #[wasm_bindgen(js_name = setData)]
    pub fn set_data(&mut self, snapshot: &JsString) -> Result<(), JsValue> {
        let (view, settings) = view_of(snapshot, self.settings.clone()).map_err(|error| thrown(&error))?;
        self.settings = settings;
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
        let (mut settings, font) = settings_of(attributes, page)?;
        let snapshot = self.stage.ask(|figure| Rc::clone(figure.snapshot()));
        settings.fit(&snapshot);
        if settings.request == self.settings.request {
            let look = settings.look.clone();
            let taken = self.stage.change(|figure| (figure.set_look(look), Invalidation::Raster));
            taken.map_err(|error| thrown(&error))?;
        } else {
            let view = drawn(snapshot, &settings).map_err(|error| thrown(&error))?;
            self.draws = None;
            self.stage.change(|figure| (*figure = view, Invalidation::Raster));
        }
        self.settings = settings;
        self.font.clone_from(&font);
        self.stage.set_font(font);
        Ok(())
    }

    /// What was wrong with the attributes: objects with `code`, `field`, `value`, `allowed`, `message`.
    #[must_use]
    pub fn problems(&self) -> Vec<JsValue> {
        self.settings.problems.iter().map(thrown).collect()
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

    /// The tables, as plain data.
    #[must_use]
    pub fn tables(&self) -> JsValue {
        js_of(&Value::list(&self.stage.ask(HeatmapView::tables)))
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

    /// Estimates once more under other plausible assumptions; call it again, from idle moments, while it returns true. After
    /// that the method card tells the range.
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
                let options = self.settings.request.check(figure.snapshot())?;
                DrawRun::new(figure.snapshot(), &options.heatmap, DRAWS_SEED, DEFAULT_DRAWS)
            });
            self.draws = Some(started.map_err(|error| thrown(&error))?);
        }
        if self.draws.as_mut().is_some_and(DrawRun::next_draw) {
            return Ok(true);
        }
        if let Some(draws) = self.draws.take() {
            self.stage.change(|figure| (figure.set_draws(draws.finish()), Invalidation::None));
        }
        Ok(false)
    }

    /// The method card: `title`, `rows` of name and value, `limits`.
    ///
    /// # Errors
    /// A `LiqError` for settings that leave nothing to draw.
    pub fn method(&self) -> Result<JsValue, JsValue> {
        let card = self.stage.ask(|figure| {
            let options = self.settings.request.check(figure.snapshot())?;
            Ok(figure.method(&options.heatmap.parameters))
        });
        let card: MethodCard = card.map_err(|error: Error| thrown(&error))?;
        Ok(js_of(&Value::from(&card)))
    }

    /// Paints now what waits for a frame: before a screenshot, for a bench.
    pub fn flush(&self) {
        self.stage.flush();
    }

    /// The picture as SVG at a size in CSS pixels. `encode(pixels, width, height)` gives the address of an image of RGBA
    /// pixels, for instance a data address of a PNG.
    ///
    /// # Errors
    /// What `encode` throws.
    #[wasm_bindgen(js_name = toSVG)]
    pub fn to_svg(&self, width: f64, height: f64, encode: &Function) -> Result<String, JsValue> {
        let snapshot = self.stage.ask(|figure| Rc::clone(figure.snapshot()));
        let mut view = drawn(snapshot, &self.settings).map_err(|error| thrown(&error))?;
        self.stage.ask_measured(|_, measure| {
            view.resize(width, height, measure);
            let mut pixels = Vec::new();
            let image = view.raster(&mut pixels);
            let address = image.map(|image| encoded(&pixels, image, encode)).transpose()?;
            let marks = view.chart(measure);
            let title = view.summary();
            let picture = SvgPicture {
                width_css: width,
                height_css: height,
                font_family: &self.font,
                title: &title,
                raster: address.as_deref().zip(image.map(|image| image.place)),
                layers: &[&marks],
            };
            picture.write().map_err(|message| JsError::new(&message).into())
        })
    }
}

fn encoded(pixels: &[u8], image: RasterPlace, encode: &Function) -> Result<String, JsValue> {
    let copy = js_sys::Uint8ClampedArray::from(pixels);
    let (width, height) = (image.width as f64, image.height as f64);
    let address = encode.call3(&JsValue::NULL, &copy, &width.into(), &height.into())?;
    address.as_string().ok_or_else(|| JsError::new("the image encoder gave no text").into())
}

fn view_of(snapshot: &JsString, mut settings: HeatmapSettings) -> Result<(HeatmapView, HeatmapSettings), Error> {
    let snapshot = Rc::new(snapshot_of(snapshot)?);
    settings.fit(&snapshot);
    Ok((drawn(snapshot, &settings)?, settings))
}

fn drawn(snapshot: Rc<Snapshot>, settings: &HeatmapSettings) -> Result<HeatmapView, Error> {
    let options = settings.request.check(&snapshot)?;
    let run = HeatmapRun::new(&snapshot, &options.heatmap)?;
    HeatmapView::new(snapshot, run, settings.look.clone())
}
