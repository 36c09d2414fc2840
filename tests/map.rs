//! Laws of the liquidation map, on the demo article's market and on two venues.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "../benches/estimator/candles.rs"]
mod candles;

use liquidation_widgets::engine::map::{LiquidationMap, MapAnswer, MapRequest};
use liquidation_widgets::engine::market::{Side, Snapshot};
use liquidation_widgets::engine::request::read;
use liquidation_widgets::error::Code;

const ARTICLE_1: &str = include_str!("../www/data/article-1.json");
/// Cells are kept in single precision; sums of many differ by this much of the whole.
const SINGLE: f64 = 1e-5;

fn article() -> Snapshot {
    Snapshot::from_json(ARTICLE_1).unwrap()
}

fn two_venues() -> Snapshot {
    let mut snapshot = candles::snapshot(400, 3_600_000);
    let mut second = snapshot.markets[0].clone();
    second.venue = "okx".to_owned();
    if let Some(open_interest) = &mut second.open_interest {
        open_interest.value.iter_mut().for_each(|value| *value *= 0.5);
    }
    snapshot.markets.push(second);
    snapshot
}

fn map_of(snapshot: &Snapshot, request: &str) -> MapAnswer {
    MapAnswer::run(snapshot, &read::<MapRequest>(request).unwrap()).unwrap()
}

fn sum_of_layers(map: &LiquidationMap, side: Side, row: usize) -> f64 {
    map.layers.iter().map(|layer| f64::from(layer.cells[side.index()][row])).sum()
}

#[test]
fn layers_sum_to_the_map_whatever_it_is_stacked_by() {
    for snapshot in [article(), two_venues()] {
        for stack in ["leverage", "venue", "none"] {
            let answer = map_of(&snapshot, &format!(r#"{{"stack":"{stack}","draws":0}}"#));
            let map = &answer.map;
            for side in Side::BOTH {
                let largest = map.cells[side.index()].iter().fold(0.0, |a, b| f64::max(a, f64::from(*b)));
                for row in 0..map.rows.count() {
                    let difference = sum_of_layers(map, side, row) - f64::from(map.cells[side.index()][row]);
                    assert!(difference.abs() <= SINGLE * largest, "{stack} {side:?} {row}: {difference}");
                }
            }
        }
    }
}

#[test]
fn a_venue_alone_is_its_layer_of_the_sum() {
    let snapshot = two_venues();
    let both = map_of(&snapshot, r#"{"stack":"venue","draws":0}"#);
    assert_eq!(both.map.layers.len(), 2);
    let alone = map_of(&snapshot, r#"{"stack":"none","venues":["okx"],"draws":0}"#);
    assert_eq!(both.map.layers[1].cells, alone.map.cells);
    assert!(both.map.total(Side::Long) > 1.9 * alone.map.total(Side::Long));
}

#[test]
fn longs_wait_below_the_price_and_shorts_above_it() {
    let answer = map_of(&article(), r#"{"draws":0}"#);
    let map = &answer.map;
    for row in 0..map.rows.count() {
        if map.rows.edge(row) > map.column.mark {
            assert_eq!(map.cells[Side::Long.index()][row], 0.0);
        }
        if map.rows.edge(row + 1) < map.column.mark {
            assert_eq!(map.cells[Side::Short.index()][row], 0.0);
        }
    }
    assert!(map.total(Side::Long) > 0.0 && map.total(Side::Short) > 0.0);
}

#[test]
fn cumulative_curves_rise_outward_to_the_total_and_agree_with_sums_within_a_distance() {
    let answer = map_of(&article(), r#"{"window":0.1,"rows":200,"draws":0}"#);
    let map = &answer.map;
    for side in Side::BOTH {
        let curve = map.cumulative(side);
        let outermost = if side == Side::Long { curve[0] } else { curve[curve.len() - 1] };
        assert!((outermost - map.total(side)).abs() <= 1e-12 * map.total(side));
        let rises = |pair: &[f64]| if side == Side::Long { pair[0] >= pair[1] } else { pair[0] <= pair[1] };
        assert!(curve.windows(2).all(rises));
        // At a row's far edge the sum within its distance is the curve.
        for row in (0..map.rows.count()).step_by(17) {
            let edge = map.rows.edge(if side == Side::Long { row } else { row + 1 });
            let distance = if side == Side::Long { 1.0 - edge / map.column.mark } else { edge / map.column.mark - 1.0 };
            if distance > 0.0 {
                assert!((map.within(side, distance) - curve[row]).abs() <= 1e-9 * map.total(side), "{side:?} {row}");
            }
        }
        assert!(map.within(side, 0.05) < map.within(side, 0.08));
    }
}

#[test]
fn round_price_levels_keep_every_dollar() {
    let answer = map_of(&article(), r#"{"draws":0}"#);
    for step in [100.0, 500.0, 1000.0, 2500.0] {
        let levels = answer.map.levels(step);
        for side in Side::BOTH {
            let sum: f64 = levels.iter().map(|level| level.mass[side.index()]).sum();
            assert!((sum - answer.map.total(side)).abs() <= 1e-9 * sum, "{step} {side:?}");
        }
        assert!(levels.iter().all(|level| (level.low / step).fract() == 0.0 && level.high == level.low + step));
        assert!(levels.windows(2).all(|pair| pair[0].high == pair[1].low));
    }
}

#[test]
fn the_band_of_the_draws_is_ordered_and_moves_with_the_seed() {
    let answer = map_of(&article(), r#"{"draws":8}"#);
    let draws = answer.draws.as_ref().unwrap();
    for side in Side::BOTH {
        let [low, high] = answer.map.band(draws, side);
        assert!(low.iter().zip(&high).all(|(low, high)| low <= high));
        assert!(high.iter().any(|high| *high > 0.0));
    }
    let other = map_of(&article(), r#"{"draws":8,"seed":1}"#);
    assert_ne!(answer.map.band(draws, Side::Long), other.map.band(other.draws.as_ref().unwrap(), Side::Long));
    assert_eq!(answer.map, other.map, "the central estimate does not depend on the seed");
}

#[test]
fn the_nearest_cluster_of_a_side_is_the_nearest() {
    let answer = map_of(&article(), r#"{"window":0.15,"draws":0}"#);
    for side in Side::BOTH {
        let nearest = answer.map.nearest(side).unwrap();
        let all = answer.map.clusters.iter().filter(|cluster| cluster.side == side);
        assert!(all.clone().count() > 0);
        assert!(all.clone().all(|cluster| cluster.distance.abs() >= nearest.distance.abs()));
    }
}

#[test]
fn the_window_is_the_reach_of_the_rows() {
    for window in [0.03, 0.08, 0.2] {
        let map = map_of(&article(), &format!(r#"{{"window":{window},"draws":0}}"#)).map;
        assert!((map.rows.low() / map.column.close - (1.0 - window)).abs() < 1e-12);
        assert!((map.rows.high() / map.column.close - (1.0 + window)).abs() < 1e-12);
    }
}

#[test]
fn a_request_out_of_range_is_refused_with_its_field() {
    let snapshot = article();
    for (request, field) in [
        (r#"{"window":0}"#, "window"),
        (r#"{"window":0.95}"#, "window"),
        (r#"{"stack":"levrage"}"#, "stack"),
        (r#"{"draws":300}"#, "draws"),
        (r#"{"venues":["nowhere"]}"#, "venues[0]"),
        (r#"{"rows":0}"#, "rows"),
    ] {
        let error = MapAnswer::run(&snapshot, &read::<MapRequest>(request).unwrap()).unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (Code::AttributeInvalid, field), "{request}");
    }
    for key in ["range", "columns", "low", "unit"] {
        let error = read::<MapRequest>(&format!(r#"{{"{key}":1}}"#)).unwrap_err();
        assert_eq!(error.code, Code::AttributeUnknown, "{key}: a map has its own");
    }
}
