//! Numbers and market data. Knows no pixel, no colour, no word for readers, no clock and no random source.

pub mod cascade;
pub mod clusters;
pub mod deposits;
pub mod depth;
pub mod draws;
pub mod estimate;
pub mod estimator;
pub mod exposure;
pub mod heatmap;
pub mod import;
pub mod margin;
pub mod market;
pub mod open_interest;
pub mod order;
pub mod parameters;
mod plan;
pub mod prior;
pub mod projection;
pub mod quality;
pub mod random;
pub mod request;
pub mod resolution;
pub mod rows;
pub mod snapshot;
pub mod steps;
pub mod tiers;
pub mod track;
