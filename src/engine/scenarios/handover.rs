//! Zones and what is computed of them as plain numbers: who shows them and who computes may share no memory.
//!
//! What is said of [`Asked`](crate::engine::montecarlo::Asked) holds here too. Both sides have the snapshot: venues go as
//! places of markets in it.

use super::amounts::Estimated;
use super::paths::PathOdds;
use crate::engine::cascade::OddsAsked;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::montecarlo::{Handed, Numbers, Simulation, SimulationAnswer};
use crate::engine::quality::Flags;
use crate::engine::signals::scenario::{MassMap, Zone};
use crate::lists::Listed;

/// What is to be computed of an author's zones.
#[derive(Clone, Debug, PartialEq)]
pub struct ZonesAsked {
    /// Number of the question.
    pub number: u32,
    /// A market of each venue to sum, by place in the snapshot; none for all.
    pub markets: Vec<u32>,
    /// How the paths are drawn; their step is told by the horizon.
    pub odds: PathOdds,
    /// The zones, in the author's order.
    pub zones: Vec<Zone>,
}

impl ZonesAsked {
    /// A market of each of the `venues` in a snapshot that has them.
    #[must_use]
    pub fn markets_of(venues: &[String], snapshot: &Snapshot) -> Vec<u32> {
        let place = |venue: &String| snapshot.markets.iter().position(|market| market.venue == *venue);
        venues.iter().filter_map(place).map(|place| place as u32).listed()
    }

    /// Its venues, by the `snapshot` that it is about; `None` for all.
    #[must_use]
    pub fn venues(&self, snapshot: &Snapshot) -> Option<Vec<String>> {
        let venue = |place: &u32| snapshot.markets.get(*place as usize).map(|market| market.venue.clone());
        Some(self.markets.iter().filter_map(venue).listed()).filter(|venues| !venues.is_empty())
    }

    /// As numbers.
    #[must_use]
    pub fn numbers(&self) -> Vec<f64> {
        let mut numbers = Vec::new();
        self.number.hand(&mut numbers);
        self.markets.hand(&mut numbers);
        let OddsAsked { horizon_days, volatility, paths, seed, step_days: _ } = self.odds.asked;
        horizon_days.hand(&mut numbers);
        volatility.hand(&mut numbers);
        paths.hand(&mut numbers);
        seed.hand(&mut numbers);
        self.odds.drift.hand(&mut numbers);
        self.zones.iter().map(|zone| (zone.low, zone.high)).listed().hand(&mut numbers);
        numbers
    }

    /// The question in `numbers`; `None` for other numbers.
    #[must_use]
    pub fn of(numbers: &[f64]) -> Option<Self> {
        let from = &mut Numbers::new(numbers);
        let (number, markets) = (Handed::receive(from), Handed::receive(from));
        let asked = OddsAsked {
            horizon_days: Handed::receive(from),
            volatility: Handed::receive(from),
            paths: Handed::receive(from),
            seed: Handed::receive(from),
            step_days: None,
        };
        let odds = PathOdds { asked, drift: Handed::receive(from) };
        let zones: Vec<(f64, f64)> = Handed::receive(from);
        let zones = zones.into_iter().map(|(low, high)| Zone { low, high }).listed();
        from.are_used_up().then_some(Self { number, markets, odds, zones })
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ZonesTold {
    /// The estimate; `None` where open interest is not known.
    pub estimated: Option<Estimated>,
    /// The paths; `None` where there are none to walk.
    pub simulated: Option<SimulationAnswer>,
}

impl ZonesTold {
    /// As numbers, in answer to the question `number`.
    #[must_use]
    pub fn numbers(number: u32, estimated: Option<&Estimated>, simulated: Option<&SimulationAnswer>) -> Vec<f64> {
        let mut numbers = Vec::new();
        number.hand(&mut numbers);
        flag(estimated.is_some(), &mut numbers);
        if let Some(estimated) = estimated {
            estimated.hand(&mut numbers);
        }
        flag(simulated.is_some(), &mut numbers);
        if let Some(simulated) = simulated {
            simulated.simulation.sd.hand(&mut numbers);
            simulated.hand(&mut numbers);
        }
        numbers
    }

    /// The answer in `numbers` to who knows the `outline` of the simulation; `None` for other numbers.
    #[must_use]
    pub fn of(numbers: &[f64], outline: Simulation) -> Option<Self> {
        let from = &mut Numbers::new(numbers.get(1..)?);
        let estimated = Option::receive(from);
        let mut simulated = None;
        if f64::receive(from) != 0.0 {
            let sd = Handed::receive(from);
            simulated = Some(SimulationAnswer::receive(from, Simulation { sd, ..outline }));
        }
        from.are_used_up().then_some(Self { estimated, simulated })
    }
}

fn flag(is_there: bool, numbers: &mut Vec<f64>) {
    numbers.push(f64::from(u8::from(is_there)));
}

impl Handed for Estimated {
    fn hand(&self, numbers: &mut Vec<f64>) {
        [self.spot, self.time_ms as f64, self.coverage, f64::from(self.flags.bits())].hand(numbers);
        if let MassMap::Rows { edges, mass } = &self.map {
            edges.hand(numbers);
            mass.hand(numbers);
        }
        self.calibrated.map(|(scale, count)| (scale, count as f64)).hand(numbers);
    }

    fn receive(from: &mut Numbers<'_>) -> Self {
        let [spot, time_ms, coverage, flags] = Handed::receive(from);
        let map = MassMap::Rows { edges: Handed::receive(from), mass: Handed::receive(from) };
        let calibrated: Option<(f64, f64)> = Handed::receive(from);
        Self {
            spot,
            time_ms: time_ms as TimeMs,
            coverage,
            flags: Flags::of_bits(flags as u8),
            map,
            calibrated: calibrated.map(|(scale, count)| (scale, count as usize)),
        }
    }
}
