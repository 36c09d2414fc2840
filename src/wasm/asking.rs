//! A figure whose odds are drawn by another piece of wasm, after the picture; that of scenarios makes their estimate too.

/// For kinds with odds, in pieces that draw none.
macro_rules! asking_figure {
    ($name:ident) => {
        #[wasm_bindgen::prelude::wasm_bindgen]
        impl $name {
            /// What the other piece is to draw, once for the same data and settings; nothing before `drawNext()`, and where
            /// there is nothing to draw.
            #[wasm_bindgen(js_name = oddsAsked)]
            #[must_use]
            pub fn odds_asked(&self) -> Option<js_sys::Float64Array> {
                let none = $crate::scene::invalidation::Invalidation::None;
                let question = self.0.stage.change(|figure| (figure.question(), none));
                question.map(|numbers| js_sys::Float64Array::from(&numbers[..]))
            }

            /// Takes the answer of that piece and draws it; the first number of the question alone says that there will be none.
            /// False for an answer to an older question, which changes nothing.
            #[wasm_bindgen(js_name = takeOdds)]
            #[must_use]
            pub fn take_odds(&self, answer: &js_sys::Float64Array) -> bool {
                let none = $crate::scene::invalidation::Invalidation::None;
                let took = self.0.stage.change(|figure| (figure.take(&answer.to_vec()), none));
                if took {
                    // What came may need room of its own.
                    self.0.stage.lay_out();
                }
                took
            }
        }
    };
}

pub(super) use asking_figure;
