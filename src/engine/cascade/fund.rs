//! Insurance fund and auto-deleveraging: who pays when a position is closed beyond its bankruptcy price.
//!
//! Off unless asked for. Blocks close in order of distance. Each closes at the displacement after its own flow; what that
//! is beyond its bankruptcy distance is paid by the fund. Once the fund does not suffice every later block is closed off the book
//! against winning positions, at its bankruptcy price, and sends no flow. The outcome depends on the order, so laws of
//! monotony do not hold for it.

use super::Direction;

/// Money that stands behind bankrupt positions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fund {
    /// In the currency of the map.
    pub available: f64,
    /// Maintenance margin rate at which blocks are liquidated: how far bankruptcy lies behind liquidation.
    pub maintenance: f64,
    /// Which way price goes.
    pub direction: Direction,
}

/// What became of the fund.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FundOutcome {
    /// Losses beyond bankruptcy of positions closed on the book.
    pub shortfall: f64,
    /// What the fund paid of it.
    pub paid: f64,
    /// Notional closed off the book.
    pub off_book: f64,
}

impl Fund {
    /// Displacement at which a position liquidated at `x` has no equity left: its margin is the maintenance rate of its
    /// value there, so the price is another `maintenance` of itself away.
    #[must_use]
    pub fn bankruptcy(&self, x: f64) -> f64 {
        x + self.maintenance * (1.0 + self.direction.sign() * x)
    }

    /// Takes what the closing of `notional` at `x_fill` costs beyond bankruptcy; false once the fund does not
    /// suffice.
    pub(super) fn pay(&self, outcome: &mut FundOutcome, notional: f64, x: f64, x_fill: f64) -> bool {
        let shortfall = notional * (x_fill - self.bankruptcy(x)).max(0.0);
        outcome.shortfall += shortfall;
        outcome.paid = (outcome.paid + shortfall).min(self.available);
        outcome.shortfall <= self.available
    }
}
