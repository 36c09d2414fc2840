//! What is open stays accounted for: each side adds up to the open interest, finite and never negative.

use crate::synthetic_market::{
    HOUR_MS, START_MS, any_contract, any_market, causal_steps, default_deposits, estimated, estimator_at, random,
    snapshot_of,
};
use liquidation_widgets::engine::exposure::Exposure;
use liquidation_widgets::engine::heatmap::{Heatmap, HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::market::{ContractKind, Market, Side};
use liquidation_widgets::engine::open_interest::Sampling;
use liquidation_widgets::engine::parameters::Parameters;
use liquidation_widgets::engine::quality::Flags;
use liquidation_widgets::engine::steps::Step;
use proptest::prelude::*;

/// Relative error of the identity that the method promises; rounding of one run stays far below it.
const IDENTITY: f64 = 1e-9;
/// Cells are f32 and a column adds a few hundred of them: 2^-24 each, with room.
const CELL_SUM: f64 = 1e-5;

fn assert_clean(exposure: &Exposure) {
    for side in Side::BOTH {
        assert!(exposure.inert(side) >= 0.0 && exposure.inert(side).is_finite(), "inert {}", exposure.inert(side));
        for (log_price, mass) in exposure.bins(side) {
            assert!(log_price.is_finite() && mass.is_finite() && mass >= 0.0, "{mass} at {log_price}");
        }
        assert!(exposure.by_class(side).iter().all(|mass| mass.is_finite() && *mass >= 0.0));
    }
    assert!((0.0..=1.0).contains(&exposure.seeded_share()));
}

/// A step of any size within the limits of a document: no relation to the step before it.
fn wild_step() -> impl Strategy<Value = Step> {
    let exponent = |low: f64, high: f64| (low..high).prop_map(|ten| libm::pow(10.0, ten));
    let amount = || prop_oneof![1 => Just(0.0), 4 => exponent(-12.0, 18.0)];
    let edge = || prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0_f64];
    let prices =
        (exponent(0.0, 5.0), prop_oneof![2 => 0.0..0.2_f64, 1 => 0.2..1.5_f64], [edge(), edge(), edge(), edge()]);
    (prices, amount(), amount(), edge(), -0.1..0.1_f64, any::<bool>()).prop_map(
        |((low, log_range, at), volume, open_interest, taker_buy_share, funding, marks_differ)| {
            let high = low * libm::exp(log_range);
            let between = |share: f64| (low + (high - low) * share).clamp(low, high);
            let widen = if marks_differ { 0.02 } else { 0.0 };
            let (mark_low, mark_high) = (low * libm::exp(-widen * at[2]), high * libm::exp(widen * at[3]));
            Step {
                open_ms: START_MS,
                close_ms: START_MS + HOUR_MS,
                open: low,
                low,
                high,
                close: between(at[0]),
                vwap: between(at[1]),
                volume,
                taker_buy_share,
                mark_low,
                mark_high,
                mark_close: (mark_low + (mark_high - mark_low) * at[0]).clamp(mark_low, mark_high),
                open_interest,
                relative_base: None,
                funding,
                seeding: false,
                flags: Flags::default(),
            }
        },
    )
}

fn whole_heatmap(market: &Market, options: &HeatmapOptions) -> Heatmap {
    HeatmapRun::new(&snapshot_of(vec![market.clone()]), options).unwrap().into_heatmap()
}

proptest! {
    #![proptest_config(random(96))]

    #[test]
    fn each_side_adds_up_to_the_open_interest_after_every_step(market in any_market(40)) {
        let steps = causal_steps(&market);
        let mut estimator = estimator_at(market.contract, &Parameters::default(), &steps[0]);
        for step in &steps {
            estimator.apply(step);
            let exposure = estimator.exposure();
            prop_assert_eq!(exposure.open_interest(), step.open_interest);
            prop_assert!(exposure.conservation_error() <= IDENTITY, "{}", exposure.conservation_error());
            for side in Side::BOTH {
                let sum = exposure.bins(side).iter().map(|(_, mass)| mass).sum::<f64>() + exposure.inert(side);
                prop_assert!((sum - step.open_interest).abs() <= IDENTITY * step.open_interest, "{sum}");
            }
        }
    }

    #[test]
    fn no_step_makes_a_mass_negative_or_infinite(contract in any_contract(), steps in prop::collection::vec(wild_step(), 1..12)) {
        let mut estimator = estimator_at(contract, &Parameters::default(), &steps[0]);
        for step in &steps {
            let swept = estimator.apply(step);
            assert_clean(estimator.exposure());
            prop_assert!(swept.iter().all(|side| side.quantity >= 0.0 && side.usd >= 0.0 && side.usd.is_finite()));
        }
    }

    #[test]
    fn no_market_makes_a_cell_negative_or_infinite(market in any_market(30), causal in any::<bool>(), resolution in 0.0..3.0_f64) {
        let options = HeatmapOptions {
            rows: 60,
            sampling: if causal { Sampling::Causal } else { Sampling::Display },
            parameters: Parameters { resolution, ..Parameters::default() },
            ..HeatmapOptions::default()
        };
        let heatmap = whole_heatmap(&market, &options);
        prop_assert!(heatmap.conservation_error <= IDENTITY);
        for cell in heatmap.cells.iter().chain(heatmap.by_class.iter().flatten()).flatten() {
            prop_assert!(cell.is_finite() && *cell >= 0.0);
        }
        for column in &heatmap.columns {
            for off in &column.off_rows {
                prop_assert!([off.below, off.above, off.inert, off.inside].iter().all(|usd| usd.is_finite() && *usd >= 0.0));
            }
            prop_assert!((0.0..=1.0).contains(&column.seeded_share) && column.coverage == 1.0);
        }
    }

    #[test]
    fn classes_add_up_to_the_side(market in any_market(30)) {
        let estimator = estimated(market.contract, &causal_steps(&market));
        for side in Side::BOTH {
            let (classes, placed) = (estimator.exposure().by_class(side).iter().sum::<f64>(), estimator.exposure().placed(side));
            prop_assert!((classes - placed).abs() <= IDENTITY * placed);
        }
        let heatmap = whole_heatmap(&market, &HeatmapOptions { rows: 80, ..HeatmapOptions::default() });
        for side in Side::BOTH {
            let whole = heatmap.column_cells(side, heatmap.columns.len() - 1);
            let highest = whole.iter().copied().fold(0.0, f32::max);
            for (row, cell) in whole.iter().enumerate() {
                let classes: f32 = heatmap.by_class[side.index()].iter().map(|class| class[row]).sum();
                // Each class folds at the mark on its own, so rows at the mark may trade a rounding, no more.
                prop_assert!((classes - cell).abs() <= CELL_SUM as f32 * highest, "row {row}: {classes}, {cell}");
            }
        }
    }

    #[test]
    fn shown_outside_and_inert_add_up_to_the_open_interest(
        market in any_market(30), resolution in prop_oneof![Just(0.0), Just(1.0), 0.0..4.0_f64], reach in 0.001..0.5_f64,
    ) {
        let price = market.candles.close[market.candles.len() - 1];
        let options = HeatmapOptions {
            rows: 50,
            low: Some(price * (1.0 - reach)),
            high: Some(price * (1.0 + 0.5 * reach)),
            parameters: Parameters { resolution, ..Parameters::default() },
            ..HeatmapOptions::default()
        };
        let heatmap = whole_heatmap(&market, &options);
        for column in &heatmap.columns {
            for off in &column.off_rows {
                let sum = off.inside + off.below + off.above + off.inert;
                prop_assert!((sum - column.open_interest).abs() <= IDENTITY * column.open_interest, "{sum}, {}", column.open_interest);
            }
        }
    }
}

/// The share of openings at each leverage is a distribution, whatever the tier table leaves of it.
#[test]
fn weights_of_every_size_and_side_sum_to_one() {
    for contract in [ContractKind::Linear, ContractKind::Inverse] {
        for side in &default_deposits(contract).sides {
            let taker: f64 = side.levels.iter().map(|level| level.taker).sum::<f64>() + side.taker_inert;
            let maker: f64 = side.levels.iter().map(|level| level.maker).sum::<f64>() + side.maker_inert;
            assert!((taker - 1.0).abs() < 1e-12 && (maker - 1.0).abs() < 1e-12, "{taker}, {maker}");
        }
    }
}
