//! The size of an element, in CSS pixels and in device pixels, now and whenever it changes.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, ResizeObserver, ResizeObserverBoxOptions, ResizeObserverEntry, ResizeObserverOptions, ResizeObserverSize,
};

use crate::dom::guard::guarded;

/// Size of a box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BoxSize {
    /// Width in CSS pixels.
    pub width_css: f64,
    /// Height in CSS pixels.
    pub height_css: f64,
    /// The same in device pixels, exact where the browser tells it; else `None`.
    pub device: Option<(u32, u32)>,
}

/// Watches an element until it is dropped.
pub struct ResizeWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut(Array)>,
}

impl ResizeWatch {
    /// Calls `resized`, as `notify` guards it, soon and at every change.
    ///
    /// # Errors
    /// What the browser says when it has no resize observer.
    pub fn new(
        element: &Element,
        notify: &Function,
        mut resized: impl FnMut(BoxSize) + 'static,
    ) -> Result<Self, JsValue> {
        let callback = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            if let Some(entry) = entries.iter().last().and_then(|entry| entry.dyn_into::<ResizeObserverEntry>().ok()) {
                resized(size_of(&entry));
            }
        });
        let observer = ResizeObserver::new(&guarded(notify, callback.as_ref()))?;
        let options = ResizeObserverOptions::new();
        options.set_box(ResizeObserverBoxOptions::DevicePixelContentBox);
        // Browsers without device pixel boxes refuse the option and report CSS pixels only.
        if knows_device_pixels() {
            observer.observe_with_options(element, &options);
        } else {
            observer.observe(element);
        }
        Ok(Self { observer, _callback: callback })
    }
}

fn knows_device_pixels() -> bool {
    let global = js_sys::global();
    js_sys::Reflect::get(&global, &"ResizeObserverEntry".into())
        .and_then(|class| js_sys::Reflect::get(&class, &"prototype".into()))
        .and_then(|prototype| js_sys::Reflect::has(&prototype, &"devicePixelContentBoxSize".into()))
        .unwrap_or(false)
}

fn size_of(entry: &ResizeObserverEntry) -> BoxSize {
    let css = entry.content_rect();
    let device = js_sys::Reflect::get(entry, &"devicePixelContentBoxSize".into())
        .ok()
        .and_then(|sizes| sizes.dyn_into::<Array>().ok())
        .and_then(|sizes| sizes.get(0).dyn_into::<ResizeObserverSize>().ok())
        .map(|size| (size.inline_size() as u32, size.block_size() as u32));
    BoxSize { width_css: css.width(), height_css: css.height(), device }
}

impl Drop for ResizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
