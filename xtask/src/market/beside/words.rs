//! The texts of a document in Chinese. The documents are written in English.

use serde_json::{Map, Value, json};

const CHINESE: &[(&str, &str)] = &[
    ("headline", "标题"),
    ("during the reset", "本轮调整期间"),
    ("the Monday event", "周一清算事件"),
    ("Thursday and Friday", "周四、周五"),
    ("Others", "其他"),
    ("25 basis point cut by the Federal Reserve", "美联储降息 25 个基点"),
    ("Longs are liquidated on all venues", "各平台多单集中强平"),
    ("BTC trades below 90,000", "BTC 跌破 90,000 美元"),
    ("several trackers", "多方统计"),
    ("same trading day", "同一交易日"),
    ("World Liberty Financial team (attributed)", "World Liberty Financial 团队（标签归属）"),
    (
        "World Liberty Financial team sells 173 WBTC over the fall",
        "World Liberty Financial 团队在下跌中累计卖出 173 枚 WBTC",
    ),
    ("FTX fails, November 2022", "2022年11月 FTX 崩溃"),
    ("Tariff announcement, October 2025", "2025年10月关税公告"),
    ("Philadelphia Fed president Paulson speaks for lower rates", "费城联储主席 Paulson 释放降息信号"),
    ("Inflation above expectations", "通胀数据高于预期"),
    ("Strong employment report", "就业报告强劲"),
    ("BTC falls through a shelf of longs above 97,000 (simulated)", "BTC 跌穿 97,000 美元上方的多单密集区（模拟）"),
];

/// The key `translations` for those of the texts that `document` holds.
pub(super) fn translations(document: &Value) -> Value {
    let text = document.to_string();
    let held = CHINESE.iter().filter(|(english, _)| text.contains(&format!("\"{english}\"")));
    let chinese: Map<String, Value> = held.map(|(english, chinese)| ((*english).to_owned(), json!(chinese))).collect();
    json!({"zh-CN": chinese})
}
