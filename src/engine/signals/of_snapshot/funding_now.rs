//! Funding of a snapshot's markets at an instant, in 8 hours, weighted by open interest.

use super::coin_open_interest::{coins_of, row_at};
use crate::engine::market::{Market, Snapshot, TimeMs};
use crate::engine::signals::funding::{VenueFunding, oi_weighted};
use crate::engine::snapshot::VenueSeries;
use crate::lists::Listed;

/// A settlement older than this says nothing of an instant.
const OLDEST_MS: TimeMs = 26 * 3_600_000;
const HOUR_MS: f64 = 3_600_000.0;

/// Hours that the settlement in `row` is for: what lies since the one before it, and for the first what lies after it.
/// Nothing beyond a day, which is a gap.
pub(super) fn interval_h(times: &[TimeMs], row: usize) -> Option<f64> {
    let after = row.max(1);
    let interval_ms = times.get(after)? - times[after - 1];
    // Stamps of venues are some seconds late now and then; intervals are whole hours.
    let hours = (interval_ms as f64 / HOUR_MS).round();
    (1.0..=24.0).contains(&hours).then_some(hours)
}

/// The last settlement of a market by an instant: rate and hours of its interval.
fn settled(market: &Market, at_ms: TimeMs) -> Option<(f64, f64)> {
    let (times, rates) = (&market.funding.time_ms, &market.funding.rate);
    let row = row_at(times, at_ms).filter(|row| at_ms - times[*row] <= OLDEST_MS)?;
    interval_h(times, row).map(|hours| (rates[row], hours))
}

fn of_table(table: &VenueSeries, at_ms: TimeMs) -> Option<VenueFunding> {
    let row = row_at(&table.time_ms, at_ms).filter(|row| at_ms - table.time_ms[*row] <= OLDEST_MS)?;
    let rate = *table.funding_8h.as_ref()?.get(row)?;
    let oi = table.open_interest_coins.as_ref().and_then(|coins| coins.get(row).copied());
    Some(VenueFunding { oi, rate: Some(rate), interval_h: Some(8.0) })
}

/// The rate of 8 hours as a fraction; positive: longs pay shorts. Of the markets of `venues`; where none of them has funding,
/// of the tables by venue. Nothing where neither knows it.
#[must_use]
pub fn funding_8h_at(snapshot: &Snapshot, venues: Option<&[String]>, at_ms: TimeMs) -> Option<f64> {
    let shown = snapshot.markets.iter().filter(|market| venues.is_none_or(|venues| venues.contains(&market.venue)));
    let of_market = |market: &Market| {
        let (rate, hours) = settled(market, at_ms)?;
        Some(VenueFunding { oi: coins_of(market, at_ms), rate: Some(rate), interval_h: Some(hours) })
    };
    let mut known: Vec<VenueFunding> = shown.filter_map(of_market).listed();
    if known.is_empty() && venues.is_none() {
        known = snapshot.beside.venues.iter().filter_map(|table| of_table(table, at_ms)).listed();
    }
    // Without any open interest the venues weigh the same.
    if known.iter().all(|venue| venue.oi.is_none()) {
        known.iter_mut().for_each(|venue| venue.oi = Some(1.0));
    }
    oi_weighted(&known)
}
