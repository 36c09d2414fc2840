//! What a change of sides, of unit or of scale does to the estimate, and what it must not do.

use crate::bin_masses::{assert_same, by_lattice};
use crate::synthetic_market::{
    BIN_WIDTH, any_contract, any_market, any_move, causal_steps, default_deposits, estimated, market_of, random,
    snapshot_of,
};
use liquidation_widgets::engine::deposits::{Deposits, Level, SideLevels};
use liquidation_widgets::engine::estimator::{Entries, Estimator};
use liquidation_widgets::engine::heatmap::{HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::market::{ContractKind, Side, Snapshot};
use liquidation_widgets::engine::parameters::Parameters;
use liquidation_widgets::engine::steps::Step;
use proptest::prelude::*;

/// Logarithms of a price and of its image differ in the last place of a number near 11, which is 1e-11 of a bin; a
/// few deposits pass one bin.
const BIN_ROUNDING: f64 = 1e-9;
/// Three products and a sum of numbers near the price.
const MEAN_ROUNDING: f64 = 1e-12;

/// Every trade of the step at its close, so that entries are one point.
fn at_one_price(step: &Step) -> Step {
    Step { low: step.close, high: step.close, open: step.close, vwap: step.close, ..step.clone() }
}

fn mirrored(step: &Step) -> Step {
    Step {
        open: 1.0 / step.open,
        low: 1.0 / step.high,
        high: 1.0 / step.low,
        close: 1.0 / step.close,
        vwap: 1.0 / step.vwap,
        mark_low: 1.0 / step.mark_high,
        mark_high: 1.0 / step.mark_low,
        mark_close: 1.0 / step.mark_close,
        taker_buy_share: 1.0 - step.taker_buy_share,
        funding: -step.funding,
        ..step.clone()
    }
}

fn mirrored_levels(side: &SideLevels) -> SideLevels {
    let levels = side.levels.iter().map(|level| Level { log_ratio: -level.log_ratio, ..*level }).collect();
    SideLevels { levels, ..side.clone() }
}

fn run(contract: ContractKind, deposits: Deposits, steps: &[Step]) -> Estimator {
    let mut estimator = Estimator::new(contract, deposits, &Parameters::default(), BIN_WIDTH, &steps[0]);
    for step in steps {
        estimator.apply(step);
    }
    estimator
}

proptest! {
    #![proptest_config(random(64))]

    #[test]
    fn swapping_sides_and_prices_mirrors_the_map(market in any_market(25)) {
        let steps: Vec<Step> = causal_steps(&market).iter().map(at_one_price).collect();
        let deposits = default_deposits(market.contract);
        let image = Deposits {
            sides: [mirrored_levels(&deposits.sides[1]), mirrored_levels(&deposits.sides[0])],
            ..deposits.clone()
        };
        let original = run(market.contract, deposits, &steps);
        let image = run(market.contract, image, &steps.iter().map(mirrored).collect::<Vec<_>>());
        let open_interest = steps[steps.len() - 1].open_interest;
        for (side, opposite) in [(Side::Long, Side::Short), (Side::Short, Side::Long)] {
            let back: Vec<_> = by_lattice(image.exposure(), opposite).iter().map(|(bin, mass)| (-bin - 1, *mass)).collect();
            assert_same(&by_lattice(original.exposure(), side), &back, BIN_ROUNDING * open_interest);
            let (inert, same) = (original.exposure().inert(side), image.exposure().inert(opposite));
            prop_assert!((inert - same).abs() <= BIN_ROUNDING * open_interest, "{inert}, {same}");
        }
    }

    #[test]
    fn entries_have_the_vwap_as_their_mean(low in 1e-6..1e5_f64, log_range in 0.0..0.5_f64, at in 0.0..=1.0_f64) {
        let high = low * libm::exp(log_range);
        let vwap = (low + (high - low) * at).clamp(low, high);
        let step = Step { low, high, vwap, ..crate::synthetic_market::first_step(vwap, 1.0, 1.0) };
        let entries = Entries::of(&step, BIN_WIDTH);
        let weights: f64 = entries.weight[..entries.count].iter().sum();
        let mean: f64 = (0..entries.count).map(|i| entries.weight[i] * libm::exp(entries.log_price[i])).sum();
        prop_assert!((weights - 1.0).abs() <= MEAN_ROUNDING, "{weights}");
        prop_assert!((mean / vwap - 1.0).abs() <= MEAN_ROUNDING, "{mean}, not {vwap}");
        prop_assert!(entries.weight.iter().all(|weight| *weight >= 0.0));
        prop_assert_eq!(entries.count, match log_range / BIN_WIDTH {
            _ if high <= low => 1,
            bins if bins > 32.0 => 7,
            bins if bins > 16.0 => 5,
            _ => 3,
        });
    }

    #[test]
    fn quantities_scale_all_masses(market in any_market(25), factor in 0.001..1000.0_f64) {
        let steps = causal_steps(&market);
        let scaled: Vec<Step> = steps
            .iter()
            .map(|step| Step { volume: step.volume * factor, open_interest: step.open_interest * factor, relative_base: step.relative_base.map(|base| base * factor), ..step.clone() })
            .collect();
        let (one, many) = (estimated(market.contract, &steps), estimated(market.contract, &scaled));
        let open_interest = steps[steps.len() - 1].open_interest;
        for side in Side::BOTH {
            let back: Vec<_> = by_lattice(many.exposure(), side).iter().map(|(bin, mass)| (*bin, mass / factor)).collect();
            assert_same(&by_lattice(one.exposure(), side), &back, BIN_ROUNDING * open_interest);
        }
    }

    #[test]
    fn prices_shift_all_bins(market in any_market(25), bins in -2000..2000_i64) {
        let steps = causal_steps(&market);
        let factor = libm::exp(bins as f64 * BIN_WIDTH);
        let shifted: Vec<Step> = steps
            .iter()
            .map(|step| Step {
                open: step.open * factor,
                low: step.low * factor,
                high: step.high * factor,
                close: step.close * factor,
                vwap: step.vwap * factor,
                mark_low: step.mark_low * factor,
                mark_high: step.mark_high * factor,
                mark_close: step.mark_close * factor,
                ..step.clone()
            })
            .collect();
        let (here, there) = (estimated(market.contract, &steps), estimated(market.contract, &shifted));
        let open_interest = steps[steps.len() - 1].open_interest;
        for side in Side::BOTH {
            let back: Vec<_> = by_lattice(there.exposure(), side).iter().map(|(bin, mass)| (bin - bins, *mass)).collect();
            assert_same(&by_lattice(here.exposure(), side), &back, BIN_ROUNDING * open_interest);
        }
    }

    #[test]
    fn two_sided_open_interest_is_halved_and_changes_nothing_else(
        contract in any_contract(), price in 2_000.0..90_000.0_f64, moves in prop::collection::vec(any_move(), 2..20),
    ) {
        let market = market_of(contract, price, &moves);
        prop_assume!(market.open_interest.is_some());
        let [one, two] = [1.0, 2.0].map(|sides| {
            let snapshot = Snapshot::from_json(&crate::snapshot_text::text_of(&market, sides)).unwrap();
            let options = HeatmapOptions { rows: 40, ..HeatmapOptions::default() };
            HeatmapRun::new(&snapshot, &options).unwrap().into_heatmap()
        });
        prop_assert_eq!(one.cells, two.cells);
        prop_assert_eq!(one.columns, two.columns);
    }
}

/// A contract count held constant is no opening and no closing when price moves, in whichever unit it is reported.
#[test]
fn dollars_of_an_inverse_contract_are_counted_as_they_are() {
    let mut market = crate::synthetic_market::market_of_candles(
        "binance",
        0,
        &[[50_000.0; 4], [50_000.0, 60_000.0, 50_000.0, 60_000.0], [60_000.0, 60_000.0, 40_000.0, 40_000.0]],
        0.0,
    );
    market.contract = ContractKind::Inverse;
    let market = crate::synthetic_market::with_open_interest(market, 0, &[5e8; 3]);
    let text = crate::snapshot_text::text_of(&market, 1.0);
    let snapshot = Snapshot::from_json(&text).unwrap();
    assert_eq!(snapshot.markets[0].open_interest.as_ref().unwrap().value, [5e8; 3]);
    let linear = Snapshot::from_json(&text.replace("inverse", "linear")).unwrap();
    assert_eq!(
        linear.markets[0].open_interest.as_ref().unwrap().value,
        [5e8 / 50_000.0, 5e8 / 60_000.0, 5e8 / 40_000.0]
    );
    assert_eq!(snapshot_of(vec![market]).markets[0].open_interest, snapshot.markets[0].open_interest);
}
