//! Between JavaScript values and plain data.

use js_sys::{Array, Error as JsError, Float64Array, Function, JsString, Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::engine::market::Snapshot;
use crate::engine::request::read_value;
use crate::engine::snapshot::check_length;
use crate::error::{Code, Error, Result, fault};
use crate::lists::Listed;
use crate::value::{MOST_ROWS, Read, Value};

/// Snapshots nest six levels.
const DEEPEST: usize = 32;

#[wasm_bindgen]
extern "C" {
    /// `Number.isFinite`, which is false for what is no number.
    #[wasm_bindgen(thread_local_v2, js_namespace = Number, js_name = isFinite)]
    static IS_FINITE: Function;

    /// `JSON.parse` of a text that stays outside wasm memory.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &JsString) -> std::result::Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = Array)]
    type List;

    /// `Array.prototype.every` with a function of JavaScript, so that a column is not called across element by element.
    #[wasm_bindgen(method)]
    fn every(this: &List, predicate: &Function) -> bool;
}

/// A JavaScript `Error` named `LiqError` with the properties `code`, `field`, `value` and `allowed`.
#[must_use]
pub fn thrown(error: &Error) -> JsValue {
    let thrown = JsError::new(&error.message());
    thrown.set_name("LiqError");
    let properties =
        [("code", error.code.as_str()), ("field", &error.field), ("value", &error.value), ("allowed", &error.allowed)];
    for (key, value) in properties {
        set(&thrown, key, &value.into());
    }
    thrown.into()
}

/// Sets a property of a plain object, which does not fail.
pub fn set(object: &JsValue, key: &str, value: &JsValue) {
    let _set = Reflect::set(object, &key.into(), value);
}

/// The snapshot in the text of a document. Its length counts UTF-16 units: bytes, but for letters beyond ASCII.
///
/// # Errors
/// Those of [`Snapshot::from_value`], and for text that is too long or no JSON.
pub fn snapshot_of(text: &JsString) -> Result<Snapshot> {
    check_length(text.length() as usize)?;
    Snapshot::from_value(value_of_text(text)?)
}

/// The request in JSON text.
///
/// # Errors
/// Those of [`read_value`], and for text that is no JSON.
pub fn request_of<T: Read>(text: &JsString) -> Result<T> {
    read_value(value_of_text(text)?)
}

/// The plain data in JSON text.
///
/// # Errors
/// For text that is no JSON.
pub fn value_of_text(text: &JsString) -> Result<Value> {
    let parsed = parse_json(text).map_err(|error| {
        let said = || error.dyn_ref::<JsError>().map_or_else(String::new, |error| error.message().into());
        fault!(Code::DataInvalid, "", said(), "one JSON document, complete, with finite numbers")
    })?;
    value_of(&parsed)
}

/// A JavaScript value of plain data. Of an array only [`MOST_ROWS`] elements and one are kept.
///
/// # Errors
/// For what is no plain data, and for what nests too deep.
pub fn value_of(js: &JsValue) -> Result<Value> {
    shallow_value_of(js, 0)
}

fn shallow_value_of(js: &JsValue, depth: usize) -> Result<Value> {
    if depth > DEEPEST {
        return Err(fault!(Code::DataInvalid, "", "deeper nesting", format!("at most {DEEPEST} levels")));
    }
    if js.is_null() || js.is_undefined() {
        return Ok(Value::Null);
    }
    if let Some(number) = js.as_f64() {
        return Ok(Value::Number(number));
    }
    if let Some(text) = js.as_string() {
        return Ok(Value::Text(text.into()));
    }
    if let Some(flag) = js.as_bool() {
        return Ok(Value::Bool(flag));
    }
    if Array::is_array(js) {
        return list_of(js, depth);
    }
    let Some(object) = js.dyn_ref::<Object>() else {
        return Err(fault!(Code::DataInvalid, "", "something else", "plain data"));
    };
    let mut entries = Vec::new();
    for entry in Object::entries(object).iter() {
        let entry: Array = entry.unchecked_into();
        let key = entry.get(0).as_string().unwrap_or_default();
        entries.push((key.into(), shallow_value_of(&entry.get(1), depth + 1)?));
    }
    Ok(Value::Object(entries))
}

fn list_of(js: &JsValue, depth: usize) -> Result<Value> {
    let kept = js.unchecked_ref::<Array>().slice(0, MOST_ROWS as u32 + 1);
    if IS_FINITE.with(|is_finite| kept.unchecked_ref::<List>().every(is_finite)) {
        return Ok(Value::Numbers(Float64Array::new(&kept).to_vec()));
    }
    let items = kept.iter().map(|item| shallow_value_of(&item, depth + 1));
    items.listed_or_fault().map(Value::List)
}

/// The JavaScript value of `value`; a column becomes a plain array.
#[must_use]
pub fn js_of(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::Bool(flag) => JsValue::from_bool(*flag),
        Value::Number(number) => JsValue::from_f64(*number),
        Value::Text(text) => JsValue::from_str(text),
        Value::Numbers(numbers) => Array::from(&Float64Array::from(&numbers[..])).into(),
        Value::List(items) => items.iter().map(js_of).collect::<Array>().into(),
        Value::Object(entries) => {
            let object = Object::new();
            for (key, value) in entries {
                set(&object, key, &js_of(value));
            }
            object.into()
        }
    }
}
