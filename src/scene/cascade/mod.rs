//! The cascade: a shock that the reader drags, where liquidations carry it, and how near the cliff is.

pub mod assumptions;
pub mod csv;
pub mod describe;
pub mod hand;
pub mod ladder;
pub mod layout;
pub mod outline;
pub mod response;
pub mod settings;
pub mod view;
