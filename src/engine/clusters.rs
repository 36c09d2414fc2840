//! Clusters: runs of rows in which one side's liquidation levels are dense. Descriptive, not predictive.
//!
//! Density is mass per log price, so linear and log rows agree. A cluster is a maximal run of rows at or above a share
//! of the side's highest density; runs separated by one row are one.

use crate::engine::heatmap::{Basis, Heatmap};
use crate::engine::market::Side;
use crate::engine::order::ordered;
use crate::engine::rows::Rows;
use crate::value::Value;

/// Share of the highest density that a row of a cluster reaches.
pub const DEFAULT_DENSITY_SHARE: f64 = 0.5;
/// A cluster holds at least this share of its side's shown mass.
const LEAST_MASS_SHARE: f64 = 0.005;
/// Above this share of unknown entries a column is marked as seeded.
pub const SEEDED_LIMIT: f64 = 0.3;

/// A dense run of rows, `[low, high)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Whose positions.
    pub side: Side,
    /// Lowest row.
    pub first_row: usize,
    /// Highest row.
    pub last_row: usize,
    /// Lower edge.
    pub low: f64,
    /// Upper edge.
    pub high: f64,
    /// Mass-weighted mean, in log price.
    pub center: f64,
    /// US dollars, or a share where the estimate is relative.
    pub mass: f64,
    /// Share of one-sided open interest; `None` where that is 0.
    pub share_of_open_interest: Option<f64>,
    /// Signed distance of the centre from the mark price, as a fraction.
    pub distance: f64,
    /// Whether more than 30 % of the open interest has unknown entries.
    pub seeded: bool,
}

impl From<&Cluster> for Value {
    fn from(cluster: &Cluster) -> Self {
        Self::object()
            .with("side", cluster.side.as_str())
            .with("low", cluster.low)
            .with("high", cluster.high)
            .with("center", cluster.center)
            .with("mass", cluster.mass)
            .with("shareOfOpenInterest", cluster.share_of_open_interest)
            .with("distance", cluster.distance)
            .with("seeded", cluster.seeded)
    }
}

/// Clusters of both sides in the last column, by falling mass.
#[must_use]
pub fn clusters_of(heatmap: &Heatmap, density_share: f64) -> Vec<Cluster> {
    let Some(column) = heatmap.last() else { return Vec::new() };
    let mut clusters = Vec::new();
    for side in Side::BOTH {
        let mass = heatmap.column_cells(side, heatmap.columns.len() - 1);
        for (first_row, last_row) in dense_runs(mass, &heatmap.rows, density_share) {
            let mut cluster = describe(mass, &heatmap.rows, side, first_row..last_row + 1);
            cluster.distance = cluster.center / column.mark - 1.0;
            cluster.seeded = column.seeded_share > SEEDED_LIMIT;
            let whole = if heatmap.basis == Basis::Relative { 1.0 } else { column.open_interest };
            cluster.share_of_open_interest = (whole > 0.0).then(|| cluster.mass / whole);
            clusters.push(cluster);
        }
    }
    ordered(&clusters, |a, b| b.mass.total_cmp(&a.mass).then(a.distance.abs().total_cmp(&b.distance.abs())))
}

/// First and last row of each run that is dense enough and heavy enough.
fn dense_runs(mass: &[f32], rows: &Rows, density_share: f64) -> Vec<(usize, usize)> {
    let density = |row: usize| f64::from(mass[row]) / rows.log_height(row);
    let highest = (0..mass.len()).map(density).fold(0.0, f64::max);
    if highest <= 0.0 {
        return Vec::new();
    }
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in (0..mass.len()).filter(|row| density(*row) >= density_share * highest) {
        match runs.last_mut() {
            Some((_, last)) if row - *last <= 2 => *last = row,
            _ => runs.push((row, row)),
        }
    }
    let sum = |rows: &[f32]| rows.iter().map(|cell| f64::from(*cell)).sum::<f64>();
    let least = LEAST_MASS_SHARE * sum(mass);
    runs.retain(|(first, last)| sum(&mass[*first..=*last]) >= least);
    runs
}

fn describe(mass: &[f32], rows: &Rows, side: Side, run: std::ops::Range<usize>) -> Cluster {
    let (mut sum, mut log_sum) = (0.0, 0.0);
    for row in run.clone() {
        sum += f64::from(mass[row]);
        log_sum += f64::from(mass[row]) * rows.log_center(row);
    }
    Cluster {
        side,
        first_row: run.start,
        last_row: run.end - 1,
        low: rows.edge(run.start),
        high: rows.edge(run.end),
        center: libm::exp(log_sum / sum),
        mass: sum,
        share_of_open_interest: None,
        distance: 0.0,
        seeded: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::rows::RowScale;

    #[test]
    fn runs_one_row_apart_are_one_cluster_and_two_rows_apart_are_two() {
        let rows = Rows::new(100.0, 200.0, 8, RowScale::Log).unwrap();
        assert_eq!(dense_runs(&[9.0, 0.0, 9.0, 0.0, 0.0, 8.0, 1.0, 1.0], &rows, 0.5), [(0, 2), (5, 5)]);
    }

    #[test]
    fn linear_and_log_rows_find_the_same_peak() {
        for scale in [RowScale::Log, RowScale::Linear] {
            let rows = Rows::new(100.0, 200.0, 100, scale).unwrap();
            let mass: Vec<f32> = (0..100)
                .map(|row| (rows.log_height(row) * if rows.center(row) > 150.0 { 2.0 } else { 0.9 }) as f32)
                .collect();
            let runs = dense_runs(&mass, &rows, 0.5);
            assert_eq!(runs.len(), 1);
            assert!((rows.edge(runs[0].0) / 150.0 - 1.0).abs() < 0.01);
        }
    }

    #[test]
    fn an_empty_side_has_no_cluster() {
        let rows = Rows::new(100.0, 200.0, 4, RowScale::Log).unwrap();
        assert!(dense_runs(&[0.0; 4], &rows, 0.5).is_empty());
    }
}
