//! The depth of a snapshot's market: its book, else its bands, else the bundled figure of its asset.

use super::levels::{band_depth, book_depth};
use super::{SourcedDepth, Tail, bundled_depth};
use crate::engine::cascade::Direction;
use crate::engine::market::{Depth, Market, Snapshot};
use crate::error::{Code, Error, Result};

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
        Err(Error::new(
            Code::DataEmpty,
            "depth",
            &snapshot.asset,
            "depth of a market, or an asset with a bundled figure",
        ))
    })
}

/// Depth of `market` towards `direction`, times `factor`; `None` where the market does not show that side. The mid of a
/// book is the middle of its best levels; of a book with one side the best level itself.
///
/// # Errors
/// [`Code::DataRange`] for a crossed book, and what the curve refuses.
pub fn market_depth(market: &Market, direction: Direction, tail: Tail, factor: f64) -> Option<Result<SourcedDepth>> {
    let (read, time_ms) = match market.depth.as_ref()? {
        Depth::Bands { time_ms, distance, bid_usd, ask_usd } => {
            let usd = match direction {
                Direction::Down => bid_usd,
                Direction::Up => ask_usd,
            };
            let bands: Vec<_> = distance.iter().zip(usd).map(|(distance, usd)| (*distance, Some(*usd))).collect();
            // Sums of 0 at every distance are a side that was not seen.
            usd.last().filter(|usd| **usd > 0.0)?;
            (band_depth(&bands, tail, factor), *time_ms)
        }
        Depth::Book { time_ms, bid_price, bid_quantity, ask_price, ask_quantity } => {
            let (prices, quantities) = match direction {
                Direction::Down => (bid_price, bid_quantity),
                Direction::Up => (ask_price, ask_quantity),
            };
            let best = *prices.first()?;
            let mid = middle(bid_price.first(), ask_price.first()).unwrap_or(best);
            let usd = |(price, quantity): (&f64, &f64)| (*price, market.contract.usd(*quantity, *price));
            let levels: Vec<_> = prices.iter().zip(quantities).map(usd).collect();
            (book_depth(direction, mid, &levels, tail, factor), *time_ms)
        }
    };
    Some(read.map(|mut depth| {
        depth.label.time_ms = Some(time_ms);
        depth.label.source = format!("{} {}", market.venue, market.symbol);
        depth
    }))
}

fn middle(bid: Option<&f64>, ask: Option<&f64>) -> Option<f64> {
    Some(0.5 * (bid? + ask?))
}
