//! Laws of premium, funding and basis.

use crate::asking::{ask, near, refused};
use liquidation_widgets::engine::signals::basis::{TermStructure, annual_compound, annual_simple, raw_basis, shape};
use liquidation_widgets::engine::signals::funding::{FundingTerms, VenueFunding, oi_weighted, per_8h};
use liquidation_widgets::engine::signals::premium::{premium_index, weighted_premium};
use liquidation_widgets::error::Code;
use proptest::prelude::*;
use serde_json::json;

proptest! {
    #[test]
    fn funding_never_falls_when_the_premium_rises(low in -0.02..0.02_f64, step in 0.0..0.01_f64, hours in 1.0..8.0_f64) {
        let terms = FundingTerms { floor: Some(-0.01), cap: Some(0.01), ..FundingTerms::default() };
        prop_assert!(terms.rate(low, hours) <= terms.rate(low + step, hours) + 1e-18);
    }

    #[test]
    fn funding_is_the_interest_while_the_premium_is_within_the_clamp(premium in -0.0004..0.0006_f64) {
        let rate = FundingTerms::default().rate(premium, 8.0);
        prop_assert!((rate - 0.0001).abs() < 1e-15, "{rate}");
    }

    #[test]
    fn shorter_intervals_have_the_same_8_hour_rate(premium in -0.01..0.01_f64, hours in prop::sample::select(vec![1.0, 2.0, 4.0])) {
        let terms = FundingTerms::default();
        let (long, short) = (terms.rate(premium, 8.0), per_8h(terms.rate(premium, hours), hours));
        prop_assert!((long - short).abs() < 1e-15, "{long} {short}");
    }

    #[test]
    fn cap_and_floor_bind_the_interval_and_not_8_hours(premium in -0.5..0.5_f64, limit in 0.0001..0.01_f64) {
        let terms = FundingTerms { floor: Some(-limit), cap: Some(limit), ..FundingTerms::default() };
        prop_assert!(terms.rate(premium, 1.0).abs() <= limit);
    }

    #[test]
    fn premium_is_0_between_the_impact_prices(index in 1.0..1e6_f64, below in 0.0..0.01_f64, above in 0.0..0.01_f64) {
        prop_assert_eq!(premium_index(index * (1.0 - below), index * (1.0 + above), index), 0.0);
    }

    #[test]
    fn later_samples_weigh_more(early in -0.001..0.0_f64, late in 0.0001..0.001_f64) {
        let forward = weighted_premium(&[early, late]).unwrap();
        let backward = weighted_premium(&[late, early]).unwrap();
        prop_assert!(forward > backward);
        prop_assert!(early <= backward && forward <= late);
    }

    #[test]
    fn weighted_rate_lies_between_the_venues_rates(
        rows in prop::collection::vec((1.0..1e10_f64, -0.01..0.01_f64, prop::sample::select(vec![1.0, 4.0, 8.0])), 1..9),
    ) {
        let venues: Vec<VenueFunding> = rows.iter()
            .map(|(oi, rate, hours)| VenueFunding { oi: Some(*oi), rate: Some(*rate), interval_h: Some(*hours) }).collect();
        let rates: Vec<f64> = rows.iter().map(|(_, rate, hours)| per_8h(*rate, *hours)).collect();
        let found = oi_weighted(&venues).unwrap();
        let (low, high) = (rates.iter().copied().fold(f64::MAX, f64::min), rates.iter().copied().fold(f64::MIN, f64::max));
        prop_assert!(found >= low - 1e-15 && found <= high + 1e-15, "{found} in {low}..{high}");
    }

    #[test]
    fn compound_is_above_simple_below_a_year_and_of_the_same_sign(raw in -0.5..0.5_f64, days in 1.0..364.0_f64) {
        let (simple, compound) = (annual_simple(raw, days).unwrap(), annual_compound(raw, days).unwrap());
        prop_assert!(compound >= simple - 1e-12 * simple.abs(), "{simple} {compound}");
        prop_assert!(simple * compound >= 0.0);
    }

    #[test]
    fn forward_legs_join_the_expiries(spot in 10.0..1e5_f64, first in 0.9..1.1_f64, second in 0.9..1.1_f64, gap in 10.0..200.0_f64) {
        let quotes = [(30.0, spot * first), (30.0 + gap, spot * first * second)];
        let leg = TermStructure::forward(&quotes)[0].unwrap();
        let grown = quotes[0].1 * (1.0 + leg * gap / 365.0);
        prop_assert!(near(grown, quotes[1].1, 1e-12), "{grown} {quotes:?}");
        prop_assert!(near(raw_basis(quotes[0].1, spot) + 1.0, first, 1e-12));
    }
}

#[test]
fn missing_input_is_no_data_and_never_0() {
    let found = ask("funding_rate", &json!({"avgPremium": null, "intervalH": 8}));
    assert!(["rate", "rate8h", "annualSimple", "annualCompound"].iter().all(|key| found[key].is_null()), "{found}");
    let basis = ask("basis", &json!({"future": 101, "spot": 100, "days": null}));
    assert!(basis["raw"].is_f64() && basis["simple"].is_null() && basis["state"].is_null(), "{basis}");
    assert!(ask("weighted_premium", &json!({"samples": [0.1, null]}))["average"].is_null());
    assert!(ask("weighted_premium", &json!({"samples": []}))["average"].is_null());
    assert_eq!(refused("basis", &json!({"future": 1, "spot": 1})).field, "days");
}

#[test]
fn weighted_rate_says_which_venues_it_covers() {
    let venues = json!([
        {"oi": 1e9, "rate": 0.0003, "intervalH": 8}, {"oi": null, "rate": 0.01, "intervalH": 8}, {"oi": 0, "rate": 0.02, "intervalH": 8},
    ]);
    let found = ask("oi_weighted_funding", &json!({"venues": venues}));
    assert!(near(found["rate8h"].as_f64().unwrap(), 0.0003, 1e-12));
    assert_eq!((found["covered"].as_f64(), found["venues"].as_f64()), (Some(2.0), Some(3.0)));
    let none = ask("oi_weighted_funding", &json!({"venues": [{"oi": 0, "rate": 0.01, "intervalH": 8}]}));
    assert!(none["rate8h"].is_null());
}

#[test]
fn basis_on_the_day_of_expiry_is_not_annualised() {
    let found = ask("basis", &json!({"future": 101, "spot": 100, "days": 0}));
    assert!(found["raw"].is_f64() && found["simple"].is_null() && found["compound"].is_null());
}

#[test]
fn states_of_the_basis_include_the_lower_level_and_exclude_the_upper() {
    let state = |future: f64| {
        ask("basis", &json!({"future": future, "spot": 100, "days": 365, "low": 0.25, "high": 0.5}))["state"].clone()
    };
    assert_eq!(
        [state(124.9), state(125.0), state(150.0), state(150.1)],
        ["compressed", "watch", "watch", "rebuilding"]
    );
}

#[test]
fn expiries_below_three_days_and_without_price_are_left_out() {
    let asked = json!({"spot": 100, "quotes": [[90, 103], [2, 101], [30, null], [3, 100.1]]});
    let found = ask("term_structure", &asked);
    assert_eq!((&found["days"], found["excluded"].as_f64()), (&json!([3.0, 90.0]), Some(2.0)));
    let mut nearer = asked;
    nearer["minDays"] = 1.into();
    assert_eq!(ask("term_structure", &nearer)["days"], json!([2.0, 3.0, 90.0]));
}

#[test]
fn curve_on_the_spot_is_neither_above_nor_below() {
    assert_eq!(shape(&[Some(0.1), Some(0.0)]), Some("mixed"));
    assert_eq!(shape(&[Some(-0.1), Some(-0.2)]), Some("backwardation"));
    assert_eq!(shape(&[Some(0.1), None]), None);
    assert_eq!(shape(&[]), None);
}

#[test]
fn limits_that_cross_are_refused() {
    let error = refused("funding_rate", &json!({"avgPremium": 0, "intervalH": 8, "floor": 0.01, "cap": 0.001}));
    assert_eq!((error.code, error.field.as_str()), (Code::AttributeInvalid, "floor"));
    let levels = refused("basis", &json!({"future": 1, "spot": 1, "days": 1, "low": 0.2}));
    assert_eq!((levels.field.as_str(), levels.value.as_str()), ("low", "0.2"));
    let twice = refused("term_structure", &json!({"spot": 1, "quotes": [[30, 1], [30, 2]]}));
    assert_eq!(twice.code, Code::DataDuplicated);
}
