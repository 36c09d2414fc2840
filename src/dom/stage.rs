//! Three canvases, the reader's input, and one frame at a time: what shows a figure on a page.
//!
//! The layers are raster, chart and overlay; moving the pointer repaints the overlay alone. Positions are taken from
//! the events' own offsets, which stay right under a CSS transform. Everything is let go when the stage is dropped.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlElement, KeyboardEvent, PointerEvent, WheelEvent, Window};

use crate::dom::frame::Frame;
use crate::dom::listener::Listener;
use crate::dom::resize::{BoxSize, ResizeWatch};
use crate::dom::surface::{ImageStore, Surface};
use crate::scene::display_list::Point;
use crate::scene::figure::{Figure, Notice, Reaction};
use crate::scene::input::{Input, PointerKind};
use crate::scene::invalidation::Invalidation;

/// CSS pixels per line of a wheel that counts lines.
const WHEEL_LINE_PX: f64 = 16.0;

/// A figure on a page.
pub struct Stage<F: Figure + 'static> {
    inner: Rc<Inner<F>>,
    _listeners: Vec<Listener>,
    _resize: ResizeWatch,
}

struct Inner<F> {
    window: Window,
    host: HtmlElement,
    notify: Function,
    state: RefCell<State<F>>,
    frame: RefCell<Option<Frame>>,
    /// Input that changed the picture since the last frame waits for it; no second layout in between.
    pending: Cell<Invalidation>,
    focused: Cell<bool>,
}

struct State<F> {
    figure: F,
    font_family: String,
    size: BoxSize,
    layers: [Surface; 3],
    image: ImageStore,
    pixels: Vec<u8>,
}

const RASTER: usize = 0;
const CHART: usize = 1;
const OVERLAY: usize = 2;

impl<F: Figure + 'static> Stage<F> {
    /// Shows `figure` in `host`, and calls `notify(name, by_key)` for what the reader does. `notify("guard", callback)` gives
    /// the function that the browser is to call in place of `callback`.
    ///
    /// # Errors
    /// What the browser refuses: a canvas, a listener, an observer.
    pub fn new(host: &HtmlElement, notify: Function, figure: F, font_family: String) -> Result<Self, JsValue> {
        let window = web_sys::window().ok_or("no window")?;
        let document = window.document().ok_or("no document")?;
        let layer = || Surface::append_to(host, &document);
        let layers = [layer()?, layer()?, layer()?];
        let image = ImageStore::new(&document)?;
        let state = State { figure, font_family, size: BoxSize::default(), layers, image, pixels: Vec::new() };
        let inner = Rc::new(Inner {
            window: window.clone(),
            host: host.clone(),
            notify,
            state: RefCell::new(state),
            frame: RefCell::new(None),
            pending: Cell::new(Invalidation::Raster),
            focused: Cell::new(false),
        });
        let weak = Rc::downgrade(&inner);
        *inner.frame.borrow_mut() = Some(Frame::new(&window, &inner.notify, move || {
            if let Some(inner) = weak.upgrade() {
                inner.paint();
            }
        }));
        let weak = Rc::downgrade(&inner);
        let resize = ResizeWatch::new(host, &inner.notify, move |size| {
            if let Some(inner) = weak.upgrade() {
                inner.resize(size);
            }
        })?;
        Ok(Self { _listeners: listeners(&inner), inner, _resize: resize })
    }

    /// Changes the figure and repaints as much as `change` says.
    pub fn change<T>(&self, change: impl FnOnce(&mut F) -> (T, Invalidation)) -> T {
        let (answer, invalidation) = change(&mut self.inner.state.borrow_mut().figure);
        self.inner.invalidate(invalidation);
        answer
    }

    /// Asks the figure something.
    pub fn ask<T>(&self, ask: impl FnOnce(&F) -> T) -> T {
        ask(&self.inner.state.borrow().figure)
    }

    /// Takes another font, and lays out anew.
    pub fn set_font(&self, font_family: String) {
        self.inner.state.borrow_mut().font_family = font_family;
        self.inner.lay_out();
    }

    /// Lays out anew, since words or options changed.
    pub fn lay_out(&self) {
        self.inner.lay_out();
    }

    /// Does what a visible button asks for.
    pub fn send(&self, input: Input) {
        self.inner.take(input);
    }

    /// Paints what waits for a frame, now.
    pub fn flush(&self) {
        self.inner.paint();
    }
}

impl<F: Figure + 'static> Inner<F> {
    fn invalidate(&self, invalidation: Invalidation) {
        let merged = self.pending.get().merge(invalidation);
        self.pending.set(merged);
        if merged > Invalidation::None
            && let Some(frame) = self.frame.borrow().as_ref()
        {
            frame.request();
        }
    }

    fn resize(&self, size: BoxSize) {
        let ratio = self.window.device_pixel_ratio();
        {
            let mut state = self.state.borrow_mut();
            state.size = size;
            state.layers.iter_mut().for_each(|layer| layer.resize(size, ratio));
        }
        self.lay_out();
        // The canvases were cleared: painting at once spares the reader an empty frame.
        self.paint();
    }

    fn lay_out(&self) {
        {
            let state = &mut *self.state.borrow_mut();
            let measure = state.layers[CHART].measure(&state.font_family);
            state.figure.resize(state.size.width_css, state.size.height_css, &measure);
        }
        self.invalidate(Invalidation::Raster);
    }

    fn paint(&self) {
        let painted = self.try_paint();
        if let Err(refused) = painted {
            // The page decides what to show instead; an exception of its own handler is its own.
            let _called = self.notify.call2(&JsValue::NULL, &"trouble".into(), &refused);
        }
    }

    fn try_paint(&self) -> Result<(), JsValue> {
        let state = &mut *self.state.borrow_mut();
        if state.size.width_css < 1.0 || state.size.height_css < 1.0 {
            return Ok(());
        }
        let invalidation = self.pending.replace(Invalidation::None);
        if invalidation >= Invalidation::Raster {
            match state.figure.raster(&mut state.pixels) {
                Some(image) => state.layers[RASTER].put(&state.pixels, image, &mut state.image)?,
                None => state.layers[RASTER].clear(),
            }
        }
        for (layer, level) in [(CHART, Invalidation::Chart), (OVERLAY, Invalidation::Overlay)] {
            if invalidation >= level {
                let measure = state.layers[CHART].measure(&state.font_family);
                let marks = if layer == CHART { state.figure.chart(&measure) } else { state.figure.overlay(&measure) };
                state.layers[layer].paint(&marks, &state.font_family)?;
            }
        }
        Ok(())
    }

    /// Hands an input to the figure; returns whether it was used.
    fn take(&self, input: Input) -> bool {
        let by_key = JsValue::from_bool(matches!(input, Input::Key(_)));
        let Reaction { invalidation, notices, used } = self.state.borrow_mut().figure.handle(input);
        self.invalidate(invalidation);
        for notice in notices {
            let name = match notice {
                Notice::Hover => "hover",
                Notice::Select => "select",
                Notice::Viewport => "viewport",
                Notice::Help => "help",
                Notice::Shock => "shock",
                Notice::Round => "round",
                Notice::Play => "play",
            };
            // An exception of the page's own handler is its own.
            let _called = self.notify.call2(&JsValue::NULL, &name.into(), &by_key);
        }
        used
    }

    fn pointer(&self, event: &Event, input: fn(i32, PointerKind, Point) -> Input) {
        let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
        if event.button() > 0 {
            return;
        }
        let kind = if event.pointer_type() == "mouse" { PointerKind::Mouse } else { PointerKind::Touch };
        let at = Point { x: f64::from(event.offset_x()), y: f64::from(event.offset_y()) };
        self.take(input(event.pointer_id(), kind, at));
    }

    fn pointer_down(&self, event: &Event) {
        if let Some(event) = event.dyn_ref::<PointerEvent>() {
            // Without capture a drag ends at the edge of the chart, which is all that is lost.
            let _captured = self.host.set_pointer_capture(event.pointer_id());
        }
        self.pointer(event, Input::Down);
    }

    /// A finger that is lifted leaves too, but what it touched stays to be read.
    fn pointer_leave(&self, event: &Event) {
        if event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type() == "mouse") {
            self.pointer(event, |id, _, _| Input::Cancel(id));
        }
    }

    fn wheel(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
        if !(event.ctrl_key() || event.meta_key() || self.focused.get()) {
            return;
        }
        let lines = event.delta_mode() == WheelEvent::DOM_DELTA_LINE;
        let turned = event.delta_y() * if lines { WHEEL_LINE_PX } else { 1.0 };
        let at = Point { x: f64::from(event.offset_x()), y: f64::from(event.offset_y()) };
        if self.take(Input::Wheel(at, turned)) {
            event.prevent_default();
        }
    }

    fn key(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if self.take(Input::Key(event.key())) {
            event.prevent_default();
            event.stop_propagation();
        }
    }
}

fn listeners<F: Figure + 'static>(inner: &Rc<Inner<F>>) -> Vec<Listener> {
    let on = |kind: &'static str, handler: fn(&Inner<F>, &Event)| {
        let weak: Weak<Inner<F>> = Rc::downgrade(inner);
        Listener::new(&inner.host, kind, &inner.notify, move |event| {
            if let Some(inner) = weak.upgrade() {
                handler(&inner, &event);
            }
        })
    };
    vec![
        on("pointerdown", Inner::pointer_down),
        on("pointermove", |inner, event| inner.pointer(event, Input::Move)),
        on("pointerup", |inner, event| inner.pointer(event, Input::Up)),
        on("pointercancel", |inner, event| inner.pointer(event, |id, _, _| Input::Cancel(id))),
        on("pointerleave", Inner::pointer_leave),
        on("wheel", Inner::wheel),
        on("keydown", Inner::key),
        on("focus", |inner, _| inner.focused.set(true)),
        on("blur", |inner, _| inner.focused.set(false)),
    ]
}
