//! From a snapshot to what the signals are asked: which of its tables answer which question.

pub mod coin_open_interest;
pub mod liquidation_feeds;
pub mod liquidation_record;
pub mod liquidation_tape;
pub mod reported_liquidations;
pub mod tape_bars;
