//! The simulation against closed forms, an independent quadrature and the published random numbers.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where its input is not what it says")]

use liquidation_widgets::engine::montecarlo::{PathRun, SimulationAnswer, SimulationRequest, draw};
use liquidation_widgets::engine::request::read;
use liquidation_widgets::error::{Code, Error};
use serde_json::{Value, json};

/// Standard errors that a share of draws may be away from its closed form: one test in 15,000 would fail by chance if
/// the seed were not fixed.
const STANDARD_ERRORS: f64 = 4.0;

fn document() -> Value {
    serde_json::from_str(include_str!("vectors/cascade_cases.json")).unwrap()
}

/// The reference map of one side, as its cases have it.
fn reference(side: &str) -> Value {
    let name = format!("reference-{side}-R1-");
    let cases = document()["cases"].clone();
    let case = cases.as_array().unwrap().iter().find(|case| case["id"].as_str().unwrap().starts_with(&name));
    let input = &case.unwrap()["input"];
    json!({ "blocks": input["blocks"], "depth": input["depth"] })
}

fn empty() -> Value {
    json!({ "blocks": [], "depth": { "kind": "linear", "usdPerPct": 240 } })
}

fn try_run(request: &Value) -> Result<SimulationAnswer, Error> {
    read::<SimulationRequest>(&request.to_string())?.check().map(|simulation| simulation.run())
}

fn run(request: &Value) -> SimulationAnswer {
    try_run(request).unwrap_or_else(|error| panic!("{error}: {request}"))
}

fn over(base: &Value, changes: &Value) -> Value {
    let mut request = base.clone();
    for (key, value) in changes.as_object().unwrap() {
        request[key] = value.clone();
    }
    request
}

/// Zones 118,000 and up, 108,000 and down, a week of 41.9 % a year.
fn week() -> Value {
    json!({
        "spot": 111_000, "volatility": 0.419, "horizonDays": 7, "down": reference("down"), "up": reference("up"),
        "zones": [{ "name": "A", "low": 118_000, "high": 119_000 }, { "name": "B", "low": 107_000, "high": 108_000 }],
    })
}

#[test]
fn random_numbers_are_the_published_ones() {
    for row in document()["rng_splitmix64"].as_array().unwrap() {
        let seed = row["seed"].as_str().unwrap().parse().unwrap();
        let found = draw(seed, row["path"].as_u64().unwrap(), row["dim"].as_u64().unwrap());
        assert_eq!(found.bits.to_string(), row["u64"].as_str().unwrap(), "{row}");
        assert_eq!(found.uniform, row["uniform"].as_f64().unwrap(), "{row}");
        let normal = row["normal"].as_f64().unwrap();
        assert!((found.normal - normal).abs() <= 1e-15 * normal.abs().max(1.0), "{}: {row}", found.normal);
    }
}

#[test]
fn midpoints_give_the_quadrature_of_an_independent_program() {
    for row in document()["terminal_quadrature"]["rows"].as_array().unwrap() {
        let (side, level) = (row["side"].as_str().unwrap(), &row["level"]);
        let request = json!({
            "spot": 111_000, "shockSd": row["sd"], "method": "quadrature", "mapScale": row["map_scale"],
            "depthFactor": { "median": row["R_median"], "logSd": row["ln_R_sd"], "low": 0, "high": 1e9 },
            side: reference(side), "zones": [{ "low": level, "high": level }],
        });
        let zone = &run(&request).zones[0];
        assert_eq!(zone.odds.with_map.unwrap().probability, row["p"].as_f64().unwrap(), "{row}");
        if let Some(tail) = row["p_normal_tail"].as_f64() {
            assert!((zone.odds.empty.probability - tail).abs() < 1.0 / 400.0, "{row}");
        }
    }
}

#[test]
fn draws_agree_with_midpoints_within_their_error() {
    let base = over(
        &week(),
        &json!({ "law": "normal", "paths": 65_536, "zones": [
        { "low": 118_000, "high": 119_000 }, { "low": 124_000, "high": 125_000 }, { "low": 100_000, "high": 104_000 }] }),
    );
    let drawn = run(&base);
    let mut midpoints = base.clone();
    midpoints["method"] = json!("quadrature");
    midpoints.as_object_mut().unwrap().remove("paths");
    let midpoints = run(&midpoints);
    for (drawn, midpoint) in drawn.zones.iter().zip(&midpoints.zones) {
        let (drawn, midpoint) = (drawn.odds.with_map.unwrap(), midpoint.odds.with_map.unwrap());
        // 40 bins beside 64: the rule itself is off by up to half a bin.
        let allowed = STANDARD_ERRORS * drawn.standard_error.unwrap() + 0.5 / 64.0;
        assert!((drawn.probability - midpoint.probability).abs() < allowed, "{drawn:?} {midpoint:?}");
        assert_eq!(midpoint.standard_error, None);
    }
}

#[test]
fn paths_without_liquidations_touch_as_often_as_the_closed_form_says() {
    let request = over(
        &week(),
        &json!({ "method": "path", "drift": "logarithm", "paths": 16_384, "steps": 14,
        "down": empty(), "up": empty() }),
    );
    let answer = run(&request);
    for (zone, wanted) in answer.zones.iter().zip([0.291_916, 0.636_790]) {
        let found = zone.odds.with_map.unwrap();
        assert!((zone.brownian - wanted).abs() < 1e-6);
        assert!((found.probability - wanted).abs() < STANDARD_ERRORS * found.standard_error.unwrap(), "{found:?}");
        assert_eq!(Some(zone.odds.empty), zone.odds.with_map);
    }
}

#[test]
fn the_first_zone_is_the_one_the_closed_form_says() {
    // A year is all the time that a way of 6 % needs.
    let base =
        json!({ "method": "path", "paths": 16_384, "steps": 1000, "horizonDays": 365, "down": empty(), "up": empty() });
    for (drift, wanted) in [("martingale", 0.3), ("logarithm", 0.309_406)] {
        let answer = run(&over(&week(), &over(&base, &json!({ "drift": drift }))));
        let passage = answer.first_passage.unwrap();
        assert!((passage.brownian.unwrap() - wanted).abs() < 1e-6);
        let [a, b, neither] = passage.with_map.unwrap();
        assert_eq!((neither.probability, a.probability + b.probability), (0.0, 1.0));
        assert!((a.probability - wanted).abs() < STANDARD_ERRORS * a.standard_error.unwrap(), "{drift}: {a:?}");
    }
}

#[test]
fn a_map_makes_touches_more_likely_and_never_less() {
    let paths = json!({ "method": "path", "steps": 56, "paths": 2048 });
    for changes in [json!({}), paths] {
        let answer = run(&over(&week(), &changes));
        for zone in &answer.zones {
            let (with_map, empty) = (zone.odds.with_map.unwrap().probability, zone.odds.empty.probability);
            assert!(with_map >= empty && with_map > 0.0, "{zone:?}");
        }
        assert!(answer.last.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(answer.last[0] <= answer.last_empty[0]);
        assert!(answer.avalanche.probability > 0.0 && answer.avalanche.probability < 1.0);
    }
}

#[test]
fn a_path_s_fan_starts_narrow_and_ends_at_its_last_prices() {
    let answer = run(&over(&week(), &json!({ "method": "path", "steps": 100, "paths": 512 })));
    let (days, last) = *answer.fan.last().unwrap();
    assert_eq!((answer.fan.len(), days, last), (48, 7.0, answer.last));
    let width = |prices: &[f64; 5]| prices[4] - prices[0];
    assert!(width(&answer.fan[0].1) < width(&last));
    assert!(answer.fan.windows(2).all(|pair| pair[0].0 < pair[1].0));
}

/// P(N ≤ z), by the error function.
#[test]
fn paths_that_are_walked_in_pieces_are_those_walked_at_once() {
    let request = over(&week(), &json!({ "method": "path", "paths": 1000, "steps": 24 }));
    let mut walk = PathRun::new(read::<SimulationRequest>(&request.to_string()).unwrap().check().unwrap());
    while walk.next_bin() {}
    assert_eq!(walk.finish(), run(&request));
}

#[test]
fn each_path_has_one_zone_that_comes_first_of_all_or_none() {
    let mut zones = week()["zones"].clone();
    zones.as_array_mut().unwrap().push(json!({ "name": "C", "low": 119_000, "high": 120_000 }));
    let request = over(&week(), &json!({ "method": "path", "paths": 1024, "steps": 24, "zones": zones }));
    let answer = run(&request);
    let first = |place: usize| answer.zones[place].first.unwrap().with_map.unwrap().probability;
    assert_eq!(first(2), 0.0, "what lies beyond another zone on the same way never comes first");
    let order = answer.first_passage.unwrap().with_map.unwrap();
    assert_eq!((first(0), first(1)), (order[0].probability, order[1].probability));
    assert!(answer.zones.iter().all(|zone| zone.first.unwrap().empty.probability <= zone.odds.empty.probability));
    assert!(first(0) > 0.1 && first(1) > 0.1, "{} {}", first(0), first(1));
}

fn normal_share(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

#[test]
fn a_jump_passes_over_what_lies_between_and_arrives_as_often_as_the_closed_form_says() {
    let sd = 0.08;
    for (per_day, steps) in [(0.1, 1), (1.0, 1), (1e4, 1)] {
        let request = over(
            &week(),
            &json!({
                "method": "path", "steps": steps, "horizonDays": 1, "volatility": 1e-6, "down": empty(), "up": empty(),
                "jumps": { "perDay": per_day, "sd": sd },
            }),
        );
        let answer = run(&request);
        let chance = 1.0 - libm::exp(-per_day);
        // The mean of a jump is −sd²/2, so that price on average stays where it is.
        let above = chance * (1.0 - normal_share((libm::log(118_000.0 / 111_000.0) + sd * sd / 2.0) / sd));
        let below = chance * normal_share((libm::log(108_000.0 / 111_000.0) + sd * sd / 2.0) / sd);
        for (zone, expected) in answer.zones.iter().zip([above, below]) {
            let error = (expected * (1.0 - expected) / 4096.0).sqrt();
            let found = zone.odds.empty.probability;
            assert!((found - expected).abs() <= STANDARD_ERRORS * error, "{per_day} a day: {found}, not {expected}");
        }
    }
}

#[test]
fn jumps_that_never_come_change_nothing_and_bad_ones_are_refused() {
    let paths = over(&week(), &json!({ "method": "path", "steps": 24 }));
    let never = over(&paths, &json!({ "jumps": { "perDay": 0, "sd": 0.05 } }));
    assert_eq!(format!("{:?}", run(&paths).zones), format!("{:?}", run(&never).zones));
    let refused = |request: &Value| try_run(request).map(|_| ()).unwrap_err();
    let error = refused(&over(&paths, &json!({ "jumps": { "perDay": -1, "sd": 0.05 } })));
    assert_eq!((error.code, error.field.as_str()), (Code::DataRange, "jumps.perDay"));
    let error = refused(&over(&paths, &json!({ "jumps": { "perDay": 1, "sd": 2 } })));
    assert_eq!((error.code, error.field.as_str()), (Code::DataRange, "jumps.sd"));
    let error = refused(&over(&paths, &json!({ "jumps": { "perDay": 1 } })));
    assert_eq!(error.field, "jumps.sd");
    let error = refused(&over(&week(), &json!({ "jumps": { "perDay": 1, "sd": 0.05 } })));
    assert_eq!((error.code, error.field.as_str()), (Code::AttributeInvalid, "jumps"));
}

#[test]
fn a_side_without_data_has_no_odds() {
    let mut request = week();
    request.as_object_mut().unwrap().remove("up");
    let answer = run(&request);
    assert!(answer.zones[0].odds.with_map.is_none() && answer.zones[1].odds.with_map.is_some());
    request.as_object_mut().unwrap().remove("down");
    assert_eq!(try_run(&request).unwrap_err().code, Code::DataEmpty);
}

#[test]
fn the_same_seed_gives_the_same_numbers_and_another_one_others() {
    for method in ["terminal", "path"] {
        let request = over(&week(), &json!({ "method": method, "paths": 256, "seed": 7 }));
        assert_eq!(run(&request), run(&request));
        assert_ne!(run(&request).last, run(&over(&request, &json!({ "seed": "18446744073709551615" }))).last);
    }
}

#[test]
fn ranges_of_flow_stay_within_the_odds_of_their_ends() {
    let odds = |scale: Value| {
        let answer = run(&over(&week(), &json!({ "mapScale": scale, "depthFactor": 1 })));
        answer.zones[1].odds.with_map.unwrap().probability
    };
    let (low, middle, high) = (odds(json!(0.1)), odds(json!([0.1, 1])), odds(json!(1)));
    assert!(low < middle && middle < high, "{low} {middle} {high}");
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    for (changes, code, field) in [
        (json!({ "spot": -1 }), Code::DataRange, "spot"),
        (json!({ "paths": 0 }), Code::DataRange, "paths"),
        (json!({ "paths": 65_537 }), Code::DataRange, "paths"),
        (json!({ "method": "path", "paths": 65_536, "steps": 4096 }), Code::DataTooLarge, "steps"),
        (json!({ "method": "pth" }), Code::AttributeInvalid, "method"),
        (json!({ "steps": 3 }), Code::AttributeInvalid, "steps"),
        (json!({ "method": "path", "law": "student-t4" }), Code::AttributeInvalid, "law"),
        (json!({ "method": "quadrature", "seed": 3 }), Code::AttributeInvalid, "seed"),
        (json!({ "shockSd": 0.1 }), Code::AttributeInvalid, "shockSd"),
        (json!({ "volatility": null }), Code::AttributeInvalid, "volatility"),
        (json!({ "seed": -3 }), Code::AttributeInvalid, "seed"),
        (json!({ "zones": [{ "low": 110_000, "high": 112_000 }] }), Code::DataInvalid, "zones[0].low"),
        (json!({ "zones": [{ "low": 113_000, "high": 112_000 }] }), Code::DataRange, "zones[0].high"),
        (json!({ "passthrough": [0.5, 1.5] }), Code::DataRange, "passthrough"),
        (json!({ "mapScale": [2, 1] }), Code::DataRange, "mapScale"),
        (json!({ "depthFactor": { "median": 0 } }), Code::DataRange, "depthFactor.median"),
        (
            json!({ "down": { "blocks": [[0.1, -1]], "depth": { "kind": "linear", "usdPerPct": 1 } } }),
            Code::DataRange,
            "down.blocks[0].notional",
        ),
        (json!({ "up": { "blocks": [] } }), Code::AttributeInvalid, "up.depth"),
        (json!({ "upp": {} }), Code::AttributeUnknown, "upp"),
    ] {
        let error = try_run(&over(&week(), &changes)).unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (code, field), "{changes}: {error}");
    }
}
