//! Cascades for scripts: requests come as JSON text, answers go out as plain objects.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::engine::cascade::{CalibrationRequest, CascadeAnswer, CascadeRequest, LeverageMixRequest, OpeningRequest};
use crate::engine::montecarlo::{DrawRequest, SimulationRequest};
use crate::value::Value;
use crate::wasm::convert::{js_of, request_of, snapshot_of, thrown};

/// Projects the cascade that the JSON text `request` describes.
///
/// # Errors
/// Throws a `LiqError` that names the field of the request.
#[wasm_bindgen(js_name = projectCascade)]
pub fn project_cascade(request: &JsString) -> Result<JsValue, JsValue> {
    let scenario = request_of::<CascadeRequest>(request).and_then(|request| request.check()).map_err(|e| thrown(&e))?;
    Ok(js_of(&Value::from(&CascadeAnswer::of(scenario))))
}

/// Projects a cascade out of the snapshot in the JSON text `snapshot` as the JSON text `request` asks: the page's own.
///
/// # Errors
/// Throws a `LiqError` that names the field of the snapshot or the request.
#[wasm_bindgen(js_name = openCascade)]
pub fn open_cascade(snapshot: &JsString, request: &JsString) -> Result<JsValue, JsValue> {
    let found = request_of::<OpeningRequest>(request).and_then(|request| request.run(&snapshot_of(snapshot)?));
    found.map(|found| js_of(&Value::from(&found))).map_err(|error| thrown(&error))
}

/// A map from a leverage mix, as the JSON text `request` asks, where only price and open interest are known.
///
/// # Errors
/// Throws a `LiqError` that names the field of the request.
#[wasm_bindgen(js_name = leverageMix)]
pub fn leverage_mix(request: &JsString) -> Result<JsValue, JsValue> {
    let mix = request_of::<LeverageMixRequest>(request).and_then(|request| request.run());
    mix.map(|mix| js_of(&Value::from(&mix))).map_err(|error| thrown(&error))
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
