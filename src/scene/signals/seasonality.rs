//! Returns by calendar month, with how few they are.

use crate::engine::signals::of_snapshot::{MonthReading, MonthStatistics, SignalKind};
use crate::lists::Listed;
use crate::scene::frame::Table;
use crate::scene::locale::fill;
use crate::scene::sheets::months::{self, chart, facts, median, month_name, span};
use crate::scene::sheets::sheet::{Desk, Row, Shape, Sheet};

/// The sheet.
#[must_use]
pub fn sheet(reading: Option<&MonthReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let now = reading.and_then(MonthReading::now);
    let month = now.map_or_else(|| desk.words().no_data().to_owned(), |now| month_name(locale, now.month));
    let title = fill(words.season_title(), &[("month", &month)]);
    let unit = words.season_unit().to_owned();
    let empty = Sheet::empty(SignalKind::Seasonality.as_str(), &title, unit, desk.words().month_sign());
    let Some((reading, now)) = reading.zip(now) else { return empty };
    empty.filled(
        median(now, desk),
        facts(reading, now, desk),
        desk.foot(&reading.given, None, false),
        Some(chart(reading, rows(reading, desk), None, desk)),
    )
}

/// The table under it.
#[must_use]
pub fn table(reading: &MonthReading, desk: Desk<'_>) -> Table {
    let title = desk.page.locale.words().signals.season_title();
    months::table(reading, fill(title, &[("month", &span(reading))]), desk)
}

/// Medians as bars, means as dots.
fn rows(reading: &MonthReading, desk: Desk<'_>) -> Vec<Row> {
    let theme = &desk.page.theme;
    let points = |of: fn(&MonthStatistics) -> Option<f64>| {
        reading.months.iter().enumerate().map(|(place, month)| (place as f64, of(month))).listed()
    };
    let medians = points(|month| month.median);
    let means = points(|month| month.mean);
    vec![
        Row { name: None, shape: Shape::Bars(0, 1), color: theme.up, below: theme.down, points: medians },
        Row { name: None, shape: Shape::Dots, color: theme.ink, below: theme.ink, points: means },
    ]
}
