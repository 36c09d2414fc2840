//! Partial liquidation: a venue closes only as much as brings the margin back, and the rest waits further away.
//!
//! Rewrites the map before the sweep: each block becomes the part that closes at its level and what remains of it at its
//! new distance. The equity ratio at a level is the maintenance rate there, as when price reaches it without a gap.

use super::{Block, Direction};
use crate::engine::market::TierTable;
use crate::error::{Code, Result, fault, number_within};

/// Most stages of one position.
const MOST_STAGES: u32 = 20;

/// Share of a position that is closed to bring its equity over value from `equity_ratio` up to `target`, where closing
/// costs `cost` of what is closed: `(m′ − e)/(m′ − c)` within 0 and 1, and all of it once the equity does not cover the
/// cost.
#[must_use]
pub fn closed_fraction(equity_ratio: f64, cost: f64, target: f64) -> f64 {
    if equity_ratio <= cost {
        return 1.0;
    }
    if target <= equity_ratio {
        return 0.0;
    }
    ((target - equity_ratio) / (target - cost)).clamp(0.0, 1.0)
}

/// How a venue liquidates in parts.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialRule {
    /// Maintenance by notional.
    pub tiers: TierTable,
    /// Notional of one position, US dollars; it decides the tier. A position of the lowest tier of several closes whole.
    pub position_usd: f64,
    /// Margin restored above the maintenance rate, a fraction of the notional.
    pub buffer: f64,
    /// Fee and slippage, a fraction of what is closed.
    pub cost: f64,
    /// Most parts of one position; the last one closes whole.
    pub stages: u32,
}

impl PartialRule {
    /// The rule itself if every number is in its range.
    ///
    /// # Errors
    /// [`Code::DataRange`] naming the number.
    pub fn checked(self) -> Result<Self> {
        number_within("positionUsd", self.position_usd, f64::MIN_POSITIVE, 1e18)?;
        number_within("buffer", self.buffer, 1e-6, 0.5)?;
        number_within("cost", self.cost, 0.0, 0.1)?;
        if !(1..=MOST_STAGES).contains(&self.stages) {
            return Err(fault!(Code::DataRange, "stages", self.stages, format!("in 1..={MOST_STAGES}")));
        }
        Ok(self)
    }

    /// The parts of `block`, nearest first.
    #[must_use]
    pub fn split(&self, direction: Direction, block: Block) -> Vec<Block> {
        let (mut left, mut position) = (block, self.position_usd);
        let mut parts = Vec::new();
        for _ in 1..self.stages {
            let equity = self.maintenance(position);
            let target = equity + self.buffer;
            let closed = closed_fraction(equity, self.cost, target);
            let is_lowest = self.tiers.tiers.len() > 1 && self.tiers.tiers[1].notional_floor > position;
            if is_lowest || closed >= 1.0 {
                break;
            }
            parts.push(Block { distance: left.distance, notional: left.notional * closed });
            position *= 1.0 - closed;
            let ratio = price_ratio(direction, target, self.maintenance(position));
            left = Block {
                distance: direction.distance(1.0, direction.price(1.0, left.distance) * ratio).max(left.distance),
                notional: left.notional * (1.0 - closed) * ratio,
            };
        }
        parts.push(left);
        parts
    }

    /// Maintenance margin over notional.
    fn maintenance(&self, notional: f64) -> f64 {
        self.tiers.maintenance_margin(notional) / notional
    }
}

/// Price over price at which equity over value has come from `equity` down to `maintenance`.
fn price_ratio(direction: Direction, equity: f64, maintenance: f64) -> f64 {
    let sign = direction.sign();
    (1.0 + sign * equity) / (1.0 + sign * maintenance)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of the Binance announcement of 18 March 2021, out of date since: a test only.
    fn old_table() -> TierTable {
        let (floors, rates) = ([0.0, 50e3, 250e3, 1e6, 10e6, 20e6], [0.004, 0.005, 0.01, 0.025, 0.05, 0.1]);
        TierTable::from_columns("2021-03-18", "", &floors, &rates, &[125.0, 100.0, 50.0, 20.0, 10.0, 5.0], None)
            .unwrap()
    }

    #[test]
    fn closed_share_has_the_published_check_values() {
        assert!((closed_fraction(0.004, 0.0005, 0.01) - 0.631_579).abs() < 5e-7);
        assert!((closed_fraction(0.009, 0.0005, 0.01) - 0.105_263).abs() < 5e-7);
        assert_eq!((closed_fraction(0.0005, 0.0005, 0.01), closed_fraction(-0.1, 0.0005, 0.01)), (1.0, 1.0));
        assert_eq!(closed_fraction(0.02, 0.0005, 0.01), 0.0);
    }

    #[test]
    fn maintenance_amounts_follow_their_recursion() {
        let amounts: Vec<f64> = old_table().tiers.iter().map(|tier| tier.maintenance_amount).collect();
        for (found, wanted) in amounts.iter().zip([0.0, 50.0, 1300.0, 16_300.0, 266_300.0, 1_266_300.0]) {
            assert!((found - wanted).abs() < 1e-6, "{found} for {wanted}");
        }
    }

    #[test]
    fn what_remains_has_the_restored_equity_and_falls_again_to_maintenance() {
        let rule = PartialRule { tiers: old_table(), position_usd: 5e6, buffer: 0.01, cost: 0.0005, stages: 4 };
        for direction in Direction::BOTH {
            let parts = rule.split(direction, Block { distance: 0.03, notional: 100.0 });
            assert!(parts.len() > 1 && parts.windows(2).all(|pair| pair[1].distance > pair[0].distance));
            let equity = rule.maintenance(5e6);
            let closed = closed_fraction(equity, 0.0005, equity + 0.01);
            assert_eq!(parts[0], Block { distance: 0.03, notional: 100.0 * closed });
            // Equity in units of the price at the first level, per contract.
            let (p1, p2) = (direction.price(1.0, 0.03), direction.price(1.0, parts[1].distance));
            let left = (equity + 0.01) * p1 + direction.sign() * (p1 - p2);
            assert!((left / p2 - rule.maintenance(5e6 * (1.0 - closed))).abs() < 1e-12);
        }
    }

    #[test]
    fn one_stage_and_the_lowest_tier_close_whole() {
        let block = Block { distance: 0.03, notional: 100.0 };
        let rule = PartialRule { tiers: old_table(), position_usd: 5e6, buffer: 0.01, cost: 0.0005, stages: 1 };
        assert_eq!(rule.split(Direction::Down, block), [block]);
        let small = PartialRule { position_usd: 40e3, stages: 4, ..rule };
        assert_eq!(small.split(Direction::Down, block), [block]);
    }
}
