//! One file's records as rows, and the rows of several files as one table.

use super::instant;
use super::layout::{Field, Kind, Layout};
use super::records::{Record, Records};
use super::slots::{self, Slot, Unit, VALUES};
use super::{FileReport, ImportFile, Problem};
use crate::engine::market::{ContractKind, Side, TimeMs};
use crate::engine::order::ordered;
use crate::error::{Code, Result, fault, one_of};

/// Longest text of one file.
const LONGEST_TEXT: usize = 64 << 20;

/// One row of a table; `values` in the order of the kind's slots.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) time_ms: TimeMs,
    pub(super) side: Option<Side>,
    pub(super) values: [Option<f64>; VALUES],
    /// Index of the file, for its report.
    file: usize,
}

/// What one file gave.
pub(super) struct Table {
    pub(super) kind: Kind,
    pub(super) rows: Vec<Row>,
    pub(super) unit: Option<Unit>,
    /// Whether rows are sums over a period.
    pub(super) sums: bool,
    pub(super) report: FileReport,
}

/// Half-open range of time that is asked for; OI samples at its end belong to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub(super) from_ms: TimeMs,
    pub(super) to_ms: TimeMs,
}

/// Reads the file number `index`.
pub(super) fn read(index: usize, file: &ImportFile, contract: ContractKind, cut: Cut) -> Result<Table> {
    if file.text.len() > LONGEST_TEXT {
        let found = format!("{} bytes", file.text.len());
        return Err(fault!(Code::DataTooLarge, "text", found, format!("at most {LONGEST_TEXT} bytes")));
    }
    let mut records = Records::new(&file.text);
    let layout = match records.next() {
        Some(first) => Layout::read(&first, &file.mapping)?,
        None => return Err(fault!(Code::DataEmpty, "text", "nothing", "a header and records")),
    };
    let kind = kind_of(file, &layout)?;
    if layout.is_headerless() {
        records = Records::new(&file.text);
    }
    let mut reading = Reading::new(index, file, kind, &layout, contract)?;
    while let Some(record) = records.next() {
        reading.take(&record, cut)?;
    }
    reading.finish()
}

fn kind_of(file: &ImportFile, layout: &Layout) -> Result<Kind> {
    let Some(word) = &file.kind else { return layout.guess(&file.name) };
    let words: Vec<&str> = Kind::ALL.into_iter().map(Kind::as_str).collect();
    let found = Kind::ALL.into_iter().find(|kind| kind.as_str() == word);
    found.ok_or_else(|| fault!(Code::AttributeInvalid, "kind", word, one_of(word, &words)))
}

/// The state of reading one file.
struct Reading<'a> {
    file: &'a ImportFile,
    index: usize,
    contract: ContractKind,
    time_column: usize,
    side_column: Option<usize>,
    slots: Vec<Option<Slot>>,
    filters: Vec<(usize, &'a str)>,
    /// Column of coin names and the first name seen there, where nothing filters.
    coin: Option<(usize, Option<String>)>,
    latest_ms: Option<TimeMs>,
    table: Table,
}

impl<'a> Reading<'a> {
    fn new(index: usize, file: &'a ImportFile, kind: Kind, layout: &Layout, contract: ContractKind) -> Result<Self> {
        let time_column = layout.column(Field::Time).ok_or_else(|| layout.missing(&[Field::Time]))?;
        let mut filters = Vec::new();
        for (name, wanted) in &file.filter {
            let column = layout.named(name).ok_or_else(|| layout.no_such_column("filter", name))?;
            filters.push((column, wanted.as_str()));
        }
        let sums = kind == Kind::Liquidations && slots::has_sums(layout);
        let side_column = match (kind, sums) {
            (Kind::Liquidations, false) => {
                Some(layout.column(Field::Side).ok_or_else(|| layout.missing(&[Field::Side, Field::LongUsd]))?)
            }
            _ => None,
        };
        let unit = match kind {
            Kind::OpenInterest => slots::open_interest_unit(layout, contract),
            _ => None,
        };
        let report = FileReport::new(&file.name, kind);
        Ok(Self {
            file,
            index,
            contract,
            time_column,
            side_column,
            slots: slots::slots(kind, layout, contract)?,
            coin: layout.coin_column().filter(|_| filters.is_empty()).map(|column| (column, None)),
            filters,
            latest_ms: None,
            table: Table { kind, rows: Vec::new(), unit, sums, report },
        })
    }

    fn take(&mut self, record: &Record<'_>, cut: Cut) -> Result<()> {
        self.table.report.rows += 1;
        if self.filters.iter().any(|(column, wanted)| record.get(*column) != *wanted) {
            self.table.report.filtered += 1;
            return Ok(());
        }
        self.check_one_coin(record)?;
        match self.row(record)? {
            Ok(row) => self.keep(row, cut),
            Err(problem) => {
                self.table.report.dropped += 1;
                self.table.report.first_problem.get_or_insert(problem);
            }
        }
        Ok(())
    }

    /// A file of several coins needs a filter: taking them together would be wrong without a sign of it.
    fn check_one_coin(&mut self, record: &Record<'_>) -> Result<()> {
        let Some((column, seen)) = &mut self.coin else { return Ok(()) };
        let found = record.get(*column);
        let first = seen.get_or_insert_with(|| found.to_owned());
        if first == found {
            return Ok(());
        }
        let allowed = format!("given: the file holds both {first} and {found}");
        Err(fault!(Code::AttributeInvalid, "filter", "nothing", allowed))
    }

    /// The row of `record`, or why it is dropped. A word that could mean either side is an error of the request.
    fn row(&self, record: &Record<'_>) -> Result<std::result::Result<Row, Problem>> {
        let problem = |field: &str, value: &str, allowed: &str| Problem {
            line: record.line,
            field: field.to_owned(),
            value: value.to_owned(),
            allowed: allowed.to_owned(),
        };
        let time = record.get(self.time_column);
        let Some(time_ms) = instant::parse(time) else {
            return Ok(Err(problem("time", time, "an instant")));
        };
        let mut row = Row { time_ms, side: None, values: [None; VALUES], file: self.index };
        for (value, slot) in row.values.iter_mut().zip(&self.slots) {
            let Some(slot) = slot else { continue };
            *value = slot.parse(record.get(slot.column));
            if value.is_none() && slot.required {
                return Ok(Err(problem(slot.name, record.get(slot.column), slot.allowed())));
            }
        }
        if let Some(column) = self.side_column {
            row.side = self.side(record.get(column))?;
            if row.side.is_none() {
                return Ok(Err(problem("side", record.get(column), "long or short")));
            }
        }
        Ok(self.completed(row).ok_or_else(|| self.contradiction(&row, problem)))
    }

    /// The row with derived values, `None` when its values contradict each other.
    fn completed(&self, mut row: Row) -> Option<Row> {
        let [first, second, third, ..] = row.values;
        match self.table.kind {
            Kind::Candles if second < third => None,
            Kind::MarkCandles if first < second => None,
            Kind::Liquidations if !self.table.sums && first.is_none() => {
                let (price, quantity) = (second?, third?);
                row.values[0] = Some(self.contract.usd(quantity, price));
                Some(row)
            }
            _ => Some(row),
        }
    }

    fn contradiction(&self, row: &Row, problem: impl Fn(&str, &str, &str) -> Problem) -> Problem {
        match (self.table.kind, row.values) {
            (Kind::Candles, [_, high, ..]) | (Kind::MarkCandles, [high, ..]) => {
                problem("high", &high.map_or_else(String::new, |high| high.to_string()), "not below low")
            }
            _ => problem("usd", "", "given, or price and quantity"),
        }
    }

    /// The position's side; the order that closes a position has the opposite one.
    fn side(&self, word: &str) -> Result<Option<Side>> {
        let bought = match word.to_ascii_lowercase().as_str() {
            "long" => return Ok(Some(Side::Long)),
            "short" => return Ok(Some(Side::Short)),
            "buy" => true,
            "sell" => false,
            _ => return Ok(None),
        };
        match self.file.side_of.as_deref() {
            Some("position") => Ok(Some(if bought { Side::Long } else { Side::Short })),
            Some("order") => Ok(Some(if bought { Side::Short } else { Side::Long })),
            Some(other) => Err(fault!(Code::AttributeInvalid, "sideOf", other, one_of(other, &["position", "order"]))),
            None => {
                let allowed = format!("position or order: venues disagree whose side {word} is");
                Err(fault!(Code::AttributeInvalid, "sideOf", "nothing", allowed))
            }
        }
    }

    fn keep(&mut self, row: Row, cut: Cut) {
        if self.latest_ms.is_some_and(|latest| row.time_ms < latest) {
            self.table.report.reordered += 1;
        }
        self.latest_ms = self.latest_ms.max(Some(row.time_ms));
        let end = match self.table.kind {
            Kind::OpenInterest => row.time_ms,
            _ => row.time_ms + 1,
        };
        if row.time_ms < cut.from_ms || end > cut.to_ms {
            self.table.report.outside += 1;
        } else {
            self.table.rows.push(row);
        }
    }

    fn finish(self) -> Result<Table> {
        let report = &self.table.report;
        if report.rows > report.dropped + report.filtered {
            return Ok(self.table);
        }
        let (field, found) = match &report.first_problem {
            Some(problem) => ("text", format!("no usable record: {problem}")),
            None if report.rows == 0 => ("text", "no records".to_owned()),
            None => ("filter", format!("{} records, none of them met", report.rows)),
        };
        Err(fault!(Code::DataEmpty, field, found, "at least one usable record"))
    }
}

/// The rows of all `tables`, which are of one kind, by ascending time; of two with the same time the later one wins.
/// Single liquidations may share their time.
pub(super) fn merge(tables: &[&Table], reports: &mut [FileReport]) -> Vec<Row> {
    let rows: Vec<Row> = tables.iter().flat_map(|table| table.rows.iter().copied()).collect();
    let mut rows = ordered(&rows, |a, b| a.time_ms.cmp(&b.time_ms));
    if tables.iter().any(|table| table.kind == Kind::Liquidations && !table.sums) {
        return rows;
    }
    rows.dedup_by(|later, kept| {
        let same = later.time_ms == kept.time_ms;
        if same {
            reports[kept.file].duplicates += 1;
            *kept = *later;
        }
        same
    });
    rows
}
