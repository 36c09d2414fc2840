//! Round values along an axis: 1, 2, 2.5 and 5 times powers of ten.
//!
//! The densest set is taken that keeps to the wanted number and to the least distance on screen. On a logarithmic scale
//! over less than a decade the same round steps are used, measured where they stand closest; over more, the numbers
//! 1, 2, 5 of each decade, or whole decades.

use crate::digits::significant;
use crate::lists::{Growing, Listed};
use crate::scene::format::power_of_ten;
use crate::scene::scale::{ScaleKind, ValueScale};

/// Steps within one power of ten, with the decimals that each needs beyond those of its power.
const STEPS: [(f64, i32); 4] = [(1.0, 0), (2.0, 0), (2.5, 1), (5.0, 0)];
/// Ratio of the ends from which a logarithmic scale is labelled by decades.
const DECADES_FROM: f64 = 10.0;
/// Most decimals of a label.
const MOST_DECIMALS: i32 = 12;
/// No axis has more ticks, whatever is asked for.
const MOST_TICKS: usize = 1_000;

/// Room for the ticks of an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TickRoom {
    /// At most this many ticks.
    pub wanted: usize,
    /// Least distance of neighbours in CSS pixels.
    pub min_px: f64,
}

/// Round values within a scale's domain, ascending, both ends of the domain included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValueTicks {
    /// The values.
    pub values: Vec<f64>,
    /// Decimals that write every one of them exactly, for [`Locale::number`](crate::scene::locale::Locale::number).
    pub decimals: usize,
}

/// The ticks of a value axis; none where the domain or the range has no width or no round value fits.
#[must_use]
pub fn value_ticks(scale: &ValueScale, room: TickRoom) -> ValueTicks {
    let (low, high) = (scale.low(), scale.high());
    if low >= high || room.wanted == 0 || scale.range().length() == 0.0 {
        return ValueTicks::default();
    }
    let fits = |ticks: &ValueTicks| {
        ticks.values.len() <= room.wanted.min(MOST_TICKS) && stand_apart(scale, ticks, room.min_px)
    };
    let found = if scale.kind() == ScaleKind::Log && high / low >= DECADES_FROM {
        decade_ticks((low, high), &fits)
    } else {
        even_ticks((low, high), room.wanted.min(MOST_TICKS), &fits)
    };
    found.unwrap_or_default()
}

fn stand_apart(scale: &ValueScale, ticks: &ValueTicks, min_px: f64) -> bool {
    ticks.values.windows(2).all(|pair| (scale.to_px(pair[1]) - scale.to_px(pair[0])).abs() >= min_px)
}

/// The first set of evenly spaced round values that fits, from the densest that could fit `wanted` to a single value.
fn even_ticks((low, high): (f64, f64), wanted: usize, fits: &dyn Fn(&ValueTicks) -> bool) -> Option<ValueTicks> {
    let most = wanted as f64 + 1.0;
    let finest = decade((high - low) / most);
    let coarsest = decade(high.abs().max(low.abs())) + 1;
    for power in finest..=coarsest.max(finest) {
        for (step, extra) in STEPS {
            let decimals = (extra - power).clamp(0, MOST_DECIMALS) as usize;
            if (high - low) / (step * power_of_ten(power)) <= most {
                let ticks = ValueTicks { values: multiples_within(low, high, step, power), decimals };
                if fits(&ticks) {
                    return Some(ticks);
                }
            }
        }
    }
    None
}

/// Every `k · step · 10^power` in `low..=high`; each is the float nearest to its decimal.
fn multiples_within(low: f64, high: f64, step: f64, power: i32) -> Vec<f64> {
    let value = |k: f64| {
        if power < 0 { k * step / power_of_ten(-power) } else { k * step * power_of_ten(power) }
    };
    let width = value(1.0);
    let (first, last) = ((low / width).floor(), (high / width).ceil());
    let count = (last - first).clamp(0.0, MOST_TICKS as f64 + 2.0) as usize;
    (0..=count).map(|index| value(first + index as f64)).filter(|tick| (low..=high).contains(tick)).listed()
}

/// The first set of values over decades that fits, densest first: 1-2-5, 1-3, whole decades, every second one and so on.
fn decade_ticks((low, high): (f64, f64), fits: &dyn Fn(&ValueTicks) -> bool) -> Option<ValueTicks> {
    const SETS: [(i32, &[f64]); 7] =
        [(1, &[1.0, 2.0, 5.0]), (1, &[1.0, 3.0]), (1, &[1.0]), (2, &[1.0]), (3, &[1.0]), (5, &[1.0]), (10, &[1.0])];
    let (first, last) = (decade(low) - 1, decade(high) + 2);
    for (stride, members) in SETS {
        let mut values = Vec::new();
        for power in (first..=last).filter(|power| power.rem_euclid(stride) == 0) {
            let all = members.iter().map(|member| scaled(*member, power));
            values.put_all(all.filter(|value| (low..=high).contains(value)));
        }
        let smallest = values.first().map_or(0, |value| decade(*value));
        let ticks = ValueTicks { values, decimals: (-smallest).clamp(0, MOST_DECIMALS) as usize };
        if fits(&ticks) {
            return Some(ticks);
        }
    }
    None
}

/// The power of ten of the first digit, as `value` reads with fewer digits than it has.
fn decade(value: f64) -> i32 {
    significant(value, 15).1
}

fn scaled(member: f64, power: i32) -> f64 {
    if power < 0 { member / power_of_ten(-power) } else { member * power_of_ten(power) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::locale::Locale;
    use crate::scene::scale::PxRange;
    use proptest::prelude::*;

    fn scale(kind: ScaleKind, low: f64, high: f64) -> ValueScale {
        ValueScale::new(kind, low, high, PxRange { at_low: 400.0, at_high: 0.0 }).unwrap()
    }

    fn ticks(kind: ScaleKind, low: f64, high: f64, wanted: usize) -> ValueTicks {
        value_ticks(&scale(kind, low, high), TickRoom { wanted, min_px: 24.0 })
    }

    #[test]
    fn prices_of_a_bitcoin_week_stand_at_round_thousands() {
        let found = ticks(ScaleKind::Linear, 83_000.0, 104_500.0, 9);
        assert_eq!(found.values, [85_000.0, 87_500.0, 90_000.0, 92_500.0, 95_000.0, 97_500.0, 100_000.0, 102_500.0]);
        assert_eq!(found.decimals, 0);
        assert_eq!(ticks(ScaleKind::Linear, 83_000.0, 104_500.0, 5).values, [85_000.0, 90_000.0, 95_000.0, 100_000.0]);
    }

    #[test]
    fn logarithm_under_a_decade_uses_the_same_round_steps() {
        let found = ticks(ScaleKind::Log, 83_000.0, 104_500.0, 5);
        assert_eq!(found.values, [85_000.0, 90_000.0, 95_000.0, 100_000.0]);
    }

    #[test]
    fn logarithm_over_decades_uses_one_two_five() {
        assert_eq!(ticks(ScaleKind::Log, 0.09, 12.0, 8).values, [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0]);
        assert_eq!(ticks(ScaleKind::Log, 0.09, 12.0, 8).decimals, 1);
        assert_eq!(ticks(ScaleKind::Log, 1.0, 1e6, 4).values, [1.0, 100.0, 1e4, 1e6]);
    }

    #[test]
    fn quarter_steps_get_the_decimals_they_need() {
        let found = ticks(ScaleKind::Linear, 0.0, 1.1, 5);
        assert_eq!((found.values.as_slice(), found.decimals), ([0.0, 0.25, 0.5, 0.75, 1.0].as_slice(), 2));
    }

    #[test]
    fn ticks_cross_zero_exactly() {
        let found = ticks(ScaleKind::Linear, -0.3, 0.3, 7);
        assert_eq!(found.values, [-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3]);
    }

    #[test]
    fn nothing_fits_an_axis_without_room() {
        assert!(ticks(ScaleKind::Linear, 5.0, 5.0, 5).values.is_empty());
        assert!(ticks(ScaleKind::Linear, 1.0, 5.0, 0).values.is_empty());
        let flat = ValueScale::new(ScaleKind::Linear, 1.0, 5.0, PxRange { at_low: 1.0, at_high: 1.0 }).unwrap();
        assert!(value_ticks(&flat, TickRoom { wanted: 5, min_px: 0.0 }).values.is_empty());
    }

    #[test]
    fn absurd_wish_stays_bounded() {
        assert!(ticks(ScaleKind::Linear, 0.0, 1.0, usize::MAX).values.len() <= 20);
        let free = TickRoom { wanted: usize::MAX, min_px: 0.0 };
        assert!(value_ticks(&scale(ScaleKind::Linear, 0.0, 1.0), free).values.len() <= MOST_TICKS);
    }

    proptest! {
        #[test]
        fn ticks_are_within_ascending_apart_and_no_more_than_wanted(
            low in 1e-6_f64..1e6, ratio in 1.001_f64..1e5, wanted in 1_usize..15, min_px in 0.0_f64..80.0, log: bool,
        ) {
            let scale = scale(if log { ScaleKind::Log } else { ScaleKind::Linear }, low, low * ratio);
            let found = value_ticks(&scale, TickRoom { wanted, min_px });
            prop_assert!(found.values.len() <= wanted);
            prop_assert!(found.values.iter().all(|value| (scale.low()..=scale.high()).contains(value)));
            for pair in found.values.windows(2) {
                prop_assert!(pair[0] < pair[1] && scale.to_px(pair[0]) - scale.to_px(pair[1]) >= min_px);
            }
        }

        #[test]
        fn label_with_its_decimals_is_the_very_tick(low in 1e-6_f64..1e6, ratio in 1.001_f64..1e5, log: bool) {
            let scale = scale(if log { ScaleKind::Log } else { ScaleKind::Linear }, low, low * ratio);
            let found = value_ticks(&scale, TickRoom { wanted: 8, min_px: 20.0 });
            for value in &found.values {
                let label = Locale::default().number(*value, found.decimals);
                prop_assert_eq!(label.replace(',', "").parse::<f64>().unwrap(), *value);
            }
        }

        #[test]
        fn five_hundred_pixels_always_have_two_ticks(low in 1e-3_f64..1e6, ratio in 1.001_f64..1e5, log: bool) {
            let scale = scale(if log { ScaleKind::Log } else { ScaleKind::Linear }, low, low * ratio);
            let found = value_ticks(&scale, TickRoom { wanted: 6, min_px: 24.0 });
            prop_assert!(found.values.len() >= 2, "{:?}", found);
        }
    }
}
