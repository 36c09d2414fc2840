//! How finely the estimate may be read: each leverage class is smoothed along log price at output.
//!
//! Nobody holds exactly 10x from exactly the mean price, so the levels of the prior are a comb that no data support.
//! The kernel is three box passes, mass-conserving, of the standard deviations below (an assumption). It reflects at
//! the mark price: what leaks across is folded back, so that no long mass appears above it and no short mass below.

use crate::engine::exposure::CLASSES;
use std::cell::Cell;

/// Standard deviation in log price of each leverage class at resolution 1.
pub const CLASS_SIGMA: [f64; CLASSES] = [0.006, 0.003, 0.0015, 0.0008];

const PASSES: usize = 3;

/// Half-widths in bins of the three box passes of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kernel {
    half_width: [usize; PASSES],
}

impl Kernel {
    /// The kernel of `class` for bins of `bin_width`, scaled by `resolution`.
    pub(crate) fn new(class: usize, resolution: f64, bin_width: f64) -> Self {
        let variance = (CLASS_SIGMA[class] * resolution / bin_width) * (CLASS_SIGMA[class] * resolution / bin_width);
        // A box of 2r+1 bins has variance r(r+1)/3: narrow passes first, then as many wider ones as come nearest.
        let variance_of = |half_width: usize| (half_width * (half_width + 1)) as f64 / 3.0;
        let mut narrow = 0;
        while PASSES as f64 * variance_of(narrow + 1) <= variance {
            narrow += 1;
        }
        let (each, wider) = (variance_of(narrow), variance_of(narrow + 1));
        let wide = ((variance - PASSES as f64 * each) / (wider - each)).round() as usize;
        let half_width = |pass: usize| if pass < PASSES - wide { narrow } else { narrow + 1 };
        Self { half_width: [half_width(0), half_width(1), half_width(2)] }
    }

    /// How far one bin spreads to either side.
    pub(crate) fn reach(&self) -> usize {
        self.half_width.iter().sum()
    }

    /// Adds `bins`, smoothed, to `sum`, whose bin 0 lies [`reach`](Self::reach) below that of `bins`. Nothing surrounds
    /// `bins`.
    pub(crate) fn add_smoothed(&self, bins: &[f64], lines: &mut Lines, sum: &mut [f64]) {
        let width = |pass: usize| 2 * self.half_width[pass] + 1;
        let (first, second, third) = (width(0), width(1), width(2));
        let length = bins.len() + 2 * self.reach();
        lines.prepare(bins, [first, second, third], length);
        let scale = 1.0 / (first * second * third) as f64;
        // The three passes run as one loop, each a running sum over what the pass before it has just left; what leaves
        // a sum is read from the same line that is being written, one width behind.
        let entering = lines.entering[first..].iter().zip(&lines.entering);
        let once = Cell::from_mut(&mut lines.once[..]).as_slice_of_cells();
        let twice = Cell::from_mut(&mut lines.twice[..]).as_slice_of_cells();
        let (mut one, mut two, mut three) = (0.0, 0.0, 0.0);
        let once = once[second..].iter().zip(once);
        let twice = twice[third..].iter().zip(twice);
        for ((((enters, leaves), (once, once_leaves)), (twice, twice_leaves)), sum) in
            entering.zip(once).zip(twice).zip(&mut sum[..length])
        {
            one += enters - leaves;
            once.set(one);
            two += one - once_leaves.get();
            twice.set(two);
            three += two - twice_leaves.get();
            // Differences of sums can end a hair below zero where the line is empty. (`f64::max` is a call in
            // WebAssembly.)
            *sum += if three > 0.0 { three * scale } else { 0.0 };
        }
    }
}

/// Scratch lines of the smoothing, each led by as many empty bins as the pass that reads it is wide.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    entering: Vec<f64>,
    once: Vec<f64>,
    twice: Vec<f64>,
}

impl Lines {
    fn prepare(&mut self, bins: &[f64], widths: [usize; PASSES], length: usize) {
        self.entering.clear();
        self.entering.resize(widths[0], 0.0);
        self.entering.extend_from_slice(bins);
        self.entering.resize(widths[0] + length, 0.0);
        for (line, width) in [(&mut self.once, widths[1]), (&mut self.twice, widths[2])] {
            line.resize(width + length, 0.0);
            line[..width].fill(0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn impulse(kernel: Kernel, bins: usize) -> Vec<f64> {
        let reach = kernel.reach();
        let mut line = vec![0.0; bins];
        kernel.add_smoothed(&[1.0], &mut Lines::default(), &mut line[bins / 2 - reach..]);
        line
    }

    #[test]
    fn kernel_keeps_mass_and_has_the_tabled_width() {
        for (class, sigma) in CLASS_SIGMA.iter().enumerate() {
            let width = 0.0002;
            let line = impulse(Kernel::new(class, 1.0, width), 801);
            let mass: f64 = line.iter().sum();
            let variance: f64 =
                line.iter().enumerate().map(|(bin, m)| m * (bin as f64 - 400.0) * (bin as f64 - 400.0)).sum();
            assert!((mass - 1.0).abs() < 1e-12, "class {class}: mass {mass}");
            let found = variance.sqrt() * width;
            assert!((found / sigma - 1.0).abs() < 0.06, "class {class}: {found} for {sigma}");
        }
    }

    #[test]
    fn resolution_zero_leaves_the_line_alone() {
        let line = impulse(Kernel::new(0, 0.0, 0.0005), 11);
        assert_eq!(line[5], 1.0);
    }

    #[test]
    fn nothing_lies_beyond_the_reach() {
        let kernel = Kernel::new(0, 1.0, 0.0005);
        let line = impulse(kernel, 401);
        assert!(line[200 + kernel.reach()] > 0.0);
        assert_eq!(line.iter().filter(|m| **m > 1e-15).count(), 2 * kernel.reach() + 1);
    }
}
