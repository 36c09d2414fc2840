//! Counts as probabilities, with their standard errors and what would be without the map.

use super::brownian::{first_passage, touch_probability};
use super::tally::{Order, Tally};
use super::{Drift, Method, Simulation};
use crate::engine::cascade::Direction;
use crate::engine::order::ranked;
use crate::value::Value;

/// Levels of a fan.
pub const LEVELS: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// A share of draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Between 0 and 1.
    pub probability: f64,
    /// `√(p(1 − p)/n)`; `None` without draws.
    pub standard_error: Option<f64>,
}

/// With the map, without it, and in closed form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Odds {
    /// `None` where the side has no data.
    pub with_map: Option<Share>,
    /// From the same draws.
    pub empty: Share,
}

/// What became of one zone.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneOdds {
    /// Its name.
    pub name: String,
    /// Which way it lies.
    pub direction: Direction,
    /// Its near edge as a price.
    pub edge: f64,
    /// Share of draws that touched it; with one gap for the horizon, that ended at or beyond its near edge.
    pub odds: Odds,
    /// Touch of a log-Brownian price without drift in its logarithm, without a map.
    pub brownian: f64,
    /// Share of draws in which it came before all other zones; along paths only. With the map only where both sides have
    /// data.
    pub first: Option<Odds>,
}

/// Which of zones A and B came first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstPassage {
    /// A first, B first, neither: with the map.
    pub with_map: Option<[Share; 3]>,
    /// The same without.
    pub empty: [Share; 3],
    /// A before B when there is all the time it takes, without a map; `None` for two zones on one side.
    pub brownian: Option<f64>,
}

/// Prices below which lie 5, 25, 50, 75 and 95 % of draws.
pub type Quantiles = [f64; 5];

/// The outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct SimulationAnswer {
    /// What was asked.
    pub simulation: Simulation,
    /// Draws, paths or midpoints.
    pub draws: usize,
    /// Zones in the order given.
    pub zones: Vec<ZoneOdds>,
    /// Order of the first two zones; along paths only.
    pub first_passage: Option<FirstPassage>,
    /// Days and quantiles of price; empty without paths.
    pub fan: Vec<(f64, Quantiles)>,
    /// Quantiles of the last price.
    pub last: Quantiles,
    /// The same without the map.
    pub last_empty: Quantiles,
    /// Share of draws with an avalanche of the critical fraction.
    pub avalanche: Share,
    /// Share of draws that the book did not absorb.
    pub not_absorbed: Share,
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

impl From<Share> for Value {
    fn from(share: Share) -> Self {
        Self::object().with("probability", share.probability).with("standardError", share.standard_error)
    }
}

fn order(shares: [Share; 3]) -> Value {
    let [a, b, neither] = shares;
    Value::object().with("a", Value::from(a)).with("b", Value::from(b)).with("neither", Value::from(neither))
}

impl From<&ZoneOdds> for Value {
    fn from(zone: &ZoneOdds) -> Self {
        Self::object()
            .with("name", zone.name.clone())
            .with("side", zone.direction.as_str())
            .with("edge", zone.edge)
            .with("withMap", zone.odds.with_map)
            .with("empty", Self::from(zone.odds.empty))
            .with("brownianTouch", zone.brownian)
    }
}

impl From<FirstPassage> for Value {
    fn from(passage: FirstPassage) -> Self {
        Self::object()
            .with("withMap", passage.with_map.map(order))
            .with("empty", order(passage.empty))
            .with("withoutLimitOfTime", passage.brownian)
    }
}

impl From<&SimulationAnswer> for Value {
    fn from(answer: &SimulationAnswer) -> Self {
        let simulation = &answer.simulation;
        let missing = Direction::BOTH.into_iter().filter(|direction| simulation.side(*direction).is_none());
        let days: Vec<f64> = answer.fan.iter().map(|(days, _)| *days).collect();
        let prices = answer.fan.iter().map(|(_, prices)| Self::from(prices.as_slice())).collect();
        Self::object()
            .with("spot", simulation.spot)
            .with("shockSd", simulation.sd)
            .with("horizonDays", simulation.horizon_days)
            .with("method", simulation.method.as_str())
            .with("law", simulation.law.as_str())
            .with("drift", simulation.drift.as_str())
            .with("seed", simulation.seed.to_string())
            .with("draws", answer.draws)
            .with("withoutData", Self::List(missing.map(|direction| Self::from(direction.as_str())).collect()))
            .with("zones", Self::list(&answer.zones))
            .with("firstPassage", answer.first_passage)
            .with("levels", LEVELS.as_slice())
            .with("fan", Self::object().with("days", days).with("prices", Self::List(prices)))
            .with("last", answer.last.as_slice())
            .with("lastEmpty", answer.last_empty.as_slice())
            .with("avalanche", Self::from(answer.avalanche))
            .with("notAbsorbed", Self::from(answer.not_absorbed))
    }
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Terminal, Self::Path, Self::Quadrature];

    /// One word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Path => "path",
            Self::Quadrature => "quadrature",
        }
    }
}

impl super::Law {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Normal, Self::StudentT4];

    /// One word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::StudentT4 => "student-t4",
        }
    }
}

impl Drift {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Martingale, Self::Logarithm];

    /// One word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Martingale => "martingale",
            Self::Logarithm => "logarithm",
        }
    }
}
