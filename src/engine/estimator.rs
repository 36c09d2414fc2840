//! One market, step by step: funding, sweep, turnover under the open-interest constraint, and new positions.
//!
//! After every step each side's mass, inert included, equals the one-sided open interest. The estimate is of exposure
//! by price; it says nothing of where price will go.

use crate::engine::deposits::Deposits;
use crate::engine::exposure::{Exposure, Swept};
use crate::engine::market::{ContractKind, Side};
use crate::engine::parameters::Parameters;
use crate::engine::quality::{Flags, Quality};
use crate::engine::steps::Step;

/// A step whose log range exceeds this many bins is entered at more than three prices.
const WIDE_STEP_BINS: f64 = 16.0;
/// Most entry prices of a step.
const MOST_ENTRIES: usize = 7;

/// The estimator of one market.
#[derive(Clone, Debug)]
pub struct Estimator {
    exposure: Exposure,
    deposits: Deposits,
    turnover_share: f64,
    taker_shrink: f64,
    funding_drift: bool,
    quality: Quality,
    /// Quality before the provisional step, while there is one.
    before_provisional: Option<Quality>,
    /// Weights of the levels of the step at hand, by entry price.
    weights: Vec<[f64; MOST_ENTRIES]>,
}

/// Logarithms that a step needs more than once.
struct StepLogs {
    mark_low: f64,
    mark_high: f64,
    mark_close: f64,
    entries: Entries,
}

/// Entry prices of a step: piecewise uniform around the vwap, with the vwap as their exact mean.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Entries {
    pub log_price: [f64; MOST_ENTRIES],
    pub weight: [f64; MOST_ENTRIES],
    pub count: usize,
}

impl Estimator {
    /// An estimator before `first`: all of its open interest is open, with unknown entries.
    #[must_use]
    pub fn new(
        contract: ContractKind,
        deposits: Deposits,
        parameters: &Parameters,
        bin_width: f64,
        first: &Step,
    ) -> Self {
        Self {
            exposure: Exposure::unknown(contract, bin_width, first.open_interest, libm::log(first.mark_close)),
            quality: Quality { invalid_levels: deposits.invalid_levels, ..Quality::default() },
            deposits,
            turnover_share: parameters.turnover_share,
            taker_shrink: parameters.taker_shrink,
            funding_drift: parameters.funding_drift,
            before_provisional: None,
            weights: Vec::new(),
        }
    }

    /// Width of a bin: fine enough for the rows shown and for the shortest liquidation distance.
    #[must_use]
    pub fn bin_width(row_log_height: f64, shortest_distance: f64) -> f64 {
        // Rows that are equally high but for rounding, wherever they lie, have the same bins.
        let row_log_height = f64::from(row_log_height as f32);
        (row_log_height / 2.0).min(shortest_distance / 8.0).clamp(0.0002, 0.001)
    }

    /// Whether `other` was made to be in the same state after the same steps.
    pub(crate) fn begins_as(&self, other: &Self) -> bool {
        let numbers = |one: &Self| [one.exposure.bin_width, one.turnover_share, one.taker_shrink];
        numbers(self) == numbers(other)
            && self.funding_drift == other.funding_drift
            && self.exposure.contract == other.exposure.contract
            && self.deposits == other.deposits
    }

    /// The state after the last step.
    #[must_use]
    pub fn exposure(&self) -> &Exposure {
        &self.exposure
    }

    /// The state itself, for tests that disturb it.
    pub fn exposure_mut(&mut self) -> &mut Exposure {
        &mut self.exposure
    }

    /// What was assumed or repaired so far.
    #[must_use]
    pub fn quality(&self) -> Quality {
        self.quality
    }

    /// Applies a closed step and returns what the mark price reached, longs and shorts. One that is still growing must have
    /// been taken back by [`roll_back`](Self::roll_back).
    pub fn apply(&mut self, step: &Step) -> [Swept; 2] {
        debug_assert!(self.before_provisional.is_none(), "a growing step was not taken back");
        self.advance(step)
    }

    /// Applies a step that is still growing, in place of one that was before.
    pub fn apply_provisionally(&mut self, step: &Step) -> [Swept; 2] {
        self.roll_back();
        self.before_provisional = Some(self.quality);
        self.exposure.remember();
        self.advance(step)
    }

    /// Takes a provisional step back; does nothing when there is none.
    pub fn roll_back(&mut self) {
        if let Some(quality) = self.before_provisional.take() {
            self.exposure.roll_back();
            self.quality = quality;
        }
    }

    fn advance(&mut self, step: &Step) -> [Swept; 2] {
        if self.funding_drift {
            self.exposure.drift(step.funding);
        }
        let logs = StepLogs {
            mark_low: libm::log(step.mark_low),
            mark_high: libm::log(step.mark_high),
            mark_close: libm::log(step.mark_close),
            entries: Entries::of(step, self.exposure.bin_width),
        };
        // Entries are last trades, which may lie outside the mark prices: the lattice has to hold both.
        let (first, last) = (logs.entries.log_price[0], logs.entries.log_price[logs.entries.count - 1]);
        self.exposure.cover(logs.mark_low.min(first), logs.mark_high.max(last));
        let swept = [self.exposure.sweep(Side::Long, logs.mark_low), self.exposure.sweep(Side::Short, logs.mark_high)];
        if step.flags.contains(Flags::COARSE_STEP) {
            self.quality.coarse_steps += 1;
        }
        let turned = self.turned_over(step);
        for side in Side::BOTH {
            let remaining = self.exposure.sides[side.index()].total;
            let keep = (remaining * turned).min(step.open_interest);
            self.exposure.shrink(side, keep);
            let opened = step.open_interest - keep;
            if opened > step.volume && !step.seeding && step.relative_base.is_none() {
                self.quality.open_exceeds_volume += 1;
            }
            if opened > 0.0 {
                self.open(side, opened, step, &logs);
            }
            self.exposure.sides[side.index()].total = step.open_interest;
        }
        self.exposure.open_interest = step.open_interest;
        swept
    }

    /// Share of the mass that stays with its holder through the step's volume.
    fn turned_over(&self, step: &Step) -> f64 {
        let base = step.relative_base.unwrap_or(self.exposure.open_interest);
        if base <= 0.0 {
            return 1.0;
        }
        libm::exp(-self.turnover_share * step.volume / base)
    }

    /// Places `opened` new positions of `side` where they would be liquidated, given that they survived the step.
    fn open(&mut self, side: Side, opened: f64, step: &Step, logs: &StepLogs) {
        let taker_share = 0.5 + self.taker_shrink * (step.taker_buy_share - 0.5);
        let taking = if side == Side::Long { taker_share } else { 1.0 - taker_share };
        let levels = &self.deposits.sides[side.index()];
        let inert = taking * levels.taker_inert + (1.0 - taking) * levels.maker_inert;
        let surviving = inert + self.weigh(side, taking, logs);
        if surviving <= 0.0 {
            self.quality.none_survives += 1;
        }
        let scale = if surviving > 0.0 { opened / surviving } else { 0.0 };
        let inert = if surviving > 0.0 { inert * scale } else { opened };
        let exposure = &mut self.exposure;
        exposure.sides[side.index()].inert += inert;
        if step.seeding {
            exposure.sides[side.index()].seeded_inert += inert;
        }
        let offset = exposure.frame_offset;
        let mut opening = exposure.opening(side, logs.mark_close - offset, step.seeding);
        for (level, weights) in self.deposits.sides[side.index()].levels.iter().zip(&self.weights) {
            let frame_ratio = level.log_ratio - offset;
            for (log_price, weight) in logs.entries.log_price.iter().zip(weights).take(logs.entries.count) {
                if *weight > 0.0 {
                    opening.deposit(usize::from(level.class), log_price + frame_ratio, weight * scale);
                }
            }
        }
    }

    /// Fills in the weight of every level at every entry price, times its chance to survive the step; returns their sum.
    fn weigh(&mut self, side: Side, taking: f64, logs: &StepLogs) -> f64 {
        let (extreme, close) = match side {
            Side::Long => (logs.mark_low, logs.mark_close),
            Side::Short => (-logs.mark_high, -logs.mark_close),
        };
        let mirror = side.sign();
        let slope = if close > extreme { 1.0 / (close - extreme) } else { 0.0 };
        let count = logs.entries.count;
        let (prices, shares) = (&logs.entries.log_price[..count], &logs.entries.weight[..count]);
        // One sum per entry price: they do not wait for each other.
        let mut sums = [0.0; MOST_ENTRIES];
        let sums_there = &mut sums[..count];
        self.weights.clear();
        for level in &self.deposits.sides[side.index()].levels {
            let level_weight = taking * level.taker + (1.0 - taking) * level.maker;
            let mut weights = [0.0; MOST_ENTRIES];
            let weights_there = &mut weights[..count];
            for entry in 0..count {
                let y = mirror * (prices[entry] + level.log_ratio);
                let survives = match y {
                    y if y < extreme => 1.0,
                    y if y < close => (close - y) * slope,
                    _ => 0.0,
                };
                weights_there[entry] = level_weight * shares[entry] * survives;
                sums_there[entry] += weights_there[entry];
            }
            self.weights.push(weights);
        }
        sums.iter().sum()
    }
}

impl Entries {
    /// Three prices, or five or seven where the step is wide against a bin, weights summing to 1.
    #[must_use]
    pub fn of(step: &Step, bin_width: f64) -> Self {
        let (low, high, mean) = (step.low, step.high, step.vwap);
        let mut entries = Self { log_price: [0.0; MOST_ENTRIES], weight: [0.0; MOST_ENTRIES], count: 1 };
        if high <= low {
            entries.log_price[0] = libm::log(mean);
            entries.weight[0] = 1.0;
            return entries;
        }
        let log_range = libm::log(high / low);
        let per_side = match log_range / bin_width {
            bins if bins > 2.0 * WIDE_STEP_BINS => 3,
            bins if bins > WIDE_STEP_BINS => 2,
            _ => 1,
        };
        let pieces = per_side as f64;
        let weight_below = (high - mean) / (high - low);
        entries.count = 2 * per_side + 1;
        for piece in 0..per_side {
            let inside = (piece as f64 + 0.5) / pieces;
            entries.log_price[piece] = libm::log(low + (mean - low) * inside);
            entries.weight[piece] = weight_below / (pieces + 1.0);
            entries.log_price[per_side + 1 + piece] = libm::log(mean + (high - mean) * inside);
            entries.weight[per_side + 1 + piece] = (1.0 - weight_below) / (pieces + 1.0);
        }
        entries.log_price[per_side] = libm::log(mean);
        entries.weight[per_side] = 1.0 / (pieces + 1.0);
        entries
    }
}
