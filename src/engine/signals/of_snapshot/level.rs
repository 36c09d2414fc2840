//! The level of a series around the market: a yield, in basis points, or the dollar index, in percent.

use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::context::{Change, ContextChange};
use crate::engine::snapshot::{ContextUnit, Measure};
use crate::lists::Listed;
use crate::value::Value;

use super::request::Asked;
use super::spot::spot_at;
use super::{DAY_MS, Given, Series};

/// Business days of the longer change and of the correlation.
pub const LOOKBACK: usize = 20;

/// What is known of a policy rate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PolicyReading {
    /// Day of the next meeting.
    pub meeting_ms: Option<TimeMs>,
    /// Rate expected after it, percent.
    pub expected_percent: Option<f64>,
    /// Probability of a cut there.
    pub cut_probability: Option<f64>,
    /// Change of the rate that was published last, a fraction: −0.0025 is a cut of 25 basis points.
    pub published_change: Option<f64>,
}

/// A level through time.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelReading {
    /// Name of the series.
    pub name: String,
    /// How its changes are read.
    pub unit: ContextUnit,
    /// Levels of business days; nothing is filled in across a weekend.
    pub level: Series,
    /// From the business day before.
    pub day: Option<Change>,
    /// Over [`LOOKBACK`] business days.
    pub month: Option<Change>,
    /// Correlation of its daily changes with those of the coin's price over as many days.
    pub correlation: Option<f64>,
    /// The policy rate.
    pub policy: PolicyReading,
    /// Who gives it.
    pub given: Given,
}

impl LevelReading {
    /// The series `name` over `(as_of − range, as_of]`; nothing where the document does not have it.
    #[must_use]
    pub fn of(name: &str, snapshot: &Snapshot, asked: &Asked) -> Option<Self> {
        let table = snapshot.beside.context.iter().find(|table| table.name.eq_ignore_ascii_case(name))?;
        let all = Series::known(&table.time_ms, &table.value).within(TimeMs::MIN, snapshot.as_of_ms);
        let level = all.within(snapshot.as_of_ms - asked.range_ms, snapshot.as_of_ms);
        level.last()?;
        // A day's level is that of its end.
        let prices = all.time_ms.iter().map(|day| spot_at(snapshot, day + DAY_MS).or_else(|| spot_at(snapshot, *day)));
        let change = ContextChange {
            from: all.value.iter().rev().nth(1).copied().flatten(),
            to: all.value.last().copied().flatten(),
            reference: Some(prices.listed()),
            series: Some(all.value.clone()),
            lookback: LOOKBACK,
        };
        Some(Self {
            name: table.name.clone(),
            unit: table.unit,
            level,
            day: change.from.zip(change.to).map(|(from, to)| Change::between(from, to)),
            month: change.over_lookback(),
            correlation: change.correlation(),
            policy: policy(snapshot),
            given: Given::by([&table.origin]).of_row(table.row_basis.as_ref(), all.time_ms.len().checked_sub(1)),
        })
    }
}

fn policy(snapshot: &Snapshot) -> PolicyReading {
    let published = snapshot.beside.published.iter().rev();
    let change = published
        .filter(|figure| figure.measure == Measure::PolicyRateChange)
        .find_map(|figure| figure.low.filter(|low| figure.high == Some(*low)));
    let read = PolicyReading { published_change: change, ..PolicyReading::default() };
    let Some(rate) = &snapshot.beside.policy_rate else { return read };
    let Some(next) = rate.meeting_ms.iter().position(|day| *day + DAY_MS > snapshot.as_of_ms) else { return read };
    PolicyReading {
        meeting_ms: Some(rate.meeting_ms[next]),
        expected_percent: Some(rate.expected_percent[next]),
        cut_probability: rate.cut_probability.as_ref().map(|all| all[next]),
        ..read
    }
}

impl From<&LevelReading> for Value {
    fn from(reading: &LevelReading) -> Self {
        let change = |change: Option<Change>| {
            Self::object()
                .with("change", change.map(|change| change.change))
                .with("pct", change.and_then(|change| change.pct))
                .with("bp", change.map(|change| change.bp))
        };
        let last = reading.level.last();
        let policy = Self::object()
            .with("meetingMs", reading.policy.meeting_ms)
            .with("expectedPercent", reading.policy.expected_percent)
            .with("cutProbability", reading.policy.cut_probability)
            .with("publishedChange", reading.policy.published_change);
        let object = Self::object()
            .with("name", &reading.name)
            .with("unit", reading.unit.as_str())
            .with("last", last.map(|(_, level)| level))
            .with("lastTimeMs", last.map(|(time, _)| time))
            .with("day", change(reading.day))
            .with("lookback", LOOKBACK)
            .with("overLookback", change(reading.month))
            .with("correlation", reading.correlation)
            .with("policy", policy)
            .with("series", reading.level.put(Self::object()));
        reading.given.put(object)
    }
}
