//! What a projection says.

use super::{FundOutcome, Step};

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
    /// The whole response: steps by rising threshold; `None` with hedge flow or a fund, for which the
    /// single pass does not hold.
    pub steps: Option<Vec<Step>>,
    /// Avalanches of at least the critical fraction, by rising threshold; the first one is the critical shock.
    pub avalanches: Vec<Step>,
    /// What the fund paid and what was closed off the book; `None` without a fund.
    pub fund: Option<FundOutcome>,
}

impl Branching {
    /// The ratio where it is finite.
    #[must_use]
    pub const fn ratio(self) -> Option<f64> {
        match self {
            Self::Ratio(ratio) => Some(ratio),
            Self::Unbounded | Self::Undefined => None,
        }
    }
}

impl Projection {
    /// The first avalanche of at least the critical fraction.
    #[must_use]
    pub fn critical(&self) -> Option<Step> {
        self.avalanches.first().copied()
    }
}
