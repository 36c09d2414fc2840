//! `<liq-cascade>` for the host page.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::scene::cascade::settings::CascadeSettings;
use crate::scene::cascade::view::CascadeView;
use crate::scene::input::{Command, Input};
use crate::scene::invalidation::Invalidation;
use crate::value::Value;
use crate::wasm::convert::js_of;
use crate::wasm::figure::{estimating_figure, figure_class};

figure_class! {
    /// A cascade in an element of the page. Free it when the element goes.
    CascadeFigure, CascadeSettings
}
estimating_figure!(CascadeFigure, CascadeSettings);
#[cfg(not(feature = "simulation"))]
crate::wasm::asking::asking_figure!(CascadeFigure);

#[wasm_bindgen]
impl CascadeFigure {
    /// Sets the shock, a fraction, as a slider does.
    #[wasm_bindgen(js_name = setShock)]
    pub fn set_shock(&self, shock: f64) {
        self.0.stage.change(|figure| (figure.set_shock(shock), Invalidation::Chart));
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
        self.0.stage.send(Input::Command(command));
        true
    }

    /// Where the reader stands, `{ side, shock, finalPrice, displacement, round, rounds }`; `null` where no depth is known.
    #[must_use]
    pub fn standing(&self) -> JsValue {
        js_of(&Value::from(self.0.stage.ask(CascadeView::standing)))
    }

    /// Where the shock leads, `{ shock, stop }` as prices; nothing where it is not known.
    #[must_use]
    pub fn projection(&self) -> JsValue {
        self.0.stage.ask(|figure| {
            figure.follow().map_or(JsValue::UNDEFINED, |follow| {
                js_of(&Value::object().with("shock", follow.shock).with("stop", follow.stop))
            })
        })
    }

    /// Draws the odds; call it again, from an idle moment, while it returns true.
    ///
    /// # Errors
    /// A `LiqError` for settings that leave nothing to draw.
    #[wasm_bindgen(js_name = drawNext)]
    pub fn draw_next(&self) -> Result<bool, JsValue> {
        self.0.draw_next()
    }
}
