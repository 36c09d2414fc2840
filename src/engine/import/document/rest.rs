//! Tables of a document that no CSV file fills: books, maintenance tables, options, dated futures.

use crate::engine::market::TimeMs;
use crate::value::Value;

/// Standing orders as columns, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct DepthDocument {
    /// When it was seen.
    pub time_ms: TimeMs,
    /// Falling prices.
    pub bid_price: Vec<f64>,
    /// Quantities in the contract's unit.
    pub bid_quantity: Vec<f64>,
    /// Rising prices.
    pub ask_price: Vec<f64>,
    /// Quantities in the contract's unit.
    pub ask_quantity: Vec<f64>,
}

/// A maintenance table as columns.
#[derive(Clone, Debug, PartialEq)]
pub struct TiersDocument {
    /// Its date.
    pub as_of: String,
    /// Where it comes from.
    pub source: String,
    /// Lowest notionals in US dollars.
    pub notional_floor: Vec<f64>,
    /// Rates as fractions.
    pub maintenance_margin_rate: Vec<f64>,
    /// Highest leverages.
    pub max_leverage: Vec<f64>,
    /// Deductions in US dollars.
    pub maintenance_amount: Vec<f64>,
}

/// A chain of options as columns.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionsDocument {
    /// When it was seen.
    pub time_ms: TimeMs,
    /// Venue id.
    pub venue: &'static str,
    /// Expiries.
    pub expiry_ms: Vec<TimeMs>,
    /// `call` or `put`.
    pub option_type: Vec<&'static str>,
    /// Strikes.
    pub strike: Vec<f64>,
    /// Volatilities as fractions a year.
    pub iv: Vec<f64>,
    /// Contracts outstanding.
    pub open_interest: Vec<f64>,
    /// Prices of forwards.
    pub forward: Vec<f64>,
}

/// Dated futures as columns.
#[derive(Clone, Debug, PartialEq)]
pub struct FuturesDocument {
    /// Venue id.
    pub venue: &'static str,
    /// When each was seen.
    pub time_ms: Vec<TimeMs>,
    /// Expiries.
    pub expiry_ms: Vec<TimeMs>,
    /// Prices.
    pub price: Vec<f64>,
    /// Prices of the index.
    pub spot: Option<Vec<f64>>,
    /// Contracts outstanding.
    pub open_interest: Vec<f64>,
}

impl From<&DepthDocument> for Value {
    fn from(depth: &DepthDocument) -> Self {
        Self::object()
            .with("time_ms", depth.time_ms)
            .with("bid_price", &depth.bid_price[..])
            .with("bid_quantity", &depth.bid_quantity[..])
            .with("ask_price", &depth.ask_price[..])
            .with("ask_quantity", &depth.ask_quantity[..])
    }
}

impl From<&TiersDocument> for Value {
    fn from(tiers: &TiersDocument) -> Self {
        Self::object()
            .with("as_of", &tiers.as_of)
            .with("source", &tiers.source)
            .with("notional_floor", &tiers.notional_floor[..])
            .with("maintenance_margin_rate", &tiers.maintenance_margin_rate[..])
            .with("max_leverage", &tiers.max_leverage[..])
            .with("maintenance_amount", &tiers.maintenance_amount[..])
    }
}

impl From<&OptionsDocument> for Value {
    fn from(options: &OptionsDocument) -> Self {
        Self::object()
            .with("basis", "measured")
            .with("time_ms", options.time_ms)
            .with("venue", options.venue)
            .with("expiry_ms", &options.expiry_ms[..])
            .with("type", Self::list(&options.option_type))
            .with("strike", &options.strike[..])
            .with("iv", &options.iv[..])
            .with("open_interest", &options.open_interest[..])
            .with("forward", &options.forward[..])
    }
}

impl From<&FuturesDocument> for Value {
    fn from(futures: &FuturesDocument) -> Self {
        Self::object()
            .with("basis", "measured")
            .with("venue", futures.venue)
            .with("time_ms", &futures.time_ms[..])
            .with("expiry_ms", &futures.expiry_ms[..])
            .with("price", &futures.price[..])
            .with_some("spot", futures.spot.as_deref())
            .with("open_interest", &futures.open_interest[..])
    }
}
