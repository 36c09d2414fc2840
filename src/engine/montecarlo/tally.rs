//! Counts over draws, in the order of the draws, and the probabilities that they come to.

use super::brownian::{first_passage, touch_probability};
use super::{FirstPassage, LEVELS, Method, Odds, Quantiles, Share, Simulation, SimulationAnswer, Zone, ZoneOdds};
use crate::engine::cascade::Direction;
use crate::engine::order::ranked;

/// Where one gap went.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    pub direction: Direction,
    /// Displacement with the map.
    pub x: f64,
    /// Displacement without it.
    pub empty_x: f64,
    pub avalanche: bool,
    pub absorbed: bool,
}

/// Which zone came first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub a_first: usize,
    pub b_first: usize,
}

/// What has been counted.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    /// How many draws.
    pub draws: usize,
    /// Draws that touched each zone, with the map and without.
    pub touched: [Vec<usize>; 2],
    /// Order of the first two zones, with the map and without; counted along paths only.
    pub order: Option<[Order; 2]>,
    /// Draws in which each zone came before all others, with the map and without; counted along paths only.
    pub first: Option<[Vec<usize>; 2]>,
    pub avalanches: usize,
    pub not_absorbed: usize,
    /// Last price of each draw, with the map and without.
    pub last: [Vec<f64>; 2],
    /// Days and the price of each draw then; empty without paths.
    pub fan: Vec<(f64, Vec<f64>)>,
    /// Way and near edge of each zone.
    pub edges: Vec<(Direction, f64)>,
}

impl Tally {
    pub(super) fn new(simulation: &Simulation, draws: usize) -> Self {
        let none = || vec![0; simulation.zones.len()];
        let edge = |zone: &Zone| zone.from_spot(simulation.spot);
        Self {
            draws,
            touched: [none(), none()],
            order: None,
            first: None,
            avalanches: 0,
            not_absorbed: 0,
            last: [vec![0.0; draws], vec![0.0; draws]],
            fan: Vec::new(),
            edges: simulation.zones.iter().map(edge).collect(),
        }
    }

    /// Counts the outcome of draw `index`.
    pub(super) fn add(&mut self, simulation: &Simulation, index: usize, outcome: &Outcome) {
        for (which, x) in [outcome.x, outcome.empty_x].into_iter().enumerate() {
            self.last[which][index] = outcome.direction.price(simulation.spot, x);
            for ((direction, edge), count) in self.edges.iter().zip(&mut self.touched[which]) {
                *count += usize::from(*direction == outcome.direction && x >= *edge);
            }
        }
        self.avalanches += usize::from(outcome.avalanche);
        self.not_absorbed += usize::from(!outcome.absorbed);
    }
}

impl SimulationAnswer {
    pub(super) fn of(simulation: &Simulation, tally: &Tally) -> Self {
        let share = |count: usize| share(simulation, tally.draws, count);
        let zone = |index: usize| {
            let (zone, (direction, _)) = (&simulation.zones[index], tally.edges[index]);
            let edge = if direction == Direction::Up { zone.low } else { zone.high };
            let known = simulation.side(direction).is_some();
            let odds =
                Odds { with_map: known.then(|| share(tally.touched[0][index])), empty: share(tally.touched[1][index]) };
            let brownian = touch_probability(simulation.spot, edge, simulation.sd);
            let both = simulation.sides.iter().all(Option::is_some);
            let first = tally
                .first
                .as_ref()
                .map(|first| Odds { with_map: both.then(|| share(first[0][index])), empty: share(first[1][index]) });
            ZoneOdds { name: zone.name.clone(), direction, edge, odds, brownian, first }
        };
        let zones: Vec<ZoneOdds> = (0..simulation.zones.len()).map(zone).collect();
        Self {
            first_passage: tally.order.map(|orders| passage(simulation, &zones, tally.draws, orders)),
            zones,
            draws: tally.draws,
            fan: tally.fan.iter().map(|(days, prices)| (*days, quantiles(prices))).collect(),
            last: quantiles(&tally.last[0]),
            last_empty: quantiles(&tally.last[1]),
            avalanche: share(tally.avalanches),
            not_absorbed: share(tally.not_absorbed),
            simulation: simulation.clone(),
        }
    }
}

fn share(simulation: &Simulation, draws: usize, count: usize) -> Share {
    let probability = count as f64 / draws as f64;
    let drawn = simulation.method != Method::Quadrature;
    let standard_error = drawn.then(|| (probability * (1.0 - probability) / draws as f64).sqrt());
    Share { probability, standard_error }
}

fn passage(simulation: &Simulation, zones: &[ZoneOdds], draws: usize, orders: [Order; 2]) -> FirstPassage {
    let shares = |order: Order| {
        [order.a_first, order.b_first, draws - order.a_first - order.b_first].map(|n| share(simulation, draws, n))
    };
    let known = zones[..2].iter().all(|zone| zone.odds.with_map.is_some());
    let opposite = zones[0].direction != zones[1].direction;
    let closed = || first_passage(simulation.spot, zones[0].edge, zones[1].edge, simulation.drift);
    FirstPassage {
        with_map: known.then(|| shares(orders[0])),
        empty: shares(orders[1]),
        brownian: opposite.then(closed),
    }
}

/// The value at each level that at least so large a share of draws is not above.
fn quantiles(prices: &[f64]) -> Quantiles {
    let mut prices = prices.to_vec();
    let count = prices.len();
    LEVELS.map(|level| {
        let rank = ((level * count as f64).ceil() as usize).saturating_sub(1);
        ranked(&mut prices, rank).unwrap_or(0.0)
    })
}
