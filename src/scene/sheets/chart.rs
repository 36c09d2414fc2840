//! A sheet as marks in its cell: name, last value, facts, chart, axis, sign and source.

use crate::engine::market::TimeMs;
use crate::engine::order::order;
use crate::lists::{Growing, Listed};
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Rgba, Stroke, Text};
use crate::scene::marks::axes::{AxisStyle, TIME_AXIS_PX, plain, rule, time_axis};
use crate::scene::marks::label::{FONT_PX, LINE_PX, Label, Labels};
use crate::scene::marks::lines::wrapped;
use crate::scene::panel::{Panel, reach};
use crate::scene::scale::{PxRange, ScaleKind, ValueScale};
use crate::scene::sheets::key::{crowd, key, stroke_of};
use crate::scene::sheets::sheet::{Across, Chart, Row, Shape, Sheet};
use crate::texts::Texts;

const TITLE_PX: f64 = 14.0;
const TITLE_LINE_PX: f64 = 20.0;
const LAST_PX: f64 = 22.0;
const LAST_LINE_PX: f64 = 30.0;
/// Between the words above and the plot: half a label may stand over its edge.
const TOP_GAP_PX: f64 = 10.0;
/// Between the axis and the words below.
const FOOT_GAP_PX: f64 = 4.0;
/// Least height of a plot; words below give way before it is lower.
const LEAST_PLOT_PX: f64 = 60.0;
/// Between the facts of a panel.
const FACT_SEPARATOR: &str = " · ";
/// A bar takes this share of its place.
const BAR_SHARE: f64 = 0.72;
/// Widest bar, CSS pixels.
const WIDEST_BAR_PX: f64 = 36.0;

/// Words of one sheet in lines for a width.
struct Lines {
    unit: Vec<String>,
    facts: Vec<String>,
    below: Vec<String>,
}

/// How much of a cell the words take, above and below the plot and its axis.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Heights {
    /// Above the plot.
    pub above: f64,
    /// Below the axis.
    pub below: f64,
}

impl Heights {
    /// The greater of both, so that plots side by side stand on one line.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { above: self.above.max(other.above), below: self.below.max(other.below) }
    }
}

fn lines(sheet: &Sheet, width: f64, measure: &dyn MeasureText) -> Lines {
    let mut below = Vec::new();
    for text in [&sheet.sign, &sheet.foot] {
        if !text.is_empty() {
            below.put_all(wrapped(text, width, measure));
        }
    }
    Lines {
        unit: wrapped(&sheet.unit, width, measure),
        facts: if sheet.facts.is_empty() {
            Vec::new()
        } else {
            wrapped(&sheet.facts.joined(FACT_SEPARATOR), width, measure)
        },
        below,
    }
}

/// Heights of a sheet's words at a width.
#[must_use]
pub fn heights(sheet: &Sheet, width: f64, measure: &dyn MeasureText) -> Heights {
    let lines = lines(sheet, width, measure);
    let above = (lines.unit.len() + lines.facts.len()) as f64 * LINE_PX;
    Heights {
        above: TITLE_LINE_PX + if sheet.last.is_some() { LAST_LINE_PX } else { 0.0 } + above + TOP_GAP_PX,
        below: FOOT_GAP_PX + lines.below.len() as f64 * LINE_PX,
    }
}

/// Size of the last value: large, and smaller where the cell has no room for so many words.
fn last_px(last: &str, width: f64, measure: &dyn MeasureText) -> f64 {
    let wanted = measure.width(last, LAST_PX, true);
    if wanted > width { (LAST_PX * width / wanted).floor().max(FONT_PX) } else { LAST_PX }
}

/// A sheet in its cell.
pub struct Cell<'a> {
    /// What it shows.
    pub sheet: &'a Sheet,
    /// Its place.
    pub whole: Rect,
    /// Room for its words, the same for all cells of a row.
    pub heights: Heights,
    /// Colours, words, widths of text.
    pub style: AxisStyle<'a>,
}

/// A chart with its scales.
struct Plot<'a> {
    chart: &'a Chart,
    panel: Panel<'a>,
    across: ValueScale,
}

impl<'a> Cell<'a> {
    /// All marks.
    #[must_use]
    pub fn marks(&self) -> Vec<Mark> {
        let mut marks = self.words();
        match self.plot() {
            Some(plot) => marks.put_all(plot.marks()),
            None => marks.put_all(self.no_data()),
        }
        marks
    }

    fn text(&self, text: &str, (x, y): (f64, f64), size: f64, bold: bool, is_quiet: bool) -> Mark {
        let color = if is_quiet { self.style.theme.muted } else { self.style.theme.ink };
        Mark::Text(Text {
            text: text.trim_end().to_owned(),
            at: Point { x, y },
            anchor: Anchor::Start,
            size,
            bold,
            color,
        })
    }

    fn words(&self) -> Vec<Mark> {
        let (whole, sheet) = (self.whole, self.sheet);
        let lines = lines(sheet, whole.width, self.style.measure);
        let mut y = whole.y + TITLE_LINE_PX / 2.0;
        let mut marks = vec![self.text(&sheet.title, (whole.x, y), TITLE_PX, true, false)];
        y += TITLE_LINE_PX / 2.0 + LINE_PX / 2.0;
        let mut line = |text: &String, y: &mut f64| {
            marks.push(self.text(text, (whole.x, *y), FONT_PX, false, true));
            *y += LINE_PX;
        };
        lines.unit.iter().for_each(|text| line(text, &mut y));
        y += (LAST_LINE_PX - LINE_PX) / 2.0;
        let last_y = y;
        y += (LAST_LINE_PX + LINE_PX) / 2.0;
        lines.facts.iter().for_each(|text| line(text, &mut y));
        let mut y = whole.bottom() - self.heights.below + FOOT_GAP_PX + LINE_PX / 2.0;
        lines.below.iter().for_each(|text| line(text, &mut y));
        if let Some(last) = &sheet.last {
            let size = last_px(last, whole.width, self.style.measure);
            marks.push(self.text(last, (whole.x, last_y), size, true, false));
        }
        marks
    }

    /// Where chart and axis lie.
    fn area(&self) -> Rect {
        let y = self.whole.y + self.heights.above;
        let (axis, least) = if self.sheet.chart.is_some() { (TIME_AXIS_PX, LEAST_PLOT_PX) } else { (0.0, 0.0) };
        let height = (self.whole.bottom() - self.heights.below - y - axis).max(least);
        Rect { y, height, ..self.whole }
    }

    fn no_data(&self) -> Vec<Mark> {
        let (area, theme) = (self.area(), self.style.theme);
        let stroke = Stroke { color: theme.grid, width: 1.0, dash: Some((4.0, 4.0)) };
        let points = closed((area.x, area.right()), (area.y, area.bottom()));
        let at = Point { x: area.x + area.width / 2.0, y: area.y + area.height / 2.0 };
        let words = self.style.locale.words().sheets.no_data().to_owned();
        let label = plain(words, at, Anchor::Middle, theme.muted);
        let mut marks = vec![Mark::Line { points, stroke }];
        marks.put_all(label.marks(self.style.measure));
        marks
    }

    fn plot(&self) -> Option<Plot<'_>> {
        let chart = self.sheet.chart.as_ref()?;
        let area = self.area();
        let range = reach(chart.values(), chart.with_zero);
        let write = |value: f64, decimals: usize| chart.written.text(self.style.locale, value, decimals);
        let wide = Panel::new(area, range, self.style).ok()?;
        let beside = chart.matrix().map_or_else(|| wide.axis_width(&write), |matrix| matrix.names_width(self.style));
        let width = (area.width - beside).max(area.width / 2.0);
        let panel = Panel::new(Rect { width, ..area }, range, self.style).ok()?;
        let range = PxRange { at_low: area.x, at_high: area.x + width };
        let across = match &chart.across {
            Across::Times(from, to) => ValueScale::new(ScaleKind::Linear, *from as f64, *to as f64, range),
            Across::Places(names) => ValueScale::new(ScaleKind::Linear, -0.5, names.len() as f64 - 0.5, range),
            Across::Numbers(low, high) => ValueScale::new(ScaleKind::Linear, *low, *high, range),
        };
        Some(Plot { chart, panel, across: across.ok()? })
    }

    /// Where the chart's samples stand, CSS pixels from the left.
    #[must_use]
    pub fn samples_px(&self) -> Vec<f64> {
        let place = |plot: Plot<'_>| plot.chart.samples.iter().map(|sample| plot.across.to_px(sample.x)).listed();
        self.plot().map(place).unwrap_or_default()
    }

    /// Where values are to scale.
    #[must_use]
    pub fn plot_area(&self) -> Option<Rect> {
        self.plot().map(|plot| plot.panel.plot)
    }
}

impl Plot<'_> {
    fn marks(&self) -> Vec<Mark> {
        let (chart, style, area) = (self.chart, self.panel.style, self.panel.plot);
        if let (Some(matrix), Across::Places(names)) = (chart.matrix(), &chart.across) {
            let mut marks = matrix.marks(area, names.len(), style);
            marks.put_all(self.axis());
            return marks;
        }
        let write = |value: f64, decimals: usize| chart.written.text(style.locale, value, decimals);
        let mut labels = Labels::new(style.measure, area);
        let mut marks = Vec::new();
        for (low, high, _) in &chart.bands {
            marks.put_all(self.panel.band((*low, *high), style.theme.muted.with_alpha(34)));
        }
        marks.put_all(self.panel.grid(&write));
        for (value, _) in &chart.levels {
            marks.put_all(self.panel.level(*value, style.theme.accent));
        }
        for (place, (x, _)) in chart.uprights.iter().enumerate() {
            marks.put_all(self.upright(*x, place));
        }
        for row in &chart.rows {
            marks.put_all(self.row(row));
        }
        self.name(&mut labels);
        marks.put_all(labels.into_marks());
        if chart.has_key {
            marks.put_all(key(&chart.rows, &self.panel, &self.across));
        }
        marks.put_all(self.axis());
        marks
    }

    /// An event has the colour of words; of other lines only the first one has.
    fn upright_color(&self, place: usize) -> Rgba {
        let theme = self.panel.style.theme;
        if self.has_events() || place == 0 { theme.ink } else { theme.accent }
    }

    /// Upright lines over an axis of time are events.
    fn has_events(&self) -> bool {
        matches!(self.chart.across, Across::Times(..))
    }

    fn upright(&self, x: f64, place: usize) -> Option<Mark> {
        let area = self.panel.plot;
        let px = self.across.to_px(x);
        let color = self.upright_color(place);
        let stroke = Stroke { color, width: 1.0, dash: Some((3.0, 3.0)) };
        let points = vec![Point { x: px, y: area.y }, Point { x: px, y: area.bottom() }];
        (px >= area.x && px <= area.right()).then_some(Mark::Line { points, stroke })
    }

    fn row(&self, row: &Row) -> Vec<Mark> {
        let points = || row.points.iter().map(|(x, value)| (self.across.to_px(*x), *value));
        match row.shape {
            Shape::Line(_) | Shape::Stroked(..) | Shape::Dashed => self.panel.line(points(), stroke_of(row)),
            Shape::Dots => {
                let dot = |(x, value): (f64, Option<f64>)| {
                    let center = Point { x, y: self.panel.values.to_px(value?) };
                    Some(Mark::Circle { center, radius: 3.0, stroke: None, fill: Some(row.color) })
                };
                points().filter_map(dot).listed()
            }
            Shape::Stems => {
                let stem = |(x, value): (f64, Option<f64>)| Some(self.panel.bar(x, 1.5, value?, row.color));
                points().filter_map(stem).listed()
            }
            Shape::Bars(part, of) => self.bars(row, (part, of), false),
            Shape::Hollow(part, of) => self.bars(row, (part, of), true),
        }
    }

    /// Room for one place: the least distance of two, or a share of the plot.
    fn room(&self, row: &Row) -> f64 {
        if let Across::Places(names) = &self.chart.across {
            return self.panel.plot.width / names.len().max(1) as f64;
        }
        let away = |pair: &[(f64, Option<f64>)]| (self.across.to_px(pair[1].0) - self.across.to_px(pair[0].0)).abs();
        row.points.windows(2).map(away).filter(|px| *px > 0.0).fold(self.panel.plot.width / 4.0, f64::min)
    }

    fn bars(&self, row: &Row, (part, of): (usize, usize), is_hollow: bool) -> Vec<Mark> {
        let width = (self.room(row) * BAR_SHARE).min(WIDEST_BAR_PX * of as f64).max(1.0) / of as f64;
        let shift = width * (part as f64 - (of as f64 - 1.0) / 2.0);
        let bar = |(x, value): &(f64, Option<f64>)| {
            let value = (*value).filter(|value| *value != 0.0)?;
            let color = if value < 0.0 { row.below } else { row.color };
            let drawn = (width - 1.0).max(1.0);
            Some(match self.panel.bar(self.across.to_px(*x) + shift, drawn, value, color) {
                Mark::Fill { rect, color } if is_hollow => outline(rect, color),
                filled => filled,
            })
        };
        row.points.iter().filter_map(bar).listed()
    }

    /// Names of rows at their ends, of levels, uprights and bands; what finds no room is left out.
    fn name(&self, labels: &mut Labels<'_>) {
        let (area, theme) = (self.panel.plot, self.panel.style.theme);
        let ground = Some(theme.background.with_alpha(215));
        let label = |text: &str, x: f64, y: f64, anchor, color| Label {
            text: text.to_owned(),
            at: Point { x, y },
            anchor,
            bold: false,
            color,
            ground,
        };
        for (place, (x, text)) in self.chart.uprights.iter().enumerate() {
            let px = self.across.to_px(*x);
            if text.is_empty() || px < area.x || px > area.right() {
                continue;
            }
            let color = self.upright_color(place);
            let sides = if self.has_events() {
                [(px, Anchor::Middle), (px - 5.0, Anchor::End)]
            } else {
                [(px + 5.0, Anchor::Start), (px - 5.0, Anchor::End)]
            };
            let places = at_each(&[0.5, 1.5, 2.5, 3.5], &sides, &|x, line, anchor| {
                label(text, x, area.y + LINE_PX * line, anchor, color)
            });
            labels.place_first(self.least_crowded(&places, labels));
        }
        for (value, text) in self.chart.levels.iter().filter(|(_, text)| !text.is_empty()) {
            let y = self.panel.values.to_px(*value);
            let heights = [y - LINE_PX / 2.0 - 1.0, y + LINE_PX / 2.0 + 1.0];
            let ends = [(area.x + 4.0, Anchor::Start), (area.right() - 4.0, Anchor::End)];
            labels.place_first(at_each(&heights, &ends, &|x, y, anchor| label(text, x, y, anchor, theme.accent)));
        }
        for row in self.chart.rows.iter().rev().filter(|_| !self.chart.has_key && theme.has_legend()) {
            let (Some(name), Some((x, value))) = (&row.name, row.points.iter().rev().find_map(known)) else { continue };
            let (px, y) = (self.across.to_px(x).min(area.right() - 4.0), self.panel.values.to_px(value));
            let places = at_each(&[-0.5, 0.5, -1.5, 1.5], &[(px, Anchor::End)], &|x, lines, anchor| {
                label(name, x, y + lines * (LINE_PX + 2.0), anchor, theme.in_legend(row.color))
            });
            labels.place_first(self.least_crowded(&places, labels));
        }
        for (low, high, text) in &self.chart.bands {
            let y = self.panel.values.to_px((low + high) / 2.0);
            let edge = self.panel.values.to_px(*high) - LINE_PX / 2.0;
            let ends = [(area.x + 4.0, Anchor::Start)];
            labels.place_first(at_each(&[y, edge], &ends, &|x, y, anchor| label(text, x, y, anchor, theme.muted)));
        }
    }

    /// `places` for a label, those first that cover the fewest values.
    fn least_crowded(&self, places: &[Label], labels: &Labels<'_>) -> Vec<Label> {
        let crowds: Vec<usize> = places.iter().map(|label| self.crowd(label, labels)).listed();
        let order = order(places.len(), &|one, other| crowds[one].cmp(&crowds[other]));
        order.into_iter().map(|place| places[place].clone()).listed()
    }

    /// How many values of named rows a label would cover.
    fn crowd(&self, label: &Label, labels: &Labels<'_>) -> usize {
        crowd(&self.chart.rows, &self.panel, &self.across, label.frame(labels.measure()))
    }

    fn axis(&self) -> Vec<Mark> {
        let (area, style) = (self.panel.plot, self.panel.style);
        match &self.chart.across {
            Across::Times(from, to) => {
                let times: Option<_> = self.panel.times((*from, (*to).max(*from + 1) as TimeMs)).ok();
                times.map(|times| time_axis(&times, area, style)).unwrap_or_default()
            }
            Across::Places(names) => {
                let ticks = names.iter().enumerate().map(|(place, name)| (place as f64, name.clone()));
                self.ticks(ticks.listed())
            }
            Across::Numbers(..) => {
                let wanted = ((area.width / 80.0) as usize).clamp(2, 7);
                let room = crate::scene::ticks::TickRoom { wanted, min_px: 48.0 };
                let ticks = crate::scene::ticks::value_ticks(&self.across, room);
                let text = |value: &f64| (*value, style.locale.number(*value, ticks.decimals));
                self.ticks(ticks.values.iter().map(text).listed())
            }
        }
    }

    /// Words under places; one that would touch its neighbour is left out.
    fn ticks(&self, ticks: Vec<(f64, String)>) -> Vec<Mark> {
        let (area, style) = (self.panel.plot, self.panel.style);
        let y = area.bottom();
        let mut marks = vec![rule(Point { x: area.x, y }, Point { x: area.right(), y }, style.theme.muted)];
        let mut right = f64::NEG_INFINITY;
        for (value, text) in ticks {
            let (x, half) = (self.across.to_px(value), style.measure.width(&text, FONT_PX, false) / 2.0);
            let middle = x.clamp(area.x + half, (area.right() - half).max(area.x + half));
            if middle - half < right + 6.0 {
                continue;
            }
            right = middle + half;
            marks.push(rule(Point { x, y }, Point { x, y: y + 4.0 }, style.theme.muted));
            let at = Point { x: middle, y: y + 5.0 + LINE_PX / 2.0 };
            marks.put_all(plain(text, at, Anchor::Middle, style.theme.muted).marks(style.measure));
        }
        marks
    }
}

fn known((x, value): &(f64, Option<f64>)) -> Option<(f64, f64)> {
    Some((*x, (*value)?))
}

fn outline(rect: Rect, color: Rgba) -> Mark {
    let (left, right) = (rect.x + 0.5, (rect.right() - 0.5).max(rect.x + 0.5));
    let points = closed((left, right), (rect.y, rect.bottom()));
    Mark::Line { points, stroke: Stroke { color, width: 1.0, dash: None } }
}

/// The four corners from the upper left, and that one again.
fn closed((left, right): (f64, f64), (top, bottom): (f64, f64)) -> Vec<Point> {
    let at = |x: f64, y: f64| Point { x, y };
    vec![at(left, top), at(right, top), at(right, bottom), at(left, bottom), at(left, top)]
}

/// A label at each of `ends` on each of `heights`, those of one height after the other.
fn at_each(heights: &[f64], ends: &[(f64, Anchor)], label: &dyn Fn(f64, f64, Anchor) -> Label) -> Vec<Label> {
    let mut labels = Vec::new();
    for height in heights {
        for (x, anchor) in ends {
            labels.push(label(*x, *height, *anchor));
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::marks::label::tests::Monospace;

    #[test]
    fn a_last_value_of_many_words_is_written_smaller_so_that_it_fits() {
        let three = "BTC −32.53%, ETH −43.77%, BNB −32.44%";
        let size = last_px(three, 366.0, &Monospace);
        assert!(size < LAST_PX && size > FONT_PX);
        assert!(Monospace.width(three, size, true) <= 366.5);
        assert_eq!(last_px("BTC −32.53%", 366.0, &Monospace), LAST_PX);
        assert_eq!(last_px(&three.repeat(9), 366.0, &Monospace), FONT_PX);
    }
}
