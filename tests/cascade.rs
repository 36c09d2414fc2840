//! The cascade against every closed form of `tests/vectors/cascade_cases.json`, and its laws on random maps and books.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where its input is not what it says")]

use liquidation_widgets::engine::cascade::{Block, Blocks, Cascade, CascadeAnswer, CascadeRequest};
use liquidation_widgets::engine::depth::DepthCurve;
use liquidation_widgets::engine::request::read;
use liquidation_widgets::error::{Code, Error};
use liquidation_widgets::value::Value as Data;
use serde_json::{Value, json};

/// Relative error allowed where a case names none: a handful of roundings.
const EXACT: f64 = 1e-12;

/// Where the answer to a script has what the file of cases calls by another name.
const ANSWERS: [(&str, &str); 20] = [
    ("x_star", "displacement"),
    ("x_exo", "exogenousDisplacement"),
    ("p_star", "finalPrice"),
    ("amplification", "amplification"),
    ("absorbed", "absorbed"),
    ("residual", "residualNotional"),
    ("liquidated", "liquidatedNotional"),
    ("blocks_fired", "blocksFired"),
    ("forced_flow", "forcedFlow"),
    ("volume_branching", "branching.volume"),
    ("rounds", "rounds.length"),
    ("round_liquidated", "rounds.liquidated"),
    ("round_x", "rounds.displacement"),
    ("n_1pct_at_spot", "branching.atSpot"),
    ("n_1pct_at_x_star", "branching.atStop"),
    ("beyond_range", "beyondRange"),
    ("thresholds", "blocks.threshold"),
    ("critical_shock", "criticalShock"),
    ("critical_mass", "criticalNotional"),
    ("distance_to_critical", "distanceToCritical"),
];

fn answer(request: &Value) -> CascadeAnswer {
    let scenario = read::<CascadeRequest>(&request.to_string()).and_then(|request| request.check());
    CascadeAnswer::of(scenario.unwrap_or_else(|error| panic!("{error}: {request}")))
}

fn refused(request: &Value) -> Error {
    read::<CascadeRequest>(&request.to_string()).and_then(|request| request.check()).unwrap_err()
}

/// The field at a path of keys; a key of a list is that key of each element.
fn at_path(value: &Data, path: &str) -> Value {
    let Some((key, rest)) = path.split_once('.').or((!path.is_empty()).then_some((path, ""))) else {
        return plain(value);
    };
    match value {
        Data::Object(entries) => {
            let entry = entries.iter().find(|(known, _)| known == key);
            at_path(&entry.unwrap_or_else(|| panic!("no key {key}")).1, rest)
        }
        Data::List(items) if key == "length" => items.len().into(),
        Data::Numbers(items) if key == "length" => items.len().into(),
        Data::List(items) => items.iter().map(|item| at_path(item, path)).collect(),
        Data::Numbers(_) => Value::Array(Vec::new()),
        _ => Value::Null,
    }
}

fn plain(value: &Data) -> Value {
    match value {
        Data::Null => Value::Null,
        Data::Bool(flag) => (*flag).into(),
        Data::Number(number) => (*number).into(),
        Data::Text(text) => text.to_string().into(),
        Data::Numbers(numbers) => numbers.iter().copied().collect(),
        Data::List(items) => items.iter().map(plain).collect(),
        Data::Object(entries) => entries.iter().map(|(key, value)| (key.to_string(), plain(value))).collect(),
    }
}

fn agrees(found: &Value, expected: &Value, tolerance: f64) -> bool {
    match (found, expected) {
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len() && found.iter().zip(expected).all(|(f, e)| agrees(f, e, tolerance))
        }
        _ => match (found.as_f64(), expected.as_f64()) {
            (Some(f), Some(e)) => (f - e).abs() <= tolerance * e.abs().max(1.0),
            _ => found == expected,
        },
    }
}

#[test]
fn every_closed_form_is_met() {
    let document: Value = serde_json::from_str(include_str!("vectors/cascade_cases.json")).unwrap();
    let mut wrong = Vec::new();
    for case in document["cases"].as_array().unwrap() {
        let found = Data::from(&answer(&case["input"]));
        let tolerance = case.get("tol").and_then(Value::as_f64).unwrap_or(EXACT);
        for (field, expected) in case["expected"].as_object().unwrap() {
            let known = ANSWERS.iter().find(|(name, _)| name == field);
            let (_, path) = known.unwrap_or_else(|| panic!("the field {field} of an expected result is not known"));
            let found = at_path(&found, path);
            if !agrees(&found, expected, tolerance) {
                wrong.push(format!("{} {field}: {found} for {expected}", case["id"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_hundred_thousand_blocks_end() {
    let blocks = (0..100_000).map(|i| Block { distance: f64::from(i) * 1e-6, notional: 1.0 }).collect();
    let depth = DepthCurve::linear(1e4, 1.0).unwrap();
    let cascade = Cascade {
        blocks: Blocks::new(blocks, 1.0).unwrap(),
        depth,
        gap: 0.001,
        flow: 0.0,
        flow_per_notional: 1.0,
        gamma: 0.0,
        x_max: 1.0,
        refill: 0.0,
        critical_fraction: 0.25,
        fund: None,
    };
    let projection = cascade.project();
    assert!(projection.absorbed && projection.fired == 100_000);
}

fn reference() -> Value {
    json!({
        "side": "down", "spot": 111_000, "shock": 0.02,
        "blocks": [{ "price": 109_500, "notional": 120 }, { "price": 108_500, "notional": 180 }],
        "depth": { "kind": "linear", "usdPerPct": 240 },
    })
}

/// The reference request with `changes` over it.
fn with(changes: &Value) -> Value {
    let mut request = reference();
    for (key, value) in changes.as_object().unwrap() {
        request[key] = value.clone();
    }
    request
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let book = |bids: Value, asks: Value| json!({ "depth": { "kind": "book", "bids": bids, "asks": asks } });
    for (changes, code, field) in [
        (json!({ "side": "sideways" }), Code::AttributeInvalid, "side"),
        (json!({ "shok": 0.1 }), Code::AttributeUnknown, "shok"),
        (json!({ "shock": -0.1 }), Code::DataRange, "shock"),
        (json!({ "shock": 1.5 }), Code::DataRange, "shock"),
        (json!({ "shock": "NaN" }), Code::AttributeInvalid, "shock"),
        (json!({ "spot": null }), Code::AttributeInvalid, "spot"),
        (json!({ "p0": 3 }), Code::AttributeInvalid, "p0"),
        (json!({ "passthrough": 1.1 }), Code::DataRange, "passthrough"),
        (json!({ "deleveraging": 0.9 }), Code::DataRange, "deleveraging"),
        (json!({ "blocks": [{ "price": 109_500, "notional": -1 }] }), Code::DataRange, "blocks[0].notional"),
        (json!({ "blocks": [[0.01, 1], { "price": 112_000, "q": 1 }] }), Code::DataRange, "blocks[1].price"),
        (json!({ "blocks": [[-0.01, 1]] }), Code::DataRange, "blocks[0].distance"),
        (json!({ "blocks": [[0.01, 1, 2]] }), Code::AttributeInvalid, "blocks[0]"),
        (json!({ "blocks": [{ "x": 0.01, "price": 1, "q": 1 }] }), Code::AttributeInvalid, "blocks[0].price"),
        (
            json!({ "blocksGrid": { "x0": 0.1, "step": -1, "count": 3, "q": 1 } }),
            Code::DataRange,
            "blocksGrid.distance",
        ),
        (book(json!([[110_900, 1]]), json!([[110_800, 1]])), Code::DataRange, "depth.bids[0][0]"),
        (book(json!([[110_900, 1], [110_950, 1]]), json!([])), Code::DataUnordered, "depth.bids[1][0]"),
        (book(json!([]), json!([[111_100, 1]])), Code::DataEmpty, "depth.bids"),
        (
            json!({ "depth": { "kind": "piecewise", "points": [[0.1, 5], [0.2, 4]] } }),
            Code::DataUnordered,
            "depth.points[1][1]",
        ),
        (json!({ "depth": { "kind": "lineal", "usdPerPct": 1 } }), Code::AttributeInvalid, "depth.kind"),
        (json!({ "depth": { "kind": "linear", "usdPerPct": -1 } }), Code::DataRange, "depth.usdPerPct"),
        (json!({ "depth": { "kind": "power", "usd1pct": 0 } }), Code::DataRange, "depth.usd1pct"),
        (json!({ "depth": { "kind": "default", "asset": "PEPE" } }), Code::AttributeInvalid, "depth.asset"),
        (json!({ "depth": null }), Code::AttributeInvalid, "depth"),
        (json!({ "resilience": { "rhoTau": 1 }, "gammaUsdPerPct": 1 }), Code::AttributeInvalid, "resilience"),
        (json!({ "resilience": {} }), Code::AttributeInvalid, "resilience.rhoTau"),
        (json!({ "fund": { "available": -1, "maintenance": 0.01 } }), Code::DataRange, "fund.available"),
        (json!({ "partial": { "buffer": 0.01 } }), Code::AttributeInvalid, "partial.maintenance"),
        (json!({ "followers": [{ "asset": "ETH", "cascade": {} }] }), Code::AttributeInvalid, "followers[0].beta"),
        (
            json!({ "followers": [{ "asset": "SOL", "cascade": { "shock": 1 } }] }),
            Code::AttributeInvalid,
            "followers[0].cascade.shock",
        ),
        (json!({ "shocks": [0.1, 2] }), Code::DataRange, "shocks[1]"),
    ] {
        let error = refused(&with(&changes));
        assert_eq!((error.code, error.field.as_str()), (code, field), "{changes}: {error}");
        assert!(!error.allowed.is_empty());
    }
}

#[test]
fn limit_cases_have_their_documented_answers() {
    let empty = answer(&with(&json!({ "blocks": [] })));
    assert_eq!((empty.projection.x, empty.projection.amplification), (0.02, Some(1.0)));
    let no_book = answer(&with(&json!({ "depth": { "kind": "linear", "usdPerPct": 0 } })));
    assert_eq!((no_book.projection.absorbed, no_book.projection.x, no_book.final_price()), (false, 1.0, 0.0));
    let no_factor = answer(&with(&json!({ "depth": { "kind": "power", "usd1pct": 240 }, "depthFactor": 0 })));
    assert_eq!((no_factor.projection.absorbed, no_factor.projection.residual), (false, Some(300.0)));
    let far = answer(&with(&json!({ "blocks": [[5, 10]] })));
    assert_eq!((far.projection.liquidated, far.scenario.cascade.blocks.beyond()), (0.0, 10.0));
    let passed = answer(&with(&json!({ "clampPassed": true, "shock": 0, "blocks": [{ "price": 112_000, "q": 240 }] })));
    assert_eq!((passed.projection.fired, passed.projection.x), (1, 0.01));
}

#[test]
fn every_form_of_depth_is_the_same_book() {
    let x = |depth: Value| answer(&with(&json!({ "depth": depth }))).projection.x;
    let linear = x(json!({ "kind": "linear", "usdPerPct": 240 }));
    for depth in [
        json!({ "kind": "power", "usd_1pct": 240, "kappa": 1 }),
        json!({ "kind": "piecewise", "points": [[0.5, 12_000]] }),
        json!({ "kind": "bands", "percent": [0.1, 1, 50], "usd": [24, null, 12_000] }),
        json!({ "kind": "book", "bids": [[55_500, 12_000]], "contract": "inverse" }),
    ] {
        let found = x(depth.clone());
        assert!((found - linear).abs() < 1e-12, "{found} for {linear}: {depth}");
    }
    // Y σ √(Q / V) with V = 100 M, σ = 4 %: within 1 % stand (0.01 / 0.04)² of 100 M.
    let impact = json!({ "kind": "impact", "dailyVolume": 100e6, "dailyVolatility": 0.04 });
    assert_eq!(x(impact), x(json!({ "kind": "power", "usd1pct": 6.25e6, "kappa": 2 })));
    let bundled = answer(&json!({ "side": "down", "asset": "BTC", "exogenousFlow": 244e6 }));
    assert!((bundled.projection.x - 0.01).abs() < 1e-15 && bundled.scenario.depth.source.contains("2025-10-10"));
}
