//! The liquidation tape: longs against shorts through time.

mod bars;
mod csv;
mod describe;
mod outline;
mod phrases;
mod reported;
pub mod settings;
mod totals;
pub mod view;
