//! Open interest by venue, its sum, and the mean of the year so far.

use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::known::ratio;
use crate::lists::Listed;
use crate::value::Value;

use super::request::{Asked, OiUnit};
use super::venue_rows::Venues;
use super::{Given, Series, year_start};

/// Open interest through time, one side.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenInterestReading {
    /// Coins, or US dollars where they were asked for or where no coins are known.
    pub unit: OiUnit,
    /// Venues with their series, largest last value first.
    pub venues: Vec<(String, Series)>,
    /// Sum of all venues; nothing at an instant at which one is missing.
    pub total: Series,
    /// Mean of the sum since the year began, UTC.
    pub year_mean: Option<f64>,
    /// How many instants that mean is of.
    pub year_rows: usize,
    /// Last sum over the mean, less 1.
    pub over_mean: Option<f64>,
    /// Last sum over the first one of the window, less 1.
    pub change: Option<f64>,
    /// Who gives it.
    pub given: Given,
}

impl OpenInterestReading {
    /// The reading over `(as_of − range, as_of]`; nothing where no venue has any.
    #[must_use]
    pub fn of(snapshot: &Snapshot, asked: &Asked) -> Option<Self> {
        let all = Venues::of(snapshot, asked);
        let has = |unit: OiUnit| all.rows.iter().any(|row| !series_of(row, unit).time_ms.is_empty());
        let other = if asked.oi_unit == OiUnit::Coin { OiUnit::Usd } else { OiUnit::Coin };
        let unit = [asked.oi_unit, other].into_iter().find(|unit| has(*unit))?;
        let rows: Vec<_> = all.rows.iter().filter(|row| !series_of(row, unit).time_ms.is_empty()).listed();
        let sum = |row: usize| rows.iter().map(|venue| series_of(venue, unit).value[row]).sum::<Option<f64>>();
        let total = Series::at(&all.time_ms, &sum);
        let (from_ms, to_ms): (TimeMs, TimeMs) = (snapshot.as_of_ms - asked.range_ms, snapshot.as_of_ms);
        let year = total.within(year_start(to_ms) - 1, to_ms).mean();
        let shown = total.within(from_ms, to_ms);
        let last = shown.last().map(|(_, last)| last);
        let over = |of: Option<f64>| last.zip(of).and_then(|(last, of)| ratio(last - of, of));
        let first = shown.known_rows().next().map(|(_, first)| first);
        let (over_mean, change) = (over(year.map(|(mean, _)| mean)), over(first));
        let mut venues: Vec<(String, Series)> =
            rows.iter().map(|row| (row.venue.clone(), series_of(row, unit).within(from_ms, to_ms))).listed();
        venues = crate::engine::order::ordered(&venues, |a, b| {
            let size = |venue: &(String, Series)| venue.1.last().map_or(0.0, |(_, last)| last);
            size(b).total_cmp(&size(a))
        });
        Some(Self {
            unit,
            venues,
            year_mean: year.map(|(mean, _)| mean),
            year_rows: year.map_or(0, |(_, rows)| rows),
            over_mean,
            change,
            total: shown,
            given: all.given.clone(),
        })
    }
}

fn series_of(row: &super::VenueRows, unit: OiUnit) -> &Series {
    match unit {
        OiUnit::Coin => &row.coins,
        OiUnit::Usd => &row.usd,
    }
}

impl From<&OpenInterestReading> for Value {
    fn from(reading: &OpenInterestReading) -> Self {
        let venue = |(name, series): &(String, Series)| {
            series.put(Self::object().with("venue", name)).with("last", series.last().map(|(_, last)| last))
        };
        let object = Self::object()
            .with("unit", reading.unit.as_str())
            .with("last", reading.total.last().map(|(_, last)| last))
            .with("lastTimeMs", reading.total.last().map(|(time, _)| time))
            .with("yearMean", reading.year_mean)
            .with("yearRows", reading.year_rows)
            .with("overMean", reading.over_mean)
            .with("change", reading.change)
            .with("total", reading.total.put(Self::object()))
            .with("venues", Self::List(reading.venues.iter().map(venue).listed()));
        reading.given.put(object)
    }
}
