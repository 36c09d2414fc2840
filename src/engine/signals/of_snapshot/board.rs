//! All signals asked for, in one answer.

use crate::engine::market::{Snapshot, TimeMs};
use crate::error::Result;
use crate::lists::Listed;
use crate::value::Value;

use super::basis::BasisReading;
use super::etf::EtfReading;
use super::funding::FundingReading;
use super::gamma::GammaReading;
use super::labelled::LabelledReading;
use super::level::LevelReading;
use super::months::MonthReading;
use super::open_interest::OpenInterestReading;
use super::perp_share::PerpShareReading;
use super::request::{Asked, BoardRequest, SignalKind};
use super::reserves::ReservesReading;
use super::skew::SkewReading;

/// What one signal reads.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Open interest.
    Oi(OpenInterestReading),
    /// Funding.
    Funding(FundingReading),
    /// Basis of dated futures.
    Basis(BasisReading),
    /// Risk reversals by expiry.
    Skew(SkewReading),
    /// Gamma of dealers.
    Gamma(GammaReading),
    /// Flows of funds.
    Etf(EtfReading),
    /// Share of perpetuals.
    PerpShare(PerpShareReading),
    /// A yield.
    Yield(LevelReading),
    /// The dollar index.
    Dollar(LevelReading),
    /// Stablecoins on exchanges.
    Stablecoins(ReservesReading),
    /// Transfers with a label.
    Whales(LabelledReading),
    /// Returns by month.
    Seasonality(MonthReading),
}

impl Reading {
    /// The first instant that it has something for, where it has instants.
    fn first_ms(&self) -> Option<TimeMs> {
        match self {
            Self::Oi(reading) => reading.total.time_ms.first().copied(),
            Self::Funding(reading) => reading.rate_8h.time_ms.first().copied(),
            Self::Basis(reading) => {
                reading.venues.iter().filter_map(|line| line.nearest.time_ms.first().copied()).min()
            }
            Self::Etf(reading) => reading.usd.time_ms.first().copied(),
            Self::PerpShare(reading) => reading.share.time_ms.first().copied(),
            Self::Yield(reading) | Self::Dollar(reading) => reading.level.time_ms.first().copied(),
            Self::Stablecoins(reading) => reading.balance.time_ms.first().copied(),
            Self::Whales(reading) => reading.rows.first().map(|row| row.time_ms),
            Self::Skew(_) | Self::Gamma(_) | Self::Seasonality(_) => None,
        }
    }
}

impl From<&Reading> for Value {
    fn from(reading: &Reading) -> Self {
        match reading {
            Reading::Oi(reading) => reading.into(),
            Reading::Funding(reading) => reading.into(),
            Reading::Basis(reading) => reading.into(),
            Reading::Skew(reading) => reading.into(),
            Reading::Gamma(reading) => reading.into(),
            Reading::Etf(reading) => reading.into(),
            Reading::PerpShare(reading) => reading.into(),
            Reading::Yield(reading) | Reading::Dollar(reading) => reading.into(),
            Reading::Stablecoins(reading) => reading.into(),
            Reading::Whales(reading) => reading.into(),
            Reading::Seasonality(reading) => reading.into(),
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
    /// The window asked for, whether or not the data fill it.
    pub range_ms: TimeMs,
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
        let panels: Vec<_> = asked.show.iter().map(|kind| (*kind, read(*kind, snapshot, asked))).listed();
        let first = panels.iter().filter_map(|(_, reading)| reading.as_ref()?.first_ms()).min();
        let window_ms = snapshot.as_of_ms - asked.range_ms;
        // Data that fill the window but for its first rows are not shorter.
        let first = first.filter(|first| *first > window_ms + asked.range_ms / 10);
        Ok(Self {
            asset: snapshot.asset.clone(),
            as_of_ms: snapshot.as_of_ms,
            from_ms: first.map_or(window_ms, |first| first.max(window_ms)),
            range_ms: asked.range_ms,
            panels,
        })
    }
}

impl BoardRequest {
    /// Reads `snapshot` as a script asks.
    ///
    /// # Errors
    /// Those of [`Board::of`].
    pub fn run(&self, snapshot: &Snapshot) -> Result<Board> {
        Board::of(snapshot, &self.asked)
    }
}

fn read(kind: SignalKind, snapshot: &Snapshot, asked: &Asked) -> Option<Reading> {
    match kind {
        SignalKind::Oi => OpenInterestReading::of(snapshot, asked).map(Reading::Oi),
        SignalKind::Funding => FundingReading::of(snapshot, asked).map(Reading::Funding),
        SignalKind::Basis => BasisReading::of(snapshot, asked).map(Reading::Basis),
        SignalKind::Skew => SkewReading::of(snapshot, asked).map(Reading::Skew),
        SignalKind::Gamma => GammaReading::of(snapshot, asked).map(Reading::Gamma),
        SignalKind::Etf => EtfReading::of(snapshot, asked).map(Reading::Etf),
        SignalKind::PerpShare => PerpShareReading::of(snapshot, asked).map(Reading::PerpShare),
        SignalKind::Yield => LevelReading::of(&asked.yield_series, snapshot, asked).map(Reading::Yield),
        SignalKind::Dollar => LevelReading::of(&asked.dollar_series, snapshot, asked).map(Reading::Dollar),
        SignalKind::Stablecoins => ReservesReading::of(snapshot, asked).map(Reading::Stablecoins),
        SignalKind::Whales => LabelledReading::of(snapshot, asked).map(Reading::Whales),
        SignalKind::Seasonality => MonthReading::of(snapshot).map(Reading::Seasonality),
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
            .with("rangeMs", board.range_ms)
            .with("panels", Self::List(board.panels.iter().map(panel).listed()))
    }
}
