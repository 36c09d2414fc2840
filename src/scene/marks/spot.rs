//! The dashed line at the spot with its price at the axis, and whose risk lies on which side of it.

use crate::engine::market::Side;
use crate::lists::Growing;
use crate::scene::display_list::{Anchor, Mark, Point, Stroke};
use crate::scene::heat_cells::ShownSides;
use crate::scene::layout::Layout;
use crate::scene::locale::Locale;
use crate::scene::marks::axes::segment;
use crate::scene::marks::label::{LINE_PX, Label, Labels};
use crate::scene::marks::reading_box::chip;
use crate::scene::scale::ValueScale;
use crate::scene::theme::Theme;

/// The spot and its price in words.
pub struct SpotLine {
    /// Price.
    pub price: f64,
    /// What stands at the axis.
    pub chip: String,
    /// Sides whose liquidations are shown; the others' risk is not named.
    pub sides: ShownSides,
}

impl SpotLine {
    /// The line and the two names; where the spot is out of sight only one side's risk is in it.
    #[must_use]
    pub fn marks(
        self,
        prices: &ValueScale,
        layout: &Layout,
        locale: Locale,
        theme: &Theme,
        labels: &mut Labels<'_>,
    ) -> Vec<Mark> {
        let (plot, words) = (layout.plot, &locale.words().chart);
        let mut risk = |side: Side, y: f64| {
            let (text, color) = match side {
                Side::Long => (words.longs_at_risk(), theme.long),
                Side::Short => (words.shorts_at_risk(), theme.short),
            };
            if !self.sides.has(side) {
                return;
            }
            let label = Label::on(theme.background.with_alpha(225), text, true, color);
            let (left, right) = ((plot.x + 8.0, Anchor::Start), (plot.right() - 8.0, Anchor::End));
            let inward = if y < plot.y + plot.height / 2.0 { LINE_PX } else { -LINE_PX };
            let places = [y, y + inward].map(|y| [left, right].map(|(x, anchor)| (x, y, anchor)));
            labels.place_at(&label, places.as_flattened());
        };
        let y = prices.to_px(self.price);
        if y <= plot.y {
            risk(Side::Long, plot.y + 12.0);
            return Vec::new();
        }
        if y >= plot.bottom() {
            risk(Side::Short, plot.bottom() - 12.0);
            return Vec::new();
        }
        risk(Side::Short, plot.y + 12.0);
        risk(Side::Long, plot.bottom() - 12.0);
        let stroke = Stroke { color: theme.ink, width: 1.0, dash: Some((5.0, 4.0)) };
        let mut marks = vec![segment(Point { x: plot.x, y }, Point { x: layout.axis.x, y }, stroke)];
        let at = Point { x: layout.axis.x + 6.0, y };
        marks.put_all(chip(self.chip, at, Anchor::Start, theme, labels.measure()));
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::display_list::Rect;
    use crate::scene::marks::label::tests::Monospace;
    use crate::scene::scale::{PxRange, ScaleKind};
    use crate::scene::theme::{Direction, Scheme};

    #[test]
    fn a_side_is_named_a_line_further_in_where_its_corners_are_taken() {
        let plot = Rect { x: 0.0, y: 0.0, width: 300.0, height: 200.0 };
        let layout = Layout { plot, axis: Rect { x: 300.0, ..plot }, ..Layout::default() };
        let range = PxRange { at_low: plot.bottom(), at_high: plot.y };
        let prices = ValueScale::new(ScaleKind::Linear, 90.0, 110.0, range).unwrap();
        let mut labels = Labels::new(&Monospace, plot);
        labels.reserve(Rect { y: 184.0, height: 16.0, ..plot });
        let spot = SpotLine { price: 100.0, chip: "100".to_owned(), sides: ShownSides::Both };
        let theme = Theme::new(Scheme::Light, Direction::GreenUp);
        let line = spot.marks(&prices, &layout, Locale::default(), &theme, &mut labels);
        assert!(matches!(line[0], Mark::Line { .. }));
        let heights = labels.into_marks().into_iter().filter_map(|mark| match mark {
            Mark::Text(text) => Some(text.at.y),
            _ => None,
        });
        assert_eq!(heights.collect::<Vec<_>>(), [12.0, 172.0]);
    }
}
