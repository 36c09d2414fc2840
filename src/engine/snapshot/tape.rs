//! Liquidations summed by period: the history against which a day is held, and tapes of other coins.

use super::Origin;
use super::check::{LONGEST_INTERVAL_MS, amounts, ascending_times};
use super::origin::{FigureBasis, row_basis};
use crate::engine::market::TimeMs;
use crate::value::{Fields, ReadFields};

/// Sums of periods that start at the times given. A period that is not reported is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct LiquidationSums {
    /// Where they come from.
    pub origin: Origin,
    /// Length of a period.
    pub period_ms: TimeMs,
    /// Start of each period.
    pub time_ms: Vec<TimeMs>,
    /// US dollars of longs closed by force.
    pub long_usd: Vec<f64>,
    /// US dollars of shorts closed by force.
    pub short_usd: Vec<f64>,
    /// How each row came to be, where the rows differ.
    pub row_basis: Option<Vec<FigureBasis>>,
}

impl ReadFields for LiquidationSums {
    const KEYS: &'static [&'static str] =
        &["basis", "source", "period_ms", "time_ms", "long_usd", "short_usd", "row_basis"];

    fn of(fields: &mut Fields) -> Self {
        let period_ms = fields.number_within("period_ms", 1000.0, LONGEST_INTERVAL_MS);
        let time_ms = ascending_times(fields, "time_ms", period_ms);
        let rows = time_ms.len();
        Self {
            origin: Origin::of(fields),
            period_ms: period_ms as TimeMs,
            long_usd: amounts(fields, "long_usd", rows),
            short_usd: amounts(fields, "short_usd", rows),
            row_basis: row_basis(fields, rows),
            time_ms,
        }
    }
}
