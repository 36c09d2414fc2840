//! Liquidation heatmaps and cascade projections for news pages.
//!
//! One crate, five floors; an arrow means "may use" and nothing points upward:
//!
//! ```text
//! wasm ──► dom ──► render ──► scene ──► engine   lists, texts, digits, error and value lie below all
//! ```

pub mod digits;
#[cfg(all(target_arch = "wasm32", any(feature = "figures", feature = "venues")))]
pub mod dom;
pub mod engine;
pub mod error;
pub mod lists;
pub mod render;
pub mod scene;
pub mod texts;
pub mod value;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
