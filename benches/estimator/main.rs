//! Time of the estimator with its heatmap, beside the time to fill as many cells with a constant, and of a whole run
//! beside one that goes on by a candle: the ratios say what an estimate costs wherever the bench runs, however fast the
//! machine.

mod candles;

use divan::Bencher;
use liquidation_widgets::engine::cascade::Opening;
use liquidation_widgets::engine::draws::{DEFAULT_DRAWS, Draws};
use liquidation_widgets::engine::estimate::EstimateRequest;
use liquidation_widgets::engine::heatmap::{HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::map::MapRequest;
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

/// What shows an estimate that goes on.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Heatmap,
    Map,
    Cascade,
}

const KINDS: [Kind; 3] = [Kind::Heatmap, Kind::Map, Kind::Cascade];

impl Kind {
    /// What the kind computes of `snapshot`.
    #[expect(clippy::expect_used, reason = "a bench has no one to hand an error to")]
    fn whole(self, snapshot: &Snapshot) -> HeatmapRun {
        match self {
            Self::Heatmap => run(snapshot, &Size::Thousand.options()),
            Self::Map => run(snapshot, &map_options(snapshot)),
            Self::Cascade => {
                Opening::with_run(snapshot, &EstimateRequest::default()).expect("the made-up market is valid").1
            }
        }
    }

    /// The same from a run over all candles but the last.
    #[expect(clippy::expect_used, reason = "a bench has no one to hand an error to")]
    fn go_on(self, run: &mut HeatmapRun, snapshot: &Snapshot) {
        match self {
            Self::Heatmap => advance(run, snapshot, &Size::Thousand.options()),
            Self::Map => advance(run, snapshot, &map_options(snapshot)),
            Self::Cascade => {
                drop(
                    Opening::advance(run, snapshot, &EstimateRequest::default()).expect("the made-up market is valid"),
                );
            }
        }
    }
}

fn main() {
    divan::main();
    print_ratios();
    print_whole_against_one_candle();
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

#[divan::bench(args = KINDS)]
fn whole_run(bencher: Bencher<'_, '_>, kind: Kind) {
    let [_, snapshot] = by_one_candle();
    bencher.bench_local(|| kind.whole(black_box(&snapshot)));
}

#[divan::bench(args = KINDS)]
fn advance_by_one_candle(bencher: Bencher<'_, '_>, kind: Kind) {
    let [shorter, snapshot] = by_one_candle();
    let before = kind.whole(&shorter);
    bencher.with_inputs(|| before.clone()).bench_local_refs(|run| kind.go_on(run, &snapshot));
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

/// The snapshot without its last candle, and with it.
fn by_one_candle() -> [Snapshot; 2] {
    let snapshot = Size::Thousand.snapshot();
    let mut shorter = snapshot.clone();
    shorter.markets[0].candles = candles::snapshot(999, 60 * MINUTE_MS).markets.remove(0).candles;
    [shorter, snapshot]
}

/// What a map asks for: its rows follow the last price.
#[expect(clippy::expect_used, reason = "a bench has no one to hand an error to")]
fn map_options(snapshot: &Snapshot) -> HeatmapOptions {
    MapRequest::default().check(snapshot).expect("the made-up market is valid").estimate.heatmap
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
}

#[expect(clippy::print_stdout, reason = "the ratios are what this program is for")]
fn print_whole_against_one_candle() {
    println!("\n1,000 candles, milliseconds        whole    candle     ratio");
    let [shorter, snapshot] = by_one_candle();
    for kind in KINDS {
        let before = kind.whole(&shorter);
        let whole = shortest(|| (), |()| kind.whole(&snapshot)).as_secs_f64() * 1e3;
        let candle = shortest(
            || before.clone(),
            |mut run| {
                kind.go_on(&mut run, &snapshot);
                run
            },
        );
        let candle = candle.as_secs_f64() * 1e3;
        println!("{:<28}{whole:>11.4}{candle:>10.4}{:>10.1}", format!("{kind:?}"), whole / candle);
    }
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
