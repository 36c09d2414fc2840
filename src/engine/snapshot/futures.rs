//! Quotes of dated futures, through time and for several expiries.

use super::Origin;
use super::check::{amounts, at, optional, prices, repeating_times, same_length, short_text, times};
use crate::engine::market::TimeMs;
use crate::error::{Code, Error, Result};
use crate::value::{Node, Read};

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

impl Read for DatedFutures {
    fn read(node: Node) -> Result<Self> {
        let keys = ["basis", "source", "venue", "time_ms", "expiry_ms", "price", "spot", "open_interest"];
        let mut fields = node.fields(&keys);
        let time_ms = repeating_times(&mut fields, "time_ms");
        let rows = time_ms.len();
        let expiry_ms = times(&mut fields, "expiry_ms");
        same_length(&mut fields, "expiry_ms", expiry_ms.len(), rows);
        fields.check()?;
        if let Some(row) = (0..rows).find(|row| expiry_ms[*row] < time_ms[*row]) {
            let allowed = format!("at least its time_ms, {}", time_ms[row]);
            return Err(Error::new(Code::DataRange, at(&fields, "expiry_ms", row), expiry_ms[row], allowed));
        }
        let read = Self {
            origin: Origin::of(&mut fields),
            venue: short_text(&mut fields, "venue", 40),
            price: prices(&mut fields, "price", rows),
            spot: optional(&mut fields, "spot", rows, prices),
            open_interest: optional(&mut fields, "open_interest", rows, amounts),
            time_ms,
            expiry_ms,
        };
        fields.finish(read)
    }
}
