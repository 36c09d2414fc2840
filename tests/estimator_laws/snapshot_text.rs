//! A market written out as a `liq-snapshot/1` document.

use crate::synthetic_market::HOUR_MS;
use liquidation_widgets::engine::market::{ContractKind, Market};
use serde_json::{Value, json};

/// `market` as the only one of a document whose open interest counts one or both `sides`.
pub(crate) fn text_of(market: &Market, sides: f64) -> String {
    let candles = &market.candles;
    let last = candles.open_time_ms.last().copied().unwrap_or(0);
    let mut written = json!({
        "venue": market.venue,
        "symbol": market.symbol,
        "contract": match market.contract { ContractKind::Linear => "linear", ContractKind::Inverse => "inverse" },
        "candles": {
            "interval_ms": candles.interval_ms,
            "open_time_ms": candles.open_time_ms,
            "open": candles.open,
            "high": candles.high,
            "low": candles.low,
            "close": candles.close,
            "volume": candles.volume,
        },
    });
    if let (Some(turnover), Some(taker)) = (&candles.turnover, &candles.taker_buy_volume) {
        written["candles"]["turnover"] = json!(turnover);
        written["candles"]["taker_buy_volume"] = json!(taker);
    }
    if let Some(marks) = &market.mark_candles {
        written["mark_candles"] =
            json!({ "open_time_ms": marks.open_time_ms, "high": marks.high, "low": marks.low, "close": marks.close });
    }
    if let Some(series) = &market.open_interest {
        let values: Vec<f64> = series.value.iter().map(|value| value * sides).collect();
        let unit = match market.contract {
            ContractKind::Linear => "coin",
            ContractKind::Inverse => "usd",
        };
        written["open_interest"] = json!({ "unit": unit, "sides": sides, "time_ms": series.time_ms, "value": values });
    }
    written["funding"] = json!({ "time_ms": market.funding.time_ms, "rate": market.funding.rate });
    document(&written, last + HOUR_MS).to_string()
}

fn document(market: &Value, as_of_ms: i64) -> Value {
    json!({
        "format": "liq-snapshot/1",
        "asset": "BTC",
        "quote": "USDT",
        "as_of_ms": as_of_ms,
        "provenance": { "kind": "simulated", "sources": [] },
        "markets": [market],
    })
}
