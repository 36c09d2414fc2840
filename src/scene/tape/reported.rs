//! What others published, to scale: a value as a mark, a range as a bar, an open bound as an arrow.

use crate::digits::whole;
use crate::engine::signals::of_snapshot::reported_liquidations::ReportedLiquidations;
use crate::engine::snapshot::Measure;
use crate::lists::Growing;
use crate::scene::breadth::Breadth;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Stroke};
use crate::scene::locale::fill;
use crate::scene::marks::axes::{plain, rule};
use crate::scene::marks::label::{EDGE_PX, FONT_PX, LINE_PX};
use crate::scene::tape::view::TapeView;

/// Most groups drawn; all are in the table.
const MOST_ROWS: usize = 5;
const TITLE_PX: f64 = LINE_PX + 4.0;
const THICK_PX: f64 = 8.0;
const ARROW_PX: f64 = 26.0;
const GAP_PX: f64 = 12.0;

impl TapeView {
    fn reported_rows(&self) -> &[ReportedLiquidations] {
        let all = &self.tape().reported;
        &all[..all.len().min(MOST_ROWS)]
    }

    fn row_height(&self) -> f64 {
        if self.breadth() == Breadth::Phone { 2.0 * LINE_PX + 4.0 } else { LINE_PX + 6.0 }
    }

    /// Height of the figures with their title; nothing without a figure.
    pub(super) fn reported_height(&self) -> f64 {
        match self.reported_rows().len() {
            0 => 0.0,
            rows => TITLE_PX + rows as f64 * self.row_height(),
        }
    }

    pub(super) fn reported_marks(&self, area: Rect, measure: &dyn MeasureText) -> Vec<Mark> {
        let (theme, words, rows) = (&self.look().page.theme, self.words(), self.reported_rows());
        let mut title = plain(
            words.reported().to_owned(),
            Point { x: area.x, y: area.y + LINE_PX / 2.0 },
            Anchor::Start,
            theme.ink,
        );
        title.bold = true;
        let mut marks = title.marks(measure);
        let left_out = self.tape().reported.len() - rows.len();
        if left_out > 0 {
            let text = fill(words.more_in_table(), &[("n", &whole(left_out))]);
            let at = Point { x: area.right() - EDGE_PX, y: area.y + LINE_PX / 2.0 };
            marks.put_all(plain(text, at, Anchor::End, theme.muted).marks(measure));
        }
        let names = rows.iter().map(|row| measure.width(&self.what(row), FONT_PX, false)).fold(0.0, f64::max) + GAP_PX;
        let values = rows.iter().map(|row| measure.width(&self.value_of(row), FONT_PX, true)).fold(0.0, f64::max);
        let usd = rows.iter().filter(|row| row.measure == Measure::Liquidations);
        let most = usd.flat_map(|row| [row.low, row.high]).flatten().fold(0.0, f64::max);
        let phone = self.breadth() == Breadth::Phone;
        // Where a name leaves its value no room, the value stands beside the bar.
        let beside_bar = phone && names + values > area.width;
        for (index, row) in rows.iter().enumerate() {
            let y = area.y + TITLE_PX + index as f64 * self.row_height();
            let name_y = y + LINE_PX / 2.0;
            marks.put_all(
                plain(self.what(row), Point { x: area.x, y: name_y }, Anchor::Start, theme.muted).marks(measure),
            );
            let bar_y = if phone { y + LINE_PX + 2.0 } else { name_y - THICK_PX / 2.0 };
            let value_y = if beside_bar { bar_y + THICK_PX / 2.0 } else { name_y };
            let mut value =
                plain(self.value_of(row), Point { x: area.right() - EDGE_PX, y: value_y }, Anchor::End, theme.ink);
            value.bold = true;
            marks.put_all(value.marks(measure));
            let left = if phone { area.x } else { area.x + names };
            let right =
                if phone && !beside_bar { area.right() - EDGE_PX } else { area.right() - EDGE_PX - values - GAP_PX };
            let bar = Rect { x: left, y: bar_y, width: right - left, height: THICK_PX };
            if row.measure == Measure::Liquidations && most > 0.0 && bar.width > 3.0 * ARROW_PX {
                marks.put_all(self.range_marks(row, bar, most));
            }
        }
        marks
    }

    /// One group over a scale from 0 to the largest bound of all.
    fn range_marks(&self, row: &ReportedLiquidations, bar: Rect, most: f64) -> Vec<Mark> {
        let theme = &self.look().page.theme;
        let color = match row.side {
            Some(crate::engine::market::Side::Long) => theme.long,
            Some(crate::engine::market::Side::Short) => theme.short,
            None => theme.accent,
        };
        let x = |usd: f64| bar.x + (bar.width - ARROW_PX) * usd / most;
        let middle = bar.y + bar.height / 2.0;
        let at = |x: f64| Point { x, y: middle };
        let mut marks = vec![rule(at(bar.x), at(bar.right()), theme.grid)];
        let (low, high) = (row.low.or(row.high).unwrap_or(0.0), row.high.or(row.low).unwrap_or(0.0));
        if high > low {
            let rect = Rect { x: x(low), width: x(high) - x(low), ..bar };
            marks.push(Mark::Fill { rect, color });
        }
        for usd in row.figures.iter().flat_map(|figure| [figure.low, figure.high]).flatten() {
            let (top, bottom) = (Point { x: x(usd), y: bar.y - 1.0 }, Point { x: x(usd), y: bar.bottom() + 1.0 });
            marks.push(Mark::Line { points: vec![top, bottom], stroke: Stroke { color, width: 3.0, dash: None } });
        }
        for figure in &row.figures {
            match (figure.low, figure.high) {
                (Some(low), None) => marks.put_all(arrow(at(x(low)), 1.0, color)),
                (None, Some(high)) => marks.put_all(arrow(at(x(high)), -1.0, color)),
                _ => {}
            }
        }
        marks
    }
}

/// An open bound: a line that goes on to one side.
fn arrow(from: Point, towards: f64, color: crate::scene::display_list::Rgba) -> Vec<Mark> {
    let tip = Point { x: from.x + towards * (ARROW_PX - 6.0), ..from };
    let stroke = Stroke { color, width: 2.0, dash: Some((3.0, 3.0)) };
    let wing = |up: f64| Point { x: tip.x - towards * 5.0, y: tip.y + up };
    vec![
        Mark::Line { points: vec![from, tip], stroke },
        Mark::Line { points: vec![wing(-4.0), tip, wing(4.0)], stroke: Stroke { dash: None, ..stroke } },
    ]
}
