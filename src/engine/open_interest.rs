//! Open interest at any instant, from samples that seldom fall on the ends of candles.
//!
//! `Causal` uses the last sample at or before the instant. `Display` spreads the change between two samples by traded
//! volume (by time where nothing traded), which puts openings at the prices where trading took place. A gap of more
//! than three sampling intervals is held, never bridged.

use crate::digits::Plain;
use crate::engine::market::{Candles, OpenInterest, TimeMs};
use crate::engine::order::median_spacing;
use crate::error::{Code, Result, fault, told};

/// Longest distance between two samples that is bridged, in sampling intervals.
const LONGEST_BRIDGE: TimeMs = 3;
/// A change by more than this factor between two samples asks whether the unit changed.
const SUSPECT_JUMP: f64 = 5.0;
/// How near a jump must come to the price itself to be a change of unit, relative.
const UNIT_MATCH: f64 = 0.2;
/// Open interest above this many days of volume is not believed when dividing it by the price makes it ordinary.
const SUSPECT_DAYS_OF_VOLUME: f64 = 50.0;
/// Ordinary open interest, in days of volume.
const ORDINARY_DAYS_OF_VOLUME: std::ops::RangeInclusive<f64> = 0.02..=20.0;

/// Which samples an instant may use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sampling {
    /// Only those at or before it: for scoring, and for the live step.
    Causal,
    /// Those on both sides of it: for drawing the past.
    #[default]
    Display,
}

/// Open interest at an instant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// One-sided, in the conserved quantity.
    pub value: f64,
    /// Whether it is held over from a sample too old to bridge from.
    pub stale: bool,
    /// Whether the instant lies before the first sample, whose value is used.
    pub before_first: bool,
}

/// Samples with the traded volume between them.
#[derive(Debug)]
pub struct OpenInterestSeries<'a> {
    samples: &'a OpenInterest,
    candles: &'a Candles,
    traded_before: Vec<f64>,
    interval_ms: TimeMs,
    sampling: Sampling,
}

impl<'a> OpenInterestSeries<'a> {
    /// The series, or `None` without any sample.
    ///
    /// # Errors
    /// [`Code::UnitSuspect`] when the values look like US dollars where coins are meant, or change unit on the way.
    pub fn new(samples: &'a OpenInterest, candles: &'a Candles, sampling: Sampling) -> Result<Option<Self>> {
        if samples.time_ms.is_empty() {
            return Ok(None);
        }
        refuse_wrong_unit(samples, candles)?;
        let mut traded_before = Vec::with_capacity(candles.len() + 1);
        traded_before.push(0.0);
        let mut sum = 0.0;
        for volume in &candles.volume {
            sum += volume;
            traded_before.push(sum);
        }
        let interval_ms = median_spacing(&samples.time_ms, true).unwrap_or(candles.interval_ms);
        Ok(Some(Self { samples, candles, traded_before, interval_ms, sampling }))
    }

    /// Typical time between two samples.
    #[must_use]
    pub fn interval_ms(&self) -> TimeMs {
        self.interval_ms
    }

    /// Open interest at `time_ms`.
    #[must_use]
    pub fn at(&self, time_ms: TimeMs) -> Held {
        let (times, values) = (&self.samples.time_ms, &self.samples.value);
        let after = times.partition_point(|sample| *sample <= time_ms);
        if after == 0 {
            return Held { value: values[0], stale: false, before_first: true };
        }
        let last = after - 1;
        let bridge_ms = LONGEST_BRIDGE * self.interval_ms.max(1);
        let looks_ahead = self.sampling == Sampling::Display && after < times.len() && times[last] < time_ms;
        let bridged = looks_ahead && times[after] - times[last] <= bridge_ms;
        if !bridged {
            // Whoever looks ahead sees at once that this is a gap; the others when it has become too long.
            let stale = looks_ahead || time_ms - times[last] > bridge_ms;
            return Held { value: values[last], stale, before_first: false };
        }
        let share = self.share_of_change(times[last], time_ms, times[after]);
        Held { value: values[last] + (values[after] - values[last]) * share, stale: false, before_first: false }
    }

    fn share_of_change(&self, from_ms: TimeMs, at_ms: TimeMs, to_ms: TimeMs) -> f64 {
        let start = self.traded_until(from_ms);
        let whole = self.traded_until(to_ms) - start;
        if whole > 0.0 {
            return ((self.traded_until(at_ms) - start) / whole).clamp(0.0, 1.0);
        }
        (at_ms - from_ms) as f64 / (to_ms - from_ms) as f64
    }

    /// Volume from the first candle to `time_ms`, evenly spread inside a candle.
    fn traded_until(&self, time_ms: TimeMs) -> f64 {
        let opened = self.candles.open_time_ms.partition_point(|open| *open < time_ms);
        if opened == 0 {
            return 0.0;
        }
        let row = opened - 1;
        let inside = (time_ms - self.candles.open_time_ms[row]) as f64 / self.candles.interval_ms as f64;
        self.traded_before[row] + self.candles.volume[row] * inside.min(1.0)
    }
}

/// Refuses series whose unit contradicts prices or volumes: a wrong unit would be off by the price itself.
fn refuse_wrong_unit(samples: &OpenInterest, candles: &Candles) -> Result<()> {
    for row in 1..samples.value.len() {
        let (before, value) = (samples.value[row - 1], samples.value[row]);
        if before <= 0.0 || value <= 0.0 {
            continue;
        }
        let jump = (value / before).max(before / value);
        let candle = candles.open_time_ms.partition_point(|open| *open <= samples.time_ms[row]).max(1) - 1;
        // The jump is taken upwards, so the price of a coin below one dollar has to be as well.
        let price = candles.close[candle].max(1.0 / candles.close[candle]);
        if jump > SUSPECT_JUMP && ((jump / price) - 1.0).abs() < UNIT_MATCH {
            let field = told!("open_interest.value[{row}]");
            return Err(fault!(
                Code::UnitSuspect,
                field,
                value,
                told!("in the unit of the value before it, {}", Plain(before)),
            ));
        }
    }
    let daily_volume =
        candles.volume.iter().sum::<f64>() * 86_400_000.0 / (candles.len() as f64 * candles.interval_ms as f64);
    let mean = samples.value.iter().sum::<f64>() / samples.value.len() as f64;
    let price = candles.close[candles.len() - 1];
    let ordinary_in_usd = ORDINARY_DAYS_OF_VOLUME.contains(&(mean / price / daily_volume));
    if daily_volume > 0.0 && mean > SUSPECT_DAYS_OF_VOLUME * daily_volume && ordinary_in_usd {
        let allowed = "in coins; these values are ordinary only as quote currency (unit usd)";
        return Err(fault!(Code::UnitSuspect, "open_interest.value", mean, allowed));
    }
    Ok(())
}
