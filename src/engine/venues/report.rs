//! What became of a venue's answers, for the person who asked.

use super::merged::Counts;
use super::table::Table;
use crate::engine::market::TimeMs;
use crate::error::Error;
use crate::value::Value;

/// Most gaps that are listed; all are counted.
const MOST_GAPS: usize = 20;

/// One table of one venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableReport {
    /// Which.
    pub table: Table,
    /// Records kept.
    pub rows: usize,
    /// What was found on the way.
    pub counts: Counts,
    /// Instants around missing records; the series goes on without them.
    pub gaps: Vec<(TimeMs, TimeMs)>,
}

/// One venue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VenueReport {
    /// Its id.
    pub venue: &'static str,
    /// Its spelling of the contract.
    pub symbol: String,
    /// Tables that were read.
    pub tables: Vec<TableReport>,
    /// Tables that it refused or that could not be read, and why; the document goes without them.
    pub left_out: Vec<(Table, Error)>,
    /// Requests that had to be repeated.
    pub repeated: usize,
    /// How far its clock is ahead of the fetcher's, in milliseconds; the largest seen.
    pub clock_ahead_ms: Option<TimeMs>,
    /// Why it is missing altogether.
    pub failed: Option<Error>,
}

impl VenueReport {
    /// Takes up a difference of clocks.
    pub(super) fn clock(&mut self, ahead_ms: TimeMs) {
        let larger = self.clock_ahead_ms.is_none_or(|known| ahead_ms.abs() > known.abs());
        self.clock_ahead_ms = if larger { Some(ahead_ms) } else { self.clock_ahead_ms };
    }
}

/// An error as plain data.
#[must_use]
pub fn error_value(error: &Error) -> Value {
    Value::object()
        .with("code", error.code.as_str())
        .with("field", &error.field)
        .with("value", &error.value)
        .with("allowed", &error.allowed)
        .with("message", error.to_string())
}

impl From<&TableReport> for Value {
    fn from(report: &TableReport) -> Self {
        let counts = &report.counts;
        let gaps = report.gaps.iter().take(MOST_GAPS).map(|(from, to)| Self::from(vec![*from as f64, *to as f64]));
        Self::object()
            .with("table", report.table.as_str())
            .with("rows", report.rows)
            .with("pages", counts.pages)
            .with("dropped", counts.dropped)
            .with("duplicates", counts.duplicates)
            .with("reordered", counts.reordered)
            .with("outside", counts.outside)
            .with("gapCount", report.gaps.len())
            .with("gaps", Self::List(gaps.collect()))
            .with("firstProblem", counts.first_problem.as_ref().map(error_value))
    }
}

impl From<&VenueReport> for Value {
    fn from(report: &VenueReport) -> Self {
        let left_out = |(table, error): &(Table, Error)| {
            Self::object().with("table", table.as_str()).with("error", error_value(error))
        };
        Self::object()
            .with("venue", report.venue)
            .with("symbol", &report.symbol)
            .with("tables", Self::list(&report.tables))
            .with("leftOut", Self::List(report.left_out.iter().map(left_out).collect()))
            .with("repeated", report.repeated)
            .with("clockAheadMs", report.clock_ahead_ms)
            .with("failed", report.failed.as_ref().map(error_value))
    }
}
