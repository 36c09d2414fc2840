//! Whatever a script asks, the engine answers with finite numbers or refuses with a field: no panic, no hang.

#![expect(clippy::unwrap_used, reason = "a test stops where its input is not what it says")]

use liquidation_widgets::engine::cascade::{CascadeAnswer, CascadeRequest, MOST_BLOCKS};
use liquidation_widgets::engine::montecarlo::SimulationRequest;
use liquidation_widgets::engine::request::read;
use liquidation_widgets::error::{Code, Error};
use liquidation_widgets::value::Value as Data;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Numbers at which arithmetic breaks.
const EXTREMES: [f64; 16] =
    [0.0, -0.0, 1.0, -1.0, 0.01, 5e-324, 1e-300, 1e-12, 1e6, 1e12, 1e18, 1e19, 1e300, f64::MAX, -1e18, 0.999_999_999];

fn full() -> Value {
    json!({
        "side": "down", "spot": 100, "shock": 0.02, "exogenousFlow": 3, "depthFactor": 0.7, "passthrough": 0.8,
        "deleveraging": 1.5, "gammaUsdPerPct": 2, "xMax": 0.9, "criticalFraction": 0.2, "mapScale": 2,
        "blocks": [[0.01, 100], { "price": 97, "q": 200 }, { "price": 96, "notional": 50 }],
        "blocksGrid": { "x0": 0.01, "step": 0.01, "count": 20, "q": 10 },
        "depth": { "kind": "piecewise", "points": [[0.01, 100], [0.03, 200], [0.03, 220], [0.1, 300]], "tail": "extend" },
        "absorption": { "spot": [[0.01, 10], [0.02, 20]], "etf": { "usd": 5, "range": 0.05 } },
        "partial": { "maintenance": 0.01, "buffer": 0.01, "cost": 0.001, "stages": 3 },
        "fund": { "available": 1, "maintenance": 0.01 }, "resilience": { "rhoTau": 0.5 },
        "followers": [{ "asset": "ETH", "beta": 1.2, "feedback": 0.1, "cascade": {
            "blocks": [[0.02, 30]], "depth": { "kind": "power", "usd1pct": 50, "kappa": 1.15 } } }],
        "feedbackRounds": 2, "shocks": [0.01, 0.3],
    })
}

fn simulation() -> Value {
    let market = json!({
        "blocks": [[0.01, 100], [0.05, 300]], "depth": { "kind": "bands", "percent": [1, 4], "usd": [50, 100], "tail": "extend" },
        "absorption": [[0.01, 10]],
    });
    json!({
        "spot": 100, "shockSd": 0.05, "horizonDays": 3, "method": "path", "drift": "logarithm", "paths": 40, "steps": 30,
        "seed": 3, "halfLifeS": 3600, "down": market, "up": market, "depthFactor": { "median": 0.6, "logSd": 1, "low": 0.05, "high": 5 },
        "passthrough": [0.5, 1], "deleveraging": 1.1, "mapScale": [0.1, 2], "xMax": 1, "criticalFraction": 0.3,
        "zones": [{ "low": 103, "high": 104 }, { "low": 96, "high": 97 }],
    })
}

/// Everything that may be changed, by the path to it.
fn places(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                found.push(format!("{path}/{key}"));
                places(inner, &format!("{path}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                found.push(format!("{path}/{index}"));
                places(inner, &format!("{path}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// One change: a number at which arithmetic breaks, another kind of value, or nothing.
fn change(request: &mut Value, (place, what): (usize, usize)) {
    let mut all = Vec::new();
    places(request, "", &mut all);
    let Some(path) = all.get(place % all.len().max(1)) else { return };
    let strange = [Value::Null, json!("x"), json!([]), json!({}), json!(true), json!([1, "a"])];
    let new = match EXTREMES.get(what % (EXTREMES.len() + strange.len())) {
        Some(number) => json!(number),
        None => strange[what % (EXTREMES.len() + strange.len()) - EXTREMES.len()].clone(),
    };
    *request.pointer_mut(path).unwrap() = new;
}

/// Leaves one of what excludes each other.
fn keep_one(request: &mut Value, which: usize) {
    for (index, key) in ["resilience", "fund", "gammaUsdPerPct", "shocks"].into_iter().enumerate() {
        if index != which {
            request.as_object_mut().unwrap().remove(key);
        }
    }
}

fn all_finite(value: &Data) -> bool {
    match value {
        Data::Number(number) => number.is_finite(),
        Data::Numbers(numbers) => numbers.iter().all(|number| number.is_finite()),
        Data::List(items) => items.iter().all(all_finite),
        Data::Object(entries) => entries.iter().all(|(_, value)| all_finite(value)),
        Data::Null | Data::Bool(_) | Data::Text(_) => true,
    }
}

/// The keys under which a number is not finite.
fn strange(value: &Data) -> String {
    match value {
        Data::Object(entries) => {
            let inner = entries.iter().filter(|(_, value)| !all_finite(value));
            inner.map(|(key, value)| format!("{key} {}", strange(value))).collect()
        }
        Data::List(items) => items.iter().filter(|item| !all_finite(item)).map(strange).collect(),
        _ => String::new(),
    }
}

fn project(request: &Value) -> Result<Data, Error> {
    let scenario = read::<CascadeRequest>(&request.to_string())?.check()?;
    let answer = CascadeAnswer::of(scenario);
    assert!(answer.projection.rounds.len() <= answer.scenario.cascade.blocks.as_slice().len() + 1);
    Ok(Data::from(&answer))
}

fn simulate(request: &Value) -> Result<Data, Error> {
    Ok(Data::from(&read::<SimulationRequest>(&request.to_string())?.check()?.run()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spoilt_request_is_answered_with_numbers_or_refused_with_words(
        changes in prop::collection::vec((0..1000_usize, 0..1000_usize), 1..5),
        left_out in prop::collection::vec(0..25_usize, 0..8),
        force in 0..4_usize,
    ) {
        let mut request = full();
        keep_one(&mut request, force);
        let keys: Vec<String> = request.as_object().unwrap().keys().cloned().collect();
        let needed = |key: &str| ["side", "spot", "depth"].contains(&key);
        for key in left_out.into_iter().map(|index| &keys[index % keys.len()]).filter(|key| !needed(key)) {
            request.as_object_mut().unwrap().remove(key);
        }
        changes.into_iter().for_each(|one| change(&mut request, one));
        match project(&request) {
            Ok(answer) => prop_assert!(all_finite(&answer), "{request}: {}", strange(&answer)),
            Err(error) => prop_assert!(!error.allowed.is_empty(), "{error}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spoilt_simulation_is_answered_with_numbers_or_refused_with_words(
        changes in prop::collection::vec((0..1000_usize, 0..1000_usize), 1..4),
        method in prop_oneof![Just("path"), Just("terminal"), Just("quadrature")],
    ) {
        let mut request = simulation();
        if method != "path" {
            request["method"] = json!(method);
            ["drift", "steps", "halfLifeS"].iter().for_each(|key| drop(request.as_object_mut().unwrap().remove(*key)));
        }
        if method == "quadrature" {
            ["paths", "seed"].iter().for_each(|key| drop(request.as_object_mut().unwrap().remove(*key)));
        }
        changes.into_iter().for_each(|one| change(&mut request, one));
        match simulate(&request) {
            Ok(answer) => prop_assert!(all_finite(&answer), "{request}: {}", strange(&answer)),
            Err(error) => prop_assert!(!error.allowed.is_empty(), "{error}"),
        }
    }
}

#[test]
fn the_unspoilt_requests_are_answered() {
    for which in 0..4 {
        let mut request = full();
        keep_one(&mut request, which);
        project(&request).unwrap();
    }
    simulate(&simulation()).unwrap();
}

#[test]
fn the_largest_maps_and_books_end() {
    let points: Vec<[f64; 2]> = (1..=100_000).map(|i| [f64::from(i) * 1e-6, f64::from(i)]).collect();
    let grid = json!({ "x0": 1e-6, "step": 1e-6, "count": MOST_BLOCKS, "q": 1 });
    let base =
        json!({ "side": "up", "shock": 2e-6, "blocksGrid": grid, "depth": { "kind": "piecewise", "points": points } });
    for changes in [
        json!({}),
        json!({ "gammaUsdPerPct": 1 }),
        json!({ "resilience": { "rhoTau": 1e-9 } }),
        json!({ "fund": { "available": 1e9, "maintenance": 0.01 } }),
        json!({ "depth": { "kind": "power", "usd1pct": 10_000 } }),
    ] {
        let mut request = base.clone();
        for (key, value) in changes.as_object().unwrap() {
            request[key] = value.clone();
        }
        project(&request).unwrap();
    }
    let mut more = base;
    more["blocks"] = json!([[0.1, 1]]);
    assert_eq!(project(&more).unwrap_err().code, Code::DataTooLarge);
}
