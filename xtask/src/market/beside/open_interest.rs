//! Open interest and funding by venue through the year: before the market's first hour a walk, then its own.

use super::super::random::{Purpose, Stream};
use super::days::{Figure, day_of, starts, walk};
use super::{DAY_MS, Ground, rounded, source};
use crate::market::fundamental::fundamental;
use crate::market::story::Anchor;
use serde_json::{Value, json};

/// A venue, its usual share of the whole, and whether it has perpetuals.
pub(super) type Venue = (&'static str, f64, bool);

/// Coins on all venues by day, from the first figure to the end of the data.
fn coins(ground: Ground<'_>, before: &[Figure]) -> Vec<Figure> {
    let first = day_of(ground.recording.start_ms) + 1;
    let met = ground.open_interest_at(first * DAY_MS).unwrap_or(0.0);
    let figures: Vec<Figure> = before.iter().copied().chain([(first, met)]).collect();
    let mut days = walk(&figures, 0.006 * met, ground.seed, 40);
    let last = day_of(ground.end_ms());
    days.extend((first + 1..=last).map(|day| {
        let time_ms = ((day + 1) * DAY_MS).min(ground.end_ms());
        (day, ground.open_interest_at(time_ms).unwrap_or(met))
    }));
    days
}

/// Prices by day: a walk through `before` up to the market's first day, then its closes.
fn prices(ground: Ground<'_>, before: &[Figure], days: &[i64]) -> Vec<f64> {
    let first = day_of(ground.recording.start_ms) + 1;
    let from = before.first().map_or(first, |figure| figure.0);
    let hour = |day: i64| 24.0 * (day - from) as f64;
    let own = ground.price_at(first * DAY_MS);
    let mut anchors: Vec<Anchor> =
        before.iter().map(|(day, price)| Anchor { hour: hour(*day), price: *price, roughness: 1.0 }).collect();
    anchors.push(Anchor { hour: hour(first), price: own, roughness: 0.0 });
    let path = fundamental(&anchors, ground.seed ^ 0xF0);
    let of = |day: &i64| match *day < first {
        true => libm::exp(path[hour(*day) as usize * crate::market::story::STEPS_PER_HOUR]),
        false => ground.price_at(((day + 1) * DAY_MS).min(ground.end_ms())),
    };
    days.iter().map(of).collect()
}

/// Mean rate of the settlements of a day; between `before` and the first settlement a usual one.
fn rate(ground: Ground<'_>, day: i64, draw: f64) -> f64 {
    let of_day = ground.recording.funding.iter().filter(|(time_ms, _)| day_of(*time_ms) == day);
    let (sum, count) = of_day.fold((0.0, 0), |(sum, count), (_, rate)| (sum + rate, count + 1));
    if count > 0 { sum / f64::from(count) } else { 0.000_085 + 0.000_035 * draw }
}

/// One table a venue. `open` are coins on all venues, `price` prices, on days before the market's first.
pub(super) fn tables(ground: Ground<'_>, venues: &[Venue], open: &[Figure], price: &[Figure]) -> Vec<Value> {
    let all = coins(ground, open);
    let days: Vec<i64> = all.iter().map(|(day, _)| *day).collect();
    let prices = prices(ground, price, &days);
    let draws = Stream::new(ground.seed, Purpose::Beside);
    let shares = |venue: usize| {
        let figures = [(days[0], venues[venue].1), (days[days.len() - 1], venues[venue].1)];
        walk(&figures, 0.0025, ground.seed, 50 + venue as u64)
    };
    let shares: Vec<Vec<Figure>> = (0..venues.len()).map(shares).collect();
    let whole = |row: usize| shares.iter().map(|share| share[row].1).sum::<f64>();
    let mut tables = Vec::new();
    for (index, (venue, _, perpetual)) in venues.iter().enumerate() {
        let coins: Vec<f64> = (0..days.len()).map(|row| all[row].1 * shares[index][row].1 / whole(row)).collect();
        let usd: Vec<f64> =
            coins.iter().zip(&prices).map(|(coins, price)| (coins * price / 1e4).round() * 1e4).collect();
        let mut table = json!({
            "basis": "simulated",
            "source": source("Simulated: the market's open interest, shared among venues"),
            "venue": venue,
            "time_ms": starts(&days),
            "open_interest_coins": coins.iter().map(|coins| coins.round()).collect::<Vec<_>>(),
            "open_interest_usd": usd,
        });
        if *perpetual {
            let own = |row: usize| draws.normal(900_000 + (row + 1000 * index) as u64);
            let rates = (0..days.len()).map(|row| rounded(rate(ground, days[row], own(row)) + 0.000_004 * own(row), 7));
            table["funding_8h"] = rates.collect();
        }
        tables.push(table);
    }
    tables
}
