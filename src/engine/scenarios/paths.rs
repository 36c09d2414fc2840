//! The paths that are to be simulated over an author's zones.

use super::amounts::Estimated;
use crate::engine::cascade::{Assumed, OddsAsked, Opening};
use crate::engine::montecarlo::{Drift, Simulation, Zone};

/// Steps of a path, whatever the horizon: an hour each of a week.
const STEPS: f64 = 168.0;

/// How the paths are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PathOdds {
    /// Horizon, volatility, paths and their seed; the step is the horizon's 168th part.
    pub asked: OddsAsked,
    /// Mean motion of the price.
    pub drift: Drift,
}

impl Default for PathOdds {
    fn default() -> Self {
        Self { asked: OddsAsked::default(), drift: Drift::Martingale }
    }
}

impl PathOdds {
    /// The simulation with these `zones`, in none of which price stands; `None` where neither data nor author give a
    /// volatility. Who runs it checks it.
    #[must_use]
    pub fn simulation(&self, opening: &Opening, estimated: &Estimated, zones: Vec<Zone>) -> Option<Simulation> {
        let asked = OddsAsked { step_days: Some(self.asked.horizon_days / STEPS), ..self.asked };
        let scale = estimated.calibrated.map_or(1.0, |(scale, _)| scale);
        let mut simulation = opening.simulation(&asked, &Assumed::default(), scale)?;
        simulation.drift = self.drift;
        simulation.zones = zones;
        Some(simulation)
    }

    /// What is known of that simulation before it is there: the answer of who runs it comes without.
    #[must_use]
    pub fn outline(&self, spot: f64) -> Simulation {
        let mut simulation = Simulation::new(spot, 0.0, self.asked.horizon_days, [None, None]);
        (simulation.paths, simulation.seed, simulation.drift) = (self.asked.paths, self.asked.seed, self.drift);
        simulation
    }
}
