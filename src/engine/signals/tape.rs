//! Sums of realised liquidations over windows that end now.
//!
//! US dollars by liquidated side: **a long is a position that was closed by a sale**, not the order that closed it. A
//! window is (now − w, now]. Traps: a public feed may emit one event per second and symbol (2.7 to 2.9 times too few);
//! contracts need the value of one; venues of different coverage are not added without saying so.

use super::Signal;
use super::known::{AMOUNT, contradiction, ratio};
use crate::engine::estimate::length_ms;
use crate::engine::market::Side;
use crate::error::Result;
use crate::lists::Listed;
use crate::texts::words_of;
use crate::value::{Fields, Node, Read, Value};

const LATEST_MS: f64 = 32_503_680_000_000.0;
const MS_OF_SECOND: f64 = 1000.0;

/// One liquidation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// When, in milliseconds since 1970.
    pub time_ms: f64,
    /// Whose position was closed.
    pub side: Side,
    /// Notional in US dollars.
    pub usd: f64,
}

/// Sums of one window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// US dollars of longs.
    pub long: f64,
    /// US dollars of shorts.
    pub short: f64,
    /// How many events.
    pub events: usize,
    /// The largest single event in US dollars.
    pub largest: Option<f64>,
}

impl Totals {
    /// Sums the events in (now − window, now].
    #[must_use]
    pub fn of(events: &[Event], now_ms: f64, window_ms: f64) -> Self {
        let mut totals = Self::default();
        for event in events.iter().filter(|event| event.time_ms > now_ms - window_ms && event.time_ms <= now_ms) {
            match event.side {
                Side::Long => totals.long += event.usd,
                Side::Short => totals.short += event.usd,
            }
            totals.events += 1;
            totals.largest = Some(totals.largest.map_or(event.usd, |largest| largest.max(event.usd)));
        }
        totals
    }

    /// The sums of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            long: self.long + other.long,
            short: self.short + other.short,
            events: self.events + other.events,
            largest: self.largest.into_iter().chain(other.largest).reduce(f64::max),
        }
    }
}

impl From<&Totals> for Value {
    fn from(totals: &Totals) -> Self {
        let (long, short) = (totals.long, totals.short);
        Self::object()
            .with("long", long)
            .with("short", short)
            .with("total", long + short)
            .with("longShare", ratio(long, long + short))
            .with("shortShare", ratio(short, long + short))
            .with("asymmetry", ratio(long - short, long + short))
            .with("events", totals.events)
            .with("largest", totals.largest)
    }
}

/// A length of time with the word for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// `1h`, `24h`, `7d`.
    pub word: String,
    /// Milliseconds.
    pub length_ms: f64,
}

/// The windows under the key `windows`; 1 h and 24 h when left out.
pub(super) fn windows(fields: &mut Fields) -> Vec<Window> {
    let words = match fields.optional("windows").map(Node::texts) {
        Some(read) => fields.take(read).unwrap_or_default(),
        None => vec!["1h".to_owned(), "24h".to_owned()],
    };
    let mut windows: Vec<Window> = Vec::new();
    for (index, word) in words.into_iter().enumerate() {
        let field = format!("{}[{index}]", fields.path_to("windows"));
        if windows.iter().any(|window| window.word == word) {
            fields.blame(contradiction(fields, "windows", &word, "each once"));
        }
        let Some(length_ms) = fields.take(length_ms(&field, &word)) else { break };
        windows.push(Window { word, length_ms: length_ms as f64 });
    }
    windows
}

/// Totals of each window, under its word.
pub(super) fn by_window(windows: &[Window], totals: &[Totals]) -> Value {
    let entries = windows.iter().zip(totals);
    Value::Object(entries.map(|(window, totals)| (window.word.clone().into(), totals.into())).listed())
}

/// The present instant: `nowMs`, or `now` in seconds since 1970.
pub(super) fn now(fields: &mut Fields) -> f64 {
    instant(fields, "nowMs", "now")
}

fn instant(fields: &mut Fields, ms: &str, seconds: &str) -> f64 {
    if fields.has_key(seconds) && !fields.has_key(ms) {
        return MS_OF_SECOND * fields.number_within(seconds, 0.0, LATEST_MS / MS_OF_SECOND);
    }
    if fields.has_key(seconds) {
        fields.blame(contradiction(fields, seconds, "both", &format!("left out where {ms} is given")));
    }
    fields.number_within(ms, 0.0, LATEST_MS)
}

impl Read for Event {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["timeMs", "t", "side", "usd"]);
        let read = Self {
            time_ms: instant(&mut fields, "timeMs", "t"),
            side: Side::BOTH[fields.word("side", &words_of!(Side::BOTH))],
            usd: fields.number_within("usd", AMOUNT.0, AMOUNT.1),
        };
        fields.finish(read)
    }
}

/// What is asked of [`Totals`].
#[derive(Clone, Debug, Default)]
pub struct LiquidationTotals {
    /// The present instant in milliseconds since 1970.
    pub now_ms: f64,
    /// Liquidations, any order.
    pub events: Vec<Event>,
    /// Windows that end now.
    pub windows: Vec<Window>,
}

impl Read for LiquidationTotals {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["nowMs", "now", "events", "windows"]);
        let read = Self { now_ms: now(&mut fields), events: fields.list_of("events"), windows: windows(&mut fields) };
        fields.finish(read)
    }
}

impl Signal for LiquidationTotals {
    const KIND: &'static str = "liquidation_totals";

    fn answer(&self) -> Result<Value> {
        let of = |window: &Window| Totals::of(&self.events, self.now_ms, window.length_ms);
        let totals: Vec<Totals> = self.windows.iter().map(of).listed();
        Ok(by_window(&self.windows, &totals))
    }
}
