//! Funding of all venues as one rate of eight hours.

use crate::digits::whole;
use crate::engine::signals::of_snapshot::{FundingReading, SignalKind};
use crate::lists::{Growing, Listed};
use crate::scene::frame::Table;
use crate::scene::locale::{Locale, fill};
use crate::scene::sheets::sheet::{Across, Chart, Desk, Row, Sample, Shape, Sheet, Written};
use crate::texts::text;

/// A rate of eight hours: four decimals of a percentage, with its sign.
fn rate(locale: Locale, value: f64) -> String {
    let plus = if value > 0.0 { "+" } else { "" };
    text![plus, locale.number(value * 100.0, 4), "%"]
}

/// The sheet.
#[must_use]
pub fn sheet(reading: Option<&FundingReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let empty = Sheet::empty(
        SignalKind::Funding.as_str(),
        words.funding_title(),
        words.funding_unit().to_owned(),
        words.funding_sign(),
    );
    let Some(reading) = reading else { return empty };
    let last = reading.rate_8h.last();
    let mut facts = Vec::new();
    if let Some(annual) = reading.annual {
        facts.push(fill(words.funding_annual(), &[("percent", &locale.percent_signed(annual, 1))]));
    }
    facts.put_all(reading.state.map(|state| match state {
        "positive" => words.funding_positive().to_owned(),
        "negative" => words.funding_negative().to_owned(),
        _ => fill(words.funding_neutral(), &[("band", &rate(locale, reading.band).replace('+', "±"))]),
    }));
    let (covered, venues) = (whole(reading.covered), whole(reading.venues.len()));
    facts.push(fill(words.covered_venues(), &[("n", &covered), ("of", &venues)]));
    empty.filled(
        desk.or_no_data(last.map(|(_, value)| rate(locale, value))),
        facts,
        desk.foot(&reading.given, last.map(|(time, _)| time), true),
        Some(chart(reading, desk)),
    )
}

fn chart(reading: &FundingReading, desk: Desk<'_>) -> Chart {
    let (locale, theme) = (desk.page.locale, &desk.page.theme);
    let words = &locale.words().signals;
    let rows = reading.rate_8h.rows();
    let samples = rows.map(|(time, value)| {
        let value = desk.or_no_data(value.map(|value| rate(locale, value)));
        Sample {
            x: time as f64,
            lines: vec![(desk.time(time), String::new()), (words.funding_title().to_owned(), value)],
        }
    });
    Chart {
        across: Across::Times(desk.window.0, desk.window.1),
        written: Written::Percent,
        with_zero: true,
        bands: vec![(-reading.band, reading.band, words.funding_band_label().to_owned())],
        levels: Vec::new(),
        uprights: Vec::new(),
        has_key: false,
        matrix: None,
        samples: samples.listed(),
        rows: vec![Row {
            name: None,
            shape: Shape::Line(2.0),
            color: theme.ink,
            below: theme.ink,
            points: reading.rate_8h.points(),
        }],
    }
}

/// The table under it.
#[must_use]
pub fn table(reading: &FundingReading, desk: Desk<'_>) -> Table {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let row = |name: String, value: Option<f64>| vec![name, desk.or_no_data(value.map(|value| rate(locale, value)))];
    let mut rows: Vec<Vec<String>> =
        reading.venues.iter().map(|venue| row(desk.venue(&venue.venue), venue.rate_8h)).listed();
    rows.push(row(words.oi_weighted().to_owned(), reading.rate_8h.last().map(|(_, rate)| rate)));
    Table { caption: words.funding_title().to_owned(), head: vec![words.col_venue(), words.col_rate_8h()], rows }
}
