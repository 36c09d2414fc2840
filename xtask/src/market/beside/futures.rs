//! Dated futures priced from a walk of the annualised basis.

use super::days::{Figure, day_of};
use super::{DAY_MS, Ground, rounded, source};
use crate::market::story::HOUR_MS;
use serde_json::{Value, json};

/// Hour of the day (UTC) at which futures are quoted.
const QUOTED: i64 = 20 * HOUR_MS;
/// Price step of the venue.
const TICK: f64 = 5.0;

/// One expiry.
pub(super) struct Expiry {
    /// When it expires.
    pub(super) expiry_ms: i64,
    /// What its annualised basis has over that of the walk, a fraction.
    pub(super) over: f64,
    /// Contracts open by day.
    pub(super) contracts: Vec<Figure>,
}

/// The table of one venue. `basis` is the annualised basis by business day, simple, a fraction.
pub(super) fn table(ground: Ground<'_>, venue: &str, basis: &[Figure], expiries: &[Expiry]) -> Value {
    let mut rows: Vec<(i64, i64, f64, f64, f64)> = Vec::new();
    for (day, rate) in basis {
        let time_ms = (day * DAY_MS + QUOTED).min(ground.end_ms());
        let spot = ground.price_at(time_ms);
        for expiry in expiries.iter().filter(|expiry| expiry.expiry_ms > time_ms) {
            let years = (expiry.expiry_ms - time_ms) as f64 / (365.0 * DAY_MS as f64);
            let price = ((spot * (1.0 + (rate + expiry.over) * years)) / TICK).round() * TICK;
            let open = expiry.contracts.iter().find(|(other, _)| *other == day_of(time_ms)).map_or(0.0, |held| held.1);
            rows.push((time_ms, expiry.expiry_ms, price, rounded(spot, 1), open.round()));
        }
    }
    json!({
        "basis": "simulated",
        "source": source("Simulated, along the basis that the article describes"),
        "venue": venue,
        "time_ms": rows.iter().map(|row| row.0).collect::<Vec<_>>(),
        "expiry_ms": rows.iter().map(|row| row.1).collect::<Vec<_>>(),
        "price": rows.iter().map(|row| row.2).collect::<Vec<_>>(),
        "spot": rows.iter().map(|row| row.3).collect::<Vec<_>>(),
        "open_interest": rows.iter().map(|row| row.4).collect::<Vec<_>>(),
    })
}
