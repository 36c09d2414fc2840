//! The view of regimes: what is shown where.

use crate::engine::market::Snapshot;
use crate::engine::signals::of_snapshot::regime_history::RegimeHistory;
use crate::lists::{Growing, Listed};
use crate::scene::breadth::Breadth;
use crate::scene::cursor::Cursor;
use crate::scene::display_list::{Mark, MeasureText, Point, Rect};
use crate::scene::figure::{Figure, RasterPlace, Reaction};
use crate::scene::input::Input;
use crate::scene::layout::LEAST_PX;
use crate::scene::marks::axes::{AxisStyle, TIME_AXIS_PX};
use crate::scene::marks::facts::Facts;
use crate::scene::marks::keys::{key_lines, key_marks};
use crate::scene::marks::label::LINE_PX;
use crate::scene::regime::settings::{RegimeLook, RegimePart};
use crate::scene::scale::{PxRange, TimeScale};
use std::rc::Rc;

/// Height of the strip.
pub(super) const STRIP_PX: f64 = 14.0;
const GAP_PX: f64 = 12.0;
const COLUMN_GAP_PX: f64 = 36.0;
/// Lowest plot of prices that is good to read.
const LEAST_PRICES_PX: f64 = 110.0;

/// Where the parts lie, CSS pixels; a part without height is not drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Places {
    pub(super) prices: Rect,
    pub(super) strip: Rect,
    pub(super) keys: Rect,
    /// Facts, each with its place.
    pub(super) facts: Vec<(RegimePart, Rect)>,
}

/// The view of the regimes of one snapshot.
pub struct RegimeView {
    snapshot: Rc<Snapshot>,
    history: RegimeHistory,
    look: RegimeLook,
    places: Places,
    cursor: Cursor,
}

impl RegimeView {
    /// The view of `history`, which is of `snapshot`.
    #[must_use]
    pub fn new(snapshot: Rc<Snapshot>, history: RegimeHistory, look: RegimeLook) -> Self {
        Self { snapshot, history, look, places: Places::default(), cursor: Cursor::default() }
    }

    /// Takes another look; the numbers stay.
    pub fn set_look(&mut self, look: RegimeLook) {
        self.look = look;
    }

    /// The data.
    #[must_use]
    pub fn data(&self) -> &Rc<Snapshot> {
        &self.snapshot
    }

    /// The numbers.
    #[must_use]
    pub fn history(&self) -> &RegimeHistory {
        &self.history
    }

    /// The look.
    #[must_use]
    pub fn look(&self) -> &RegimeLook {
        &self.look
    }

    /// Whether a part is drawn.
    #[must_use]
    pub fn shows(&self, part: RegimePart) -> bool {
        self.look.parts.contains(&part)
    }

    /// Number of the readings that the reader points at.
    #[must_use]
    pub fn pointed(&self) -> Option<usize> {
        self.cursor.at().filter(|_| self.shows(RegimePart::Strip))
    }

    pub(super) const fn places(&self) -> &Places {
        &self.places
    }

    pub(super) fn style<'a>(&'a self, measure: &'a dyn MeasureText) -> AxisStyle<'a> {
        let page = &self.look.page;
        AxisStyle { theme: &page.theme, locale: page.locale, zone: &page.zone, measure }
    }

    /// Times over the strip.
    pub(super) fn times(&self) -> Option<TimeScale> {
        let (first, last) = (self.history.readings.first()?, self.history.readings.last()?);
        let plot = self.places.strip;
        let range = PxRange { at_low: plot.x, at_high: plot.right() };
        TimeScale::new(first.at_ms - self.history.step_ms, last.at_ms, range).ok()
    }

    fn reading_under(&self, at: Point) -> Option<usize> {
        let (prices, strip) = (self.places.prices, self.places.strip);
        let inside = at.x >= prices.x && at.x < prices.right() && at.y >= prices.y && at.y < strip.bottom() + LINE_PX;
        let at_ms = self.times()?.from_px(at.x);
        let found = self.history.readings.iter().position(|reading| reading.at_ms >= at_ms);
        found.filter(|_| inside)
    }

    fn facts(&self, part: RegimePart) -> Option<Facts> {
        if !self.shows(part) {
            return None;
        }
        match part {
            RegimePart::Strip => None,
            RegimePart::Readings => Some(self.reading_facts()),
            RegimePart::Breakers => Some(self.breaker_facts()),
            RegimePart::Cme => Some(self.cme_facts()),
        }
    }

    /// The facts in two columns where there is room, the breakers in the second; their height.
    fn lay_facts(&mut self, whole: Rect, measure: &dyn MeasureText) -> f64 {
        let is_wide = Breadth::of(whole.width) == Breadth::Full;
        let width = if is_wide { (whole.width - COLUMN_GAP_PX) / 2.0 } else { whole.width };
        let mut bottoms = [0.0_f64; 2];
        let mut laid = Vec::new();
        for part in RegimePart::ALL {
            let Some(facts) = self.facts(part) else { continue };
            let column = usize::from(is_wide && part == RegimePart::Breakers);
            let height = facts.height(width, measure);
            let x = whole.x + column as f64 * (width + COLUMN_GAP_PX);
            laid.push((part, Rect { x, y: bottoms[column], width, height }));
            bottoms[column] += height + GAP_PX;
        }
        let height = bottoms[0].max(bottoms[1]);
        let top = whole.bottom() - height;
        self.places.facts = laid.into_iter().map(|(part, rect)| (part, Rect { y: rect.y + top, ..rect })).listed();
        height
    }

    fn lay_out(&mut self, (width, height): (f64, f64), axis_width: f64, measure: &dyn MeasureText) {
        let whole = Rect { x: 0.0, y: 0.0, width: width.max(LEAST_PX.0), height: height.max(LEAST_PX.1) };
        self.places = Places::default();
        let facts = self.lay_facts(whole, measure);
        if !self.shows(RegimePart::Strip) {
            for (_, rect) in &mut self.places.facts {
                rect.y -= whole.height - facts;
            }
            return;
        }
        let keys = LINE_PX * key_lines(&self.keys(), &self.look.page.theme, whole.width, measure) as f64 + GAP_PX;
        let below = STRIP_PX + 4.0 + LINE_PX + TIME_AXIS_PX + keys;
        let prices = (whole.height - facts - below - 8.0).max(LEAST_PRICES_PX);
        let plot_width = (whole.width - axis_width).max(1.0);
        self.places.prices = Rect { x: 0.0, y: 8.0, width: plot_width, height: prices };
        let strip_y = self.places.prices.bottom() + 4.0;
        self.places.strip = Rect { x: 0.0, y: strip_y, width: plot_width, height: STRIP_PX };
        let keys_y = self.places.strip.bottom() + LINE_PX + TIME_AXIS_PX;
        self.places.keys = Rect { y: keys_y, height: keys, ..whole };
        // A picture too low for all of it is cut off at its end, never at its strip.
        let overflow = (keys_y + keys - (whole.height - facts)).max(0.0);
        for (_, rect) in &mut self.places.facts {
            rect.y += overflow;
        }
    }
}

impl Figure for RegimeView {
    fn resize(&mut self, width_css: f64, height_css: f64, measure: &dyn MeasureText) {
        self.lay_out((width_css, height_css), 64.0, measure);
        let axis_width = self.axis_width(measure);
        self.lay_out((width_css, height_css), axis_width, measure);
    }

    fn raster(&mut self, _pixels: &mut Vec<u8>) -> Option<RasterPlace> {
        None
    }

    fn chart(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let theme = &self.look.page.theme;
        let mut marks = Vec::new();
        if self.places.prices.height > 0.0 {
            marks.put_all(self.price_marks(measure));
            marks.put_all(self.strip_marks(measure));
            marks.put_all(key_marks(&self.keys(), self.places.keys, theme, measure));
        }
        for (part, area) in &self.places.facts {
            marks.put_all(self.facts(*part).into_iter().flat_map(|facts| facts.marks(*area, theme, measure)));
        }
        marks
    }

    fn overlay(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        self.pointed_marks(measure)
    }

    fn handle(&mut self, input: Input) -> Reaction {
        let count = if self.shows(RegimePart::Strip) { self.history.readings.len() } else { 0 };
        let mut cursor = std::mem::take(&mut self.cursor);
        cursor.keep_within(count);
        let reaction = cursor.handle(&input, count, |at| self.reading_under(at));
        self.cursor = cursor;
        reaction
    }
}
