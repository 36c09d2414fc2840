//! CSV files of a venue or an archive into a `liq-snapshot/1` document.
//!
//! Pure: text in, document out. Records are sorted by time and of two with the same time the later one wins. A record
//! whose required value is empty, no number or out of range is dropped, counted, and the first one is reported with its
//! line. Nothing is filled in: a gap stays a gap. Times, units and names of columns: see [`ImportFile`].

mod assemble;
mod document;
pub(in crate::engine) mod instant;
mod layout;
mod options;
mod reading;
mod records;
mod slots;
mod table;

pub use document::{
    CandlesDocument, DepthDocument, FORMAT, FundingDocument, FuturesDocument, LiquidationsDocument,
    MarkCandlesDocument, MarketDocument, OpenInterestDocument, OptionsDocument, ProvenanceDocument, SnapshotDocument,
    SourceDocument, TiersDocument,
};
pub use layout::Kind;

use crate::engine::market::TimeMs;
use crate::error::Result;
use crate::value::Value;
use std::fmt;

/// What to import: one contract of one venue.
#[derive(Clone, Debug, Default)]
pub struct ImportRequest {
    /// The coin, for instance `BTC`.
    pub asset: String,
    /// Currency of prices, for instance `USDT`.
    pub quote: String,
    /// Venue id in lower case.
    pub venue: String,
    /// The venue's own symbol.
    pub symbol: String,
    /// `linear` (when left out) or `inverse`.
    pub contract: Option<String>,
    /// Smallest price step.
    pub price_tick: Option<f64>,
    /// Where the numbers come from.
    pub provenance: ImportProvenance,
    /// The files; those of one kind are put together, the later file wins.
    pub files: Vec<ImportFile>,
    /// Length of a candle; the median spacing when left out.
    pub interval_ms: Option<TimeMs>,
    /// Nothing before it is kept.
    pub from_ms: Option<TimeMs>,
    /// Nothing from it on is kept, but open interest sampled at this very instant is.
    pub to_ms: Option<TimeMs>,
}

/// Origin of the data, for the reader.
#[derive(Clone, Debug, Default)]
pub struct ImportProvenance {
    /// `measured`, `simulated` or `mixed`.
    pub kind: String,
    /// One line, may be left out.
    pub note: String,
    /// Named origins.
    pub sources: Vec<ImportSource>,
}

/// A named origin.
#[derive(Clone, Debug, Default)]
pub struct ImportSource {
    /// Name as printed.
    pub name: String,
    /// Address, may be left out.
    pub url: String,
}

/// One CSV file: a header and records, or a Binance kline file without a header.
///
/// Columns are known by the header names of Binance's public archive and common synonyms. Times are counts of seconds,
/// milliseconds, microseconds or nanoseconds by their size, or UTC text.
#[derive(Clone, Debug, Default)]
pub struct ImportFile {
    /// Word of a [`Kind`]; guessed from the header when left out.
    pub kind: Option<String>,
    /// Name for reports; `mark` in it tells mark-price candles from others, `liq` liquidations from trades.
    pub name: String,
    /// The text, at most 64 MiB.
    pub text: String,
    /// Header name to field word, over what the header would mean by itself; the word `ignore` leaves a column out.
    pub mapping: Vec<(String, String)>,
    /// Header name to the value that a record must have there; others are left out.
    pub filter: Vec<(String, String)>,
    /// Open interest: how many sides the venue counts, 1 (when left out) or 2.
    pub sides: Option<u8>,
    /// Open interest: `instant` (when left out) or `bucket-start`.
    pub stamp: Option<String>,
    /// Open interest in contracts: coins per contract (linear) or US dollars per contract (inverse).
    pub contract_multiplier: Option<f64>,
    /// Liquidations whose side is `buy` or `sell`: whose side that is, `position` or `order`.
    pub side_of: Option<String>,
    /// Liquidation sums: length of a period; the median spacing when left out.
    pub period_ms: Option<TimeMs>,
    /// Liquidations: whether the feed is documented as complete; not so when left out.
    pub complete: Option<bool>,
}

/// The document and what was done to get it.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportResult {
    /// The document.
    pub snapshot: SnapshotDocument,
    /// One report a file, in the order of the request.
    pub reports: Vec<FileReport>,
    /// Optional columns left out because some kept record lacks a value, for instance `candles.turnover`.
    pub left_out: Vec<String>,
}

/// What became of a file's records.
#[derive(Clone, Debug, PartialEq)]
pub struct FileReport {
    /// Name as given.
    pub name: String,
    /// What the file was read as.
    pub kind: Kind,
    /// Records, without the header.
    pub rows: usize,
    /// Records with an unusable required value.
    pub dropped: usize,
    /// Records that the filter left out.
    pub filtered: usize,
    /// Records outside the range of time asked for.
    pub outside: usize,
    /// Records replaced by a later one of the same time.
    pub duplicates: usize,
    /// Records earlier than one before them.
    pub reordered: usize,
    /// The first unusable value.
    pub first_problem: Option<Problem>,
}

impl FileReport {
    fn new(name: &str, kind: Kind) -> Self {
        let name = name.to_owned();
        Self {
            name,
            kind,
            rows: 0,
            dropped: 0,
            filtered: 0,
            outside: 0,
            duplicates: 0,
            reordered: 0,
            first_problem: None,
        }
    }
}

/// A value that made a record unusable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line of the file, counted from 1.
    pub line: usize,
    /// The field.
    pub field: String,
    /// The text found.
    pub value: String,
    /// What is usable there.
    pub allowed: String,
}

impl From<&ImportResult> for Value {
    fn from(result: &ImportResult) -> Self {
        Self::object()
            .with("snapshot", &result.snapshot)
            .with("reports", Self::list(&result.reports))
            .with("leftOut", Self::list(&result.left_out))
    }
}

impl From<&FileReport> for Value {
    fn from(report: &FileReport) -> Self {
        Self::object()
            .with("name", &report.name)
            .with("kind", report.kind.as_str())
            .with("rows", report.rows)
            .with("dropped", report.dropped)
            .with("filtered", report.filtered)
            .with("outside", report.outside)
            .with("duplicates", report.duplicates)
            .with("reordered", report.reordered)
            .with("firstProblem", report.first_problem.as_ref())
    }
}

impl From<&Problem> for Value {
    fn from(problem: &Problem) -> Self {
        Self::object()
            .with("line", problem.line)
            .with("field", &problem.field)
            .with("value", &problem.value)
            .with("allowed", &problem.allowed)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = if self.value.is_empty() { "nothing" } else { &self.value };
        write!(f, "line {}: {} must be {}, got {found}", self.line, self.field, self.allowed)
    }
}

/// Reads the files of `request` into a snapshot document of one market.
///
/// # Errors
/// Names the field, for instance `files[2].kind`. `data-empty`: no candle, or a file without a usable record.
/// `data-too-large`: a file above 64 MiB or a table above 200,000 rows. `data-invalid`: a column is missing, or files of
/// one kind contradict each other. `attribute-invalid`: an option with a word or a combination that is not allowed.
pub fn import(request: &ImportRequest) -> Result<ImportResult> {
    assemble::assemble(request)
}

/// Records of CSV text, each a list of fields without the blanks around them. Blank lines are skipped.
#[must_use]
pub fn records_of(text: &str) -> Vec<Vec<String>> {
    let mut records = records::Records::new(text);
    let mut all = Vec::new();
    while let Some(record) = records.next() {
        all.push((0..record.len()).map(|field| record.get(field).to_owned()).collect());
    }
    all
}
