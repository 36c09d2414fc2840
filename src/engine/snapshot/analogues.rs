//! Past events as the author chose them, each with its prices: what a move is held against.

use super::Origin;
use super::check::{ascending_times, prices, short_text, time};
use crate::engine::market::TimeMs;
use crate::value::{Fields, ReadFields};

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

impl ReadFields for Analogue {
    const KEYS: &'static [&'static str] = &["basis", "source", "label", "asset", "start_ms", "time_ms", "price"];

    fn of(fields: &mut Fields) -> Self {
        let time_ms = ascending_times(fields, "time_ms", 1.0);
        Self {
            origin: Origin::of(fields),
            label: short_text(fields, "label", 200),
            asset: short_text(fields, "asset", 24),
            start_ms: time(fields, "start_ms"),
            price: prices(fields, "price", time_ms.len()),
            time_ms,
        }
    }
}
