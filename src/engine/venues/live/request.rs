//! What is to be followed, as a page asks it.

use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::request::read_value;
use crate::engine::venues::gathering_request::GatherRequest;
use crate::error::Result;
use crate::value::{Node, Read, Value};

/// Rounds go on anyway: a request is not repeated for long within one.
const ATTEMPTS: u32 = 3;

/// One contract of one to five venues.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveRequest {
    /// Venues' ids.
    pub venues: Vec<String>,
    /// A pair; that of the snapshot when left out.
    pub symbol: Option<String>,
    /// Where to ask in place of the venues: each below its id.
    pub endpoint: Option<String>,
    /// The range that is drawn.
    pub range: Option<String>,
    /// The asker's clock.
    pub now_ms: TimeMs,
}

impl Read for LiveRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["venues", "symbol", "endpoint", "range", "nowMs"]);
        let venues = fields.required("venues").and_then(|node| fields.take(node.texts())).unwrap_or_default();
        let read = Self {
            venues,
            symbol: fields.optional_text("symbol"),
            endpoint: fields.optional_text("endpoint"),
            range: fields.optional_text("range"),
            now_ms: fields.number_within("nowMs", 0.0, 32_503_680_000_000.0) as TimeMs,
        };
        fields.finish(read)
    }
}

impl LiveRequest {
    /// What to gather. A snapshot that is gone on from says the interval and the time; else they follow the range drawn,
    /// with as much again before it for the estimate to settle.
    pub(super) fn gather_request(&self, beside: Option<&Snapshot>, from: Option<&Snapshot>) -> Result<GatherRequest> {
        let pair = beside.map(|snapshot| format!("{}{}", snapshot.asset, snapshot.quote));
        let venues = self.venues.iter().map(|venue| {
            let endpoint = self.endpoint.as_ref().map(|base| format!("{}/{venue}", base.trim_end_matches('/')));
            Value::object().with("venue", venue).with_some("endpoint", endpoint)
        });
        let request = Value::object()
            .with("venues", Value::List(venues.collect()))
            .with_some("symbol", self.symbol.clone().or(pair))
            .with("nowMs", self.now_ms)
            .with("partial", true)
            .with("attempts", ATTEMPTS);
        let candles = from.and_then(|snapshot| snapshot.markets.first()).map(|market| &market.candles);
        let request = match candles.and_then(|candles| candles.open_time_ms.first().zip(Some(candles.interval_ms))) {
            Some((first_ms, interval_ms)) => {
                request.with("fromMs", *first_ms).with("interval", format!("{}m", interval_ms / 60_000))
            }
            None => {
                let (interval, range) = terms(self.range.as_deref());
                request.with("interval", interval).with("range", range)
            }
        };
        read_value(request)
    }
}

/// Length of a candle and time to gather for a range that is drawn: intervals that all venues have.
fn terms(range: Option<&str>) -> (&'static str, &'static str) {
    match range.and_then(hours) {
        Some(..=24) => ("15m", "2d"),
        Some(25..=72) => ("1h", "7d"),
        None | Some(73..=168) => ("1h", "14d"),
        Some(169..=336) => ("1h", "28d"),
        Some(337..=1440) => ("1d", "120d"),
        Some(_) => ("1d", "365d"),
    }
}

/// Hours of `24h`, `7d`, `2w`; nothing for anything else.
fn hours(range: &str) -> Option<u32> {
    let (count, unit) = range.split_at_checked(range.len().checked_sub(1)?)?;
    let unit = match unit {
        "h" => 1,
        "d" => 24,
        "w" => 168,
        _ => return None,
    };
    count.parse::<u32>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gathered_is_longer_than_what_is_drawn() {
        let length = |word: &str| hours(word).unwrap();
        for range in ["1h", "24h", "3d", "7d", "14d", "30d", "60d", "90d"] {
            let (_, gathered) = terms(Some(range));
            assert!(length(gathered) >= 2 * length(range), "{range}");
        }
        assert_eq!(terms(Some("all")), terms(None));
    }
}
