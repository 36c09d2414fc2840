//! How finely the estimate may be read: each leverage class is smoothed along log price at output.
//!
//! Nobody holds exactly 10x from exactly the mean price, so the levels of the prior are a comb that no data support.
//! The kernel is three box passes, mass-conserving, of the standard deviations below (an assumption). It reflects at
//! the mark price: what leaks across is folded back, so that no long mass appears above it and no short mass below.

use crate::engine::exposure::CLASSES;

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
        Self { half_width: std::array::from_fn(|pass| if pass < PASSES - wide { narrow } else { narrow + 1 }) }
    }

    /// How far one bin spreads to either side.
    pub(crate) fn reach(&self) -> usize {
        self.half_width.iter().sum()
    }

    /// Smooths `line` in place; mass within [`reach`](Self::reach) of either end of the line must be 0.
    pub(crate) fn smooth(&self, line: &mut Vec<f64>, scratch: &mut Vec<f64>) {
        for half_width in self.half_width.iter().filter(|half_width| **half_width > 0) {
            scratch.clear();
            scratch.resize(line.len(), 0.0);
            box_pass(line, scratch, *half_width);
            std::mem::swap(line, scratch);
        }
    }
}

/// Running mean over `2·half_width + 1` bins; outside the line there is nothing.
fn box_pass(from: &[f64], to: &mut [f64], half_width: usize) {
    let width = 2 * half_width + 1;
    let scale = 1.0 / width as f64;
    let bins = from.len();
    let mut sum: f64 = from[..half_width.min(bins)].iter().sum();
    for bin in 0..bins {
        if let Some(entering) = from.get(bin + half_width) {
            sum += entering;
        }
        // Differences of sums can end a hair below zero where the line is empty.
        to[bin] = (sum * scale).max(0.0);
        if bin >= half_width {
            sum -= from[bin - half_width];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn impulse(kernel: Kernel, bins: usize) -> Vec<f64> {
        let mut line = vec![0.0; bins];
        line[bins / 2] = 1.0;
        kernel.smooth(&mut line, &mut Vec::new());
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
