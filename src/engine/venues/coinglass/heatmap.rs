//! A heatmap: US dollars by candle and price row. No side is given.

use super::{either, number, time_ms};
use crate::engine::market::TimeMs;
use crate::engine::venues::cells::{self, Record};
use crate::error::{Code, Result, fault};
use crate::value::Value;
use std::collections::BTreeMap;

const CELL: [&str; 3] = ["candle", "row", "usd"];
const CANDLE: [&str; 6] = ["time", "open", "high", "low", "close", "volume"];

/// Columns of cells over candles and price rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedHeatmap {
    /// Starts of candles, ascending.
    pub open_time_ms: Vec<TimeMs>,
    /// First prices.
    pub open: Vec<f64>,
    /// Highest prices.
    pub high: Vec<f64>,
    /// Lowest prices.
    pub low: Vec<f64>,
    /// Last prices.
    pub close: Vec<f64>,
    /// Middles of price rows, ascending, not always even.
    pub price: Vec<f64>,
    /// Edges of price rows: one more than rows, half-way between neighbours, the outer ones mirrored.
    pub edges: Vec<f64>,
    /// Candle of each cell; cells ascend by candle, then by row.
    pub cell_candle: Vec<u32>,
    /// Row of each cell.
    pub cell_row: Vec<u32>,
    /// Amount of each cell in US dollars; several of one place are added.
    pub cell_usd: Vec<f64>,
    /// When it was made, where it says so.
    pub updated_ms: Option<TimeMs>,
}

/// The heatmap in `data`, and how many records were skipped.
pub(super) fn read(data: &Value) -> Result<(ImportedHeatmap, usize)> {
    let mut heatmap = ImportedHeatmap::default();
    heatmap.price = prices(either(data, "y_axis").or(cells::key(data, "y")))?;
    heatmap.edges = edges(&heatmap.price);
    let bars = either(data, "price_candlesticks").or(cells::key(data, "prices"));
    let mut skipped = candles(&mut heatmap, bars)?;
    let cells = either(data, "liquidation_leverage_data").or(cells::key(data, "liq"));
    skipped += read_cells(&mut heatmap, cells)?;
    if either(data, "update_time").is_some() {
        heatmap.updated_ms = Some(time_ms(number(data, "update_time")?, "update_time")?);
    }
    Ok((heatmap, skipped))
}

fn prices(axis: Option<&Value>) -> Result<Vec<f64>> {
    let missing = || fault!(Code::DataInvalid, "y_axis", "nothing", "given");
    let found: Vec<f64> = match axis.ok_or_else(missing)? {
        Value::Numbers(numbers) => numbers.clone(),
        Value::List(items) => items.iter().map(|item| cells::number(item, "y_axis")).collect::<Result<_>>()?,
        other => return Err(fault!(Code::DataInvalid, "y_axis", cells::kind(other), "a list of prices")),
    };
    cells::check_count(found.len(), "y_axis")?;
    if found.len() < 2 {
        return Err(fault!(Code::DataEmpty, "y_axis", format!("{} prices", found.len()), "two prices or more"));
    }
    for (row, price) in found.iter().enumerate() {
        crate::error::number_within("", *price, f64::MIN_POSITIVE, 1e12)
            .map_err(|error| error.within(&format!("y_axis[{row}]")))?;
        if row > 0 && *price <= found[row - 1] {
            let allowed = format!("above the one before it, {}", found[row - 1]);
            return Err(fault!(Code::DataUnordered, format!("y_axis[{row}]"), price, allowed));
        }
    }
    Ok(found)
}

fn edges(prices: &[f64]) -> Vec<f64> {
    let between: Vec<f64> = prices.windows(2).map(|pair| f64::midpoint(pair[0], pair[1])).collect();
    let (first, last) = (prices[0], prices[prices.len() - 1]);
    let (inner_low, inner_high) = (between[0], between[between.len() - 1]);
    let low = (2.0 * first - inner_low).max(0.0);
    std::iter::once(low).chain(between).chain(std::iter::once(2.0 * last - inner_high)).collect()
}

/// The candles in order. A candle that cannot be used would move all cells behind it: it ends the reading.
fn candles(heatmap: &mut ImportedHeatmap, bars: Option<&Value>) -> Result<usize> {
    let missing = || fault!(Code::DataInvalid, "price_candlesticks", "nothing", "given");
    let rows = cells::rows(bars.ok_or_else(missing)?, "price_candlesticks")?;
    if rows.is_empty() {
        return Err(fault!(Code::DataEmpty, "price_candlesticks", "no candle", "one candle or more"));
    }
    for (index, row) in rows.iter().enumerate() {
        candle(heatmap, Record::Array(row, &CANDLE))
            .map_err(|error| error.within(&format!("price_candlesticks[{index}]")))?;
    }
    Ok(0)
}

fn candle(heatmap: &mut ImportedHeatmap, record: Record<'_>) -> Result<()> {
    let time = time_ms(record.number("time")?, "time")?;
    if let Some(before) = heatmap.open_time_ms.last().filter(|before| time <= **before) {
        return Err(fault!(Code::DataUnordered, "time", time, format!("after the candle before it, {before}")));
    }
    heatmap.open_time_ms.push(time);
    heatmap.open.push(record.price("open")?);
    heatmap.high.push(record.price("high")?);
    heatmap.low.push(record.price("low")?);
    heatmap.close.push(record.price("close")?);
    Ok(())
}

/// Published samples have cells outside the arrays and several of one place: the former are skipped, the latter added.
fn read_cells(heatmap: &mut ImportedHeatmap, list: Option<&Value>) -> Result<usize> {
    let missing = || fault!(Code::DataInvalid, "liquidation_leverage_data", "nothing", "given");
    let rows = cells::rows(list.ok_or_else(missing)?, "liquidation_leverage_data")?;
    let (candles, levels) = (heatmap.open_time_ms.len(), heatmap.price.len());
    let mut sums: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    let mut skipped = 0;
    for row in rows {
        match cell(Record::Array(row, &CELL), candles, levels) {
            Some((place, usd)) => *sums.entry(place).or_insert(0.0) += usd,
            None => skipped += 1,
        }
    }
    for ((candle, row), usd) in sums {
        heatmap.cell_candle.push(candle);
        heatmap.cell_row.push(row);
        heatmap.cell_usd.push(usd);
    }
    if heatmap.cell_usd.is_empty() {
        return Err(fault!(Code::DataEmpty, "liquidation_leverage_data", "no cell", "one usable cell or more"));
    }
    Ok(skipped)
}

fn cell(record: Record<'_>, candles: usize, levels: usize) -> Option<((u32, u32), f64)> {
    let usd = record.amount("usd").ok()?;
    let candle = index(record.number("candle").ok()?, candles)?;
    Some(((candle, index(record.number("row").ok()?, levels)?), usd))
}

fn index(number: f64, count: usize) -> Option<u32> {
    (number >= 0.0 && number < count as f64 && number % 1.0 == 0.0).then_some(number as u32)
}

impl From<&ImportedHeatmap> for Value {
    fn from(heatmap: &ImportedHeatmap) -> Self {
        let indices = |column: &[u32]| Self::Numbers(column.iter().map(|index| f64::from(*index)).collect());
        Self::object()
            .with("openTimeMs", &heatmap.open_time_ms[..])
            .with("open", &heatmap.open[..])
            .with("high", &heatmap.high[..])
            .with("low", &heatmap.low[..])
            .with("close", &heatmap.close[..])
            .with("price", &heatmap.price[..])
            .with("edges", &heatmap.edges[..])
            .with("cellCandle", indices(&heatmap.cell_candle))
            .with("cellRow", indices(&heatmap.cell_row))
            .with("cellUsd", &heatmap.cell_usd[..])
            .with_some("updatedMs", heatmap.updated_ms)
    }
}
