//! The figures that the article reports, measured in the record and held against the report.

use std::fmt;

use super::recording::Recording;
use super::story::{HOUR_MS, Story};

/// How far the highest price may be from the reported one.
const HIGH_TOLERANCE: f64 = 0.005;
/// By how much open interest is below its peak at the end: it has fallen, it has not collapsed.
const FALL_FROM_PEAK: std::ops::RangeInclusive<f64> = 0.08..=0.20;
/// Funding at the end, as a fraction in eight hours, that counts as neutral.
const NEUTRAL_FUNDING: f64 = 0.0001;

/// Figures of one record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figures {
    /// Last close.
    pub(super) spot: f64,
    /// Highest price.
    pub(super) high: f64,
    /// Lowest price of the last day.
    pub(super) low_of_last_day: f64,
    /// US dollars of the side and the hours that the market is sized to.
    pub(super) liquidated_usd: f64,
    /// Fall of open interest from its peak, as a share of the peak.
    pub(super) fall_from_peak: f64,
    /// Last open interest over its mean.
    pub(super) over_mean: f64,
    /// Last open interest, coins.
    pub(super) open_interest: f64,
    /// Coins traded on a day, on the mean, over the mean open interest.
    pub(super) daily_turnover: f64,
    /// Highest rate of the week before the last day.
    pub(super) funding_before: f64,
    /// Last rate.
    pub(super) funding_last: f64,
}

impl Figures {
    /// Measures `recording`.
    pub(super) fn of(recording: &Recording, story: &Story) -> Self {
        let hours = recording.candles.len();
        let last_day = story.reported.liquidated.first().map_or(hours, |sum| sum.from.min(hours));
        let day_ms = recording.end_ms() - last_day as i64 * HOUR_MS;
        let open = &recording.open_interest;
        let (peak, mean) = (open.iter().copied().fold(0.0, f64::max), open.iter().sum::<f64>() / hours as f64);
        let last_open = open[hours - 1];
        let week = |time: i64| (day_ms - 168 * HOUR_MS..day_ms).contains(&time);
        let volume: f64 = recording.candles.iter().map(|candle| candle.volume).sum();
        Self {
            spot: recording.candles[hours - 1].close,
            high: recording.candles.iter().map(|candle| candle.high).fold(0.0, f64::max),
            low_of_last_day: recording.candles[hours - last_day..].iter().map(|c| c.low).fold(f64::MAX, f64::min),
            liquidated_usd: story.reported.liquidated.first().map_or(0.0, |sum| recording.liquidated_usd(sum)),
            fall_from_peak: 1.0 - last_open / peak,
            over_mean: last_open / mean,
            open_interest: last_open,
            daily_turnover: 24.0 * volume / hours as f64 / mean,
            funding_before: recording.funding.iter().filter(|(time, _)| week(*time)).fold(0.0, |most, f| f.1.max(most)),
            funding_last: recording.funding.last().map_or(0.0, |funding| funding.1),
        }
    }

    /// Says which figure disagrees with the report, if any.
    pub(super) fn check(&self, story: &Story) -> Result<(), String> {
        let high = story.reported.high.map_or(0.0, |high| self.high / high - 1.0);
        if high.abs() > HIGH_TOLERANCE {
            return Err(format!("the high is {:.0}, {:+.2} % off the reported one", self.high, 100.0 * high));
        }
        if story.reported.thins_out { self.check_thinned() } else { Ok(()) }
    }

    /// Open interest has come off its peak without collapsing, and funding is back to neutral.
    fn check_thinned(&self) -> Result<(), String> {
        if !FALL_FROM_PEAK.contains(&self.fall_from_peak) {
            return Err(format!("open interest is {:.1} % below its peak", 100.0 * self.fall_from_peak));
        }
        if self.over_mean <= 1.0 {
            return Err(format!("open interest is {:.3} of its mean", self.over_mean));
        }
        if self.funding_last.abs() > NEUTRAL_FUNDING || self.funding_before <= self.funding_last {
            return Err(format!("funding went from {:.6} to {:.6}", self.funding_before, self.funding_last));
        }
        Ok(())
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "last close            {:.2}", self.spot)?;
        writeln!(f, "high                  {:.1}", self.high)?;
        writeln!(f, "low of those hours    {:.1}", self.low_of_last_day)?;
        writeln!(f, "liquidated            {:.0} USD of the side and hours reported", self.liquidated_usd)?;
        writeln!(
            f,
            "open interest         {:.0} coins, {:.1} % below its peak",
            self.open_interest,
            100.0 * self.fall_from_peak
        )?;
        writeln!(
            f,
            "                      {:.3} of its mean; {:.2} of it is traded in a day",
            self.over_mean, self.daily_turnover
        )?;
        write!(
            f,
            "funding               {:.4} % at most in the week before, {:.4} % at the end",
            100.0 * self.funding_before,
            100.0 * self.funding_last
        )
    }
}
