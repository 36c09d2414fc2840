//! Beside the second article's market: shares of perpetuals, open interest by venue, futures against perpetuals.

use super::days::{Figure, is_business_day, walk};
use super::futures::{self, Expiry};
use super::words::translations;
use super::{DAY_MS, Ground, open_interest, reported, rounded, source};
use crate::market::story::HOUR_MS;
use serde_json::{Value, json};

/// 21 January 2026 as a day from the epoch.
const TODAY: i64 = 20_474;
/// 1 January 2025.
const NEW_YEAR: i64 = 20_089;
const MARCH_MS: i64 = 1_774_598_400_000;
const JANUARY_MS: i64 = 1_769_760_000_000;
const WEEK_MS: i64 = 7 * DAY_MS;
/// Days of a period of volumes, and how many there are in a year.
const FOUR_WEEKS: i64 = 28;
const PERIODS: i64 = 13;

/// Everything beside the market.
pub(in crate::market) fn beside(ground: Ground<'_>) -> Value {
    let mut beside = json!({
        "published": published(ground),
        "volumes": volumes(ground.seed),
        "venues": open_interest::tables(ground, &VENUES, OPEN_BEFORE, PRICES_BEFORE),
        "futures": [cme(ground)],
        "events": {
            "basis": "simulated",
            "time_ms": [TODAY * DAY_MS - 8 * HOUR_MS],
            "text": ["BTC trades below 90,000"],
        },
    });
    beside["translations"] = translations(&beside);
    beside
}

const VENUES: [open_interest::Venue; 4] =
    [("binance", 0.36, true), ("bybit", 0.22, true), ("okx", 0.15, true), ("cme", 0.27, false)];
/// Coins open on the venues, and prices, before the market's first hour.
const OPEN_BEFORE: &[Figure] = &[(20_362, 58_000.0), (20_371, 62_000.0), (20_376, 45_000.0), (20_410, 43_000.0)];
const PRICES_BEFORE: &[Figure] = &[(20_362, 119_000.0), (20_371, 121_500.0), (20_376, 113_000.0), (20_410, 91_500.0)];

fn published(ground: Ground<'_>) -> Value {
    let press = "Press report, January 2026";
    let year = json!({"window_ms": 365 * DAY_MS, "time_ms": (NEW_YEAR + 365) * DAY_MS});
    let share = |measure: &str, more: Value| {
        let mut figure = reported("Kaiko", measure, more);
        if let (Some(figure), Some(year)) = (figure.as_object_mut(), year.as_object()) {
            figure.extend(year.clone());
        }
        figure
    };
    let week =
        json!({"asset": "BTC", "side": "long", "window_ms": WEEK_MS, "time_ms": ground.end_ms(), "value": 7.94e8});
    json!([
        reported(press, "liquidations", week),
        reported(press, "price", json!({"asset": "BTC", "value": 87_800.0, "time_ms": ground.end_ms()})),
        reported(press, "liquidation_zone", json!({"asset": "BTC", "side": "long", "low": 80_000.0, "high": 87_800.0})),
        share("perp_share", json!({"asset": "BTC", "value": 0.68})),
        share("derivatives_share", json!({"low": 0.75})),
    ])
}

/// The thirteen times four weeks of 2025 in which perpetuals are 68 % of perpetuals and spot over the year.
fn volumes(seed: u64) -> Value {
    let first_days: Vec<i64> = (0..PERIODS).map(|period| NEW_YEAR + period * FOUR_WEEKS).collect();
    let last = first_days[first_days.len() - 1];
    let figures = [(NEW_YEAR, 1.42e12), (NEW_YEAR + 151, 1.08e12), (NEW_YEAR + 273, 1.71e12), (last, 1.22e12)];
    let amounts = |share: f64, series: u64| -> Vec<f64> {
        let days = walk(&figures, 0.0, seed, series);
        let wiggle = walk(&[(NEW_YEAR, 1.0), (last, 1.0)], 0.004, seed, series);
        let of = |day: &i64| share * super::days::on(&[*day], &days)[0] * super::days::on(&[*day], &wiggle)[0];
        first_days.iter().map(|day| rounded(of(day), -7)).collect()
    };
    let spot = amounts(0.32, 92);
    let mut perp = amounts(0.68, 93);
    // The last four weeks take what is left to the year's share.
    let rest = spot.iter().sum::<f64>() * 0.68 / 0.32 - perp.iter().sum::<f64>();
    let last = perp.len() - 1;
    perp[last] = rounded(perp[last] + rest, -7);
    json!({
        "basis": "simulated",
        "source": source("Simulated by four weeks, with the share of the year that Kaiko gives"),
        "period_ms": FOUR_WEEKS * DAY_MS,
        "time_ms": super::days::starts(&first_days),
        "spot_usd": spot,
        "perp_usd": perp,
        "futures_usd": amounts(0.05, 94),
        "options_usd": amounts(0.018, 95),
    })
}

fn cme(ground: Ground<'_>) -> Value {
    let figures = [(TODAY - 36, 0.061), (TODAY - 16, 0.072), (TODAY - 6, 0.089), (TODAY, 0.064)];
    let basis: Vec<Figure> =
        walk(&figures, 0.0015, ground.seed, 70).into_iter().filter(|(day, _)| is_business_day(*day)).collect();
    let contracts =
        |from: f64, to: f64, series: u64| walk(&[(TODAY - 36, from), (TODAY, to)], 80.0, ground.seed, series);
    let expiries = [
        Expiry { expiry_ms: JANUARY_MS, over: 0.0, contracts: contracts(15_300.0, 13_900.0, 71) },
        Expiry { expiry_ms: MARCH_MS, over: -0.003, contracts: contracts(4_200.0, 5_100.0, 72) },
    ];
    futures::table(ground, "cme", &basis, &expiries)
}
