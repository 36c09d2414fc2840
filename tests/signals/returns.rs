//! Laws of falls, beta, seasons and context.

use crate::asking::{ask, near, number, refused};
use liquidation_widgets::engine::signals::returns::{beta_and_correlation, drawdown, implied_from, intraday_fall};
use liquidation_widgets::engine::signals::seasonality::{hit_rate, mean, median};
use liquidation_widgets::error::Code;
use proptest::prelude::*;
use serde_json::json;

fn closes(count: usize) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(50.0..150.0_f64, count)
}

proptest! {
    #[test]
    fn drawdown_is_a_fall_of_the_running_maximum(closes in closes(20), scale in 0.01..100.0_f64) {
        let (deepest, last) = drawdown(&closes).unwrap();
        prop_assert!((-1.0..=0.0).contains(&deepest) && deepest <= last && last <= 0.0);
        let scaled: Vec<f64> = closes.iter().map(|close| close * scale).collect();
        prop_assert!(near(drawdown(&scaled).unwrap().0, deepest, 1e-9));
    }

    #[test]
    fn highs_and_lows_fall_at_least_as_far_as_closes_that_follow_each_other(closes in closes(12), width in 0.0..0.05_f64) {
        let highs: Vec<f64> = closes.iter().map(|close| close * (1.0 + width)).collect();
        let lows: Vec<f64> = closes.iter().map(|close| close * (1.0 - width)).collect();
        prop_assert!(intraday_fall(&highs, &lows).unwrap().0 <= drawdown(&closes).unwrap().0 + width);
        prop_assert_eq!(intraday_fall(&highs[..1], &lows[..1]), None);
    }

    #[test]
    fn beta_of_a_multiple_is_that_multiple(returns in prop::collection::vec(-0.1..0.1_f64, 3..30), factor in -3.0..3.0_f64) {
        prop_assume!(factor.abs() > 0.01 && returns.iter().any(|value| (value - returns[0]).abs() > 0.001));
        let asset: Vec<f64> = returns.iter().map(|value| factor * value + 0.001).collect();
        let (beta, correlation) = beta_and_correlation(&asset, &returns);
        prop_assert!(near(beta.unwrap(), factor, 1e-6), "{beta:?}");
        prop_assert!((correlation.unwrap() - factor.signum()).abs() < 1e-6, "{correlation:?}");
    }

    #[test]
    fn correlation_is_the_same_both_ways_and_the_betas_multiply_to_its_square(a in closes(15), b in closes(15)) {
        let (forward, correlation) = beta_and_correlation(&a, &b);
        let (backward, other) = beta_and_correlation(&b, &a);
        prop_assert!((correlation.unwrap() - other.unwrap()).abs() < 1e-12);
        let correlation = correlation.unwrap();
        prop_assert!((forward.unwrap() * backward.unwrap() - correlation * correlation).abs() < 1e-9);
        prop_assert!(correlation.abs() <= 1.0);
    }

    #[test]
    fn implied_high_falls_back_to_the_price(price in 1.0..1e6_f64, pct in -99.0..300.0_f64) {
        prop_assert!(near(implied_from(price, pct).unwrap() * (1.0 + pct / 100.0), price, 1e-12));
    }

    #[test]
    fn median_has_half_of_the_values_on_either_side(values in prop::collection::vec(-50.0..50.0_f64, 1..40)) {
        let middle = median(&values).unwrap();
        let below = values.iter().filter(|value| **value < middle).count();
        let above = values.iter().filter(|value| **value > middle).count();
        prop_assert!(2 * below <= values.len() && 2 * above <= values.len());
        prop_assert!((0.0..=1.0).contains(&hit_rate(&values).unwrap()));
        let (low, high) = (values.iter().copied().fold(f64::MAX, f64::min), values.iter().copied().fold(f64::MIN, f64::max));
        prop_assert!((low - 1e-9..=high + 1e-9).contains(&mean(&values).unwrap()));
    }
}

#[test]
fn what_does_not_move_has_no_beta() {
    let found = ask("beta", &json!({"asset": [1, 2, 3], "reference": [5, 5, 5]}));
    assert!(found["beta"].is_null() && found["correlation"].is_null());
    assert!(ask("beta", &json!({"asset": [1], "reference": [5]}))["beta"].is_null());
}

#[test]
fn beta_uses_common_instants_only() {
    let asked = json!({
        "asset": [100, 97, 500, 103, 99], "assetTimeMs": [1, 2, 3, 4, 5],
        "reference": [100, 98.5, 101, 700, 100], "referenceTimeMs": [1, 2, 4, 4.5, 5],
    });
    let joined = json!({"asset": [100, 97, 103, 99], "reference": [100, 98.5, 101, 100]});
    assert_eq!(ask("beta", &asked), ask("beta", &joined));
    let holes = json!({"asset": [100, null, 97, 103, 99], "reference": [100, 50, 98.5, 101, 100]});
    assert_eq!(ask("beta", &holes), ask("beta", &joined));
    assert_eq!(refused("beta", &json!({"asset": [1], "reference": [1, 2]})).code, Code::DataLength);
}

#[test]
fn assets_are_100_at_the_first_common_instant() {
    let series = json!([
        {"name": "BTC", "timeMs": [1, 2, 3], "close": [50, 200, 100]},
        {"name": "ETH", "timeMs": [2, 3, 4], "close": [10, 20, 40]},
    ]);
    let found = ask("rebase", &json!({"series": series}));
    assert_eq!(found["timeMs"], json!([2.0, 3.0]));
    assert_eq!(
        [&found["series"][0]["values"], &found["series"][1]["values"]],
        [&json!([100.0, 50.0]), &json!([100.0, 200.0])]
    );
}

#[test]
fn a_month_of_0_is_no_hit_and_the_current_month_does_not_count() {
    assert_eq!(number("seasonality", &json!({"returnsPct": [0, 1, -1, 2]}), "hitRate"), 0.5);
    let asked = json!({
        "returnsPct": [10, -20, 30, 99], "months": ["2023-10", "2024-10", "2025-09", "2025-10"], "currentMonth": "2025-10",
    });
    let found = ask("seasonality", &asked);
    let october = &found["months"][9];
    assert_eq!(
        (found["n"].as_f64(), october["n"].as_f64(), october["mean"].as_f64()),
        (Some(3.0), Some(2.0), Some(-5.0))
    );
    assert!(found["months"][0]["mean"].is_null());
    let wrong = refused("seasonality", &json!({"returnsPct": [1], "months": ["2023-13"]}));
    assert_eq!(wrong.field, "months[0]");
}

#[test]
fn bootstrap_of_a_seed_is_the_same_and_holds_the_mean() {
    let asked = |seed: u32| json!({"returnsPct": [5, -3, 8, 1, -2, 9, 4, 0, 7, -6], "bootstrap": {"seed": seed, "resamples": 500}});
    let (found, again, other) =
        (ask("seasonality", &asked(7)), ask("seasonality", &asked(7)), ask("seasonality", &asked(8)));
    assert_eq!(found, again);
    assert_ne!(found["meanInterval"], other["meanInterval"]);
    let [low, high] = [0, 1].map(|end| found["meanInterval"][end].as_f64().unwrap());
    assert!(low < 2.3 && 2.3 < high && low >= -6.0 && high <= 9.0, "{low} {high}");
    let empty = ask("seasonality", &json!({"returnsPct": [], "bootstrap": {"seed": 1}}));
    assert!(empty["meanInterval"].is_null());
}

#[test]
fn series_of_context_tells_last_change_month_and_correlation() {
    let series: Vec<f64> = (0..25).map(|day| 4.0 + 0.01 * f64::from(day * day % 7)).collect();
    let found = ask("context_change", &json!({"series": series, "reference": series, "lookback": 20}));
    assert!(near(found["change"].as_f64().unwrap(), series[24] - series[23], 1e-12));
    assert!(near(found["overLookback"]["bp"].as_f64().unwrap(), 100.0 * (series[24] - series[4]), 1e-9));
    assert!(near(found["correlation"].as_f64().unwrap(), 1.0, 1e-9));
    let short = ask("context_change", &json!({"series": [4.0, 4.1]}));
    assert!(short["change"].is_f64() && short["overLookback"]["change"].is_null());
    let hole = ask("context_change", &json!({"series": [4.0, null, 4.1]}));
    assert!(hole["change"].is_null() && hole["level"].is_f64());
}
