//! Where forced orders stop: the least price at which the book absorbs the shock and everything it liquidates.
//!
//! One side at a time, in displacements `x` as fractions of the reference price, money in one currency.
//! `F(x) = Q0 + φ·M·L(x) + g·x` is the flow sent to the book once price has moved by `x`; `D(y)` is what the book absorbs
//! within `y` of the mid after the gap. The answer is `x* = inf { x ≥ s : D(x − s) ≥ F(x) }`, the least fixed point of
//! `x ↦ s + D⁻¹(F(x))` (Knaster–Tarski), found by firing blocks in order of distance. Touching is firing, in exact
//! binary comparison. A scenario projection from stated inputs, never a forecast.

mod answer;
mod block_request;
mod blocks;
mod calibration_request;
mod direction;
mod forces_request;
mod fund;
mod guard;
mod leverage_mix;
mod map_request;
mod opening;
mod opening_request;
mod partial;
mod partial_request;
mod projection;
mod request;
mod response;
mod scenario;

pub use answer::CascadeAnswer;
pub use block_request::{BlockRequest, BlocksGrid, Place};
pub use blocks::{Block, Blocks, MOST_BLOCKS};
pub use calibration_request::CalibrationRequest;
pub use direction::Direction;
pub use forces_request::{FundRequest, GammaRequest, ResilienceRequest};
pub use fund::{Fund, FundOutcome};
pub use guard::{CALIBRATED_RANGE, CalibratedScale, Calibration, DEFAULT_TARGET, FEWEST_EVENTS, calibrate};
pub use leverage_mix::{LeverageMix, LeverageMixRequest, MixBlock};
pub use map_request::{AbsorptionRequest, MapRequest};
pub use opening::{Assumed, DEFAULT_DEPTH_FACTOR, DEPTH_OF_DAILY_VOLUME, OddsAsked, Opening, VOLUME_SOURCE};
pub use opening_request::{OpeningAnswer, OpeningRequest};
pub use partial::{PartialRule, closed_fraction};
pub use partial_request::PartialRequest;
pub use projection::{Branching, Projection, Round};
pub use request::{CascadeRequest, FollowerRequest};
pub use response::{Response, ResponseCurve, Step, Stop, avalanches};
pub use scenario::{BETA_OF_SOL, Follower, Scenario, bundled_beta};

use crate::engine::depth::{DepthCurve, Descent};
use crate::error::{Code, Result, fault, number_within};

/// Width of the local branching ratio.
const LOCAL_WIDTH: f64 = 0.01;
const LARGEST_FLOW: f64 = 1e18;
/// Share of the map that makes a step critical unless the author says otherwise.
pub const DEFAULT_CRITICAL_FRACTION: f64 = 0.25;

/// Everything a projection follows from.
#[derive(Clone, Debug, PartialEq)]
pub struct Cascade {
    /// Liquidation blocks.
    pub blocks: Blocks,
    /// Effective depth, factor and resting orders included.
    pub depth: DepthCurve,
    /// Price gap `s`: quotes re-centre without volume.
    pub gap: f64,
    /// Exogenous flow `Q0` at market.
    pub flow: f64,
    /// Share φ of a liquidation that reaches the book, times the deleveraging multiplier `M`.
    pub flow_per_notional: f64,
    /// Hedge flow per unit of displacement.
    pub gamma: f64,
    /// End of the domain.
    pub x_max: f64,
    /// Decay of unreplenished volume per round, ρτ; 0 for a book that does not refill.
    pub refill: f64,
    /// Share of the map that makes a step an avalanche worth the name.
    pub critical_fraction: f64,
    /// Who pays for bankrupt positions; `None` closes every block on the book.
    pub fund: Option<Fund>,
}

/// Where the firing of blocks ended.
struct Swept {
    x: f64,
    fired: usize,
    /// How many of them closed on the book: the nearest ones.
    on_book: usize,
    rounds: Vec<Round>,
    fund: Option<FundOutcome>,
}

impl Cascade {
    /// A cascade without shock, flow, hedges, refilling or fund, over displacements up to 1.
    #[must_use]
    pub const fn new(blocks: Blocks, depth: DepthCurve) -> Self {
        Self {
            blocks,
            depth,
            gap: 0.0,
            flow: 0.0,
            flow_per_notional: 1.0,
            gamma: 0.0,
            x_max: 1.0,
            refill: 0.0,
            critical_fraction: DEFAULT_CRITICAL_FRACTION,
            fund: None,
        }
    }

    /// The cascade itself if every number is within its range.
    ///
    /// # Errors
    /// [`Code::DataRange`] naming the first field out of its range, [`Code::AttributeInvalid`] for what does not go
    /// together.
    pub fn checked(self) -> Result<Self> {
        number_within("xMax", self.x_max, f64::MIN_POSITIVE, 1e6)?;
        number_within("shock", self.gap, 0.0, self.x_max)?;
        number_within("exogenousFlow", self.flow, 0.0, LARGEST_FLOW)?;
        number_within("passthrough", self.flow_per_notional, 0.0, 1000.0)?;
        number_within("gammaUsdPerPct", self.gamma, 0.0, LARGEST_FLOW)?;
        number_within("resilience.rhoTau", self.refill, 0.0, 1000.0)?;
        number_within("criticalFraction", self.critical_fraction, 0.0, 1.0)?;
        if let Some(fund) = &self.fund {
            number_within("fund.available", fund.available, 0.0, LARGEST_FLOW)?;
            number_within("fund.maintenance", fund.maintenance, 0.0, 1.0)?;
        }
        let excluded =
            |field, other| Err(fault!(Code::AttributeInvalid, field, "given", format!("left out with {other}")));
        match (self.refill > 0.0, self.gamma > 0.0, self.fund.is_some()) {
            (true, true, _) => excluded("resilience", "hedge flow"),
            (true, _, true) => excluded("fund", "resilience"),
            _ => Ok(self),
        }
    }

    /// Displacement once `flow` has to be absorbed, hedges included; the end of the domain where it cannot be.
    fn stop(&self, absorbed: Option<f64>) -> f64 {
        absorbed.map_or(self.x_max, |y| (self.gap + y).min(self.x_max))
    }

    fn walk(&self) -> Descent<'_> {
        Descent::new(&self.depth, self.gap, self.gamma)
    }

    fn flow_after(&self, on_book: usize) -> f64 {
        self.flow + self.flow_per_notional * self.blocks.sums()[on_book]
    }

    /// Projects the cascade. At most as many rounds as blocks.
    #[must_use]
    pub fn project(&self) -> Projection {
        let x_exogenous = self.stop(self.depth.inverse(self.flow));
        let swept = self.swept();
        let x = swept.x;
        let forced_flow = self.forced_flow(&swept);
        let (absorbed, residual) = self.absorption(x, swept.on_book);
        let steps = (self.gamma == 0.0 && self.fund.is_none()).then(|| self.steps());
        Projection {
            x_exogenous,
            x,
            amplification: (x_exogenous > 0.0).then(|| x / x_exogenous),
            absorbed,
            residual,
            liquidated: self.blocks.sums()[swept.fired],
            fired: swept.fired,
            forced_flow,
            volume_branching: self.share_of_flow(forced_flow),
            rounds: swept.rounds,
            branching_at_spot: self.branching_after(0.0, 0.0),
            branching_at_stop: (x < self.x_max).then(|| self.branching(x)),
            avalanches: steps.as_deref().map(|steps| avalanches(steps, self.critical_fraction)).unwrap_or_default(),
            steps,
            fund: swept.fund,
        }
    }

    /// Forced flow over all flow, as in [`Projection::volume_branching`], without the rest of a projection.
    #[must_use]
    pub fn volume_branching(&self) -> Option<f64> {
        self.share_of_flow(self.forced_flow(&self.swept()))
    }

    /// Where it stops, as in [`Projection::x`], without the rest of a projection.
    #[must_use]
    pub fn stops_at(&self) -> f64 {
        self.swept().x
    }

    fn swept(&self) -> Swept {
        match &self.fund {
            Some(fund) => self.rounds_with_fund(fund),
            None if self.refill > 0.0 => self.rounds_with_refill(),
            None => self.rounds(),
        }
    }

    fn forced_flow(&self, swept: &Swept) -> f64 {
        self.flow_per_notional * self.blocks.sums()[swept.on_book] + self.gamma * swept.x
    }

    /// The flow that would have walked the gap counts too: without it a pure gap would always give 1.
    fn share_of_flow(&self, forced: f64) -> Option<f64> {
        let all = self.flow + self.depth.at(self.gap) + forced;
        (all > 0.0).then(|| forced / all)
    }

    fn absorption(&self, x: f64, on_book: usize) -> (bool, Option<f64>) {
        if self.refill > 0.0 {
            return (x < self.x_max, None);
        }
        let flow = self.flow_after(on_book);
        let absorbed = self.depth.crossing(self.gap, flow, self.gamma).is_some_and(|y| self.gap + y <= self.x_max);
        let left = flow + self.gamma * x - self.depth.at((self.x_max - self.gap).max(0.0));
        (absorbed, Some(if absorbed { 0.0 } else { left }))
    }

    /// Fires in each round everything that the price of the round before has reached. Blocks without size fire too but
    /// make no round.
    fn rounds(&self) -> Swept {
        let mut walk = self.walk();
        let mut x = self.stop(walk.absorb(self.flow));
        let (mut fired, mut rounds) = (0, Vec::new());
        loop {
            let reached = self.blocks.reached(fired, x);
            let liquidated = self.blocks.sums()[reached] - self.blocks.sums()[fired];
            fired = reached;
            if liquidated == 0.0 {
                return Swept { x, fired, on_book: fired, rounds, fund: None };
            }
            x = self.stop(walk.absorb(self.flow_after(fired)));
            rounds.push(Round { liquidated, flow: self.flow_per_notional * liquidated, x, fired });
        }
    }

    /// Rounds between which the book refills: volume not yet replenished decays, and the peak is what counts.
    fn rounds_with_refill(&self) -> Swept {
        let keep = libm::exp(-self.refill);
        let mut volume = self.flow;
        let mut peak = self.stop(self.depth.inverse(volume));
        let (mut fired, mut rounds) = (0, Vec::new());
        loop {
            let reached = self.blocks.reached(fired, peak);
            let liquidated = self.blocks.sums()[reached] - self.blocks.sums()[fired];
            fired = reached;
            if liquidated == 0.0 {
                return Swept { x: peak, fired, on_book: fired, rounds, fund: None };
            }
            volume = keep * volume + self.flow_per_notional * liquidated;
            let x = self.stop(self.depth.inverse(volume));
            peak = peak.max(x);
            rounds.push(Round { liquidated, flow: self.flow_per_notional * liquidated, x, fired });
        }
    }

    /// Rounds in which blocks close one by one, until the fund is empty and the rest closes off the book.
    fn rounds_with_fund(&self, fund: &Fund) -> Swept {
        let mut walk = self.walk();
        let mut x = self.stop(walk.absorb(self.flow));
        let (mut fired, mut on_book, mut rounds) = (0, 0, Vec::new());
        let (mut outcome, mut suffices) = (FundOutcome::default(), true);
        loop {
            let (before, on_book_before) = (fired, on_book);
            for block in &self.blocks.as_slice()[before..self.blocks.reached(before, x)] {
                fired += 1;
                if suffices {
                    on_book = fired;
                    x = self.stop(walk.absorb(self.flow_after(on_book)));
                    suffices = fund.pay(&mut outcome, block.notional, block.distance, x);
                } else {
                    outcome.off_book += block.notional;
                }
            }
            let sums = self.blocks.sums();
            let liquidated = sums[fired] - sums[before];
            if liquidated == 0.0 {
                return Swept { x, fired, on_book, rounds, fund: Some(outcome) };
            }
            let flow = self.flow_per_notional * (sums[on_book] - sums[on_book_before]);
            rounds.push(Round { liquidated, flow, x, fired });
        }
    }

    /// Flow that the next per cent of price would release, over the depth that stands in it.
    #[must_use]
    pub fn branching(&self, x: f64) -> Branching {
        self.branching_after(self.gap, x)
    }

    fn branching_after(&self, gap: f64, x: f64) -> Branching {
        let x = x.max(gap);
        let flow = self.flow_per_notional * self.blocks.within(x, x + LOCAL_WIDTH) + self.gamma * LOCAL_WIDTH;
        let y = x - gap;
        let depth = self.depth.at(y + LOCAL_WIDTH) - self.depth.at(y);
        match (flow > 0.0, depth > 0.0) {
            // A trace of depth is none.
            (_, true) if (flow / depth).is_finite() => Branching::Ratio(flow / depth),
            (true, _) => Branching::Unbounded,
            (false, _) => Branching::Undefined,
        }
    }

    /// Least gap that fires each block, by distance; never falls. Block `i` fires for a gap `s` iff `s ≥ θᵢ`.
    #[must_use]
    pub fn thresholds(&self) -> Vec<f64> {
        Response::new(self).thresholds
    }

    /// Blocks gathered by threshold.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        Response::new(self).steps(&self.blocks)
    }
}
