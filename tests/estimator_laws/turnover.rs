//! How mass fades with volume and with open interest.

use crate::bin_masses::{assert_same, by_lattice};
use crate::synthetic_market::{
    any_market, causal_steps, estimated, estimator_at, first_step, market_of_candles, random, still_step,
    with_open_interest,
};
use liquidation_widgets::engine::estimator::Estimator;
use liquidation_widgets::engine::exposure::Exposure;
use liquidation_widgets::engine::market::{ContractKind, Side};
use liquidation_widgets::engine::parameters::Parameters;
use liquidation_widgets::engine::steps::Step;
use proptest::prelude::*;

/// A product of `k` exponentials against one of their sum: `k` roundings.
const SPLITTING: f64 = 1e-12;

fn seeded_mass(exposure: &Exposure) -> f64 {
    exposure.seeded_share() * exposure.open_interest()
}

/// An estimator whose mass is all seeded, so that the seeded mass is the mass older than what follows.
fn burnt_in(contract: ContractKind, parameters: &Parameters, steps: &[Step]) -> Estimator {
    let mut estimator = estimator_at(contract, parameters, &steps[0]);
    for step in steps {
        estimator.apply(&Step { seeding: true, ..step.clone() });
    }
    estimator
}

proptest! {
    #![proptest_config(random(64))]

    #[test]
    fn splitting_a_still_step_keeps_the_same_old_mass(market in any_market(20), volume in 0.0..5.0_f64, parts in 2..40_usize) {
        let steps = causal_steps(&market);
        let last = &steps[steps.len() - 1];
        prop_assume!(last.open_interest > 0.0);
        let volume = volume * last.open_interest;
        let whole = burnt_in(market.contract, &Parameters::default(), &steps);
        let (mut whole, mut split) = (whole.clone(), whole);
        whole.apply(&still_step(last, volume));
        for _ in 0..parts {
            split.apply(&still_step(last, volume / parts as f64));
        }
        let (whole, split) = (seeded_mass(whole.exposure()), seeded_mass(split.exposure()));
        prop_assert!((whole - split).abs() <= SPLITTING * whole, "{whole}, {split}");
    }

    #[test]
    fn more_turnover_never_leaves_more_old_mass(
        market in any_market(20), volumes in prop::collection::vec(0.0..2.0_f64, 1..8), share in 0.01..0.9_f64,
    ) {
        let steps = causal_steps(&market);
        let last = &steps[steps.len() - 1];
        let old_mass = |turnover_share: f64| {
            let parameters = Parameters { turnover_share, ..Parameters::default() };
            let mut estimator = estimator_at(market.contract, &parameters, last);
            let mut masses = Vec::new();
            for volume in &volumes {
                estimator.apply(&still_step(last, volume * last.open_interest));
                masses.push(seeded_mass(estimator.exposure()));
            }
            masses
        };
        for (less, more) in old_mass(share).iter().zip(old_mass(share * 1.1)) {
            prop_assert!(more <= *less, "{more} above {less}");
        }
    }

    #[test]
    fn seeded_mass_never_grows_once_open_interest_is_known(market in any_market(40)) {
        let steps = causal_steps(&market);
        let mut estimator = estimator_at(market.contract, &Parameters::default(), &steps[0]);
        let mut before = f64::INFINITY;
        for step in &steps {
            estimator.apply(step);
            let seeded = seeded_mass(estimator.exposure());
            if !step.seeding {
                prop_assert!(seeded <= before * (1.0 + SPLITTING), "{seeded} after {before}");
            }
            before = seeded;
        }
    }

    #[test]
    fn rescaling_the_arrays_changes_no_mass(market in any_market(30), at in prop::collection::vec(any::<bool>(), 30)) {
        let steps = causal_steps(&market);
        let mut plain = estimator_at(market.contract, &Parameters::default(), &steps[0]);
        let mut rescaled = plain.clone();
        let tolerance = SPLITTING * steps.iter().map(|step| step.open_interest).fold(0.0, f64::max);
        for (step, rescale) in steps.iter().zip(at) {
            let reached = plain.apply(step);
            if rescale {
                rescaled.exposure_mut().renormalise();
            }
            for (one, other) in reached.iter().zip(rescaled.apply(step)) {
                prop_assert!((one.quantity - other.quantity).abs() <= tolerance);
            }
        }
        rescaled.exposure_mut().renormalise();
        for side in Side::BOTH {
            let (one, other) = (by_lattice(plain.exposure(), side), by_lattice(rescaled.exposure(), side));
            assert_same(&one, &other, tolerance);
        }
    }

    #[test]
    fn an_inverse_contract_without_volume_opens_nothing_when_price_moves(moves in prop::collection::vec(-0.05..0.05_f64, 2..40)) {
        let mut price = 50_000.0;
        let candles: Vec<[f64; 4]> = moves.iter().map(|log_return| {
            let open = price;
            price *= libm::exp(*log_return);
            [open, open.max(price), open.min(price), price]
        }).collect();
        let mut market = market_of_candles("binance", 0, &candles, 0.0);
        market.contract = ContractKind::Inverse;
        let market = with_open_interest(market, 0, &vec![4e8; moves.len()]);
        let estimator = estimated(ContractKind::Inverse, &causal_steps(&market));
        for side in Side::BOTH {
            prop_assert_eq!(estimator.exposure().placed(side), 0.0);
            prop_assert_eq!(estimator.exposure().inert(side), 4e8);
        }
    }
}

#[test]
fn halving_the_open_interest_without_a_sweep_halves_every_row() {
    let first = first_step(50_000.0, 1_000.0, 2_000.0);
    let full = estimated(ContractKind::Linear, std::slice::from_ref(&first));
    let mut half = full.clone();
    half.apply(&Step { open_interest: 500.0, ..still_step(&first, 0.0) });
    for side in Side::BOTH {
        let (full, half) = (full.exposure().bins(side), half.exposure().bins(side));
        assert!(!full.is_empty());
        assert_eq!(full.len(), half.len());
        for ((_, whole), (_, part)) in full.iter().zip(half) {
            assert!((part / whole - 0.5).abs() < 1e-12, "{part} of {whole}");
        }
    }
    assert!((half.exposure().inert(Side::Long) / full.exposure().inert(Side::Long) - 0.5).abs() < 1e-12);
}

#[test]
fn no_open_interest_clears_everything_and_the_next_value_is_all_new() {
    let first = first_step(50_000.0, 1_000.0, 2_000.0);
    let none = Step { open_interest: 0.0, ..still_step(&first, 100.0) };
    let mut estimator = estimated(ContractKind::Linear, &[first, none.clone()]);
    for side in Side::BOTH {
        assert_eq!((estimator.exposure().placed(side), estimator.exposure().inert(side)), (0.0, 0.0));
    }
    estimator.apply(&Step { open_interest: 700.0, ..still_step(&none, 50.0) });
    assert_eq!(estimator.exposure().seeded_share(), 0.0);
    assert!(estimator.exposure().conservation_error() < 1e-12);
    assert!(estimator.exposure().placed(Side::Long) > 0.0);
    assert_eq!(estimator.quality().open_exceeds_volume, 2, "both sides opened 700 against a volume of 50");
}

#[test]
fn a_swept_side_reopens_what_the_other_side_need_not() {
    let first = first_step(50_000.0, 1_000.0, 3_000.0);
    let mut estimator = estimated(ContractKind::Linear, std::slice::from_ref(&first));
    let shorts = estimator.exposure().bins(Side::Short);
    let swept = estimator.apply(&Step { mark_low: 45_000.0, ..still_step(&first, 0.0) });
    assert!(swept[0].quantity > 0.0 && swept[1].quantity == 0.0);
    assert_eq!(estimator.exposure().bins(Side::Short), shorts);
    assert!(estimator.exposure().conservation_error() < 1e-12);
}

/// Implied half-life: ln 2 · open interest / (turnover share · volume).
#[test]
fn half_of_the_old_mass_is_gone_after_the_documented_volume() {
    let first = first_step(50_000.0, 1_000.0, 0.0);
    let mut estimator = estimated(ContractKind::Linear, std::slice::from_ref(&first));
    estimator.apply(&still_step(&first, std::f64::consts::LN_2 * 1_000.0 / 0.15));
    assert!((estimator.exposure().seeded_share() - 0.5).abs() < 1e-12, "{}", estimator.exposure().seeded_share());
}
