//! Zones and conditions as CSV: one row a condition, one a zone that has none.

use crate::digits::Plain;
use crate::engine::heatmap::Basis;
use crate::engine::scenarios::Board;
use crate::engine::signals::observed::Observed;
use crate::engine::signals::state::State;
use crate::lists::Listed;
use crate::scene::csv::{Cell, Csv, Grounds, utc};
use crate::scene::scenarios::view::ScenariosView;
use crate::texts::Texts;

impl ScenariosView {
    /// The document; see [`Csv::document`].
    #[must_use]
    pub(super) fn document(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        let board = self.board();
        let places = board.opening.iter().flat_map(|opening| &opening.markets);
        let grounds = Grounds {
            kind: "scenarios",
            snapshot: self.snapshot(),
            markets: places.filter_map(|place| self.snapshot().markets.get(*place)).listed(),
            tiers: board.opening.as_ref().map_or(&[], |opening| &opening.tiers),
            parameters: &board.parameters(),
            basis: Basis::Usd,
            more: self.assumptions(board),
        };
        self.rows().document(&grounds, snapshot_text, attributes)
    }

    fn assumptions(&self, board: &Board) -> Vec<(&'static str, String)> {
        let asked = &self.odds().asked;
        let mut more = vec![
            ("time", utc(board.time_ms)),
            ("spot", board.spot.to_string()),
            ("horizon days", asked.horizon_days.to_string()),
            ("drift", self.odds().drift.as_str().to_owned()),
            ("paths", asked.paths.to_string()),
            ("seed", asked.seed.to_string()),
        ];
        if let Some((scale, _)) = board.calibrated() {
            more.push(("map scale", scale.to_string()));
        }
        if let Some(simulated) = self.simulated() {
            more.push(("volatility", Board::volatility_of(simulated).to_string()));
        }
        more
    }

    fn rows(&self) -> Csv {
        let head = [
            "zone",
            "price_low",
            "price_high",
            "near_pct",
            "far_pct",
            "mass_inside_usd",
            "mass_on_path_usd",
            "touch_with_map",
            "touch_empty_map",
            "first_with_map",
            "first_empty_map",
            "signal",
            "condition",
            "value",
            "window",
            "last",
            "state",
        ];
        let rows = (0..self.board().zones.len()).flat_map(|place| self.zone_rows(place)).listed();
        Csv { head: head.map(str::to_owned).into(), rows }
    }

    fn zone_rows(&self, place: usize) -> Vec<Vec<Cell>> {
        let board = self.board();
        let (zone, map, answer) = (&board.zones[place], board.map(), self.answer());
        let number = |value: Option<f64>| value.map_or(Cell::Nothing, Cell::Number);
        let edges = zone.zone.edges(board.spot);
        let pct = |price: f64| 100.0 * (price / board.spot - 1.0);
        let odds = answer.odds(place);
        let (touch, first) = (odds.map(|zone| zone.odds), odds.and_then(|zone| zone.first));
        let with_map = |odds: Option<crate::engine::montecarlo::Odds>| {
            number(odds.and_then(|odds| odds.with_map).map(|share| share.probability))
        };
        let empty = |odds: Option<crate::engine::montecarlo::Odds>| number(odds.map(|odds| odds.empty.probability));
        let start = vec![
            Cell::Text(zone.name.clone()),
            Cell::Number(zone.zone.low),
            Cell::Number(zone.zone.high),
            number(edges.map_or(Some(0.0), |(near, _)| Some(pct(near)))),
            number(edges.map(|(_, far)| pct(far))),
            number(map.map(|map| map.within(zone.zone.low, zone.zone.high))),
            number(map.map(|map| zone.zone.on_path(board.spot, map))),
            with_map(touch),
            empty(touch),
            with_map(first),
            empty(first),
        ];
        if zone.triggers.is_empty() {
            return vec![start.into_iter().chain(vec![Cell::Nothing; 6]).listed()];
        }
        let row = |index: usize| start.iter().cloned().chain(self.condition_cells(place, index)).listed();
        (0..zone.triggers.len()).map(row).listed()
    }

    fn condition_cells(&self, place: usize, index: usize) -> Vec<Cell> {
        let board = self.board();
        let trigger = &board.zones[place].triggers[index].trigger;
        let state: State = trigger.state(&board.series.iter().map(Observed::named).listed());
        let series = board.series.iter().find(|series| series.name == trigger.signal);
        let last = series.and_then(|series| series.value.last().copied().flatten());
        let levels = trigger.condition.levels().iter().map(|level| Plain(*level).to_string()).listed().joined(" ");
        vec![
            Cell::Text(trigger.signal.clone()),
            Cell::Text(trigger.condition.as_str().to_owned()),
            if levels.is_empty() { Cell::Nothing } else { Cell::Text(levels) },
            Cell::Number(trigger.window as f64),
            last.map_or(Cell::Nothing, Cell::Number),
            Cell::Text(state.as_str().to_owned()),
        ]
    }
}
