//! All signals asked for, in one answer.

use crate::engine::market::{Snapshot, TimeMs};
use crate::error::Result;
use crate::value::Value;

use super::funding::FundingReading;
use super::open_interest::OpenInterestReading;
use super::request::{Asked, SignalKind};

/// What one signal reads.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Open interest.
    Oi(OpenInterestReading),
    /// Funding.
    Funding(FundingReading),
}

impl Reading {
    /// The first instant that it has something for, where it has instants.
    fn first_ms(&self) -> Option<TimeMs> {
        match self {
            Self::Oi(reading) => reading.total.time_ms.first().copied(),
            Self::Funding(reading) => reading.rate_8h.time_ms.first().copied(),
        }
    }
}

impl From<&Reading> for Value {
    fn from(reading: &Reading) -> Self {
        match reading {
            Reading::Oi(reading) => reading.into(),
            Reading::Funding(reading) => reading.into(),
        }
    }
}

/// Signals side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// The coin.
    pub asset: String,
    /// Now: the end of the data.
    pub as_of_ms: TimeMs,
    /// Where the common axis of time begins: the window, or the first row where the data are shorter.
    pub from_ms: TimeMs,
    /// Signals in the order asked, nothing where the document has no data for one.
    pub panels: Vec<(SignalKind, Option<Reading>)>,
}

impl Board {
    /// Reads `snapshot`.
    ///
    /// # Errors
    /// Those of [`Asked::check`].
    pub fn of(snapshot: &Snapshot, asked: &Asked) -> Result<Self> {
        asked.check(snapshot)?;
        let panels: Vec<_> = asked.show.iter().map(|kind| (*kind, read(*kind, snapshot, asked))).collect();
        let first = panels.iter().filter_map(|(_, reading)| reading.as_ref()?.first_ms()).min();
        let window_ms = snapshot.as_of_ms - asked.range_ms;
        Ok(Self {
            asset: snapshot.asset.clone(),
            as_of_ms: snapshot.as_of_ms,
            from_ms: first.map_or(window_ms, |first| first.max(window_ms)),
            panels,
        })
    }
}

fn read(kind: SignalKind, snapshot: &Snapshot, asked: &Asked) -> Option<Reading> {
    match kind {
        SignalKind::Oi => OpenInterestReading::of(snapshot, asked).map(Reading::Oi),
        SignalKind::Funding => FundingReading::of(snapshot, asked).map(Reading::Funding),
        _ => None,
    }
}

impl From<&Board> for Value {
    fn from(board: &Board) -> Self {
        let panel = |(kind, reading): &(SignalKind, Option<Reading>)| {
            Self::object().with("signal", kind.as_str()).with("reading", reading.as_ref().map(Self::from))
        };
        Self::object()
            .with("asset", &board.asset)
            .with("asOfMs", board.as_of_ms)
            .with("fromMs", board.from_ms)
            .with("panels", Self::List(board.panels.iter().map(panel).collect()))
    }
}
