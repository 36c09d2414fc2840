//! One animation frame at a time.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use web_sys::Window;

use crate::dom::guard::guarded;

/// Asks for a frame unless one is on its way; gives up its frame when dropped.
pub struct Frame {
    window: Window,
    pending: Rc<Cell<Option<i32>>>,
    called: Function,
    _callback: Closure<dyn FnMut()>,
}

impl Frame {
    /// Calls `paint`, as `notify` guards it, in each frame asked for.
    pub fn new(window: &Window, notify: &Function, mut paint: impl FnMut() + 'static) -> Self {
        let pending = Rc::new(Cell::new(None));
        let arrived = Rc::clone(&pending);
        let callback = Closure::<dyn FnMut()>::new(move || {
            arrived.set(None);
            paint();
        });
        let called = guarded(notify, callback.as_ref());
        Self { window: window.clone(), pending, called, _callback: callback }
    }

    /// Asks for a frame.
    pub fn request(&self) {
        if self.pending.get().is_none() {
            let requested = self.window.request_animation_frame(&self.called);
            self.pending.set(requested.ok());
        }
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let Some(frame) = self.pending.take() {
            // A frame that cannot be cancelled has already run.
            let _cancelled = self.window.cancel_animation_frame(frame);
        }
    }
}
