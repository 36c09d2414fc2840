//! One column of a heatmap: the exposure of a market at an instant, smoothed and spread over price rows.
//!
//! Cells are US dollars at the liquidation price. Bins are spread over rows by overlap: assigning a bin to one row
//! would comb into moiré as funding moves the frame.

use crate::engine::exposure::{CLASSES, Exposure, Occupied, sum_in_lanes};
use crate::engine::market::{ContractKind, Side};
use crate::engine::resolution::{Kernel, Lines};
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
    lines: Lines,
    sum: Vec<f64>,
    /// Row edges on the summed line, and what they were computed for.
    edges: Vec<Split>,
    edges_of: Option<(Rows, Window)>,
}

/// The summed line: the part of the lattice that can reach the rows, and the frame it is seen in.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Window {
    /// Array bins whose mass is smoothed.
    low: usize,
    high: usize,
    /// Bins that the line has beyond them at either end.
    reach: usize,
    /// Lattice bin of the line's first bin.
    first_lattice: i64,
    /// Actual, shifted log price of a bin edge = lattice bin · `bin_width` + `offset`.
    offset: f64,
    bin_width: f64,
}

/// A place on the summed line: so much of `bin`, and all bins before it, lie below.
#[derive(Clone, Copy, Debug)]
struct Split {
    bin: usize,
    share: f64,
}

impl Projector {
    /// A projector that smooths by `resolution` (1 is the table of [`crate::engine::resolution`]).
    #[must_use]
    pub fn new(resolution: f64) -> Self {
        Self { resolution, ..Self::default() }
    }

    /// Whether `other` smooths as much.
    pub(crate) fn smooths_as(&self, other: &Self) -> bool {
        self.resolution == other.resolution
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
        let exposure_side = &exposure.sides[side.index()];
        let kernels = self.kernels_for(exposure.bin_width);
        let reach = kernels.iter().map(Kernel::reach).max().unwrap_or(0);
        let window = Window::new(exposure, view, reach);
        self.place_edges(view.rows, window);
        // One bin more than the line has, always empty, so that its upper end is a place on it like any other.
        self.sum.clear();
        self.sum.resize(window.bins() + 1, 0.0);
        let mut off = OffRows::default();
        let mut span = Occupied::NONE;
        for class in classes {
            let (bins, occupied) = (&exposure_side.classes[class], exposure_side.occupied[class]);
            let smoothed = self.add_line(bins, occupied, window, kernels[class], &mut off);
            span = span.with(smoothed);
        }
        let line = &mut self.sum[..window.bins()];
        let span = fold(line, side, window.position(libm::log(view.mark)), span);
        self.count_off_rows(span, &mut off);
        self.value(exposure, side, window, span);
        self.add_rows(span, cells);
        let mark = libm::exp(libm::log(view.mark) - view.log_shift);
        let to_usd = |mass: f64| exposure.contract.usd(mass * exposure_side.multiplier, mark);
        OffRows {
            below: to_usd(off.below),
            above: to_usd(off.above),
            inert: exposure.contract.usd(exposure_side.inert, mark),
            inside: to_usd(off.inside),
        }
    }

    fn kernels_for(&mut self, bin_width: f64) -> [Kernel; CLASSES] {
        match self.kernels {
            Some(kernels) if self.bin_width == bin_width => kernels,
            _ => {
                let kernel = |class: usize| Kernel::new(class, self.resolution, bin_width);
                let kernels = [kernel(0), kernel(1), kernel(2), kernel(3)];
                (self.bin_width, self.kernels) = (bin_width, Some(kernels));
                kernels
            }
        }
    }

    /// Finds the row edges on the line again, unless neither rows nor line have moved since the column before.
    fn place_edges(&mut self, rows: &Rows, window: Window) {
        if self.edges_of.as_ref().is_none_or(|(of, on)| on != &window || of != rows) {
            self.edges.clear();
            self.edges.extend(rows.log_edges().iter().map(|edge| window.split(*edge)));
            self.edges_of = Some((rows.clone(), window));
        }
    }

    /// Adds one class, smoothed, to the summed line and returns the bins it reached; what lies outside the window is
    /// added to `off` as array mass.
    fn add_line(
        &mut self,
        bins: &[f64],
        occupied: Occupied,
        window: Window,
        kernel: Kernel,
        off: &mut OffRows,
    ) -> Occupied {
        if occupied.low >= occupied.high {
            return Occupied::NONE;
        }
        if occupied.low < window.low {
            off.below += sum_in_lanes(&bins[occupied.low..occupied.high.min(window.low)]);
        }
        if occupied.high > window.high {
            off.above += sum_in_lanes(&bins[occupied.low.max(window.high)..occupied.high]);
        }
        let (low, high) = (occupied.low.max(window.low), occupied.high.min(window.high));
        if low >= high {
            return Occupied::NONE;
        }
        let start = low - window.low + window.reach - kernel.reach();
        let end = start + high - low + 2 * kernel.reach();
        kernel.add_smoothed(&bins[low..high], &mut self.lines, &mut self.sum[start..end]);
        Occupied { low: start, high: end }
    }

    /// Adds to `off` what of the summed line lies below, above and inside the rows, as array mass.
    fn count_off_rows(&self, span: Occupied, off: &mut OffRows) {
        let (Some(first), Some(last)) = (self.edges.first(), self.edges.last()) else { return };
        let sum =
            |low: usize, high: usize| self.sum.get(low.max(span.low)..high.min(span.high)).map_or(0.0, sum_in_lanes);
        let below = sum(0, first.bin) + self.sum[first.bin] * first.share;
        let above = self.sum[last.bin] * (1.0 - last.share) + sum(last.bin + 1, self.sum.len());
        off.below += below;
        off.above += above;
        off.inside += (sum(0, self.sum.len()) - below - above).max(0.0);
    }

    /// Turns array mass into US dollars, each bin at its own price.
    fn value(&mut self, exposure: &Exposure, side: Side, window: Window, span: Occupied) {
        let multiplier = exposure.sides[side.index()].multiplier;
        let Some(masses) = self.sum.get_mut(span.low..span.high) else { return };
        if exposure.contract == ContractKind::Inverse {
            masses.iter_mut().for_each(|mass| *mass *= multiplier);
            return;
        }
        let scale = multiplier * exposure.frame_factor;
        let first_lattice = window.first_lattice + span.low as i64;
        let tabled = usize::try_from(first_lattice - exposure.first_bin).ok();
        match tabled.and_then(|first| exposure.bin_price.get(first..first + masses.len())) {
            Some(prices) => masses.iter_mut().zip(prices).for_each(|(mass, price)| *mass *= price * scale),
            // The line reaches beyond an end of the table.
            None => (first_lattice..).zip(masses).for_each(|(lattice, mass)| {
                *mass *= libm::exp((lattice as f64 + 0.5) * exposure.bin_width) * scale;
            }),
        }
    }

    /// Adds to each row what it covers: part of the bin on its lower edge, all bins between, part of the one on its
    /// upper.
    fn add_rows(&self, span: Occupied, cells: &mut [f32]) {
        let first = self.edges.partition_point(|edge| edge.bin < span.low).saturating_sub(1);
        let mut lower = self.edges[first];
        for (cell, upper) in cells[first..].iter_mut().zip(&self.edges[first + 1..]) {
            if lower.bin >= span.high {
                return;
            }
            *cell += between(&self.sum, lower, *upper) as f32;
            lower = *upper;
        }
    }
}

impl Window {
    fn new(exposure: &Exposure, view: View<'_>, reach: usize) -> Self {
        let (edges, bin_width) = (view.rows.log_edges(), exposure.bin_width);
        let offset = exposure.frame_offset + view.log_shift;
        let bins = exposure.bin_price.len() as i64;
        let array_bin = |log_price: f64| ((log_price - offset) / bin_width).floor() as i64 - exposure.first_bin;
        let low = (array_bin(edges[0]) - reach as i64 - 1).clamp(0, bins);
        let high = (array_bin(edges[view.rows.count()]) + reach as i64 + 2).clamp(low, bins);
        let first_lattice = exposure.first_bin + low - reach as i64;
        Self { low: low as usize, high: high as usize, reach, first_lattice, offset, bin_width }
    }

    fn bins(&self) -> usize {
        self.high - self.low + 2 * self.reach
    }

    /// Where `log_price` lies on the line, in bins from its lower end; the centre of bin `i` is at `i + ½`.
    fn position(&self, log_price: f64) -> f64 {
        (log_price - self.offset) * (1.0 / self.bin_width) - self.first_lattice as f64
    }

    /// [`position`](Self::position), or the end of the line that is nearer.
    fn split(&self, log_price: f64) -> Split {
        let position = self.position(log_price).clamp(0.0, self.bins() as f64);
        let bin = position as usize;
        Split { bin, share: position - bin as f64 }
    }
}

fn between(values: &[f64], lower: Split, upper: Split) -> f64 {
    if lower.bin == upper.bin {
        return values[lower.bin] * (upper.share - lower.share);
    }
    let ends = values[lower.bin] * (1.0 - lower.share) + values[upper.bin] * upper.share;
    values[lower.bin + 1..upper.bin].iter().fold(ends, |sum, value| sum + value)
}

/// Reflects at `mark` what the kernel carried across it; all mass lies in `span`, before and, as returned, after.
fn fold(line: &mut [f64], side: Side, mark: f64, mut span: Occupied) -> Occupied {
    // Line bins whose centres lie on the wrong side of the mark.
    let crossed = match side {
        Side::Long => (mark - 0.5).ceil().max(span.low as f64) as usize..span.high,
        Side::Short => span.low..((mark - 0.5).floor() + 1.0).min(span.high as f64) as usize,
    };
    let last = line.len() as i64 - 1;
    for bin in crossed {
        let mass = std::mem::take(&mut line[bin]);
        let mirrored = 2.0 * mark - (bin as f64 + 0.5) - 0.5;
        let lower = mirrored.floor();
        let upper_share = match side {
            Side::Long if lower + 1.5 >= mark => 0.0,
            Side::Short if lower + 0.5 <= mark => 1.0,
            _ => mirrored - lower,
        };
        for (to, share) in [(lower as i64, 1.0 - upper_share), (lower as i64 + 1, upper_share)] {
            if mass * share > 0.0 {
                let to = to.clamp(0, last) as usize;
                line[to] += mass * share;
                span.include(to);
            }
        }
    }
    span
}
