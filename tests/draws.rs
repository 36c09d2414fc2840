//! Parameter draws over a made-up market.

#[path = "../benches/estimator/candles.rs"]
mod candles;

use liquidation_widgets::engine::clusters::{DEFAULT_DENSITY_SHARE, clusters_of};
use liquidation_widgets::engine::draws::{DEFAULT_DRAWS, DrawRun, Draws, MOST_DRAWS};
use liquidation_widgets::engine::heatmap::{HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::market::{Side, Snapshot};
use liquidation_widgets::engine::parameters::Parameters;
use liquidation_widgets::error::Code;

const SEED: u64 = 7;

fn market() -> Snapshot {
    candles::snapshot(400, 3_600_000)
}

#[test]
fn a_seed_gives_the_same_draws_at_once_and_one_by_one() {
    let (snapshot, options) = (market(), HeatmapOptions::default());
    let at_once = Draws::run(&snapshot, &options, SEED, DEFAULT_DRAWS).unwrap();
    let mut run = DrawRun::new(&snapshot, &options, SEED, DEFAULT_DRAWS).unwrap();
    let mut made = 0;
    while run.next_draw() {
        made += 1;
    }
    assert_eq!(made, DEFAULT_DRAWS);
    assert_eq!(run.finish(), at_once);
    let other = Draws::run(&snapshot, &options, SEED + 1, DEFAULT_DRAWS).unwrap();
    assert_ne!(other.draws, at_once.draws);
    assert_eq!(other.central, at_once.central);
}

#[test]
fn the_central_line_is_the_last_column_of_the_heatmap() {
    let mut snapshot = market();
    // A second venue, at other prices, whose open interest begins later.
    let mut second = snapshot.markets[0].clone();
    second.venue = "okx".to_owned();
    for prices in
        [&mut second.candles.open, &mut second.candles.high, &mut second.candles.low, &mut second.candles.close]
    {
        prices.iter_mut().for_each(|price| *price *= 1.001);
    }
    second.candles.turnover = None;
    if let Some(series) = &mut second.open_interest {
        series.time_ms.drain(..50);
        series.value.drain(..50);
    }
    snapshot.markets.push(second);
    let options = HeatmapOptions { columns: 90, from_ms: Some(40 * 3_600_000), ..HeatmapOptions::default() };
    let heatmap = HeatmapRun::new(&snapshot, &options).unwrap().into_heatmap();
    let draws = Draws::run(&snapshot, &options, SEED, 2).unwrap();
    assert_eq!(draws.rows, heatmap.rows);
    for side in Side::BOTH {
        assert!(draws.central[side.index()].iter().sum::<f32>() > 0.0);
        assert_eq!(draws.central[side.index()], heatmap.column_cells(side, heatmap.columns.len() - 1));
    }
}

#[test]
fn a_draw_is_a_run_with_its_parameters() {
    let (snapshot, options) = (market(), HeatmapOptions::default());
    let draws = Draws::run(&snapshot, &options, SEED, 3).unwrap();
    for draw in &draws.draws {
        let parameters = Parameters {
            turnover_share: draw.parameters.turnover_share,
            taker_shrink: draw.parameters.taker_shrink,
            large_share: draw.parameters.large_share,
            tilt: draw.parameters.tilt,
            taker_inert: Some(draw.parameters.taker_inert),
            ..options.parameters.clone()
        };
        let heatmap = HeatmapRun::new(&snapshot, &HeatmapOptions { parameters, ..options.clone() }).unwrap();
        let heatmap = heatmap.heatmap();
        for side in Side::BOTH {
            assert_eq!(draw.cells[side.index()], heatmap.column_cells(side, heatmap.columns.len() - 1));
            assert_ne!(draw.cells[side.index()], draws.central[side.index()]);
        }
    }
}

#[test]
fn bands_are_ordered_and_robustness_tells_clusters_apart() {
    let (snapshot, options) = (candles::snapshot(1000, 3_600_000), HeatmapOptions::default());
    let draws = Draws::run(&snapshot, &options, SEED, DEFAULT_DRAWS).unwrap();
    for side in Side::BOTH {
        let (low, high) = (draws.band(side, 0.1), draws.band(side, 0.9));
        assert!(low.iter().zip(&high).all(|(low, high)| low <= high));
        assert!(low.iter().zip(&high).any(|(low, high)| low < high));
    }
    let heatmap = HeatmapRun::new(&snapshot, &options).unwrap().into_heatmap();
    let clusters = clusters_of(&heatmap, DEFAULT_DENSITY_SHARE);
    let robust = clusters.iter().filter(|cluster| draws.cluster_is_robust(cluster)).count();
    assert!(robust > 0 && robust < clusters.len(), "{robust} of {}", clusters.len());
}

#[test]
fn impossible_counts_are_refused() {
    for count in [0, MOST_DRAWS + 1] {
        let error = Draws::run(&market(), &HeatmapOptions::default(), SEED, count).unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (Code::AttributeInvalid, "draws"));
    }
}
