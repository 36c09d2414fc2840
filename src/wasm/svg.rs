//! Any figure as SVG text.

use js_sys::Function;
use wasm_bindgen::{JsError, JsValue};

use crate::dom::surface::Ruler;
use crate::render::svg::SvgPicture;
use crate::scene::figure::{Figure, RasterPlace};

/// `figure` laid out for a size in CSS pixels, width first, and written as SVG. `encode(pixels, width, height)` gives the
/// address of an image of RGBA pixels.
///
/// # Errors
/// What `encode` throws, and what the browser refuses.
pub fn svg_of(
    figure: &mut dyn Figure,
    (width_css, height_css): (f64, f64),
    (font_family, title): (&str, &str),
    encode: &Function,
) -> Result<String, JsValue> {
    let measure = Ruler::new(font_family)?;
    figure.resize(width_css, height_css, &measure);
    let mut pixels = Vec::new();
    let image = figure.raster(&mut pixels);
    let address = image.map(|image| encoded(&pixels, image, encode)).transpose()?;
    let marks = figure.chart(&measure);
    let raster = address.as_deref().zip(image.map(|image| image.place));
    let picture = SvgPicture { width_css, height_css, font_family, title, raster, layers: &[&marks] };
    picture.write().map_err(|message| JsError::new(&message).into())
}

fn encoded(pixels: &[u8], image: RasterPlace, encode: &Function) -> Result<String, JsValue> {
    let copy = js_sys::Uint8ClampedArray::from(pixels);
    let (width, height) = (image.width as f64, image.height as f64);
    let address = encode.call3(&JsValue::NULL, &copy, &width.into(), &height.into())?;
    address.as_string().ok_or_else(|| JsError::new("the image encoder gave no text").into())
}
