//! Laws that the estimator keeps for every market, and the documented cases of each rule.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod bin_masses;
mod conservation;
mod incremental;
mod output;
mod snapshot_text;
mod sweep;
mod symmetry;
mod synthetic_market;
mod turnover;

use liquidation_widgets::engine::market::ContractKind;
