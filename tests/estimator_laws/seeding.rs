//! Positions that were open before the data: burn-in where there are candles, no level where there are none.

use crate::synthetic_market::{
    causal_steps, estimated, estimator_at, market_of_candles, snapshot_of, with_open_interest,
};
use liquidation_widgets::engine::clusters::{DEFAULT_DENSITY_SHARE, clusters_of};
use liquidation_widgets::engine::heatmap::{HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::market::{ContractKind, Side};
use liquidation_widgets::engine::parameters::Parameters;

/// Too small a range to reach a level.
const CANDLE: [f64; 4] = [50_000.0, 50_020.0, 49_990.0, 50_000.0];
const OPEN_INTEREST: f64 = 1_000.0;
const VOLUME: f64 = 2_000.0;

/// What is left of anything after one candle: turnover of 0.15 · volume / open interest.
fn left_per_candle() -> f64 {
    libm::exp(-0.15 * VOLUME / OPEN_INTEREST)
}

#[test]
fn without_earlier_candles_all_of_it_is_without_a_level_and_seeded() {
    let market = with_open_interest(market_of_candles("binance", 0, &[CANDLE; 4], VOLUME), 0, &[OPEN_INTEREST; 4]);
    let steps = causal_steps(&market);
    let mut estimator = estimator_at(ContractKind::Linear, &Parameters::default(), &steps[0]);
    for side in Side::BOTH {
        assert_eq!(estimator.exposure().inert(side), OPEN_INTEREST);
        assert_eq!(estimator.exposure().placed(side), 0.0);
    }
    assert_eq!(estimator.exposure().seeded_share(), 1.0);
    let mut left = 1.0;
    for step in &steps {
        estimator.apply(step);
        left *= left_per_candle();
        assert!((estimator.exposure().seeded_share() - left).abs() < 1e-12);
        assert!(estimator.exposure().inert(Side::Long) >= left * OPEN_INTEREST);
    }
}

#[test]
fn earlier_candles_burn_in_at_the_first_known_value_and_all_of_it_is_seeded() {
    let market = with_open_interest(market_of_candles("binance", 0, &[CANDLE; 8], VOLUME), 5, &[OPEN_INTEREST; 3]);
    let steps = causal_steps(&market);
    assert_eq!(
        steps.iter().map(|step| step.seeding).collect::<Vec<_>>(),
        [true, true, true, true, true, false, false, false]
    );
    let before = estimated(ContractKind::Linear, &steps[..5]);
    assert_eq!(before.exposure().open_interest(), OPEN_INTEREST);
    assert!((before.exposure().seeded_share() - 1.0).abs() < 1e-12);
    assert!(before.exposure().placed(Side::Long) > 0.3 * OPEN_INTEREST, "the burn-in places levels");
    let after = estimated(ContractKind::Linear, &steps);
    let left = left_per_candle() * left_per_candle() * left_per_candle();
    assert!((after.exposure().seeded_share() - left).abs() < 1e-12, "{}", after.exposure().seeded_share());
}

/// A burn-in is the ordinary run: where open interest is constant the map is the same, only the label differs.
#[test]
fn burn_in_places_levels_as_an_ordinary_run_does() {
    let late = with_open_interest(market_of_candles("binance", 0, &[CANDLE; 8], VOLUME), 5, &[OPEN_INTEREST; 3]);
    let known = with_open_interest(late.clone(), 0, &[OPEN_INTEREST; 8]);
    let (late, known) =
        (estimated(ContractKind::Linear, &causal_steps(&late)), estimated(ContractKind::Linear, &causal_steps(&known)));
    for side in Side::BOTH {
        assert_eq!(late.exposure().bins(side), known.exposure().bins(side));
        assert_eq!(late.exposure().inert(side), known.exposure().inert(side));
    }
    assert!(late.exposure().seeded_share() > known.exposure().seeded_share());
}

#[test]
fn a_sweep_takes_seeded_mass_like_any_other() {
    let mut candles = [CANDLE; 8];
    candles[5] = [50_000.0, 90_000.0, 30_000.0, 50_000.0];
    let market = with_open_interest(market_of_candles("binance", 0, &candles, VOLUME), 5, &[OPEN_INTEREST; 3]);
    let steps = causal_steps(&market);
    let mut estimator = estimated(ContractKind::Linear, &steps[..5]);
    let inert = Side::BOTH.map(|side| estimator.exposure().inert(side));
    let placed = Side::BOTH.map(|side| estimator.exposure().placed(side));
    let swept = estimator.apply(&steps[5]);
    for side in Side::BOTH {
        let (found, placed) = (swept[side.index()].quantity, placed[side.index()]);
        assert!((found / placed - 1.0).abs() < 1e-12, "every level was within reach: {found} of {placed}");
    }
    let left = left_per_candle() * inert[0].max(inert[1]) / OPEN_INTEREST;
    assert!((estimator.exposure().seeded_share() - left).abs() < 1e-12, "{}", estimator.exposure().seeded_share());
}

#[test]
fn clusters_of_a_mostly_seeded_column_say_so() {
    let seeded = |candles: usize| {
        let market = market_of_candles("binance", 0, &vec![CANDLE; candles], VOLUME);
        let market = with_open_interest(market, 0, &vec![OPEN_INTEREST; candles]);
        let heatmap = HeatmapRun::new(&snapshot_of(vec![market]), &HeatmapOptions::default()).unwrap().into_heatmap();
        let clusters = clusters_of(&heatmap, DEFAULT_DENSITY_SHARE);
        assert!(!clusters.is_empty());
        assert!(clusters.iter().all(|cluster| cluster.seeded == clusters[0].seeded));
        assert_eq!(clusters[0].seeded, heatmap.columns[candles - 1].seeded_share > 0.3);
        clusters[0].seeded
    };
    // exp(−0.3·4) is 30.1 %, exp(−0.3·5) is 22.3 %.
    assert!(seeded(4) && !seeded(5));
}
