//! Words for the host page, and those it hands over.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::scene::locale::Language;
use crate::value::Value;
use crate::wasm::convert::js_of;

/// Takes the text of the words file for a language tag, of a language that ships or of any other. False when it belongs to
/// another version; English stays then.
#[wasm_bindgen(js_name = addWords)]
#[must_use]
pub fn add_words(lang: &str, text: String) -> bool {
    Language::take_words(lang, text)
}

/// Words of the frame for a language tag, as plain data, known before any data are: `controls`, `keys`, `errors`, and a group
/// for each kind of figure that has words of its own.
#[wasm_bindgen(js_name = frameWords)]
#[must_use]
pub fn frame_words(lang: &str) -> JsValue {
    let words = Language::spoken(lang).words();
    let frame = Value::object()
        .with("controls", words.controls.named())
        .with("keys", words.keys.named())
        .with("errors", words.errors.named());
    #[cfg(feature = "map")]
    let frame = frame.with("map", words.map.named());
    #[cfg(feature = "cascade")]
    let frame = frame.with("cascade", words.cascade.named());
    #[cfg(feature = "tape")]
    let frame = frame.with("tape", words.tape.named());
    #[cfg(feature = "regime")]
    let frame = frame.with("regime", words.regime.named());
    #[cfg(feature = "sheets")]
    let frame = frame.with("sheets", words.sheets.named());
    #[cfg(feature = "signals")]
    let frame = frame.with("signals", words.signals.named());
    #[cfg(feature = "scenarios")]
    let frame = frame.with("scenarios", words.scenarios.named());
    #[cfg(feature = "compare")]
    let frame = frame.with("compare", words.compare.named());
    js_of(&frame)
}
