//! A heatmap or a map that was made elsewhere as the one that is drawn. Nothing is computed but where its cells lie.
//!
//! Rows keep the edges that are given where these are even. Where they are not, even rows as high as the lowest one take
//! over, and each amount is shared out by price. No side is given: what lies above the close of its candle is shown as
//! shorts, the rest as longs.

use crate::engine::deposits::class_of;
use crate::engine::exposure::CLASSES;
use crate::engine::heatmap::{Basis, Column, Heatmap};
use crate::engine::market::{Candles, ImportedCells, Snapshot, TimeMs};
use crate::engine::quality::Quality;
use crate::engine::rows::{MOST_ROWS, RowScale, Rows};
use crate::error::{Code, Result, fault};

/// Rows whose heights differ by less than this share are even.
const EVEN: f64 = 1e-6;

/// The heatmap in `snapshot` from `from_ms` on.
///
/// # Errors
/// [`Code::DataEmpty`] where no candle lies in the range.
pub fn heatmap(snapshot: &Snapshot, cells: &ImportedCells, from_ms: Option<TimeMs>) -> Result<Heatmap> {
    let candles = &snapshot.markets[0].candles;
    let first = candles.open_time_ms.partition_point(|open| *open < from_ms.unwrap_or(TimeMs::MIN));
    if first == candles.len() {
        let found = format!("the {} candles", candles.len());
        return Err(fault!(Code::DataEmpty, "from", found, "one candle or more in the range"));
    }
    let rows = rows_of(&cells.edges)?;
    let columns: Vec<Column> = (first..candles.len()).map(|row| column(candles, row)).collect();
    let nothing = vec![0.0_f32; columns.len() * rows.count()];
    let mut sides = [nothing.clone(), nothing];
    for index in 0..cells.usd.len() {
        let Some(at) = cells.candle[index].checked_sub(first) else { continue };
        let span = (cells.edges[cells.row[index]], cells.edges[cells.row[index] + 1]);
        let side = usize::from(f64::midpoint(span.0, span.1) >= columns[at].close);
        for (row, share) in shares(&rows, cells, cells.row[index], span) {
            sides[side][at * rows.count() + row] += (cells.usd[index] * share) as f32;
        }
    }
    Ok(given(rows, columns, sides))
}

/// A map: the cells of a document of one candle, as far as their rows reach into `window`, a share of the price to either
/// side; by class of leverage where each has one. Rows are even.
///
/// # Errors
/// [`Code::DataEmpty`] where no row lies there.
pub fn map(snapshot: &Snapshot, cells: &ImportedCells, window: f64) -> Result<Heatmap> {
    let column = column(&snapshot.markets[0].candles, 0);
    let (low, high) = (column.close * (1.0 - window), column.close * (1.0 + window));
    let first = cells.edges.partition_point(|edge| *edge <= low).saturating_sub(1);
    let end = cells.edges.partition_point(|edge| *edge < high).min(cells.edges.len() - 1);
    if first >= end {
        return Err(fault!(Code::DataEmpty, "window", window, "a share that reaches a row"));
    }
    let count = end - first;
    let rows = Rows::new(cells.edges[first].max(f64::MIN_POSITIVE), cells.edges[end], count, RowScale::Linear)?;
    let none = || vec![0.0_f32; count];
    let mut sides = [none(), none()];
    let mut classes: [[Vec<f32>; CLASSES]; 2] = std::array::from_fn(|_| std::array::from_fn(|_| none()));
    for (index, usd) in cells.usd.iter().enumerate() {
        let at = cells.row[index];
        if !(first..end).contains(&at) {
            continue;
        }
        let side = usize::from(f64::midpoint(cells.edges[at], cells.edges[at + 1]) >= column.close);
        let class = cells.leverage.as_ref().map_or(0, |leverage| usize::from(class_of(leverage[index])));
        for sums in [&mut sides[side], &mut classes[side][class]] {
            sums[at - first] += *usd as f32;
        }
    }
    Ok(Heatmap { by_class: classes, ..given(rows, vec![column], sides) })
}

/// The result of which nothing was computed but where its cells lie.
fn given(rows: Rows, columns: Vec<Column>, cells: [Vec<f32>; 2]) -> Heatmap {
    Heatmap {
        rows,
        columns,
        cells,
        by_class: Default::default(),
        by_market: Vec::new(),
        basis: Basis::Usd,
        quality: Quality::default(),
        conservation_error: 0.0,
        candles_per_column: 1,
        markets: vec![0],
        tiers: Vec::new(),
    }
}

fn column(candles: &Candles, row: usize) -> Column {
    let open_ms = candles.open_time_ms[row];
    Column {
        open_ms,
        close_ms: open_ms + candles.interval_ms,
        open: candles.open[row],
        high: candles.high[row],
        low: candles.low[row],
        close: candles.close[row],
        mark: candles.close[row],
        coverage: 1.0,
        ..Column::default()
    }
}

fn is_even(edges: &[f64]) -> bool {
    let height = (edges[edges.len() - 1] - edges[0]) / (edges.len() - 1) as f64;
    edges.windows(2).all(|pair| ((pair[1] - pair[0]) / height - 1.0).abs() < EVEN)
}

fn rows_of(edges: &[f64]) -> Result<Rows> {
    let (low, high) = (edges[0].max(f64::MIN_POSITIVE), edges[edges.len() - 1]);
    let count = if is_even(edges) {
        edges.len() - 1
    } else {
        let least = edges.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
        ((high - low) / least).ceil().min(MOST_ROWS as f64) as usize
    };
    Rows::new(low, high, count, RowScale::Linear)
}

/// Rows that an amount between two prices falls on, with the share of each.
fn shares(rows: &Rows, cells: &ImportedCells, given: usize, (low, high): (f64, f64)) -> Vec<(usize, f64)> {
    if rows.count() + 1 == cells.edges.len() {
        return vec![(given, 1.0)];
    }
    let height = (rows.high() - rows.low()) / rows.count() as f64;
    let place = |price: f64| ((price - rows.low()) / height).clamp(0.0, rows.count() as f64);
    let (from, to) = (place(low), place(high));
    let overlap = |row: usize| (to.min(row as f64 + 1.0) - from.max(row as f64)).max(0.0) / (to - from);
    let last = (to.ceil() as usize).min(rows.count());
    (from.floor() as usize..last).map(|row| (row, overlap(row))).filter(|(_, share)| *share > 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::market::Side;
    use crate::value::Value;

    fn drawn(edges: &str, cells: &str) -> Heatmap {
        let text = format!(
            r#"{{"format":"liq-snapshot/1","asset":"BTC","quote":"USD","as_of_ms":7200000,
            "provenance":{{"kind":"measured","sources":[]}},
            "markets":[{{"venue":"a","symbol":"b","contract":"linear","candles":{{"interval_ms":3600000,
            "open_time_ms":[0,3600000],"open":[100,100],"high":[110,110],"low":[90,90],"close":[100,101],"volume":[0,0]}}}}],
            "imported_heatmap":{{"edges":{edges},{cells}}}}}"#
        );
        let snapshot = Snapshot::from_value(Value::from_json(&text).unwrap()).unwrap();
        heatmap(&snapshot, snapshot.imported.as_ref().unwrap(), None).unwrap()
    }

    #[test]
    fn amounts_on_even_rows_are_those_given_on_either_side_of_the_close() {
        let map = drawn("[98,99,100,101,102]", r#""candle":[0,0,1],"row":[0,3,3],"usd":[5,7,9]"#);
        assert_eq!(map.rows.count(), 4);
        assert_eq!(map.column_cells(Side::Long, 0), [5.0, 0.0, 0.0, 0.0]);
        assert_eq!(map.column_cells(Side::Short, 0), [0.0, 0.0, 0.0, 7.0]);
        assert_eq!(map.column_cells(Side::Short, 1), [0.0, 0.0, 0.0, 9.0]);
    }

    #[test]
    fn uneven_rows_keep_their_amount() {
        let map = drawn("[90,91,95,100]", r#""candle":[0,0],"row":[1,2],"usd":[8,10]"#);
        assert_eq!(map.rows.count(), 10);
        assert_eq!(map.column_cells(Side::Long, 0), [0.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0]);
    }
}
