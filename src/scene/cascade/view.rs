//! The cascade's view: what is shown where, and what the reader's hand does.

use crate::engine::cascade::{Assumed, CascadeAnswer, DEFAULT_DEPTH_FACTOR, Direction, OddsAsked, Opening};
use crate::engine::estimate::EstimateRequest;
use crate::engine::heatmap::{Ahead, HeatmapRun};
use crate::engine::market::Snapshot;
use crate::engine::montecarlo::SimulationAnswer;
use crate::error::Result;
use crate::lists::Growing;
use crate::scene::cascade::hand::{Hand, SHOCK_STEP};
use crate::scene::cascade::ladder::Ladder;
use crate::scene::cascade::layout::CascadeLayout;
use crate::scene::cascade::response::ResponsePanel;
use crate::scene::cascade::settings::{BetaOf, CascadeSettings};
use crate::scene::display_list::{Mark, MeasureText, Point, Rect};
use crate::scene::drawing::Step;
use crate::scene::figure::{Figure, Notice, RasterPlace, Reaction};
use crate::scene::follow::Follow;
use crate::scene::input::{Command, Input, PointerKind};
use crate::scene::invalidation::Invalidation;
use crate::scene::look::Look;
use crate::scene::marks::axes::{AxisStyle, price_axis, price_axis_width};
use crate::scene::marks::keys::{Key, key_lines, key_marks};
use crate::scene::marks::label::Labels;
use crate::scene::notes::say_simulated;
use crate::scene::odds::OddsDrawing;
use crate::scene::scale::{PxRange, ScaleKind, ValueScale};
use std::rc::Rc;

/// Ends of the price axis and of the final moves, as displacements: the least that holds the picture is taken.
const REACHES: [f64; 9] = [0.03, 0.05, 0.08, 0.12, 0.16, 0.20, 0.30, 0.50, 1.0];
/// Ends of the axis of shocks.
const SHOCK_REACHES: [f64; 3] = [0.06, 0.12, 0.25];
/// Room beyond the spot on the other side, as a share of the reach.
const BEHIND: f64 = 0.08;

/// Way after which a finger drags or scrolls and no longer taps, CSS pixels.
const TOUCH_SLOP_PX: f64 = 6.0;

/// A pointer that is down on something to hold.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Hold {
    id: i32,
    grip: Grip,
    start: Point,
    /// Whether it moves the shock already: a mouse at once, a finger once it goes sideways, since up and down is the page's.
    drags: bool,
    /// The scales when it came down. By these a place is a shock until it is lifted: scales that grow with the shock would
    /// carry a resting hand further and further.
    reach: f64,
    most_shock: f64,
}

/// What the pointer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grip {
    /// The shock's line on the ladder.
    Ladder,
    /// The dot on the response curve.
    Response,
}

/// The view of one cascade.
pub struct CascadeView {
    snapshot: Rc<Snapshot>,
    run: HeatmapRun,
    opening: Rc<Opening>,
    request: EstimateRequest,
    look: Look,
    assumed: Assumed,
    betas: Vec<BetaOf>,
    hand: Hand,
    calibrated: Option<(f64, usize)>,
    answer: Option<CascadeAnswer>,
    odds: OddsAsked,
    drawing: OddsDrawing,
    layout: CascadeLayout,
    hold: Option<Hold>,
}

impl CascadeView {
    /// The view of a cascade in `snapshot`, whose estimate may have been begun `ahead`.
    ///
    /// # Errors
    /// Those of [`Opening::new`].
    pub fn new(snapshot: Rc<Snapshot>, settings: &CascadeSettings, ahead: Option<Ahead>) -> Result<Self> {
        let (opening, run) = Opening::begun(ahead, &snapshot, &settings.request)?;
        let mut view = Self {
            calibrated: opening.calibrated(&Assumed::default()),
            snapshot,
            run,
            opening: Rc::new(opening),
            request: settings.request.clone(),
            look: settings.look.clone(),
            assumed: settings.assumed,
            betas: settings.betas.clone(),
            hand: Hand { direction: settings.direction, shock: settings.shock, rounds: None },
            answer: None,
            odds: settings.odds,
            drawing: OddsDrawing::default(),
            layout: CascadeLayout::default(),
            hold: None,
        };
        view.project();
        Ok(view)
    }

    /// Shows newer data with these settings; candles that follow are run alone.
    ///
    /// # Errors
    /// As [`new`](Self::new); the view stays as it was then.
    pub fn renew(&mut self, snapshot: Rc<Snapshot>, settings: &CascadeSettings, ahead: Option<Ahead>) -> Result<()> {
        self.opening = Rc::new(Opening::advance_begun(&mut self.run, ahead, &snapshot, &settings.request)?);
        self.calibrated = self.opening.calibrated(&Assumed::default());
        self.drawing.renew();
        (self.hold, self.hand.rounds) = (None, None);
        (self.snapshot, self.request) = (snapshot, settings.request.clone());
        self.set(settings)
    }

    /// Takes other settings; the estimate is made again only where it must be.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn set(&mut self, settings: &CascadeSettings) -> Result<()> {
        if settings.request != self.request {
            return self.renew(Rc::clone(&self.snapshot), settings, None);
        }
        self.look = settings.look.clone();
        if (settings.assumed, settings.odds) != (self.assumed, self.odds) {
            self.drawing.renew();
        }
        (self.assumed, self.odds) = (settings.assumed, settings.odds);
        self.betas.clone_from(&settings.betas);
        if (settings.direction, settings.shock) != (self.hand.direction, self.hand.shock) {
            self.hand = Hand { direction: settings.direction, shock: settings.shock, rounds: None };
        }
        self.project();
        Ok(())
    }

    /// Sets the shock, as a slider does.
    pub fn set_shock(&mut self, shock: f64) {
        self.hand.set_shock(shock);
        self.project();
    }

    fn project(&mut self) {
        let (_, _, scale) = self.assumed_numbers();
        let scenario = self.opening.scenario(self.hand.direction, self.hand.shock, &self.assumed, scale);
        self.answer = scenario.map(CascadeAnswer::of);
    }

    /// Draws some of the odds of touching each zone, or makes a question of them.
    pub(super) fn draw_odds(&mut self) -> Step {
        let scale = self.assumed_numbers().2;
        self.drawing.next(|| self.opening.simulation(&self.odds, &self.assumed, scale))
    }

    /// See [`OddsDrawing::question`].
    pub fn question(&mut self) -> Option<Vec<f64>> {
        self.drawing.question()
    }

    /// See [`OddsDrawing::take`].
    pub fn take(&mut self, answer: &[f64]) -> bool {
        self.drawing.take(answer)
    }

    /// The odds, once drawn.
    #[must_use]
    pub fn simulated(&self) -> Option<&SimulationAnswer> {
        self.drawing.drawn()
    }

    /// The data.
    #[must_use]
    pub fn snapshot(&self) -> &Rc<Snapshot> {
        &self.snapshot
    }

    /// Map, depth and replays.
    #[must_use]
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// The projection; `None` where nothing is known of the side's depth.
    #[must_use]
    pub fn answer(&self) -> Option<&CascadeAnswer> {
        self.answer.as_ref()
    }

    /// The reader's place.
    #[must_use]
    pub fn hand(&self) -> &Hand {
        &self.hand
    }

    /// What the author or the reader assumes.
    #[must_use]
    pub fn assumed(&self) -> &Assumed {
        &self.assumed
    }

    /// Colours, words, clock.
    #[must_use]
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// Other assets.
    #[must_use]
    pub fn betas(&self) -> &[BetaOf] {
        &self.betas
    }

    /// The coin.
    #[must_use]
    pub fn asset(&self) -> &str {
        &self.opening.asset
    }

    /// Smallest price step.
    #[must_use]
    pub fn tick(&self) -> Option<f64> {
        self.opening.tick
    }

    /// The share of the map that past moves allow, and how many were replayed.
    #[must_use]
    pub fn calibrated(&self) -> Option<(f64, usize)> {
        self.calibrated
    }

    /// Depth factor, passthrough and share of the map as used.
    #[must_use]
    pub fn assumed_numbers(&self) -> (f64, f64, f64) {
        (
            self.assumed.depth_factor.unwrap_or(DEFAULT_DEPTH_FACTOR),
            self.assumed.passthrough.unwrap_or(1.0),
            self.assumed.map_scale.or(self.calibrated().map(|(scale, _)| scale)).unwrap_or(1.0),
        )
    }

    /// Depth within 1 % of the mid that the data or their asset's published figure give, and its source in words.
    #[must_use]
    pub fn default_depth(&self) -> Option<(f64, String)> {
        let depth = self.opening.depth[usize::from(self.hand.direction == Direction::Up)].as_ref()?;
        Some((depth.curve.at(0.01), self.source_in_words(&depth.label)))
    }

    /// Where the shock leads, for other elements.
    #[must_use]
    pub fn follow(&self) -> Option<Follow> {
        let answer = self.answer.as_ref()?;
        let x = self.hand.x(&answer.projection);
        Some(Follow { shock: answer.price(answer.projection.x_exogenous), stop: answer.price(x) })
    }

    fn cells(&self) -> &[f32] {
        &self.opening.map.cells[self.hand.direction.liquidates().index()]
    }

    /// The displacement that the ladder's far end shows.
    fn reach(&self) -> f64 {
        let Some(answer) = &self.answer else { return REACHES[0] };
        let cliff = answer.projection.critical().map_or(0.0, |step| step.threshold);
        let needed = (answer.projection.x * 1.12).max(self.hand.shock * 1.25).max(cliff * 1.1);
        let held = self.hold.filter(|hold| hold.grip == Grip::Ladder).map_or(0.0, |hold| hold.reach);
        least_of(&REACHES, needed).max(held)
    }

    /// The end of the axis of shocks.
    fn most_shock(&self, answer: &CascadeAnswer) -> f64 {
        let cliff = answer.projection.critical().map_or(0.0, |step| step.threshold);
        let held = self.hold.filter(|hold| hold.grip == Grip::Response).map(|hold| hold.most_shock);
        held.unwrap_or_else(|| least_of(&SHOCK_REACHES, (self.hand.shock * 1.15).max(cliff * 1.2)))
    }

    fn price_scale(&self) -> Result<ValueScale> {
        self.price_scale_to(self.reach())
    }

    fn price_scale_to(&self, reach: f64) -> Result<ValueScale> {
        let spot = self.opening.map.column.close;
        let (down, up) = match self.hand.direction {
            Direction::Down => (reach, reach * BEHIND),
            Direction::Up => (reach * BEHIND, reach),
        };
        let range = PxRange { at_low: self.layout.ladder.bottom(), at_high: self.layout.ladder.y };
        ValueScale::new(ScaleKind::Linear, spot * (1.0 - down).max(0.0), spot * (1.0 + up), range)
    }

    fn response_panel<'a>(&'a self, answer: &'a CascadeAnswer) -> ResponsePanel<'a> {
        let most_shock = self.most_shock(answer);
        let response = answer.response.as_ref();
        let furthest = response.map_or(answer.projection.x, |response| response.at(most_shock).x);
        let most_move = least_of(&REACHES, furthest.max(answer.projection.x) * 1.05);
        ResponsePanel {
            answer,
            area: self.layout.response,
            most_shock,
            most_move,
            locale: self.look.locale,
            theme: &self.look.theme,
        }
    }

    fn ladder<'a>(&'a self, answer: &'a CascadeAnswer, prices: &'a ValueScale) -> Ladder<'a> {
        Ladder {
            answer,
            hand: &self.hand,
            rows: &self.opening.map.rows,
            cells: self.cells(),
            scale: self.assumed_numbers().2,
            prices,
            layout: &self.layout,
            locale: self.look.locale,
            theme: &self.look.theme,
            tick: self.tick(),
            fan: self.simulated().map(|simulated| simulated.last),
        }
    }

    fn keys(&self) -> Vec<Key> {
        let (theme, words) = (&self.look.theme, &self.look.locale.words().cascade);
        let side = if self.hand.direction == Direction::Down { theme.long } else { theme.short };
        let key = |color, text: &str| Key { swatches: vec![color], text: text.to_owned() };
        let mut keys = vec![
            key(side, words.fired()),
            key(theme.accent, words.fired_last()),
            key(side.with_alpha(90), words.waiting()),
            key(theme.accent.with_alpha(120), words.eaten()),
        ];
        if self.simulated().is_some() {
            keys.push(key(theme.ink.with_alpha(40), words.fan_key()));
        }
        keys
    }

    /// Takes the shock from where the pointer is.
    fn drag(&mut self, hold: Hold, at: Point) -> Reaction {
        let Some(answer) = &self.answer else { return Reaction::default() };
        let shock = match hold.grip {
            Grip::Ladder => self.price_scale_to(hold.reach).ok().map(|prices| {
                let price = prices.from_px(at.y.clamp(self.layout.ladder.y, self.layout.ladder.bottom()));
                self.hand.direction.distance(self.opening.map.column.close, price)
            }),
            Grip::Response => self.response_panel(answer).shock_at(at),
        };
        shock.map_or_else(Reaction::default, |shock| self.shocked(shock))
    }

    /// A mouse takes the shock along at once; a finger may still be about to scroll the page.
    fn take_hold(&mut self, id: i32, kind: PointerKind, at: Point) -> Reaction {
        let Some((grip, answer)) = self.grip_at(at).zip(self.answer.as_ref()) else { return Reaction::default() };
        let (drags, reach, most_shock) = (kind == PointerKind::Mouse, self.reach(), self.most_shock(answer));
        let hold = Hold { id, grip, start: at, drags, reach, most_shock };
        self.hold = Some(hold);
        if drags { self.drag(hold, at) } else { Reaction::default() }
    }

    fn move_hold(&mut self, id: i32, at: Point) -> Reaction {
        let Some(hold) = self.hold.as_mut().filter(|hold| hold.id == id) else { return Reaction::default() };
        let (across, down) = ((at.x - hold.start.x).abs(), (at.y - hold.start.y).abs());
        if !hold.drags && across.max(down) <= TOUCH_SLOP_PX {
            return Reaction::default();
        }
        if !hold.drags && down > across {
            self.hold = None;
            return Reaction::default();
        }
        hold.drags = true;
        let hold = *hold;
        self.drag(hold, at)
    }

    fn shocked(&mut self, shock: f64) -> Reaction {
        let before = self.hand.shock;
        self.hand.set_shock(shock);
        if self.hand.shock == before {
            return Reaction::used(Invalidation::None);
        }
        self.project();
        Reaction::used(Invalidation::Chart).and_tell(Notice::Shock)
    }

    fn rounds(&self) -> i64 {
        self.answer.as_ref().map_or(0, |answer| answer.projection.rounds.len() as i64)
    }

    fn step(&mut self, by: i64) -> Reaction {
        let Some(answer) = &self.answer else { return Reaction::default() };
        if self.hand.step(by, &answer.projection) {
            Reaction::used(Invalidation::Chart).and_tell(Notice::Round)
        } else {
            Reaction::used(Invalidation::None)
        }
    }

    fn key(&mut self, key: &str) -> Reaction {
        match key {
            "ArrowRight" => self.shocked(self.hand.shock + SHOCK_STEP),
            "ArrowLeft" => self.shocked(self.hand.shock - SHOCK_STEP),
            "ArrowUp" => self.shocked(self.hand.shock + 10.0 * SHOCK_STEP),
            "ArrowDown" => self.shocked(self.hand.shock - 10.0 * SHOCK_STEP),
            "PageDown" => self.step(1),
            "PageUp" => self.step(-1),
            "Home" => self.step(-self.rounds()),
            "End" => self.step(self.rounds()),
            " " | "Enter" => Reaction::used(Invalidation::None).and_tell(Notice::Play),
            "?" => Reaction::used(Invalidation::None).and_tell(Notice::Help),
            _ => Reaction::default(),
        }
    }

    fn grip_at(&self, at: Point) -> Option<Grip> {
        let grown = |rect: Rect| Rect {
            x: rect.x - 12.0,
            y: rect.y - 6.0,
            width: rect.width + 24.0,
            height: rect.height + 24.0,
        };
        if self.layout.ladder.contains(at) {
            Some(Grip::Ladder)
        } else if grown(self.layout.response).contains(at) {
            Some(Grip::Response)
        } else {
            None
        }
    }
}

/// The least of rising `values` that is not below `needed`; the last one where none is.
fn least_of(values: &[f64], needed: f64) -> f64 {
    values.iter().copied().find(|value| *value >= needed).unwrap_or(values[values.len() - 1])
}

impl Figure for CascadeView {
    fn resize(&mut self, width_css: f64, height_css: f64, measure: &dyn MeasureText) {
        let lines = key_lines(&self.keys(), &self.look.theme, width_css, measure);
        self.layout = CascadeLayout::new(width_css, height_css, 64.0, lines);
        let style = AxisStyle { theme: &self.look.theme, locale: self.look.locale, zone: &self.look.zone, measure };
        let chip = self.look.locale.price(self.opening.map.column.close, self.tick());
        if let Ok(prices) = self.price_scale() {
            let axis_width = price_axis_width(&prices, &chip, style);
            self.layout = CascadeLayout::new(width_css, height_css, axis_width, lines);
        }
    }

    fn raster(&mut self, _pixels: &mut Vec<u8>) -> Option<RasterPlace> {
        None
    }

    fn chart(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (Some(answer), Ok(prices)) = (&self.answer, self.price_scale()) else { return Vec::new() };
        let style = AxisStyle { theme: &self.look.theme, locale: self.look.locale, zone: &self.look.zone, measure };
        let ladder = self.ladder(answer, &prices);
        let place = self.layout.ladder;
        let mut marks = price_axis(&prices, place, place.right(), &ladder.chip_heights(), style);
        marks.put_all(ladder.marks(measure));
        marks.put_all(self.response_panel(answer).marks(measure));
        let mut labels = Labels::new(measure, place);
        say_simulated(&self.snapshot, self.layout.book, self.look.locale, &self.look.theme, &mut labels);
        marks.put_all(labels.into_marks());
        marks.put_all(key_marks(&self.keys(), self.layout.keys, &self.look.theme, measure));
        marks
    }

    fn overlay(&self, _measure: &dyn MeasureText) -> Vec<Mark> {
        Vec::new()
    }

    fn handle(&mut self, input: Input) -> Reaction {
        match input {
            Input::Key(key) => self.key(&key),
            Input::Command(Command::Forward) => self.step(1),
            Input::Command(Command::Back) => self.step(-1),
            Input::Command(Command::Start) => self.step(-self.rounds()),
            Input::Command(Command::End) => self.step(self.rounds()),
            Input::Command(_) | Input::Wheel(..) => Reaction::default(),
            Input::Down(id, kind, at) => self.take_hold(id, kind, at),
            Input::Move(id, _, at) => self.move_hold(id, at),
            Input::Up(id, _, at) => match self.hold.take_if(|hold| hold.id == id) {
                Some(hold) if !hold.drags => self.drag(hold, at),
                // The scales follow only now.
                Some(_) => Reaction::used(Invalidation::Chart),
                None => Reaction::default(),
            },
            Input::Cancel(id) => match self.hold.take_if(|hold| hold.id == id) {
                Some(_) => Reaction::used(Invalidation::Chart),
                None => Reaction::default(),
            },
        }
    }
}
