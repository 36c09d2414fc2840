//! Time of a cascade, of its whole response curve and of 4,096 draws, beside the time to fill as much memory as they read:
//! the ratio says what they cost wherever the bench runs.

use divan::Bencher;
use liquidation_widgets::engine::cascade::{Block, Blocks, Cascade, Response};
use liquidation_widgets::engine::depth::{DepthCurve, Tail};
use liquidation_widgets::engine::montecarlo::{SideMarket, Simulation, SimulationAnswer, Zone};
use liquidation_widgets::engine::random::SplitMix64;
use std::hint::black_box;
use std::time::{Duration, Instant};

const BLOCKS: u64 = 2000;
const LEVELS: u64 = 1000;
/// Runs of each job for the printed ratios; the shortest counts, since noise only ever adds.
const RUNS: usize = 200;

fn main() {
    divan::main();
    print_ratios();
}

/// Blocks within 20 % on a book within 30 % that the shock runs through.
#[expect(clippy::expect_used, reason = "a bench has no one to hand an error to")]
fn cascade() -> Cascade {
    let random = SplitMix64::new(1);
    let block = |i: u64| Block { distance: 0.2 * random.uniform(2 * i), notional: 3e6 * random.uniform(2 * i + 1) };
    let book = SplitMix64::new(2);
    let level = |(y, sum): &mut (f64, f64), i: u64| {
        *y += 0.6 / LEVELS as f64 * book.uniform(2 * i);
        *sum += 14e6 * book.uniform(2 * i + 1);
        Some((*y, *sum))
    };
    let points: Vec<(f64, f64)> = (0..LEVELS).scan((0.0, 0.0), level).collect();
    let depth = DepthCurve::points(&points, Tail::Stop, 1.0).expect("the made-up book is valid");
    let blocks = Blocks::new((0..BLOCKS).map(block).collect(), 1.0).expect("the made-up map is valid");
    // Enough flow to run through the whole map, many blocks a round.
    Cascade { gap: 0.03, flow_per_notional: 2.0, ..Cascade::new(blocks, depth) }
}

fn simulation() -> Simulation {
    let cascade = cascade();
    let side = || Some(SideMarket { blocks: cascade.blocks.clone(), book: cascade.depth.clone(), resting: Vec::new() });
    let zone = |low: f64| Zone { name: String::new(), low, high: low };
    let zones = [90.0, 95.0, 105.0, 110.0].map(zone).to_vec();
    Simulation { zones, ..Simulation::new(100.0, 0.5, 7.0, [side(), side()]) }
}

#[divan::bench]
fn sweep(bencher: Bencher<'_, '_>) {
    let cascade = cascade();
    bencher.bench_local(|| black_box(&cascade).volume_branching());
}

#[divan::bench]
fn whole_projection(bencher: Bencher<'_, '_>) {
    let cascade = cascade();
    bencher.bench_local(|| black_box(&cascade).project());
}

#[divan::bench]
fn whole_response_curve(bencher: Bencher<'_, '_>) {
    let cascade = cascade();
    bencher.bench_local(|| curve(black_box(&cascade)));
}

#[divan::bench]
fn draws_4096(bencher: Bencher<'_, '_>) {
    let simulation = simulation();
    bencher.bench_local(|| run(black_box(&simulation)));
}

#[divan::bench]
fn fill_as_many_numbers(bencher: Bencher<'_, '_>) {
    bencher.bench_local(fill_map_and_book);
}

fn curve(cascade: &Cascade) -> usize {
    Response::new(cascade).curve(cascade.blocks.sums()).shock.len()
}

fn run(simulation: &Simulation) -> SimulationAnswer {
    simulation.run()
}

/// Distances and sums of all blocks and levels, written once.
fn fill_map_and_book() -> Vec<f64> {
    vec![black_box(1.0); 2 * (BLOCKS + LEVELS) as usize]
}

/// The same for both sides in each bin, and the draws with and without the map.
fn fill_bins_and_draws() -> (Vec<Vec<f64>>, Vec<f64>) {
    let bins = (0..2 * 64).map(|_| fill_map_and_book()).collect();
    (bins, vec![black_box(1.0); 2 * 4096])
}

#[expect(clippy::print_stdout, reason = "the ratios are what this program is for")]
fn print_ratios() {
    println!("\nshortest of {RUNS}, milliseconds     job      fill     ratio");
    let print = |name: &str, job: Duration, fill: Duration| {
        let (job, fill) = (job.as_secs_f64() * 1e3, fill.as_secs_f64() * 1e3);
        println!("{name:<28}{job:>11.4}{fill:>10.4}{:>10.1}", job / fill);
    };
    let (cascade, simulation) = (cascade(), simulation());
    let map = shortest(fill_map_and_book);
    print("sweep", shortest(|| cascade.volume_branching()), map);
    print("projection", shortest(|| cascade.project()), map);
    print("response curve", shortest(|| curve(&cascade)), map);
    print("4,096 draws", shortest(|| run(&simulation)), shortest(fill_bins_and_draws));
}

fn shortest<O>(job: impl Fn() -> O) -> Duration {
    let time = |_| {
        let start = Instant::now();
        let output = job();
        let elapsed = start.elapsed();
        drop(black_box(output));
        elapsed
    };
    (0..RUNS).map(time).min().unwrap_or_default()
}
