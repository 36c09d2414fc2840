//! Beside the first article's market: what Monday closed, fund flows, futures, options and the year before.

use super::chain::{self, Shape};
use super::days::{Figure, business_days, day_of, is_business_day, on, starts, walk};
use super::futures::{self, Expiry};
use super::words::translations;
use super::{DAY_MS, Ground, open_interest, reported, returns, source};
use crate::market::story::HOUR_MS;
use serde_json::{Value, json};

/// 22 September 2025 as a day from the epoch.
const MONDAY: i64 = 20_353;
/// 17 September 2025, the day of the rate decision.
const DECISION: i64 = MONDAY - 5;
/// Expiries of September, October, December and the next March, at 08:00 UTC.
const SEPTEMBER_MS: i64 = 1_758_873_600_000;
const OCTOBER_MS: i64 = 1_761_897_600_000;
const DECEMBER_MS: i64 = 1_766_736_000_000;
const MARCH_MS: i64 = 1_774_598_400_000;
/// Price at which dealers' gamma changes its sign.
const FLIPS_AT: f64 = 115_000.0;

/// Everything beside the market.
pub(in crate::market) fn beside(ground: Ground<'_>) -> Value {
    let mut beside = json!({
        "published": published(ground),
        "etf_flows": etf_flows(ground.seed),
        "futures": [cme(ground)],
        "options": options(ground),
        "venues": open_interest::tables(ground, &VENUES, OPEN_BEFORE, PRICES_BEFORE),
        "context": context(ground.seed),
        "policy_rate": policy_rate(ground),
        "events": events(),
        "monthly_returns": returns::table(2013, (2025, 9), ground.seed),
    });
    beside["translations"] = translations(&beside);
    beside
}

const VENUES: [open_interest::Venue; 3] = [("binance", 0.42, true), ("bybit", 0.26, true), ("cme", 0.32, false)];
/// Coins open on the three venues before the market's first hour.
const OPEN_BEFORE: &[Figure] =
    &[(20_089, 70_500.0), (20_140, 66_000.0), (20_190, 63_500.0), (20_240, 72_000.0), (20_290, 79_000.0)];
const PRICES_BEFORE: &[Figure] =
    &[(20_089, 94_500.0), (20_140, 96_000.0), (20_187, 79_500.0), (20_240, 105_000.0), (20_283, 118_000.0)];

fn published(ground: Ground<'_>) -> Value {
    let press = "Press report, 22 September 2025";
    let longs = |label: &str, low: f64| json!({"side": "long", "label": label, "low": low, "time_ms": ground.end_ms()});
    let flow = |label: Option<&str>, end: i64, days: i64, usd: f64| {
        let mut figure =
            json!({"asset": "BTC", "window_ms": days * DAY_MS, "time_ms": (end + 1) * DAY_MS, "value": usd});
        if let Some(label) = label {
            figure["label"] = json!(label);
        }
        reported("Farside Investors", "etf_flow", figure)
    };
    json!([
        reported(press, "liquidations", json!({"label": "headline", "value": 1.7e9, "time_ms": ground.end_ms()})),
        reported(press, "liquidations", longs("during the reset", 1.6e9)),
        reported(press, "liquidations", longs("the Monday event", 1.0e9)),
        reported(press, "price", json!({"asset": "BTC", "value": 112_965.0, "time_ms": ground.end_ms()})),
        reported(press, "price_change", json!({"asset": "BTC", "value": -0.10, "time_ms": ground.end_ms()})),
        flow(None, DECISION, 1, -51.0e6),
        flow(Some("IBIT"), DECISION, 1, 150.0e6),
        flow(Some("Thursday and Friday"), DECISION + 2, 2, 385.0e6),
        reported("Federal Reserve", "policy_rate_change", json!({"value": -0.0025, "time_ms": decided_ms()})),
    ])
}

const fn decided_ms() -> i64 {
    DECISION * DAY_MS + 18 * HOUR_MS
}

/// Millions of US dollars by fund on the days that the article names: day, IBIT, FBTC, GBTC, all others.
const NAMED: [(i64, [f64; 4]); 3] = [
    (DECISION, [150.0, -118.0, -62.0, -21.0]),
    (DECISION + 1, [96.0, 58.0, -14.0, 23.0]),
    (DECISION + 2, [168.0, 31.0, -8.0, 31.0]),
];
const FUNDS: [&str; 4] = ["IBIT", "FBTC", "GBTC", "Others"];

fn etf_flows(seed: u64) -> Value {
    let days = business_days(MONDAY - 42, MONDAY - 3);
    let walks = [0, 1, 2, 3].map(|fund| {
        let (mean, noise) = [(42.0, 30.0), (6.0, 26.0), (-12.0, 9.0), (9.0, 16.0)][fund];
        walk(&[(MONDAY - 42, mean), (MONDAY - 3, mean)], noise, seed, 60 + fund as u64)
    });
    let of = |day: &i64, fund: usize| {
        let named = NAMED.iter().find(|(other, _)| other == day).map(|(_, usd)| usd[fund]);
        1e6 * named.unwrap_or_else(|| on(&[*day], &walks[fund])[0]).round()
    };
    let fund = |index: usize| {
        let known = |day: &i64| if *day == DECISION && index == 0 { "reported" } else { "simulated" };
        json!({
            "fund": FUNDS[index],
            "time_ms": starts(&days),
            "usd": days.iter().map(|day| of(day, index)).collect::<Vec<_>>(),
            "row_basis": days.iter().map(known).collect::<Vec<_>>(),
        })
    };
    let total = |day: &i64| (0..4).map(|fund| of(day, fund)).sum::<f64>();
    let known = |day: &i64| if *day == DECISION { "reported" } else { "simulated" };
    json!({
        "source": source("Farside Investors for 17 September and the sum of the 18th and 19th; other days simulated"),
        "total": {
            "time_ms": starts(&days),
            "usd": days.iter().map(total).collect::<Vec<_>>(),
            "row_basis": days.iter().map(known).collect::<Vec<_>>(),
        },
        "funds": (0..4).map(fund).collect::<Vec<_>>(),
    })
}

/// CME's basis: a high in mid-September, then just above 10 %; contracts roll from September to December.
fn cme(ground: Ground<'_>) -> Value {
    let figures = [
        (MONDAY - 44, 0.092),
        (MONDAY - 30, 0.104),
        (MONDAY - 18, 0.112),
        (MONDAY - 10, 0.134),
        (MONDAY - 5, 0.121),
        (MONDAY, 0.106),
    ];
    let basis: Vec<Figure> =
        walk(&figures, 0.0016, ground.seed, 70).into_iter().filter(|(day, _)| is_business_day(*day)).collect();
    let contracts = |from: f64, middle: f64, to: f64, series: u64| {
        walk(&[(MONDAY - 44, from), (MONDAY - 10, middle), (MONDAY, to)], 90.0, ground.seed, series)
    };
    let expiries = [
        Expiry { expiry_ms: SEPTEMBER_MS, over: 0.0, contracts: contracts(17_800.0, 17_200.0, 9_600.0, 71) },
        Expiry { expiry_ms: DECEMBER_MS, over: -0.004, contracts: contracts(4_100.0, 6_400.0, 13_300.0, 72) },
        Expiry { expiry_ms: MARCH_MS, over: -0.009, contracts: contracts(700.0, 1_100.0, 1_500.0, 73) },
    ];
    futures::table(ground, "cme", &basis, &expiries)
}

/// One chain a business day over two weeks: puts stay dearer than calls, less so at the end.
fn options(ground: Ground<'_>) -> Value {
    let days = business_days(MONDAY - 13, MONDAY);
    let reversal = walk(
        &[(MONDAY - 13, -0.021), (MONDAY - 5, -0.034), (MONDAY - 3, -0.042), (MONDAY, -0.063)],
        0.002,
        ground.seed,
        80,
    );
    let at_the_money = walk(&[(MONDAY - 13, 0.355), (MONDAY - 5, 0.372), (MONDAY, 0.428)], 0.006, ground.seed, 81);
    let chain = |row: usize, day: &i64| {
        let time_ms = (day * DAY_MS + 20 * HOUR_MS).min(ground.end_ms());
        chain::table(&Shape {
            time_ms,
            spot: ground.price_at(time_ms),
            step: 4000.0,
            at_the_money: on(&days, &at_the_money)[row],
            reversal: on(&days, &reversal)[row],
            basis: 0.08,
            flips_at: FLIPS_AT,
            expiries: [SEPTEMBER_MS, OCTOBER_MS],
        })
    };
    days.iter().enumerate().map(|(row, day)| chain(row, day)).collect()
}

fn context(seed: u64) -> Value {
    let days = business_days(MONDAY - 45, MONDAY);
    let series = |name: &str, unit: &str, figures: &[Figure], noise: f64, number: u64, known: &str| {
        let values = on(&days, &walk(figures, noise, seed, number));
        let basis = |day: &i64| if *day == MONDAY { known } else { "simulated" };
        json!({
            "source": source("Simulated between the levels that the article gives"),
            "name": name,
            "unit": unit,
            "time_ms": starts(&days),
            "value": values.iter().map(|value| super::rounded(*value, 2)).collect::<Vec<_>>(),
            "row_basis": days.iter().map(basis).collect::<Vec<_>>(),
        })
    };
    let yields = [(MONDAY - 45, 4.27), (MONDAY - 20, 4.21), (MONDAY - 6, 4.03), (MONDAY - 4, 4.06), (MONDAY, 4.10)];
    let dollar = [(MONDAY - 45, 98.2), (MONDAY - 20, 97.9), (MONDAY - 6, 96.8), (MONDAY - 3, 97.2), (MONDAY, 97.6)];
    json!([
        series("us10y", "percent", &yields, 0.02, 90, "reported"),
        series("dxy", "index", &dollar, 0.18, 91, "simulated"),
    ])
}

fn policy_rate(ground: Ground<'_>) -> Value {
    json!({
        "basis": "simulated",
        "time_ms": ground.end_ms(),
        "meeting_ms": [(MONDAY + 37) * DAY_MS, (MONDAY + 79) * DAY_MS],
        "expected_percent": [3.91, 3.70],
        "cut_probability": [0.88, 0.74],
    })
}

fn events() -> Value {
    json!({
        "basis": "reported",
        "source": source("Press reports"),
        "time_ms": [decided_ms(), day_of(MONDAY * DAY_MS) * DAY_MS + 6 * HOUR_MS],
        "text": ["25 basis point cut by the Federal Reserve", "Longs are liquidated on all venues"],
    })
}
