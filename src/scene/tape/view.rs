//! The tape's view: what is shown where.

use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::of_snapshot::liquidation_tape::LiquidationTape;
use crate::lists::Growing;
use crate::scene::breadth::Breadth;
use crate::scene::cursor::Cursor;
use crate::scene::display_list::{Mark, MeasureText, Point, Rect};
use crate::scene::figure::{Figure, RasterPlace, Reaction};
use crate::scene::input::Input;
use crate::scene::layout::LEAST_PX;
use crate::scene::marks::axes::{AxisStyle, TIME_AXIS_PX};
use crate::scene::marks::keys::{key_lines, key_marks};
use crate::scene::marks::label::LINE_PX;
use crate::scene::scale::{PxRange, TimeScale};
use crate::scene::tape::settings::{TapeLook, TapePart};
use std::rc::Rc;

const GAP_PX: f64 = 10.0;
/// Lowest plot of bars that is good to read; what stands under it goes before it is lower.
const LEAST_BARS_PX: f64 = 130.0;
const OPEN_INTEREST_PX: f64 = 62.0;

/// Where the parts lie, CSS pixels; a part without height is not drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Places {
    pub(super) breadth: Breadth,
    pub(super) whole: Rect,
    pub(super) totals: Rect,
    /// Bars, without the labels of their axis.
    pub(super) bars: Rect,
    /// Open interest, without its title and the labels of its axis.
    pub(super) open_interest: Rect,
    pub(super) keys: Rect,
    pub(super) reported: Rect,
}

/// The view of one tape.
pub struct TapeView {
    snapshot: Rc<Snapshot>,
    tape: LiquidationTape,
    look: TapeLook,
    places: Places,
    cursor: Cursor,
}

impl TapeView {
    /// The view of `tape`, which is of `snapshot`.
    #[must_use]
    pub fn new(snapshot: Rc<Snapshot>, tape: LiquidationTape, look: TapeLook) -> Self {
        Self { snapshot, tape, look, places: Places::default(), cursor: Cursor::default() }
    }

    /// Takes another look; the numbers stay.
    pub fn set_look(&mut self, look: TapeLook) {
        self.look = look;
    }

    /// The data.
    #[must_use]
    pub fn data(&self) -> &Rc<Snapshot> {
        &self.snapshot
    }

    /// The numbers.
    #[must_use]
    pub fn tape(&self) -> &LiquidationTape {
        &self.tape
    }

    /// The look.
    #[must_use]
    pub fn look(&self) -> &TapeLook {
        &self.look
    }

    /// Number of the bar that the reader points at.
    #[must_use]
    pub fn pointed(&self) -> Option<usize> {
        self.cursor.at().filter(|_| self.look.shows(TapePart::Bars))
    }

    pub(super) const fn breadth(&self) -> Breadth {
        self.places.breadth
    }

    pub(super) const fn places(&self) -> &Places {
        &self.places
    }

    pub(super) fn style<'a>(&'a self, measure: &'a dyn MeasureText) -> AxisStyle<'a> {
        let page = &self.look.page;
        AxisStyle { theme: &page.theme, locale: page.locale, zone: &page.zone, measure }
    }

    /// Times over the bars.
    pub(super) fn times(&self) -> Option<TimeScale> {
        let (first, last) = (self.tape.bars.first()?, self.tape.bars.last()?);
        let plot = self.places.bars;
        TimeScale::new(first.from_ms, last.to_ms, PxRange { at_low: plot.x, at_high: plot.right() }).ok()
    }

    fn bar_under(&self, at: Point) -> Option<usize> {
        let (plot, times) = (self.places.bars, self.times()?);
        let below = self.places.open_interest.bottom().max(plot.bottom());
        let inside = at.x >= plot.x && at.x < plot.right() && at.y >= plot.y && at.y < below;
        let at_ms: TimeMs = times.from_px(at.x);
        let found = self.tape.bars.iter().position(|bar| at_ms > bar.from_ms && at_ms <= bar.to_ms);
        found.filter(|_| inside)
    }

    fn has_open_interest(&self) -> bool {
        self.look.shows(TapePart::OpenInterest)
            && self.look.shows(TapePart::Bars)
            && !self.tape.open_interest_coins.is_empty()
    }

    /// Stacks the parts; `axis_width` is what the labels at the right take.
    fn lay_out(&mut self, (width, height): (f64, f64), axis_width: f64, measure: &dyn MeasureText) {
        let whole = Rect { x: 0.0, y: 0.0, width: width.max(LEAST_PX.0), height: height.max(LEAST_PX.1) };
        self.places = Places { breadth: Breadth::of(whole.width), whole, ..Places::default() };
        let mut room = whole.height;
        let totals = if self.look.shows(TapePart::Totals) { self.totals_height(whole.width, measure) } else { 0.0 };
        self.places.totals = Rect { height: totals, ..whole };
        room -= totals;
        let has_bars = self.look.shows(TapePart::Bars) && !self.tape.bars.is_empty();
        let lines = key_lines(&self.keys(), &self.look.page.theme, whole.width, measure);
        let keys = if has_bars { LINE_PX * lines as f64 } else { 0.0 };
        if has_bars {
            room -= TIME_AXIS_PX + keys + GAP_PX;
        }
        let least = if has_bars { LEAST_BARS_PX } else { 0.0 };
        let mut reported = if self.look.shows(TapePart::Published) { self.reported_height() } else { 0.0 };
        if room - reported - GAP_PX < least {
            reported = 0.0;
        }
        if reported > 0.0 {
            room -= reported + GAP_PX;
        }
        let below = LINE_PX + GAP_PX + OPEN_INTEREST_PX;
        let open_interest = if self.has_open_interest() && room - below >= least { OPEN_INTEREST_PX } else { 0.0 };
        if open_interest > 0.0 {
            room -= below;
        }
        if !has_bars {
            self.places.reported = Rect { y: totals + GAP_PX, height: reported, ..whole };
            return;
        }
        let plot_width = (whole.width - axis_width).max(1.0);
        let bars = Rect { x: 0.0, y: totals + 4.0, width: plot_width, height: (room - 4.0).max(1.0) };
        self.places.bars = bars;
        let mut bottom = bars.bottom();
        if open_interest > 0.0 {
            self.places.open_interest = Rect { y: bottom + GAP_PX + LINE_PX, height: open_interest, ..bars };
            bottom = self.places.open_interest.bottom();
        }
        self.places.keys = Rect { y: bottom + TIME_AXIS_PX, height: keys, ..whole };
        self.places.reported = Rect { y: self.places.keys.bottom() + GAP_PX, height: reported, ..whole };
    }
}

impl Figure for TapeView {
    fn resize(&mut self, width_css: f64, height_css: f64, measure: &dyn MeasureText) {
        self.lay_out((width_css, height_css), 64.0, measure);
        let axis_width = self.axis_width(measure);
        self.lay_out((width_css, height_css), axis_width, measure);
    }

    fn raster(&mut self, _pixels: &mut Vec<u8>) -> Option<RasterPlace> {
        None
    }

    fn chart(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let places = &self.places;
        let mut marks = Vec::new();
        if places.totals.height > 0.0 {
            marks.put_all(self.totals_marks(places.totals, measure));
        }
        if places.bars.height > 0.0 {
            marks.put_all(self.bars_marks(measure));
            marks.put_all(key_marks(&self.keys(), places.keys, &self.look.page.theme, measure));
        }
        if places.open_interest.height > 0.0 {
            marks.put_all(self.open_interest_marks(measure));
        }
        if places.reported.height > 0.0 {
            marks.put_all(self.reported_marks(places.reported, measure));
        }
        marks
    }

    fn overlay(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        self.pointed_marks(measure)
    }

    fn handle(&mut self, input: Input) -> Reaction {
        let count = if self.look.shows(TapePart::Bars) { self.tape.bars.len() } else { 0 };
        let mut cursor = std::mem::take(&mut self.cursor);
        cursor.keep_within(count);
        let reaction = cursor.handle(&input, count, |at| self.bar_under(at));
        self.cursor = cursor;
        reaction
    }
}
