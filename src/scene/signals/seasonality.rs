//! Returns by calendar month, with how few they are.

use crate::engine::signals::of_snapshot::{MonthReading, MonthStatistics, SignalKind};
use crate::scene::frame::Table;
use crate::scene::locale::{Locale, fill};
use crate::scene::sheets::sheet::{Across, Chart, Desk, Row, Sample, Shape, Sheet, Written};

fn percent(locale: Locale, value: f64) -> String {
    locale.percent_signed(value / 100.0, 1)
}

fn month_name(locale: Locale, month: usize) -> String {
    let date = crate::scene::calendar::Date { year: 2000, month: month as u8, day: 1 };
    locale.month(date)
}

/// The sheet.
#[must_use]
pub fn sheet(reading: Option<&MonthReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let now = reading.and_then(MonthReading::now);
    let month = now.map_or_else(|| desk.words().no_data.to_owned(), |now| month_name(locale, now.month));
    let title = fill(words.season_title, &[("month", &month)]);
    let unit = words.season_unit.to_owned();
    let empty = Sheet::empty(SignalKind::Seasonality.as_str(), &title, unit, words.season_sign);
    let Some((reading, now)) = reading.zip(now) else { return empty };
    let mut facts = Vec::new();
    if let (Some(mean), Some(hit)) = (now.mean, now.hit_rate) {
        let (mean, hit, n) = (percent(locale, mean), locale.percent_short(hit), now.n.to_string());
        facts.push(fill(words.season_facts, &[("mean", &mean), ("hit", &hit), ("n", &n)]));
    }
    if now.is_small() {
        facts.push(desk.words().small_sample.to_owned());
    }
    facts.push(format!("{}–{}", reading.span.0, reading.span.1));
    let last = now.median.map(|median| fill(words.season_median, &[("value", &percent(locale, median))]));
    Sheet {
        last: Some(desk.or_no_data(last)),
        facts,
        foot: desk.foot(&reading.given, None, false),
        chart: Some(chart(reading, desk)),
        tables: vec![table(reading, desk)],
        ..empty
    }
}

fn cells(month: &MonthStatistics, desk: Desk<'_>) -> Vec<String> {
    let locale = desk.page.locale;
    let share = |value: Option<f64>| desk.or_no_data(value.map(|value| percent(locale, value)));
    vec![
        month_name(locale, month.month),
        month.n.to_string(),
        share(month.mean),
        share(month.median),
        desk.or_no_data(month.hit_rate.map(|hit| locale.percent_short(hit))),
    ]
}

fn chart(reading: &MonthReading, desk: Desk<'_>) -> Chart {
    let (locale, theme) = (desk.page.locale, &desk.page.theme);
    let points = |of: fn(&MonthStatistics) -> Option<f64>| {
        reading.months.iter().enumerate().map(|(place, month)| (place as f64, of(month))).collect::<Vec<_>>()
    };
    let names = [
        desk.words().col_month,
        desk.words().col_n,
        desk.words().col_mean,
        desk.words().col_median,
        desk.words().col_hit_rate,
    ];
    let sample = |(place, month): (usize, &MonthStatistics)| Sample {
        x: place as f64,
        lines: names.iter().map(|name| (*name).to_owned()).zip(cells(month, desk)).collect(),
    };
    let medians = points(|month| month.median);
    let means = points(|month| month.mean);
    Chart {
        across: Across::Places(reading.months.iter().map(|month| month_name(locale, month.month)).collect()),
        written: Written::PercentNumber,
        with_zero: true,
        bands: Vec::new(),
        levels: Vec::new(),
        uprights: Vec::new(),
        rows: vec![
            Row { name: None, shape: Shape::Bars(0, 1), color: theme.up, below: theme.down, points: medians },
            Row { name: None, shape: Shape::Dots, color: theme.ink, below: theme.ink, points: means },
        ],
        samples: reading.months.iter().enumerate().map(sample).collect(),
    }
}

fn table(reading: &MonthReading, desk: Desk<'_>) -> Table {
    let words = &desk.page.locale.words().signals;
    let head = vec![
        desk.words().col_month,
        desk.words().col_n,
        desk.words().col_mean,
        desk.words().col_median,
        desk.words().col_hit_rate,
    ];
    let caption = fill(words.season_title, &[("month", &format!("{}–{}", reading.span.0, reading.span.1))]);
    Table { caption, head, rows: reading.months.iter().map(|month| cells(month, desk)).collect() }
}
