//! The cells of a heatmap as CSV.

use crate::engine::market::Side;
use crate::lists::Listed;
use crate::scene::csv::{Cell, Csv, Grounds, unit, utc};
use crate::scene::heatmap::view::HeatmapView;

impl HeatmapView {
    /// The document; see [`Csv::document`].
    #[must_use]
    pub(super) fn document(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        let grounds = Grounds {
            kind: "heatmap",
            snapshot: self.snapshot(),
            markets: self.markets(),
            tiers: &self.heatmap().tiers,
            parameters: &self.options().parameters,
            basis: self.heatmap().basis,
            more: Vec::new(),
        };
        self.cell_table().document(&grounds, snapshot_text, attributes)
    }

    /// One row for each cell that holds anything, by column, then from the lowest price up.
    fn cell_table(&self) -> Csv {
        let heatmap = self.heatmap();
        let unit = unit(heatmap.basis);
        let head = ["from_utc", "to_utc", "price_low", "price_high"].map(str::to_owned);
        let mut rows = Vec::new();
        for (index, column) in heatmap.columns.iter().enumerate() {
            let (from, to) = (utc(column.open_ms), utc(column.close_ms));
            let [longs, shorts] = Side::BOTH.map(|side| heatmap.column_cells(side, index));
            for (row, (long, short)) in longs.iter().zip(shorts).enumerate() {
                if *long == 0.0 && *short == 0.0 {
                    continue;
                }
                let edges = [row, row + 1].map(|edge| Cell::Number(heatmap.rows.edge(edge)));
                let times = [&from, &to].map(|time| Cell::Text(time.clone()));
                rows.push(times.into_iter().chain(edges).chain([Cell::Single(*long), Cell::Single(*short)]).listed());
            }
        }
        let amounts = [format!("long_{unit}"), format!("short_{unit}")];
        Csv { head: head.into_iter().chain(amounts).listed(), rows }
    }
}
