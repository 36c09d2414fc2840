//! Laws of liquidation totals, records and flows.

use crate::asking::{ask, near, refused};
use liquidation_widgets::engine::market::Side;
use liquidation_widgets::engine::signals::etf::streak;
use liquidation_widgets::engine::signals::record::LargestSince;
use liquidation_widgets::engine::signals::tape::{Event, Totals};
use liquidation_widgets::error::Code;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = (0_i32..200, any::<bool>(), 1.0..1e6_f64);
    let event = event.prop_map(|(time, long, usd)| Event {
        time_ms: f64::from(time),
        side: if long { Side::Long } else { Side::Short },
        usd,
    });
    prop::collection::vec(event, 0..40)
}

fn flows() -> impl Strategy<Value = Vec<Option<f64>>> {
    let usd = prop_oneof![Just(None), Just(Some(0.0)), (-9.0..9.0_f64).prop_map(Some)];
    prop::collection::vec(usd, 0..20)
}

proptest! {
    #[test]
    fn windows_that_follow_each_other_share_no_event(events in events(), now in 50.0..200.0_f64, first in 1.0..40.0_f64, second in 1.0..40.0_f64) {
        let whole = Totals::of(&events, now, first + second);
        let parts = Totals::of(&events, now, first).and(Totals::of(&events, now - first, second));
        prop_assert_eq!(whole.events, parts.events);
        prop_assert!(near(whole.long, parts.long, 1e-9) && near(whole.short, parts.short, 1e-9));
        prop_assert_eq!(whole.largest, parts.largest);
    }

    #[test]
    fn streak_turns_with_the_sign_of_the_flows(flows in flows()) {
        let turned: Vec<_> = flows.iter().map(|usd| usd.map(|usd| -usd)).collect();
        match (streak(&flows), streak(&turned)) {
            (Some(run), Some(other)) => {
                prop_assert_eq!(run.streak, -other.streak);
                prop_assert_eq!(run.cumulative, -other.cumulative);
            }
            (run, other) => prop_assert!(run.is_none() && other.is_none()),
        }
    }

    #[test]
    fn days_without_flow_neither_break_nor_extend_a_streak(flows in flows(), missing in any::<bool>()) {
        let mut more = flows.clone();
        more.push(if missing { None } else { Some(0.0) });
        let length = |flows: &[Option<f64>]| streak(flows).map_or(0, |run| run.streak);
        prop_assert_eq!(length(&more), length(&flows));
    }

    #[test]
    fn streak_has_the_sign_of_its_sum_and_ends_at_another_sign(flows in flows()) {
        let Some(run) = streak(&flows).filter(|run| run.streak != 0) else { return Ok(()) };
        prop_assert!(run.streak as f64 * run.cumulative > 0.0);
        let known: Vec<f64> = flows.iter().filter_map(|usd| *usd).filter(|usd| *usd != 0.0).collect();
        let before = known.len() - run.streak.unsigned_abs() as usize;
        prop_assert!(known[before..].iter().all(|usd| usd * run.cumulative > 0.0));
        prop_assert!(before == 0 || known[before - 1] * run.cumulative < 0.0);
    }

    #[test]
    fn everything_after_the_day_named_is_smaller(values in prop::collection::vec(0.0..9.0_f64, 0..20), value in 0.0..9.0_f64) {
        let history: Vec<_> = values.iter().enumerate().map(|(day, value)| (format!("{day:03}"), Some(*value))).collect();
        let asked = LargestSince { value: Some(value), history };
        let after = asked.since().map_or(0, |day| day.parse::<usize>().unwrap() + 1);
        prop_assert!(values[after..].iter().all(|later| *later < value));
        prop_assert_eq!(asked.is_record(), (!values.is_empty()).then(|| asked.since().is_none()));
    }
}

#[test]
fn event_at_the_start_of_a_window_is_outside_and_one_at_its_end_inside() {
    let event = |time_ms: f64| Event { time_ms, side: Side::Long, usd: 1.0 };
    let found = Totals::of(&[event(90.0), event(90.5), event(100.0), event(100.5)], 100.0, 10.0);
    assert_eq!((found.events, found.long), (2, 2.0));
}

#[test]
fn seconds_and_milliseconds_tell_the_same_and_do_not_mix() {
    let seconds = json!({"now": 100, "events": [{"t": 99, "side": "long", "usd": 5}]});
    let milliseconds = json!({"nowMs": 100_000, "events": [{"timeMs": 99_000, "side": "long", "usd": 5}]});
    assert_eq!(ask("liquidation_totals", &seconds), ask("liquidation_totals", &milliseconds));
    let both = json!({"nowMs": 100_000, "now": 100, "events": []});
    assert_eq!(refused("liquidation_totals", &both).field, "now");
    assert_eq!(refused("liquidation_totals", &json!({"events": []})).field, "nowMs");
}

#[test]
fn windows_are_words_given_once() {
    let of = |windows: Json| json!({"nowMs": 1, "events": [], "windows": windows});
    assert_eq!(refused("liquidation_totals", &of(json!(["1x"]))).field, "windows[0]");
    assert_eq!(refused("liquidation_totals", &of(json!(["1h", "1h"]))).field, "windows");
    assert!(ask("liquidation_totals", &of(json!(["7d", "2w"])))["2w"].is_object());
}

#[test]
fn feeds_are_summed_with_a_remark_where_their_coverage_differs() {
    let feed = |asset: &str, coverage: &str, usd: f64| json!({"asset": asset, "coverage": coverage, "events": [{"timeMs": 10, "side": "short", "usd": usd}]});
    let asked = |coverage: &str| json!({"nowMs": 10, "windows": ["1h"], "feeds": [feed("BTC", "complete", 3.0), feed("ETH", coverage, 4.0)]});
    let found = ask("tape", &asked("one event per second"));
    assert_eq!((found["sum"]["1h"]["short"].as_f64(), found["mixedCoverage"].as_bool()), (Some(7.0), Some(true)));
    assert_eq!(found["feeds"][1]["windows"]["1h"]["total"].as_f64(), Some(4.0));
    assert_eq!(ask("tape", &asked("complete"))["mixedCoverage"].as_bool(), Some(false));
    assert!(ask("tape", &json!({"nowMs": 10}))["sum"].is_null());
}

#[test]
fn days_out_of_order_are_refused() {
    let flows = |days: [&str; 2]| json!({"flows": [[days[0], 1], [days[1], 1]]});
    assert_eq!(refused("etf_streak", &flows(["2026-01-08", "2026-01-07"])).code, Code::DataUnordered);
    let twice = refused("etf_streak", &flows(["2026-01-08", "2026-01-08"]));
    assert_eq!((twice.code, twice.field.as_str()), (Code::DataDuplicated, "flows[1][0]"));
}

#[test]
fn unreported_flows_are_no_flows_of_0() {
    let found = ask("etf_streak", &json!({"flows": [["a", null]]}));
    assert!(found["streak"].is_null() && found["cumulative"].is_null());
    let zero = ask("etf_streak", &json!({"flows": [["a", 0]]}));
    assert_eq!((zero["streak"].as_f64(), zero["cumulative"].as_f64()), (Some(0.0), Some(0.0)));
    let split = ask("etf_split", &json!({"total": 5, "funds": {"A": 1, "B": null}}));
    assert!(split["named"].is_null() && split["others"].is_null());
}

#[test]
fn amounts_of_opposite_sign_imply_no_price() {
    assert_eq!(refused("etf_units", &json!({"native": -5, "usd": 10})).field, "usd");
    assert!(ask("etf_units", &json!({"native": 0, "usd": 0}))["impliedPrice"].is_null());
}

#[test]
fn a_wallet_that_gets_a_label_is_no_flow() {
    const DAY: f64 = 86_400_000.0;
    let asked = |relabelled: Json| {
        json!({
            "nowMs": 40.0 * DAY, "timeMs": [10.0 * DAY, 33.0 * DAY, 40.0 * DAY], "balanceUsd": [100, 120, 180], "relabelled": relabelled,
        })
    };
    let found = ask("stablecoin_reserves", &asked(json!([])));
    assert_eq!((found["change7dUsd"].as_f64(), found["change7d"].as_f64()), (Some(60.0), Some(0.5)));
    assert_eq!(found["change30dUsd"].as_f64(), Some(80.0));
    let relabelled = ask("stablecoin_reserves", &asked(json!([[35.0 * DAY, 50]])));
    assert_eq!((relabelled["change7dUsd"].as_f64(), relabelled["change30dUsd"].as_f64()), (Some(10.0), Some(30.0)));
    let stale = json!({"nowMs": 50.0 * DAY, "timeMs": [40.0 * DAY], "balanceUsd": [180]});
    assert!(ask("stablecoin_reserves", &stale)["balanceUsd"].is_null());
}
