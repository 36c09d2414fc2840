//! Snapshots that figures of a page draw, or are about to: each is read once, and kept while somebody holds it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::JsString;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::engine::heatmap::Ahead;
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

/// A snapshot that is read ahead of the figure that draws it, with the run that was begun for that, so that a page need not
/// wait for all of it at once. Free it when that is drawn.
#[wasm_bindgen]
pub struct ReadSnapshot {
    pub(super) snapshot: Rc<Snapshot>,
    pub(super) ahead: Option<Ahead>,
}

#[wasm_bindgen]
impl ReadSnapshot {
    /// Reads `snapshot`, the text of a liq-snapshot/1 document.
    ///
    /// # Errors
    /// A `LiqError` for data that are none.
    #[wasm_bindgen(constructor)]
    pub fn new(snapshot: &JsString) -> std::result::Result<Self, JsValue> {
        Self::held(snapshot).map_err(|error| thrown(&error))
    }

    /// Goes on with the run that a figure's class began, by about so many candles. Gives whether there are more.
    #[cfg(any(
        feature = "heatmap",
        feature = "map",
        feature = "cascade",
        all(feature = "scenarios", feature = "simulation")
    ))]
    #[wasm_bindgen(js_name = goOn)]
    pub fn go_on(&mut self, candles: usize) -> bool {
        self.ahead.as_mut().is_some_and(|ahead| ahead.go_on(candles))
    }
}

impl ReadSnapshot {
    /// The same for what is no page.
    ///
    /// # Errors
    /// Those of [`snapshot_of`].
    pub fn held(text: &JsString) -> Result<Self> {
        Ok(Self { snapshot: shared_snapshot(text)?, ahead: None })
    }
}
