//! What JavaScript calls: check, convert, call, wrap.

pub mod convert;
#[cfg(feature = "headless")]
pub mod headless;
#[cfg(feature = "heatmap")]
pub mod heatmap;
#[cfg(all(feature = "heatmap", feature = "reports"))]
pub mod heatmap_report;
#[cfg(feature = "heatmap")]
pub mod heatmap_source;
#[cfg(feature = "reports")]
pub mod svg;
#[cfg(feature = "figures")]
pub mod words;
