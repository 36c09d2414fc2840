//! A cascade as CSV: its rounds, and where every other shock leads.

use crate::engine::cascade::CascadeAnswer;
use crate::engine::heatmap::Basis;
use crate::lists::Listed;
use crate::scene::cascade::view::CascadeView;
use crate::scene::csv::{Cell, Csv, Grounds, utc};

impl CascadeView {
    /// The document; see [`Csv::document`].
    #[must_use]
    pub(super) fn document(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        let opening = self.opening();
        let (factor, passthrough, scale) = self.assumed_numbers();
        let mut more = vec![
            ("scenario", "projection; not a forecast and not advice".to_owned()),
            ("time", utc(opening.map.column.close_ms)),
            ("spot", opening.map.column.close.to_string()),
            ("side", self.hand().direction.as_str().to_owned()),
            ("shock", self.hand().shock.to_string()),
            ("assumed depth factor", factor.to_string()),
            ("assumed passthrough", passthrough.to_string()),
            ("assumed map scale", scale.to_string()),
        ];
        let (given, known) = (self.assumed().depth_one_percent, self.default_depth());
        if let Some(depth) = given.or(known.map(|(usd, _)| usd)) {
            more.push(("assumed depth within 1% in USD", depth.to_string()));
        }
        let grounds = Grounds {
            kind: "cascade",
            snapshot: self.snapshot(),
            markets: opening.markets.iter().filter_map(|place| self.snapshot().markets.get(*place)).listed(),
            tiers: &opening.tiers,
            parameters: &opening.estimate.heatmap.parameters,
            basis: Basis::Usd,
            more,
        };
        self.table_of(self.answer()).document(&grounds, snapshot_text, attributes)
    }

    fn table_of(&self, answer: Option<&CascadeAnswer>) -> Csv {
        let head = ["table", "round", "shock", "displacement", "price", "liquidated_usd"].map(str::to_owned).to_vec();
        let Some(answer) = answer else { return Csv { head, rows: Vec::new() } };
        let table = |name: &str| Cell::Text(name.to_owned());
        let shock = Cell::Number(self.hand().shock);
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (index, round) in answer.projection.rounds.iter().enumerate() {
            let number = Cell::Number((index + 1) as f64);
            let numbers = [round.x, answer.price(round.x), round.liquidated].map(Cell::Number);
            rows.push([table("rounds"), number, shock.clone()].into_iter().chain(numbers).listed());
        }
        if let Some(curve) = &answer.curve {
            let points = curve.shock.iter().zip(&curve.displacement).zip(&curve.liquidated);
            for ((shock, x), liquidated) in points {
                let numbers = [*shock, *x, answer.price(*x), *liquidated].map(Cell::Number);
                rows.push([table("response"), Cell::Nothing].into_iter().chain(numbers).listed());
            }
        }
        Csv { head, rows }
    }
}
