//! Time to paint 1,000 × 400 cells as RGBA, finding the scale included, beside the time to fill as many bytes.

use divan::Bencher;
use liquidation_widgets::engine::random::SplitMix64;
use liquidation_widgets::scene::colormap::{ColorMap, DEFAULT_THRESHOLD, Palette};
use liquidation_widgets::scene::display_list::Rgba;
use liquidation_widgets::scene::heat_cells::{HeatCells, ShownCells, ShownSides};
use liquidation_widgets::scene::heat_scale::{HeatScale, HeatScaleKind};
use liquidation_widgets::scene::raster::paint;
use std::hint::black_box;

const COLUMNS: usize = 1000;
const ROWS: usize = 400;
const KINDS: [HeatScaleKind; 3] = [HeatScaleKind::Linear, HeatScaleKind::Log, HeatScaleKind::PercentOfOpenInterest];

fn main() {
    divan::main();
}

/// Half of the cells empty, the others spread over six orders of magnitude.
fn cells(seed: u64) -> Vec<f32> {
    let random = SplitMix64::new(seed);
    let cell = |index: u64| {
        let (filled, size) = (random.uniform(2 * index), random.uniform(2 * index + 1));
        if filled < 0.5 { 0.0 } else { libm::exp(14.0 * size) as f32 }
    };
    (0..(COLUMNS * ROWS) as u64).map(cell).collect()
}

#[divan::bench(args = KINDS)]
fn paint_both_sides(bencher: Bencher<'_, '_>, kind: HeatScaleKind) {
    let (long, short, interest) = (cells(1), cells(2), vec![1e9; COLUMNS]);
    let Ok(matrices) = HeatCells::new(ROWS, &long, &short, Some(&interest)) else { return };
    let Ok(colors) = ColorMap::new(Palette::Magma, Rgba(255, 255, 255, 255), DEFAULT_THRESHOLD) else { return };
    let shown = ShownCells { columns: 0..COLUMNS, rows: 0..ROWS, sides: ShownSides::Both };
    let mut pixels = Vec::new();
    bencher.bench_local(|| {
        let scale = HeatScale::of(black_box(&matrices), &shown, kind);
        scale.map(|scale| paint(&matrices, &shown, &scale, &colors, &mut pixels))
    });
}

#[divan::bench]
fn fill_as_many_bytes(bencher: Bencher<'_, '_>) {
    let mut pixels = vec![0_u8; COLUMNS * ROWS * 4];
    let mut turn = 0_u8;
    bencher.bench_local(|| {
        turn = turn.wrapping_add(1);
        black_box(&mut pixels).fill(turn);
    });
}
