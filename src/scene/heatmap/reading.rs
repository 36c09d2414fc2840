//! The numbers of one cell.

use crate::engine::heatmap::{Basis, Heatmap};
use crate::engine::market::{Side, TimeMs};
use crate::value::Value;

/// What one cell of a heatmap holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Column.
    pub column: usize,
    /// Row.
    pub row: usize,
    /// Start of the column's bucket.
    pub time_ms: TimeMs,
    /// Lower edge of the row.
    pub low: f64,
    /// Upper edge of the row.
    pub high: f64,
    /// Mass of the cell, longs and shorts: US dollars, or shares.
    pub mass: [f64; 2],
    /// Share of one-sided open interest; `None` where it is unknown.
    pub share_of_open_interest: Option<f64>,
    /// Mass between the spot of that time and this row, this row included.
    pub cumulative: f64,
    /// Whose mass that is: longs below the spot, shorts above.
    pub cumulative_side: Side,
    /// Signed distance of the row's middle from the spot of that time, as a fraction.
    pub distance: f64,
    /// Share of the open interest with unknown entry.
    pub seeded_share: f64,
}

impl Reading {
    /// Reads a cell.
    #[must_use]
    pub fn at(heatmap: &Heatmap, column: usize, row: usize) -> Self {
        let described = &heatmap.columns[column];
        let rows = &heatmap.rows;
        let mass_of = |side: Side| f64::from(heatmap.column_cells(side, column)[row]);
        let mass = [mass_of(Side::Long), mass_of(Side::Short)];
        let middle = rows.center(row);
        let outside = if described.mark < rows.low() { 0 } else { rows.count() - 1 };
        let spot = rows.row_of(described.mark).unwrap_or(outside);
        let (side, between) = if middle < described.mark {
            (Side::Long, row..=spot.max(row))
        } else {
            (Side::Short, spot.min(row)..=row)
        };
        let whole = if heatmap.basis == Basis::Relative { 1.0 } else { described.open_interest };
        Self {
            column,
            row,
            time_ms: described.open_ms,
            low: rows.edge(row),
            high: rows.edge(row + 1),
            mass,
            share_of_open_interest: (whole > 0.0).then(|| (mass[0] + mass[1]) / whole),
            cumulative: heatmap.column_cells(side, column)[between].iter().map(|cell| f64::from(*cell)).sum(),
            cumulative_side: side,
            distance: middle / described.mark - 1.0,
            seeded_share: described.seeded_share,
        }
    }
}

impl From<&Reading> for Value {
    fn from(reading: &Reading) -> Self {
        Self::object()
            .with("column", reading.column)
            .with("row", reading.row)
            .with("timeMs", reading.time_ms)
            .with("low", reading.low)
            .with("high", reading.high)
            .with("mass", &reading.mass[..])
            .with("shareOfOpenInterest", reading.share_of_open_interest)
            .with("cumulative", reading.cumulative)
            .with("cumulativeSide", reading.cumulative_side.as_str())
            .with("distance", reading.distance)
            .with("seededShare", reading.seeded_share)
    }
}
