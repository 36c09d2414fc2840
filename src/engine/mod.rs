//! Numbers and market data. Knows no pixel, no colour, no word for readers, no clock and no random source.

pub mod import;
pub mod margin;
pub mod market;
pub mod prior;
pub mod tiers;
