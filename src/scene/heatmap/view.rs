//! The heatmap's view: what is shown where.

use crate::engine::clusters::{Cluster, DEFAULT_DENSITY_SHARE, SEEDED_LIMIT, clusters_of};
use crate::engine::draws::{DEFAULT_DRAWS, DRAWS_SEED, DrawRun, Draws};
use crate::engine::heatmap::{Ahead, Basis, Heatmap, HeatmapOptions, HeatmapRun};
use crate::engine::imported;
use crate::engine::market::{Market, Side, Snapshot, TimeMs};
use crate::engine::rows::RowScale;
use crate::error::{Code, Result, fault};
use crate::lists::{Growing, Listed};
use crate::scene::annotations;
use crate::scene::breadth::Breadth;
use crate::scene::colormap::ColorMap;
use crate::scene::crosshair::Crosshair;
use crate::scene::display_list::{Mark, MeasureText, Point, Rect};
use crate::scene::drawing::{Drawing, Step};
use crate::scene::figure::{Figure, RasterPlace, Reaction};
use crate::scene::follow::{Follow, FollowGround};
use crate::scene::heat_cells::{HeatCells, ShownCells};
use crate::scene::heat_scale::{HeatScale, HeatScaleKind};
use crate::scene::heatmap::candles::{PlacedColumn, price_path};
use crate::scene::heatmap::crosshair::{self, ReadingWords};
use crate::scene::heatmap::legend::{Keys, Legend, hatch};
use crate::scene::heatmap::look::HeatmapLook;
use crate::scene::heatmap::reader::{Pointed, Reader};
use crate::scene::heatmap::reading::Reading;
use crate::scene::heatmap::realised::{Print, circles, prints_of};
use crate::scene::heatmap::slots::Slots;
use crate::scene::input::Input;
use crate::scene::layout::{Layout, Needs};
use crate::scene::marks::axes::{AxisStyle, TIME_AXIS_PX, price_axis, price_axis_width, time_axis};
use crate::scene::marks::brackets::{ClusterWords, brackets, gutter_width, label_bounds};
use crate::scene::marks::label::{LINE_PX, Labels};
use crate::scene::marks::spot::SpotLine;
use crate::scene::notes::say_simulated;
use crate::scene::raster::paint;
use crate::scene::scale::{PxRange, ScaleKind, TimeScale, ValueScale};
use crate::scene::viewport::Span;
use std::rc::Rc;

const TOP_PX: f64 = 6.0;
/// Height of the legend's title, scale and numbers.
const LEGEND_SCALE_PX: f64 = 2.0 * LINE_PX + 22.0;

/// The view of one heatmap.
pub struct HeatmapView {
    snapshot: Rc<Snapshot>,
    options: HeatmapOptions,
    run: HeatmapRun,
    clusters: Vec<Cluster>,
    prints: Vec<Print>,
    slots: Slots,
    /// Cells with empty columns in the gaps, longs and shorts, where there are gaps.
    spread: Option<[Vec<f32>; 2]>,
    open_interest: Vec<f64>,
    look: HeatmapLook,
    colors: ColorMap,
    scale: Option<HeatScale>,
    layout: Layout,
    reader: Reader,
    drawing: Drawing,
    follow: Option<Follow>,
    shared: Option<Crosshair>,
}

impl HeatmapView {
    /// A view of the heatmap that `options` make of `snapshot`; its run may have been begun `ahead`.
    ///
    /// # Errors
    /// Those of [`HeatmapRun::new`], and [`DataRange`](crate::error::Code::DataRange) for a threshold outside 0..=1.
    pub fn new(
        snapshot: Rc<Snapshot>,
        options: HeatmapOptions,
        look: HeatmapLook,
        ahead: Option<Ahead>,
    ) -> Result<Self> {
        let run = match &snapshot.imported {
            Some(cells) if cells.usd.is_empty() => {
                return Err(fault!(Code::DataEmpty, "imported_heatmap.usd", "no cell", "one cell or more"));
            }
            Some(cells) => HeatmapRun::imported(imported::heatmap(&snapshot, cells, options.from_ms)?),
            None => Ahead::finished(ahead, &snapshot, &options)?,
        };
        let mut view = Self {
            clusters: Vec::new(),
            prints: Vec::new(),
            spread: None,
            open_interest: Vec::new(),
            slots: Slots::of(run.heatmap()),
            reader: Reader::new(0, 0, 0),
            scale: None,
            layout: Layout::default(),
            drawing: Drawing::default(),
            follow: None,
            shared: None,
            colors: ColorMap::new(look.palette, look.page.theme.background, look.threshold)?,
            snapshot,
            options,
            run,
            look,
        };
        view.settle();
        Ok(view)
    }

    /// Shows newer data; candles that follow are run alone.
    ///
    /// # Errors
    /// Those of [`new`](Self::new); the view stays as it was then.
    pub fn renew(
        &mut self,
        snapshot: Rc<Snapshot>,
        options: HeatmapOptions,
        look: HeatmapLook,
        ahead: Option<Ahead>,
    ) -> Result<()> {
        let colors = ColorMap::new(look.palette, look.page.theme.background, look.threshold)?;
        if snapshot.imported.is_some() {
            *self = Self::new(snapshot, options, look, None)?;
            return Ok(());
        }
        self.run.advance_to(Ahead::run(ahead, &snapshot, &options)?);
        (self.snapshot, self.options, self.look, self.colors) = (snapshot, options, look, colors);
        (self.drawing, self.follow, self.shared) = (Drawing::default(), None, None);
        self.slots = Slots::of(self.run.heatmap());
        self.settle();
        Ok(())
    }

    /// What follows from the run and its slots.
    fn settle(&mut self) {
        let (heatmap, slots) = (self.run.heatmap(), &self.slots);
        let in_slot = |slot| slots.column_of(slot).map_or(0.0, |column| heatmap.columns[column].open_interest);
        self.clusters = match &self.snapshot.imported {
            // Nothing of it is computed here.
            Some(_) => Vec::new(),
            None => clusters_of(heatmap, DEFAULT_DENSITY_SHARE),
        };
        self.prints = prints_of(&self.snapshot);
        self.spread = slots.spread(heatmap, Side::Long).zip(slots.spread(heatmap, Side::Short)).map(<[_; 2]>::from);
        self.open_interest = (0..slots.count()).map(in_slot).listed();
        self.reader = Reader::new(slots.count(), heatmap.rows.count(), spot_row(heatmap));
        self.rescale();
    }

    /// Takes another look; the numbers stay.
    ///
    /// # Errors
    /// For a threshold outside 0..=1.
    pub fn set_look(&mut self, look: HeatmapLook) -> Result<()> {
        self.colors = ColorMap::new(look.palette, look.page.theme.background, look.threshold)?;
        self.look = look;
        self.rescale();
        Ok(())
    }

    /// Makes the same estimate once more under other plausible assumptions.
    pub(super) fn draw_more(&mut self) -> Result<Step> {
        if self.is_imported() {
            return Ok(Step::Done);
        }
        self.drawing.next(|| DrawRun::new(&self.snapshot, &self.options, DRAWS_SEED, DEFAULT_DRAWS))
    }

    /// Whether it was made elsewhere and is drawn as given.
    #[must_use]
    pub fn is_imported(&self) -> bool {
        self.snapshot.imported.is_some()
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
        let Pointed { slot, row } = self.reader.pointed()?;
        let time_ms = Some(self.slots.time_at(slot as f64 + 0.5));
        Some(Crosshair { price: self.heatmap().rows.center(row), time_ms })
    }

    /// Shows these times and prices, as far as there are any.
    pub fn show(&mut self, (from, to): (TimeMs, TimeMs), (low, high): (f64, f64)) {
        let columns = (self.slots.position_of(from), self.slots.position_of(to));
        self.reader.show(columns, (self.row_at(low), self.row_at(high)));
    }

    /// The same estimate under other plausible assumptions, once they were drawn.
    #[must_use]
    pub fn draws(&self) -> Option<&Draws> {
        self.drawing.made()
    }

    /// Symbol and venue of each market in the sum.
    #[must_use]
    pub fn markets(&self) -> Vec<&Market> {
        self.heatmap().markets.iter().filter_map(|index| self.snapshot.markets.get(*index)).listed()
    }

    /// The look.
    #[must_use]
    pub fn look(&self) -> &HeatmapLook {
        &self.look
    }

    /// The numbers.
    #[must_use]
    pub fn heatmap(&self) -> &Heatmap {
        self.run.heatmap()
    }

    /// What they were made with.
    #[must_use]
    pub fn options(&self) -> &HeatmapOptions {
        &self.options
    }

    /// The data that the numbers come from.
    #[must_use]
    pub fn snapshot(&self) -> &Rc<Snapshot> {
        &self.snapshot
    }

    /// Clusters of the last column, by falling mass.
    #[must_use]
    pub fn clusters(&self) -> &[Cluster] {
        &self.clusters
    }

    /// Realised liquidations with a price.
    #[must_use]
    pub fn prints(&self) -> &[Print] {
        &self.prints
    }

    /// Smallest price step of the reference market.
    #[must_use]
    pub fn tick(&self) -> Option<f64> {
        self.snapshot.markets.first().and_then(|market| market.price_tick)
    }

    /// Whether all is shown.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.reader.viewport().is_full()
    }

    /// Times and prices shown: from, to, low, high.
    #[must_use]
    pub fn shown(&self) -> (TimeMs, TimeMs, f64, f64) {
        let (columns, rows) = (self.reader.viewport().columns, self.reader.viewport().rows);
        (
            self.slots.time_at(columns.low),
            self.slots.time_at(columns.high),
            self.price_at(rows.low),
            self.price_at(rows.high),
        )
    }

    /// Words for clusters of this view.
    #[must_use]
    pub fn cluster_words(&self) -> ClusterWords {
        ClusterWords { locale: self.look.page.locale, basis: self.heatmap().basis, tick: self.tick() }
    }

    fn reading_words(&self) -> ReadingWords<'_> {
        let look = &self.look;
        ReadingWords { locale: look.page.locale, zone: &look.page.zone, basis: self.heatmap().basis, tick: self.tick() }
    }

    /// The numbers where the reader points.
    #[must_use]
    pub fn reading(&self) -> Option<Reading> {
        let pointed = self.reader.pointed()?;
        self.slots.column_of(pointed.slot).map(|column| Reading::at(self.heatmap(), column, pointed.row))
    }

    /// The numbers where the reader points, as one line.
    #[must_use]
    pub fn reading_sentence(&self) -> Option<String> {
        self.reading().map(|reading| self.reading_words().sentence(&reading))
    }

    fn cells(&self) -> Option<HeatCells<'_>> {
        let heatmap = self.run.heatmap();
        let [long, short] = self.spread.as_ref().unwrap_or(&heatmap.cells);
        HeatCells::new(heatmap.rows.count(), long, short, Some(&self.open_interest)).ok()
    }

    fn shown_cells(&self) -> ShownCells {
        let range = |span: Span| span.low.floor() as usize..span.high.ceil() as usize;
        let viewport = self.reader.viewport();
        ShownCells { columns: range(viewport.columns), rows: range(viewport.rows), sides: self.look.sides }
    }

    /// The scale is that of all columns and rows, so that zooming does not change what a colour is worth.
    fn rescale(&mut self) {
        let all = ShownCells { columns: 0..usize::MAX, rows: 0..usize::MAX, sides: self.look.sides };
        let kind = match (self.heatmap().basis, self.look.scale) {
            (Basis::Relative, HeatScaleKind::PercentOfOpenInterest) => HeatScaleKind::Linear,
            (_, HeatScaleKind::PercentOfOpenInterest) if self.is_imported() => HeatScaleKind::Linear,
            (_, kind) => kind,
        };
        self.scale = self.cells().and_then(|cells| HeatScale::of(&cells, &all, kind));
    }

    fn keys(&self) -> Keys {
        Keys {
            seeded: self.heatmap().columns.iter().any(|column| column.seeded_share > SEEDED_LIMIT),
            realised: self.look.realised && !self.prints.is_empty(),
        }
    }

    /// Price at a position of the row axis.
    fn price_at(&self, position: f64) -> f64 {
        let rows = &self.heatmap().rows;
        let share = position / rows.count() as f64;
        match rows.scale() {
            RowScale::Linear => rows.low() + (rows.high() - rows.low()) * share,
            RowScale::Log => rows.low() * libm::exp(libm::log(rows.high() / rows.low()) * share),
        }
    }

    /// Position of a price on the row axis.
    fn row_at(&self, price: f64) -> f64 {
        let rows = &self.heatmap().rows;
        let share = match rows.scale() {
            RowScale::Linear => (price - rows.low()) / (rows.high() - rows.low()),
            RowScale::Log => libm::log(price / rows.low()) / libm::log(rows.high() / rows.low()),
        };
        share * rows.count() as f64
    }

    fn price_scale(&self) -> Result<ValueScale> {
        let kind = match self.heatmap().rows.scale() {
            RowScale::Linear => ScaleKind::Linear,
            RowScale::Log => ScaleKind::Log,
        };
        let (_, _, low, high) = self.shown();
        ValueScale::new(kind, low, high, PxRange { at_low: self.layout.plot.bottom(), at_high: self.layout.plot.y })
    }

    fn time_scale(&self) -> Result<TimeScale> {
        let (from, to, ..) = self.shown();
        TimeScale::new(from, to, PxRange { at_low: self.layout.plot.x, at_high: self.layout.plot.right() })
    }

    fn shown_columns(&self) -> Vec<PlacedColumn<'_>> {
        let place = |slot: usize| {
            let column = self.slots.column_of(slot)?;
            Some(PlacedColumn { column: &self.heatmap().columns[column], x: self.reader.slot_x(slot as f64) })
        };
        self.shown_cells().columns.filter_map(place).listed()
    }

    fn shown_clusters(&self) -> Vec<Cluster> {
        self.clusters.iter().filter(|cluster| self.look.sides.has(cluster.side)).cloned().listed()
    }

    fn legend(&self) -> Legend<'_> {
        Legend {
            scale: self.scale.as_ref(),
            colors: &self.colors,
            basis: self.heatmap().basis,
            imported: self.is_imported(),
            open_interest: self.heatmap().last().map_or(0.0, |last| last.open_interest),
            keys: self.keys(),
            locale: self.look.page.locale,
            theme: &self.look.page.theme,
        }
    }

    fn follow_marks(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (Some(follow), Some(last), Ok(prices)) = (&self.follow, self.heatmap().last(), self.price_scale()) else {
            return Vec::new();
        };
        let (spot, tick, page) = (last.close, self.tick(), &self.look.page);
        let height_of = &|price| prices.to_px(price);
        follow.marks(&FollowGround { height_of, layout: &self.layout, spot, page, tick }, measure)
    }

    /// The author's marks; labels keep away from them.
    fn annotation_marks(&self, prices: &ValueScale, labels: &mut Labels<'_>) -> Vec<Mark> {
        let plot = self.layout.plot;
        let place = |time: Option<TimeMs>, price: f64| Point {
            x: time.map_or(plot.right() - 16.0, |time| self.reader.slot_x(self.slots.position_of(time))),
            y: prices.to_px(price),
        };
        let mut marks = Vec::new();
        for one in annotations::placed(&self.look.page.annotations, plot, place) {
            labels.reserve(annotations::frame(one.1));
            marks.put_all(annotations::marks(one, plot, &self.look.page.theme));
        }
        marks
    }

    fn shared_marks(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (Some(shared), Ok(prices)) = (&self.shared, self.price_scale()) else { return Vec::new() };
        let x = shared.time_ms.map(|time| self.reader.slot_x(self.slots.position_of(time)));
        let price = self.look.page.locale.price(shared.price, self.tick());
        Crosshair::marks((x, prices.to_px(shared.price)), price, &self.layout, &self.look.page.theme, measure)
    }

    /// No label covers the price path: it is the story.
    fn keep_path_free(&self, labels: &mut Labels<'_>, prices: &ValueScale) {
        if !self.look.candles {
            return;
        }
        let width = self.reader.slot_px();
        for placed in self.shown_columns() {
            let (top, bottom) = (prices.to_px(placed.column.high), prices.to_px(placed.column.low));
            labels.reserve(Rect { x: placed.x, y: top - 1.0, width, height: bottom - top + 2.0 });
        }
    }

    /// Columns of unknown start, which form a run at the beginning of the data.
    fn hatching(&self) -> Vec<Mark> {
        let plot = self.layout.plot;
        let columns = self.shown_columns();
        let mut seeded = columns.iter().filter(|placed| placed.column.seeded_share > SEEDED_LIMIT);
        let Some(first) = seeded.next() else { return Vec::new() };
        let x = first.x.max(plot.x);
        let right = (seeded.next_back().unwrap_or(first).x + self.reader.slot_px()).min(plot.right());
        hatch(Rect { x, width: right - x, ..plot }, self.look.page.theme.muted)
    }
}

fn spot_row(heatmap: &Heatmap) -> usize {
    heatmap.last().and_then(|last| heatmap.rows.row_of(last.close)).unwrap_or(heatmap.rows.count() / 2)
}

impl Figure for HeatmapView {
    fn resize(&mut self, width_css: f64, height_css: f64, measure: &dyn MeasureText) {
        let (words, locale) = (self.cluster_words(), self.look.page.locale);
        let legend_lines = Legend::key_lines(self.keys(), Breadth::of(width_css), locale, width_css, measure);
        let needs = Needs {
            axis_width: 64.0,
            gutter_width: gutter_width(&self.clusters, words, measure),
            top: TOP_PX,
            below: TIME_AXIS_PX,
            legend: if self.look.page.theme.has_legend() {
                LEGEND_SCALE_PX + LINE_PX * legend_lines as f64
            } else {
                0.0
            },
        };
        self.layout = Layout::new(width_css, height_css, needs);
        let style = AxisStyle { theme: &self.look.page.theme, locale, zone: &self.look.page.zone, measure };
        let chip = self.heatmap().last().map_or_else(String::new, |last| locale.price(last.close, self.tick()));
        if let Ok(prices) = self.price_scale() {
            let needs = Needs { axis_width: price_axis_width(&prices, &chip, style), ..needs };
            self.layout = Layout::new(width_css, height_css, needs);
        }
        self.reader.set_plot(self.layout.plot);
    }

    fn raster(&mut self, pixels: &mut Vec<u8>) -> Option<RasterPlace> {
        let scale = self.scale?;
        let shown = self.shown_cells();
        let size = paint(&self.cells()?, &shown, &scale, &self.colors, pixels);
        if size.width == 0 || size.height == 0 {
            return None;
        }
        let (left, bottom) = (shown.columns.start as f64, shown.rows.start as f64);
        let (x, y) = (self.reader.slot_x(left), self.reader.row_y(bottom + size.height as f64));
        let (right, lowest) = (self.reader.slot_x(left + size.width as f64), self.reader.row_y(bottom));
        let place = Rect { x, y, width: right - x, height: lowest - y };
        Some(RasterPlace { width: size.width, height: size.height, place, clip: self.layout.plot })
    }

    fn chart(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (Ok(prices), Ok(times)) = (self.price_scale(), self.time_scale()) else { return Vec::new() };
        let (look, layout) = (&self.look, &self.layout);
        let style = AxisStyle { theme: &look.page.theme, locale: look.page.locale, zone: &look.page.zone, measure };
        let spot_y = self.heatmap().last().map(|last| prices.to_px(last.close));
        let mut labels = Labels::new(measure, label_bounds(layout));
        let mut marks = price_axis(&prices, layout.plot, layout.axis.x, spot_y.as_slice(), style);
        marks.put_all(time_axis(&times, layout.plot, style));
        marks.put_all(self.hatching());
        if look.candles {
            marks.put_all(price_path(
                &self.shown_columns(),
                self.reader.slot_px(),
                &prices,
                layout.plot,
                &look.page.theme,
            ));
        }
        if look.realised {
            let place = |time: TimeMs, price: f64| Point {
                x: self.reader.slot_x(self.slots.position_of(time)),
                y: prices.to_px(price),
            };
            marks.put_all(circles(&self.prints, look.sides, layout.plot, &look.page.theme, place));
        }
        self.keep_path_free(&mut labels, &prices);
        let annotated = self.annotation_marks(&prices, &mut labels);
        say_simulated(&self.snapshot, layout.plot, look.page.locale, &look.page.theme, &mut labels);
        let words = self.cluster_words();
        marks.put_all(brackets(&self.shown_clusters(), words, &prices, layout, &look.page.theme, &mut labels));
        if let Some(last) = self.heatmap().last() {
            let chip = look.page.locale.price(last.close, self.tick());
            let spot = SpotLine { price: last.close, chip, sides: look.sides };
            marks.put_all(spot.marks(&prices, layout, look.page.locale, &look.page.theme, &mut labels));
        }
        marks.put_all(labels.into_marks());
        marks.put_all(annotated);
        marks.put_all(self.legend().marks(layout, measure));
        marks
    }

    fn overlay(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let mut marks = self.follow_marks(measure);
        marks.put_all(self.shared_marks(measure));
        let (Some(reading), Some(Pointed { slot, row })) = (self.reading(), self.reader.pointed()) else {
            return marks;
        };
        let at = Point { x: self.reader.slot_x(slot as f64 + 0.5), y: self.reader.row_y(row as f64 + 0.5) };
        if self.layout.plot.contains(at) {
            let words = self.reading_words();
            marks.put_all(crosshair::marks(&reading, at, &self.layout, words, &self.look.page.theme, measure));
        }
        marks
    }

    fn handle(&mut self, input: Input) -> Reaction {
        self.reader.handle(&input)
    }
}
