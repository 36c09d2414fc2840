//! Which random number belongs to which draw and dimension.

use crate::engine::distribution::normal_quantile;
use crate::engine::random::SplitMix64;

/// Dimensions of one draw: the index of a number is `8 · path + dimension`.
const DIMENSIONS: u64 = 8;

/// What is drawn in which dimension.
#[derive(Clone, Copy, Debug)]
pub(super) enum Dimension {
    /// The gap, or a step of a path.
    Shock = 0,
    /// Lowest point within a step.
    Lowest = 1,
    /// Highest point within a step.
    Highest = 2,
    /// Effective depth.
    Depth = 3,
    /// First of the three ranges of flow.
    Flow = 4,
    /// Whether a step of a path ends in a jump. Steps have streams of their own, in which nothing else stands here.
    Arrival = 6,
    /// How far that jump goes.
    Jump = 7,
}

/// A uniform number in (0, 1).
pub(super) fn uniform(stream: SplitMix64, path: u64, dimension: Dimension, offset: u64) -> f64 {
    stream.uniform(DIMENSIONS * path + dimension as u64 + offset)
}

/// The stream of one step of all paths: a seed of its own.
pub(super) fn stream_of_step(seed: u64, step: u32) -> SplitMix64 {
    SplitMix64::new(SplitMix64::new(seed).bits(u64::from(step)))
}

/// One random number in its three forms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormalDraw {
    /// 64 bits.
    pub bits: u64,
    /// In (0, 1).
    pub uniform: f64,
    /// Standard normal.
    pub normal: f64,
}

/// The random number of `path` in `dimension` (0 to 7) of the stream of `seed`.
#[must_use]
pub fn draw(seed: u64, path: u64, dimension: u64) -> NormalDraw {
    let (stream, index) = (SplitMix64::new(seed), DIMENSIONS * path + dimension);
    let uniform = stream.uniform(index);
    NormalDraw { bits: stream.bits(index), uniform, normal: normal_quantile(uniform) }
}
