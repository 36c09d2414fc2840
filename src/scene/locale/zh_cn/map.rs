//! Chinese in simplified characters: the liquidation map.

use super::super::words::{MapWords, Spoken};

pub(super) const WORDS: Spoken<MapWords> = MapWords {
    heading: "{asset} 清算图",
    shows_estimate: "当前各价位待触发清算的估算金额",
    shows_relative: "当前待触发清算的相对分布，不含金额",
    row_scale: "每价格档",
    cumulative_scale: "曲线：自现货价累计",
    band_key: "色带：其他合理假设下的第10至90百分位",
    robust_key: "● 在多数其他假设下同样密集",
    within: "{distance}：{amount}",
    within_share: "{distance}：{amount}，占持仓量 {share}",
    by_leverage: "按杠杆",
    by_venue: "按交易所",
    unstacked: "合计",
    stack: "堆叠",
    window: "范围",
    detailed: "详细",
    simple: "简明",
    view: "视图",
    keys_up_down: "上移或下移一个价格档",
    keys_home_end: "最高价与最低价",
    keys_enter: "选定该价格档",
    keys_escape: "收起数值",
    nearest_above: "现货价上方最近的清算密集区在{range}，空头清算约{mass}，距现货价{distance}。",
    nearest_below: "现货价下方最近的清算密集区在{range}，多头清算约{mass}，距现货价{distance}。",
    sums: "现货价上下 {distance} 以内，估算下行触发多头清算{longs}，上行触发空头清算{shorts}。",
    robust: "稳健",
    yes: "是",
    no: "否",
    cumulative: "自现货价累计（美元）",
    cumulative_relative: "自现货价累计",
    max_pain: "最大痛点“{name}”：{price}，{amount}",
    levels: "各价位清算估算，{time}",
}
.spoken();
