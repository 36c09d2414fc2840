//! One market on its way through time: its steps, its estimator and how far it has run.

use crate::engine::deposits::Deposits;
use crate::engine::estimator::Estimator;
use crate::engine::exposure::{Exposure, Swept};
use crate::engine::heatmap::{Column, HeatmapOptions};
use crate::engine::margin::Formula;
use crate::engine::market::{ContractKind, Market, Snapshot, TierTable, TimeMs};
use crate::engine::order::ranked;
use crate::engine::parameters::Parameters;
use crate::engine::quality::{Flags, Quality};
use crate::engine::steps::{Step, steps_of};
use crate::engine::tiers::bundled;
use crate::error::Result;

/// Assumed where neither data nor bundle has a table: the highest leverage that most venues grant a liquid contract.
const ASSUMED_MAX_LEVERAGE: f64 = 100.0;
/// A market that ended longer ago than this many of its candles no longer counts.
const LONGEST_HOLD: TimeMs = 3;
/// A step whose log range exceeds this share of the shortest liquidation distance is coarse.
const COARSE_SHARE: f64 = 0.5;

/// A market whose steps are known and whose estimator is not made yet, since its bins depend on the rows.
pub(crate) struct Prepared {
    pub(crate) steps: Vec<Step>,
    pub(crate) tiers: TierTable,
    pub(crate) relative: bool,
    contract: ContractKind,
    traded: ContractKind,
    formula: Formula,
    interval_ms: TimeMs,
    deposits: Deposits,
    quality: Quality,
}

impl Prepared {
    pub(crate) fn new(
        snapshot: &Snapshot,
        market: &Market,
        options: &HeatmapOptions,
        parameters: &Parameters,
    ) -> Result<Self> {
        let mut quality = Quality::default();
        let mut steps = steps_of(market, &snapshot.markets, options.sampling, &mut quality)?;
        if let Some(to_ms) = options.to_ms {
            steps.retain(|step| step.close_ms <= to_ms);
        }
        let tiers = match market.tiers.clone().or_else(|| bundled(&market.venue, &snapshot.asset)) {
            Some(tiers) => tiers,
            None => TierTable::default_for(ASSUMED_MAX_LEVERAGE)?,
        };
        let formula = Formula::for_market(&market.venue, market.contract);
        let deposits = Deposits::new(formula, &tiers, parameters)?;
        let relative = market.open_interest.as_ref().is_none_or(|series| series.time_ms.is_empty());
        if median_log_range(&steps) > COARSE_SHARE * deposits.shortest_distance {
            steps.iter_mut().for_each(|step| step.flags.insert(Flags::COARSE_STEP));
        }
        // A share of an unknown total has no price: it is carried like a quantity that is already money.
        let contract = if relative { ContractKind::Inverse } else { market.contract };
        let (traded, interval_ms) = (market.contract, market.candles.interval_ms);
        Ok(Self { steps, tiers, relative, contract, traded, formula, interval_ms, deposits, quality })
    }

    pub(crate) fn latest_open_interest_usd(&self) -> f64 {
        self.steps.last().map_or(0.0, |step| self.contract.usd(step.open_interest, step.mark_close))
    }

    /// The levels of this market under other parameters.
    pub(crate) fn deposits(&self, parameters: &Parameters) -> Result<Deposits> {
        Deposits::new(self.formula, &self.tiers, parameters)
    }

    /// Runs every step that closes by `close_ms`, without a column on the way, and returns the state with the step that
    /// stands for this market then. `index` is 0 for the reference.
    pub(crate) fn state_at(
        &self,
        close_ms: TimeMs,
        index: usize,
        row_log_height: f64,
        deposits: Deposits,
        parameters: &Parameters,
    ) -> Option<(Estimator, &Step)> {
        let steps = &self.steps[..self.steps.partition_point(|step| step.close_ms <= close_ms)];
        let last = steps.last().filter(|last| is_recent(last, close_ms, self.interval_ms) && counts(last, index))?;
        let bin_width = Estimator::bin_width(row_log_height, deposits.shortest_distance);
        let mut estimator = Estimator::new(self.contract, deposits, parameters, bin_width, &steps[0]);
        for step in steps {
            estimator.apply(step);
        }
        Some((estimator, last))
    }

    pub(crate) fn track(self, row_log_height: f64, parameters: &Parameters) -> Option<Track> {
        let first = self.steps.first()?;
        let bin_width = Estimator::bin_width(row_log_height, self.deposits.shortest_distance);
        let estimator = Estimator::new(self.contract, self.deposits, parameters, bin_width, first);
        Some(Track {
            estimator,
            traded: self.traded,
            steps: self.steps,
            next: 0,
            provisional: false,
            interval_ms: self.interval_ms,
            flow: Flow::default(),
            unfinished: false,
            inputs: self.quality,
        })
    }
}

/// Whether `step` may stand for its market at `close_ms`.
fn is_recent(step: &Step, close_ms: TimeMs, interval_ms: TimeMs) -> bool {
    close_ms - step.close_ms <= LONGEST_HOLD * interval_ms
}

/// Whether the market at `index` counts as of `step`: one other than the reference enters with its first open-interest
/// sample and is never filled in before it.
pub(crate) fn counts(step: &Step, index: usize) -> bool {
    index == 0 || !step.seeding
}

fn median_log_range(steps: &[Step]) -> f64 {
    let mut ranges: Vec<f64> = steps.iter().map(|step| step.high / step.low).collect();
    let middle = ranges.len() / 2;
    ranked(&mut ranges, middle).map_or(0.0, libm::log)
}

/// What went by in a bucket so far.
#[derive(Clone, Copy, Debug, Default)]
struct Flow {
    flags: Flags,
    volume_usd: f64,
    swept_usd: [f64; 2],
}

/// How a step is applied: closed, or still growing.
pub(crate) type Apply = fn(&mut Estimator, &Step) -> [Swept; 2];

/// One market on its way through time.
#[derive(Clone, Debug)]
pub struct Track {
    estimator: Estimator,
    /// The market's own kind: its volume is known even where its open interest is not.
    traded: ContractKind,
    steps: Vec<Step>,
    next: usize,
    provisional: bool,
    interval_ms: TimeMs,
    flow: Flow,
    /// Whether the bucket of `flow` is not over, so that it grows with the next call of [`run_some`](Self::run_some).
    unfinished: bool,
    inputs: Quality,
}

impl Track {
    /// All steps, run or not.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The state after the last step that was run.
    #[must_use]
    pub fn exposure(&self) -> &Exposure {
        self.estimator.exposure()
    }

    /// What was assumed or repaired, in the input and on the way.
    #[must_use]
    pub fn quality(&self) -> Quality {
        let mut quality = self.inputs;
        quality.add(&self.estimator.quality());
        quality
    }

    /// Whether `later` is this market with the steps that were run, and none beside them that closes by `close_ms`.
    pub(crate) fn leads_to(&self, later: &Self, close_ms: TimeMs) -> bool {
        let late = later.steps.get(self.next).is_some_and(|step| step.close_ms <= close_ms);
        self.traded == later.traded
            && !late
            && !self.provisional
            && self.estimator.begins_as(&later.estimator)
            && later.steps.starts_with(&self.steps[..self.next])
    }

    /// Takes over the state that `before` has reached, which leads to this one; its last bucket grows where it is
    /// `unfinished`.
    pub(crate) fn go_on_from(&mut self, before: &mut Self, unfinished: bool) {
        std::mem::swap(&mut self.estimator, &mut before.estimator);
        (self.next, self.flow, self.unfinished) = (before.next, before.flow, unfinished);
    }

    /// How many steps were run.
    #[must_use]
    pub fn steps_run(&self) -> usize {
        self.next
    }

    /// Runs steps of a bucket that close by `span.1`, but no more than are `left`, which it counts down; volume, and what was
    /// reached, count since `span.0`. A market whose burn-in is not `shown` has no levels to be reached before its first
    /// open-interest sample.
    pub(crate) fn run_some(&mut self, apply: Apply, span: (TimeMs, TimeMs), shown: bool, left: &mut usize) {
        if !std::mem::replace(&mut self.unfinished, true) {
            self.flow = Flow::default();
        }
        let (from_ms, close_ms) = span;
        let flow = &mut self.flow;
        while *left > 0
            && let Some(step) = self.steps.get(self.next).filter(|step| step.close_ms <= close_ms)
        {
            let swept = apply(&mut self.estimator, step);
            if step.open_ms >= from_ms {
                flow.flags.insert(step.flags);
                flow.volume_usd += self.traded.usd(step.volume, step.close);
                if shown || !step.seeding {
                    flow.swept_usd[0] += swept[0].usd;
                    flow.swept_usd[1] += swept[1].usd;
                }
            }
            self.next += 1;
            *left -= 1;
        }
    }

    /// Ends a bucket whose steps were run, and adds what went by in it to its column.
    pub(crate) fn end_bucket(&mut self, column: &mut Column) {
        self.unfinished = false;
        column.volume_usd += self.flow.volume_usd;
        column.swept_usd[0] += self.flow.swept_usd[0];
        column.swept_usd[1] += self.flow.swept_usd[1];
    }

    /// Remarks on the steps of the bucket at hand.
    pub(crate) fn flags(&self) -> Flags {
        self.flow.flags
    }

    /// The last step that was run, if it is recent enough at `close_ms` to stand for this market.
    pub(crate) fn current(&self, close_ms: TimeMs) -> Option<&Step> {
        let step = &self.steps[self.next.checked_sub(1)?];
        is_recent(step, close_ms, self.interval_ms).then_some(step)
    }

    /// Appends a closed step and returns how many there are.
    pub(crate) fn push(&mut self, step: Step) -> usize {
        self.steps.push(step);
        self.steps.len()
    }

    /// Appends a step that is still growing.
    pub(crate) fn push_provisional(&mut self, step: Step) -> usize {
        self.provisional = true;
        self.push(step)
    }

    /// Takes the growing step back.
    pub(crate) fn pop_provisional(&mut self) {
        self.provisional = false;
        self.estimator.roll_back();
        self.steps.pop();
        self.next = self.steps.len();
    }
}
