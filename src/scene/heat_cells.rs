//! The two matrices that a heatmap is painted from, and which part of them is shown.
//!
//! Shape: time by time, `index = column · rows + row`, row 0 is the lowest price. Values are US dollars per cell, finite
//! and ≥ 0; 0 is an empty cell. A side that has no matrix is an empty slice and counts as zero everywhere.

use std::ops::Range;

use crate::engine::market::Side;
use crate::error::{Code, Result, fault, one_of};

/// Which sides are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ShownSides {
    /// The sum of both.
    #[default]
    Both,
    /// Longs alone.
    Long,
    /// Shorts alone.
    Short,
}

impl ShownSides {
    /// Reads `both`, `long` or `short`.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] with the nearest valid word.
    pub fn parse(word: &str) -> Result<Self> {
        match word {
            "both" => Ok(Self::Both),
            "long" => Ok(Self::Long),
            "short" => Ok(Self::Short),
            _ => Err(fault!(Code::AttributeInvalid, "sides", word, one_of(word, &["both", "long", "short"]))),
        }
    }

    /// Whether a side is among them.
    #[must_use]
    pub fn has(self, side: Side) -> bool {
        match self {
            Self::Both => true,
            Self::Long => side == Side::Long,
            Self::Short => side == Side::Short,
        }
    }
}

/// The part of a matrix that is shown; both ranges are half-open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownCells {
    /// Columns, earliest first.
    pub columns: Range<usize>,
    /// Rows, lowest price first.
    pub rows: Range<usize>,
    /// Sides.
    pub sides: ShownSides,
}

impl ShownCells {
    /// The same part without what lies outside the matrix; empty ranges start inside it too.
    #[must_use]
    pub(crate) fn within(&self, cells: &HeatCells<'_>) -> Self {
        let held = |range: &Range<usize>, length: usize| {
            let start = range.start.min(length);
            start..range.end.clamp(start, length)
        };
        Self { columns: held(&self.columns, cells.columns), rows: held(&self.rows, cells.rows), sides: self.sides }
    }
}

/// Borrowed matrices of a heatmap.
#[derive(Clone, Copy, Debug)]
pub struct HeatCells<'a> {
    columns: usize,
    rows: usize,
    long: &'a [f32],
    short: &'a [f32],
    open_interest_usd: Option<&'a [f64]>,
}

impl<'a> HeatCells<'a> {
    /// Matrices of `rows` rows. `open_interest_usd` has one value per column, 0 where it is not known.
    ///
    /// # Errors
    /// [`Code::DataLength`] when a matrix is not a whole number of columns, when the two differ, or when the open interest
    /// has another number of columns; an empty matrix fits any other.
    pub fn new(rows: usize, long: &'a [f32], short: &'a [f32], open_interest_usd: Option<&'a [f64]>) -> Result<Self> {
        let length = long.len().max(short.len());
        let columns = length.checked_div(rows).unwrap_or(0);
        for (field, matrix) in [("long", long), ("short", short)] {
            if !matrix.is_empty() && matrix.len() != length || length != columns * rows {
                let allowed = format!("{columns} columns of {rows} rows");
                return Err(fault!(Code::DataLength, field, matrix.len(), allowed));
            }
        }
        if let Some(interest) = open_interest_usd.filter(|interest| interest.len() != columns) {
            return Err(fault!(Code::DataLength, "open_interest", interest.len(), format!("{columns} columns")));
        }
        Ok(Self { columns, rows, long, short, open_interest_usd })
    }

    /// How many columns.
    #[must_use]
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// How many rows.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// One over the column's open interest in US dollars; `None` where it is not known.
    pub(crate) fn per_open_interest(&self, column: usize) -> Option<f32> {
        let interest = *self.open_interest_usd?.get(column)?;
        (interest.is_finite() && interest > 0.0).then(|| (1.0 / interest) as f32)
    }

    /// The value of one cell inside the matrix.
    pub(crate) fn value(&self, shown: &ShownCells, column: usize, row: usize) -> f32 {
        let index = column * self.rows + row;
        self.matrices(shown.sides).iter().map(|matrix| matrix.get(index).copied().unwrap_or(0.0)).sum()
    }

    /// Writes the shown values of one column into `values`, lowest price first, as many as there are shown rows.
    pub(crate) fn read_column(&self, shown: &ShownCells, column: usize, values: &mut [f32]) {
        let start = column * self.rows;
        let [long, short] = self.matrices(shown.sides);
        let part = |matrix: &'a [f32]| matrix.get(start + shown.rows.start..start + shown.rows.end);
        match (part(long), part(short)) {
            (Some(one), Some(other)) => {
                for (value, (one, other)) in values.iter_mut().zip(one.iter().zip(other)) {
                    *value = one + other;
                }
            }
            (Some(only), None) | (None, Some(only)) => values.copy_from_slice(only),
            (None, None) => values.fill(0.0),
        }
    }

    fn matrices(&self, sides: ShownSides) -> [&'a [f32]; 2] {
        match sides {
            ShownSides::Both => [self.long, self.short],
            ShownSides::Long => [self.long, &[]],
            ShownSides::Short => [&[], self.short],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two columns of three rows.
    const LONG: [f32; 6] = [1.0, 2.0, 0.0, 3.0, 0.0, 0.0];
    const SHORT: [f32; 6] = [0.0, 10.0, 20.0, 0.0, 30.0, 40.0];

    fn second_column(sides: ShownSides, long: &[f32], short: &[f32]) -> Vec<f32> {
        let cells = HeatCells::new(3, long, short, None).unwrap();
        let shown = ShownCells { columns: 0..2, rows: 0..2, sides };
        let mut values = vec![9.0; 2];
        cells.read_column(&shown, 1, &mut values);
        let singly: Vec<f32> = (0..2).map(|row| cells.value(&shown, 1, row)).collect();
        assert_eq!(values, singly);
        values
    }

    #[test]
    fn sides_are_added_or_taken_alone() {
        assert_eq!(second_column(ShownSides::Both, &LONG, &SHORT), [3.0, 30.0]);
        assert_eq!(second_column(ShownSides::Long, &LONG, &SHORT), [3.0, 0.0]);
        assert_eq!(second_column(ShownSides::Short, &LONG, &SHORT), [0.0, 30.0]);
    }

    #[test]
    fn missing_side_counts_as_empty() {
        assert_eq!(second_column(ShownSides::Both, &LONG, &[]), [3.0, 0.0]);
        assert_eq!(second_column(ShownSides::Short, &LONG, &[]), [0.0, 0.0]);
    }

    #[test]
    fn shapes_that_contradict_are_refused() {
        let refused = |rows, long: &[f32], short: &[f32], interest: Option<&[f64]>| {
            HeatCells::new(rows, long, short, interest).unwrap_err().code
        };
        assert_eq!(refused(4, &LONG, &SHORT, None), Code::DataLength);
        assert_eq!(refused(3, &LONG, &SHORT[..3], None), Code::DataLength);
        assert_eq!(refused(0, &LONG, &SHORT, None), Code::DataLength);
        assert_eq!(refused(3, &LONG, &SHORT, Some(&[1.0])), Code::DataLength);
        assert_eq!(HeatCells::new(0, &[], &[], None).unwrap().columns(), 0);
    }

    #[test]
    fn shown_part_is_held_to_the_matrix() {
        let cells = HeatCells::new(3, &LONG, &SHORT, None).unwrap();
        let shown = ShownCells { columns: 1..9, rows: 7..9, sides: ShownSides::Both }.within(&cells);
        assert_eq!((shown.columns, shown.rows), (1..2, 3..3));
    }

    #[test]
    fn unknown_open_interest_is_none() {
        let interest = [4.0, 0.0];
        let cells = HeatCells::new(3, &LONG, &SHORT, Some(&interest)).unwrap();
        assert_eq!((cells.per_open_interest(0), cells.per_open_interest(1)), (Some(0.25), None));
    }

    #[test]
    fn sides_word_is_checked() {
        assert_eq!(ShownSides::parse("short").unwrap(), ShownSides::Short);
        assert!(ShownSides::parse("shorts").unwrap_err().allowed.contains("did you mean short?"));
    }
}
