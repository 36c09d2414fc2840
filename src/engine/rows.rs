//! Price rows of a map or heatmap: half-open intervals `[edge_b, edge_{b+1})`, row 0 lowest, equal in price or in log
//! price.

use crate::digits::Plain;
use crate::error::{Code, Result, fault};
use crate::lists::Listed;

/// Most rows of one result.
pub const MOST_ROWS: usize = 4000;

/// How row edges are spaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowScale {
    /// Equal ratios.
    #[default]
    Log,
    /// Equal differences.
    Linear,
}

/// Price rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    low: f64,
    high: f64,
    scale: RowScale,
    log_edges: Vec<f64>,
}

impl Rows {
    /// `count` rows from `low` to `high`.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] unless 0 < low < high and 1 ≤ count ≤ 4000.
    pub fn new(low: f64, high: f64, count: usize, scale: RowScale) -> Result<Self> {
        if !(low > 0.0 && low.is_finite()) {
            return Err(fault!(Code::AttributeInvalid, "low", low, "a price above 0"));
        }
        if !(high > low && high.is_finite()) {
            return Err(fault!(Code::AttributeInvalid, "high", high, format!("a price above low, {}", Plain(low))));
        }
        if count == 0 || count > MOST_ROWS {
            return Err(fault!(Code::AttributeInvalid, "rows", count, format!("a whole number in 1..={MOST_ROWS}"),));
        }
        let (log_low, log_high) = (libm::log(low), libm::log(high));
        let edge = |row: usize| {
            let share = row as f64 / count as f64;
            match scale {
                RowScale::Log => log_low + (log_high - log_low) * share,
                RowScale::Linear => libm::log(low + (high - low) * share),
            }
        };
        Ok(Self { low, high, scale, log_edges: (0..=count).map(edge).listed() })
    }

    /// How many rows.
    #[must_use]
    pub fn count(&self) -> usize {
        self.log_edges.len() - 1
    }

    /// Lower edge of the lowest row.
    #[must_use]
    pub fn low(&self) -> f64 {
        self.low
    }

    /// Upper edge of the highest row.
    #[must_use]
    pub fn high(&self) -> f64 {
        self.high
    }

    /// Spacing of the edges.
    #[must_use]
    pub fn scale(&self) -> RowScale {
        self.scale
    }

    /// Logarithms of the edges, one more than rows.
    #[must_use]
    pub fn log_edges(&self) -> &[f64] {
        &self.log_edges
    }

    /// Price of edge `edge`, 0 being the lowest.
    #[must_use]
    pub fn edge(&self, edge: usize) -> f64 {
        match edge {
            0 => self.low,
            top if top == self.count() => self.high,
            between => libm::exp(self.log_edges[between]),
        }
    }

    /// Price in the middle of the row, in log price.
    #[must_use]
    pub fn center(&self, row: usize) -> f64 {
        libm::exp(self.log_center(row))
    }

    /// Logarithm of [`center`](Self::center).
    #[must_use]
    pub fn log_center(&self, row: usize) -> f64 {
        0.5 * (self.log_edges[row] + self.log_edges[row + 1])
    }

    /// Height of the row in log price.
    #[must_use]
    pub fn log_height(&self, row: usize) -> f64 {
        self.log_edges[row + 1] - self.log_edges[row]
    }

    /// Smallest height of any row in log price.
    #[must_use]
    pub fn least_log_height(&self) -> f64 {
        self.log_height(0).min(self.log_height(self.count() - 1))
    }

    /// The row that holds `price`; a price on an edge belongs to the row above it.
    #[must_use]
    pub fn row_of(&self, price: f64) -> Option<usize> {
        if !(price >= self.low && price < self.high) {
            return None;
        }
        let log_price = libm::log(price);
        Some(self.log_edges.partition_point(|edge| *edge <= log_price).clamp(1, self.count()) - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn price_on_upper_edge_goes_to_next_row() {
        for scale in [RowScale::Log, RowScale::Linear] {
            let rows = Rows::new(100.0, 200.0, 10, scale).unwrap();
            for row in 0..10 {
                assert_eq!(rows.row_of(rows.center(row)), Some(row));
            }
            assert_eq!(rows.row_of(100.0), Some(0));
            assert_eq!(rows.row_of(200.0), None);
        }
    }

    #[test]
    fn impossible_rows_are_refused_by_name() {
        assert_eq!(Rows::new(0.0, 1.0, 5, RowScale::Log).unwrap_err().field, "low");
        assert_eq!(Rows::new(2.0, 1.0, 5, RowScale::Log).unwrap_err().field, "high");
        assert_eq!(Rows::new(f64::NAN, 1.0, 5, RowScale::Log).unwrap_err().field, "low");
        assert_eq!(Rows::new(1.0, 2.0, 0, RowScale::Log).unwrap_err().field, "rows");
    }
}
