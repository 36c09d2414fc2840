//! What a snapshot shows of each signal through time: the series that an author's triggers name.
//!
//! Of several venues the last value of each at or before an instant counts; before all of them are known there is no
//! data. What a snapshot does not hold has no series at all, and a trigger on it is *no data*.

mod beside;
mod markets;

use super::trigger::NamedSeries;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::snapshot::ContextUnit;
use crate::lists::{Growing, Listed};
use crate::value::Value;

/// What the values of a series are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesUnit {
    /// Price in the quote currency.
    Price,
    /// Fraction in eight hours; positive: longs pay shorts.
    Rate8h,
    /// Fraction a year.
    RateYear,
    /// Volatility points.
    VolatilityPoints,
    /// US dollars, signed.
    Usd,
    /// Coins, signed.
    Coins,
    /// Fraction of a whole.
    Share,
    /// A level already in percent.
    Percent,
    /// Level of an index.
    Index,
}

impl SeriesUnit {
    /// Its word in results.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Rate8h => "rate_8h",
            Self::RateYear => "rate_year",
            Self::VolatilityPoints => "volatility_points",
            Self::Usd => "usd",
            Self::Coins => "coins",
            Self::Share => "share",
            Self::Percent => "percent",
            Self::Index => "index",
        }
    }
}

impl From<ContextUnit> for SeriesUnit {
    fn from(unit: ContextUnit) -> Self {
        match unit {
            ContextUnit::Percent => Self::Percent,
            ContextUnit::Index => Self::Index,
        }
    }
}

/// One signal through time.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// Name by which triggers know it.
    pub name: String,
    /// What its values are.
    pub unit: SeriesUnit,
    /// When each was seen, ascending.
    pub time_ms: Vec<TimeMs>,
    /// Values; nothing where it is not known.
    pub value: Vec<Option<f64>>,
}

impl Observed {
    /// A series of which every value is known.
    fn known(name: &str, unit: SeriesUnit, time_ms: &[TimeMs], value: &[f64]) -> Self {
        Self { name: name.to_owned(), unit, time_ms: time_ms.to_vec(), value: value.iter().copied().map(Some).listed() }
    }

    fn new(name: &str, unit: SeriesUnit, rows: Vec<(TimeMs, Option<f64>)>) -> Option<Self> {
        let (time_ms, value): (Vec<TimeMs>, Vec<Option<f64>>) = rows.into_iter().unzip();
        value.iter().any(Option::is_some).then(|| Self { name: name.to_owned(), unit, time_ms, value })
    }

    /// The last instant.
    #[must_use]
    pub fn last_ms(&self) -> Option<TimeMs> {
        self.time_ms.last().copied()
    }

    /// As triggers take it.
    #[must_use]
    pub fn named(&self) -> NamedSeries {
        (self.name.clone(), Some(self.value.clone()))
    }
}

impl From<&Observed> for Value {
    fn from(series: &Observed) -> Self {
        Self::object()
            .with("name", &series.name)
            .with("unit", series.unit.as_str())
            .with("observations", series.value.len())
            .with("last", series.value.last().copied().flatten())
            .with("time", series.last_ms())
    }
}

/// Names that snapshots can answer to, with what their values are; series of context have the names of the document.
pub const NAMES: [(&str, SeriesUnit); 14] = [
    ("price", SeriesUnit::Price),
    ("oi", SeriesUnit::Coins),
    ("oi_usd", SeriesUnit::Usd),
    ("funding_8h", SeriesUnit::Rate8h),
    ("basis", SeriesUnit::RateYear),
    ("rr25", SeriesUnit::VolatilityPoints),
    ("etf_net", SeriesUnit::Usd),
    ("etf_native", SeriesUnit::Coins),
    ("perp_share", SeriesUnit::Share),
    ("spot_delta", SeriesUnit::Usd),
    ("stablecoins", SeriesUnit::Usd),
    ("long_liquidations", SeriesUnit::Usd),
    ("short_liquidations", SeriesUnit::Usd),
    ("cut_probability", SeriesUnit::Share),
];

/// What the values of a named series are, also where a snapshot does not hold it.
#[must_use]
pub fn unit_of(name: &str, series: &[Observed]) -> Option<SeriesUnit> {
    let held = series.iter().find(|one| one.name == name).map(|one| one.unit);
    held.or_else(|| NAMES.iter().find(|(known, _)| *known == name).map(|(_, unit)| *unit))
}

/// Every series that `snapshot` holds.
#[must_use]
pub fn observed(snapshot: &Snapshot) -> Vec<Observed> {
    let mut series = markets::series(snapshot);
    series.put_all(beside::series(&snapshot.beside));
    series.retain(|one| !one.value.is_empty());
    series
}
