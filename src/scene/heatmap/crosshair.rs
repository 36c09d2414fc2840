//! The crosshair: a line each way, the price and the time at the axes, and one small box of numbers.

use crate::engine::heatmap::Basis;
use crate::engine::market::Side;
use crate::lists::{Growing, Listed};
use crate::scene::breadth::Breadth;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Stroke};
use crate::scene::heatmap::reading::Reading;
use crate::scene::layout::Layout;
use crate::scene::locale::Locale;
use crate::scene::marks::axes::segment;
use crate::scene::marks::label::{FONT_PX, LINE_PX};
use crate::scene::marks::reading_box::{chip, reading_box};
use crate::scene::theme::Theme;
use crate::scene::zone::Zone;
use crate::texts::{Texts, text};

/// What readings are written with.
#[derive(Clone, Copy)]
pub struct ReadingWords<'a> {
    /// Language and units.
    pub locale: Locale,
    /// Whose clock.
    pub zone: &'a Zone,
    /// Money or shares.
    pub basis: Basis,
    /// Smallest price step.
    pub tick: Option<f64>,
}

impl ReadingWords<'_> {
    fn mass(&self, mass: f64) -> String {
        match self.basis {
            Basis::Usd => self.locale.usd(mass),
            Basis::Relative => self.locale.percent_short(mass),
        }
    }

    /// Both edges of the row with all their digits: a row is narrow.
    fn prices(&self, reading: &Reading) -> String {
        text![self.locale.price(reading.low, self.tick), "–", self.locale.price(reading.high, self.tick)]
    }

    /// The reading as pairs of name and value.
    #[must_use]
    pub fn lines(&self, reading: &Reading) -> Vec<(&'static str, String)> {
        let words = &self.locale.words().crosshair;
        let mut lines = vec![
            (words.time(), self.locale.date_time(reading.time_ms, self.zone)),
            (words.price(), self.prices(reading)),
        ];
        for (name, side) in [(words.long(), Side::Long), (words.short(), Side::Short)] {
            if reading.mass[side.index()] > 0.0 {
                lines.push((name, self.mass(reading.mass[side.index()])));
            }
        }
        if reading.mass == [0.0, 0.0] {
            lines.push((words.no_estimate(), String::new()));
        }
        if let Some(share) = reading.share_of_open_interest.filter(|share| *share > 0.0) {
            lines.push((words.share(), self.locale.percent_short(share)));
        }
        lines.push((words.cumulative(), self.mass(reading.cumulative)));
        lines.push((words.distance(), self.locale.percent_signed(reading.distance, 2)));
        if reading.seeded_share > crate::engine::clusters::SEEDED_LIMIT {
            lines.push((words.seeded(), self.locale.percent_short(reading.seeded_share)));
        }
        lines
    }

    /// The reading as one line, for the live region.
    #[must_use]
    pub fn sentence(&self, reading: &Reading) -> String {
        let separator = self.locale.words().numbers.list_separator();
        let parts = self.lines(reading).into_iter().map(|(name, value)| text![name, " ", value].trim_end().to_owned());
        parts.listed().joined(separator)
    }
}

/// Lines, chips and box at `at`.
#[must_use]
pub fn marks(
    reading: &Reading,
    at: Point,
    layout: &Layout,
    words: ReadingWords<'_>,
    theme: &Theme,
    measure: &dyn MeasureText,
) -> Vec<Mark> {
    let stroke = Stroke { color: theme.ink.with_alpha(170), width: 1.0, dash: Some((3.0, 3.0)) };
    let line = |from: Point, to: Point| segment(from, to, stroke);
    let plot = layout.plot;
    let mut marks = vec![
        line(Point { x: plot.x, y: at.y }, Point { x: layout.axis.x, y: at.y }),
        line(Point { x: at.x, y: plot.y }, Point { x: at.x, y: plot.bottom() }),
    ];
    let middle = (reading.low * reading.high).sqrt();
    marks.put_all(chip(
        words.locale.price(middle, words.tick),
        Point { x: layout.axis.x + 6.0, y: at.y },
        Anchor::Start,
        theme,
        measure,
    ));
    marks.put_all(time_chip(reading, at, plot, words, theme, measure));
    // A phone has no room to say the time twice.
    let lines = words.lines(reading);
    let told = if layout.breadth == Breadth::Phone { &lines[1..] } else { &lines };
    marks.put_all(reading_box(told, at, plot, theme, measure));
    marks
}

fn time_chip(
    reading: &Reading,
    at: Point,
    plot: Rect,
    words: ReadingWords<'_>,
    theme: &Theme,
    measure: &dyn MeasureText,
) -> Vec<Mark> {
    let text = words.locale.date_time(reading.time_ms, words.zone);
    let half = measure.width(&text, FONT_PX, false) / 2.0 + 4.0;
    let x = at.x.clamp(plot.x + half, (plot.right() - half).max(plot.x + half));
    chip(text, Point { x, y: plot.bottom() + LINE_PX / 2.0 + 4.0 }, Anchor::Middle, theme, measure)
}
