//! A small chart: values up, times or places across. What the instruments beside the maps are drawn with.

use crate::engine::market::TimeMs;
use crate::error::Result;
use crate::lists::Growing;
use crate::scene::display_list::{Anchor, Mark, Point, Rect, Rgba, Stroke};
use crate::scene::marks::axes::{AxisStyle, plain, rule};
use crate::scene::marks::label::{FONT_PX, LINE_PX};
use crate::scene::scale::{PxRange, ScaleKind, TimeScale, ValueScale};
use crate::scene::ticks::{TickRoom, ValueTicks, value_ticks};

/// Between the plot and the labels of its axis.
const GAP_PX: f64 = 6.0;
/// Room above and below what is shown, as a share of its height.
const HEADROOM: f64 = 0.06;

/// How a value is written at an axis; the second number is how many decimals tell neighbours apart.
pub type WriteValue<'a> = &'a dyn Fn(f64, usize) -> String;

/// Lowest and highest of what is known, with a little room; the zero line is in it where `with_zero` says so. Nothing is known:
/// 0 to 1.
#[must_use]
pub fn reach(values: impl IntoIterator<Item = f64>, with_zero: bool) -> (f64, f64) {
    let start = if with_zero { (0.0, 0.0) } else { (f64::INFINITY, f64::NEG_INFINITY) };
    let finite = values.into_iter().filter(|value| value.is_finite());
    let (low, high) = finite.fold(start, |(low, high), value| (low.min(value), high.max(value)));
    if low > high || (low == 0.0 && high == 0.0) {
        return (0.0, 1.0);
    }
    let room = if high > low { (high - low) * HEADROOM } else { low.abs().max(1e-9) * HEADROOM };
    // A value axis that begins at zero begins there.
    let below = if with_zero && low == 0.0 { 0.0 } else { room };
    let above = if with_zero && high == 0.0 { 0.0 } else { room };
    (low - below, high + above)
}

/// One plot with its values to scale.
pub struct Panel<'a> {
    /// Where it lies, without the labels of its axis, which stand to the right.
    pub plot: Rect,
    /// Values to heights.
    pub values: ValueScale,
    /// Colours, words, widths of text.
    pub style: AxisStyle<'a>,
}

impl<'a> Panel<'a> {
    /// A plot for values of `low..high`.
    ///
    /// # Errors
    /// For a range that cannot be drawn.
    pub fn new(plot: Rect, (low, high): (f64, f64), style: AxisStyle<'a>) -> Result<Self> {
        let range = PxRange { at_low: plot.bottom(), at_high: plot.y };
        Ok(Self { plot, values: ValueScale::new(ScaleKind::Linear, low, high, range)?, style })
    }

    fn ticks(&self) -> ValueTicks {
        let wanted = ((self.plot.height / 40.0) as usize).clamp(2, 7);
        value_ticks(&self.values, TickRoom { wanted, min_px: 24.0 })
    }

    /// Width that the labels of the axis take.
    #[must_use]
    pub fn axis_width(&self, write: WriteValue<'_>) -> f64 {
        let ticks = self.ticks();
        let width = |value: &f64| self.style.measure.width(&write(*value, ticks.decimals), FONT_PX, false);
        ticks.values.iter().map(width).fold(0.0, f64::max).ceil() + GAP_PX + 2.0
    }

    /// Quiet lines at round values, stronger at zero, with their numbers to the right.
    #[must_use]
    pub fn grid(&self, write: WriteValue<'_>) -> Vec<Mark> {
        let (plot, theme) = (self.plot, self.style.theme);
        let ticks = self.ticks();
        let mut marks = Vec::new();
        for value in ticks.values {
            let y = self.values.to_px(value);
            let color = if value == 0.0 { theme.muted } else { theme.grid };
            marks.push(rule(Point { x: plot.x, y }, Point { x: plot.right(), y }, color));
            let at = Point { x: plot.right() + GAP_PX, y };
            let label = plain(write(value, ticks.decimals), at, Anchor::Start, theme.muted);
            marks.put_all(label.marks(self.style.measure));
        }
        marks
    }

    /// Times across the plot.
    ///
    /// # Errors
    /// For times that are not in order.
    pub fn times(&self, (from_ms, to_ms): (TimeMs, TimeMs)) -> Result<TimeScale> {
        TimeScale::new(from_ms, to_ms, PxRange { at_low: self.plot.x, at_high: self.plot.right() })
    }

    /// A line through what is known; where nothing is known it is broken, and a lone value is a dot.
    #[must_use]
    pub fn line(&self, points: impl IntoIterator<Item = (f64, Option<f64>)>, stroke: Stroke) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut run: Vec<Point> = Vec::new();
        let mut end = |run: &mut Vec<Point>| match run.as_slice() {
            [] => {}
            [center] => {
                let (center, fill) = (*center, Some(stroke.color));
                marks.push(Mark::Circle { center, radius: stroke.width, stroke: None, fill });
                run.clear();
            }
            _ => marks.push(Mark::Line { points: std::mem::take(run), stroke }),
        };
        for (x, value) in points {
            match value {
                Some(value) => run.push(Point { x, y: self.values.to_px(value) }),
                None => end(&mut run),
            }
        }
        end(&mut run);
        marks
    }

    /// A bar from zero to `value`, `width` CSS pixels wide around `x`.
    #[must_use]
    pub fn bar(&self, x: f64, width: f64, value: f64, color: Rgba) -> Mark {
        let (zero, end) = (self.values.to_px(0.0), self.values.to_px(value));
        let rect = Rect { x: x - width / 2.0, y: zero.min(end), width, height: (zero - end).abs().max(0.5) };
        Mark::Fill { rect, color }
    }

    /// A band of values across the plot, cut at its edges.
    #[must_use]
    pub fn band(&self, (low, high): (f64, f64), color: Rgba) -> Option<Mark> {
        let top = self.values.to_px(high).clamp(self.plot.y, self.plot.bottom());
        let bottom = self.values.to_px(low).clamp(self.plot.y, self.plot.bottom());
        let rect = Rect { y: top, height: bottom - top, ..self.plot };
        (rect.height > 0.0).then_some(Mark::Fill { rect, color })
    }

    /// A dashed line at a value, for instance a mean, while it is in the plot.
    #[must_use]
    pub fn level(&self, value: f64, color: Rgba) -> Option<Mark> {
        let y = self.values.to_px(value);
        let stroke = Stroke { color, width: 1.5, dash: Some((4.0, 3.0)) };
        let points = vec![Point { x: self.plot.x, y }, Point { x: self.plot.right(), y }];
        (y >= self.plot.y && y <= self.plot.bottom()).then_some(Mark::Line { points, stroke })
    }

    /// A name above the plot, on its left.
    #[must_use]
    pub fn title(&self, text: &str) -> Vec<Mark> {
        let at = Point { x: self.plot.x, y: self.plot.y - LINE_PX / 2.0 - 2.0 };
        let mut label = plain(text.to_owned(), at, Anchor::Start, self.style.theme.ink);
        label.bold = true;
        label.marks(self.style.measure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::locale::{Language, Locale, Units};
    use crate::scene::marks::label::tests::Monospace;
    use crate::scene::theme::{Direction, Scheme, Theme};
    use crate::scene::zone::Zone;

    fn with_panel(range: (f64, f64), check: impl Fn(Panel<'_>)) {
        let theme = Theme::new(Scheme::Light, Direction::GreenUp);
        let zone = Zone::utc();
        let locale = Locale::new(Language::En, Units::Auto);
        let style = AxisStyle { theme: &theme, locale, zone: &zone, measure: &Monospace };
        let plot = Rect { x: 10.0, y: 20.0, width: 300.0, height: 120.0 };
        check(Panel::new(plot, range, style).unwrap());
    }

    fn ink() -> Stroke {
        Stroke { color: Rgba(0, 0, 0, 255), width: 2.0, dash: None }
    }

    #[test]
    fn a_line_is_broken_where_nothing_is_known_and_a_lone_value_is_a_dot() {
        with_panel((0.0, 10.0), |panel| {
            let points = [(10.0, Some(1.0)), (20.0, Some(2.0)), (30.0, None), (40.0, Some(3.0)), (50.0, None)];
            let marks = panel.line(points, ink());
            assert!(
                matches!(&marks[..], [Mark::Line { points, .. }, Mark::Circle { .. }] if points.len() == 2),
                "{marks:?}"
            );
            assert!(panel.line([(10.0, None)], ink()).is_empty());
        });
    }

    #[test]
    fn bars_grow_from_zero_to_both_sides() {
        with_panel((-10.0, 10.0), |panel| {
            let zero = panel.values.to_px(0.0);
            let Mark::Fill { rect: up, .. } = panel.bar(50.0, 8.0, 5.0, ink().color) else { panic!() };
            let Mark::Fill { rect: down, .. } = panel.bar(50.0, 8.0, -5.0, ink().color) else { panic!() };
            assert_eq!((up.bottom(), down.y), (zero, zero));
            assert_eq!((up.height, down.height, up.x), (30.0, 30.0, 46.0));
        });
    }

    #[test]
    fn what_lies_outside_the_plot_is_not_drawn_over_its_neighbours() {
        with_panel((0.0, 10.0), |panel| {
            assert_eq!(panel.level(12.0, ink().color), None);
            let Some(Mark::Fill { rect, .. }) = panel.band((5.0, 50.0), ink().color) else { panic!() };
            assert_eq!((rect.y, rect.bottom()), (20.0, 80.0));
            assert_eq!(panel.band((11.0, 12.0), ink().color), None);
        });
    }

    #[test]
    fn reach_holds_all_that_is_known_and_zero_where_asked() {
        assert_eq!(reach([], false), (0.0, 1.0));
        assert_eq!(reach([f64::NAN], true), (0.0, 1.0));
        let (low, high) = reach([90.0, 110.0], false);
        assert!(low < 90.0 && low > 80.0 && high > 110.0 && high < 120.0);
        assert_eq!(reach([100.0], true).0, 0.0);
        assert_eq!(reach([-100.0], true).1, 0.0);
        let (low, high) = reach([5.0], false);
        assert!(low < 5.0 && high > 5.0);
    }
}
