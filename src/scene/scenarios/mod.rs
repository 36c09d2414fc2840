//! An author's scenarios: zones over the price and the time ahead, with their conditions as a checklist.

pub mod bands;
pub mod cards;
pub mod conditions;
pub mod csv;
pub mod describe;
pub mod outline;
pub mod past;
pub mod settings;
pub mod tables;
pub mod view;
