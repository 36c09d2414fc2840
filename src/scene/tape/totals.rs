//! Windows that end now: the total, its split in words, and the split as one bar.

use crate::engine::market::TimeMs;
use crate::lists::Growing;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect};
use crate::scene::locale::fill;
use crate::scene::marks::axes::plain;
use crate::scene::marks::label::{EDGE_PX, FONT_PX, LINE_PX};
use crate::scene::tape::view::TapeView;

/// Height of one window: two lines, a bar, a gap.
const ROW_PX: f64 = 2.0 * LINE_PX + 22.0;
const BAR_PX: f64 = 8.0;
const COLUMN_GAP_PX: f64 = 24.0;

impl TapeView {
    /// Windows side by side where their words have room.
    fn columns(&self, width_css: f64, measure: &dyn MeasureText) -> usize {
        let count = self.tape().windows.len();
        let widest =
            self.tape().totals.iter().flatten().map(|totals| measure.width(&self.split(totals), FONT_PX, false));
        let needed = widest.fold(0.0, f64::max) + COLUMN_GAP_PX;
        if needed * count as f64 <= width_css + COLUMN_GAP_PX { count } else { 1 }
    }

    /// Height of all windows.
    pub(super) fn totals_height(&self, width_css: f64, measure: &dyn MeasureText) -> f64 {
        self.tape().windows.len().div_ceil(self.columns(width_css, measure)) as f64 * ROW_PX
    }

    pub(super) fn totals_marks(&self, area: Rect, measure: &dyn MeasureText) -> Vec<Mark> {
        let columns = self.columns(area.width, measure);
        let width = (area.width + COLUMN_GAP_PX) / columns as f64 - COLUMN_GAP_PX;
        let mut marks = Vec::new();
        for index in 0..self.tape().windows.len() {
            let x = area.x + (index % columns) as f64 * (width + COLUMN_GAP_PX);
            let y = area.y + (index / columns) as f64 * ROW_PX;
            marks.put_all(self.window_marks(index, Rect { x, y, width, height: ROW_PX }, measure));
        }
        marks
    }

    fn window_marks(&self, index: usize, area: Rect, measure: &dyn MeasureText) -> Vec<Mark> {
        let (theme, words) = (&self.look().page.theme, self.words());
        let window = self.window(self.tape().windows[index].length_ms as TimeMs);
        let line = |text: String, line: f64, bold: bool| {
            let at = Point { x: area.x, y: area.y + LINE_PX * (line + 0.5) };
            let mut label = plain(text, at, Anchor::Start, if bold { theme.ink } else { theme.muted });
            label.bold = bold;
            label.marks(measure)
        };
        let Some(totals) = &self.tape().totals[index] else {
            return line(fill(words.window_unknown(), &[("window", &window)]), 0.0, true);
        };
        let whole = totals.long + totals.short;
        let amount = self.locale().usd(whole);
        let mut marks = line(fill(words.window_total(), &[("window", &window), ("amount", &amount)]), 0.0, true);
        marks.put_all(line(self.split(totals), 1.0, false));
        let bar = Rect { y: area.y + 2.0 * LINE_PX + 2.0, height: BAR_PX, width: area.width - EDGE_PX, ..area };
        if whole <= 0.0 {
            marks.push(Mark::Fill { rect: bar, color: theme.grid });
            return marks;
        }
        // A hair of background between the sides, so that they part without their colours too.
        let longs = bar.width * totals.long / whole;
        marks.push(Mark::Fill { rect: Rect { width: (longs - 1.0).max(0.0), ..bar }, color: theme.long });
        let shorts = Rect { x: bar.x + longs + 1.0, width: (bar.width - longs - 1.0).max(0.0), ..bar };
        marks.push(Mark::Fill { rect: shorts, color: theme.short });
        marks
    }
}
