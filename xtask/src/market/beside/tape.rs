//! Liquidations by period: of other coins beside the document's, and of past days.

use super::super::random::{Purpose, Stream};
use super::super::recording::Print;
use super::days::{Figure, starts};
use super::{DAY_MS, Ground, rounded, source};
use crate::market::story::HOUR_MS;
use serde_json::{Value, json};

/// Hours of a coin's tape.
const HOURS: usize = 72;

/// What a coin's tape sums to over the last hours: from, to (counted back from the end), US dollars of longs and of shorts.
pub(super) type Sum = (usize, usize, f64, f64);

/// The hourly tape of another coin in the rhythm of the document's own, with the sums given.
pub(super) fn of_coin(ground: Ground<'_>, sums: &[Sum], series: u64) -> Value {
    let start_ms = ground.end_ms() - HOURS as i64 * HOUR_MS;
    let draws = Stream::new(ground.seed, Purpose::Beside);
    let mut sides = [true, false].map(|long| -> Vec<f64> {
        let own = |hour: usize| {
            let from = start_ms + hour as i64 * HOUR_MS;
            let prints = ground.recording.prints.iter().filter(|print| print.long == long);
            let usd: f64 = prints.filter(|print| (from..from + HOUR_MS).contains(&print.time_ms)).map(Print::usd).sum();
            let index = series * 1000 + 2 * hour as u64 + u64::from(long);
            (0.5 * usd + 4.0e5) * libm::exp(0.4 * draws.normal(700_000 + index))
        };
        (0..HOURS).map(own).collect()
    });
    for (from, to, longs, shorts) in sums {
        for (side, usd) in sides.iter_mut().zip([longs, shorts]) {
            fit(&mut side[HOURS - from..HOURS - to], *usd);
        }
    }
    for side in &mut sides[..] {
        side.iter_mut().for_each(|usd| *usd = usd.round());
    }
    json!({
        "basis": "simulated",
        "source": source("Simulated, sized to the reported sums"),
        "period_ms": HOUR_MS,
        "time_ms": (0..HOURS as i64).map(|hour| start_ms + hour * HOUR_MS).collect::<Vec<_>>(),
        "long_usd": sides[0],
        "short_usd": sides[1],
    })
}

/// Whole dollars that come to `usd`, in the proportions given.
fn fit(hours: &mut [f64], usd: f64) {
    let whole: f64 = hours.iter().sum();
    hours.iter_mut().for_each(|hour| *hour = (*hour * usd / whole).round());
    let rest = usd - hours.iter().sum::<f64>();
    if let Some(largest) = hours.iter_mut().max_by(|a, b| a.total_cmp(b)) {
        *largest += rest;
    }
}

/// What a history of days is made of.
pub(super) struct Past<'a> {
    /// First and last day.
    pub(super) days: (i64, i64),
    /// Usual US dollars of a day: longs, shorts.
    pub(super) usual: (f64, f64),
    /// Most US dollars of shorts on a day that is not named.
    pub(super) most: f64,
    /// Days with figures of their own: day, longs, shorts.
    pub(super) named: &'a [(i64, f64, f64)],
}

/// Sums by day.
pub(super) fn history(past: &Past<'_>, seed: u64) -> Value {
    let draws = Stream::new(seed, Purpose::Beside);
    let days: Vec<i64> = (past.days.0..=past.days.1).collect();
    let of = |day: i64, usual: f64, which: u64| {
        let usd = usual * libm::exp(0.55 * draws.normal(600_000 + 2 * (day - past.days.0).unsigned_abs() + which));
        rounded(usd.min(past.most), -4)
    };
    let column = |which: u64| -> Vec<f64> {
        let day = |day: &i64| {
            let named = past.named.iter().find(|(other, _, _)| other == day);
            match (named, which) {
                (Some((_, longs, _)), 0) => *longs,
                (Some((_, _, shorts)), _) => *shorts,
                (None, 0) => of(*day, past.usual.0, 0),
                (None, _) => of(*day, past.usual.1, 1),
            }
        };
        days.iter().map(day).collect()
    };
    json!({
        "basis": "simulated",
        "source": source("Simulated, with the days that the article names"),
        "period_ms": DAY_MS,
        "time_ms": starts(&days),
        "long_usd": column(0),
        "short_usd": column(1),
    })
}

/// Prices of a past event every hour, led through the prices that were published.
pub(super) fn analogue(label: &str, asset: &str, start_ms: i64, figures: &[Figure], seed: u64) -> Value {
    let hourly = super::days::walk(figures, 0.003, seed, 30);
    let hours = hourly.iter().map(|(hour, _)| start_ms + hour * HOUR_MS).collect::<Vec<_>>();
    json!({
        "basis": "simulated",
        "source": source("Simulated between prices that the press gave"),
        "label": label,
        "asset": asset,
        "start_ms": start_ms,
        "time_ms": hours,
        "price": hourly.iter().map(|(_, price)| rounded(libm::exp(*price), 1)).collect::<Vec<_>>(),
    })
}
