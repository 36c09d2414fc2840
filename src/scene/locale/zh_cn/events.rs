//! Chinese in simplified characters: what happened when.

use super::super::words::{EventWords, Spoken};

pub(super) const WORDS: Spoken<EventWords> = EventWords {
    title: "事件",
    event: "事件",
    basis: "依据",
    sentence: "事件：{events}",
    said: "{n} {text}（{time}）",
    separator: "；",
    reported: "公开数据",
    simulated: "模拟",
    measured: "实测",
}
.spoken();
