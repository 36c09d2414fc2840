//! English: sheets of values.

use super::super::words::{SheetWords, Spoken};

pub(super) const WORDS: Spoken<SheetWords> = SheetWords {
    sentence: "{title}: {last} ({facts}).",
    sentence_no_data: "{title}: no data.",
    fact_separator: "; ",
    no_data: "No data",
    reported: "reported",
    simulated: "simulated",
    measured: "measured",
    window: "last {duration}",
    at_least: "{value} or more",
    at_most: "{value} or less",
    between: "{low} to {high}",
    published: "published",
    col_time: "Time",
    col_month: "Month",
    col_n: "n",
    col_mean: "Mean",
    col_median: "Median",
    col_hit_rate: "Rose in",
    row_hit_rate: "Rose in %",
    row_n: "n, years",
    month_sign: "Positive: the month rose; the month under way is left out",
    month_median: "{value} median",
    month_facts: "mean {mean}, rose in {hit} of {n} years",

    small_sample: "small sample",
    range: "Window",
    keys_left_right: "One place earlier or later",
    keys_up_down: "Panel before or after",
    keys_page: "Ten places earlier or later",
    keys_home_end: "First and last place of the panel",
    keys_enter: "Select the place",
    keys_escape: "Put the numbers away",
}
.spoken();
