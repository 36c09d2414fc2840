//! How a signal's request is read: a key that is left out is an error, but a number that is `null` is no data.

use crate::error::{Code, Error, Result, Told, fault, number_within, told};
use crate::value::{Fields, Node, Value};

/// Lowest and highest number allowed, both included.
pub(super) type Range = (f64, f64);

/// Prices in the quote currency.
pub(super) const PRICE: Range = (1e-12, 1e12);
/// Amounts of 0 or more: US dollars, coins, contracts.
pub(super) const AMOUNT: Range = (0.0, 1e18);
/// Amounts with a sign: flows, positions.
pub(super) const SIGNED: Range = (-1e18, 1e18);
/// Rates and premia of one interval as fractions.
pub(super) const RATE: Range = (-1.0, 1.0);
/// Changes in percent.
pub(super) const PERCENT: Range = (-1e9, 1e9);
/// Shares as fractions.
pub(super) const SHARE: Range = (0.0, 1.0);
/// Days to expiry: a hundred years.
pub(super) const DAYS: Range = (0.0, 36_500.0);

/// A number that must be there; `null` is no data.
pub(super) fn known(fields: &mut Fields, key: &str, range: Range) -> Option<f64> {
    let read = number(fields.required(key)?, range);
    fields.take(read).flatten()
}

/// An author's threshold, with its default.
pub(super) fn threshold(fields: &mut Fields, key: &str, default: f64, (low, high): Range) -> f64 {
    fields.optional_within(key, low, high).unwrap_or(default)
}

/// A number in `range`, or `null` for no data.
pub(super) fn number(node: Node, (low, high): Range) -> Result<Option<f64>> {
    if *node.value() == Value::Null {
        return Ok(None);
    }
    let path = node.path().to_owned();
    number_within("", node.number()?, low, high).map(Some).map_err(|error| error.within(&path))
}

/// Numbers that must be there, each of which may be `null`.
pub(super) fn series(fields: &mut Fields, key: &str, range: Range) -> Vec<Option<f64>> {
    let Some(node) = fields.required(key) else { return Vec::new() };
    let read = series_of(node, range);
    fields.take(read).unwrap_or_default()
}

/// Numbers in `range`, each of which may be `null`.
pub(super) fn series_of(node: Node, range: Range) -> Result<Vec<Option<f64>>> {
    node.list()?.into_iter().map(|item| number(item, range)).collect()
}

/// Numbers that must be there, none of them `null`.
pub(super) fn column(fields: &mut Fields, key: &str, range: Range) -> Vec<f64> {
    let Some(node) = fields.required(key) else { return Vec::new() };
    let read = column_of(node, range);
    fields.take(read).unwrap_or_default()
}

/// Numbers in `range`, none of them `null`.
pub(super) fn column_of(node: Node, (low, high): Range) -> Result<Vec<f64>> {
    let path = node.path().to_owned();
    let values = node.column()?;
    for (row, value) in values.iter().enumerate() {
        number_within("", *value, low, high).map_err(|error| error.within(&told!("{path}[{row}]")))?;
    }
    Ok(values)
}

/// The two elements of a pair such as `[date, value]`.
pub(super) fn pair(node: Node, allowed: &str) -> Result<[Node; 2]> {
    let refused = node.refused(allowed);
    <[Node; 2]>::try_from(node.list()?).map_err(|_| refused)
}

/// Dated values, `null` where a day is missing; the dates ascend as text, as `YYYY-MM-DD` does.
pub(super) fn dated(fields: &mut Fields, key: &str, range: Range) -> Vec<(String, Option<f64>)> {
    let mut rows: Vec<(String, Option<f64>)> = Vec::new();
    for node in fields.list(key) {
        let path = node.path().to_owned();
        let read = pair(node, "a pair of a date and a number").and_then(|[date, value]| {
            let date = date.text()?;
            match rows.last() {
                Some((before, _)) if *before >= date => Err(not_after(&path, &date, before)),
                _ => Ok((date, number(value, range)?)),
            }
        });
        let Some(row) = fields.take(read) else { break };
        rows.push(row);
    }
    rows
}

fn not_after(path: &str, date: &str, before: &str) -> Error {
    let code = if date == before { Code::DataDuplicated } else { Code::DataUnordered };
    fault!(code, told!("{path}[0]"), date, told!("later than the date before it, {before}"))
}

/// The error for a value that contradicts another one.
pub(super) fn contradiction(fields: &Fields, key: &str, value: impl Told, allowed: &str) -> Error {
    fault!(Code::AttributeInvalid, fields.path_to(key), value, allowed)
}

/// A result that overflowed is no data.
pub(super) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// `part / whole`; no data where the whole is 0.
pub(super) fn ratio(part: f64, whole: f64) -> Option<f64> {
    if whole == 0.0 { None } else { finite(part / whole) }
}
