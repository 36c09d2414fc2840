//! Share of perpetuals in what is traded, by period, with both terms, beside what others publish.

use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::known::ratio;
use crate::engine::signals::perp_share::PerpShare;
use crate::engine::snapshot::{Measure, Volumes};
use crate::lists::Listed;
use crate::value::Value;

use super::request::Asked;
use super::{Given, Series};

/// A share that someone published.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedShare {
    /// Whether of derivatives, not of perpetuals alone.
    pub is_derivatives: bool,
    /// What tells it from others, and who publishes it.
    pub label: Option<String>,
    /// Lowest share, a fraction.
    pub low: Option<f64>,
    /// Highest share, a fraction.
    pub high: Option<f64>,
}

/// Shares of traded volume.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PerpShareReading {
    /// Perpetuals over perpetuals and spot, as fractions, at the end of each period.
    pub share: Series,
    /// The terms of the last period, US dollars.
    pub last: PerpShare,
    /// Length of a period in milliseconds; 0 where there are no volumes.
    pub period_ms: i64,
    /// Derivatives over all that is traded, of the last period.
    pub derivatives: Option<f64>,
    /// What others publish.
    pub published: Vec<PublishedShare>,
    /// Who gives the volumes, or the published figures where there are none.
    pub given: Given,
}

impl PerpShareReading {
    /// The reading over `(as_of − range, as_of]`; nothing without volumes of perpetuals and without a published share.
    #[must_use]
    pub fn of(snapshot: &Snapshot, asked: &Asked) -> Option<Self> {
        let figures = snapshot.beside.published.iter();
        let shares = || {
            figures.clone().filter(|figure| matches!(figure.measure, Measure::PerpShare | Measure::DerivativesShare))
        };
        let published: Vec<PublishedShare> = shares()
            .map(|figure| PublishedShare {
                is_derivatives: figure.measure == Measure::DerivativesShare,
                label: figure.label.clone().or_else(|| figure.origin.source.as_ref().map(|source| source.name.clone())),
                low: figure.low,
                high: figure.high,
            })
            .listed();
        let volumes = snapshot.beside.volumes.as_ref().and_then(|volumes| of_volumes(volumes, snapshot, asked));
        match volumes {
            Some(reading) => Some(Self { published, ..reading }),
            None if published.is_empty() => None,
            None => {
                let given = Given::by(shares().map(|figure| &figure.origin));
                Some(Self { published, given, ..Self::default() })
            }
        }
    }
}

fn terms(volumes: &Volumes, row: usize) -> PerpShare {
    let of = |column: &Option<Vec<f64>>| column.as_ref().map(|usd| usd[row]);
    PerpShare {
        perp: of(&volumes.perp_usd),
        spot: Some(volumes.spot_usd[row]),
        futures: of(&volumes.futures_usd),
        options: of(&volumes.options_usd),
    }
}

fn over(part: Option<f64>, whole: Option<f64>) -> Option<f64> {
    part.zip(whole).and_then(|(part, whole)| ratio(part, whole))
}

fn of_volumes(volumes: &Volumes, snapshot: &Snapshot, asked: &Asked) -> Option<PerpShareReading> {
    let end = |row: usize| volumes.time_ms[row] + volumes.period_ms;
    let shown = |row: &usize| end(*row) > snapshot.as_of_ms - asked.range_ms && end(*row) <= snapshot.as_of_ms;
    let rows: Vec<usize> = (0..volumes.time_ms.len()).filter(shown).listed();
    let ends: Vec<TimeMs> = rows.iter().map(|row| end(*row)).listed();
    let series = Series::at(&ends, &|place| {
        let terms = terms(volumes, rows[place]);
        over(terms.perp, terms.perp_and_spot())
    });
    series.last()?;
    let last = terms(volumes, *rows.last()?);
    Some(PerpShareReading {
        share: series,
        derivatives: over(last.derivatives(), last.all()),
        last,
        period_ms: volumes.period_ms,
        published: Vec::new(),
        given: Given::by([&volumes.origin]),
    })
}

impl From<&PerpShareReading> for Value {
    fn from(reading: &PerpShareReading) -> Self {
        let figure = |figure: &PublishedShare| {
            Self::object()
                .with("of", if figure.is_derivatives { "derivatives" } else { "perpetuals" })
                .with("label", figure.label.clone())
                .with("low", figure.low)
                .with("high", figure.high)
        };
        let last = reading.share.last();
        let object = Self::object()
            .with("perpOfPerpSpot", last.map(|(_, share)| share))
            .with("lastTimeMs", last.map(|(time, _)| time))
            .with("periodMs", reading.period_ms)
            .with("perp", reading.last.perp)
            .with("spot", reading.last.spot)
            .with("perpAndSpot", reading.last.perp_and_spot())
            .with("derivativesOfAll", reading.derivatives)
            .with("derivatives", reading.last.derivatives())
            .with("all", reading.last.all())
            .with("published", Self::List(reading.published.iter().map(figure).listed()))
            .with("series", reading.share.put(Self::object()));
        reading.given.put(object)
    }
}
