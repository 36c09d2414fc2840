//! The numbers of a comparison as CSV, one row a value.

use crate::engine::calendar::HOUR_MS;
use crate::engine::market::Snapshot;
use crate::engine::signals::of_snapshot::Comparison;
use crate::engine::signals::of_snapshot::comparison::{ComparedAsset, ComparedEvent};
use crate::engine::signals::of_snapshot::{MonthReading, MonthStatistics, Series};
use crate::engine::snapshot::Published;
use crate::lists::{Growing, Listed};
use crate::scene::csv::{Cell, Csv, Records, utc};

/// Panel, series, measure, time, hours from a start, value.
type Line = Vec<Cell>;

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn one(panel: &str, series: &str, measure: &str, value: Option<f64>) -> Line {
    let value = value.map_or(Cell::Nothing, Cell::Number);
    vec![text(panel), text(series), text(measure), Cell::Nothing, Cell::Nothing, value]
}

fn through_time(names: [&str; 3], series: &Series, is_offset: bool) -> Vec<Line> {
    let [panel, name, measure] = names;
    let row = |(time, value): (i64, Option<f64>)| {
        let mut line = one(panel, name, measure, value);
        if is_offset {
            line[4] = Cell::Number(time as f64 / HOUR_MS as f64);
        } else {
            line[3] = Cell::Text(utc(time));
        }
        line
    };
    series.rows().map(row).listed()
}

fn of_asset(asset: &ComparedAsset) -> Vec<Line> {
    let name = asset.asset.as_str();
    let fall = asset.fall;
    let values = [
        ("assets", "last", asset.last),
        ("assets", "change", asset.change),
        ("assets", "window_change", asset.window_change),
        ("drawdown", "highest", asset.highest),
        ("drawdown", "below_high", asset.below_high),
        ("drawdown", "max_drawdown", asset.deepest),
        ("drawdown", "fall_in_window", fall.map(|fall| fall.change)),
        ("drawdown", "fall_high", fall.map(|fall| fall.high)),
        ("drawdown", "fall_low", fall.map(|fall| fall.low)),
        ("beta", "beta", asset.beta),
        ("beta", "correlation", asset.correlation),
        ("beta", "n", asset.pairs.map(|pairs| pairs as f64)),
    ];
    let mut lines: Vec<Line> =
        values.into_iter().map(|(panel, measure, value)| one(panel, name, measure, value)).listed();
    lines.put_all(through_time(["assets", name, "rebased"], &asset.rebased, false));
    lines.put_all(through_time(["drawdown", name, "drawdown"], &asset.drawdown, false));
    lines
}

fn of_event(event: &ComparedEvent) -> Vec<Line> {
    let name = event.label.as_deref().unwrap_or(&event.asset);
    let values = [("start_price", event.start_price), ("change", event.change), ("max_drawdown", event.deepest)];
    let mut lines: Vec<Line> = values.into_iter().map(|(measure, value)| one("events", name, measure, value)).listed();
    for line in &mut lines {
        line[3] = Cell::Text(utc(event.start_ms));
    }
    lines.put_all(through_time(["events", name, "rebased"], &event.worth, true));
    lines
}

fn of_months(reading: &MonthReading) -> Vec<Line> {
    let month = |month: &MonthStatistics| {
        let name = format!("{:02}", month.month);
        let values = [
            ("n", Some(month.n as f64)),
            ("mean_pct", month.mean),
            ("median_pct", month.median),
            ("hit_rate", month.hit_rate),
        ];
        values.map(|(measure, value)| one("months", &name, measure, value))
    };
    let every = reading.over.iter().map(|(month, pct)| one("months", month, "return_pct", Some(*pct)));
    reading.months.iter().flat_map(month).chain(every).listed()
}

fn of_published(figure: &Published) -> [Line; 2] {
    let name = figure.asset.as_deref().unwrap_or_default();
    let measure = |bound: &str| format!("{}_{bound}", figure.measure.as_str());
    [("low", figure.low), ("high", figure.high)].map(|(bound, value)| one("reported", name, &measure(bound), value))
}

/// The document; see [`Csv::recorded`].
pub(super) fn document(
    comparison: &Comparison,
    snapshot: &Snapshot,
    (snapshot_text, attributes): (&str, &[(String, String)]),
) -> String {
    let records = Records {
        kind: "compare",
        snapshot,
        note: "prices of the past side by side, not a forecast; changes and falls are fractions",
        more: vec![
            ("beginning", utc(comparison.from_ms)),
            ("window in hours", (comparison.window_ms / HOUR_MS).to_string()),
            ("reference", comparison.reference.clone()),
        ],
    };
    let mut rows: Vec<Line> = comparison.assets.iter().flat_map(of_asset).listed();
    rows.put_all(comparison.events.iter().flat_map(of_event));
    rows.put_all(comparison.months.iter().flat_map(of_months));
    rows.put_all(comparison.reported.iter().flat_map(of_published));
    let head = ["panel", "series", "measure", "time_utc", "offset_hours", "value"];
    Csv { rows, head: head.map(str::to_owned).to_vec() }.recorded(&records, snapshot_text, attributes)
}
