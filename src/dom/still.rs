//! A picture of a figure at any size and sharpness, on canvases that are on no page.

use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::dom::resize::BoxSize;
use crate::dom::surface::{ImageStore, Surface};
use crate::scene::figure::Figure;

/// Lays `figure` out for `size` in CSS pixels, paints it with `ratio` device pixels for each on two canvases in `host`, the
/// raster below, and calls `take()` while they are there.
///
/// # Errors
/// What a canvas refuses, and what `take` throws.
pub fn paint_still(
    figure: &mut dyn Figure,
    host: &HtmlElement,
    size: (f64, f64),
    ratio: f64,
    font_family: &str,
    take: &Function,
) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or("no document")?;
    let mut layers = [Surface::append_to(host, &document)?, Surface::append_to(host, &document)?];
    for layer in &mut layers {
        layer.resize(BoxSize { width_css: size.0, height_css: size.1, device: None }, ratio);
    }
    let [below, above] = &mut layers;
    let measure = above.measure(font_family);
    figure.resize(size.0, size.1, &measure);
    let mut pixels = Vec::new();
    if let Some(image) = figure.raster(&mut pixels) {
        below.put(&pixels, image, &mut ImageStore::new(&document)?)?;
    }
    above.paint(&figure.chart(&measure), font_family)?;
    take.call0(&JsValue::NULL).map(drop)
}
