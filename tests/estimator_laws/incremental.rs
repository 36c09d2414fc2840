//! A run that grows candle by candle, and a candle that is still growing.

use crate::synthetic_market::{any_market, causal_steps, estimator_at, random, snapshot_of};
use liquidation_widgets::engine::heatmap::{Heatmap, HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::market::{Market, Side, Snapshot};
use liquidation_widgets::engine::open_interest::Sampling;
use liquidation_widgets::engine::parameters::Parameters;
use liquidation_widgets::engine::quality::Flags;
use liquidation_widgets::engine::steps::Step;
use liquidation_widgets::error::Code;
use proptest::prelude::*;

fn options(market: &Market) -> HeatmapOptions {
    let price = market.candles.close[0];
    HeatmapOptions {
        rows: 50,
        low: Some(price * 0.7),
        high: Some(price * 1.4),
        sampling: Sampling::Causal,
        ..HeatmapOptions::default()
    }
}

/// The first `candles` candles of `market`; samples and settlements stay, since a causal run does not look ahead.
fn beginning(market: &Market, candles: usize) -> Snapshot {
    let mut market = market.clone();
    let table = &mut market.candles;
    table.open_time_ms.truncate(candles);
    for column in [&mut table.open, &mut table.high, &mut table.low, &mut table.close, &mut table.volume] {
        column.truncate(candles);
    }
    for column in [&mut table.turnover, &mut table.taker_buy_volume].into_iter().flatten() {
        column.truncate(candles);
    }
    snapshot_of(vec![market])
}

/// Whether a step is long against the nearest level is judged over all steps of a run, the other remarks are its own.
fn assert_bit_identical(batch: &Heatmap, grown: &Heatmap) {
    assert_eq!(batch.cells, grown.cells);
    assert_eq!(batch.by_class, grown.by_class);
    assert_eq!(batch.columns.len(), grown.columns.len());
    for (one, other) in batch.columns.iter().zip(&grown.columns) {
        let (mut one, mut other) = (one.clone(), other.clone());
        one.flags.insert(Flags::COARSE_STEP);
        other.flags.insert(Flags::COARSE_STEP);
        assert_eq!(one, other);
    }
}

/// What a growing candle may look like before it closes as `step`: part of its volume, part of its range.
fn half_grown(step: &Step, share: f64) -> Step {
    let mark_close = step.mark_low + (step.mark_high - step.mark_low) * share;
    Step { volume: step.volume * share, mark_close, vwap: step.low, close: step.low, ..step.clone() }
}

proptest! {
    #![proptest_config(random(48))]

    #[test]
    fn a_run_that_grows_is_bit_identical_to_one_batch(market in any_market(25), first in 1..24_usize) {
        let options = options(&market);
        let batch = HeatmapRun::new(&beginning(&market, usize::MAX), &options).unwrap();
        let steps = batch.tracks()[0].steps().to_vec();
        let first = first.min(steps.len());
        let mut grown = HeatmapRun::new(&beginning(&market, first), &options).unwrap();
        for step in &steps[first..] {
            grown.append(step.clone()).unwrap();
        }
        assert_bit_identical(batch.heatmap(), grown.heatmap());
    }

    #[test]
    fn a_growing_candle_leaves_no_trace(market in any_market(20), shares in prop::collection::vec(0.0..=1.0_f64, 40)) {
        let options = options(&market);
        let batch = HeatmapRun::new(&beginning(&market, usize::MAX), &options).unwrap();
        let steps = batch.tracks()[0].steps().to_vec();
        let mut grown = HeatmapRun::new(&beginning(&market, 1), &options).unwrap();
        for (step, shares) in steps[1..].iter().zip(shares.chunks(2).cycle()) {
            for share in shares {
                grown.append_provisionally(half_grown(step, *share)).unwrap();
            }
            grown.append(step.clone()).unwrap();
        }
        assert_bit_identical(batch.heatmap(), grown.heatmap());
    }

    #[test]
    fn rolling_back_restores_every_bin_and_scalar(
        market in any_market(15), jump in -0.5..0.5_f64, open_interest in prop_oneof![Just(0.0), Just(1e-70), 0.0..2.0_f64],
        volume in prop_oneof![Just(0.0), 0.0..2.0_f64, Just(1e5)], funding in -0.1..0.1_f64,
    ) {
        let steps = causal_steps(&market);
        let mut estimator = estimator_at(market.contract, &Parameters::default(), &steps[0]);
        steps.iter().for_each(|step| { estimator.apply(step); });
        let last = &steps[steps.len() - 1];
        let before = estimator.clone();
        let price = last.mark_close * libm::exp(jump);
        let wild = Step {
            low: price.min(last.close),
            high: price.max(last.close),
            close: price,
            vwap: price,
            mark_low: price.min(last.mark_close),
            mark_high: price.max(last.mark_close),
            mark_close: price,
            volume: volume * last.open_interest,
            open_interest: open_interest * last.open_interest,
            funding,
            ..last.clone()
        };
        estimator.apply_provisionally(&wild);
        estimator.roll_back();
        prop_assert_eq!(estimator.quality(), before.quality());
        for side in Side::BOTH {
            prop_assert_eq!(estimator.exposure().bins(side), before.exposure().bins(side));
            prop_assert_eq!(estimator.exposure().inert(side), before.exposure().inert(side));
            prop_assert_eq!(estimator.exposure().by_class(side), before.exposure().by_class(side));
        }
        prop_assert_eq!(estimator.exposure().seeded_share(), before.exposure().seeded_share());
        prop_assert_eq!(estimator.exposure().open_interest(), before.exposure().open_interest());
        prop_assert_eq!(estimator.exposure().frame_offset(), before.exposure().frame_offset());
        let (mut tried, mut untouched) = (estimator, before);
        prop_assert_eq!(tried.apply(&wild), untouched.apply(&wild));
        for side in Side::BOTH {
            prop_assert_eq!(tried.exposure().bins(side), untouched.exposure().bins(side));
        }
    }
}

fn three_candles() -> (HeatmapRun, Step) {
    let candles = [[50_000.0, 50_200.0, 49_900.0, 50_100.0]; 3];
    let market = crate::synthetic_market::market_of_candles("binance", 0, &candles, 900.0);
    let market = crate::synthetic_market::with_open_interest(market, 0, &[1_000.0, 1_050.0, 1_100.0]);
    let run = HeatmapRun::new(&snapshot_of(vec![market.clone()]), &options(&market)).unwrap();
    let last = run.tracks()[0].steps()[2].clone();
    (run, last)
}

#[test]
fn a_candle_that_does_not_follow_is_refused_and_changes_nothing() {
    let (mut run, last) = three_candles();
    let before = run.heatmap().clone();
    let early = Step { open_ms: last.open_ms - 1, ..last.clone() };
    for step in [last.clone(), early] {
        let error = run.append(step.clone()).unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (Code::DataUnordered, "open_time_ms"));
        assert_eq!(error.value, step.open_ms.to_string());
        assert!(error.allowed.contains(&last.close_ms.to_string()));
        assert_eq!(run.append_provisionally(step).unwrap_err().code, Code::DataUnordered);
    }
    assert_bit_identical(&before, run.heatmap());
}

#[test]
fn a_refused_candle_leaves_the_growing_one_in_place() {
    let (mut run, last) = three_candles();
    let growing =
        Step { open_ms: last.close_ms, close_ms: 2 * last.close_ms - last.open_ms, volume: 5_000.0, ..last.clone() };
    run.append_provisionally(growing).unwrap();
    let shown = run.heatmap().clone();
    assert!(shown.columns[3].flags.contains(Flags::LIVE));
    assert_eq!(run.append(last).unwrap_err().code, Code::DataUnordered);
    assert_bit_identical(&shown, run.heatmap());
}

#[test]
fn a_growing_candle_that_grows_counts_its_volume_once() {
    let (mut run, last) = three_candles();
    let closes = 2 * last.close_ms - last.open_ms;
    let grown = |volume: f64| Step { open_ms: last.close_ms, close_ms: closes, volume, ..last.clone() };
    for volume in [100.0, 400.0, 900.0] {
        run.append_provisionally(grown(volume)).unwrap();
        assert_eq!(run.heatmap().columns.len(), 4);
        assert_eq!(run.heatmap().columns[3].volume_usd, volume * last.close);
    }
    let mut once = three_candles().0;
    once.append_provisionally(grown(900.0)).unwrap();
    assert_bit_identical(once.heatmap(), run.heatmap());
}

#[test]
fn a_grouped_run_cannot_grow() {
    let candles = [[50_000.0, 50_200.0, 49_900.0, 50_100.0]; 6];
    let market = crate::synthetic_market::market_of_candles("binance", 0, &candles, 900.0);
    let grouped = HeatmapOptions { columns: 3, ..options(&market) };
    let mut run = HeatmapRun::new(&snapshot_of(vec![market]), &grouped).unwrap();
    assert_eq!((run.heatmap().columns.len(), run.heatmap().candles_per_column), (3, 2));
    let last = run.tracks()[0].steps()[5].clone();
    let next = Step { open_ms: last.close_ms, close_ms: last.close_ms + 1, ..last };
    assert_eq!(run.append(next).unwrap_err().code, Code::AttributeInvalid);
}
