//! An imported heatmap as a `liq-snapshot/1` document, so that it is drawn, kept and told of like any other.

use super::{About, Imported, ImportedDocument, ImportedHeatmap, LABEL};
use crate::engine::import::FORMAT;
use crate::engine::market::TimeMs;
use crate::error::{Code, Error, Result};
use crate::value::Value;

const HOUR_MS: TimeMs = 3_600_000;
/// Currencies that a pair may end with.
const QUOTES: [&str; 3] = ["USDT", "USDC", "USD"];

impl ImportedDocument {
    /// The document that draws this heatmap as it was given.
    ///
    /// # Errors
    /// [`Code::DataInvalid`] for what is no heatmap, [`Code::AttributeInvalid`] without a coin.
    pub fn snapshot(&self) -> Result<Value> {
        let Imported::Heatmap(heatmap) = &self.content else {
            let allowed = "a heatmap: maps, max pain and orders are read and not drawn";
            return Err(Error::new(Code::DataInvalid, "", "another document of CoinGlass", allowed));
        };
        if self.about.symbol.trim().is_empty() {
            let allowed = "the coin or pair of the heatmap, which does not say it itself";
            return Err(Error::new(Code::AttributeInvalid, "symbol", "nothing", allowed));
        }
        let (asset, quote) = pair(&self.about.symbol);
        let interval_ms = interval_ms(heatmap);
        let last_ms = heatmap.open_time_ms.last().copied().unwrap_or(0);
        Ok(Value::object()
            .with("format", FORMAT)
            .with("asset", &asset)
            .with("quote", quote)
            .with("as_of_ms", last_ms + interval_ms)
            .with("provenance", provenance(&self.about, self.skipped))
            .with("markets", Value::List(vec![market(&self.about, heatmap, interval_ms)]))
            .with("imported_heatmap", cells(heatmap)))
    }
}

fn pair(symbol: &str) -> (String, &'static str) {
    let symbol = symbol.trim().to_ascii_uppercase();
    let quote = QUOTES.into_iter().find(|quote| symbol.len() > quote.len() && symbol.ends_with(quote));
    match quote {
        Some(quote) => (symbol[..symbol.len() - quote.len()].trim_end_matches(['-', '_', '/']).to_owned(), quote),
        None => (symbol, "USD"),
    }
}

/// The shortest time between two candles.
fn interval_ms(heatmap: &ImportedHeatmap) -> TimeMs {
    heatmap.open_time_ms.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(HOUR_MS)
}

fn provenance(about: &About, skipped: usize) -> Value {
    let model = about.model.map(|model| format!(", model {model}")).unwrap_or_default();
    let source = Value::object()
        .with("name", format!("CoinGlass, liquidation heatmap{model}"))
        .with("url", "https://www.coinglass.com/");
    let left_out = if skipped > 0 { format!("; {skipped} records could not be used") } else { String::new() };
    Value::object()
        .with("kind", "measured")
        .with("note", format!("{LABEL}{left_out}"))
        .with("sources", Value::List(vec![source]))
}

fn market(about: &About, heatmap: &ImportedHeatmap, interval_ms: TimeMs) -> Value {
    let candles = Value::object()
        .with("interval_ms", interval_ms)
        .with("open_time_ms", &heatmap.open_time_ms[..])
        .with("open", &heatmap.open[..])
        .with("high", &heatmap.high[..])
        .with("low", &heatmap.low[..])
        .with("close", &heatmap.close[..])
        // Not taken over: nothing is computed from it.
        .with("volume", vec![0.0; heatmap.close.len()]);
    let venue = about.exchange.as_deref().unwrap_or("aggregate").to_lowercase();
    Value::object()
        .with("venue", venue)
        .with("symbol", about.symbol.trim().to_owned())
        .with("contract", "linear")
        .with("candles", candles)
}

fn cells(heatmap: &ImportedHeatmap) -> Value {
    let places = |column: &[u32]| Value::Numbers(column.iter().map(|place| f64::from(*place)).collect());
    Value::object()
        .with("edges", &heatmap.edges[..])
        .with("candle", places(&heatmap.cell_candle))
        .with("row", places(&heatmap.cell_row))
        .with("usd", &heatmap.cell_usd[..])
}
