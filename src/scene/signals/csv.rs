//! The values of all panels as CSV, one row a value.

use crate::engine::heatmap::Basis;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::parameters::Parameters;
use crate::lists::Listed;
use crate::scene::csv::{Cell, Csv, Grounds, utc};
use crate::scene::sheets::sheet::{Across, Row, Sheet};

/// The document; see [`Csv::document`].
#[must_use]
pub(super) fn document(
    snapshot: &Snapshot,
    from_ms: TimeMs,
    sheets: &[Sheet],
    (snapshot_text, attributes): (&str, &[(String, String)]),
) -> String {
    let parameters = Parameters::default();
    let grounds = Grounds {
        kind: "signals",
        snapshot,
        markets: snapshot.markets.iter().listed(),
        tiers: &[],
        parameters: &parameters,
        basis: Basis::Usd,
        more: vec![("window begins", utc(from_ms))],
    };
    let head = ["signal", "unit", "series", "time_utc", "place", "value"].map(str::to_owned).to_vec();
    let rows = sheets.iter().flat_map(rows_of).listed();
    Csv { head, rows }.document(&grounds, snapshot_text, attributes)
}

fn rows_of(sheet: &Sheet) -> Vec<Vec<Cell>> {
    let Some(chart) = &sheet.chart else { return Vec::new() };
    let text = |text: &str| Cell::Text(text.to_owned());
    let place = |x: f64| match &chart.across {
        Across::Times(..) => [text(&utc(x as i64)), Cell::Nothing],
        Across::Places(names) => [Cell::Nothing, names.get(x as usize).map_or(Cell::Nothing, |name| text(name))],
        Across::Numbers(..) => [Cell::Nothing, Cell::Number(x)],
    };
    let row = |row: &Row, (x, value): (f64, Option<f64>)| {
        let [time, place] = place(x);
        let name = row.name.as_deref().unwrap_or(&sheet.title);
        let words = [text(sheet.kind), text(&sheet.unit), text(name)];
        words.into_iter().chain([time, place, value.map_or(Cell::Nothing, Cell::Number)]).listed()
    };
    chart.rows.iter().flat_map(|one| one.points.iter().map(|point| row(one, *point)).listed()).listed()
}
