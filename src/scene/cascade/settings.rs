//! From the attributes of a `<liq-cascade>` to what is projected and how it looks.

use crate::digits::Plain;
use crate::engine::cascade::{Assumed, Direction, OddsAsked, Opening};
use crate::engine::estimate::{EstimateRequest, ParametersRequest, length_ms};
use crate::engine::heatmap::{Ahead, HeatmapOptions};
use crate::engine::market::Snapshot;
use crate::error::{Code, Error, Result, fault, one_of, told};
use crate::lists::Listed;
use crate::scene::attributes::{AttributeReader, Attributes};
use crate::scene::cascade::view::CascadeView;
use crate::scene::look::Look;
use crate::scene::page::Page;
use crate::scene::settings::Settings;
use crate::value::number_of;
use std::rc::Rc;

/// Largest shock that can be asked for.
pub const MOST_SHOCK: f64 = 0.25;
/// The shock when none is given: a bad day, not a catastrophe.
pub const DEFAULT_SHOCK: f64 = 0.03;
/// Ranges of the assumptions, as the controls offer them too.
pub const FACTOR_RANGE: (f64, f64) = (0.05, 5.0);
/// Of the passthrough.
pub const PASSTHROUGH_RANGE: (f64, f64) = (0.0, 1.0);
/// Of the share of the map.
pub const SCALE_RANGE: (f64, f64) = (0.0, 1.0);
/// Of the tilt of leverage weights.
pub const TILT_RANGE: (f64, f64) = (-1.5, 1.5);
/// Of the depth within one per cent, US dollars.
const DEPTH_RANGE: (f64, f64) = (1.0, 1e12);
const FLOW_RANGE: (f64, f64) = (0.0, 1e12);
/// Most other assets.
const MOST_BETAS: usize = 8;
const BETA_RANGE: (f64, f64) = (0.0, 20.0);

const DAY_MS: f64 = 86_400_000.0;
/// Fewer draws than this say nothing, more take longer than a reader waits.
const LEAST_PATHS: u32 = 256;
const MOST_PATHS: u32 = 16_384;
const MOST_STEPS: f64 = 400.0;

/// Another asset, and its move for each move of this one.
#[derive(Clone, Debug, PartialEq)]
pub struct BetaOf {
    /// Coin.
    pub asset: String,
    /// Its beta.
    pub beta: f64,
}

impl BetaOf {
    /// How far it goes when the leader goes by `x`, fractions; no price falls below 0.
    #[must_use]
    pub fn displacement(&self, x: f64) -> f64 {
        (self.beta * x).min(1.0)
    }
}

/// What attributes and page come to.
#[derive(Clone, Debug)]
pub struct CascadeSettings {
    /// What to estimate.
    pub request: EstimateRequest,
    /// Which way the shock goes.
    pub direction: Direction,
    /// Its size as a fraction.
    pub shock: f64,
    /// What is assumed beside the defaults.
    pub assumed: Assumed,
    /// Other assets.
    pub betas: Vec<BetaOf>,
    /// How the odds are drawn.
    pub odds: OddsAsked,
    /// Colours, words, clock.
    pub look: Look,
    /// What was wrong; each has kept its default.
    pub problems: Vec<Error>,
}

fn direction_of(word: &str) -> Result<Option<Direction>> {
    let found = Direction::BOTH.into_iter().find(|direction| direction.as_str() == word);
    let refused = || fault!(Code::AttributeInvalid, "side", word, one_of(word, &["down", "up"]));
    found.map(Some).ok_or_else(refused)
}

/// `SOL:1.62 ETH:1.2`.
fn betas_of(text: &str) -> Result<Vec<BetaOf>> {
    let refused = || {
        let (low, high) = (Plain(BETA_RANGE.0), Plain(BETA_RANGE.1));
        let allowed =
            told!("at most {MOST_BETAS} assets with a number in {low}..={high}, for instance SOL:1.62 ETH:1.2");
        fault!(Code::AttributeInvalid, "beta", text, allowed)
    };
    let beta = |word: &str| {
        let (asset, number) = word.split_once(':')?;
        let beta = number_of(number).filter(|beta| (BETA_RANGE.0..=BETA_RANGE.1).contains(beta))?;
        (!asset.is_empty()).then(|| BetaOf { asset: asset.to_owned(), beta })
    };
    let betas: Option<Vec<BetaOf>> = text.split_whitespace().map(beta).collect();
    betas.filter(|betas| betas.len() <= MOST_BETAS).ok_or_else(refused)
}

fn odds_of(reader: &mut AttributeReader<'_>) -> OddsAsked {
    let defaults = OddsAsked::default();
    let days = |text: &str| length_ms("length", text).map(|ms| Some(ms as f64 / DAY_MS));
    let horizon = reader.parsed("horizon", days).unwrap_or(defaults.horizon_days);
    let step = reader.parsed("step", |text| match days(text)? {
        Some(step) if step <= horizon && horizon / step <= MOST_STEPS => Ok(Some(step)),
        _ => Err(fault!(
            Code::AttributeInvalid,
            "step",
            text,
            format!("a length of at most the horizon and at least a {}th of it", Plain(MOST_STEPS)),
        )),
    });
    OddsAsked {
        horizon_days: horizon,
        volatility: reader.number("volatility", 0.01, 5.0),
        paths: reader.whole("paths", LEAST_PATHS, MOST_PATHS).unwrap_or(defaults.paths),
        seed: reader.whole("seed", 0, u32::MAX).map_or(defaults.seed, u64::from),
        step_days: step,
    }
}

impl Settings for CascadeSettings {
    type View = CascadeView;

    const OWN: &'static [&'static str] = &[
        "side",
        "shock",
        "flow",
        "depth-1pct",
        "depth-factor",
        "passthrough",
        "map-scale",
        "leverage-tilt",
        "critical-fraction",
        "beta",
        "paths",
        "seed",
        "step",
        "horizon",
        "volatility",
    ];

    const NOT_HERE: &'static [&'static str] = &["range", "palette"];

    fn read(attributes: &Attributes, page: &Page) -> Self {
        let mut reader = AttributeReader::new(attributes, Self::OWN);
        let look = Look::read(&mut reader, page);
        reader.refuse(Self::NOT_HERE, "left out: a cascade starts from one instant, in the colours of its sides");
        let mut number = |name: &str, (low, high): (f64, f64)| reader.number(name, low, high);
        let shock = number("shock", (0.0, MOST_SHOCK)).unwrap_or(DEFAULT_SHOCK);
        let tilt = number("leverage-tilt", TILT_RANGE);
        let assumed = Assumed {
            depth_one_percent: number("depth-1pct", DEPTH_RANGE),
            depth_factor: number("depth-factor", FACTOR_RANGE),
            passthrough: number("passthrough", PASSTHROUGH_RANGE),
            map_scale: number("map-scale", SCALE_RANGE),
            flow: number("flow", FLOW_RANGE),
            critical_fraction: number("critical-fraction", (0.01, 1.0)),
        };
        let request = EstimateRequest {
            venues: reader.text("venue").map(|text| text.split_whitespace().map(str::to_owned).listed()),
            parameters: tilt.map(|tilt| ParametersRequest { tilt: Some(tilt), ..ParametersRequest::default() }),
            ..EstimateRequest::default()
        };
        Self {
            request,
            direction: reader.parsed("side", direction_of).unwrap_or(Direction::Down),
            shock,
            assumed,
            betas: reader.parsed("beta", betas_of),
            odds: odds_of(&mut reader),
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

    fn estimated(&self, snapshot: &Snapshot) -> Option<HeatmapOptions> {
        Opening::estimated(snapshot, &self.request).ok()
    }

    fn view(&self, snapshot: Rc<Snapshot>, ahead: Option<Ahead>) -> Result<CascadeView> {
        CascadeView::new(snapshot, self, ahead)
    }

    fn renew(&self, view: &mut CascadeView, snapshot: Rc<Snapshot>, ahead: Option<Ahead>) -> Result<()> {
        view.renew(snapshot, self, ahead)
    }

    fn dress(&self, view: &mut CascadeView) -> Result<()> {
        view.set(self)
    }

    /// Venues that `snapshot` does not have are given up, and said so.
    fn fit(&mut self, snapshot: &Snapshot) {
        if let Err(error) = self.request.check(snapshot)
            && error.field.starts_with("venues")
        {
            self.request.venues = None;
            self.problems.push(error.about("venue".to_owned()));
        }
    }
}
