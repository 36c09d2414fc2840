//! Marks that more than one widget draws.

pub mod axes;
pub mod label;
pub mod reading_box;
