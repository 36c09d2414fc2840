//! Laws of deltas, smiles and gamma.

use crate::asking::{ask, near, refused};
use liquidation_widgets::engine::signals::gamma::{GammaBook, OptionInterest, SignMode, gamma, nearest_zero};
use liquidation_widgets::engine::signals::options::{
    OptionType, SmileQuote, delta, deviation, strike_at_delta, volatility_at_delta,
};
use proptest::prelude::*;
use serde_json::json;

fn any_option() -> impl Strategy<Value = OptionInterest> {
    (any::<bool>(), 0.6..1.5_f64, 0.2..1.5_f64, 1.0..200.0_f64, 1.0..1e4_f64).prop_map(
        |(call, moneyness, iv, days, oi)| OptionInterest {
            option_type: if call { OptionType::Call } else { OptionType::Put },
            strike: 1e5 * moneyness,
            iv: Some(iv),
            days: Some(days),
            oi: Some(oi),
            dealer_position: None,
        },
    )
}

proptest! {
    #[test]
    fn call_delta_less_put_delta_is_1(strike in 1e4..1e6_f64, iv in 0.05..3.0_f64, days in 0.1..700.0_f64) {
        let deviation = deviation(iv, days);
        let [call, put] = OptionType::BOTH.map(|option| delta(option, 1e5, strike, deviation));
        prop_assert!((call - put - 1.0).abs() < 1e-12 && call >= 0.0 && put <= 0.0, "{call} {put}");
    }

    #[test]
    fn strike_at_a_delta_has_that_delta(at in 0.02..0.98_f64, iv in 0.05..2.0_f64, days in 0.5..400.0_f64) {
        let deviation = deviation(iv, days);
        for option in OptionType::BOTH {
            let strike = strike_at_delta(option, 1e5, deviation, at).unwrap();
            prop_assert!((delta(option, 1e5, strike, deviation).abs() - at).abs() < 1e-10, "{option:?} {strike}");
        }
    }

    #[test]
    fn put_at_a_delta_is_the_call_at_the_rest(at in 0.02..0.98_f64, iv in 0.05..2.0_f64) {
        let deviation = deviation(iv, 30.0);
        let put = strike_at_delta(OptionType::Put, 1e5, deviation, at).unwrap();
        let call = strike_at_delta(OptionType::Call, 1e5, deviation, 1.0 - at).unwrap();
        prop_assert!(near(put, call, 1e-10), "{put} {call}");
    }

    #[test]
    fn flat_smile_has_no_skew(iv in 0.1..2.0_f64, days in 1.0..200.0_f64) {
        let width = deviation(iv, days);
        let at = |option_type, steps: f64| SmileQuote { option_type, strike: 1e5 * libm::exp(steps * width), iv: Some(iv) };
        let quotes: Vec<SmileQuote> = OptionType::BOTH.iter()
            .flat_map(|option| [-2.0, -0.5, 0.5, 2.0].map(|steps| at(*option, steps))).collect();
        let of = |option| volatility_at_delta(&quotes, option, 1e5, days, 0.25);
        let (call, put) = (of(OptionType::Call).unwrap(), of(OptionType::Put).unwrap());
        prop_assert!((call - iv).abs() < 1e-12 && (put - iv).abs() < 1e-12, "{call} {put}");
    }

    #[test]
    fn interpolated_volatility_lies_between_its_two_quotes(near_iv in 0.3..0.8_f64, far_iv in 0.3..0.8_f64) {
        let quote = |strike, iv| SmileQuote { option_type: OptionType::Call, strike, iv: Some(iv) };
        let quotes = [quote(102_000.0, near_iv), quote(160_000.0, far_iv)];
        let found = volatility_at_delta(&quotes, OptionType::Call, 1e5, 30.0, 0.25).unwrap();
        prop_assert!(found >= near_iv.min(far_iv) && found <= near_iv.max(far_iv), "{found}");
    }

    #[test]
    fn every_zero_is_one_and_none_is_missed_on_the_grid(options in prop::collection::vec(any_option(), 1..12)) {
        let book = GammaBook::new(&options, SignMode::Naive, 1.0);
        let zeros = book.zeros(1e5);
        let scale = options.iter().map(|option| GammaBook::new(&[*option], SignMode::Naive, 1.0).gex_1pct(1e5).abs()).sum::<f64>();
        for zero in &zeros {
            let [below, above] = [zero * (1.0 - 1e-9), zero * (1.0 + 1e-9)].map(|price| book.gex_1pct(price));
            prop_assert!(below * above <= 0.0 || below.abs().min(above.abs()) <= 1e-9 * scale, "{zero}: {below} {above}");
            prop_assert!((0.5e5..=1.5e5 + 1.0).contains(zero));
        }
        prop_assert!(zeros.is_sorted());
        let ends = [0.5e5, 1.5e5].map(|price| book.gex_1pct(price));
        if ends[0] * ends[1] < 0.0 {
            prop_assert!(!zeros.len().is_multiple_of(2), "{zeros:?} {ends:?}");
        } else if ends[0] * ends[1] > 0.0 {
            prop_assert!(zeros.len().is_multiple_of(2), "{zeros:?} {ends:?}");
        }
    }

    #[test]
    fn inverse_signs_turn_the_gamma_and_keep_its_zeros(options in prop::collection::vec(any_option(), 1..8), price in 6e4..1.4e5_f64) {
        let [naive, inverse] = [SignMode::Naive, SignMode::Inverse].map(|mode| GammaBook::new(&options, mode, 1.0));
        prop_assert!(near(inverse.gex_1pct(price), -naive.gex_1pct(price), 1e-12));
        prop_assert_eq!(inverse.zeros(1e5), naive.zeros(1e5));
    }

    #[test]
    fn gamma_is_the_slope_of_the_delta(strike in 7e4..1.4e5_f64, iv in 0.2..1.5_f64, days in 5.0..200.0_f64) {
        let (deviation, step) = (deviation(iv, days), 1.0);
        let at = |spot| delta(OptionType::Call, spot, strike, deviation);
        let slope = (at(1e5 + step) - at(1e5 - step)) / (2.0 * step);
        prop_assert!((gamma(1e5, strike, deviation) - slope).abs() < 1e-11, "{slope}");
    }
}

#[test]
fn lower_one_of_two_equally_near_zeros_is_the_headline() {
    assert_eq!(nearest_zero(&[90.0, 110.0], 100.0), Some(90.0));
    assert_eq!(nearest_zero(&[80.0, 110.0], 100.0), Some(110.0));
    assert_eq!(nearest_zero(&[], 100.0), None);
}

#[test]
fn unknown_and_expired_series_do_not_count_and_an_empty_book_is_no_data() {
    let option =
        |iv: serde_json::Value, days: f64| json!({"type": "call", "strike": 100, "iv": iv, "days": days, "oi": 5});
    let options = [option(json!(0.5), 30.0), option(json!(null), 30.0), option(json!(0.5), 0.0)];
    let found = ask("dealer_gamma", &json!({"spot": 100, "options": options}));
    assert_eq!((found["covered"].as_f64(), found["options"].as_f64()), (Some(1.0), Some(3.0)));
    let none = ask("dealer_gamma", &json!({"spot": 100, "options": []}));
    assert!(none["gex1pct"].is_null() && none["zeroGamma"].is_null(), "{none}");
}

#[test]
fn dealers_without_positions_are_refused() {
    let options = json!([{"type": "call", "strike": 100, "iv": 0.5, "days": 30, "oi": 5}]);
    let error = refused("dealer_gamma", &json!({"spot": 100, "options": options, "signMode": "dealer"}));
    assert_eq!(error.field, "signMode");
    assert!(
        refused("dealer_gamma", &json!({"spot": 100, "options": [], "signMode": "naif"})).allowed.contains("naive")
    );
}

#[test]
fn smile_that_does_not_bracket_the_delta_has_no_value() {
    let quotes =
        json!([{"type": "call", "strike": 200_000, "iv": 0.5}, {"type": "call", "strike": 210_000, "iv": 0.5}]);
    let found = ask("risk_reversal_25", &json!({"forward": 100_000, "days": 30, "quotes": quotes}));
    assert!(found["callIv"].is_null() && found["putIv"].is_null() && found["rr25"].is_null());
}
