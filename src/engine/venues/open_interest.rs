//! Open interest, as each venue counts it.

use super::candles::of_rows;
use super::cells::{Record, required, rows};
use super::facts::Venue;
use super::instrument::Instrument;
use super::page::{Page, Timed};
use crate::engine::market::{ContractKind, TimeMs};
use crate::error::{Code, Error, Result, fault};
use crate::value::Value;

/// What a number of the series counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Coins.
    Coin,
    /// US dollars.
    Usd,
    /// Contracts, whose size must be known.
    Contracts,
}

impl Unit {
    /// As a snapshot writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Coin => "coin",
            Self::Usd => "usd",
            Self::Contracts => "contracts",
        }
    }

    /// The unit of `instrument` at its venue.
    #[must_use]
    pub const fn of(instrument: &Instrument) -> Self {
        match (instrument.venue, instrument.contract) {
            (_, ContractKind::Linear) => Self::Coin,
            (Venue::Okx, ContractKind::Inverse) => Self::Contracts,
            (_, ContractKind::Inverse) => Self::Usd,
        }
    }
}

/// Open interest at an instant, in the unit and with the sides of its venue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// The venue's stamp.
    pub time_ms: TimeMs,
    /// Above 0.
    pub value: f64,
}

impl Timed for Sample {
    fn time_ms(&self) -> TimeMs {
        self.time_ms
    }
}

const OKX: [&str; 4] = ["ts", "contracts", "coins", "usd"];

/// The history of open interest in the data of a message, without its envelope.
///
/// # Errors
/// [`Code::DataRange`] for a value that is 0 or less, [`Code::DataInvalid`] for another form, [`Code::VenueRefused`] for
/// a venue that gives no history.
pub fn open_interest(instrument: &Instrument, data: &Value) -> Result<Page<Sample>> {
    match instrument.venue {
        Venue::Binance => of_rows(data, "", |row| {
            let record = Record::Object(row);
            sample(record.time_ms("timestamp")?, record, "sumOpenInterest")
        }),
        Venue::Bybit => {
            let page = of_rows(required(data, "list")?, "list", |row| {
                let record = Record::Object(row);
                sample(record.time_ms("timestamp")?, record, "openInterest")
            })?;
            Ok(page.followed_by(Record::Object(data).optional_text("nextPageCursor")))
        }
        Venue::Okx => of_rows(data, "data", |row| {
            let record = Record::Array(row, &OKX);
            sample(record.time_ms("ts")?, record, okx_column(instrument))
        }),
        Venue::Hyperliquid | Venue::Deribit => Err(super::message::not_given(instrument.venue, "open_interest")),
    }
    .and_then(not_below_zero)
}

/// Coins where the conserved quantity is coins, else contracts.
const fn okx_column(instrument: &Instrument) -> &'static str {
    match instrument.contract {
        ContractKind::Linear => "coins",
        ContractKind::Inverse => "contracts",
    }
}

fn sample(time_ms: TimeMs, record: Record<'_>, column: &'static str) -> Result<Option<Sample>> {
    Ok(Some(Sample { time_ms, value: positive(record.number(column)?, column)? }))
}

/// Open interest of 0 or less is no measurement.
fn positive(value: f64, column: &'static str) -> Result<f64> {
    if value > 0.0 && value <= 1e18 {
        return Ok(value);
    }
    Err(fault!(Code::DataRange, column, value, "open interest above 0 and at most 1e18"))
}

/// A value of 0 or less says that the whole series is not what it seems to be.
fn not_below_zero(page: Page<Sample>) -> Result<Page<Sample>> {
    match page.first_problem {
        Some(problem) if problem.code == Code::DataRange && problem.allowed.starts_with("open interest") => {
            Err(problem)
        }
        _ => Ok(page),
    }
}

/// Open interest at the present, in the data of a message without its envelope; `asked_ms` stands in where the answer has
/// no time of its own.
///
/// # Errors
/// [`Code::SymbolUnknown`] where a list of all contracts lacks this one, else as [`open_interest`].
pub fn open_interest_now(instrument: &Instrument, data: &Value, asked_ms: TimeMs) -> Result<Sample> {
    let (time, column, record) = match instrument.venue {
        Venue::Binance => ("time", "openInterest", data),
        Venue::Bybit => return newest(&open_interest(instrument, data)?),
        Venue::Okx => match instrument.contract {
            ContractKind::Linear => ("ts", "oiCcy", first(data)?),
            ContractKind::Inverse => ("ts", "oi", first(data)?),
        },
        Venue::Hyperliquid => ("time", "openInterest", hyperliquid_context(instrument, data)?),
        Venue::Deribit => ("creation_timestamp", "open_interest", named(instrument, data)?),
    };
    let record = Record::Object(record);
    let time_ms = record.optional(time)?.map_or(Ok(asked_ms), |_| record.time_ms(time))?;
    Ok(Sample { time_ms, value: positive(record.number(column)?, column)? })
}

fn newest(page: &Page<Sample>) -> Result<Sample> {
    let newest = page.rows.iter().max_by_key(|sample| sample.time_ms).copied();
    newest.ok_or_else(|| fault!(Code::DataEmpty, "list", "no record", "one sample or more"))
}

/// The first record of a list.
pub(super) fn first(data: &Value) -> Result<&Value> {
    let none = || fault!(Code::SymbolUnknown, "data", "no record", "a record of this symbol");
    rows(data, "data")?.first().ok_or_else(none)
}

/// The record of a list that names the contract.
pub(super) fn named<'a>(instrument: &Instrument, data: &'a Value) -> Result<&'a Value> {
    let own = |row: &&Value| Record::Object(row).optional_text("instrument_name") == Some(&instrument.symbol);
    rows(data, "result")?.iter().find(own).ok_or_else(|| unlisted(instrument))
}

/// The coin's entry in Hyperliquid's list of states, which stands in the order of its list of names.
pub(super) fn hyperliquid_context<'a>(instrument: &Instrument, data: &'a Value) -> Result<&'a Value> {
    let (index, _) = hyperliquid_coin(instrument, data)?;
    let contexts = rows(data, "")?.get(1).ok_or_else(|| fault!(Code::DataInvalid, "[1]", "nothing", "a list"))?;
    rows(contexts, "[1]")?.get(index).ok_or_else(|| unlisted(instrument))
}

/// The coin's place in Hyperliquid's list of names, and what stands there.
pub(super) fn hyperliquid_coin<'a>(instrument: &Instrument, data: &'a Value) -> Result<(usize, &'a Value)> {
    let meta = rows(data, "")?.first().ok_or_else(|| fault!(Code::DataInvalid, "[0]", "nothing", "an object"))?;
    let universe = rows(required(meta, "universe")?, "[0].universe")?;
    let own = |row: &Value| Record::Object(row).optional_text("name") == Some(&instrument.symbol);
    let index = universe.iter().position(own).ok_or_else(|| unlisted(instrument))?;
    Ok((index, &universe[index]))
}

pub(super) fn unlisted(instrument: &Instrument) -> Error {
    fault!(Code::SymbolUnknown, "symbol", &instrument.symbol, "a symbol that the venue lists")
}
