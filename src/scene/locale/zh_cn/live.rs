//! Chinese in simplified characters: venues that are followed.

use super::super::words::{LiveWords, Spoken};

pub(super) const WORDS: Spoken<LiveWords> = LiveWords {
    asking: "正在请求 {venue}",
    ok: "{venue} 实时",
    stale: "{venue} 已过期",
    rate_limited: "被 {venue} 限流",
    blocked: "{venue} 不向本地区或本网络提供服务",
    refused: "被 {venue} 拒绝",
    unreachable: "{venue} 无响应",
    held: "，沿用其截至 {time}的数据",
    offline: "离线",
    ask_again: "重新请求交易所",
}
.spoken();
