//! Closed forms for a market without liquidations: what the simulation is held to, and what it is shown beside.

use super::Drift;
use crate::engine::distribution::normal_probability;

/// Probability that a log-Brownian price without drift in its logarithm touches `level` within a horizon over which its
/// return has the standard deviation `sd`: `2Φ(−|ln(level/spot)|/sd)`.
#[must_use]
pub fn touch_probability(spot: f64, level: f64, sd: f64) -> f64 {
    2.0 * normal_probability(-libm::log(level / spot).abs() / sd)
}

/// Probability that price reaches `a` before `b` when it has all the time it needs; they lie on either side of `spot`.
#[must_use]
pub fn first_passage(spot: f64, a: f64, b: f64, drift: Drift) -> f64 {
    match drift {
        Drift::Martingale => (spot - b) / (a - b),
        Drift::Logarithm => libm::log(spot / b) / libm::log(a / b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touches_and_passages_are_the_published_ones() {
        let sd = 0.419 * (7.0_f64 / 365.0).sqrt();
        assert!((touch_probability(111_000.0, 118_000.0, sd) - 0.291_915_526_224_937_67).abs() < 1e-13);
        assert!((touch_probability(111_000.0, 108_000.0, sd) - 0.636_790_472_960_479_7).abs() < 1e-13);
        let passage = |drift| first_passage(111_000.0, 118_000.0, 108_000.0, drift);
        assert!((passage(Drift::Logarithm) - 0.309_406_245_391_908_8).abs() < 1e-13);
        assert!((passage(Drift::Martingale) - 0.3).abs() < 1e-15);
    }
}
