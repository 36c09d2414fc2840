//! The numbers of a picture as CSV (RFC 4180): what they rest on in comment lines, then one table.
//!
//! The first line of the table names its columns with their units. Numbers are written in full, so that they read back bit
//! for bit. The result's hash is the SHA-256 of all that follows the comment lines.

use crate::engine::calendar::Clock;
use crate::engine::estimate::MODEL_VERSION;
use crate::engine::heatmap::Basis;
use crate::engine::market::{Market, ProvenanceKind, Snapshot, TierTable, TimeMs};
use crate::engine::parameters::Parameters;
use crate::lists::{Growing, Listed};
use crate::texts::Texts;
use crate::value::sha256;

/// Characters after which a spreadsheet takes a text for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell: a number in full, a text, or nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A number.
    Number(f64),
    /// A number of single precision, in its own few digits.
    Single(f32),
    /// Text.
    Text(String),
    /// Nothing is known.
    Nothing,
}

impl Cell {
    fn written(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Single(number) => number.to_string(),
            Self::Text(text) => quoted(text),
            Self::Nothing => String::new(),
        }
    }
}

/// One table.
#[derive(Clone, Debug, PartialEq)]
pub struct Csv {
    /// Names of the columns, with their units.
    pub head: Vec<String>,
    /// Rows, as long as the head.
    pub rows: Vec<Vec<Cell>>,
}

/// How figures came to be that others made.
const IMPORTED: &str = "imported, not computed here";

/// What the numbers rest on.
pub struct Grounds<'a> {
    /// `heatmap`, `map`, …
    pub kind: &'a str,
    /// The data.
    pub snapshot: &'a Snapshot,
    /// Markets in the sum.
    pub markets: Vec<&'a Market>,
    /// Maintenance tables used.
    pub tiers: &'a [TierTable],
    /// Assumptions of the run.
    pub parameters: &'a Parameters,
    /// Money or shares.
    pub basis: Basis,
    /// Further pairs of name and value.
    pub more: Vec<(&'a str, String)>,
}

impl Csv {
    /// The document: comment lines, then the table. `snapshot_text` is what the data were read from, `attributes` what the
    /// author and the reader chose.
    #[must_use]
    pub fn document(&self, grounds: &Grounds<'_>, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        self.with_comments(grounds.pairs(), snapshot_text, attributes)
    }

    /// The document of figures that are no estimate: counted, published, or derived from such.
    #[must_use]
    pub fn recorded(&self, records: &Records<'_>, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        self.with_comments(records.pairs(), snapshot_text, attributes)
    }

    fn with_comments(
        &self,
        mut pairs: Vec<(String, String)>,
        snapshot_text: &str,
        attributes: &[(String, String)],
    ) -> String {
        let table = self.table();
        pairs.put_all(attributes.iter().map(|(name, value)| (format!("attribute {name}"), value.clone())));
        pairs.push(("snapshot sha256".to_owned(), sha256(snapshot_text)));
        pairs.push(("result sha256".to_owned(), sha256(&table)));
        let comments = pairs.iter().map(|(name, value)| format!("# {}: {}\r\n", one_line(name), one_line(value)));
        comments.chain([table]).collect()
    }

    fn table(&self) -> String {
        let line = |cells: Vec<String>| cells.joined(",") + "\r\n";
        let head = line(self.head.iter().map(|name| quoted(name)).listed());
        let rows = self.rows.iter().map(|row| line(row.iter().map(Cell::written).listed()));
        [head].into_iter().chain(rows).collect()
    }
}

/// What figures rest on that are no estimate.
pub struct Records<'a> {
    /// `tape`, `regime`, …
    pub kind: &'a str,
    /// The data.
    pub snapshot: &'a Snapshot,
    /// What the figures are, in one line.
    pub note: &'a str,
    /// Further pairs of name and value.
    pub more: Vec<(&'a str, String)>,
}

/// Program, figure, coin, age and origin of the data, which every document begins with.
fn heading_of(kind: &str, snapshot: &Snapshot, made: ProvenanceKind) -> Vec<(String, String)> {
    let Snapshot { asset, quote, as_of_ms, provenance, .. } = snapshot;
    let sources: Vec<String> =
        provenance.sources.iter().map(|source| format!("{} {}", source.name, source.url)).listed();
    [
        ("liquidation-widgets", env!("CARGO_PKG_VERSION").to_owned()),
        ("figure", kind.to_owned()),
        ("asset", format!("{asset}/{quote}")),
        ("data to", utc(*as_of_ms)),
        ("data are", kind_of(made).to_owned()),
        ("sources", sources.joined("; ")),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

impl Records<'_> {
    fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = heading_of(self.kind, self.snapshot, self.snapshot.provenance.document);
        if self.snapshot.imported.is_some() {
            pairs.insert(2, ("method".to_owned(), IMPORTED.to_owned()));
        }
        pairs.push(("note".to_owned(), format!("{}; nothing in it is advice", self.note)));
        pairs.put_all(self.more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        pairs
    }
}

impl Grounds<'_> {
    fn method(&self) -> &'static str {
        if self.snapshot.imported.is_some() { IMPORTED } else { MODEL_VERSION }
    }

    fn note(&self) -> &'static str {
        match self.snapshot.imported {
            Some(_) => "as given by the source, sides by price; nothing in it is advice",
            None => "estimate, not measurement; nothing in it is advice",
        }
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = heading_of(self.kind, self.snapshot, self.snapshot.provenance.kind);
        pairs.insert(2, ("method".to_owned(), self.method().to_owned()));
        pairs.put_all([
            ("note".to_owned(), self.note().to_owned()),
            ("amounts".to_owned(), amounts(self.basis).to_owned()),
        ]);
        let markets = self.markets.iter().map(|market| format!("{} {}", market.venue, market.symbol));
        pairs.push(("markets".to_owned(), markets.listed().joined("; ")));
        let more = self.more.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        if self.snapshot.imported.is_some() {
            return pairs.into_iter().chain(more).listed();
        }
        let tiers = self.tiers.iter().map(|table| format!("{} ({})", table.whole_source(), table.as_of));
        pairs.push(("maintenance tiers".to_owned(), tiers.listed().joined("; ")));
        pairs.put_all(assumed(self.parameters));
        pairs.put_all(more);
        pairs
    }
}

/// Every parameter of the estimate by its name.
fn assumed(parameters: &Parameters) -> Vec<(String, String)> {
    let Parameters { prior, size_usd, .. } = parameters;
    let mix = prior.entries.iter().map(|entry| format!("{}x {}", entry.leverage, entry.taker));
    [
        ("leverage mix", format!("{} ({}, {})", mix.listed().joined(" "), prior.id, prior.date)),
        ("turnover share", parameters.turnover_share.to_string()),
        ("taker shrink", parameters.taker_shrink.to_string()),
        ("position sizes in USD", format!("{} {}", size_usd[0], size_usd[1])),
        ("large share", parameters.large_share.to_string()),
        ("leverage tilt", parameters.tilt.to_string()),
        ("taker inert", parameters.taker_inert.map_or_else(|| "of the prior".to_owned(), |share| share.to_string())),
        ("funding drift", parameters.funding_drift.to_string()),
        ("resolution", parameters.resolution.to_string()),
    ]
    .map(|(name, value)| (format!("assumed {name}"), value))
    .into()
}

const fn kind_of(kind: ProvenanceKind) -> &'static str {
    match kind {
        ProvenanceKind::Measured => "measured",
        ProvenanceKind::Simulated => "simulated",
        ProvenanceKind::Mixed => "partly simulated",
    }
}

const fn amounts(basis: Basis) -> &'static str {
    match basis {
        Basis::Usd => "US dollars",
        Basis::Relative => "shares of an unknown total",
    }
}

/// The unit of amounts at the end of a column's name.
#[must_use]
pub const fn unit(basis: Basis) -> &'static str {
    match basis {
        Basis::Usd => "usd",
        Basis::Relative => "share",
    }
}

/// An instant in UTC, as ISO 8601 writes it, to the second.
#[must_use]
pub fn utc(at_ms: TimeMs) -> String {
    let Clock { date, hour, minute, second } = Clock::from_local_ms(at_ms);
    format!("{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", date.year, date.month, date.day)
}

/// A comment has one line only.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// A text as a field: in quotes where a reader would take it for more than one, and never a formula.
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(FORMULA) { "'" } else { "" };
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_with_commas_quotes_or_lines_is_quoted_and_no_text_is_a_formula() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let rows = vec![
            vec![text("a,b"), text("say \"so\""), Cell::Number(0.1)],
            vec![text("two\r\nlines"), text("=1+1"), Cell::Nothing],
            vec![text("-9,5"), Cell::Single(0.1), Cell::Number(-3.0)],
        ];
        let head = ["name", "word", "usd"].map(str::to_owned).to_vec();
        let expected =
            "name,word,usd\r\n\"a,b\",\"say \"\"so\"\"\",0.1\r\n\"two\r\nlines\",'=1+1,\r\n\"'-9,5\",0.1,-3\r\n";
        assert_eq!(Csv { head, rows }.table(), expected);
    }

    #[test]
    fn an_instant_is_written_in_utc() {
        assert_eq!(utc(1_768_420_800_000), "2026-01-14T20:00:00Z");
    }

    #[test]
    fn a_comment_never_breaks_into_a_second_line() {
        assert_eq!(one_line("a\r\nb\u{2028}\t"), "a  b\u{2028} ");
    }
}
