//! Numbers where the reader points: a chip at an axis, and a small box of names and values.

use crate::lists::Growing;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Rgba};
use crate::scene::marks::label::{FONT_PX, LINE_PX, Label};
use crate::scene::theme::Theme;

const BOX_PAD_PX: f64 = 8.0;
const BOX_GAP_PX: f64 = 14.0;
const COLUMN_GAP_PX: f64 = 14.0;

/// Words on a ground of ink.
#[must_use]
pub fn chip(text: String, at: Point, anchor: Anchor, theme: &Theme, measure: &dyn MeasureText) -> Vec<Mark> {
    Label { text, at, anchor, bold: false, color: theme.background.with_alpha(255), ground: Some(theme.ink) }
        .marks(measure)
}

/// Pairs of name and value in a box. It stands on the side of the pointer that has more room, and never leaves the plot.
#[must_use]
pub fn reading_box(
    lines: &[(&str, String)],
    at: Point,
    plot: Rect,
    theme: &Theme,
    measure: &dyn MeasureText,
) -> Vec<Mark> {
    let widest = |texts: &mut dyn Iterator<Item = &str>, bold| {
        texts.map(|text| measure.width(text, FONT_PX, bold)).fold(0.0, f64::max)
    };
    let names = widest(&mut lines.iter().map(|(name, _)| *name), false);
    let values = widest(&mut lines.iter().map(|(_, value)| value.as_str()), true);
    let width = names + values + COLUMN_GAP_PX + 2.0 * BOX_PAD_PX;
    let height = LINE_PX * lines.len() as f64 + 2.0 * BOX_PAD_PX;
    let right = at.x + BOX_GAP_PX;
    let x = if right + width <= plot.right() { right } else { (at.x - BOX_GAP_PX - width).max(plot.x) };
    let above = at.y - BOX_GAP_PX - height;
    let y = if above >= plot.y { above } else { (at.y + BOX_GAP_PX).min((plot.bottom() - height).max(plot.y)) };
    let frame = Rect { x, y, width, height };
    let mut marks = vec![
        Mark::Fill { rect: grown(frame, 1.0), color: theme.muted.with_alpha(120) },
        Mark::Fill { rect: frame, color: theme.background.with_alpha(245) },
    ];
    for (line, (name, value)) in lines.iter().enumerate() {
        let y = frame.y + BOX_PAD_PX + LINE_PX * (line as f64 + 0.5);
        let text = |text: &str, x: f64, anchor: Anchor, bold: bool, color: Rgba| {
            Label { text: text.to_owned(), at: Point { x, y }, anchor, bold, color, ground: None }.marks(measure)
        };
        marks.put_all(text(name, frame.x + BOX_PAD_PX, Anchor::Start, false, theme.muted));
        marks.put_all(text(value, frame.right() - BOX_PAD_PX, Anchor::End, true, theme.ink));
    }
    marks
}

fn grown(rect: Rect, by: f64) -> Rect {
    Rect { x: rect.x - by, y: rect.y - by, width: rect.width + 2.0 * by, height: rect.height + 2.0 * by }
}
