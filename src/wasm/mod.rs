//! What JavaScript calls: check, convert, call, wrap.

pub mod convert;
#[cfg(feature = "headless")]
pub mod headless;
#[cfg(feature = "elements")]
pub mod heatmap;
#[cfg(feature = "elements")]
pub mod words;
