//! One open position under isolated margin.
//!
//! Prices are logs of quote currency, quantities are coins with a sign: positive for longs.

/// Share of the notional that must be left as margin: the rate that most accounts of ordinary size have.
pub(super) const MAINTENANCE_RATE: f64 = 0.005;

/// A position as it was opened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Position {
    /// Coins; negative for shorts.
    pub(super) quantity: f64,
    /// Log of the price paid.
    pub(super) entry: f64,
    /// Log of the mark price at which the margin is used up.
    pub(super) liquidation: f64,
    /// Step in which it was opened.
    pub(super) opened: usize,
}

impl Position {
    /// A position of `quantity` coins bought (or sold) at log price `entry` with margin `notional / leverage`.
    ///
    /// Margin and profit together are the maintenance margin where
    /// `price = entry·(1 − σ/leverage)/(1 − σ·rate)`, σ = +1 for longs and −1 for shorts.
    pub(super) fn open(quantity: f64, entry: f64, leverage: f64, opened: usize) -> Self {
        let sign = quantity.signum();
        let ratio = (1.0 - sign / leverage) / (1.0 - sign * MAINTENANCE_RATE);
        Self { quantity, entry, liquidation: entry + libm::log(ratio), opened }
    }

    /// Whether a mark price takes the margin; touching counts.
    pub(super) fn is_taken_by(&self, mark: f64) -> bool {
        if self.quantity > 0.0 { mark <= self.liquidation } else { mark >= self.liquidation }
    }

    /// Profit as a share of the notional, in logs; negative for losses.
    pub(super) fn profit(&self, price: f64) -> f64 {
        self.quantity.signum() * (price - self.entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margin_left_at_the_liquidation_price_is_the_maintenance_margin() {
        for (quantity, leverage) in [(2.0, 10.0), (-2.0, 10.0), (0.5, 50.0), (-0.5, 25.0)] {
            let entry = 113_000.0;
            let position = Position::open(quantity, libm::log(entry), leverage, 0);
            let price = libm::exp(position.liquidation);
            let left = quantity.abs() * entry / leverage + quantity * (price - entry);
            let needed = quantity.abs() * price * MAINTENANCE_RATE;
            assert!((left / needed - 1.0).abs() < 1e-9, "{left} {needed}");
        }
    }

    #[test]
    fn touch_takes_a_long_from_above_and_a_short_from_below() {
        let [long, short] = [1.0, -1.0].map(|quantity| Position::open(quantity, 10.0, 10.0, 0));
        assert!(long.liquidation < 10.0 && short.liquidation > 10.0);
        assert!(long.is_taken_by(long.liquidation) && !long.is_taken_by(long.liquidation + 1e-9));
        assert!(short.is_taken_by(short.liquidation) && !short.is_taken_by(short.liquidation - 1e-9));
    }
}
