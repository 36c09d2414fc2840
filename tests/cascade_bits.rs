//! The same bits everywhere: answers kept as decimal numbers that read back exactly. `tests/node/cascade.test.mjs` holds
//! wasm to the same file.
//!
//! `LIQ_WRITE_BITS=1 cargo test --test cascade_bits` writes the answers anew after a change of the method.

#![expect(clippy::unwrap_used, reason = "a test stops where its input is not what it says")]

use liquidation_widgets::engine::cascade::{CascadeAnswer, CascadeRequest};
use liquidation_widgets::engine::montecarlo::SimulationRequest;
use liquidation_widgets::engine::request::read;
use liquidation_widgets::value::Value as Data;
use serde_json::{Value, json};
use std::path::Path;

fn answer(case: &Value) -> Value {
    let request = case["request"].to_string();
    let answer = if case["call"] == "projectCascade" {
        Data::from(&CascadeAnswer::of(read::<CascadeRequest>(&request).unwrap().check().unwrap()))
    } else {
        Data::from(&read::<SimulationRequest>(&request).unwrap().check().unwrap().run())
    };
    plain(&answer)
}

fn plain(value: &Data) -> Value {
    match value {
        Data::Null => Value::Null,
        Data::Bool(flag) => json!(flag),
        Data::Number(number) => number_of(*number),
        Data::Text(text) => json!(text),
        Data::Numbers(numbers) => numbers.iter().copied().map(number_of).collect(),
        Data::List(items) => items.iter().map(plain).collect(),
        Data::Object(entries) => entries.iter().map(|(key, value)| (key.to_string(), plain(value))).collect(),
    }
}

/// Whole numbers as JavaScript writes them.
fn number_of(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 && (number != 0.0 || number.is_sign_positive()) {
        json!(number as i64)
    } else {
        json!(number)
    }
}

#[test]
fn answers_are_those_that_were_kept_bit_for_bit() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/cascade_bits.json");
    let mut cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    if std::env::var_os("LIQ_WRITE_BITS").is_some() {
        for case in &mut cases {
            case["answer"] = answer(case);
        }
        std::fs::write(&path, serde_json::to_string_pretty(&cases).unwrap() + "\n").unwrap();
    }
    assert!(cases.len() >= 5);
    for case in &cases {
        assert_eq!(answer(case), case["answer"], "{}", case["id"]);
    }
}
