//! Laws of the regime table, the checklist, the cross-check and the shares.

use crate::asking::{ask, number, refused};
use liquidation_widgets::engine::signals::regime::{Move, regime_label};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

#[test]
fn every_one_of_27_cells_has_a_label() {
    let mut labels = BTreeSet::new();
    for price in Move::ALL {
        for open_interest in Move::ALL {
            let row = Move::ALL.map(|funding| regime_label(price, open_interest, funding));
            assert!(row.iter().all(|label| !label.is_empty()));
            labels.extend(row);
        }
    }
    assert_eq!(labels.len(), 16);
}

#[test]
fn edge_of_a_band_is_flat() {
    let of = |price: f64, oi: f64, funding: f64| {
        ask("regime", &json!({"pricePct": price, "oiCoinPct": oi, "funding8h": funding}))
    };
    let edge = of(1.0, -1.0, 0.000_05);
    assert_eq!([&edge["price"], &edge["oi"], &edge["funding"]], ["flat", "flat", "neutral"]);
    let beyond = of(1.000_001, -1.000_001, -0.000_051);
    assert_eq!([&beyond["price"], &beyond["oi"], &beyond["funding"]], ["up", "down", "neg"]);
}

#[test]
fn a_missing_axis_leaves_the_regime_open() {
    let found = ask("regime", &json!({"pricePct": 0, "oiCoinPct": 0, "funding8h": null}));
    assert!(found["label"].is_null() && found["funding"].is_null());
    assert_eq!(found["price"], "flat");
    let error =
        refused("regime", &json!({"pricePct": 0, "priceFrom": 1, "priceTo": 2, "oiCoinPct": 0, "funding8h": 0}));
    assert_eq!(error.field, "pricePct");
    let none = ask("regime", &json!({"pricePct": 0, "oiCoinFrom": 0, "oiCoinTo": 5, "funding8h": 0}));
    assert!(none["oi"].is_null(), "{none}");
}

proptest! {
    #[test]
    fn regime_turns_with_the_funding_s_sign_only_where_open_interest_is_not_falling(
        price in -5.0..5.0_f64, funding in 0.0001..0.01_f64, oi in -9.0..-1.1_f64,
    ) {
        let label = |funding: f64| ask("regime", &json!({"pricePct": price, "oiCoinPct": oi, "funding8h": funding}))["label"].clone();
        prop_assert_eq!(label(funding), label(-funding));
    }

    #[test]
    fn shares_of_perpetuals_lie_within_0_and_1_and_derivatives_are_more(
        perp in 0.1..1e9_f64, spot in 0.1..1e9_f64, futures in 0.0..1e9_f64, options in 0.0..1e9_f64,
    ) {
        let asked = json!({"perp": perp, "spot": spot, "futures": futures, "options": options});
        let (perp, derivatives) = (number("perp_share", &asked, "perpOfAll"), number("perp_share", &asked, "derivativesOfAll"));
        prop_assert!(0.0 < perp && perp <= derivatives && derivatives < 1.0, "{perp} {derivatives}");
    }
}

fn checklist(change: impl FnOnce(&mut Json)) -> Json {
    let mut asked = json!({
        "oiCoinPrev": 100, "oiCoinNow": 95, "fundingPrev": 0.0003, "fundingNow": -0.0001, "burstPrev": 794e6, "burstNow": 1e8,
        "spotSharePrev": 0.2, "spotShareNow": 0.3, "realised7d": 0.4, "realised30d": 0.5,
    });
    change(&mut asked);
    ask("treadmill_breaker", &asked)
}

#[test]
fn checklist_counts_what_has_no_data_instead_of_a_score() {
    let all = checklist(|_| {});
    assert_eq!([&all["met"], &all["notMet"], &all["noData"]], [&json!(5.0), &json!(0.0), &json!(0.0)]);
    let fewer = checklist(|asked| {
        asked["burstPrev"] = Json::Null;
        asked["realised7d"] = Json::Null;
        asked["oiCoinNow"] = json!(95.1);
    });
    assert_eq!(
        [&fewer["oi"], &fewer["bursts"], &fewer["spot"], &fewer["volatility"]],
        ["not_met", "no_data", "met", "no_data"]
    );
    assert_eq!([&fewer["met"], &fewer["notMet"], &fewer["noData"]], [&json!(2.0), &json!(1.0), &json!(2.0)]);
}

#[test]
fn spot_absorbs_only_while_forced_flow_continues() {
    assert_eq!(checklist(|asked| asked["burstNow"] = json!(0))["spot"], "not_met");
    assert_eq!(checklist(|asked| asked["burstNow"] = Json::Null)["spot"], "no_data");
    let by_delta = checklist(|asked| {
        asked["spotShareNow"] = json!(0.1);
        asked["spotDeltaPrev"] = json!(-5);
        asked["spotDeltaNow"] = json!(2);
    });
    assert_eq!(by_delta["spot"], "met");
    assert_eq!(checklist(|asked| asked["spotSharePrev"] = Json::Null)["spot"], "no_data");
}

#[test]
fn cross_check_takes_the_first_that_holds_with_its_levels_included() {
    let label =
        |basis: f64, oi: f64| ask("cme_crosscheck", &json!({"basisChange": basis, "oiChangePct": oi}))["label"].clone();
    assert_eq!(
        [label(-0.01, -15.0), label(-0.01, -5.0), label(-0.01, 5.0)],
        ["reset", "normalisation", "normalisation"]
    );
    assert_eq!([label(-0.009, 0.0), label(-0.01, -5.1), label(0.5, -15.0)], ["inconclusive", "inconclusive", "reset"]);
    assert!(ask("cme_crosscheck", &json!({"basisChange": null, "oiChangePct": -20}))["label"].is_null());
}
