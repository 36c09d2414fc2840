//! Liquidation orders as markets of a document: one an exchange and contract.
//!
//! A document of orders has no prices beside them. The candles that a market needs are those of the orders themselves; they
//! begin with the first order, since nothing is known before it, and nothing is computed from them.

use super::ImportedOrders;
use crate::engine::import::{CandlesDocument, LiquidationsDocument};
use crate::engine::market::TimeMs;

const HOUR_MS: TimeMs = 3_600_000;
/// Markets that are told apart; more are one.
const MOST_MARKETS: usize = 15;

/// Hours, or nearly: parts of the time from the first order to the last that are as long as each other.
pub(super) fn candles(orders: &ImportedOrders) -> CandlesDocument {
    let (first, last) = (orders.time_ms[0], orders.time_ms[orders.time_ms.len() - 1]);
    let span = (last - first).max(1000);
    let count = (span / HOUR_MS).max(1);
    let interval_ms = (span + count - 1) / count;
    let mut table = CandlesDocument { interval_ms, ..CandlesDocument::default() };
    let mut before = orders.price[0];
    for candle in 0..count {
        let open_ms = first + candle * interval_ms;
        let is_last = candle + 1 == count;
        let within = |time: &TimeMs| *time >= open_ms && (*time < open_ms + interval_ms || is_last);
        let rows = orders.time_ms.iter().zip(&orders.price).filter(|(time, _)| within(time));
        let prices: Vec<f64> = rows.map(|(_, price)| *price).collect();
        let close = prices.last().copied().unwrap_or(before);
        let open = prices.first().copied().unwrap_or(before);
        table.open_time_ms.push(open_ms);
        table.open.push(open);
        table.high.push(prices.iter().copied().fold(open, f64::max));
        table.low.push(prices.iter().copied().fold(open, f64::min));
        table.close.push(close);
        table.volume.push(0.0);
        before = close;
    }
    table
}

/// The table of orders in the `rows` given.
fn table(orders: &ImportedOrders, rows: &[usize]) -> LiquidationsDocument {
    LiquidationsDocument {
        time_ms: rows.iter().map(|row| orders.time_ms[*row]).collect(),
        side: rows.iter().map(|row| orders.side[*row].as_str()).collect(),
        usd: rows.iter().map(|row| orders.usd[*row]).collect(),
        price: Some(rows.iter().map(|row| orders.price[*row]).collect()),
        period_ms: None,
        complete: false,
    }
}

/// Venue, symbol and orders of each market, in the order in which they come first.
pub(super) fn markets(orders: &ImportedOrders, aggregate: &str) -> Vec<(String, String, LiquidationsDocument)> {
    let mut markets: Vec<((String, String), Vec<usize>)> = Vec::new();
    for row in 0..orders.time_ms.len() {
        let name = (orders.exchange[row].to_lowercase(), orders.symbol[row].clone());
        match markets.iter_mut().find(|(known, _)| *known == name) {
            Some((_, rows)) => rows.push(row),
            None => markets.push((name, vec![row])),
        }
    }
    if markets.len() > MOST_MARKETS {
        markets = vec![((String::new(), aggregate.to_owned()), (0..orders.time_ms.len()).collect())];
    }
    let named = |((venue, symbol), rows): ((String, String), Vec<usize>)| {
        let venue = if venue.is_empty() { "aggregate".to_owned() } else { venue };
        (venue, symbol, table(orders, &rows))
    };
    markets.into_iter().map(named).collect()
}
