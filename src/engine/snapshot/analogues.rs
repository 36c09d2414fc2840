//! Past events as the author chose them, each with its prices: what a move is held against.

use super::Origin;
use super::check::{ascending_times, prices, short_text, time};
use crate::engine::market::TimeMs;
use crate::error::Result;
use crate::value::{Node, Read};

/// One past event.
#[derive(Clone, Debug, PartialEq)]
pub struct Analogue {
    /// Where its prices come from.
    pub origin: Origin,
    /// What the author calls it.
    pub label: String,
    /// The coin.
    pub asset: String,
    /// The instant that is laid over those of the other events.
    pub start_ms: TimeMs,
    /// When each price was.
    pub time_ms: Vec<TimeMs>,
    /// Prices.
    pub price: Vec<f64>,
}

impl Read for Analogue {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["basis", "source", "label", "asset", "start_ms", "time_ms", "price"]);
        let time_ms = ascending_times(&mut fields, "time_ms", 1.0);
        let read = Self {
            origin: Origin::of(&mut fields),
            label: short_text(&mut fields, "label", 200),
            asset: short_text(&mut fields, "asset", 24),
            start_ms: time(&mut fields, "start_ms"),
            price: prices(&mut fields, "price", time_ms.len()),
            time_ms,
        };
        fields.finish(read)
    }
}
