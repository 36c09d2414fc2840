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
/// How far two places of a line are apart that are looked at.
const STEP_PX: f64 = 4.0;

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

/// How much of all named rows lies in `place`: of lines the steps of a few pixels, so that a fall between two values counts as
/// long as it is drawn; of other shapes the values.
#[must_use]
pub fn crowd(rows: &[Row], panel: &Panel<'_>, across: &ValueScale, place: Rect) -> usize {
    let named = rows.iter().filter(|row| row.name.is_some());
    named.map(|row| covered(row, panel, across, place)).sum()
}

fn covered(row: &Row, panel: &Panel<'_>, across: &ValueScale, place: Rect) -> usize {
    let is_bar = matches!(row.shape, Shape::Bars(..) | Shape::Hollow(..));
    let is_line = matches!(row.shape, Shape::Line(_) | Shape::Stroked(..) | Shape::Dashed);
    let covers = |x: f64, y: f64, foot: f64| {
        (place.x..=place.right()).contains(&x) && y.max(foot) >= place.y && y.min(foot) <= place.bottom()
    };
    let mut count = 0;
    let mut before = None;
    for (x, value) in &row.points {
        let Some(y) = value.map(|value| panel.values.to_px(value)) else {
            before = None;
            continue;
        };
        let x = across.to_px(*x);
        let (from_x, from_y) = before.filter(|_| is_line).unwrap_or((x, y));
        let foot = if is_bar { panel.values.to_px(0.0) } else { y };
        let steps = ((x - from_x).abs().max((y - from_y).abs()) / STEP_PX).ceil().max(1.0);
        for step in 1..=steps as u32 {
            let share = f64::from(step) / steps;
            let at_y = from_y + (y - from_y) * share;
            count += usize::from(covers(from_x + (x - from_x) * share, at_y, if is_bar { foot } else { at_y }));
        }
        before = Some((x, y));
    }
    count
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::display_list::Rgba;
    use crate::scene::locale::{Language, Locale, Units};
    use crate::scene::marks::axes::AxisStyle;
    use crate::scene::marks::label::tests::Monospace;
    use crate::scene::scale::{PxRange, ScaleKind};
    use crate::scene::theme::{Direction, Scheme, Theme};
    use crate::scene::zone::Zone;

    const BLACK: Rgba = Rgba(0, 0, 0, 255);

    fn line(points: Vec<(f64, Option<f64>)>) -> Row {
        Row { name: Some("a".to_owned()), shape: Shape::Line(2.0), color: BLACK, below: BLACK, points }
    }

    fn crowd_of(points: Vec<(f64, Option<f64>)>, place: Rect) -> usize {
        let (theme, zone) = (Theme::new(Scheme::Light, Direction::GreenUp), Zone::utc());
        let locale = Locale::new(Language::En, Units::Auto);
        let style = AxisStyle { theme: &theme, locale, zone: &zone, measure: &Monospace };
        let plot = Rect { x: 0.0, y: 0.0, width: 400.0, height: 200.0 };
        let panel = Panel::new(plot, (0.0, 100.0), style).unwrap();
        let across = ValueScale::new(ScaleKind::Linear, 0.0, 100.0, PxRange { at_low: 0.0, at_high: 400.0 }).unwrap();
        crowd(&[line(points)], &panel, &across, place)
    }

    #[test]
    fn a_fall_between_two_values_counts_as_long_as_it_is_drawn() {
        let low = Rect { x: 0.0, y: 150.0, width: 150.0, height: 50.0 };
        let fall = vec![(0.0, Some(90.0)), (20.0, Some(90.0)), (25.0, Some(1.0)), (60.0, Some(90.0))];
        assert!(crowd_of(fall, low) > 10);
        assert_eq!(crowd_of(vec![(0.0, Some(90.0)), (100.0, Some(90.0))], low), 0);
    }

    #[test]
    fn nothing_is_drawn_across_a_gap() {
        let middle = Rect { x: 150.0, y: 50.0, width: 100.0, height: 100.0 };
        assert!(crowd_of(vec![(0.0, Some(50.0)), (100.0, Some(50.0))], middle) > 10);
        assert_eq!(crowd_of(vec![(0.0, Some(50.0)), (50.0, None), (100.0, Some(50.0))], middle), 0);
    }
}
