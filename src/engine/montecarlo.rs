//! Many draws of a shock and of what is not known of the book: how often price would get where.
//!
//! Units: distances and standard deviations as fractions of the spot, times in days, money in one currency. A draw is
//! addressed by its index, so that a seed gives the same numbers on every target and in any order. Probabilities follow
//! from the stated spread and map; they are no forecast. Without the cargo feature `simulation` nothing is drawn: there
//! are only the question and what is done with the answer, which then come and go as plain numbers.

#[cfg(feature = "simulation")]
mod brownian;
#[cfg(feature = "simulation")]
mod draws;
mod handover;
mod odds;
#[cfg(feature = "simulation")]
mod path;
#[cfg(feature = "simulation")]
mod request;
#[cfg(feature = "simulation")]
mod run;
#[cfg(feature = "simulation")]
mod strata;
#[cfg(feature = "simulation")]
mod tally;
#[cfg(feature = "simulation")]
mod terminal;

#[cfg(feature = "simulation")]
pub use brownian::{first_passage, touch_probability};
#[cfg(feature = "simulation")]
pub use draws::{NormalDraw, draw};
pub use handover::{Answered, Asked};
pub(crate) use handover::{Handed, Numbers};
pub use odds::{FirstPassage, LEVELS, Odds, Quantiles, Share, SimulationAnswer, ZoneOdds};
#[cfg(feature = "simulation")]
pub use path::PathRun;
#[cfg(feature = "simulation")]
pub use request::{DrawRequest, SimulationRequest};
#[cfg(feature = "simulation")]
pub use run::SimulationRun;

use crate::digits::Plain;
use crate::engine::cascade::{Blocks, DEFAULT_CRITICAL_FRACTION, Direction};
use crate::engine::depth::{DepthCurve, Piecewise};
use crate::error::{Code, Result, fault, number_within};

/// Bins of what is not known of the book: equally probable.
pub const STRATA: usize = 64;
/// Draws unless the author says otherwise; the standard error of one half is then 0.78 points.
pub const DEFAULT_PATHS: u32 = 4096;
const MOST_PATHS: u32 = 65_536;
const MOST_STEPS: u32 = 4096;
/// Most steps of all paths together.
const MOST_WORK: u64 = 1 << 24;
const MOST_ZONES: usize = 100;

/// What is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// One gap for the whole horizon.
    #[default]
    Terminal,
    /// Steps through time: touches, order of zones, a fan.
    Path,
    /// No draws: 400 × 40 midpoints of the normal law and of the depth, the same on every run.
    Quadrature,
}

/// Law of the gap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Law {
    /// Gaussian.
    Normal,
    /// Student's t with four degrees of freedom, scaled to the same variance.
    #[default]
    StudentT4,
}

/// Mean motion of the price along a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drift {
    /// None in price: `−½v²` in its logarithm.
    #[default]
    Martingale,
    /// None in the logarithm of price.
    Logarithm,
}

/// Effective depth over visible depth: log-normal, cut off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EffectiveDepth {
    /// Median `R`.
    pub median: f64,
    /// Standard deviation of `ln R`; 0 for a certain factor.
    pub log_sd: f64,
    /// Least and greatest factor.
    pub within: (f64, f64),
}

impl EffectiveDepth {
    /// Of 169 cascades: median 0.681, spread of the logarithm 1.275 (min66633/liquidation-cascade-research,
    /// `CLEARING_FINDINGS.md`), cut off at 0.05 and 5.
    pub const MEASURED: Self = Self { median: 0.681, log_sd: 1.275, within: (0.05, 5.0) };
}

/// Map and book of one side.
#[derive(Clone, Debug, PartialEq)]
pub struct SideMarket {
    /// Liquidation blocks.
    pub blocks: Blocks,
    /// Visible depth.
    pub book: DepthCurve,
    /// Resting orders that the factor of the book does not touch.
    pub resting: Vec<Piecewise>,
}

/// Prices that one asks about; on one side of the spot.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// Its name.
    pub name: String,
    /// Lower edge.
    pub low: f64,
    /// Upper edge.
    pub high: f64,
}

impl Zone {
    /// Which way it lies and how far its near edge is.
    #[must_use]
    pub fn from_spot(&self, spot: f64) -> (Direction, f64) {
        if self.low >= spot {
            (Direction::Up, Direction::Up.distance(spot, self.low))
        } else {
            (Direction::Down, Direction::Down.distance(spot, self.high))
        }
    }
}

/// Jumps of paths on top of their steps (R. C. Merton, "Option pricing when underlying stock returns are discontinuous",
/// 1976): they arrive at random, at most one a step, and `ln f` jumps by a Gaussian amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jumps {
    /// Mean number a day.
    pub per_day: f64,
    /// Standard deviation of a jump, as a fraction.
    pub sd: f64,
}

/// Everything a simulation follows from.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// Price now.
    pub spot: f64,
    /// Standard deviation of the return over the horizon.
    pub sd: f64,
    /// Horizon.
    pub horizon_days: f64,
    /// What is drawn.
    pub method: Method,
    /// Law of the gap; paths are Gaussian.
    pub law: Law,
    /// Mean motion of paths.
    pub drift: Drift,
    /// Draws or paths.
    pub paths: u32,
    /// Seed of all random numbers.
    pub seed: u64,
    /// Steps of a path.
    pub steps: u32,
    /// Half-life of consumed depth along a path, seconds.
    pub half_life_s: f64,
    /// Jumps of paths.
    pub jumps: Option<Jumps>,
    /// Market below and above; `None` where a side has no data: there the shock alone moves price, and its odds are
    /// unknown.
    pub sides: [Option<SideMarket>; 2],
    /// Effective over visible depth.
    pub depth_factor: EffectiveDepth,
    /// Least and greatest passthrough, deleveraging multiplier and scale of the map; even in between.
    pub flow: FlowRanges,
    /// End of the domain of displacements.
    pub x_max: f64,
    /// Share of a side's map that makes an avalanche.
    pub critical_fraction: f64,
    /// What is asked; the first two are A and B.
    pub zones: Vec<Zone>,
}

/// Ranges of what makes flow of a liquidation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowRanges {
    /// Share that reaches the book.
    pub passthrough: (f64, f64),
    /// Forced and voluntary over forced flow.
    pub deleveraging: (f64, f64),
    /// Factor of every block.
    pub map_scale: (f64, f64),
}

impl FlowRanges {
    /// One for one.
    pub const ONE: Self = Self { passthrough: (1.0, 1.0), deleveraging: (1.0, 1.0), map_scale: (1.0, 1.0) };

    /// The three, in the order of the dimensions they are drawn from.
    const fn all(&self) -> [(f64, f64); 3] {
        [self.passthrough, self.deleveraging, self.map_scale]
    }
}

impl Simulation {
    /// 4,096 draws of Student's t over `horizon_days` at a yearly `volatility`, with the measured spread of depth and
    /// without zones.
    #[must_use]
    pub fn new(spot: f64, volatility: f64, horizon_days: f64, sides: [Option<SideMarket>; 2]) -> Self {
        Self {
            spot,
            sd: volatility * (horizon_days / 365.0).sqrt(),
            horizon_days,
            method: Method::Terminal,
            law: Law::StudentT4,
            drift: Drift::Martingale,
            paths: DEFAULT_PATHS,
            seed: 0,
            steps: 168,
            half_life_s: 60.0,
            jumps: None,
            sides,
            depth_factor: EffectiveDepth::MEASURED,
            flow: FlowRanges::ONE,
            x_max: 1.0,
            critical_fraction: DEFAULT_CRITICAL_FRACTION,
            zones: Vec::new(),
        }
    }

    /// The simulation itself if every number is within its range.
    ///
    /// # Errors
    /// [`Code::DataRange`] naming the number, [`Code::DataTooLarge`] for too many steps of all paths or zones,
    /// [`Code::DataInvalid`] for a zone around the spot.
    pub fn checked(self) -> Result<Self> {
        number_within("spot", self.spot, 1e-12, 1e12)?;
        number_within("shockSd", self.sd, 1e-9, 10.0)?;
        number_within("horizonDays", self.horizon_days, 1e-6, 36_500.0)?;
        number_within("paths", f64::from(self.paths), 1.0, f64::from(MOST_PATHS))?;
        number_within("steps", f64::from(self.steps), 1.0, f64::from(MOST_STEPS))?;
        number_within("halfLifeS", self.half_life_s, 1e-3, 1e9)?;
        if let Some(jumps) = self.jumps {
            number_within("jumps.perDay", jumps.per_day, 0.0, 1e4)?;
            number_within("jumps.sd", jumps.sd, 0.0, 1.0)?;
        }
        number_within("xMax", self.x_max, f64::MIN_POSITIVE, 1e6)?;
        number_within("criticalFraction", self.critical_fraction, 0.0, 1.0)?;
        self.depth_factor.check().map_err(|error| error.within("depthFactor"))?;
        self.flow.check()?;
        let work = u64::from(self.paths) * u64::from(self.steps);
        if self.method == Method::Path && work > MOST_WORK {
            let allowed = format!("at most {} with {} paths", MOST_WORK / u64::from(self.paths), self.paths);
            return Err(fault!(Code::DataTooLarge, "steps", self.steps, allowed));
        }
        self.check_zones()?;
        Ok(self)
    }

    fn check_zones(&self) -> Result<()> {
        if self.zones.len() > MOST_ZONES {
            let allowed = format!("at most {MOST_ZONES} zones");
            return Err(fault!(Code::DataTooLarge, "zones", self.zones.len(), allowed));
        }
        for (index, zone) in self.zones.iter().enumerate() {
            let field = |edge: &str| format!("zones[{index}].{edge}");
            number_within(&field("low"), zone.low, 0.0, 1e12)?;
            number_within(&field("high"), zone.high, zone.low, 1e12)?;
            if zone.low < self.spot && zone.high > self.spot {
                let allowed = format!("on one side of the spot, {}", Plain(self.spot));
                return Err(fault!(Code::DataInvalid, field("low"), zone.low, allowed));
            }
        }
        Ok(())
    }

    /// Runs the simulation.
    #[cfg(feature = "simulation")]
    #[must_use]
    pub fn run(&self) -> SimulationAnswer {
        let tally = match self.method {
            Method::Terminal => terminal::drawn(self),
            Method::Quadrature => terminal::midpoints(self),
            Method::Path => path::walked(self),
        };
        SimulationAnswer::of(self, &tally)
    }

    fn side(&self, direction: Direction) -> Option<&SideMarket> {
        self.sides[direction.liquidates().index()].as_ref()
    }
}

impl EffectiveDepth {
    fn check(&self) -> Result<()> {
        number_within("median", self.median, 1e-6, 1000.0)?;
        number_within("logSd", self.log_sd, 0.0, 10.0)?;
        number_within("low", self.within.0, 0.0, self.median)?;
        number_within("high", self.within.1, self.median, 1e12).map(|_| ())
    }
}

impl FlowRanges {
    fn check(&self) -> Result<()> {
        let fields = [("passthrough", 0.0, 1.0), ("deleveraging", 1.0, 1000.0), ("mapScale", 0.0, 1e6)];
        for ((field, low, high), (from, to)) in fields.into_iter().zip(self.all()) {
            number_within(field, from, low, high)?;
            number_within(field, to, from, high)?;
        }
        Ok(())
    }
}
