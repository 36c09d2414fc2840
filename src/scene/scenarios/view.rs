//! The scenarios' view: what is shown where, and what the reader points at.

use std::rc::Rc;

use crate::engine::estimate::EstimateRequest;
use crate::engine::heatmap::Ahead;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::montecarlo::SimulationAnswer;
use crate::engine::order::ordered;
#[cfg(not(feature = "simulation"))]
use crate::engine::scenarios::Amounts;
use crate::engine::scenarios::{Board, BoardAnswer, PathOdds, ZonesTold};
use crate::error::Result;
use crate::lists::{Growing, Listed};
use crate::scene::annotations;
use crate::scene::crosshair::Crosshair;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Stroke};
use crate::scene::drawing::Step;
use crate::scene::figure::{Figure, Notice, RasterPlace, Reaction};
use crate::scene::follow::{Follow, FollowGround};
use crate::scene::input::{Gesture, Gestures, Input};
use crate::scene::invalidation::Invalidation;
use crate::scene::layout::{Layout, Needs};
use crate::scene::look::Look;
use crate::scene::marks::axes::{AxisStyle, TIME_AXIS_PX, price_axis, price_axis_width, rule, segment, time_axis};
use crate::scene::marks::keys::{Key, key_lines, key_marks};
use crate::scene::marks::label::{LINE_PX, Label, Labels};
use crate::scene::marks::reading_box::{chip, reading_box};
use crate::scene::notes::say_simulated;
use crate::scene::odds::OddsDrawing;
use crate::scene::panel::reach;
use crate::scene::scale::{PxRange, ScaleKind, TimeScale, ValueScale};
use crate::scene::scenarios::bands::{BandWords, Ground, zone_color};
use crate::scene::scenarios::past::closes;
use crate::scene::scenarios::settings::ScenariosSettings;
use crate::texts::text;
use crate::value::Value;

const TOP_PX: f64 = 6.0;
const DAY_MS: f64 = 86_400_000.0;
/// The past shown is this many times the time ahead.
const PAST_OF_HORIZON: f64 = 2.0;

/// Where the reader points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointed {
    /// Price in the quote currency.
    pub price: f64,
    /// Instant; `None` for a zone that a key went to.
    pub time_ms: Option<TimeMs>,
    /// The zone there, by its place in the author's list.
    pub zone: Option<usize>,
}

impl From<&Pointed> for Value {
    fn from(at: &Pointed) -> Self {
        Self::object().with("price", at.price).with("timeMs", at.time_ms).with("zone", at.zone)
    }
}

/// The zones of `settings` over `snapshot`, computed here.
#[cfg(feature = "simulation")]
fn board_of(snapshot: &Snapshot, settings: &ScenariosSettings, ahead: Option<Ahead>) -> Result<Board> {
    Board::new(snapshot, &settings.request, settings.zones.clone(), ahead)
}

/// The zones of `settings` over `snapshot`, to be computed elsewhere.
#[cfg(not(feature = "simulation"))]
fn board_of(snapshot: &Snapshot, settings: &ScenariosSettings, _: Option<Ahead>) -> Result<Board> {
    Board::awaiting(snapshot, &settings.request, settings.zones.clone())
}

/// The view of one author's scenarios.
pub struct ScenariosView {
    snapshot: Rc<Snapshot>,
    board: Board,
    request: EstimateRequest,
    odds: PathOdds,
    past_ms: Option<TimeMs>,
    past: Vec<(TimeMs, f64)>,
    look: Look,
    drawing: OddsDrawing,
    layout: Layout,
    pointed: Option<Pointed>,
    selected: Option<usize>,
    gestures: Gestures,
    follow: Option<Follow>,
    shared: Option<Crosshair>,
}

impl ScenariosView {
    /// The view of `settings` over `snapshot`; its estimate may have been begun `ahead`.
    ///
    /// # Errors
    /// Those of [`Board::new`], or of [`Board::awaiting`] where the estimate is made elsewhere.
    pub fn new(snapshot: Rc<Snapshot>, settings: &ScenariosSettings, ahead: Option<Ahead>) -> Result<Self> {
        let mut view = Self {
            board: board_of(&snapshot, settings, ahead)?,
            snapshot,
            request: settings.request.clone(),
            odds: settings.odds,
            past_ms: settings.past_ms,
            past: Vec::new(),
            look: settings.look.clone(),
            drawing: OddsDrawing::default(),
            layout: Layout::default(),
            pointed: None,
            selected: None,
            gestures: Gestures::default(),
            follow: None,
            shared: None,
        };
        view.look_back();
        Ok(view)
    }

    /// Takes other settings; only what must be is computed again.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn set(&mut self, settings: &ScenariosSettings) -> Result<()> {
        if settings.request != self.request {
            self.board = board_of(&self.snapshot, settings, None)?;
            self.request = settings.request.clone();
            self.drawing.renew();
        }
        if settings.zones != self.board.zones {
            self.board.set_zones(settings.zones.clone());
            self.drawing.renew();
            (self.pointed, self.selected) = (None, None);
        }
        if settings.odds != self.odds {
            self.odds = settings.odds;
            self.drawing.renew();
        }
        self.past_ms = settings.past_ms;
        self.look = settings.look.clone();
        self.look_back();
        Ok(())
    }

    fn look_back(&mut self) {
        let horizon_ms = self.odds.asked.horizon_days * DAY_MS;
        let past_ms = self.past_ms.unwrap_or((horizon_ms * PAST_OF_HORIZON) as TimeMs);
        self.past = closes(&self.snapshot, &self.board.venues, past_ms, self.board.time_ms);
    }

    /// Walks some of the paths.
    #[cfg(feature = "simulation")]
    pub(super) fn walk(&mut self) -> Step {
        self.drawing.next(|| self.board.simulation(&self.odds))
    }

    /// Makes a question of the paths, and of the estimate.
    #[cfg(not(feature = "simulation"))]
    pub(super) fn walk(&mut self) -> Step {
        let is_known = self.board.amounts != Amounts::Unknown;
        self.drawing.ask(|| is_known.then(|| self.odds.outline(self.board.spot)))
    }

    /// What is to be computed elsewhere, as numbers of [`ZonesAsked`](crate::engine::scenarios::ZonesAsked), the first time
    /// that it is asked for.
    pub fn question(&mut self) -> Option<Vec<f64>> {
        let (board, snapshot, odds) = (&self.board, &self.snapshot, &self.odds);
        self.drawing.question_by(|number, _| board.asked(number, snapshot, odds).numbers())
    }

    /// Takes an answer, as numbers of [`ZonesTold`]; see [`OddsDrawing::take`].
    pub fn take(&mut self, answer: &[f64]) -> bool {
        let board = &mut self.board;
        let took = self.drawing.take_by(answer, |numbers, outline| {
            let told = ZonesTold::of(numbers, outline)?;
            board.take(told.estimated);
            let mut simulated = told.simulated?;
            simulated.simulation.zones = board.zones_ahead();
            Some(simulated)
        });
        self.look_back();
        took
    }

    /// Goes on from an older view: what is computed for that is not taken for this one.
    pub fn succeed(&mut self, older: &mut Self) {
        self.drawing = std::mem::take(&mut older.drawing);
        self.drawing.renew();
    }

    /// The paths, once all are walked.
    #[must_use]
    pub fn simulated(&self) -> Option<&SimulationAnswer> {
        self.drawing.drawn()
    }

    /// Whether paths are still to come.
    #[must_use]
    pub fn awaits_paths(&self) -> bool {
        self.simulated().is_none() && !self.is_without_paths() && !self.drawing.has_failed()
    }

    /// Whether it is settled that there are no paths.
    #[must_use]
    pub fn is_without_paths(&self) -> bool {
        self.drawing.is_without()
    }

    /// Zones, map and series.
    #[must_use]
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// The same with the paths.
    #[must_use]
    pub fn answer(&self) -> BoardAnswer<'_> {
        BoardAnswer { board: &self.board, simulated: self.simulated() }
    }

    /// How the paths are drawn.
    #[must_use]
    pub fn odds(&self) -> &PathOdds {
        &self.odds
    }

    /// The data.
    #[must_use]
    pub fn snapshot(&self) -> &Rc<Snapshot> {
        &self.snapshot
    }

    /// Colours, words, clock.
    #[must_use]
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// The zone that the reader chose, by its place in the author's list.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// Chooses a zone, or none.
    pub fn select(&mut self, zone: Option<usize>) {
        self.selected = zone.filter(|zone| *zone < self.board.zones.len());
    }

    /// Where the reader points.
    #[must_use]
    pub fn reading(&self) -> Option<Pointed> {
        self.pointed
    }

    /// The same for other elements.
    #[must_use]
    pub fn crosshair(&self) -> Option<Crosshair> {
        self.pointed.map(|at| Crosshair { price: at.price, time_ms: at.time_ms })
    }

    /// Shows where a shock leads, or no longer.
    pub fn set_follow(&mut self, follow: Option<Follow>) {
        self.follow = follow;
    }

    /// Shows where a reader points in another element, or no longer.
    pub fn set_shared(&mut self, shared: Option<Crosshair>) {
        self.shared = shared;
    }

    /// End of the time ahead.
    fn end_ms(&self) -> TimeMs {
        self.board.time_ms + (self.odds.asked.horizon_days * DAY_MS) as TimeMs
    }

    fn price_scale(&self) -> Result<ValueScale> {
        let zones = self.board.zones.iter().flat_map(|zone| [zone.zone.low, zone.zone.high]);
        let fan = self.simulated().and_then(|simulated| simulated.fan.last());
        let cone = fan.iter().flat_map(|(_, prices)| [prices[0], prices[4]]);
        let past = self.past.iter().map(|(_, close)| *close);
        let (low, high) = reach(past.chain(zones).chain(cone).chain([self.board.spot]), false);
        let range = PxRange { at_low: self.layout.plot.bottom(), at_high: self.layout.plot.y };
        ValueScale::new(ScaleKind::Linear, low, high, range)
    }

    fn time_scale(&self) -> Result<TimeScale> {
        let start = self.past.first().map_or(self.board.time_ms, |(at_ms, _)| *at_ms);
        let plot = self.layout.plot;
        TimeScale::new(start, self.end_ms(), PxRange { at_low: plot.x, at_high: plot.right() })
    }

    fn keys(&self) -> Vec<Key> {
        let (theme, words) = (&self.look.theme, &self.look.locale.words().scenarios);
        let mut keys = Vec::new();
        if !self.board.zones.is_empty() {
            let mut swatches: Vec<_> =
                self.board.zones.iter().map(|zone| zone_color(zone, &self.board, theme)).listed();
            swatches.dedup();
            keys.push(Key { swatches, text: words.zone_key().to_owned() });
        }
        if self.simulated().is_some_and(|simulated| !simulated.fan.is_empty()) {
            keys.push(Key { swatches: vec![theme.ink.with_alpha(60)], text: words.fan_key().to_owned() });
        }
        keys
    }

    fn style<'a>(&'a self, measure: &'a dyn MeasureText) -> AxisStyle<'a> {
        AxisStyle { theme: &self.look.theme, locale: self.look.locale, zone: &self.look.zone, measure }
    }

    fn spot_line(&self, ground: &Ground<'_>, measure: &dyn MeasureText) -> Vec<Mark> {
        let (theme, y) = (&self.look.theme, ground.prices.to_px(self.board.spot));
        let stroke = Stroke { color: theme.ink, width: 1.0, dash: Some((5.0, 4.0)) };
        let line = segment(Point { x: ground.plot.x, y }, Point { x: self.layout.axis.x, y }, stroke);
        let price = self.look.locale.price(self.board.spot, self.board.tick);
        let at = Point { x: self.layout.axis.x + 6.0, y };
        [line].into_iter().chain(chip(price, at, Anchor::Start, theme, measure)).listed()
    }

    /// Where the past ends, with its word.
    fn now_line(&self, ground: &Ground<'_>, labels: &mut Labels<'_>) -> Mark {
        let (theme, plot, x) = (&self.look.theme, ground.plot, ground.now_x);
        let text = self.look.locale.words().scenarios.now();
        let label = Label::on(theme.background.with_alpha(225), text, false, theme.muted);
        let (top, bottom) = (plot.y + 10.0, plot.bottom() - 10.0);
        let places = [(x - 6.0, bottom, Anchor::End), (x - 6.0, top, Anchor::End), (x + 6.0, bottom, Anchor::Start)];
        labels.place_at(&label, &places);
        rule(Point { x, y: plot.y }, Point { x, y: plot.bottom() }, theme.muted)
    }

    fn band_words(&self, place: usize) -> BandWords {
        let zone = &self.board.zones[place];
        BandWords {
            title: text![zone.name, " ", self.range_in_words(zone)],
            short: zone.name.clone(),
            lines: [Some(self.distance_in_words(place)), self.touch_in_short(place)].into_iter().flatten().listed(),
        }
    }

    /// The zone at a price, the narrowest where several lie over one another.
    fn zone_at(&self, price: f64) -> Option<usize> {
        let zones = &self.board.zones;
        let width = |place: &usize| zones[*place].zone.high - zones[*place].zone.low;
        let holding = (0..zones.len()).filter(|place| zones[*place].zone.holds(price));
        holding.min_by(|a, b| width(a).total_cmp(&width(b)))
    }

    fn place_at(&self, at: Point) -> Option<Pointed> {
        if !self.layout.plot.contains(at) {
            return None;
        }
        let (prices, times) = (self.price_scale().ok()?, self.time_scale().ok()?);
        let price = prices.from_px(at.y);
        Some(Pointed { price, time_ms: Some(times.from_px(at.x)), zone: self.zone_at(price) })
    }

    fn point(&mut self, at: Option<Pointed>) -> Reaction {
        if at == self.pointed {
            return Reaction::default();
        }
        self.pointed = at;
        Reaction::used(Invalidation::Overlay).and_tell(Notice::Hover)
    }

    /// Zones from the lowest to the highest.
    fn by_price(&self) -> Vec<usize> {
        let places: Vec<usize> = (0..self.board.zones.len()).listed();
        let middle = |place: &usize| self.board.zones[*place].zone.low + self.board.zones[*place].zone.high;
        ordered(&places, |a, b| middle(a).total_cmp(&middle(b)))
    }

    /// Goes to the zone `steps` above the one that is pointed at; first to the one next to the spot.
    fn step(&mut self, steps: i64) -> Reaction {
        let order = self.by_price();
        let here = self.pointed.and_then(|at| at.zone).and_then(|zone| order.iter().position(|one| *one == zone));
        let last = order.len() as i64 - 1;
        let middle = |place: &usize| self.board.zones[*place].zone.low;
        let below = order.iter().filter(|place| middle(place) < self.board.spot).count() as i64;
        let next = here.map_or(if steps > 0 { below } else { below - 1 }, |here| here as i64 + steps);
        self.jump(order.get(next.clamp(0, last.max(0)) as usize).copied())
    }

    fn jump(&mut self, zone: Option<usize>) -> Reaction {
        let Some(place) = zone else { return Reaction::default() };
        let zone = &self.board.zones[place].zone;
        let price = zone.edges(self.board.spot).map_or(f64::midpoint(zone.low, zone.high), |(near, _)| near);
        let reaction = self.point(Some(Pointed { price, time_ms: None, zone: Some(place) }));
        Reaction { used: true, ..reaction }
    }

    fn choose(&mut self, zone: Option<usize>) -> Reaction {
        let Some(zone) = zone else { return Reaction::default() };
        self.selected = Some(zone);
        Reaction::used(Invalidation::Chart).and_tell(Notice::Select)
    }

    fn key(&mut self, key: &str) -> Reaction {
        match key {
            "ArrowUp" | "ArrowRight" => self.step(1),
            "ArrowDown" | "ArrowLeft" => self.step(-1),
            "Home" | "PageUp" => self.jump(self.by_price().last().copied()),
            "End" | "PageDown" => self.jump(self.by_price().first().copied()),
            "Enter" | " " => self.choose(self.pointed.and_then(|at| at.zone)),
            "Escape" if self.pointed.is_some() => self.point(None),
            "?" => Reaction::used(Invalidation::None).and_tell(Notice::Help),
            _ => Reaction::default(),
        }
    }
}

impl Figure for ScenariosView {
    fn resize(&mut self, width_css: f64, height_css: f64, measure: &dyn MeasureText) {
        let lines = key_lines(&self.keys(), &self.look.theme, width_css, measure) as f64;
        let needs = Needs {
            axis_width: 64.0,
            gutter_width: 0.0,
            top: TOP_PX,
            below: TIME_AXIS_PX,
            legend: LINE_PX * lines + if lines > 0.0 { 6.0 } else { 0.0 },
        };
        self.layout = Layout::new(width_css, height_css, needs);
        let price = self.look.locale.price(self.board.spot, self.board.tick);
        if let Ok(prices) = self.price_scale() {
            let axis_width = price_axis_width(&prices, &price, self.style(measure));
            self.layout = Layout::new(width_css, height_css, Needs { axis_width, ..needs });
        }
    }

    fn raster(&mut self, _pixels: &mut Vec<u8>) -> Option<RasterPlace> {
        None
    }

    fn chart(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (Ok(prices), Ok(times)) = (self.price_scale(), self.time_scale()) else { return Vec::new() };
        let (plot, theme, board) = (self.layout.plot, &self.look.theme, &self.board);
        let now_x = times.to_px(board.time_ms).clamp(plot.x, plot.right());
        let ground = Ground { prices: &prices, times: &times, plot, now_x, theme };
        let spot_y = prices.to_px(board.spot);
        let mut marks = price_axis(&prices, plot, self.layout.axis.x, &[spot_y], self.style(measure));
        marks.put_all(time_axis(&times, plot, self.style(measure)));
        if let Some(simulated) = self.simulated() {
            marks.put_all(ground.fan(simulated, (board.time_ms, board.spot)));
        }
        let mut labels = Labels::new(measure, plot);
        for (place, zone) in board.zones.iter().enumerate() {
            let color = zone_color(zone, board, theme);
            marks.put_all(ground.band(zone, color, self.selected == Some(place)));
            ground.band_words(zone, color, &self.band_words(place), &mut labels);
        }
        marks.put_all(self.spot_line(&ground, measure));
        let points: Vec<Point> =
            self.past.iter().map(|(at_ms, close)| Point { x: times.to_px(*at_ms), y: prices.to_px(*close) }).listed();
        if points.len() > 1 {
            marks.push(Mark::Line { points, stroke: Stroke { color: theme.ink, width: 1.75, dash: None } });
        }
        marks.push(self.now_line(&ground, &mut labels));
        let place = |time: Option<TimeMs>, price: f64| Point {
            x: time.map_or(plot.right() - 14.0, |at_ms| times.to_px(at_ms)),
            y: prices.to_px(price),
        };
        for note in annotations::placed(&self.look.annotations, plot, place) {
            labels.reserve(annotations::frame(note.1));
            marks.put_all(annotations::marks(note, plot, theme));
        }
        for zone in &board.zones {
            if let Some((top, bottom)) = ground.heights((zone.zone.low, zone.zone.high)) {
                labels.reserve(Rect { x: now_x, y: top, width: plot.right() - now_x, height: bottom - top });
            }
        }
        say_simulated(&self.snapshot, plot, self.look.locale, theme, &mut labels);
        marks.put_all(labels.into_marks());
        marks.put_all(key_marks(&self.keys(), self.layout.legend, theme, measure));
        marks
    }

    fn overlay(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (Ok(prices), Ok(times)) = (self.price_scale(), self.time_scale()) else { return Vec::new() };
        let (layout, look) = (&self.layout, &self.look);
        let mut marks = Vec::new();
        if let Some(follow) = &self.follow {
            let (spot, tick) = (self.board.spot, self.board.tick);
            let height_of = &|price| prices.to_px(price);
            marks.put_all(follow.marks(&FollowGround { height_of, layout, spot, page: look, tick }, measure));
        }
        for at in [self.shared, self.crosshair()].into_iter().flatten() {
            let price = look.locale.price(at.price, self.board.tick);
            let place = (at.time_ms.map(|at_ms| times.to_px(at_ms)), prices.to_px(at.price));
            marks.put_all(Crosshair::marks(place, price, layout, &look.theme, measure));
        }
        if let Some(at) = self.pointed {
            let lines = self.reading_lines(at);
            let lines: Vec<(&str, String)> = lines.iter().map(|(name, value)| (name.as_str(), value.clone())).listed();
            let x = at.time_ms.map_or(layout.plot.x + layout.plot.width * 0.3, |at_ms| times.to_px(at_ms));
            let place = Point { x, y: prices.to_px(at.price) };
            let within: Rect = layout.plot;
            marks.put_all(reading_box(&lines, place, within, &look.theme, measure));
        }
        marks
    }

    fn handle(&mut self, input: Input) -> Reaction {
        match &input {
            Input::Key(key) => self.key(key),
            Input::Wheel(..) | Input::Command(_) => Reaction::default(),
            Input::Down(..) | Input::Move(..) | Input::Up(..) | Input::Cancel(_) => {
                match self.gestures.take(&input, false) {
                    Gesture::Point(at) => self.point(self.place_at(at)),
                    Gesture::Leave => self.point(None),
                    Gesture::Tap(at) => {
                        let mut reaction = self.point(self.place_at(at));
                        let chosen = self.choose(self.pointed.and_then(|at| at.zone));
                        reaction.invalidation = reaction.invalidation.max(chosen.invalidation);
                        reaction.notices.put_all(chosen.notices);
                        reaction.used |= chosen.used;
                        reaction
                    }
                    Gesture::None | Gesture::Pan(..) | Gesture::Pinch(..) => Reaction::default(),
                }
            }
        }
    }
}
