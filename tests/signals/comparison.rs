//! Comparisons of whole snapshots: known answers from the tables of a document on, and what is no data.

use liquidation_widgets::engine::market::Snapshot;
use liquidation_widgets::engine::request::read;
use liquidation_widgets::engine::signals::of_snapshot::Comparison;
use liquidation_widgets::engine::signals::of_snapshot::comparison::{CompareRequest, ComparedAsset};
use liquidation_widgets::value::Value;
use serde_json::{Value as Json, json};

use crate::asking::{json as plain, near};

const HOUR_MS: i64 = 3_600_000;
/// 22 September 2025, 20:00 UTC.
const NOW_MS: i64 = 1_758_571_200_000;
const OWN: [f64; 6] = [100.0, 110.0, 99.0, 90.0, 95.0, 88.0];

/// Start of each of `rows` hours before now.
fn hours(rows: usize) -> Vec<i64> {
    (0..rows as i64).map(|row| NOW_MS - (rows as i64 - row) * HOUR_MS).collect()
}

fn document(beside: &Json) -> Json {
    let close = OWN.to_vec();
    let high: Vec<f64> = OWN.iter().map(|close| close + 1.0).collect();
    let low: Vec<f64> = OWN.iter().map(|close| close - 1.0).collect();
    let mut document = json!({
        "format": "liq-snapshot/1", "asset": "BTC", "quote": "USDT", "as_of_ms": NOW_MS,
        "provenance": {"kind": "simulated", "sources": []},
        "markets": [{
            "venue": "binance", "symbol": "BTCUSDT", "contract": "linear",
            "candles": {"interval_ms": HOUR_MS, "open_time_ms": hours(6), "open": close, "high": high, "low": low, "close": close,
                "volume": [1, 1, 1, 1, 1, 1]},
        }],
    });
    for (key, value) in beside.as_object().unwrap() {
        document[key] = value.clone();
    }
    document
}

fn compared(beside: &Json, options: &str) -> Comparison {
    let snapshot = Snapshot::from_json(&document(beside).to_string()).unwrap();
    read::<CompareRequest>(options).unwrap().run(&snapshot).unwrap()
}

fn refused(beside: &Json, options: &str) -> String {
    let snapshot = Snapshot::from_json(&document(beside).to_string()).unwrap();
    match read::<CompareRequest>(options).and_then(|request| request.run(&snapshot)) {
        Err(error) => error.field.clone(),
        Ok(_) => "nothing".to_owned(),
    }
}

/// A coin whose log returns are `slope` times those of the document's own.
fn levered(name: &str, slope: f64, period_ms: i64) -> Json {
    let close: Vec<f64> = OWN.iter().map(|close| 50.0 * libm::pow(close / OWN[0], slope)).collect();
    let starts: Vec<i64> = hours(6).iter().map(|start| start + HOUR_MS - period_ms).collect();
    json!({"asset": name, "period_ms": period_ms, "time_ms": starts, "close": close})
}

fn two() -> Json {
    json!({"assets": [levered("ETH", 2.0, HOUR_MS), levered("GOLD", -1.0, HOUR_MS / 2)]})
}

fn last(asset: &ComparedAsset) -> f64 {
    asset.rebased.last().unwrap().1
}

#[test]
fn coins_are_a_hundred_at_the_first_instant_that_all_have_whatever_their_periods() {
    let found = compared(&two(), "{}");
    let names: Vec<&str> = found.assets.iter().map(|asset| asset.asset.as_str()).collect();
    assert_eq!(names, ["BTC", "ETH", "GOLD"]);
    assert_eq!((found.from_ms, found.step_ms), (NOW_MS - 5 * HOUR_MS, Some(HOUR_MS)));
    assert!(found.assets.iter().all(|asset| asset.rebased.value[0] == Some(100.0)));
    assert!(near(last(&found.assets[0]), 88.0, 1e-9) && near(last(&found.assets[1]), 77.44, 1e-9));
    assert!(near(found.assets[2].change.unwrap(), 100.0 / 88.0 - 1.0, 1e-12));
}

#[test]
fn beta_is_the_slope_of_log_returns_and_is_told_with_their_number() {
    let found = compared(&two(), "{}");
    let [own, ether, gold] = &found.assets[..] else { panic!("{:?}", found.assets.len()) };
    assert_eq!((own.beta, own.pairs), (None, None));
    assert!(near(ether.beta.unwrap(), 2.0, 1e-9) && near(ether.correlation.unwrap(), 1.0, 1e-9));
    assert!(near(gold.beta.unwrap(), -1.0, 1e-9) && near(gold.correlation.unwrap(), -1.0, 1e-9));
    assert_eq!((ether.pairs, gold.pairs), (Some(5), Some(5)));
    let other = compared(&two(), r#"{"reference":"ETH","step":"2h"}"#);
    assert!(near(other.assets[0].beta.unwrap(), 0.5, 1e-9));
    assert_eq!((other.assets[0].pairs, other.assets[1].beta, other.step_ms), (Some(2), None, Some(2 * HOUR_MS)));
}

#[test]
fn falls_are_from_a_high_to_a_later_low_within_the_window() {
    let found = compared(&json!({}), r#"{"window":"4h"}"#);
    let own = &found.assets[0];
    assert!(near(own.deepest.unwrap(), 88.0 / 110.0 - 1.0, 1e-12));
    assert_eq!((own.highest, own.last), (Some(111.0), Some(88.0)));
    assert!(near(own.below_high.unwrap(), 88.0 / 111.0 - 1.0, 1e-12));
    let fall = own.fall.unwrap();
    assert_eq!((fall.high, fall.low), (100.0, 87.0));
    assert!(near(fall.change, -0.13, 1e-12));
    // The window's first candle opens where the close of the one before it stands.
    assert!(near(own.window_change.unwrap(), 88.0 / 110.0 - 1.0, 1e-12));
}

#[test]
fn a_coin_that_shares_no_instants_is_no_data_and_costs_the_others_nothing() {
    let mut stray = levered("SOL", 1.0, HOUR_MS);
    stray["time_ms"] = json!(hours(6).iter().map(|start| start - 1_000_000_000).collect::<Vec<_>>());
    let found = compared(&json!({"assets": [stray, levered("ETH", 2.0, HOUR_MS)]}), "{}");
    let [_, stray, ether] = &found.assets[..] else { panic!("{:?}", found.assets.len()) };
    assert!(stray.rebased.time_ms.is_empty());
    assert_eq!((stray.change, stray.last, stray.beta, stray.correlation), (None, None, None, None));
    assert_eq!((stray.highest, stray.deepest, stray.fall), (None, None, None));
    assert!(near(ether.beta.unwrap(), 2.0, 1e-9));
}

fn events() -> Json {
    json!({"analogues": [
        {"label": "A crash", "asset": "BTC", "start_ms": 500, "time_ms": [100, 400, 700, 900], "price": [50, 40, 30, 36]},
        {"label": "Too late", "asset": "BTC", "start_ms": 500, "time_ms": [600, 900], "price": [50, 40]}]})
}

#[test]
fn an_event_is_a_hundred_at_the_last_price_before_its_start() {
    let found = compared(&events(), "{}");
    let crash = &found.events[0];
    assert_eq!(crash.worth.time_ms, [-400, -100, 200, 400]);
    assert_eq!(crash.worth.value, [Some(125.0), Some(100.0), Some(75.0), Some(90.0)]);
    assert_eq!((crash.start_price, crash.deepest, crash.covered_ms), (Some(40.0), Some(-0.25), Some(400)));
    assert!(near(crash.change.unwrap(), -0.1, 1e-12));
}

#[test]
fn an_event_whose_prices_begin_after_its_start_is_no_data() {
    let late = &compared(&events(), "{}").events[1];
    assert_eq!((late.start_price, late.deepest, late.change, late.covered_ms), (None, None, None, None));
    assert!(late.worth.time_ms.is_empty());
}

#[test]
fn the_move_under_way_is_laid_over_past_events_from_the_start_that_is_asked_for() {
    let options = r#"{"start":"2025-09-22T16:00Z","beforeStart":"1h","afterStart":"2h"}"#;
    let found = compared(&json!({}), options);
    let own = &found.events[0];
    assert_eq!((own.label.as_ref(), own.start_price), (None, Some(110.0)));
    assert_eq!(own.worth.time_ms, [-HOUR_MS, 0, HOUR_MS, 2 * HOUR_MS]);
    assert!(near(own.worth.last().unwrap().1, 100.0 * 90.0 / 110.0, 1e-12));
    assert!(compared(&json!({}), "{}").events.is_empty());
}

#[test]
fn panels_are_those_with_data_and_months_are_pointed_out_by_number() {
    let beside = json!({"monthly_returns": {"month": ["2024-10", "2025-09"], "return_pct": [5.0, 99.0]}});
    let shown = |beside: &Json| compared(beside, "{}").panels.iter().map(|panel| panel.as_str()).collect::<Vec<_>>();
    assert_eq!(shown(&json!({})), ["drawdown"]);
    assert_eq!(shown(&two()), ["assets", "drawdown", "beta"]);
    assert_eq!(shown(&beside), ["drawdown", "months"]);
    let found = compared(&beside, r#"{"month":10}"#);
    let month = found.pointed_month().unwrap();
    assert_eq!((month.n, month.median, month.hit_rate, month.is_small()), (1, Some(5.0), Some(1.0), true));
    // September 2025 is not over yet.
    assert_eq!(compared(&beside, "{}").pointed_month().unwrap().n, 0);
}

#[test]
fn published_prices_of_the_coins_compared_stand_beside_and_others_do_not() {
    let figure = |measure: &str, asset: &str| json!({"measure": measure, "asset": asset, "value": 0.5});
    let published = json!([figure("price_change", "BTC"), figure("lowest_price", "DOGE"), figure("turnover", "BTC")]);
    let found = compared(&json!({"published": published}), "{}");
    assert_eq!(found.reported.len(), 1);
    assert_eq!(found.reported[0].low, Some(0.5));
}

#[test]
fn what_the_snapshot_does_not_have_is_refused_by_its_key() {
    for (options, field) in [
        (r#"{"assets":["DOGE"]}"#, "assets"),
        (r#"{"reference":"DOGE"}"#, "reference"),
        (r#"{"venues":["nowhere"]}"#, "venue"),
        (r#"{"show":["assets","assets"]}"#, "show"),
        (r#"{"start":"yesterday"}"#, "start"),
        (r#"{"start":"5"}"#, "start"),
        (r#"{"window":"0h"}"#, "window"),
        (r#"{"month":13}"#, "month"),
        (r#"{"month":1.5}"#, "month"),
        (r#"{"basis":1}"#, "basis"),
    ] {
        assert_eq!(refused(&two(), options), field, "{options}");
    }
}

#[test]
fn plain_data_say_null_for_what_is_not_known() {
    let found = plain(&Value::from(&compared(&events(), "{}")));
    assert_eq!(found["events"][1]["change"], Json::Null);
    assert_eq!((&found["months"], &found["assets"][0]["beta"]), (&Json::Null, &Json::Null));
    assert_eq!(found["assets"][0]["fall"]["low"], json!(87.0));
}
