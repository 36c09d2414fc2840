//! From a request to a result that stands by itself: matrices, columns, clusters and everything that was assumed.
//!
//! Matrices are row-major (`index = row · columns + column`), row 0 lowest. Amounts are in the result's unit: US dollars
//! (levels at their own price, the rest at the column's mark price), coins (those dollars over the price of the row's
//! middle, or over the mark price), or percent of the column's one-sided open interest. Where open interest is not
//! known the unit is percent of an unknown total, and no money is given except for traded volume.

mod assumptions;
mod columns;
mod request;
mod triplets;

pub use assumptions::{Assumptions, LeverageShare, MODEL_VERSION, ParametersUsed, QualityCounts, TiersUsed, VenueUsed};
pub use columns::EstimateColumns;
pub(crate) use request::length_ms;
pub use request::{EstimateOptions, EstimateRequest, ParametersRequest, PriorRequest};
pub use triplets::{LEAST_SHARE, Triplet, Triplets, TripletsRequest};

use crate::engine::clusters::{Cluster, clusters_of};
use crate::engine::exposure::{CLASS_LABELS, CLASSES};
use crate::engine::heatmap::{Basis, Column, Heatmap, HeatmapRun};
use crate::engine::market::{Side, Snapshot};
use crate::engine::rows::RowScale;
use crate::error::{Code, Result, fault};

/// Unit of every amount of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// US dollars; one USDT counts as one.
    Usd,
    /// Coins of the asset.
    Coin,
    /// Percent of one-sided open interest.
    Percent,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 3] = [Self::Usd, Self::Coin, Self::Percent];

    /// The unit's word in requests and results.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Usd => "usd",
            Self::Coin => "coin",
            Self::Percent => "percent",
        }
    }

    /// What an amount of a column in the heatmap's own terms is multiplied by; `price` is where it is valued.
    fn factor(self, column: &Column, price: f64) -> f64 {
        match self {
            Self::Usd => 1.0,
            Self::Coin => 1.0 / price,
            Self::Percent if column.open_interest > 0.0 => 100.0 / column.open_interest,
            Self::Percent => 0.0,
        }
    }
}

/// A pair of values, one for each side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BySide<T> {
    /// Longs.
    pub long: T,
    /// Shorts.
    pub short: T,
}

impl<T> BySide<T> {
    fn of(value: impl Fn(Side) -> T) -> Self {
        Self { long: value(Side::Long), short: value(Side::Short) }
    }
}

/// Price rows.
#[derive(Clone, Debug, PartialEq)]
pub struct EstimateRows {
    /// Lower edge of row 0.
    pub low: f64,
    /// Upper edge of the last row.
    pub high: f64,
    /// How many.
    pub count: usize,
    /// `log` or `linear`.
    pub scale: &'static str,
    /// Prices of the edges, one more than rows.
    pub edges: Vec<f64>,
}

/// The rows of one leverage class in the last column.
#[derive(Clone, Debug, PartialEq)]
pub struct LeverageClass {
    /// Its label, for instance `10-25x`; the upper end is not included.
    pub label: &'static str,
    /// One amount per row.
    pub levels: BySide<Vec<f32>>,
}

/// The result of one request.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// Price rows.
    pub rows: EstimateRows,
    /// Columns in time order.
    pub columns: EstimateColumns,
    /// Row-major cells.
    pub levels: BySide<Vec<f32>>,
    /// The last column by leverage class, by rising leverage.
    pub by_leverage: Vec<LeverageClass>,
    /// Clusters of the last column, by falling mass.
    pub clusters: Vec<Cluster>,
    /// Largest relative difference between either side's mass and the open interest, over all columns.
    pub conservation_error: f64,
    /// Share of the last column's open interest whose entry lies before the data.
    pub seeded_share: f64,
    /// `estimated`, or `relative` where open interest is not known.
    pub label: &'static str,
    /// Unit of amounts.
    pub unit: Unit,
    /// Everything assumed.
    pub assumptions: Assumptions,
}

impl Estimate {
    /// Estimates `snapshot` as `request` asks.
    ///
    /// # Errors
    /// Those of [`EstimateRequest::check`], [`HeatmapRun::new`] and [`Estimate::new`].
    pub fn run(snapshot: &Snapshot, request: &EstimateRequest) -> Result<Self> {
        let options = request.check(snapshot)?;
        let run =
            HeatmapRun::new(snapshot, &options.heatmap).map_err(|error| match (&request.range, &*error.field) {
                (Some(range), "from") => error.about("range".to_owned()).finding(range.clone()),
                _ => error,
            })?;
        Self::new(snapshot, &run, &options)
    }

    /// The result of a run over `snapshot` with `options`.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] for money where the estimate is relative.
    pub fn new(snapshot: &Snapshot, run: &HeatmapRun, options: &EstimateOptions) -> Result<Self> {
        let heatmap = run.heatmap();
        let unit = unit_of(heatmap, options.unit)?;
        let last = heatmap.last();
        Ok(Self {
            rows: rows_of(heatmap),
            columns: EstimateColumns::new(heatmap, unit),
            levels: BySide::of(|side| matrix(heatmap, side, unit)),
            by_leverage: (0..CLASSES).map(|class| leverage_class(heatmap, class, unit)).collect(),
            clusters: clusters(heatmap, options.cluster_density, unit),
            conservation_error: heatmap.conservation_error,
            seeded_share: last.map_or(0.0, |column| column.seeded_share),
            label: if heatmap.basis == Basis::Relative { "relative" } else { "estimated" },
            unit,
            assumptions: Assumptions::new(snapshot, run, options)?,
        })
    }
}

fn unit_of(heatmap: &Heatmap, asked: Option<Unit>) -> Result<Unit> {
    match (heatmap.basis, asked) {
        (Basis::Usd, unit) => Ok(unit.unwrap_or(Unit::Usd)),
        (Basis::Relative, None | Some(Unit::Percent)) => Ok(Unit::Percent),
        (Basis::Relative, Some(money)) => {
            let allowed = "percent: the snapshot has no open interest, so that no amount is known";
            Err(fault!(Code::AttributeInvalid, "unit", money.as_str(), allowed))
        }
    }
}

fn rows_of(heatmap: &Heatmap) -> EstimateRows {
    let rows = &heatmap.rows;
    let scale = match rows.scale() {
        RowScale::Log => "log",
        RowScale::Linear => "linear",
    };
    let edges = (0..=rows.count()).map(|edge| rows.edge(edge)).collect();
    EstimateRows { low: rows.low(), high: rows.high(), count: rows.count(), scale, edges }
}

/// The time-major cells of one side as rows × columns in `unit`.
fn matrix(heatmap: &Heatmap, side: Side, unit: Unit) -> Vec<f32> {
    let (rows, columns) = (heatmap.rows.count(), heatmap.columns.len());
    let mut cells = vec![0.0; rows * columns];
    for (index, column) in heatmap.columns.iter().enumerate() {
        let converted = converted(heatmap, heatmap.column_cells(side, index), column, unit);
        for (row, cell) in converted.enumerate() {
            cells[row * columns + index] = cell;
        }
    }
    cells
}

fn leverage_class(heatmap: &Heatmap, class: usize, unit: Unit) -> LeverageClass {
    let of_side = |side: Side| match heatmap.last() {
        Some(column) => converted(heatmap, &heatmap.by_class[side.index()][class], column, unit).collect(),
        None => Vec::new(),
    };
    LeverageClass { label: CLASS_LABELS[class], levels: BySide::of(of_side) }
}

/// Cells of one column in `unit`, each valued at the middle of its row.
fn converted<'a>(
    heatmap: &'a Heatmap,
    cells: &'a [f32],
    column: &'a Column,
    unit: Unit,
) -> impl Iterator<Item = f32> + 'a {
    let middle = move |row| if unit == Unit::Coin { heatmap.rows.center(row) } else { 1.0 };
    let convert = move |cell: f32, row| (f64::from(cell) * unit.factor(column, middle(row))) as f32;
    cells.iter().enumerate().map(move |(row, cell)| if *cell == 0.0 { 0.0 } else { convert(*cell, row) })
}

fn clusters(heatmap: &Heatmap, density: f64, unit: Unit) -> Vec<Cluster> {
    let Some(column) = heatmap.last() else { return Vec::new() };
    let mass = |cluster: &Cluster| {
        let cells = heatmap.column_cells(cluster.side, heatmap.columns.len() - 1);
        let run = converted(heatmap, cells, column, unit).take(cluster.last_row + 1).skip(cluster.first_row);
        run.map(f64::from).sum()
    };
    let in_unit = |cluster: Cluster| Cluster { mass: mass(&cluster), ..cluster };
    clusters_of(heatmap, density).into_iter().map(in_unit).collect()
}
