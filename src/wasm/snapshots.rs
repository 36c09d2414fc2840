//! Snapshots that figures of a page draw, or are about to: each is read once, and kept while somebody holds it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::JsString;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::engine::market::Snapshot;
use crate::error::Result;
use crate::wasm::convert::{snapshot_of, thrown};

thread_local! {
    static HELD: RefCell<Vec<(JsString, Weak<Snapshot>)>> = const { RefCell::new(Vec::new()) };
}

/// The snapshot in the text of a document; the same one where somebody has it already.
///
/// # Errors
/// Those of [`snapshot_of`].
pub fn shared_snapshot(text: &JsString) -> Result<Rc<Snapshot>> {
    let held = HELD.with_borrow_mut(|held| {
        held.retain(|(_, snapshot)| snapshot.strong_count() > 0);
        held.iter().find(|(known, _)| known == text).and_then(|(_, snapshot)| snapshot.upgrade())
    });
    if let Some(snapshot) = held {
        return Ok(snapshot);
    }
    let snapshot = Rc::new(snapshot_of(text)?);
    HELD.with_borrow_mut(|held| held.push((text.clone(), Rc::downgrade(&snapshot))));
    Ok(snapshot)
}

/// A snapshot that is read ahead of the figure that draws it, so that a page need not wait for both at once. Free it when
/// that is drawn.
#[wasm_bindgen]
pub struct ReadSnapshot {
    _held: Rc<Snapshot>,
}

#[wasm_bindgen]
impl ReadSnapshot {
    /// Reads `snapshot`, the text of a liq-snapshot/1 document.
    ///
    /// # Errors
    /// A `LiqError` for data that are none.
    #[wasm_bindgen(constructor)]
    pub fn new(snapshot: &JsString) -> std::result::Result<Self, JsValue> {
        shared_snapshot(snapshot).map(|held| Self { _held: held }).map_err(|error| thrown(&error))
    }
}
