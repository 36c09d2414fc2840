//! The heatmap: estimated outstanding liquidations by price row through time, summed over the markets of a snapshot.
//!
//! A column is a stock, the state at the end of its bucket; what was reached by the mark price is a flow, summed over
//! the bucket. Cells are US dollars at the liquidation price, or shares of the unknown open interest when the estimate
//! is relative. Internally the matrices are time-major (`index = column · rows + row`, row 0 lowest), so that a new
//! column costs only its rows.

mod advance;
mod ahead;

pub use ahead::Ahead;

use crate::engine::estimator::Estimator;
use crate::engine::exposure::CLASSES;
use crate::engine::market::{Side, Snapshot, TierTable, TimeMs};
use crate::engine::open_interest::Sampling;
use crate::engine::parameters::Parameters;
use crate::engine::plan::Plan;
use crate::engine::projection::{OffRows, Projector, View};
use crate::engine::quality::{Flags, Quality};
use crate::engine::rows::{RowScale, Rows};
use crate::engine::steps::Step;
use crate::engine::track::{Apply, Prepared, Track, counts};
use crate::error::{Code, Result, fault, told};
use std::ops::Range;

/// Most columns of one result.
pub const MOST_COLUMNS: usize = 20_000;
/// What to compute.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatmapOptions {
    /// First instant shown; earlier candles only prepare the state. `None` shows all.
    pub from_ms: Option<TimeMs>,
    /// Candles that close after this instant are left out. `None` takes all.
    pub to_ms: Option<TimeMs>,
    /// Venue ids to sum; empty takes all.
    pub venues: Vec<String>,
    /// Most columns; candles are grouped to stay within it.
    pub columns: usize,
    /// Price rows.
    pub rows: usize,
    /// Lowest price; `None` takes 9 % below the lowest price shown.
    pub low: Option<f64>,
    /// Highest price; `None` takes 9 % above the highest price shown.
    pub high: Option<f64>,
    /// Spacing of the rows.
    pub row_scale: RowScale,
    /// Which open-interest samples an instant may use.
    pub sampling: Sampling,
    /// Assumptions.
    pub parameters: Parameters,
}

impl Default for HeatmapOptions {
    fn default() -> Self {
        Self {
            from_ms: None,
            to_ms: None,
            venues: Vec::new(),
            columns: 1000,
            rows: 300,
            low: None,
            high: None,
            row_scale: RowScale::Log,
            sampling: Sampling::Display,
            parameters: Parameters::default(),
        }
    }
}

/// Whether cells are money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// US dollars at the liquidation price.
    Usd,
    /// Share of an open interest that is not known; no money may be printed.
    Relative,
}

/// Everything about one column but its cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// Start of the bucket.
    pub open_ms: TimeMs,
    /// End of the bucket, not included.
    pub close_ms: TimeMs,
    /// First price of the reference market.
    pub open: f64,
    /// Highest price.
    pub high: f64,
    /// Lowest price.
    pub low: f64,
    /// Last price.
    pub close: f64,
    /// Mark price at the end, which separates longs from shorts.
    pub mark: f64,
    /// Volume in US dollars, all markets.
    pub volume_usd: f64,
    /// One-sided open interest in US dollars at the mark price, all markets.
    pub open_interest: f64,
    /// Mass outside the rows, longs and shorts.
    pub off_rows: [OffRows; 2],
    /// US dollars that the mark price reached in the bucket, longs and shorts.
    pub swept_usd: [f64; 2],
    /// Share of the open interest whose entry lies before the data, weighted by open interest.
    pub seeded_share: f64,
    /// Open interest of the markets in this column over that of all markets.
    pub coverage: f64,
    /// Remarks.
    pub flags: Flags,
}

/// The result.
#[derive(Clone, Debug)]
pub struct Heatmap {
    /// Price rows.
    pub rows: Rows,
    /// Columns in time order.
    pub columns: Vec<Column>,
    /// Time-major cells, longs and shorts.
    pub cells: [Vec<f32>; 2],
    /// Cells of the last column by leverage class, longs and shorts.
    pub by_class: [[Vec<f32>; CLASSES]; 2],
    /// Cells of the last column by market, longs and shorts, in the order of `markets`.
    pub by_market: Vec<[Vec<f32>; 2]>,
    /// Money or shares.
    pub basis: Basis,
    /// What was assumed or repaired, all markets.
    pub quality: Quality,
    /// Largest relative difference between either side's mass and the open interest, over all columns.
    pub conservation_error: f64,
    /// Candles of one full column.
    pub candles_per_column: usize,
    /// Markets estimated, as indices into the snapshot's.
    pub markets: Vec<usize>,
    /// Tier tables used, one per market estimated.
    pub tiers: Vec<TierTable>,
}

impl Heatmap {
    /// Cells of one column, row 0 lowest.
    #[must_use]
    pub fn column_cells(&self, side: Side, column: usize) -> &[f32] {
        let rows = self.rows.count();
        &self.cells[side.index()][column * rows..(column + 1) * rows]
    }

    /// The last column.
    #[must_use]
    pub fn last(&self) -> Option<&Column> {
        self.columns.last()
    }
}

/// A heatmap together with the estimators that made it, so that a new candle costs one step and one column.
#[derive(Clone, Debug)]
pub struct HeatmapRun {
    tracks: Vec<Track>,
    projector: Projector,
    first_shown: usize,
    bucket_end: usize,
    latest_open_interest: Vec<f64>,
    /// Of each column: which markets are in it, in their order.
    standing: Vec<bool>,
    /// Of each column: the largest relative difference between a side's mass and the open interest.
    conservation: Vec<f64>,
    live: bool,
    heatmap: Heatmap,
}

impl HeatmapRun {
    /// Estimates the markets of `snapshot`. Those without open interest are left out when others have it; with none, the
    /// first market is estimated in relative terms. The first market that counts is the reference for prices and times.
    ///
    /// # Errors
    /// [`Code::DataEmpty`] when no candle lies in the range, [`Code::AttributeInvalid`] for options out of range, and
    /// [`Code::UnitSuspect`] for open interest in a wrong unit.
    pub fn new(snapshot: &Snapshot, options: &HeatmapOptions) -> Result<Self> {
        let mut run = Self::ready(snapshot, options)?;
        run.run_to_end();
        Ok(run)
    }

    /// A run before its first step.
    fn ready(snapshot: &Snapshot, options: &HeatmapOptions) -> Result<Self> {
        if options.columns == 0 || options.columns > MOST_COLUMNS {
            let allowed = told!("a whole number in 1..={MOST_COLUMNS}");
            return Err(fault!(Code::AttributeInvalid, "columns", options.columns, allowed));
        }
        let plan = Plan::new(snapshot, options)?;
        let candles_per_column = plan.shown().len().div_ceil(options.columns);
        let Plan { markets, prepared, parameters, rows, first_shown } = plan;
        let basis = if prepared.iter().all(|market| market.relative) { Basis::Relative } else { Basis::Usd };
        let tiers = prepared.iter().map(|market| market.tiers.clone()).collect();
        let latest_open_interest = prepared.iter().map(Prepared::latest_open_interest_usd).collect();
        let tracks =
            prepared.into_iter().filter_map(|market| market.track(rows.least_log_height(), &parameters)).collect();
        Ok(Self {
            latest_open_interest,
            tracks,
            projector: Projector::new(parameters.resolution),
            first_shown,
            bucket_end: first_shown,
            standing: Vec::new(),
            conservation: Vec::new(),
            live: false,
            heatmap: Heatmap {
                columns: Vec::new(),
                cells: [Vec::new(), Vec::new()],
                by_class: Default::default(),
                by_market: Vec::new(),
                basis,
                quality: Quality::default(),
                conservation_error: 0.0,
                candles_per_column,
                markets,
                tiers,
                rows,
            },
        })
    }

    /// A heatmap that was made elsewhere: nothing runs, and no candle can be appended.
    #[must_use]
    pub fn imported(heatmap: Heatmap) -> Self {
        Self {
            projector: Projector::new(1.0),
            tracks: Vec::new(),
            first_shown: 0,
            bucket_end: 0,
            latest_open_interest: Vec::new(),
            standing: Vec::new(),
            conservation: Vec::new(),
            live: false,
            heatmap,
        }
    }

    /// The heatmap as it stands.
    #[must_use]
    pub fn heatmap(&self) -> &Heatmap {
        &self.heatmap
    }

    /// The heatmap alone.
    #[must_use]
    pub fn into_heatmap(self) -> Heatmap {
        self.heatmap
    }

    /// The estimator of each market.
    #[must_use]
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }

    fn run_to_end(&mut self) {
        while self.go_on(usize::MAX) {}
    }

    /// Whether its last column has all that only a last one shows.
    fn is_finished(&self) -> bool {
        !self.heatmap.by_market.is_empty()
    }

    /// Runs about so many steps more; a column counts as one. Gives whether there are more. What comes out does not depend on
    /// the slices it was made by.
    fn go_on(&mut self, steps: usize) -> bool {
        if self.is_finished() {
            return false;
        }
        let all = self.tracks[0].steps().len();
        let columns = (all - self.bucket_end).div_ceil(self.heatmap.candles_per_column);
        for cells in &mut self.heatmap.cells {
            cells.reserve_exact(columns * self.heatmap.rows.count());
        }
        let mut left = steps;
        while left > 0 && self.bucket_end < all {
            let end = (self.bucket_end + self.heatmap.candles_per_column).min(all);
            let bucket = self.bucket_end..end;
            self.run_some(bucket.clone(), Estimator::apply, &mut left);
            if left > 0 {
                self.add_column(bucket);
                self.bucket_end = end;
                left -= 1;
            }
        }
        if self.bucket_end < all {
            return true;
        }
        self.cover(0);
        self.refresh_last_column();
        false
    }

    /// Adds a closed candle of a single market that follows the last one; rows stay as they are.
    ///
    /// # Errors
    /// [`Code::DataUnordered`] for a step that does not follow, which asks for a new run;
    /// [`Code::AttributeInvalid`] for a run over several markets or several candles per column.
    pub fn append(&mut self, step: Step) -> Result<()> {
        self.check_follows(&step)?;
        self.take_live_back();
        let steps = self.tracks[0].push(step);
        self.run_column(steps - 1..steps, Estimator::apply);
        self.bucket_end = steps;
        self.cover(self.heatmap.columns.len() - 1);
        self.refresh_last_column();
        Ok(())
    }

    /// Shows a candle that is still growing; the next call replaces it.
    ///
    /// # Errors
    /// As [`append`](Self::append).
    pub fn append_provisionally(&mut self, step: Step) -> Result<()> {
        self.check_follows(&step)?;
        self.take_live_back();
        let steps = self.tracks[0].push_provisional(step);
        self.run_column(steps - 1..steps, Estimator::apply_provisionally);
        if let Some(column) = self.heatmap.columns.last_mut() {
            column.flags.insert(Flags::LIVE);
        }
        self.live = true;
        self.cover(self.heatmap.columns.len() - 1);
        self.refresh_last_column();
        Ok(())
    }

    fn take_live_back(&mut self) {
        if std::mem::take(&mut self.live) {
            self.tracks[0].pop_provisional();
            self.heatmap.columns.pop();
            self.conservation.pop();
            self.standing.truncate(self.standing.len() - self.tracks.len());
            let cells = self.heatmap.columns.len() * self.heatmap.rows.count();
            self.heatmap.cells.iter_mut().for_each(|side| side.truncate(cells));
        }
    }

    /// Whether `step` can follow the last closed one; asked before anything is changed.
    fn check_follows(&self, step: &Step) -> Result<()> {
        if self.tracks.len() != 1 || self.heatmap.candles_per_column > 1 {
            let allowed = "one market and one candle per column; run again instead";
            return Err(fault!(Code::AttributeInvalid, "append", "a grouped run", allowed));
        }
        let steps = self.tracks[0].steps();
        let closed = &steps[..steps.len() - usize::from(self.live)];
        let last = closed.last().map_or(TimeMs::MIN, |last| last.close_ms);
        if step.open_ms >= last {
            return Ok(());
        }
        Err(fault!(
            Code::DataUnordered,
            "open_time_ms",
            step.open_ms,
            told!("at least {last}; older data need a new run"),
        ))
    }

    /// Runs every market to the end of the bucket of reference candles `bucket`, and adds their column.
    fn run_column(&mut self, bucket: Range<usize>, apply: Apply) {
        let mut left = usize::MAX;
        self.run_some(bucket.clone(), apply, &mut left);
        self.add_column(bucket);
    }

    /// Runs the markets towards the end of `bucket`, no more steps than are `left`, which it counts down.
    fn run_some(&mut self, bucket: Range<usize>, apply: Apply, left: &mut usize) {
        let steps = &self.tracks[0].steps()[bucket];
        let from_ms = self.heatmap.columns.last().map_or(steps[0].open_ms, |before| before.close_ms);
        let close_ms = steps[steps.len() - 1].close_ms;
        for (index, track) in self.tracks.iter_mut().enumerate() {
            track.run_some(apply, (from_ms, close_ms), index == 0, left);
        }
    }

    /// Adds the column of `bucket`, whose steps were run.
    fn add_column(&mut self, bucket: Range<usize>) {
        let rows = self.heatmap.rows.count();
        let mut column = self.column_of(bucket);
        for cells in &mut self.heatmap.cells {
            cells.resize(cells.len() + rows, 0.0);
        }
        let start = self.heatmap.columns.len() * rows;
        let mut conservation = 0.0_f64;
        for (index, track) in self.tracks.iter_mut().enumerate() {
            track.end_bucket(&mut column);
            let step = standing(track, index, column.close_ms);
            self.standing.push(step.is_some());
            let Some(step) = step else { continue };
            let view = View::new(&self.heatmap.rows, column.mark, step.mark_close);
            for side in Side::BOTH {
                let cells = &mut self.heatmap.cells[side.index()][start..start + rows];
                column.off_rows[side.index()].add(&self.projector.add(track.exposure(), side, view, cells));
            }
            let exposure = track.exposure();
            let open_interest = exposure.contract().usd(exposure.open_interest(), step.mark_close);
            column.seeded_share += exposure.seeded_share() * open_interest;
            column.open_interest += open_interest;
            column.flags.insert(track.flags());
            conservation = conservation.max(exposure.conservation_error());
        }
        column.seeded_share = if column.open_interest > 0.0 { column.seeded_share / column.open_interest } else { 0.0 };
        self.conservation.push(conservation);
        self.heatmap.conservation_error = self.heatmap.conservation_error.max(conservation);
        self.heatmap.columns.push(column);
    }

    /// How much of the latest open interest is in each column from the one at `first` on.
    fn cover(&mut self, first: usize) {
        let all: f64 = self.latest_open_interest.iter().sum();
        let markets = self.latest_open_interest.len();
        for index in first..self.heatmap.columns.len() {
            let standing = self.standing[index * markets..].iter().zip(&self.latest_open_interest);
            let covered = standing.filter(|(stands, _)| **stands).fold(0.0, |sum, (_, latest)| sum + latest);
            let before = index.checked_sub(1).map(|before| self.heatmap.columns[before].coverage);
            let column = &mut self.heatmap.columns[index];
            column.coverage = if all > 0.0 { covered / all } else { 1.0 };
            column.flags.set(Flags::VENUES_CHANGE, before.is_some_and(|before| before != column.coverage));
        }
    }

    fn column_of(&self, bucket: Range<usize>) -> Column {
        let steps = &self.tracks[0].steps()[bucket];
        let (first, last) = (&steps[0], &steps[steps.len() - 1]);
        Column {
            open_ms: first.open_ms,
            close_ms: last.close_ms,
            open: first.open,
            high: steps.iter().map(|step| step.high).fold(0.0, f64::max),
            low: steps.iter().map(|step| step.low).fold(f64::INFINITY, f64::min),
            close: last.close,
            mark: last.mark_close,
            ..Column::default()
        }
    }

    /// What only the newest column shows: its classes, and the sums over all markets.
    fn refresh_last_column(&mut self) {
        let Some(column) = self.heatmap.columns.last() else { return };
        let rows = self.heatmap.rows.count();
        self.heatmap.quality = Quality::default();
        let classes = || [vec![0.0; rows], vec![0.0; rows], vec![0.0; rows], vec![0.0; rows]];
        self.heatmap.by_class = [classes(), classes()];
        self.heatmap.by_market = vec![[vec![0.0; rows], vec![0.0; rows]]; self.tracks.len()];
        for (index, track) in self.tracks.iter().enumerate() {
            self.heatmap.quality.add(&track.quality());
            let Some(step) = standing(track, index, column.close_ms) else { continue };
            let view = View::new(&self.heatmap.rows, column.mark, step.mark_close);
            for side in Side::BOTH {
                self.projector.add(track.exposure(), side, view, &mut self.heatmap.by_market[index][side.index()]);
                for (class, cells) in self.heatmap.by_class[side.index()].iter_mut().enumerate() {
                    self.projector.add_class(track.exposure(), side, view, class, cells);
                }
            }
        }
    }
}

/// The step that stands for a market at `close_ms`.
fn standing(track: &Track, index: usize, close_ms: TimeMs) -> Option<&Step> {
    track.current(close_ms).filter(|step| counts(step, index))
}

impl OffRows {
    fn add(&mut self, other: &Self) {
        self.below += other.below;
        self.above += other.above;
        self.inert += other.inert;
        self.inside += other.inside;
    }
}
