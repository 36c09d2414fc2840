//! Yields, the dollar index and what is expected of policy rates.

use super::Origin;
use super::check::{ascending_times, column, optional, short_text, time};
use super::origin::{FigureBasis, row_basis};
use crate::engine::market::TimeMs;
use crate::texts::words_of;
use crate::value::{Fields, ReadFields};

const LARGEST_LEVEL: f64 = 1e12;

/// How changes of a series are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextUnit {
    /// Levels in percent: changes are basis points.
    Percent,
    /// Levels of an index: changes are percent.
    Index,
}

impl ContextUnit {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Percent, Self::Index];

    /// `percent` or `index`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Index => "index",
        }
    }
}

/// One series of business days; a day without a value is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct ContextSeries {
    /// Where it comes from.
    pub origin: Origin,
    /// Name by which triggers know it, for instance `us10y` or `dxy`.
    pub name: String,
    /// How its changes are read.
    pub unit: ContextUnit,
    /// Start of each business day, UTC.
    pub time_ms: Vec<TimeMs>,
    /// Level.
    pub value: Vec<f64>,
    /// How each row came to be, where the rows differ.
    pub row_basis: Option<Vec<FigureBasis>>,
}

fn levels(fields: &mut Fields, key: &str, rows: usize) -> Vec<f64> {
    column(fields, key, rows, -LARGEST_LEVEL, LARGEST_LEVEL)
}

fn shares(fields: &mut Fields, key: &str, rows: usize) -> Vec<f64> {
    column(fields, key, rows, 0.0, 1.0)
}

impl ReadFields for ContextSeries {
    const KEYS: &'static [&'static str] = &["basis", "source", "name", "unit", "time_ms", "value", "row_basis"];

    fn of(fields: &mut Fields) -> Self {
        let time_ms = ascending_times(fields, "time_ms", 1.0);
        Self {
            origin: Origin::of(fields),
            name: short_text(fields, "name", 40),
            unit: ContextUnit::ALL[fields.word("unit", &words_of!(ContextUnit::ALL))],
            value: levels(fields, "value", time_ms.len()),
            row_basis: row_basis(fields, time_ms.len()),
            time_ms,
        }
    }
}

/// What a market expects of a policy rate, meeting by meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyRate {
    /// Where it comes from.
    pub origin: Origin,
    /// When it was seen.
    pub time_ms: TimeMs,
    /// Days of the meetings.
    pub meeting_ms: Vec<TimeMs>,
    /// Rate expected after each meeting, percent.
    pub expected_percent: Vec<f64>,
    /// Probability of a cut at each meeting, as a fraction.
    pub cut_probability: Option<Vec<f64>>,
}

impl ReadFields for PolicyRate {
    const KEYS: &'static [&'static str] =
        &["basis", "source", "time_ms", "meeting_ms", "expected_percent", "cut_probability"];

    fn of(fields: &mut Fields) -> Self {
        let meeting_ms = ascending_times(fields, "meeting_ms", 1.0);
        Self {
            origin: Origin::of(fields),
            time_ms: time(fields, "time_ms"),
            expected_percent: levels(fields, "expected_percent", meeting_ms.len()),
            cut_probability: optional(fields, "cut_probability", meeting_ms.len(), shares),
            meeting_ms,
        }
    }
}
