//! One snapshot with an author's zones: its series, and the estimate with its paths, made here or elsewhere.

use super::amounts::{Amounts, Estimated, opening_of};
use super::authored::AuthoredZone;
use super::handover::ZonesAsked;
use super::paths::PathOdds;
use crate::engine::cascade::{Direction, Opening};
use crate::engine::estimate::EstimateRequest;
use crate::engine::heatmap::Ahead;
use crate::engine::map::last_price;
use crate::engine::market::{Market, Snapshot, TimeMs};
use crate::engine::montecarlo::{Simulation, SimulationAnswer, Zone};
use crate::engine::parameters::Parameters;
use crate::engine::quality::Flags;
use crate::engine::signals::observed::{Observed, observed};
use crate::engine::signals::scenario::MassMap;
use crate::engine::signals::scenarios::{Scenario, Scenarios};
use crate::error::{Code, Result, fault};
use crate::lists::Listed;

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
    /// Venues that are summed; none for all.
    pub venues: Vec<String>,
    /// What lies at each price.
    pub amounts: Amounts,
    /// Map, depth and volatility; `None` where open interest is not known, and where the estimate is made elsewhere.
    pub opening: Option<Opening>,
    /// Every series that the snapshot holds.
    pub series: Vec<Observed>,
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
        let mut board = Self::awaiting(snapshot, request, zones)?;
        board.opening = opening_of(ahead, snapshot, request)?;
        board.take(board.opening.as_ref().map(Estimated::from));
        Ok(board)
    }

    /// Reads the series of `snapshot`; its map is to be estimated elsewhere.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] for a venue that the snapshot does not have, [`Code::DataEmpty`] without any price.
    pub fn awaiting(snapshot: &Snapshot, request: &EstimateRequest, zones: Vec<AuthoredZone>) -> Result<Self> {
        let venues = request.checked_venues(snapshot)?;
        let nothing = || fault!(Code::DataEmpty, "markets", "no candle", "one candle or more");
        let (open_ms, spot) = last_price(snapshot, &venues, None).ok_or_else(nothing)?;
        let at_spot = |market: &&Market| market.candles.open_time_ms.last() == Some(&open_ms);
        let interval_ms = snapshot.markets.iter().find(at_spot).map_or(0, |market| market.candles.interval_ms);
        let wanted = |market: &&Market| venues.is_empty() || venues.contains(&market.venue);
        // Who estimates refuses what was made elsewhere, and says so.
        let is_asked = snapshot.imported.is_some()
            || snapshot.markets.iter().filter(wanted).any(|market| market.open_interest.is_some());
        let mut flags = Flags::default();
        flags.set(Flags::MARK_FROM_LAST, snapshot.markets.iter().filter(wanted).any(is_without_mark));
        Ok(Self {
            asset: snapshot.asset.clone(),
            spot,
            time_ms: open_ms + interval_ms,
            tick: snapshot.markets.first().and_then(|market| market.price_tick),
            series: observed(snapshot),
            zones,
            amounts: if is_asked { Amounts::Awaited(flags) } else { Amounts::Unknown },
            opening: None,
            venues,
        })
    }

    /// Takes the estimate, or that it gives no amounts.
    pub fn take(&mut self, estimated: Option<Estimated>) {
        if let Some(estimated) = &estimated {
            (self.spot, self.time_ms) = (estimated.spot, estimated.time_ms);
        }
        self.amounts = estimated.map_or(Amounts::Unknown, Amounts::Known);
    }

    /// The estimate, once it is made.
    #[must_use]
    pub fn estimated(&self) -> Option<&Estimated> {
        match &self.amounts {
            Amounts::Known(estimated) => Some(estimated),
            Amounts::Awaited(_) | Amounts::Unknown => None,
        }
    }

    /// Coverage and remarks of the map, as far as they are known before it is; `None` where there will be none.
    #[must_use]
    pub fn remarks(&self) -> Option<(f64, Flags)> {
        match &self.amounts {
            Amounts::Known(made) => Some((made.coverage, made.flags)),
            Amounts::Awaited(flags) => Some((1.0, *flags)),
            Amounts::Unknown => None,
        }
    }

    /// What the estimate assumes.
    #[must_use]
    pub fn parameters(&self) -> Parameters {
        self.opening.as_ref().map_or_else(Parameters::default, |opening| opening.estimate.heatmap.parameters.clone())
    }

    /// The share of the map that past moves allow, and how many were replayed.
    #[must_use]
    pub fn calibrated(&self) -> Option<(f64, usize)> {
        self.estimated()?.calibrated
    }

    /// The same data with other zones.
    pub fn set_zones(&mut self, zones: Vec<AuthoredZone>) {
        self.zones = zones;
    }

    /// Amounts by price row, longs and shorts together.
    #[must_use]
    pub fn map(&self) -> Option<&MassMap> {
        self.estimated().map(|estimated| &estimated.map)
    }

    /// Whether the map reaches over all of a zone: beyond it no amount is known.
    #[must_use]
    pub fn map_covers(&self, zone: &AuthoredZone) -> bool {
        let Some(MassMap::Rows { edges, .. }) = self.map() else { return false };
        let ends = edges.first().zip(edges.last());
        ends.is_some_and(|(low, high)| *low <= zone.zone.low && zone.zone.high <= *high)
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
            map: self.map().cloned(),
        }
    }

    /// Places of the zones that can be reached: price stands in none of them now.
    #[must_use]
    pub fn ahead(&self) -> Vec<usize> {
        (0..self.zones.len()).filter(|place| !self.zones[*place].zone.holds(self.spot)).listed()
    }

    /// The same as a simulation has them.
    #[must_use]
    pub fn zones_ahead(&self) -> Vec<Zone> {
        let zone = |place: usize| {
            let AuthoredZone { name, zone, .. } = &self.zones[place];
            Zone { name: name.clone(), low: zone.low, high: zone.high }
        };
        self.ahead().into_iter().map(zone).listed()
    }

    /// The simulation of the paths; see [`PathOdds::simulation`].
    #[must_use]
    pub fn simulation(&self, odds: &PathOdds) -> Option<Simulation> {
        odds.simulation(self.opening.as_ref()?, self.estimated()?, self.zones_ahead())
    }

    /// The question of who has the estimate made and the paths walked elsewhere.
    #[must_use]
    pub fn asked(&self, number: u32, snapshot: &Snapshot, odds: &PathOdds) -> ZonesAsked {
        let zones = self.zones.iter().map(|zone| zone.zone).listed();
        ZonesAsked { number, markets: ZonesAsked::markets_of(&self.venues, snapshot), odds: *odds, zones }
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

/// Whether the estimate has to take the last mark price from trades.
fn is_without_mark(market: &Market) -> bool {
    let last = market.mark_candles.as_ref().and_then(|marks| marks.open_time_ms.last());
    last != market.candles.open_time_ms.last()
}
