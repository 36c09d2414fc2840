//! Candles over the heat, or a close line where there is no room for them.

use crate::engine::heatmap::Column;
use crate::lists::{Growing, Listed};
use crate::scene::display_list::{Mark, Point, Rect, Rgba, Stroke};
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
        return close_line(columns, slot_px, prices, plot, theme);
    }
    let halo = theme.background.with_alpha(235);
    let mut marks = Vec::with_capacity(columns.len() * 4);
    let bodies: Vec<[Rect; 2]> = columns.iter().map(|placed| candle(placed, slot_px, prices, plot)).listed();
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

fn close_line(columns: &[PlacedColumn<'_>], slot_px: f64, prices: &ValueScale, plot: Rect, theme: &Theme) -> Vec<Mark> {
    let points: Vec<Point> = columns
        .iter()
        .map(|placed| Point { x: placed.x + slot_px / 2.0, y: prices.to_px(placed.column.close) })
        .listed();
    let pieces = inside(&points, plot);
    let lines = |color: Rgba, width: f64| {
        let stroke = Stroke { color, width, dash: None };
        pieces.iter().map(move |points| Mark::Line { points: points.clone(), stroke }).listed()
    };
    let mut marks = lines(theme.background.with_alpha(235), 4.0);
    marks.put_all(lines(theme.ink, 1.5));
    marks
}

/// The pieces of a line that lie inside `area`.
fn inside(points: &[Point], area: Rect) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    for pair in points.windows(2) {
        let Some((from, to)) = cut(pair[0], pair[1], area) else { continue };
        match pieces.last_mut() {
            Some(piece) if piece.last() == Some(&from) => piece.push(to),
            _ => pieces.push(vec![from, to]),
        }
    }
    pieces
}

/// The part of a segment inside `area`, if any (Liang and Barsky).
fn cut(from: Point, to: Point, area: Rect) -> Option<(Point, Point)> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides =
        [(-dx, from.x - area.x), (dx, area.right() - from.x), (-dy, from.y - area.y), (dy, area.bottom() - from.y)];
    for (towards, room) in sides {
        if towards == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if towards < 0.0 {
            enter = enter.max(room / towards);
        } else {
            leave = leave.min(room / towards);
        }
    }
    let at = |share: f64| match share {
        0.0 => from,
        1.0 => to,
        _ => Point { x: from.x + dx * share, y: from.y + dy * share },
    };
    (enter < leave).then(|| (at(enter), at(leave)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_line_is_cut_at_the_edges_and_runs_on_where_it_comes_back() {
        let area = Rect { x: 0.0, y: 0.0, width: 100.0, height: 10.0 };
        let pieces = inside(&[at(0.0, 5.0), at(10.0, 5.0), at(20.0, 15.0), at(30.0, 5.0), at(40.0, 5.0)], area);
        assert_eq!(
            pieces,
            [vec![at(0.0, 5.0), at(10.0, 5.0), at(15.0, 10.0)], vec![at(25.0, 10.0), at(30.0, 5.0), at(40.0, 5.0)]]
        );
        assert!(inside(&[at(0.0, 20.0), at(50.0, 30.0)], area).is_empty());
    }
}
