//! An event listener that removes itself.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// Listens from [`Listener::new`] until it is dropped.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `handler` for every event `kind` of `target`, which may then be prevented.
    pub fn new(target: &EventTarget, kind: &'static str, handler: impl FnMut(Event) + 'static) -> Self {
        let callback = Closure::<dyn FnMut(Event)>::new(handler);
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        // The call fails only for arguments that are no function.
        let added = target.add_event_listener_with_callback_and_add_event_listener_options(
            kind,
            callback.as_ref().unchecked_ref(),
            &options,
        );
        debug_assert!(added.is_ok());
        Self { target: target.clone(), kind, callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let removed =
            self.target.remove_event_listener_with_callback(self.kind, self.callback.as_ref().unchecked_ref());
        debug_assert!(removed.is_ok());
    }
}
