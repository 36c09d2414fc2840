//! Venues for Node: what to ask, what follows from an answer, the document; single messages; imports by value.
//!
//! Nothing is sent here: a fetcher asks, and feeds the text back.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::engine::market::TimeMs;
use crate::engine::request::read_value;
use crate::engine::venues::answer::{Answer, Body};
use crate::engine::venues::coinglass::{self, About};
use crate::engine::venues::message::{self, Moment};
use crate::engine::venues::{
    GatherRequest, Gathering, Instrument, Table, Venue, check_message_length, coverage, stream,
};
use crate::error::{self, Code, Error};
use crate::lists::Listed;
use crate::value::{Node, Read, Value};
use crate::wasm::convert::{js_of, request_of, snapshot_of, thrown, value_of_text};

/// A gathering on its way. Free it when done.
#[wasm_bindgen]
pub struct VenueGathering(Gathering);

#[wasm_bindgen]
impl VenueGathering {
    /// Begins what the JSON text `request` asks.
    ///
    /// # Errors
    /// Throws a `LiqError` that names the key.
    #[wasm_bindgen(constructor)]
    pub fn new(request: &JsString) -> Result<Self, JsValue> {
        let request = request_of::<GatherRequest>(request).map_err(|error| thrown(&error))?;
        Ok(Self(Gathering::new(request)))
    }

    /// How many venues.
    #[wasm_bindgen(getter, js_name = venueCount)]
    #[must_use]
    pub fn venue_count(&self) -> usize {
        self.0.venue_count()
    }

    /// `{ venue, table, url, body? }` to send to the venue at `index`; nothing when all is there or it failed.
    #[must_use]
    pub fn next(&self, index: usize) -> JsValue {
        self.0.next(index).map_or(JsValue::NULL, |ask| js_of(&Value::from(&ask)))
    }

    /// Takes up the `text` of an answer and what the JSON text `answer` says of it: `{}`, or `{ waitMs, because }`.
    ///
    /// # Errors
    /// Throws a `LiqError` when the venue failed.
    pub fn feed(&mut self, index: usize, answer: &JsString, text: &JsString) -> Result<JsValue, JsValue> {
        let fed = self.fed(index, answer, text);
        fed.map(|fed| js_of(&fed)).map_err(|error| thrown(&error))
    }

    /// `{ snapshot, reports }`.
    ///
    /// # Errors
    /// Throws a `LiqError` when a venue failed, or before all is asked.
    pub fn finish(&self) -> Result<JsValue, JsValue> {
        self.0.finish().map(|gathered| js_of(&Value::from(&gathered))).map_err(|error| thrown(&error))
    }

    fn fed(&mut self, index: usize, answer: &JsString, text: &JsString) -> error::Result<Value> {
        let mut answer = request_of::<Answer>(answer)?;
        answer.bytes = answer.bytes.max(text.length() as usize);
        let body = match value_of_text(text) {
            Ok(message) => Body::Message(message),
            Err(error) => Body::of(Err(error), &String::from(text.slice(0, 4_000))),
        };
        self.0.feed(index, &answer, body).map(|fed| Value::from(&fed))
    }
}

/// A question about one message.
struct MessageRequest {
    instrument: Instrument,
    table: Table,
    streamed: bool,
    moment: Moment,
}

impl Read for MessageRequest {
    fn read(node: Node) -> error::Result<Self> {
        let mut fields =
            node.fields_of_either_case(&["venue", "symbol", "table", "streamed", "nowMs", "price", "contractSize"]);
        let venue = Venue::ALL[fields.word("venue", &Venue::ALL.map(Venue::as_str))];
        let symbol = fields.text("symbol");
        let table = Table::ALL[fields.word("table", &Table::ALL.map(Table::as_str))];
        let streamed = fields.optional_flag("streamed").unwrap_or(false);
        let now_ms = fields.optional_within("nowMs", 0.0, 32_503_680_000_000.0).unwrap_or(0.0) as TimeMs;
        let price = fields.optional_within("price", f64::MIN_POSITIVE, 1e12).unwrap_or(1.0);
        let size = fields.optional_within("contractSize", f64::MIN_POSITIVE, 1e12);
        fields.check()?;
        if streamed && table != Table::Liquidations {
            let allowed = "left out for any table but liquidations";
            return Err(Error::new(Code::AttributeInvalid, "streamed", "true", allowed));
        }
        let instrument = Instrument { contract_size: size, ..Instrument::of(venue, &symbol)? };
        fields.finish(Self { instrument, table, streamed, moment: Moment { now_ms, price } })
    }
}

/// The columns of the message in `text`, read as the JSON text `request` says.
///
/// # Errors
/// Throws a `LiqError`: the venue's own error, or the first fault of the message.
#[wasm_bindgen(js_name = venueMessage)]
pub fn venue_message(request: &JsString, text: &JsString) -> Result<JsValue, JsValue> {
    message_columns(request, text).map(|columns| js_of(&columns)).map_err(|error| thrown(&error))
}

fn message_columns(request: &JsString, text: &JsString) -> error::Result<Value> {
    let MessageRequest { instrument, table, streamed, moment } = request_of(request)?;
    check_message_length(text.length() as usize)?;
    let message = value_of_text(text)?;
    if streamed {
        return message::streamed_columns(&instrument, &message);
    }
    message::columns(&instrument, table, &message, &moment)
}

/// What is known of each venue.
#[wasm_bindgen(js_name = venueFacts)]
#[must_use]
pub fn venue_facts() -> JsValue {
    js_of(&Value::List(Venue::ALL.into_iter().map(Value::from).listed()))
}

/// How to follow the liquidations of `symbol` at `venue`: `{ url, subscribe, ping, pingEveryMs }`, or nothing.
///
/// # Errors
/// Throws a `LiqError` for a venue or a symbol that is not known.
#[wasm_bindgen(js_name = liquidationStream)]
pub fn liquidation_stream(request: &JsString) -> Result<JsValue, JsValue> {
    let read = request_of::<StreamRequest>(request).map_err(|error| thrown(&error))?;
    let stream = stream::liquidation_stream(&read.instrument, read.endpoint.as_deref());
    Ok(stream.map_or(JsValue::NULL, |stream| js_of(&Value::from(&stream))))
}

struct StreamRequest {
    instrument: Instrument,
    endpoint: Option<String>,
}

impl Read for StreamRequest {
    fn read(node: Node) -> error::Result<Self> {
        let mut fields = node.fields(&["venue", "symbol", "endpoint"]);
        let venue = Venue::ALL[fields.word("venue", &Venue::ALL.map(Venue::as_str))];
        let (symbol, endpoint) = (fields.text("symbol"), fields.optional_text("endpoint"));
        fields.check()?;
        fields.finish(Self { instrument: Instrument::of(venue, &symbol)?, endpoint })
    }
}

/// Open interest of all markets of the snapshot in `snapshot` at the same instants, with coverage.
///
/// # Errors
/// Throws a `LiqError` that names the field.
#[wasm_bindgen(js_name = aggregateOpenInterest)]
pub fn aggregate_open_interest(snapshot: &JsString) -> Result<JsValue, JsValue> {
    let sum = snapshot_of(snapshot).and_then(|snapshot| coverage::aggregate(&snapshot));
    sum.map(|sum| js_of(&Value::from(&sum))).map_err(|error| thrown(&error))
}

/// A document of `CoinGlass` in `text`, of which the JSON text `about` says what it does not say itself.
///
/// # Errors
/// Throws a `LiqError` that names the field.
#[wasm_bindgen(js_name = importCoinglass)]
pub fn import_coinglass(text: &JsString, about: &JsString) -> Result<JsValue, JsValue> {
    imported(text, about).map(|document| js_of(&document)).map_err(|error| thrown(&error))
}

fn imported(text: &JsString, about: &JsString) -> error::Result<Value> {
    let about: About = read_value(value_of_text(about)?)?;
    check_message_length(text.length() as usize)?;
    coinglass::import(&value_of_text(text)?, about).map(|document| Value::from(&document))
}
