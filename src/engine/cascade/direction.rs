//! Which way the price is pushed.

use crate::engine::market::Side;

/// Down liquidates longs against bids, up liquidates shorts against asks. The same code runs on mirrored inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Price falls.
    Down,
    /// Price rises.
    Up,
}

impl Direction {
    /// Down first, as longs come first.
    pub const BOTH: [Self; 2] = [Self::Down, Self::Up];

    /// `down` or `up`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Up => "up",
        }
    }

    /// −1 down, +1 up.
    #[must_use]
    pub const fn sign(self) -> f64 {
        match self {
            Self::Down => -1.0,
            Self::Up => 1.0,
        }
    }

    /// Whose positions it liquidates.
    #[must_use]
    pub const fn liquidates(self) -> Side {
        match self {
            Self::Down => Side::Long,
            Self::Up => Side::Short,
        }
    }

    /// Distance of `price` from `spot` this way, as a fraction of `spot`; negative the other way.
    #[must_use]
    pub fn distance(self, spot: f64, price: f64) -> f64 {
        match self {
            Self::Down => (spot - price) / spot,
            Self::Up => (price - spot) / spot,
        }
    }

    /// Price at a distance of `x` from `spot`; not below 0 for `x` of at most 1.
    #[must_use]
    pub fn price(self, spot: f64, x: f64) -> f64 {
        spot * (1.0 + self.sign() * x)
    }
}
