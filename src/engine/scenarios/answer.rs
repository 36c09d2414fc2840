//! The zones as plain data: what a script gets and what a figure draws.

use super::board::Board;
use crate::engine::montecarlo::{Odds, SimulationAnswer, ZoneOdds};
use crate::engine::signals::Signal;
use crate::engine::signals::observed::Observed;
use crate::error::Result;
use crate::lists::Listed;
use crate::value::Value;

/// A board with its paths, once they are walked.
#[derive(Clone, Copy, Debug)]
pub struct BoardAnswer<'a> {
    /// The board.
    pub board: &'a Board,
    /// The paths.
    pub simulated: Option<&'a SimulationAnswer>,
}

impl BoardAnswer<'_> {
    /// The odds of a zone; `None` before the paths are walked, and for a zone that price stands in.
    #[must_use]
    pub fn odds(&self, place: usize) -> Option<&ZoneOdds> {
        let among = self.board.ahead().iter().position(|ahead| *ahead == place)?;
        self.simulated?.zones.get(among)
    }

    /// Everything as plain data with camelCase keys; what is not known is `null`.
    ///
    /// # Errors
    /// Those of the triggers.
    pub fn value(&self) -> Result<Value> {
        let board = self.board;
        let answered = board.question().answer()?;
        let mut zones = Vec::new();
        if let Value::Object(entries) = answered
            && let Some((_, Value::List(all))) = entries.into_iter().find(|(key, _)| key == "zones")
        {
            zones = all.into_iter().enumerate().map(|(place, zone)| self.zone(place, zone)).listed();
        }
        Ok(Value::object()
            .with("time", board.time_ms)
            .with("spot", board.spot)
            .with("zones", Value::List(zones))
            .with("paths", self.simulated.map(|simulated| self.paths(simulated)))
            .with("mapScale", board.calibrated().map(|(scale, _)| scale))
            .with("signals", Value::list::<Observed>(&board.series)))
    }

    /// How the paths were drawn, and where they lie.
    fn paths(&self, simulated: &SimulationAnswer) -> Value {
        let simulation = &simulated.simulation;
        let neither = |which: fn(&Odds) -> Option<f64>| {
            let firsts = simulated.zones.iter().map(|zone| which(zone.first.as_ref()?));
            firsts.sum::<Option<f64>>().map(|sum| (1.0 - sum).max(0.0))
        };
        let days = simulated.fan.iter().map(|(days, _)| *days).listed();
        let prices = simulated.fan.iter().map(|(_, prices)| Value::from(prices.as_slice())).listed();
        Value::object()
            .with("count", simulated.draws)
            .with("seed", simulation.seed.to_string())
            .with("volatility", Board::volatility_of(simulated))
            .with("drift", simulation.drift.as_str())
            .with("horizonDays", simulation.horizon_days)
            .with("noneWithMap", neither(|odds| odds.with_map.map(|share| share.probability)))
            .with("noneEmpty", neither(|odds| Some(odds.empty.probability)))
            .with("fan", Value::object().with("days", days).with("prices", Value::List(prices)))
    }

    /// One zone with the author's words and its odds.
    fn zone(&self, place: usize, zone: Value) -> Value {
        let authored = &self.board.zones[place];
        let odds = |odds: Option<Odds>| {
            odds.map(|odds| Value::object().with("withMap", odds.with_map).with("empty", Value::from(odds.empty)))
        };
        let found = self.odds(place);
        with_words(zone, &authored.triggers.iter().map(|one| one.words.clone()).listed())
            .with("words", &authored.words)
            .with("mapCovers", self.board.map_covers(authored))
            .with("touch", odds(found.map(|zone| zone.odds)))
            .with("touchWithoutLiquidations", found.map(|zone| zone.brownian))
            .with("first", odds(found.and_then(|zone| zone.first)))
    }
}

/// The zone with the author's words beside each of its triggers.
fn with_words(zone: Value, words: &[String]) -> Value {
    let Value::Object(entries) = zone else { return zone };
    let told = |(key, value): (std::borrow::Cow<'static, str>, Value)| match value {
        Value::List(triggers) if key == "triggers" => {
            let each = triggers.into_iter().zip(words).map(|(trigger, words)| trigger.with("words", words));
            (key, Value::List(each.listed()))
        }
        value => (key, value),
    };
    Value::Object(entries.into_iter().map(told).listed())
}
