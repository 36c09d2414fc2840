//! From values and times to CSS pixels and back.
//!
//! A domain is half-open, `[low, high)`. Its low end stands at `px_at_low`, its high end at `px_at_high`; a price axis
//! has `px_at_low > px_at_high`, since y grows downward. Values outside the domain map outside the range, in line with
//! it. A domain without width maps everything to the middle of the range, never to NaN.

use crate::engine::market::TimeMs;
use crate::error::{Code, Result, fault, number_within};

/// Largest number accepted as the end of a domain or a range.
const LARGEST: f64 = 1e15;
/// Smallest value that a logarithmic scale distinguishes; anything below, zero and negative too, is put here.
const SMALLEST_LOG_VALUE: f64 = 1e-15;
/// Furthest instant of a time domain, about 285 000 years from 1970.
const FURTHEST_MS: TimeMs = 9_007_199_254_740_991;

/// How distance on screen grows with the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScaleKind {
    /// Equal differences are equally far apart.
    Linear,
    /// Equal ratios are equally far apart; values are positive.
    Log,
}

/// Where an axis lies on screen, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PxRange {
    /// Position of the low end of the domain.
    pub at_low: f64,
    /// Position of the high end of the domain.
    pub at_high: f64,
}

impl PxRange {
    /// Length in CSS pixels, ≥ 0.
    #[must_use]
    pub fn length(&self) -> f64 {
        (self.at_high - self.at_low).abs()
    }

    fn at(&self, fraction: f64) -> f64 {
        self.at_low + fraction * (self.at_high - self.at_low)
    }

    fn fraction(&self, px: f64) -> f64 {
        let length = self.at_high - self.at_low;
        if length == 0.0 { 0.5 } else { (px - self.at_low) / length }
    }

    fn checked(self) -> Result<Self> {
        number_within("range.at_low", self.at_low, -LARGEST, LARGEST)?;
        number_within("range.at_high", self.at_high, -LARGEST, LARGEST)?;
        Ok(self)
    }
}

/// A scale of prices, notionals, percentages: anything but times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueScale {
    kind: ScaleKind,
    low: f64,
    high: f64,
    range: PxRange,
}

impl ValueScale {
    /// A scale of `[low, high)` onto `range`.
    ///
    /// # Errors
    /// [`Code::DataRange`] when a number is not finite or above 1e15 in size, when `low > high`, or when a logarithmic
    /// scale starts below 1e-15.
    pub fn new(kind: ScaleKind, low: f64, high: f64, range: PxRange) -> Result<Self> {
        let lowest = if kind == ScaleKind::Log { SMALLEST_LOG_VALUE } else { -LARGEST };
        number_within("domain.low", low, lowest, LARGEST)?;
        number_within("domain.high", high, low, LARGEST)?;
        Ok(Self { kind, low, high, range: range.checked()? })
    }

    /// Linear or logarithmic.
    #[must_use]
    pub const fn kind(&self) -> ScaleKind {
        self.kind
    }

    /// Low end of the domain, included.
    #[must_use]
    pub const fn low(&self) -> f64 {
        self.low
    }

    /// High end of the domain, excluded.
    #[must_use]
    pub const fn high(&self) -> f64 {
        self.high
    }

    /// Where it lies on screen.
    #[must_use]
    pub const fn range(&self) -> PxRange {
        self.range
    }

    /// Whether `value` lies in `[low, high)`.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        value >= self.low && value < self.high
    }

    /// Position of a finite value in CSS pixels.
    #[must_use]
    pub fn to_px(&self, value: f64) -> f64 {
        let (low, high) = (self.along(self.low), self.along(self.high));
        if low == high {
            return self.range.at(0.5);
        }
        self.range.at((self.along(value) - low) / (high - low))
    }

    /// The value at a position in CSS pixels; the inverse of [`Self::to_px`]. The low end where the domain has no width.
    #[must_use]
    pub fn from_px(&self, px: f64) -> f64 {
        let (low, high) = (self.along(self.low), self.along(self.high));
        if low == high {
            return self.low;
        }
        let along = low + self.range.fraction(px) * (high - low);
        match self.kind {
            ScaleKind::Linear => along,
            ScaleKind::Log => libm::exp(along),
        }
    }

    fn along(&self, value: f64) -> f64 {
        match self.kind {
            ScaleKind::Linear => value,
            ScaleKind::Log => libm::log(value.max(SMALLEST_LOG_VALUE)),
        }
    }
}

/// A scale of instants, always linear.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    start_ms: TimeMs,
    end_ms: TimeMs,
    range: PxRange,
}

impl TimeScale {
    /// A scale of `[start_ms, end_ms)` onto `range`.
    ///
    /// # Errors
    /// [`Code::DataRange`] when the end lies before the start, an instant beyond ±2⁵³ ms or a pixel beyond ±1e15.
    pub fn new(start_ms: TimeMs, end_ms: TimeMs, range: PxRange) -> Result<Self> {
        if !(-FURTHEST_MS..=FURTHEST_MS).contains(&start_ms) {
            return Err(fault!(Code::DataRange, "domain.start_ms", start_ms, "within ±2^53 ms"));
        }
        if end_ms < start_ms || end_ms > FURTHEST_MS {
            return Err(fault!(Code::DataRange, "domain.end_ms", end_ms, format!("in {start_ms}..=2^53 ms")));
        }
        Ok(Self { start_ms, end_ms, range: range.checked()? })
    }

    /// First instant, included.
    #[must_use]
    pub const fn start_ms(&self) -> TimeMs {
        self.start_ms
    }

    /// Last instant, excluded.
    #[must_use]
    pub const fn end_ms(&self) -> TimeMs {
        self.end_ms
    }

    /// Where it lies on screen.
    #[must_use]
    pub const fn range(&self) -> PxRange {
        self.range
    }

    /// Whether the instant lies in `[start, end)`.
    #[must_use]
    pub const fn contains(&self, at_ms: TimeMs) -> bool {
        at_ms >= self.start_ms && at_ms < self.end_ms
    }

    /// Position of an instant in CSS pixels.
    #[must_use]
    pub fn to_px(&self, at_ms: TimeMs) -> f64 {
        let length = self.end_ms - self.start_ms;
        if length == 0 {
            return self.range.at(0.5);
        }
        self.range.at(at_ms.saturating_sub(self.start_ms) as f64 / length as f64)
    }

    /// The instant at a position in CSS pixels, rounded to a millisecond. The start where the domain has no width.
    #[must_use]
    pub fn from_px(&self, px: f64) -> TimeMs {
        let length = self.end_ms - self.start_ms;
        if length == 0 {
            return self.start_ms;
        }
        self.start_ms.saturating_add((self.range.fraction(px) * length as f64).round() as TimeMs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DOWN: PxRange = PxRange { at_low: 400.0, at_high: 0.0 };

    #[test]
    fn ends_of_the_domain_stand_at_the_ends_of_the_range() {
        for kind in [ScaleKind::Linear, ScaleKind::Log] {
            let scale = ValueScale::new(kind, 85_000.0, 105_000.0, DOWN).unwrap();
            assert_eq!(scale.to_px(85_000.0), 400.0);
            assert_eq!(scale.to_px(105_000.0), 0.0);
            assert!(scale.contains(85_000.0) && !scale.contains(105_000.0));
        }
    }

    #[test]
    fn logarithm_puts_the_geometric_mean_in_the_middle() {
        let scale = ValueScale::new(ScaleKind::Log, 10.0, 1_000.0, DOWN).unwrap();
        assert!((scale.to_px(100.0) - 200.0).abs() < 1e-9);
    }

    #[test]
    fn domain_without_width_maps_to_the_middle() {
        let scale = ValueScale::new(ScaleKind::Log, 7.0, 7.0, DOWN).unwrap();
        assert_eq!((scale.to_px(7.0), scale.to_px(9.0), scale.from_px(33.0)), (200.0, 200.0, 7.0));
        let scale = TimeScale::new(5, 5, DOWN).unwrap();
        assert_eq!((scale.to_px(9), scale.from_px(33.0)), (200.0, 5));
    }

    #[test]
    fn neighbouring_floats_that_share_a_logarithm_are_no_width() {
        let high = 105_000.0_f64.next_up();
        let scale = ValueScale::new(ScaleKind::Log, 105_000.0, high, DOWN).unwrap();
        assert!(scale.to_px(105_000.0).is_finite() && scale.from_px(0.0).is_finite());
    }

    #[test]
    fn range_without_length_inverts_to_the_middle_of_the_domain() {
        let flat = PxRange { at_low: 3.0, at_high: 3.0 };
        let scale = ValueScale::new(ScaleKind::Linear, 0.0, 10.0, flat).unwrap();
        assert_eq!((scale.to_px(9.0), scale.from_px(3.0)), (3.0, 5.0));
    }

    #[test]
    fn value_below_zero_on_a_logarithm_stays_finite() {
        let scale = ValueScale::new(ScaleKind::Log, 1.0, 10.0, DOWN).unwrap();
        assert!(scale.to_px(-5.0).is_finite() && scale.to_px(0.0) > 400.0);
    }

    #[test]
    fn bad_domains_are_refused() {
        for (kind, low, high) in [
            (ScaleKind::Linear, 2.0, 1.0),
            (ScaleKind::Linear, f64::NAN, 1.0),
            (ScaleKind::Linear, 0.0, f64::INFINITY),
            (ScaleKind::Log, 0.0, 1.0),
        ] {
            assert_eq!(ValueScale::new(kind, low, high, DOWN).unwrap_err().code, Code::DataRange);
        }
        assert_eq!(TimeScale::new(2, 1, DOWN).unwrap_err().code, Code::DataRange);
        assert_eq!(TimeScale::new(i64::MIN, 1, DOWN).unwrap_err().code, Code::DataRange);
    }

    proptest! {
        #[test]
        fn pixels_lead_back_to_the_value(low in 1e-6_f64..1e6, ratio in 1.0001_f64..1e4, at in -0.5_f64..1.5, log: bool) {
            let kind = if log { ScaleKind::Log } else { ScaleKind::Linear };
            let scale = ValueScale::new(kind, low, low * ratio, DOWN).unwrap();
            let px = 400.0 * at;
            prop_assert!((scale.to_px(scale.from_px(px)) - px).abs() < 1e-6);
        }

        #[test]
        fn order_of_values_is_order_on_screen(low in 1e-6_f64..1e6, ratio in 1.01_f64..1e4, a in 0.0_f64..1.0, b in 0.0_f64..1.0, log: bool) {
            let kind = if log { ScaleKind::Log } else { ScaleKind::Linear };
            let high = low * ratio;
            let scale = ValueScale::new(kind, low, high, DOWN).unwrap();
            let (small, large) = (a.min(b), a.max(b));
            prop_assert!(scale.to_px(low + small * (high - low)) >= scale.to_px(low + large * (high - low)));
        }

        #[test]
        fn pixels_lead_back_to_the_instant(start in 0_i64..2_000_000_000_000, length in 1_i64..1_000_000_000_000, at in 0_i64..1_000_000) {
            let scale = TimeScale::new(start, start + length, PxRange { at_low: 0.0, at_high: 900.0 }).unwrap();
            let at_ms = start + length * at / 1_000_000;
            prop_assert!((scale.from_px(scale.to_px(at_ms)) - at_ms).abs() <= 1);
        }
    }
}
