//! The map's view: what is shown where.

use crate::engine::draws::{DrawRun, Draws};
use crate::engine::exposure::CLASS_LABELS;
use crate::engine::heatmap::{Ahead, HeatmapRun};
use crate::engine::imported;
use crate::engine::map::{LayerOf, LiquidationMap, MapOptions, Stack};
use crate::engine::market::{Side, Snapshot, TierTable};
use crate::engine::rows::RowScale;
use crate::error::Result;
use crate::lists::{Growing, Listed};
use crate::scene::crosshair::Crosshair;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Stroke};
use crate::scene::drawing::{Drawing, Step};
use crate::scene::figure::{Figure, Notice, RasterPlace, Reaction};
use crate::scene::follow::{Follow, FollowGround};
use crate::scene::input::{Gesture, Gestures, Input};
use crate::scene::invalidation::Invalidation;
use crate::scene::layout::{Layout, Needs};
use crate::scene::locale::fill;
use crate::scene::map::bars::layer_color;
use crate::scene::map::curves::BAND_ALPHA;
use crate::scene::map::levels::{level_bars, level_y, levels_of};
use crate::scene::map::reading::RowReading;
use crate::scene::map::settings::{MapLook, MapPicture};
use crate::scene::marks::axes::{AxisStyle, price_axis_width, segment};
use crate::scene::marks::brackets::{ClusterWords, gutter_width};
use crate::scene::marks::keys::{Key, key_lines, key_marks};
use crate::scene::marks::label::{FONT_PX, LINE_PX, Labels};
use crate::scene::marks::reading_box::{chip, reading_box};
use crate::scene::notes::say_simulated;
use crate::scene::scale::{PxRange, ScaleKind, ValueScale};
use crate::texts::{Texts, text};
use std::rc::Rc;

const TOP_PX: f64 = 6.0;
/// A scale's title, its numbers and a gap.
const SCALE_PX: f64 = 2.0 * LINE_PX + 6.0;
/// Rows that Page Up and Page Down go.
const PAGE_ROWS: i64 = 10;

/// The view of one map.
pub struct MapView {
    pub(super) snapshot: Rc<Snapshot>,
    pub(super) run: HeatmapRun,
    pub(super) map: LiquidationMap,
    pub(super) options: MapOptions,
    pub(super) look: MapLook,
    pub(super) layout: Layout,
    pub(super) drawing: Drawing,
    pub(super) robust: Vec<bool>,
    pub(super) pointed: Option<usize>,
    pub(super) gestures: Gestures,
    pub(super) follow: Option<Follow>,
    pub(super) shared: Option<Crosshair>,
}

impl MapView {
    /// The view of the map that `options` make of `snapshot`; its run may have been begun `ahead`.
    ///
    /// # Errors
    /// Those of [`MapOptions::run`].
    pub fn new(snapshot: Rc<Snapshot>, options: MapOptions, look: MapLook, ahead: Option<Ahead>) -> Result<Self> {
        let mut options = options;
        let run = match &snapshot.imported {
            Some(cells) if snapshot.markets[0].candles.len() == 1 => {
                if cells.leverage.is_none() || options.stack == Stack::Venue {
                    options.stack = Stack::None;
                }
                HeatmapRun::imported(imported::map(&snapshot, cells, options.window)?)
            }
            _ => Ahead::finished(ahead, &snapshot, &options.estimate.heatmap)?,
        };
        let map = options.map_of(run.heatmap())?;
        Ok(Self {
            robust: vec![false; map.clusters.len()],
            run,
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

    /// Shows newer data; candles that follow are run alone.
    ///
    /// # Errors
    /// Those of [`new`](Self::new); the view stays as it was then.
    pub fn renew(
        &mut self,
        snapshot: Rc<Snapshot>,
        options: MapOptions,
        look: MapLook,
        ahead: Option<Ahead>,
    ) -> Result<()> {
        if snapshot.imported.is_some() {
            *self = Self::new(snapshot, options, look, None)?;
            return Ok(());
        }
        // A run that is ready has a column, so that nothing fails after this.
        self.run.advance_beyond_to(Ahead::run(ahead, &snapshot, &options.estimate.heatmap)?);
        self.map = options.map_of(self.run.heatmap())?;
        self.robust = vec![false; self.map.clusters.len()];
        (self.snapshot, self.options, self.look) = (snapshot, options, look);
        (self.drawing, self.follow, self.shared, self.pointed) = (Drawing::default(), None, None, None);
        Ok(())
    }

    /// Whether it was made elsewhere and is drawn as given.
    #[must_use]
    pub fn is_imported(&self) -> bool {
        self.snapshot.imported.is_some()
    }

    /// Prices that the source of the map calls max pain, with its name, price and amount in words.
    pub(super) fn max_pain(&self) -> Vec<(f64, String)> {
        let locale = self.look.page.locale;
        let given = self.snapshot.imported.iter().flat_map(|cells| &cells.max_pain).zip(Side::BOTH);
        let said = |(&(price, usd), name): (&(f64, f64), Side)| {
            let (at, amount) = (locale.price(price, self.words().tick), locale.usd(usd));
            let values = [("name", name.as_str()), ("price", &at), ("amount", &amount)];
            (price, fill(locale.words().map.max_pain(), &values))
        };
        given.map(said).listed()
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
        if self.is_imported() {
            return Ok(Step::Done);
        }
        let options = &self.options;
        let start = || DrawRun::new(&self.snapshot, &options.estimate.heatmap, options.seed, options.draws);
        let step = self.drawing.next(start)?;
        if let (Step::Last, Some(draws)) = (step, self.drawing.made()) {
            self.robust = self.map.clusters.iter().map(|cluster| draws.cluster_is_robust(cluster)).listed();
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
        &self.run.heatmap().markets
    }

    /// Maintenance tables used.
    #[must_use]
    pub fn tiers(&self) -> &[TierTable] {
        &self.run.heatmap().tiers
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
        let separator = self.look.page.locale.words().numbers.list_separator();
        let lines = self.reading()?.lines(self.words(), &self.layer_names());
        let parts = lines.into_iter().map(|(name, value)| text![name, " ", value].trim_end().to_owned());
        Some(parts.listed().joined(separator))
    }

    /// Names of the layers.
    #[must_use]
    pub fn layer_names(&self) -> Vec<String> {
        let name = |of: LayerOf| match of {
            LayerOf::Leverage(class) => CLASS_LABELS[class].replace('x', "×").replace('-', "–"),
            LayerOf::Market(place) => self
                .snapshot
                .markets
                .get(place)
                .map_or_else(String::new, |market| self.look.page.locale.venue(&market.venue)),
            LayerOf::All => String::new(),
        };
        self.map.layers.iter().map(|layer| name(layer.of)).listed()
    }

    pub(super) fn price_scale(&self) -> Result<ValueScale> {
        let rows = &self.map.rows;
        let kind = match rows.scale() {
            RowScale::Linear => ScaleKind::Linear,
            RowScale::Log => ScaleKind::Log,
        };
        let range = PxRange { at_low: self.layout.plot.bottom(), at_high: self.layout.plot.y };
        ValueScale::new(kind, rows.low(), rows.high(), range)
    }

    fn keys(&self) -> Vec<Key> {
        let (theme, words) = (&self.look.page.theme, &self.look.page.locale.words().map);
        let names = self.layer_names();
        let mut keys: Vec<Key> = Vec::new();
        if names.len() > 1 {
            keys.put_all(names.into_iter().enumerate().map(|(layer, text)| {
                let color = |side| layer_color(side, layer, self.map.layers.len(), theme);
                Key { swatches: vec![color(Side::Long), color(Side::Short)], text }
            }));
        }
        if self.draws().is_some() && self.look.cumulative {
            let swatches = vec![theme.ink.with_alpha(BAND_ALPHA)];
            keys.push(Key { swatches, text: words.band_key().to_owned() });
        }
        if self.look.clusters && self.robust.contains(&true) {
            keys.push(Key { swatches: Vec::new(), text: words.robust_key().to_owned() });
        }
        keys
    }

    fn simple(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (page, area) = (&self.look.page, self.simple_area());
        let mut marks = level_bars(&self.map, area, self.words(), &page.theme, measure);
        let mut labels = Labels::new(measure, area);
        say_simulated(&self.snapshot, area, page.locale, &page.theme, &mut labels);
        marks.put_all(labels.into_marks());
        let y = level_y(&self.map, area, self.map.column.mark);
        let stroke = Stroke { color: page.theme.ink, width: 1.0, dash: Some((5.0, 4.0)) };
        let end = Point { x: area.right() - 4.0, y };
        marks.push(segment(Point { x: area.x, y }, end, stroke));
        let price = page.locale.price(self.map.column.close, self.words().tick);
        let text = fill(page.locale.words().chart.spot(), &[("price", &price)]);
        marks.put_all(chip(text, end, Anchor::End, &page.theme, measure));
        marks
    }

    fn box_of(&self, reading: &RowReading, at: Point, within: Rect, measure: &dyn MeasureText) -> Vec<Mark> {
        let lines = reading.lines(self.words(), &self.layer_names());
        let lines: Vec<(&str, String)> = lines.iter().map(|(name, value)| (name.as_str(), value.clone())).listed();
        reading_box(&lines, at, within, &self.look.page.theme, measure)
    }

    /// What the other elements of the group show here: where a shock leads, and where their reader points.
    fn group_marks(&self, height_of: &dyn Fn(f64) -> f64, layout: &Layout, measure: &dyn MeasureText) -> Vec<Mark> {
        let (page, tick) = (&self.look.page, self.words().tick);
        let mut marks = Vec::new();
        if let Some(follow) = &self.follow {
            let spot = self.map.column.close;
            marks.put_all(follow.marks(&FollowGround { height_of, layout, spot, page, tick }, measure));
        }
        if let Some(shared) = &self.shared {
            let price = page.locale.price(shared.price, tick);
            marks.put_all(Crosshair::marks((None, height_of(shared.price)), price, layout, &page.theme, measure));
        }
        marks
    }

    /// The level that the reader points at, with its numbers.
    fn simple_overlay(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (area, count) = (self.simple_area(), self.places());
        // Prices stand to the left of the bars; at the right edge a chip says one.
        let chip_px =
            measure.width(&self.look.page.locale.price(self.map.column.close, self.words().tick), FONT_PX, true);
        let axis = Rect { x: area.right() - chip_px - 14.0, ..area };
        let layout = Layout { plot: area, axis, ..self.layout };
        let mut marks = self.group_marks(&|price| level_y(&self.map, area, price), &layout, measure);
        let Some(reading) = self.reading() else { return marks };
        let height = area.height / count as f64;
        let y = area.y + height * (count - 1 - reading.row) as f64;
        let band = Mark::Fill { rect: Rect { y, height, ..area }, color: self.look.page.theme.ink.with_alpha(46) };
        let at = Point { x: area.x + area.width * 0.5, y: y + height / 2.0 };
        marks.push(band);
        marks.put_all(self.box_of(&reading, at, area, measure));
        marks
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
        let lines = key_lines(&self.keys(), &page.theme, width_css, measure) as f64;
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
        marks.put_all(key_marks(&self.keys(), self.layout.legend, &self.look.page.theme, measure));
        marks
    }

    fn overlay(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        if self.look.picture == MapPicture::Simple {
            return self.simple_overlay(measure);
        }
        let Ok(prices) = self.price_scale() else { return Vec::new() };
        let (layout, page) = (&self.layout, &self.look.page);
        let mut marks = self.group_marks(&|price| prices.to_px(price), layout, measure);
        let Some(reading) = self.reading() else { return marks };
        let (bottom, top) = (prices.to_px(reading.low), prices.to_px(reading.high));
        let band = Rect { y: top, height: (bottom - top).max(1.0), ..layout.plot };
        marks.push(Mark::Fill { rect: band, color: page.theme.ink.with_alpha(46) });
        let middle = (top + bottom) / 2.0;
        let price = page.locale.price((reading.low * reading.high).sqrt(), self.words().tick);
        marks.put_all(chip(price, Point { x: layout.axis.x + 6.0, y: middle }, Anchor::Start, &page.theme, measure));
        let at = Point { x: layout.plot.x + layout.plot.width * 0.5, y: middle };
        marks.put_all(self.box_of(&reading, at, layout.plot, measure));
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
