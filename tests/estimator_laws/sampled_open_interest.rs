//! Open interest between, before and after its samples, and series in a wrong unit.

use crate::synthetic_market::{
    HOUR_MS, START_MS, market_of_candles, random, sampled_open_interest, snapshot_of, with_open_interest,
};
use liquidation_widgets::engine::heatmap::{HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::market::{Candles, OpenInterest, TimeMs};
use liquidation_widgets::engine::open_interest::{Held, OpenInterestSeries, Sampling};
use liquidation_widgets::engine::quality::{Flags, Quality};
use liquidation_widgets::engine::steps::steps_of;
use liquidation_widgets::error::{Code, Error};
use proptest::prelude::*;

/// Hourly candles at `price` with the volumes given.
fn candles(price: f64, volumes: &[f64]) -> Candles {
    let mut candles = market_of_candles("binance", 0, &vec![[price; 4]; volumes.len()], 0.0).candles;
    candles.volume = volumes.to_vec();
    candles
}

fn at(hours: f64) -> TimeMs {
    START_MS + (hours * HOUR_MS as f64) as TimeMs
}

fn samples(points: &[(f64, f64)]) -> OpenInterest {
    sampled_open_interest(
        points.iter().map(|(hour, _)| at(*hour)).collect(),
        points.iter().map(|(_, value)| *value).collect(),
    )
}

fn held(points: &[(f64, f64)], volumes: &[f64], sampling: Sampling, hours: f64) -> Held {
    let (samples, candles) = (samples(points), candles(50_000.0, volumes));
    OpenInterestSeries::new(&samples, &candles, sampling).unwrap().unwrap().at(at(hours))
}

fn known(value: f64) -> Held {
    Held { value, stale: false, before_first: false }
}

#[test]
fn change_between_samples_follows_the_volume() {
    let held = |hours: f64| held(&[(0.0, 1_000.0), (4.0, 2_000.0)], &[10.0, 70.0, 0.0, 20.0], Sampling::Display, hours);
    assert_eq!(held(0.0), known(1_000.0));
    assert_eq!(held(1.0), known(1_100.0));
    assert_eq!(held(1.5), known(1_450.0));
    assert_eq!(held(2.0), known(1_800.0));
    assert_eq!(held(3.0), known(1_800.0));
    assert_eq!(held(4.0), known(2_000.0));
}

#[test]
fn change_without_volume_follows_the_clock() {
    let held = |hours: f64| held(&[(0.0, 1_000.0), (4.0, 2_000.0)], &[0.0; 4], Sampling::Display, hours);
    assert_eq!(held(1.0), known(1_250.0));
    assert_eq!(held(3.0), known(1_750.0));
}

#[test]
fn a_causal_run_never_looks_ahead() {
    let held = |hours: f64| held(&[(0.0, 1_000.0), (4.0, 2_000.0)], &[10.0; 4], Sampling::Causal, hours);
    assert_eq!(held(3.999), known(1_000.0));
    assert_eq!(held(4.0), known(2_000.0));
}

#[test]
fn before_the_first_sample_its_value_is_held_and_said_so() {
    for sampling in [Sampling::Causal, Sampling::Display] {
        let early = held(&[(2.0, 1_000.0), (3.0, 1_200.0)], &[10.0; 4], sampling, 1.0);
        assert_eq!(early, Held { value: 1_000.0, stale: false, before_first: true });
    }
}

#[test]
fn after_the_last_sample_its_value_is_held_and_stale_after_three_intervals() {
    let points = [(0.0, 1_000.0), (1.0, 1_100.0), (2.0, 1_200.0)];
    let held = |hours: f64| held(&points, &[10.0; 9], Sampling::Display, hours);
    assert_eq!(held(5.0), known(1_200.0));
    assert_eq!(held(5.001), Held { stale: true, ..known(1_200.0) });
}

#[test]
fn a_gap_is_held_and_marked_and_never_bridged() {
    let points = [(0.0, 1_000.0), (1.0, 1_100.0), (2.0, 1_200.0), (6.0, 3_000.0), (7.0, 3_100.0)];
    let at = |sampling: Sampling, hours: f64| held(&points, &[10.0; 9], sampling, hours);
    // Looking back, the whole gap is known to be one.
    for hours in [2.5, 3.0, 4.0, 5.0, 5.9] {
        assert_eq!(at(Sampling::Display, hours), Held { stale: true, ..known(1_200.0) }, "{hours}");
    }
    assert_eq!(at(Sampling::Display, 2.0), known(1_200.0));
    assert_eq!(at(Sampling::Display, 6.5), known(3_050.0));
    // Without looking ahead it becomes one after three intervals.
    assert_eq!(at(Sampling::Causal, 5.0), known(1_200.0));
    assert_eq!(at(Sampling::Causal, 5.5), Held { stale: true, ..known(1_200.0) });
    // Three intervals are still bridged.
    let short = [(0.0, 1_000.0), (1.0, 1_100.0), (2.0, 1_200.0), (5.0, 1_500.0), (6.0, 1_600.0)];
    assert_eq!(held(&short, &[10.0; 9], Sampling::Display, 3.0), known(1_300.0));
}

#[test]
fn columns_of_a_gap_in_open_interest_are_marked() {
    let mut market = market_of_candles("binance", 0, &[[50_000.0, 50_100.0, 49_900.0, 50_000.0]; 12], 500.0);
    let hours = [1.0, 2.0, 3.0, 9.0, 10.0, 11.0, 12.0];
    market.open_interest = Some(samples(&hours.map(|hour| (hour, 1_000.0 + hour))));
    let run = HeatmapRun::new(&snapshot_of(vec![market]), &HeatmapOptions::default()).unwrap();
    let stale: Vec<bool> =
        run.heatmap().columns.iter().map(|column| column.flags.contains(Flags::STALE_OPEN_INTEREST)).collect();
    let gap = |hour: i32| (4..=8).contains(&hour);
    assert_eq!(stale, (1..=12).map(gap).collect::<Vec<_>>());
}

#[test]
fn of_several_samples_in_a_step_the_last_one_counts() {
    let points = [(0.25, 900.0), (0.5, 1_000.0), (0.75, 1_100.0), (1.0, 1_050.0)];
    let mut market = market_of_candles("binance", 0, &[[50_000.0; 4]; 1], 500.0);
    market.open_interest = Some(samples(&points));
    let steps = steps_of(&market, &[], Sampling::Causal, &mut Quality::default()).unwrap();
    assert_eq!(steps[0].open_interest, 1_050.0);
}

fn refused(points: &[(f64, f64)], price: f64, volume: f64) -> Option<Error> {
    let candles = candles(price, &[volume; 6]);
    OpenInterestSeries::new(&samples(points), &candles, Sampling::Causal).err()
}

#[test]
fn dollars_offered_as_coins_are_refused() {
    // 80,000 coins of open interest against 200,000 coins a day is ordinary; the same in dollars is not.
    let coins = [(1.0, 80_000.0), (2.0, 81_000.0)];
    assert_eq!(refused(&coins, 50_000.0, 8_000.0), None);
    let dollars = coins.map(|(hour, value)| (hour, value * 50_000.0));
    let error = refused(&dollars, 50_000.0, 8_000.0).unwrap();
    assert_eq!((error.code, error.field.as_str()), (Code::UnitSuspect, "open_interest.value"));
    let mut market = market_of_candles("binance", 0, &[[50_000.0; 4]; 6], 8_000.0);
    market.open_interest = Some(samples(&dollars));
    let error = HeatmapRun::new(&snapshot_of(vec![market]), &HeatmapOptions::default()).unwrap_err();
    assert_eq!((error.code, error.field.as_str()), (Code::UnitSuspect, "markets[0].open_interest.value"));
}

#[test]
fn a_series_that_changes_its_unit_on_the_way_is_refused_at_the_sample() {
    for price in [50_000.0, 12.0, 0.1, 0.000_02] {
        for change in [price, 1.0 / price] {
            let error = refused(&[(1.0, 9e6), (2.0, 9e6 * change * 1.1)], price, 1e6).unwrap();
            assert_eq!((error.code, error.field.as_str()), (Code::UnitSuspect, "open_interest.value[1]"), "{price}");
            assert!(error.allowed.contains("9000000"), "{}", error.allowed);
        }
    }
}

#[test]
fn a_true_jump_that_is_not_the_price_is_believed() {
    assert_eq!(refused(&[(1.0, 9e5), (2.0, 9e6)], 50_000.0, 1e6), None);
    assert_eq!(refused(&[(1.0, 9e5), (2.0, 3.6e6)], 4.0, 1e6), None, "less than a factor of 5");
    assert_eq!(refused(&[(1.0, 9e5), (2.0, 0.0), (3.0, 9e5)], 50_000.0, 1e6), None);
}

proptest! {
    #![proptest_config(random(96))]

    #[test]
    fn a_bridged_value_lies_between_its_samples_and_never_moves_back(
        volumes in prop::collection::vec(prop_oneof![Just(0.0), 50.0..100.0_f64], 3), from in 500.0..900.0_f64, to in 500.0..900.0_f64,
    ) {
        let mut before = 0.0;
        for minute in 0..=180 {
            let found = held(&[(0.0, from), (3.0, to)], &volumes, Sampling::Display, f64::from(minute) / 60.0);
            let share = if to == from { before } else { (found.value - from) / (to - from) };
            prop_assert!(share >= before - 1e-9 && share <= 1.0 + 1e-9, "{share} after {before}");
            prop_assert!(!found.stale && !found.before_first);
            before = share;
        }
        prop_assert!((before - 1.0).abs() < 1e-9 || to == from);
    }
}

#[test]
fn a_sample_on_every_close_is_taken_as_it_is() {
    let market = market_of_candles("binance", 0, &[[50_000.0; 4]; 4], 500.0);
    let market = with_open_interest(market, 0, &[1_000.0, 900.0, 1_200.0, 1_100.0]);
    for sampling in [Sampling::Causal, Sampling::Display] {
        let steps = steps_of(&market, &[], sampling, &mut Quality::default()).unwrap();
        let found: Vec<f64> = steps.iter().map(|step| step.open_interest).collect();
        assert_eq!(found, [1_000.0, 900.0, 1_200.0, 1_100.0]);
        assert!(steps.iter().all(|step| !step.seeding));
    }
}
