//! The liquidation map: what waits at each price now.

pub mod bars;
pub mod csv;
pub mod curves;
pub mod describe;
mod detailed;
pub mod levels;
pub mod outline;
pub mod reading;
pub mod settings;
pub mod view;
