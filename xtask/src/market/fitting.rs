//! Brings a record into the units of the report, and its tape and its last day's range to the reported figures.
//!
//! Traders know only ratios: one factor of price and one of quantity change nothing that they did. Where an article gives
//! more than these two, prices are bent (by a factor that runs through the lowest, the last and the highest price of the
//! day), the orders of a window of the tape are resized, and so is the book. Each is a few percent; a larger one is refused.

use super::recording::{DepthBand, Recording};
use super::story::{HOUR_MS, Liquidated, Range, Story};

/// Hours of the day whose range is met.
const DAY: usize = 24;
/// Farthest that a bent price may be from the one recorded, as a share of it.
const MOST_BENT: f64 = 0.04;
/// Distance at which the book is resized to the reported depth.
const DEPTH_DISTANCE: f64 = 0.01;

/// The record in units of the report: the last close is the reported spot, and what was liquidated comes to the sums.
pub(super) fn in_reported_units(recording: Recording, story: &Story) -> Result<Recording, String> {
    let last = recording.candles.last().ok_or("no hour was recorded")?;
    let price = story.reported.spot / last.close;
    let sizing = story.reported.liquidated.first().ok_or("no sum is reported")?;
    let liquidated = recording.liquidated_usd(sizing);
    if liquidated <= 0.0 {
        return Err(format!("no {} was liquidated in the last {} hours", side(sizing), sizing.from));
    }
    let mut recording = match story.reported.range {
        None => recording.scaled(price, sizing.usd / (liquidated * price)),
        Some(range) => {
            let bent = bent(recording.scaled(price, 1.0), range, story.reported.spot)?;
            let liquidated = bent.liquidated_usd(sizing);
            bent.scaled(1.0, sizing.usd / liquidated)
        }
    };
    story.reported.liquidated[1..].iter().try_for_each(|sum| resize(&mut recording, sum))?;
    if let Some(usd) = story.reported.depth_usd {
        deepen(&mut recording, usd / story.reported.spot);
    }
    Ok(recording)
}

fn side(sum: &Liquidated) -> &'static str {
    if sum.long { "long" } else { "short" }
}

/// A factor of price by price, linear in log price between three prices and constant outside them.
struct Bend([(f64, f64); 3]);

impl Bend {
    fn of(self_prices: [f64; 3], reported: [f64; 3]) -> Result<Self, String> {
        let factors = [0, 1, 2].map(|index| (libm::log(self_prices[index]), reported[index] / self_prices[index]));
        let ascend = factors.windows(2).all(|pair| pair[0].0 < pair[1].0);
        match factors.iter().find(|(_, factor)| (factor - 1.0).abs() > MOST_BENT) {
            _ if !ascend => Err(format!("the day's low, last and high price are {self_prices:?}")),
            Some((_, factor)) => Err(format!("{self_prices:?} would be bent by {:+.1} %", 100.0 * (factor - 1.0))),
            None => Ok(Self(factors)),
        }
    }

    fn price(&self, price: f64) -> f64 {
        let at = libm::log(price);
        let factor = match self.0.iter().position(|(bound, _)| at < *bound) {
            Some(0) => self.0[0].1,
            None => self.0[2].1,
            Some(next) => {
                let ((from, low), (to, high)) = (self.0[next - 1], self.0[next]);
                low + (high - low) * (at - from) / (to - from)
            }
        };
        price * factor
    }
}

fn bent(mut recording: Recording, range: Range, spot: f64) -> Result<Recording, String> {
    let day = &recording.candles[recording.candles.len() - DAY..];
    let low = day.iter().map(|candle| candle.low).fold(f64::MAX, f64::min);
    let high = day.iter().map(|candle| candle.high).fold(0.0, f64::max);
    let bend = Bend::of([low, spot, high], [range.low, spot, range.high])?;
    for candle in &mut recording.candles {
        // An hour in which nothing was traded has no mean.
        if candle.volume > 0.0 {
            candle.turnover = candle.volume * bend.price(candle.turnover / candle.volume);
        }
        for value in [&mut candle.open, &mut candle.high, &mut candle.low, &mut candle.close] {
            *value = bend.price(*value);
        }
    }
    for mark in &mut recording.marks {
        for value in [&mut mark.high, &mut mark.low, &mut mark.close] {
            *value = bend.price(*value);
        }
    }
    recording.prints.iter_mut().for_each(|print| print.price = bend.price(print.price));
    Ok(recording)
}

/// Resizes the orders of one side and window of the tape to their sum.
fn resize(recording: &mut Recording, sum: &Liquidated) -> Result<(), String> {
    let found = recording.liquidated_usd(sum);
    if found <= 0.0 {
        return Err(format!("no {} was liquidated from {} to {} hours before the end", side(sum), sum.from, sum.to));
    }
    let window = recording.window(sum);
    let of_sum = |time_ms: i64, long: bool| long == sum.long && window.contains(&time_ms);
    let orders = recording.prints.iter_mut().filter(|print| of_sum(print.time_ms, print.long));
    orders.for_each(|print| print.coins *= sum.usd / found);
    Ok(())
}

/// Resizes the book so that `coins` are bid within 1 %.
fn deepen(recording: &mut Recording, coins: f64) {
    let Some(band) = recording.depth.iter().find(|band| band.distance == DEPTH_DISTANCE) else { return };
    let factor = coins / band.bid;
    for band in &mut recording.depth {
        *band = DepthBand { bid: band.bid * factor, ask: band.ask * factor, ..*band };
    }
}

impl Recording {
    /// The times of a sum.
    pub(super) fn window(&self, sum: &Liquidated) -> std::ops::Range<i64> {
        self.end_ms() - sum.from as i64 * HOUR_MS..self.end_ms() - sum.to as i64 * HOUR_MS
    }

    /// US dollars of the side and the window of a sum.
    pub(super) fn liquidated_usd(&self, sum: &Liquidated) -> f64 {
        let window = self.window(sum);
        let prints = self.prints.iter().filter(|print| print.long == sum.long && window.contains(&print.time_ms));
        prints.map(super::recording::Print::usd).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bend_meets_its_three_prices_and_keeps_their_order() {
        let bend = Bend::of([97.0, 100.0, 116.0], [98.0, 100.0, 115.0]).unwrap();
        let found = [97.0, 100.0, 116.0].map(|price| bend.price(price));
        for (found, wanted) in found.into_iter().zip([98.0, 100.0, 115.0]) {
            assert!((found - wanted).abs() < 1e-9, "{found} {wanted}");
        }
        let prices: Vec<f64> = (50..200).map(|price| bend.price(f64::from(price))).collect();
        assert!(prices.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_bend_of_more_than_a_few_percent_is_refused() {
        let why = Bend::of([97.0, 100.0, 116.0], [98.0, 100.0, 140.0]).err().unwrap();
        assert!(why.contains("+20.7 %"), "{why}");
    }
}
