//! The depth of a snapshot's market: its book, else its bands, else the bundled figure of its asset.

use super::levels::{level_points, through};
use super::{DepthKind, Piecewise, SourcedDepth, Tail, bundled_depth};
use crate::engine::cascade::Direction;
use crate::engine::market::{Depth, Market, Snapshot, TimeMs};
use crate::error::{Code, Result, fault};
use crate::lists::Listed;
use crate::texts::text;

/// Depth of `snapshot` towards `direction`, times `factor`, from the first market that shows that side, else the bundled
/// figure of the asset. A side that no market shows and that is not bundled is an error, never an empty book.
///
/// # Errors
/// [`Code::DataEmpty`] where there is neither; what [`market_depth`] refuses.
pub fn snapshot_depth(snapshot: &Snapshot, direction: Direction, tail: Tail, factor: f64) -> Result<SourcedDepth> {
    if let Some(depth) = snapshot.markets.iter().find_map(|market| market_depth(market, direction, tail, factor)) {
        return depth;
    }
    bundled_depth(&snapshot.asset, factor).unwrap_or_else(|| {
        Err(fault!(Code::DataEmpty, "depth", &snapshot.asset, "depth of a market, or an asset with a bundled figure",))
    })
}

/// Depth of `market` towards `direction`, times `factor`; `None` where the market does not show that side. The mid of a
/// book is the middle of its best levels; of a book with one side the best level itself.
///
/// # Errors
/// [`Code::DataRange`] for a crossed book, and what the curve refuses.
pub fn market_depth(market: &Market, direction: Direction, tail: Tail, factor: f64) -> Option<Result<SourcedDepth>> {
    let seen = seen(market, direction)?;
    Some(seen.and_then(|seen| {
        let mut depth = through(seen.kind, &seen.points, tail, factor)?;
        depth.label.time_ms = Some(seen.time_ms);
        depth.label.source = text![market.venue, " ", market.symbol];
        Ok(depth)
    }))
}

/// US dollars that `market` shows towards `direction` within `distance` of its mid, and no more beyond its last point;
/// `None` where it does not show that side or shows what [`market_depth`] refuses.
#[must_use]
pub fn market_depth_within(market: &Market, direction: Direction, distance: f64) -> Option<f64> {
    let seen = seen(market, direction)?.ok()?;
    Piecewise::new(&seen.points, Tail::Stop).ok().map(|curve| curve.at(distance))
}

/// One side as a market shows it.
struct Seen {
    kind: DepthKind,
    /// Distance and sum.
    points: Vec<(f64, f64)>,
    time_ms: TimeMs,
}

fn seen(market: &Market, direction: Direction) -> Option<Result<Seen>> {
    match market.depth.as_ref()? {
        Depth::Bands { time_ms, distance, bid_usd, ask_usd } => {
            let usd = match direction {
                Direction::Down => bid_usd,
                Direction::Up => ask_usd,
            };
            // Sums of 0 at every distance are a side that was not seen.
            usd.last().filter(|usd| **usd > 0.0)?;
            let points = distance.iter().copied().zip(usd.iter().copied()).listed();
            Some(Ok(Seen { kind: DepthKind::Bands, points, time_ms: *time_ms }))
        }
        Depth::Book { time_ms, bid_price, bid_quantity, ask_price, ask_quantity } => {
            let (prices, quantities) = match direction {
                Direction::Down => (bid_price, bid_quantity),
                Direction::Up => (ask_price, ask_quantity),
            };
            let best = *prices.first()?;
            let mid = middle(bid_price.first(), ask_price.first()).unwrap_or(best);
            let usd = |(price, quantity): (&f64, &f64)| (*price, market.contract.usd(*quantity, *price));
            let levels = prices.iter().zip(quantities).map(usd).listed();
            let points = level_points(direction, mid, &levels);
            Some(points.map(|points| Seen { kind: DepthKind::Book, points, time_ms: *time_ms }))
        }
    }
}

fn middle(bid: Option<&f64>, ask: Option<&f64>) -> Option<f64> {
    Some(0.5 * (bid? + ask?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(asset: &str, depth: &str) -> Snapshot {
        let text = format!(
            r#"{{"format":"liq-snapshot/1","asset":"{asset}","quote":"USDT","as_of_ms":7200000,
            "provenance":{{"kind":"simulated","sources":[]}},"markets":[{{"venue":"binance","symbol":"X","contract":"linear",
            "candles":{{"interval_ms":3600000,"open_time_ms":[0],"open":[100],"high":[101],"low":[99],"close":[100],"volume":[1]}}{depth}}}]}}"#
        );
        Snapshot::from_json(&text).unwrap()
    }

    fn found(asset: &str, depth: &str, direction: Direction) -> Result<SourcedDepth> {
        snapshot_depth(&snapshot(asset, depth), direction, Tail::Stop, 2.0)
    }

    #[test]
    fn a_book_is_money_from_the_middle_of_its_best_levels() {
        let book =
            r#","depth":{"time_ms":5,"bid_price":[99,98],"bid_quantity":[1,2],"ask_price":[101],"ask_quantity":[3]}"#;
        let bids = found("BTC", book, Direction::Down).unwrap();
        assert_eq!((bids.curve.at(0.01), bids.curve.at(0.02)), (2.0 * 99.0, 2.0 * (99.0 + 196.0)));
        assert_eq!(
            (bids.label.kind, bids.label.time_ms, bids.label.source.as_str()),
            (DepthKind::Book, Some(5), "binance X")
        );
        assert_eq!(found("BTC", book, Direction::Up).unwrap().curve.at(0.01), 2.0 * 303.0);
        let market = &snapshot("BTC", book).markets[0];
        assert_eq!(market_depth_within(market, Direction::Down, 0.01), Some(99.0));
        assert_eq!(market_depth_within(market, Direction::Down, 0.5), Some(99.0 + 196.0));
    }

    #[test]
    fn bands_are_read_and_a_side_that_was_not_seen_is_not_empty() {
        let bands = r#","depth":{"time_ms":5,"distance":[0.01,0.02],"bid_usd":[10,30],"ask_usd":[0,0]}"#;
        let bids = found("ETH", bands, Direction::Down).unwrap();
        assert_eq!((bids.label.kind, bids.curve.at(0.015)), (DepthKind::Bands, 40.0));
        assert_eq!(found("ETH", bands, Direction::Up).unwrap().label.kind, DepthKind::Default);
        assert_eq!(found("PEPE", bands, Direction::Up).unwrap_err().code, Code::DataEmpty);
    }

    #[test]
    fn without_depth_the_bundled_figure_stands_in_and_says_where_it_is_from() {
        let depth = found("SOL", "", Direction::Up).unwrap();
        assert!((depth.curve.at(0.01) - 80e6).abs() < 1e-6);
        assert!(depth.label.source.contains("DEPTH_FINDINGS.md"));
    }
}
