//! Regimes of price, open interest and funding.

mod csv;
mod describe;
mod outline;
pub mod settings;
mod strip;
pub mod view;
