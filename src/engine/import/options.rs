//! What the caller asks besides the files, checked.

use super::document::{ProvenanceDocument, SourceDocument};
use super::layout::Kind;
use super::slots::Unit;
use super::table::{Cut, Table};
use super::{ImportFile, ImportProvenance, ImportRequest};
use crate::engine::market::{ContractKind, TimeMs};
use crate::engine::snapshot::MOST_SOURCES;
use crate::error::{Code, Error, Result, fault, number_within, one_of};

const SHORTEST_INTERVAL_MS: TimeMs = 1_000;
const LONGEST_INTERVAL_MS: TimeMs = 2_678_400_000;
const LARGEST_MULTIPLIER: f64 = 1e12;

pub(super) fn interval(field: &str, found: TimeMs) -> Result<TimeMs> {
    if (SHORTEST_INTERVAL_MS..=LONGEST_INTERVAL_MS).contains(&found) {
        return Ok(found);
    }
    let allowed = format!("in {SHORTEST_INTERVAL_MS}..={LONGEST_INTERVAL_MS}; it must be given for a single record");
    Err(fault!(Code::DataRange, field, found, allowed))
}

pub(super) fn contract(request: &ImportRequest) -> Result<ContractKind> {
    match request.contract.as_deref() {
        None | Some("linear") => Ok(ContractKind::Linear),
        Some("inverse") => Ok(ContractKind::Inverse),
        Some(other) => Err(fault!(Code::AttributeInvalid, "contract", other, one_of(other, &["linear", "inverse"]))),
    }
}

pub(super) fn cut(request: &ImportRequest) -> Result<Cut> {
    let (from_ms, to_ms) = (request.from_ms.unwrap_or(0), request.to_ms.unwrap_or(TimeMs::MAX));
    if from_ms < to_ms {
        return Ok(Cut { from_ms, to_ms });
    }
    Err(fault!(Code::DataRange, "toMs", to_ms, format!("above fromMs, {from_ms}")))
}

/// `table`, if no option of `file` is out of range or has no effect on a table of its kind.
pub(super) fn checked_options(file: &ImportFile, table: Table) -> Result<Table> {
    let kind = table.kind;
    let given = [
        ("sides", file.sides.is_some(), Kind::OpenInterest),
        ("stamp", file.stamp.is_some(), Kind::OpenInterest),
        ("contractMultiplier", file.contract_multiplier.is_some(), Kind::OpenInterest),
        ("sideOf", file.side_of.is_some(), Kind::Liquidations),
        ("periodMs", file.period_ms.is_some(), Kind::Liquidations),
        ("complete", file.complete.is_some(), Kind::Liquidations),
    ];
    if let Some((field, _, meant)) = given.into_iter().find(|(_, given, meant)| *given && *meant != kind) {
        let allowed = format!("left out for {}; it is for {}", kind.as_str(), meant.as_str());
        return Err(fault!(Code::AttributeInvalid, field, "given", allowed));
    }
    if let Some(sides) = file.sides.filter(|sides| !(1..=2).contains(sides)) {
        return Err(fault!(Code::AttributeInvalid, "sides", sides, "1 or 2"));
    }
    if let Some(stamp) = file.stamp.as_deref().filter(|stamp| !matches!(*stamp, "instant" | "bucket-start")) {
        return Err(fault!(Code::AttributeInvalid, "stamp", stamp, one_of(stamp, &["instant", "bucket-start"])));
    }
    if file.period_ms.is_some() && !table.sums {
        return Err(fault!(Code::AttributeInvalid, "periodMs", "given", "left out for single orders"));
    }
    check_multiplier(file, &table)?;
    Ok(table)
}

fn check_multiplier(file: &ImportFile, table: &Table) -> Result<()> {
    match (file.contract_multiplier, table.unit == Some(Unit::Contracts)) {
        (Some(multiplier), true) => positive("contractMultiplier", multiplier, LARGEST_MULTIPLIER).map(|_| ()),
        (None, true) => {
            let allowed = "given: the column counts contracts";
            Err(fault!(Code::AttributeInvalid, "contractMultiplier", "nothing", allowed))
        }
        (Some(multiplier), false) => {
            let allowed = "left out: the column does not count contracts";
            Err(fault!(Code::AttributeInvalid, "contractMultiplier", multiplier, allowed))
        }
        (None, false) => Ok(()),
    }
}

pub(super) fn provenance(given: &ImportProvenance) -> Result<ProvenanceDocument> {
    let kinds = ["measured", "simulated", "mixed"];
    if !kinds.contains(&given.kind.as_str()) {
        return Err(fault!(Code::AttributeInvalid, "kind", &given.kind, one_of(&given.kind, &kinds)));
    }
    if given.sources.len() > MOST_SOURCES {
        let allowed = format!("at most {MOST_SOURCES} sources");
        return Err(fault!(Code::DataTooLarge, "sources", given.sources.len(), allowed));
    }
    let mut sources = Vec::with_capacity(given.sources.len());
    for (i, source) in given.sources.iter().enumerate() {
        let within = |error: Error| error.within(&format!("sources[{i}]"));
        let name = text("name", &source.name, 1, 200).map_err(within)?;
        sources.push(SourceDocument { name, url: text("url", &source.url, 0, 2000).map_err(within)? });
    }
    Ok(ProvenanceDocument { kind: given.kind.clone(), note: text("note", &given.note, 0, 400)?, sources })
}

pub(super) fn text(field: &str, value: &str, shortest: usize, longest: usize) -> Result<String> {
    if (shortest..=longest).contains(&value.chars().count()) {
        return Ok(value.to_owned());
    }
    Err(fault!(Code::DataInvalid, field, value, format!("text of {shortest} to {longest} characters")))
}

pub(super) fn positive(field: &str, value: f64, largest: f64) -> Result<f64> {
    number_within(field, value, f64::MIN_POSITIVE, largest)
        .map_err(|_| fault!(Code::DataRange, field, value, format!("a number above 0 and at most {largest:e}")))
}
