//! Cascades for scripts: requests come as JSON text, answers go out as plain objects.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::engine::cascade::{CalibrationRequest, CascadeAnswer, CascadeRequest};
use crate::engine::montecarlo::{DrawRequest, SimulationRequest};
use crate::value::Value;
use crate::wasm::convert::{js_of, request_of, thrown};

/// Projects the cascade that the JSON text `request` describes.
///
/// # Errors
/// Throws a `LiqError` that names the field of the request.
#[wasm_bindgen(js_name = projectCascade)]
pub fn project_cascade(request: &JsString) -> Result<JsValue, JsValue> {
    let scenario = request_of::<CascadeRequest>(request).and_then(|request| request.check()).map_err(|e| thrown(&e))?;
    Ok(js_of(&Value::from(&CascadeAnswer::of(scenario))))
}

/// The scale of maps that brings the flushes in the JSON text `request` to the branching of past events.
///
/// # Errors
/// Throws a `LiqError` that names the field of the request.
#[wasm_bindgen(js_name = calibrateCascade)]
pub fn calibrate_cascade(request: &JsString) -> Result<JsValue, JsValue> {
    let found = request_of::<CalibrationRequest>(request).and_then(|request| request.run()).map_err(|e| thrown(&e))?;
    Ok(js_of(&Value::from(&found)))
}

/// Draws many shocks as the JSON text `request` asks.
///
/// # Errors
/// Throws a `LiqError` that names the field of the request.
#[wasm_bindgen(js_name = simulateCascade)]
pub fn simulate_cascade(request: &JsString) -> Result<JsValue, JsValue> {
    let simulation =
        request_of::<SimulationRequest>(request).and_then(|request| request.check()).map_err(|e| thrown(&e))?;
    Ok(js_of(&Value::from(&simulation.run())))
}

/// The random number at the address in the JSON text `request`: `{ u64, uniform, normal }`.
///
/// # Errors
/// Throws a `LiqError` that names the field of the request.
#[wasm_bindgen(js_name = splitMix64)]
pub fn split_mix_64(request: &JsString) -> Result<JsValue, JsValue> {
    let draw = request_of::<DrawRequest>(request).map_err(|e| thrown(&e))?.draw();
    Ok(js_of(&Value::from(draw)))
}
