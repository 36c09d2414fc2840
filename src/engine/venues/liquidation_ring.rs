//! The latest liquidations of a stream, as many as are kept.

use super::facts::Venue;
use super::liquidations::Print;
use super::page::Timed;
use std::collections::VecDeque;

/// Liquidations by time, the oldest given up for the newest.
#[derive(Clone, Debug)]
pub struct LiquidationRing {
    venue: Venue,
    most: usize,
    prints: VecDeque<Print>,
    given_up: usize,
    repeated: usize,
}

impl LiquidationRing {
    /// An empty ring of `most` liquidations of `venue`; at least one.
    #[must_use]
    pub fn new(venue: Venue, most: usize) -> Self {
        Self { venue, most: most.max(1), prints: VecDeque::new(), given_up: 0, repeated: 0 }
    }

    /// Takes up liquidations in any order. One that is there already, as after a reconnect, is counted and passed over;
    /// one that is older than all of a full ring is given up.
    pub fn push(&mut self, prints: &[Print]) {
        for print in prints {
            let place = self.prints.partition_point(|kept| kept.time_ms <= print.time_ms);
            let same = self.prints.iter().take(place).rev().take_while(|kept| kept.time_ms == print.time_ms);
            if same.into_iter().any(|kept| kept.mark() == print.mark()) {
                self.repeated += 1;
                continue;
            }
            self.prints.insert(place, *print);
            if self.prints.len() > self.most {
                self.prints.pop_front();
                self.given_up += 1;
            }
        }
    }

    /// What is kept, by time.
    pub fn prints(&self) -> impl ExactSizeIterator<Item = &Print> {
        self.prints.iter()
    }

    /// How many were given up for newer ones.
    #[must_use]
    pub const fn given_up(&self) -> usize {
        self.given_up
    }

    /// How many came twice.
    #[must_use]
    pub const fn repeated(&self) -> usize {
        self.repeated
    }

    /// Whether the venue says that its feed is complete, and what it leaves out.
    #[must_use]
    pub const fn throttling(&self) -> (bool, &'static str) {
        let facts = self.venue.facts();
        (facts.liquidations_complete, facts.liquidations_said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::market::Side;

    fn print(time_ms: i64, usd: f64) -> Print {
        Print { time_ms, side: Side::Long, usd, price: 100.0 }
    }

    #[test]
    fn a_full_ring_gives_up_the_oldest_and_says_how_many() {
        let mut ring = LiquidationRing::new(Venue::Bybit, 3);
        ring.push(&[print(1, 1.0), print(3, 3.0), print(2, 2.0), print(4, 4.0), print(1, 9.0)]);
        assert_eq!(ring.prints().map(|print| print.time_ms).collect::<Vec<_>>(), [2, 3, 4]);
        assert_eq!((ring.given_up(), ring.repeated()), (2, 0));
    }

    #[test]
    fn what_comes_again_after_a_reconnect_is_kept_once() {
        let mut ring = LiquidationRing::new(Venue::Binance, 10);
        ring.push(&[print(1, 1.0), print(1, 2.0)]);
        ring.push(&[print(1, 1.0), print(2, 1.0)]);
        assert_eq!((ring.prints().len(), ring.repeated()), (3, 1));
        assert!(!ring.throttling().0);
    }
}
