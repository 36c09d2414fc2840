//! Liquidations of a snapshot as feeds, one an asset and source: the markets' own, and the tapes of other coins.
//!
//! A sum stands at the end of its period, so that the windows (now − w, now] hold whole periods.

use crate::engine::market::{Liquidations, Market, Side, Snapshot, TimeMs};
use crate::engine::signals::tape::{Event, Totals};
use crate::engine::snapshot::{LiquidationSums, Origin};
use crate::lists::Listed;

/// Liquidations of one asset from one source.
#[derive(Clone, Debug, PartialEq)]
pub struct LiquidationFeed {
    /// The coin.
    pub asset: String,
    /// The venue; nothing for sums over venues.
    pub venue: Option<String>,
    /// Whether the feed claims to hold every liquidation; nothing where its source does not say.
    pub is_complete: Option<bool>,
    /// Where it comes from, as far as its table says.
    pub origin: Origin,
    /// Nothing is known before.
    pub from_ms: TimeMs,
    /// Nothing is known after.
    pub to_ms: TimeMs,
    /// Length of a sum; nothing for single orders.
    pub period_ms: Option<TimeMs>,
    /// Whether a period without a row is a gap; in a market's own feed it is a period without liquidations.
    has_gaps: bool,
    /// Liquidations by time.
    pub events: Vec<Event>,
}

impl LiquidationFeed {
    fn of_market(asset: &str, market: &Market, as_of_ms: TimeMs) -> Option<Self> {
        let liquidations = market.liquidations.as_ref()?;
        let from_ms = *market.candles.open_time_ms.first()?;
        Some(Self {
            asset: asset.to_owned(),
            venue: Some(market.venue.clone()),
            is_complete: Some(liquidations.complete),
            origin: Origin::default(),
            from_ms,
            to_ms: as_of_ms,
            period_ms: liquidations.period_ms,
            has_gaps: false,
            events: events_of(liquidations),
        })
    }

    /// The feed of a table of sums; nothing for an empty one.
    #[must_use]
    pub fn of_sums(asset: &str, sums: &LiquidationSums) -> Option<Self> {
        let (first, last) = (sums.time_ms.first()?, sums.time_ms.last()?);
        let rows = sums.time_ms.iter().zip(sums.long_usd.iter().zip(&sums.short_usd));
        let events = rows.flat_map(|(start_ms, (long, short))| {
            let time_ms = (start_ms + sums.period_ms) as f64;
            [(Side::Long, *long), (Side::Short, *short)].map(|(side, usd)| Event { time_ms, side, usd })
        });
        Some(Self {
            asset: asset.to_owned(),
            venue: None,
            is_complete: None,
            origin: sums.origin.clone(),
            from_ms: *first,
            to_ms: last + sums.period_ms,
            period_ms: Some(sums.period_ms),
            has_gaps: true,
            events: events.listed(),
        })
    }

    fn within(&self, from_ms: TimeMs, to_ms: TimeMs) -> impl Iterator<Item = &Event> {
        let inside = move |event: &&Event| event.time_ms > from_ms as f64 && event.time_ms <= to_ms as f64;
        self.events.iter().filter(inside)
    }

    /// Whether all of `(from, to]` is known, in whole periods.
    #[must_use]
    pub fn knows(&self, from_ms: TimeMs, to_ms: TimeMs) -> bool {
        let period_ms = self.period_ms.unwrap_or(1);
        let whole = (to_ms - from_ms) % period_ms == 0 && to_ms > from_ms;
        if !whole || from_ms < self.from_ms || to_ms - self.to_ms >= period_ms {
            return false;
        }
        !self.has_gaps || self.within(from_ms, to_ms).count() as TimeMs == 2 * ((to_ms - from_ms) / period_ms)
    }

    /// Totals of `(from, to]`; nothing where some of it is not known.
    #[must_use]
    pub fn totals(&self, from_ms: TimeMs, to_ms: TimeMs) -> Option<Totals> {
        self.knows(from_ms, to_ms).then(|| Totals::of(&self.events, to_ms as f64, (to_ms - from_ms) as f64))
    }
}

fn events_of(liquidations: &Liquidations) -> Vec<Event> {
    let period_ms = liquidations.period_ms.unwrap_or(0);
    let rows = liquidations.time_ms.iter().zip(&liquidations.side).zip(&liquidations.usd);
    rows.map(|((time_ms, side), usd)| Event { time_ms: (time_ms + period_ms) as f64, side: *side, usd: *usd }).listed()
}

/// Every feed of the snapshot: the markets of `venues` (all when nothing is given), then other coins.
#[must_use]
pub fn liquidation_feeds(snapshot: &Snapshot, venues: Option<&[String]>) -> Vec<LiquidationFeed> {
    let is_shown = |market: &&Market| venues.is_none_or(|venues| venues.contains(&market.venue));
    let own = snapshot.markets.iter().filter(is_shown);
    let own = own.filter_map(|market| LiquidationFeed::of_market(&snapshot.asset, market, snapshot.as_of_ms));
    let others = snapshot.beside.assets.iter().filter_map(|other| {
        let sums = other.liquidations.as_ref()?;
        LiquidationFeed::of_sums(&other.asset, sums)
    });
    own.chain(others).listed()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: TimeMs = 3_600_000;

    fn sums(hours: &[TimeMs]) -> LiquidationSums {
        LiquidationSums {
            origin: Origin::default(),
            period_ms: HOUR_MS,
            time_ms: hours.iter().map(|hour| hour * HOUR_MS).collect(),
            long_usd: hours.iter().map(|hour| *hour as f64).collect(),
            short_usd: vec![100.0; hours.len()],
            row_basis: None,
        }
    }

    #[test]
    fn a_sum_belongs_to_the_window_in_which_its_period_ends() {
        let feed = LiquidationFeed::of_sums("ETH", &sums(&[10, 11, 12, 13])).unwrap();
        let totals = feed.totals(12 * HOUR_MS, 14 * HOUR_MS).unwrap();
        assert_eq!((totals.long, totals.short), (25.0, 200.0));
    }

    #[test]
    fn a_gap_or_a_window_shorter_than_a_period_is_not_known() {
        let feed = LiquidationFeed::of_sums("ETH", &sums(&[10, 12, 13])).unwrap();
        assert_eq!(feed.totals(10 * HOUR_MS, 14 * HOUR_MS), None);
        assert!(feed.knows(12 * HOUR_MS, 14 * HOUR_MS));
        assert!(!feed.knows(13 * HOUR_MS + HOUR_MS / 2, 14 * HOUR_MS));
        assert!(!feed.knows(9 * HOUR_MS, 11 * HOUR_MS), "before the first row");
        assert!(!feed.knows(13 * HOUR_MS, 15 * HOUR_MS), "after the last row");
    }
}
