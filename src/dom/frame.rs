//! One animation frame at a time.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::Window;

/// Asks for a frame unless one is on its way; gives up its frame when dropped.
pub struct Frame {
    window: Window,
    pending: Rc<Cell<Option<i32>>>,
    callback: Closure<dyn FnMut()>,
}

impl Frame {
    /// Calls `paint` in each frame asked for.
    pub fn new(window: &Window, mut paint: impl FnMut() + 'static) -> Self {
        let pending = Rc::new(Cell::new(None));
        let arrived = Rc::clone(&pending);
        let callback = Closure::<dyn FnMut()>::new(move || {
            arrived.set(None);
            paint();
        });
        Self { window: window.clone(), pending, callback }
    }

    /// Asks for a frame.
    pub fn request(&self) {
        if self.pending.get().is_none() {
            let requested = self.window.request_animation_frame(self.callback.as_ref().unchecked_ref());
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
