//! Coins, past events and months side by side: one file a panel, which makes a sheet of words and values of the comparison.

pub mod assets;
pub mod beta;
pub mod csv;
pub mod drawdown;
pub mod events;
pub mod lines;
pub mod months;
pub mod reported;
pub mod settings;
pub mod view;
