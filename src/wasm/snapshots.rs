//! Snapshots that several figures of a page draw: read once, and kept while one of them is drawn. The pieces of single kinds, which
//! stand on pages with one figure mostly, stay smaller without.

#[cfg(feature = "reports")]
use std::cell::RefCell;
use std::rc::Rc;
#[cfg(feature = "reports")]
use std::rc::Weak;

use js_sys::JsString;

use crate::engine::market::Snapshot;
use crate::error::Result;
use crate::wasm::convert::snapshot_of;

#[cfg(feature = "reports")]
thread_local! {
    static DRAWN: RefCell<Vec<(JsString, Weak<Snapshot>)>> = const { RefCell::new(Vec::new()) };
}

/// The snapshot in the text of a document; the same one where a figure or a report has it already.
///
/// # Errors
/// Those of [`snapshot_of`].
#[cfg(feature = "reports")]
pub fn shared_snapshot(text: &JsString) -> Result<Rc<Snapshot>> {
    let drawn = DRAWN.with_borrow_mut(|drawn| {
        drawn.retain(|(_, snapshot)| snapshot.strong_count() > 0);
        drawn.iter().find(|(known, _)| known == text).and_then(|(_, snapshot)| snapshot.upgrade())
    });
    if let Some(snapshot) = drawn {
        return Ok(snapshot);
    }
    let snapshot = Rc::new(snapshot_of(text)?);
    DRAWN.with_borrow_mut(|drawn| drawn.push((text.clone(), Rc::downgrade(&snapshot))));
    Ok(snapshot)
}

/// The snapshot in the text of a document.
///
/// # Errors
/// Those of [`snapshot_of`].
#[cfg(not(feature = "reports"))]
pub fn shared_snapshot(text: &JsString) -> Result<Rc<Snapshot>> {
    snapshot_of(text).map(Rc::new)
}
