//! `<liq-cascade>` for the host page: a figure on three canvases, its sentences, its numbers.

use js_sys::{Function, JsString};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::dom::stage::Stage;
use crate::error::Error;
use crate::scene::cascade::settings::CascadeSettings;
use crate::scene::cascade::view::CascadeView;
use crate::scene::input::{Command, Input};
use crate::scene::invalidation::Invalidation;
use crate::value::Value;
use crate::wasm::convert::{js_of, snapshot_of, thrown};
use crate::wasm::picture::{page_of, svg_of};

/// A cascade in an element of the page. Free it when the element goes.
#[wasm_bindgen]
pub struct CascadeFigure {
    stage: Stage<CascadeView>,
    settings: CascadeSettings,
    font: String,
}

fn settings_of(attributes: &JsValue, page: &JsValue) -> Result<(CascadeSettings, String), JsValue> {
    let (attributes, page) = page_of(attributes, page)?;
    Ok((CascadeSettings::read(&attributes, &page), page.font))
}

#[wasm_bindgen]
impl CascadeFigure {
    /// Draws `snapshot` (text of a liq-snapshot/1 document) in `host`, as `HeatmapFigure` does. `notify` is called for
    /// `shock` and `round` when the reader changes them, and for `play` when a key asks to play or pause.
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
        Ok(Self { stage: Stage::new(host, notify, view, font.clone())?, settings, font })
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
        self.stage.change(|figure| (*figure = view, Invalidation::Raster));
        self.stage.lay_out();
        Ok(())
    }

    /// Takes changed attributes or page facts. What does not touch the estimate does not make it again.
    ///
    /// # Errors
    /// A `LiqError` for settings that leave nothing to draw.
    #[wasm_bindgen(js_name = setSettings)]
    pub fn set_settings(&mut self, attributes: &JsValue, page: &JsValue) -> Result<(), JsValue> {
        let (mut settings, font) = settings_of(attributes, page)?;
        let snapshot = self.stage.ask(|figure| Rc::clone(figure.snapshot()));
        settings.fit(&snapshot);
        let taken = self.stage.change(|figure| (figure.set(&settings), Invalidation::Raster));
        taken.map_err(|error| thrown(&error))?;
        self.settings = settings;
        self.font.clone_from(&font);
        self.stage.set_font(font);
        Ok(())
    }

    /// Sets the shock, a fraction, as a slider does.
    #[wasm_bindgen(js_name = setShock)]
    pub fn set_shock(&self, shock: f64) {
        self.stage.change(|figure| (figure.set_shock(shock), Invalidation::Chart));
    }

    /// What was wrong with the attributes.
    #[must_use]
    pub fn problems(&self) -> Vec<JsValue> {
        self.settings.problems.iter().map(thrown).collect()
    }

    /// `forward`, `back`, `start` or `end`; another word does nothing and returns false.
    pub fn command(&self, word: &str) -> bool {
        let command = match word {
            "forward" => Command::Forward,
            "back" => Command::Back,
            "start" => Command::Start,
            "end" => Command::End,
            _ => return false,
        };
        self.stage.send(Input::Command(command));
        true
    }

    /// Words around the chart, the sentences and the fields among them.
    #[must_use]
    pub fn frame(&self) -> JsValue {
        js_of(&self.stage.ask(CascadeView::frame))
    }

    /// The numbers drawn, as plain data.
    #[must_use]
    pub fn result(&self) -> JsValue {
        js_of(&self.stage.ask(CascadeView::result))
    }

    /// The tables, as plain data.
    #[must_use]
    pub fn tables(&self) -> JsValue {
        js_of(&Value::list(&self.stage.ask(CascadeView::tables)))
    }

    /// What is spoken after a key.
    #[must_use]
    pub fn reading(&self) -> Option<String> {
        self.stage.ask(CascadeView::spoken)
    }

    /// Where the shock leads, `{ shock, stop }` as prices; nothing where it is not known.
    #[must_use]
    pub fn projection(&self) -> JsValue {
        self.stage.ask(|figure| {
            figure.follow().map_or(JsValue::UNDEFINED, |follow| {
                js_of(&Value::object().with("shock", follow.shock).with("stop", follow.stop))
            })
        })
    }

    /// Nothing more is drawn later.
    #[wasm_bindgen(js_name = drawNext)]
    #[must_use]
    pub fn draw_next(&self) -> bool {
        false
    }

    /// The method card: `title`, `rows` of name and value, `limits`.
    #[must_use]
    pub fn method(&self) -> JsValue {
        js_of(&Value::from(&self.stage.ask(CascadeView::method)))
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
        let mut view = CascadeView::new(snapshot, &self.settings).map_err(|error| thrown(&error))?;
        view.set_shock(self.stage.ask(|figure| figure.hand().shock));
        let title = view.summary();
        self.stage.ask_measured(|_, measure| svg_of(&mut view, (width, height), (&self.font, &title), measure, encode))
    }
}

fn view_of(snapshot: &JsString, settings: &mut CascadeSettings) -> Result<CascadeView, Error> {
    let snapshot = Rc::new(snapshot_of(snapshot)?);
    settings.fit(&snapshot);
    CascadeView::new(snapshot, settings)
}
