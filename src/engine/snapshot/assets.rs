//! Other coins beside the document's own: prices to compare, their funds and their tapes. None of them enters the estimate.

use super::check::{LONGEST_INTERVAL_MS, ascending_times, at, optional, prices, short_text};
use super::{EtfFlows, LiquidationSums, Origin};
use crate::digits::Plain;
use crate::engine::market::TimeMs;
use crate::error::{Code, fault, told};
use crate::value::{Fields, ReadFields};

/// One coin.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherAsset {
    /// Where its prices come from.
    pub origin: Origin,
    /// The coin, for instance `SOL`.
    pub asset: String,
    /// Currency of its prices; the document's when left out.
    pub quote: Option<String>,
    /// Length of a period.
    pub period_ms: TimeMs,
    /// Start of each period.
    pub time_ms: Vec<TimeMs>,
    /// Last price of each period.
    pub close: Vec<f64>,
    /// Highest price of each period.
    pub high: Option<Vec<f64>>,
    /// Lowest price of each period.
    pub low: Option<Vec<f64>>,
    /// Flows of its funds.
    pub etf_flows: Option<EtfFlows>,
    /// Its liquidations by period.
    pub liquidations: Option<LiquidationSums>,
}

impl OtherAsset {
    /// Blames a high below its close and a low above it.
    fn check_order(&self, fields: &mut Fields) {
        let beyond = |bound: &Option<Vec<f64>>, sign: f64| {
            let bound = bound.as_ref()?;
            (0..bound.len().min(self.close.len())).find(|row| sign * (bound[*row] - self.close[*row]) < 0.0)
        };
        for (key, bound, sign, words) in
            [("high", &self.high, 1.0, "at least close"), ("low", &self.low, -1.0, "at most close")]
        {
            if let Some(row) = beyond(bound, sign) {
                let (field, close) = (at(fields, key, row), self.close[row]);
                let found = bound.as_ref().map_or(close, |bound| bound[row]);
                fields.blame(fault!(Code::DataRange, field, found, told!("{words}, {}", Plain(close))));
            }
        }
    }
}

impl ReadFields for OtherAsset {
    const KEYS: &'static [&'static str] = &[
        "basis",
        "source",
        "asset",
        "quote",
        "period_ms",
        "time_ms",
        "close",
        "high",
        "low",
        "etf_flows",
        "liquidations",
    ];

    fn of(fields: &mut Fields) -> Self {
        let period_ms = fields.number_within("period_ms", 1000.0, LONGEST_INTERVAL_MS);
        let time_ms = ascending_times(fields, "time_ms", period_ms);
        let rows = time_ms.len();
        let [quote] = fields.has(&["quote"]);
        let read = Self {
            origin: Origin::of(fields),
            asset: short_text(fields, "asset", 24),
            quote: quote.then(|| short_text(fields, "quote", 24)),
            period_ms: period_ms as TimeMs,
            close: prices(fields, "close", rows),
            high: optional(fields, "high", rows, prices),
            low: optional(fields, "low", rows, prices),
            etf_flows: fields.table_of("etf_flows"),
            liquidations: fields.table_of("liquidations"),
            time_ms,
        };
        read.check_order(fields);
        read
    }
}
