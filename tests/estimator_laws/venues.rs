//! Several markets in one map: reference prices, entering and leaving, linear and inverse.

use crate::synthetic_market::{
    HOUR_MS, START_MS, any_market, market_of_candles, random, snapshot_of, with_open_interest,
};
use liquidation_widgets::engine::clusters::clusters_of;
use liquidation_widgets::engine::heatmap::{Basis, Heatmap, HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::market::{ContractKind, Market, Side};
use liquidation_widgets::engine::quality::Flags;
use liquidation_widgets::error::Code;
use proptest::prelude::*;

const CANDLE: [f64; 4] = [50_000.0, 50_200.0, 49_900.0, 50_000.0];
/// Sums of f32 cells.
const CELL: f32 = 1e-5;

fn venue(name: &str, candles: usize, open_interest: f64) -> Market {
    let market = market_of_candles(name, 0, &vec![CANDLE; candles], 2.0 * open_interest);
    with_open_interest(market, 0, &vec![open_interest; candles])
}

fn options() -> HeatmapOptions {
    HeatmapOptions { rows: 120, low: Some(35_000.0), high: Some(70_000.0), ..HeatmapOptions::default() }
}

fn heatmap(markets: &[&Market]) -> Heatmap {
    let markets = markets.iter().map(|market| (*market).clone()).collect();
    HeatmapRun::new(&snapshot_of(markets), &options()).unwrap().into_heatmap()
}

fn entered(heatmap: &Heatmap) -> Vec<usize> {
    let flagged = |column: &usize| heatmap.columns[*column].flags.contains(Flags::VENUES_CHANGE);
    (0..heatmap.columns.len()).filter(flagged).collect()
}

#[test]
fn two_equal_venues_are_twice_one() {
    let (one, two) = (venue("binance", 6, 1_000.0), venue("bitget", 6, 1_000.0));
    let (single, double) = (heatmap(&[&one]), heatmap(&[&one, &two]));
    for side in Side::BOTH {
        for (one, two) in single.cells[side.index()].iter().zip(&double.cells[side.index()]) {
            assert!((two - 2.0 * one).abs() <= CELL * two.max(1.0));
        }
    }
    assert_eq!(double.columns[5].open_interest, 2.0 * single.columns[5].open_interest);
    assert_eq!(double.columns[5].seeded_share, single.columns[5].seeded_share);
}

#[test]
fn a_venue_that_starts_in_the_middle_enters_with_its_first_sample_and_is_never_filled_in() {
    let reference = venue("binance", 10, 1_000.0);
    // Candles from the start, open interest from the seventh on: six candles of burn-in.
    let late = with_open_interest(market_of_candles("bitget", 0, &[CANDLE; 10], 6_000.0), 6, &[3_000.0; 4]);
    let (alone, both) = (heatmap(&[&reference]), heatmap(&[&reference, &late]));
    for side in Side::BOTH {
        for column in 0..6 {
            assert_eq!(both.column_cells(side, column), alone.column_cells(side, column));
        }
        assert!(both.column_cells(side, 6).iter().sum::<f32>() > 2.0 * alone.column_cells(side, 6).iter().sum::<f32>());
    }
    for (index, column) in both.columns.iter().enumerate() {
        assert_eq!(column.coverage, if index < 6 { 0.25 } else { 1.0 });
        assert_eq!(column.open_interest, if index < 6 { 1_000.0 } else { 4_000.0 } * 50_000.0);
    }
    assert_eq!(entered(&both), [6]);
}

#[test]
fn what_was_reached_counts_from_a_venue_s_entry_like_its_levels() {
    let mut candles = [CANDLE; 10];
    candles[3] = [50_000.0, 50_000.0, 44_000.0, 50_000.0];
    let reference = venue("binance", 10, 1_000.0);
    let late = with_open_interest(market_of_candles("bitget", 0, &candles, 6_000.0), 6, &[3_000.0; 4]);
    let (alone, both) = (heatmap(&[&reference]), heatmap(&[&reference, &late]));
    for column in 0..6 {
        assert_eq!(both.columns[column].swept_usd, alone.columns[column].swept_usd, "column {column}");
        let volume = alone.columns[column].volume_usd + 6_000.0 * 50_000.0;
        assert_eq!(both.columns[column].volume_usd, volume, "what was traded is known all the same");
    }
}

#[test]
fn a_venue_that_ends_early_leaves_after_three_candles() {
    let (reference, ended) = (venue("binance", 10, 1_000.0), venue("bitget", 4, 1_000.0));
    let both = heatmap(&[&reference, &ended]);
    let coverage: Vec<f64> = both.columns.iter().map(|column| column.coverage).collect();
    assert_eq!(coverage, [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5]);
    assert_eq!(entered(&both), [7]);
}

#[test]
fn another_venue_s_price_is_mapped_to_the_reference_by_percentage() {
    let reference = venue("binance", 6, 1_000.0);
    let dearer = [CANDLE.map(|price| price * 1.02); 6];
    let other = with_open_interest(market_of_candles("bitget", 0, &dearer, 2_000.0), 0, &[1_000.0; 6]);
    let (alone, both) = (heatmap(&[&reference]), heatmap(&[&reference, &other]));
    for side in Side::BOTH {
        let (alone, both) = (alone.column_cells(side, 5), both.column_cells(side, 5));
        let highest = both.iter().copied().fold(0.0, f32::max);
        for (row, (one, two)) in alone.iter().zip(both).enumerate() {
            // Distances are the same and its dollars are its own, 2 % more; bins lie elsewhere on the lattice.
            assert!((two - 2.02 * one).abs() <= 0.02 * highest, "row {row}: {two} for {one}");
        }
    }
}

#[test]
fn linear_and_inverse_add_up_in_dollars() {
    let linear = venue("binance", 6, 1_000.0);
    let mut inverse = venue("bitget", 6, 40e6);
    inverse.contract = ContractKind::Inverse;
    let (one, other, both) = (heatmap(&[&linear]), heatmap(&[&inverse]), heatmap(&[&linear, &inverse]));
    assert_eq!(both.columns[5].open_interest, 1_000.0 * 50_000.0 + 40e6);
    assert_eq!(other.columns[5].volume_usd, 80e6);
    for side in Side::BOTH {
        let (one, other, both) = (one.column_cells(side, 5), other.column_cells(side, 5), both.column_cells(side, 5));
        for (row, sum) in both.iter().enumerate() {
            assert!((sum - one[row] - other[row]).abs() <= CELL * sum.max(1.0));
        }
    }
}

#[test]
fn a_market_without_open_interest_is_left_out_when_another_has_it() {
    let (known, unknown) = (venue("binance", 6, 1_000.0), market_of_candles("bitget", 0, &[CANDLE; 6], 500.0));
    let both = heatmap(&[&unknown, &known]);
    assert_eq!(both.basis, Basis::Usd);
    assert_eq!(both.cells, heatmap(&[&known]).cells);
    let neither = heatmap(&[&unknown, &unknown]);
    assert_eq!((neither.basis, neither.tiers.len()), (Basis::Relative, 1));
}

#[test]
fn a_market_whose_candles_begin_after_the_range_counts_for_nothing() {
    let (first, third) = (venue("binance", 6, 1_000.0), venue("okx", 6, 3_000.0));
    let later = market_of_candles("bitget", 100, &[CANDLE; 6], 500.0);
    let later = with_open_interest(later, 0, &[2_000.0; 6]);
    let options = HeatmapOptions { to_ms: Some(START_MS + 6 * HOUR_MS), ..options() };
    let markets = |markets: &[&Market]| snapshot_of(markets.iter().map(|market| (*market).clone()).collect());
    let with = HeatmapRun::new(&markets(&[&first, &later, &third]), &options).unwrap().into_heatmap();
    let without = HeatmapRun::new(&markets(&[&first, &third]), &options).unwrap().into_heatmap();
    assert_eq!(with.columns, without.columns);
    assert_eq!(with.cells, without.cells);
    assert_eq!(with.tiers.len(), 2);
    assert!(with.columns.iter().all(|column| column.coverage == 1.0));
}

#[test]
fn an_unknown_venue_or_an_empty_range_is_refused_by_name() {
    let snapshot = snapshot_of(vec![venue("binance", 6, 1_000.0)]);
    let refused = |options: HeatmapOptions| HeatmapRun::new(&snapshot, &options).map(|_| ()).unwrap_err();
    let error = refused(HeatmapOptions { venues: vec!["kraken".to_owned()], ..options() });
    assert_eq!((error.code, error.field.as_str()), (Code::DataEmpty, "venues"));
    let error = refused(HeatmapOptions { from_ms: Some(START_MS + 6 * HOUR_MS), ..options() });
    assert_eq!((error.code, error.field.as_str()), (Code::DataEmpty, "from"));
    assert_eq!(refused(HeatmapOptions { to_ms: Some(START_MS), ..options() }).code, Code::DataEmpty);
}

#[test]
fn tables_that_came_with_the_data_replace_the_bundled_ones() {
    let mut own = venue("binance", 6, 1_000.0);
    own.tiers = Some(
        liquidation_widgets::engine::market::TierTable::from_columns(
            "2025-01-01",
            "own",
            &[0.0],
            &[0.02],
            &[20.0],
            None,
        )
        .unwrap(),
    );
    let replaced = heatmap(&[&own]);
    assert_eq!(replaced.tiers[0].as_of, "2025-01-01");
    // Nothing above 20x is allowed by it.
    for side in Side::BOTH {
        for class in [2, 3] {
            assert!(replaced.by_class[side.index()][class].iter().all(|cell| *cell == 0.0));
        }
    }
    let unlisted = Market { venue: "somewhere".to_owned(), tiers: None, ..own };
    assert!(heatmap(&[&unlisted]).tiers[0].is_default());
}

proptest! {
    #![proptest_config(random(32))]

    #[test]
    fn clusters_are_dense_disjoint_and_on_their_own_side(market in any_market(25), share in 0.2..0.9_f64) {
        let heatmap = HeatmapRun::new(&snapshot_of(vec![market]), &HeatmapOptions { rows: 150, ..HeatmapOptions::default() });
        let heatmap = heatmap.unwrap().into_heatmap();
        let last = heatmap.columns.len() - 1;
        let (mark, clusters) = (heatmap.columns[last].mark, clusters_of(&heatmap, share));
        for pair in clusters.windows(2) {
            prop_assert!(pair[0].mass >= pair[1].mass);
        }
        for cluster in &clusters {
            let cells = heatmap.column_cells(cluster.side, last);
            let density = |row: usize| f64::from(cells[row]) / heatmap.rows.log_height(row);
            let highest = (0..cells.len()).map(density).fold(0.0, f64::max);
            let sum = |rows: &[f32]| rows.iter().map(|cell| f64::from(*cell)).sum::<f64>();
            prop_assert!(density(cluster.first_row) >= share * highest && density(cluster.last_row) >= share * highest);
            let beyond = [cluster.first_row.checked_sub(1), Some(cluster.last_row + 1)];
            for row in beyond.into_iter().flatten().filter(|row| *row < cells.len()) {
                prop_assert!(density(row) < share * highest, "a run is maximal");
            }
            prop_assert!((cluster.mass - sum(&cells[cluster.first_row..=cluster.last_row])).abs() <= 1e-9 * cluster.mass);
            prop_assert!(cluster.mass >= 0.005 * sum(cells));
            prop_assert!(cluster.low <= cluster.center && cluster.center <= cluster.high);
            prop_assert!((cluster.distance - (cluster.center / mark - 1.0)).abs() < 1e-12);
            // A row that holds the mark may hold levels of both sides.
            let row = heatmap.rows.log_height(cluster.first_row);
            prop_assert!(cluster.side.sign() * cluster.distance < row, "{:?}", cluster);
        }
        for side in Side::BOTH {
            let mut rows: Vec<_> = clusters.iter().filter(|c| c.side == side).map(|c| (c.first_row, c.last_row)).collect();
            rows.sort_unstable();
            prop_assert!(rows.windows(2).all(|pair| pair[1].0 > pair[0].1 + 2), "runs one row apart are one: {:?}", rows);
        }
    }
}
