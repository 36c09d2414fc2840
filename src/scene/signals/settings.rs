//! From the attributes of a `<liq-signals>` to what is read and how it looks.

use crate::digits::{Plain, shortest};
use crate::engine::heatmap::Ahead;
use crate::lists::Listed;
use crate::texts::is_longer;
use std::rc::Rc;

use crate::engine::estimate::length_ms;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::gamma::SignMode;
use crate::engine::signals::of_snapshot::{
    Asked, BASIS_RANGE, Compounding, FUNDING_BAND_RANGE, GAMMA_WINDOW_RANGE, MIN_DAYS_RANGE, OiUnit, SignalKind,
};
use crate::error::{Code, Error, Result, fault, one_of, told};
use crate::scene::attributes::{AttributeReader, Attributes};
use crate::scene::look::Look;
use crate::scene::page::Page;
use crate::scene::settings::Settings;
use crate::scene::signals::view::{self, SignalsView};

/// Longest name of a series, as in a document.
const LONGEST_NAME: usize = 40;

/// What attributes and page come to.
#[derive(Clone, Debug)]
pub struct SignalsSettings {
    /// What to read.
    pub asked: Asked,
    /// Colours, words, clock.
    pub look: Look,
    /// What was wrong; each has kept its default.
    pub problems: Vec<Error>,
}

fn word_of<T: Copy, const N: usize>(name: &str, text: &str, all: [T; N], word: fn(T) -> &'static str) -> Result<T> {
    let found = all.into_iter().find(|one| word(*one) == text);
    found.ok_or_else(|| fault!(Code::AttributeInvalid, name, text, one_of(text, &all.map(word))))
}

fn name_of(name: &str, text: &str) -> Result<String> {
    let is_name = !is_longer(text, LONGEST_NAME) && !text.contains(char::is_whitespace);
    let refused = || fault!(Code::AttributeInvalid, name, text, told!("one word of at most {LONGEST_NAME} characters"));
    is_name.then(|| text.to_owned()).ok_or_else(refused)
}

fn asked_of(reader: &mut AttributeReader<'_>) -> Asked {
    let default = Asked::default();
    let venues = reader.text("venue").map(|text| text.split_whitespace().map(str::to_owned).listed());
    let mut number =
        |name: &str, (low, high): (f64, f64), default: f64| reader.number(name, low, high).unwrap_or(default);
    let funding_band = number("funding-band", FUNDING_BAND_RANGE, default.funding_band);
    let basis_low = number("basis-low", BASIS_RANGE, default.basis_low);
    let basis_high = number("basis-high", BASIS_RANGE, default.basis_high);
    let min_days = number("min-days", MIN_DAYS_RANGE, default.min_days);
    let gamma_window = number("gamma-window", GAMMA_WINDOW_RANGE, default.gamma_window);
    let range_ms: TimeMs = reader.parsed_or("range", default.range_ms, |text| length_ms("range", text));
    Asked {
        show: reader.parsed_or("show", default.show, |text| SignalKind::parse_all(text.split_whitespace())),
        range_ms,
        venues,
        oi_unit: reader.parsed("oi-unit", |text| word_of("oi-unit", text, OiUnit::ALL, OiUnit::as_str)),
        funding_band,
        basis_low,
        basis_high,
        compounding: reader
            .parsed("compounding", |text| word_of("compounding", text, Compounding::ALL, Compounding::as_str)),
        min_days,
        sign_mode: reader.parsed("sign-mode", |text| word_of("sign-mode", text, SignMode::ALL, SignMode::as_str)),
        gamma_window,
        yield_series: reader.parsed_or("yield-series", default.yield_series, |text| name_of("yield-series", text)),
        dollar_series: reader.parsed_or("dollar-series", default.dollar_series, |text| name_of("dollar-series", text)),
    }
}

impl Settings for SignalsSettings {
    type View = SignalsView;

    const OWN: &'static [&'static str] = &[
        "show",
        "oi-unit",
        "funding-band",
        "basis-low",
        "basis-high",
        "compounding",
        "min-days",
        "sign-mode",
        "gamma-window",
        "yield-series",
        "dollar-series",
    ];

    const NOT_HERE: &'static [&'static str] = &["palette"];

    fn read(attributes: &Attributes, page: &Page) -> Self {
        let mut reader = AttributeReader::new(attributes, Self::OWN);
        let look = Look::read(&mut reader, page);
        reader.refuse(Self::NOT_HERE, "left out: signals have no heat");
        let mut asked = asked_of(&mut reader);
        if asked.basis_low > asked.basis_high {
            let default = Asked::default();
            let allowed = told!("at most basis-high, {}", Plain(asked.basis_high));
            let found = reader.text("basis-low").map_or_else(|| shortest(asked.basis_low), str::to_owned);
            reader.blame(fault!(Code::AttributeInvalid, "basis-low", found, allowed));
            (asked.basis_low, asked.basis_high) = (default.basis_low, default.basis_high);
        }
        Self { asked, look, problems: reader.into_problems() }
    }

    fn fit(&mut self, snapshot: &Snapshot) {
        if let Err(error) = self.asked.check(snapshot) {
            self.asked.venues = None;
            self.problems.push(error.about("venue".to_owned()));
        }
    }

    fn problems(&self) -> &[Error] {
        &self.problems
    }

    fn computes_as(&self, other: &Self) -> bool {
        self.asked == other.asked
    }

    fn view(&self, snapshot: Rc<Snapshot>, _: Option<Ahead>) -> Result<SignalsView> {
        view::view(snapshot, self.asked.clone(), self.look.clone())
    }

    fn dress(&self, view: &mut SignalsView) -> Result<()> {
        view.set_look(self.look.clone());
        Ok(())
    }
}
