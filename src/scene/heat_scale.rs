//! Which value of the heat is which position, 0 to 1, on its colour scale.
//!
//! Units: US dollars per cell, or the fraction of open interest per cell. Linear scales run from 0 to the 99.7th
//! percentile (nearest rank) of the shown cells above zero, logarithmic ones from a thousandth of the largest to the
//! largest. The percentile is taken from every cell, or from at most 65 536 cells at a fixed stride, so that the same
//! picture always has the same scale.

use crate::engine::order::ranked;
use crate::error::{Code, Result, fault, number_within, one_of};
use crate::lists::Listed;
use crate::scene::heat_cells::{HeatCells, ShownCells};

/// Percentile that is the top of a linear scale, as a fraction.
pub const TOP_QUANTILE: f64 = 0.997;
/// Lowest value of a logarithmic scale, as a part of its top.
pub const LOG_BOTTOM: f64 = 0.001;
/// Most cells that a percentile looks at.
const SAMPLE: usize = 1 << 16;

/// How values become positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HeatScaleKind {
    /// In proportion to US dollars.
    #[default]
    Linear,
    /// In proportion to the logarithm of US dollars.
    Log,
    /// In proportion to the share of the column's open interest.
    PercentOfOpenInterest,
}

impl HeatScaleKind {
    /// Reads `linear`, `log` or `percent-of-oi`.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] with the nearest valid word.
    pub fn parse(word: &str) -> Result<Self> {
        match word {
            "linear" => Ok(Self::Linear),
            "log" => Ok(Self::Log),
            "percent-of-oi" => Ok(Self::PercentOfOpenInterest),
            _ => {
                let allowed = one_of(word, &["linear", "log", "percent-of-oi"]);
                Err(fault!(Code::AttributeInvalid, "scale", word, allowed))
            }
        }
    }
}

/// A scale of the heat with its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeatScale {
    kind: HeatScaleKind,
    bottom: f64,
    top: f64,
}

/// A number on the legend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LegendTick {
    /// Position on the scale, 0 to 1.
    pub fraction: f64,
    /// Value there, in the scale's unit.
    pub value: f64,
}

impl HeatScale {
    /// A scale up to `top`, in US dollars or, for the share of open interest, as a fraction of it. For pictures that are
    /// to be compared.
    ///
    /// # Errors
    /// [`Code::DataRange`] when the top is not in `1e-12..=1e15`.
    pub fn up_to(kind: HeatScaleKind, top: f64) -> Result<Self> {
        let top = number_within("scale.top", top, 1e-12, 1e15)?;
        let bottom = if kind == HeatScaleKind::Log { top * LOG_BOTTOM } else { 0.0 };
        Ok(Self { kind, bottom, top })
    }

    /// The scale of what is shown; `None` where every shown cell is empty, or where none has open interest to compare
    /// with.
    #[must_use]
    pub fn of(cells: &HeatCells<'_>, shown: &ShownCells, kind: HeatScaleKind) -> Option<Self> {
        let shown = shown.within(cells);
        let top = match kind {
            HeatScaleKind::Log => largest(cells, &shown),
            HeatScaleKind::Linear => top_quantile(cells, &shown, |_| Some(1.0)),
            HeatScaleKind::PercentOfOpenInterest => {
                top_quantile(cells, &shown, |column| cells.per_open_interest(column))
            }
        };
        Self::up_to(kind, f64::from(top?)).ok()
    }

    /// Linear, logarithmic or share of open interest.
    #[must_use]
    pub const fn kind(&self) -> HeatScaleKind {
        self.kind
    }

    /// Value at position 0.
    #[must_use]
    pub const fn bottom(&self) -> f64 {
        self.bottom
    }

    /// Value at position 1; larger ones have the same colour.
    #[must_use]
    pub const fn top(&self) -> f64 {
        self.top
    }

    /// Position of a value, held to 0..=1.
    #[must_use]
    pub fn fraction_of(&self, value: f64) -> f64 {
        let fraction = match self.kind {
            HeatScaleKind::Log => libm::log(value.max(self.bottom) / self.bottom) / libm::log(self.top / self.bottom),
            HeatScaleKind::Linear | HeatScaleKind::PercentOfOpenInterest => value / self.top,
        };
        fraction.clamp(0.0, 1.0)
    }

    /// Value at a position, which is held to 0..=1; the inverse of [`Self::fraction_of`].
    #[must_use]
    pub fn value_at(&self, fraction: f64) -> f64 {
        let fraction = fraction.clamp(0.0, 1.0);
        match self.kind {
            HeatScaleKind::Log => self.bottom * libm::pow(self.top / self.bottom, fraction),
            HeatScaleKind::Linear | HeatScaleKind::PercentOfOpenInterest => self.top * fraction,
        }
    }

    /// `count` numbers for the legend, evenly spaced on the scale with both ends; 3 gives ends and middle. None for 0, the
    /// top alone for 1.
    #[must_use]
    pub fn legend_ticks(&self, count: usize) -> Vec<LegendTick> {
        let fraction = |index: usize| if count > 1 { index as f64 / (count - 1) as f64 } else { 1.0 };
        let tick = |fraction| LegendTick { fraction, value: self.value_at(fraction) };
        (0..count).map(|index| tick(fraction(index))).listed()
    }
}

fn largest(cells: &HeatCells<'_>, shown: &ShownCells) -> Option<f32> {
    let mut values = vec![0.0; shown.rows.len()];
    let mut largest = 0.0_f32;
    for column in shown.columns.clone() {
        cells.read_column(shown, column, &mut values);
        largest = values.iter().copied().fold(largest, f32::max);
    }
    (largest > 0.0).then_some(largest)
}

/// The quantile of the shown values above zero, each multiplied by its column's factor; columns without one are left out.
fn top_quantile(cells: &HeatCells<'_>, shown: &ShownCells, factor: impl Fn(usize) -> Option<f32>) -> Option<f32> {
    let factors: Vec<f32> = shown.columns.clone().map(|column| factor(column).unwrap_or(0.0)).listed();
    let rows = shown.rows.len();
    let stride = sampling_stride(rows * factors.len(), rows);
    let value = |index: usize| {
        let (column, row) = (index / rows, index % rows);
        cells.value(shown, shown.columns.start + column, shown.rows.start + row) * factors[column]
    };
    let sampled = (0..rows * factors.len()).step_by(stride).map(value).filter(|value| *value > 0.0);
    let mut sample: Vec<f64> = sampled.map(f64::from).listed();
    let rank = (TOP_QUANTILE * sample.len() as f64).ceil() as usize;
    let index = rank.checked_sub(1)?;
    ranked(&mut sample, index).map(|value| value as f32)
}

/// The least stride that keeps to [`SAMPLE`] and shares no factor with the number of rows, so that every row is met.
fn sampling_stride(cells: usize, rows: usize) -> usize {
    let least = cells.div_ceil(SAMPLE).max(1);
    (least..).find(|stride| *stride == 1 || greatest_common_divisor(*stride, rows) == 1).unwrap_or(least)
}

const fn greatest_common_divisor(mut a: usize, mut b: usize) -> usize {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::heat_cells::ShownSides;
    use proptest::prelude::*;

    const KINDS: [HeatScaleKind; 3] = [HeatScaleKind::Linear, HeatScaleKind::Log, HeatScaleKind::PercentOfOpenInterest];

    fn one_row(values: &[f32]) -> HeatCells<'_> {
        HeatCells::new(1, values, &[], None).unwrap()
    }

    fn all(cells: &HeatCells<'_>) -> ShownCells {
        ShownCells { columns: 0..cells.columns(), rows: 0..cells.rows(), sides: ShownSides::Long }
    }

    #[test]
    fn linear_top_is_the_percentile_of_the_cells_above_zero() {
        let mut values: Vec<f32> = (1..=1_000_u16).map(f32::from).collect();
        values.extend([0.0; 500]);
        let cells = one_row(&values);
        let scale = HeatScale::of(&cells, &all(&cells), HeatScaleKind::Linear).unwrap();
        assert_eq!((scale.bottom(), scale.top()), (0.0, 997.0));
    }

    #[test]
    fn logarithm_starts_at_a_thousandth_of_the_largest() {
        let values = [5.0, 0.0, 2_000.0];
        let cells = one_row(&values);
        let scale = HeatScale::of(&cells, &all(&cells), HeatScaleKind::Log).unwrap();
        assert_eq!((scale.bottom(), scale.top()), (2.0, 2_000.0));
        assert_eq!(scale.fraction_of(0.0), 0.0);
    }

    #[test]
    fn share_divides_each_column_by_its_own_open_interest() {
        let values = [10.0, 10.0, 10.0];
        let interest = [100.0, 1_000.0, 0.0];
        let cells = HeatCells::new(1, &values, &[], Some(&interest)).unwrap();
        let scale = HeatScale::of(&cells, &all(&cells), HeatScaleKind::PercentOfOpenInterest).unwrap();
        assert!((scale.top() - 0.1).abs() < 1e-8, "the column without open interest is left out");
    }

    #[test]
    fn nothing_shown_has_no_scale() {
        let values = [0.0; 4];
        let cells = one_row(&values);
        for kind in KINDS {
            assert_eq!(HeatScale::of(&cells, &all(&cells), kind), None);
        }
        let values = [3.0; 4];
        let cells = one_row(&values);
        let nothing = ShownCells { columns: 2..2, ..all(&cells) };
        assert_eq!(HeatScale::of(&cells, &nothing, HeatScaleKind::Linear), None);
        assert_eq!(HeatScale::of(&cells, &all(&cells), HeatScaleKind::PercentOfOpenInterest), None);
    }

    #[test]
    fn only_what_is_shown_counts() {
        let values: Vec<f32> = (1..=100_u8).map(f32::from).collect();
        let cells = HeatCells::new(10, &values, &[], None).unwrap();
        let shown = ShownCells { columns: 0..10, rows: 0..1, sides: ShownSides::Long };
        let scale = HeatScale::of(&cells, &shown, HeatScaleKind::Log).unwrap();
        assert_eq!(scale.top(), 91.0);
    }

    #[test]
    fn large_pictures_are_sampled_in_every_row() {
        let rows = 400;
        let stride = sampling_stride(1_000 * rows, rows);
        assert!(1_000 * rows / stride <= SAMPLE);
        let met: std::collections::BTreeSet<usize> = (0..1_000 * rows).step_by(stride).map(|at| at % rows).collect();
        assert_eq!(met.len(), rows);
        assert_eq!(sampling_stride(5_000, rows), 1);
    }

    #[test]
    fn legend_has_both_ends_and_the_middle() {
        let scale = HeatScale::up_to(HeatScaleKind::Linear, 40.0).unwrap();
        let values: Vec<f64> = scale.legend_ticks(3).iter().map(|tick| tick.value).collect();
        assert_eq!(values, [0.0, 20.0, 40.0]);
        assert_eq!(scale.legend_ticks(1), [LegendTick { fraction: 1.0, value: 40.0 }]);
        assert!(scale.legend_ticks(0).is_empty());
        let log = HeatScale::up_to(HeatScaleKind::Log, 1e6).unwrap();
        assert!((log.legend_ticks(4)[1].value - 1e4).abs() < 1e-6);
    }

    #[test]
    fn words_and_tops_are_checked() {
        assert_eq!(HeatScaleKind::parse("percent-of-oi").unwrap(), HeatScaleKind::PercentOfOpenInterest);
        assert!(HeatScaleKind::parse("liner").unwrap_err().allowed.contains("did you mean linear?"));
        for top in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(HeatScale::up_to(HeatScaleKind::Linear, top).unwrap_err().code, Code::DataRange);
        }
    }

    proptest! {
        #[test]
        fn value_and_position_are_inverse(top in 1e-6_f64..1e12, fraction in 0.0_f64..=1.0) {
            for kind in KINDS {
                let scale = HeatScale::up_to(kind, top).unwrap();
                let value = scale.value_at(fraction);
                prop_assert!((scale.bottom() * (1.0 - 1e-12)..=top * (1.0 + 1e-12)).contains(&value));
                prop_assert!((scale.fraction_of(value) - fraction).abs() < 1e-12);
            }
        }

        #[test]
        fn sample_of_every_cell_gives_the_exact_percentile(mut values in prop::collection::vec(0.0_f32..1e6, 1..2_000)) {
            let cells_values = values.clone();
            let cells = one_row(&cells_values);
            let found = HeatScale::of(&cells, &all(&cells), HeatScaleKind::Linear).map(|scale| scale.top());
            values.retain(|value| *value > 0.0);
            values.sort_by(f32::total_cmp);
            let rank = (TOP_QUANTILE * values.len() as f64).ceil() as usize;
            prop_assert_eq!(found, rank.checked_sub(1).map(|index| f64::from(values[index])));
        }
    }
}
