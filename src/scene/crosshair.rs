//! Where a reader points in another element of the same group: a price, and a time where both have it.

use crate::engine::market::TimeMs;
use crate::lists::Growing;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Stroke};
use crate::scene::layout::Layout;
use crate::scene::marks::axes::segment;
use crate::scene::marks::reading_box::chip;
use crate::scene::theme::Theme;

/// A place shared by a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crosshair {
    /// Price in the quote currency.
    pub price: f64,
    /// Instant; `None` from an element without time.
    pub time_ms: Option<TimeMs>,
}

impl Crosshair {
    /// Lines at `y` and at `x` where there is one, with `price` in words at the axis; nothing outside the plot.
    #[must_use]
    pub fn marks(
        (x, y): (Option<f64>, f64),
        price: String,
        layout: &Layout,
        theme: &Theme,
        measure: &dyn MeasureText,
    ) -> Vec<Mark> {
        let plot = layout.plot;
        let stroke = Stroke { color: theme.ink.with_alpha(170), width: 1.0, dash: Some((3.0, 3.0)) };
        let line = |from: Point, to: Point| segment(from, to, stroke);
        let mut marks = Vec::new();
        if let Some(x) = x.filter(|x| *x >= plot.x && *x <= plot.right()) {
            marks.push(line(Point { x, y: plot.y }, Point { x, y: plot.bottom() }));
        }
        if y >= plot.y && y <= plot.bottom() {
            marks.push(line(Point { x: plot.x, y }, Point { x: layout.axis.x, y }));
            marks.put_all(chip(price, Point { x: layout.axis.x + 6.0, y }, Anchor::Start, theme, measure));
        }
        marks
    }
}
