//! From a snapshot to what the signals are asked: which of its tables answer which question.

pub mod breakers;
pub mod cme_against_offshore;
pub mod coin_open_interest;
pub mod funding_now;
pub mod liquidation_feeds;
pub mod liquidation_record;
pub mod liquidation_tape;
pub mod regime_history;
pub mod regime_readings;
pub mod reported_liquidations;
pub mod tape_bars;
