//! The price until now: closes of the market that the spot is of.

use crate::engine::market::{Market, Snapshot, TimeMs};
use crate::lists::Listed;

/// Most points of a line: more than a screen has pixels across.
const MOST_POINTS: usize = 1500;

/// Instants and closes, ascending, of about the last `past_ms` before `now_ms`.
#[must_use]
pub fn closes(snapshot: &Snapshot, venues: &[String], past_ms: TimeMs, now_ms: TimeMs) -> Vec<(TimeMs, f64)> {
    let wanted = |market: &&Market| venues.is_empty() || venues.contains(&market.venue);
    let at_spot = |market: &&Market| {
        let candles = &market.candles;
        candles.open_time_ms.last().is_some_and(|open| open + candles.interval_ms == now_ms)
    };
    let markets = || snapshot.markets.iter().filter(wanted);
    let Some(market) = markets().find(at_spot).or_else(|| markets().find(|market| !market.candles.is_empty())) else {
        return Vec::new();
    };
    let candles = &market.candles;
    let rows =
        candles.open_time_ms.iter().zip(&candles.close).map(|(open, close)| (open + candles.interval_ms, *close));
    let shown: Vec<(TimeMs, f64)> = rows.filter(|(at_ms, _)| *at_ms >= now_ms - past_ms && *at_ms <= now_ms).listed();
    let stride = shown.len().div_ceil(MOST_POINTS).max(1);
    let last = shown.len().saturating_sub(1);
    shown
        .into_iter()
        .enumerate()
        .filter(|(row, _)| (last - row).is_multiple_of(stride))
        .map(|(_, point)| point)
        .listed()
}
