//! What JavaScript calls: check, convert, call, wrap.

#[cfg(feature = "headless")]
pub mod cascade;
#[cfg(feature = "elements")]
pub mod cascade_figure;
pub mod convert;
#[cfg(feature = "headless")]
pub mod headless;
#[cfg(feature = "elements")]
pub mod heatmap;
#[cfg(feature = "elements")]
pub mod map;
#[cfg(feature = "elements")]
pub mod picture;
#[cfg(feature = "headless")]
pub mod signals;
#[cfg(feature = "headless")]
pub mod venues;
