//! Chinese in traditional characters: venues that are followed.

use super::super::words::{LiveWords, Spoken};

pub(super) const WORDS: Spoken<LiveWords> = LiveWords {
    asking: "正在請求 {venue}",
    ok: "{venue} 即時",
    stale: "{venue} 已過期",
    rate_limited: "被 {venue} 限流",
    blocked: "{venue} 不向本地區或本網路提供服務",
    refused: "被 {venue} 拒絕",
    unreachable: "{venue} 無回應",
    held: "，沿用其截至 {time}的資料",
    offline: "離線",
    ask_again: "重新請求交易所",
}
.spoken();
