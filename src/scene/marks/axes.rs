//! Price axis on the right, time axis below, quiet grid lines across.

use crate::lists::Growing;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Rgba, Stroke};
use crate::scene::locale::Locale;
use crate::scene::marks::label::{FONT_PX, LINE_PX, Label};
use crate::scene::scale::{TimeScale, ValueScale};
use crate::scene::theme::Theme;
use crate::scene::ticks::{TickRoom, value_ticks};
use crate::scene::time_ticks::{LabelRoom, time_ticks};
use crate::scene::zone::Zone;

/// Height of the two-level time axis.
pub const TIME_AXIS_PX: f64 = 2.0 * LINE_PX + 6.0;
/// Gap between the plot and the labels of its axis.
const GAP_PX: f64 = 6.0;

/// What axes are drawn with.
#[derive(Clone, Copy)]
pub struct AxisStyle<'a> {
    /// Colours.
    pub theme: &'a Theme,
    /// Numbers and dates.
    pub locale: Locale,
    /// Whose clock.
    pub zone: &'a Zone,
    /// Widths of text.
    pub measure: &'a dyn MeasureText,
}

/// Widest label of a price axis over `scale`, with its gap.
#[must_use]
pub fn price_axis_width(scale: &ValueScale, chip: &str, style: AxisStyle<'_>) -> f64 {
    let ticks = value_ticks(scale, room(scale));
    let widths = ticks
        .values
        .iter()
        .map(|value| style.measure.width(&style.locale.number(*value, ticks.decimals), FONT_PX, false));
    widths.fold(style.measure.width(chip, FONT_PX, true) + 4.0, f64::max).ceil() + GAP_PX + 4.0
}

fn room(scale: &ValueScale) -> TickRoom {
    let wanted = ((scale.range().length() / 48.0) as usize).clamp(3, 9);
    TickRoom { wanted, min_px: 28.0 }
}

/// Grid lines across `plot` and price labels from `labels_x` on; none within `LINE_PX` of the heights in `avoid`.
#[must_use]
pub fn price_axis(scale: &ValueScale, plot: Rect, labels_x: f64, avoid: &[f64], style: AxisStyle<'_>) -> Vec<Mark> {
    let ticks = value_ticks(scale, room(scale));
    let mut marks = Vec::new();
    for value in ticks.values {
        let y = scale.to_px(value);
        marks.push(rule(Point { x: plot.x, y }, Point { x: labels_x, y }, style.theme.grid));
        if avoid.iter().all(|height| (height - y).abs() >= LINE_PX) {
            let at = Point { x: labels_x + GAP_PX, y };
            let label = plain(style.locale.number(value, ticks.decimals), at, Anchor::Start, style.theme.muted);
            marks.put_all(label.marks(style.measure));
        }
    }
    marks
}

/// Ticks and two levels of labels under `plot`.
#[must_use]
pub fn time_axis(scale: &TimeScale, plot: Rect, style: AxisStyle<'_>) -> Vec<Mark> {
    let gap = if plot.width < 420.0 { 18.0 } else { 28.0 };
    let room = LabelRoom { measure: style.measure, font_size: FONT_PX, gap };
    let mut marks = vec![rule(
        Point { x: plot.x, y: plot.bottom() },
        Point { x: plot.right(), y: plot.bottom() },
        style.theme.muted,
    )];
    for tick in time_ticks(scale, style.zone, style.locale, room) {
        let top = Point { x: tick.px, y: plot.bottom() };
        marks.push(rule(top, Point { x: tick.px, y: plot.bottom() + 4.0 }, style.theme.muted));
        for (line, text) in [Some(tick.label), tick.context].into_iter().enumerate() {
            let Some(text) = text else { continue };
            let width = style.measure.width(&text, FONT_PX, false);
            let middle = tick.px.clamp(plot.x + width / 2.0, (plot.right() - width / 2.0).max(plot.x + width / 2.0));
            let y = plot.bottom() + 5.0 + LINE_PX * (line as f64 + 0.5);
            marks.put_all(plain(text, Point { x: middle, y }, Anchor::Middle, style.theme.muted).marks(style.measure));
        }
    }
    marks
}

/// A one-pixel line.
#[must_use]
pub fn rule(from: Point, to: Point, color: Rgba) -> Mark {
    segment(from, to, Stroke { color, width: 1.0, dash: None })
}

/// A straight line.
#[must_use]
#[inline(never)]
pub fn segment(from: Point, to: Point, stroke: Stroke) -> Mark {
    Mark::Line { points: vec![from, to], stroke }
}

/// A label without ground.
#[must_use]
pub fn plain(text: String, at: Point, anchor: Anchor, color: Rgba) -> Label {
    Label { text, at, anchor, bold: false, color, ground: None }
}
