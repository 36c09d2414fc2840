//! The `liq-snapshot/1` document as it is written; its fields are described in `www/snapshot.schema.json`.

mod rest;

pub use rest::{DepthDocument, FuturesDocument, OptionsDocument, TiersDocument};

use crate::engine::market::TimeMs;
use crate::value::Value;

/// The format's own word.
pub const FORMAT: &str = "liq-snapshot/1";

/// A whole document.
#[derive(Clone, Debug, PartialEq)]
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
    /// The markets.
    pub markets: Vec<MarketDocument>,
    /// Chains of options; left out when empty.
    pub options: Vec<OptionsDocument>,
    /// Dated futures; left out when empty.
    pub futures: Vec<FuturesDocument>,
}

/// Origin of the data.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvenanceDocument {
    /// `measured`, `simulated` or `mixed`.
    pub kind: String,
    /// One line for the reader.
    pub note: String,
    /// Named origins.
    pub sources: Vec<SourceDocument>,
}

/// A named origin.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceDocument {
    /// Name as printed.
    pub name: String,
    /// Address; left out when empty.
    pub url: String,
}

/// One contract on one venue.
#[derive(Clone, Debug, PartialEq)]
pub struct MarketDocument {
    /// Venue id in lower case.
    pub venue: String,
    /// The venue's symbol.
    pub symbol: String,
    /// `linear` or `inverse`.
    pub contract: &'static str,
    /// Smallest price step.
    pub price_tick: Option<f64>,
    /// Last-trade candles.
    pub candles: CandlesDocument,
    /// Mark-price candles.
    pub mark_candles: Option<MarkCandlesDocument>,
    /// Open interest.
    pub open_interest: Option<OpenInterestDocument>,
    /// Funding settlements.
    pub funding: Option<FundingDocument>,
    /// Realised liquidations.
    pub liquidations: Option<LiquidationsDocument>,
    /// Standing orders.
    pub depth: Option<DepthDocument>,
    /// Maintenance tiers.
    pub tiers: Option<TiersDocument>,
}

/// Last-trade candles as columns.
#[derive(Clone, Debug, Default, PartialEq)]
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
    pub turnover: Option<Vec<f64>>,
    /// Part of the volume that takers bought.
    pub taker_buy_volume: Option<Vec<f64>>,
}

/// Mark-price candles as columns.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct OpenInterestDocument {
    /// `coin`, `usd` or `contracts`.
    pub unit: &'static str,
    /// Size of a contract; with unit `contracts` only.
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
#[derive(Clone, Debug, PartialEq)]
pub struct FundingDocument {
    /// Settlement instants.
    pub time_ms: Vec<TimeMs>,
    /// Rates; positive when longs pay.
    pub rate: Vec<f64>,
}

/// Realised liquidations as columns.
#[derive(Clone, Debug, PartialEq)]
pub struct LiquidationsDocument {
    /// Times of orders or starts of periods.
    pub time_ms: Vec<TimeMs>,
    /// Side of the position that was liquidated.
    pub side: Vec<&'static str>,
    /// Notional.
    pub usd: Vec<f64>,
    /// Prices of orders.
    pub price: Option<Vec<f64>>,
    /// Length of the periods that rows sum.
    pub period_ms: Option<TimeMs>,
    /// Whether the feed claims to be complete.
    pub complete: bool,
}

impl From<&SnapshotDocument> for Value {
    fn from(document: &SnapshotDocument) -> Self {
        Self::object()
            .with("format", document.format)
            .with("asset", &document.asset)
            .with("quote", &document.quote)
            .with("as_of_ms", document.as_of_ms)
            .with("provenance", &document.provenance)
            .with("markets", Self::list(&document.markets))
            .with_some("options", some_list(&document.options))
            .with_some("futures", some_list(&document.futures))
    }
}

impl From<&ProvenanceDocument> for Value {
    fn from(provenance: &ProvenanceDocument) -> Self {
        Self::object()
            .with("kind", &provenance.kind)
            .with_some("note", said(&provenance.note))
            .with("sources", Self::list(&provenance.sources))
    }
}

impl From<&SourceDocument> for Value {
    fn from(source: &SourceDocument) -> Self {
        Self::object().with("name", &source.name).with_some("url", said(&source.url))
    }
}

/// A list unless it is empty.
fn some_list<'a, T: 'a>(items: &'a [T]) -> Option<Value>
where
    Value: From<&'a T>,
{
    (!items.is_empty()).then(|| Value::list(items))
}

/// A text unless it is empty.
fn said(text: &String) -> Option<&String> {
    Some(text).filter(|text| !text.is_empty())
}

impl From<&MarketDocument> for Value {
    fn from(market: &MarketDocument) -> Self {
        Self::object()
            .with("venue", &market.venue)
            .with("symbol", &market.symbol)
            .with("contract", market.contract)
            .with_some("price_tick", market.price_tick)
            .with("candles", &market.candles)
            .with_some("mark_candles", market.mark_candles.as_ref())
            .with_some("open_interest", market.open_interest.as_ref())
            .with_some("funding", market.funding.as_ref())
            .with_some("liquidations", market.liquidations.as_ref())
            .with_some("depth", market.depth.as_ref())
            .with_some("tiers", market.tiers.as_ref())
    }
}

impl From<&CandlesDocument> for Value {
    fn from(candles: &CandlesDocument) -> Self {
        Self::object()
            .with("interval_ms", candles.interval_ms)
            .with("open_time_ms", &candles.open_time_ms[..])
            .with("open", &candles.open[..])
            .with("high", &candles.high[..])
            .with("low", &candles.low[..])
            .with("close", &candles.close[..])
            .with("volume", &candles.volume[..])
            .with_some("turnover", candles.turnover.as_deref())
            .with_some("taker_buy_volume", candles.taker_buy_volume.as_deref())
    }
}

impl From<&MarkCandlesDocument> for Value {
    fn from(candles: &MarkCandlesDocument) -> Self {
        Self::object()
            .with("open_time_ms", &candles.open_time_ms[..])
            .with("high", &candles.high[..])
            .with("low", &candles.low[..])
            .with("close", &candles.close[..])
    }
}

impl From<&OpenInterestDocument> for Value {
    fn from(series: &OpenInterestDocument) -> Self {
        Self::object()
            .with("unit", series.unit)
            .with_some("contract_multiplier", series.contract_multiplier)
            .with("sides", u32::from(series.sides))
            .with("stamp", series.stamp)
            .with("time_ms", &series.time_ms[..])
            .with("value", &series.value[..])
    }
}

impl From<&FundingDocument> for Value {
    fn from(funding: &FundingDocument) -> Self {
        Self::object().with("time_ms", &funding.time_ms[..]).with("rate", &funding.rate[..])
    }
}

impl From<&LiquidationsDocument> for Value {
    fn from(liquidations: &LiquidationsDocument) -> Self {
        Self::object()
            .with("time_ms", &liquidations.time_ms[..])
            .with("side", Self::list(&liquidations.side))
            .with("usd", &liquidations.usd[..])
            .with_some("price", liquidations.price.as_deref())
            .with_some("period_ms", liquidations.period_ms)
            .with("complete", liquidations.complete)
    }
}
