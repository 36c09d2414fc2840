//! Those who hold without being liquidated: basis traders, hedgers and the crowd of day traders.

use super::random::{Purpose, Stream};

/// Premium of the perpetual, in log price, that basis traders ask for each coin they have to be short.
const PREMIUM_PER_COIN: f64 = 1.0 / 50_000_000.0;
/// Coins that hedgers are short at the first price, against coins they own.
const HEDGED_COINS: f64 = 100_000.0;
/// Relative change of the hedge per unit of log price.
const HEDGE_SLOPE: f64 = 1.0;
/// Share of the gap between hedge wanted and hedge held that is traded in one step.
const HEDGE_PACE: f64 = 0.002;
/// Coins that day traders turn over in one step of a usual hour.
const DAY_TRADED_COINS: f64 = 430.0;
/// Standard deviation of the net of their orders, as a share of what they trade.
const DAY_IMBALANCE: f64 = 0.16;
/// Share of their net position that they close in one step.
const DAY_CLOSING: f64 = 0.06;
/// Coins that those who hear the news first buy or sell for each unit of log price by which the fundamental moves.
const NEWS_COINS_PER_LOG: f64 = 350_000.0;
/// A move of this size in log price doubles day trading.
const DOUBLING_MOVE: f64 = 0.0016;
/// Most that a move multiplies day trading by.
const MOST_BUSY: f64 = 5.0;

/// Positions of the three groups, in coins.
#[derive(Clone, Debug, Default)]
pub(super) struct Holders {
    /// Basis traders: long the coin elsewhere, short here while the premium pays for it.
    pub(super) basis: f64,
    /// Hedgers: short against coins they own.
    pub(super) hedgers: f64,
    /// Day traders, net.
    pub(super) day_traders: f64,
}

/// Orders of day traders in one step.
pub(super) struct DayOrders {
    /// Coins bought.
    pub(super) bought: f64,
    /// Coins sold.
    pub(super) sold: f64,
}

impl Holders {
    /// Hedgers hold their hedge and basis traders the other side of it.
    pub(super) fn at_rest() -> Self {
        Self { basis: HEDGED_COINS, hedgers: -HEDGED_COINS, day_traders: 0.0 }
    }

    /// Log premium at which basis traders hold what they hold; none when they hold no more than the other side of the
    /// first hedge.
    pub(super) fn premium(&self) -> f64 {
        (HEDGED_COINS - self.basis) * PREMIUM_PER_COIN
    }

    /// The hedgers' order: they are short more when price is above `first`.
    pub(super) fn hedge(&self, price: f64, first: f64) -> f64 {
        let wanted = -HEDGED_COINS * (1.0 + HEDGE_SLOPE * (price - first)).max(0.0);
        HEDGE_PACE * (wanted - self.hedgers)
    }

    /// What day traders do in `step` while the fundamental moves by `news`: more in a moving market, less at night and on
    /// weekends, with the news and never far from even.
    pub(super) fn day_orders(&self, step: usize, busyness: f64, news: f64, seed: u64) -> DayOrders {
        let draws = Stream::new(seed, Purpose::DayTrading);
        let activity =
            libm::exp(0.35 * draws.normal(2 * step as u64)) * (1.0 + news.abs() / DOUBLING_MOVE).min(MOST_BUSY);
        let traded = DAY_TRADED_COINS * busyness * activity;
        let mood = DAY_IMBALANCE * traded * draws.normal(2 * step as u64 + 1);
        let net = mood + NEWS_COINS_PER_LOG * news - DAY_CLOSING * self.day_traders;
        let net = net.clamp(-0.8 * traded, 0.8 * traded);
        DayOrders { bought: 0.5 * (traded + net), sold: 0.5 * (traded - net) }
    }
}

/// How busy an hour is, 1 on the mean of a weekday: most in the American afternoon, little on Saturday and Sunday.
///
/// `hour` counts from the epoch, which was a Thursday.
pub(super) fn busyness(hour: i64) -> f64 {
    let weekend = matches!((hour / 24 + 4) % 7, 0 | 6);
    let day = libm::cos(std::f64::consts::TAU * (hour.rem_euclid(24) as f64 - 15.0) / 24.0);
    (1.0 + 0.4 * day) * if weekend { 0.5 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monday_afternoon_is_busier_than_night_and_sunday() {
        // 22 September 2025 00:00 UTC, a Monday.
        let monday = 1_758_499_200 / 3600;
        assert!(busyness(monday + 15) > 2.0 * busyness(monday + 3));
        assert!((busyness(monday + 15) / busyness(monday - 24 + 15) - 2.0).abs() < 1e-12);
        assert!((busyness(monday - 48 + 15) / busyness(monday - 24 + 15) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn basis_traders_ask_a_premium_for_being_short() {
        let [short, long] =
            [-40_000.0, 40_000.0].map(|basis| Holders { basis: HEDGED_COINS + basis, ..Holders::default() }.premium());
        assert!(short > 0.0 && (short + long).abs() < 1e-15);
    }
}
