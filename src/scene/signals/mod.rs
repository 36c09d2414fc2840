//! Signals beside the maps, as small multiples: one file a signal, which makes a sheet of words and values of a reading.

pub mod basis;
pub mod csv;
pub mod etf;
pub mod funding;
pub mod gamma;
pub mod level;
pub mod line_sheet;
pub mod open_interest;
pub mod perp_share;
pub mod reserves;
pub mod seasonality;
pub mod settings;
pub mod skew;
pub mod view;
pub mod whales;
