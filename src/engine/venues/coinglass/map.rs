//! A map: US dollars by price, with the leverage where it is given.

use crate::engine::venues::cells::{self, Record};
use crate::error::{Code, Result, fault};
use crate::value::Value;

const LEVEL: [&str; 3] = ["price", "usd", "leverage"];

/// Levels by ascending price; several of one price stay apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedMap {
    /// Prices. Those below the present price are levels of longs.
    pub price: Vec<f64>,
    /// Amounts in US dollars.
    pub usd: Vec<f64>,
    /// Leverage of each; nothing in an aggregate.
    pub leverage: Vec<Option<f64>>,
}

/// The map in `data`, and how many records were skipped. The price inside a record counts, not the key.
pub(super) fn read(data: &Value) -> Result<(ImportedMap, usize)> {
    let inner = cells::key(data, "data").unwrap_or(data);
    let Value::Object(entries) = inner else {
        return Err(fault!(Code::DataInvalid, "data", cells::kind(inner), "levels by price"));
    };
    let mut levels: Vec<(f64, f64, Option<f64>)> = Vec::new();
    let mut skipped = 0;
    for (_, list) in entries {
        let rows = match cells::rows(list, "data") {
            Ok(rows) => rows,
            Err(error) if error.code == Code::DataTooLarge => return Err(error),
            Err(_) => {
                skipped += 1;
                continue;
            }
        };
        for row in rows {
            match level(Record::Array(row, &LEVEL)) {
                Ok(level) => levels.push(level),
                Err(_) => skipped += 1,
            }
        }
        cells::check_count(levels.len(), "data")?;
    }
    if levels.is_empty() {
        return Err(fault!(Code::DataEmpty, "data", "no level", "one usable level or more"));
    }
    levels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let map = ImportedMap {
        price: levels.iter().map(|level| level.0).collect(),
        usd: levels.iter().map(|level| level.1).collect(),
        leverage: levels.iter().map(|level| level.2).collect(),
    };
    Ok((map, skipped))
}

fn level(record: Record<'_>) -> Result<(f64, f64, Option<f64>)> {
    let leverage = record.optional("leverage")?.filter(|leverage| (1.0..=1000.0).contains(leverage));
    Ok((record.price("price")?, record.amount("usd")?, leverage))
}

impl From<&ImportedMap> for Value {
    fn from(map: &ImportedMap) -> Self {
        Self::object()
            .with("price", &map.price[..])
            .with("usd", &map.usd[..])
            .with("leverage", Self::List(map.leverage.iter().map(|leverage| Self::from(*leverage)).collect()))
    }
}
