//! Signals against known answers, published figures and the laws of their formulae.

#![expect(clippy::unwrap_used, reason = "a test stops where its input is not what it says")]

mod any_request;
mod asking;
mod comparison;
mod etf_flows;
mod figures;
mod funding_and_basis;
mod known_answers;
mod of_snapshot;
mod options;
mod positions;
mod returns;
mod scenarios;
mod tape;
