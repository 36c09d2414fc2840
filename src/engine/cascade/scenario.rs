//! One scenario with its prices: a checked cascade, where its depth is from, and the markets that follow it.

use super::{Blocks, Cascade, Direction};
use crate::engine::depth::{DepthLabel, SourcedDepth};

/// Correlation times ratio of volatilities of 2025, SOL against BTC: `0.79 · 86.1 / 41.9` (comparison page of
/// gale.finance). Under stress the correlation was 0.94.
pub const BETA_OF_SOL: f64 = 0.79 * 86.1 / 41.9;

/// Share of the leader's displacement that `asset` follows with, where one is known for BTC as the leader.
#[must_use]
pub fn bundled_beta(asset: &str) -> Option<f64> {
    (asset == "SOL").then_some(BETA_OF_SOL)
}

/// A cascade of one asset in one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Which way.
    pub direction: Direction,
    /// Reference price.
    pub spot: f64,
    /// What is projected.
    pub cascade: Cascade,
    /// Where the depth is from.
    pub depth: DepthLabel,
    /// Other gaps to answer beside the cascade's own.
    pub shocks: Vec<f64>,
    /// Markets that are carried along.
    pub followers: Vec<Follower>,
    /// Rounds in which followers push back.
    pub feedback_rounds: u32,
}

/// A market that follows another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Follower {
    /// Its name.
    pub asset: String,
    /// Its gap as a share of the leader's displacement.
    pub beta: f64,
    /// Gap that its displacement adds to the leader's, as a share.
    pub feedback: f64,
    /// Its own map and depth; the gap is set by the leader.
    pub scenario: Scenario,
}

impl Scenario {
    /// A scenario without shock, over a map and a depth.
    #[must_use]
    pub fn new(direction: Direction, spot: f64, blocks: Blocks, depth: SourcedDepth) -> Self {
        Self {
            direction,
            spot,
            cascade: Cascade::new(blocks, depth.curve),
            depth: depth.label,
            shocks: Vec::new(),
            followers: Vec::new(),
            feedback_rounds: 0,
        }
    }

    /// Sets the gaps of the followers, and the leader's own by what they push back: `x_B = s + N·x_B + Σ bⱼxⱼ`, iterated
    /// from below, so that every round carries prices further or leaves them.
    pub fn link(&mut self) {
        if self.followers.is_empty() {
            return;
        }
        let own_gap = self.cascade.gap;
        for round in 0..=self.feedback_rounds {
            if round > 0 {
                let pushed: f64 = self.followers.iter().map(|one| one.feedback * one.stop()).sum();
                self.cascade.gap = (own_gap + pushed).min(self.cascade.x_max);
            }
            let x = self.cascade.stops_at();
            for follower in &mut self.followers {
                let cascade = &mut follower.scenario.cascade;
                cascade.gap = (follower.beta * x).min(cascade.x_max);
            }
        }
    }
}

impl Follower {
    fn stop(&self) -> f64 {
        self.scenario.cascade.stops_at()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::cascade::Block;
    use crate::engine::depth::{DepthCurve, DepthKind};

    /// A fine uniform map with local branching `n` on linear depth.
    fn uniform(n: f64) -> Scenario {
        let (spacing, depth) = (1e-5, 24_000.0);
        let block = |i: u32| Block { distance: f64::from(i) * spacing, notional: n * depth * spacing };
        let curve = DepthCurve::linear(depth / 100.0, 1.0).unwrap();
        let label = DepthLabel::new(DepthKind::OneFigure, None);
        let blocks = Blocks::new((1..=30_000).map(block).collect(), 1.0).unwrap();
        Scenario::new(Direction::Down, 100.0, blocks, SourcedDepth { curve, label })
    }

    fn linked(feedback: f64, feedback_rounds: u32) -> (f64, f64) {
        let mut leader = uniform(0.3);
        leader.cascade.gap = 0.03;
        leader.feedback_rounds = feedback_rounds;
        leader.followers = vec![Follower { asset: "SOL".to_owned(), beta: 1.62, feedback, scenario: uniform(0.4) }];
        leader.link();
        (leader.cascade.project().x, leader.followers[0].stop())
    }

    #[test]
    fn one_way_beta_has_its_closed_form() {
        let (leader, follower) = linked(0.0, 0);
        assert!((leader - 0.03 / 0.7).abs() < 1e-4 && (follower - 1.62 * 0.03 / 0.7 / 0.6).abs() < 1e-4);
    }

    #[test]
    fn feedback_rises_towards_the_linear_solution_and_not_beyond() {
        // x = (I − N − B)⁻¹ s with one follower: x_B = s / (1 − n_B − β·b / (1 − n_S)).
        let solution = 0.03 / (0.7 - 1.62 * 0.05 / 0.6);
        let found: Vec<f64> = (0..=3).map(|rounds| linked(0.05, rounds).0).collect();
        assert!(found.windows(2).all(|pair| pair[1] > pair[0]), "{found:?}");
        assert!(found[3] <= solution + 1e-4 && solution - found[3] < 1e-3, "{found:?} for {solution}");
    }

    #[test]
    fn bundled_beta_is_the_published_product() {
        assert!((BETA_OF_SOL - 1.62).abs() < 0.005);
        assert_eq!(bundled_beta("DOGE"), None);
    }
}
