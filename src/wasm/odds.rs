//! Odds for figures whose own piece of wasm draws none: a question as numbers, the answer as numbers.

use std::ops::ControlFlow;

use js_sys::Float64Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::montecarlo::{Answered, Asked, SimulationAnswer, SimulationRun};
use crate::error::{Code, Error};
use crate::wasm::convert::thrown;

/// The odds of one question, some at a time. Free it when the answer is there, or nobody waits for it any more.
#[wasm_bindgen]
pub struct OddsRun {
    number: u32,
    run: Option<SimulationRun>,
    answer: Option<SimulationAnswer>,
}

#[wasm_bindgen]
impl OddsRun {
    /// Begins what a figure's `oddsAsked()` gave.
    ///
    /// # Errors
    /// A `LiqError` for numbers that are no question.
    #[wasm_bindgen(constructor)]
    pub fn new(question: &Float64Array) -> Result<Self, JsValue> {
        let refused = || Error::new(Code::DataInvalid, "odds", "other numbers", "a question of the same version");
        let Asked { number, simulation } = Asked::of(&question.to_vec()).ok_or_else(|| thrown(&refused()))?;
        Ok(Self { number, run: simulation.checked().ok().map(SimulationRun::new), answer: None })
    }

    /// Draws some; call it again, from idle moments, while it returns true.
    #[wasm_bindgen(js_name = drawNext)]
    pub fn draw_next(&mut self) -> bool {
        match self.run.take().map(SimulationRun::next) {
            Some(ControlFlow::Continue(run)) => self.run = Some(run),
            Some(ControlFlow::Break(answer)) => self.answer = Some(answer),
            None => {}
        }
        self.run.is_some()
    }

    /// What a figure's `takeOdds()` takes, once all is drawn.
    #[must_use]
    pub fn answer(&self) -> Float64Array {
        Float64Array::from(&Answered::numbers(self.number, self.answer.as_ref())[..])
    }
}
