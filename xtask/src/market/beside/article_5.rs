//! Beside the fifth article's market: a coin that falls more, funds that lose day after day, yields, stablecoins.

use super::companion::Companion;
use super::days::{Figure, business_days, on, starts, walk};
use super::tape;
use super::words::translations;
use super::{DAY_MS, Ground, open_interest, reported, rounded, source};
use crate::market::story::HOUR_MS;
use serde_json::{Value, json};

/// 14 November 2025 as a day from the epoch.
const TODAY: i64 = 20_406;

const SOL: Companion = Companion {
    asset: "SOL",
    beta: 1.6,
    noise: 0.0025,
    figures: &[(743, 184.6), (500, 191.2), (250, 158.7), (98, 167.9), (24, 155.3), (6, 144.8), (3, 136.6), (0, 138.9)],
    decimals: 2,
    series: 3,
};

/// Everything beside the market.
pub(in crate::market) fn beside(ground: Ground<'_>) -> Value {
    let mut sol = SOL.entry(ground);
    sol["liquidations"] = tape::of_coin(ground, &[(24, 0, 1.38e8, 1.1e7)], 11);
    let mut beside = json!({
        "published": [reported(
            "Press report",
            "accounts",
            json!({"window_ms": DAY_MS, "time_ms": ground.end_ms(), "low": 180_000}),
        )],
        "assets": [sol],
        "etf_flows": etf_flows(ground.seed),
        "context": context(ground.seed),
        "policy_rate": {
            "basis": "simulated",
            "time_ms": ground.end_ms(),
            "meeting_ms": [(TODAY + 26) * DAY_MS, (TODAY + 75) * DAY_MS],
            "expected_percent": [3.76, 3.66],
            "cut_probability": [0.46, 0.38],
        },
        "stablecoin_reserves": reserves(ground.seed),
        "venues": open_interest::tables(ground, &VENUES, OPEN_BEFORE, PRICES_BEFORE),
        "events": {
            "basis": "simulated",
            "time_ms": [(TODAY - 8) * DAY_MS + 13 * HOUR_MS, (TODAY - 1) * DAY_MS + 13 * HOUR_MS, ground.end_ms() - 17 * HOUR_MS],
            "text": ["Strong employment report", "Inflation above expectations", "BTC falls through a shelf of longs above 97,000 (simulated)"],
        },
    });
    beside["translations"] = translations(&beside);
    beside
}

const VENUES: [open_interest::Venue; 3] = [("binance", 0.45, true), ("bybit", 0.32, true), ("okx", 0.23, true)];
const OPEN_BEFORE: &[Figure] = &[(20_362, 27_500.0)];
const PRICES_BEFORE: &[Figure] = &[(20_362, 118_400.0)];

/// Six days of outflow in a row at the end.
fn etf_flows(seed: u64) -> Value {
    let days = business_days(TODAY - 31, TODAY - 1);
    let figures =
        [(TODAY - 31, 210.0), (TODAY - 18, 60.0), (TODAY - 9, 40.0), (TODAY - 8, -137.0), (TODAY - 1, -455.0)];
    let usd = on(&days, &walk(&figures, 55.0, seed, 60));
    let signed = |row: usize| if days[row] >= TODAY - 8 { usd[row].min(-20.0) } else { usd[row].abs().max(11.0) };
    json!({
        "basis": "simulated",
        "source": source("Simulated, as the article tells it"),
        "total": {
            "time_ms": starts(&days),
            "usd": (0..days.len()).map(|row| 1e6 * rounded(signed(row), 0)).collect::<Vec<_>>(),
        },
    })
}

fn context(seed: u64) -> Value {
    let days = business_days(TODAY - 40, TODAY);
    let series = |name: &str, unit: &str, figures: &[Figure], noise: f64, number: u64| {
        let values = on(&days, &walk(figures, noise, seed, number));
        json!({
            "basis": "simulated",
            "name": name,
            "unit": unit,
            "time_ms": starts(&days),
            "value": values.iter().map(|value| rounded(*value, 2)).collect::<Vec<_>>(),
        })
    };
    json!([
        series("us10y", "percent", &[(TODAY - 40, 4.02), (TODAY - 16, 3.99), (TODAY, 4.15)], 0.018, 90),
        series("dxy", "index", &[(TODAY - 40, 98.3), (TODAY - 16, 98.8), (TODAY, 99.6)], 0.16, 91),
    ])
}

/// Stablecoins on exchanges, which do not grow yet.
fn reserves(seed: u64) -> Value {
    let days: Vec<i64> = (TODAY - 45..=TODAY).collect();
    let figures = [(TODAY - 45, 71.8e9), (TODAY - 20, 73.1e9), (TODAY - 7, 72.4e9), (TODAY, 72.2e9)];
    json!({
        "basis": "simulated",
        "time_ms": starts(&days),
        "balance_usd": on(&days, &walk(&figures, 1.6e8, seed, 96)).iter().map(|usd| rounded(*usd, -6)).collect::<Vec<_>>(),
        "chains": ["ethereum", "tron", "solana"],
    })
}
