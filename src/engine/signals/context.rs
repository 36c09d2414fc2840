//! Series around the market: yields, the dollar index, policy rates.
//!
//! Yields are levels in percent, so that their changes are basis points (100 × the difference); the dollar index is read
//! in percent. Business days only: nothing is filled in across a weekend.

use super::Signal;
use super::known::{Range, finite, known, ratio, series, series_of};
use super::returns::beta_and_correlation;
use crate::error::{Code, Result, fault};
use crate::lists::Listed;
use crate::value::{Fields, Node, Read, Value};

const LEVEL: Range = (-1e12, 1e12);
/// Business days of a month, an author's choice.
const LOOKBACK: u32 = 20;
const LONGEST_LOOKBACK: u32 = 10_000;

/// A change of a level: difference, percent of the first level, and basis points where the level is in percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// To − from.
    pub change: f64,
    /// Percent of the size of `from`; nothing from 0.
    pub pct: Option<f64>,
    /// 100 × the difference.
    pub bp: f64,
}

impl Change {
    /// The change between two levels.
    #[must_use]
    pub fn between(from: f64, to: f64) -> Self {
        let change = to - from;
        Self { change, pct: ratio(change, from.abs()).and_then(|share| finite(100.0 * share)), bp: 100.0 * change }
    }
}

/// `object` with the three readings of `change`.
fn told(object: Value, change: Option<Change>) -> Value {
    object
        .with("change", change.map(|change| change.change))
        .with("pct", change.and_then(|change| change.pct))
        .with("bp", change.map(|change| change.bp))
}

/// Two levels, or a series of which the last two are compared.
#[derive(Clone, Debug, Default)]
pub struct ContextChange {
    /// The earlier level.
    pub from: Option<f64>,
    /// The later level.
    pub to: Option<f64>,
    /// Levels of business days, oldest first.
    pub series: Option<Vec<Option<f64>>>,
    /// Levels of another series on the same days, for a correlation of daily changes.
    pub reference: Option<Vec<Option<f64>>>,
    /// Days of the longer change and of the correlation; 20.
    pub lookback: usize,
}

impl Read for ContextChange {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["from", "to", "series", "reference", "lookback"]);
        let lookback = fields.optional_count("lookback", LONGEST_LOOKBACK).unwrap_or(LOOKBACK).max(1) as usize;
        if fields.has_key("from") || fields.has_key("to") || !fields.has_key("series") {
            let read = Self {
                from: known(&mut fields, "from", LEVEL),
                to: known(&mut fields, "to", LEVEL),
                lookback,
                ..Self::default()
            };
            no_series(&mut fields);
            return fields.finish(read);
        }
        let series = series(&mut fields, "series", LEVEL);
        let reference = fields.optional("reference").map(|node| series_of(node, LEVEL));
        let reference = reference.and_then(|reference| fields.take(reference));
        if let Some(other) = reference.as_ref().filter(|other| other.len() != series.len()) {
            let (found, allowed) = (format!("{} rows", other.len()), format!("{} rows like series", series.len()));
            fields.blame(fault!(Code::DataLength, fields.path_to("reference"), found, allowed));
        }
        let before = series.len().checked_sub(2).and_then(|row| series[row]);
        let read =
            Self { from: before, to: series.last().copied().flatten(), series: Some(series), reference, lookback };
        fields.finish(read)
    }
}

fn no_series(fields: &mut Fields) {
    for key in ["series", "reference"] {
        if fields.has_key(key) {
            let field = fields.path_to(key);
            fields.blame(fault!(Code::AttributeInvalid, field, "given", "left out where from and to are given"));
        }
    }
}

impl ContextChange {
    /// The change over the lookback; nothing where the series is shorter or a level is missing.
    #[must_use]
    pub fn over_lookback(&self) -> Option<Change> {
        let series = self.series.as_ref()?;
        let row = series.len().checked_sub(self.lookback + 1)?;
        Some(Change::between(series[row]?, self.to?))
    }

    /// Correlation of the last daily changes of both series; nothing where one of the levels is missing.
    #[must_use]
    pub fn correlation(&self) -> Option<f64> {
        let (series, reference) = self.series.as_ref().zip(self.reference.as_ref())?;
        let row = series.len().checked_sub(self.lookback + 1)?;
        let changes = |levels: &[Option<f64>]| -> Option<Vec<f64>> {
            levels[row..].windows(2).map(|pair| Some(pair[1]? - pair[0]?)).listed_if_known()
        };
        beta_and_correlation(&changes(series)?, &changes(reference)?).1
    }
}

impl Signal for ContextChange {
    const KIND: &'static str = "context_change";

    fn answer(&self) -> Result<Value> {
        let change = self.from.zip(self.to).map(|(from, to)| Change::between(from, to));
        let object = told(Value::object().with("level", self.to), change);
        if self.series.is_none() {
            return Ok(object);
        }
        Ok(object
            .with("lookback", self.lookback)
            .with("overLookback", told(Value::object(), self.over_lookback()))
            .with("correlation", self.correlation()))
    }
}
