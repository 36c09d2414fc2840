//! Laws that the estimator keeps for every market, and the documented cases of each rule.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod advance;
mod bin_masses;
mod candle_inputs;
mod conservation;
mod incremental;
mod output;
mod sampled_open_interest;
mod seeding;
mod slices;
mod snapshot_text;
mod sweep;
mod symmetry;
mod synthetic_market;
mod turnover;
mod venues;
mod zones;

use liquidation_widgets::engine::market::ContractKind;
