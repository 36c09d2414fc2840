//! What stands around a chart: words for the frame, and tables.

use crate::lists::Listed;
use crate::value::Value;

/// Everything the frame prints around the chart.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Default heading.
    pub heading: String,
    /// What is shown, unit, market, range.
    pub dek: String,
    /// Parts of the note line, without the sources.
    pub notes: Vec<String>,
    /// The line before the sources, and the sources.
    pub source_label: &'static str,
    /// Name and address; the address may be empty.
    pub sources: Vec<(String, String)>,
    /// Between the parts of a line.
    pub separator: &'static str,
    /// The sentences for readers who do not see the picture.
    pub summary: String,
    /// BCP 47 tag of the words.
    pub lang: &'static str,
}

/// A table with its words.
#[derive(Clone, Debug)]
pub struct Table {
    /// Title.
    pub caption: String,
    /// Column heads.
    pub head: Vec<&'static str>,
    /// Cells as text.
    pub rows: Vec<Vec<String>>,
}

impl From<&Frame> for Value {
    fn from(frame: &Frame) -> Self {
        Self::object()
            .with("heading", &frame.heading)
            .with("dek", &frame.dek)
            .with("notes", Self::list(&frame.notes))
            .with("sourceLabel", frame.source_label)
            .with("sources", Self::List(frame.sources.iter().map(named).listed()))
            .with("separator", frame.separator)
            .with("summary", &frame.summary)
            .with("lang", frame.lang)
    }
}

/// A source as a pair of texts.
fn named((name, address): &(String, String)) -> Value {
    Value::List(vec![name.into(), address.into()])
}

impl From<&Table> for Value {
    fn from(table: &Table) -> Self {
        Self::object()
            .with("caption", &table.caption)
            .with("head", Self::list(&table.head))
            .with("rows", Self::List(table.rows.iter().map(|row| Self::list(row)).listed()))
    }
}
