//! The three readings behind a regime at an instant: price, open interest in coins, funding in 8 hours.

use super::coin_open_interest::{close_at, coins_at_all};
use super::funding_now::funding_8h_at;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::regime::{Move, regime_label};

/// Changes within these bands are flat; all are an author's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RegimeBands {
    /// Of the price, a fraction; 0.01.
    pub price: f64,
    /// Of open interest in coins, a fraction; 0.01.
    pub open_interest: f64,
    /// Of the funding rate of 8 hours, a fraction; 0.00005.
    pub funding: f64,
}

impl Default for RegimeBands {
    fn default() -> Self {
        Self { price: 0.01, open_interest: 0.01, funding: 0.000_05 }
    }
}

/// What is known at one instant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RegimeReadings {
    /// The instant.
    pub at_ms: TimeMs,
    /// Price of the reference market.
    pub price: Option<f64>,
    /// Its change over the window as a fraction.
    pub price_change: Option<f64>,
    /// Change of open interest in coins over the window as a fraction.
    pub oi_change: Option<f64>,
    /// Funding of 8 hours as a fraction.
    pub funding_8h: Option<f64>,
    /// Where each lies against its band: price, open interest, funding.
    pub moves: [Option<Move>; 3],
}

impl RegimeReadings {
    /// The readings at `at_ms` over the window that ends there.
    #[must_use]
    pub fn at(
        snapshot: &Snapshot,
        venues: Option<&[String]>,
        (at_ms, window_ms): (TimeMs, TimeMs),
        bands: &RegimeBands,
    ) -> Self {
        let reference = snapshot.markets.first();
        let price = reference.and_then(|market| close_at(market, at_ms));
        let before = reference.and_then(|market| close_at(market, at_ms - window_ms));
        let price_change = price.zip(before).map(|(price, before)| price / before - 1.0);
        let coins = coins_at_all(snapshot, venues, &[at_ms - window_ms, at_ms]).filter(|coins| coins[0] > 0.0);
        let oi_change = coins.map(|coins| coins[1] / coins[0] - 1.0);
        let funding_8h = funding_8h_at(snapshot, venues, at_ms);
        let moves = [
            price_change.map(|change| Move::of(change, bands.price)),
            oi_change.map(|change| Move::of(change, bands.open_interest)),
            funding_8h.map(|rate| Move::of(rate, bands.funding)),
        ];
        Self { at_ms, price, price_change, oi_change, funding_8h, moves }
    }

    /// The regime; nothing where one of the three is not known.
    #[must_use]
    pub fn label(&self) -> Option<&'static str> {
        let [price, oi, funding] = self.moves;
        Some(regime_label(price?, oi?, funding?))
    }
}
