//! Cumulative curves from the spot outward, with the band of the draws around them.

use crate::engine::draws::Draws;
use crate::engine::map::LiquidationMap;
use crate::engine::market::Side;
use crate::lists::Growing;
use crate::scene::display_list::{Mark, Point, Stroke};
use crate::scene::scale::ValueScale;
use crate::scene::theme::Theme;

/// Of ink in the band: it lies over bars of many colours.
pub const BAND_ALPHA: u8 = 40;

/// The largest sum of either side, its band included.
#[must_use]
pub fn largest_sum(map: &LiquidationMap, draws: Option<&Draws>) -> f64 {
    let outermost = |curve: &[f64]| curve.iter().copied().fold(0.0, f64::max);
    let of_side = |side: Side| {
        let high = draws.map_or(0.0, |draws| outermost(&map.band(draws, side)[1]));
        map.total(side).max(high)
    };
    Side::BOTH.map(of_side).into_iter().fold(0.0, f64::max)
}

/// Both curves over the scales of prices (down) and sums (across), the band behind the line.
#[must_use]
pub fn curves(
    map: &LiquidationMap,
    draws: Option<&Draws>,
    prices: &ValueScale,
    sums: &ValueScale,
    theme: &Theme,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    for side in Side::BOTH {
        if let Some(draws) = draws {
            let [low, high] = map.band(draws, side);
            let mut points = line(map, side, &low, prices, sums);
            points.put_all(line(map, side, &high, prices, sums).into_iter().rev());
            marks.push(Mark::Polygon { points, color: theme.ink.with_alpha(BAND_ALPHA) });
        }
        let points = line(map, side, &map.cumulative(side), prices, sums);
        let halo = Stroke { color: theme.background.with_alpha(200), width: 4.0, dash: None };
        marks.push(Mark::Line { points: points.clone(), stroke: halo });
        marks.push(Mark::Line { points, stroke: Stroke { color: theme.ink, width: 2.0, dash: None } });
    }
    marks
}

/// From the mark price, where the sum is 0, to the far edge of each row of the side.
fn line(map: &LiquidationMap, side: Side, curve: &[f64], prices: &ValueScale, sums: &ValueScale) -> Vec<Point> {
    let mark = map.column.mark.clamp(map.rows.low(), map.rows.high());
    let mut points = vec![Point { x: sums.to_px(0.0), y: prices.to_px(mark) }];
    let mut add = |row: usize, edge: f64| {
        points.push(Point { x: sums.to_px(curve[row]), y: prices.to_px(edge) });
    };
    match side {
        Side::Long => {
            let below = (0..map.rows.count()).rev().filter(|row| map.rows.edge(*row) < mark);
            below.for_each(|row| add(row, map.rows.edge(row)));
        }
        Side::Short => {
            let above = (0..map.rows.count()).filter(|row| map.rows.edge(row + 1) > mark);
            above.for_each(|row| add(row, map.rows.edge(row + 1)));
        }
    }
    points
}
