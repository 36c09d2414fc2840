//! Everything that a picture of regimes shows of a snapshot: the strip through time, the regime now, the treadmill's
//! breakers, CME against the offshore venues.

use super::breakers::treadmill_of;
use super::cme_against_offshore::CmeAgainstOffshore;
use super::regime_readings::{RegimeBands, RegimeReadings};
use super::tape_bars::bucket_for;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::cme::CmeThresholds;
use crate::engine::signals::treadmill::Treadmill;
use crate::error::{Code, Result, fault, one_of};
use crate::lists::Listed;

const DAY_MS: TimeMs = 86_400_000;
/// Shown where the author gives no range and the data go that far.
const USUAL_RANGE_MS: TimeMs = 30 * DAY_MS;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct RegimeAsked {
    /// Bands within which a change is flat.
    pub bands: RegimeBands,
    /// Window over which price and open interest change.
    pub window_ms: TimeMs,
    /// How far back the strip goes.
    pub range_ms: Option<TimeMs>,
    /// Venues of the snapshot's markets; all when left out.
    pub venues: Option<Vec<String>>,
    /// Fall of open interest that counts for the breakers, a fraction.
    pub oi_drop: f64,
    /// Window of the check of CME.
    pub cme_window_ms: TimeMs,
    /// Levels of that check.
    pub cme: CmeThresholds,
}

impl Default for RegimeAsked {
    fn default() -> Self {
        Self {
            bands: RegimeBands::default(),
            window_ms: DAY_MS,
            range_ms: None,
            venues: None,
            oi_drop: 0.05,
            cme_window_ms: 7 * DAY_MS,
            cme: CmeThresholds::default(),
        }
    }
}

/// One regime as long as it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegimeSpan {
    /// Start.
    pub from_ms: TimeMs,
    /// End.
    pub to_ms: TimeMs,
    /// The regime; nothing where a reading is not known.
    pub label: Option<&'static str>,
}

/// The strip and what stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct RegimeHistory {
    /// What was asked.
    pub asked: RegimeAsked,
    /// Readings through time, oldest first, the last one now.
    pub readings: Vec<RegimeReadings>,
    /// Time between two of them, which each stands for.
    pub step_ms: TimeMs,
    /// Regimes through time, oldest first.
    pub spans: Vec<RegimeSpan>,
    /// The breakers' two windows.
    pub treadmill: Treadmill,
    /// CME against the offshore venues; nothing without CME futures.
    pub cme: Option<CmeAgainstOffshore>,
}

impl RegimeHistory {
    /// The latest readings.
    #[must_use]
    pub fn now(&self) -> Option<&RegimeReadings> {
        self.readings.last()
    }

    /// The regime now, as long as it lasts.
    #[must_use]
    pub fn now_span(&self) -> Option<&RegimeSpan> {
        self.spans.last()
    }

    /// Regimes that occur, in the order in which they do.
    #[must_use]
    pub fn labels(&self) -> Vec<&'static str> {
        let mut labels: Vec<&'static str> = Vec::new();
        for label in self.spans.iter().filter_map(|span| span.label) {
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        labels
    }
}

fn spans_of(readings: &[RegimeReadings], step_ms: TimeMs) -> Vec<RegimeSpan> {
    let mut spans: Vec<RegimeSpan> = Vec::new();
    for reading in readings {
        let label = reading.label();
        match spans.last_mut() {
            Some(last) if last.label == label => last.to_ms = reading.at_ms,
            _ => spans.push(RegimeSpan { from_ms: reading.at_ms - step_ms, to_ms: reading.at_ms, label }),
        }
    }
    spans
}

impl RegimeAsked {
    /// The regimes of `snapshot`.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] for a venue that the snapshot does not have.
    pub fn run(&self, snapshot: &Snapshot) -> Result<RegimeHistory> {
        let known: Vec<&str> = snapshot.markets.iter().map(|market| market.venue.as_str()).listed();
        if let Some(venue) = self.venues.iter().flatten().find(|venue| !known.contains(&venue.as_str())) {
            return Err(fault!(Code::AttributeInvalid, "venue", venue, one_of(venue, &known)));
        }
        let candles = snapshot.markets.first().map(|market| &market.candles);
        let first_ms = candles.and_then(|candles| candles.open_time_ms.first()).copied();
        let interval_ms = candles.map_or(1, |candles| candles.interval_ms);
        let now_ms = snapshot.as_of_ms;
        let known_ms = first_ms.map_or(DAY_MS, |first_ms| (now_ms - first_ms - self.window_ms).max(interval_ms));
        let range_ms = self.range_ms.unwrap_or(USUAL_RANGE_MS).min(known_ms);
        // Finer than bars: a strip has no gaps between its steps.
        let step_ms = bucket_for(range_ms / 3, interval_ms);
        let venues = self.venues.as_deref();
        let steps = (range_ms / step_ms).max(1);
        let reading =
            |back: TimeMs| RegimeReadings::at(snapshot, venues, (now_ms - back * step_ms, self.window_ms), &self.bands);
        let readings: Vec<RegimeReadings> = (0..steps).rev().map(reading).listed();
        Ok(RegimeHistory {
            spans: spans_of(&readings, step_ms),
            readings,
            step_ms,
            treadmill: treadmill_of(snapshot, venues, (now_ms, self.window_ms), self.oi_drop),
            cme: CmeAgainstOffshore::of(snapshot, venues, (now_ms - self.cme_window_ms, now_ms), &self.cme),
            asked: self.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_neighbours_are_one_span_and_no_data_is_a_span_of_its_own() {
        let reading = |at_ms: TimeMs, price: Option<f64>| {
            let moves = [price.map(|change| crate::engine::signals::regime::Move::of(change, 0.01)); 3];
            RegimeReadings { at_ms, price: None, price_change: price, oi_change: None, funding_8h: None, moves }
        };
        let readings = [(10, Some(0.5)), (20, Some(0.4)), (30, None), (40, Some(-0.5))];
        let readings: Vec<_> = readings.into_iter().map(|(at_ms, price)| reading(at_ms, price)).collect();
        let spans: Vec<_> = spans_of(&readings, 10).iter().map(|span| (span.from_ms, span.to_ms, span.label)).collect();
        assert_eq!(spans, [(0, 20, Some("crowded_longs")), (20, 30, None), (30, 40, Some("long_deleveraging"))]);
    }
}
