//! Returns by calendar month, with how few they are.

use crate::engine::market::Snapshot;
use crate::engine::signals::seasonality::{SMALL_SAMPLE, hit_rate, mean, median, month_of};
use crate::lists::Listed;
use crate::value::Value;

use super::{Given, month_text};

/// Returns of one calendar month over the years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthStatistics {
    /// 1 to 12.
    pub month: usize,
    /// How many years.
    pub n: usize,
    /// Mean, percent.
    pub mean: Option<f64>,
    /// Median, percent.
    pub median: Option<f64>,
    /// Share above 0.
    pub hit_rate: Option<f64>,
}

impl MonthStatistics {
    /// Whether they are too few to say much.
    #[must_use]
    pub const fn is_small(&self) -> bool {
        self.n < SMALL_SAMPLE
    }
}

/// The twelve months.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthReading {
    /// The month that is under way at the end of the data, 1 to 12; its return so far does not count.
    pub current: usize,
    /// January to December.
    pub months: Vec<MonthStatistics>,
    /// Months counted, `YYYY-MM`, with their returns in percent, oldest first.
    pub over: Vec<(String, f64)>,
    /// First and last month counted, `YYYY-MM`.
    pub span: (String, String),
    /// Who gives them.
    pub given: Given,
}

impl MonthReading {
    /// Months that were over at the end of the data; nothing where there is none.
    #[must_use]
    pub fn of(snapshot: &Snapshot) -> Option<Self> {
        let table = snapshot.beside.monthly_returns.as_ref()?;
        let current = month_text(snapshot.as_of_ms);
        let over = table.month.iter().zip(&table.return_pct).filter(|(month, _)| **month < current);
        let over: Vec<(&String, f64)> = over.map(|(month, pct)| (month, *pct)).listed();
        let statistics = |month: usize| {
            let own = over.iter().filter(|(text, _)| month_of(text) == Some(month));
            let values: Vec<f64> = own.map(|(_, pct)| *pct).listed();
            MonthStatistics {
                month,
                n: values.len(),
                mean: mean(&values),
                median: median(&values),
                hit_rate: hit_rate(&values),
            }
        };
        Some(Self {
            current: month_of(&current)?,
            months: (1..=12).map(statistics).listed(),
            span: (over.first()?.0.clone(), over.last()?.0.clone()),
            over: over.iter().map(|(month, pct)| ((*month).clone(), *pct)).listed(),
            given: Given::by([&table.origin]),
        })
    }

    /// The month that is under way.
    #[must_use]
    pub fn now(&self) -> Option<&MonthStatistics> {
        self.months.get(self.current.wrapping_sub(1))
    }
}

impl From<&MonthReading> for Value {
    fn from(reading: &MonthReading) -> Self {
        let month = |month: &MonthStatistics| {
            Self::object()
                .with("month", month.month)
                .with("n", month.n)
                .with("mean", month.mean)
                .with("median", month.median)
                .with("hitRate", month.hit_rate)
                .with("smallSample", month.is_small())
        };
        let object = Self::object()
            .with("current", reading.current)
            .with("from", &reading.span.0)
            .with("to", &reading.span.1)
            .with("months", Self::List(reading.months.iter().map(month).listed()));
        reading.given.put(object)
    }
}
