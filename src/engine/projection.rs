//! One column of a heatmap: the exposure of a market at an instant, smoothed and spread over price rows.
//!
//! Cells are US dollars at the liquidation price. Bins are spread over rows by overlap: assigning a bin to one row
//! would comb into moiré as funding moves the frame.

use crate::engine::exposure::{CLASSES, Exposure, SideExposure};
use crate::engine::market::{ContractKind, Side};
use crate::engine::resolution::Kernel;
use crate::engine::rows::Rows;

/// Mass of one side that is not in any row, in US dollars at the mark price; with the displayed quantity it adds up to
/// the open interest.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OffRows {
    /// Levels below the lowest row.
    pub below: f64,
    /// Levels above the highest row.
    pub above: f64,
    /// Positions without a level.
    pub inert: f64,
    /// Quantity inside the rows, valued at the mark price like the others (cells are valued at their own price).
    pub inside: f64,
}

/// Where and how a column is projected.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Rows to fill.
    pub rows: &'a Rows,
    /// Price that separates longs from shorts.
    pub mark: f64,
    /// Added to log prices: maps this market's prices onto the reference market's.
    pub log_shift: f64,
}

impl<'a> View<'a> {
    /// A view of a market whose mark price is `own_mark`, shown around `mark`: percentage distances are kept.
    #[must_use]
    pub fn new(rows: &'a Rows, mark: f64, own_mark: f64) -> Self {
        Self { rows, mark, log_shift: if mark == own_mark { 0.0 } else { libm::log(mark / own_mark) } }
    }
}

/// Projects exposures onto rows; owns the scratch lines so that a column costs no allocation.
#[derive(Clone, Debug, Default)]
pub struct Projector {
    kernels: Option<[Kernel; CLASSES]>,
    resolution: f64,
    bin_width: f64,
    line: Vec<f64>,
    scratch: Vec<f64>,
    sum: Vec<f64>,
}

/// Part of the lattice that can reach the rows, and the array bin at which the scratch lines begin.
#[derive(Clone, Copy)]
struct Window {
    low: usize,
    high: usize,
    reach: usize,
}

impl Window {
    fn lines(&self) -> usize {
        self.high - self.low + 2 * self.reach
    }
}

impl Projector {
    /// A projector that smooths by `resolution` (1 is the table of [`crate::engine::resolution`]).
    #[must_use]
    pub fn new(resolution: f64) -> Self {
        Self { resolution, ..Self::default() }
    }

    /// Adds `side` of `exposure` to `cells` (one per row), every class together.
    pub fn add(&mut self, exposure: &Exposure, side: Side, view: View<'_>, cells: &mut [f32]) -> OffRows {
        self.project(exposure, side, view, 0..CLASSES, cells)
    }

    /// Adds one leverage class of `side` to `cells`.
    pub fn add_class(
        &mut self,
        exposure: &Exposure,
        side: Side,
        view: View<'_>,
        class: usize,
        cells: &mut [f32],
    ) -> OffRows {
        self.project(exposure, side, view, class..class + 1, cells)
    }

    fn project(
        &mut self,
        exposure: &Exposure,
        side: Side,
        view: View<'_>,
        classes: std::ops::Range<usize>,
        cells: &mut [f32],
    ) -> OffRows {
        if self.bin_width != exposure.bin_width || self.kernels.is_none() {
            self.bin_width = exposure.bin_width;
            self.kernels = Some(std::array::from_fn(|class| Kernel::new(class, self.resolution, exposure.bin_width)));
        }
        let Some(kernels) = self.kernels else { return OffRows::default() };
        let offset = exposure.frame_offset + view.log_shift;
        let window = window(exposure, view.rows, offset, kernels.iter().map(Kernel::reach).max().unwrap_or(0));
        self.sum.clear();
        self.sum.resize(window.lines(), 0.0);
        let mut off = OffRows { inert: exposure.sides[side.index()].inert, ..OffRows::default() };
        for class in classes {
            self.add_line(&exposure.sides[side.index()], class, window, kernels[class], &mut off);
        }
        let multiplier = exposure.sides[side.index()].multiplier;
        fold(&mut self.sum, side, position_of(view.mark, exposure, offset, window));
        off.below *= multiplier;
        off.above *= multiplier;
        self.spread(exposure, view, offset, window, multiplier, cells, &mut off);
        let to_usd = |quantity: f64| exposure.contract.usd(quantity, libm::exp(libm::log(view.mark) - view.log_shift));
        OffRows {
            below: to_usd(off.below),
            above: to_usd(off.above),
            inert: to_usd(off.inert),
            inside: to_usd(off.inside),
        }
    }

    /// Adds one class, smoothed, to the summed line; what lies outside the window is added to `off` as array mass.
    fn add_line(&mut self, exposure: &SideExposure, class: usize, window: Window, kernel: Kernel, off: &mut OffRows) {
        let (bins, occupied) = (&exposure.classes[class], exposure.occupied[class]);
        if occupied.low >= occupied.high {
            return;
        }
        if occupied.low < window.low {
            off.below += bins[occupied.low..occupied.high.min(window.low)].iter().sum::<f64>();
        }
        if occupied.high > window.high {
            off.above += bins[occupied.low.max(window.high)..occupied.high].iter().sum::<f64>();
        }
        let (low, high) = (occupied.low.max(window.low), occupied.high.min(window.high));
        if low >= high {
            return;
        }
        let reach = kernel.reach();
        self.line.clear();
        self.line.resize(reach, 0.0);
        self.line.extend_from_slice(&bins[low..high]);
        self.line.resize(high - low + 2 * reach, 0.0);
        kernel.smooth(&mut self.line, &mut self.scratch);
        let start = low - window.low + window.reach - reach;
        for (sum, mass) in self.sum[start..].iter_mut().zip(&self.line) {
            *sum += mass;
        }
    }

    /// Spreads the summed line over the rows, valued at each bin's price.
    #[expect(clippy::too_many_arguments, reason = "the inner loop of the estimator, called from one place")]
    fn spread(
        &self,
        exposure: &Exposure,
        view: View<'_>,
        offset: f64,
        window: Window,
        multiplier: f64,
        cells: &mut [f32],
        off: &mut OffRows,
    ) {
        let edges = view.rows.log_edges();
        let (width, last) = (exposure.bin_width, view.rows.count());
        let first_lattice = exposure.first_bin + window.low as i64 - window.reach as i64;
        let per_log = 1.0 / width;
        let linear = exposure.contract == ContractKind::Linear;
        let mut row = 0;
        for (index, sum) in self.sum.iter().enumerate() {
            if *sum == 0.0 {
                continue;
            }
            let mass = sum * multiplier;
            let bottom = (first_lattice + index as i64) as f64 * width + offset;
            let top = bottom + width;
            if top <= edges[0] {
                off.below += mass;
                continue;
            }
            if bottom >= edges[last] {
                off.above += mass;
                continue;
            }
            while row < last && edges[row + 1] <= bottom {
                row += 1;
            }
            let value = if linear { mass * self.price_of(exposure, index, window) } else { mass };
            let mut covered = 0.0;
            let mut at = row;
            while at < last && edges[at] < top {
                let share = (top.min(edges[at + 1]) - bottom.max(edges[at])) * per_log;
                cells[at] += (value * share) as f32;
                covered += share;
                at += 1;
            }
            off.inside += mass * covered.min(1.0);
            if bottom < edges[0] {
                off.below += mass * ((edges[0] - bottom) * per_log);
            }
            if top > edges[last] {
                off.above += mass * ((top - edges[last]) * per_log);
            }
        }
    }

    /// Price at the centre of a summed bin, in this market's own terms.
    fn price_of(&self, exposure: &Exposure, index: usize, window: Window) -> f64 {
        let bin = (index + window.low).wrapping_sub(window.reach);
        match exposure.bin_price.get(bin) {
            Some(price) => price * exposure.frame_factor,
            None => {
                let lattice = exposure.first_bin + window.low as i64 + index as i64 - window.reach as i64;
                libm::exp((lattice as f64 + 0.5) * exposure.bin_width + exposure.frame_offset)
            }
        }
    }
}

fn window(exposure: &Exposure, rows: &Rows, offset: f64, reach: usize) -> Window {
    let edges = rows.log_edges();
    let bins = exposure.bin_price.len() as i64;
    let lattice = |log_price: f64| ((log_price - offset) / exposure.bin_width).floor() as i64 - exposure.first_bin;
    let low = (lattice(edges[0]) - reach as i64 - 1).clamp(0, bins);
    let high = (lattice(edges[rows.count()]) + reach as i64 + 2).clamp(low, bins);
    Window { low: low as usize, high: high as usize, reach }
}

/// Position of the mark in the summed line, in bins from its start; the centre of line bin `i` is at `i + ½`.
fn position_of(mark: f64, exposure: &Exposure, offset: f64, window: Window) -> f64 {
    let first_lattice = exposure.first_bin + window.low as i64 - window.reach as i64;
    (libm::log(mark) - offset) / exposure.bin_width - first_lattice as f64
}

/// Reflects at `mark` what the kernel carried across it.
fn fold(line: &mut [f64], side: Side, mark: f64) {
    let bins = line.len() as i64;
    // Line bins whose centres lie on the wrong side of the mark.
    let crossed = match side {
        Side::Long => ((mark - 0.5).ceil() as i64).clamp(0, bins)..bins,
        Side::Short => 0..((mark - 0.5).floor() as i64 + 1).clamp(0, bins),
    };
    for bin in crossed {
        let mass = line[bin as usize];
        if mass == 0.0 {
            continue;
        }
        line[bin as usize] = 0.0;
        let mirrored = 2.0 * mark - (bin as f64 + 0.5) - 0.5;
        let lower = mirrored.floor();
        let mut upper_share = mirrored - lower;
        match side {
            Side::Long if lower + 1.5 >= mark => upper_share = 0.0,
            Side::Short if lower + 0.5 <= mark => upper_share = 1.0,
            _ => {}
        }
        for (to, share) in [(lower as i64, 1.0 - upper_share), (lower as i64 + 1, upper_share)] {
            if share > 0.0 {
                line[to.clamp(0, bins - 1) as usize] += mass * share;
            }
        }
    }
}
