//! Liquidation blocks of one side: what is liquidated at which distance.

use crate::engine::order::ordered;
use crate::error::{Code, Result, fault, number_within, told};

/// Most blocks of one map.
pub const MOST_BLOCKS: usize = 100_000;
/// Furthest distance of a block, a fraction of the reference price.
const FURTHEST: f64 = 1e6;
const LARGEST_NOTIONAL: f64 = 1e18;

/// Positions that are liquidated together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// Distance from the reference price, a fraction ≥ 0.
    pub distance: f64,
    /// Notional, ≥ 0.
    pub notional: f64,
}

impl Block {
    pub(super) fn check(&self) -> Result<()> {
        number_within("distance", self.distance, 0.0, FURTHEST)?;
        number_within("notional", self.notional, 0.0, LARGEST_NOTIONAL).map(|_| ())
    }
}

/// A map of one side, sorted, with running sums.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocks {
    blocks: Vec<Block>,
    /// `sums[k]` is the notional of the first `k` blocks.
    sums: Vec<f64>,
    beyond: f64,
}

impl Blocks {
    /// Sorts blocks by distance, equal distances in the order given; those beyond `x_max` never fire and are only summed.
    ///
    /// # Errors
    /// [`Code::DataRange`] for a distance or notional that is negative or not finite, [`Code::DataTooLarge`] for more than
    /// 100,000 blocks.
    pub fn new(mut blocks: Vec<Block>, x_max: f64) -> Result<Self> {
        if blocks.len() > MOST_BLOCKS {
            return Err(fault!(Code::DataTooLarge, "blocks", blocks.len(), told!("at most {MOST_BLOCKS} blocks"),));
        }
        for (index, block) in blocks.iter().enumerate() {
            block.check().map_err(|error| error.within(&told!("blocks[{index}]")))?;
        }
        blocks = ordered(&blocks, |a, b| a.distance.total_cmp(&b.distance));
        let in_range = blocks.partition_point(|block| block.distance <= x_max);
        let beyond = blocks[in_range..].iter().fold(0.0, |sum, block| sum + block.notional);
        blocks.truncate(in_range);
        Ok(Self::of_sorted(blocks, beyond))
    }

    /// Blocks by distance, all in range, and the notional beyond it.
    pub(in crate::engine) fn of_sorted(blocks: Vec<Block>, beyond: f64) -> Self {
        let mut sums = Vec::with_capacity(blocks.len() + 1);
        let mut sum = 0.0;
        sums.push(sum);
        for block in &blocks {
            sum += block.notional;
            sums.push(sum);
        }
        Self { blocks, sums, beyond }
    }

    /// A map without a block.
    #[must_use]
    pub fn none() -> Self {
        Self { blocks: Vec::new(), sums: vec![0.0], beyond: 0.0 }
    }

    /// The blocks in range, by distance.
    #[must_use]
    pub fn as_slice(&self) -> &[Block] {
        &self.blocks
    }

    /// Notional of all blocks in range.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.sums.last().copied().unwrap_or(0.0)
    }

    /// Notional of the blocks beyond the range.
    #[must_use]
    pub fn beyond(&self) -> f64 {
        self.beyond
    }

    /// Running sums: `sums()[k]` is the notional of the first `k` blocks.
    #[must_use]
    pub fn sums(&self) -> &[f64] {
        &self.sums
    }

    /// How many of the blocks lie within `x`, of which the first `fired` are known to.
    #[must_use]
    pub fn reached(&self, fired: usize, x: f64) -> usize {
        fired + self.blocks[fired..].partition_point(|block| block.distance <= x)
    }

    /// Notional of blocks in `(from, to]`.
    pub(super) fn within(&self, from: f64, to: f64) -> f64 {
        let count = |x: f64| self.blocks.partition_point(|block| block.distance <= x);
        self.sums[count(to)] - self.sums[count(from)]
    }
}
