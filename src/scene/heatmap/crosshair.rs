//! The crosshair: a line each way, the price and the time at the axes, and one small box of numbers.

use crate::engine::heatmap::Basis;
use crate::engine::market::Side;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Rgba, Stroke};
use crate::scene::heatmap::layout::{Breadth, Layout};
use crate::scene::heatmap::reading::Reading;
use crate::scene::locale::Locale;
use crate::scene::marks::label::{FONT_PX, LINE_PX, Label};
use crate::scene::theme::Theme;
use crate::scene::zone::Zone;

const BOX_PAD_PX: f64 = 8.0;
const BOX_GAP_PX: f64 = 14.0;
const COLUMN_GAP_PX: f64 = 14.0;

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
        format!("{}–{}", self.locale.price(reading.low, self.tick), self.locale.price(reading.high, self.tick))
    }

    /// The reading as pairs of name and value.
    #[must_use]
    pub fn lines(&self, reading: &Reading) -> Vec<(&'static str, String)> {
        let words = &self.locale.words().crosshair;
        let mut lines =
            vec![(words.time, self.locale.date_time(reading.time_ms, self.zone)), (words.price, self.prices(reading))];
        for (name, side) in [(words.long, Side::Long), (words.short, Side::Short)] {
            if reading.mass[side.index()] > 0.0 {
                lines.push((name, self.mass(reading.mass[side.index()])));
            }
        }
        if reading.mass == [0.0, 0.0] {
            lines.push((words.no_estimate, String::new()));
        }
        if let Some(share) = reading.share_of_open_interest.filter(|share| *share > 0.0) {
            lines.push((words.share, self.locale.percent_short(share)));
        }
        lines.push((words.cumulative, self.mass(reading.cumulative)));
        lines.push((words.distance, self.locale.percent_signed(reading.distance, 2)));
        if reading.seeded_share > crate::engine::clusters::SEEDED_LIMIT {
            lines.push((words.seeded, self.locale.percent_short(reading.seeded_share)));
        }
        lines
    }

    /// The reading as one line, for the live region.
    #[must_use]
    pub fn sentence(&self, reading: &Reading) -> String {
        let separator = self.locale.words().numbers.list_separator;
        let parts =
            self.lines(reading).into_iter().map(|(name, value)| format!("{name} {value}").trim_end().to_owned());
        parts.collect::<Vec<_>>().join(separator)
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
    let line = |from: Point, to: Point| Mark::Line { points: vec![from, to], stroke };
    let plot = layout.plot;
    let mut marks = vec![
        line(Point { x: plot.x, y: at.y }, Point { x: layout.axis.x, y: at.y }),
        line(Point { x: at.x, y: plot.y }, Point { x: at.x, y: plot.bottom() }),
    ];
    let middle = (reading.low * reading.high).sqrt();
    marks.extend(chip(
        words.locale.price(middle, words.tick),
        Point { x: layout.axis.x + 6.0, y: at.y },
        Anchor::Start,
        theme,
        measure,
    ));
    marks.extend(time_chip(reading, at, plot, words, theme, measure));
    // A phone has no room to say the time twice.
    let lines = words.lines(reading);
    let told = if layout.breadth == Breadth::Phone { &lines[1..] } else { &lines };
    marks.extend(reading_box(told, at, plot, theme, measure));
    marks
}

/// Words on a ground of ink.
#[must_use]
pub fn chip(text: String, at: Point, anchor: Anchor, theme: &Theme, measure: &dyn MeasureText) -> Vec<Mark> {
    Label { text, at, anchor, bold: false, color: theme.background.with_alpha(255), ground: Some(theme.ink) }
        .marks(measure)
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

/// The box stands on the side of the pointer that has more room, and never leaves the plot.
fn reading_box(lines: &[(&str, String)], at: Point, plot: Rect, theme: &Theme, measure: &dyn MeasureText) -> Vec<Mark> {
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
        marks.extend(text(name, frame.x + BOX_PAD_PX, Anchor::Start, false, theme.muted));
        marks.extend(text(value, frame.right() - BOX_PAD_PX, Anchor::End, true, theme.ink));
    }
    marks
}

fn grown(rect: Rect, by: f64) -> Rect {
    Rect { x: rect.x - by, y: rect.y - by, width: rect.width + 2.0 * by, height: rect.height + 2.0 * by }
}
