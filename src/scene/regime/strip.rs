//! The price, and the strip of regimes under it: each has a letter, a word and a pattern, and no colour alone tells it.

use crate::engine::signals::of_snapshot::regime_history::RegimeSpan;
use crate::engine::signals::regime::Move;
use crate::lists::{Growing, Listed};
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Rgba, Stroke};
use crate::scene::events::Happenings;
use crate::scene::locale::fill;
use crate::scene::marks::axes::{plain, price_axis, price_axis_width, rule, time_axis};
use crate::scene::marks::keys::Key;
use crate::scene::marks::label::{FONT_PX, LINE_PX, Labels};
use crate::scene::marks::reading_box::{chip, reading_box};
use crate::scene::notes::say_made;
use crate::scene::panel::{Panel, reach};
use crate::scene::regime::settings::RegimePart;
use crate::scene::regime::view::RegimeView;
use crate::texts::text;

const STRIPE_PX: f64 = 4.0;
const LETTERS: &str = "ABCDEFGHIJKLMNOP";

impl RegimeView {
    fn panel<'a>(&'a self, measure: &'a dyn MeasureText) -> Option<Panel<'a>> {
        let prices = self.history().readings.iter().filter_map(|reading| reading.price);
        Panel::new(self.places().prices, reach(prices, false), self.style(measure)).ok()
    }

    fn chip_text(&self) -> Option<String> {
        let price = self.history().now()?.price?;
        Some(self.locale().price(price, self.tick()))
    }

    pub(super) fn axis_width(&self, measure: &dyn MeasureText) -> f64 {
        let chip = self.chip_text().unwrap_or_default();
        self.panel(measure).map_or(0.0, |panel| price_axis_width(&panel.values, &chip, self.style(measure)))
    }

    /// The letter of a regime: the first that occurs is A.
    fn letter(&self, label: &str) -> &'static str {
        let index = self.history().labels().iter().position(|known| *known == label).unwrap_or(0);
        LETTERS.get(index..=index).unwrap_or("?")
    }

    /// The moves of price and open interest during a span.
    fn moves(&self, span: &RegimeSpan) -> Option<(Move, Move)> {
        let inside = self.history().readings.iter().find(|reading| reading.at_ms == span.to_ms)?;
        inside.moves[0].zip(inside.moves[1])
    }

    fn color(&self, price: Move) -> Rgba {
        let theme = &self.look().page.theme;
        match price {
            Move::Up => theme.up,
            Move::Flat => theme.muted,
            Move::Down => theme.down,
        }
    }

    /// Regimes that occur with their share of the time.
    pub(super) fn keys(&self) -> Vec<Key> {
        let spans = &self.history().spans;
        let whole: i64 = spans.iter().map(|span| span.to_ms - span.from_ms).sum();
        let key = |label: &'static str| {
            let own = spans.iter().filter(|span| span.label == Some(label));
            let length: i64 = own.map(|span| span.to_ms - span.from_ms).sum();
            let percent = self.locale().percent(length as f64 / whole.max(1) as f64, 0);
            let text = fill(self.words().share(), &[("regime", self.regime_name(label)), ("percent", &percent)]);
            Key { swatches: Vec::new(), text: text![self.letter(label), " ", text] }
        };
        let patterns = Key { swatches: Vec::new(), text: self.words().patterns().to_owned() };
        self.history().labels().into_iter().map(key).chain([patterns]).listed()
    }

    pub(super) fn price_marks(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (Some(panel), Some(times)) = (self.panel(measure), self.times()) else { return Vec::new() };
        let (page, theme) = (&self.look().page, &self.look().page.theme);
        let now = self.history().now().and_then(|now| now.price);
        let avoid: Vec<f64> = now.map(|price| panel.values.to_px(price)).into_iter().listed();
        let mut marks = price_axis(&panel.values, panel.plot, panel.plot.right(), &avoid, self.style(measure));
        let points = self.history().readings.iter().map(|reading| (times.to_px(reading.at_ms), reading.price));
        marks.put_all(panel.line(points, Stroke { color: theme.ink, width: 1.5, dash: None }));
        if let (Some(y), Some(text)) = (avoid.first(), self.chip_text()) {
            marks.put_all(chip(text, Point { x: panel.plot.right() + 6.0, y: *y }, Anchor::Start, theme, measure));
        }
        let mut labels = Labels::new(measure, panel.plot);
        for (reading, price) in self.history().readings.iter().filter_map(|reading| Some((reading, reading.price?))) {
            let (x, y) = (times.to_px(reading.at_ms), panel.values.to_px(price));
            labels.reserve(Rect { x: x - 2.0, y: y - 2.0, width: 4.0, height: 4.0 });
        }
        marks.put_all(self.happenings().draw(panel.plot, |at_ms| times.to_px(at_ms), &mut labels));
        say_made(self.data(), panel.plot, page.locale, theme, &mut labels);
        marks.put_all(labels.into_marks());
        marks
    }

    /// Events over the strip.
    pub(super) fn happenings(&self) -> Happenings<'_> {
        let (readings, step_ms) = (&self.history().readings, self.history().step_ms);
        let window = readings.first().zip(readings.last());
        let window = window.filter(|_| self.shows(RegimePart::Strip));
        let window = window.map_or((0, 0), |(first, last)| (first.at_ms - step_ms, last.at_ms));
        Happenings::of(self.data(), window, &self.look().page)
    }

    pub(super) fn strip_marks(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (strip, Some(times)) = (self.places().strip, self.times()) else { return Vec::new() };
        let theme = &self.look().page.theme;
        let mut marks = Vec::new();
        let mut label_end = f64::NEG_INFINITY;
        for span in &self.history().spans {
            let (left, right) = (times.to_px(span.from_ms), times.to_px(span.to_ms));
            let rect = Rect { x: left, width: (right - left - 1.0).max(1.0), ..strip };
            marks.put_all(self.span_marks(span, rect));
            let words = span.label.map_or(self.words().no_data(), |label| self.regime_name(label));
            let letter = span.label.map_or("–", |label| self.letter(label));
            let middle = f64::midpoint(left, right);
            let fits = |text: &str| {
                let width = measure.width(text, FONT_PX, false);
                width + 4.0 <= right - left && middle - width / 2.0 > label_end + 2.0
            };
            let Some(text) = [words, letter].into_iter().find(|text| fits(text)) else { continue };
            label_end = middle + measure.width(text, FONT_PX, false) / 2.0;
            let at = Point { x: middle, y: strip.bottom() + LINE_PX / 2.0 + 1.0 };
            marks.put_all(plain(text.to_owned(), at, Anchor::Middle, theme.ink).marks(measure));
        }
        let below = Rect { height: strip.height + LINE_PX + 2.0, ..strip };
        marks.put_all(time_axis(&times, below, self.style(measure)));
        let title = plain(
            self.words().strip().to_owned(),
            Point { x: strip.right() + 6.0, y: strip.y + strip.height / 2.0 },
            Anchor::Start,
            theme.muted,
        );
        marks.put_all(title.marks(measure));
        marks
    }

    /// Full where open interest rises, striped where it is flat, an outline where it falls, a line where nothing is known.
    fn span_marks(&self, span: &RegimeSpan, rect: Rect) -> Vec<Mark> {
        let theme = &self.look().page.theme;
        let corner = |x: f64, y: f64| Point { x, y };
        let Some((price, oi)) = self.moves(span).filter(|_| span.label.is_some()) else {
            let y = rect.y + rect.height / 2.0;
            return vec![rule(corner(rect.x, y), corner(rect.right(), y), theme.grid)];
        };
        let color = self.color(price);
        match oi {
            Move::Up => vec![Mark::Fill { rect, color }],
            Move::Flat => {
                let mut marks = vec![Mark::Fill { rect, color: color.with_alpha(70) }];
                let mut x = (rect.x / STRIPE_PX).ceil() * STRIPE_PX;
                while x < rect.right() {
                    marks.push(rule(corner(x, rect.y), corner(x, rect.bottom()), color));
                    x += STRIPE_PX;
                }
                marks
            }
            Move::Down => {
                let (right, bottom) = (rect.right() - 0.5, rect.bottom() - 0.5);
                let (left, top) = (rect.x + 0.5, rect.y + 0.5);
                let points = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
                let points = points.map(|(x, y)| corner(x, y)).to_vec();
                vec![Mark::Line { points, stroke: Stroke { color, width: 1.5, dash: None } }]
            }
        }
    }

    /// The step that the reader points at, with its readings.
    pub(super) fn pointed_marks(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let reading = self.pointed().and_then(|index| self.history().readings.get(index));
        let Some((reading, times)) = reading.zip(self.times()).filter(|_| self.shows(RegimePart::Strip)) else {
            return Vec::new();
        };
        let (plot, theme) = (self.places().prices, &self.look().page.theme);
        let x = times.to_px(reading.at_ms);
        let lines = self.reading_lines(reading);
        let lines: Vec<(&str, String)> = lines.iter().map(|(name, value)| (name.as_str(), value.clone())).listed();
        let line = rule(Point { x, y: plot.y }, Point { x, y: self.places().strip.bottom() }, theme.ink);
        let at = Point { x, y: plot.y + plot.height / 2.0 };
        std::iter::once(line).chain(reading_box(&lines, at, plot, theme, measure)).listed()
    }
}
