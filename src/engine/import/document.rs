//! The `liq-snapshot/1` document as it is written; its fields are described in `www/snapshot.schema.json`.

use crate::engine::market::TimeMs;
use serde::Serialize;

/// The format's own word.
pub const FORMAT: &str = "liq-snapshot/1";

/// A whole document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SnapshotDocument {
    /// [`FORMAT`].
    pub format: &'static str,
    /// The coin.
    pub asset: String,
    /// Currency of prices.
    pub quote: String,
    /// End of the last candle.
    pub as_of_ms: TimeMs,
    /// Where the numbers come from.
    pub provenance: ProvenanceDocument,
    /// The market imported.
    pub markets: Vec<MarketDocument>,
}

/// Origin of the data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProvenanceDocument {
    /// `measured`, `simulated` or `mixed`.
    pub kind: String,
    /// One line for the reader.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Named origins.
    pub sources: Vec<SourceDocument>,
}

/// A named origin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceDocument {
    /// Name as printed.
    pub name: String,
    /// Address; left out when empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
}

/// One contract on one venue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MarketDocument {
    /// Venue id in lower case.
    pub venue: String,
    /// The venue's symbol.
    pub symbol: String,
    /// `linear` or `inverse`.
    pub contract: &'static str,
    /// Smallest price step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_tick: Option<f64>,
    /// Last-trade candles.
    pub candles: CandlesDocument,
    /// Mark-price candles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark_candles: Option<MarkCandlesDocument>,
    /// Open interest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_interest: Option<OpenInterestDocument>,
    /// Funding settlements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub funding: Option<FundingDocument>,
    /// Realised liquidations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub liquidations: Option<LiquidationsDocument>,
}

/// Last-trade candles as columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CandlesDocument {
    /// Length of a candle.
    pub interval_ms: TimeMs,
    /// Starts.
    pub open_time_ms: Vec<TimeMs>,
    /// First prices.
    pub open: Vec<f64>,
    /// Highest prices.
    pub high: Vec<f64>,
    /// Lowest prices.
    pub low: Vec<f64>,
    /// Last prices.
    pub close: Vec<f64>,
    /// Traded quantities in the contract's unit.
    pub volume: Vec<f64>,
    /// The same trades in the other unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turnover: Option<Vec<f64>>,
    /// Part of the volume that takers bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taker_buy_volume: Option<Vec<f64>>,
}

/// Mark-price candles as columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MarkCandlesDocument {
    /// Starts.
    pub open_time_ms: Vec<TimeMs>,
    /// Highest prices.
    pub high: Vec<f64>,
    /// Lowest prices.
    pub low: Vec<f64>,
    /// Last prices.
    pub close: Vec<f64>,
}

/// Open interest as columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenInterestDocument {
    /// `coin`, `usd` or `contracts`.
    pub unit: &'static str,
    /// Size of a contract; with unit `contracts` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract_multiplier: Option<f64>,
    /// How many sides the venue counts.
    pub sides: u8,
    /// `instant` or `bucket-start`.
    pub stamp: &'static str,
    /// Stamps.
    pub time_ms: Vec<TimeMs>,
    /// Values as the venue counts them.
    pub value: Vec<f64>,
}

/// Funding settlements as columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FundingDocument {
    /// Settlement instants.
    pub time_ms: Vec<TimeMs>,
    /// Rates; positive when longs pay.
    pub rate: Vec<f64>,
}

/// Realised liquidations as columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LiquidationsDocument {
    /// Times of orders or starts of periods.
    pub time_ms: Vec<TimeMs>,
    /// Side of the position that was liquidated.
    pub side: Vec<&'static str>,
    /// Notional.
    pub usd: Vec<f64>,
    /// Prices of orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Vec<f64>>,
    /// Length of the periods that rows sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_ms: Option<TimeMs>,
    /// Whether the feed claims to be complete.
    pub complete: bool,
}
