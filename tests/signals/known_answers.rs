//! Every case of `tests/vectors/signals_cases.json`, which names its sources.

use crate::asking::{ask, near};
use liquidation_widgets::engine::signals;
use serde_json::Value as Json;

const CASES: &str = include_str!("../vectors/signals_cases.json");

/// `rate_8h` as `rate8h`.
fn camel_case(snake: &str) -> String {
    let mut parts = snake.split('_');
    let mut camel = parts.next().unwrap().to_owned();
    for part in parts {
        let mut letters = part.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

fn differences(path: &str, found: &Json, expected: &Json, tolerance: f64) -> Vec<String> {
    match (found, expected) {
        (Json::Object(_), Json::Object(expected)) => {
            let each = |(key, value): (&String, &Json)| {
                differences(&format!("{path}.{key}"), &found[camel_case(key)], value, tolerance)
            };
            expected.iter().flat_map(each).collect()
        }
        (Json::Array(found), Json::Array(expected)) if found.len() == expected.len() => {
            let pairs = found.iter().zip(expected).enumerate();
            pairs
                .flat_map(|(i, (found, expected))| differences(&format!("{path}[{i}]"), found, expected, tolerance))
                .collect()
        }
        (Json::Number(found), Json::Number(expected))
            if near(found.as_f64().unwrap(), expected.as_f64().unwrap(), tolerance) =>
        {
            Vec::new()
        }
        _ if found == expected => Vec::new(),
        _ => vec![format!("{path}: expected {expected}, found {found}")],
    }
}

#[test]
fn every_known_answer_is_met_within_its_tolerance() {
    let document: Json = serde_json::from_str(CASES).unwrap();
    let cases = document["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 102);
    let mut wrong = Vec::new();
    for case in cases {
        let tolerance = case["tol"].as_f64().or(document["tol"].as_f64()).unwrap();
        assert!(case["source"].as_str().is_some_and(|source| !source.is_empty()), "{} has no source", case["id"]);
        let found = ask(case["kind"].as_str().unwrap(), &case["input"]);
        wrong.extend(differences(case["id"].as_str().unwrap(), &found, &case["expected"], tolerance));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_has_its_own_name() {
    let mut kinds = signals::kinds();
    let count = kinds.len();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), count);
}
