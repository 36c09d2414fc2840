//! Time of the estimator with its heatmap, beside the time to fill as many cells with a constant: the ratio says what
//! an estimate costs wherever the bench runs, however fast the machine.

mod candles;

use divan::Bencher;
use liquidation_widgets::engine::draws::{DEFAULT_DRAWS, Draws};
use liquidation_widgets::engine::heatmap::{HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::market::Snapshot;
use liquidation_widgets::engine::steps::Step;
use std::hint::black_box;
use std::time::{Duration, Instant};

const MINUTE_MS: i64 = 60_000;
/// Runs of each job for the printed ratios; the shortest counts, since noise only ever adds.
const RUNS: usize = 40;

/// A job's size.
#[derive(Clone, Copy, Debug)]
enum Size {
    /// 1,000 hourly candles, one per column, 300 rows.
    Thousand,
    /// 8,640 candles of five minutes in at most 1,000 columns of 400 rows.
    Month,
}

const SIZES: [Size; 2] = [Size::Thousand, Size::Month];

impl Size {
    fn snapshot(self) -> Snapshot {
        match self {
            Self::Thousand => candles::snapshot(1000, 60 * MINUTE_MS),
            Self::Month => candles::snapshot(8640, 5 * MINUTE_MS),
        }
    }

    fn options(self) -> HeatmapOptions {
        let rows = match self {
            Self::Thousand => 300,
            Self::Month => 400,
        };
        HeatmapOptions { rows, ..HeatmapOptions::default() }
    }
}

fn main() {
    divan::main();
    print_ratios();
}

#[divan::bench(args = SIZES)]
fn heatmap(bencher: Bencher<'_, '_>, size: Size) {
    let (snapshot, options) = (size.snapshot(), size.options());
    bencher.bench_local(|| run(black_box(&snapshot), &options));
}

#[divan::bench(args = SIZES)]
fn fill_as_many_cells(bencher: Bencher<'_, '_>, size: Size) {
    let cells = run(&size.snapshot(), &size.options()).heatmap().cells[0].len();
    bencher.bench_local(|| fill(black_box(cells)));
}

#[divan::bench(args = SIZES)]
fn sixteen_draws(bencher: Bencher<'_, '_>, size: Size) {
    let (snapshot, options) = (size.snapshot(), size.options());
    bencher.bench_local(|| draw(black_box(&snapshot), &options));
}

#[divan::bench]
fn append_one_candle(bencher: Bencher<'_, '_>) {
    let before = before_append();
    bencher
        .with_inputs(|| (with_room(&before), before.1[1].clone()))
        .bench_local_refs(|(run, step)| append(run, step.clone()));
}

#[divan::bench]
fn advance_by_one_candle(bencher: Bencher<'_, '_>) {
    let (before, snapshot) = before_advance();
    let options = Size::Thousand.options();
    bencher.with_inputs(|| before.clone()).bench_local_refs(|run| advance(run, &snapshot, &options));
}

#[divan::bench]
fn fill_one_column(bencher: Bencher<'_, '_>) {
    let rows = before_append().0.heatmap().rows.count();
    bencher.bench_local(|| fill(black_box(rows)));
}

#[expect(clippy::expect_used, reason = "a bench has no one to hand an error to")]
fn run(snapshot: &Snapshot, options: &HeatmapOptions) -> HeatmapRun {
    HeatmapRun::new(snapshot, options).expect("the made-up market is valid")
}

#[expect(clippy::expect_used, reason = "a bench has no one to hand an error to")]
fn draw(snapshot: &Snapshot, options: &HeatmapOptions) -> Draws {
    Draws::run(snapshot, options, 1, DEFAULT_DRAWS).expect("the made-up market is valid")
}

#[expect(clippy::expect_used, reason = "a bench has no one to hand an error to")]
fn append(run: &mut HeatmapRun, step: Step) {
    run.append(step).expect("the step follows the last one");
}

#[expect(clippy::expect_used, reason = "a bench has no one to hand an error to")]
fn advance(run: &mut HeatmapRun, snapshot: &Snapshot, options: &HeatmapOptions) {
    assert!(run.advance(snapshot, options).expect("the made-up market is valid"), "a candle that follows is run alone");
}

/// Both sides' cells, written once.
fn fill(cells: usize) -> [Vec<f32>; 2] {
    std::array::from_fn(|_| vec![black_box(1.0); cells])
}

/// A run over all candles but the last two, and their steps.
#[expect(clippy::expect_used, reason = "a bench has no one to hand an error to")]
fn before_append() -> (HeatmapRun, [Step; 2]) {
    let (mut snapshot, options) = (Size::Thousand.snapshot(), Size::Thousand.options());
    let whole = run(&snapshot, &options);
    let last = whole.tracks()[0].steps().last_chunk::<2>().cloned().expect("a run has a thousand steps");
    snapshot.markets[0].candles = candles::snapshot(998, 60 * MINUTE_MS).markets.remove(0).candles;
    (run(&snapshot, &options), last)
}

/// A run over all candles but the last, and the snapshot with it.
fn before_advance() -> (HeatmapRun, Snapshot) {
    let (snapshot, options) = (Size::Thousand.snapshot(), Size::Thousand.options());
    let mut shorter = snapshot.clone();
    shorter.markets[0].candles = candles::snapshot(999, 60 * MINUTE_MS).markets.remove(0).candles;
    (run(&shorter, &options), snapshot)
}

/// A copy with one more candle: the first to be appended after a whole run makes room for many more.
fn with_room((run, [step, _]): &(HeatmapRun, [Step; 2])) -> HeatmapRun {
    let mut run = run.clone();
    append(&mut run, step.clone());
    run
}

#[expect(clippy::print_stdout, reason = "the ratios are what this program is for")]
fn print_ratios() {
    println!("\nshortest of {RUNS}, milliseconds     job      fill     ratio");
    let print = |name: &str, job: Duration, fill: Duration| {
        let (job, fill) = (job.as_secs_f64() * 1e3, fill.as_secs_f64() * 1e3);
        println!("{name:<28}{job:>11.4}{fill:>10.4}{:>10.1}", job / fill);
    };
    for size in SIZES {
        let (snapshot, options) = (size.snapshot(), size.options());
        let cells = run(&snapshot, &options).heatmap().cells[0].len();
        let job = shortest(|| (), |()| run(&snapshot, &options));
        print(&format!("{size:?}"), job, shortest(|| (), |()| fill(cells)));
    }
    let before = before_append();
    let rows = before.0.heatmap().rows.count();
    let job = shortest(
        || with_room(&before),
        |mut run| {
            append(&mut run, before.1[1].clone());
            run
        },
    );
    print("append", job, shortest(|| (), |()| fill(rows)));
    let (before, snapshot) = before_advance();
    let options = Size::Thousand.options();
    let job = shortest(
        || before.clone(),
        |mut run| {
            advance(&mut run, &snapshot, &options);
            run
        },
    );
    print("advance by a snapshot", job, shortest(|| (), |()| fill(rows)));
}

fn shortest<I, O>(input: impl Fn() -> I, job: impl Fn(I) -> O) -> Duration {
    let time = |_| {
        let input = input();
        let start = Instant::now();
        let output = job(black_box(input));
        let elapsed = start.elapsed();
        drop(black_box(output));
        elapsed
    };
    (0..RUNS).map(time).min().unwrap_or_default()
}
