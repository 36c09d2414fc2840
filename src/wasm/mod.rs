//! What JavaScript calls: check, convert, call, wrap.

#[cfg(feature = "headless")]
pub mod cascade;
#[cfg(feature = "cascade")]
pub mod cascade_figure;
#[cfg(all(feature = "cascade", feature = "reports"))]
pub mod cascade_report;
pub mod convert;
#[cfg(feature = "headless")]
pub mod headless;
#[cfg(feature = "heatmap")]
pub mod heatmap;
#[cfg(all(feature = "heatmap", feature = "reports"))]
pub mod heatmap_report;
#[cfg(feature = "venues")]
pub mod live;
#[cfg(feature = "map")]
pub mod map;
#[cfg(all(feature = "map", feature = "reports"))]
pub mod map_report;
#[cfg(feature = "pictures")]
pub mod render;
#[cfg(feature = "headless")]
pub mod signals;
#[cfg(feature = "figures")]
pub mod source;
#[cfg(feature = "reports")]
pub mod svg;
#[cfg(feature = "headless")]
pub mod venues;
#[cfg(any(feature = "figures", feature = "venues"))]
pub mod words;
