//! Zones over the time ahead, and the cone of simulated paths.

use crate::engine::cascade::Direction;
use crate::engine::montecarlo::SimulationAnswer;
use crate::engine::scenarios::{AuthoredZone, Board};
use crate::engine::signals::state::State;
use crate::lists::Listed;
use crate::scene::display_list::{Anchor, Mark, Point, Rect, Rgba, Stroke};
use crate::scene::marks::axes::rule;
use crate::scene::marks::label::{FONT_PX, LINE_PX, Label, Labels};
use crate::scene::scale::{TimeScale, ValueScale};
use crate::scene::theme::Theme;

const DAY_MS: f64 = 86_400_000.0;
/// Opacity of a zone ahead, over the past, and while it is chosen.
const AHEAD_ALPHA: u8 = 64;
const PAST_ALPHA: u8 = 18;
const CHOSEN_ALPHA: u8 = 110;
/// Opacity of the wide and the narrow part of the cone.
const FAN_ALPHA: [u8; 2] = [30, 38];

/// The picture's scales and where the past ends.
pub struct Ground<'a> {
    /// Prices.
    pub prices: &'a ValueScale,
    /// Instants.
    pub times: &'a TimeScale,
    /// Where both are to scale.
    pub plot: Rect,
    /// Right end of the past.
    pub now_x: f64,
    /// Colours.
    pub theme: &'a Theme,
}

/// What a band says.
pub struct BandWords {
    /// Name and prices.
    pub title: String,
    /// The name alone, where there is no room for more.
    pub short: String,
    /// Further lines, as far as the band has room.
    pub lines: Vec<String>,
}

/// Above the spot like a rise, below it like a fall, around it like neither.
#[must_use]
pub fn zone_color(zone: &AuthoredZone, board: &Board, theme: &Theme) -> Rgba {
    match board.direction(zone) {
        Some(Direction::Up) => theme.up,
        Some(Direction::Down) => theme.down,
        None => theme.accent,
    }
}

/// A sign for a state, beside its word.
#[must_use]
pub const fn mark_of(state: State) -> &'static str {
    match state {
        State::Met => "✓",
        State::NotMet => "✗",
        State::NoData => "–",
    }
}

impl Ground<'_> {
    /// Top and bottom of a range of prices within the plot; `None` where it lies outside.
    #[must_use]
    pub fn heights(&self, (low, high): (f64, f64)) -> Option<(f64, f64)> {
        let within = |price: f64| self.prices.to_px(price).clamp(self.plot.y, self.plot.bottom());
        let (top, bottom) = (within(high), within(low));
        (bottom > self.plot.y && top < self.plot.bottom()).then_some((top, bottom.max(top + 1.0)))
    }

    /// The band of a zone: faint over the past, filled ahead, with its edges.
    #[must_use]
    pub fn band(&self, zone: &AuthoredZone, color: Rgba, chosen: bool) -> Vec<Mark> {
        let Some((top, bottom)) = self.heights((zone.zone.low, zone.zone.high)) else { return Vec::new() };
        let part = |x: f64, right: f64, alpha: u8| {
            let rect = Rect { x, y: top, width: (right - x).max(0.0), height: bottom - top };
            Mark::Fill { rect, color: color.with_alpha(alpha) }
        };
        let right = self.plot.right();
        let mut marks = vec![
            part(self.plot.x, self.now_x, PAST_ALPHA),
            part(self.now_x, right, if chosen { CHOSEN_ALPHA } else { AHEAD_ALPHA }),
        ];
        let width = if chosen { 3.0 } else { 1.5 };
        for y in [top, bottom] {
            let points = vec![Point { x: self.now_x, y }, Point { x: right, y }];
            marks.push(Mark::Line { points, stroke: Stroke { color, width, dash: None } });
            marks.push(rule(Point { x: self.plot.x, y }, Point { x: self.now_x, y }, color.with_alpha(90)));
        }
        marks
    }

    /// The words of a band, in it as far as they have room, else just the name.
    pub fn band_words(&self, zone: &AuthoredZone, color: Rgba, words: &BandWords, labels: &mut Labels<'_>) {
        let Some((top, bottom)) = self.heights((zone.zone.low, zone.zone.high)) else { return };
        let ground = Some(self.theme.background.with_alpha(205));
        let (right, middle) = (self.plot.right() - 6.0, f64::midpoint(top, bottom));
        let room = ((bottom - top - 4.0) / LINE_PX).floor().max(1.0) as usize;
        // Further lines stand over the time ahead only: before it is the price.
        let fits = |text: &&String| labels.measure().width(text, FONT_PX, false) <= right - self.now_x;
        let lines: Vec<String> = words.lines.iter().take_while(fits).cloned().listed();
        let count = room.min(1 + lines.len());
        let first = middle - LINE_PX * (count as f64 - 1.0) / 2.0;
        let line = |text: &str, row: usize, bold: bool| Label {
            text: text.to_owned(),
            at: Point { x: right, y: first + LINE_PX * row as f64 },
            anchor: Anchor::End,
            bold,
            color: if bold { self.theme.ink } else { self.theme.muted },
            ground,
        };
        let titles = [line(&words.title, 0, true), line(&words.short, 0, true)];
        let edge = |y: f64| Label { at: Point { x: right, y }, color, ..line(&words.short, 0, true) };
        if !labels.place_first(titles.into_iter().chain([edge(top - 9.0), edge(bottom + 9.0)])) {
            return;
        }
        for (row, text) in lines.iter().take(count - 1).enumerate() {
            labels.place(line(text, row + 1, false));
        }
    }

    /// The cone from the spot: 5 to 95 % and 25 to 75 % of paths.
    #[must_use]
    pub fn fan(&self, simulated: &SimulationAnswer, (now_ms, spot): (i64, f64)) -> Vec<Mark> {
        let start = Point { x: self.now_x, y: self.prices.to_px(spot) };
        let at = |days: f64, price: f64| Point {
            x: self.times.to_px(now_ms + (days * DAY_MS) as i64).min(self.plot.right()),
            y: self.prices.to_px(price).clamp(self.plot.y, self.plot.bottom()),
        };
        let layer = |(low, high): (usize, usize), alpha: u8| {
            let edge = |level: usize| simulated.fan.iter().map(move |(days, prices)| at(*days, prices[level]));
            let upper: Vec<Point> = [start].into_iter().chain(edge(high)).listed();
            let lower: Vec<Point> = edge(low).listed();
            let points: Vec<Point> = upper.into_iter().chain(lower.into_iter().rev()).listed();
            (points.len() > 2).then(|| Mark::Polygon { points, color: self.theme.ink.with_alpha(alpha) })
        };
        [((0, 4), FAN_ALPHA[0]), ((1, 3), FAN_ALPHA[1])].into_iter().filter_map(|(at, alpha)| layer(at, alpha)).listed()
    }
}
