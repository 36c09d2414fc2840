//! What sheets with one line through time have in common.

use crate::engine::signals::of_snapshot::Series;
use crate::lists::Listed;
use crate::scene::frame::Table;
use crate::scene::sheets::sheet::{Across, Chart, Desk, Row, Sample, Shape, Written};

/// Rows of a table, the newest first.
const MOST_ROWS: usize = 60;

/// One series with how its values are written.
pub struct Line<'a> {
    /// The values.
    pub series: &'a Series,
    /// At the axis.
    pub written: Written,
    /// In readings and tables.
    pub text: &'a dyn Fn(f64) -> String,
    /// Its name in readings and tables.
    pub name: &'a str,
}

impl Line<'_> {
    /// The chart.
    #[must_use]
    pub fn chart(&self, desk: Desk<'_>) -> Chart {
        let ink = desk.page.theme.ink;
        let sample = |(time, value): (i64, Option<f64>)| {
            let value = desk.or_no_data(value.map(self.text));
            Sample { x: time as f64, lines: vec![(desk.time(time), String::new()), (self.name.to_owned(), value)] }
        };
        let points = self.series.points();
        Chart {
            across: Across::Times(desk.window.0, desk.window.1),
            written: self.written,
            with_zero: false,
            bands: Vec::new(),
            levels: Vec::new(),
            uprights: Vec::new(),
            rows: vec![Row { name: None, shape: Shape::Line(2.0), color: ink, below: ink, points }],
            has_key: false,
            matrix: None,
            samples: self.series.rows().map(sample).listed(),
        }
    }

    /// The table.
    #[must_use]
    pub fn table(&self, desk: Desk<'_>) -> Table {
        let words = &desk.page.locale.words().signals;
        let row = |(time, value): (i64, Option<f64>)| vec![desk.time(time), desk.or_no_data(value.map(self.text))];
        let rows = self.series.rows().rev().take(MOST_ROWS).map(row).listed();
        Table { caption: self.name.to_owned(), head: vec![desk.words().col_time(), words.col_value()], rows }
    }
}
