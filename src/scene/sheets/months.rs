//! Returns of one calendar month in words, wherever they are shown.

use crate::digits::whole;
use crate::engine::calendar::Date;
use crate::engine::signals::of_snapshot::{MonthReading, MonthStatistics};
use crate::lists::Listed;
use crate::scene::frame::Table;
use crate::scene::locale::{Locale, fill};
use crate::scene::sheets::matrix::Matrix;
use crate::scene::sheets::sheet::{Across, Chart, Desk, Row, Sample, Written};
use crate::texts::text;

/// A return in percent as it is said.
#[must_use]
pub fn percent(locale: Locale, value: f64) -> String {
    locale.percent_signed(value / 100.0, 1)
}

/// The name of a month, 1 to 12.
#[must_use]
pub fn month_name(locale: Locale, month: usize) -> String {
    locale.month(Date { year: 2000, month: month as u8, day: 1 })
}

/// The median, written large.
#[must_use]
pub fn median(month: &MonthStatistics, desk: Desk<'_>) -> String {
    let said = |median: f64| fill(desk.words().month_median(), &[("value", &percent(desk.page.locale, median))]);
    desk.or_no_data(month.median.map(said))
}

/// Mean, share of years that rose with their number, whether they are few, and the span of all.
#[must_use]
pub fn facts(reading: &MonthReading, month: &MonthStatistics, desk: Desk<'_>) -> Vec<String> {
    let (locale, words) = (desk.page.locale, desk.words());
    let mut facts = Vec::new();
    if let (Some(mean), Some(hit)) = (month.mean, month.hit_rate) {
        let (mean, hit, n) = (percent(locale, mean), locale.percent_short(hit), whole(month.n));
        facts.push(fill(words.month_facts(), &[("mean", &mean), ("hit", &hit), ("n", &n)]));
    }
    if month.is_small() {
        facts.push(words.small_sample().to_owned());
    }
    facts.push(span(reading));
    facts
}

/// First and last month counted.
#[must_use]
pub fn span(reading: &MonthReading) -> String {
    text![reading.span.0, "–", reading.span.1]
}

/// Name, number of years, mean, median and share that rose.
#[must_use]
pub fn cells(month: &MonthStatistics, desk: Desk<'_>) -> Vec<String> {
    let locale = desk.page.locale;
    let share = |value: Option<f64>| desk.or_no_data(value.map(|value| percent(locale, value)));
    vec![
        month_name(locale, month.month),
        whole(month.n),
        share(month.mean),
        share(month.median),
        desk.or_no_data(month.hit_rate.map(|hit| locale.percent_short(hit))),
    ]
}

/// What these cells are called.
#[must_use]
pub fn head(desk: Desk<'_>) -> [&'static str; 5] {
    let words = desk.words();
    [words.col_month(), words.col_n(), words.col_mean(), words.col_median(), words.col_hit_rate()]
}

/// The twelve months side by side: `rows` to scale, or `matrix` in place of a chart.
#[must_use]
pub fn chart(reading: &MonthReading, rows: Vec<Row>, matrix: Option<Matrix>, desk: Desk<'_>) -> Chart {
    let sample = |(place, month): (usize, &MonthStatistics)| Sample {
        x: place as f64,
        lines: head(desk).iter().map(|name| (*name).to_owned()).zip(cells(month, desk)).listed(),
    };
    let name = |month: &MonthStatistics| month_name(desk.page.locale, month.month);
    Chart {
        across: Across::Places(reading.months.iter().map(name).listed()),
        written: Written::PercentNumber,
        with_zero: true,
        bands: Vec::new(),
        levels: Vec::new(),
        uprights: Vec::new(),
        rows,
        has_key: false,
        matrix,
        samples: reading.months.iter().enumerate().map(sample).listed(),
    }
}

/// The twelve months.
#[must_use]
pub fn table(reading: &MonthReading, caption: String, desk: Desk<'_>) -> Table {
    let rows = reading.months.iter().map(|month| cells(month, desk)).listed();
    Table { caption, head: head(desk).to_vec(), rows }
}
