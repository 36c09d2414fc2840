//! Signals beside the maps, as small multiples.

pub mod chart;
pub mod csv;
pub mod describe;
pub mod funding;
pub mod grid;
pub mod open_interest;
pub mod outline;
pub mod settings;
pub mod sheet;
pub mod view;
