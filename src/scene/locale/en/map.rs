//! English: the liquidation map.

use super::super::words::{MapWords, Spoken};

pub(super) const WORDS: Spoken<MapWords> = MapWords {
    heading: "{asset} liquidation map",
    shows_estimate: "Estimated liquidations waiting at each price now",
    shows_relative: "Where liquidations are estimated to wait now, without their size",
    row_scale: "Per price row",
    cumulative_scale: "Lines: summed from spot",
    band_key: "Band: 10th to 90th percentile over other plausible assumptions",
    robust_key: "● dense under most other assumptions too",
    within: "{distance}: {amount}",
    within_share: "{distance}: {amount}, {share} of OI",
    by_leverage: "By leverage",
    by_venue: "By venue",
    unstacked: "Together",
    stack: "Stack",
    window: "Range",
    detailed: "Detailed",
    simple: "Simple",
    view: "View",
    keys_up_down: "One price row up or down",
    keys_home_end: "Highest and lowest price",
    keys_enter: "Select the row",
    keys_escape: "Put the numbers away",
    nearest_above: "The nearest cluster above spot is at {range}: {mass} of shorts, {distance} away.",
    nearest_below: "The nearest cluster below spot is at {range}: {mass} of longs, {distance} away.",
    sums: "Within {distance} of spot, an estimated {longs} of longs would be liquidated on the way down and {shorts} of shorts on the way up.",
    robust: "Robust",
    yes: "yes",
    no: "no",
    cumulative: "Summed from spot, US dollars",
    cumulative_relative: "Summed from spot",
    max_pain: "Max pain “{name}”: {price}, {amount}",
    levels: "Estimated liquidations by price, {time}",
}
.spoken();
