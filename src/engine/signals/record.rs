//! How rare today's value is in its own series: the latest earlier day that was at least as large.
//!
//! One series, one side, one window, one set of venues. Trap: a rolling 24 hours is no calendar day; gaps in the
//! history must be shown, since the record may lie in one.

use super::Signal;
use super::known::{SIGNED, dated, known};
use crate::error::Result;
use crate::lists::Listed;
use crate::value::{Fields, Node, Read, Value};

/// Today's value and the days before it.
#[derive(Clone, Debug, Default)]
pub struct LargestSince {
    /// Today's value.
    pub value: Option<f64>,
    /// Earlier days, oldest first, without today; a missing day has no value.
    pub history: Vec<(String, Option<f64>)>,
}

impl LargestSince {
    /// The keys `value` and `history`.
    pub(super) fn fields_of(fields: &mut Fields) -> Self {
        Self { value: known(fields, "value", SIGNED), history: dated(fields, "history", SIGNED) }
    }

    /// Date of the latest earlier value that is at least as large; ties count.
    #[must_use]
    pub fn since(&self) -> Option<&str> {
        let value = self.value?;
        let reaches = |row: &&(String, Option<f64>)| row.1.is_some_and(|earlier| earlier >= value);
        self.history.iter().rev().find(reaches).map(|(date, _)| date.as_str())
    }

    /// Whether no earlier value is as large, "largest since records begin"; nothing without a value or without history.
    #[must_use]
    pub fn is_record(&self) -> Option<bool> {
        let any = self.value.is_some() && self.history.iter().any(|(_, value)| value.is_some());
        any.then(|| self.since().is_none())
    }

    /// Date and value of the largest day of the history, the latest of equal ones.
    #[must_use]
    pub fn record_so_far(&self) -> Option<(&str, f64)> {
        let days = self.history.iter().filter_map(|(date, value)| Some((date.as_str(), (*value)?)));
        days.reduce(|best, day| if day.1 >= best.1 { day } else { best })
    }
}

impl Read for LargestSince {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["value", "history"]);
        let read = Self::fields_of(&mut fields);
        fields.finish(read)
    }
}

impl From<&LargestSince> for Value {
    fn from(asked: &LargestSince) -> Self {
        let gaps: Vec<&String> = asked.history.iter().filter(|row| row.1.is_none()).map(|row| &row.0).listed();
        let record = asked.record_so_far();
        let date = |date: &str| date.to_owned();
        Self::object()
            .with("since", asked.since().map(date))
            .with("record", asked.is_record())
            .with("historyStart", asked.history.first().map(|(first, _)| date(first)))
            .with("recordSoFar", record.map(|(_, value)| value))
            .with("recordDate", record.map(|(day, _)| date(day)))
            .with("gaps", Value::List(gaps.into_iter().map(Value::from).listed()))
    }
}

impl Signal for LargestSince {
    const KIND: &'static str = "largest_since";

    fn answer(&self) -> Result<Value> {
        Ok(self.into())
    }
}
