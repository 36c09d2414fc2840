//! A run that goes on to a newer snapshot gives what a new run gives, to the bit, for the price of what is new.

use crate::synthetic_market::{
    HOUR_MS, START_MS, any_market, market_of_candles, random, snapshot_of, with_open_interest,
};
use liquidation_widgets::engine::cascade::Opening;
use liquidation_widgets::engine::estimate::EstimateRequest;
use liquidation_widgets::engine::heatmap::{HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::map::MapRequest;
use liquidation_widgets::engine::market::{Market, Snapshot, TimeMs};
use liquidation_widgets::engine::open_interest::Sampling;
use liquidation_widgets::engine::parameters::Parameters;
use liquidation_widgets::engine::track::Track;
use proptest::prelude::*;

fn options(market: &Market) -> HeatmapOptions {
    let price = market.candles.close[0];
    HeatmapOptions {
        rows: 40,
        low: Some(price * 0.7),
        high: Some(price * 1.4),
        sampling: Sampling::Causal,
        ..HeatmapOptions::default()
    }
}

/// What was known of `market` at an instant.
fn until(market: &Market, time_ms: TimeMs) -> Market {
    let mut market = market.clone();
    let closed = market.candles.open_time_ms.partition_point(|open| open + HOUR_MS <= time_ms);
    let table = &mut market.candles;
    table.open_time_ms.truncate(closed);
    for column in [&mut table.open, &mut table.high, &mut table.low, &mut table.close, &mut table.volume] {
        column.truncate(closed);
    }
    for column in [&mut table.turnover, &mut table.taker_buy_volume].into_iter().flatten() {
        column.truncate(closed);
    }
    if let Some(samples) = &mut market.open_interest {
        let known = samples.time_ms.partition_point(|time| *time <= time_ms).max(1);
        samples.time_ms.truncate(known);
        samples.value.truncate(known);
    }
    market
}

/// Every number of a run, floats as their bits would print: the shortest text that reads back the same.
fn told(run: &HeatmapRun) -> String {
    format!("{:?}", run.heatmap())
}

/// Three markets of twelve hours, of which one enters late and one ends early.
fn three_markets() -> Vec<Market> {
    let candle = |row: usize| {
        let open = 50_000.0 + 130.0 * (row % 5) as f64;
        [open, open + 260.0, open - 240.0, open + 60.0]
    };
    let candles: Vec<[f64; 4]> = (0..12).map(candle).collect();
    let interest = |base: f64| (0..12).map(|row| base + 7.0 * f64::from(row)).collect::<Vec<f64>>();
    vec![
        with_open_interest(market_of_candles("binance", 0, &candles, 900.0), 0, &interest(1_000.0)),
        with_open_interest(market_of_candles("bybit", 0, &candles, 500.0), 5, &interest(700.0)[..7]),
        with_open_interest(market_of_candles("okx", 0, &candles[..6], 300.0), 0, &interest(400.0)[..6]),
    ]
}

fn snapshot_at(markets: &[Market], hours: TimeMs) -> Snapshot {
    let known = markets.iter().map(|market| until(market, START_MS + hours * HOUR_MS));
    snapshot_of(known.filter(|market| !market.candles.open_time_ms.is_empty()).collect())
}

proptest! {
    #![proptest_config(random(48))]

    #[test]
    fn going_on_is_bit_identical_to_a_new_run(
        market in any_market(25), other in any_market(25), cuts in prop::collection::vec(2_i64..60, 1..5), shown in 0_i64..40, slides in any::<bool>(),
        columns in prop_oneof![Just(1000), 2_usize..20],
    ) {
        let mut cuts = cuts;
        cuts.sort_unstable();
        let markets = [market.clone(), Market { venue: "bybit".to_owned(), ..other }];
        let options = |hours: TimeMs| HeatmapOptions {
            // A range shown that ends with the data, or a beginning that stays.
            from_ms: Some(START_MS + (if slides { hours - shown } else { shown.min(4) }) * HOUR_MS),
            columns,
            ..options(&market)
        };
        let mut run: Option<HeatmapRun> = None;
        for hours in cuts {
            let snapshot = snapshot_at(&markets, hours);
            let Ok(whole) = HeatmapRun::new(&snapshot, &options(hours)) else { continue };
            if let Some(run) = &mut run {
                run.advance(&snapshot, &options(hours)).unwrap();
                prop_assert_eq!(told(run), told(&whole));
            } else {
                run = Some(whole);
            }
        }
    }

    #[test]
    fn a_map_that_goes_on_is_bit_identical_to_a_new_one(
        market in any_market(25), other in any_market(25), cuts in prop::collection::vec(2_i64..60, 1..5), rows in 20_u32..300,
    ) {
        let mut cuts = cuts;
        cuts.sort_unstable();
        let markets = [market, Market { venue: "bybit".to_owned(), ..other }];
        let mut run: Option<HeatmapRun> = None;
        for hours in cuts {
            let snapshot = snapshot_at(&markets, hours);
            let options = map_options(&snapshot, rows);
            let Ok(whole) = HeatmapRun::new(&snapshot, &options) else { continue };
            if let Some(run) = &mut run {
                run.advance(&snapshot, &options).unwrap();
                prop_assert_eq!(told(run), told(&whole));
            } else {
                run = Some(whole);
            }
        }
    }
}

/// Candles of `market` as prices of the same shape that wander less, so that a cascade's rows stay now and then.
fn calmer(market: Market) -> Market {
    let mut market = market;
    let start = market.candles.open[0];
    let table = &mut market.candles;
    for column in [&mut table.open, &mut table.high, &mut table.low, &mut table.close] {
        column.iter_mut().for_each(|price| *price = start * libm::pow(*price / start, 0.1));
    }
    table.turnover = None;
    market
}

proptest! {
    #![proptest_config(random(48))]

    #[test]
    fn a_cascade_that_goes_on_is_bit_identical_to_a_new_one(
        market in any_market(25), other in any_market(25), cuts in prop::collection::vec(2_i64..60, 1..5), calm in any::<bool>(),
    ) {
        let mut cuts = cuts;
        cuts.sort_unstable();
        let markets = [market, Market { venue: "bybit".to_owned(), ..other }];
        let markets = if calm { markets.map(calmer) } else { markets };
        let request = EstimateRequest::default();
        let mut run: Option<HeatmapRun> = None;
        for hours in cuts {
            let snapshot = snapshot_at(&markets, hours);
            let Ok((whole, new_run)) = Opening::with_run(&snapshot, &request) else { continue };
            if let Some(run) = &mut run {
                let opening = Opening::advance(run, &snapshot, &request).unwrap();
                prop_assert_eq!(format!("{opening:?}"), format!("{whole:?}"));
                prop_assert_eq!(told(run), told(&new_run));
            } else {
                run = Some(new_run);
            }
        }
    }
}

#[test]
fn a_cascade_goes_on_until_its_price_leaves_the_step() {
    let markets = three_markets();
    let snapshot = |hours: TimeMs, factor: f64| {
        let mut snapshot = snapshot_at(&markets, hours);
        for market in &mut snapshot.markets {
            let last = market.candles.close.len() - 1;
            if hours == 12 {
                market.candles.close[last] *= factor;
                market.candles.low[last] *= factor;
            }
        }
        snapshot
    };
    let request = EstimateRequest::default();
    for (factor, goes_on) in [(1.0, true), (0.93, false)] {
        let (_, mut run) = Opening::with_run(&snapshot(7, factor), &request).unwrap();
        for hours in 8..=12 {
            let snapshot = snapshot(hours, factor);
            let (whole, new_run) = Opening::with_run(&snapshot, &request).unwrap();
            let rows_stay = run.heatmap().rows == new_run.heatmap().rows;
            assert_eq!(rows_stay, goes_on || hours < 12, "{hours}");
            let opening = Opening::advance(&mut run, &snapshot, &request).unwrap();
            assert_eq!(format!("{opening:?}"), format!("{whole:?}"), "{hours}");
        }
    }
}

/// The request of a map: one column, rows around the last price.
fn map_options(snapshot: &Snapshot, rows: u32) -> HeatmapOptions {
    let estimate = EstimateRequest { rows: Some(rows), ..EstimateRequest::default() };
    MapRequest { estimate, ..MapRequest::default() }.check(snapshot).unwrap().estimate.heatmap
}

#[test]
fn a_map_goes_on_though_its_rows_move_with_the_price() {
    let markets = three_markets();
    // Rows that make the bins, and rows so high that the shortest distance does.
    for rows in [160, 700] {
        let asked = |hours: TimeMs| map_options(&snapshot_at(&markets, hours), rows);
        let mut run = HeatmapRun::new(&snapshot_at(&markets, 7), &asked(7)).unwrap();
        let mut lowest = vec![run.heatmap().rows.low()];
        for hours in 8..=12 {
            let snapshot = snapshot_at(&markets, hours);
            assert!(run.advance(&snapshot, &asked(hours)).unwrap(), "{rows} {hours}");
            assert_eq!(told(&run), told(&HeatmapRun::new(&snapshot, &asked(hours)).unwrap()), "{rows} {hours}");
            lowest.push(run.heatmap().rows.low());
        }
        lowest.sort_by(f64::total_cmp);
        lowest.dedup();
        assert!(lowest.len() > 2, "{rows} {lowest:?}");
    }
}

#[test]
fn a_map_of_the_same_data_or_other_assumptions_is_that_of_a_new_run() {
    let markets = three_markets();
    let snapshot = snapshot_at(&markets, 9);
    let mut run = HeatmapRun::new(&snapshot, &map_options(&snapshot, 160)).unwrap();
    let later = snapshot_at(&markets, 12);
    let asked = map_options(&later, 160);
    let narrower = map_options(&later, 700);
    let parameters = Parameters { resolution: 2.0, ..Parameters::default() };
    let smoother = HeatmapOptions { parameters, ..asked.clone() };
    for (snapshot, options) in [(&later, &asked), (&later, &asked), (&later, &narrower), (&later, &smoother)] {
        run.advance(snapshot, options).unwrap();
        assert_eq!(told(&run), told(&HeatmapRun::new(snapshot, options).unwrap()));
    }
}

#[test]
fn every_candle_that_follows_is_run_once_and_the_window_may_slide() {
    let markets = three_markets();
    let options = |hours: TimeMs| HeatmapOptions {
        from_ms: Some(START_MS + (hours - 5) * HOUR_MS),
        ..self::options(&markets[0])
    };
    let mut run = HeatmapRun::new(&snapshot_at(&markets, 7), &options(7)).unwrap();
    for hours in 8..=12 {
        let before: Vec<usize> = run.tracks().iter().map(Track::steps_run).collect();
        let snapshot = snapshot_at(&markets, hours);
        assert!(run.advance(&snapshot, &options(hours)).unwrap(), "{hours}");
        let ran: Vec<usize> =
            run.tracks().iter().zip(before).map(|(track, before)| track.steps_run() - before).collect();
        assert_eq!(ran, [1, 1, 0], "{hours}");
        assert_eq!(told(&run), told(&HeatmapRun::new(&snapshot, &options(hours)).unwrap()), "{hours}");
        assert_eq!(run.heatmap().columns.len(), 5);
    }
}

#[test]
fn the_same_data_run_nothing_and_change_nothing() {
    let markets = three_markets();
    let (snapshot, options) = (snapshot_at(&markets, 12), options(&markets[0]));
    let mut run = HeatmapRun::new(&snapshot, &options).unwrap();
    let before = told(&run);
    assert!(run.advance(&snapshot, &options).unwrap());
    assert_eq!(told(&run), before);
}

#[test]
fn grouped_candles_go_on_and_a_group_that_is_not_whole_grows() {
    let markets = three_markets();
    for columns in [1, 2, 3, 4, 6] {
        let options = HeatmapOptions { columns, ..options(&markets[0]) };
        let whole = |hours: TimeMs| HeatmapRun::new(&snapshot_at(&markets, hours), &options).unwrap();
        let mut run = whole(3);
        let mut grown = 0;
        for hours in 4..=12 {
            let (later, before) = (whole(hours), run.heatmap().candles_per_column);
            let goes_on = run.advance(&snapshot_at(&markets, hours), &options).unwrap();
            assert_eq!(goes_on, later.heatmap().candles_per_column == before, "{columns} {hours}");
            assert_eq!(told(&run), told(&later), "{columns} {hours}");
            grown += u32::from(goes_on && later.heatmap().candles_per_column > 1);
        }
        assert!(grown > 2 || columns == 1, "{columns} {grown}");
    }
}

#[test]
fn what_is_told_otherwise_now_asks_for_a_new_run() {
    let markets = three_markets();
    let same = options(&markets[0]);
    let before = HeatmapRun::new(&snapshot_at(&markets, 8), &same).unwrap();
    let refused = |what: &str, markets: &[Market], hours: TimeMs, options: &HeatmapOptions| {
        let (mut run, snapshot) = (before.clone(), snapshot_at(markets, hours));
        assert!(!run.advance(&snapshot, options).unwrap(), "{what}");
        assert_eq!(told(&run), told(&HeatmapRun::new(&snapshot, options).unwrap()), "{what}");
    };
    let changed = |change: &dyn Fn(&mut Vec<Market>)| {
        let mut markets = markets.clone();
        change(&mut markets);
        markets
    };
    refused("a volume of the past", &changed(&|markets| markets[0].candles.volume[3] += 1.0), 9, &same);
    refused(
        "an open interest of the past",
        &changed(&|markets| {
            if let Some(samples) = &mut markets[1].open_interest {
                samples.value[0] += 1.0;
            }
        }),
        9,
        &same,
    );
    refused("fewer candles", &markets, 7, &same);
    refused("a market less", &markets[..2], 9, &same);
    refused("other markets", &changed(&|markets| markets.swap(0, 1)), 9, &same);
    refused("the same market at another venue", &changed(&|markets| markets[2].venue = "deribit".to_owned()), 9, &same);
    refused("other rows", &markets, 9, &HeatmapOptions { rows: 41, ..same.clone() });
    let parameters = Parameters { turnover_share: 0.5, ..Parameters::default() };
    refused("other assumptions", &markets, 9, &HeatmapOptions { parameters, ..same.clone() });
    let high = Some(markets[0].candles.close[0] * 1.5);
    refused("another price range", &markets, 9, &HeatmapOptions { high, ..same.clone() });
}

#[test]
fn an_earlier_beginning_asks_for_a_new_run() {
    let markets = three_markets();
    let from = |hours: TimeMs| HeatmapOptions { from_ms: Some(START_MS + hours * HOUR_MS), ..options(&markets[0]) };
    let mut run = HeatmapRun::new(&snapshot_at(&markets, 8), &from(4)).unwrap();
    assert!(!run.advance(&snapshot_at(&markets, 9), &from(3)).unwrap());
}

#[test]
fn a_candle_that_comes_late_asks_for_a_new_run() {
    let markets = three_markets();
    let options = options(&markets[0]);
    let behind = [until(&markets[0], START_MS + 8 * HOUR_MS), until(&markets[1], START_MS + 7 * HOUR_MS)];
    let mut run = HeatmapRun::new(&snapshot_of(behind.to_vec()), &options).unwrap();
    let caught_up = snapshot_at(&markets[..2], 8);
    assert!(!run.advance(&caught_up, &options).unwrap());
}

#[test]
fn data_that_cannot_be_estimated_leave_the_run_as_it_was() {
    let markets = three_markets();
    let options = options(&markets[0]);
    let mut run = HeatmapRun::new(&snapshot_at(&markets, 8), &options).unwrap();
    let before = told(&run);
    assert!(run.advance(&snapshot_of(Vec::new()), &options).is_err());
    assert_eq!(told(&run), before);
}
