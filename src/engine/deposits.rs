//! Where new positions of every leverage and size would be liquidated, precomputed once per market and prior.
//!
//! A deposit's liquidation price is entry price × a ratio that does not depend on the entry price, so a step adds
//! logarithms and needs no `ln` or `exp` per deposit. Leverages above the tier maximum of a size are left out and the
//! remaining weights, inert included, are rescaled to 1.

use crate::engine::exposure::CLASS_FLOORS;
use crate::engine::margin::{Formula, liquidation_ratio};
use crate::engine::market::{Side, TierTable};
use crate::engine::parameters::Parameters;
use crate::engine::prior::Prior;
use crate::error::Result;
use crate::lists::Listed;

/// Taker fee of closing, where a venue's formula contains one (OKX and Gate: 0.05 % to 0.06 % for most accounts).
const CLOSING_FEE: f64 = 0.0005;

/// One leverage at one size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// `ln(liquidation price / entry price)`.
    pub log_ratio: f64,
    /// Weight when all openings are takers'; the size's share is contained.
    pub taker: f64,
    /// Weight when all openings are makers'.
    pub maker: f64,
    /// Leverage class.
    pub class: u8,
}

/// Levels and inert weights of one side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SideLevels {
    /// Every leverage of every size that has a liquidation price.
    pub levels: Vec<Level>,
    /// Weight without a level when all openings are takers'.
    pub taker_inert: f64,
    /// Weight without a level when all openings are makers'.
    pub maker_inert: f64,
}

/// The levels of both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Deposits {
    /// Longs, shorts.
    pub sides: [SideLevels; 2],
    /// Smallest distance of any level, in log price.
    pub shortest_distance: f64,
    /// Pairs of leverage and size without a liquidation price.
    pub invalid_levels: u32,
}

impl Deposits {
    /// Levels of a market whose venue liquidates by `formula` with `tiers`.
    ///
    /// # Errors
    /// Those of [`Prior`] for parameters that leave no weight at any leverage.
    pub fn new(formula: Formula, tiers: &TierTable, parameters: &Parameters) -> Result<Self> {
        let prior = parameters.tilted_prior()?;
        let mut deposits = Self { sides: Default::default(), shortest_distance: f64::INFINITY, invalid_levels: 0 };
        let sizes =
            [(parameters.size_usd[0], 1.0 - parameters.large_share), (parameters.size_usd[1], parameters.large_share)];
        for (notional, share) in sizes {
            for side in Side::BOTH {
                deposits.add_size(formula, tiers, &prior, Size { side, notional, share });
            }
        }
        if !deposits.shortest_distance.is_finite() {
            deposits.shortest_distance = 0.01;
        }
        Ok(deposits)
    }

    fn add_size(&mut self, formula: Formula, tiers: &TierTable, prior: &Prior, size: Size) {
        let most = tiers.max_leverage_at(size.notional);
        let allowed = prior.entries.iter().filter(|entry| entry.leverage <= most).listed();
        let taker_sum = prior.taker_inert + allowed.iter().map(|entry| entry.taker).sum::<f64>();
        let maker_sum = prior.maker_inert + allowed.iter().map(|entry| entry.maker).sum::<f64>();
        let part = |weight: f64, sum: f64| if sum > 0.0 { size.share * weight / sum } else { 0.0 };
        let levels = &mut self.sides[size.side.index()];
        // With nothing left to choose from, everything opened at this size is inert.
        levels.taker_inert += if taker_sum > 0.0 { part(prior.taker_inert, taker_sum) } else { size.share };
        levels.maker_inert += if maker_sum > 0.0 { part(prior.maker_inert, maker_sum) } else { size.share };
        for entry in allowed {
            let (taker, maker) = (part(entry.taker, taker_sum), part(entry.maker, maker_sum));
            let ratio = liquidation_ratio(formula, size.side, entry.leverage, size.notional, tiers, CLOSING_FEE)
                .filter(|_| entry.leverage >= CLASS_FLOORS[0]);
            let Some(ratio) = ratio else {
                levels.taker_inert += taker;
                levels.maker_inert += maker;
                self.invalid_levels += 1;
                continue;
            };
            let log_ratio = libm::log(ratio);
            self.shortest_distance = self.shortest_distance.min(log_ratio.abs());
            levels.levels.push(Level { log_ratio, taker, maker, class: class_of(entry.leverage) });
        }
    }
}

#[derive(Clone, Copy)]
struct Size {
    side: Side,
    notional: f64,
    share: f64,
}

pub(crate) fn class_of(leverage: f64) -> u8 {
    (CLASS_FLOORS.iter().filter(|floor| leverage >= **floor).count().max(1) - 1) as u8
}
