//! Names of the lines of a chart with a piece of each, in the corner where the lines leave most room.

use crate::lists::{Growing, Listed};
use crate::scene::display_list::{Anchor, Mark, Point, Rect, Stroke};
use crate::scene::marks::axes::plain;
use crate::scene::marks::label::{FONT_PX, LINE_PX};
use crate::scene::panel::Panel;
use crate::scene::scale::ValueScale;
use crate::scene::sheets::sheet::{Row, Shape};

/// Length of the piece of a line.
const PIECE_PX: f64 = 24.0;
const GAP_PX: f64 = 6.0;
/// Between the key and the edges of the plot.
const INSET_PX: f64 = 4.0;

/// How a row's line is drawn.
#[must_use]
pub const fn stroke_of(row: &Row) -> Stroke {
    let (width, dash) = match row.shape {
        Shape::Line(width) => (width, None),
        Shape::Stroked(width, dash) => (width, Some(dash)),
        Shape::Dashed => (1.5, Some((5.0, 3.0))),
        _ => (1.0, None),
    };
    Stroke { color: row.color, width, dash }
}

fn named(rows: &[Row]) -> Vec<(&str, &Row)> {
    let lines = rows.iter().filter(|row| !matches!(row.shape, Shape::Bars(..) | Shape::Hollow(..)));
    lines.filter_map(|row| Some((row.name.as_deref()?, row))).listed()
}

/// How many values of all rows lie in `place`.
#[must_use]
pub fn crowd(rows: &[Row], panel: &Panel<'_>, across: &ValueScale, place: Rect) -> usize {
    let covers = |row: &Row, (x, value): &(f64, Option<f64>)| {
        let Some(value) = value else { return false };
        let (x, y) = (across.to_px(*x), panel.values.to_px(*value));
        let is_bar = matches!(row.shape, Shape::Bars(..) | Shape::Hollow(..));
        let foot = if is_bar { panel.values.to_px(0.0) } else { y };
        let is_below = y.max(foot) >= place.y && y.min(foot) <= place.bottom();
        is_below && x >= place.x && x <= place.right()
    };
    let named = rows.iter().filter(|row| row.name.is_some());
    named.map(|row| row.points.iter().filter(|point| covers(row, point)).count()).sum()
}

/// The key; nothing where only one line has a name.
#[must_use]
pub fn key(rows: &[Row], panel: &Panel<'_>, across: &ValueScale) -> Vec<Mark> {
    let named = named(rows);
    let (plot, style) = (panel.plot, panel.style);
    if named.len() < 2 || !style.theme.has_legend() {
        return Vec::new();
    }
    let widest = named.iter().map(|(name, _)| style.measure.width(name, FONT_PX, false)).fold(0.0, f64::max);
    let (width, height) = (widest + PIECE_PX + 3.0 * GAP_PX, LINE_PX * named.len() as f64);
    let (left, right) = (plot.x + INSET_PX, plot.right() - INSET_PX - width);
    let (top, bottom) = (plot.y + INSET_PX, plot.bottom() - INSET_PX - height);
    let corners = [(left, bottom), (left, top), (right, bottom), (right, top)];
    let places = corners.map(|(x, y)| Rect { x, y, width, height });
    let Some(place) = places.into_iter().min_by_key(|place| crowd(rows, panel, across, *place)) else {
        return Vec::new();
    };
    let mut marks = vec![Mark::Fill { rect: place, color: style.theme.background.with_alpha(225) }];
    for (index, (name, row)) in named.into_iter().enumerate() {
        let y = place.y + LINE_PX * (index as f64 + 0.5);
        let x = place.x + GAP_PX;
        let points = vec![Point { x, y }, Point { x: x + PIECE_PX, y }];
        marks.push(Mark::Line { points, stroke: stroke_of(row) });
        let at = Point { x: x + PIECE_PX + GAP_PX, y };
        marks.put_all(plain(name.to_owned(), at, Anchor::Start, style.theme.in_legend(row.color)).marks(style.measure));
    }
    marks
}
