//! `<liq-cascade>` for the host page: a figure on three canvases, its sentences, its numbers.

use std::rc::Rc;

use js_sys::{Function, JsString};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::dom::stage::Stage;
use crate::engine::market::Snapshot;
use crate::error;
use crate::scene::attributes::Attributes;
use crate::scene::cascade::settings::CascadeSettings;
use crate::scene::cascade::view::CascadeView;
use crate::scene::input::{Command, Input};
use crate::scene::invalidation::Invalidation;
use crate::scene::page::Page;
use crate::value::Value;
use crate::wasm::convert::{js_of, thrown};
use crate::wasm::source::{Settings, Source};

/// A cascade in an element of the page. Free it when the element goes.
#[wasm_bindgen]
pub struct CascadeFigure {
    stage: Stage<CascadeView>,
    source: Source<CascadeSettings>,
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
        let mut source = Source::<CascadeSettings>::read(attributes, page).map_err(|error| thrown(&error))?;
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

    /// Takes changed attributes or page facts. What does not touch the estimate does not make it again.
    ///
    /// # Errors
    /// A `LiqError` for settings that leave nothing to draw.
    #[wasm_bindgen(js_name = setSettings)]
    pub fn set_settings(&mut self, attributes: &JsValue, page: &JsValue) -> Result<(), JsValue> {
        let other = Source::<CascadeSettings>::read(attributes, page).map_err(|error| thrown(&error))?;
        let changed = self.stage.change(|figure| (self.source.change(other, figure), Invalidation::Raster));
        changed.map_err(|error| thrown(&error))?;
        self.stage.set_font(self.source.font.clone());
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
        self.source.settings.problems.iter().map(thrown).collect()
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

    /// Draws the odds; call it again, from an idle moment, while it returns true.
    #[wasm_bindgen(js_name = drawNext)]
    #[must_use]
    pub fn draw_next(&self) -> bool {
        let drew = self.stage.change(|figure| (figure.draw_odds(), Invalidation::None));
        if drew {
            // The key of the band may need a line of its own.
            self.stage.lay_out();
        }
        drew
    }

    /// Paints now what waits for a frame.
    pub fn flush(&self) {
        self.stage.flush();
    }
}

impl Settings for CascadeSettings {
    type View = CascadeView;

    fn read(attributes: &Attributes, page: &Page) -> Self {
        Self::read(attributes, page)
    }

    fn fit(&mut self, snapshot: &Snapshot) {
        self.fit(snapshot);
    }

    /// The view itself finds out what must be computed again.
    fn computes_as(&self, _: &Self) -> bool {
        true
    }

    fn draw(&self, snapshot: Rc<Snapshot>) -> error::Result<CascadeView> {
        CascadeView::new(snapshot, self)
    }

    fn dress(&self, view: &mut CascadeView) -> error::Result<()> {
        view.set(self)
    }

    fn snapshot(view: &CascadeView) -> &Rc<Snapshot> {
        view.snapshot()
    }
}
