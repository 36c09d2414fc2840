//! Chinese in simplified characters: sheets of values.

use super::super::words::{SheetWords, Spoken};

pub(super) const WORDS: Spoken<SheetWords> = SheetWords {
    sentence: "{title}：{last}（{facts}）。",
    sentence_no_data: "{title}：无数据。",
    fact_separator: "；",
    no_data: "无数据",
    reported: "公开数据",
    simulated: "模拟",
    measured: "实测",
    window: "近{duration}",
    at_least: "{value}以上",
    at_most: "{value}以下",
    between: "{low}至{high}",
    published: "公开报道",
    col_time: "时间",
    col_month: "月份",
    col_n: "年数",
    col_mean: "均值",
    col_median: "中位数",
    col_hit_rate: "上涨概率",
    row_hit_rate: "上涨%",
    row_n: "年数",
    month_sign: "正值：当月上涨；未结束的月份不计",
    month_median: "中位数{value}",
    month_facts: "均值{mean}，{n}年中上涨概率{hit}",

    small_sample: "样本偏少",
    range: "时间范围",
    keys_left_right: "前一个或后一个数据点",
    keys_up_down: "上一幅或下一幅",
    keys_page: "前移或后移十个数据点",
    keys_home_end: "本幅最早与最新的数据点",
    keys_enter: "选定该数据点",
    keys_escape: "收起数值",
}
.spoken();
