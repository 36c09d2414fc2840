//! Documents of `CoinGlass` by value: heatmap, map, max pain and liquidation orders, versions 4 and 3.
//!
//! Taken as given and marked as imported: nothing of it is computed here, and nothing of it enters an estimate. A record
//! that cannot be used is skipped and counted, as samples that were published have such.

mod document;
mod given;
mod heatmap;
mod level_rows;
mod map;
mod max_pain;
mod order_candles;
mod orders;

pub use document::snapshot;
pub use given::import_all;
pub use heatmap::ImportedHeatmap;
pub use map::ImportedMap;
pub use max_pain::ImportedMaxPain;
pub use orders::ImportedOrders;

use super::cells::{self, Record, kind};
use crate::engine::market::TimeMs;
use crate::error::{Code, Result, fault};
use crate::value::{Fields, Node, Read, Value, camel_case};

/// The format's own word.
pub const FORMAT: &str = "liq-imported/1";
/// Latest instant that can be named: the year 3000.
const LATEST_TIME_MS: f64 = 32_503_680_000_000.0;
/// What every picture of it has to say.
pub const LABEL: &str = "imported, not computed here";

/// What the author says of the document; it does not say these things itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// The coin or the pair.
    pub symbol: String,
    /// The exchange; nothing for an aggregate.
    pub exchange: Option<String>,
    /// 1 to 3, for heatmaps.
    pub model: Option<u32>,
    /// For instance `24h`.
    pub range: Option<String>,
    /// Whose side orders name: `order` (when left out) or `position`.
    pub side_of: Option<String>,
    /// The price when it was made: it parts longs from shorts in a map.
    pub price: Option<f64>,
    /// When it was made.
    pub time_ms: Option<TimeMs>,
}

/// Keys of [`About`].
const ABOUT: [&str; 7] = ["symbol", "exchange", "model", "range", "sideOf", "price", "timeMs"];

impl Read for About {
    fn read(node: Node) -> Result<Self> {
        let mut fields: Fields = node.fields_of_either_case(&ABOUT);
        let read = Self {
            symbol: fields.text_or_empty("symbol"),
            exchange: fields.optional_text("exchange"),
            model: fields.optional_count("model", 3),
            range: fields.optional_text("range"),
            side_of: fields.optional_text("sideOf"),
            price: fields.optional_within("price", f64::MIN_POSITIVE, 1e12),
            time_ms: fields.optional_within("timeMs", 0.0, LATEST_TIME_MS).map(|time| time as TimeMs),
        };
        fields.finish(read)
    }
}

/// What was imported.
#[derive(Clone, Debug, PartialEq)]
pub enum Imported {
    /// Amounts by price and time.
    Heatmap(ImportedHeatmap),
    /// Amounts by price.
    Map(ImportedMap),
    /// Two prices a coin.
    MaxPain(ImportedMaxPain),
    /// Realised liquidations.
    Orders(ImportedOrders),
}

/// An imported document.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedDocument {
    /// What the author says of it.
    pub about: About,
    /// What it holds.
    pub content: Imported,
    /// Records that could not be used.
    pub skipped: usize,
}

/// Reads a whole answer, or its `data` alone; the shape tells which of the four it is.
///
/// # Errors
/// [`Code::VenueRefused`] for an answer whose code is not 0, with its words; [`Code::DataInvalid`] for another shape;
/// [`Code::DataTooLarge`] above 200,000 records; [`Code::DataEmpty`] where nothing in it can be used.
pub fn import(document: &Value, about: About) -> Result<ImportedDocument> {
    let data = payload(document)?;
    let (content, skipped) = match shape(data) {
        Some(Shape::Heatmap) => heatmap::read(data).map(|(read, skipped)| (Imported::Heatmap(read), skipped))?,
        Some(Shape::Map) => map::read(data).map(|(read, skipped)| (Imported::Map(read), skipped))?,
        Some(Shape::MaxPain) => max_pain::read(data).map(|(read, skipped)| (Imported::MaxPain(read), skipped))?,
        Some(Shape::Orders) => {
            let read = orders::read(data, about.side_of.as_deref())?;
            (Imported::Orders(read.0), read.1)
        }
        None => {
            let allowed = "a heatmap, a map, max pain or liquidation orders of CoinGlass";
            return Err(fault!(Code::DataInvalid, "data", kind(data), allowed));
        }
    };
    Ok(ImportedDocument { about, content, skipped })
}

/// The `data` of an answer whose code is 0.
fn payload(document: &Value) -> Result<&Value> {
    let record = Record::Object(document);
    let Some(code) = cells::key(document, "code") else { return Ok(document) };
    let fine = matches!(cells::number(code, "code"), Ok(0.0));
    if fine || matches!(code, Value::Text(text) if text == "success") {
        return cells::required(document, "data");
    }
    let words = record.optional_text("msg").unwrap_or_default();
    Err(fault!(Code::VenueRefused, "code", format!("{}: {words}", kind(code)), "0"))
}

enum Shape {
    Heatmap,
    Map,
    MaxPain,
    Orders,
}

fn shape(data: &Value) -> Option<Shape> {
    match data {
        Value::Object(_) if either(data, "liquidation_leverage_data").or(cells::key(data, "liq")).is_some() => {
            Some(Shape::Heatmap)
        }
        Value::Object(entries) => {
            let inner = cells::key(data, "data").is_some_and(|inner| matches!(inner, Value::Object(_)));
            let bare = !entries.is_empty() && entries.iter().all(|(key, _)| crate::value::number_of(key).is_some());
            (inner || bare).then_some(Shape::Map)
        }
        Value::List(items) => {
            let first = items.first()?;
            let has = |name: &str| either(first, name).is_some();
            if has("long_max_pain_liq_price") || has("short_max_pain_liq_price") {
                return Some(Shape::MaxPain);
            }
            (cells::key(first, "side").is_some()).then_some(Shape::Orders)
        }
        _ => None,
    }
}

/// The value of a key of version 4, or of its camelCase name of version 3.
fn either<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    cells::key(object, name).or_else(|| cells::key(object, &camel_case(name)))
}

/// A number under either name.
fn number(object: &Value, name: &'static str) -> Result<f64> {
    let value = either(object, name).ok_or_else(|| fault!(Code::DataInvalid, name, "nothing", "given"))?;
    cells::number(value, name)
}

/// Times are seconds there; a count above 10^11 is milliseconds.
fn time_ms(number: f64, field: &'static str) -> Result<TimeMs> {
    cells::time_ms(if number < 1e11 { number * 1e3 } else { number }, field)
}

impl From<&ImportedDocument> for Value {
    fn from(document: &ImportedDocument) -> Self {
        let about = &document.about;
        let (kind, content) = match &document.content {
            Imported::Heatmap(heatmap) => ("heatmap", Self::from(heatmap)),
            Imported::Map(map) => ("map", Self::from(map)),
            Imported::MaxPain(pain) => ("max-pain", Self::from(pain)),
            Imported::Orders(orders) => ("orders", Self::from(orders)),
        };
        Self::object()
            .with("format", FORMAT)
            .with("label", LABEL)
            .with("source", "CoinGlass")
            .with("kind", kind)
            .with("symbol", &about.symbol)
            .with_some("exchange", about.exchange.as_ref())
            .with_some("model", about.model)
            .with_some("range", about.range.as_ref())
            .with("skipped", document.skipped)
            .with(kind_key(kind), content)
    }
}

/// `max-pain` as a key.
fn kind_key(kind: &'static str) -> &'static str {
    if kind == "max-pain" { "maxPain" } else { kind }
}
