//! The whole response curve in one pass: where every other shock would stop.
//!
//! `θᵢ = max(0, max over j ≤ i of xⱼ − D⁻¹(Q0 + φM·Pⱼ₋₁))` with `P` the running sums. Block `i` fires for a gap `s` iff
//! `s ≥ θᵢ`, so `x*(s) = min(x_max, s + D⁻¹(Q0 + φM·Pₖ))` with `k` the number of `θᵢ ≤ s`. Holds without hedge flow,
//! refilling and fund.

use super::{Block, Blocks, Cascade, Direction};
use crate::engine::depth::{DepthCurve, Descent};
use crate::lists::Listed;

/// Blocks that fire at the same shock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Least gap that fires them.
    pub threshold: f64,
    /// Their notional.
    pub notional: f64,
    /// Nearest and furthest distance.
    pub span: (f64, f64),
    /// How many.
    pub blocks: usize,
}

impl Step {
    /// Whether it spans two distances or more: a jump that the shock alone does not explain.
    #[must_use]
    pub fn is_avalanche(&self) -> bool {
        self.span.1 > self.span.0
    }
}

/// Where any gap stops, from the thresholds.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// Least gap that fires each block, by distance; never falls.
    pub thresholds: Vec<f64>,
    /// `D⁻¹` after the first `k` blocks; infinite where the book ends before.
    impact: Vec<f64>,
    x_max: f64,
}

/// Where one gap stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// Displacement.
    pub x: f64,
    /// Blocks that fire.
    pub fired: usize,
    /// Whether the book absorbs it within the domain.
    pub absorbed: bool,
}

/// The response as a line that a chart draws from point to point: columns of equal length by rising shock, with both ends
/// of every jump.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResponseCurve {
    /// Gap `s`.
    pub shock: Vec<f64>,
    /// Displacement `x*(s)`.
    pub displacement: Vec<f64>,
    /// Notional liquidated.
    pub liquidated: Vec<f64>,
}

/// The steps that jump over two distances or more and carry the share `fraction` of the map.
#[must_use]
pub fn avalanches(steps: &[Step], fraction: f64) -> Vec<Step> {
    let total: f64 = steps.iter().map(|step| step.notional).sum();
    let least = fraction * total;
    let large = |step: &&Step| total > 0.0 && step.is_avalanche() && step.notional >= least;
    steps.iter().filter(large).copied().listed()
}

impl Response {
    /// The response of `cascade` to other gaps than its own.
    #[must_use]
    pub fn new(cascade: &Cascade) -> Self {
        let Cascade { blocks, depth, flow, flow_per_notional, x_max, .. } = cascade;
        Self::over(blocks, depth, (*flow, *flow_per_notional), *x_max)
    }

    /// The response of `blocks` on `depth`, with a flow from outside and so much flow of each unit of notional.
    #[must_use]
    pub fn over(blocks: &Blocks, depth: &DepthCurve, (flow, flow_per_notional): (f64, f64), x_max: f64) -> Self {
        let mut walk = Descent::new(depth, 0.0, 0.0);
        let absorbed = |sum: &f64| walk.absorb(flow + flow_per_notional * sum).unwrap_or(f64::INFINITY);
        let impact = blocks.sums().iter().map(absorbed).listed();
        let mut highest = 0.0_f64;
        let threshold = |(block, before): (&Block, &f64)| {
            highest = highest.max(block.distance - before);
            highest
        };
        let thresholds = blocks.as_slice().iter().zip(&impact).map(threshold).listed();
        Self { thresholds, impact, x_max }
    }

    /// The blocks that it is the response of, gathered by threshold.
    #[must_use]
    pub fn steps(&self, blocks: &Blocks) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for (block, threshold) in blocks.as_slice().iter().zip(&self.thresholds) {
            match steps.last_mut().filter(|step| step.threshold == *threshold) {
                Some(step) => {
                    step.notional += block.notional;
                    step.span.1 = block.distance;
                    step.blocks += 1;
                }
                None => steps.push(Step {
                    threshold: *threshold,
                    notional: block.notional,
                    span: (block.distance, block.distance),
                    blocks: 1,
                }),
            }
        }
        steps
    }

    /// Where `gap` stops.
    #[must_use]
    pub fn at(&self, gap: f64) -> Stop {
        self.after(gap, self.thresholds.partition_point(|threshold| *threshold <= gap))
    }

    fn after(&self, gap: f64, fired: usize) -> Stop {
        let x = gap + self.impact[fired];
        Stop { x: x.min(self.x_max), fired, absorbed: x <= self.x_max }
    }

    /// The whole curve over gaps from 0 to the end of the domain. `sums` are the running sums of the same blocks.
    #[must_use]
    pub fn curve(&self, sums: &[f64]) -> ResponseCurve {
        let mut curve = ResponseCurve::default();
        let (mut fired, mut gap) = (0, 0.0);
        loop {
            let next = self.thresholds.get(fired).copied().filter(|threshold| *threshold <= self.x_max);
            let end = next.unwrap_or(self.x_max);
            if next != Some(gap) || gap > 0.0 {
                self.draw_piece(&mut curve, (gap, end), fired, sums);
            }
            let Some(threshold) = next else { return curve };
            fired += self.thresholds[fired..].partition_point(|other| *other <= threshold);
            gap = threshold;
        }
    }

    /// Straight from `gap` to `end` with a corner where the end of the domain is reached.
    fn draw_piece(&self, curve: &mut ResponseCurve, (gap, end): (f64, f64), fired: usize, sums: &[f64]) {
        let corner = self.x_max - self.impact[fired];
        let mut put = |gap: f64| curve.put(gap, self.after(gap, fired).x, sums[fired]);
        put(gap);
        if corner > gap && corner < end {
            put(corner);
        }
        if end > gap {
            put(end);
        }
    }
}

impl ResponseCurve {
    fn put(&mut self, shock: f64, displacement: f64, liquidated: f64) {
        self.shock.push(shock);
        self.displacement.push(displacement);
        self.liquidated.push(liquidated);
    }

    /// Prices in place of displacements.
    #[must_use]
    pub fn prices(&self, direction: Direction, spot: f64) -> Vec<f64> {
        self.displacement.iter().map(|x| direction.price(spot, *x)).listed()
    }
}
