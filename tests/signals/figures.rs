//! Figures that articles printed, as the instruments compute them. They are author input, not verified market data.

use crate::asking::{ask, near, number};
use serde_json::json;

/// Agreement with a figure printed with so many decimals.
fn prints(found: f64, decimals: usize, printed: &str) {
    assert_eq!(format!("{found:.decimals$}"), printed);
}

#[test]
fn funding_table_is_the_printed_one() {
    let rows = [
        (0.0, 8.0, 0.01, 10.95, 11.5714),
        (0.0003, 8.0, 0.01, 10.95, 11.5714),
        (0.0006, 8.0, 0.01, 10.95, 11.5714),
        (-0.0004, 8.0, 0.01, 10.95, 11.5714),
        (0.0008, 8.0, 0.03, 32.85, 38.8815),
        (-0.0008, 8.0, -0.03, -32.85, -28.0033),
    ];
    for (premium, hours, percent, simple, compound) in rows {
        let found = ask("funding_rate", &json!({"avg_premium": premium, "interval_h": hours}));
        assert!(near(100.0 * found["rate"].as_f64().unwrap(), percent, 1e-9), "{found}");
        assert!(near(100.0 * found["annualSimple"].as_f64().unwrap(), simple, 1e-9), "{found}");
        assert!((100.0 * found["annualCompound"].as_f64().unwrap() - compound).abs() < 5e-5, "{found}");
    }
    let quarter = number("funding_rate", &json!({"avgPremium": 0.0008, "intervalH": 4}), "rate");
    assert!(near(quarter, 0.000_15, 1e-12));
}

#[test]
fn impact_notional_at_five_percent_margin_is_4000() {
    let asked = json!({"impactBid": 1, "impactAsk": 1, "index": 1, "initialMarginRate": 0.05});
    assert_eq!(number("premium_index", &asked, "impactNotional"), 4000.0);
}

#[test]
fn hourly_rate_of_0_00125_percent_is_0_01_percent_of_8_hours() {
    let asked = json!({"venues": [{"venue": "hourly", "oi": 4e9, "rate": 0.000_012_5, "intervalH": 1}]});
    assert!(near(number("oi_weighted_funding", &asked, "rate8h"), 0.0001, 1e-12));
}

#[test]
fn basis_of_1_percent_in_30_days_is_12_1667_and_12_8695_percent_a_year() {
    let found = ask("basis", &json!({"future": 101_000, "spot": 100_000, "days": 30}));
    prints(100.0 * found["simple"].as_f64().unwrap(), 4, "12.1667");
    prints(100.0 * found["compound"].as_f64().unwrap(), 4, "12.8695");
    let state = |future| ask("basis", &json!({"future": future, "spot": 100_000, "days": 365}))["state"].clone();
    assert_eq!([state(109_000), state(112_000), state(116_000)], ["compressed", "watch", "rebuilding"]);
}

#[test]
fn curves_of_the_quarter_end_are_the_printed_ones() {
    let found = ask("term_structure", &json!({"spot": 1e5, "quotes": [[30, 101_000], [90, 103_000], [180, 105_500]]}));
    let percents = |key: &str| -> Vec<String> {
        found[key].as_array().unwrap().iter().map(|rate| format!("{:.4}", 100.0 * rate.as_f64().unwrap())).collect()
    };
    assert_eq!(percents("annualised"), ["12.1667", "12.1667", "11.1528"]);
    assert_eq!(percents("forward"), ["12.0462", "9.8436"]);
}

#[test]
fn strikes_of_25_delta_are_the_printed_ones() {
    let strike = |iv: f64, option: &str| {
        number("delta_strike", &json!({"forward": 1e5, "days": 30, "iv": iv, "delta": 0.25, "type": option}), "strike")
    };
    prints(strike(0.51, "call"), 2, "111550.57");
    prints(strike(0.64, "put"), 2, "89859.39");
}

#[test]
fn risk_reversal_of_51_and_64_is_minus_13() {
    let quote = |option: &str, strike: f64, iv: f64| json!({"type": option, "strike": strike, "iv": iv});
    let quotes =
        [quote("call", 1.0e5, 0.51), quote("call", 1.3e5, 0.51), quote("put", 1.0e5, 0.64), quote("put", 7e4, 0.64)];
    let found = number("risk_reversal_25", &json!({"forward": 1e5, "days": 30, "quotes": quotes}), "rr25");
    assert!(near(found, -13.0, 1e-12), "{found}");
}

#[test]
fn dealer_gamma_of_the_worked_chain_is_the_printed_one() {
    let chain = json!([
        {"type": "call", "strike": 110_000, "iv": 0.45, "days": 30, "oi": 8000},
        {"type": "put", "strike": 90_000, "iv": 0.55, "days": 30, "oi": 12_000},
    ]);
    let found = ask("dealer_gamma", &json!({"spot": 1e5, "options": chain, "at": [90_000, 110_000]}));
    prints(found["gex1pct"].as_f64().unwrap() / 1e6, 6, "-3.260261");
    prints(found["gexAt"][0].as_f64().unwrap() / 1e6, 6, "-19.913227");
    prints(found["gexAt"][1].as_f64().unwrap() / 1e6, 6, "13.756390");
    prints(found["headline"].as_f64().unwrap(), 4, "101572.8976");
    assert_eq!((found["grid"]["nodes"].as_f64(), found["signMode"].as_str()), (Some(401.0), Some("naive")));
}

#[test]
fn gamma_in_dollars_is_not_a_factor_of_100_out() {
    use liquidation_widgets::engine::signals::gamma::gex_1pct;
    assert!(near(gex_1pct(0.0080, 10_000.0, 100.0, 520.0), 21.632e6, 1e-12));
    assert!(near(gex_1pct(0.0075, -15_000.0, 100.0, 520.0), -30.42e6, 1e-12));
    prints(gex_1pct(0.038, 62_000.0, 100.0, 520.0) / 1e6, 2, "637.06");
}

#[test]
fn perpetual_shares_of_both_denominators_are_the_printed_ones() {
    let found = ask("perp_share", &json!({"perp": 49, "spot": 14.8, "options": 1.3}));
    prints(100.0 * found["perpOfAll"].as_f64().unwrap(), 1, "75.3");
    prints(100.0 * found["perpOfPerpSpot"].as_f64().unwrap(), 1, "76.8");
    prints(100.0 * found["derivativesOfAll"].as_f64().unwrap(), 1, "77.3");
    assert_eq!(number("perp_share", &json!({"perp": 68, "spot": 32}), "perpOfPerpSpot"), 0.68);
}

#[test]
fn an_hour_of_104_million_is_98_percent_short() {
    let events =
        json!([{"timeMs": 999_000, "side": "short", "usd": 102e6}, {"timeMs": 999_500, "side": "long", "usd": 2e6}]);
    let found = ask("liquidation_totals", &json!({"nowMs": 1_000_000, "events": events}));
    prints(100.0 * found["1h"]["shortShare"].as_f64().unwrap(), 4, "98.0769");
    assert_eq!(found["1h"]["total"].as_f64(), Some(104e6));
}

#[test]
fn day_of_1_78_billion_longs_is_93_percent_long() {
    let events =
        json!([{"timeMs": 5, "side": "long", "usd": 1.78e9}, {"timeMs": 5, "side": "short", "usd": 0.12936e9}]);
    let found = ask("liquidation_totals", &json!({"nowMs": 5, "events": events, "windows": ["24h"]}));
    prints(100.0 * found["24h"]["longShare"].as_f64().unwrap(), 3, "93.225");
}

#[test]
fn published_totals_of_one_day_stay_a_range_with_their_labels() {
    let published = json!([
        {"label": "headline", "value": 1.7e9},
        {"label": "longs, text", "low": 1.6e9},
        {"label": "24 h, text", "low": 1e9, "high": 2e9},
        {"label": "traders", "unit": "traders", "low": 180_000},
    ]);
    let found = ask("tape", &json!({"nowMs": 0, "published": published}));
    let [usd, traders] = [&found["published"][0], &found["published"][1]];
    assert_eq!((usd["low"].as_f64(), usd["high"].as_f64(), usd["open"].as_bool()), (Some(1e9), Some(2e9), Some(true)));
    assert_eq!(usd["figures"].as_array().unwrap().len(), 3);
    assert_eq!((usd["figures"][1]["label"].as_str(), usd["figures"][1]["high"].as_f64()), (Some("longs, text"), None));
    assert_eq!((traders["unit"].as_str(), traders["low"].as_f64()), (Some("traders"), Some(180_000.0)));
}

#[test]
fn shorts_of_577_million_are_the_largest_since_2025_10_11() {
    let series = json!([{"label": "shorts, 24 h", "value": 577e6, "history": [
        ["2025-10-10", 1.6e9], ["2025-10-11", 7e8], ["2025-11-21", 1.29e8], ["2025-12-01", null], ["2026-01-05", 2.55e8]]}]);
    let found = ask("tape", &json!({"nowMs": 0, "series": series}));
    let largest = &found["series"][0]["largest"];
    assert_eq!((largest["since"].as_str(), largest["record"].as_bool()), (Some("2025-10-11"), Some(false)));
    assert_eq!((largest["recordSoFar"].as_f64(), largest["recordDate"].as_str()), (Some(1.6e9), Some("2025-10-10")));
    assert_eq!(largest["gaps"], json!(["2025-12-01"]));
}

#[test]
fn fund_flows_imply_the_printed_prices() {
    let implied = |native: f64, usd: f64| number("etf_units", &json!({"native": native, "usd": usd}), "impliedPrice");
    prints(implied(8_933.0, 849.92e6), 2, "95143.85");
    prints(implied(54_952.0, 181.51e6), 2, "3303.06");
    prints(implied(42_888.0, 6.22e6), 2, "145.03");
    let usd = |native: f64, price: f64| number("etf_units", &json!({"native": native, "price": price}), "usd");
    let sum = usd(8_933.0, 95_143.848_651_069_07)
        + usd(54_952.0, 3_303.064_492_648_129)
        + usd(42_888.0, 145.028_912_516_321_58);
    prints(sum / 1e6, 2, "1037.65");
}

#[test]
fn ibit_took_150_million_while_all_funds_lost_51() {
    let found = ask("etf_split", &json!({"total": -51e6, "funds": {"IBIT": 150e6}}));
    assert_eq!(found["others"].as_f64(), Some(-201e6));
    let run = ask("etf_streak", &json!({"flows": [["2025-09-17", -51e6], ["2025-09-19", 385e6]]}));
    assert_eq!((run["streak"].as_f64(), run["cumulative"].as_f64()), (Some(1.0), Some(385e6)));
}

#[test]
fn inflow_beside_liquidated_shorts_goes_the_same_way() {
    let of = |flow: f64, liquidated: f64, side: &str| {
        ask("slow_vs_fast", &json!({"etfNetUsd": flow, "liquidationsUsd": liquidated, "dominantSide": side}))
    };
    let (up, down) = (of(849.92e6, 577e6, "short"), of(-51e6, 1.6e9, "long"));
    prints(up["etfOverLiquidation"].as_f64().unwrap(), 4, "1.4730");
    prints(down["etfOverLiquidation"].as_f64().unwrap(), 4, "0.0319");
    assert_eq!((up["relation"].as_str(), down["relation"].as_str()), (Some("same_direction"), Some("same_direction")));
}

#[test]
fn price_down_with_stable_positions_and_paying_longs_is_latent_fragility() {
    let asked = json!({"priceFrom": 118_000, "priceTo": 112_965, "oiCoinFrom": 700_000, "oiCoinTo": 702_000,
        "fundingRate": 0.000_05, "intervalH": 4});
    let found = ask("regime", &asked);
    assert_eq!(found["label"].as_str(), Some("latent_fragility"));
    assert!(near(found["funding8h"].as_f64().unwrap(), 0.0001, 1e-12));
}

#[test]
fn october_has_a_positive_median_of_few_years() {
    let october = [60.8, -4.1, -12.9, 33.5, 14.7, 47.8, -36.6, 10.2, 27.7, 39.9, 5.6, 28.5, 10.8, -3.7];
    let found = ask("seasonality", &json!({"returnsPct": october}));
    assert_eq!((found["median"].as_f64(), found["smallSample"].as_bool()), (Some(12.75), Some(true)));
}

#[test]
fn falls_imply_the_highs_they_came_from() {
    let high = |price: f64, pct: f64| number("implied_high", &json!({"price": price, "changePct": pct}), "high");
    prints(high(61_156.3, -15.48), 2, "72357.19");
    prints(high(112_965.0, -10.0), 0, "125517");
    prints(100.0 * (80_000.0 / 87_800.0 - 1.0), 3, "-8.884");
    let candles = json!({"closes": [72_000, 65_000], "highs": [72_357.19, 71_000], "lows": [71_500, 61_156.3]});
    prints(100.0 * number("drawdown", &candles, "intradayFall"), 2, "-15.48");
}

#[test]
fn a_173_wbtc_transfer_is_4_41_percent_of_the_book() {
    let found = ask("labelled_flow", &json!({"amount": 173, "price": 61_156.3, "depth1pctUsd": 240e6}));
    prints(found["usd"].as_f64().unwrap() / 1e6, 2, "10.58");
    prints(100.0 * found["shareOfDepth1pct"].as_f64().unwrap(), 2, "4.41");
}

#[test]
fn yield_from_4_35_to_4_10_is_25_basis_points_down() {
    let found = ask("context_change", &json!({"from": 4.35, "to": 4.10}));
    assert!(near(found["bp"].as_f64().unwrap(), -25.0, 1e-12));
}

#[test]
fn zones_of_the_articles_lie_where_they_say() {
    let zone = |spot: f64, low: f64, high: f64| ask("scenario_zone", &json!({"spot": spot, "low": low, "high": high}));
    let edges =
        |found: &serde_json::Value| ["nearPct", "farPct"].map(|key| format!("{:.4}", found[key].as_f64().unwrap()));
    assert_eq!(edges(&zone(112_965.0, 118_000.0, 124_000.0)), ["4.4571", "9.7685"]);
    assert_eq!(edges(&zone(112_965.0, 104_000.0, 108_000.0)), ["-4.3952", "-7.9361"]);
    let ether = zone(1_800.0, 1_574.0, 1_681.0);
    assert_eq!(edges(&ether), ["-6.6111", "-12.5556"]);
    assert_eq!(ether["midpoint"].as_f64(), Some(1_627.5));
}

#[test]
fn hot_zone_from_87800_is_entered_at_its_bound() {
    let found = ask("scenario_zone", &json!({"spot": 87_800, "low": 80_000, "high": 87_800}));
    assert_eq!((found["inside"].as_bool(), found["nearPct"].as_f64()), (Some(true), Some(0.0)));
}
