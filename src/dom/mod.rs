//! The page: canvases, listeners, observers and frames. Knows no market arithmetic.

pub mod frame;
pub mod guard;
pub mod listener;
pub mod resize;
pub mod stage;
#[cfg(feature = "reports")]
pub mod still;
pub mod surface;
