//! The record as a `liq-snapshot/1` document. Rounding happens here and nowhere else: prices to the tick, coins to three
//! decimals, US dollars to one, rates to 1e-8.

use super::beside::Ground;
use super::position::MAINTENANCE_RATE;
use super::recording::{Candle, Recording};
use super::story::{HOUR_MS, Story};
use super::tape::published;
use serde_json::{Value, json};

/// Maintenance tiers of the venue: one rate for everybody, and the leverage at which it is half the initial margin.
const MOST_LEVERAGE: f64 = 100.0;

/// The document as text, without line breaks.
pub(super) fn text(recording: &Recording, story: &Story, seed: u64) -> serde_json::Result<String> {
    let mut document = json!({
        "format": "liq-snapshot/1",
        "asset": story.asset,
        "quote": "USDT",
        "as_of_ms": recording.end_ms(),
        "provenance": provenance(seed),
        "markets": [market(recording, story)],
    });
    if let (Some(document), Value::Object(beside)) =
        (document.as_object_mut(), (story.beside)(Ground { recording, seed }))
    {
        document.extend(beside);
    }
    serde_json::to_string(&document).map(|text| text + "\n")
}

fn provenance(seed: u64) -> Value {
    let note = format!(
        "Made by a market of simulated traders, seed {seed}, along a price path with the figures of the article. No venue \
         recorded it. The 400 largest liquidations are single orders; the rest are summed by hour and side."
    );
    let sources = json!([{"name": "Simulated market of leveraged traders"}, {"name": "Figures reported by the press"}]);
    json!({"kind": "mixed", "markets": "simulated", "note": note, "sources": sources})
}

fn market(recording: &Recording, story: &Story) -> Value {
    let step = Tick(story.ticks_per_usd);
    let hours = || (0..recording.candles.len() as i64).map(|hour| recording.start_ms + hour * HOUR_MS);
    let open_times: Vec<i64> = hours().collect();
    let close_times: Vec<i64> = hours().map(|time| time + HOUR_MS).collect();
    let coins: Vec<f64> = recording.open_interest.iter().map(|value| coins(*value)).collect();
    json!({
        "venue": "simulated",
        "symbol": format!("{}USDT", story.asset),
        "contract": "linear",
        "price_tick": 1.0 / story.ticks_per_usd,
        "candles": candles(recording, &open_times, step),
        "mark_candles": marks(recording, &open_times, step),
        "open_interest": {"unit": "coin", "time_ms": close_times, "value": coins},
        "funding": funding(recording),
        "liquidations": liquidations(recording, step),
        "depth": depth(recording),
        "tiers": {
            "as_of": story.date,
            "source": "the simulated venue's own rule: one rate for every notional",
            "notional_floor": [0],
            "maintenance_margin_rate": [MAINTENANCE_RATE],
            "max_leverage": [MOST_LEVERAGE],
        },
    })
}

fn candles(recording: &Recording, times: &[i64], step: Tick) -> Value {
    let column = |value: &dyn Fn(&Candle) -> f64| -> Vec<f64> { recording.candles.iter().map(value).collect() };
    json!({
        "interval_ms": HOUR_MS,
        "open_time_ms": times,
        "open": column(&|candle| step.round(candle.open)),
        "high": column(&|candle| step.round(candle.high)),
        "low": column(&|candle| step.round(candle.low)),
        "close": column(&|candle| step.round(candle.close)),
        "volume": column(&|candle| coins(candle.volume)),
        "turnover": column(&|candle| usd(candle.turnover)),
        "taker_buy_volume": column(&|candle| coins(candle.taker_buy_volume)),
    })
}

fn marks(recording: &Recording, times: &[i64], step: Tick) -> Value {
    json!({
        "open_time_ms": times,
        "high": recording.marks.iter().map(|mark| step.round(mark.high)).collect::<Vec<_>>(),
        "low": recording.marks.iter().map(|mark| step.round(mark.low)).collect::<Vec<_>>(),
        "close": recording.marks.iter().map(|mark| step.round(mark.close)).collect::<Vec<_>>(),
    })
}

fn funding(recording: &Recording) -> Value {
    let (times, rates): (Vec<i64>, Vec<f64>) = recording.funding.iter().map(|(time, r)| (*time, rate(*r))).unzip();
    json!({"time_ms": times, "rate": rates})
}

fn liquidations(recording: &Recording, step: Tick) -> Value {
    let tape = published(&recording.prints);
    json!({
        "time_ms": tape.iter().map(|print| print.time_ms).collect::<Vec<_>>(),
        "side": tape.iter().map(|print| if print.long { "long" } else { "short" }).collect::<Vec<_>>(),
        "usd": tape.iter().map(|print| usd(print.usd())).collect::<Vec<_>>(),
        "price": tape.iter().map(|print| step.round(print.price)).collect::<Vec<_>>(),
        "complete": true,
    })
}

fn depth(recording: &Recording) -> Value {
    let last = recording.candles.last().map_or(0.0, |candle| candle.close);
    json!({
        "time_ms": recording.end_ms(),
        "distance": recording.depth.iter().map(|band| band.distance).collect::<Vec<_>>(),
        "bid_usd": recording.depth.iter().map(|band| usd(band.bid * last)).collect::<Vec<_>>(),
        "ask_usd": recording.depth.iter().map(|band| usd(band.ask * last)).collect::<Vec<_>>(),
    })
}

/// Price steps in one US dollar.
#[derive(Clone, Copy)]
struct Tick(f64);

impl Tick {
    fn round(self, price: f64) -> f64 {
        (price * self.0).round() / self.0
    }
}

fn coins(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}

fn usd(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn rate(value: f64) -> f64 {
    (value * 1e8).round() / 1e8
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::market::recording::{DepthBand, MarkCandle, Print};
    use crate::market::story::STORIES;

    /// The document as a value, refused when a table's columns differ in length.
    pub(crate) fn checked(text: &str) -> Value {
        let document: Value = serde_json::from_str(text).unwrap();
        for table in ["candles", "mark_candles", "open_interest", "funding", "liquidations", "depth", "tiers"] {
            let columns = document["markets"][0][table].as_object().unwrap();
            let lengths: Vec<usize> = columns.values().filter_map(Value::as_array).map(Vec::len).collect();
            assert!(lengths.windows(2).all(|pair| pair[0] == pair[1]), "{table}: {lengths:?}");
        }
        document
    }

    /// The first story with nothing beside its market.
    fn plain() -> Story {
        Story { beside: |_| json!({}), ..STORIES[0] }
    }

    #[test]
    fn rounding_is_to_the_tick_and_to_thousandths() {
        let candle = Candle {
            open: 100.04,
            high: 101.26,
            low: 99.96,
            close: 100.55,
            volume: 2.000_49,
            turnover: 200.16,
            taker_buy_volume: 0.999_51,
        };
        let recording = Recording {
            start_ms: HOUR_MS,
            candles: vec![candle],
            marks: vec![MarkCandle { high: 101.31, low: 99.94, close: 100.01 }],
            open_interest: vec![5.123_456],
            funding: vec![(HOUR_MS, 0.000_123_456_789)],
            prints: vec![Print { time_ms: HOUR_MS + 5, long: true, price: 99.97, coins: 2.0 }],
            depth: vec![DepthBand { distance: 0.01, bid: 1.0, ask: 2.0 }],
        };
        let document = checked(&text(&recording, &plain(), 3).unwrap());
        let market = &document["markets"][0];
        let found = |table: &str, column: &str| market[table][column][0].as_f64().unwrap();
        let prices = ["open", "high", "low", "close"].map(|name| found("candles", name));
        assert_eq!(prices, [100.0, 101.3, 100.0, 100.6]);
        assert_eq!(["volume", "turnover", "taker_buy_volume"].map(|name| found("candles", name)), [2.0, 200.2, 1.0]);
        assert_eq!((found("open_interest", "value"), found("funding", "rate")), (5.123, 0.000_123_46));
        assert_eq!((found("liquidations", "usd"), found("depth", "ask_usd")), (199.9, 201.1));
        assert_eq!(document["as_of_ms"].as_i64(), Some(2 * HOUR_MS));
    }
}
