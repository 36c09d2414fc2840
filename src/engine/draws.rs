//! How much the estimate depends on its assumptions: the last column again under other parameters.
//!
//! The parameters of all draws form a Latin hypercube over the ranges below: each range is cut into as many equal
//! parts as there are draws, and each part is drawn from once. Nothing is random but by the seed, so the same seed gives
//! the same draws everywhere. The central line stays the run with the reader's own parameters; it is not a mean of
//! draws. Bands are per row, so the rows of one band do not add up to the open interest.

use crate::engine::clusters::Cluster;
use crate::engine::deposits::Deposits;
use crate::engine::heatmap::HeatmapOptions;
use crate::engine::market::{Side, Snapshot};
use crate::engine::order::{ranked, sort_numbers};
use crate::engine::parameters::Parameters;
use crate::engine::plan::Plan;
use crate::engine::projection::{Projector, View};
use crate::engine::random::SplitMix64;
use crate::engine::rows::Rows;
use crate::error::{Code, Result, fault};

/// Draws of a result unless asked otherwise.
pub const DEFAULT_DRAWS: usize = 16;
/// Their seed, part of the method: the same data give the same range everywhere.
pub const DRAWS_SEED: u64 = 20_190_501;
/// Most draws of one result.
pub const MOST_DRAWS: usize = 256;

/// Range of the turnover share, on a log scale.
pub const TURNOVER_SHARE: (f64, f64) = (0.05, 0.30);
/// Range of the taker shrink.
pub const TAKER_SHRINK: (f64, f64) = (0.4, 1.0);
/// Range of the share of large positions.
pub const LARGE_SHARE: (f64, f64) = (0.2, 0.7);
/// Range of the tilt of the leverage weights.
pub const TILT: (f64, f64) = (-0.5, 0.25);
/// Range of the takers' inert share.
pub const TAKER_INERT: (f64, f64) = (0.0, 0.2);

/// Parameters that are drawn.
const DIMENSIONS: usize = 5;
/// Random numbers set aside for one draw.
const NUMBERS_PER_DRAW: u64 = 8;
/// Share of the rows with mass that count as dense in one draw.
const DENSE_SHARE: f64 = 0.1;
/// Share of the draws in which a robust row is dense.
const ROBUST_SHARE: f64 = 0.8;
/// Share of a robust cluster's mass that lies in robust rows.
const ROBUST_MASS_SHARE: f64 = 0.5;

/// The assumptions of one draw; the others are those of the central run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrawnParameters {
    /// See [`Parameters::turnover_share`].
    pub turnover_share: f64,
    /// See [`Parameters::taker_shrink`].
    pub taker_shrink: f64,
    /// See [`Parameters::large_share`].
    pub large_share: f64,
    /// See [`Parameters::tilt`].
    pub tilt: f64,
    /// See [`Parameters::taker_inert`].
    pub taker_inert: f64,
}

impl DrawnParameters {
    /// Places in the unit cube, scaled to the ranges.
    fn at(place: [f64; DIMENSIONS]) -> Self {
        let between = |(low, high): (f64, f64), share: f64| low + (high - low) * share;
        let log_range = (libm::log(TURNOVER_SHARE.0), libm::log(TURNOVER_SHARE.1));
        Self {
            turnover_share: libm::exp(between(log_range, place[0])),
            taker_shrink: between(TAKER_SHRINK, place[1]),
            large_share: between(LARGE_SHARE, place[2]),
            tilt: between(TILT, place[3]),
            taker_inert: between(TAKER_INERT, place[4]),
        }
    }

    /// `central` with the drawn parameters in place of its own.
    fn within(self, central: &Parameters) -> Parameters {
        Parameters {
            turnover_share: self.turnover_share,
            taker_shrink: self.taker_shrink,
            large_share: self.large_share,
            tilt: self.tilt,
            taker_inert: Some(self.taker_inert),
            ..central.clone()
        }
    }
}

/// The parameters of `count` draws: a Latin hypercube that depends on `seed` and `count` alone.
#[must_use]
pub fn latin_hypercube(seed: u64, count: usize) -> Vec<DrawnParameters> {
    let random = SplitMix64::new(seed);
    let mut places = vec![[0.0; DIMENSIONS]; count];
    for dimension in 0..DIMENSIONS {
        let number = |draw: usize| random.uniform(draw as u64 * NUMBERS_PER_DRAW + dimension as u64);
        // Which part of the range each draw has: a shuffle, with numbers from beyond those of the draws.
        let mut parts: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            parts.swap(last, (number(count + last) * (last + 1) as f64) as usize);
        }
        for (draw, (place, part)) in places.iter_mut().zip(parts).enumerate() {
            place[dimension] = (part as f64 + number(draw)) / count as f64;
        }
    }
    places.into_iter().map(DrawnParameters::at).collect()
}

/// One draw: its parameters and its last column.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// What was assumed.
    pub parameters: DrawnParameters,
    /// Cells of the last column, longs and shorts, row 0 lowest, in the unit of the heatmap's cells.
    pub cells: [Vec<f32>; 2],
}

/// The last column under drawn parameters, beside the central one.
#[derive(Clone, Debug, PartialEq)]
pub struct Draws {
    /// What all draws depend on.
    pub seed: u64,
    /// Price rows, those of the heatmap with the same options.
    pub rows: Rows,
    /// Cells of the last column with the central parameters, longs and shorts.
    pub central: [Vec<f32>; 2],
    /// The draws, in the order made.
    pub draws: Vec<Draw>,
}

impl Draws {
    /// Makes `count` draws at once. The options are those of the heatmap that the draws belong to.
    ///
    /// # Errors
    /// Those of [`DrawRun::new`].
    pub fn run(snapshot: &Snapshot, options: &HeatmapOptions, seed: u64, count: usize) -> Result<Self> {
        Ok(DrawRun::new(snapshot, options, seed, count)?.finish())
    }

    /// Per row, the value at `quantile` (0..=1, clamped) of the draws: interpolated linearly at position
    /// `quantile · (draws − 1)` of the sorted values.
    #[must_use]
    pub fn band(&self, side: Side, quantile: f64) -> Vec<f32> {
        let Some(last) = self.draws.len().checked_sub(1) else { return Vec::new() };
        let position = quantile.clamp(0.0, 1.0) * last as f64;
        let below = position as usize;
        let above_share = position - below as f64;
        let mut values = Vec::with_capacity(self.draws.len());
        let at_quantile = |row: usize| {
            values.clear();
            values.extend(self.draws.iter().map(|draw| f64::from(draw.cells[side.index()][row])));
            sort_numbers(&mut values);
            let (low, high) = (values[below], values[(below + 1).min(last)]);
            (low + (high - low) * above_share) as f32
        };
        (0..self.rows.count()).map(at_quantile).collect()
    }

    /// Per row, whether it is among the densest tenth of the side's rows with mass in at least 80 % of the draws.
    #[must_use]
    pub fn robust_rows(&self, side: Side) -> Vec<bool> {
        let mut times = vec![0_usize; self.rows.count()];
        for draw in &self.draws {
            for (times, dense) in times.iter_mut().zip(dense_rows(&draw.cells[side.index()], &self.rows)) {
                *times += usize::from(dense);
            }
        }
        let least = ROBUST_SHARE * self.draws.len() as f64;
        times.iter().map(|times| *times > 0 && *times as f64 >= least).collect()
    }

    /// Whether at least half of the cluster's mass, as the central run has it, lies in robust rows.
    #[must_use]
    pub fn cluster_is_robust(&self, cluster: &Cluster) -> bool {
        let robust = self.robust_rows(cluster.side);
        let central = &self.central[cluster.side.index()];
        let (mut mass, mut robust_mass) = (0.0, 0.0);
        for row in cluster.first_row..=cluster.last_row.min(central.len() - 1) {
            mass += f64::from(central[row]);
            robust_mass += if robust[row] { f64::from(central[row]) } else { 0.0 };
        }
        mass > 0.0 && robust_mass >= ROBUST_MASS_SHARE * mass
    }
}

/// Whether each row is in the densest tenth of the rows with mass; rows as dense as the last of these count too.
fn dense_rows(cells: &[f32], rows: &Rows) -> Vec<bool> {
    let densities: Vec<f64> =
        cells.iter().enumerate().map(|(row, cell)| f64::from(*cell) / rows.log_height(row)).collect();
    let mut positive: Vec<f64> = densities.iter().copied().filter(|density| *density > 0.0).collect();
    let dense = libm::ceil(DENSE_SHARE * positive.len() as f64) as usize;
    let last = positive.len() - dense;
    let least = if dense == 0 { None } else { ranked(&mut positive, last) }.unwrap_or(f64::INFINITY);
    densities.iter().map(|density| *density >= least).collect()
}

/// Draws in the making, one at a time, so that a browser can make one per frame.
pub struct DrawRun {
    plan: Plan,
    projector: Projector,
    /// Parameters and levels (one per market) of the draws, made or not.
    drawn: Vec<(DrawnParameters, Vec<Deposits>)>,
    made: Draws,
}

impl DrawRun {
    /// Prepares `count` draws over the markets of `snapshot` and runs the central parameters; steps are made once for
    /// all draws.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] for a count outside 1..=256, and those of
    /// [`HeatmapRun::new`](crate::engine::heatmap::HeatmapRun::new) and [`Parameters::tilted_prior`].
    pub fn new(snapshot: &Snapshot, options: &HeatmapOptions, seed: u64, count: usize) -> Result<Self> {
        if count == 0 || count > MOST_DRAWS {
            let allowed = format!("a whole number in 1..={MOST_DRAWS}");
            return Err(fault!(Code::AttributeInvalid, "draws", count, allowed));
        }
        let plan = Plan::new(snapshot, options)?;
        let mut drawn = Vec::with_capacity(count);
        for parameters in latin_hypercube(seed, count) {
            drawn.push((parameters, levels_of(&plan, &parameters.within(&plan.parameters))?));
        }
        let mut projector = Projector::new(plan.parameters.resolution);
        let central_levels = levels_of(&plan, &plan.parameters)?;
        let central = last_column(&plan, &plan.parameters, &central_levels, &mut projector);
        let made = Draws { seed, rows: plan.rows.clone(), central, draws: Vec::with_capacity(count) };
        Ok(Self { plan, projector, drawn, made })
    }

    /// Makes one draw; `false` when all have been made before.
    pub fn next_draw(&mut self) -> bool {
        let Some((drawn, levels)) = self.drawn.get(self.made.draws.len()) else { return false };
        let parameters = drawn.within(&self.plan.parameters);
        let cells = last_column(&self.plan, &parameters, levels, &mut self.projector);
        self.made.draws.push(Draw { parameters: *drawn, cells });
        true
    }

    /// The draws; those not made yet are made now.
    #[must_use]
    pub fn finish(mut self) -> Draws {
        while self.next_draw() {}
        self.made
    }
}

/// The levels of each market.
fn levels_of(plan: &Plan, parameters: &Parameters) -> Result<Vec<Deposits>> {
    plan.prepared.iter().map(|market| market.deposits(parameters)).collect()
}

/// Runs all markets to the end of the reference market; returns what the heatmap's last column would hold.
fn last_column(plan: &Plan, parameters: &Parameters, levels: &[Deposits], projector: &mut Projector) -> [Vec<f32>; 2] {
    let mut cells = [vec![0.0; plan.rows.count()], vec![0.0; plan.rows.count()]];
    let Some(column) = plan.shown().last() else { return cells };
    for (index, (market, deposits)) in plan.prepared.iter().zip(levels).enumerate() {
        let height = plan.rows.least_log_height();
        let state = market.state_at(column.close_ms, index, height, deposits.clone(), parameters);
        let Some((estimator, step)) = state else { continue };
        let view = View::new(&plan.rows, column.mark_close, step.mark_close);
        for side in Side::BOTH {
            projector.add(estimator.exposure(), side, view, &mut cells[side.index()]);
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::rows::RowScale;

    const ROWS: usize = 40;

    /// Draws whose long cells are given; shorts are empty.
    fn draws_of(central: Vec<f32>, cells: Vec<Vec<f32>>) -> Draws {
        let parameters = DrawnParameters::at([0.5; DIMENSIONS]);
        let empty = vec![0.0; ROWS];
        Draws {
            seed: 0,
            rows: Rows::new(100.0, 200.0, ROWS, RowScale::Log).unwrap(),
            central: [central, empty.clone()],
            draws: cells.into_iter().map(|longs| Draw { parameters, cells: [longs, empty.clone()] }).collect(),
        }
    }

    /// 1 in every row, `peak` in the rows given.
    fn peaked(peaks: &[usize], peak: f32) -> Vec<f32> {
        (0..ROWS).map(|row| if peaks.contains(&row) { peak } else { 1.0 }).collect()
    }

    fn cluster(first_row: usize, last_row: usize) -> Cluster {
        Cluster {
            side: Side::Long,
            first_row,
            last_row,
            low: 0.0,
            high: 0.0,
            center: 0.0,
            mass: 0.0,
            share_of_open_interest: None,
            distance: 0.0,
            seeded: false,
        }
    }

    #[test]
    fn every_part_of_every_range_is_drawn_from_once() {
        for (seed, count) in [(1, 1), (2, 16), (3, 37)] {
            let drawn = latin_hypercube(seed, count);
            let part = |value: f64, (low, high): (f64, f64)| ((value - low) / (high - low) * count as f64) as usize;
            let log_range = (libm::log(TURNOVER_SHARE.0), libm::log(TURNOVER_SHARE.1));
            let dimensions: [Vec<usize>; DIMENSIONS] = [
                drawn.iter().map(|draw| part(libm::log(draw.turnover_share), log_range)).collect(),
                drawn.iter().map(|draw| part(draw.taker_shrink, TAKER_SHRINK)).collect(),
                drawn.iter().map(|draw| part(draw.large_share, LARGE_SHARE)).collect(),
                drawn.iter().map(|draw| part(draw.tilt, TILT)).collect(),
                drawn.iter().map(|draw| part(draw.taker_inert, TAKER_INERT)).collect(),
            ];
            for mut parts in dimensions {
                parts.sort_unstable();
                assert_eq!(parts, (0..count).collect::<Vec<_>>(), "seed {seed}");
            }
        }
    }

    #[test]
    fn hypercube_of_a_seed_is_the_one_an_independent_program_draws() {
        let drawn = latin_hypercube(1_234_567, 16);
        let golden = [
            (
                0,
                [
                    0.101_812_863_056_528_41,
                    0.744_011_653_625_159_3,
                    0.591_631_478_251_950_5,
                    -0.113_327_766_060_205_12,
                    0.186_119_118_632_732_3,
                ],
            ),
            (
                7,
                [
                    0.139_942_970_208_253_91,
                    0.558_221_645_744_64,
                    0.415_077_799_005_487_8,
                    0.139_907_047_082_108_44,
                    0.123_525_045_239_800_71,
                ],
            ),
            (
                15,
                [
                    0.221_789_154_964_884_88,
                    0.525_325_873_344_909_5,
                    0.276_091_565_523_759_13,
                    0.170_725_004_843_352_07,
                    0.057_510_451_348_539_82,
                ],
            ),
        ];
        for (draw, expected) in golden {
            let DrawnParameters { turnover_share, taker_shrink, large_share, tilt, taker_inert } = drawn[draw];
            // The exponential of that program may differ in the last bit.
            assert!((turnover_share / expected[0] - 1.0).abs() < 1e-15, "draw {draw}: {turnover_share}");
            assert_eq!([taker_shrink, large_share, tilt, taker_inert], expected[1..], "draw {draw}");
        }
    }

    #[test]
    fn band_interpolates_between_sorted_draws() {
        let values = [50.0, 10.0, 40.0, 20.0, 30.0];
        let draws = draws_of(vec![0.0; ROWS], values.map(|value| vec![value; ROWS]).to_vec());
        // Position 0.1 · 4 = 0.4 between 10 and 20, and 0.9 · 4 = 3.6 between 40 and 50.
        assert_eq!(draws.band(Side::Long, 0.1), vec![14.0; ROWS]);
        assert_eq!(draws.band(Side::Long, 0.9), vec![46.0; ROWS]);
        assert_eq!(draws.band(Side::Long, 1.0), vec![50.0; ROWS]);
    }

    #[test]
    fn a_row_is_robust_from_four_draws_in_five() {
        // Four of forty rows are the densest tenth: rows 0 to 3 in four draws, row 9 in place of row 3 in the fifth.
        let mut cells = vec![peaked(&[0, 1, 2, 3], 9.0); 4];
        cells.push(peaked(&[0, 1, 2, 9], 9.0));
        let robust = draws_of(vec![0.0; ROWS], cells.clone()).robust_rows(Side::Long);
        assert_eq!((0..ROWS).filter(|row| robust[*row]).collect::<Vec<_>>(), [0, 1, 2, 3]);
        cells.push(peaked(&[0, 1, 2, 9], 9.0));
        let robust = draws_of(vec![0.0; ROWS], cells).robust_rows(Side::Long);
        assert_eq!((0..ROWS).filter(|row| robust[*row]).collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn rows_without_mass_are_never_robust() {
        let draws = draws_of(vec![0.0; ROWS], vec![peaked(&[3], 9.0); 5]);
        assert!(!draws.robust_rows(Side::Short).contains(&true));
    }

    #[test]
    fn a_cluster_is_robust_with_half_of_its_central_mass_in_robust_rows() {
        let draws = draws_of(peaked(&[4, 5], 3.0), vec![peaked(&[0, 1, 2, 3], 9.0); 5]);
        assert!(draws.cluster_is_robust(&cluster(1, 4)), "three of the mass of six");
        assert!(!draws.cluster_is_robust(&cluster(2, 4)), "two of five");
        assert!(!draws.cluster_is_robust(&cluster(6, 9)));
    }
}
