//! Price, open interest and funding: of the venues beside the markets where the document has them, else of its markets.

use super::{Observed, SeriesUnit};
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::of_snapshot::{Asked, FundingReading, OiUnit, OpenInterestReading, Series};
use crate::lists::Listed;

/// All that a document has: a hundred years.
const EVER_MS: TimeMs = 36_525 * 86_400_000;

pub(super) fn series(snapshot: &Snapshot) -> Vec<Observed> {
    let asked = |oi_unit: OiUnit| Asked { range_ms: EVER_MS, oi_unit, ..Asked::default() };
    let open_interest = |unit: OiUnit| {
        let reading = OpenInterestReading::of(snapshot, &asked(unit));
        reading.filter(|reading| reading.unit == unit).map(|reading| reading.total)
    };
    let funding = FundingReading::of(snapshot, &asked(OiUnit::Coin)).map(|reading| reading.rate_8h);
    let of = |name: &str, unit: SeriesUnit, series: Option<Series>| {
        series.and_then(|series| Observed::new(name, unit, series.rows().listed()))
    };
    [
        price(snapshot),
        of("oi", SeriesUnit::Coins, open_interest(OiUnit::Coin)),
        of("oi_usd", SeriesUnit::Usd, open_interest(OiUnit::Usd)),
        of("funding_8h", SeriesUnit::Rate8h, funding),
    ]
    .into_iter()
    .flatten()
    .listed()
}

/// Closes of the first market, each at the end of its candle.
fn price(snapshot: &Snapshot) -> Option<Observed> {
    let candles = &snapshot.markets.iter().find(|market| !market.candles.is_empty())?.candles;
    let ends: Vec<TimeMs> = candles.open_time_ms.iter().map(|open| open + candles.interval_ms).listed();
    Some(Observed::known("price", SeriesUnit::Price, &ends, &candles.close))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::market::{Candles, ContractKind, Funding, Market, OpenInterest, Provenance, Stamp};
    use crate::engine::snapshot::Beside;

    const HOUR_MS: TimeMs = 3_600_000;

    fn market(venue: &str, rates: &[f64], hours: TimeMs, coins: f64) -> Market {
        let open_time_ms: Vec<TimeMs> = (0..24).map(|row| row * HOUR_MS).collect();
        Market {
            venue: venue.to_owned(),
            symbol: "BTCUSDT".to_owned(),
            contract: ContractKind::Linear,
            price_tick: None,
            candles: Candles {
                interval_ms: HOUR_MS,
                open: vec![100.0; 24],
                high: vec![110.0; 24],
                low: vec![90.0; 24],
                close: (0..24).map(|row| 100.0 + f64::from(row)).collect(),
                volume: vec![1.0; 24],
                open_time_ms,
                ..Candles::default()
            },
            mark_candles: None,
            open_interest: Some(OpenInterest {
                time_ms: vec![23 * HOUR_MS],
                value: vec![coins],
                sides_reported: 1,
                stamp: Stamp::Instant,
            }),
            funding: Funding {
                time_ms: (0..rates.len() as TimeMs).map(|row| 23 * HOUR_MS - row * hours * HOUR_MS).rev().collect(),
                rate: rates.to_vec(),
            },
            liquidations: None,
            depth: None,
            tiers: None,
        }
    }

    fn all(markets: Vec<Market>) -> Vec<Observed> {
        series(&Snapshot {
            asset: "BTC".to_owned(),
            quote: "USDT".to_owned(),
            as_of_ms: 24 * HOUR_MS,
            provenance: Provenance::default(),
            markets,
            beside: Beside::default(),
            imported: None,
        })
    }

    fn last(all: &[Observed], name: &str) -> f64 {
        all.iter().find(|one| one.name == name).unwrap().value.last().copied().flatten().unwrap()
    }

    #[test]
    fn funding_of_venues_is_weighted_and_taken_to_eight_hours() {
        let all = all(vec![market("a", &[1e-4; 2], 8, 10.0), market("b", &[1.25e-5; 9], 1, 30.0)]);
        assert!((last(&all, "funding_8h") - 1e-4).abs() < 1e-15);
        let weighted = super::tests::all(vec![market("a", &[1e-4; 2], 8, 10.0), market("b", &[3e-4; 2], 8, 30.0)]);
        assert!((last(&weighted, "funding_8h") - 2.5e-4).abs() < 1e-15);
    }

    #[test]
    fn open_interest_is_summed_over_markets() {
        let all = all(vec![market("a", &[], 8, 10.0), market("b", &[], 8, 30.0)]);
        assert_eq!(last(&all, "oi"), 40.0);
        assert!(!all.iter().any(|one| one.name == "funding_8h"), "no settlement is no series");
    }

    #[test]
    fn prices_stand_at_the_ends_of_their_candles() {
        let all = all(vec![market("a", &[], 8, 10.0)]);
        assert_eq!((all[0].name.as_str(), all[0].last_ms(), last(&all, "price")), ("price", Some(24 * HOUR_MS), 123.0));
    }
}
