//! What the reader holds: the shock, its direction, and how far the rounds have been replayed.

use crate::engine::cascade::{Direction, Projection};
use crate::scene::cascade::settings::MOST_SHOCK;

/// Steps of the shock by key and slider.
pub const SHOCK_STEP: f64 = 0.001;

/// The reader's hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hand {
    /// Which way.
    pub direction: Direction,
    /// Size of the shock, a fraction.
    pub shock: f64,
    /// Rounds replayed; `None` for all there are.
    pub rounds: Option<usize>,
}

impl Hand {
    /// Sets the shock, rounded to its step and kept in range; all rounds are shown again.
    pub fn set_shock(&mut self, shock: f64) {
        let steps = libm::round(shock.clamp(0.0, MOST_SHOCK) / SHOCK_STEP);
        // Thousandths, so that a shock prints and travels as it was set.
        self.shock = steps / 1000.0;
        self.rounds = None;
    }

    /// Rounds shown of a projection.
    #[must_use]
    pub fn shown(&self, projection: &Projection) -> usize {
        self.rounds.map_or(projection.rounds.len(), |rounds| rounds.min(projection.rounds.len()))
    }

    /// Whether all rounds are shown.
    #[must_use]
    pub fn is_at_end(&self, projection: &Projection) -> bool {
        self.shown(projection) == projection.rounds.len()
    }

    /// Displacement after the rounds shown.
    #[must_use]
    pub fn x(&self, projection: &Projection) -> f64 {
        match self.shown(projection).checked_sub(1) {
            Some(last) => projection.rounds[last].x,
            None => projection.x_exogenous,
        }
    }

    /// Blocks fired in the rounds shown, and in the last one of these.
    #[must_use]
    pub fn fired(&self, projection: &Projection) -> (usize, usize) {
        let fired = |rounds: usize| rounds.checked_sub(1).map_or(0, |last| projection.rounds[last].fired);
        let shown = self.shown(projection);
        (fired(shown), fired(shown) - fired(shown.saturating_sub(1)))
    }

    /// Notional liquidated in the rounds shown.
    #[must_use]
    pub fn liquidated(&self, projection: &Projection) -> f64 {
        projection.rounds[..self.shown(projection)].iter().map(|round| round.liquidated).sum()
    }

    /// Goes so many rounds on or back; says whether anything changed.
    pub fn step(&mut self, by: i64, projection: &Projection) -> bool {
        let shown = self.shown(projection);
        let next = (shown as i64 + by).clamp(0, projection.rounds.len() as i64) as usize;
        self.rounds = Some(next);
        next != shown
    }
}
