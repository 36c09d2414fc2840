//! Facts in rows under a title: a name, and its value at the right, or under the name where both do not fit on a line.

use crate::lists::Growing;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect};
use crate::scene::marks::axes::plain;
use crate::scene::marks::label::{EDGE_PX, FONT_PX, LINE_PX};
use crate::scene::marks::lines::{wrapped, wrapped_in};
use crate::scene::theme::Theme;

/// Between two rows.
const ROW_GAP_PX: f64 = 4.0;
/// Under the title.
const TITLE_GAP_PX: f64 = 6.0;
const COLUMN_GAP_PX: f64 = 14.0;
/// Room for a sign before a name.
const SIGN_PX: f64 = 18.0;

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// A sign before the name, whose meaning the value says in words too.
    pub sign: Option<&'static str>,
    /// What it is.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// Facts under a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Title.
    pub title: String,
    /// The facts, from the top down.
    pub rows: Vec<Fact>,
}

/// Lines of a fact: its name, and its value where that stands below.
struct Laid {
    name: Vec<String>,
    below: Vec<String>,
}

impl Laid {
    fn height(&self) -> f64 {
        (self.name.len() + self.below.len()) as f64 * LINE_PX + ROW_GAP_PX
    }
}

impl Fact {
    fn indent(&self) -> f64 {
        if self.sign.is_some() { SIGN_PX } else { 0.0 }
    }

    fn laid(&self, width_css: f64, measure: &dyn MeasureText) -> Laid {
        let room = width_css - self.indent();
        let needed = measure.width(&self.name, FONT_PX, false) + measure.width(&self.value, FONT_PX, true);
        if needed + COLUMN_GAP_PX <= room {
            return Laid { name: vec![self.name.clone()], below: Vec::new() };
        }
        let below = if self.value.is_empty() { Vec::new() } else { bold_lines(&self.value, room, measure) };
        Laid { name: wrapped(&self.name, room, measure), below }
    }
}

/// `text` in bold lines that end where values at the right do, before the edge of `width_css`.
fn bold_lines(text: &str, width_css: f64, measure: &dyn MeasureText) -> Vec<String> {
    wrapped_in(text, width_css - EDGE_PX, (FONT_PX, true), measure)
}

impl Facts {
    fn title_lines(&self, width_css: f64, measure: &dyn MeasureText) -> Vec<String> {
        bold_lines(&self.title, width_css, measure)
    }

    fn title_height(&self, width_css: f64, measure: &dyn MeasureText) -> f64 {
        self.title_lines(width_css, measure).len() as f64 * LINE_PX + TITLE_GAP_PX
    }

    /// Height that they take at a width.
    #[must_use]
    pub fn height(&self, width_css: f64, measure: &dyn MeasureText) -> f64 {
        let rows: f64 = self.rows.iter().map(|fact| fact.laid(width_css, measure).height()).sum();
        self.title_height(width_css, measure) + rows
    }

    /// Their marks from the top left of `area` on.
    #[must_use]
    pub fn marks(&self, area: Rect, theme: &Theme, measure: &dyn MeasureText) -> Vec<Mark> {
        let text = |text: &str, at: Point, anchor: Anchor, bold: bool| {
            let mut label = plain(text.trim_end().to_owned(), at, anchor, if bold { theme.ink } else { theme.muted });
            label.bold = bold;
            label.marks(measure)
        };
        let mut marks = Vec::new();
        for (index, line) in self.title_lines(area.width, measure).iter().enumerate() {
            let y = area.y + (index as f64 + 0.5) * LINE_PX;
            marks.put_all(text(line, Point { x: area.x, y }, Anchor::Start, true));
        }
        let mut y = area.y + self.title_height(area.width, measure);
        for fact in &self.rows {
            let laid = fact.laid(area.width, measure);
            let x = area.x + fact.indent();
            let line = |index: usize| y + (index as f64 + 0.5) * LINE_PX;
            if let Some(sign) = fact.sign {
                marks.put_all(text(sign, Point { x: area.x, y: line(0) }, Anchor::Start, true));
            }
            for (index, name) in laid.name.iter().enumerate() {
                marks.put_all(text(name, Point { x, y: line(index) }, Anchor::Start, false));
            }
            if laid.below.is_empty() {
                marks.put_all(text(&fact.value, Point { x: area.right() - EDGE_PX, y: line(0) }, Anchor::End, true));
            }
            for (index, value) in laid.below.iter().enumerate() {
                marks.put_all(text(value, Point { x, y: line(laid.name.len() + index) }, Anchor::Start, true));
            }
            y += laid.height();
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::display_list::Text;
    use crate::scene::marks::label::tests::Monospace;
    use crate::scene::theme::{Direction, Scheme};

    /// A family whose bold letters are half as wide again.
    struct BroadBold;

    impl MeasureText for BroadBold {
        fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
            Monospace.width(text, size, bold) * if bold { 1.5 } else { 1.0 }
        }
    }

    #[test]
    fn no_line_of_broad_bold_letters_leaves_the_area() {
        let fact = Fact {
            sign: Some("✓"),
            name: "open interest".to_owned(),
            value: "not met · 159K before, 173K now".to_owned(),
        };
        let facts = Facts { title: "What would break the loop · met 3 · not met 2".to_owned(), rows: vec![fact] };
        let area = Rect { x: 10.0, y: 0.0, width: 250.0, height: 200.0 };
        let marks = facts.marks(area, &Theme::new(Scheme::Light, Direction::GreenUp), &BroadBold);
        let lines: Vec<&Text> =
            marks.iter().filter_map(|mark| if let Mark::Text(text) = mark { Some(text) } else { None }).collect();
        assert!(lines.len() > 5, "{lines:?}");
        for line in lines {
            assert!(line.at.x + BroadBold.width(&line.text, line.size, line.bold) <= area.right(), "{line:?}");
        }
    }

    #[test]
    fn a_value_without_room_beside_its_name_stands_below_it() {
        let fact = Fact { sign: None, name: "open interest".to_owned(), value: "up".to_owned() };
        let facts = Facts { title: "Now".to_owned(), rows: vec![fact] };
        let (wide, narrow) = (facts.height(200.0, &Monospace), facts.height(110.0, &Monospace));
        assert_eq!(narrow - wide, LINE_PX);
    }
}
