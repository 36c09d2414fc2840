//! The page: canvases, listeners, observers, frames and requests. Knows no market arithmetic.

#[cfg(feature = "figures")]
mod canvas;
#[cfg(feature = "venues")]
pub mod fetch;
#[cfg(feature = "figures")]
pub mod frame;
#[cfg(feature = "figures")]
pub mod guard;
#[cfg(feature = "figures")]
pub mod listener;
#[cfg(feature = "figures")]
pub mod resize;
#[cfg(feature = "venues")]
pub mod socket;
#[cfg(feature = "figures")]
pub mod stage;
#[cfg(feature = "reports")]
pub mod still;
#[cfg(feature = "figures")]
pub mod surface;
