//! Market makers and their finite order book.
//!
//! The book is linear: `coins_per_log` coins stand in each unit of log price on either side, so an order of q coins moves
//! the quote by q / `coins_per_log`, buys up and sells down. Makers quote around the fundamental, shifted by what they had
//! to take; the shift fades while they pass the position on.

/// Coins per unit of log price in a calm market.
const CALM_COINS_PER_LOG: f64 = 900_000.0;
/// Share of the shift, and of the makers' own position, that is passed on in one step.
const PASSED_ON: f64 = 0.1;
/// Mean move of a step in log price above which makers quote less.
const CALM_MOVE: f64 = 0.0011;
/// Weight of the newest step in that mean.
const MOVE_WEIGHT: f64 = 0.08;
/// Share of the calm book that makers always quote.
const LEAST_QUOTED: f64 = 0.4;

/// All makers together.
#[derive(Clone, Debug)]
pub(super) struct Maker {
    /// Coins held, negative when sold.
    pub(super) coins: f64,
    shift: f64,
    mean_move: f64,
}

impl Maker {
    pub(super) fn new() -> Self {
        Self { coins: 0.0, shift: 0.0, mean_move: CALM_MOVE }
    }

    /// Log price shift of the quotes away from the fundamental.
    pub(super) fn shift(&self) -> f64 {
        self.shift
    }

    /// Takes the other side of a taker's order of `quantity` coins and gives the shift of its mean price.
    pub(super) fn fill(&mut self, quantity: f64) -> f64 {
        let moved = quantity / self.coins_per_log();
        self.shift += moved;
        self.coins -= quantity;
        self.shift - 0.5 * moved
    }

    /// Gives up part of the position, in coins, to those who hold for longer; the quotes come back by the same share.
    pub(super) fn pass_on(&mut self) -> f64 {
        let passed = PASSED_ON * self.coins;
        self.coins -= passed;
        self.shift -= PASSED_ON * self.shift;
        passed
    }

    /// Notes how far price moved in a step.
    pub(super) fn note_move(&mut self, log_move: f64) {
        self.mean_move += MOVE_WEIGHT * (log_move.abs() - self.mean_move);
    }

    /// Coins per unit of log price on either side: fewer in a restless market.
    pub(super) fn coins_per_log(&self) -> f64 {
        CALM_COINS_PER_LOG * (CALM_MOVE / self.mean_move.max(CALM_MOVE)).sqrt().max(LEAST_QUOTED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_price_of_an_order_lies_halfway_through_the_book_it_took() {
        let mut maker = Maker::new();
        let mean = maker.fill(900.0);
        assert!((maker.shift() - 0.001).abs() < 1e-12 && (mean - 0.0005).abs() < 1e-12);
    }

    #[test]
    fn quotes_come_back_and_the_position_goes_with_them() {
        let mut maker = Maker::new();
        maker.fill(-1000.0);
        let passed: f64 = (0..400).map(|_| maker.pass_on()).sum();
        assert!((passed - 1000.0).abs() < 0.01 && maker.shift().abs() < 1e-7, "{passed}");
    }

    #[test]
    fn restless_makers_quote_less_but_never_nothing() {
        let (calm, mut restless) = (Maker::new(), Maker::new());
        (0..20).for_each(|_| restless.note_move(0.004));
        assert!(restless.coins_per_log() < 0.7 * calm.coins_per_log());
        (0..200).for_each(|_| restless.note_move(0.2));
        assert!((restless.coins_per_log() / calm.coins_per_log() - LEAST_QUOTED).abs() < 1e-12);
    }
}
