//! Labels that never cover one another: they are offered by rank, and one that finds no room is left out.

use crate::lists::Growing;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Rgba, Text};

/// Smallest text of any picture, CSS pixels.
pub const FONT_PX: f64 = 12.0;
/// Height of a line of the smallest text.
pub const LINE_PX: f64 = 16.0;
/// What ends at the right edge of a picture ends so much before it: letters may reach beyond their measured width.
pub const EDGE_PX: f64 = 2.0;
const PAD_PX: f64 = 3.0;

/// One line to be placed.
#[derive(Clone, Debug)]
pub struct Label {
    /// The words.
    pub text: String,
    /// Where the anchor stands, vertical middle.
    pub at: Point,
    /// Which end stands there.
    pub anchor: Anchor,
    /// Whether bold.
    pub bold: bool,
    /// Colour of the words.
    pub color: Rgba,
    /// Colour behind the words, where they stand on a busy ground.
    pub ground: Option<Rgba>,
}

impl Label {
    /// Words on a ground of their own, for [`Labels::place_at`] to give them a place.
    #[must_use]
    pub fn on(ground: Rgba, text: &str, bold: bool, color: Rgba) -> Self {
        let at = Point { x: 0.0, y: 0.0 };
        Self { text: text.to_owned(), at, anchor: Anchor::Start, bold, color, ground: Some(ground) }
    }

    /// The same elsewhere.
    #[must_use]
    pub fn at(&self, x: f64, y: f64, anchor: Anchor) -> Self {
        Self { at: Point { x, y }, anchor, ..self.clone() }
    }

    /// The label's box with its padding.
    #[must_use]
    pub fn frame(&self, measure: &dyn MeasureText) -> Rect {
        let width = measure.width(&self.text, FONT_PX, self.bold);
        let left = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - width / 2.0,
            Anchor::End => self.at.x - width,
        };
        Rect { x: left - PAD_PX, y: self.at.y - LINE_PX / 2.0, width: width + 2.0 * PAD_PX, height: LINE_PX }
    }

    /// The label's marks, wherever it stands.
    #[must_use]
    pub fn marks(self, measure: &dyn MeasureText) -> Vec<Mark> {
        let ground = self.ground.map(|color| Mark::Fill { rect: self.frame(measure), color });
        let words = Mark::Text(Text {
            text: self.text,
            at: self.at,
            anchor: self.anchor,
            size: FONT_PX,
            bold: self.bold,
            color: self.color,
        });
        match ground {
            Some(ground) => vec![ground, words],
            None => vec![words],
        }
    }
}

/// Labels placed so far inside `bounds`.
pub struct Labels<'a> {
    measure: &'a dyn MeasureText,
    bounds: Rect,
    taken: Vec<Rect>,
    marks: Vec<Mark>,
}

impl<'a> Labels<'a> {
    /// No label yet.
    #[must_use]
    pub fn new(measure: &'a dyn MeasureText, bounds: Rect) -> Self {
        Self { measure, bounds, taken: Vec::new(), marks: Vec::new() }
    }

    /// Widths of text.
    #[must_use]
    pub fn measure(&self) -> &'a dyn MeasureText {
        self.measure
    }

    /// Keeps `rect` free of labels.
    pub fn reserve(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Places `label` if it lies inside the bounds and on no other one; says whether it did.
    pub fn place(&mut self, label: Label) -> bool {
        let frame = label.frame(self.measure);
        let inside = frame.x >= self.bounds.x - 0.5
            && frame.right() <= self.bounds.right() + 0.5
            && frame.y >= self.bounds.y - 0.5
            && frame.bottom() <= self.bounds.bottom() + 0.5;
        if !inside || self.taken.iter().any(|taken| taken.overlaps(&frame)) {
            return false;
        }
        self.force(label);
        true
    }

    /// Places `label` whatever it covers: for what a picture must say.
    pub fn force(&mut self, label: Label) {
        self.taken.push(label.frame(self.measure));
        self.marks.put_all(label.marks(self.measure));
    }

    /// Places `label` at the first of `places` (across, down, which end stands there) that has room; says whether any did.
    pub fn place_at(&mut self, label: &Label, places: &[(f64, f64, Anchor)]) -> bool {
        places.iter().any(|(x, y, anchor)| self.place(label.at(*x, *y, *anchor)))
    }

    /// The first of `choices` that finds room; says whether any did.
    pub fn place_first(&mut self, choices: impl IntoIterator<Item = Label>) -> bool {
        choices.into_iter().any(|label| self.place(label))
    }

    /// The marks of all that were placed.
    #[must_use]
    pub fn into_marks(self) -> Vec<Mark> {
        self.marks
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Seven pixels a character: enough for layout tests, no font needed.
    pub(crate) struct Monospace;

    impl MeasureText for Monospace {
        fn width(&self, text: &str, size: f64, _bold: bool) -> f64 {
            text.chars().map(|c| if c.is_ascii() { 0.6 * size } else { size }).sum()
        }
    }

    fn label(text: &str, x: f64, y: f64) -> Label {
        let color = Rgba(0, 0, 0, 255);
        Label { text: text.to_owned(), at: Point { x, y }, anchor: Anchor::Start, bold: false, color, ground: None }
    }

    #[test]
    fn a_label_that_would_cover_another_is_left_out() {
        let bounds = Rect { x: 0.0, y: 0.0, width: 200.0, height: 100.0 };
        let mut labels = Labels::new(&Monospace, bounds);
        assert!(labels.place(label("first", 10.0, 20.0)));
        assert!(!labels.place(label("second", 20.0, 24.0)));
        assert!(labels.place(label("third", 10.0, 40.0)));
        assert!(!labels.place(label("too long for what is left of it", 100.0, 80.0)));
        assert_eq!(labels.into_marks().len(), 2);
    }
}
