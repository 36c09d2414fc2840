//! Probabilities with their standard errors, and what would be without the map.

use super::{Drift, Method, Simulation};
use crate::digits::whole;
use crate::engine::cascade::Direction;
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
            .with("seed", whole(simulation.seed))
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
