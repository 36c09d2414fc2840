//! The texts of a document in Chinese. The documents are written in English.

use serde_json::{Map, Value, json};

/// Sources that every document names.
const SOURCES: [(&str, &str); 2] = [
    ("Simulated market of leveraged traders", "杠杆交易者的模拟市场"),
    ("Figures reported by the press", "媒体报道的数字"),
];

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
    // Sources: beside a chart each stands where the reader looks for them.
    ("Federal Reserve", "美联储"),
    ("Press report", "媒体报道"),
    ("Press reports", "媒体报道"),
    ("Press report, 22 September 2025", "2025年9月22日媒体报道"),
    ("Press report, January 2026", "2026年1月媒体报道"),
    ("Press reports, 6 February 2026 (UTC+8)", "2026年2月6日（UTC+8）媒体报道"),
    ("Press report, 14 January 2026 (UTC+8)", "2026年1月14日（UTC+8）媒体报道"),
    (
        "Farside Investors for 17 September and the sum of the 18th and 19th; other days simulated",
        "9月17日以及18、19两日合计出自 Farside Investors，其余各日为模拟",
    ),
    (
        "Press report, 14 January 2026 (UTC+8) for the last day of BTC; other days simulated",
        "BTC 最后一日出自2026年1月14日（UTC+8）媒体报道，其余各日为模拟",
    ),
    (
        "Press report, 14 January 2026 (UTC+8) for the last day of ETH; other days simulated",
        "ETH 最后一日出自2026年1月14日（UTC+8）媒体报道，其余各日为模拟",
    ),
    (
        "Press report, 14 January 2026 (UTC+8) for the last day of SOL; other days simulated",
        "SOL 最后一日出自2026年1月14日（UTC+8）媒体报道，其余各日为模拟",
    ),
    ("On-chain labels, as reported by the press", "链上标签，出自媒体报道"),
    ("Simulated: the market's open interest, shared among venues", "模拟：本市场的未平仓合约分摊到各平台"),
    ("Simulated between the levels that the article gives", "模拟，取值在文中给出的水平之间"),
    ("Simulated, along the basis that the article describes", "模拟，走势依文中所述的基差"),
    ("Simulated, with the season that the article names", "模拟，带有文中所说的季节性"),
    ("Simulated, with the skew that the article describes", "模拟，依文中所述的偏度"),
    ("Simulated by four weeks, with the share of the year that Kaiko gives", "模拟，四周一期，全年占比与 Kaiko 一致"),
    ("Simulated beside the market", "与行情一同模拟"),
    ("Simulated between prices that the press gave", "模拟，取值在媒体给出的价格之间"),
    ("Simulated, sized to the reported sums", "模拟，合计与报道相符"),
    ("Simulated, with the days that the article names", "模拟，含文中提到的日子"),
    ("Simulated: official net flows of the day were not out", "模拟：当日官方净流量尚未公布"),
    ("Simulated, as the article tells it", "模拟，依文中所述"),
];

/// The key `translations` for those of the texts that stand beside a market, and for the sources of its document.
pub(super) fn translations(beside: &Value) -> Value {
    let text = beside.to_string();
    let held = CHINESE.iter().filter(|(english, _)| text.contains(&format!("\"{english}\""))).chain(&SOURCES);
    let chinese: Map<String, Value> = held.map(|(english, chinese)| ((*english).to_owned(), json!(chinese))).collect();
    json!({"zh-CN": chinese})
}
