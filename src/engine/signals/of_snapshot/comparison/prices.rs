//! Prices of one coin, from the candles of a market or from what stands beside the markets.

use super::super::Given;
use super::request::CompareAsked;
use crate::engine::market::{ProvenanceKind, Snapshot, TimeMs};
use crate::engine::signals::rebase::NamedCloses;
use crate::engine::snapshot::FigureBasis;
use crate::lists::Listed;

/// A price older than this many periods says nothing of an instant.
const STALE_PERIODS: TimeMs = 2;

/// Prices by period, each told at its end.
#[derive(Clone, Debug)]
pub(super) struct Prices {
    pub(super) asset: String,
    /// Currency of the prices.
    pub(super) quote: String,
    /// Smallest step of the price.
    pub(super) tick: Option<f64>,
    pub(super) given: Given,
    pub(super) period_ms: TimeMs,
    /// End of each period.
    pub(super) time_ms: Vec<TimeMs>,
    pub(super) close: Vec<f64>,
    pub(super) high: Option<Vec<f64>>,
    pub(super) low: Option<Vec<f64>>,
}

/// How the figures of the markets came to be, where all came the same way.
const fn basis_of(kind: ProvenanceKind) -> Option<FigureBasis> {
    match kind {
        ProvenanceKind::Measured => Some(FigureBasis::Measured),
        ProvenanceKind::Simulated => Some(FigureBasis::Simulated),
        ProvenanceKind::Mixed => None,
    }
}

impl Prices {
    /// Prices of `coin`; nothing where the document has none.
    pub(super) fn of(snapshot: &Snapshot, coin: &str, asked: &CompareAsked) -> Option<Self> {
        if coin == snapshot.asset { Self::own(snapshot, asked) } else { Self::other(snapshot, coin) }
    }

    fn own(snapshot: &Snapshot, asked: &CompareAsked) -> Option<Self> {
        let market = snapshot.markets.iter().find(|market| asked.counts(&market.venue))?;
        let candles = &market.candles;
        Some(Self {
            asset: snapshot.asset.clone(),
            quote: snapshot.quote.clone(),
            tick: market.price_tick,
            given: Given { basis: basis_of(snapshot.provenance.kind), sources: Vec::new() },
            period_ms: candles.interval_ms,
            time_ms: candles.open_time_ms.iter().map(|open| open + candles.interval_ms).listed(),
            close: candles.close.clone(),
            high: Some(candles.high.clone()),
            low: Some(candles.low.clone()),
        })
    }

    fn other(snapshot: &Snapshot, coin: &str) -> Option<Self> {
        let other = snapshot.beside.assets.iter().find(|other| other.asset == coin)?;
        Some(Self {
            asset: other.asset.clone(),
            quote: other.quote.clone().unwrap_or_else(|| snapshot.quote.clone()),
            tick: None,
            given: Given::by([&other.origin]),
            period_ms: other.period_ms,
            time_ms: other.time_ms.iter().map(|start| start + other.period_ms).listed(),
            close: other.close.clone(),
            high: other.high.clone(),
            low: other.low.clone(),
        })
    }

    /// Rows of the periods that lie whole in `from_ms`..`to_ms`.
    pub(super) fn rows_within(&self, (from_ms, to_ms): (TimeMs, TimeMs)) -> std::ops::Range<usize> {
        let begin = self.time_ms.partition_point(|end| end - self.period_ms < from_ms);
        begin..self.time_ms.partition_point(|end| *end <= to_ms).max(begin)
    }

    /// The last close up to an instant; nothing where there is none, or none recent enough.
    pub(super) fn close_at(&self, time_ms: TimeMs) -> Option<f64> {
        let row = self.time_ms.partition_point(|end| *end <= time_ms).checked_sub(1)?;
        (time_ms - self.time_ms[row] <= STALE_PERIODS * self.period_ms).then_some(self.close[row])
    }

    /// Closes from `from_ms` to `to_ms`, both counted; only those at whole multiples of `step_ms` where there is one.
    pub(super) fn closes(&self, (from_ms, to_ms): (TimeMs, TimeMs), step_ms: Option<TimeMs>) -> NamedCloses {
        let rows = self.time_ms.iter().zip(&self.close);
        let counts = |time: TimeMs| time >= from_ms && time <= to_ms && step_ms.is_none_or(|step| time % step == 0);
        let rows = rows.filter(|(time, _)| counts(**time));
        let (time_ms, close) = rows.map(|(time, close)| (*time as f64, *close)).unzip();
        NamedCloses { name: self.asset.clone(), time_ms, close }
    }
}
