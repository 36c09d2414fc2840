//! Prices of another coin: what the document's coin does, times a beta, with noise of its own, led through given figures.

use super::super::random::{Purpose, Stream};
use super::super::recording::Candle;
use super::{Ground, rounded, source};
use crate::market::story::HOUR_MS;
use serde_json::{Value, json};

/// Another coin.
pub(super) struct Companion {
    /// The coin.
    pub(super) asset: &'static str,
    /// How far it goes for each move of the document's coin.
    pub(super) beta: f64,
    /// Noise of an hour in log price.
    pub(super) noise: f64,
    /// Prices to lead through: hours before the end, price. The last is at hour 0.
    pub(super) figures: &'static [(usize, f64)],
    /// Decimals of a price.
    pub(super) decimals: i32,
    /// Number of its series of noise.
    pub(super) series: u64,
}

/// Hours of the table.
const HOURS: usize = 24 * 31;

impl Companion {
    /// Log prices of the last hours, before they are led through the figures.
    fn free(&self, candles: &[Candle], seed: u64) -> Vec<f64> {
        let draws = Stream::new(seed, Purpose::Beside);
        let noise = |hour: usize| self.noise * draws.normal(self.series * 100_000 + hour as u64);
        let mut price = 0.0;
        let step = |hour: usize| self.beta * libm::log(candles[hour].close / candles[hour - 1].close) + noise(hour);
        (candles.len() - HOURS..candles.len())
            .map(|hour| {
                price += step(hour);
                price
            })
            .collect()
    }

    /// Closes of the last hours.
    fn closes(&self, candles: &[Candle], seed: u64) -> Vec<f64> {
        let free = self.free(candles, seed);
        let off: Vec<(usize, f64)> = self
            .figures
            .iter()
            .map(|(before, _)| HOURS - 1 - (*before).min(HOURS - 1))
            .zip(self.figures)
            .map(|(row, (_, price))| (row, libm::log(*price) - free[row]))
            .collect();
        let shift = |row: usize| {
            let next = off.iter().position(|(at, _)| *at > row);
            match next {
                None => off[off.len() - 1].1,
                Some(0) => off[0].1,
                Some(next) => {
                    let ((from, low), (to, high)) = (off[next - 1], off[next]);
                    low + (high - low) * (row - from) as f64 / (to - from) as f64
                }
            }
        };
        free.iter().enumerate().map(|(row, price)| libm::exp(price + shift(row))).collect()
    }

    /// The entry of `assets`: hourly closes, highs and lows.
    pub(super) fn entry(&self, ground: Ground<'_>) -> Value {
        let candles = &ground.recording.candles;
        let closes = self.closes(candles, ground.seed);
        let shadow = |row: usize, of: fn(&Candle) -> f64| {
            let candle = &candles[candles.len() - HOURS + row];
            self.beta * libm::log(of(candle) / candle.close)
        };
        let bound = |of: fn(&Candle) -> f64| -> Vec<f64> {
            (0..HOURS).map(|row| rounded(closes[row] * libm::exp(shadow(row, of)), self.decimals)).collect()
        };
        let closes: Vec<f64> = closes.iter().map(|close| rounded(*close, self.decimals)).collect();
        entry(self.asset, ground.end_ms(), &closes, &bound(|candle| candle.high), &bound(|candle| candle.low))
    }
}

/// An entry of `assets` from columns of the last hours.
pub(super) fn entry(asset: &str, end_ms: i64, closes: &[f64], highs: &[f64], lows: &[f64]) -> Value {
    let first = end_ms - closes.len() as i64 * HOUR_MS;
    json!({
        "basis": "simulated",
        "source": source("Simulated beside the market"),
        "asset": asset,
        "period_ms": HOUR_MS,
        "time_ms": (0..closes.len() as i64).map(|hour| first + hour * HOUR_MS).collect::<Vec<_>>(),
        "close": closes,
        "high": highs,
        "low": lows,
    })
}

/// The last hours of a market of its own as an entry of `assets`.
pub(super) fn of_candles(asset: &str, end_ms: i64, candles: &[Candle], decimals: i32) -> Value {
    let last = &candles[candles.len() - HOURS..];
    let column =
        |of: fn(&Candle) -> f64| -> Vec<f64> { last.iter().map(|candle| rounded(of(candle), decimals)).collect() };
    entry(asset, end_ms, &column(|candle| candle.close), &column(|candle| candle.high), &column(|candle| candle.low))
}
