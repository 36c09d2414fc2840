//! Liquidations through time: sums of equal lengths that end now, by asset and side; or the periods of a longer history.

use super::liquidation_feeds::LiquidationFeed;
use crate::engine::market::TimeMs;
use crate::engine::signals::tape::Totals;
use crate::lists::Listed;

/// Bars aimed at where the author gives no length.
const WANTED_BARS: TimeMs = 56;
const HOUR_MS: TimeMs = 3_600_000;
/// Lengths of a bar in hours.
const BUCKET_HOURS: [TimeMs; 8] = [1, 2, 4, 6, 12, 24, 48, 168];

/// Sums of one period.
#[derive(Clone, Debug, PartialEq)]
pub struct TapeBar {
    /// Start of the period, not included.
    pub from_ms: TimeMs,
    /// End of the period, included.
    pub to_ms: TimeMs,
    /// Sums by layer; nothing where some feed of the layer does not know the period.
    pub layers: Vec<Option<Totals>>,
}

impl TapeBar {
    /// The sums of all layers that are known; nothing where none is.
    #[must_use]
    pub fn sum(&self) -> Option<Totals> {
        self.layers.iter().flatten().copied().reduce(Totals::and)
    }

    /// Whether every layer is known.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.layers.iter().all(Option::is_some)
    }
}

/// The length of a bar for a range: about as many bars as a picture shows, none shorter than the feeds' periods.
#[must_use]
pub fn bucket_for(range_ms: TimeMs, longest_period_ms: TimeMs) -> TimeMs {
    let fits = |hours: &TimeMs| hours * HOUR_MS * WANTED_BARS >= range_ms && hours * HOUR_MS >= longest_period_ms;
    BUCKET_HOURS.into_iter().find(fits).map_or(BUCKET_HOURS[BUCKET_HOURS.len() - 1] * HOUR_MS, |hours| hours * HOUR_MS)
}

/// Totals of all feeds of one layer; nothing where one of them does not know the period.
#[must_use]
pub fn layer_totals(feeds: &[&LiquidationFeed], from_ms: TimeMs, to_ms: TimeMs) -> Option<Totals> {
    let totals: Option<Vec<Totals>> = feeds.iter().map(|feed| feed.totals(from_ms, to_ms)).collect();
    totals?.into_iter().reduce(Totals::and)
}

/// Bars of equal length that end at `now_ms` and cover `range_ms`, oldest first.
#[must_use]
pub fn bars_of(layers: &[Vec<&LiquidationFeed>], now_ms: TimeMs, range_ms: TimeMs, bucket_ms: TimeMs) -> Vec<TapeBar> {
    let count = (range_ms + bucket_ms - 1) / bucket_ms;
    let bar = |back: TimeMs| {
        let to_ms = now_ms - back * bucket_ms;
        let from_ms = to_ms - bucket_ms;
        TapeBar { from_ms, to_ms, layers: layers.iter().map(|feeds| layer_totals(feeds, from_ms, to_ms)).listed() }
    };
    (0..count).rev().map(bar).listed()
}

/// Bars of a history's periods after `since_ms` that end at `until_ms` or before.
#[must_use]
pub fn bars_of_history(history: &LiquidationFeed, since_ms: TimeMs, until_ms: TimeMs) -> Vec<TapeBar> {
    let period_ms = history.period_ms.unwrap_or(HOUR_MS);
    let mut bars = Vec::new();
    let mut from_ms = history.from_ms;
    while from_ms < history.to_ms {
        let to_ms = from_ms + period_ms;
        if from_ms >= since_ms && to_ms <= until_ms {
            bars.push(TapeBar { from_ms, to_ms, layers: vec![history.totals(from_ms, to_ms)] });
        }
        from_ms = to_ms;
    }
    bars
}
