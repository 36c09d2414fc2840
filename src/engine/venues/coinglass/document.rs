//! Imported documents as one `liq-snapshot/1` document, so that they are drawn, kept and told of like any other.

use super::{About, Imported, ImportedDocument, ImportedHeatmap, ImportedMap, ImportedMaxPain, ImportedOrders, LABEL};
use super::{level_rows, order_candles};
use crate::engine::import::{CandlesDocument, FORMAT, LiquidationsDocument, MarketDocument};
use crate::engine::market::TimeMs;
use crate::error::{Code, Result, fault};
use crate::value::Value;

const HOUR_MS: TimeMs = 3_600_000;
/// Length of the candle that says the price of a map: a map is of an instant.
const INSTANT_MS: TimeMs = 1000;
/// Currencies that a pair may end with.
const QUOTES: [&str; 3] = ["USDT", "USDC", "USD"];

/// What belongs together, at most one of a kind.
#[derive(Default)]
struct Given<'a> {
    heatmap: Option<&'a ImportedHeatmap>,
    map: Option<&'a ImportedMap>,
    max_pain: Option<&'a ImportedMaxPain>,
    orders: Option<&'a ImportedOrders>,
    about: About,
    skipped: usize,
}

/// The document that draws `documents` as they were given: at most one of a kind, and not a heatmap with a map.
///
/// # Errors
/// [`Code::DataDuplicated`] for two of a kind, [`Code::AttributeInvalid`] for a coin, a price or a time that nothing says,
/// [`Code::DataEmpty`] where they hold nothing of the coin.
pub fn snapshot(documents: &[ImportedDocument]) -> Result<Value> {
    let given = Given::of(documents)?;
    let (asset, quote) = given.pair()?;
    let symbol = Some(given.about.symbol.trim()).filter(|symbol| !symbol.is_empty()).unwrap_or(&asset);
    let pain = given.max_pain_of(&asset)?;
    let orders = given.orders.map(|orders| of_asset(orders, &asset)).transpose()?;
    let mut markets = Vec::new();
    let mut cells = None;
    if let Some((candles, given_cells)) = given.picture(pain)? {
        let venue = given.about.exchange.as_deref().unwrap_or("aggregate").to_lowercase();
        markets.push(market(venue, symbol, candles, None));
        cells = Some(given_cells);
    }
    if let Some(orders) = &orders {
        let candles = order_candles::candles(orders);
        let tables = order_candles::markets(orders, symbol).into_iter();
        markets.extend(tables.map(|(venue, symbol, table)| market(venue, &symbol, candles.clone(), Some(table))));
        cells = cells.or_else(|| Some(level_rows::empty(&orders.price)));
    }
    let ends = markets.iter().map(|market| &market.candles);
    let as_of_ms = ends.filter_map(|candles| Some(candles.open_time_ms.last()? + candles.interval_ms)).max();
    Ok(Value::object()
        .with("format", FORMAT)
        .with("asset", &asset)
        .with("quote", quote)
        .with("as_of_ms", as_of_ms)
        .with("provenance", given.provenance())
        .with("markets", Value::list(&markets))
        .with("imported_heatmap", cells))
}

impl<'a> Given<'a> {
    fn of(documents: &'a [ImportedDocument]) -> Result<Self> {
        let mut given = Given::default();
        for document in documents {
            let again = match &document.content {
                Imported::Heatmap(heatmap) => given.heatmap.replace(heatmap).is_some(),
                Imported::Map(map) => given.map.replace(map).is_some(),
                Imported::MaxPain(pain) => given.max_pain.replace(pain).is_some(),
                Imported::Orders(orders) => given.orders.replace(orders).is_some(),
            };
            if again || (given.heatmap.is_some() && given.map.is_some()) {
                let allowed = "one of a kind, and either a heatmap or a map";
                return Err(fault!(Code::DataDuplicated, "documents", "two", allowed));
            }
            given.skipped += document.skipped;
            let about = &document.about;
            let known = given.about;
            given.about = About {
                symbol: if known.symbol.trim().is_empty() { about.symbol.clone() } else { known.symbol },
                exchange: known.exchange.or_else(|| about.exchange.clone()),
                model: known.model.or(about.model),
                price: known.price.or(about.price),
                time_ms: known.time_ms.or(about.time_ms),
                ..known
            };
        }
        Ok(given)
    }

    /// Coin and quote: what the author says, or what the orders or the only row of max pain say.
    fn pair(&self) -> Result<(String, &'static str)> {
        let only = self.max_pain.filter(|pain| pain.symbol.len() == 1).and_then(|pain| pain.symbol.first());
        let said = Some(&self.about.symbol).filter(|symbol| !symbol.trim().is_empty());
        let ordered = self.orders.and_then(|orders| orders.symbol.first());
        let allowed = "the coin or pair, which the document does not say itself";
        let missing = || fault!(Code::AttributeInvalid, "symbol", "nothing", allowed);
        said.or(ordered).or(only).map(|symbol| pair(symbol)).ok_or_else(missing)
    }

    /// Place of the row of max pain that is of `asset`.
    fn max_pain_of(&self, asset: &str) -> Result<Option<(&'a ImportedMaxPain, usize)>> {
        let Some(pain) = self.max_pain else { return Ok(None) };
        match pain.symbol.iter().position(|symbol| pair(symbol).0 == asset) {
            Some(row) => Ok(Some((pain, row))),
            None => Err(fault!(Code::DataEmpty, "data", format!("no row of {asset}"), "max pain of this coin")),
        }
    }

    /// Candles and cells of a heatmap, a map or max pain; nothing for orders alone.
    fn picture(&self, pain: Option<(&ImportedMaxPain, usize)>) -> Result<Option<(CandlesDocument, Value)>> {
        let levels = |cells: Value| match pain {
            Some((pain, row)) => cells
                .with("max_pain_price", vec![pain.long_price[row], pain.short_price[row]])
                .with("max_pain_usd", vec![pain.long_usd[row], pain.short_usd[row]]),
            None => cells,
        };
        if let Some(heatmap) = self.heatmap {
            return Ok(Some((candles_of(heatmap), levels(cells_of(heatmap)))));
        }
        if self.map.is_none() && pain.is_none() {
            return Ok(None);
        }
        let missing = |key, allowed| fault!(Code::AttributeInvalid, key, "nothing", allowed);
        let parts = "the price at its time, which the document does not say: it parts longs from shorts";
        let price = self.about.price.or(pain.map(|(pain, row)| pain.price[row]));
        let price = price.ok_or_else(|| missing("price", parts))?;
        let when = "when it was made, in milliseconds, which the document does not say";
        let time_ms = self.about.time_ms.ok_or_else(|| missing("timeMs", when))?;
        let outermost = pain.map_or([price; 2], |(pain, row)| [pain.long_price[row], pain.short_price[row]]);
        let around = || level_rows::empty(&[price, outermost[0], outermost[1]]);
        Ok(Some((instant(time_ms, price), levels(self.map.map_or_else(around, level_rows::cells)))))
    }

    fn provenance(&self) -> Value {
        let model = self.about.model.map(|model| format!(" (model {model})")).unwrap_or_default();
        let doubted = self.orders.is_some_and(|orders| orders.side_suspect);
        let doubt = if doubted { " (sides doubtful: in clear falls most are named short)" } else { "" };
        let names = [
            self.heatmap.map(|_| format!("liquidation heatmap{model}")),
            self.map.map(|_| "liquidation map".to_owned()),
            self.max_pain.map(|_| "max pain".to_owned()),
            self.orders.map(|_| format!("liquidation orders{doubt}")),
        ];
        let names: Vec<String> = names.into_iter().flatten().collect();
        let source = Value::object()
            .with("name", format!("CoinGlass: {}", names.join(", ")))
            .with("url", "https://www.coinglass.com/");
        let left_out = match self.skipped {
            0 => String::new(),
            skipped => format!("; {skipped} records could not be used"),
        };
        Value::object()
            .with("kind", "measured")
            .with("note", format!("{LABEL}{left_out}"))
            .with("sources", Value::List(vec![source]))
    }
}

fn pair(symbol: &str) -> (String, &'static str) {
    let symbol = symbol.trim().to_ascii_uppercase();
    let symbol = symbol.strip_suffix("-SWAP").or_else(|| symbol.strip_suffix("-PERPETUAL")).unwrap_or(&symbol);
    let quote = QUOTES.into_iter().find(|quote| symbol.len() > quote.len() && symbol.ends_with(quote));
    match quote {
        Some(quote) => (symbol[..symbol.len() - quote.len()].trim_end_matches(['-', '_', '/']).to_owned(), quote),
        None => (symbol.to_owned(), "USD"),
    }
}

/// The orders of one coin.
fn of_asset(orders: &ImportedOrders, asset: &str) -> Result<ImportedOrders> {
    let mut kept = ImportedOrders { side_suspect: orders.side_suspect, ..ImportedOrders::default() };
    for row in (0..orders.symbol.len()).filter(|row| pair(&orders.symbol[*row]).0 == asset) {
        kept.time_ms.push(orders.time_ms[row]);
        kept.exchange.push(orders.exchange[row].clone());
        kept.symbol.push(orders.symbol[row].clone());
        kept.side.push(orders.side[row]);
        kept.price.push(orders.price[row]);
        kept.usd.push(orders.usd[row]);
    }
    if kept.time_ms.is_empty() {
        return Err(fault!(Code::DataEmpty, "data", format!("no order of {asset}"), "one order or more"));
    }
    Ok(kept)
}

fn market(
    venue: String,
    symbol: &str,
    candles: CandlesDocument,
    liquidations: Option<LiquidationsDocument>,
) -> MarketDocument {
    MarketDocument {
        venue,
        symbol: symbol.to_owned(),
        contract: "linear",
        price_tick: None,
        candles,
        mark_candles: None,
        open_interest: None,
        funding: None,
        liquidations,
        depth: None,
        tiers: None,
    }
}

/// One candle that ends at `time_ms`, all at `price`.
fn instant(time_ms: TimeMs, price: f64) -> CandlesDocument {
    let column = || vec![price];
    CandlesDocument {
        interval_ms: INSTANT_MS,
        open_time_ms: vec![time_ms - INSTANT_MS],
        open: column(),
        high: column(),
        low: column(),
        close: column(),
        volume: vec![0.0],
        ..CandlesDocument::default()
    }
}

/// The candles as given; as long as the shortest time between two of them.
fn candles_of(heatmap: &ImportedHeatmap) -> CandlesDocument {
    CandlesDocument {
        interval_ms: heatmap.open_time_ms.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(HOUR_MS),
        open_time_ms: heatmap.open_time_ms.clone(),
        open: heatmap.open.clone(),
        high: heatmap.high.clone(),
        low: heatmap.low.clone(),
        close: heatmap.close.clone(),
        // Not taken over: nothing is computed from it.
        volume: vec![0.0; heatmap.close.len()],
        ..CandlesDocument::default()
    }
}

fn cells_of(heatmap: &ImportedHeatmap) -> Value {
    let places = |column: &[u32]| Value::Numbers(column.iter().map(|place| f64::from(*place)).collect());
    Value::object()
        .with("edges", &heatmap.edges[..])
        .with("candle", places(&heatmap.cell_candle))
        .with("row", places(&heatmap.cell_row))
        .with("usd", &heatmap.cell_usd[..])
}
