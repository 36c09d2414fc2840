//! What is not known of the book, in equally probable bins: one response curve a bin instead of one a draw.
//!
//! Without resting orders the outcome depends on the gap and on `u = φ·M·c/R` only, so bins of `u` are all there is.

use super::draws::{Dimension, uniform};
use super::{EffectiveDepth, STRATA, SideMarket, Simulation};
use crate::engine::cascade::{Cascade, Direction, Response, Step, avalanches};
use crate::engine::depth::DepthCurve;
use crate::engine::distribution::{normal_probability, normal_quantile};
use crate::engine::order::sort_numbers;
use crate::engine::random::SplitMix64;

/// Draws that stand for the distribution of `u` where flow has a range too.
const DRAWS: usize = STRATA * STRATA;

/// One bin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stratum {
    /// Effective over visible depth.
    pub depth_factor: f64,
    /// Flow of each unit of notional in the map.
    pub flow_per_notional: f64,
}

/// What one side does in one bin.
#[derive(Clone, Debug)]
pub(super) struct SideResponse {
    pub response: Response,
    /// First avalanche of the critical fraction.
    pub critical: Option<Step>,
}

/// `count` equally probable bins.
pub(super) fn strata(simulation: &Simulation, count: usize) -> Vec<Stratum> {
    let ranges = simulation.flow.all();
    let depth = &simulation.depth_factor;
    if ranges.iter().all(|(low, high)| low == high) {
        let flow_per_notional = ranges.iter().map(|(low, _)| low).product();
        let bin = |index| Stratum { depth_factor: depth.midpoint(index, count), flow_per_notional };
        return (0..count).map(bin).collect();
    }
    let stream = SplitMix64::new(simulation.seed);
    let mut flows: Vec<f64> = (0..DRAWS as u64).map(|path| flow_over_depth(simulation, stream, path)).collect();
    sort_numbers(&mut flows);
    let middle_of = |index: usize| flows[(2 * index + 1) * DRAWS / (2 * count)];
    let bin = |index| Stratum { depth_factor: depth.median, flow_per_notional: depth.median * middle_of(index) };
    (0..count).map(bin).collect()
}

/// One draw of `u`.
fn flow_over_depth(simulation: &Simulation, stream: SplitMix64, path: u64) -> f64 {
    let mut flow = 1.0;
    for (index, (low, high)) in simulation.flow.all().into_iter().enumerate() {
        flow *= low + (high - low) * uniform(stream, path, Dimension::Flow, index as u64);
    }
    flow / simulation.depth_factor.quantile(uniform(stream, path, Dimension::Depth, 0))
}

impl EffectiveDepth {
    /// The factor below which lies the share `p` of the cut-off distribution.
    pub(super) fn quantile(&self, p: f64) -> f64 {
        if self.log_sd == 0.0 {
            return self.median;
        }
        let edge = |factor: f64| normal_probability(libm::log(factor / self.median) / self.log_sd);
        let (low, high) = (if self.within.0 > 0.0 { edge(self.within.0) } else { 0.0 }, edge(self.within.1));
        let factor = self.median * libm::exp(self.log_sd * normal_quantile(low + p * (high - low)));
        factor.clamp(self.within.0, self.within.1)
    }

    /// The factor in the middle of bin `index` of `count`.
    pub(super) fn midpoint(&self, index: usize, count: usize) -> f64 {
        self.quantile((index as f64 + 0.5) / count as f64)
    }
}

impl SideMarket {
    /// Book and resting orders of this side in a bin.
    fn depth(&self, stratum: Stratum) -> DepthCurve {
        let mut depth = self.book.scaled(stratum.depth_factor);
        for resting in &self.resting {
            // A power curve takes none, which was checked.
            depth = depth.and(resting).unwrap_or(depth);
        }
        depth
    }

    /// The cascade of this side in a bin.
    pub(super) fn cascade(&self, simulation: &Simulation, stratum: Stratum) -> Cascade {
        Cascade {
            flow_per_notional: stratum.flow_per_notional,
            x_max: simulation.x_max,
            critical_fraction: simulation.critical_fraction,
            ..Cascade::new(self.blocks.clone(), self.depth(stratum))
        }
    }
}

impl SideResponse {
    /// Both sides in a bin; `None` where a side has no data.
    pub(super) fn both(simulation: &Simulation, stratum: Stratum) -> [Option<Self>; 2] {
        Direction::BOTH.map(|direction| {
            let side = simulation.side(direction)?;
            let flow = (0.0, stratum.flow_per_notional);
            let response = Response::over(&side.blocks, &side.depth(stratum), flow, simulation.x_max);
            let critical = avalanches(&response.steps(&side.blocks), simulation.critical_fraction).first().copied();
            Some(Self { response, critical })
        })
    }
}
