//! Beside the fourth article's market: funds of three coins in coins and dollars, and the squeeze of all venues.

use super::companion::Companion;
use super::days::{business_days, on, starts, walk};
use super::tape::{self, Past};
use super::words::translations;
use super::{DAY_MS, Ground, reported, rounded, source};
use crate::market::story::HOUR_MS;
use serde_json::{Value, json};

/// 14 January 2026 as a day from the epoch.
const TODAY: i64 = 20_467;
/// 11 October 2025.
const CRASH: i64 = TODAY - 95;
const PRESS: &str = "Press report, 14 January 2026 (UTC+8)";

const ETH: Companion = Companion {
    asset: "ETH",
    beta: 1.3,
    noise: 0.002,
    figures: &[
        (743, 3_020.0),
        (400, 2_960.0),
        (216, 3_190.0),
        (72, 3_105.0),
        (24, 3_122.0),
        (1, 3_268.0),
        (0, 3_303.06),
    ],
    decimals: 2,
    series: 3,
};
const SOL: Companion = Companion {
    asset: "SOL",
    beta: 1.5,
    noise: 0.003,
    figures: &[(743, 133.4), (400, 125.1), (216, 139.2), (72, 136.9), (24, 138.8), (1, 143.3), (0, 145.03)],
    decimals: 2,
    series: 4,
};

/// Everything beside the market.
pub(in crate::market) fn beside(ground: Ground<'_>) -> Value {
    let mut beside = json!({
        "published": published(ground),
        "etf_flows": flows(ground.seed, 60, ("BTC", 8_933.0, 849.92e6), &|day| 94_000.0 + 150.0 * (day - TODAY) as f64),
        "assets": assets(ground),
        "liquidation_history": history(ground.seed),
        "policy_rate": {
            "basis": "simulated",
            "time_ms": ground.end_ms(),
            "meeting_ms": [(TODAY + 14) * DAY_MS, (TODAY + 63) * DAY_MS],
            "expected_percent": [3.61, 3.47],
            "cut_probability": [0.06, 0.41],
        },
        "events": {
            "basis": "reported",
            "source": source(PRESS),
            "time_ms": [ground.end_ms() - 14 * HOUR_MS],
            "text": ["Philadelphia Fed president Paulson speaks for lower rates"],
        },
    });
    beside["translations"] = translations(&beside);
    beside
}

fn published(ground: Ground<'_>) -> Value {
    let shorts = |hours: i64, usd: f64| json!({"side": "short", "window_ms": hours * HOUR_MS, "time_ms": ground.end_ms(), "value": usd});
    let mut day = shorts(24, 5.77e8);
    day["since_ms"] = json!(CRASH * DAY_MS);
    let hour = json!({"window_ms": HOUR_MS, "time_ms": ground.end_ms(), "value": 1.04e8});
    let flow = |asset: &str, usd: f64| {
        reported(
            PRESS,
            "etf_flow",
            json!({"asset": asset, "window_ms": DAY_MS, "time_ms": TODAY * DAY_MS, "value": usd}),
        )
    };
    json!([
        reported(PRESS, "liquidations", day),
        reported(PRESS, "liquidations", hour),
        reported(PRESS, "liquidations", shorts(1, 1.02e8)),
        flow("BTC", 849.92e6),
        flow("ETH", 181.51e6),
        flow("SOL", 6.22e6),
    ])
}

/// Flows by trading day, the last of which is reported in coins and in US dollars.
fn flows(seed: u64, series: u64, (asset, native, usd): (&str, f64, f64), price: &dyn Fn(i64) -> f64) -> Value {
    let days = business_days(TODAY - 30, TODAY - 1);
    let scale = usd / 1e6;
    let figures = [
        (TODAY - 30, 0.10 * scale),
        (TODAY - 12, -0.22 * scale),
        (TODAY - 6, -0.34 * scale),
        (TODAY - 2, 0.14 * scale),
        (TODAY - 1, scale),
    ];
    let walked = on(&days, &walk(&figures, 0.12 * scale, seed, series));
    let last = days.len() - 1;
    let dollars = |row: usize| if row == last { usd } else { rounded(1e6 * walked[row], -4) };
    let coins = |row: usize| if row == last { native } else { rounded(dollars(row) / price(days[row]), 0) };
    json!({
        "source": source(&format!("{PRESS} for the last day of {asset}; other days simulated")),
        "total": {
            "time_ms": starts(&days),
            "usd": (0..days.len()).map(dollars).collect::<Vec<_>>(),
            "native": (0..days.len()).map(coins).collect::<Vec<_>>(),
            "row_basis": (0..days.len()).map(|row| if row == last { "reported" } else { "simulated" }).collect::<Vec<_>>(),
        },
    })
}

/// BTC's own tape holds 282 million of shorts, 51 million of them in the last hour; these are the others.
fn assets(ground: Ground<'_>) -> Value {
    let mut eth = ETH.entry(ground);
    eth["etf_flows"] = flows(ground.seed, 61, ("ETH", 54_952.0, 181.51e6), &|day| 3_200.0 + 8.0 * (day - TODAY) as f64);
    eth["liquidations"] = tape::of_coin(ground, &[(24, 1, 1.4e7, 1.77e8), (1, 0, 1.3e6, 3.7e7)], 11);
    let mut sol = SOL.entry(ground);
    sol["etf_flows"] = flows(ground.seed, 62, ("SOL", 42_888.0, 6.22e6), &|day| 141.0 + 0.4 * (day - TODAY) as f64);
    sol["liquidations"] = tape::of_coin(ground, &[(24, 1, 5.0e6, 6.7e7), (1, 0, 0.7e6, 1.4e7)], 12);
    json!([eth, sol])
}

/// Days since the crash, all below today's 577 million of shorts; the crash itself is above it.
fn history(seed: u64) -> Value {
    let past = Past {
        days: (CRASH - 14, TODAY - 1),
        usual: (1.4e8, 0.8e8),
        most: 5.4e8,
        named: &[(CRASH, 1.68e10, 2.46e9), (CRASH - 1, 6.1e8, 3.3e8)],
    };
    tape::history(&past, seed)
}
