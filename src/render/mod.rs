//! Plays a display list on a `plotters` drawing backend. Knows no market and no page.

pub mod metrics;
#[cfg(feature = "pictures")]
pub mod picture;
pub mod player;
#[cfg(feature = "pictures")]
pub mod png;
pub mod svg;
