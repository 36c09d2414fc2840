//! The rows of a map as CSV.

use crate::engine::map::LayerOf;
use crate::engine::market::Side;
use crate::lists::Listed;
use crate::scene::csv::{Cell, Csv, Grounds, unit, utc};
use crate::scene::map::view::MapView;
use crate::texts::Texts;

impl MapView {
    /// The document; see [`Csv::document`].
    #[must_use]
    pub(super) fn document(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        let options = self.options();
        let pain = self.snapshot().imported.iter().flat_map(|cells| &cells.max_pain).zip(["long", "short"]);
        let pain = pain.map(|((price, usd), name)| format!("{name} {price}, {usd} usd")).listed();
        let grounds = Grounds {
            kind: "map",
            snapshot: self.snapshot(),
            markets: self.markets().iter().filter_map(|place| self.snapshot().markets.get(*place)).listed(),
            tiers: self.tiers(),
            parameters: &options.estimate.heatmap.parameters,
            basis: self.map().basis,
            more: vec![
                ("time", utc(self.map().column.close_ms)),
                ("spot", self.map().column.close.to_string()),
                ("stack", options.stack.as_str().to_owned()),
                ("window", options.window.to_string()),
            ]
            .into_iter()
            .chain((!pain.is_empty()).then(|| ("max pain", pain.joined("; "))))
            .listed(),
        };
        self.row_table().document(&grounds, snapshot_text, attributes)
    }

    /// One row for each price row from the lowest up: both sides, then each layer of the stack where there are several.
    fn row_table(&self) -> Csv {
        let (map, unit) = (self.map(), unit(self.map().basis));
        let mut head = vec!["price_low".to_owned(), "price_high".to_owned()];
        let mut columns: Vec<&[f32]> = Vec::new();
        for side in Side::BOTH {
            head.push(format!("{}_{unit}", side.as_str()));
            columns.push(&map.cells[side.index()]);
        }
        let names = self.layer_names();
        for (layer, name) in map.layers.iter().zip(names).filter(|(layer, _)| layer.of != LayerOf::All) {
            for side in Side::BOTH {
                head.push(format!("{}_{unit} {name}", side.as_str()));
                columns.push(&layer.cells[side.index()]);
            }
        }
        let cell = |column: &&[f32], row: usize| column.get(row).map_or(Cell::Nothing, |cell| Cell::Single(*cell));
        let row = |row: usize| {
            let edges = [row, row + 1].map(|edge| Cell::Number(map.rows.edge(edge)));
            edges.into_iter().chain(columns.iter().map(|column| cell(column, row))).listed()
        };
        Csv { rows: (0..map.rows.count()).map(row).listed(), head }
    }
}
