//! Where levels may stand, and what the mark price takes away.

use crate::synthetic_market::{any_market, causal_steps, estimated, estimator_at, first_step, random, still_step};
use liquidation_widgets::engine::estimator::Estimator;
use liquidation_widgets::engine::exposure::Exposure;
use liquidation_widgets::engine::market::{ContractKind, Side};
use liquidation_widgets::engine::parameters::Parameters;
use liquidation_widgets::engine::steps::Step;
use proptest::prelude::*;

/// Adding the frame offset to a centre rounds in the last place of a number near 11.
const LOG_ROUNDING: f64 = 1e-13;

fn outermost(exposure: &Exposure, side: Side) -> Option<f64> {
    let bins = exposure.bins(side);
    match side {
        Side::Long => bins.last().map(|(log_price, _)| *log_price),
        Side::Short => bins.first().map(|(log_price, _)| *log_price),
    }
}

fn mass_between(exposure: &Exposure, side: Side, low: f64, high: f64) -> f64 {
    let within = |log_price: f64| log_price >= libm::log(low) && log_price < libm::log(high);
    exposure.bins(side).iter().filter(|(log_price, _)| within(*log_price)).map(|(_, mass)| mass).sum()
}

/// A step after `before` whose mark price reaches `extremes` and which leaves so little open that nothing can be new.
fn only_sweeping(before: &Step, exposure: &Exposure, extremes: [f64; 2]) -> Step {
    let left = |side: Side| {
        let bins = exposure.bins(side);
        let kept = bins.iter().filter(|(log_price, _)| match side {
            Side::Long => *log_price < libm::log(extremes[0]),
            Side::Short => *log_price > libm::log(extremes[1]),
        });
        kept.map(|(_, mass)| mass).sum::<f64>() + exposure.inert(side)
    };
    let open_interest = 0.5 * left(Side::Long).min(left(Side::Short));
    Step { mark_low: extremes[0], mark_high: extremes[1], open_interest, ..still_step(before, 0.0) }
}

proptest! {
    #![proptest_config(random(96))]

    #[test]
    fn longs_stand_below_the_mark_and_shorts_above_after_every_step(market in any_market(40)) {
        let steps = causal_steps(&market);
        let mut estimator = estimator_at(market.contract, &Parameters::default(), &steps[0]);
        for step in &steps {
            estimator.apply(step);
            let mark = libm::log(step.mark_close);
            if let Some(highest) = outermost(estimator.exposure(), Side::Long) {
                prop_assert!(highest < mark + LOG_ROUNDING, "long at {highest}, mark {mark}");
            }
            if let Some(lowest) = outermost(estimator.exposure(), Side::Short) {
                prop_assert!(lowest > mark - LOG_ROUNDING, "short at {lowest}, mark {mark}");
            }
        }
    }

    #[test]
    fn a_sweep_leaves_nothing_it_reached_and_a_second_one_finds_nothing(
        market in any_market(30), below in 0.0..0.2_f64, above in 0.0..0.2_f64,
    ) {
        let steps = causal_steps(&market);
        let mut estimator = estimated(market.contract, &steps);
        let last = &steps[steps.len() - 1];
        let extremes = [last.mark_close * libm::exp(-below), last.mark_close * libm::exp(above)];
        let sweep = only_sweeping(last, estimator.exposure(), extremes);
        let before = Side::BOTH.map(|side| estimator.exposure().placed(side) + estimator.exposure().inert(side));
        let swept = estimator.apply(&sweep);
        let exposure = estimator.exposure();
        prop_assert!(outermost(exposure, Side::Long).is_none_or(|at| at < libm::log(extremes[0]) + LOG_ROUNDING));
        prop_assert!(outermost(exposure, Side::Short).is_none_or(|at| at > libm::log(extremes[1]) - LOG_ROUNDING));
        for side in Side::BOTH {
            prop_assert!(swept[side.index()].quantity <= before[side.index()] * (1.0 + 1e-12));
        }
        let again = Step { open_interest: 0.5 * sweep.open_interest, ..still_step(&sweep, 0.0) };
        let again = Step { mark_low: extremes[0], mark_high: extremes[1], ..again };
        for side in estimator.apply(&again) {
            prop_assert_eq!((side.quantity, side.usd), (0.0, 0.0));
        }
    }
}

/// Longs and shorts around 50,000, opened at one price.
fn seasoned(contract: ContractKind) -> (Estimator, Step) {
    let first = first_step(50_000.0, 1_000.0, 3_000.0);
    let second = still_step(&first, 3_000.0);
    (estimated(contract, &[first, second.clone()]), second)
}

#[test]
fn a_wick_through_a_level_and_back_removes_it() {
    let (mut estimator, before) = seasoned(ContractKind::Linear);
    // A 20x long from 50,000 is liquidated near 47,700.
    assert!(mass_between(estimator.exposure(), Side::Long, 47_000.0, 49_000.0) > 0.0);
    let swept = estimator.clone().apply(&Step { mark_low: 47_000.0, ..still_step(&before, 0.0) });
    assert!(swept[0].quantity > 0.0 && swept[1].quantity == 0.0);
    // Open interest falls by what was swept, so that no new long hides the hole.
    let left = before.open_interest - swept[0].quantity;
    estimator.apply(&Step { mark_low: 47_000.0, open_interest: left, ..still_step(&before, 0.0) });
    assert_eq!(mass_between(estimator.exposure(), Side::Long, 47_000.0, 50_000.0), 0.0);
    assert!(mass_between(estimator.exposure(), Side::Long, 40_000.0, 47_000.0) > 0.0);
}

#[test]
fn the_second_touch_of_a_price_removes_nothing_more() {
    let (mut estimator, before) = seasoned(ContractKind::Linear);
    let touch = only_sweeping(&before, estimator.exposure(), [48_500.0, 50_000.0]);
    assert!(estimator.apply(&touch)[0].quantity > 0.0);
    let again = Step { open_interest: 0.5 * touch.open_interest, mark_low: 48_500.0, ..still_step(&touch, 0.0) };
    assert_eq!(estimator.apply(&again)[0].quantity, 0.0);
}

#[test]
fn touching_a_level_is_reaching_it() {
    let (mut estimator, before) = seasoned(ContractKind::Linear);
    let highest = outermost(estimator.exposure(), Side::Long).unwrap();
    let mass = estimator.exposure().bins(Side::Long).last().unwrap().1;
    let short_of = only_sweeping(&before, estimator.exposure(), [libm::exp(highest + 1e-9), 50_000.0]);
    assert_eq!(estimator.clone().apply(&short_of)[0].quantity, 0.0);
    let on_it = only_sweeping(&before, estimator.exposure(), [libm::exp(highest - 1e-12), 50_000.0]);
    let swept = estimator.apply(&on_it)[0].quantity;
    assert!((swept / mass - 1.0).abs() < 1e-12, "{swept}, not {mass}");
}

#[test]
fn swept_dollars_are_valued_at_the_level_and_inverse_ones_are_face_value() {
    for contract in [ContractKind::Linear, ContractKind::Inverse] {
        let (mut estimator, before) = seasoned(contract);
        let reached: Vec<(f64, f64)> = estimator
            .exposure()
            .bins(Side::Short)
            .into_iter()
            .filter(|(log_price, _)| *log_price <= libm::log(53_000.0))
            .collect();
        let wanted: f64 = reached.iter().map(|(log_price, mass)| contract.usd(*mass, libm::exp(*log_price))).sum();
        let swept = estimator.apply(&only_sweeping(&before, estimator.exposure(), [50_000.0, 53_000.0]).clone())[1];
        assert!(wanted > 0.0 && (swept.usd / wanted - 1.0).abs() < 1e-12, "{}: {wanted}", swept.usd);
    }
}

#[test]
fn levels_that_price_jumped_over_are_swept_by_the_next_candle() {
    let (mut estimator, before) = seasoned(ContractKind::Linear);
    let beyond = Step { mark_close: 44_000.0, ..before.clone() };
    let placed = mass_between(estimator.exposure(), Side::Long, 44_000.0, 50_000.0);
    let swept = estimator.apply(&still_step(&beyond, 0.0))[0].quantity;
    assert!(placed > 0.0 && (swept / placed - 1.0).abs() < 1e-12, "{swept}, not {placed}");
}
