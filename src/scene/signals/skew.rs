//! 25-delta risk reversal by expiry, now and at the chain before.

use crate::engine::signals::of_snapshot::{SignalKind, SkewReading, SkewTerm};
use crate::lists::{Growing, Listed};
use crate::scene::frame::Table;
use crate::scene::locale::{Locale, fill};
use crate::scene::sheets::sheet::{Across, Chart, Desk, Row, Sample, Shape, Sheet, Written};
use crate::texts::text;

fn points(locale: Locale, value: f64) -> String {
    let plus = if value > 0.0 { "+" } else { "" };
    text![plus, locale.number(value, 1)]
}

/// The sheet.
#[must_use]
pub fn sheet(reading: Option<&SkewReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let empty =
        Sheet::empty(SignalKind::Skew.as_str(), words.skew_title(), words.skew_unit().to_owned(), words.skew_sign());
    let Some(reading) = reading else { return empty };
    let nearest = reading.nearest();
    let mut facts = Vec::new();
    if let Some(term) = nearest {
        let (date, days) = (desk.day(term.expiry_ms), locale.number(term.days, 0));
        let venue = desk.venue(&reading.venue);
        facts.push(fill(words.skew_nearest(), &[("venue", &venue), ("date", &date), ("days", &days)]));
    }
    if let Some((time, terms)) = &reading.before
        && let Some(value) = terms.iter().find_map(|term| term.rr25)
    {
        facts.push(fill(words.skew_before(), &[("value", &points(locale, value)), ("time", &desk.day(*time))]));
    }
    let last = nearest.and_then(|term| term.rr25);
    let large = last.map(|value| fill(words.skew_points(), &[("value", &points(locale, value))]));
    empty.filled(
        desk.or_no_data(large),
        facts,
        desk.foot(&reading.given, Some(reading.time_ms), false),
        Some(chart(reading, desk)),
    )
}

/// Expiries of both chains in order, each once.
fn expiries(reading: &SkewReading) -> Vec<i64> {
    let before = reading.before.iter().flat_map(|(_, terms)| terms);
    let mut all: Vec<i64> = reading.terms.iter().chain(before).map(|term| term.expiry_ms).listed();
    all = crate::engine::order::ordered(&all, Ord::cmp);
    all.dedup();
    all
}

fn chart(reading: &SkewReading, desk: Desk<'_>) -> Chart {
    let (locale, theme) = (desk.page.locale, &desk.page.theme);
    let words = &locale.words().signals;
    let expiries = expiries(reading);
    let at =
        |terms: &[SkewTerm], expiry: i64| terms.iter().find(|term| term.expiry_ms == expiry).and_then(|term| term.rr25);
    let row = |time: i64, terms: &[SkewTerm], shape, color| Row {
        name: reading.before.is_some().then(|| fill(words.skew_on(), &[("time", &desk.day(time))])),
        shape,
        color,
        below: color,
        points: expiries
            .iter()
            .enumerate()
            .filter_map(|(place, expiry)| Some((place as f64, Some(at(terms, *expiry)?))))
            .listed(),
    };
    let mut rows = Vec::new();
    rows.put_all(reading.before.as_ref().map(|(time, terms)| row(*time, terms, Shape::Dashed, theme.muted)));
    rows.push(row(reading.time_ms, &reading.terms, Shape::Line(2.0), theme.ink));
    rows.push(Row { name: None, ..row(reading.time_ms, &reading.terms, Shape::Dots, theme.ink) });
    let sample = |(place, expiry): (usize, &i64)| {
        let text = |terms: &[SkewTerm]| desk.or_no_data(at(terms, *expiry).map(|value| points(locale, value)));
        let mut lines = vec![(words.col_expiry().to_owned(), desk.day(*expiry))];
        lines.push((desk.day(reading.time_ms), text(&reading.terms)));
        lines.put_all(reading.before.iter().map(|(time, terms)| (desk.day(*time), text(terms))));
        Sample { x: place as f64, lines }
    };
    Chart {
        across: Across::Places(
            expiries.iter().map(|expiry| locale.day_month(desk.page.zone.clock(*expiry).date)).listed(),
        ),
        written: Written::Plain,
        with_zero: true,
        bands: Vec::new(),
        levels: Vec::new(),
        uprights: Vec::new(),
        rows,
        has_key: false,
        matrix: None,
        samples: expiries.iter().enumerate().map(sample).listed(),
    }
}

/// The table under it.
#[must_use]
pub fn table(reading: &SkewReading, desk: Desk<'_>) -> Table {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let row = |term: &SkewTerm| {
        let iv = |iv: Option<f64>| desk.or_no_data(iv.map(|iv| locale.percent(iv, 1)));
        vec![
            desk.day(term.expiry_ms),
            locale.number(term.days, 0),
            iv(term.call_iv),
            iv(term.put_iv),
            desk.or_no_data(term.rr25.map(|value| points(locale, value))),
        ]
    };
    let head = vec![words.col_expiry(), words.col_days(), words.col_call_iv(), words.col_put_iv(), words.col_rr25()];
    Table { caption: words.skew_title().to_owned(), head, rows: reading.terms.iter().map(row).listed() }
}
