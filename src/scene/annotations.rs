//! The author's annotations: a numbered mark at a price and, where the picture has time, at an instant. Their words stand
//! in a list under the chart.

use crate::digits::whole;
use crate::engine::market::TimeMs;
use crate::error::Result;
use crate::scene::display_list::{Anchor, Mark, Point, Rect, Stroke, Text};
use crate::scene::marks::label::FONT_PX;
use crate::scene::theme::Theme;
use crate::value::{Node, Read};

/// Radius of the mark, CSS pixels.
const RADIUS_PX: f64 = 9.0;
/// Most that a price can be.
const LARGEST_PRICE: f64 = 1e15;

/// One place that the author speaks of. Its number is its place in the list, from 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Annotation {
    /// When; `None` for a price at all times.
    pub time_ms: Option<TimeMs>,
    /// Price in the quote currency.
    pub price: f64,
}

impl Read for Annotation {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["timeMs", "price"]);
        let read =
            Self { time_ms: fields.optional_whole("timeMs"), price: fields.number_within("price", 0.0, LARGEST_PRICE) };
        fields.finish(read)
    }
}

/// Where the marks of `annotations` stand: number, centre, and whether it is a price at all times. `place` gives a point of
/// the picture; what lies outside `plot` is left out.
pub fn placed<'a>(
    annotations: &'a [Annotation],
    plot: Rect,
    place: impl Fn(Option<TimeMs>, f64) -> Point + 'a,
) -> impl Iterator<Item = (usize, Point, bool)> + 'a {
    let at = move |(index, one): (usize, &Annotation)| {
        let point = place(one.time_ms, one.price);
        plot.contains(point).then_some((index + 1, point, one.time_ms.is_none()))
    };
    annotations.iter().enumerate().filter_map(at)
}

/// The box of a mark, for labels that keep away from it.
#[must_use]
pub fn frame(at: Point) -> Rect {
    Rect { x: at.x - RADIUS_PX, y: at.y - RADIUS_PX, width: 2.0 * RADIUS_PX, height: 2.0 * RADIUS_PX }
}

/// A numbered mark; for a price at all times with its line across `plot`.
#[must_use]
pub fn marks((number, at, is_level): (usize, Point, bool), plot: Rect, theme: &Theme) -> Vec<Mark> {
    let ground = theme.background.with_alpha(255);
    let mut marks = Vec::new();
    if is_level {
        let points = vec![Point { x: plot.x, y: at.y }, Point { x: plot.right(), y: at.y }];
        marks.push(Mark::Line { points, stroke: Stroke { color: theme.accent, width: 1.0, dash: Some((2.0, 3.0)) } });
    }
    let stroke = Some(Stroke { color: ground, width: 1.5, dash: None });
    marks.push(Mark::Circle { center: at, radius: RADIUS_PX, stroke, fill: Some(theme.accent) });
    marks.push(Mark::Text(Text {
        text: whole(number),
        at,
        anchor: Anchor::Middle,
        size: FONT_PX,
        bold: true,
        color: ground,
    }));
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_list_and_what_lies_outside_is_left_out() {
        let plot = Rect { x: 0.0, y: 0.0, width: 100.0, height: 100.0 };
        let at = |time_ms, price| Annotation { time_ms, price };
        let all = [at(Some(10), 20.0), at(Some(400), 20.0), at(None, 60.0)];
        let place = |time: Option<TimeMs>, price: f64| Point { x: time.map_or(90.0, |ms| ms as f64), y: 100.0 - price };
        let found: Vec<_> = placed(&all, plot, place).collect();
        assert_eq!(found, [(1, Point { x: 10.0, y: 80.0 }, false), (3, Point { x: 90.0, y: 40.0 }, true)]);
    }
}
