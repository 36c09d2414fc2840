//! Maintenance tables, where a venue shows them to anyone.

use super::cells::{Record, required, rows};
use super::facts::Venue;
use super::instrument::Instrument;
use super::open_interest::{first, hyperliquid_coin};
use crate::engine::market::{ContractKind, TierTable};
use crate::error::{Code, Error, Result, fault};
use crate::value::Value;

/// The maintenance table in the data of a message, without its envelope. `as_of` is the day on which it was asked for,
/// `price` the last one: OKX counts tiers in contracts, and an inverse contract of Bybit in coins.
///
/// # Errors
/// [`Code::TiersMissing`] for a list without rows, [`Code::VenueRefused`] for a venue that shows its table to no one,
/// [`Code::DataInvalid`] for another form, and those of [`TierTable::new`].
pub fn tiers(instrument: &Instrument, data: &Value, as_of: &str, price: f64) -> Result<TierTable> {
    let mut rows = match instrument.venue {
        Venue::Bybit => bybit(instrument, data, price)?,
        Venue::Okx => okx(instrument, data, price)?,
        Venue::Hyperliquid => hyperliquid(instrument, data)?,
        other => return Err(super::message::not_given(other, "tiers")),
    };
    if rows.is_empty() {
        return Err(fault!(Code::TiersMissing, "tiers", "no row", "one tier or more"));
    }
    rows.sort_by(|a, b| a.floor.total_cmp(&b.floor));
    rows.dedup_by(|a, b| a.floor.total_cmp(&b.floor).is_eq());
    let column = |of: fn(&Row) -> f64| rows.iter().map(of).collect::<Vec<f64>>();
    let source = format!("{}, asked on {as_of}", instrument.venue.facts().name);
    TierTable::from_columns(
        as_of,
        &source,
        &column(|row| row.floor),
        &column(|row| row.rate),
        &column(|row| row.leverage),
        None,
    )
}

struct Row {
    floor: f64,
    rate: f64,
    leverage: f64,
}

/// Bybit names the upper end of each tier; a floor is the end below it. Rates above 1 are percent.
fn bybit(instrument: &Instrument, data: &Value, price: f64) -> Result<Vec<Row>> {
    let to_usd = if instrument.contract == ContractKind::Inverse { price } else { 1.0 };
    let mut ends = Vec::new();
    for (index, row) in rows(required(data, "list")?, "list")?.iter().enumerate() {
        let record = Record::Object(row);
        if record.optional_text("symbol").is_some_and(|symbol| symbol != instrument.symbol) {
            continue;
        }
        let read = || {
            Ok((
                record.amount("riskLimitValue")? * to_usd,
                record.number("maintenanceMargin")?,
                record.number("maxLeverage")?,
            ))
        };
        ends.push(read().map_err(|error: Error| error.within(&format!("list[{index}]")))?);
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Documented in percent; answers write fractions. No venue's lowest rate is 10 % and no percentage is below 0.1.
    let percent = ends.first().is_some_and(|(_, rate, _)| *rate >= 0.1);
    let mut floor = 0.0;
    let mut table = Vec::with_capacity(ends.len());
    for (end, rate, leverage) in ends {
        table.push(Row { floor, rate: if percent { rate / 100.0 } else { rate }, leverage });
        floor = end;
    }
    Ok(table)
}

/// OKX counts in contracts, `minSz` to `maxSz`.
fn okx(instrument: &Instrument, data: &Value, price: f64) -> Result<Vec<Row>> {
    let list = rows(data, "data")?;
    if list.is_empty() {
        return Ok(Vec::new());
    }
    let size = instrument.known_contract_size()?;
    let mut table = Vec::with_capacity(list.len());
    for (index, row) in list.iter().enumerate() {
        let record = Record::Object(row);
        let read = || {
            let floor = instrument.contract.usd(record.amount("minSz")? * size, price);
            Ok(Row { floor, rate: record.number("mmr")?, leverage: record.number("maxLever")? })
        };
        table.push(read().map_err(|error: Error| error.within(&format!("data[{index}]")))?);
    }
    // The lowest tier begins with one contract or none.
    if let Some(lowest) = table.iter_mut().min_by(|a, b| a.floor.total_cmp(&b.floor)) {
        lowest.floor = 0.0;
    }
    Ok(table)
}

/// Hyperliquid's rate is half of the initial margin at each tier's highest leverage. A table without an entry is one tier
/// whose leverage is its number.
fn hyperliquid(instrument: &Instrument, data: &Value) -> Result<Vec<Row>> {
    let (_, coin) = hyperliquid_coin(instrument, data)?;
    let coin = Record::Object(coin);
    let meta = first(data)?;
    let row = |floor, leverage: f64| Row { floor, rate: 0.5 / leverage, leverage };
    let number = coin.optional("marginTableId")?;
    for entry in rows(required(meta, "marginTables")?, "[0].marginTables")? {
        let [id, table] = rows(entry, "[0].marginTables")? else { continue };
        if super::cells::number(id, "marginTableId").ok() != number {
            continue;
        }
        let tiers = rows(required(table, "marginTiers")?, "marginTiers")?;
        let read = |tier: &Value| -> Result<Row> {
            let record = Record::Object(tier);
            Ok(row(record.amount("lowerBound")?, leverage(record)?))
        };
        return tiers.iter().map(read).collect();
    }
    Ok(vec![row(0.0, leverage(coin)?)])
}

fn leverage(record: Record<'_>) -> Result<f64> {
    crate::error::number_within("maxLeverage", record.number("maxLeverage")?, 1.0, 1000.0)
}
