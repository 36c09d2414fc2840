//! The heatmap on screen: estimated outstanding liquidations through time, under the candles.

pub mod candles;
pub mod crosshair;
pub mod csv;
pub mod describe;
pub mod legend;
pub mod look;
pub mod outline;
pub mod reader;
pub mod reading;
pub mod realised;
pub mod settings;
pub mod slots;
pub mod view;
