//! One market's candles, open interest and funding as the compute steps of the estimator.
//!
//! A step is one candle, `[open, close)`. Prices in quote currency, quantities in the contract's conserved unit. Where
//! an input is missing the documented fallback is used and counted; nothing is invented for candles that do not exist.

use crate::engine::market::{Candles, ContractKind, Market, TimeMs};
use crate::engine::open_interest::{OpenInterestSeries, Sampling};
use crate::engine::quality::{Flags, Quality};
use crate::error::Result;

/// Open interest over daily volume where open interest is unknown (Binance, December 2025 to February 2026: 0.54 for
/// BTC, 0.44 for ETH, 0.37 for SOL).
const OPEN_INTEREST_PER_DAILY_VOLUME: f64 = 0.45;
const MINUTE_MS: TimeMs = 60_000;
const DAY_MS: TimeMs = 86_400_000;
const TRAILING_DAYS: TimeMs = 7;

/// What one candle tells the estimator.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Start of the candle.
    pub open_ms: TimeMs,
    /// End of the candle, not included.
    pub close_ms: TimeMs,
    /// First last-trade price.
    pub open: f64,
    /// Lowest last-trade price.
    pub low: f64,
    /// Highest last-trade price.
    pub high: f64,
    /// Last price.
    pub close: f64,
    /// Mean traded price, inside `low..=high`.
    pub vwap: f64,
    /// Traded quantity, each trade once.
    pub volume: f64,
    /// Share of `volume` bought by takers, 0..=1.
    pub taker_buy_share: f64,
    /// Lowest mark price.
    pub mark_low: f64,
    /// Highest mark price.
    pub mark_high: f64,
    /// Last mark price.
    pub mark_close: f64,
    /// One-sided open interest at `close_ms`; 1 where it is unknown altogether.
    pub open_interest: f64,
    /// What `volume` is measured against for the turnover, where open interest is unknown.
    pub relative_base: Option<f64>,
    /// Sum of the funding rates settled in the step.
    pub funding: f64,
    /// Whether the step lies before the first open-interest sample.
    pub seeding: bool,
    /// What a reader should know of this step.
    pub flags: Flags,
}

/// The steps of `market`, in time order. `others` are asked for the taker share where the market has none.
///
/// # Errors
/// [`UnitSuspect`](crate::error::Code::UnitSuspect) when the open interest is in another unit than it says.
pub fn steps_of(market: &Market, others: &[Market], sampling: Sampling, quality: &mut Quality) -> Result<Vec<Step>> {
    let candles = &market.candles;
    let series = match &market.open_interest {
        Some(samples) => OpenInterestSeries::new(samples, candles, sampling)?,
        None => None,
    };
    let bases = if series.is_none() { relative_bases(candles) } else { Vec::new() };
    let funding = funding_per_candle(market);
    let mut marks = MarkCursor::new(market);
    let mut steps: Vec<Step> = Vec::with_capacity(candles.len());
    for row in 0..candles.len() {
        let open_ms = candles.open_time_ms[row];
        let close_ms = open_ms + candles.interval_ms;
        let mut flags = Flags::default();
        let mark = marks.at(row, quality, &mut flags);
        let held = series.as_ref().map(|series| series.at(close_ms));
        if held.as_ref().is_some_and(|held| held.stale) {
            flags.insert(Flags::STALE_OPEN_INTEREST);
        }
        if row > 0 && open_ms > steps[row - 1].close_ms {
            flags.insert(Flags::GAP);
        }
        steps.push(Step {
            open_ms,
            close_ms,
            open: candles.open[row],
            low: candles.low[row],
            high: candles.high[row],
            close: candles.close[row],
            vwap: vwap(candles, market.contract, row, quality),
            volume: candles.volume[row],
            taker_buy_share: taker_buy_share(market, others, row, quality),
            mark_low: mark.low,
            mark_high: mark.high,
            mark_close: mark.close,
            open_interest: held.as_ref().map_or(1.0, |held| held.value),
            relative_base: bases.get(row).copied(),
            funding: funding[row],
            seeding: held.is_some_and(|held| held.before_first),
            flags,
        });
    }
    Ok(steps)
}

/// Mean traded price of a candle: from the turnover where it is given, else the middle of low, high and close.
fn vwap(candles: &Candles, contract: ContractKind, row: usize, quality: &mut Quality) -> f64 {
    let (low, high) = (candles.low[row], candles.high[row]);
    let volume = candles.volume[row];
    let turnover = candles.turnover.as_ref().map(|column| column[row]);
    let exact = match (turnover, contract) {
        (Some(turnover), ContractKind::Linear) if volume > 0.0 => Some(turnover / volume),
        (Some(turnover), ContractKind::Inverse) if turnover > 0.0 => Some(volume / turnover),
        _ => None,
    };
    if volume == 0.0 {
        return candles.close[row];
    }
    let mean = exact.unwrap_or((low + high + candles.close[row]) / 3.0);
    if mean < low || mean > high {
        quality.repaired_prices += 1;
    }
    mean.clamp(low, high)
}

/// The market's own taker share, else that of other markets at the same time weighted by volume, else one half.
fn taker_buy_share(market: &Market, others: &[Market], row: usize, quality: &mut Quality) -> f64 {
    if let Some(share) = own_taker_share(&market.candles, row) {
        return share;
    }
    let open_ms = market.candles.open_time_ms[row];
    let (mut bought, mut traded) = (0.0, 0.0);
    for other in others.iter().filter(|other| other.candles.interval_ms == market.candles.interval_ms) {
        let Ok(same) = other.candles.open_time_ms.binary_search(&open_ms) else { continue };
        if let Some(share) = own_taker_share(&other.candles, same) {
            let usd = other.contract.usd(other.candles.volume[same], other.candles.close[same]);
            bought += share * usd;
            traded += usd;
        }
    }
    if traded > 0.0 {
        quality.taker_share_of_other_venue += 1;
        return bought / traded;
    }
    quality.taker_share_assumed += 1;
    0.5
}

fn own_taker_share(candles: &Candles, row: usize) -> Option<f64> {
    let bought = candles.taker_buy_volume.as_ref()?[row];
    let volume = candles.volume[row];
    (volume > 0.0).then(|| (bought / volume).clamp(0.0, 1.0))
}

/// Sum of the rates settled in each candle. Venues stamp settlements a few milliseconds late, so the stamps are
/// rounded to the minute; of several with one rounded time the last counts; those before the first candle do not.
fn funding_per_candle(market: &Market) -> Vec<f64> {
    let candles = &market.candles;
    let mut sums = vec![0.0; candles.len()];
    let rounded = |time: TimeMs| (time + MINUTE_MS / 2).div_euclid(MINUTE_MS) * MINUTE_MS;
    let times = &market.funding.time_ms;
    for (index, (time, rate)) in times.iter().zip(&market.funding.rate).enumerate() {
        let settled = rounded(*time);
        if times.get(index + 1).is_some_and(|next| rounded(*next) == settled) {
            continue;
        }
        let after = candles.open_time_ms.partition_point(|open| *open <= settled);
        if after > 0 && settled < candles.open_time_ms[after - 1] + candles.interval_ms {
            sums[after - 1] += rate;
        }
    }
    sums
}

/// Expected open interest per candle, from the mean daily volume of up to seven days before it.
fn relative_bases(candles: &Candles) -> Vec<f64> {
    let mut bases = Vec::with_capacity(candles.len());
    let (mut first, mut sum) = (0, 0.0);
    for row in 0..candles.len() {
        sum += candles.volume[row];
        let from = candles.open_time_ms[row] + candles.interval_ms - TRAILING_DAYS * DAY_MS;
        while candles.open_time_ms[first] < from {
            sum -= candles.volume[first];
            first += 1;
        }
        let covered_ms = (row - first + 1) as f64 * candles.interval_ms as f64;
        bases.push(OPEN_INTEREST_PER_DAILY_VOLUME * sum.max(0.0) * DAY_MS as f64 / covered_ms);
    }
    bases
}

struct Mark {
    low: f64,
    high: f64,
    close: f64,
}

/// Walks the mark-price candles beside the last-trade candles.
struct MarkCursor<'a> {
    market: &'a Market,
    next: usize,
}

impl<'a> MarkCursor<'a> {
    fn new(market: &'a Market) -> Self {
        Self { market, next: 0 }
    }

    fn at(&mut self, row: usize, quality: &mut Quality, flags: &mut Flags) -> Mark {
        let candles = &self.market.candles;
        if let Some(marks) = &self.market.mark_candles {
            let open_ms = candles.open_time_ms[row];
            while marks.open_time_ms.get(self.next).is_some_and(|time| *time < open_ms) {
                self.next += 1;
            }
            if marks.open_time_ms.get(self.next) == Some(&open_ms) {
                let (low, high, close) = (marks.low[self.next], marks.high[self.next], marks.close[self.next]);
                if close < low || close > high {
                    quality.repaired_prices += 1;
                }
                return Mark { low: low.min(close), high: high.max(close), close };
            }
        }
        flags.insert(Flags::MARK_FROM_LAST);
        quality.mark_from_last += 1;
        Mark { low: candles.low[row], high: candles.high[row], close: candles.close[row] }
    }
}
