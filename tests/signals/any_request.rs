//! No request makes a signal panic or answer with what is no number.

use crate::asking::asked;
use liquidation_widgets::engine::signals;
use liquidation_widgets::error::Code;
use liquidation_widgets::value::Value;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const CASES: &str = include_str!("../vectors/signals_cases.json");

/// Requests that are allowed, one of each kind that the file of cases has, and of the others.
fn seeds() -> Vec<(String, Json)> {
    let document: Json = serde_json::from_str(CASES).unwrap();
    let mut seeds: Vec<(String, Json)> = document["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|case| (case["kind"].as_str().unwrap().to_owned(), case["input"].clone()))
        .collect();
    let more = [
        ("etf_split", json!({"total": 5, "funds": {"A": 1}})),
        ("implied_high", json!({"price": 5, "changePct": -10})),
        ("rebase", json!({"series": [{"name": "A", "timeMs": [1, 2], "close": [3, 4]}]})),
        ("stablecoin_reserves", json!({"nowMs": 5, "timeMs": [1, 5], "balanceUsd": [3, 4], "relabelled": [[2, 1]]})),
        (
            "scenarios",
            json!({"spot": 5, "zones": [{"low": 6, "high": 7, "triggers": [{"signal": "a", "op": ">", "value": 1}]}],
            "signals": {"a": [1]}, "map": {"edges": [1, 2], "mass": [5]}}),
        ),
        (
            "tape",
            json!({"nowMs": 5, "feeds": [{"asset": "A", "events": [{"timeMs": 5, "side": "long", "usd": 1}]}],
            "series": [{"label": "x", "value": 5, "history": [["a", 1]]}], "published": [{"label": "x", "value": 1}]}),
        ),
        ("context_change", json!({"series": [1, 2, 3], "reference": [1, 2, 3], "lookback": 2})),
        (
            "seasonality",
            json!({"returnsPct": [1, 2], "months": ["2020-01", "2021-01"], "bootstrap": {"seed": 1, "resamples": 100}}),
        ),
    ];
    seeds.extend(more.map(|(kind, request)| (kind.to_owned(), request)));
    seeds
}

/// Values at the ends of what may be written.
fn odd(pick: usize) -> Json {
    let all = [
        json!(null),
        json!(0),
        json!(-1),
        json!(1e18),
        json!(-1e18),
        json!(1e-300),
        json!(1e308),
        json!(1e-12),
        json!(1e12),
        json!(""),
        json!("long"),
        json!([]),
        json!([1, null]),
        json!({}),
        json!(true),
        json!([[1, 2]]),
        json!(0.999_999_999),
    ];
    all[pick % all.len()].clone()
}

/// Puts `value` in place of the leaf that `pick` points to.
fn spoil(json: &mut Json, pick: &mut usize, value: &Json) {
    match json {
        Json::Object(entries) => entries.values_mut().for_each(|entry| spoil(entry, pick, value)),
        Json::Array(items) => items.iter_mut().for_each(|item| spoil(item, pick, value)),
        leaf => {
            if *pick == 0 {
                *leaf = value.clone();
            }
            *pick = pick.wrapping_sub(1);
        }
    }
}

fn is_finite(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_finite(),
        Value::Numbers(numbers) => numbers.iter().all(|number| number.is_finite()),
        Value::List(items) => items.iter().all(is_finite),
        Value::Object(entries) => entries.iter().all(|(_, value)| is_finite(value)),
        _ => true,
    }
}

#[test]
fn every_kind_is_among_the_seeds_and_answers_with_numbers() {
    let seeds = seeds();
    for kind in signals::kinds() {
        assert!(seeds.iter().any(|(known, _)| known == kind), "{kind}");
    }
    for (kind, request) in seeds {
        assert!(is_finite(&asked(&kind, &request).unwrap()), "{kind} {request}");
    }
}

#[test]
fn any_one_odd_value_gives_numbers_or_an_error_with_a_path() {
    for (kind, request) in seeds() {
        for leaf in 0..60 {
            for pick in 0..17 {
                let mut spoilt = request.clone();
                spoil(&mut spoilt, &mut leaf.clone(), &odd(pick));
                match asked(&kind, &spoilt) {
                    Ok(answer) => assert!(is_finite(&answer), "{kind} {spoilt}"),
                    Err(error) => {
                        assert!(!error.field.is_empty() && !error.allowed.is_empty(), "{kind} {spoilt}: {error}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_key_that_is_not_known_is_named_in_every_kind() {
    for (kind, mut request) in seeds() {
        request["no_such_key"] = json!(1);
        let error = asked(&kind, &request).unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (Code::AttributeUnknown, "noSuchKey"), "{kind}");
    }
    let error = asked("premium_indx", &json!({})).unwrap_err();
    assert_eq!((error.code, error.field.as_str()), (Code::AttributeUnknown, "kind"));
    assert!(error.allowed.contains("did you mean premium_index?"));
}

proptest! {
    #[test]
    fn any_two_odd_values_give_numbers_or_an_error(
        seed in any::<prop::sample::Index>(), places in [0_usize..40, 0_usize..40], picks in [0_usize..17, 0_usize..17],
    ) {
        let seeds = seeds();
        let (kind, mut request) = seeds[seed.index(seeds.len())].clone();
        for (mut place, pick) in places.into_iter().zip(picks) {
            spoil(&mut request, &mut place, &odd(pick));
        }
        if let Ok(answer) = asked(&kind, &request) {
            prop_assert!(is_finite(&answer), "{kind} {request}");
        }
    }
}
