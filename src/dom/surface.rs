//! A canvas that display lists are played on.
//!
//! The size is kept in device pixels, and images are put whole.

use std::cell::Cell;

use js_sys::Uint8ClampedArray;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, Document, Element, HtmlCanvasElement, ImageData};

use crate::dom::canvas::{Canvas, REFUSED, font, width_of};
use crate::dom::resize::BoxSize;
use crate::render::player::Player;
use crate::scene::display_list::{Mark, MeasureText};
use crate::scene::figure::RasterPlace;

/// Device pixels that a box may gain or lose when a browser snaps it to whole ones.
const SNAP_PX: f64 = 1.0;

/// One layer of a figure.
pub struct Surface {
    canvas: Canvas,
    scale: f64,
    /// Whether nothing was drawn since its size was set. A browser gives memory, on a tall figure tens of megabytes, to a
    /// canvas that is drawn on, were it only to clear it; layers that stay empty are to cost nothing.
    blank: bool,
}

impl Surface {
    /// A canvas at the end of `parent`.
    ///
    /// # Errors
    /// What the browser says when it grants no 2D context.
    pub fn append_to(parent: &Element, document: &Document) -> Result<Self, JsValue> {
        let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
        canvas.set_attribute("aria-hidden", "true")?;
        parent.append_child(&canvas)?;
        let context = context_of(&canvas)?;
        Ok(Self { canvas: Canvas { element: canvas, context }, scale: 1.0, blank: true })
    }

    /// Takes the size of the figure's box; clears the canvas.
    pub fn resize(&mut self, size: BoxSize, device_pixel_ratio: f64) {
        let exact = [size.width_css * device_pixel_ratio, size.height_css * device_pixel_ratio];
        // Where the ratio is emulated, as for screenshots, some browsers tell CSS pixels as device pixels.
        let believed = size.device.filter(|(width, height)| {
            (f64::from(*width) - exact[0]).abs() <= SNAP_PX && (f64::from(*height) - exact[1]).abs() <= SNAP_PX
        });
        let (width, height) = believed.unwrap_or((exact[0].round() as u32, exact[1].round() as u32));
        self.scale = if size.width_css > 0.0 { f64::from(width) / size.width_css } else { device_pixel_ratio };
        if self.canvas.element.width() != width || self.canvas.element.height() != height {
            self.canvas.element.set_width(width);
            self.canvas.element.set_height(height);
            self.blank = true;
        }
    }

    /// Takes everything away.
    pub fn clear(&mut self) {
        if std::mem::replace(&mut self.blank, true) {
            return;
        }
        self.canvas.context.clear_rect(
            0.0,
            0.0,
            f64::from(self.canvas.element.width()),
            f64::from(self.canvas.element.height()),
        );
    }

    /// Paints `marks` on a clear canvas.
    ///
    /// # Errors
    /// What the canvas refuses.
    pub fn paint(&mut self, marks: &[Mark], font_family: &str) -> Result<(), JsValue> {
        self.clear();
        if marks.is_empty() {
            return Ok(());
        }
        self.blank = false;
        let player = Player { scale: self.scale, font_family, font_factor: 1.0 };
        player.play(marks, &mut self.canvas).map_err(|_| JsValue::from_str(REFUSED))
    }

    /// Stretches an image of RGBA `pixels` to its place. `store` is a scratch canvas kept between calls.
    ///
    /// # Errors
    /// What the canvas refuses.
    pub fn put(&mut self, pixels: &[u8], image: RasterPlace, store: &mut ImageStore) -> Result<(), JsValue> {
        self.clear();
        self.blank = false;
        let source = store.fill(pixels, image)?;
        let device = |css: f64| (css * self.scale).round();
        let (left, top) = (device(image.place.x), device(image.place.y));
        let (width, height) = (device(image.place.right()) - left, device(image.place.bottom()) - top);
        // Cells smaller than a pixel are averaged, larger ones keep their edges.
        let shrinks = width < image.width as f64 || height < image.height as f64;
        self.canvas.context.set_image_smoothing_enabled(shrinks);
        let clip = image.clip;
        self.canvas.context.save();
        self.canvas.context.begin_path();
        self.canvas.context.rect(device(clip.x), device(clip.y), device(clip.width), device(clip.height));
        self.canvas.context.clip();
        let drawn =
            self.canvas.context.draw_image_with_html_canvas_element_and_dw_and_dh(source, left, top, width, height);
        self.canvas.context.restore();
        drawn
    }
}

impl Drop for Surface {
    fn drop(&mut self) {
        // Some browsers keep a canvas's memory until its size is nothing.
        self.canvas.element.set_width(0);
        self.canvas.element.set_height(0);
        self.canvas.element.remove();
    }
}

/// A canvas of the raster's own size, off the page.
pub struct ImageStore {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl ImageStore {
    /// An empty store.
    ///
    /// # Errors
    /// What the browser says when it grants no 2D context.
    pub fn new(document: &Document) -> Result<Self, JsValue> {
        let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
        Ok(Self { context: context_of(&canvas)?, canvas })
    }

    fn fill(&mut self, pixels: &[u8], image: RasterPlace) -> Result<&HtmlCanvasElement, JsValue> {
        let (width, height) = (image.width as u32, image.height as u32);
        if self.canvas.width() != width || self.canvas.height() != height {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        // A copy owned by JavaScript: an image over wasm memory would detach when that memory grows.
        let copy = Uint8ClampedArray::new_with_length(pixels.len() as u32);
        copy.copy_from(pixels);
        let data = ImageData::new_with_js_u8_clamped_array_and_sh(&copy, width, height)?;
        self.context.put_image_data(&data, 0.0, 0.0)?;
        Ok(&self.canvas)
    }
}

impl Drop for ImageStore {
    fn drop(&mut self) {
        self.canvas.set_width(0);
        self.canvas.set_height(0);
    }
}

fn context_of(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, JsValue> {
    canvas.get_context("2d")?.map(JsCast::unchecked_into).ok_or_else(|| JsValue::from_str("no 2D context"))
}

/// Measures text with a canvas's own font machinery.
pub struct Ruler {
    context: CanvasRenderingContext2d,
    font_family: String,
    /// Size and weight that the context has: a font is read anew each time it is set.
    set: Cell<(f64, bool)>,
}

impl Ruler {
    /// A measure for text in `font_family`, by a canvas that is on no page.
    ///
    /// # Errors
    /// What the browser says when it grants no 2D context.
    pub fn new(font_family: &str) -> Result<Self, JsValue> {
        let document = web_sys::window().and_then(|window| window.document()).ok_or("no document")?;
        let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
        Ok(Self::of(context_of(&canvas)?, font_family))
    }

    fn of(context: CanvasRenderingContext2d, font_family: &str) -> Self {
        Self { context, font_family: font_family.to_owned(), set: Cell::default() }
    }
}

impl Surface {
    /// A measure for text in `font_family`, until something is painted.
    #[must_use]
    pub fn measure(&self, font_family: &str) -> Ruler {
        Ruler::of(self.canvas.context.clone(), font_family)
    }
}

impl MeasureText for Ruler {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        if self.set.replace((size, bold)) != (size, bold) {
            self.context.set_font(&font(if bold { "bold" } else { "normal" }, size, &self.font_family));
        }
        width_of(&self.context, text, size)
    }
}
