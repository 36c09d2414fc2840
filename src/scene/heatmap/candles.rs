//! Candles over the heat, or a close line where there is no room for them.

use crate::engine::heatmap::Column;
use crate::scene::display_list::{Mark, Point, Rect, Stroke};
use crate::scene::scale::ValueScale;
use crate::scene::theme::Theme;

/// Narrower slots than this get a line instead of candles.
const LEAST_SLOT_PX: f64 = 3.0;
const BODY_SHARE: f64 = 0.6;
const HALO_PX: f64 = 1.0;

/// A column with the left edge of its slot on screen.
#[derive(Clone, Copy, Debug)]
pub struct PlacedColumn<'a> {
    /// The column.
    pub column: &'a Column,
    /// Left edge of its slot, CSS pixels.
    pub x: f64,
}

/// Marks of the price path, each with a halo of the background so that it reads on any heat.
#[must_use]
pub fn price_path(
    columns: &[PlacedColumn<'_>],
    slot_px: f64,
    prices: &ValueScale,
    plot: Rect,
    theme: &Theme,
) -> Vec<Mark> {
    if slot_px < LEAST_SLOT_PX {
        return close_line(columns, slot_px, prices, theme);
    }
    let halo = theme.background.with_alpha(235);
    let mut marks = Vec::with_capacity(columns.len() * 4);
    let bodies: Vec<[Rect; 2]> = columns.iter().map(|placed| candle(placed, slot_px, prices, plot)).collect();
    for rect in bodies.iter().flatten() {
        marks.push(Mark::Fill { rect: grown(*rect), color: halo });
    }
    for (placed, [wick, body]) in columns.iter().zip(bodies) {
        let color = if placed.column.close >= placed.column.open { theme.up } else { theme.down };
        marks.push(Mark::Fill { rect: wick, color });
        marks.push(Mark::Fill { rect: body, color });
    }
    marks
}

/// Wick and body.
fn candle(placed: &PlacedColumn<'_>, slot_px: f64, prices: &ValueScale, plot: Rect) -> [Rect; 2] {
    let y = |price: f64| prices.to_px(price).clamp(plot.y, plot.bottom());
    let column = placed.column;
    let middle = placed.x + slot_px / 2.0;
    let (top, bottom) = (y(column.open.max(column.close)), y(column.open.min(column.close)));
    let width = (slot_px * BODY_SHARE).max(1.0);
    let high = y(column.high);
    let wick = Rect { x: middle - 0.5, y: high, width: 1.0, height: y(column.low) - high };
    let body = Rect { x: middle - width / 2.0, y: top, width, height: (bottom - top).max(1.0) };
    [wick, body]
}

fn grown(rect: Rect) -> Rect {
    Rect {
        x: rect.x - HALO_PX,
        y: rect.y - HALO_PX,
        width: rect.width + 2.0 * HALO_PX,
        height: rect.height + 2.0 * HALO_PX,
    }
}

fn close_line(columns: &[PlacedColumn<'_>], slot_px: f64, prices: &ValueScale, theme: &Theme) -> Vec<Mark> {
    let points: Vec<Point> = columns
        .iter()
        .map(|placed| Point { x: placed.x + slot_px / 2.0, y: prices.to_px(placed.column.close) })
        .collect();
    if points.len() < 2 {
        return Vec::new();
    }
    let line = |color, width| Mark::Line { points: points.clone(), stroke: Stroke { color, width, dash: None } };
    vec![line(theme.background.with_alpha(235), 4.0), line(theme.ink, 1.5)]
}
