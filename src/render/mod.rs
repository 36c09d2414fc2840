//! Plays a display list on a `plotters` drawing backend. Knows no market and no page.

pub mod player;
pub mod svg;
