//! The bars of a tape as CSV.

use crate::engine::signals::of_snapshot::tape_bars::TapeBar;
use crate::engine::signals::tape::Totals;
use crate::lists::{Growing, Listed};
use crate::scene::csv::{Cell, Csv, Records, utc};
use crate::scene::tape::view::TapeView;
use crate::texts::Texts;

fn cells_of(totals: Option<&Totals>) -> [Cell; 2] {
    totals.map_or([Cell::Nothing, Cell::Nothing], |totals| [totals.long, totals.short].map(Cell::Number))
}

impl TapeView {
    /// The document; see [`Csv::recorded`].
    pub(super) fn document(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        let feeds = self.tape().feeds.iter().map(|feed| {
            let coverage = match feed.is_complete {
                Some(true) => "says it is complete",
                Some(false) => "incomplete",
                None => "sums as published",
            };
            format!("{} {} ({coverage})", feed.asset, feed.venue.as_deref().unwrap_or("all venues"))
        });
        let records = Records {
            kind: "tape",
            snapshot: self.data(),
            note: "realised liquidations as published, by the position that was closed; feeds may leave some out",
            more: vec![("feeds", feeds.listed().joined("; "))],
        };
        self.bar_table().recorded(&records, snapshot_text, attributes)
    }

    /// One row a bar, `(from, to]`: both sides, then each layer where there are several; what is not known is empty.
    fn bar_table(&self) -> Csv {
        let layers = self.tape().layers.as_deref().unwrap_or_default();
        let layers = if layers.len() > 1 { layers } else { &[] };
        let mut head = ["from", "to", "long_usd", "short_usd"].map(str::to_owned).to_vec();
        head.put_all(layers.iter().flat_map(|asset| ["long_usd", "short_usd"].map(|side| format!("{side} {asset}"))));
        let row = |bar: &TapeBar| {
            let times = [bar.from_ms, bar.to_ms].map(|at_ms| Cell::Text(utc(at_ms)));
            let own = bar.layers.iter().take(layers.len()).flat_map(|totals| cells_of(totals.as_ref()));
            times.into_iter().chain(cells_of(bar.sum().as_ref())).chain(own).listed()
        };
        Csv { rows: self.tape().bars.iter().map(row).listed(), head }
    }
}
