//! The readings of regimes through time as CSV.

use crate::engine::signals::of_snapshot::regime_readings::RegimeReadings;
use crate::lists::Listed;
use crate::scene::csv::{Cell, Csv, Records, utc};
use crate::scene::regime::view::RegimeView;

fn cell(value: Option<f64>) -> Cell {
    value.map_or(Cell::Nothing, Cell::Number)
}

impl RegimeView {
    /// The document; see [`Csv::recorded`].
    pub(super) fn document(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        let asked = &self.history().asked;
        let records = Records {
            kind: "regime",
            snapshot: self.data(),
            note: "a description of positions, not a prediction; all bands are the author's",
            more: vec![
                ("window in hours", (asked.window_ms / 3_600_000).to_string()),
                ("price band", asked.bands.price.to_string()),
                ("open interest band", asked.bands.open_interest.to_string()),
                ("funding band", asked.bands.funding.to_string()),
            ],
        };
        let head = ["time", "price", "price_change", "open_interest_coin_change", "funding_8h", "regime"];
        let row = |reading: &RegimeReadings| {
            vec![
                Cell::Text(utc(reading.at_ms)),
                cell(reading.price),
                cell(reading.price_change),
                cell(reading.oi_change),
                cell(reading.funding_8h),
                reading.label().map_or(Cell::Nothing, |label| Cell::Text(label.to_owned())),
            ]
        };
        let rows = self.history().readings.iter().map(row).listed();
        Csv { rows, head: head.map(str::to_owned).to_vec() }.recorded(&records, snapshot_text, attributes)
    }
}
