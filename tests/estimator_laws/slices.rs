//! A run that is made by slices gives what one in one go gives, to the bit, however long the slices are.

use crate::synthetic_market::{any_market, market_of_candles, random, snapshot_of, with_open_interest};
use liquidation_widgets::engine::cascade::Opening;
use liquidation_widgets::engine::estimate::EstimateRequest;
use liquidation_widgets::engine::heatmap::{Ahead, HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::market::{Market, Snapshot};
use liquidation_widgets::engine::track::Track;
use proptest::prelude::*;

/// Every number of a run, floats as their bits would print: the shortest text that reads back the same.
fn told(run: &HeatmapRun) -> String {
    format!("{:?}", run.heatmap())
}

/// What is shown of `market`: all of it or its end, a candle a column or several.
fn options(market: &Market, burn_in: usize, columns: usize) -> HeatmapOptions {
    let times = &market.candles.open_time_ms;
    HeatmapOptions {
        rows: 40,
        columns,
        from_ms: (burn_in > 0).then(|| times[burn_in.min(times.len() - 1)]),
        ..HeatmapOptions::default()
    }
}

/// A run begun ahead and gone on with by slices of these lengths in turn, `most` of them; `true` beside it where it came to its
/// end.
fn sliced(snapshot: &Snapshot, options: &HeatmapOptions, slices: &[usize], most: usize) -> (Ahead, bool) {
    let mut ahead = Ahead::begin(snapshot, options.clone()).unwrap();
    let ended = slices.iter().cycle().take(most).any(|steps| !ahead.go_on(*steps));
    (ahead, ended)
}

proptest! {
    #![proptest_config(random(64))]

    #[test]
    fn slices_give_the_bits_of_one_go(
        market in any_market(40), other in any_market(40), slices in prop::collection::vec(1_usize..30, 1..6),
        burn_in in 0_usize..40, columns in prop_oneof![Just(1000), 1_usize..9],
    ) {
        let snapshot = snapshot_of(vec![market.clone(), other]);
        let options = options(&market, burn_in, columns);
        if let Ok(whole) = HeatmapRun::new(&snapshot, &options) {
            let (ahead, ended) = sliced(&snapshot, &options, &slices, 10_000);
            prop_assert!(ended);
            let run = Ahead::finished(Some(ahead), &snapshot, &options).unwrap();
            prop_assert_eq!(told(&run), told(&whole));
            // And what goes on from it has run as many steps.
            let steps = |run: &HeatmapRun| run.tracks().iter().map(Track::steps_run).sum::<usize>();
            prop_assert_eq!(steps(&run), steps(&whole));
        }
    }

    #[test]
    fn a_run_that_is_taken_before_its_end_is_run_to_it(
        market in any_market(40), slices in prop::collection::vec(1_usize..9, 1..4), most in 0_usize..12, columns in prop_oneof![Just(1000), 1_usize..9],
    ) {
        let snapshot = snapshot_of(vec![market.clone()]);
        let options = options(&market, 0, columns);
        if let Ok(whole) = HeatmapRun::new(&snapshot, &options) {
            let (ahead, _) = sliced(&snapshot, &options, &slices, most);
            prop_assert_eq!(told(&Ahead::finished(Some(ahead), &snapshot, &options).unwrap()), told(&whole));
            // The same where it takes the place of an older run, which it then does not go on from.
            let mut older = HeatmapRun::new(&snapshot, &options).unwrap();
            let (ahead, _) = sliced(&snapshot, &options, &slices, most);
            older.advance_to(Ahead::run(Some(ahead), &snapshot, &options).unwrap());
            prop_assert_eq!(told(&older), told(&whole));
        }
    }

    #[test]
    fn a_run_that_was_begun_with_other_options_is_not_taken(market in any_market(20), steps in 1_usize..40) {
        let snapshot = snapshot_of(vec![market.clone()]);
        let (asked, begun) = (options(&market, 0, 1000), HeatmapOptions { rows: 41, ..options(&market, 0, 1000) });
        if let Ok(whole) = HeatmapRun::new(&snapshot, &asked) {
            let mut ahead = Ahead::begin(&snapshot, begun).unwrap();
            ahead.go_on(steps);
            prop_assert_eq!(told(&Ahead::finished(Some(ahead), &snapshot, &asked).unwrap()), told(&whole));
        }
    }
}

#[test]
fn a_cascade_takes_what_was_begun_for_it() {
    let candles: Vec<[f64; 4]> =
        (0..30).map(|row| 100.0 + f64::from(row % 7)).map(|at| [at, at + 2.0, at - 2.0, at + 1.0]).collect();
    let interest: Vec<f64> = (0..30).map(|row| 1_000.0 + 11.0 * f64::from(row)).collect();
    let market = market_of_candles("binance", 0, &candles, 900.0);
    let snapshot = snapshot_of(vec![with_open_interest(market, 0, &interest)]);
    let request = EstimateRequest::default();
    let mut ahead = Ahead::begin(&snapshot, Opening::estimated(&snapshot, &request).unwrap()).unwrap();
    assert!(ahead.go_on(7), "seven of thirty candles are not all");
    while ahead.go_on(7) {}
    let (opening, run) = Opening::begun(Some(ahead), &snapshot, &request).unwrap();
    let (whole, in_one_go) = Opening::with_run(&snapshot, &request).unwrap();
    assert_eq!(told(&run), told(&in_one_go));
    assert_eq!(format!("{opening:?}"), format!("{whole:?}"));
}

/// A run that is refused amounts leaves the one before it alone.
#[test]
fn a_cascade_whose_newer_data_are_refused_goes_on_from_the_older_ones() {
    let candles: Vec<[f64; 4]> = (0..12).map(|_| [100.0, 102.0, 98.0, 101.0]).collect();
    let bare = market_of_candles("binance", 0, &candles, 900.0);
    let known = with_open_interest(bare.clone(), 0, &[1_000.0; 12]);
    let request = EstimateRequest::default();
    let (_, mut run) = Opening::with_run(&snapshot_of(vec![known]), &request).unwrap();
    let before = told(&run);
    let refused = Opening::advance(&mut run, &snapshot_of(vec![bare]), &request).map(|_| ()).unwrap_err();
    assert_eq!(refused.field, "openInterest");
    assert_eq!(told(&run), before);
}
