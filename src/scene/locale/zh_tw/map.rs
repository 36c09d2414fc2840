//! Chinese in traditional characters: the liquidation map.

use super::super::words::{MapWords, Spoken};

pub(super) const WORDS: Spoken<MapWords> = MapWords {
    heading: "{asset} 清算地圖",
    shows_estimate: "目前各價位待觸發清算的估算金額",
    shows_relative: "目前待觸發清算的相對分布，不含金額",
    row_scale: "每價格檔",
    cumulative_scale: "曲線：自現貨價累計",
    band_key: "色帶：其他合理假設下的第10至90百分位",
    robust_key: "● 在多數其他假設下同樣密集",
    within: "{distance}：{amount}",
    within_share: "{distance}：{amount}，占持倉量 {share}",
    by_leverage: "按槓桿",
    by_venue: "按交易所",
    unstacked: "合計",
    stack: "堆疊",
    window: "範圍",
    detailed: "詳細",
    simple: "簡明",
    view: "檢視",
    keys_up_down: "上移或下移一個價格檔",
    keys_home_end: "最高價與最低價",
    keys_enter: "選定該價格檔",
    keys_escape: "收起數值",
    nearest_above: "現貨價上方最近的清算密集區在{range}，空頭清算約{mass}，距現貨價{distance}。",
    nearest_below: "現貨價下方最近的清算密集區在{range}，多頭清算約{mass}，距現貨價{distance}。",
    sums: "現貨價上下 {distance} 以內，估算下行觸發多頭清算{longs}，上行觸發空頭清算{shorts}。",
    robust: "穩健",
    yes: "是",
    no: "否",
    cumulative: "自現貨價累計（美元）",
    cumulative_relative: "自現貨價累計",
    max_pain: "最大痛點「{name}」：{price}，{amount}",
    levels: "各價位清算估算，{time}",
}
.spoken();
