//! The legend: what a colour is worth, in money and in share of open interest, and what hatching and circles mean.

use crate::engine::heatmap::Basis;
use crate::lists::{Growing, Listed};
use crate::scene::breadth::Breadth;
use crate::scene::colormap::ColorMap;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Rgba, Stroke};
use crate::scene::heat_scale::{HeatScale, HeatScaleKind};
use crate::scene::layout::Layout;
use crate::scene::locale::{Locale, fill};
use crate::scene::marks::axes::{plain, rule};
use crate::scene::marks::label::{FONT_PX, LINE_PX, Label, Labels};
use crate::scene::marks::lines::wrapped;
use crate::scene::theme::Theme;
use crate::texts::Texts;

const BAR_HEIGHT_PX: f64 = 9.0;
const BAR_STEPS: usize = 96;
const WIDEST_BAR_PX: f64 = 460.0;
const HATCH_STEP_PX: f64 = 7.0;

/// Which keys stand below the scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// Columns of unknown start are hatched.
    pub seeded: bool,
    /// Realised liquidations are drawn.
    pub realised: bool,
}

/// What the legend speaks of.
#[derive(Clone, Copy)]
pub struct Legend<'a> {
    /// The scale of the colours; `None` when nothing is painted.
    pub scale: Option<&'a HeatScale>,
    /// The colours.
    pub colors: &'a ColorMap,
    /// Money or shares.
    pub basis: Basis,
    /// Whether the amounts were made elsewhere.
    pub imported: bool,
    /// Open interest that shares are of, US dollars.
    pub open_interest: f64,
    /// Keys below.
    pub keys: Keys,
    /// Language and units.
    pub locale: Locale,
    /// Colours of the words.
    pub theme: &'a Theme,
}

impl Legend<'_> {
    /// Lines that the keys need below the scale at this width.
    #[must_use]
    pub fn key_lines(keys: Keys, breadth: Breadth, locale: Locale, width_css: f64, measure: &dyn MeasureText) -> usize {
        let words = locale.words();
        let width = |shown: bool, text: &str| if shown { measure.width(text, FONT_PX, false) + 40.0 } else { 0.0 };
        let (seeded, realised) =
            (width(keys.seeded, words.legend.seeded()), width(keys.realised, words.legend.realised()));
        let lines = usize::from(keys.realised) + if seeded > width_css { 2 } else { usize::from(keys.seeded) };
        if breadth != Breadth::Phone && seeded + realised <= width_css { lines.min(1) } else { lines }
    }

    /// The marks.
    #[must_use]
    pub fn marks(&self, layout: &Layout, measure: &dyn MeasureText) -> Vec<Mark> {
        if !self.theme.has_legend() {
            return Vec::new();
        }
        let area = layout.legend;
        let mut marks = self.title(area).marks(measure);
        let bar =
            Rect { x: area.x, y: area.y + LINE_PX + 6.0, width: area.width.min(WIDEST_BAR_PX), height: BAR_HEIGHT_PX };
        if let Some(scale) = self.scale {
            marks.put_all(self.bar(bar));
            marks.put_all(self.numbers(scale, bar, measure));
        }
        marks.put_all(self.keys(Point { x: area.x, y: bar.bottom() + LINE_PX + 14.0 }, area.width, measure));
        marks
    }

    fn title(&self, area: Rect) -> Label {
        let words = &self.locale.words().legend;
        let title = match (self.basis, self.scale.map(HeatScale::kind)) {
            _ if self.imported => words.title_imported(),
            (Basis::Relative, _) => words.title_relative(),
            (Basis::Usd, Some(HeatScaleKind::PercentOfOpenInterest)) => words.title_percent(),
            (Basis::Usd, _) => words.title_usd(),
        };
        let text = match self.scale.map(HeatScale::kind) {
            None => words.no_estimate().to_owned(),
            Some(HeatScaleKind::Log) => {
                [title, words.logarithmic()].joined(self.locale.words().numbers.list_separator())
            }
            Some(_) => [title, words.linear()].joined(self.locale.words().numbers.list_separator()),
        };
        plain(
            text,
            Point { x: area.x, y: area.y + LINE_PX / 2.0 + 2.0 },
            Anchor::Start,
            self.theme.in_legend(self.theme.ink),
        )
    }

    fn bar(&self, bar: Rect) -> Vec<Mark> {
        // Edges on sixty-fourths add up exactly, so that neighbours meet on the same pixel and no seam shows.
        let edge = |index: usize| (64.0 * (bar.x + bar.width * index as f64 / BAR_STEPS as f64)).round() / 64.0;
        let mut marks: Vec<Mark> = (0..BAR_STEPS)
            .map(|index| {
                let position = (index as f64 + 0.5) / BAR_STEPS as f64;
                let rect = Rect { x: edge(index), width: edge(index + 1) - edge(index), ..bar };
                Mark::Fill { rect, color: self.colors.color_at(position) }
            })
            .listed();
        let corner = |x: f64, y: f64| Point { x, y };
        let (left, right, top, bottom) = (bar.x, bar.right(), bar.y, bar.bottom());
        let corners = [corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)];
        for side in 0..4 {
            marks.push(rule(corners[side], corners[(side + 1) % 4], self.theme.muted.with_alpha(110)));
        }
        marks
    }

    /// Numbers at both ends and in the middle; the middle one gives way where there is no room for all.
    fn numbers(&self, scale: &HeatScale, bar: Rect, measure: &dyn MeasureText) -> Vec<Mark> {
        let mut labels = Labels::new(measure, Rect { x: bar.x - 4.0, width: bar.width + 8.0, y: bar.y, height: 60.0 });
        let at = |fraction: f64| Point { x: bar.x + bar.width * fraction, y: bar.bottom() + LINE_PX / 2.0 + 3.0 };
        let muted = self.theme.in_legend(self.theme.muted);
        let label = |text: String, fraction: f64, anchor| plain(text, at(fraction), anchor, muted);
        let (bottom, middle, top) = (scale.value_at(0.0), scale.value_at(0.5), scale.value_at(1.0));
        labels.place(label(self.amount(scale, bottom), 0.0, Anchor::Start));
        let and_more = |value: String| fill(self.locale.words().legend.and_more(), &[("value", &value)]);
        labels.place(label(and_more(self.with_share(scale, top)), 1.0, Anchor::End));
        let in_the_middle = |text: String| label(text, 0.5, Anchor::Middle);
        labels.place_first([in_the_middle(self.with_share(scale, middle)), in_the_middle(self.amount(scale, middle))]);
        labels.into_marks()
    }

    /// A value of the scale with its unit.
    fn amount(&self, scale: &HeatScale, value: f64) -> String {
        if self.basis == Basis::Relative || scale.kind() == HeatScaleKind::PercentOfOpenInterest {
            self.locale.percent_short(value)
        } else {
            self.locale.usd(value)
        }
    }

    /// Money with its share of open interest.
    fn with_share(&self, scale: &HeatScale, value: f64) -> String {
        let amount = self.amount(scale, value);
        let money = self.basis == Basis::Usd && scale.kind() != HeatScaleKind::PercentOfOpenInterest;
        if !money || self.open_interest <= 0.0 {
            return amount;
        }
        let share = self.locale.percent_short(value / self.open_interest);
        fill(self.locale.words().legend.with_share(), &[("value", &amount), ("share", &share)])
    }

    fn keys(&self, start: Point, width_css: f64, measure: &dyn MeasureText) -> Vec<Mark> {
        let words = &self.locale.words().legend;
        let muted = self.theme.in_legend(self.theme.muted);
        let mut marks = Vec::new();
        let mut at = start;
        if self.keys.realised {
            for (offset, color) in [(6.0, self.theme.long), (20.0, self.theme.short)] {
                let center = Point { x: at.x + offset, y: at.y };
                let stroke = Some(Stroke { color, width: 1.5, dash: None });
                marks.push(Mark::Circle { center, radius: 5.0, stroke, fill: None });
            }
            let text_at = Point { x: at.x + 31.0, y: at.y };
            marks.put_all(plain(words.realised().to_owned(), text_at, Anchor::Start, muted).marks(measure));
            let used = 31.0 + measure.width(words.realised(), FONT_PX, false) + 24.0;
            let room = width_css - used - 31.0 - measure.width(words.seeded(), FONT_PX, false);
            at = if room >= 0.0 { Point { x: at.x + used, y: at.y } } else { Point { x: start.x, y: at.y + LINE_PX } };
        }
        if self.keys.seeded {
            let swatch = Rect { x: at.x, y: at.y - 6.0, width: 24.0, height: 12.0 };
            marks.put_all(hatch(swatch, self.theme.muted));
            for (line, text) in
                wrapped(words.seeded(), width_css - 31.0 - (at.x - start.x), measure).into_iter().enumerate()
            {
                let text_at = Point { x: at.x + 31.0, y: at.y + LINE_PX * line as f64 };
                marks.put_all(plain(text, text_at, Anchor::Start, muted).marks(measure));
            }
        }
        marks
    }
}

/// Diagonal lines over `area`.
#[must_use]
pub fn hatch(area: Rect, color: Rgba) -> Vec<Mark> {
    let stroke = Stroke { color: color.with_alpha(90), width: 1.0, dash: None };
    let mut marks = Vec::new();
    let mut offset = HATCH_STEP_PX - area.height;
    while offset < area.width {
        // The line x = area.x + offset + t, y = area.bottom() − t, cut to the area.
        let (from, to) = ((-offset).max(0.0), (area.width - offset).min(area.height));
        if to > from {
            let at = |t: f64| Point { x: area.x + offset + t, y: area.bottom() - t };
            marks.push(Mark::Line { points: vec![at(from), at(to)], stroke });
        }
        offset += HATCH_STEP_PX;
    }
    marks
}
