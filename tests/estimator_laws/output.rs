//! Columns and rows: what a heatmap shows of the state.

use crate::synthetic_market::{
    BIN_WIDTH, any_market, causal_steps, estimated, market_of_candles, random, snapshot_of, still_step,
    with_open_interest,
};
use liquidation_widgets::engine::heatmap::{Basis, Heatmap, HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::market::{Market, Side};
use liquidation_widgets::engine::parameters::Parameters;
use liquidation_widgets::engine::projection::{Projector, View};
use liquidation_widgets::engine::quality::Flags;
use liquidation_widgets::engine::rows::{RowScale, Rows};
use liquidation_widgets::engine::steps::Step;
use proptest::prelude::*;

/// A bin cut by a row edge: rounding of logarithms near 11 over a bin of 0.0005, then f32.
const CELL: f32 = 1e-5;

fn column(
    estimator: &liquidation_widgets::engine::estimator::Estimator,
    side: Side,
    rows: &Rows,
    mark: f64,
    own: f64,
    resolution: f64,
) -> Vec<f32> {
    let mut cells = vec![0.0; rows.count()];
    Projector::new(resolution).add(estimator.exposure(), side, View::new(rows, mark, own), &mut cells);
    cells
}

fn assert_close(one: &[f32], other: &[f32], factor: f32) {
    let highest = one.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    for (row, (one, other)) in one.iter().zip(other).enumerate() {
        assert!((one - other / factor).abs() <= CELL * highest, "row {row}: {one}, {}", other / factor);
    }
}

fn heatmap_of(markets: &[Market], options: &HeatmapOptions) -> Heatmap {
    HeatmapRun::new(&snapshot_of(markets.to_vec()), options).unwrap().into_heatmap()
}

proptest! {
    #![proptest_config(random(48))]

    #[test]
    fn moving_frame_rows_and_mark_together_changes_nothing(
        market in any_market(20), shift in -0.05..0.05_f64, resolution in prop_oneof![Just(0.0), 0.1..2.0_f64],
    ) {
        let steps = causal_steps(&market);
        let last = &steps[steps.len() - 1];
        let still = estimated(market.contract, &steps);
        let mut moved = still.clone();
        let factor = libm::exp(shift);
        let at = last.mark_close * factor;
        let one_price = Step { mark_close: at, ..last.clone() };
        moved.apply(&Step { funding: shift, open_interest: last.open_interest, ..still_step(&one_price, 0.0) });
        prop_assert!((moved.exposure().frame_offset() - still.exposure().frame_offset() - shift).abs() < 1e-15);
        let rows = |mark: f64| Rows::new(mark * 0.8, mark * 1.25, 70, RowScale::Log).unwrap();
        let (here, there) = (rows(last.mark_close), rows(at));
        for side in Side::BOTH {
            let one = column(&still, side, &here, last.mark_close, last.mark_close, resolution);
            let shifted = column(&moved, side, &there, at, at, resolution);
            let price_factor = market.contract.usd(1.0, factor) as f32;
            assert_close(&one, &shifted, price_factor);
            // The map of another venue onto the reference's prices moves rows only: its dollars are its own.
            assert_close(&one, &column(&still, side, &there, at, last.mark_close, resolution), 1.0);
        }
    }

    #[test]
    fn smoothing_moves_no_mass_between_sides_or_across_the_mark(market in any_market(25), resolution in 0.1..5.0_f64) {
        let steps = causal_steps(&market);
        let estimator = estimated(market.contract, &steps);
        let mark = steps[steps.len() - 1].mark_close;
        let (below, above) =
            (Rows::new(mark * 0.3, mark, 200, RowScale::Log).unwrap(), Rows::new(mark, mark * 3.0, 200, RowScale::Log).unwrap());
        for (side, own, other) in [(Side::Long, &below, &above), (Side::Short, &above, &below)] {
            let wrong: f32 = column(&estimator, side, other, mark, mark, resolution).iter().sum();
            let right: f32 = column(&estimator, side, own, mark, mark, resolution).iter().sum();
            // A bin counts as a point at its centre; half of the bin next to the mark reaches over it when drawn.
            let bins = estimator.exposure().bins(side);
            let largest = bins.iter().map(|(log_price, mass)| market.contract.usd(*mass, libm::exp(*log_price))).fold(0.0, f64::max);
            prop_assert!(wrong <= (0.5 * largest) as f32 * (1.0 + CELL), "{wrong} beside {right}");
        }
    }

    #[test]
    fn raw_rows_hold_what_the_bins_hold(market in any_market(25), linear_rows in any::<bool>()) {
        let steps = causal_steps(&market);
        let estimator = estimated(market.contract, &steps);
        let mark = steps[steps.len() - 1].mark_close;
        let scale = if linear_rows { RowScale::Linear } else { RowScale::Log };
        let rows = Rows::new(mark * 0.7, mark * 1.4, 90, scale).unwrap();
        for side in Side::BOTH {
            let mut wanted = vec![0.0_f64; rows.count()];
            for (log_price, mass) in estimator.exposure().bins(side) {
                let usd = market.contract.usd(mass, libm::exp(log_price));
                for (row, cell) in wanted.iter_mut().enumerate() {
                    let (low, high) = (rows.log_edges()[row], rows.log_edges()[row + 1]);
                    let overlap = (log_price + BIN_WIDTH / 2.0).min(high) - (log_price - BIN_WIDTH / 2.0).max(low);
                    *cell += usd * overlap.max(0.0) / BIN_WIDTH;
                }
            }
            let wanted: Vec<f32> = wanted.into_iter().map(|cell| cell as f32).collect();
            assert_close(&wanted, &column(&estimator, side, &rows, mark, mark, 0.0), 1.0);
        }
    }

    #[test]
    fn a_column_of_several_candles_is_the_state_at_its_end(market in any_market(25), columns in 1..8_usize) {
        let price = market.candles.close[0];
        let each = HeatmapOptions { rows: 40, low: Some(price * 0.6), high: Some(price * 1.6), ..HeatmapOptions::default() };
        let fine = heatmap_of(std::slice::from_ref(&market), &each);
        let grouped = heatmap_of(std::slice::from_ref(&market), &HeatmapOptions { columns, ..each });
        let candles = fine.columns.len();
        prop_assert_eq!(grouped.candles_per_column, candles.div_ceil(columns));
        prop_assert!(grouped.columns.len() <= columns);
        for (index, column) in grouped.columns.iter().enumerate() {
            let first = index * grouped.candles_per_column;
            let last = (first + grouped.candles_per_column).min(candles) - 1;
            for side in Side::BOTH {
                prop_assert_eq!(grouped.column_cells(side, index), fine.column_cells(side, last));
                let swept: f64 = fine.columns[first..=last].iter().map(|part| part.swept_usd[side.index()]).sum();
                prop_assert!((column.swept_usd[side.index()] - swept).abs() <= 1e-12 * swept);
            }
            let parts = &fine.columns[first..=last];
            prop_assert_eq!((column.open_ms, column.close_ms), (parts[0].open_ms, fine.columns[last].close_ms));
            prop_assert_eq!((column.open, column.close, column.mark), (parts[0].open, fine.columns[last].close, fine.columns[last].mark));
            prop_assert_eq!(column.high, parts.iter().map(|part| part.high).fold(0.0, f64::max));
            prop_assert_eq!(column.low, parts.iter().map(|part| part.low).fold(f64::INFINITY, f64::min));
            let flags = parts.iter().fold(Flags::default(), |mut all, part| { all.insert(part.flags); all });
            prop_assert_eq!(column.flags, flags);
        }
    }
}

/// A daily candle of 8 % range is longer than the way to 100x; conditioning on survival keeps such positions.
#[test]
fn a_daily_candle_keeps_high_leverage() {
    let open_interest = 1_000.0;
    let still = crate::synthetic_market::first_step(50_000.0, open_interest, 0.0);
    let daily =
        Step { low: 48_000.0, high: 52_000.0, mark_low: 48_000.0, mark_high: 52_000.0, ..still_step(&still, 20_000.0) };
    let calm = estimated(crate::ContractKind::Linear, &[still.clone(), still_step(&still, 20_000.0)]);
    let wide = estimated(crate::ContractKind::Linear, &[still, daily]);
    for side in Side::BOTH {
        let (calm, wide) = (calm.exposure(), wide.exposure());
        assert!(wide.by_class(side)[3] > 0.1 * calm.by_class(side)[3], "{:?}", wide.by_class(side));
        assert!(wide.by_class(side)[2] > 0.3 * calm.by_class(side)[2]);
        assert!(wide.inert(side) < 1.6 * calm.inert(side), "{} against {}", wide.inert(side), calm.inert(side));
        assert!(wide.conservation_error() < 1e-12);
    }
}

#[test]
fn steps_long_against_the_nearest_level_are_flagged_coarse() {
    let flagged = |range: f64| {
        let market =
            market_of_candles("binance", 0, &[[50_000.0, 50_000.0 * (1.0 + range), 50_000.0, 50_000.0]; 3], 10.0);
        let heatmap = heatmap_of(&[with_open_interest(market, 0, &[100.0; 3])], &HeatmapOptions::default());
        (heatmap.columns[2].flags.contains(Flags::COARSE_STEP), heatmap.quality.coarse_steps)
    };
    // Half of the 0.4 % to the 125x level of a small position.
    assert_eq!(flagged(0.0019), (false, 0));
    assert_eq!(flagged(0.0021), (true, 3));
}

#[test]
fn without_open_interest_the_map_is_relative_and_a_share_of_one() {
    let market = market_of_candles("binance", 0, &[[50_000.0, 50_500.0, 49_500.0, 50_000.0]; 48], 700.0);
    let heatmap = heatmap_of(std::slice::from_ref(&market), &HeatmapOptions::default());
    assert_eq!(heatmap.basis, Basis::Relative);
    for (index, column) in heatmap.columns.iter().enumerate() {
        assert_eq!(column.open_interest, 1.0);
        for side in Side::BOTH {
            let shown: f64 = heatmap.column_cells(side, index).iter().map(|cell| f64::from(*cell)).sum();
            let off = column.off_rows[side.index()];
            assert!((shown + off.below + off.above + off.inert - 1.0).abs() < 1e-5, "{shown}");
        }
    }
    // After a day of volume V on an open interest of 0.45 days of volume: exp(−κ/0.45) of the unknown is left.
    let left = libm::exp(-0.15 / 0.45);
    assert!((heatmap.columns[23].seeded_share - left).abs() < 1e-9, "{}", heatmap.columns[23].seeded_share);
    let with = heatmap_of(&[with_open_interest(market, 0, &[9_000.0; 48])], &HeatmapOptions::default());
    assert_eq!(with.basis, Basis::Usd);
}

#[test]
fn volume_of_a_relative_map_is_still_money() {
    let market = market_of_candles("binance", 0, &[[50_000.0, 50_500.0, 49_500.0, 50_000.0]; 2], 700.0);
    let heatmap = heatmap_of(&[market], &HeatmapOptions::default());
    assert_eq!(heatmap.columns[1].volume_usd, 700.0 * 50_000.0);
}

#[test]
fn earlier_candles_prepare_the_state_and_are_not_shown() {
    let market = market_of_candles("binance", 0, &[[50_000.0, 50_500.0, 49_500.0, 50_000.0]; 48], 700.0);
    let market = with_open_interest(market, 0, &[9_000.0; 48]);
    let all = heatmap_of(std::slice::from_ref(&market), &HeatmapOptions::default());
    let from_ms = Some(market.candles.open_time_ms[40]);
    let late = heatmap_of(&[market], &HeatmapOptions { from_ms, ..HeatmapOptions::default() });
    assert_eq!(late.columns.len(), 8);
    assert_eq!(late.columns[7], all.columns[47]);
    for side in Side::BOTH {
        assert_eq!(late.column_cells(side, 7), all.column_cells(side, 47));
    }
}

#[test]
fn resolution_spreads_the_comb_and_keeps_the_sum() {
    let market = market_of_candles("binance", 0, &[[50_000.0, 50_100.0, 49_950.0, 50_000.0]; 6], 4_000.0);
    let market = with_open_interest(market, 0, &[9_000.0; 6]);
    let last = |resolution: f64| {
        let parameters = Parameters { resolution, ..Parameters::default() };
        let options = HeatmapOptions {
            parameters,
            low: Some(20_000.0),
            high: Some(90_000.0),
            rows: 1000,
            ..HeatmapOptions::default()
        };
        heatmap_of(std::slice::from_ref(&market), &options).column_cells(Side::Long, 5).to_vec()
    };
    let (raw, smooth) = (last(0.0), last(1.0));
    let highest = |cells: &[f32]| cells.iter().copied().fold(0.0, f32::max);
    assert!(highest(&smooth) < 0.8 * highest(&raw));
    let sum = |cells: &[f32]| cells.iter().map(|cell| f64::from(*cell)).sum::<f64>();
    // Quantity is kept; its dollars follow the price of the bin it is spread to, a few parts in a million.
    assert!((sum(&smooth) / sum(&raw) - 1.0).abs() < 1e-4, "{} {}", sum(&smooth), sum(&raw));
}
