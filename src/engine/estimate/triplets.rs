//! An estimated heatmap as sparse triplets, in the shape of version 4 of `CoinGlass`, for programs that read that.
//!
//! Amounts are US dollars, each at its own price; both sides are summed in `liquidation_leverage_data` and kept apart in
//! `liq_sides`. Cells below a share of the largest sum are dropped, and their sum is told. Order: column, then row.

use super::{Estimate, EstimateRequest, Unit};
use crate::engine::market::{Side, Snapshot};
use crate::engine::rows::{RowScale, Rows};
use crate::error::{Code, Result, number_within};
use crate::value::{Node, Read, Value};

/// Share of the largest cell that a cell reaches to be kept.
pub const LEAST_SHARE: f64 = 1e-4;

/// What to write.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TripletsRequest {
    /// The estimate; always in US dollars.
    pub estimate: EstimateRequest,
    /// Share of the largest cell below which a cell is dropped, 0 to 1; 0.0001 when left out.
    pub least_share: Option<f64>,
}

impl Read for TripletsRequest {
    fn read(node: Node) -> Result<Self> {
        let mut keys: Vec<&str> = EstimateRequest::KEYS.into_iter().filter(|key| *key != "unit").collect();
        keys.push("leastShare");
        let mut fields = node.fields(&keys);
        let read = Self {
            estimate: EstimateRequest::from_fields(&mut fields),
            least_share: fields.optional_number("leastShare"),
        };
        fields.finish(read)
    }
}

/// One amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triplet {
    /// Column.
    pub column: usize,
    /// Row, 0 being the lowest.
    pub row: usize,
    /// US dollars of longs and of shorts, by [`Side::index`].
    pub usd: [f64; 2],
}

/// An estimated heatmap as triplets.
#[derive(Clone, Debug, PartialEq)]
pub struct Triplets {
    /// The estimate they are of.
    pub estimate: Estimate,
    /// Middles of rows in log price, ascending.
    pub prices: Vec<f64>,
    /// The cells that are kept, by column, then by row.
    pub cells: Vec<Triplet>,
    /// US dollars of the cells that are not.
    pub dropped_usd: f64,
}

impl Triplets {
    /// Estimates `snapshot` and keeps what is large enough.
    ///
    /// # Errors
    /// Those of [`Estimate::run`], and [`Code::AttributeInvalid`] for a share that is none or without open interest.
    pub fn run(snapshot: &Snapshot, request: &TripletsRequest) -> Result<Self> {
        let share = number_within("leastShare", request.least_share.unwrap_or(LEAST_SHARE), 0.0, 1.0)
            .map_err(|error| error.coded(Code::AttributeInvalid))?;
        let asked = EstimateRequest { unit: Some(Unit::Usd.as_str().to_owned()), ..request.estimate.clone() };
        let estimate = Estimate::run(snapshot, &asked)?;
        let (low, high, count) = (estimate.rows.low, estimate.rows.high, estimate.rows.count);
        let scale = if estimate.rows.scale == "log" { RowScale::Log } else { RowScale::Linear };
        let rows = Rows::new(low, high, count, scale)?;
        let cells = cells(&estimate);
        let least = share * cells.iter().map(Triplet::sum).fold(0.0, f64::max);
        let (kept, dropped): (Vec<_>, Vec<_>) = cells.into_iter().partition(|cell| cell.sum() >= least);
        Ok(Self {
            prices: (0..count).map(|row| rows.center(row)).collect(),
            cells: kept,
            dropped_usd: dropped.iter().map(Triplet::sum).sum(),
            estimate,
        })
    }

    /// One candle for each column: seconds, and prices as texts.
    fn candles(&self) -> Value {
        let columns = &self.estimate.columns;
        let text = |number: f64| Value::from(number.to_string());
        let candle = |at: usize| {
            let prices =
                [columns.open[at], columns.high[at], columns.low[at], columns.close[at], columns.volume_usd[at]];
            let seconds = Value::Number(columns.open_ms[at] as f64 / 1000.0);
            Value::List(std::iter::once(seconds).chain(prices.map(text)).collect())
        };
        Value::List((0..columns.open_ms.len()).map(candle).collect())
    }

    /// Each side of each cell, with its word behind the amount.
    fn sides(&self) -> Value {
        let sides = self.cells.iter().flat_map(|cell| Side::BOTH.map(|side| (cell, side, cell.usd[side.index()])));
        let given = sides.filter(|(.., usd)| *usd > 0.0);
        let list = |(cell, side, usd): (&Triplet, Side, f64)| {
            let place = [cell.column as f64, cell.row as f64, usd].map(Value::Number);
            Value::List(place.into_iter().chain([Value::from(side.as_str())]).collect())
        };
        Value::List(given.map(list).collect())
    }
}

impl Triplet {
    /// Both sides.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.usd[0] + self.usd[1]
    }
}

/// Every cell that holds something, by column, then by row.
fn cells(estimate: &Estimate) -> Vec<Triplet> {
    let columns = estimate.columns.open_ms.len();
    let at = |column: usize, row: usize| {
        let place = row * columns + column;
        let usd = [estimate.levels.long[place], estimate.levels.short[place]].map(f64::from);
        Triplet { column, row, usd }
    };
    let of_column = |column| (0..estimate.rows.count).map(move |row| at(column, row));
    (0..columns).flat_map(of_column).filter(|cell| cell.sum() > 0.0).collect()
}

impl From<&Triplets> for Value {
    fn from(triplets: &Triplets) -> Self {
        let sums =
            triplets.cells.iter().map(|cell| Self::Numbers(vec![cell.column as f64, cell.row as f64, cell.sum()]));
        Self::object()
            .with("y_axis", &triplets.prices[..])
            .with("liquidation_leverage_data", Self::List(sums.collect()))
            .with("price_candlesticks", triplets.candles())
            .with("liq_sides", triplets.sides())
            .with("dropped_usd", triplets.dropped_usd)
            .with("label", triplets.estimate.label)
            .with("assumptions", &triplets.estimate.assumptions)
    }
}
