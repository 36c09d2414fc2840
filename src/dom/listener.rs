//! An event listener that removes itself.

use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

use crate::dom::guard::guarded;

/// Listens from [`Listener::new`] until it is dropped.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    called: Function,
    _callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `handler`, as `notify` guards it, for every event `kind` of `target`, which may then be prevented.
    pub fn new(
        target: &EventTarget,
        kind: &'static str,
        notify: &Function,
        handler: impl FnMut(Event) + 'static,
    ) -> Self {
        let callback = Closure::<dyn FnMut(Event)>::new(handler);
        let called = guarded(notify, callback.as_ref());
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        // The call fails only for arguments that are no function.
        let added = target.add_event_listener_with_callback_and_add_event_listener_options(kind, &called, &options);
        debug_assert!(added.is_ok());
        Self { target: target.clone(), kind, called, _callback: callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let removed = self.target.remove_event_listener_with_callback(self.kind, &self.called);
        debug_assert!(removed.is_ok());
    }
}
