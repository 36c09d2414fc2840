//! Walks down a book once: for flows that only grow, all inverses together cost one pass over its points.

use super::DepthCurve;

/// Where a growing flow is absorbed. Flows must not fall from one call to the next.
#[derive(Clone, Debug)]
pub struct Descent<'a> {
    depth: &'a DepthCurve,
    gap: f64,
    gamma: f64,
    /// Points already left behind.
    passed: usize,
}

impl<'a> Descent<'a> {
    /// At the top of `depth`, after a price gap, with hedge flow `gamma` per unit of displacement.
    #[must_use]
    pub const fn new(depth: &'a DepthCurve, gap: f64, gamma: f64) -> Self {
        Self { depth, gap, gamma, passed: 0 }
    }

    /// [`DepthCurve::crossing`] of `flow`, the same bits.
    pub fn absorb(&mut self, flow: f64) -> Option<f64> {
        match self.depth {
            DepthCurve::Piecewise(curve) if self.gamma == 0.0 => curve.next_inverse(&mut self.passed, flow),
            DepthCurve::Piecewise(curve) => curve.next_crossing(&mut self.passed, self.gap, flow, self.gamma),
            DepthCurve::Power { .. } => self.depth.crossing(self.gap, flow, self.gamma),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::depth::Tail;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_walk_down_gives_what_each_search_gives(
            book in prop::collection::vec((0.0..0.05_f64, 0.0..50.0_f64), 0..12),
            flows in prop::collection::vec(0.0..40.0_f64, 1..12),
            (gap, gamma, extend) in (0.0..0.05_f64, prop_oneof![Just(0.0), 0.0..2000.0_f64], any::<bool>()),
        ) {
            let sum = |total: &mut (f64, f64), step: &(f64, f64)| { *total = (total.0 + step.0, total.1 + step.1); Some(*total) };
            let points: Vec<(f64, f64)> = book.iter().scan((0.0, 0.0), sum).collect();
            let depth = DepthCurve::points(&points, if extend { Tail::Extend } else { Tail::Stop }, 1.0).unwrap();
            let mut walk = Descent::new(&depth, gap, gamma);
            let mut flow = 0.0;
            for more in flows {
                flow += more;
                prop_assert_eq!(walk.absorb(flow), depth.crossing(gap, flow, gamma));
            }
        }
    }
}
