//! Max pain: two prices a coin, under the names that they are given.
//!
//! In published samples the price called long lies above the spot and the one called short below it, the reverse of where
//! longs and shorts are liquidated. So the names are kept and not read as sides.

use super::number;
use crate::engine::venues::cells::{self, Record};
use crate::error::{Code, Result, fault, number_within};
use crate::value::Value;

/// One row a coin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedMaxPain {
    /// Coins.
    pub symbol: Vec<String>,
    /// Present prices.
    pub price: Vec<f64>,
    /// Prices under the name `long`.
    pub long_price: Vec<f64>,
    /// Amounts under the name `long`, in US dollars.
    pub long_usd: Vec<f64>,
    /// Prices under the name `short`.
    pub short_price: Vec<f64>,
    /// Amounts under the name `short`, in US dollars.
    pub short_usd: Vec<f64>,
}

/// The rows in `data`, and how many were skipped.
pub(super) fn read(data: &Value) -> Result<(ImportedMaxPain, usize)> {
    let (mut pain, mut skipped) = (ImportedMaxPain::default(), 0);
    for row in cells::rows(data, "data")? {
        match coin(row) {
            Ok((symbol, [price, long_price, long_usd, short_price, short_usd])) => {
                pain.symbol.push(symbol);
                pain.price.push(price);
                pain.long_price.push(long_price);
                pain.long_usd.push(long_usd);
                pain.short_price.push(short_price);
                pain.short_usd.push(short_usd);
            }
            Err(_) => skipped += 1,
        }
    }
    if pain.symbol.is_empty() {
        return Err(fault!(Code::DataEmpty, "data", "no coin", "one usable coin or more"));
    }
    Ok((pain, skipped))
}

fn coin(row: &Value) -> Result<(String, [f64; 5])> {
    let price = |name| number_within(name, number(row, name)?, f64::MIN_POSITIVE, 1e12);
    let usd = |name| number_within(name, number(row, name)?, 0.0, 1e18);
    let numbers = [
        price("price")?,
        price("long_max_pain_liq_price")?,
        usd("long_max_pain_liq_level")?,
        price("short_max_pain_liq_price")?,
        usd("short_max_pain_liq_level")?,
    ];
    Ok((Record::Object(row).text("symbol")?.to_owned(), numbers))
}

impl From<&ImportedMaxPain> for Value {
    fn from(pain: &ImportedMaxPain) -> Self {
        Self::object()
            .with("symbol", Self::list(&pain.symbol))
            .with("price", &pain.price[..])
            .with("longPrice", &pain.long_price[..])
            .with("longUsd", &pain.long_usd[..])
            .with("shortPrice", &pain.short_price[..])
            .with("shortUsd", &pain.short_usd[..])
    }
}
