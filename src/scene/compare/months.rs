//! Returns of every month in a table that is drawn: years down, months across, and under them how often a month rose in how many years.

use crate::digits::whole;
use crate::engine::signals::of_snapshot::comparison::ComparePanel;
use crate::engine::signals::of_snapshot::{Comparison, MonthReading, MonthStatistics};
use crate::lists::Listed;
use crate::scene::display_list::Rgba;
use crate::scene::frame::Table;
use crate::scene::locale::fill;
use crate::scene::sheets::matrix::{Matrix, MatrixCell, MatrixRow};
use crate::scene::sheets::months::{chart, facts, median, month_name, percent, span, table};
use crate::scene::sheets::sheet::{Chart, Desk, Sheet};

/// A month that moved this many percent has the full colour.
const FULL_PCT: f64 = 40.0;
/// Least and greatest share of that colour in the ground of a cell, of 255.
const GROUND_ALPHA: (f64, f64) = (14.0, 120.0);

/// The sheet.
#[must_use]
pub fn sheet(comparison: &Comparison, desk: Desk<'_>) -> Sheet {
    let words = &desk.page.locale.words().compare;
    let unit = words.months_unit().to_owned();
    let title = words.months_title();
    let empty = Sheet::empty(ComparePanel::Months.as_str(), title, unit, desk.words().month_sign());
    let Some((reading, month)) = comparison.months.as_ref().zip(comparison.pointed_month()) else { return empty };
    let name = month_name(desk.page.locale, month.month);
    empty.filled(
        fill(words.month_last(), &[("month", &name), ("median", &median(month, desk))]),
        facts(reading, month, desk),
        desk.foot(&reading.given, None, false),
        Some(chart_of(reading, month.month, desk)),
    )
}

/// The tables under it: the twelve months, and every month.
#[must_use]
pub fn tables(reading: &MonthReading, desk: Desk<'_>) -> Vec<Table> {
    let caption = fill(desk.page.locale.words().compare.months_table(), &[("span", &span(reading))]);
    vec![table(reading, caption, desk), every_month(reading, desk)]
}

fn every_month(reading: &MonthReading, desk: Desk<'_>) -> Table {
    let words = &desk.page.locale.words().compare;
    let rows = reading.over.iter().rev();
    let rows = rows.map(|(month, pct)| vec![month.clone(), percent(desk.page.locale, *pct)]).listed();
    Table { caption: words.returns_table().to_owned(), head: vec![desk.words().col_month(), words.col_return()], rows }
}

fn ground(pct: f64, desk: Desk<'_>) -> Option<Rgba> {
    let color = if pct > 0.0 { desk.page.theme.up } else { desk.page.theme.down };
    let share = (pct.abs() / FULL_PCT).min(1.0);
    let (least, most) = GROUND_ALPHA;
    (pct != 0.0).then(|| color.with_alpha((least + (most - least) * share) as u8))
}

/// A number without its percent sign, with its own sign, in one decimal and in none, and that without a plus.
fn texts(value: f64, desk: Desk<'_>) -> [String; 3] {
    let [long, short] = [1, 0].map(|decimals| {
        let text = desk.page.locale.percent_signed(value / 100.0, decimals);
        text.trim_end_matches('%').to_owned()
    });
    let bare = short.trim_start_matches('+').to_owned();
    [long, short, bare]
}

fn years(reading: &MonthReading, desk: Desk<'_>) -> Vec<MatrixRow> {
    let mut rows: Vec<MatrixRow> = Vec::new();
    for (month, pct) in &reading.over {
        let Some((year, place)) = month.split_once('-') else { continue };
        if rows.last().is_none_or(|row| row.name != year) {
            rows.push(MatrixRow { name: year.to_owned(), is_sum: false, cells: vec![None; 12] });
        }
        let place = place.parse::<usize>().ok().and_then(|place| place.checked_sub(1));
        let row = rows.last_mut().and_then(|row| row.cells.get_mut(place?));
        if let Some(cell) = row {
            *cell = Some(MatrixCell { texts: texts(*pct, desk), ground: ground(*pct, desk) });
        }
    }
    rows
}

fn sums(reading: &MonthReading, desk: Desk<'_>) -> [MatrixRow; 3] {
    let locale = desk.page.locale;
    let words = desk.words();
    let row = |name: &str, of: &dyn Fn(&MonthStatistics) -> Option<MatrixCell>| MatrixRow {
        name: name.to_owned(),
        is_sum: true,
        cells: reading.months.iter().map(of).listed(),
    };
    let plain = |text: String| MatrixCell { texts: [text.clone(), text.clone(), text], ground: None };
    [
        row(words.col_median(), &|month| {
            month.median.map(|median| MatrixCell { texts: texts(median, desk), ground: ground(median, desk) })
        }),
        row(words.row_hit_rate(), &|month| month.hit_rate.map(|hit| plain(locale.number(hit * 100.0, 0)))),
        row(words.row_n(), &|month| Some(plain(whole(month.n)))),
    ]
}

fn chart_of(reading: &MonthReading, pointed: usize, desk: Desk<'_>) -> Chart {
    let rows = years(reading, desk).into_iter().chain(sums(reading, desk)).listed();
    chart(reading, Vec::new(), Some(Matrix { rows, column: pointed.checked_sub(1) }), desk)
}
