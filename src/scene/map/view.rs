//! The map's view: what is shown where.

use crate::engine::draws::{DrawRun, Draws};
use crate::engine::exposure::CLASS_LABELS;
use crate::engine::heatmap::Basis;
use crate::engine::map::{DISTANCES, LayerOf, LiquidationMap, MapOptions};
use crate::engine::market::{Side, Snapshot, TierTable};
use crate::engine::rows::RowScale;
use crate::error::Result;
use crate::scene::annotations;
use crate::scene::breadth::Breadth;
use crate::scene::crosshair::Crosshair;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Stroke};
use crate::scene::drawing::{Drawing, Step};
use crate::scene::figure::{Figure, Notice, RasterPlace, Reaction};
use crate::scene::follow::{Follow, FollowGround};
use crate::scene::frame::capitalised;
use crate::scene::input::{Gesture, Gestures, Input};
use crate::scene::invalidation::Invalidation;
use crate::scene::layout::{Layout, Needs};
use crate::scene::locale::fill;
use crate::scene::map::bars::{bars, largest_row, layer_color};
use crate::scene::map::curves::{BAND_ALPHA, curves, largest_sum};
use crate::scene::map::levels::{level_bars, levels_of, spot_y};
use crate::scene::map::reading::RowReading;
use crate::scene::map::settings::{MapLook, MapPicture};
use crate::scene::marks::axes::{AxisStyle, plain, price_axis, price_axis_width, rule};
use crate::scene::marks::brackets::{ClusterWords, brackets, gutter_width, label_bounds};
use crate::scene::marks::keys::{Key, key_lines, key_marks};
use crate::scene::marks::label::{FONT_PX, LINE_PX, Label, Labels};
use crate::scene::marks::reading_box::{chip, reading_box};
use crate::scene::marks::spot::SpotLine;
use crate::scene::notes::say_simulated;
use crate::scene::scale::{PxRange, ScaleKind, ValueScale};
use crate::scene::ticks::{TickRoom, value_ticks};
use std::rc::Rc;

const TOP_PX: f64 = 6.0;
/// A scale's title, its numbers and a gap.
const SCALE_PX: f64 = 2.0 * LINE_PX + 6.0;
/// Share of the plot that the longest bar takes, so that labels and curves have room beyond it.
const LONGEST_BAR: f64 = 0.72;
/// The same for the curves.
const FURTHEST_CURVE: f64 = 0.94;
/// Rows that Page Up and Page Down go.
const PAGE_ROWS: i64 = 10;

/// The view of one map.
pub struct MapView {
    snapshot: Rc<Snapshot>,
    map: LiquidationMap,
    markets: Vec<usize>,
    tiers: Vec<TierTable>,
    options: MapOptions,
    look: MapLook,
    layout: Layout,
    drawing: Drawing,
    robust: Vec<bool>,
    pointed: Option<usize>,
    gestures: Gestures,
    follow: Option<Follow>,
    shared: Option<Crosshair>,
}

impl MapView {
    /// The view of the map that `options` make of `snapshot`.
    ///
    /// # Errors
    /// Those of [`MapOptions::run`].
    pub fn new(snapshot: Rc<Snapshot>, options: MapOptions, look: MapLook) -> Result<Self> {
        let (run, map) = options.run(&snapshot)?;
        let heatmap = run.into_heatmap();
        Ok(Self {
            robust: vec![false; map.clusters.len()],
            markets: heatmap.markets,
            tiers: heatmap.tiers,
            snapshot,
            map,
            options,
            look,
            layout: Layout::default(),
            drawing: Drawing::default(),
            pointed: None,
            gestures: Gestures::default(),
            follow: None,
            shared: None,
        })
    }

    /// Takes another look; the numbers stay.
    pub fn set_look(&mut self, look: MapLook) {
        if look.picture != self.look.picture {
            self.pointed = None;
        }
        self.look = look;
    }

    /// Makes the same map once more under other plausible assumptions; the last draw gives the band, and says which clusters
    /// are robust.
    pub(super) fn draw_more(&mut self) -> Result<Step> {
        let options = &self.options;
        let start = || DrawRun::new(&self.snapshot, &options.estimate.heatmap, options.seed, options.draws);
        let step = self.drawing.next(start)?;
        if let (Step::Last, Some(draws)) = (step, self.drawing.made()) {
            self.robust = self.map.clusters.iter().map(|cluster| draws.cluster_is_robust(cluster)).collect();
        }
        Ok(step)
    }

    /// Shows where a shock leads, or no longer.
    pub fn set_follow(&mut self, follow: Option<Follow>) {
        self.follow = follow;
    }

    /// Shows where a reader points in another element, or no longer.
    pub fn set_shared(&mut self, shared: Option<Crosshair>) {
        self.shared = shared;
    }

    /// Where the reader points, for other elements.
    #[must_use]
    pub fn crosshair(&self) -> Option<Crosshair> {
        self.pointed.map(|row| Crosshair { price: self.map.rows.center(row), time_ms: None })
    }

    /// The look.
    #[must_use]
    pub fn look(&self) -> &MapLook {
        &self.look
    }

    /// The numbers.
    #[must_use]
    pub fn map(&self) -> &LiquidationMap {
        &self.map
    }

    /// What they were made with.
    #[must_use]
    pub fn options(&self) -> &MapOptions {
        &self.options
    }

    /// The data that they come from.
    #[must_use]
    pub fn snapshot(&self) -> &Rc<Snapshot> {
        &self.snapshot
    }

    /// Places of the markets in the sum.
    #[must_use]
    pub fn markets(&self) -> &[usize] {
        &self.markets
    }

    /// Maintenance tables used.
    #[must_use]
    pub fn tiers(&self) -> &[TierTable] {
        &self.tiers
    }

    /// The same map under other assumptions, once drawn.
    #[must_use]
    pub fn draws(&self) -> Option<&Draws> {
        self.drawing.made()
    }

    /// Whether each cluster is robust; none is before the draws are made.
    #[must_use]
    pub fn robust(&self) -> &[bool] {
        &self.robust
    }

    /// Words for amounts and clusters.
    #[must_use]
    pub fn words(&self) -> ClusterWords {
        let tick = self.snapshot.markets.first().and_then(|market| market.price_tick);
        ClusterWords { locale: self.look.page.locale, basis: self.map.basis, tick }
    }

    /// The numbers of the row, or of the simple view's level, that the reader points at.
    #[must_use]
    pub fn reading(&self) -> Option<RowReading> {
        let place = self.pointed?;
        match self.look.picture {
            MapPicture::Detailed => Some(RowReading::at(&self.map, place)),
            MapPicture::Simple => {
                let level = levels_of(&self.map).into_iter().rev().nth(place)?;
                Some(RowReading::of_level(&self.map, place, &level))
            }
        }
    }

    /// How many rows or levels the picture has.
    fn places(&self) -> usize {
        match self.look.picture {
            MapPicture::Detailed => self.map.rows.count(),
            MapPicture::Simple => levels_of(&self.map).len(),
        }
    }

    /// The row or level at the spot: of the levels the one above it.
    fn spot_place(&self) -> usize {
        match self.look.picture {
            MapPicture::Detailed => self.map.rows.row_of(self.map.column.close).unwrap_or(0),
            MapPicture::Simple => levels_of(&self.map).iter().filter(|level| level.low < self.map.column.mark).count(),
        }
    }

    /// The row or level at a place on screen.
    fn place_at(&self, at: Point) -> Option<usize> {
        match self.look.picture {
            MapPicture::Detailed => {
                let price = self.layout.plot.contains(at).then(|| self.price_scale().ok())??.from_px(at.y);
                self.map.rows.row_of(price).map(|row| row.min(self.map.rows.count() - 1))
            }
            MapPicture::Simple => {
                let (area, count) = (self.simple_area(), self.places());
                let from_top = (at.y - area.y) / area.height * count as f64;
                (area.contains(at) && from_top < count as f64).then(|| count - 1 - from_top as usize)
            }
        }
    }

    /// The same as one line.
    #[must_use]
    pub fn reading_sentence(&self) -> Option<String> {
        let separator = self.look.page.locale.words().numbers.list_separator;
        let lines = self.reading()?.lines(self.words(), &self.layer_names());
        let parts = lines.into_iter().map(|(name, value)| format!("{name} {value}").trim_end().to_owned());
        Some(parts.collect::<Vec<_>>().join(separator))
    }

    /// Names of the layers.
    #[must_use]
    pub fn layer_names(&self) -> Vec<String> {
        let name = |of: LayerOf| match of {
            LayerOf::Leverage(class) => CLASS_LABELS[class].replace('x', "×").replace('-', "–"),
            LayerOf::Market(place) => {
                self.snapshot.markets.get(place).map_or_else(String::new, |market| capitalised(&market.venue))
            }
            LayerOf::All => String::new(),
        };
        self.map.layers.iter().map(|layer| name(layer.of)).collect()
    }

    fn price_scale(&self) -> Result<ValueScale> {
        let rows = &self.map.rows;
        let kind = match rows.scale() {
            RowScale::Linear => ScaleKind::Linear,
            RowScale::Log => ScaleKind::Log,
        };
        let range = PxRange { at_low: self.layout.plot.bottom(), at_high: self.layout.plot.y };
        ValueScale::new(kind, rows.low(), rows.high(), range)
    }

    /// From nothing at the left edge to `largest` at a share of the plot's width.
    fn across(&self, largest: f64, share: f64) -> Result<ValueScale> {
        let plot = self.layout.plot;
        let high = if largest > 0.0 { largest } else { 1.0 };
        ValueScale::new(ScaleKind::Linear, 0.0, high, PxRange { at_low: plot.x, at_high: plot.x + plot.width * share })
    }

    fn keys(&self) -> Vec<Key> {
        let (theme, words) = (&self.look.page.theme, &self.look.page.locale.words().map);
        let names = self.layer_names();
        let mut keys: Vec<Key> = Vec::new();
        if names.len() > 1 {
            keys.extend(names.into_iter().enumerate().map(|(layer, text)| {
                let color = |side| layer_color(side, layer, self.map.layers.len(), theme);
                Key { swatches: vec![color(Side::Long), color(Side::Short)], text }
            }));
        }
        if self.draws().is_some() && self.look.cumulative {
            let swatches = vec![theme.ink.with_alpha(BAND_ALPHA)];
            keys.push(Key { swatches, text: words.band_key.to_owned() });
        }
        if self.look.clusters && self.robust.contains(&true) {
            keys.push(Key { swatches: Vec::new(), text: words.robust_key.to_owned() });
        }
        keys
    }

    /// Numbers and a title above the plot (sums) or below it (bars).
    fn amount_axis(&self, scale: &ValueScale, title: &str, above: bool, measure: &dyn MeasureText) -> Vec<Mark> {
        let (plot, theme) = (self.layout.plot, &self.look.page.theme);
        let wanted = ((scale.range().length() / 90.0) as usize).clamp(2, 6);
        let ticks = value_ticks(scale, TickRoom { wanted, min_px: 64.0 });
        let (edge, away) = if above { (plot.y, -1.0) } else { (plot.bottom(), 1.0) };
        let at = |x: f64, lines: f64| Point { x, y: edge + away * (4.0 + LINE_PX * lines) };
        let mut marks = plain(title.to_owned(), at(plot.x, 1.5), Anchor::Start, theme.muted).marks(measure);
        let mut right = f64::NEG_INFINITY;
        for value in ticks.values {
            let (x, text) = (scale.to_px(value), self.words().mass(value));
            marks.push(rule(Point { x, y: edge }, Point { x, y: edge + away * 4.0 }, theme.muted));
            let half = measure.width(&text, FONT_PX, false) / 2.0;
            let middle = x.max(plot.x + half);
            if middle - half > right + 8.0 {
                marks.extend(plain(text, at(middle, 0.5), Anchor::Middle, theme.muted).marks(measure));
                right = middle + half;
            }
        }
        marks.push(rule(Point { x: plot.x, y: edge }, Point { x: plot.right(), y: edge }, theme.grid));
        marks
    }

    /// Quiet lines at fixed distances from the spot with the sums up to there.
    fn distance_marks(&self, prices: &ValueScale, labels: &mut Labels<'_>) -> Vec<Mark> {
        let (plot, theme, locale) = (self.layout.plot, &self.look.page.theme, self.look.page.locale);
        let whole = self.map.whole();
        let mut marks = Vec::new();
        for distance in DISTANCES.into_iter().filter(|distance| *distance <= self.options.window + 1e-12) {
            for side in Side::BOTH {
                let signed = if side == Side::Long { -distance } else { distance };
                let y = prices.to_px(self.map.column.mark * (1.0 + signed)).clamp(plot.y, plot.bottom());
                let stroke = Stroke { color: theme.muted.with_alpha(150), width: 1.0, dash: Some((2.0, 4.0)) };
                marks.push(Mark::Line { points: vec![Point { x: plot.x, y }, Point { x: plot.right(), y }], stroke });
                let sum = self.map.within(side, distance);
                let (distance, amount) = (locale.percent_signed(signed, 0), self.words().mass(sum));
                let words = &locale.words().map;
                let values = [("distance", distance.as_str()), ("amount", amount.as_str())];
                let short = fill(words.within, &values);
                let share = locale.percent_short(if whole > 0.0 { sum / whole } else { 0.0 });
                let [distance, amount] = values;
                let long = fill(words.within_share, &[distance, amount, ("share", &share)]);
                // On the spot's side of the line, which the edge of the plot may be.
                let towards = if side == Side::Long { -1.0 } else { 1.0 };
                let label = |text: &str, x: f64, anchor: Anchor| Label {
                    text: text.to_owned(),
                    at: Point { x, y: y + towards * (LINE_PX / 2.0 + 1.0) },
                    anchor,
                    bold: false,
                    color: theme.muted,
                    ground: Some(theme.background.with_alpha(215)),
                };
                let texts: &[&str] = match (self.map.basis, self.layout.breadth) {
                    (Basis::Usd, Breadth::Column | Breadth::Full) => &[&long, &short],
                    _ => &[&short],
                };
                let places = [
                    (plot.right() - 6.0, Anchor::End),
                    (plot.x + plot.width * 0.45, Anchor::Middle),
                    (plot.x + 6.0, Anchor::Start),
                ];
                labels.place_first(texts.iter().flat_map(|text| places.map(|(x, anchor)| label(text, x, anchor))));
            }
        }
        marks
    }

    /// The author's marks, at their prices; labels keep away from them.
    fn annotation_marks(&self, prices: &ValueScale, labels: &mut Labels<'_>) -> Vec<Mark> {
        let (plot, page) = (self.layout.plot, &self.look.page);
        let place = |_, price: f64| Point { x: plot.right() - 16.0, y: prices.to_px(price) };
        let mut marks = Vec::new();
        for (number, at, _) in annotations::placed(&page.annotations, plot, place) {
            labels.reserve(annotations::frame(at));
            marks.extend(annotations::marks((number, at, true), plot, &page.theme));
        }
        marks
    }

    fn detailed(&self, prices: &ValueScale, measure: &dyn MeasureText) -> Vec<Mark> {
        let (layout, page) = (&self.layout, &self.look.page);
        let (Ok(amounts), Ok(sums)) = (
            self.across(largest_row(&self.map), LONGEST_BAR),
            self.across(largest_sum(&self.map, self.draws()), FURTHEST_CURVE),
        ) else {
            return Vec::new();
        };
        let words = &page.locale.words().map;
        let style = AxisStyle { theme: &page.theme, locale: page.locale, zone: &page.zone, measure };
        let mut labels = Labels::new(measure, label_bounds(layout));
        let mut marks = price_axis(prices, layout.plot, layout.axis.x, &[prices.to_px(self.map.column.close)], style);
        marks.extend(self.amount_axis(&amounts, words.row_scale, false, measure));
        marks.extend(bars(&self.map, prices, &amounts, &page.theme));
        if self.look.cumulative {
            marks.extend(self.amount_axis(&sums, words.cumulative_scale, true, measure));
            marks.extend(curves(&self.map, self.draws(), prices, &sums, &page.theme));
        }
        let spot_y = prices.to_px(self.map.column.close);
        labels.reserve(Rect { x: layout.plot.x, y: spot_y - 1.0, width: layout.plot.width, height: 2.0 });
        let annotated = self.annotation_marks(prices, &mut labels);
        say_simulated(&self.snapshot, layout.plot, page.locale, &page.theme, &mut labels);
        if self.look.clusters {
            let named = brackets(&self.map.clusters, self.words(), prices, layout, &page.theme, &mut labels);
            marks.extend(named);
            marks.extend(self.robust_marks(prices));
        }
        let chip = page.locale.price(self.map.column.close, self.words().tick);
        let spot = SpotLine { price: self.map.column.close, chip };
        marks.extend(spot.marks(prices, layout, page.locale, &page.theme, &mut labels));
        marks.extend(self.distance_marks(prices, &mut labels));
        marks.extend(labels.into_marks());
        marks.extend(annotated);
        marks
    }

    /// A dot at the bracket of each robust cluster.
    fn robust_marks(&self, prices: &ValueScale) -> Vec<Mark> {
        let robust = self.map.clusters.iter().zip(&self.robust).filter(|(_, robust)| **robust);
        let plot = self.layout.plot;
        let dot = |(cluster, _): (&crate::engine::clusters::Cluster, &bool)| {
            let color = if cluster.side == Side::Long { self.look.page.theme.long } else { self.look.page.theme.short };
            let y = prices.to_px(cluster.center).clamp(plot.y, plot.bottom());
            let stroke = Some(Stroke { color: self.look.page.theme.background, width: 1.5, dash: None });
            Mark::Circle { center: Point { x: plot.right() - 1.0, y }, radius: 4.5, stroke, fill: Some(color) }
        };
        robust.map(dot).collect()
    }

    fn simple(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (page, area) = (&self.look.page, self.simple_area());
        let mut marks = level_bars(&self.map, area, self.words(), &page.theme, measure);
        let mut labels = Labels::new(measure, area);
        say_simulated(&self.snapshot, area, page.locale, &page.theme, &mut labels);
        marks.extend(labels.into_marks());
        let y = spot_y(&self.map, area);
        let stroke = Stroke { color: page.theme.ink, width: 1.0, dash: Some((5.0, 4.0)) };
        let end = Point { x: area.right() - 4.0, y };
        marks.push(Mark::Line { points: vec![Point { x: area.x, y }, end], stroke });
        let price = page.locale.price(self.map.column.close, self.words().tick);
        let text = fill(page.locale.words().chart.spot, &[("price", &price)]);
        marks.extend(chip(text, end, Anchor::End, &page.theme, measure));
        marks
    }

    fn box_of(&self, reading: &RowReading, at: Point, within: Rect, measure: &dyn MeasureText) -> Vec<Mark> {
        let lines = reading.lines(self.words(), &self.layer_names());
        let lines: Vec<(&str, String)> = lines.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        reading_box(&lines, at, within, &self.look.page.theme, measure)
    }

    /// The level that the reader points at, with its numbers.
    fn simple_overlay(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let Some(reading) = self.reading() else { return Vec::new() };
        let (area, count) = (self.simple_area(), self.places());
        let height = area.height / count as f64;
        let y = area.y + height * (count - 1 - reading.row) as f64;
        let band = Mark::Fill { rect: Rect { y, height, ..area }, color: self.look.page.theme.ink.with_alpha(46) };
        let at = Point { x: area.x + area.width * 0.5, y: y + height / 2.0 };
        std::iter::once(band).chain(self.box_of(&reading, at, area, measure)).collect()
    }

    fn simple_area(&self) -> Rect {
        Rect { y: TOP_PX, height: self.layout.whole.height - 2.0 * TOP_PX, ..self.layout.whole }
    }

    fn point(&mut self, at: Point) -> Reaction {
        self.point_at(self.place_at(at))
    }

    fn point_at(&mut self, row: Option<usize>) -> Reaction {
        if row == self.pointed {
            return Reaction::default();
        }
        self.pointed = row;
        Reaction::used(Invalidation::Overlay).and_tell(Notice::Hover)
    }

    /// Moves by rows, from the spot on; a key that changes nothing is used all the same.
    fn step(&mut self, rows: i64) -> Reaction {
        let last = self.places() as i64 - 1;
        let spot = self.spot_place() as i64;
        let next = self.pointed.map_or(spot, |row| row as i64 + rows).clamp(0, last);
        self.jump(next as usize)
    }

    fn jump(&mut self, row: usize) -> Reaction {
        let reaction = self.point_at(Some(row));
        Reaction { used: true, ..reaction }
    }

    fn key(&mut self, key: &str) -> Reaction {
        match key {
            "ArrowUp" | "ArrowRight" => self.step(1),
            "ArrowDown" | "ArrowLeft" => self.step(-1),
            "PageUp" => self.step(PAGE_ROWS),
            "PageDown" => self.step(-PAGE_ROWS),
            "Home" => self.jump(self.places().saturating_sub(1)),
            "End" => self.jump(0),
            "Enter" | " " if self.pointed.is_some() => Reaction::used(Invalidation::None).and_tell(Notice::Select),
            "Escape" if self.pointed.is_some() => self.point_at(None),
            "?" => Reaction::used(Invalidation::None).and_tell(Notice::Help),
            _ => Reaction::default(),
        }
    }
}

impl Figure for MapView {
    fn resize(&mut self, width_css: f64, height_css: f64, measure: &dyn MeasureText) {
        let page = &self.look.page;
        let lines = key_lines(&self.keys(), width_css, measure) as f64;
        let needs = Needs {
            axis_width: 64.0,
            gutter_width: if self.look.clusters {
                gutter_width(&self.map.clusters, self.words(), measure)
            } else {
                0.0
            },
            top: if self.look.cumulative { SCALE_PX } else { TOP_PX },
            below: SCALE_PX,
            legend: LINE_PX * lines + if lines > 0.0 { 6.0 } else { 0.0 },
        };
        let style = AxisStyle { theme: &page.theme, locale: page.locale, zone: &page.zone, measure };
        let chip = page.locale.price(self.map.column.close, self.words().tick);
        self.layout = Layout::new(width_css, height_css, needs);
        if let Ok(prices) = self.price_scale() {
            let axis_width = price_axis_width(&prices, &chip, style);
            self.layout = Layout::new(width_css, height_css, Needs { axis_width, ..needs });
        }
    }

    fn raster(&mut self, _pixels: &mut Vec<u8>) -> Option<RasterPlace> {
        None
    }

    fn chart(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        if self.look.picture == MapPicture::Simple {
            return self.simple(measure);
        }
        let Ok(prices) = self.price_scale() else { return Vec::new() };
        let mut marks = self.detailed(&prices, measure);
        marks.extend(key_marks(&self.keys(), self.layout.legend, &self.look.page.theme, measure));
        marks
    }

    fn overlay(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let Ok(prices) = self.price_scale() else { return Vec::new() };
        if self.look.picture == MapPicture::Simple {
            return self.simple_overlay(measure);
        }
        let (layout, page) = (&self.layout, &self.look.page);
        let mut marks = Vec::new();
        if let Some(follow) = &self.follow {
            let (spot, tick) = (self.map.column.close, self.words().tick);
            marks.extend(follow.marks(&FollowGround { prices: &prices, layout, spot, page, tick }, measure));
        }
        if let Some(shared) = &self.shared {
            let price = page.locale.price(shared.price, self.words().tick);
            marks.extend(Crosshair::marks((None, prices.to_px(shared.price)), price, layout, &page.theme, measure));
        }
        let Some(reading) = self.reading() else { return marks };
        let (bottom, top) = (prices.to_px(reading.low), prices.to_px(reading.high));
        let band = Rect { y: top, height: (bottom - top).max(1.0), ..layout.plot };
        marks.push(Mark::Fill { rect: band, color: page.theme.ink.with_alpha(46) });
        let middle = (top + bottom) / 2.0;
        let price = page.locale.price((reading.low * reading.high).sqrt(), self.words().tick);
        marks.extend(chip(price, Point { x: layout.axis.x + 6.0, y: middle }, Anchor::Start, &page.theme, measure));
        let at = Point { x: layout.plot.x + layout.plot.width * 0.5, y: middle };
        marks.extend(self.box_of(&reading, at, layout.plot, measure));
        marks
    }

    fn handle(&mut self, input: Input) -> Reaction {
        match &input {
            Input::Key(key) => self.key(key),
            Input::Wheel(..) | Input::Command(_) => Reaction::default(),
            Input::Down(..) | Input::Move(..) | Input::Up(..) | Input::Cancel(_) => {
                match self.gestures.take(&input, false) {
                    Gesture::Point(at) => self.point(at),
                    Gesture::Leave => self.point_at(None),
                    Gesture::Tap(at) => {
                        let reaction = self.point(at);
                        if self.pointed.is_some() { reaction.and_tell(Notice::Select) } else { reaction }
                    }
                    Gesture::None | Gesture::Pan(..) | Gesture::Pinch(..) => Reaction::default(),
                }
            }
        }
    }
}
