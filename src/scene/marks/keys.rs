//! Keys of a legend: swatches with words, one after the other, in as many lines as they need.

use crate::lists::Growing;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Rgba};
use crate::scene::marks::axes::plain;
use crate::scene::marks::label::{FONT_PX, LINE_PX};
use crate::scene::marks::lines::wrapped;
use crate::scene::theme::Theme;

const SWATCH_PX: f64 = 12.0;
const SWATCH_GAP_PX: f64 = 6.0;
const KEY_GAP_PX: f64 = 18.0;

/// One key.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// Colours side by side; none for words that carry their own mark.
    pub swatches: Vec<Rgba>,
    /// The words.
    pub text: String,
}

impl Key {
    fn swatch_px(&self) -> f64 {
        if self.swatches.is_empty() { 0.0 } else { SWATCH_PX * self.swatches.len() as f64 + SWATCH_GAP_PX }
    }
}

/// A key with its lines of words and where it begins.
struct Placed<'a> {
    key: &'a Key,
    lines: Vec<String>,
    at: Point,
}

/// Where each key stands, and how many lines there are in all; nowhere on a page that wants no legend.
fn placed<'a>(keys: &'a [Key], theme: &Theme, width_css: f64, measure: &dyn MeasureText) -> (Vec<Placed<'a>>, usize) {
    let keys = if theme.has_legend() { keys } else { &[] };
    let (mut x, mut line) = (0.0, 0_usize);
    let mut places = Vec::new();
    for key in keys {
        let lines = wrapped(&key.text, width_css - key.swatch_px(), measure);
        let width = lines.iter().map(|text| measure.width(text, FONT_PX, false)).fold(0.0, f64::max) + key.swatch_px();
        if x > 0.0 && (x + width > width_css || lines.len() > 1) {
            (x, line) = (0.0, line + 1);
        }
        let at = Point { x, y: LINE_PX * line as f64 };
        line += lines.len() - 1;
        x = if lines.len() > 1 { width_css } else { x + width + KEY_GAP_PX };
        places.push(Placed { key, lines, at });
    }
    (places, if keys.is_empty() { 0 } else { line + 1 })
}

/// Lines that the keys need at a width.
#[must_use]
pub fn key_lines(keys: &[Key], theme: &Theme, width_css: f64, measure: &dyn MeasureText) -> usize {
    placed(keys, theme, width_css, measure).1
}

/// The keys from the top left of `area` on.
#[must_use]
pub fn key_marks(keys: &[Key], area: Rect, theme: &Theme, measure: &dyn MeasureText) -> Vec<Mark> {
    let mut marks = Vec::new();
    for Placed { key, lines, at } in placed(keys, theme, area.width, measure).0 {
        let (x, y) = (area.x + at.x, area.y + at.y + LINE_PX / 2.0);
        for (index, color) in key.swatches.iter().enumerate() {
            let rect = Rect { x: x + SWATCH_PX * index as f64, y: y - 5.0, width: SWATCH_PX, height: 10.0 };
            marks.push(Mark::Fill { rect, color: *color });
        }
        for (line, text) in lines.into_iter().enumerate() {
            let at = Point { x: x + key.swatch_px(), y: y + LINE_PX * line as f64 };
            marks.put_all(plain(text, at, Anchor::Start, theme.in_legend(theme.muted)).marks(measure));
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::marks::label::tests::Monospace;
    use crate::scene::theme::{Direction, Scheme};

    fn key(text: &str) -> Key {
        Key { swatches: vec![Rgba(0, 0, 0, 255)], text: text.to_owned() }
    }

    #[test]
    fn keys_flow_into_lines_and_long_words_wrap() {
        let keys = [key("ten chars."), key("ten chars."), key("ten chars.")];
        let lines = |keys: &[Key], width| key_lines(keys, &theme(None), width, &Monospace);
        assert_eq!(lines(&keys, 1000.0), 1);
        assert_eq!(lines(&keys, 220.0), 2);
        assert_eq!(lines(&keys, 100.0), 3);
        assert_eq!(lines(&[], 100.0), 0);
        assert_eq!(lines(&[key("one"), key("words that need a line and a half of it")], 200.0), 3);
    }

    #[test]
    fn page_gives_keys_their_colour_or_none_at_all() {
        let (keys, area) = ([key("one"), key("two")], Rect { x: 0.0, y: 0.0, width: 300.0, height: 40.0 });
        let drawn = |legend| {
            let theme = theme(legend);
            (key_marks(&keys, area, &theme, &Monospace), key_lines(&keys, &theme, area.width, &Monospace))
        };
        let words = |marks: &[Mark]| -> Vec<Rgba> {
            let color = |mark: &Mark| if let Mark::Text(text) = mark { Some(text.color) } else { None };
            marks.iter().filter_map(color).collect()
        };
        let pink = Rgba(255, 0, 255, 255);
        assert_eq!(words(&drawn(None).0), [theme(None).muted; 2]);
        assert_eq!(words(&drawn(Some(pink)).0), [pink; 2]);
        assert_eq!(drawn(Some(pink.with_alpha(0))), (Vec::new(), 0));
    }

    fn theme(legend: Option<Rgba>) -> Theme {
        Theme { legend, ..Theme::new(Scheme::Light, Direction::GreenUp) }
    }
}
