//! Open interest of a snapshot's markets in coins: in US dollars it falls with the price alone.

use crate::engine::market::{ContractKind, Market, Snapshot, TimeMs};
use crate::engine::snapshot::VenueSeries;

/// A sample older than this says nothing of an instant.
const OLDEST_MS: TimeMs = 26 * 3_600_000;

/// Row of the last of ascending `times` that is not after `at_ms`.
pub(super) fn row_at(times: &[TimeMs], at_ms: TimeMs) -> Option<usize> {
    times.partition_point(|time_ms| *time_ms <= at_ms).checked_sub(1)
}

/// Last close of a market at an instant: of the candle that is over by then.
#[must_use]
pub fn close_at(market: &Market, at_ms: TimeMs) -> Option<f64> {
    let candles = &market.candles;
    row_at(&candles.open_time_ms, at_ms - candles.interval_ms).map(|row| candles.close[row])
}

pub(super) fn coins_of(market: &Market, at_ms: TimeMs) -> Option<f64> {
    let samples = market.open_interest.as_ref()?;
    let row = row_at(&samples.time_ms, at_ms).filter(|row| at_ms - samples.time_ms[*row] <= OLDEST_MS)?;
    match market.contract {
        ContractKind::Linear => Some(samples.value[row]),
        ContractKind::Inverse => close_at(market, at_ms).map(|price| samples.value[row] / price),
    }
}

/// Coins open at each of `instants`, one-sided, summed over the markets of `venues` (all when nothing is given) that know
/// every instant; where no market knows its open interest, over the tables by venue. Nothing where neither does.
#[must_use]
pub fn coins_at_all(snapshot: &Snapshot, venues: Option<&[String]>, instants: &[TimeMs]) -> Option<Vec<f64>> {
    let shown = snapshot.markets.iter().filter(|market| venues.is_none_or(|venues| venues.contains(&market.venue)));
    let known = shown.filter_map(|market| instants.iter().map(|at_ms| coins_of(market, *at_ms)).collect());
    let sum = known.reduce(added);
    if sum.is_some() || venues.is_some() {
        return sum;
    }
    let tables = snapshot.beside.venues.iter();
    tables.filter_map(|table| instants.iter().map(|at_ms| coins_of_table(table, *at_ms)).collect()).reduce(added)
}

fn added(mut sum: Vec<f64>, coins: Vec<f64>) -> Vec<f64> {
    sum.iter_mut().zip(coins).for_each(|(sum, coins)| *sum += coins);
    sum
}

fn coins_of_table(table: &VenueSeries, at_ms: TimeMs) -> Option<f64> {
    let row = row_at(&table.time_ms, at_ms).filter(|row| at_ms - table.time_ms[*row] <= OLDEST_MS)?;
    table.open_interest_coins.as_ref()?.get(row).copied()
}

/// Coins open before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenInterestChange {
    /// The earlier instant.
    pub from_ms: TimeMs,
    /// The later one.
    pub to_ms: TimeMs,
    /// Coins at the earlier instant.
    pub before: f64,
    /// Coins at the later one.
    pub after: f64,
}

impl OpenInterestChange {
    /// The change between two instants; nothing where no market knows both.
    #[must_use]
    pub fn of(snapshot: &Snapshot, venues: Option<&[String]>, (from_ms, to_ms): (TimeMs, TimeMs)) -> Option<Self> {
        let coins = coins_at_all(snapshot, venues, &[from_ms, to_ms])?;
        (coins[0] > 0.0).then_some(Self { from_ms, to_ms, before: coins[0], after: coins[1] })
    }

    /// The change as a fraction; negative where positions were closed.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.after / self.before - 1.0
    }
}
