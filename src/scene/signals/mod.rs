//! Signals beside the maps, as small multiples: one file a signal, which makes a sheet of words and values of a reading, and
//! `chart` that draws any sheet.

pub mod basis;
pub mod chart;
pub mod csv;
pub mod describe;
pub mod etf;
pub mod funding;
pub mod gamma;
pub mod grid;
pub mod level;
pub mod line_sheet;
pub mod open_interest;
pub mod outline;
pub mod perp_share;
pub mod reserves;
pub mod seasonality;
pub mod settings;
pub mod sheet;
pub mod skew;
pub mod view;
pub mod whales;
