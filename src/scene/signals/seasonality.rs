//! Returns by calendar month, with how few they are.

use crate::engine::signals::of_snapshot::{MonthReading, MonthStatistics, SignalKind};
use crate::scene::locale::fill;
use crate::scene::sheets::months::{cells, facts, head, median, month_name, span, table};
use crate::scene::sheets::sheet::{Across, Chart, Desk, Row, Sample, Shape, Sheet, Written};

/// The sheet.
#[must_use]
pub fn sheet(reading: Option<&MonthReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let now = reading.and_then(MonthReading::now);
    let month = now.map_or_else(|| desk.words().no_data.to_owned(), |now| month_name(locale, now.month));
    let title = fill(words.season_title, &[("month", &month)]);
    let unit = words.season_unit.to_owned();
    let empty = Sheet::empty(SignalKind::Seasonality.as_str(), &title, unit, desk.words().month_sign);
    let Some((reading, now)) = reading.zip(now) else { return empty };
    let caption = fill(words.season_title, &[("month", &span(reading))]);
    Sheet {
        last: Some(median(now, desk)),
        facts: facts(reading, now, desk),
        foot: desk.foot(&reading.given, None, false),
        chart: Some(chart(reading, desk)),
        tables: vec![table(reading, caption, desk)],
        ..empty
    }
}

fn chart(reading: &MonthReading, desk: Desk<'_>) -> Chart {
    let (locale, theme) = (desk.page.locale, &desk.page.theme);
    let points = |of: fn(&MonthStatistics) -> Option<f64>| {
        reading.months.iter().enumerate().map(|(place, month)| (place as f64, of(month))).collect::<Vec<_>>()
    };
    let sample = |(place, month): (usize, &MonthStatistics)| Sample {
        x: place as f64,
        lines: head(desk).iter().map(|name| (*name).to_owned()).zip(cells(month, desk)).collect(),
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
        has_key: false,
        matrix: None,
        samples: reading.months.iter().enumerate().map(sample).collect(),
    }
}
