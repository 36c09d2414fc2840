//! The detailed picture of a map: bars, sums, clusters, and the sums up to fixed distances.

use crate::engine::heatmap::Basis;
use crate::engine::map::DISTANCES;
use crate::engine::market::Side;
use crate::error::Result;
use crate::lists::{Growing, Listed};
use crate::scene::annotations;
use crate::scene::breadth::Breadth;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Stroke};
use crate::scene::heat_cells::ShownSides;
use crate::scene::locale::fill;
use crate::scene::map::bars::{bars, largest_row};
use crate::scene::map::curves::{curves, largest_sum};
use crate::scene::map::view::MapView;
use crate::scene::marks::axes::{AxisStyle, plain, price_axis, rule, segment};
use crate::scene::marks::brackets::{brackets, label_bounds};
use crate::scene::marks::label::{FONT_PX, LINE_PX, Label, Labels};
use crate::scene::marks::spot::SpotLine;
use crate::scene::notes::say_simulated;
use crate::scene::scale::{PxRange, ScaleKind, ValueScale};
use crate::scene::ticks::{TickRoom, value_ticks};

/// Share of the plot that the longest bar takes, so that labels and curves have room beyond it.
const LONGEST_BAR: f64 = 0.72;
/// The same for the curves.
const FURTHEST_CURVE: f64 = 0.94;

impl MapView {
    /// From nothing at the left edge to `largest` at a share of the plot's width.
    fn across(&self, largest: f64, share: f64) -> Result<ValueScale> {
        let plot = self.layout.plot;
        let high = if largest > 0.0 { largest } else { 1.0 };
        ValueScale::new(ScaleKind::Linear, 0.0, high, PxRange { at_low: plot.x, at_high: plot.x + plot.width * share })
    }

    /// Numbers and a title above the plot (sums) or below it (bars).
    fn amount_axis(&self, scale: &ValueScale, title: &str, above: bool, measure: &dyn MeasureText) -> Vec<Mark> {
        let (plot, theme) = (self.layout.plot, &self.look.page.theme);
        let wanted = ((scale.range().length() / 90.0) as usize).clamp(2, 6);
        let ticks = value_ticks(scale, TickRoom { wanted, min_px: 64.0 });
        let (edge, away) = if above { (plot.y, -1.0) } else { (plot.bottom(), 1.0) };
        let at = |x: f64, lines: f64| Point { x, y: edge + away * (4.0 + LINE_PX * lines) };
        let mut marks = plain(title.to_owned(), at(plot.x, 1.5), Anchor::Start, theme.muted).marks(measure);
        let mut right = f64::NEG_INFINITY;
        for value in ticks.values {
            let (x, text) = (scale.to_px(value), self.words().mass(value));
            marks.push(rule(Point { x, y: edge }, Point { x, y: edge + away * 4.0 }, theme.muted));
            let half = measure.width(&text, FONT_PX, false) / 2.0;
            let middle = x.max(plot.x + half);
            if middle - half > right + 8.0 {
                marks.put_all(plain(text, at(middle, 0.5), Anchor::Middle, theme.muted).marks(measure));
                right = middle + half;
            }
        }
        marks.push(rule(Point { x: plot.x, y: edge }, Point { x: plot.right(), y: edge }, theme.grid));
        marks
    }

    /// Quiet lines at fixed distances from the spot with the sums up to there.
    fn distance_marks(&self, prices: &ValueScale, labels: &mut Labels<'_>) -> Vec<Mark> {
        let (plot, theme, locale) = (self.layout.plot, &self.look.page.theme, self.look.page.locale);
        let whole = self.map.whole();
        let mut marks = Vec::new();
        for distance in DISTANCES.into_iter().filter(|distance| *distance <= self.options.window + 1e-12) {
            for side in Side::BOTH {
                let signed = if side == Side::Long { -distance } else { distance };
                let y = prices.to_px(self.map.column.mark * (1.0 + signed)).clamp(plot.y, plot.bottom());
                let stroke = Stroke { color: theme.muted.with_alpha(150), width: 1.0, dash: Some((2.0, 4.0)) };
                marks.push(segment(Point { x: plot.x, y }, Point { x: plot.right(), y }, stroke));
                let sum = self.map.within(side, distance);
                let (distance, amount) = (locale.percent_signed(signed, 0), self.words().mass(sum));
                let words = &locale.words().map;
                let values = [("distance", distance.as_str()), ("amount", amount.as_str())];
                let short = fill(words.within(), &values);
                let share = locale.percent_short(if whole > 0.0 { sum / whole } else { 0.0 });
                let [distance, amount] = values;
                let long = fill(words.within_share(), &[distance, amount, ("share", &share)]);
                // On the spot's side of the line, which the edge of the plot may be.
                let towards = if side == Side::Long { -1.0 } else { 1.0 };
                let label = |text: &str, x: f64, anchor: Anchor| Label {
                    text: text.to_owned(),
                    at: Point { x, y: y + towards * (LINE_PX / 2.0 + 1.0) },
                    anchor,
                    bold: false,
                    color: theme.muted,
                    ground: Some(theme.background.with_alpha(215)),
                };
                let texts: &[&str] = match self.layout.breadth {
                    Breadth::Column | Breadth::Full if self.map.basis == Basis::Usd && whole > 0.0 => &[&long, &short],
                    _ => &[&short],
                };
                let places = [
                    (plot.right() - 6.0, Anchor::End),
                    (plot.x + plot.width * 0.45, Anchor::Middle),
                    (plot.x + 6.0, Anchor::Start),
                ];
                labels.place_first(texts.iter().flat_map(|text| places.map(|(x, anchor)| label(text, x, anchor))));
            }
        }
        marks
    }

    /// What the source calls max pain: a line across, named at its end.
    fn max_pain_marks(&self, prices: &ValueScale, labels: &mut Labels<'_>) -> Vec<Mark> {
        let (plot, theme) = (self.layout.plot, &self.look.page.theme);
        let mut marks = Vec::new();
        for (price, text) in self.max_pain() {
            let y = prices.to_px(price);
            if y < plot.y || y > plot.bottom() {
                continue;
            }
            let stroke = Stroke { color: theme.accent, width: 1.5, dash: Some((6.0, 3.0)) };
            marks.push(segment(Point { x: plot.x, y }, Point { x: plot.right(), y }, stroke));
            let away = LINE_PX / 2.0 + 2.0;
            let label = Label::on(theme.background.with_alpha(225), &text, true, theme.ink);
            let place = |away: f64| (plot.right() - 6.0, y + away, Anchor::End);
            labels.place_at(&label, &[-away, away, -3.0 * away, 3.0 * away].map(place));
        }
        marks
    }

    /// The author's marks, at their prices; labels keep away from them.
    fn annotation_marks(&self, prices: &ValueScale, labels: &mut Labels<'_>) -> Vec<Mark> {
        let (plot, page) = (self.layout.plot, &self.look.page);
        let place = |_, price: f64| Point { x: plot.right() - 16.0, y: prices.to_px(price) };
        let mut marks = Vec::new();
        for (number, at, _) in annotations::placed(&page.annotations, plot, place) {
            labels.reserve(annotations::frame(at));
            marks.put_all(annotations::marks((number, at, true), plot, &page.theme));
        }
        marks
    }

    /// All marks of the detailed picture but its keys.
    pub(super) fn detailed(&self, prices: &ValueScale, measure: &dyn MeasureText) -> Vec<Mark> {
        let (layout, page) = (&self.layout, &self.look.page);
        let (Ok(amounts), Ok(sums)) = (
            self.across(largest_row(&self.map), LONGEST_BAR),
            self.across(largest_sum(&self.map, self.draws()), FURTHEST_CURVE),
        ) else {
            return Vec::new();
        };
        let words = &page.locale.words().map;
        let style = AxisStyle { theme: &page.theme, locale: page.locale, zone: &page.zone, measure };
        let mut labels = Labels::new(measure, label_bounds(layout));
        let mut marks = price_axis(prices, layout.plot, layout.axis.x, &[prices.to_px(self.map.column.close)], style);
        marks.put_all(self.amount_axis(&amounts, words.row_scale(), false, measure));
        marks.put_all(bars(&self.map, prices, &amounts, &page.theme));
        if self.look.cumulative {
            marks.put_all(self.amount_axis(&sums, words.cumulative_scale(), true, measure));
            marks.put_all(curves(&self.map, self.draws(), prices, &sums, &page.theme));
        }
        let spot_y = prices.to_px(self.map.column.close);
        labels.reserve(Rect { x: layout.plot.x, y: spot_y - 1.0, width: layout.plot.width, height: 2.0 });
        let annotated = self.annotation_marks(prices, &mut labels);
        marks.put_all(self.max_pain_marks(prices, &mut labels));
        say_simulated(&self.snapshot, layout.plot, page.locale, &page.theme, &mut labels);
        if self.look.clusters {
            let named = brackets(&self.map.clusters, self.words(), prices, layout, &page.theme, &mut labels);
            marks.put_all(named);
            marks.put_all(self.robust_marks(prices));
        }
        let chip = page.locale.price(self.map.column.close, self.words().tick);
        let spot = SpotLine { price: self.map.column.close, chip, sides: ShownSides::Both };
        marks.put_all(spot.marks(prices, layout, page.locale, &page.theme, &mut labels));
        marks.put_all(self.distance_marks(prices, &mut labels));
        marks.put_all(labels.into_marks());
        marks.put_all(annotated);
        marks
    }

    /// A dot at the bracket of each robust cluster.
    fn robust_marks(&self, prices: &ValueScale) -> Vec<Mark> {
        let robust = self.map.clusters.iter().zip(&self.robust).filter(|(_, robust)| **robust);
        let plot = self.layout.plot;
        let dot = |(cluster, _): (&crate::engine::clusters::Cluster, &bool)| {
            let color = if cluster.side == Side::Long { self.look.page.theme.long } else { self.look.page.theme.short };
            let y = prices.to_px(cluster.center).clamp(plot.y, plot.bottom());
            let stroke = Some(Stroke { color: self.look.page.theme.background, width: 1.5, dash: None });
            Mark::Circle { center: Point { x: plot.right() - 1.0, y }, radius: 4.5, stroke, fill: Some(color) }
        };
        robust.map(dot).listed()
    }
}
