//! Steps through time: a fundamental price moves, liquidations push the traded price away from it, and the book refills.
//!
//! `ln f` takes Gaussian steps. The traded price is `f·(1 − D₋⁻¹(z₋) + D₊⁻¹(z₊))` with the flow `z` of either side that
//! the book has not yet refilled, which halves with every half-life. A block fires when the traded price first reaches it,
//! and is gone. Between two steps the lowest and the highest point are drawn from the Brownian bridge. In a step that ends
//! lower the highest point comes first, else the lowest. A jump ends its step: what lies between is passed over, and the blocks
//! there fire where it lands. No part of the impact stays.

use super::draws::{Dimension, stream_of_step, uniform};
use super::strata::{Stratum, strata};
use super::tally::{Order, Tally};
use super::{Drift, STRATA, Simulation, SimulationAnswer};
use crate::engine::cascade::{Cascade, Direction};
use crate::engine::distribution::normal_quantile;
use crate::engine::random::SplitMix64;

/// Most columns of a fan.
const FAN_COLUMNS: u32 = 48;
const DAY_S: f64 = 86_400.0;
/// What is left of a flow below which nothing is.
const NOTHING_LEFT: f64 = 1e-15;

/// Everything that is the same for all paths.
struct Walk<'a> {
    simulation: &'a Simulation,
    streams: Vec<SplitMix64>,
    /// Standard deviation and mean of a step of `ln f`.
    step_sd: f64,
    step_mean: f64,
    /// What a step leaves of a flow.
    keep: f64,
    jump: Option<JumpLaw>,
    columns: Vec<u32>,
}

/// Jumps at the ends of steps.
#[derive(Clone, Copy)]
struct JumpLaw {
    /// How likely a step ends in one.
    chance: f64,
    mean: f64,
    sd: f64,
}

/// Where a path and its world without liquidations have been.
#[derive(Clone, Debug)]
struct Visits {
    touched: Vec<bool>,
    /// The one of the first two zones that came first.
    first: Option<usize>,
    /// The one of all zones that came first.
    first_of_all: Option<usize>,
}

/// One path.
struct Path<'a> {
    cascades: &'a [Option<Cascade>; 2],
    /// Flow not yet refilled, the displacement it holds, and blocks fired, of either side.
    flow: [f64; 2],
    impact: [f64; 2],
    fired: [usize; 2],
    avalanche: bool,
    absorbed: bool,
}

/// Walks all paths.
pub(super) fn walked(simulation: &Simulation) -> Tally {
    let mut tally = begun(simulation);
    let walk = Walk::new(simulation);
    for (bin, stratum) in strata(simulation, STRATA).into_iter().enumerate() {
        walk.bin(bin, stratum, &mut tally);
    }
    tally
}

/// All paths, some at a time: a page walks them in its idle moments.
#[derive(Debug)]
pub struct PathRun {
    simulation: Simulation,
    strata: Vec<Stratum>,
    tally: Tally,
    bin: usize,
}

impl PathRun {
    /// No path is walked yet.
    #[must_use]
    pub fn new(simulation: Simulation) -> Self {
        Self { strata: strata(&simulation, STRATA), tally: begun(&simulation), bin: 0, simulation }
    }

    /// Walks the paths of one bin of the book; says whether there are more.
    pub fn next_bin(&mut self) -> bool {
        if let Some(stratum) = self.strata.get(self.bin) {
            Walk::new(&self.simulation).bin(self.bin, *stratum, &mut self.tally);
            self.bin += 1;
        }
        self.bin < self.strata.len()
    }

    /// The outcome of all that were walked, the same as of [`Simulation::run`] after the last bin.
    #[must_use]
    pub fn finish(self) -> SimulationAnswer {
        SimulationAnswer::of(&self.simulation, &self.tally)
    }
}

/// Counts before the first path.
fn begun(simulation: &Simulation) -> Tally {
    let mut tally = Tally::new(simulation, simulation.paths as usize);
    tally.order = (simulation.zones.len() > 1).then(|| [Order::default(); 2]);
    let none = || vec![0; simulation.zones.len()];
    tally.first = Some([none(), none()]);
    let days = |step: &u32| simulation.horizon_days * f64::from(*step) / f64::from(simulation.steps);
    tally.fan = columns_of(simulation).iter().map(|step| (days(step), vec![0.0; tally.draws])).collect();
    tally
}

/// Steps of the fan's columns.
fn columns_of(simulation: &Simulation) -> Vec<u32> {
    let columns = simulation.steps.min(FAN_COLUMNS);
    (1..=columns).map(|column| column * simulation.steps / columns).collect()
}

fn both(simulation: &Simulation, stratum: Stratum) -> [Option<Cascade>; 2] {
    Direction::BOTH.map(|direction| Some(simulation.side(direction)?.cascade(simulation, stratum)))
}

impl<'a> Walk<'a> {
    fn new(simulation: &'a Simulation) -> Self {
        let steps = f64::from(simulation.steps);
        let step_sd = simulation.sd / steps.sqrt();
        let half_lives = simulation.horizon_days * DAY_S / steps / simulation.half_life_s;
        Self {
            simulation,
            streams: (0..simulation.steps).map(|step| stream_of_step(simulation.seed, step)).collect(),
            step_sd,
            step_mean: match simulation.drift {
                Drift::Martingale => -0.5 * step_sd * step_sd,
                Drift::Logarithm => 0.0,
            },
            keep: libm::exp(-std::f64::consts::LN_2 * half_lives),
            jump: simulation.jumps.map(|jumps| JumpLaw {
                chance: -libm::expm1(-jumps.per_day * simulation.horizon_days / steps),
                mean: match simulation.drift {
                    Drift::Martingale => -0.5 * jumps.sd * jumps.sd,
                    Drift::Logarithm => 0.0,
                },
                sd: jumps.sd,
            }),
            columns: columns_of(simulation),
        }
    }

    /// The paths of one bin.
    fn bin(&self, bin: usize, stratum: Stratum, tally: &mut Tally) {
        let cascades = both(self.simulation, stratum);
        for index in (bin..tally.draws).step_by(STRATA) {
            self.one(&cascades, index, tally);
        }
    }

    fn one(&self, cascades: &[Option<Cascade>; 2], index: usize, tally: &mut Tally) {
        let spot = self.simulation.spot;
        let mut path = Path::new(cascades);
        let mut visits = [Visits::new(tally.touched[0].len()), Visits::new(tally.touched[0].len())];
        let (mut log_price, mut column) = (0.0, 0);
        for (step, stream) in self.streams.iter().enumerate() {
            let uniform = |dimension| uniform(*stream, index as u64, dimension, 0);
            let change = self.step_mean + self.step_sd * normal_quantile(uniform(Dimension::Shock));
            let next = log_price + change;
            let lowest = self.extreme(log_price, next, -1.0, uniform(Dimension::Lowest));
            let highest = self.extreme(log_price, next, 1.0, uniform(Dimension::Highest));
            path.refill(self.keep);
            let mut order = [(Direction::Down, lowest), (Direction::Up, highest)];
            if change < 0.0 {
                order.reverse();
            }
            let jump = self.jump.filter(|jump| uniform(Dimension::Arrival) < jump.chance);
            let jump = jump.map_or(0.0, |jump| jump.mean + jump.sd * normal_quantile(uniform(Dimension::Jump)));
            let way = if jump < 0.0 { Direction::Down } else { Direction::Up };
            let landing = (jump != 0.0).then_some((way, next + jump));
            for (direction, extreme) in order.into_iter().chain(landing) {
                let fundamental = spot * libm::exp(extreme);
                visits[1].see(&tally.edges, direction, direction.distance(spot, fundamental));
                let x = path.reach(direction, spot, fundamental);
                visits[0].see(&tally.edges, direction, x);
            }
            log_price = next + jump;
            if step + 1 == self.columns[column] as usize {
                tally.fan[column].1[index] = path.price(spot * libm::exp(log_price));
                column += 1;
            }
        }
        let fundamental = spot * libm::exp(log_price);
        tally.last[0][index] = path.price(fundamental);
        tally.last[1][index] = fundamental;
        count(tally, &path, &visits);
    }

    /// Lowest (`sign` −1) or highest (+1) point of `ln f` within a step between two points: the extreme of a Brownian
    /// bridge, from its distribution `exp(−2(m − a)(m − b)/v²)`.
    fn extreme(&self, from: f64, to: f64, sign: f64, uniform: f64) -> f64 {
        let change = to - from;
        let spread = (change * change - 2.0 * self.step_sd * self.step_sd * libm::log(uniform)).sqrt();
        0.5 * (from + to + sign * spread)
    }
}

fn count(tally: &mut Tally, path: &Path<'_>, visits: &[Visits; 2]) {
    for (which, visits) in visits.iter().enumerate() {
        for (count, touched) in tally.touched[which].iter_mut().zip(&visits.touched) {
            *count += usize::from(*touched);
        }
        if let (Some(first), Some(zone)) = (&mut tally.first, visits.first_of_all) {
            first[which][zone] += 1;
        }
        if let Some(order) = &mut tally.order {
            order[which].a_first += usize::from(visits.first == Some(0));
            order[which].b_first += usize::from(visits.first == Some(1));
        }
    }
    tally.avalanches += usize::from(path.avalanche);
    tally.not_absorbed += usize::from(!path.absorbed);
}

impl Visits {
    fn new(zones: usize) -> Self {
        Self { touched: vec![false; zones], first: None, first_of_all: None }
    }

    /// Price has come as far as `x` this way. Of two zones on the same way the nearer one comes first.
    fn see(&mut self, edges: &[(Direction, f64)], direction: Direction, x: f64) {
        let reached = |zone: &usize| edges.get(*zone).is_some_and(|(way, edge)| *way == direction && x >= *edge);
        let nearer = |a: &usize, b: &usize| edges[*a].1.total_cmp(&edges[*b].1);
        if self.first.is_none() {
            self.first = (0..2).filter(reached).min_by(nearer);
        }
        if self.first_of_all.is_none() {
            self.first_of_all = (0..edges.len()).filter(reached).min_by(nearer);
        }
        for (zone, touched) in self.touched.iter_mut().enumerate() {
            *touched = *touched || reached(&zone);
        }
    }
}

impl<'a> Path<'a> {
    const fn new(cascades: &'a [Option<Cascade>; 2]) -> Self {
        Self { cascades, flow: [0.0; 2], impact: [0.0; 2], fired: [0; 2], avalanche: false, absorbed: true }
    }

    /// The traded price at a fundamental one.
    fn price(&self, fundamental: f64) -> f64 {
        fundamental * (1.0 - self.impact[0] + self.impact[1]).max(0.0)
    }

    fn refill(&mut self, keep: f64) {
        for side in 0..2 {
            if self.flow[side] > 0.0 {
                self.flow[side] = if keep < NOTHING_LEFT { 0.0 } else { self.flow[side] * keep };
                self.settle(side);
            }
        }
    }

    /// The displacement that the flow of a side holds.
    fn settle(&mut self, side: usize) {
        let Some(cascade) = &self.cascades[side] else { return };
        let held = if self.flow[side] > 0.0 { cascade.depth.inverse(self.flow[side]) } else { Some(0.0) };
        let within = held.filter(|x| *x <= cascade.x_max);
        self.absorbed &= within.is_some();
        self.impact[side] = within.unwrap_or(cascade.x_max);
    }

    /// Fires, round by round, what the traded price reaches; how far from `spot` it comes.
    fn reach(&mut self, direction: Direction, spot: f64, fundamental: f64) -> f64 {
        let side = direction.liquidates().index();
        let distance = |path: &Self| direction.distance(spot, path.price(fundamental));
        let Some(cascade) = &self.cascades[side] else { return distance(self) };
        let (blocks, sums) = (cascade.blocks.as_slice(), cascade.blocks.sums());
        let before = self.fired[side];
        let mut rounds = 0;
        loop {
            let x = distance(self);
            let reached = cascade.blocks.reached(self.fired[side], x);
            let liquidated = sums[reached] - sums[self.fired[side]];
            self.fired[side] = reached;
            if liquidated == 0.0 {
                if rounds > 1 && blocks[reached - 1].distance > blocks[before].distance {
                    let share = (sums[reached] - sums[before]) / cascade.blocks.total();
                    self.avalanche |= share >= cascade.critical_fraction;
                }
                return x;
            }
            rounds += 1;
            self.flow[side] += cascade.flow_per_notional * liquidated;
            self.settle(side);
        }
    }
}
