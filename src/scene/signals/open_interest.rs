//! Open interest by venue, with the mean of the year so far.

use crate::digits::whole;
use crate::engine::signals::of_snapshot::{OiUnit, OpenInterestReading, Series, SignalKind};
use crate::lists::{Growing, Listed};
use crate::scene::frame::Table;
use crate::scene::locale::fill;
use crate::scene::sheets::sheet::{Across, Chart, Desk, Row, Sample, Shape, Sheet, Written};

/// Venues that a chart draws beside their sum.
const MOST_LINES: usize = 4;

/// The sheet.
#[must_use]
pub fn sheet(reading: Option<&OpenInterestReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let unit = reading.map_or(OiUnit::Coin, |reading| reading.unit);
    let unit_words = match unit {
        OiUnit::Coin => fill(words.oi_unit_coin(), &[("asset", desk.asset)]),
        OiUnit::Usd => words.oi_unit_usd().to_owned(),
    };
    let empty = Sheet::empty(SignalKind::Oi.as_str(), words.oi_title(), unit_words, words.oi_sign());
    let Some(reading) = reading else { return empty };
    let amount = |value: f64| amount(reading, value, desk);
    let last = reading.total.last();
    let mut facts = Vec::new();
    if let (Some(mean), Some(over)) = (reading.year_mean, reading.over_mean) {
        let (percent, mean, n) = (locale.percent_signed(over, 1), amount(mean), whole(reading.year_rows));
        facts.push(fill(words.oi_over_mean(), &[("percent", &percent), ("mean", &mean), ("n", &n)]));
    }
    if let Some(change) = reading.change {
        facts.push(fill(words.window_change(), &[("percent", &locale.percent_signed(change, 1))]));
    }
    empty.filled(
        desk.or_no_data(last.map(|(_, value)| amount(value))),
        facts,
        desk.foot(&reading.given, last.map(|(time, _)| time), true),
        Some(chart(reading, desk, &amount)),
    )
}

/// Coins or US dollars in words.
fn amount(reading: &OpenInterestReading, value: f64, desk: Desk<'_>) -> String {
    match reading.unit {
        OiUnit::Coin => desk.page.locale.quantity(value, desk.asset),
        OiUnit::Usd => desk.page.locale.usd(value),
    }
}

fn chart(reading: &OpenInterestReading, desk: Desk<'_>, amount: &dyn Fn(f64) -> String) -> Chart {
    let (words, theme) = (&desk.page.locale.words().signals, &desk.page.theme);
    let line = |name: String, width: f64, color, series: &Series| Row {
        name: Some(name),
        shape: Shape::Line(width),
        color,
        below: color,
        points: series.points(),
    };
    let mut rows = Vec::new();
    if reading.venues.len() > 1 {
        let venues = reading.venues.iter().take(MOST_LINES);
        rows.put_all(venues.map(|(name, series)| line(desk.venue(name), 1.25, theme.muted, series)));
        rows.push(line(words.all_venues().to_owned(), 2.25, theme.ink, &reading.total));
    } else {
        let name = reading.venues.first().map_or_else(String::new, |(name, _)| desk.venue(name));
        rows.push(line(name, 2.25, theme.ink, &reading.total));
    }
    let samples = reading.total.rows().enumerate().map(|(at, (time, total))| {
        let value = |value: Option<f64>| desk.or_no_data(value.map(amount));
        let mut lines = vec![(desk.time(time), String::new()), (words.all_venues().to_owned(), value(total))];
        let venues = reading.venues.iter().take(2 * MOST_LINES);
        lines.put_all(venues.map(|(name, series)| (desk.venue(name), value(series.value[at]))));
        Sample { x: time as f64, lines }
    });
    Chart {
        across: Across::Times(desk.window.0, desk.window.1),
        written: if reading.unit == OiUnit::Coin { Written::Count } else { Written::Usd },
        with_zero: true,
        bands: Vec::new(),
        levels: reading.year_mean.map(|mean| (mean, words.oi_mean_label().to_owned())).into_iter().listed(),
        uprights: Vec::new(),
        rows,
        has_key: false,
        matrix: None,
        samples: samples.listed(),
    }
}

/// The table under it.
#[must_use]
pub fn table(reading: &OpenInterestReading, desk: Desk<'_>) -> Table {
    let words = &desk.page.locale.words().signals;
    let amount = |value: f64| amount(reading, value, desk);
    let row = |name: String, series: &Series| {
        let last = series.last();
        let time = last.map_or_else(String::new, |(time, _)| desk.time(time));
        vec![name, desk.or_no_data(last.map(|(_, value)| amount(value))), time]
    };
    let mut rows: Vec<Vec<String>> = reading.venues.iter().map(|(name, series)| row(desk.venue(name), series)).listed();
    rows.push(row(words.all_venues().to_owned(), &reading.total));
    if let Some(mean) = reading.year_mean {
        rows.push(vec![words.oi_mean_label().to_owned(), amount(mean), whole(reading.year_rows)]);
    }
    Table {
        caption: words.oi_title().to_owned(),
        head: vec![words.col_venue(), words.col_value(), desk.words().col_time()],
        rows,
    }
}
