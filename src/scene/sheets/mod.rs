//! Sheets of values side by side, whatever they show: words and values of one (`sheet`), its marks (`chart`), places (`grid`), and all
//! of them with the reader's hand (`board`).

pub mod board;
pub mod chart;
pub mod grid;
pub mod key;
pub mod matrix;
pub mod months;
pub mod sheet;
pub mod view;
