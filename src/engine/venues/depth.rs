//! Standing orders as levels of price and quantity.

use super::candles::of_rows;
use super::cells::{Record, required, rows};
use super::facts::Venue;
use super::instrument::Instrument;
use super::open_interest::first;
use crate::engine::market::{ContractKind, TimeMs};
use crate::error::{Code, Result, fault};
use crate::value::Value;
use std::cmp::Ordering;

/// A book, best prices first. Quantities in the contract's conserved unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// When it was seen.
    pub time_ms: TimeMs,
    /// Bids by falling price: price and quantity.
    pub bids: Vec<(f64, f64)>,
    /// Asks by rising price: price and quantity.
    pub asks: Vec<(f64, f64)>,
}

/// The book in the data of a message, without its envelope; `asked_ms` stands in where the answer has no time.
///
/// # Errors
/// [`Code::DataRange`] for a best bid that is not below the best ask, [`Code::UnitUnknown`] before the size of a contract
/// is known, [`Code::DataInvalid`] for another form.
pub fn depth(instrument: &Instrument, data: &Value, asked_ms: TimeMs) -> Result<Book> {
    let (book, time, sides) = match instrument.venue {
        Venue::Binance => (data, "E", ["bids", "asks"]),
        Venue::Bybit => (data, "ts", ["b", "a"]),
        Venue::Okx => (first(data)?, "ts", ["bids", "asks"]),
        Venue::Hyperliquid => return hyperliquid(data, asked_ms),
        Venue::Deribit => (data, "timestamp", ["bids", "asks"]),
    };
    let scale = match instrument.venue {
        Venue::Okx => instrument.known_contract_size()?,
        _ => 1.0,
    };
    let [bids, asks] = sides;
    let stamped = Record::Object(book).optional(time)?.is_some();
    let time_ms = if stamped { Record::Object(book).time_ms(time)? } else { asked_ms };
    let bids = levels(required(book, bids)?, "bids", scale, |row| Record::Array(row, &["price", "quantity"]))?;
    let asks = levels(required(book, asks)?, "asks", scale, |row| Record::Array(row, &["price", "quantity"]))?;
    ordered(time_ms, bids, asks)
}

/// Hyperliquid lists bids and asks as two lists of objects.
fn hyperliquid(data: &Value, asked_ms: TimeMs) -> Result<Book> {
    let sides = rows(required(data, "levels")?, "levels")?;
    let [bids, asks] = sides else {
        return Err(fault!(Code::DataInvalid, "levels", format!("{} lists", sides.len()), "two lists"));
    };
    let time_ms =
        Record::Object(data).optional("time")?.map_or(Ok(asked_ms), |_| Record::Object(data).time_ms("time"))?;
    let read = |side: &Value, field| -> Result<Vec<(f64, f64)>> {
        Ok(of_rows(side, field, |row| {
            let record = Record::Object(row);
            Ok(Some((record.price("px")?, record.amount("sz")?)))
        })?
        .rows)
    };
    ordered(time_ms, read(bids, "levels[0]")?, read(asks, "levels[1]")?)
}

fn levels(side: &Value, field: &str, scale: f64, record: fn(&Value) -> Record<'_>) -> Result<Vec<(f64, f64)>> {
    let page = of_rows(side, field, |row| {
        let record = record(row);
        Ok(Some((record.price("price")?, record.amount("quantity")? * scale)))
    })?;
    Ok(page.rows)
}

/// Sorts the sides, leaves out empty levels, and keeps the first of two at one price.
fn ordered(time_ms: TimeMs, mut bids: Vec<(f64, f64)>, mut asks: Vec<(f64, f64)>) -> Result<Book> {
    bids.sort_by(|a, b| b.0.total_cmp(&a.0));
    asks.sort_by(|a, b| a.0.total_cmp(&b.0));
    for side in [&mut bids, &mut asks] {
        side.retain(|(_, quantity)| *quantity > 0.0);
        side.dedup_by(|a, b| a.0.total_cmp(&b.0) == Ordering::Equal);
    }
    match (bids.first(), asks.first()) {
        (Some(bid), Some(ask)) if bid.0 >= ask.0 => {
            Err(fault!(Code::DataRange, "bids[0]", bid.0, format!("below the best ask, {}", ask.0)))
        }
        (Some(_), Some(_)) => Ok(Book { time_ms, bids, asks }),
        _ => Err(fault!(Code::DataEmpty, "bids", "an empty side", "levels on both sides")),
    }
}

impl Book {
    /// Quantities in US dollars summed over each side, in the unit of `contract`.
    #[must_use]
    pub fn usd(&self, contract: ContractKind) -> [f64; 2] {
        [&self.bids, &self.asks].map(|side| side.iter().map(|(price, quantity)| contract.usd(*quantity, *price)).sum())
    }
}
