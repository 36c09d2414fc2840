//! Funding of all venues as one rate of eight hours, weighted by open interest.

use crate::engine::market::Snapshot;
use crate::engine::signals::funding::{VenueFunding, annual_simple, oi_weighted};
use crate::lists::Listed;
use crate::value::Value;

use super::request::Asked;
use super::venue_rows::Venues;
use super::{Given, Series};

/// Hours that every rate belongs to.
const HOURS: f64 = 8.0;

/// What one venue charges last.
#[derive(Clone, Debug, PartialEq)]
pub struct VenueRate {
    /// The venue.
    pub venue: String,
    /// Rate of eight hours as a fraction; positive: longs pay shorts.
    pub rate_8h: Option<f64>,
    /// Open interest that it is weighted with, in the unit of the reading.
    pub oi: Option<f64>,
}

/// Funding through time.
#[derive(Clone, Debug, PartialEq)]
pub struct FundingReading {
    /// Weighted rate of eight hours as a fraction; positive: longs pay shorts.
    pub rate_8h: Series,
    /// The last one as a rate of a year, simple.
    pub annual: Option<f64>,
    /// `positive`, `neutral` or `negative`: against the author's band.
    pub state: Option<&'static str>,
    /// Rate of eight hours within which it is neutral.
    pub band: f64,
    /// Venues at the last instant.
    pub venues: Vec<VenueRate>,
    /// How many of them have all that the weighting needs.
    pub covered: usize,
    /// Who gives it.
    pub given: Given,
}

/// `neutral` within the band, its ends included.
#[must_use]
fn funding_state(rate_8h: f64, band: f64) -> &'static str {
    if rate_8h > band {
        "positive"
    } else if rate_8h < -band {
        "negative"
    } else {
        "neutral"
    }
}

impl FundingReading {
    /// The reading over `(as_of − range, as_of]`; nothing where no venue has any.
    #[must_use]
    pub fn of(snapshot: &Snapshot, asked: &Asked) -> Option<Self> {
        let all = Venues::of(snapshot, asked);
        all.rows.iter().find(|row| !row.funding_8h.time_ms.is_empty())?;
        // One currency for all: US dollars where every venue has them.
        let in_usd = all.rows.iter().all(|row| !row.usd.time_ms.is_empty());
        let weight = |row: &super::VenueRows, at: usize| {
            let series = if in_usd { &row.usd } else { &row.coins };
            series.value.get(at).copied().flatten()
        };
        let venue = |row: &super::VenueRows, at: usize| VenueFunding {
            oi: weight(row, at),
            rate: row.funding_8h.value.get(at).copied().flatten(),
            interval_h: Some(HOURS),
        };
        let venues_at = |at: usize| all.rows.iter().map(|row| venue(row, at)).listed();
        let rate = Series::at(&all.time_ms, &|at| oi_weighted(&venues_at(at)));
        let rate_8h = rate.within(snapshot.as_of_ms - asked.range_ms, snapshot.as_of_ms);
        let last = rate_8h.last();
        let last_row = last.and_then(|(time, _)| all.time_ms.iter().position(|known| *known == time));
        let last_venues = last_row.map(venues_at).unwrap_or_default();
        Some(Self {
            annual: last.map(|(_, rate)| annual_simple(rate, HOURS)),
            state: last.map(|(_, rate)| funding_state(rate, asked.funding_band)),
            band: asked.funding_band,
            covered: last_venues.iter().filter(|venue| venue.weighed().is_some()).count(),
            venues: (all.rows.iter().zip(&last_venues))
                .map(|(row, last)| VenueRate { venue: row.venue.clone(), rate_8h: last.rate, oi: last.oi })
                .listed(),
            rate_8h,
            given: all.given.clone(),
        })
    }
}

impl From<&FundingReading> for Value {
    fn from(reading: &FundingReading) -> Self {
        let venue = |venue: &VenueRate| {
            Self::object().with("venue", &venue.venue).with("rate8h", venue.rate_8h).with("oi", venue.oi)
        };
        let last = reading.rate_8h.last();
        let object = Self::object()
            .with("rate8h", last.map(|(_, rate)| rate))
            .with("lastTimeMs", last.map(|(time, _)| time))
            .with("annualSimple", reading.annual)
            .with("state", reading.state)
            .with("band", reading.band)
            .with("covered", reading.covered)
            .with("venues", Self::List(reading.venues.iter().map(venue).listed()))
            .with("series", reading.rate_8h.put(Self::object()));
        reading.given.put(object)
    }
}
