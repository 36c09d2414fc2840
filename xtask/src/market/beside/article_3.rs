//! Beside the third article's market: other coins, ranges of what several trackers count, and two past falls.

use super::companion::{Companion, of_candles};
use super::days::{business_days, on, starts, walk};
use super::tape::{self, Past};
use super::words::translations;
use super::{DAY_MS, Ground, reported, rounded, source};
use crate::market::exchange::Exchange;
use crate::market::fitting;
use crate::market::story::{ARTICLE_3_ETH, HOUR_MS};
use serde_json::{Value, json};

/// 5 February 2026 as a day from the epoch.
const TODAY: i64 = 20_489;
/// 8 November 2022, 12:00 UTC, and 10 October 2025, 20:00 UTC.
const FTX_MS: i64 = 1_667_908_800_000;
const TARIFFS_MS: i64 = 1_760_126_400_000;

const BNB: Companion = Companion {
    asset: "BNB",
    beta: 0.9,
    noise: 0.0015,
    figures: &[(743, 884.0), (400, 875.0), (160, 832.0), (48, 761.0), (24, 689.5), (5, 629.0), (2, 590.6), (0, 597.2)],
    decimals: 2,
    series: 3,
};

/// Everything beside the market.
pub(in crate::market) fn beside(ground: Ground<'_>) -> Value {
    let mut beside = json!({
        "published": published(ground),
        "assets": assets(ground),
        "liquidation_history": history(ground.seed),
        "labelled_flows": {
            "basis": "reported",
            "source": source("On-chain labels, as reported by the press"),
            "time_ms": [ground.end_ms() - HOUR_MS],
            "asset": ["WBTC"],
            "amount": [173],
            "price": [61_156.3],
            "label": ["World Liberty Financial team (attributed)"],
        },
        "etf_flows": etf_flows(ground.seed),
        "events": {
            "basis": "reported",
            "time_ms": [ground.end_ms() - HOUR_MS],
            "text": ["World Liberty Financial team sells 173 WBTC over the fall"],
        },
        "analogues": analogues(ground.seed),
    });
    beside["translations"] = translations(&beside);
    beside
}

/// Beside the market of ETH: where the article sees its liquidations.
pub(in crate::market) fn beside_eth(_: Ground<'_>) -> Value {
    let mut beside = json!({"published": [zone(), below("ETH", 1_800.0)]});
    beside["translations"] = translations(&beside);
    beside
}

const PRESS: &str = "Press reports, 6 February 2026 (UTC+8)";

fn zone() -> Value {
    reported(PRESS, "liquidation_zone", json!({"asset": "ETH", "side": "long", "low": 1_574.0, "high": 1_681.0}))
}

fn below(asset: &str, price: f64) -> Value {
    reported(PRESS, "lowest_price", json!({"asset": asset, "high": price, "window_ms": DAY_MS}))
}

fn published(ground: Ground<'_>) -> Value {
    let all = json!({"label": "several trackers", "window_ms": DAY_MS, "time_ms": ground.end_ms(), "low": 1.0e9, "high": 2.0e9});
    let fall = |asset: &str, low: f64, high: f64| {
        reported(PRESS, "price_change", json!({"asset": asset, "window_ms": DAY_MS, "low": low, "high": high}))
    };
    json!([
        reported(PRESS, "liquidations", all),
        reported(PRESS, "price_change", json!({"asset": "BTC", "window_ms": DAY_MS, "value": -0.1548})),
        reported(
            PRESS,
            "price_change",
            json!({"asset": "BTC", "window_ms": DAY_MS, "label": "same trading day", "value": -0.13})
        ),
        reported(PRESS, "lowest_price", json!({"asset": "BTC", "window_ms": DAY_MS, "value": 61_156.3})),
        fall("ETH", -0.1619, -0.0823),
        below("ETH", 1_800.0),
        below("BNB", 600.0),
        zone(),
        reported(PRESS, "turnover", json!({"asset": "BTC", "label": "IBIT", "window_ms": DAY_MS, "value": 1.0e10})),
    ])
}

fn assets(ground: Ground<'_>) -> Value {
    let recorded = Exchange::new(&ARTICLE_3_ETH, ARTICLE_3_ETH.seed).run();
    let candles = fitting::in_reported_units(recorded, &ARTICLE_3_ETH).map(|eth| eth.candles).unwrap_or_default();
    let mut eth = of_candles("ETH", ground.end_ms(), &candles, 2);
    eth["liquidations"] = tape::of_coin(ground, &[(24, 0, 5.1e8, 3.0e7)], 11);
    let mut bnb = BNB.entry(ground);
    bnb["liquidations"] = tape::of_coin(ground, &[(24, 0, 3.8e7, 2.0e6)], 12);
    json!([eth, bnb])
}

fn history(seed: u64) -> Value {
    let past = Past { days: (TODAY - 120, TODAY - 1), usual: (1.6e8, 1.2e8), most: 9.0e8, named: &[] };
    tape::history(&past, seed)
}

fn etf_flows(seed: u64) -> Value {
    let days = business_days(TODAY - 30, TODAY - 1);
    let usd = on(&days, &walk(&[(TODAY - 30, 90.0), (TODAY - 14, -120.0), (TODAY - 1, -310.0)], 60.0, seed, 60));
    json!({
        "basis": "simulated",
        "source": source("Simulated: official net flows of the day were not out"),
        "total": {"time_ms": starts(&days), "usd": usd.iter().map(|usd| 1e6 * rounded(*usd, 0)).collect::<Vec<_>>()},
    })
}

fn analogues(seed: u64) -> Value {
    let log = |figures: [(i64, f64); 5]| figures.map(|(hour, price)| (hour, libm::log(price)));
    json!([
        tape::analogue(
            "FTX fails, November 2022",
            "BTC",
            FTX_MS,
            &log([(-48, 20_900.0), (0, 20_000.0), (10, 17_120.0), (24, 18_300.0), (72, 17_300.0)]),
            seed ^ 1,
        ),
        tape::analogue(
            "Tariff announcement, October 2025",
            "BTC",
            TARIFFS_MS,
            &log([(-48, 122_600.0), (0, 121_500.0), (2, 102_000.0), (24, 111_400.0), (72, 115_000.0)]),
            seed ^ 2,
        ),
    ])
}
