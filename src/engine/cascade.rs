//! Where forced orders stop: the least price at which the book absorbs the shock and everything it liquidates.
//!
//! One side at a time, in displacements `x` as fractions of the reference price, money in one currency.
//! `F(x) = Q0 + φ·M·L(x) + g·x` is the flow sent to the book once price has moved by `x`; `D(y)` is what the book absorbs
//! within `y` of the mid after the gap. The answer is `x* = inf { x ≥ s : D(x − s) ≥ F(x) }`, the least fixed point of
//! `x ↦ s + D⁻¹(F(x))` (Knaster–Tarski), found by firing blocks in order of distance. Touching is firing, in exact
//! binary comparison. A scenario projection from stated inputs, never a forecast.

use crate::engine::depth::DepthCurve;
use crate::error::{Code, Error, Result, number_within};

/// Most blocks of one map.
pub const MOST_BLOCKS: usize = 100_000;
/// Width of the local branching ratio.
const LOCAL_WIDTH: f64 = 0.01;
const LARGEST_FLOW: f64 = 1e18;

/// Positions that are liquidated together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// Distance from the reference price, a fraction ≥ 0.
    pub distance: f64,
    /// Notional, ≥ 0.
    pub notional: f64,
}

/// A map of one side, sorted, with running sums.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocks {
    blocks: Vec<Block>,
    /// `sums[k]` is the notional of the first `k` blocks.
    sums: Vec<f64>,
    beyond: f64,
}

impl Blocks {
    /// Sorts blocks by distance, equal distances in the order given; those beyond `x_max` never fire and are only summed.
    ///
    /// # Errors
    /// [`Code::DataRange`] for a distance or notional that is negative or not finite, [`Code::DataTooLarge`] for more than
    /// 100,000 blocks.
    pub fn new(mut blocks: Vec<Block>, x_max: f64) -> Result<Self> {
        if blocks.len() > MOST_BLOCKS {
            return Err(Error::new(
                Code::DataTooLarge,
                "blocks",
                blocks.len(),
                format!("at most {MOST_BLOCKS} blocks"),
            ));
        }
        for (index, block) in blocks.iter().enumerate() {
            number_within(&format!("blocks[{index}].x"), block.distance, 0.0, 1e6)?;
            number_within(&format!("blocks[{index}].q"), block.notional, 0.0, LARGEST_FLOW)?;
        }
        blocks.sort_by(|a, b| a.distance.total_cmp(&b.distance));
        let in_range = blocks.partition_point(|block| block.distance <= x_max);
        let beyond = blocks[in_range..].iter().map(|block| block.notional).sum();
        blocks.truncate(in_range);
        let mut sums = Vec::with_capacity(blocks.len() + 1);
        let mut sum = 0.0;
        sums.push(sum);
        for block in &blocks {
            sum += block.notional;
            sums.push(sum);
        }
        Ok(Self { blocks, sums, beyond })
    }

    /// The blocks in range, by distance.
    #[must_use]
    pub fn as_slice(&self) -> &[Block] {
        &self.blocks
    }

    /// Notional of all blocks in range.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.sums.last().copied().unwrap_or(0.0)
    }

    /// Notional of the blocks beyond the range.
    #[must_use]
    pub fn beyond(&self) -> f64 {
        self.beyond
    }

    /// Notional of blocks in `(from, to]`.
    fn within(&self, from: f64, to: f64) -> f64 {
        let count = |x: f64| self.blocks.partition_point(|block| block.distance <= x);
        self.sums[count(to)] - self.sums[count(from)]
    }
}

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
}

/// One round of a replay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Round {
    /// Notional liquidated in it.
    pub liquidated: f64,
    /// Flow that reached the book.
    pub flow: f64,
    /// Displacement after it.
    pub x: f64,
    /// Blocks fired so far.
    pub fired: usize,
}

/// Blocks that fire at the same shock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Least gap that fires them.
    pub threshold: f64,
    /// Their notional.
    pub notional: f64,
    /// Nearest and furthest distance.
    pub span: (f64, f64),
    /// How many.
    pub blocks: usize,
}

impl Step {
    /// Whether it spans two distances or more: a jump that the shock alone does not explain.
    #[must_use]
    pub fn is_avalanche(&self) -> bool {
        self.span.1 > self.span.0
    }
}

/// Flow per depth in the next per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Branching {
    /// A finite ratio.
    Ratio(f64),
    /// Flow and no depth.
    Unbounded,
    /// Neither flow nor depth.
    Undefined,
}

/// The outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// What the shock alone does.
    pub x_exogenous: f64,
    /// Where it stops.
    pub x: f64,
    /// `x / x_exogenous`; `None` without a shock.
    pub amplification: Option<f64>,
    /// Whether the book absorbed everything within the domain.
    pub absorbed: bool,
    /// Flow left over; `None` where refilling makes it undefined.
    pub residual: Option<f64>,
    /// Notional liquidated.
    pub liquidated: f64,
    /// Blocks fired.
    pub fired: usize,
    /// Forced and hedge flow that reached the book.
    pub forced_flow: f64,
    /// Forced flow over all flow, the gap's own included; `None` when nothing moved.
    pub volume_branching: Option<f64>,
    /// Rounds that liquidated something.
    pub rounds: Vec<Round>,
    /// Local branching at the reference price, without a gap.
    pub branching_at_spot: Branching,
    /// Local branching where it stopped; `None` at the end of the domain.
    pub branching_at_stop: Option<Branching>,
    /// The whole response: steps by rising threshold; `None` with hedge flow, for which the single pass does not hold.
    pub steps: Option<Vec<Step>>,
    /// First avalanche of at least the critical fraction.
    pub critical: Option<Step>,
}

impl Cascade {
    /// The cascade itself if every number is within its range.
    ///
    /// # Errors
    /// [`Code::DataRange`] naming the first field out of its range.
    pub fn checked(self) -> Result<Self> {
        number_within("x_max", self.x_max, f64::MIN_POSITIVE, 1e6)?;
        number_within("shock", self.gap, 0.0, self.x_max)?;
        number_within("exogenous_flow", self.flow, 0.0, LARGEST_FLOW)?;
        number_within("passthrough", self.flow_per_notional, 0.0, 1000.0)?;
        number_within("gamma_usd_per_pct", self.gamma, 0.0, LARGEST_FLOW)?;
        number_within("resilience.rho_tau", self.refill, 0.0, 1000.0)?;
        number_within("critical_fraction", self.critical_fraction, 0.0, 1.0)?;
        if self.gamma > 0.0 && self.refill > 0.0 {
            return Err(Error::new(Code::DataInvalid, "resilience", self.refill, "left out with hedge flow"));
        }
        Ok(self)
    }

    /// Displacement once `flow` has to be absorbed, hedges included; the end of the domain where it cannot be.
    fn stop(&self, flow: f64) -> f64 {
        match self.depth.crossing(self.gap, flow, self.gamma) {
            Some(y) => (self.gap + y).min(self.x_max),
            None => self.x_max,
        }
    }

    fn flow_after(&self, fired: usize) -> f64 {
        self.flow + self.flow_per_notional * self.blocks.sums[fired]
    }

    /// Projects the cascade. At most as many rounds as blocks.
    #[must_use]
    pub fn project(&self) -> Projection {
        let x_exogenous = match self.depth.inverse(self.flow) {
            Some(y) => (self.gap + y).min(self.x_max),
            None => self.x_max,
        };
        let (x, fired, rounds) = if self.refill > 0.0 { self.rounds_with_refill() } else { self.rounds() };
        let liquidated = self.blocks.sums[fired];
        let forced_flow = self.flow_per_notional * liquidated + self.gamma * x;
        let all_flow = self.flow + self.depth.at(self.gap) + forced_flow;
        let (absorbed, residual) = self.absorption(x, fired);
        let steps = (self.gamma == 0.0).then(|| self.steps());
        Projection {
            x_exogenous,
            x,
            amplification: (x_exogenous > 0.0).then(|| x / x_exogenous),
            absorbed,
            residual,
            liquidated,
            fired,
            forced_flow,
            volume_branching: (all_flow > 0.0).then(|| forced_flow / all_flow),
            rounds,
            branching_at_spot: Self { gap: 0.0, ..self.clone() }.branching(0.0),
            branching_at_stop: (x < self.x_max).then(|| self.branching(x)),
            critical: steps.as_deref().and_then(|steps| self.critical(steps)),
            steps,
        }
    }

    fn absorption(&self, x: f64, fired: usize) -> (bool, Option<f64>) {
        if self.refill > 0.0 {
            return (x < self.x_max, None);
        }
        let flow = self.flow_after(fired);
        let absorbed = self.depth.crossing(self.gap, flow, self.gamma).is_some_and(|y| self.gap + y <= self.x_max);
        let left = flow + self.gamma * x - self.depth.at((self.x_max - self.gap).max(0.0));
        (absorbed, Some(if absorbed { 0.0 } else { left }))
    }

    /// Blocks that lie within `x`, from the first `fired` on.
    fn reached(&self, fired: usize, x: f64) -> usize {
        fired + self.blocks.blocks[fired..].partition_point(|block| block.distance <= x)
    }

    /// Fires in each round everything that the price of the round before has reached. Blocks without size fire too but
    /// make no round.
    fn rounds(&self) -> (f64, usize, Vec<Round>) {
        let mut rounds = Vec::new();
        let mut x = self.stop(self.flow);
        let mut fired = 0;
        loop {
            let reached = self.reached(fired, x);
            let liquidated = self.blocks.sums[reached] - self.blocks.sums[fired];
            fired = reached;
            if liquidated == 0.0 {
                return (x, fired, rounds);
            }
            x = self.stop(self.flow_after(fired));
            rounds.push(Round { liquidated, flow: self.flow_per_notional * liquidated, x, fired });
        }
    }

    /// Rounds between which the book refills: volume not yet replenished decays, and the peak is what counts.
    fn rounds_with_refill(&self) -> (f64, usize, Vec<Round>) {
        let keep = libm::exp(-self.refill);
        let mut rounds = Vec::new();
        let mut volume = self.flow;
        let mut peak = self.stop(volume);
        let mut fired = 0;
        loop {
            let reached = self.reached(fired, peak);
            let liquidated = self.blocks.sums[reached] - self.blocks.sums[fired];
            fired = reached;
            if liquidated == 0.0 {
                return (peak, fired, rounds);
            }
            volume = keep * volume + self.flow_per_notional * liquidated;
            let x = self.stop(volume);
            peak = peak.max(x);
            rounds.push(Round { liquidated, flow: self.flow_per_notional * liquidated, x, fired });
        }
    }

    /// Flow that the next per cent of price would release, over the depth that stands in it.
    #[must_use]
    pub fn branching(&self, x: f64) -> Branching {
        let x = x.max(self.gap);
        let flow = self.flow_per_notional * self.blocks.within(x, x + LOCAL_WIDTH) + self.gamma * LOCAL_WIDTH;
        let y = x - self.gap;
        let depth = self.depth.at(y + LOCAL_WIDTH) - self.depth.at(y);
        match (flow > 0.0, depth > 0.0) {
            (_, true) => Branching::Ratio(flow / depth),
            (true, false) => Branching::Unbounded,
            (false, false) => Branching::Undefined,
        }
    }

    /// Least gap that fires each block, by distance; never falls. Block `i` fires for a gap `s` iff `s ≥ θᵢ`.
    #[must_use]
    pub fn thresholds(&self) -> Vec<f64> {
        let mut highest = 0.0_f64;
        let threshold = |(block, before): (&Block, &f64)| {
            if let Some(y) = self.depth.inverse(self.flow + self.flow_per_notional * before) {
                highest = highest.max(block.distance - y);
            }
            highest
        };
        self.blocks.blocks.iter().zip(&self.blocks.sums).map(threshold).collect()
    }

    /// Blocks gathered by threshold.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for (block, threshold) in self.blocks.blocks.iter().zip(self.thresholds()) {
            match steps.last_mut().filter(|step| step.threshold == threshold) {
                Some(step) => {
                    step.notional += block.notional;
                    step.span.1 = block.distance;
                    step.blocks += 1;
                }
                None => steps.push(Step {
                    threshold,
                    notional: block.notional,
                    span: (block.distance, block.distance),
                    blocks: 1,
                }),
            }
        }
        steps
    }

    fn critical(&self, steps: &[Step]) -> Option<Step> {
        let total: f64 = steps.iter().map(|step| step.notional).sum();
        let large =
            |step: &&Step| total > 0.0 && step.is_avalanche() && step.notional >= self.critical_fraction * total;
        steps.iter().find(large).copied()
    }

    /// Where any other gap would stop and what it would liquidate, from the steps of this cascade alone.
    #[must_use]
    pub fn response(&self, steps: &[Step], gap: f64) -> (f64, f64) {
        let fired: usize = steps.iter().take_while(|step| step.threshold <= gap).map(|step| step.blocks).sum();
        let liquidated = self.blocks.sums[fired];
        let stop = self.depth.inverse(self.flow + self.flow_per_notional * liquidated);
        (stop.map_or(self.x_max, |y| (gap + y).min(self.x_max)), liquidated)
    }
}
