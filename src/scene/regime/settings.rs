//! From the attributes of a `<liq-regime>` to what is computed and how it looks.

use crate::engine::estimate::length_ms;
use crate::engine::heatmap::Ahead;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::cme::CmeThresholds;
use crate::engine::signals::of_snapshot::regime_history::RegimeAsked;
use crate::engine::signals::of_snapshot::regime_readings::RegimeBands;
use crate::error::{Code, Error, Result, fault, one_of};
use crate::lists::Listed;
use crate::scene::attributes::{AttributeReader, Attributes};
use crate::scene::look::Look;
use crate::scene::page::Page;
use crate::scene::regime::view::RegimeView;
use crate::scene::settings::Settings;
use crate::texts::words_of;
use std::rc::Rc;

/// A part of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegimePart {
    /// Price with the strip of regimes under it.
    Strip,
    /// The readings behind the regime now.
    Readings,
    /// The treadmill's breakers.
    Breakers,
    /// CME against the offshore venues.
    Cme,
}

impl RegimePart {
    /// All, from the top down.
    pub const ALL: [Self; 4] = [Self::Strip, Self::Readings, Self::Breakers, Self::Cme];

    /// The word of the attribute `show`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Strip => "strip",
            Self::Readings => "readings",
            Self::Breakers => "breakers",
            Self::Cme => "cme",
        }
    }
}

/// How regimes are shown; none of it changes a number.
#[derive(Clone, Debug, PartialEq)]
pub struct RegimeLook {
    /// Colours, words, clock.
    pub page: Look,
    /// Parts drawn.
    pub parts: Vec<RegimePart>,
}

/// What attributes and page come to.
#[derive(Clone, Debug)]
pub struct RegimeSettings {
    /// What to compute.
    pub asked: RegimeAsked,
    /// How to show it.
    pub look: RegimeLook,
    /// What was wrong; each has kept its default.
    pub problems: Vec<Error>,
}

fn parts_of(text: &str) -> Result<Vec<RegimePart>> {
    let words = words_of!(RegimePart::ALL);
    let part = |word: &str| {
        let found = words.iter().position(|known| *known == word).map(|index| RegimePart::ALL[index]);
        found.ok_or_else(|| fault!(Code::AttributeInvalid, "show", text.to_owned(), one_of(word, &words)))
    };
    text.split_whitespace().map(part).collect()
}

impl Settings for RegimeSettings {
    type View = RegimeView;

    const OWN: &'static [&'static str] = &[
        "window",
        "price-band",
        "oi-band",
        "funding-band",
        "oi-drop",
        "cme-window",
        "cme-reset",
        "cme-basis-drop",
        "cme-stable",
        "show",
    ];

    const NOT_HERE: &'static [&'static str] = &["palette"];

    fn read(attributes: &Attributes, page: &Page) -> Self {
        let mut reader = AttributeReader::new(attributes, Self::OWN);
        let look = RegimeLook {
            page: Look::read(&mut reader, page),
            parts: reader.parsed_or("show", RegimePart::ALL.to_vec(), parts_of),
        };
        reader.refuse(Self::NOT_HERE, "left out: regimes are drawn in the colours of rising and falling prices");
        let defaults = RegimeAsked::default();
        let mut number = |name: &str, high: f64, default: f64| reader.number(name, 0.0, high).unwrap_or(default);
        let bands = RegimeBands {
            price: number("price-band", 1.0, defaults.bands.price),
            open_interest: number("oi-band", 1.0, defaults.bands.open_interest),
            funding: number("funding-band", 0.05, defaults.bands.funding),
        };
        let oi_drop = number("oi-drop", 1.0, defaults.oi_drop);
        let cme = CmeThresholds {
            // The check takes percent, as published vectors do.
            reset_drop: 100.0 * number("cme-reset", 1.0, defaults.cme.reset_drop / 100.0),
            basis_drop: number("cme-basis-drop", 1.0, defaults.cme.basis_drop),
            stable_band: 100.0 * number("cme-stable", 1.0, defaults.cme.stable_band / 100.0),
        };
        let mut length =
            |name: &'static str| -> Option<TimeMs> { reader.parsed(name, |text| length_ms(name, text).map(Some)) };
        let asked = RegimeAsked {
            bands,
            window_ms: length("window").unwrap_or(defaults.window_ms),
            range_ms: length("range"),
            cme_window_ms: length("cme-window").unwrap_or(defaults.cme_window_ms),
            oi_drop,
            cme,
            venues: reader.text("venue").map(|text| text.split_whitespace().map(str::to_owned).listed()),
        };
        Self { asked, look, problems: reader.into_problems() }
    }

    fn problems(&self) -> &[Error] {
        &self.problems
    }

    fn computes_as(&self, other: &Self) -> bool {
        self.asked == other.asked
    }

    fn view(&self, snapshot: Rc<Snapshot>, _: Option<Ahead>) -> Result<RegimeView> {
        let history = self.asked.run(&snapshot)?;
        Ok(RegimeView::new(snapshot, history, self.look.clone()))
    }

    fn dress(&self, view: &mut RegimeView) -> Result<()> {
        view.set_look(self.look.clone());
        Ok(())
    }

    /// Venues that `snapshot` does not have are given up, and said so.
    fn fit(&mut self, snapshot: &Snapshot) {
        if let Err(error) = self.asked.run(snapshot) {
            self.asked.venues = None;
            self.problems.push(error);
        }
    }
}
