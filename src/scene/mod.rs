//! What is on screen: scales, words, colours and the display list. Knows no drawing library and no browser.

pub mod attributes;
pub mod calendar;
pub mod colormap;
pub mod contrast;
pub mod date_format;
pub mod display_list;
pub mod figure;
pub mod format;
pub mod heat_cells;
pub mod heat_scale;
pub mod heatmap;
pub mod input;
pub mod invalidation;
pub mod locale;
pub mod marks;
pub mod page;
pub mod raster;
pub mod scale;
pub mod theme;
pub mod ticks;
pub mod time_ticks;
pub mod viewport;
pub mod zone;
