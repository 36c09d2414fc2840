//! What is on screen: scales, words, colours and the display list. Knows no drawing library and no browser.

pub mod annotations;
pub mod attributes;
pub mod breadth;
pub mod card;
#[cfg(any(feature = "cascade", feature = "pictures"))]
pub mod cascade;
pub mod colormap;
#[cfg(any(feature = "compare", feature = "pictures"))]
pub mod compare;
pub mod contrast;
pub mod crosshair;
pub mod csv;
pub mod cursor;
pub mod date_format;
pub mod display_list;
pub mod drawing;
#[cfg(any(feature = "events", feature = "pictures"))]
pub mod events;
pub mod figure;
pub mod follow;
pub mod format;
pub mod frame;
pub mod heat_cells;
pub mod heat_scale;
#[cfg(any(feature = "heatmap", feature = "pictures"))]
pub mod heatmap;
pub mod input;
pub mod invalidation;
pub mod layout;
#[cfg(any(feature = "venues", feature = "pictures"))]
pub mod live_note;
pub mod locale;
pub mod look;
#[cfg(any(feature = "map", feature = "pictures"))]
pub mod map;
pub mod marks;
pub mod method;
pub mod notes;
#[cfg(any(feature = "cascade", feature = "scenarios", feature = "pictures"))]
pub mod odds;
pub mod page;
pub mod panel;
mod ramps;
pub mod raster;
#[cfg(any(feature = "regime", feature = "pictures"))]
pub mod regime;
pub mod scale;
#[cfg(any(feature = "scenarios", feature = "pictures"))]
pub mod scenarios;
pub mod settings;
#[cfg(any(feature = "sheets", feature = "pictures"))]
pub mod sheets;
#[cfg(any(feature = "signals", feature = "pictures"))]
pub mod signals;
#[cfg(any(feature = "tape", feature = "pictures"))]
pub mod tape;
pub mod theme;
pub mod ticks;
pub mod time_ticks;
pub mod viewport;
pub mod zone;
