//! A figure as SVG text, and what a page says of itself.

use js_sys::Function;
use wasm_bindgen::{JsError, JsValue};

use crate::error::Result as Checked;
use crate::render::svg::SvgPicture;
use crate::scene::attributes::Attributes;
use crate::scene::display_list::MeasureText;
use crate::scene::figure::{Figure, RasterPlace};
use crate::scene::follow::Follow;
use crate::scene::page::Page;
use crate::value::{Manner, Node, Read};
use crate::wasm::convert::{thrown, value_of};

/// Attributes and page facts, from JavaScript.
///
/// # Errors
/// A `LiqError` for what is no plain data.
pub fn page_of(attributes: &JsValue, page: &JsValue) -> Result<(Attributes, Page), JsValue> {
    let node = |js| value_of(js).map(|value| Node::new(value, Manner::Script));
    let read = || -> Checked<(Attributes, Page)> { Ok((node(attributes)?.named_texts()?, Page::read(node(page)?)?)) };
    let (attributes, mut page) = read().map_err(|error| thrown(&error))?;
    if page.font.is_empty() {
        "sans-serif".clone_into(&mut page.font);
    }
    Ok((attributes, page))
}

/// A projection to draw; nothing for `null`.
///
/// # Errors
/// A `LiqError` for prices out of range.
pub fn follow_of(projection: &JsValue) -> Result<Option<Follow>, JsValue> {
    if projection.is_null() || projection.is_undefined() {
        return Ok(None);
    }
    let read = value_of(projection).and_then(|value| Follow::read(Node::new(value, Manner::Script)));
    read.map(Some).map_err(|error| thrown(&error))
}

/// `figure` laid out for a size in CSS pixels and written as SVG. `encode(pixels, width, height)` gives the address of an
/// image of RGBA pixels.
///
/// # Errors
/// What `encode` throws.
pub fn svg_of<F: Figure>(
    figure: &mut F,
    (width_css, height_css): (f64, f64),
    (font_family, title): (&str, &str),
    measure: &dyn MeasureText,
    encode: &Function,
) -> Result<String, JsValue> {
    figure.resize(width_css, height_css, measure);
    let mut pixels = Vec::new();
    let image = figure.raster(&mut pixels);
    let address = image.map(|image| encoded(&pixels, image, encode)).transpose()?;
    let marks = figure.chart(measure);
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
