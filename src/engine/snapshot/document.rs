//! The document as it is written, before any number in it is believed.

use serde::Deserialize;

use super::column::Column;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub(super) format: String,
    pub(super) asset: String,
    pub(super) quote: String,
    pub(super) as_of_ms: f64,
    pub(super) provenance: Provenance,
    pub(super) markets: Vec<Market>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Measured,
    Simulated,
    Mixed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Provenance {
    pub(super) kind: Kind,
    #[serde(default)]
    pub(super) note: String,
    pub(super) sources: Vec<Source>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) name: String,
    #[serde(default)]
    pub(super) url: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Contract {
    Linear,
    Inverse,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Market {
    pub(super) venue: String,
    pub(super) symbol: String,
    pub(super) contract: Contract,
    pub(super) price_tick: Option<f64>,
    pub(super) candles: Candles,
    pub(super) mark_candles: Option<MarkCandles>,
    pub(super) open_interest: Option<OpenInterest>,
    pub(super) funding: Option<Funding>,
    pub(super) liquidations: Option<Liquidations>,
    pub(super) depth: Option<Depth>,
    pub(super) tiers: Option<Tiers>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Candles {
    pub(super) interval_ms: f64,
    pub(super) open_time_ms: Column<f64>,
    pub(super) open: Column<f64>,
    pub(super) high: Column<f64>,
    pub(super) low: Column<f64>,
    pub(super) close: Column<f64>,
    pub(super) volume: Column<f64>,
    pub(super) turnover: Option<Column<f64>>,
    pub(super) taker_buy_volume: Option<Column<f64>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MarkCandles {
    pub(super) open_time_ms: Column<f64>,
    pub(super) high: Column<f64>,
    pub(super) low: Column<f64>,
    pub(super) close: Column<f64>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Unit {
    Coin,
    Usd,
    Contracts,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Stamp {
    #[default]
    Instant,
    BucketStart,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenInterest {
    pub(super) unit: Unit,
    pub(super) contract_multiplier: Option<f64>,
    pub(super) sides: Option<f64>,
    #[serde(default)]
    pub(super) stamp: Stamp,
    pub(super) time_ms: Column<f64>,
    pub(super) value: Column<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Funding {
    pub(super) time_ms: Column<f64>,
    pub(super) rate: Column<f64>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Side {
    Long,
    Short,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Liquidations {
    pub(super) time_ms: Column<f64>,
    pub(super) side: Column<Side>,
    pub(super) usd: Column<f64>,
    pub(super) price: Option<Column<f64>>,
    pub(super) period_ms: Option<f64>,
    #[serde(default)]
    pub(super) complete: bool,
}

/// Bands or book: which of the two it is follows from the columns present.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Depth {
    pub(super) time_ms: f64,
    pub(super) distance: Option<Column<f64>>,
    pub(super) bid_usd: Option<Column<f64>>,
    pub(super) ask_usd: Option<Column<f64>>,
    pub(super) bid_price: Option<Column<f64>>,
    pub(super) bid_quantity: Option<Column<f64>>,
    pub(super) ask_price: Option<Column<f64>>,
    pub(super) ask_quantity: Option<Column<f64>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tiers {
    pub(super) as_of: String,
    #[serde(default)]
    pub(super) source: String,
    pub(super) notional_floor: Column<f64>,
    pub(super) maintenance_margin_rate: Column<f64>,
    pub(super) max_leverage: Column<f64>,
    pub(super) maintenance_amount: Option<Column<f64>>,
}
