//! Traded volume of a coin by kind of market, in US dollars a period.

use super::Origin;
use super::beside::flows;
use super::check::{amounts, ascending_times, optional};
use crate::engine::market::TimeMs;
use crate::value::{Fields, ReadFields};

const LONGEST_PERIOD_MS: f64 = 2_678_400_000.0;

/// Volumes of periods that start at the times given.
#[derive(Clone, Debug, PartialEq)]
pub struct Volumes {
    /// Where they come from.
    pub origin: Origin,
    /// Length of a period.
    pub period_ms: TimeMs,
    /// Start of each period.
    pub time_ms: Vec<TimeMs>,
    /// Spot.
    pub spot_usd: Vec<f64>,
    /// Bought less sold by takers on spot.
    pub spot_delta_usd: Option<Vec<f64>>,
    /// Perpetuals.
    pub perp_usd: Option<Vec<f64>>,
    /// Dated futures.
    pub futures_usd: Option<Vec<f64>>,
    /// Options, notional.
    pub options_usd: Option<Vec<f64>>,
}

impl ReadFields for Volumes {
    const KEYS: &'static [&'static str] = &[
        "basis",
        "source",
        "period_ms",
        "time_ms",
        "spot_usd",
        "spot_delta_usd",
        "perp_usd",
        "futures_usd",
        "options_usd",
    ];

    fn of(fields: &mut Fields) -> Self {
        let period_ms = fields.number_within("period_ms", 1000.0, LONGEST_PERIOD_MS);
        let time_ms = ascending_times(fields, "time_ms", period_ms);
        let rows = time_ms.len();
        Self {
            origin: Origin::of(fields),
            period_ms: period_ms as TimeMs,
            spot_usd: amounts(fields, "spot_usd", rows),
            spot_delta_usd: optional(fields, "spot_delta_usd", rows, flows),
            perp_usd: optional(fields, "perp_usd", rows, amounts),
            futures_usd: optional(fields, "futures_usd", rows, amounts),
            options_usd: optional(fields, "options_usd", rows, amounts),
            time_ms,
        }
    }
}
