//! The response curve: where every shock would end, the cliff, and the reader's own place.

use crate::engine::cascade::{CascadeAnswer, Direction};
use crate::error::Result;
use crate::lists::Growing;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Stroke};
use crate::scene::locale::{Locale, fill};
use crate::scene::marks::axes::{plain, rule, segment};
use crate::scene::marks::label::{FONT_PX, LINE_PX, Label, Labels};
use crate::scene::scale::{PxRange, ScaleKind, ValueScale};
use crate::scene::theme::Theme;
use crate::scene::ticks::{TickRoom, value_ticks};

/// What a response is drawn from.
pub struct ResponsePanel<'a> {
    /// The projection.
    pub answer: &'a CascadeAnswer,
    /// Its place.
    pub area: Rect,
    /// End of the axis of shocks.
    pub most_shock: f64,
    /// End of the axis of final moves.
    pub most_move: f64,
    /// Words and numbers.
    pub locale: Locale,
    /// Colours.
    pub theme: &'a Theme,
}

impl ResponsePanel<'_> {
    fn scales(&self) -> Result<(ValueScale, ValueScale)> {
        let across = PxRange { at_low: self.area.x, at_high: self.area.right() };
        let up = PxRange { at_low: self.area.bottom(), at_high: self.area.y };
        Ok((
            ValueScale::new(ScaleKind::Linear, 0.0, self.most_shock, across)?,
            ValueScale::new(ScaleKind::Linear, 0.0, self.most_move, up)?,
        ))
    }

    /// The shock at a place on screen.
    #[must_use]
    pub fn shock_at(&self, at: Point) -> Option<f64> {
        let (shocks, _) = self.scales().ok()?;
        Some(shocks.from_px(at.x).clamp(0.0, self.most_shock))
    }

    /// Axes, curve, cliff, dot, words.
    #[must_use]
    pub fn marks(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let Ok((shocks, moves)) = self.scales() else { return Vec::new() };
        let mut labels = Labels::new(measure, Rect { x: self.area.x, width: self.area.width + 8.0, ..self.area });
        let mut marks = self.axes(&shocks, &moves, measure);
        marks.push(self.without_liquidations(&shocks, &moves));
        marks.put_all(self.curve(&shocks, &moves, &mut labels));
        marks.put_all(self.cliff(&shocks, &moves, &mut labels));
        marks.put_all(self.reader(&shocks, &moves));
        self.name_the_line(&shocks, &moves, &mut labels);
        marks.put_all(labels.into_marks());
        marks
    }

    fn axes(&self, shocks: &ValueScale, moves: &ValueScale, measure: &dyn MeasureText) -> Vec<Mark> {
        let (words, area) = (&self.locale.words().cascade, self.area);
        let percent = |value: f64| self.locale.percent_short(value);
        let mut marks = Vec::new();
        let title = Point { x: area.x - 34.0, y: area.y - LINE_PX };
        marks.put_all(plain(words.curve().to_owned(), title, Anchor::Start, self.theme.muted).marks(measure));
        for value in value_ticks(moves, TickRoom { wanted: 6, min_px: 26.0 }).values {
            let y = moves.to_px(value);
            marks.push(rule(Point { x: area.x, y }, Point { x: area.right(), y }, self.theme.grid));
            let at = Point { x: area.x - 6.0, y };
            marks.put_all(plain(percent(value), at, Anchor::End, self.theme.muted).marks(measure));
        }
        for value in value_ticks(shocks, TickRoom { wanted: 6, min_px: 44.0 }).values {
            let x = shocks.to_px(value);
            marks.push(rule(Point { x, y: area.bottom() }, Point { x, y: area.bottom() + 4.0 }, self.theme.muted));
            let half = measure.width(&percent(value), FONT_PX, false) / 2.0;
            let at = Point { x: x.min(area.right() + 8.0 - half), y: area.bottom() + 5.0 + LINE_PX / 2.0 };
            marks.put_all(plain(percent(value), at, Anchor::Middle, self.theme.muted).marks(measure));
        }
        let at = Point { x: area.x, y: area.bottom() + 5.0 + LINE_PX * 1.5 };
        marks.put_all(plain(words.shock().to_owned(), at, Anchor::Start, self.theme.muted).marks(measure));
        let (left, right) = (Point { x: area.x, y: area.bottom() }, Point { x: area.right(), y: area.bottom() });
        marks.push(rule(left, right, self.theme.muted));
        marks
    }

    fn without_liquidations(&self, shocks: &ValueScale, moves: &ValueScale) -> Mark {
        let end = self.most_shock.min(self.most_move);
        let at = |value: f64| Point { x: shocks.to_px(value), y: moves.to_px(value) };
        segment(at(0.0), at(end), Stroke { color: self.theme.muted, width: 1.0, dash: Some((2.0, 3.0)) })
    }

    /// The words of the 45° line stand under its far part, where the curve never comes.
    fn name_the_line(&self, shocks: &ValueScale, moves: &ValueScale, labels: &mut Labels<'_>) {
        let end = self.most_shock.min(self.most_move);
        let label = Label::on(
            self.theme.background.with_alpha(200),
            self.locale.words().cascade.curve_without(),
            false,
            self.theme.muted,
        );
        let place = |share: f64| (shocks.to_px(end * share), moves.to_px(end * share) + 14.0, Anchor::Middle);
        labels.place_at(&label, &[place(0.82), place(0.65), place(0.95)]);
    }

    fn curve(&self, shocks: &ValueScale, moves: &ValueScale, labels: &mut Labels<'_>) -> Vec<Mark> {
        let Some(curve) = &self.answer.curve else { return Vec::new() };
        let mut points: Vec<Point> = Vec::new();
        for (shock, x) in curve.shock.iter().zip(&curve.displacement) {
            let at = |shock: f64, x: f64| Point { x: shocks.to_px(shock), y: moves.to_px(x.min(self.most_move)) };
            if *shock > self.most_shock {
                points.push(at(self.most_shock, self.answer_at(self.most_shock).unwrap_or(*x)));
                break;
            }
            points.push(at(*shock, *x));
        }
        for pair in points.windows(2) {
            let (left, right) = (pair[0].x.min(pair[1].x), pair[0].x.max(pair[1].x));
            let (top, bottom) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
            labels.reserve(Rect { x: left - 1.0, y: top - 1.0, width: right - left + 2.0, height: bottom - top + 2.0 });
        }
        let stroke = Stroke { color: self.theme.ink, width: 2.0, dash: None };
        if points.len() > 1 { vec![Mark::Line { points, stroke }] } else { Vec::new() }
    }

    fn answer_at(&self, shock: f64) -> Option<f64> {
        self.answer.response.as_ref().map(|response| response.at(shock).x)
    }

    /// The critical shock as an upright line, named at its top, with what is still missing to it.
    fn cliff(&self, shocks: &ValueScale, moves: &ValueScale, labels: &mut Labels<'_>) -> Vec<Mark> {
        let Some(step) = self.answer.projection.critical().filter(|step| step.threshold <= self.most_shock) else {
            return Vec::new();
        };
        let (words, x) = (&self.locale.words().cascade, shocks.to_px(step.threshold));
        let after = self.answer_at(step.threshold).unwrap_or(0.0).min(self.most_move);
        let (top, bottom) = (Point { x, y: self.area.y }, Point { x, y: self.area.bottom() });
        let warning = match self.answer.scenario.direction {
            Direction::Down => self.theme.down,
            Direction::Up => self.theme.up,
        };
        let stroke = |width: f64, dash: Option<(f64, f64)>| Stroke { color: warning, width, dash };
        let before = Point { x, y: moves.to_px(step.threshold) };
        let jump = segment(before, Point { x, y: moves.to_px(after) }, stroke(3.0, None));
        let marks = vec![segment(top, bottom, stroke(1.0, Some((4.0, 3.0)))), jump];
        let cliff = fill(words.cliff(), &[("shock", &self.locale.percent(step.threshold, 2))]);
        let distance = self.answer.distance_to_critical().filter(|distance| *distance > 0.0);
        let to_it =
            distance.map(|distance| fill(words.to_the_cliff(), &[("distance", &self.locale.percent(distance, 2))]));
        for (line, text) in [Some(cliff), to_it].into_iter().flatten().enumerate() {
            let y = self.area.y + LINE_PX * (line as f64 + 0.6);
            let color = if line == 0 { warning } else { self.theme.muted };
            let label = Label::on(self.theme.background.with_alpha(225), &text, line == 0, color);
            let (left, right) = ((x - 8.0, y, Anchor::End), (x + 8.0, y, Anchor::Start));
            if !labels.place_at(&label, &[left, right]) && line == 0 {
                let (x, y, anchor) = if x > self.area.x + self.area.width / 2.0 { left } else { right };
                labels.force(label.at(x, y, anchor));
            }
        }
        marks
    }

    /// The reader's shock and where it ends.
    fn reader(&self, shocks: &ValueScale, moves: &ValueScale) -> Vec<Mark> {
        let (gap, x) = (self.answer.scenario.cascade.gap, self.answer.projection.x);
        let at = Point { x: shocks.to_px(gap.min(self.most_shock)), y: moves.to_px(x.min(self.most_move)) };
        let foot = Point { x: at.x, y: self.area.bottom() };
        let side = Point { x: self.area.x, y: at.y };
        let dash = Some((2.0, 3.0));
        let line = Stroke { color: self.theme.accent, width: 1.0, dash };
        let mut marks = vec![segment(foot, at, line), segment(side, at, line)];
        let stroke = Some(Stroke { color: self.theme.background.with_alpha(255), width: 2.0, dash: None });
        marks.push(Mark::Circle { center: at, radius: 6.5, stroke, fill: Some(self.theme.accent) });
        marks
    }
}
