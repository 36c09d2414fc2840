//! The engine without a page: what `liquidation-widgets/headless` and the command line call.
//!
//! Requests come as JSON text, since a reader of JavaScript objects would pass over keys it does not know. Numbers go out
//! as typed arrays that JavaScript owns: a view into wasm memory would be cut off when that memory grows.

use js_sys::{Array, Float32Array, Float64Array, JsString, Object};
use wasm_bindgen::prelude::*;

use crate::engine::estimate::{BySide, Estimate, EstimateColumns, Triplets};
use crate::engine::import::{self, ImportRequest};
use crate::engine::map::MapAnswer;
use crate::engine::margin::{self, LiquidationRequest};
use crate::engine::market::TimeMs;
use crate::error;
use crate::lists::Listed;
use crate::value::Value;
use crate::wasm::convert::{js_of, request_of, set, snapshot_of, thrown};

/// Version of this package.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Liquidation price of the position that the JSON text `query` describes, in quote currency; nothing when it has none.
///
/// # Errors
/// Throws a `LiqError` that names the key.
#[wasm_bindgen(js_name = liquidationPrice)]
pub fn liquidation_price(query: &JsString) -> Result<Option<f64>, JsValue> {
    let query = request_of::<LiquidationRequest>(query).and_then(|request| request.check()).map_err(|e| thrown(&e))?;
    Ok(margin::liquidation_price(&query))
}

/// Estimates the snapshot in the JSON text `snapshot` as the JSON text `options` asks.
///
/// # Errors
/// Throws a `LiqError` that names the field of the snapshot or the option.
#[wasm_bindgen(js_name = estimateLiquidations)]
pub fn estimate_liquidations(snapshot: &JsString, options: &JsString) -> Result<JsValue, JsValue> {
    let estimate = estimated(snapshot, options).map_err(|error| thrown(&error))?;
    Ok(estimate_object(&estimate))
}

fn estimated(snapshot: &JsString, options: &JsString) -> error::Result<Estimate> {
    let request = request_of(options)?;
    Estimate::run(&snapshot_of(snapshot)?, &request)
}

/// The estimate of the snapshot in the JSON text `snapshot` as sparse triplets, as the JSON text `options` asks.
///
/// # Errors
/// Throws a `LiqError` that names the field of the snapshot or the option.
#[wasm_bindgen(js_name = heatmapTriplets)]
pub fn heatmap_triplets(snapshot: &JsString, options: &JsString) -> Result<JsValue, JsValue> {
    let triplets = request_of(options).and_then(|request| Triplets::run(&snapshot_of(snapshot)?, &request));
    triplets.map(|triplets| js_of(&Value::from(&triplets))).map_err(|error| thrown(&error))
}

/// The liquidation map of the snapshot in the JSON text `snapshot` as the JSON text `options` asks.
///
/// # Errors
/// Throws a `LiqError` that names the field of the snapshot or the option.
#[wasm_bindgen(js_name = liquidationMap)]
pub fn liquidation_map(snapshot: &JsString, options: &JsString) -> Result<JsValue, JsValue> {
    let answer = request_of(options).and_then(|request| MapAnswer::run(&snapshot_of(snapshot)?, &request));
    answer.map(|answer| js_of(&Value::from(&answer))).map_err(|error| thrown(&error))
}

/// Reads CSV files as the JSON text `request` asks: `{ snapshot, reports, leftOut }`.
///
/// # Errors
/// Throws a `LiqError` that names the field of the request.
#[wasm_bindgen(js_name = importCsv)]
pub fn import_csv(request: &JsString) -> Result<JsValue, JsValue> {
    let result = request_of::<ImportRequest>(request).and_then(|request| import::import(&request));
    result.map(|result| js_of(&Value::from(&result))).map_err(|error| thrown(&error))
}

/// Records of CSV text as arrays of trimmed fields; blank lines are skipped.
#[wasm_bindgen(js_name = csvRecords)]
#[must_use]
pub fn csv_records(text: &str) -> Array {
    let strings = |record: Vec<String>| js_of(&Value::list(&record));
    import::records_of(text).into_iter().map(strings).collect()
}

fn estimate_object(estimate: &Estimate) -> JsValue {
    let (rows, columns) = (&estimate.rows, &estimate.columns);
    let row_summary = Value::object()
        .with("low", rows.low)
        .with("high", rows.high)
        .with("count", rows.count)
        .with("scale", rows.scale);
    let flags = columns.flags.iter().map(|words| Value::list(words)).listed();
    let summary = Value::object()
        .with("clusters", Value::list(&estimate.clusters))
        .with("conservationError", estimate.conservation_error)
        .with("seededShare", estimate.seeded_share)
        .with("label", estimate.label)
        .with("unit", estimate.unit.as_str())
        .with("assumptions", &estimate.assumptions);
    let (object, row_object) = (js_of(&summary), js_of(&row_summary));
    let column_object = js_of(&Value::object().with("count", columns.open_ms.len()).with("flags", Value::List(flags)));
    set(&row_object, "edges", &numbers(&rows.edges));
    set(&object, "rows", &row_object);
    set(&object, "times", &times(&columns.open_ms));
    set(&object, "closeTimes", &times(&columns.close_ms));
    put_columns(&column_object, columns);
    set(&object, "columns", &column_object);
    set(&object, "long", &cells(&estimate.levels.long));
    set(&object, "short", &cells(&estimate.levels.short));
    let classes = Object::new();
    for class in &estimate.by_leverage {
        let levels = sides(&cells(&class.levels.long), &cells(&class.levels.short));
        set(&classes, class.label, &levels);
    }
    set(&object, "byLeverage", &classes);
    object
}

fn put_columns(object: &JsValue, columns: &EstimateColumns) {
    let plain = [
        ("open", &columns.open),
        ("high", &columns.high),
        ("low", &columns.low),
        ("close", &columns.close),
        ("mark", &columns.mark),
        ("volumeUsd", &columns.volume_usd),
        ("coverage", &columns.coverage),
        ("seededShare", &columns.seeded_share),
    ];
    for (key, values) in plain {
        set(object, key, &numbers(values));
    }
    let parts =
        [("inert", &columns.inert), ("below", &columns.below), ("above", &columns.above), ("inside", &columns.inside)];
    for (key, values) in parts {
        set(object, key, &number_sides(values));
    }
    let open_interest = columns.open_interest_usd.as_ref().map_or(JsValue::NULL, |values| numbers(values));
    set(object, "openInterestUsd", &open_interest);
    set(object, "sweptUsd", &columns.swept_usd.as_ref().map_or(JsValue::NULL, number_sides));
}

fn number_sides(pair: &BySide<Vec<f64>>) -> JsValue {
    sides(&numbers(&pair.long), &numbers(&pair.short))
}

fn sides(long: &JsValue, short: &JsValue) -> JsValue {
    let object = Object::new();
    set(&object, "long", long);
    set(&object, "short", short);
    object.into()
}

fn numbers(values: &[f64]) -> JsValue {
    Float64Array::from(values).into()
}

/// Instants are whole numbers far below 2^53.
fn times(values: &[TimeMs]) -> JsValue {
    let values: Vec<f64> = values.iter().map(|time| *time as f64).listed();
    numbers(&values)
}

fn cells(values: &[f32]) -> JsValue {
    Float32Array::from(values).into()
}
