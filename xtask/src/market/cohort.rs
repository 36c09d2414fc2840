//! Leveraged traders, in cohorts that decide alike.
//!
//! A cohort looks at the market every half hour, holds at most one position, and stays away for days after a liquidation.
//! All decisions use the price before the order; thresholds are in log price.

use super::position::Position;
use super::random::{Purpose, Stream};
use super::story::STEPS_PER_HOUR;

/// A cohort decides once in so many steps.
const STEPS_BETWEEN_LOOKS: usize = 6;
/// Usual move of one hour in log price, by which trends are judged.
const HOURLY_MOVE: f64 = 0.0042;
/// Steps that a cohort stays away after a liquidation: three days.
const REST: usize = 72 * STEPS_PER_HOUR;
/// Coins of the smallest cohort.
const LEAST_COINS: f64 = 60.0;
/// Sizes follow a power law, `uniform^-SIZE_EXPONENT` times the smallest, up to [`MOST_TIMES`].
const SIZE_EXPONENT: f64 = 0.8;
/// Size of the largest cohort over that of the smallest.
const MOST_TIMES: f64 = 12.0;

/// What a cohort believes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Belief {
    /// Moves go on: buys strength and sells weakness.
    Trend,
    /// Falls are bought back.
    Dip,
    /// Rises fail.
    Rally,
}

/// One cohort.
#[derive(Clone, Debug)]
pub(super) struct Cohort {
    belief: Belief,
    leverage: f64,
    coins: f64,
    lookback: usize,
    threshold: f64,
    target: f64,
    patience: usize,
    phase: usize,
    rests_until: usize,
    pub(super) position: Option<Position>,
}

/// What a cohort sees.
pub(super) struct Sight<'a> {
    /// Log prices at the end of every step so far; at least one.
    pub(super) closes: &'a [f64],
    /// The step that is running.
    pub(super) step: usize,
    /// How eagerly leveraged traders enter now.
    pub(super) appetite: f64,
}

impl Sight<'_> {
    fn price(&self) -> f64 {
        self.closes[self.closes.len() - 1]
    }

    fn move_over(&self, steps: usize) -> f64 {
        self.price() - self.closes[self.closes.len().saturating_sub(steps + 1)]
    }
}

/// Leverages that cohorts choose from and the share of each, by belief. Those who fade a move trust a level and take
/// moderate leverage; trend followers include some who take a great deal.
fn leverages(belief: Belief) -> &'static [(f64, f64)] {
    match belief {
        Belief::Trend => &[(5.0, 0.18), (10.0, 0.34), (20.0, 0.24), (25.0, 0.12), (50.0, 0.12)],
        Belief::Dip => &[(5.0, 0.15), (10.0, 0.40), (20.0, 0.25), (25.0, 0.20)],
        Belief::Rally => &[(5.0, 0.20), (10.0, 0.35), (20.0, 0.25), (25.0, 0.20)],
    }
}

impl Cohort {
    /// How many random numbers make one character.
    const TRAITS: u64 = 8;

    /// The cohort of number `id` that the seed gives.
    pub(super) fn of_seed(id: usize, belief: Belief, seed: u64) -> Self {
        let first = id as u64 * Self::TRAITS;
        let traits = Stream::new(seed, Purpose::Character);
        let between = |which: u64, low, high| traits.between(first + which, low, high);
        let hours = |which, low, high| (between(which, low, high) * STEPS_PER_HOUR as f64) as usize;
        let (lookback, threshold, target, patience) = match belief {
            Belief::Trend => (hours(0, 8.0, 72.0), between(1, 0.5, 1.4), between(2, 0.03, 0.10), hours(3, 48.0, 200.0)),
            Belief::Dip | Belief::Rally => {
                (hours(0, 12.0, 72.0), between(1, 0.006, 0.03), between(2, 0.012, 0.045), hours(3, 36.0, 160.0))
            }
        };
        Self {
            belief,
            leverage: chosen(leverages(belief), traits.uniform(first + 4)),
            coins: LEAST_COINS * libm::pow(traits.uniform(first + 5), -SIZE_EXPONENT).min(MOST_TIMES),
            lookback,
            threshold,
            target,
            patience,
            phase: hours(6, 0.0, 0.5),
            rests_until: 0,
            position: None,
        }
    }

    /// The coins that the cohort buys (or sells, when negative) now.
    pub(super) fn order(&self, sight: &Sight<'_>, resolve: f64) -> Option<f64> {
        if !(sight.step + self.phase).is_multiple_of(STEPS_BETWEEN_LOOKS) || sight.step < self.rests_until {
            return None;
        }
        match &self.position {
            Some(position) => self.leaves(position, sight).then_some(-position.quantity),
            None => self.enters(sight, resolve).map(|sign| sign * self.coins),
        }
    }

    /// Takes up the result of an [`order`](Self::order) filled at log price `price`.
    pub(super) fn filled(&mut self, quantity: f64, price: f64, step: usize) {
        self.position = match self.position {
            Some(_) => None,
            None => Some(Position::open(quantity, price, self.leverage, step)),
        };
    }

    /// Loses the position and stays away.
    pub(super) fn liquidated(&mut self, step: usize) {
        self.position = None;
        self.rests_until = step + REST;
    }

    /// Log price of the order that waits to take the profit, and its coins, negative when it sells.
    pub(super) fn exit(&self) -> Option<(f64, f64)> {
        let position = self.position?;
        Some((position.entry + position.quantity.signum() * self.target, -position.quantity))
    }

    /// The trend over the look-back in usual moves of that time; positive when it rose.
    fn trend(&self, sight: &Sight<'_>) -> f64 {
        let hours = self.lookback as f64 / STEPS_PER_HOUR as f64;
        sight.move_over(self.lookback) / (HOURLY_MOVE * hours.sqrt())
    }

    /// The sign of the position that the cohort opens. Eagerness is the chance of it at one look with usual appetite.
    fn enters(&self, sight: &Sight<'_>, resolve: f64) -> Option<f64> {
        let (sign, eagerness) = match self.belief {
            Belief::Trend if self.trend(sight) > self.threshold => (1.0, 0.035),
            Belief::Trend if self.trend(sight) < -self.threshold => (-1.0, 0.012),
            Belief::Dip if sight.move_over(self.lookback) < -self.threshold => (1.0, 0.035),
            Belief::Rally if sight.move_over(self.lookback) > self.threshold => (-1.0, 0.022),
            _ => return None,
        };
        (resolve < eagerness * sight.appetite).then_some(sign)
    }

    fn leaves(&self, position: &Position, sight: &Sight<'_>) -> bool {
        let held = sight.step - position.opened;
        let turned = self.belief == Belief::Trend && self.trend(sight) * position.quantity.signum() < -self.threshold;
        position.profit(sight.price()) > self.target || held > self.patience || turned
    }
}

/// The value whose share of the whole `uniform` falls into.
fn chosen(shares: &[(f64, f64)], uniform: f64) -> f64 {
    let mut reached = 0.0;
    for (value, share) in shares {
        reached += share;
        if uniform < reached {
            return *value;
        }
    }
    shares[shares.len() - 1].0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cohort of `belief` that looks at step 1200 and has seen the price move by `log_move` an hour for 100 hours.
    fn order(belief: Belief, log_move: f64, resolve: f64) -> Option<f64> {
        let cohort = Cohort { phase: 0, ..Cohort::of_seed(3, belief, 5) };
        let closes: Vec<f64> = (0..=1200_u32).map(|step| log_move * f64::from(step) / STEPS_PER_HOUR as f64).collect();
        cohort.order(&Sight { closes: &closes, step: 1200, appetite: 1.0 }, resolve)
    }

    #[test]
    fn trends_are_followed_dips_bought_and_rallies_sold() {
        let signs = |belief| [0.003, -0.003].map(|log_move| order(belief, log_move, 1e-9).map(f64::signum));
        assert_eq!(signs(Belief::Trend), [Some(1.0), Some(-1.0)]);
        assert_eq!(signs(Belief::Dip), [None, Some(1.0)]);
        assert_eq!(signs(Belief::Rally), [Some(-1.0), None]);
        assert_eq!(order(Belief::Dip, -0.003, 0.99), None);
    }

    #[test]
    fn liquidated_cohort_stays_away_for_three_days() {
        let mut cohort = Cohort { phase: 0, ..Cohort::of_seed(3, Belief::Dip, 5) };
        cohort.filled(10.0, 0.0, 0);
        cohort.liquidated(0);
        let closes: Vec<f64> = (0..2000).map(|step| -0.001 * f64::from(step)).collect();
        let order = |step| cohort.order(&Sight { closes: &closes, step, appetite: 1.0 }, 1e-9);
        assert_eq!(order(REST - STEPS_BETWEEN_LOOKS), None);
        assert!(order(REST).is_some_and(|coins| coins > 0.0));
    }

    #[test]
    fn profit_beyond_the_target_is_taken() {
        let mut cohort = Cohort { phase: 0, target: 0.03, ..Cohort::of_seed(3, Belief::Rally, 5) };
        cohort.filled(-10.0, 0.0, 0);
        let order = |price| cohort.order(&Sight { closes: &[0.0, price], step: 6, appetite: 1.0 }, 1e-9);
        assert_eq!((order(-0.029), order(-0.031)), (None, Some(10.0)));
    }
}
