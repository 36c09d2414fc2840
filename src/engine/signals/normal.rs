//! The standard normal distribution: density, distribution function and its inverse.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// Beyond it the distribution function of doubles is 0.
const FARTHEST: f64 = 40.0;
/// Halvings after which an interval of 2·[`FARTHEST`] is as narrow as a double near 1.
const HALVINGS: usize = 64;

/// `φ(x) = exp(−x²/2)/√(2π)`.
#[must_use]
pub fn density(x: f64) -> f64 {
    libm::exp(-0.5 * x * x) / (2.0 * PI).sqrt()
}

/// `Φ(x)`, the share below `x`, exact in the lower tail.
#[must_use]
pub fn distribution(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// `Φ⁻¹(p)` for `p` in (0, 1), by halving; odd around one half.
#[must_use]
pub fn quantile(p: f64) -> f64 {
    if p > 0.5 {
        return -quantile(1.0 - p);
    }
    let (mut low, mut high) = (-FARTHEST, 0.0);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if distribution(middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantile_undoes_the_distribution() {
        for x in [-6.0, -1.5, -0.674_489_750_196_081_7, 0.0, 0.3, 2.0] {
            assert!((quantile(distribution(x)) - x).abs() < 1e-12, "{x}");
        }
        assert!((quantile(0.25) + 0.674_489_750_196_081_7).abs() < 1e-14);
    }

    #[test]
    fn density_is_the_slope_of_the_distribution() {
        for x in [-2.0, 0.0, 0.7] {
            let slope = (distribution(x + 1e-5) - distribution(x - 1e-5)) / 2e-5;
            assert!((slope - density(x)).abs() < 1e-9, "{x}");
        }
    }
}
