//! The engine without a page: what `liquidation-widgets/headless` and the command line call.
//!
//! Requests come as JSON text, since a reader of JavaScript objects would pass over keys it does not know. Numbers go out
//! as typed arrays that JavaScript owns: a view into wasm memory would be cut off when that memory grows.

use js_sys::{Array, Float32Array, Float64Array, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::engine::estimate::{Assumptions, BySide, Estimate, EstimateCluster, EstimateColumns};
use crate::engine::import::{self, ImportRequest};
use crate::engine::margin::{self, LiquidationRequest};
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::request::read;
use crate::wasm::convert::{parsed, thrown};

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
pub fn liquidation_price(query: &str) -> Result<Option<f64>, JsValue> {
    let query = read::<LiquidationRequest>(query).and_then(|request| request.check()).map_err(|e| thrown(&e))?;
    Ok(margin::liquidation_price(&query))
}

/// Estimates the snapshot in the JSON text `snapshot` as the JSON text `options` asks.
///
/// # Errors
/// Throws a `LiqError` that names the field of the snapshot or the option.
#[wasm_bindgen(js_name = estimateLiquidations)]
pub fn estimate_liquidations(snapshot: &str, options: &str) -> Result<JsValue, JsValue> {
    let request = read(options).map_err(|error| thrown(&error))?;
    let snapshot = Snapshot::from_json(snapshot).map_err(|error| thrown(&error))?;
    let estimate = Estimate::run(&snapshot, &request).map_err(|error| thrown(&error))?;
    estimate_object(&estimate)
}

/// Reads CSV files as the JSON text `request` asks: `{ snapshot, reports, leftOut }`.
///
/// # Errors
/// Throws a `LiqError` that names the field of the request.
#[wasm_bindgen(js_name = importCsv)]
pub fn import_csv(request: &str) -> Result<JsValue, JsValue> {
    let request: ImportRequest = read(request).map_err(|error| thrown(&error))?;
    parsed(&import::import(&request).map_err(|error| thrown(&error))?)
}

/// Records of CSV text as arrays of trimmed fields; blank lines are skipped.
#[wasm_bindgen(js_name = csvRecords)]
#[must_use]
pub fn csv_records(text: &str) -> Array {
    let strings = |record: Vec<String>| record.iter().map(|field| JsValue::from_str(field)).collect::<Array>();
    import::records_of(text).into_iter().map(strings).collect()
}

/// The part of a result that is short enough for JSON text.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary<'a> {
    rows: RowSummary,
    columns: ColumnSummary<'a>,
    clusters: &'a [EstimateCluster],
    conservation_error: f64,
    seeded_share: f64,
    label: &'static str,
    unit: &'static str,
    assumptions: &'a Assumptions,
}

#[derive(Serialize)]
struct RowSummary {
    low: f64,
    high: f64,
    count: usize,
    scale: &'static str,
}

#[derive(Serialize)]
struct ColumnSummary<'a> {
    count: usize,
    flags: &'a [Vec<&'static str>],
}

fn estimate_object(estimate: &Estimate) -> Result<JsValue, JsValue> {
    let (rows, columns) = (&estimate.rows, &estimate.columns);
    let summary = Summary {
        rows: RowSummary { low: rows.low, high: rows.high, count: rows.count, scale: rows.scale },
        columns: ColumnSummary { count: columns.open_ms.len(), flags: &columns.flags },
        clusters: &estimate.clusters,
        conservation_error: estimate.conservation_error,
        seeded_share: estimate.seeded_share,
        label: estimate.label,
        unit: estimate.unit.as_str(),
        assumptions: &estimate.assumptions,
    };
    let object = parsed(&summary)?;
    put(&Reflect::get(&object, &"rows".into())?, "edges", &numbers(&rows.edges))?;
    put(&object, "times", &times(&columns.open_ms))?;
    put(&object, "closeTimes", &times(&columns.close_ms))?;
    put_columns(&Reflect::get(&object, &"columns".into())?, columns)?;
    put(&object, "long", &cells(&estimate.levels.long))?;
    put(&object, "short", &cells(&estimate.levels.short))?;
    let classes = Object::new();
    for class in &estimate.by_leverage {
        put(&classes, class.label, &sides(&class.levels, |levels| cells(levels))?)?;
    }
    put(&object, "byLeverage", &classes)?;
    Ok(object)
}

fn put_columns(object: &JsValue, columns: &EstimateColumns) -> Result<(), JsValue> {
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
        put(object, key, &numbers(values))?;
    }
    let parts =
        [("inert", &columns.inert), ("below", &columns.below), ("above", &columns.above), ("inside", &columns.inside)];
    for (key, values) in parts {
        put(object, key, &sides(values, |values| numbers(values))?)?;
    }
    let open_interest = columns.open_interest_usd.as_ref().map_or(JsValue::NULL, |values| numbers(values));
    put(object, "openInterestUsd", &open_interest)?;
    let swept = columns.swept_usd.as_ref().map(|values| sides(values, |values| numbers(values)));
    put(object, "sweptUsd", &swept.transpose()?.unwrap_or(JsValue::NULL))
}

fn sides<T>(pair: &BySide<T>, array: impl Fn(&T) -> JsValue) -> Result<JsValue, JsValue> {
    let object = Object::new();
    put(&object, "long", &array(&pair.long))?;
    put(&object, "short", &array(&pair.short))?;
    Ok(object.into())
}

fn put(object: &JsValue, key: &str, value: &JsValue) -> Result<(), JsValue> {
    Reflect::set(object, &key.into(), value).map(|_set| ())
}

fn numbers(values: &[f64]) -> JsValue {
    Float64Array::from(values).into()
}

/// Instants are whole numbers far below 2^53.
fn times(values: &[TimeMs]) -> JsValue {
    let values: Vec<f64> = values.iter().map(|time| *time as f64).collect();
    numbers(&values)
}

fn cells(values: &[f32]) -> JsValue {
    Float32Array::from(values).into()
}
