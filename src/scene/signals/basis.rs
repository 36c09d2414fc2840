//! Annualised basis of dated futures, with the author's band.

use crate::engine::signals::of_snapshot::{BasisLine, BasisReading, Compounding, SignalKind};
use crate::lists::{Growing, Listed};
use crate::scene::frame::Table;
use crate::scene::locale::{Locale, fill};
use crate::scene::sheets::sheet::{Across, Chart, Desk, Row, Sample, Shape, Sheet, Written};

fn percent(locale: Locale, value: f64) -> String {
    locale.percent_signed(value, 2)
}

/// The sheet.
#[must_use]
pub fn sheet(reading: Option<&BasisReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let unit = match reading.map(|reading| reading.compounding) {
        Some(Compounding::Compound) => words.basis_unit_compound(),
        _ => words.basis_unit_simple(),
    };
    let empty = Sheet::empty(SignalKind::Basis.as_str(), words.basis_title(), unit.to_owned(), words.basis_sign());
    let Some((reading, first)) = reading.and_then(|reading| Some((reading, reading.venues.first()?))) else {
        return empty;
    };
    let last = first.nearest.last();
    let mut facts = Vec::new();
    if let Some(expiry) = first.curve.first() {
        let (date, days) = (desk.day(expiry.expiry_ms), locale.number(expiry.days, 0));
        let venue = desk.venue(&first.venue);
        facts.push(fill(words.basis_expiry(), &[("venue", &venue), ("date", &date), ("days", &days)]));
    }
    facts.put_all(state(reading, locale));
    facts.put_all(first.shape.map(|shape| {
        match shape {
            "contango" => words.contango(),
            "backwardation" => words.backwardation(),
            _ => words.mixed(),
        }
        .to_owned()
    }));
    empty.filled(
        desk.or_no_data(last.map(|(_, value)| percent(locale, value))),
        facts,
        desk.foot(&reading.given, last.map(|(time, _)| time), true),
        Some(chart(reading, desk)),
    )
}

fn state(reading: &BasisReading, locale: Locale) -> Option<String> {
    let words = &locale.words().signals;
    let [low, high] = [reading.levels.0, reading.levels.1].map(|level| locale.percent_short(level));
    Some(match reading.state? {
        "compressed" => fill(words.basis_compressed(), &[("low", &low)]),
        "watch" => fill(words.basis_watch(), &[("low", &low), ("high", &high)]),
        _ => fill(words.basis_rebuilding(), &[("high", &high)]),
    })
}

fn chart(reading: &BasisReading, desk: Desk<'_>) -> Chart {
    let (locale, theme) = (desk.page.locale, &desk.page.theme);
    let words = &locale.words().signals;
    let several = reading.venues.len() > 1;
    let row = |(place, line): (usize, &BasisLine)| Row {
        name: several.then(|| desk.venue(&line.venue)),
        shape: Shape::Line(if place == 0 { 2.25 } else { 1.25 }),
        color: if place == 0 { theme.ink } else { theme.muted },
        below: theme.ink,
        points: line.nearest.points(),
    };
    let mut rows: Vec<Row> = reading.venues.iter().enumerate().map(row).listed();
    rows.reverse();
    let samples = reading.venues.first().map_or_else(Vec::new, |first| {
        let sample = |((time, _), expiry): ((i64, Option<f64>), &i64)| {
            let value =
                |line: &BasisLine| desk.or_no_data(line.nearest.held(time, 1).map(|value| percent(locale, value)));
            let mut lines = vec![(desk.time(time), String::new()), (words.col_expiry().to_owned(), desk.day(*expiry))];
            lines.put_all(reading.venues.iter().map(|line| (desk.venue(&line.venue), value(line))));
            Sample { x: time as f64, lines }
        };
        first.nearest.rows().zip(&first.expiry_ms).map(sample).listed()
    });
    let (low, high) = reading.levels;
    Chart {
        across: Across::Times(desk.window.0, desk.window.1),
        written: Written::Percent,
        with_zero: false,
        bands: vec![(low, high, words.basis_band_label().to_owned())],
        levels: Vec::new(),
        uprights: Vec::new(),
        rows,
        has_key: false,
        matrix: None,
        samples,
    }
}

/// The table under it.
#[must_use]
pub fn table(reading: &BasisReading, desk: Desk<'_>) -> Table {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let mut rows = Vec::new();
    for line in &reading.venues {
        for (place, expiry) in line.curve.iter().enumerate() {
            let share = |value: Option<f64>| desk.or_no_data(value.map(|value| percent(locale, value)));
            let forward = line.forward.get(place).map_or_else(String::new, |leg| share(*leg));
            rows.push(vec![
                desk.venue(&line.venue),
                desk.day(expiry.expiry_ms),
                locale.number(expiry.days, 0),
                locale.price(expiry.price, desk.tick),
                share(expiry.annual),
                forward,
            ]);
        }
    }
    let head = vec![
        words.col_venue(),
        words.col_expiry(),
        words.col_days(),
        words.col_price(),
        words.col_annual(),
        words.col_forward(),
    ];
    Table { caption: words.basis_title().to_owned(), head, rows }
}
