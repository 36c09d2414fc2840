//! One snapshot with an author's zones: everything that is computed before the paths are, and the paths.

use super::authored::AuthoredZone;
use crate::engine::cascade::{Assumed, Direction, OddsAsked, Opening};
use crate::engine::estimate::{EstimateOptions, EstimateRequest};
use crate::engine::heatmap::Ahead;
use crate::engine::map::last_price;
use crate::engine::market::{Market, Side, Snapshot, TimeMs};
use crate::engine::montecarlo::{Drift, Simulation, SimulationAnswer, Zone};
use crate::engine::signals::observed::{Observed, observed};
use crate::engine::signals::scenario::MassMap;
use crate::engine::signals::scenarios::{Scenario, Scenarios};
use crate::error::{Code, Result, fault};
use crate::lists::Listed;

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

/// The zones over one snapshot.
#[derive(Clone, Debug)]
pub struct Board {
    /// The coin.
    pub asset: String,
    /// Price now, of the market that the map is of.
    pub spot: f64,
    /// When it was.
    pub time_ms: TimeMs,
    /// Smallest price step.
    pub tick: Option<f64>,
    /// The zones, in the author's order.
    pub zones: Vec<AuthoredZone>,
    /// Map, depth and volatility; `None` where open interest is not known, so that no amount is.
    pub opening: Option<Opening>,
    /// What the map was asked.
    pub estimate: EstimateOptions,
    /// Every series that the snapshot holds.
    pub series: Vec<Observed>,
    /// The share of the map that past moves allow, and how many were replayed; `None` without depth.
    pub calibrated: Option<(f64, usize)>,
}

impl Board {
    /// Estimates the map of `snapshot`, by a run that may have been begun `ahead`, and reads its series.
    ///
    /// # Errors
    /// Those of the estimate but for missing open interest, and [`Code::DataEmpty`] without any price.
    pub fn new(
        snapshot: &Snapshot,
        request: &EstimateRequest,
        zones: Vec<AuthoredZone>,
        ahead: Option<Ahead>,
    ) -> Result<Self> {
        let estimate = request.check(snapshot)?;
        let nothing = || fault!(Code::DataEmpty, "markets", "no candle", "one candle or more");
        let (open_ms, price) = last_price(snapshot, &estimate.heatmap.venues, None).ok_or_else(nothing)?;
        let opening = match Opening::begun(ahead, snapshot, request) {
            Ok((opening, _)) => Some(opening),
            Err(error) if error.code == Code::DataEmpty && error.field == "openInterest" => None,
            Err(error) => return Err(error),
        };
        let market = |market: &&Market| market.candles.open_time_ms.last() == Some(&open_ms);
        let interval_ms = snapshot.markets.iter().find(market).map_or(0, |market| market.candles.interval_ms);
        let column = opening.as_ref().map(|opening| &opening.map.column);
        Ok(Self {
            asset: snapshot.asset.clone(),
            spot: column.map_or(price, |column| column.close),
            time_ms: column.map_or(open_ms + interval_ms, |column| column.close_ms),
            tick: snapshot.markets.first().and_then(|market| market.price_tick),
            calibrated: opening.as_ref().and_then(|opening| opening.calibrated(&Assumed::default())),
            series: observed(snapshot),
            zones,
            opening,
            estimate,
        })
    }

    /// The same data with other zones.
    pub fn set_zones(&mut self, zones: Vec<AuthoredZone>) {
        self.zones = zones;
    }

    /// Amounts by price row, longs and shorts together.
    #[must_use]
    pub fn map(&self) -> Option<MassMap> {
        let map = &self.opening.as_ref()?.map;
        let both = |row: usize| Side::BOTH.map(|side| f64::from(map.cells[side.index()][row])).iter().sum();
        let rows = map.rows.count();
        let edges = (0..=rows).map(|edge| map.rows.edge(edge)).listed();
        Some(MassMap::Rows { edges, mass: (0..rows).map(both).listed() })
    }

    /// Whether the map reaches over all of a zone: beyond it no amount is known.
    #[must_use]
    pub fn map_covers(&self, zone: &AuthoredZone) -> bool {
        let rows = self.opening.as_ref().map(|opening| &opening.map.rows);
        rows.is_some_and(|rows| rows.low() <= zone.zone.low && zone.zone.high <= rows.high())
    }

    /// What is asked of the triggers and the map.
    #[must_use]
    pub fn question(&self) -> Scenarios {
        let scenario = |zone: &AuthoredZone| Scenario {
            label: zone.name.clone(),
            zone: zone.zone,
            triggers: zone.triggers.iter().map(|authored| authored.trigger.clone()).listed(),
        };
        Scenarios {
            spot: Some(self.spot),
            zones: self.zones.iter().map(scenario).listed(),
            signals: self.series.iter().map(Observed::named).listed(),
            map: self.map(),
        }
    }

    /// Places of the zones that can be reached: price stands in none of them now.
    #[must_use]
    pub fn ahead(&self) -> Vec<usize> {
        (0..self.zones.len()).filter(|place| !self.zones[*place].zone.holds(self.spot)).listed()
    }

    /// The simulation of the paths; `None` where neither data nor author give a volatility. Who runs it checks it.
    #[must_use]
    pub fn simulation(&self, odds: &PathOdds) -> Option<Simulation> {
        let opening = self.opening.as_ref()?;
        let asked = OddsAsked { step_days: Some(odds.asked.horizon_days / STEPS), ..odds.asked };
        let scale = self.calibrated.map_or(1.0, |(scale, _)| scale);
        let mut simulation = opening.simulation(&asked, &Assumed::default(), scale)?;
        simulation.drift = odds.drift;
        let zone = |place: usize| {
            let AuthoredZone { name, zone, .. } = &self.zones[place];
            Zone { name: name.clone(), low: zone.low, high: zone.high }
        };
        simulation.zones = self.ahead().into_iter().map(zone).listed();
        Some(simulation)
    }

    /// A year's standard deviation that the paths were drawn with, a fraction.
    #[must_use]
    pub fn volatility_of(simulated: &SimulationAnswer) -> f64 {
        simulated.simulation.sd / (simulated.simulation.horizon_days / 365.0).sqrt()
    }

    /// Which way a zone lies from the spot; `None` where price stands in it.
    #[must_use]
    pub fn direction(&self, zone: &AuthoredZone) -> Option<Direction> {
        let (near, _) = zone.zone.edges(self.spot)?;
        Some(if near > self.spot { Direction::Up } else { Direction::Down })
    }
}
