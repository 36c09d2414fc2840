//! What JavaScript calls: check, convert, call, wrap.

#[cfg(all(any(feature = "cascade", feature = "scenarios"), not(feature = "simulation")))]
mod asking;
#[cfg(feature = "headless")]
pub mod cascade;
#[cfg(feature = "cascade")]
pub mod cascade_figure;
#[cfg(feature = "compare")]
pub mod compare;
pub mod convert;
#[cfg(feature = "figures")]
pub mod figure;
#[cfg(feature = "headless")]
pub mod headless;
#[cfg(feature = "heatmap")]
pub mod heatmap;
#[cfg(any(feature = "headless", feature = "venues"))]
pub mod imported;
#[cfg(feature = "venues")]
pub mod live;
#[cfg(feature = "map")]
pub mod map;
#[cfg(feature = "odds")]
pub mod odds;
#[cfg(feature = "regime")]
pub mod regime;
#[cfg(feature = "pictures")]
pub mod render;
#[cfg(feature = "reports")]
pub mod report;
#[cfg(feature = "scenarios")]
pub mod scenarios_figure;
#[cfg(feature = "headless")]
pub mod signals;
#[cfg(feature = "signals")]
pub mod signals_figure;
#[cfg(feature = "figures")]
pub mod snapshots;
#[cfg(feature = "figures")]
pub mod source;
#[cfg(feature = "reports")]
pub mod svg;
#[cfg(feature = "tape")]
pub mod tape;
#[cfg(feature = "headless")]
pub mod venues;
#[cfg(any(feature = "figures", feature = "venues"))]
pub mod words;
#[cfg(feature = "zones")]
pub mod zones;

/// A piece of one kind of figure is loaded once for one picture, and what computes the rest after it: their allocator is small.
/// Those that compute for longer keep the one of the standard library.
#[cfg(all(any(feature = "figures", feature = "odds", feature = "zones"), not(feature = "reports")))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
