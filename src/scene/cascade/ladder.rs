//! The ladder: blocks of liquidations on the left, the book on the right, and between them the price on its way.

use crate::digits::whole;
use crate::engine::cascade::{CascadeAnswer, Direction};
use crate::engine::rows::Rows;
use crate::lists::{Growing, Listed};
use crate::scene::cascade::hand::Hand;
use crate::scene::cascade::layout::CascadeLayout;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Rgba, Stroke};
use crate::scene::locale::Locale;
use crate::scene::marks::axes::{plain, rule, segment};
use crate::scene::marks::label::{FONT_PX, LINE_PX, Label, Labels};
use crate::scene::marks::reading_box::chip;
use crate::scene::scale::ValueScale;
use crate::scene::theme::Theme;

/// Points of the book's outline.
const BOOK_POINTS: usize = 96;
/// Of the colour of blocks that were not reached.
const WAITING_ALPHA: u8 = 90;
/// Radius of a round's disc.
const DOT_PX: f64 = 9.0;
const BOOK_ALPHA: u8 = 48;
const TITLE_GAP_PX: f64 = 12.0;
/// Width of the band of simulated prices.
const FAN_PX: f64 = 14.0;
const FAN_ALPHA: u8 = 40;
const EATEN_ALPHA: u8 = 120;

/// What a ladder is drawn from.
pub struct Ladder<'a> {
    /// The projection.
    pub answer: &'a CascadeAnswer,
    /// The reader's place in it.
    pub hand: &'a Hand,
    /// Price rows of the blocks.
    pub rows: &'a Rows,
    /// Amount of each row as believed, of the side that is liquidated.
    pub cells: &'a [f32],
    /// Share of these that is believed.
    pub scale: f64,
    /// Prices down.
    pub prices: &'a ValueScale,
    /// Places.
    pub layout: &'a CascadeLayout,
    /// Words and numbers.
    pub locale: Locale,
    /// Colours.
    pub theme: &'a Theme,
    /// Smallest price step.
    pub tick: Option<f64>,
    /// Quantiles of simulated last prices: 5, 25, 50, 75 and 95 %.
    pub fan: Option<[f64; 5]>,
}

impl Ladder<'_> {
    /// Colour of the side that is liquidated.
    fn side_color(&self) -> Rgba {
        match self.answer.scenario.direction {
            Direction::Down => self.theme.long,
            Direction::Up => self.theme.short,
        }
    }

    fn x_of(&self, price: f64) -> f64 {
        self.answer.scenario.direction.distance(self.answer.scenario.spot, price)
    }

    /// Rows in view with the amount of each.
    fn shown_rows(&self) -> impl Iterator<Item = (usize, f64)> {
        let shown = self.prices.low()..self.prices.high();
        (0..self.rows.count())
            .filter(move |row| shown.contains(&self.rows.center(*row)))
            .map(|row| (row, f64::from(self.cells[row]) * self.scale))
            .filter(|(_, notional)| *notional > 0.0)
    }

    fn largest_block(&self) -> f64 {
        self.shown_rows().map(|(_, notional)| notional).fold(0.0, f64::max)
    }

    /// Displacement at the far end of the view.
    fn farthest(&self) -> f64 {
        self.x_of(self.prices.low()).max(self.x_of(self.prices.high())).max(0.0)
    }

    /// Depth at the far end of the view.
    fn largest_depth(&self) -> f64 {
        self.depth_at(self.farthest())
    }

    /// What the book absorbs up to a displacement: nothing before the gap has closed.
    fn depth_at(&self, x: f64) -> f64 {
        let cascade = &self.answer.scenario.cascade;
        if x < cascade.gap { 0.0 } else { cascade.depth.at(x - cascade.gap) }
    }

    /// Bars, book, path, lines and words.
    #[must_use]
    pub fn marks(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let mut marks = self.heads(measure);
        marks.put_all(self.blocks());
        marks.put_all(self.book());
        marks.put_all(self.fan());
        marks.put_all(self.lines(measure));
        marks.put_all(self.path(measure));
        marks
    }

    fn heads(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let words = &self.locale.words().cascade;
        let CascadeLayout { blocks, book, ladder, .. } = self.layout;
        let line = |place: f64| ladder.y - 4.0 - LINE_PX * place;
        let mut marks = Vec::new();
        let mut put = |text: String, x: f64, place: f64, anchor: Anchor| {
            marks.put_all(plain(text, Point { x, y: line(place) }, anchor, self.theme.muted).marks(measure));
        };
        put(words.liquidations().to_owned(), blocks.x, 1.5, Anchor::Start);
        // Where the ladder is too narrow for both titles, the second reaches over the prices, which end lower.
        let width = |title: &str| measure.width(title, FONT_PX, false);
        let needed = blocks.x + width(words.liquidations()) + TITLE_GAP_PX + width(words.book());
        put(words.book().to_owned(), needed.max(ladder.right()), 1.5, Anchor::End);
        // The far end of each scale says what a full bar is worth.
        let (largest, deepest) = (self.largest_block(), self.largest_depth());
        put(self.locale.usd(largest), blocks.x, 0.5, Anchor::Start);
        put(self.locale.usd(deepest), book.right(), 0.5, Anchor::End);
        let edge =
            |from: f64, to: f64| rule(Point { x: from, y: ladder.y }, Point { x: to, y: ladder.y }, self.theme.grid);
        marks.push(edge(blocks.x, blocks.right()));
        marks.push(edge(book.x, book.right()));
        marks
    }

    fn blocks(&self) -> Vec<Mark> {
        let (largest, area, side) = (self.largest_block(), self.layout.blocks, self.side_color());
        let (fired, in_last) = self.hand.fired(&self.answer.projection);
        // Blocks are rows with mass by distance, so that a row's rank among them tells whether it has fired.
        let blocks = self.answer.scenario.cascade.blocks.as_slice();
        let reach = |count: usize| count.checked_sub(1).and_then(|last| blocks.get(last)).map(|block| block.distance);
        let (reached, before) = (reach(fired), reach(fired - in_last));
        let mut marks = Vec::new();
        for (row, notional) in self.shown_rows() {
            let x = self.x_of(self.rows.center(row)).max(0.0);
            let within = |limit: Option<f64>| limit.is_some_and(|limit| x <= limit);
            let color = match (within(reached), within(before)) {
                (false, _) => side.with_alpha(WAITING_ALPHA),
                (true, false) => self.theme.accent,
                (true, true) => side,
            };
            let (top, bottom) = (self.prices.to_px(self.rows.edge(row + 1)), self.prices.to_px(self.rows.edge(row)));
            let (top, bottom) = (top.max(area.y), bottom.min(area.bottom()));
            let gap = if bottom - top >= 3.0 { 1.0 } else { 0.0 };
            let width = area.width * notional / largest.max(f64::MIN_POSITIVE);
            let rect = Rect { x: area.right() - width, y: top + gap, width, height: (bottom - top - gap).max(0.0) };
            marks.push(Mark::Fill { rect, color });
        }
        marks
    }

    /// What the book can absorb from the gap on, and what of it the rounds shown have used up.
    fn book(&self) -> Vec<Mark> {
        let (area, deepest) = (self.layout.book, self.largest_depth());
        let gap = self.answer.scenario.cascade.gap;
        let far = self.farthest();
        if deepest <= 0.0 || far <= gap {
            return Vec::new();
        }
        let shape = |to: f64| {
            let at = |index: usize| gap + (to - gap) * index as f64 / (BOOK_POINTS - 1) as f64;
            let y = |x: f64| self.prices.to_px(self.answer.price(x));
            let edge = (0..BOOK_POINTS).map(at);
            let mut points: Vec<Point> =
                edge.map(|x| Point { x: area.x + area.width * self.depth_at(x) / deepest, y: y(x) }).listed();
            points.push(Point { x: area.x, y: y(to) });
            points.push(Point { x: area.x, y: y(gap) });
            points
        };
        let mut marks = vec![Mark::Polygon { points: shape(far), color: self.theme.muted.with_alpha(BOOK_ALPHA) }];
        let stopped = self.hand.x(&self.answer.projection).min(far);
        if stopped > gap {
            marks.push(Mark::Polygon { points: shape(stopped), color: self.theme.accent.with_alpha(EATEN_ALPHA) });
        }
        marks
    }

    /// A soft band at the right edge with a tick at each quantile.
    fn fan(&self) -> Vec<Mark> {
        let (ladder, Some(quantiles)) = (self.layout.ladder, self.fan) else { return Vec::new() };
        let y = |price: f64| self.prices.to_px(price).clamp(ladder.y, ladder.bottom());
        let band = |low: f64, high: f64, color: Rgba| {
            let (top, bottom) = (y(high), y(low));
            let rect = Rect { x: ladder.right() - FAN_PX, y: top, width: FAN_PX, height: bottom - top };
            Mark::Fill { rect, color }
        };
        let [lowest, low, _, high, highest] = quantiles;
        let soft = self.theme.ink.with_alpha(FAN_ALPHA);
        let mut marks = vec![band(lowest, highest, soft), band(low, high, soft)];
        for price in &quantiles {
            if (self.prices.low()..=self.prices.high()).contains(price) {
                let (left, right) = (ladder.right() - FAN_PX, ladder.right());
                let color = self.theme.ink.with_alpha(200);
                marks.push(rule(Point { x: left, y: y(*price) }, Point { x: right, y: y(*price) }, color));
            }
        }
        marks
    }

    /// Spot, shock and stop.
    fn lines(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (ladder, words) = (self.layout.ladder, &self.locale.words());
        let (scenario, projection) = (&self.answer.scenario, &self.answer.projection);
        let mut labels = Labels::new(measure, Rect { y: ladder.y - 1.0, height: ladder.height + 2.0, ..ladder });
        labels.reserve(self.layout.lane);
        let mut marks = Vec::new();
        let x = self.hand.x(projection);
        let spot = (scenario.spot, self.theme.ink, Some((5.0, 4.0)), 1.0);
        let shock = (self.answer.price(projection.x_exogenous), self.theme.accent, Some((4.0, 3.0)), 1.5);
        let stop = (self.answer.price(x), self.theme.accent, None, 2.0);
        for (price, color, dash, width) in [spot, shock, stop] {
            let y = self.prices.to_px(price);
            let (left, right) = (Point { x: ladder.x, y }, Point { x: ladder.right(), y });
            marks.push(segment(left, right, Stroke { color, width, dash }));
        }
        let percent = |x: f64| self.locale.percent_signed(scenario.direction.sign() * x, 1);
        let name = |text: &str, x: f64| crate::scene::locale::fill(text, &[("distance", &percent(x))]);
        let away = if scenario.direction == Direction::Down { 1.0 } else { -1.0 };
        let y = |x: f64| self.prices.to_px(self.answer.price(x));
        let mut label = |text: &str, y: f64| {
            let label = Label::on(self.theme.background.with_alpha(225), text, true, self.theme.accent);
            let (left, right) = (self.layout.blocks.x + 6.0, ladder.right() - 6.0);
            let beyond = y + away * LINE_PX;
            let places = [(right, y, Anchor::End), (left, y, Anchor::Start), (right, beyond, Anchor::End)];
            labels.place_at(&label, &places);
        };
        if x > projection.x_exogenous {
            label(&name(words.chart.line_stop(), x), y(x) + away * 10.0);
        }
        let shocked = projection.x_exogenous;
        label(&name(words.chart.line_shock(), shocked), y(shocked) - away * 10.0);
        marks.put_all(labels.into_marks());
        marks.put_all(self.chips(x, measure));
        marks
    }

    /// Prices at the axis; the stop gives way to the spot, the shock to both.
    fn chips(&self, x: f64, measure: &dyn MeasureText) -> Vec<Mark> {
        let projection = &self.answer.projection;
        let axis_x = self.layout.ladder.right() + 6.0;
        let prices = [self.answer.scenario.spot, self.answer.price(x), self.answer.price(projection.x_exogenous)];
        let mut taken: Vec<f64> = Vec::new();
        let mut marks = Vec::new();
        for price in prices {
            let y = self.prices.to_px(price);
            if taken.iter().all(|other| (other - y).abs() >= LINE_PX) {
                taken.push(y);
                let at = Point { x: axis_x, y };
                marks.put_all(chip(self.locale.price(price, self.tick), at, Anchor::Start, self.theme, measure));
            }
        }
        marks
    }

    /// Heights of the chips, which the axis keeps free.
    #[must_use]
    pub fn chip_heights(&self) -> [f64; 3] {
        let projection = &self.answer.projection;
        [0.0, self.hand.x(projection), projection.x_exogenous].map(|x| self.prices.to_px(self.answer.price(x)))
    }

    /// The wick that the move leaves, with a step for each round.
    fn path(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (lane, projection) = (self.layout.lane, &self.answer.projection);
        let middle = lane.x + lane.width / 2.0;
        let y = |x: f64| self.prices.to_px(self.answer.price(x));
        let line = |from: f64, to: f64, color: Rgba| {
            let stroke = Stroke { color, width: 3.0, dash: None };
            segment(Point { x: middle, y: y(from) }, Point { x: middle, y: y(to) }, stroke)
        };
        let mut marks = vec![line(0.0, projection.x_exogenous, self.theme.ink)];
        let shown = self.hand.shown(projection);
        let mut at = projection.x_exogenous;
        for round in &projection.rounds[..shown] {
            marks.push(line(at, round.x, self.theme.accent));
            at = round.x.max(at);
        }
        // The last round has its number whatever else; others have theirs where there is room.
        let mut taken: Vec<f64> = Vec::new();
        for index in (shown.saturating_sub(1)..shown).chain(0..shown.saturating_sub(1)) {
            let center = Point { x: middle, y: y(projection.rounds[index].x) };
            if taken.iter().all(|other| (other - center.y).abs() >= 2.0 * DOT_PX) {
                taken.push(center.y);
                marks.put_all(self.dot(index + 1, center, index + 1 == shown, measure));
            }
        }
        marks
    }

    /// The number of a round on a disc; only the disc where the number is too wide.
    fn dot(&self, round: usize, center: Point, is_last: bool, measure: &dyn MeasureText) -> Vec<Mark> {
        let ground = self.theme.background.with_alpha(255);
        let (fill, color) = if is_last { (self.theme.accent, ground) } else { (ground, self.theme.accent) };
        let stroke = Some(Stroke { color: self.theme.accent, width: 1.5, dash: None });
        let mut marks = vec![Mark::Circle { center, radius: DOT_PX, stroke, fill: Some(fill) }];
        let text = whole(round);
        if measure.width(&text, FONT_PX, true) <= 2.0 * DOT_PX - 2.0 {
            marks.put_all(
                Label { text, at: center, anchor: Anchor::Middle, bold: true, color, ground: None }.marks(measure),
            );
        }
        marks
    }
}
