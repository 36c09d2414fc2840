//! Price, open interest and funding: of the venues beside the markets where the document has them, else of its markets.

use super::held::{Held, instants, summed};
use super::{Observed, SeriesUnit};
use crate::engine::market::{Candles, ContractKind, Market, Snapshot, TimeMs};
use crate::engine::signals::funding::{VenueFunding, oi_weighted};
use crate::engine::snapshot::VenueSeries;

const HOUR_MS: f64 = 3_600_000.0;

/// One venue with what a weighted rate needs.
struct Venue {
    /// Rate of one interval.
    rate: Held,
    /// Hours of the interval that ends at each settlement.
    hours: Held,
    /// Open interest in coins, where it is known.
    coins: Option<Held>,
}

pub(super) fn series(snapshot: &Snapshot) -> Vec<Observed> {
    let venues = &snapshot.beside.venues;
    let of_venues = |column: fn(&VenueSeries) -> Option<&Vec<f64>>| -> Vec<Held> {
        venues.iter().filter_map(|venue| Some(Held::new(&venue.time_ms, column(venue)?.clone()))).collect()
    };
    let or_markets = |held: Vec<Held>, of: fn(&Market) -> Option<Held>| -> Vec<Held> {
        if held.is_empty() { snapshot.markets.iter().filter_map(of).collect() } else { held }
    };
    let coins = or_markets(of_venues(|venue| venue.open_interest_coins.as_ref()), coins_of);
    let usd = or_markets(of_venues(|venue| venue.open_interest_usd.as_ref()), usd_of);
    [
        price(snapshot),
        Observed::new("oi", SeriesUnit::Coins, summed(&coins)),
        Observed::new("oi_usd", SeriesUnit::Usd, summed(&usd)),
        Observed::new("funding_8h", SeriesUnit::Rate8h, funding(snapshot)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Closes of the first market, each at the end of its candle.
fn price(snapshot: &Snapshot) -> Option<Observed> {
    let candles = &snapshot.markets.iter().find(|market| !market.candles.is_empty())?.candles;
    let closes = closes_of(candles);
    Some(Observed::known("price", SeriesUnit::Price, &closes.time_ms, &closes.value))
}

fn closes_of(candles: &Candles) -> Held {
    let ends: Vec<TimeMs> = candles.open_time_ms.iter().map(|open| open + candles.interval_ms).collect();
    Held { time_ms: ends, value: candles.close.clone() }
}

/// One-sided open interest of a market in the contract's own unit.
fn one_sided(market: &Market) -> Option<Held> {
    let samples = market.open_interest.as_ref()?;
    let sides = f64::from(samples.sides_reported.max(1));
    Some(Held::new(&samples.time_ms, samples.value.iter().map(|value| value / sides).collect()))
}

/// Open interest through time with each value turned by the price then; samples before the first price are left out.
fn priced(market: &Market, turned: impl Fn(f64, f64) -> f64) -> Option<Held> {
    let (held, closes) = (one_sided(market)?, closes_of(&market.candles));
    let row = |(time, value): (&TimeMs, &f64)| Some((*time, turned(*value, closes.at(*time)?)));
    let (time_ms, value) = held.time_ms.iter().zip(&held.value).filter_map(row).unzip();
    Some(Held { time_ms, value })
}

fn coins_of(market: &Market) -> Option<Held> {
    match market.contract {
        ContractKind::Linear => one_sided(market),
        ContractKind::Inverse => priced(market, |usd, price| usd / price),
    }
}

fn usd_of(market: &Market) -> Option<Held> {
    match market.contract {
        ContractKind::Linear => priced(market, |coins, price| coins * price),
        ContractKind::Inverse => one_sided(market),
    }
}

/// The rate in eight hours, weighted by open interest in coins; of a single venue its own, whatever its open interest.
fn funding(snapshot: &Snapshot) -> Vec<(TimeMs, Option<f64>)> {
    let beside: Vec<Venue> = snapshot.beside.venues.iter().filter_map(venue_of_series).collect();
    let venues = if beside.is_empty() { snapshot.markets.iter().filter_map(venue_of_market).collect() } else { beside };
    let alone = venues.len() == 1;
    let at = |at_ms: TimeMs| {
        let venue = |venue: &Venue| VenueFunding {
            oi: if alone { Some(1.0) } else { venue.coins.as_ref().and_then(|coins| coins.at(at_ms)) },
            rate: venue.rate.at(at_ms),
            interval_h: venue.hours.at(at_ms),
        };
        oi_weighted(&venues.iter().map(venue).collect::<Vec<_>>())
    };
    instants(venues.iter().map(|venue| &venue.rate)).into_iter().map(|at_ms| (at_ms, at(at_ms))).collect()
}

fn venue_of_series(venue: &VenueSeries) -> Option<Venue> {
    let rate = Held::new(&venue.time_ms, venue.funding_8h.clone()?);
    let hours = Held::new(&venue.time_ms, vec![8.0; venue.time_ms.len()]);
    let coins = venue.open_interest_coins.as_ref().map(|coins| Held::new(&venue.time_ms, coins.clone()));
    Some(Venue { rate, hours, coins })
}

/// The interval of a settlement is the time since the one before it; that of the first is the second's.
fn venue_of_market(market: &Market) -> Option<Venue> {
    let (times, rates) = (&market.funding.time_ms, &market.funding.rate);
    let hours = |row: usize| {
        let later = row.max(1);
        (times[later] - times[later - 1]) as f64 / HOUR_MS
    };
    if times.len() < 2 {
        return None;
    }
    let hours = Held::new(times, (0..times.len()).map(hours).collect());
    Some(Venue { rate: Held::new(times, rates.clone()), hours, coins: coins_of(market) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::market::{Funding, OpenInterest, Stamp};

    fn market(venue: &str, rates: &[f64], hours: i64, coins: f64) -> Market {
        Market {
            venue: venue.to_owned(),
            symbol: "BTCUSDT".to_owned(),
            contract: ContractKind::Linear,
            price_tick: None,
            candles: Candles {
                interval_ms: 3_600_000,
                open_time_ms: vec![0, 3_600_000],
                open: vec![100.0; 2],
                high: vec![110.0; 2],
                low: vec![90.0; 2],
                close: vec![100.0, 105.0],
                volume: vec![1.0; 2],
                ..Candles::default()
            },
            mark_candles: None,
            open_interest: Some(OpenInterest {
                time_ms: vec![0],
                value: vec![2.0 * coins],
                sides_reported: 2,
                stamp: Stamp::Instant,
            }),
            funding: Funding {
                time_ms: (0..rates.len() as i64).map(|row| row * hours * 3_600_000).collect(),
                rate: rates.to_vec(),
            },
            liquidations: None,
            depth: None,
            tiers: None,
        }
    }

    fn snapshot(markets: Vec<Market>) -> Snapshot {
        Snapshot {
            asset: "BTC".to_owned(),
            quote: "USDT".to_owned(),
            as_of_ms: 7_200_000,
            provenance: crate::engine::market::Provenance::default(),
            markets,
            beside: crate::engine::snapshot::Beside::default(),
            imported: None,
        }
    }

    fn of<'a>(all: &'a [Observed], name: &str) -> &'a Observed {
        all.iter().find(|one| one.name == name).unwrap()
    }

    #[test]
    fn funding_of_venues_is_weighted_by_coins_and_taken_to_eight_hours() {
        let all = series(&snapshot(vec![market("a", &[1e-4; 2], 8, 10.0), market("b", &[1.25e-5; 9], 1, 30.0)]));
        let funding = of(&all, "funding_8h");
        assert!((funding.value.last().unwrap().unwrap() - 1e-4).abs() < 1e-15);
        assert_eq!(funding.value.len(), 9);
    }

    #[test]
    fn open_interest_is_of_one_side_and_summed_over_markets() {
        let all = series(&snapshot(vec![market("a", &[], 8, 10.0), market("b", &[], 8, 30.0)]));
        assert_eq!(of(&all, "oi").value, [Some(40.0)]);
        assert!(!all.iter().any(|one| one.name == "funding_8h"), "no settlement is no series");
    }

    #[test]
    fn prices_stand_at_the_ends_of_their_candles() {
        let all = series(&snapshot(vec![market("a", &[], 8, 10.0)]));
        assert_eq!(of(&all, "price").time_ms, [3_600_000, 7_200_000]);
        assert_eq!(of(&all, "price").value, [Some(100.0), Some(105.0)]);
    }
}
