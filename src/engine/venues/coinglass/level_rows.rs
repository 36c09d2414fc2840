//! Levels of a map on even price rows: as high as the least distance between two of them, so that each keeps a row of its own,
//! and never so high that a row no longer says where its level is.

use super::ImportedMap;
use crate::value::Value;

/// Most rows: where levels are closer to each other than that, neighbours share one.
const MOST_ROWS: usize = 1000;
/// Highest row, as a share of the lowest price.
const HIGHEST: f64 = 0.005;
/// Rows of a picture that has no levels.
const EMPTY_ROWS: usize = 100;
/// Such rows reach this far beyond the outermost price, as a share of it.
const BEYOND: f64 = 0.02;

/// The keys of an imported heatmap: the levels on the one candle of the document.
pub(super) fn cells(map: &ImportedMap) -> Value {
    let (low, high) = (map.price[0], map.price[map.price.len() - 1]);
    let least = map.price.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > low * 1e-9);
    let step = least.fold(low * HIGHEST, f64::min).max((high - low) / (MOST_ROWS - 1) as f64);
    let place = |price: f64| ((price - low) / step).round();
    let count = place(high) as usize + 1;
    let edges: Vec<f64> = (0..=count).map(|edge| (low + (edge as f64 - 0.5) * step).max(0.0)).collect();
    let leverage: Option<Vec<f64>> = map.leverage.iter().copied().collect();
    Value::object()
        .with("edges", edges)
        .with("candle", vec![0.0; map.price.len()])
        .with("row", map.price.iter().map(|price| place(*price)).collect::<Vec<f64>>())
        .with("usd", &map.usd[..])
        .with_some("leverage", leverage)
}

/// The same without a level: rows around `prices`.
pub(super) fn empty(prices: &[f64]) -> Value {
    let low = prices.iter().copied().fold(f64::INFINITY, f64::min) * (1.0 - BEYOND);
    let high = prices.iter().copied().fold(0.0, f64::max) * (1.0 + BEYOND);
    let edge = |edge: usize| low + (high - low) * edge as f64 / EMPTY_ROWS as f64;
    let none = || Value::Numbers(Vec::new());
    Value::object()
        .with("edges", (0..=EMPTY_ROWS).map(edge).collect::<Vec<f64>>())
        .with("candle", none())
        .with("row", none())
        .with("usd", none())
}
