//! From the attributes of a `<liq-scenarios>` to what is computed and how it looks.

use crate::lists::Listed;
use crate::texts::words_of;
use std::rc::Rc;

use crate::digits::Plain;
use crate::engine::cascade::OddsAsked;
#[cfg(feature = "simulation")]
use crate::engine::cascade::Opening;
use crate::engine::estimate::{EstimateRequest, length_ms};
use crate::engine::heatmap::Ahead;
#[cfg(feature = "simulation")]
use crate::engine::heatmap::HeatmapOptions;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::montecarlo::Drift;
use crate::engine::scenarios::{AuthoredZone, PathOdds, authored_zones};
use crate::error::{Code, Error, Result, fault, one_of};
use crate::scene::attributes::{AttributeReader, Attributes};
use crate::scene::look::Look;
use crate::scene::page::Page;
use crate::scene::scenarios::view::ScenariosView;
use crate::scene::settings::Settings;

const DAY_MS: f64 = 86_400_000.0;
/// Longest time ahead: a year.
const MOST_HORIZON_DAYS: f64 = 366.0;
/// Fewer paths than this say nothing, more take longer than a reader waits.
const LEAST_PATHS: u32 = 256;
const MOST_PATHS: u32 = 16_384;

/// What attributes and page come to.
#[derive(Clone, Debug)]
pub struct ScenariosSettings {
    /// What to estimate.
    pub request: EstimateRequest,
    /// The author's zones.
    pub zones: Vec<AuthoredZone>,
    /// How the paths are drawn.
    pub odds: PathOdds,
    /// Length of the past shown; twice the horizon when left out.
    pub past_ms: Option<TimeMs>,
    /// Colours, words, clock.
    pub look: Look,
    /// What was wrong; each has kept its default.
    pub problems: Vec<Error>,
}

fn drift_of(word: &str) -> Result<Drift> {
    let found = Drift::ALL.into_iter().find(|drift| drift.as_str() == word);
    found.ok_or_else(|| fault!(Code::AttributeInvalid, "drift", word, one_of(word, &words_of!(Drift::ALL))))
}

fn horizon_of(text: &str) -> Result<Option<f64>> {
    let days = length_ms("horizon", text)? as f64 / DAY_MS;
    let allowed = || fault!(Code::AttributeInvalid, "horizon", text, format!("at most {}d", Plain(MOST_HORIZON_DAYS)));
    if days <= MOST_HORIZON_DAYS { Ok(Some(days)) } else { Err(allowed()) }
}

impl Settings for ScenariosSettings {
    type View = ScenariosView;

    const OWN: &'static [&'static str] = &["zones", "horizon", "volatility", "drift", "paths", "seed"];

    const NOT_HERE: &'static [&'static str] = &["palette"];

    fn read(attributes: &Attributes, page: &Page) -> Self {
        let mut reader = AttributeReader::new(attributes, Self::OWN);
        let look = Look::read(&mut reader, page);
        reader.refuse(Self::NOT_HERE, "left out: zones have no colours by value");
        let defaults = OddsAsked::default();
        let asked = OddsAsked {
            horizon_days: reader.parsed("horizon", horizon_of).unwrap_or(defaults.horizon_days),
            volatility: reader.number("volatility", 0.01, 5.0),
            paths: reader.whole("paths", LEAST_PATHS, MOST_PATHS).unwrap_or(defaults.paths),
            seed: reader.whole("seed", 0, u32::MAX).map_or(defaults.seed, u64::from),
            step_days: None,
        };
        let (zones, faults) = authored_zones(page.zones.clone());
        faults.into_iter().for_each(|fault| reader.blame(fault));
        let venues = reader.text("venue").map(|text| text.split_whitespace().map(str::to_owned).listed());
        Self {
            request: EstimateRequest { venues, ..EstimateRequest::default() },
            odds: PathOdds { asked, drift: reader.parsed("drift", drift_of) },
            past_ms: reader.parsed("range", |text| length_ms("range", text).map(Some)),
            zones,
            look,
            problems: reader.into_problems(),
        }
    }

    fn problems(&self) -> &[Error] {
        &self.problems
    }

    /// The view itself finds out what must be computed again.
    fn computes_as(&self, _: &Self) -> bool {
        true
    }

    #[cfg(feature = "simulation")]
    fn estimated(&self, snapshot: &Snapshot) -> Option<HeatmapOptions> {
        Opening::estimated(snapshot, &self.request).ok()
    }

    fn view(&self, snapshot: Rc<Snapshot>, ahead: Option<Ahead>) -> Result<ScenariosView> {
        ScenariosView::new(snapshot, self, ahead)
    }

    fn renew(&self, view: &mut ScenariosView, snapshot: Rc<Snapshot>, ahead: Option<Ahead>) -> Result<()> {
        let mut newer = ScenariosView::new(snapshot, self, ahead)?;
        newer.succeed(view);
        *view = newer;
        Ok(())
    }

    fn dress(&self, view: &mut ScenariosView) -> Result<()> {
        view.set(self)
    }

    /// Venues that `snapshot` does not have are given up, and said so.
    fn fit(&mut self, snapshot: &Snapshot) {
        if let Err(error) = self.request.checked_venues(snapshot) {
            self.request.venues = None;
            self.problems.push(error.about("venue".to_owned()));
        }
    }
}
