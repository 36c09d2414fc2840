//! What an observer of the simulated market writes down.
//!
//! Prices are US dollars, quantities are coins, both unrounded and in the simulation's own units until
//! [`Recording::scaled`] fixes them.

use super::story::HOUR_MS;

/// Trades of one hour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candle {
    /// First price.
    pub(super) open: f64,
    /// Highest price.
    pub(super) high: f64,
    /// Lowest price.
    pub(super) low: f64,
    /// Last price.
    pub(super) close: f64,
    /// Coins traded.
    pub(super) volume: f64,
    /// US dollars traded.
    pub(super) turnover: f64,
    /// Coins bought by takers.
    pub(super) taker_buy_volume: f64,
}

/// Mark prices of one hour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MarkCandle {
    /// Highest price.
    pub(super) high: f64,
    /// Lowest price.
    pub(super) low: f64,
    /// Last price.
    pub(super) close: f64,
}

/// One liquidation order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Print {
    /// When.
    pub(super) time_ms: i64,
    /// Whether a long was liquidated.
    pub(super) long: bool,
    /// Mean price of the order.
    pub(super) price: f64,
    /// Coins.
    pub(super) coins: f64,
}

impl Print {
    /// US dollars.
    pub(super) fn usd(&self) -> f64 {
        self.price * self.coins
    }
}

/// Coins that stand within a distance of the last price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DepthBand {
    /// As a share of price.
    pub(super) distance: f64,
    /// Coins bid for.
    pub(super) bid: f64,
    /// Coins offered.
    pub(super) ask: f64,
}

/// The whole record; the vectors of hours have equal length.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Recording {
    /// Start of the first hour.
    pub(super) start_ms: i64,
    /// Trades by hour.
    pub(super) candles: Vec<Candle>,
    /// Mark prices by hour.
    pub(super) marks: Vec<MarkCandle>,
    /// Coins open on either side at the end of each hour.
    pub(super) open_interest: Vec<f64>,
    /// Settlements: time and rate.
    pub(super) funding: Vec<(i64, f64)>,
    /// Liquidation orders in time order.
    pub(super) prints: Vec<Print>,
    /// The book at the end.
    pub(super) depth: Vec<DepthBand>,
}

impl Candle {
    /// A candle before its first trade, at the last price known.
    pub(super) fn at(price: f64) -> Self {
        Self { open: price, high: price, low: price, close: price, volume: 0.0, turnover: 0.0, taker_buy_volume: 0.0 }
    }

    /// Adds a trade of `coins` (positive when the taker bought) at the mean price `mean` that ended at `last`.
    pub(super) fn trade(&mut self, coins: f64, mean: f64, last: f64) {
        self.high = self.high.max(last).max(mean);
        self.low = self.low.min(last).min(mean);
        self.close = last;
        self.volume += coins.abs();
        self.turnover += coins.abs() * mean;
        self.taker_buy_volume += coins.max(0.0);
    }
}

impl MarkCandle {
    /// A candle with one price.
    pub(super) fn at(price: f64) -> Self {
        Self { high: price, low: price, close: price }
    }

    /// Adds a price.
    pub(super) fn note(&mut self, price: f64) {
        self.high = self.high.max(price);
        self.low = self.low.min(price);
        self.close = price;
    }
}

impl Recording {
    /// End of the last hour.
    pub(super) fn end_ms(&self) -> i64 {
        self.start_ms + self.candles.len() as i64 * HOUR_MS
    }

    /// The same market in other units: all prices times `price`, all quantities times `coins`.
    ///
    /// The traders know only ratios of prices and ratios of quantities, so this is what they would have done in those
    /// units: nothing but the names of the units changes.
    pub(super) fn scaled(mut self, price: f64, coins: f64) -> Self {
        for candle in &mut self.candles {
            for value in [&mut candle.open, &mut candle.high, &mut candle.low, &mut candle.close] {
                *value *= price;
            }
            candle.volume *= coins;
            candle.taker_buy_volume *= coins;
            candle.turnover *= coins * price;
        }
        for mark in &mut self.marks {
            *mark = MarkCandle { high: mark.high * price, low: mark.low * price, close: mark.close * price };
        }
        self.open_interest.iter_mut().for_each(|value| *value *= coins);
        for print in &mut self.prints {
            *print = Print { price: print.price * price, coins: print.coins * coins, ..*print };
        }
        for band in &mut self.depth {
            *band = DepthBand { bid: band.bid * coins, ask: band.ask * coins, ..*band };
        }
        self
    }
}
