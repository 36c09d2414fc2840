//! Returns of one calendar month over the years, with how few they are.
//!
//! Percent. A month that returned 0 is no hit. Below 20 years the sample is small and is said to be; an interval, where
//! it is asked for, comes from a seeded bootstrap. The month that is not over yet does not count.

use super::Signal;
use super::known::{PERCENT, finite, series};
use crate::engine::order::ranked;
use crate::engine::random::SplitMix64;
use crate::error::{Code, Error, Result, fault};
use crate::lists::Listed;
use crate::value::{Fields, Node, Read, Value};

/// Fewer years than this are a small sample.
pub const SMALL_SAMPLE: usize = 20;
const MOST_RESAMPLES: f64 = 20_000.0;

/// A statistic of returns; nothing for none.
type Statistic = fn(&[f64]) -> Option<f64>;

/// The mean; nothing for none.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() { None } else { finite(values.iter().sum::<f64>() / values.len() as f64) }
}

/// The middle value, or the mean of the two middle ones; nothing for none.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let (mut sorted, count) = (values.to_vec(), values.len());
    let upper = ranked(&mut sorted, count / 2)?;
    let lower = ranked(&mut sorted, (count - 1) / 2)?;
    Some(0.5 * (lower + upper))
}

/// Share of values above 0; nothing for none.
#[must_use]
pub fn hit_rate(values: &[f64]) -> Option<f64> {
    let hits = values.iter().filter(|value| **value > 0.0).count();
    if values.is_empty() { None } else { Some(hits as f64 / values.len() as f64) }
}

/// How a bootstrap interval is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bootstrap {
    /// The same seed gives the same interval everywhere.
    pub seed: u64,
    /// How many samples are drawn; 2000.
    pub resamples: usize,
    /// Share of the samples within the interval; 0.9.
    pub level: f64,
}

impl Bootstrap {
    /// Percentile interval of `statistic`: samples of the same size are drawn with replacement.
    #[must_use]
    pub fn interval(&self, values: &[f64], statistic: fn(&[f64]) -> Option<f64>) -> Option<(f64, f64)> {
        let (stream, count) = (SplitMix64::new(self.seed), values.len());
        let sample = |resample: usize| -> Option<f64> {
            let draw = |index| (stream.uniform((resample * count + index) as u64) * count as f64) as usize;
            let drawn: Vec<f64> = (0..count).map(|index| values[draw(index).min(count - 1)]).collect();
            statistic(&drawn)
        };
        let mut found: Vec<f64> = (0..self.resamples).map(sample).collect::<Option<_>>()?;
        let last = found.len().saturating_sub(1) as f64;
        let mut at = |share: f64| ranked(&mut found, libm::round(share * last) as usize);
        let tail = 0.5 * (1.0 - self.level);
        at(tail).zip(at(1.0 - tail))
    }
}

impl Read for Bootstrap {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["seed", "resamples", "level"]);
        let read = Self {
            seed: fields.number_within("seed", 0.0, 9_007_199_254_740_991.0) as u64,
            resamples: fields.optional_within("resamples", 100.0, MOST_RESAMPLES).unwrap_or(2000.0) as usize,
            level: fields.optional_within("level", 0.01, 0.999).unwrap_or(0.9),
        };
        fields.finish(read)
    }
}

/// Returns, of one month or of all.
#[derive(Clone, Debug, Default)]
pub struct Seasonality {
    /// Returns in percent; a missing one does not count.
    pub returns_pct: Vec<Option<f64>>,
    /// `YYYY-MM` of each return, for a table of all twelve months.
    pub months: Option<Vec<String>>,
    /// `YYYY-MM` of the month that is not over: it and later ones do not count.
    pub current_month: Option<String>,
    /// How an interval is drawn; none when left out.
    pub bootstrap: Option<Bootstrap>,
}

impl Read for Seasonality {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["returnsPct", "months", "currentMonth", "bootstrap"]);
        let months = fields.optional("months").map(Node::texts);
        let read = Self {
            returns_pct: series(&mut fields, "returnsPct", PERCENT),
            months: months.and_then(|months| fields.take(months)),
            current_month: fields.optional_text("currentMonth"),
            bootstrap: fields.optional_of("bootstrap"),
        };
        read.check(&mut fields);
        fields.finish(read)
    }
}

impl Seasonality {
    fn check(&self, fields: &mut Fields) {
        if let Some(month) = self.current_month.as_ref().filter(|month| month_of(month).is_none()) {
            fields.blame(no_month(fields.path_to("currentMonth"), month));
        }
        let Some(months) = &self.months else { return };
        if let Some(row) = months.iter().position(|month| month_of(month).is_none()) {
            fields.blame(no_month(format!("{}[{row}]", fields.path_to("months")), &months[row]));
        }
        if months.len() != self.returns_pct.len() {
            let allowed = format!("{} rows like returnsPct", self.returns_pct.len());
            let found = format!("{} rows", months.len());
            fields.blame(fault!(Code::DataLength, fields.path_to("months"), found, allowed));
        }
    }

    /// Returns that count, of `month` (1 to 12) or of all.
    fn counted(&self, month: Option<usize>) -> Vec<f64> {
        let counts = |row: usize| {
            let Some(own) = self.months.as_ref().and_then(|months| months.get(row)) else { return true };
            let over = self.current_month.as_ref().is_none_or(|current| own < current);
            over && (month.is_none() || month_of(own) == month)
        };
        let rows = self.returns_pct.iter().enumerate();
        rows.filter(|(row, _)| counts(*row)).filter_map(|(_, value)| *value).listed()
    }

    fn summary(&self, month: Option<usize>) -> Value {
        let values = self.counted(month);
        let summary = Value::object()
            .with_some("month", month)
            .with("n", values.len())
            .with("mean", mean(&values))
            .with("median", median(&values))
            .with("hitRate", hit_rate(&values))
            .with("smallSample", values.len() < SMALL_SAMPLE);
        let Some(bootstrap) = &self.bootstrap else { return summary };
        let interval = |statistic: Statistic| {
            bootstrap.interval(&values, statistic).map(|(low, high)| Value::Numbers(vec![low, high]))
        };
        summary
            .with("meanInterval", interval(mean))
            .with("medianInterval", interval(median))
            .with("hitRateInterval", interval(hit_rate))
            .with("level", bootstrap.level)
    }
}

fn no_month(field: String, found: &str) -> Error {
    fault!(Code::AttributeInvalid, field, found, "a month such as 2025-10")
}

/// The month, 1 to 12, of `YYYY-MM`.
pub(crate) fn month_of(text: &str) -> Option<usize> {
    let (year, month) = text.split_once('-')?;
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let month = (digits(year, 4) && digits(month, 2)).then(|| month.parse().ok()).flatten()?;
    (1..=12).contains(&month).then_some(month)
}

impl Signal for Seasonality {
    const KIND: &'static str = "seasonality";

    fn answer(&self) -> Result<Value> {
        let all = self.summary(None);
        if self.months.is_none() {
            return Ok(all);
        }
        Ok(all.with("months", Value::List((1..=12).map(|month| self.summary(Some(month))).listed())))
    }
}
