//! Callbacks that the browser calls by itself: the page runs them, so that it notices a trap.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

/// `callback` as the page wants it called: `notify("guard", callback)` gives the function, without one it is called as it is.
#[must_use]
pub fn guarded(notify: &Function, callback: &JsValue) -> Function {
    let wrapped = notify.call2(&JsValue::NULL, &"guard".into(), callback).ok();
    wrapped.and_then(|wrapped| wrapped.dyn_into().ok()).unwrap_or_else(|| callback.clone().unchecked_into())
}
