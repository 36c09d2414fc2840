//! Venues that a page follows: what to ask, what follows from an answer, the document, and the words for the note.
//!
//! The page says when; a request and a socket are sent by the browser, through [`dom`](crate::dom).

use js_sys::{Date, Function, JsString};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

use crate::dom::{fetch, socket};
use crate::engine::import::{self, ImportFile, ImportProvenance, ImportRequest};
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::venues::answer::{Answer, Body};
use crate::engine::venues::live::with_given;
use crate::engine::venues::{Instrument, Live, LiveRequest, Venue, check_message_length};
use crate::error;
use crate::scene::live_note::{is_held, live_notes};
use crate::scene::locale::{Language, Locale, Units};
use crate::scene::page::Page;
use crate::value::{Manner, Node, Read, Value};
use crate::wasm::convert::{js_of, request_of, thrown, value_of, value_of_text};

/// Venues that are followed. Free it when nobody looks any more.
#[wasm_bindgen]
pub struct LiveVenues {
    live: Live,
    /// The document that it goes on from, with what no venue gives.
    given: Option<Value>,
}

#[wasm_bindgen]
impl LiveVenues {
    /// Begins what the JSON text `request` asks, going on from `snapshot`, a text or nothing, where that is possible.
    ///
    /// # Errors
    /// Throws a `LiqError` that names the key, or what is wrong with the snapshot.
    #[wasm_bindgen(constructor)]
    pub fn new(request: &JsString, snapshot: &JsValue) -> Result<Self, JsValue> {
        Self::of(request, snapshot.dyn_ref()).map_err(|error| thrown(&error))
    }

    fn of(request: &JsString, snapshot: Option<&JsString>) -> error::Result<Self> {
        let request = request_of::<LiveRequest>(request)?;
        let given = snapshot.map(value_of_text).transpose()?;
        let snapshot = given.clone().map(Snapshot::from_value).transpose()?;
        Ok(Self { live: Live::new(&request, snapshot.as_ref())?, given })
    }

    /// How many venues.
    #[wasm_bindgen(getter, js_name = venueCount)]
    #[must_use]
    pub fn venue_count(&self) -> usize {
        self.live.venue_count()
    }

    /// Another number means another document.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn revision(&self) -> f64 {
        self.live.revision() as f64
    }

    /// Begins a round of each venue that may be asked now; `byReader` asks those that were given up as well.
    pub fn begin(&mut self, now_ms: f64, by_reader: bool) {
        self.live.begin(now_ms as TimeMs, by_reader);
    }

    /// `{ venue, table, url, body? }` to send to the venue at `index`; nothing when its round is over.
    #[must_use]
    pub fn next(&self, index: usize) -> JsValue {
        self.live.next(index).map_or(JsValue::NULL, |ask| js_of(&Value::from(&ask)))
    }

    /// Takes up what [`sendAsk`](send_ask) gave, and a random number below 1: `{}`, or `{ waitMs, because }`.
    ///
    /// # Errors
    /// Throws a `LiqError` when the round of the venue failed.
    pub fn feed(&mut self, index: usize, answer: &JsString, text: &JsString) -> Result<JsValue, JsValue> {
        self.fed(index, answer, text).map(|fed| js_of(&fed)).map_err(|error| thrown(&error))
    }

    fn fed(&mut self, index: usize, answer: &JsString, text: &JsString) -> error::Result<Value> {
        let answer = request_of::<Answer>(answer)?;
        let body = match value_of_text(text) {
            Ok(message) => Body::Message(message),
            Err(error) => Body::of(Err(error), &String::from(text.slice(0, 4_000))),
        };
        self.live.feed(index, &answer, body).map(|fed| Value::from(&fed))
    }

    /// Gives up the rounds under way.
    pub fn abandon(&mut self) {
        self.live.abandon();
    }

    /// The document of what is known, with what the snapshot had beside it; nothing before any venue has answered.
    ///
    /// # Errors
    /// Throws a `LiqError` where nothing is left to write.
    pub fn document(&mut self) -> Result<JsValue, JsValue> {
        let document = self.live.document().map_err(|error| thrown(&error))?;
        Ok(document.map_or(JsValue::NULL, |document| {
            let document = Value::from(&document);
            js_of(&match &self.given {
                Some(given) => with_given(document, given),
                None => document,
            })
        }))
    }

    /// `{ url, subscribe, ping, pingEveryMs }` of the liquidations of the venue at `index`; nothing where there are none.
    #[must_use]
    pub fn stream(&self, index: usize) -> JsValue {
        self.live.stream(index).map_or(JsValue::NULL, |stream| js_of(&Value::from(&stream)))
    }

    /// Takes up a message of that stream: how many liquidations it held; none for what cannot be read.
    pub fn streamed(&mut self, index: usize, text: &JsString) -> usize {
        let message = check_message_length(text.length() as usize).and_then(|()| value_of_text(text));
        message.and_then(|message| self.live.streamed(index, &message)).unwrap_or(0)
    }

    /// How the venues stand: `{ venues, notes, isHeld, offline, askAgain }`, the notes in the language of the `page` and
    /// with times in its zone or in `timezone`, which may be empty.
    ///
    /// # Errors
    /// Throws a `LiqError` for page facts that cannot be read.
    pub fn status(&self, now_ms: f64, page: &JsValue, timezone: &str) -> Result<JsValue, JsValue> {
        self.said(now_ms as TimeMs, page, timezone).map(|said| js_of(&said)).map_err(|error| thrown(&error))
    }

    fn said(&self, now_ms: TimeMs, page: &JsValue, timezone: &str) -> error::Result<Value> {
        let page = Page::read(Node::new(value_of(page)?, Manner::Script))?;
        let zone = page.zone(Some(timezone).filter(|zone| !zone.is_empty())).or_else(|_| page.zone(None))?;
        let locale = Locale::new(Language::spoken(&page.lang), Units::default());
        let statuses = self.live.statuses(now_ms);
        let words = &locale.words().live;
        Ok(Value::object()
            .with("venues", Value::list(&statuses))
            .with("notes", Value::list(&live_notes(locale, &statuses, &zone)))
            .with("isHeld", statuses.iter().any(is_held))
            .with("offline", words.offline())
            .with("askAgain", words.ask_again()))
    }
}

/// CSV files of one contract at a venue, as the JSON text `request` says: `{ venue, symbol, files: [{ name, text }] }`. Gives
/// `{ snapshot, reports, leftOut }`; what a file holds is known by its header.
///
/// # Errors
/// Throws a `LiqError` that names the key, or what is wrong with the files.
#[wasm_bindgen(js_name = importedFiles)]
pub fn imported_files(request: &JsString) -> Result<JsValue, JsValue> {
    let read = request_of::<FilesRequest>(request).and_then(|request| import::import(&request.0));
    read.map(|imported| js_of(&Value::from(&imported))).map_err(|error| thrown(&error))
}

/// Files of one contract whose coin and quote are those of its symbol.
struct FilesRequest(ImportRequest);

impl Read for FilesRequest {
    fn read(node: Node) -> error::Result<Self> {
        let mut fields = node.fields(&["venue", "symbol", "files"]);
        let venue = Venue::ALL[fields.word("venue", &Venue::ALL.map(Venue::as_str))];
        let (symbol, nodes) = (fields.text("symbol"), fields.list("files"));
        fields.check()?;
        let files = nodes.into_iter().map(|node| {
            let mut fields = node.fields(&["name", "text"]);
            let (name, text) = (fields.text("name"), fields.text("text"));
            fields.finish(ImportFile { name, text, ..ImportFile::default() })
        });
        let files = files.collect::<error::Result<Vec<ImportFile>>>()?;
        let Instrument { asset, quote, contract, symbol, .. } = Instrument::of(venue, &symbol)?;
        fields.finish(Self(ImportRequest {
            asset,
            quote,
            venue: venue.as_str().to_owned(),
            symbol,
            contract: Some(contract.as_str().to_owned()),
            provenance: ImportProvenance { kind: "measured".to_owned(), ..ImportProvenance::default() },
            files,
            ..ImportRequest::default()
        }))
    }
}

/// Sends `{ url, body }` until `signal` is aborted; gives `{ status, retryAfterMs, serverMs, receivedMs, bytes, text }`, or
/// `{ failure, receivedMs }` where nothing whole came.
#[wasm_bindgen(js_name = sendAsk)]
pub async fn send_ask(url: String, body: Option<String>, signal: AbortSignal) -> JsValue {
    let reply = fetch::send(&url, body.as_deref(), &signal).await;
    js_of(
        &Value::object()
            .with("status", f64::from(reply.status))
            .with_some("failure", reply.failure)
            .with_some("retryAfterMs", reply.retry_after_ms)
            .with_some("serverMs", reply.server_ms)
            .with("receivedMs", Date::now())
            .with("bytes", reply.bytes)
            .with("text", reply.text),
    )
}

/// A socket that is read until it is freed.
#[wasm_bindgen]
pub struct VenueSocket(socket::Socket);

#[wasm_bindgen]
impl VenueSocket {
    /// Connects, sends `greeting` where there is one, and calls `heard` with each text, at last with nothing.
    ///
    /// # Errors
    /// Throws the browser's words for an address that cannot be connected to.
    #[wasm_bindgen(constructor)]
    pub fn new(url: &str, greeting: Option<String>, heard: Function) -> Result<Self, JsValue> {
        let tell = move |text: Option<String>| {
            // What the page throws is the page's own.
            let _told = heard.call1(&JsValue::UNDEFINED, &text.map_or(JsValue::UNDEFINED, JsValue::from));
        };
        socket::Socket::open(url, greeting, tell).map(Self).map_err(JsValue::from)
    }

    /// Sends a text once it is open.
    pub fn send(&self, text: String) {
        self.0.send(text);
    }
}
