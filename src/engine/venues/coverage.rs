//! Open interest of several venues at the same instant, with the share of them that contributed.
//!
//! The same instant is compared, not the same row. A venue contributes from its first sample on, never before it, and its
//! last value is held for at most three of its sampling intervals; after that the sum is without it and says so.

use crate::engine::market::{Market, Snapshot, TimeMs};
use crate::engine::open_interest::{OpenInterestSeries, Sampling};
use crate::error::{Code, Result, fault};
use crate::value::Value;

/// The sum through time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aggregate {
    /// Ends of the candles of the first market.
    pub time_ms: Vec<TimeMs>,
    /// One-sided open interest of the venues that contribute, in US dollars.
    pub usd: Vec<f64>,
    /// Share of all venues' latest open interest that the contributing ones have.
    pub coverage: Vec<f64>,
    /// One-sided open interest of each market in US dollars; nothing where it does not contribute.
    pub by_market: Vec<Vec<Option<f64>>>,
}

/// The sum of `snapshot` at the end of each candle of its first market.
///
/// # Errors
/// [`Code::DataEmpty`] where no market has open interest, [`Code::UnitSuspect`] where its unit contradicts the data.
pub fn aggregate(snapshot: &Snapshot) -> Result<Aggregate> {
    let reference = &snapshot.markets[0].candles;
    let time_ms: Vec<TimeMs> = reference.open_time_ms.iter().map(|open| open + reference.interval_ms).collect();
    let mut by_market = Vec::with_capacity(snapshot.markets.len());
    let mut latest = Vec::with_capacity(snapshot.markets.len());
    for market in &snapshot.markets {
        let values = contributions(market, &time_ms)?;
        latest.push(latest_usd(market));
        by_market.push(values);
    }
    let all: f64 = latest.iter().sum();
    if all <= 0.0 {
        return Err(fault!(Code::DataEmpty, "markets", "no open interest", "open interest of one market or more"));
    }
    let rows = 0..time_ms.len();
    let usd = rows.clone().map(|row| by_market.iter().filter_map(|market: &Vec<Option<f64>>| market[row]).sum());
    let covered = |row: usize| -> f64 {
        by_market.iter().zip(&latest).filter(|(market, _)| market[row].is_some()).map(|(_, latest)| latest).sum()
    };
    let (usd, coverage) = (usd.collect(), rows.map(|row| covered(row) / all).collect());
    Ok(Aggregate { time_ms, usd, coverage, by_market })
}

fn contributions(market: &Market, time_ms: &[TimeMs]) -> Result<Vec<Option<f64>>> {
    let Some(samples) = &market.open_interest else { return Ok(vec![None; time_ms.len()]) };
    let Some(series) = OpenInterestSeries::new(samples, &market.candles, Sampling::Causal)? else {
        return Ok(vec![None; time_ms.len()]);
    };
    let at = |time: &TimeMs| {
        let held = series.at(*time);
        let price = close_at(market, *time).filter(|_| !held.stale && !held.before_first)?;
        Some(market.contract.usd(held.value, price))
    };
    Ok(time_ms.iter().map(at).collect())
}

/// Close of the last candle that was over by `time_ms`.
fn close_at(market: &Market, time_ms: TimeMs) -> Option<f64> {
    let candles = &market.candles;
    let over = candles.open_time_ms.partition_point(|open| open + candles.interval_ms <= time_ms);
    over.checked_sub(1).map(|row| candles.close[row])
}

fn latest_usd(market: &Market) -> f64 {
    let latest = market.open_interest.as_ref().and_then(|samples| samples.value.last());
    let price = market.candles.close.last();
    latest.zip(price).map_or(0.0, |(value, price)| market.contract.usd(*value, *price))
}

impl From<&Aggregate> for Value {
    fn from(aggregate: &Aggregate) -> Self {
        let market = |values: &Vec<Option<f64>>| Self::List(values.iter().map(|value| Self::from(*value)).collect());
        Self::object()
            .with("timeMs", &aggregate.time_ms[..])
            .with("usd", &aggregate.usd[..])
            .with("coverage", &aggregate.coverage[..])
            .with("byMarket", Self::List(aggregate.by_market.iter().map(market).collect()))
    }
}
