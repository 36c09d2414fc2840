//! The liquidation map: what waits at each price now, stacked, summed from the spot outward, and where it is dense.
//!
//! Amounts are in the heatmap's own terms: US dollars at the liquidation price, or shares where open interest is not
//! known. Rows are those of the run, row 0 lowest. Distances are signed fractions of the mark price, below it negative.

mod answer;
mod request;

pub use answer::{DISTANCES, MapAnswer};
pub(crate) use request::last_price;
pub use request::{DEFAULT_WINDOW, MapOptions, MapRequest, WINDOW_RANGE};

use crate::engine::clusters::{Cluster, clusters_of};
use crate::engine::draws::Draws;
use crate::engine::heatmap::{Basis, Column, Heatmap};
use crate::engine::market::Side;
use crate::engine::order::sort_numbers;
use crate::engine::rows::Rows;
use crate::lists::Listed;

/// Quantiles of the band around the cumulative curves.
pub const BAND: [f64; 2] = [0.1, 0.9];

/// One layer of the stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// A leverage class (`10-25x`), or the place of a market in the snapshot.
    pub of: LayerOf,
    /// One amount per row, longs and shorts.
    pub cells: [Vec<f32>; 2],
}

/// What a layer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerOf {
    /// Positions of a class of leverage, by place.
    Leverage(usize),
    /// Positions of one market, by place in the snapshot.
    Market(usize),
    /// All of them.
    All,
}

/// What the map is stacked by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stack {
    /// Classes of leverage, the lowest first.
    #[default]
    Leverage,
    /// Markets, in the snapshot's order.
    Venue,
    /// Nothing: one layer.
    None,
}

/// The last column of a heatmap as a map.
#[derive(Clone, Debug, PartialEq)]
pub struct LiquidationMap {
    /// Price rows.
    pub rows: Rows,
    /// The column it is made of.
    pub column: Column,
    /// Money or shares.
    pub basis: Basis,
    /// One amount per row, longs and shorts.
    pub cells: [Vec<f32>; 2],
    /// Layers, from the spot's axis outward.
    pub layers: Vec<Layer>,
    /// Clusters of both sides, by falling mass.
    pub clusters: Vec<Cluster>,
}

impl LiquidationMap {
    /// The map of the last column; `None` for a heatmap without columns.
    #[must_use]
    pub fn of(heatmap: &Heatmap, stack: Stack, cluster_density: f64) -> Option<Self> {
        let column = heatmap.last()?.clone();
        let last = heatmap.columns.len() - 1;
        let cells = Side::BOTH.map(|side| heatmap.column_cells(side, last).to_vec());
        Some(Self {
            layers: layers_of(heatmap, stack, &cells),
            clusters: clusters_of(heatmap, cluster_density),
            rows: heatmap.rows.clone(),
            basis: heatmap.basis,
            column,
            cells,
        })
    }

    /// What a share is a share of: one-sided open interest, or everything where that is not known.
    #[must_use]
    pub fn whole(&self) -> f64 {
        match self.basis {
            Basis::Usd => self.column.open_interest,
            Basis::Relative => 1.0,
        }
    }

    /// Amount of a side in all rows.
    #[must_use]
    pub fn total(&self, side: Side) -> f64 {
        sum(&self.cells[side.index()])
    }

    /// Amount between the mark price and each row's far edge, the row included: for longs the sum from the mark
    /// downward, for shorts upward.
    #[must_use]
    pub fn cumulative(&self, side: Side) -> Vec<f64> {
        cumulative(&self.cells[side.index()], side)
    }

    /// Amount of a side between the mark price and `distance` (a fraction above 0) from it; a row that the end cuts
    /// counts by its share in log price.
    #[must_use]
    pub fn within(&self, side: Side, distance: f64) -> f64 {
        let end = libm::log(self.column.mark * if side == Side::Long { 1.0 - distance } else { 1.0 + distance });
        let edges = self.rows.log_edges();
        let part = |row: usize| {
            let (low, high) = (edges[row], edges[row + 1]);
            let kept = if side == Side::Long { high - end } else { end - low };
            (kept / (high - low)).clamp(0.0, 1.0)
        };
        let cells = self.cells[side.index()].iter().enumerate();
        cells.map(|(row, cell)| f64::from(*cell) * part(row)).sum()
    }

    /// The cluster of a side whose centre is nearest to the mark price.
    #[must_use]
    pub fn nearest(&self, side: Side) -> Option<&Cluster> {
        let of_side = self.clusters.iter().filter(|cluster| cluster.side == side);
        of_side.min_by(|a, b| a.distance.abs().total_cmp(&b.distance.abs()))
    }

    /// Amounts of both sides summed into rows that begin at whole multiples of `step`, the lowest first.
    #[must_use]
    pub fn levels(&self, step: f64) -> Vec<Level> {
        let first = libm::floor(self.rows.low() / step) as i64;
        let mut levels: Vec<Level> = Vec::new();
        for row in 0..self.rows.count() {
            let (low, high) = (self.rows.edge(row), self.rows.edge(row + 1));
            let masses = Side::BOTH.map(|side| f64::from(self.cells[side.index()][row]));
            let mut from = low;
            while from < high {
                let place = (libm::floor(from / step) as i64 - first).max(0) as usize;
                while levels.len() <= place {
                    let below = (first + levels.len() as i64) as f64 * step;
                    levels.push(Level { low: below, high: below + step, mass: [0.0; 2] });
                }
                // A multiple that rounding puts at or below where the row begins belongs to the next level.
                let end = levels[place].high.min(high).max(from);
                let to = if end > from { end } else { high };
                for (sum, mass) in levels[place].mass.iter_mut().zip(masses) {
                    *sum += mass * (to - from) / (high - low);
                }
                from = to;
            }
        }
        levels
    }

    /// The band of the draws around each cumulative curve, from its low to its high quantile.
    #[must_use]
    pub fn band(&self, draws: &Draws, side: Side) -> [Vec<f64>; 2] {
        let mut curves = draws.draws.iter().map(|draw| cumulative(&draw.cells[side.index()], side)).listed();
        let rows = self.rows.count();
        let mut band = [Vec::with_capacity(rows), Vec::with_capacity(rows)];
        let mut values = vec![0.0; curves.len()];
        for row in 0..rows {
            for (value, curve) in values.iter_mut().zip(&mut curves) {
                *value = curve[row];
            }
            sort_numbers(&mut values);
            for (side, quantile) in band.iter_mut().zip(BAND) {
                side.push(at_quantile(&values, quantile));
            }
        }
        band
    }
}

/// Amounts between two round prices, `[low, high)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// Lower price.
    pub low: f64,
    /// Upper price.
    pub high: f64,
    /// Longs and shorts.
    pub mass: [f64; 2],
}

/// Value at `quantile · (count − 1)` of sorted values, between neighbours in proportion; 0 for none.
#[must_use]
pub fn at_quantile(sorted: &[f64], quantile: f64) -> f64 {
    let position = quantile * sorted.len().saturating_sub(1) as f64;
    let below = position as usize;
    match (sorted.get(below), sorted.get(below + 1)) {
        (Some(low), Some(high)) => low + (high - low) * (position - below as f64),
        (Some(only), None) => *only,
        (None, _) => 0.0,
    }
}

fn layers_of(heatmap: &Heatmap, stack: Stack, cells: &[Vec<f32>; 2]) -> Vec<Layer> {
    match stack {
        Stack::None => vec![Layer { of: LayerOf::All, cells: cells.clone() }],
        Stack::Leverage => {
            let [longs, shorts] = &heatmap.by_class;
            let pairs = longs.iter().zip(shorts).enumerate();
            pairs
                .map(|(class, (long, short))| Layer {
                    of: LayerOf::Leverage(class),
                    cells: [long.clone(), short.clone()],
                })
                .listed()
        }
        Stack::Venue => {
            let pairs = heatmap.markets.iter().zip(&heatmap.by_market);
            pairs.map(|(place, cells)| Layer { of: LayerOf::Market(*place), cells: cells.clone() }).listed()
        }
    }
}

fn sum(cells: &[f32]) -> f64 {
    cells.iter().map(|cell| f64::from(*cell)).sum()
}

/// Running sum from the mark outward: the nearest row first, which is the highest of the longs and the lowest of the
/// shorts. Longs stand below the mark and shorts above, so that the other side's rows add nothing.
fn cumulative(cells: &[f32], side: Side) -> Vec<f64> {
    let mut sums = vec![0.0; cells.len()];
    let mut sum = 0.0;
    let mut add = |(place, cell): (&mut f64, &f32)| {
        sum += f64::from(*cell);
        *place = sum;
    };
    match side {
        Side::Long => sums.iter_mut().zip(cells).rev().for_each(&mut add),
        Side::Short => sums.iter_mut().zip(cells).for_each(&mut add),
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_run_from_the_mark_outward() {
        let cells = [1.0_f32, 2.0, 0.0, 0.0];
        assert_eq!(cumulative(&cells, Side::Long), [3.0, 2.0, 0.0, 0.0]);
        assert_eq!(cumulative(&[0.0, 0.0, 4.0, 5.0], Side::Short), [0.0, 0.0, 4.0, 9.0]);
    }

    #[test]
    fn quantiles_lie_between_their_neighbours() {
        let sorted = [0.0, 1.0, 2.0, 3.0, 4.0];
        assert_eq!(at_quantile(&sorted, 0.1), 0.4);
        assert_eq!(at_quantile(&sorted, 1.0), 4.0);
        assert_eq!(at_quantile(&[], 0.5), 0.0);
        assert_eq!(at_quantile(&[7.0], 0.9), 7.0);
    }
}
