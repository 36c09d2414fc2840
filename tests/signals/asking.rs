//! Requests as JSON, and answers as JSON.

use liquidation_widgets::engine::signals;
use liquidation_widgets::error::{Error, Result};
use liquidation_widgets::value::Value;
use serde_json::Value as Json;

/// Plain data as JSON, so that a column and a list of the same numbers are equal. A number that JSON cannot write is null.
pub(crate) fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => (*flag).into(),
        Value::Number(number) => (*number).into(),
        Value::Text(text) => text.as_ref().into(),
        Value::Numbers(numbers) => numbers.iter().copied().collect(),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Object(entries) => {
            Json::Object(entries.iter().map(|(key, value)| (key.to_string(), json(value))).collect())
        }
    }
}

/// The answer to a request, as plain data.
pub(crate) fn asked(kind: &str, request: &Json) -> Result<Value> {
    signals::answer(kind, Value::from_json(&request.to_string()).unwrap())
}

/// The answer to a request that is allowed.
pub(crate) fn ask(kind: &str, request: &Json) -> Json {
    json(&asked(kind, request).unwrap())
}

/// The error for a request that is not allowed.
pub(crate) fn refused(kind: &str, request: &Json) -> Error {
    asked(kind, request).unwrap_err()
}

/// A number of the answer.
pub(crate) fn number(kind: &str, request: &Json, key: &str) -> f64 {
    ask(kind, request)[key].as_f64().unwrap()
}

/// Whether two numbers agree to `tolerance`, relative to the second one.
pub(crate) fn near(found: f64, expected: f64, tolerance: f64) -> bool {
    (found - expected).abs() <= tolerance * expected.abs().max(1e-3)
}
