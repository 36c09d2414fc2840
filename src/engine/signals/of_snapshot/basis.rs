//! Annualised basis of dated futures: the nearest expiry through time, and the curve of all expiries now.

use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::basis::{TermStructure, annual_compound, annual_simple, basis_state, raw_basis, shape};
use crate::engine::snapshot::DatedFutures;
use crate::lists::Listed;
use crate::value::Value;

use super::request::{Asked, Compounding};
use super::spot::spot_at;
use super::{DAY_MS, Given, Series};

/// One expiry at one instant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExpiryBasis {
    /// When it expires.
    pub expiry_ms: TimeMs,
    /// Days to it.
    pub days: f64,
    /// Price of the future.
    pub price: f64,
    /// Annual basis as a fraction; positive: the future stands above spot.
    pub annual: Option<f64>,
}

/// One venue.
#[derive(Clone, Debug, PartialEq)]
pub struct BasisLine {
    /// The venue.
    pub venue: String,
    /// Annual basis of the nearest expiry at each instant, as a fraction.
    pub nearest: Series,
    /// The expiry that each of those is of.
    pub expiry_ms: Vec<TimeMs>,
    /// All expiries at the last instant, nearest first.
    pub curve: Vec<ExpiryBasis>,
    /// Annual rates between neighbours of the curve, simple.
    pub forward: Vec<Option<f64>>,
    /// `contango`, `backwardation` or `mixed`.
    pub shape: Option<&'static str>,
}

/// The basis of every venue.
#[derive(Clone, Debug, PartialEq)]
pub struct BasisReading {
    /// How it became a rate of a year.
    pub compounding: Compounding,
    /// Venues in the order of the document; the first one is the headline.
    pub venues: Vec<BasisLine>,
    /// `compressed`, `watch` or `rebuilding`, of the headline.
    pub state: Option<&'static str>,
    /// The author's levels.
    pub levels: (f64, f64),
    /// Who gives it.
    pub given: Given,
}

impl BasisReading {
    /// The reading over `(as_of − range, as_of]`; nothing where no future is quoted in it.
    #[must_use]
    pub fn of(snapshot: &Snapshot, asked: &Asked) -> Option<Self> {
        let tables = snapshot.beside.futures.iter().filter(|table| asked.counts(&table.venue));
        let tables: Vec<&DatedFutures> = tables.listed();
        let venues: Vec<BasisLine> = tables.iter().filter_map(|table| line(table, snapshot, asked)).listed();
        let (_, headline) = venues.first()?.nearest.last()?;
        Some(Self {
            compounding: asked.compounding,
            state: Some(basis_state(headline, asked.basis_low, asked.basis_high)),
            levels: (asked.basis_low, asked.basis_high),
            given: Given::by(tables.iter().map(|table| &table.origin)),
            venues,
        })
    }
}

/// Rows of one instant.
fn instants(table: &DatedFutures) -> Vec<std::ops::Range<usize>> {
    let mut instants: Vec<std::ops::Range<usize>> = Vec::new();
    for row in 0..table.time_ms.len() {
        match instants.last_mut() {
            Some(last) if table.time_ms[last.start] == table.time_ms[row] => last.end = row + 1,
            _ => instants.push(row..row + 1),
        }
    }
    instants
}

/// Expiries of one instant that count, nearest first, each once, with the spot that they stand over.
fn curve(
    table: &DatedFutures,
    rows: std::ops::Range<usize>,
    (snapshot, asked): (&Snapshot, &Asked),
) -> Option<(f64, Vec<ExpiryBasis>)> {
    let time_ms = table.time_ms[rows.start];
    let spot = match &table.spot {
        Some(spot) => spot[rows.start],
        None => spot_at(snapshot, time_ms)?,
    };
    let days = |row: usize| (table.expiry_ms[row] - time_ms) as f64 / DAY_MS as f64;
    let quotes: Vec<(f64, Option<f64>)> = rows.clone().map(|row| (days(row), Some(table.price[row]))).listed();
    let quotes = crate::engine::order::ordered(&quotes, |a, b| a.0.total_cmp(&b.0));
    let mut counted = TermStructure { spot: Some(spot), quotes, min_days: asked.min_days }.counted();
    counted.dedup_by_key(|quote| quote.0);
    let annual = match asked.compounding {
        Compounding::Simple => annual_simple,
        Compounding::Compound => annual_compound,
    };
    let expiry = |(days, price): &(f64, f64)| ExpiryBasis {
        expiry_ms: time_ms + (days * DAY_MS as f64).round() as TimeMs,
        days: *days,
        price: *price,
        annual: annual(raw_basis(*price, spot), *days),
    };
    Some((spot, counted.iter().map(expiry).listed()))
}

fn line(table: &DatedFutures, snapshot: &Snapshot, asked: &Asked) -> Option<BasisLine> {
    let (mut nearest, mut expiry_ms, mut last) = (Series::default(), Vec::new(), None);
    for rows in instants(table) {
        let time_ms = table.time_ms[rows.start];
        if time_ms <= snapshot.as_of_ms - asked.range_ms || time_ms > snapshot.as_of_ms {
            continue;
        }
        let Some((spot, expiries)) = curve(table, rows, (snapshot, asked)) else { continue };
        let Some(first) = expiries.first() else { continue };
        nearest.push(time_ms, first.annual);
        expiry_ms.push(first.expiry_ms);
        last = Some((spot, expiries));
    }
    let (spot, curve) = last?;
    let quotes: Vec<(f64, f64)> = curve.iter().map(|expiry| (expiry.days, expiry.price)).listed();
    Some(BasisLine {
        venue: table.venue.clone(),
        nearest,
        expiry_ms,
        forward: TermStructure::forward(&quotes),
        shape: shape(&TermStructure::annualised(spot, &quotes)),
        curve,
    })
}

impl From<&BasisReading> for Value {
    fn from(reading: &BasisReading) -> Self {
        let expiry = |expiry: &ExpiryBasis| {
            Self::object()
                .with("expiryMs", expiry.expiry_ms)
                .with("days", expiry.days)
                .with("price", expiry.price)
                .with("annual", expiry.annual)
        };
        let venue = |line: &BasisLine| {
            Self::object()
                .with("venue", &line.venue)
                .with("last", line.nearest.last().map(|(_, last)| last))
                .with("lastTimeMs", line.nearest.last().map(|(time, _)| time))
                .with("shape", line.shape)
                .with("curve", Self::List(line.curve.iter().map(expiry).listed()))
                .with("forward", super::super::nullable(&line.forward))
                .with("nearest", line.nearest.put(Self::object()).with("expiryMs", line.expiry_ms.as_slice()))
        };
        let object = Self::object()
            .with("compounding", reading.compounding.as_str())
            .with("state", reading.state)
            .with("low", reading.levels.0)
            .with("high", reading.levels.1)
            .with("venues", Self::List(reading.venues.iter().map(venue).listed()));
        reading.given.put(object)
    }
}
