//! Counts over draws, in the order of the draws.

use super::{Simulation, Zone};
use crate::engine::cascade::Direction;

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
