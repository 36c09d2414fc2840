//! Open interest and funding of one venue through a year: what the sums of several venues are made of.

use super::Origin;
use super::check::{LARGEST_FUNDING_RATE, amounts, ascending_times, column, optional, short_text};
use crate::engine::market::TimeMs;
use crate::value::{Fields, ReadFields};

/// Series of one venue, usually one row a day.
#[derive(Clone, Debug, PartialEq)]
pub struct VenueSeries {
    /// Where they come from.
    pub origin: Origin,
    /// The venue, for instance `binance` or `cme`.
    pub venue: String,
    /// When each row was seen.
    pub time_ms: Vec<TimeMs>,
    /// Open interest in coins, one side.
    pub open_interest_coins: Option<Vec<f64>>,
    /// Open interest in US dollars, one side. It falls with price alone.
    pub open_interest_usd: Option<Vec<f64>>,
    /// Funding as a fraction in eight hours, whatever the venue's interval; positive: longs pay shorts.
    pub funding_8h: Option<Vec<f64>>,
}

fn rates(fields: &mut Fields, key: &str, rows: usize) -> Vec<f64> {
    column(fields, key, rows, -LARGEST_FUNDING_RATE, LARGEST_FUNDING_RATE)
}

impl ReadFields for VenueSeries {
    const KEYS: &'static [&'static str] =
        &["basis", "source", "venue", "time_ms", "open_interest_coins", "open_interest_usd", "funding_8h"];

    fn of(fields: &mut Fields) -> Self {
        let time_ms = ascending_times(fields, "time_ms", 1.0);
        let rows = time_ms.len();
        Self {
            origin: Origin::of(fields),
            venue: short_text(fields, "venue", 40).to_ascii_lowercase(),
            open_interest_coins: optional(fields, "open_interest_coins", rows, amounts),
            open_interest_usd: optional(fields, "open_interest_usd", rows, amounts),
            funding_8h: optional(fields, "funding_8h", rows, rates),
            time_ms,
        }
    }
}
