//! Marks that more than one widget draws.

pub mod axes;
pub mod brackets;
pub mod facts;
pub mod keys;
pub mod label;
pub mod lines;
pub mod reading_box;
pub mod spot;
