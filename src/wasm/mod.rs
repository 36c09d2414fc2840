//! What JavaScript calls: check, convert, call, wrap.

pub mod convert;
pub mod headless;
pub mod heatmap;
