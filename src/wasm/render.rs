//! Pictures without a browser: what `toSVG` of `liquidation-widgets/headless` and the command `render` call.

use js_sys::JsString;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::{Result, nearest_word};
use crate::lists::Listed;
use crate::render::metrics::SansMetrics;
use crate::render::picture::{Picture, PictureRequest, Widget};
use crate::scene::display_list::MeasureText;
use crate::value::{Manner, Node, Read, Value};
use crate::wasm::convert::{js_of, request_of, snapshot_of, thrown};

/// The picture of the snapshot in the JSON text `snapshot` that the JSON text `request` asks for: `{ svg, summary }`.
///
/// # Errors
/// Throws a `LiqError` that names the field of the snapshot, the key of the request or the attribute.
#[wasm_bindgen(js_name = drawPicture)]
pub fn draw_picture(snapshot: &JsString, request: &JsString) -> std::result::Result<JsValue, JsValue> {
    let picture = drawn(snapshot, request).map_err(|error| thrown(&error))?;
    Ok(js_of(&Value::from(&picture)))
}

fn drawn(snapshot: &JsString, request: &JsString) -> Result<Picture> {
    let request: PictureRequest = request_of(request)?;
    request.draw(snapshot_of(snapshot)?)
}

/// Names of the attributes that the element of this kind has.
///
/// # Errors
/// Throws a `LiqError` for a kind that is not known.
#[wasm_bindgen(js_name = attributesOf)]
pub fn attributes_of(widget: &str) -> std::result::Result<Vec<String>, JsValue> {
    let widget = Widget::read(Node::new(Value::from(widget.to_owned()), Manner::Script));
    let widget = widget.map_err(|error| thrown(&error.within("widget")))?;
    Ok(widget.attributes().into_iter().map(str::to_owned).listed())
}

/// The one of `words` that is nearest to `found`; nothing when none is near.
#[wasm_bindgen(js_name = nearestWord)]
#[must_use]
#[expect(clippy::needless_pass_by_value, reason = "a list of texts comes from JavaScript as one of its own")]
pub fn nearest(found: &str, words: Vec<String>) -> Option<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).listed();
    nearest_word(found, &words).map(str::to_owned)
}

/// Width in CSS pixels that a picture gives a line of text.
#[wasm_bindgen(js_name = textWidth)]
#[must_use]
pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    SansMetrics.width(text, size, bold)
}
