//! Gatherings without a network: a venue in this file answers what is asked.

use liquidation_widgets::engine::market::Snapshot;
use liquidation_widgets::engine::request;
use liquidation_widgets::engine::venues::answer::{Answer, Body};
use liquidation_widgets::engine::venues::coverage;
use liquidation_widgets::engine::venues::gathering::{Fed, Gathered};
use liquidation_widgets::engine::venues::{GatherRequest, Gathering};
use liquidation_widgets::error::{Code, Error};
use liquidation_widgets::value::Value;

const HOUR_MS: i64 = 3_600_000;
const NOW_MS: i64 = 1_768_424_400_000;

/// A number of the address.
fn number(url: &str, name: &str) -> Option<i64> {
    url.split(['?', '&']).find_map(|part| part.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
}

fn price(time_ms: i64) -> f64 {
    100.0 + (time_ms / HOUR_MS % 24) as f64
}

/// Times from `from` to `to`, one an hour.
fn hours(from: i64, to: i64) -> Vec<i64> {
    let first = (from + HOUR_MS - 1).div_euclid(HOUR_MS);
    (first..=to.div_euclid(HOUR_MS)).map(|hour| hour * HOUR_MS).collect()
}

/// How the venue of this file errs.
#[derive(Clone, Copy, Default)]
struct Manner {
    /// Rows of a page at most.
    most: usize,
    /// Every so many candles one is missing.
    gap_every: Option<i64>,
    /// Rows in the order opposite to the documented one, each twice.
    turned: bool,
    /// Milliseconds that its clock is behind.
    behind_ms: i64,
}

/// What Bybit would answer.
fn bybit(url: &str, manner: Manner) -> String {
    let list = |rows: Vec<String>| format!(r#"{{"retCode":0,"retMsg":"OK","result":{{"list":[{}]}}}}"#, rows.join(","));
    let (from, to) = (number(url, "start").or(number(url, "startTime")), number(url, "end").or(number(url, "endTime")));
    let (from, to) = (from.unwrap_or(0), to.unwrap_or(NOW_MS).min(NOW_MS));
    let rows = |make: &dyn Fn(i64) -> String| {
        let there = |time: &i64| manner.gap_every.is_none_or(|every| time / HOUR_MS % every != 0);
        let mut times: Vec<i64> = hours(from, to).into_iter().filter(there).rev().take(manner.most).collect();
        if manner.turned {
            times = times.iter().rev().flat_map(|time| [*time, *time]).collect();
        }
        list(times.into_iter().map(make).collect())
    };
    if url.contains("/instruments-info") {
        return list(vec![r#"{"symbol":"BTCUSDT","priceFilter":{"tickSize":"0.10"}}"#.to_owned()]);
    }
    if url.contains("/open-interest") {
        return rows(&|time| format!(r#"{{"openInterest":"{}","timestamp":"{time}"}}"#, 1000 + time / HOUR_MS % 50));
    }
    if url.contains("/kline") {
        return rows(&|time| {
            let (open, close) = (price(time), price(time + HOUR_MS));
            format!(
                r#"["{time}","{open}","{}","{}","{close}","50","5000"]"#,
                open.max(close) + 1.0,
                open.min(close) - 1.0
            )
        });
    }
    list(Vec::new())
}

fn answer(text: &str, behind_ms: i64) -> Answer {
    Answer {
        status: 200,
        failure: String::new(),
        retry_after_ms: None,
        server_ms: Some(NOW_MS - behind_ms),
        received_ms: NOW_MS,
        bytes: text.len(),
        jitter: 0.0,
    }
}

fn asked(request: &str, respond: impl Fn(&str) -> String, behind_ms: i64) -> (Result<Gathered, Error>, Vec<String>) {
    let mut gathering = Gathering::new(request::read::<GatherRequest>(request).unwrap());
    let mut urls = Vec::new();
    for venue in 0..gathering.venue_count() {
        while let Some(ask) = gathering.next(venue) {
            let text = respond(&ask.url);
            urls.push(ask.url);
            assert!(urls.len() < 500, "no end of requests");
            match gathering.feed(venue, &answer(&text, behind_ms), Body::of_text(&text)) {
                Ok(Fed::Taken) => {}
                Ok(Fed::Again { because, .. }) => panic!("asked again: {because}"),
                Err(_) => break,
            }
        }
    }
    (gathering.finish(), urls)
}

fn week(manner: Manner) -> (Gathered, Vec<String>) {
    let request = format!(r#"{{"symbol":"BTCUSDT","venues":["bybit"],"range":"7d","tables":[],"nowMs":{NOW_MS}}}"#);
    let (gathered, urls) = asked(&request, |url| bybit(url, manner), manner.behind_ms);
    (gathered.unwrap(), urls)
}

fn snapshot(gathered: &Gathered) -> Snapshot {
    Snapshot::from_value(Value::from(&gathered.snapshot)).unwrap()
}

const PLAIN: Manner = Manner { most: 1000, gap_every: None, turned: false, behind_ms: 0 };

#[test]
fn a_week_of_one_venue_is_whole_checked_and_dated() {
    let (gathered, urls) = week(PLAIN);
    let read = snapshot(&gathered);
    assert_eq!(urls.len(), 3, "contract, candles, open interest: {urls:?}");
    assert_eq!((read.markets[0].candles.len(), read.as_of_ms), (168, NOW_MS));
    assert_eq!(read.markets[0].price_tick, Some(0.1));
    assert_eq!(read.markets[0].open_interest.as_ref().unwrap().time_ms.len(), 169);
    assert_eq!(read.provenance.sources.len(), 1);
    assert!(read.provenance.sources[0].url.starts_with("https://api.bybit.com/"));
}

#[test]
fn the_same_answers_give_the_same_document_however_they_are_cut_turned_and_repeated() {
    let whole = week(PLAIN).0.snapshot;
    for most in [7, 24, 100, 200] {
        assert_eq!(week(Manner { most, ..PLAIN }).0.snapshot, whole, "{most} rows a page");
        let (turned, _) = week(Manner { most, turned: true, ..PLAIN });
        assert_eq!(turned.snapshot, whole);
        let counts = &turned.reports[0].tables[1].counts;
        assert!(counts.duplicates >= 168 && counts.reordered > 0);
    }
}

#[test]
fn gaps_are_reported_and_nothing_is_filled_in() {
    let (gathered, urls) = week(Manner { gap_every: Some(10), ..PLAIN });
    let candles = snapshot(&gathered).markets.remove(0).candles;
    let report = &gathered.reports[0].tables[1];
    assert!(candles.len() < 168 && report.rows == candles.len());
    assert!((15..=17).contains(&report.gaps.len()), "{:?}", report.gaps);
    assert!(report.gaps.iter().all(|(from, to)| to - from == 2 * HOUR_MS));
    assert!(urls.len() <= 5);
}

#[test]
fn what_the_venues_clock_has_not_reached_is_not_over() {
    let (gathered, _) = week(Manner { behind_ms: 90_000, ..PLAIN });
    assert_eq!(gathered.snapshot.as_of_ms, NOW_MS - HOUR_MS);
    assert_eq!(gathered.reports[0].clock_ahead_ms, Some(-90_000));
}

#[test]
fn several_venues_end_at_the_same_instant_and_their_sum_says_its_coverage() {
    let request = format!(
        r#"{{"symbol":"BTCUSDT","range":"2d","tables":[],"nowMs":{NOW_MS},
            "venues":["bybit",{{"venue":"hyperliquid","sides":2}}]}}"#
    );
    let late = NOW_MS - HOUR_MS;
    let respond = |url: &str| {
        if url.contains("bybit") {
            return bybit(url, PLAIN);
        }
        let state = r#"[{"universe":[{"name":"BTC","maxLeverage":40,"marginTableId":1}],"marginTables":[]},[{"openInterest":"500"}]]"#;
        let candle = |time: i64| {
            let (open, close) = (price(time), price(time + HOUR_MS));
            let (high, low) = (open.max(close), open.min(close));
            format!(r#"{{"t":{time},"o":"{open}","h":"{high}","l":"{low}","c":"{close}","v":"5"}}"#)
        };
        // One address, two questions: candles first.
        let candles: Vec<String> = hours(NOW_MS - 48 * HOUR_MS, late - HOUR_MS).into_iter().map(candle).collect();
        format!(r#"{{"state":{state},"candles":[{}]}}"#, candles.join(","))
    };
    let mut gathering = Gathering::new(request::read::<GatherRequest>(&request).unwrap());
    for venue in 0..2 {
        while let Some(ask) = gathering.next(venue) {
            let mut text = respond(&ask.url);
            if let Some(body) = ask.body {
                let Value::Object(both) = Value::from_json(&text).unwrap() else { panic!("no object") };
                let wanted = usize::from(body.contains("candleSnapshot"));
                let message = both[wanted].1.clone();
                assert_eq!(gathering.feed(venue, &answer("", 0), Body::Message(message)).unwrap(), Fed::Taken);
                text.clear();
                continue;
            }
            assert_eq!(gathering.feed(venue, &answer(&text, 0), Body::of_text(&text)).unwrap(), Fed::Taken);
        }
    }
    let gathered = gathering.finish().unwrap();
    assert_eq!(gathered.snapshot.as_of_ms, late, "the earlier end of the two");
    assert!(gathered.snapshot.provenance.note.contains("Hyperliquid"));
    let read = snapshot(&gathered);
    assert_eq!(read.markets[1].open_interest.as_ref().unwrap().value, [250.0], "two sides are halved");
    let sum = coverage::aggregate(&read).unwrap();
    let last = sum.time_ms.len() - 1;
    assert_eq!(sum.time_ms[last], late);
    assert!(sum.coverage[last] < 1.0 && sum.coverage[last] > 0.5, "{}", sum.coverage[last]);
    assert_eq!(sum.by_market[1][last], None, "known for the present only, never before it");
}

fn refused(request: &str) -> (Code, String) {
    let error = request::read::<GatherRequest>(request).unwrap_err();
    (error.code, error.field.clone())
}

#[test]
fn a_request_that_cannot_be_meant_is_refused_before_anything_is_asked() {
    let with = |rest: &str| format!(r#"{{"symbol":"BTCUSDT","nowMs":{NOW_MS},{rest}}}"#);
    let six = r#""venues":["bybit","okx","binance","deribit","hyperliquid","bybit"]"#;
    assert_eq!(refused(&with(six)), (Code::DataTooLarge, "venues".to_owned()));
    assert_eq!(refused(&with(r#""venues":[]"#)).0, Code::DataEmpty);
    assert_eq!(refused(&with(r#""venues":["bybit","bybit"]"#)).0, Code::DataDuplicated);
    assert_eq!(refused(&with(r#""venues":["bitmex"]"#)).0, Code::AttributeInvalid);
    assert_eq!(
        refused(&with(r#""venues":["deribit"],"interval":"4h""#)),
        (Code::AttributeInvalid, "interval".to_owned())
    );
    assert_eq!(refused(&with(r#""venues":["bybit"],"range":"90000d""#)).0, Code::DataRange);
    assert_eq!(refused(&with(r#""venues":["bybit"],"range":"3000w","interval":"1m""#)).0, Code::DataRange);
    assert_eq!(refused(&with(r#""venues":["bybit"],"range":"1000d","interval":"1m""#)).0, Code::DataTooLarge);
    assert_eq!(refused(&with(r#""venues":["bybit"],"rnage":"7d""#)).0, Code::AttributeUnknown);
    let endpoint = r#""venues":[{"venue":"bybit","endpoint":"file:///etc/passwd"}]"#;
    assert_eq!(refused(&with(endpoint)), (Code::AttributeInvalid, "venues[0].endpoint".to_owned()));
    let other = r#""venues":["bybit",{"venue":"okx","symbol":"ETHUSDT"}]"#;
    assert_eq!(refused(&with(other)).0, Code::SymbolUnknown);
}

#[test]
fn a_venue_that_fails_ends_the_document_unless_a_partial_one_is_wanted() {
    for (partial, fails) in [(false, true), (true, false)] {
        let request = format!(
            r#"{{"symbol":"BTCUSDT","range":"1d","tables":[],"nowMs":{NOW_MS},"partial":{partial},"venues":["bybit","binance"]}}"#
        );
        let respond = |url: &str| match url.contains("bybit") {
            true => bybit(url, PLAIN),
            false => r#"{"code":-1121,"msg":"Invalid symbol."}"#.to_owned(),
        };
        let (gathered, _) = asked(&request, respond, 0);
        match gathered {
            Err(error) => {
                assert!(fails);
                assert_eq!((error.code, error.field.as_str()), (Code::SymbolUnknown, "binance.candles"));
            }
            Ok(gathered) => {
                assert!(!fails);
                assert!(gathered.snapshot.provenance.note.contains("Binance USD-M is missing"));
                assert_eq!(gathered.snapshot.markets.len(), 1);
            }
        }
    }
}

#[test]
fn a_table_that_is_only_wanted_is_left_out_and_said() {
    let request = format!(
        r#"{{"symbol":"BTCUSDT","venues":["bybit"],"range":"1d","tables":["tiers","funding"],"nowMs":{NOW_MS}}}"#
    );
    let (gathered, _) = asked(&request, |url| bybit(url, PLAIN), 0);
    let gathered = gathered.unwrap();
    let (table, error) = &gathered.reports[0].left_out[0];
    assert_eq!((table.as_str(), error.code), ("tiers", Code::TiersMissing));
    assert_eq!(gathered.snapshot.provenance.note, "Bybit did not give: tiers.");
}

#[test]
fn an_answer_about_another_time_is_refused_and_not_drawn() {
    let request = format!(r#"{{"symbol":"BTCUSDT","venues":["bybit"],"range":"1d","tables":[],"nowMs":{NOW_MS}}}"#);
    let old = |url: &str| match url.contains("/kline") {
        true => bybit("/kline?start=1000000000000&end=1000100000000", PLAIN),
        false => bybit(url, PLAIN),
    };
    let (gathered, _) = asked(&request, old, 0);
    assert_eq!(gathered.unwrap_err().code, Code::DataUnordered);
}
