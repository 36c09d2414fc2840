//! Quotes of dated futures, through time and for several expiries.

use super::Origin;
use super::check::{amounts, at, optional, prices, repeating_times, same_length, short_text, times};
use crate::engine::market::TimeMs;
use crate::error::{Code, fault, told};
use crate::value::{Fields, ReadFields};

/// Futures of one venue. Times ascend and repeat where several expiries are quoted at once.
#[derive(Clone, Debug, PartialEq)]
pub struct DatedFutures {
    /// Where it comes from.
    pub origin: Origin,
    /// The venue's name.
    pub venue: String,
    /// When each quote was seen.
    pub time_ms: Vec<TimeMs>,
    /// Expiry of each quote, not before it.
    pub expiry_ms: Vec<TimeMs>,
    /// Price of the future.
    pub price: Vec<f64>,
    /// Price of the spot index at the same instant.
    pub spot: Option<Vec<f64>>,
    /// Contracts outstanding, never US dollars.
    pub open_interest: Option<Vec<f64>>,
}

impl ReadFields for DatedFutures {
    const KEYS: &'static [&'static str] =
        &["basis", "source", "venue", "time_ms", "expiry_ms", "price", "spot", "open_interest"];

    fn of(fields: &mut Fields) -> Self {
        let time_ms = repeating_times(fields, "time_ms");
        let rows = time_ms.len();
        let expiry_ms = times(fields, "expiry_ms");
        same_length(fields, "expiry_ms", expiry_ms.len(), rows);
        if let Some(row) = expiry_ms.iter().zip(&time_ms).position(|(expiry, time)| expiry < time) {
            let allowed = told!("at least its time_ms, {}", time_ms[row]);
            fields.blame(fault!(Code::DataRange, at(fields, "expiry_ms", row), expiry_ms[row], allowed));
        }
        Self {
            origin: Origin::of(fields),
            venue: short_text(fields, "venue", 40),
            price: prices(fields, "price", rows),
            spot: optional(fields, "spot", rows, prices),
            open_interest: optional(fields, "open_interest", rows, amounts),
            time_ms,
            expiry_ms,
        }
    }
}
