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

/// These phrases of a group by their names in camelCase; the others are for the picture alone, and no page gets them.
#[allow(unused_macros, reason = "the heatmap's are those of the frame")]
macro_rules! of_group {
    ($words:ident.$group:ident: $($phrase:ident),+) => {
        crate::scene::locale::named(&[$(stringify!($phrase)),+], &[$($words.$group.$phrase()),+])
    };
}

/// Words of the frame for a language tag, as plain data, known before any data are: `controls`, `keys`, `errors`, and a group
/// for each kind of figure whose buttons and keys have words of their own.
#[wasm_bindgen(js_name = frameWords)]
#[must_use]
pub fn frame_words(lang: &str) -> JsValue {
    let words = Language::spoken(lang).words();
    let frame = Value::object()
        .with("controls", words.controls.named())
        .with("keys", words.keys.named())
        .with("errors", words.errors.named());
    #[cfg(feature = "map")]
    let frame = frame.with(
        "map",
        of_group!(words.map:
            by_leverage, by_venue, detailed, keys_enter, keys_escape, keys_home_end, keys_up_down, simple, stack,
            unstacked, view, window),
    );
    #[cfg(feature = "cascade")]
    let frame = frame.with(
        "cascade",
        of_group!(words.cascade:
            assumptions, back, down, focus_hint, forward, keys_home_end, keys_left_right, keys_page, keys_space,
            keys_up_down, no_open_interest, pause, play, shock, side, table_rounds, up),
    );
    #[cfg(feature = "tape")]
    let frame =
        frame.with("tape", of_group!(words.tape: keys_enter, keys_escape, keys_home_end, keys_left_right, keys_page));
    #[cfg(feature = "regime")]
    let frame = frame.with(
        "regime",
        of_group!(words.regime: keys_enter, keys_escape, keys_home_end, keys_left_right, keys_page, window),
    );
    #[cfg(feature = "sheets")]
    let frame = frame.with(
        "sheets",
        of_group!(words.sheets: keys_enter, keys_escape, keys_home_end, keys_left_right, keys_up_down, range),
    );
    #[cfg(feature = "signals")]
    let frame = frame.with(
        "signals",
        of_group!(words.signals: coins, mode_dealer, mode_inverse, mode_naive, oi_title, sign_mode, usd),
    );
    #[cfg(feature = "scenarios")]
    let frame = frame.with(
        "scenarios",
        of_group!(words.scenarios: focus_hint, keys_enter, keys_escape, keys_home_end, keys_up_down),
    );
    #[cfg(feature = "compare")]
    let frame = frame.with("compare", of_group!(words.compare: month, reference, window));
    js_of(&frame)
}
