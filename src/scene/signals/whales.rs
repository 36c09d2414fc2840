//! Transfers with a label, against the orders within 1 % of the price.

use crate::engine::signals::of_snapshot::{LabelledReading, LabelledRow, SignalKind};
use crate::lists::Listed;
use crate::scene::frame::Table;
use crate::scene::locale::fill;
use crate::scene::sheets::sheet::{Across, Chart, Desk, Row, Sample, Shape, Sheet, Written};

/// Transfers of the table, the newest first.
const MOST_ROWS: usize = 60;

/// The sheet.
#[must_use]
pub fn sheet(reading: Option<&LabelledReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let empty = Sheet::empty(
        SignalKind::Whales.as_str(),
        words.whales_title(),
        words.whales_unit().to_owned(),
        words.whales_sign(),
    );
    let Some((reading, last)) = reading.and_then(|reading| Some((reading, reading.rows.last()?))) else {
        return empty;
    };
    let amount = locale.quantity(last.amount, &last.asset);
    let values = [("amount", amount.as_str()), ("label", &desk.said(&last.label)), ("time", &desk.day(last.time_ms))];
    let mut facts = vec![fill(words.whales_flow(), &values)];
    if let (Some(share), Some(depth)) = (last.share_of_depth, reading.depth_1pct_usd) {
        let (percent, depth) = (locale.percent(share, 2), locale.usd(depth));
        facts.push(fill(words.whales_share(), &[("percent", &percent), ("depth", &depth)]));
    }
    empty.filled(
        desk.or_no_data(last.usd.map(|usd| locale.usd(usd))),
        facts,
        desk.foot(&reading.given, Some(last.time_ms), true),
        Some(chart(reading, desk)),
    )
}

fn chart(reading: &LabelledReading, desk: Desk<'_>) -> Chart {
    let (locale, theme) = (desk.page.locale, &desk.page.theme);
    let words = &locale.words().signals;
    let sample = |row: &LabelledRow| {
        let lines = vec![
            (desk.time(row.time_ms), String::new()),
            (desk.said(&row.label), locale.quantity(row.amount, &row.asset)),
            (words.col_usd().to_owned(), desk.or_no_data(row.usd.map(|usd| locale.usd(usd)))),
            (
                words.col_share_of_depth().to_owned(),
                desk.or_no_data(row.share_of_depth.map(|share| locale.percent(share, 2))),
            ),
        ];
        Sample { x: row.time_ms as f64, lines }
    };
    let points = || reading.rows.iter().map(|row| (row.time_ms as f64, row.usd)).listed();
    let row = |shape| Row { name: None, shape, color: theme.ink, below: theme.ink, points: points() };
    Chart {
        across: Across::Times(desk.window.0, desk.window.1),
        written: Written::Usd,
        with_zero: true,
        bands: Vec::new(),
        levels: Vec::new(),
        uprights: Vec::new(),
        rows: vec![row(Shape::Stems), row(Shape::Dots)],
        has_key: false,
        matrix: None,
        samples: reading.rows.iter().map(sample).listed(),
    }
}

/// The table under it.
#[must_use]
pub fn table(reading: &LabelledReading, desk: Desk<'_>) -> Table {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let row = |row: &LabelledRow| {
        vec![
            desk.time(row.time_ms),
            desk.said(&row.label),
            locale.quantity(row.amount, &row.asset),
            desk.or_no_data(row.usd.map(|usd| locale.number(usd, 0))),
            desk.or_no_data(row.share_of_depth.map(|share| locale.percent(share, 2))),
        ]
    };
    let head = vec![
        desk.words().col_time(),
        words.col_label(),
        words.col_amount(),
        words.col_usd(),
        words.col_share_of_depth(),
    ];
    let rows = reading.rows.iter().rev().take(MOST_ROWS).map(row).listed();
    Table { caption: words.whales_title().to_owned(), head, rows }
}
