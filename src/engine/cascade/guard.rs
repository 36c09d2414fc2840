//! The range of branching that past events show, and the scale of a map that brings it there.

use super::Scenario;
use crate::engine::order::ranked;
use crate::error::{Code, Result, fault, number_within};
use crate::lists::Listed;

/// Volume branching of past flushes: amplification 1.11 to 1.54 (1,005 events of 2020 to 2026,
/// min66633/liquidation-cascade-research, `SCALE_FINDINGS.md`: mean 0.307; 10 October 2025 about 0.1 to 0.2,
/// arXiv 2608.03616).
pub const CALIBRATED_RANGE: (f64, f64) = (0.10, 0.35);
/// Middle of [`CALIBRATED_RANGE`], which calibration aims at.
pub const DEFAULT_TARGET: f64 = 0.225;
/// Fewest events to calibrate on: never a single one.
pub const FEWEST_EVENTS: usize = 3;
const MOST_EVENTS: usize = 100;
/// Scales that are searched.
const SCALES: (f64, f64) = (1e-4, 1e4);
/// Halvings of the logarithm of the scale: to a part in 10¹².
const HALVINGS: usize = 48;

/// Where a branching ratio lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calibration {
    /// Less branching than past events show.
    Below,
    /// As in past events.
    Within,
    /// More than in any of them: read as a stress shape.
    Above,
}

impl Calibration {
    /// Where `branching` lies.
    #[must_use]
    pub fn of(branching: f64) -> Self {
        match branching {
            low if low < CALIBRATED_RANGE.0 => Self::Below,
            high if high > CALIBRATED_RANGE.1 => Self::Above,
            _ => Self::Within,
        }
    }

    /// `below`, `within` or `above`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Within => "within",
            Self::Above => "above",
        }
    }
}

/// A scale for maps, and how well it brings replayed events into the range.
#[derive(Clone, Debug, PartialEq)]
pub struct CalibratedScale {
    /// Factor `c` for every block: coverage times persistence.
    pub scale: f64,
    /// Median volume branching of the events at this scale.
    pub median: f64,
    /// That of each event, in the order given.
    pub branching: Vec<f64>,
    /// Where the median lies; not within where the response jumps over the range.
    pub calibration: Calibration,
}

/// The scale at which the median volume branching of replayed `events` is nearest to `target` from below. Branching never
/// falls with the scale, so bisection finds it.
///
/// # Errors
/// [`Code::DataEmpty`] for fewer than [`FEWEST_EVENTS`], [`Code::DataTooLarge`] for more than 100, [`Code::DataRange`]
/// for a target outside [`CALIBRATED_RANGE`].
pub fn calibrate(events: &[Scenario], target: f64) -> Result<CalibratedScale> {
    let (low, high) = CALIBRATED_RANGE;
    number_within("target", target, low, high)?;
    if events.len() < FEWEST_EVENTS {
        let allowed = format!("at least {FEWEST_EVENTS} events: never fit on a single one");
        return Err(fault!(Code::DataEmpty, "flushes", format!("{} events", events.len()), allowed));
    }
    if events.len() > MOST_EVENTS {
        let allowed = format!("at most {MOST_EVENTS} events");
        return Err(fault!(Code::DataTooLarge, "flushes", format!("{} events", events.len()), allowed));
    }
    Ok(scale_towards(events, target))
}

/// The same of as many events and for such a target as [`calibrate`] takes.
pub(super) fn scale_towards(events: &[Scenario], target: f64) -> CalibratedScale {
    let (mut low, mut high) = SCALES;
    if median(&branching(events, high)) <= target {
        return at(events, high);
    }
    for _ in 0..HALVINGS {
        let middle = (low * high).sqrt();
        if median(&branching(events, middle)) <= target {
            low = middle;
        } else {
            high = middle;
        }
    }
    let (below, above) = (at(events, low), at(events, high));
    let above_is_within = above.calibration == Calibration::Within && below.calibration != Calibration::Within;
    if above_is_within { above } else { below }
}

fn at(events: &[Scenario], scale: f64) -> CalibratedScale {
    let branching = branching(events, scale);
    let median = median(&branching);
    CalibratedScale { scale, median, calibration: Calibration::of(median), branching }
}

fn branching(events: &[Scenario], scale: f64) -> Vec<f64> {
    let of = |event: &Scenario| {
        let mut cascade = event.cascade.clone();
        cascade.flow_per_notional *= scale;
        cascade.volume_branching().unwrap_or(0.0)
    };
    events.iter().map(of).listed()
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    let count = values.len();
    let mut ranked = |rank| ranked(&mut values, rank).unwrap_or(0.0);
    0.5 * (ranked((count - 1) / 2) + ranked(count / 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::cascade::{Block, Blocks, Direction};
    use crate::engine::depth::{DepthCurve, DepthKind, DepthLabel, SourcedDepth};

    fn event(n: f64, gap: f64) -> Scenario {
        let block = |i: u32| Block { distance: f64::from(i) * 1e-4, notional: n * 2.4 };
        let curve = DepthCurve::linear(240.0, 1.0).unwrap();
        let label = DepthLabel::new(DepthKind::OneFigure, None);
        let blocks = Blocks::new((1..=5000).map(block).collect(), 1.0).unwrap();
        let mut scenario = Scenario::new(Direction::Down, 100.0, blocks, SourcedDepth { curve, label });
        scenario.cascade.gap = gap;
        scenario
    }

    #[test]
    fn scale_brings_the_median_of_the_events_to_the_target() {
        // On a uniform map volume branching is the density itself.
        let events = [event(1.2, 0.02), event(0.9, 0.03), event(1.5, 0.025), event(1.4, 0.02)];
        let found = calibrate(&events, DEFAULT_TARGET).unwrap();
        assert!((found.scale - DEFAULT_TARGET / 1.3).abs() < 0.01, "{found:?}");
        assert_eq!(found.calibration, Calibration::Within);
        assert!(found.median <= DEFAULT_TARGET && DEFAULT_TARGET - found.median < 0.01, "{found:?}");
    }

    #[test]
    fn a_single_event_is_no_calibration() {
        assert_eq!(calibrate(&[event(1.0, 0.02)], DEFAULT_TARGET).unwrap_err().code, Code::DataEmpty);
        assert_eq!(
            calibrate(&[event(1.0, 0.02), event(1.0, 0.02), event(1.0, 0.02)], 0.5).unwrap_err().field,
            "target"
        );
    }

    #[test]
    fn events_without_blocks_stay_below_the_range() {
        let found = calibrate(&[event(0.0, 0.02), event(0.0, 0.02), event(0.0, 0.02)], DEFAULT_TARGET).unwrap();
        assert_eq!((found.median, found.calibration), (0.0, Calibration::Below));
    }
}
