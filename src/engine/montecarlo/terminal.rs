//! One gap for the whole horizon: a binary search a draw.

use super::draws::{Dimension, uniform};
use super::strata::{SideResponse, strata};
use super::tally::{Outcome, Tally};
use super::{Law, STRATA, Simulation};
use crate::engine::cascade::Direction;
use crate::engine::distribution::{normal_quantile, student_t4_quantile};
use crate::engine::random::SplitMix64;

/// Midpoints of the gap and of the depth.
const MIDPOINTS: (usize, usize) = (400, 40);

/// A gap of either sign for each draw; draw `i` is in bin `i mod 64`.
pub(super) fn drawn(simulation: &Simulation) -> Tally {
    let stream = SplitMix64::new(simulation.seed);
    let gap = |path: usize| {
        let p = uniform(stream, path as u64, Dimension::Shock, 0);
        simulation.sd * simulation.law.quantile(p)
    };
    let mut tally = Tally::new(simulation, simulation.paths as usize);
    for (bin, stratum) in strata(simulation, STRATA).into_iter().enumerate() {
        let sides = SideResponse::both(simulation, stratum);
        for path in (bin..simulation.paths as usize).step_by(STRATA) {
            tally.add(simulation, path, &outcome(simulation, &sides, gap(path)));
        }
    }
    tally
}

/// All midpoints of the normal law in each of 40 bins.
pub(super) fn midpoints(simulation: &Simulation) -> Tally {
    let (gaps, bins) = MIDPOINTS;
    let gap = |index: usize| simulation.sd * normal_quantile((index as f64 + 0.5) / gaps as f64);
    let mut tally = Tally::new(simulation, gaps * bins);
    for (bin, stratum) in strata(simulation, bins).into_iter().enumerate() {
        let sides = SideResponse::both(simulation, stratum);
        for index in 0..gaps {
            tally.add(simulation, bin * gaps + index, &outcome(simulation, &sides, gap(index)));
        }
    }
    tally
}

fn outcome(simulation: &Simulation, sides: &[Option<SideResponse>; 2], signed_gap: f64) -> Outcome {
    let direction = if signed_gap < 0.0 { Direction::Down } else { Direction::Up };
    let gap = signed_gap.abs().min(simulation.x_max);
    let empty = Outcome { direction, empty_x: gap, x: gap, avalanche: false, absorbed: true };
    let Some(side) = &sides[direction.liquidates().index()] else { return empty };
    let stop = side.response.at(gap);
    let avalanche = side.critical.is_some_and(|step| gap >= step.threshold);
    Outcome { x: stop.x, absorbed: stop.absorbed, avalanche, ..empty }
}

impl Law {
    /// Quantile of `p`, with a variance of 1.
    pub(super) fn quantile(self, p: f64) -> f64 {
        match self {
            Self::Normal => normal_quantile(p),
            Self::StudentT4 => student_t4_quantile(p) / std::f64::consts::SQRT_2,
        }
    }
}
