//! Chinese in traditional characters: what happened when.

use super::super::words::{EventWords, Spoken};

pub(super) const WORDS: Spoken<EventWords> = EventWords {
    title: "事件",
    event: "事件",
    basis: "依據",
    sentence: "事件：{events}",
    said: "{n} {text}（{time}）",
    separator: "；",
    reported: "公開數據",
    simulated: "模擬",
    measured: "實測",
}
.spoken();
