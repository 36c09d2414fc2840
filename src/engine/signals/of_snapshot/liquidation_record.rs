//! How rare the latest window is: the latest earlier period that was at least as large, in the same series.

use super::liquidation_feeds::LiquidationFeed;
use super::tape_bars::{TapeBar, bars_of_history};
use crate::engine::market::TimeMs;
use crate::engine::signals::record::LargestSince;
use crate::engine::signals::tape::Totals;
use crate::lists::Listed;

/// What is held against its history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordOf {
    /// Both sides together.
    Total,
    /// Longs.
    Long,
    /// Shorts.
    Short,
}

impl RecordOf {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Total, Self::Long, Self::Short];

    /// `total`, `long` or `short`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Long => "long",
            Self::Short => "short",
        }
    }

    /// The amount of it in US dollars.
    #[must_use]
    pub fn usd(self, totals: &Totals) -> f64 {
        match self {
            Self::Total => totals.long + totals.short,
            Self::Long => totals.long,
            Self::Short => totals.short,
        }
    }
}

/// The latest window of one series against the periods before it.
#[derive(Clone, Debug, PartialEq)]
pub struct LiquidationRecord {
    /// Which series.
    pub of: RecordOf,
    /// The latest window.
    pub value_usd: f64,
    /// Start of the latest earlier period that was at least as large.
    pub since_ms: Option<TimeMs>,
    /// Start and amount of the largest earlier period.
    pub largest_before: (TimeMs, f64),
    /// Start of the first period of the history.
    pub history_from_ms: TimeMs,
    /// Periods of the history.
    pub periods: usize,
    /// Periods of the history that are not known.
    pub gaps: usize,
}

impl LiquidationRecord {
    /// Whether no earlier period was as large.
    #[must_use]
    pub const fn is_record(&self) -> bool {
        self.since_ms.is_none()
    }

    /// The record of `value` against `history`, oldest first; nothing without a known period.
    fn of(of: RecordOf, value: &Totals, history: &[TapeBar]) -> Option<Self> {
        // The start of a period stands for its date: the signal only hands it back.
        let row = |bar: &TapeBar| (bar.from_ms.to_string(), bar.sum().map(|totals| of.usd(&totals)));
        let asked = LargestSince { value: Some(of.usd(value)), history: history.iter().map(row).listed() };
        let (largest, usd) = asked.record_so_far()?;
        Some(Self {
            of,
            value_usd: of.usd(value),
            since_ms: asked.since().and_then(|start| start.parse().ok()),
            largest_before: (largest.parse().ok()?, usd),
            history_from_ms: history.first()?.from_ms,
            periods: history.len(),
            gaps: asked.history.iter().filter(|(_, known)| known.is_none()).count(),
        })
    }
}

/// The records of one series of periods.
#[derive(Clone, Debug, PartialEq)]
pub struct LiquidationRecords {
    /// Length of a period and of the latest window.
    pub period_ms: TimeMs,
    /// End of the latest window.
    pub to_ms: TimeMs,
    /// Total, longs, shorts.
    pub records: Vec<LiquidationRecord>,
}

impl LiquidationRecords {
    /// The last of `bars` against those before it; nothing where it is not known, or nothing before it is.
    #[must_use]
    pub fn of_bars(bars: &[TapeBar]) -> Option<Self> {
        let (last, history) = bars.split_last()?;
        let value = last.is_whole().then(|| last.sum()).flatten()?;
        let records: Vec<_> =
            RecordOf::ALL.iter().filter_map(|of| LiquidationRecord::of(*of, &value, history)).listed();
        let found = Self { period_ms: last.to_ms - last.from_ms, to_ms: last.to_ms, records };
        (!found.records.is_empty()).then_some(found)
    }

    /// One series.
    #[must_use]
    pub fn get(&self, of: RecordOf) -> Option<&LiquidationRecord> {
        self.records.iter().find(|record| record.of == of)
    }
}

/// The periods of `history` that end before the window that ends at `now_ms` begins, and that window as `latest` knows it;
/// where the history has the very window, its own row.
#[must_use]
pub fn bars_to_now(history: &LiquidationFeed, latest: Option<Totals>, now_ms: TimeMs) -> Vec<TapeBar> {
    let period_ms = history.period_ms.unwrap_or(0);
    if history.to_ms == now_ms || latest.is_none() {
        return bars_of_history(history, history.from_ms, history.to_ms);
    }
    let from_ms = now_ms - period_ms;
    let mut bars = bars_of_history(history, history.from_ms, from_ms);
    bars.push(TapeBar { from_ms, to_ms: now_ms, layers: vec![latest] });
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(from_ms: TimeMs, known: Option<(f64, f64)>) -> TapeBar {
        let totals = known.map(|(long, short)| Totals { long, short, events: 2, largest: Some(long.max(short)) });
        TapeBar { from_ms, to_ms: from_ms + 10, layers: vec![totals] }
    }

    #[test]
    fn the_latest_earlier_period_that_is_as_large_counts_and_a_tie_is_as_large() {
        let bars = [
            bar(0, Some((9.0, 1.0))),
            bar(10, Some((5.0, 3.0))),
            bar(20, None),
            bar(30, Some((1.0, 2.0))),
            bar(40, Some((5.0, 4.0))),
        ];
        let records = LiquidationRecords::of_bars(&bars).unwrap();
        let of = |of: RecordOf| records.get(of).unwrap();
        assert_eq!(of(RecordOf::Long).since_ms, Some(10));
        assert_eq!(of(RecordOf::Short).since_ms, None);
        assert!(of(RecordOf::Short).is_record() && !of(RecordOf::Total).is_record());
        assert_eq!(of(RecordOf::Total).since_ms, Some(0));
        assert_eq!((of(RecordOf::Long).largest_before, of(RecordOf::Long).gaps), ((0, 9.0), 1));
    }

    #[test]
    fn a_window_that_is_not_known_or_has_nothing_before_it_is_no_record() {
        assert_eq!(LiquidationRecords::of_bars(&[bar(0, Some((1.0, 1.0))), bar(10, None)]), None);
        assert_eq!(LiquidationRecords::of_bars(&[bar(0, Some((1.0, 1.0)))]), None);
        assert_eq!(LiquidationRecords::of_bars(&[bar(0, None), bar(10, Some((1.0, 1.0)))]), None);
        assert_eq!(LiquidationRecords::of_bars(&[]), None);
    }
}
