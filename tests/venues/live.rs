//! Venues that are followed, without a network: a venue in this file answers what is asked.

use liquidation_widgets::engine::market::{Liquidations, Side, Snapshot};
use liquidation_widgets::engine::request;
use liquidation_widgets::engine::venues::answer::{Answer, Body};
use liquidation_widgets::engine::venues::live::{Live, LiveRequest, VenueState};
use liquidation_widgets::value::Value;

const HOUR_MS: i64 = 3_600_000;
const START_MS: i64 = 1_768_424_400_000;

fn number(url: &str, name: &str) -> Option<i64> {
    url.split(['?', '&']).find_map(|part| part.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
}

/// What Bybit (with its clock) or Binance (without) would answer at `now_ms`, with the candle that grows.
fn venue(url: &str, now_ms: i64) -> String {
    let range = |from: &str, to: &str| {
        let (from, to) = (number(url, from).unwrap_or(0), number(url, to).unwrap_or(now_ms).min(now_ms));
        ((from + HOUR_MS - 1).div_euclid(HOUR_MS)..=to.div_euclid(HOUR_MS)).map(|hour| hour * HOUR_MS)
    };
    let bybit = |rows: Vec<String>| {
        let rows: Vec<String> = rows.into_iter().rev().collect();
        format!(r#"{{"retCode":0,"retMsg":"OK","result":{{"list":[{}]}},"time":{now_ms}}}"#, rows.join(","))
    };
    let price = |time: i64| 100.0 + (time / HOUR_MS % 24) as f64;
    // A candle that grows has another close than it ends with.
    let close = |time: i64| if time + HOUR_MS > now_ms { price(time) + 0.25 } else { price(time + HOUR_MS) };
    let bars = |time: i64| format!(r#""{}","{}","{}","{}""#, price(time), 130, 90, close(time));
    if url.contains("/instruments-info") {
        return bybit(vec![r#"{"symbol":"BTCUSDT","priceFilter":{"tickSize":"0.10"}}"#.to_owned()]);
    }
    if url.contains("/v5/market/kline") {
        return bybit(range("start", "end").map(|time| format!(r#"["{time}",{},"50","5000"]"#, bars(time))).collect());
    }
    if url.contains("/v5/market/open-interest") {
        let row = |time| format!(r#"{{"openInterest":"1000","timestamp":"{time}"}}"#);
        return bybit(range("startTime", "endTime").map(row).collect());
    }
    if url.contains("/fapi/v1/klines") {
        let row =
            |time: i64| format!(r#"[{time},{},"50",{},"5000",1,"20","2000","0"]"#, bars(time), time + HOUR_MS - 1);
        return format!("[{}]", range("startTime", "endTime").map(row).collect::<Vec<_>>().join(","));
    }
    if url.contains("/openInterestHist") {
        let row = |time| format!(r#"{{"symbol":"BTCUSDT","sumOpenInterest":"1000","timestamp":{time}}}"#);
        return format!("[{}]", range("startTime", "endTime").map(row).collect::<Vec<_>>().join(","));
    }
    if url.contains("/fapi/") { r#"{"code":-1,"msg":"not here"}"#.to_owned() } else { bybit(Vec::new()) }
}

fn answer(status: u16, now_ms: i64, bytes: usize) -> Answer {
    Answer {
        status,
        failure: "no answer".to_owned(),
        retry_after_ms: None,
        server_ms: None,
        received_ms: now_ms,
        bytes,
        jitter: 0.0,
    }
}

fn live(venues: &str, now_ms: i64, snapshot: Option<&Snapshot>) -> Live {
    let text = format!(r#"{{"venues":[{venues}],"symbol":"BTCUSDT","nowMs":{now_ms}}}"#);
    Live::new(&request::read::<LiveRequest>(&text).unwrap(), snapshot).unwrap()
}

/// One round of all venues: the addresses asked. The asker's clock is `ahead_ms` ahead of the venues'.
fn round(live: &mut Live, now_ms: i64, ahead_ms: i64) -> Vec<String> {
    live.begin(now_ms + ahead_ms, false);
    let mut urls = Vec::new();
    for index in 0..live.venue_count() {
        while let Some(ask) = live.next(index) {
            let text = venue(&ask.url, now_ms);
            urls.push(ask.url);
            assert!(urls.len() < 100, "no end of requests");
            live.feed(index, &answer(200, now_ms + ahead_ms, text.len()), Body::of_text(&text)).unwrap();
        }
    }
    urls
}

/// A round in which the first venue answers with `status`.
fn failed_round(live: &mut Live, now_ms: i64, status: u16) -> usize {
    live.begin(now_ms, false);
    let mut asked = 0;
    while live.next(0).is_some() {
        asked += 1;
        let _failed = live.feed(0, &answer(status, now_ms, 0), Body::of_text(""));
    }
    asked
}

fn document(live: &mut Live) -> (String, Snapshot) {
    let value = Value::from(&live.document().unwrap().unwrap());
    (value_text(&value), Snapshot::from_value(value).unwrap())
}

fn value_text(value: &Value) -> String {
    format!("{value:?}")
}

fn state(live: &Live, now_ms: i64) -> VenueState {
    live.statuses(now_ms)[0].state
}

#[test]
fn nothing_is_asked_between_two_candles_and_one_request_a_table_after_one() {
    let mut live = live(r#""bybit""#, START_MS, None);
    round(&mut live, START_MS, 0);
    let revision = live.revision();
    assert!(round(&mut live, START_MS + HOUR_MS / 2, 0).is_empty());
    assert_eq!(live.revision(), revision);
    let urls = round(&mut live, START_MS + HOUR_MS, 0);
    let about = |word: &str| urls.iter().filter(|url| url.contains(word)).count();
    assert_eq!((about("/kline"), about("/open-interest"), about("/instruments-info")), (1, 1, 0), "{urls:?}");
}

#[test]
fn the_beginning_stays_until_a_sixteenth_more_has_come_and_then_moves_by_it() {
    let mut live = live(r#""bybit""#, START_MS, None);
    let mut begins = Vec::new();
    for hour in 0..=44 {
        round(&mut live, START_MS + hour * HOUR_MS, 0);
        let times = document(&mut live).1.markets[0].candles.open_time_ms.clone();
        assert_eq!(times[times.len() - 1], START_MS + (hour - 1) * HOUR_MS);
        assert!((336..=336 + 21).contains(&times.len()), "{} candles at hour {hour}", times.len());
        begins.push(times[0]);
    }
    begins.dedup();
    let first = START_MS - 14 * 24 * HOUR_MS;
    assert_eq!(begins, [first, first + 22 * HOUR_MS, first + 44 * HOUR_MS]);
}

#[test]
fn rounds_give_the_same_candles_as_one_gathering_at_the_end() {
    for ahead_ms in [0, 2 * HOUR_MS, -2 * HOUR_MS] {
        for venues in [r#""bybit""#, r#""binance""#] {
            let mut step_by_step = live(venues, START_MS, None);
            for hour in 0..6 {
                round(&mut step_by_step, START_MS + hour * HOUR_MS + 1_000, ahead_ms);
            }
            let now_ms = START_MS + 5 * HOUR_MS + 1_000;
            let mut at_once = live(venues, now_ms, None);
            round(&mut at_once, now_ms, ahead_ms);
            let (mut stepped, mut whole) = (document(&mut step_by_step).1, document(&mut at_once).1);
            let first = stepped.markets[0].candles.open_time_ms[0].max(whole.markets[0].candles.open_time_ms[0]);
            let tail = |snapshot: &mut Snapshot| {
                let candles = &snapshot.markets[0].candles;
                let from = candles.open_time_ms.partition_point(|time| *time < first);
                (candles.open_time_ms[from..].to_vec(), candles.close[from..].to_vec())
            };
            assert_eq!(tail(&mut stepped), tail(&mut whole), "{venues}, {ahead_ms} ms ahead");
            let over = |time: &i64| time + HOUR_MS <= now_ms;
            assert!(stepped.markets[0].candles.open_time_ms.iter().all(over), "{venues}, {ahead_ms} ms ahead");
        }
    }
}

#[test]
fn a_round_that_fails_changes_nothing_but_the_state() {
    let mut live = live(r#""bybit""#, START_MS, None);
    round(&mut live, START_MS, 0);
    let before = document(&mut live);
    for (status, wanted) in [(500, VenueState::Refused), (0, VenueState::Unreachable), (451, VenueState::Blocked)] {
        let mut spoilt = live.clone();
        assert!(failed_round(&mut spoilt, START_MS + HOUR_MS, status) > 0);
        assert_eq!(state(&spoilt, START_MS + HOUR_MS), wanted);
        assert_eq!(document(&mut spoilt), before);
    }
}

#[test]
fn pauses_double_and_a_venue_that_is_closed_to_a_place_is_left_alone() {
    let mut followed = live(r#""bybit""#, START_MS, None);
    assert_eq!(failed_round(&mut followed, START_MS, 500), 3);
    let again = |live: &Live| live.statuses(START_MS)[0].again_ms;
    let first = again(&followed).unwrap();
    assert!(first >= START_MS + 7_500);
    assert_eq!(failed_round(&mut followed, first - 1, 500), 0);
    assert_eq!(failed_round(&mut followed, first, 500), 3);
    assert!(again(&followed).unwrap() - first > first - START_MS);
    let mut closed = live(r#""bybit""#, START_MS, None);
    assert_eq!(failed_round(&mut closed, START_MS, 403), 1);
    assert_eq!(failed_round(&mut closed, START_MS + 100 * HOUR_MS, 403), 0);
    closed.begin(START_MS + 100 * HOUR_MS, true);
    assert!(closed.next(0).is_some());
}

#[test]
fn a_snapshot_is_gone_on_from_and_one_that_was_made_is_not() {
    let mut first = live(r#""bybit""#, START_MS, None);
    round(&mut first, START_MS, 0);
    let (_, snapshot) = document(&mut first);
    let now_ms = START_MS + 7 * HOUR_MS;
    let mut seeded = live(r#""bybit""#, now_ms, Some(&snapshot));
    assert!(seeded.document().unwrap().is_none(), "before any venue has answered there is nothing new");
    let urls = round(&mut seeded, now_ms, 0);
    let start = urls.iter().find(|url| url.contains("/kline")).and_then(|url| number(url, "start"));
    assert_eq!(start, Some(START_MS - HOUR_MS));
    let (_, read) = document(&mut seeded);
    assert_eq!(read.as_of_ms, now_ms);
    assert!(read.markets[0].candles.open_time_ms.windows(2).all(|pair| pair[1] - pair[0] == HOUR_MS));
    let mut made = snapshot;
    made.provenance.kind = liquidation_widgets::engine::market::ProvenanceKind::Simulated;
    let mut fresh = live(r#""bybit""#, now_ms, Some(&made));
    let urls = round(&mut fresh, now_ms, 0);
    assert!(urls.iter().filter_map(|url| number(url, "start")).all(|start| start < START_MS - 24 * HOUR_MS));
}

#[test]
fn the_venue_that_goes_furthest_gives_the_prices_and_the_time_never_goes_back() {
    let mut live = live(r#""bybit","binance""#, START_MS, None);
    round(&mut live, START_MS, 0);
    assert_eq!(document(&mut live).1.markets[0].venue, "bybit");
    let now_ms = START_MS + HOUR_MS;
    live.begin(now_ms, false);
    let _failed = live.feed(0, &answer(451, now_ms, 0), Body::of_text(""));
    while let Some(ask) = live.next(1) {
        let text = venue(&ask.url, now_ms);
        live.feed(1, &answer(200, now_ms, text.len()), Body::of_text(&text)).unwrap();
    }
    let (_, read) = document(&mut live);
    assert_eq!((read.markets[0].venue.as_str(), read.as_of_ms), ("binance", now_ms));
    assert_eq!(read.markets[1].candles.open_time_ms.last(), Some(&(START_MS - HOUR_MS)));
}

#[test]
fn streamed_liquidations_stand_in_the_document_and_are_not_called_complete() {
    let mut live = live(r#""bybit""#, START_MS, None);
    round(&mut live, START_MS, 0);
    let message = format!(
        r#"{{"topic":"allLiquidation.BTCUSDT","data":[{{"T":{},"s":"BTCUSDT","S":"Buy","v":"2","p":"100"}}]}}"#,
        START_MS - 1
    );
    let message = Value::from_json(&message).unwrap();
    assert_eq!(live.streamed(0, &message), Ok(1));
    assert_eq!(live.streamed(0, &message), Ok(1), "the same again after the line broke");
    assert!(live.streamed(0, &Value::from_json(r#"{"topic":"allLiquidation.BTCUSDT","data":7}"#).unwrap()).is_err());
    let liquidations = document(&mut live).1.markets[0].liquidations.clone().unwrap();
    assert_eq!((liquidations.usd, liquidations.complete), (vec![200.0], false));
}

#[test]
fn realised_liquidations_of_the_snapshot_stay_and_the_stream_adds_to_them() {
    let mut first = live(r#""bybit""#, START_MS, None);
    round(&mut first, START_MS, 0);
    let (_, mut snapshot) = document(&mut first);
    let at = |hours: i64| START_MS - hours * HOUR_MS;
    snapshot.markets[0].liquidations = Some(Liquidations {
        time_ms: vec![at(400), at(5)],
        side: vec![Side::Long, Side::Short],
        usd: vec![1e6, 2e6],
        price: Some(vec![101.0, 102.0]),
        period_ms: None,
        complete: true,
    });
    let now_ms = START_MS + 2 * HOUR_MS;
    let mut seeded = live(r#""bybit""#, now_ms, Some(&snapshot));
    round(&mut seeded, now_ms, 0);
    let told = |live: &mut Live| {
        let realised = document(live).1.markets[0].liquidations.clone().unwrap();
        (realised.time_ms, realised.usd, realised.complete)
    };
    assert_eq!(told(&mut seeded), (vec![at(5)], vec![2e6], false), "what lies before the candles goes with them");
    let streamed = format!(
        r#"{{"topic":"allLiquidation.BTCUSDT","type":"snapshot","ts":{START_MS},"data":[{{"T":{START_MS},"s":"BTCUSDT","S":"Buy","v":"10","p":"100"}},{{"T":{},"s":"BTCUSDT","S":"Sell","v":"1","p":"1"}}]}}"#,
        at(5)
    );
    assert_eq!(seeded.streamed(0, &Value::from_json(&streamed).unwrap()).unwrap(), 2);
    assert_eq!(told(&mut seeded).0, [at(5), at(5), START_MS]);
}

/// An answer of status 200 that is none, of each venue: an error of its own, nothing, or another thing.
const NO_ANSWERS: [(&str, &[&str]); 5] = [
    (
        "binance",
        &[r#"{"code":-1000,"msg":"An unknown error occured."}"#, r#"{"code":-1003,"msg":"Too many requests."}"#],
    ),
    (
        "bybit",
        &[
            r#"{"retCode":10016,"retMsg":"Server error.","result":{}}"#,
            r#"{"retCode":10006,"retMsg":"Too many visits!"}"#,
        ],
    ),
    (
        "okx",
        &[
            r#"{"code":"50001","msg":"Service temporarily unavailable","data":[]}"#,
            r#"{"code":"50011","msg":"Too Many Requests","data":[]}"#,
        ],
    ),
    ("hyperliquid", &["null", r#"{"error":"internal"}"#, r#""Failed to deserialize the JSON body""#]),
    (
        "deribit",
        &[
            r#"{"jsonrpc":"2.0","error":{"code":11044,"message":"not_open_order"}}"#,
            r#"{"error":{"code":10028,"message":"too_many_requests"}}"#,
        ],
    ),
];
const FOR_ALL: [&str; 9] = ["", "{}", "[]", "null", "0", "true", r#""""#, "<html>", r#"{"data":{},"result":{}}"#];

#[test]
fn an_answer_of_200_that_is_an_error_or_nothing_is_never_drawn_and_the_venue_does_not_stand_well() {
    for (venue, bodies) in NO_ANSWERS {
        for body in bodies.iter().chain(&FOR_ALL) {
            let mut live = live(&format!(r#""{venue}""#), START_MS, None);
            live.begin(START_MS, false);
            for _ in 0..100 {
                if live.next(0).is_none() {
                    break;
                }
                let _failed = live.feed(0, &answer(200, START_MS, body.len()), Body::of_text(body));
            }
            assert!(live.next(0).is_none(), "{venue} is asked for ever after {body}");
            assert!(live.document().ok().flatten().is_none(), "{venue} is drawn from {body}");
            let [status] = &live.statuses(START_MS)[..] else { panic!("one venue") };
            let fault = status.fault.as_ref().unwrap_or_else(|| panic!("{venue} has no fault after {body}"));
            assert!(!matches!(status.state, VenueState::Ok | VenueState::Asking), "{venue} after {body}: {fault:?}");
            assert!(!fault.allowed.is_empty(), "{venue} after {body}");
        }
    }
}

#[test]
fn an_error_in_a_later_round_changes_nothing_that_was_shown() {
    for venue in [r#""bybit""#, r#""binance""#] {
        let mut live = live(venue, START_MS, None);
        round(&mut live, START_MS, 0);
        let (_, before) = document(&mut live);
        for body in NO_ANSWERS.iter().flat_map(|(_, bodies)| *bodies).chain(&FOR_ALL) {
            let mut spoilt = live.clone();
            let now_ms = START_MS + HOUR_MS;
            spoilt.begin(now_ms, false);
            for _ in 0..100 {
                if spoilt.next(0).is_none() {
                    break;
                }
                let _failed = spoilt.feed(0, &answer(200, now_ms, body.len()), Body::of_text(body));
            }
            let after = document(&mut spoilt).1;
            let told = (&after.markets, after.as_of_ms) == (&before.markets, before.as_of_ms);
            assert!(told, "{venue} after {body}");
        }
    }
}

#[test]
fn a_contract_that_is_listed_no_longer_grows_stale_and_stays_as_it_was() {
    for venues in [r#""bybit""#, r#""binance""#] {
        let mut live = live(venues, START_MS, None);
        round(&mut live, START_MS, 0);
        let (_, before) = document(&mut live);
        let empty = if venues.contains("bybit") { r#"{"retCode":0,"result":{"list":[]}}"# } else { "[]" };
        for hour in 1..=5 {
            let now_ms = START_MS + hour * HOUR_MS;
            live.begin(now_ms, true);
            for _ in 0..50 {
                if live.next(0).is_none() {
                    break;
                }
                let _none = live.feed(0, &answer(200, now_ms, empty.len()), Body::of_text(empty));
            }
        }
        let (_, after) = document(&mut live);
        assert_eq!(after.markets[0].candles, before.markets[0].candles, "{venues}");
        assert_eq!(after.as_of_ms, before.as_of_ms, "{venues}");
        assert_ne!(state(&live, START_MS + 5 * HOUR_MS), VenueState::Ok, "{venues}");
    }
}

#[test]
fn a_page_that_slept_for_days_misses_no_candle() {
    for days in [1, 9, 40] {
        let mut live = live(r#""bybit""#, START_MS, None);
        round(&mut live, START_MS, 0);
        let now_ms = START_MS + days * 24 * HOUR_MS;
        round(&mut live, now_ms, 0);
        let (_, snapshot) = document(&mut live);
        let times = &snapshot.markets[0].candles.open_time_ms;
        assert!(times.windows(2).all(|pair| pair[1] - pair[0] == HOUR_MS), "{days} days");
        assert_eq!(snapshot.as_of_ms, now_ms, "{days} days");
        assert!(times[0] <= now_ms - 13 * 24 * HOUR_MS, "{days} days");
    }
}
