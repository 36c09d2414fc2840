//! Chinese in traditional characters: sheets of values.

use super::super::words::{SheetWords, Spoken};

pub(super) const WORDS: Spoken<SheetWords> = SheetWords {
    sentence: "{title}：{last}（{facts}）。",
    sentence_no_data: "{title}：無資料。",
    fact_separator: "；",
    no_data: "無資料",
    reported: "公開數據",
    simulated: "模擬",
    measured: "實測",
    window: "近{duration}",
    at_least: "{value}以上",
    at_most: "{value}以下",
    between: "{low}至{high}",
    published: "公開報導",
    col_time: "時間",
    col_month: "月份",
    col_n: "年數",
    col_mean: "平均",
    col_median: "中位數",
    col_hit_rate: "上漲機率",
    row_hit_rate: "上漲%",
    row_n: "年數",
    month_sign: "正值：當月上漲；未結束的月份不計",
    month_median: "中位數{value}",
    month_facts: "平均{mean}，{n}年中上漲機率{hit}",

    small_sample: "樣本偏少",
    range: "時間範圍",
    keys_left_right: "前一個或後一個資料點",
    keys_up_down: "上一幅或下一幅",
    keys_page: "前移或後移十個資料點",
    keys_home_end: "本幅最早與最新的資料點",
    keys_enter: "選定該資料點",
    keys_escape: "收起數值",
}
.spoken();
