//! Candles of trades and of mark prices.

use super::cells::{Record, check_count, kind, required, rows};
use super::facts::Venue;
use super::instrument::Instrument;
use super::page::{Page, Timed};
use crate::engine::market::{ContractKind, TimeMs};
use crate::error::{Code, Result, fault};
use crate::value::Value;

/// One last-trade candle; volume in the contract's conserved unit, each trade once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candle {
    /// Start.
    pub open_time_ms: TimeMs,
    /// First price.
    pub open: f64,
    /// Highest price.
    pub high: f64,
    /// Lowest price.
    pub low: f64,
    /// Last price.
    pub close: f64,
    /// Coins (linear) or US dollars (inverse).
    pub volume: f64,
    /// The same trades in the other unit.
    pub turnover: Option<f64>,
    /// Part of `volume` that takers bought.
    pub taker_buy_volume: Option<f64>,
}

/// One mark-price candle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkCandle {
    /// Start.
    pub open_time_ms: TimeMs,
    /// Highest mark price.
    pub high: f64,
    /// Lowest mark price.
    pub low: f64,
    /// Last mark price.
    pub close: f64,
}

impl Timed for Candle {
    fn time_ms(&self) -> TimeMs {
        self.open_time_ms
    }
}

impl Timed for MarkCandle {
    fn time_ms(&self) -> TimeMs {
        self.open_time_ms
    }
}

const BINANCE: [&str; 12] = [
    "openTime",
    "open",
    "high",
    "low",
    "close",
    "volume",
    "closeTime",
    "quoteVolume",
    "trades",
    "takerBuyVolume",
    "takerBuyQuoteVolume",
    "ignore",
];
const BYBIT: [&str; 7] = ["openTime", "open", "high", "low", "close", "volume", "turnover"];
const OKX: [&str; 9] = ["openTime", "open", "high", "low", "close", "contracts", "coins", "quoteVolume", "confirm"];
const OKX_MARK: [&str; 6] = ["openTime", "open", "high", "low", "close", "confirm"];
const DERIBIT: [&str; 7] = ["ticks", "open", "high", "low", "close", "volume", "cost"];

/// The candles in the data of a message, without its envelope.
///
/// # Errors
/// [`Code::DataInvalid`] for another form, or the first problem where no candle is usable.
pub fn candles(instrument: &Instrument, data: &Value) -> Result<Page<Candle>> {
    match instrument.venue {
        Venue::Binance => of_rows(data, "", |row| binance(Record::Array(row, &BINANCE))),
        Venue::Bybit => of_rows(required(data, "list")?, "list", |row| bybit(Record::Array(row, &BYBIT))),
        Venue::Okx => of_rows(data, "data", |row| okx(instrument, Record::Array(row, &OKX))),
        Venue::Hyperliquid => of_rows(data, "", |row| hyperliquid(Record::Object(row))),
        Venue::Deribit => deribit(instrument.contract, data),
    }
}

/// The mark-price candles in the data of a message, without its envelope.
///
/// # Errors
/// As [`candles`]; [`Code::VenueRefused`] for a venue that has none.
pub fn mark_candles(instrument: &Instrument, data: &Value) -> Result<Page<MarkCandle>> {
    match instrument.venue {
        Venue::Binance => of_rows(data, "", |row| mark(Record::Array(row, &BINANCE)).map(Some)),
        Venue::Bybit => of_rows(required(data, "list")?, "list", |row| mark(Record::Array(row, &BYBIT)).map(Some)),
        Venue::Okx => of_rows(data, "data", |row| {
            let record = Record::Array(row, &OKX_MARK);
            Ok(confirmed(record)?.then_some(mark(record)?))
        }),
        Venue::Hyperliquid | Venue::Deribit => Err(super::message::not_given(instrument.venue, "mark_candles")),
    }
}

/// A page of the records of a list.
pub(super) fn of_rows<T>(list: &Value, field: &str, read: impl Fn(&Value) -> Result<Option<T>>) -> Result<Page<T>> {
    let rows = rows(list, field)?;
    Page::collect(rows.len(), field, |index| read(&rows[index]))
}

fn binance(record: Record<'_>) -> Result<Option<Candle>> {
    let volume = record.amount("volume")?;
    let amounts = (volume, record.optional_amount("quoteVolume")?, record.optional_amount("takerBuyVolume")?);
    candle(record, record.time_ms("openTime")?, amounts).map(Some)
}

/// Volume of a linear contract is in coins and turnover in the quote, of an inverse one in US dollars and in coins.
fn bybit(record: Record<'_>) -> Result<Option<Candle>> {
    let amounts = (record.amount("volume")?, record.optional_amount("turnover")?, None);
    candle(record, record.time_ms("openTime")?, amounts).map(Some)
}

fn okx(instrument: &Instrument, record: Record<'_>) -> Result<Option<Candle>> {
    let amounts = match instrument.contract {
        ContractKind::Linear => (record.amount("coins")?, record.optional_amount("quoteVolume")?, None),
        ContractKind::Inverse => {
            let usd = record.amount("contracts")? * instrument.known_contract_size()?;
            (usd, record.optional_amount("coins")?, None)
        }
    };
    Ok(confirmed(record)?.then_some(candle(record, record.time_ms("openTime")?, amounts)?))
}

/// OKX marks the candle that is not over with 0.
fn confirmed(record: Record<'_>) -> Result<bool> {
    Ok(record.optional("confirm")? != Some(0.0))
}

fn hyperliquid(record: Record<'_>) -> Result<Option<Candle>> {
    let candle = Candle {
        open_time_ms: record.time_ms("t")?,
        open: record.price("o")?,
        high: record.price("h")?,
        low: record.price("l")?,
        close: record.price("c")?,
        volume: record.amount("v")?,
        turnover: None,
        taker_buy_volume: None,
    };
    checked(candle).map(Some)
}

/// Deribit's columns: volume in coins, cost in the quote; an inverse contract conserves the cost.
fn deribit(contract: ContractKind, data: &Value) -> Result<Page<Candle>> {
    let status = Record::Object(data).optional_text("status").unwrap_or("ok");
    if status == "no_data" {
        return Page::collect(0, "ticks", |_| Ok(None));
    }
    let mut columns: [&[f64]; 7] = [&[]; 7];
    for (column, name) in columns.iter_mut().zip(DERIBIT) {
        *column = match required(data, name)? {
            Value::Numbers(numbers) => numbers,
            other => return Err(fault!(Code::DataInvalid, name, kind(other), "a list of numbers")),
        };
    }
    let [ticks, open, high, low, close, volume, cost] = columns;
    if let Some((column, name)) = columns.iter().zip(DERIBIT).find(|(column, _)| column.len() != ticks.len()) {
        let found = format!("{} rows", column.len());
        return Err(fault!(Code::DataLength, name, found, format!("{} rows like ticks", ticks.len())));
    }
    check_count(ticks.len(), "ticks")?;
    Page::collect(ticks.len(), "row", |row| {
        let row_values =
            Value::Numbers(vec![ticks[row], open[row], high[row], low[row], close[row], volume[row], cost[row]]);
        let record = Record::Array(&row_values, &DERIBIT);
        let (coins, usd) = (record.amount("volume")?, record.amount("cost")?);
        let (volume, turnover) = match contract {
            ContractKind::Linear => (coins, usd),
            ContractKind::Inverse => (usd, coins),
        };
        candle(record, record.time_ms("ticks")?, (volume, Some(turnover), None)).map(Some)
    })
}

fn candle(record: Record<'_>, open_time_ms: TimeMs, amounts: (f64, Option<f64>, Option<f64>)) -> Result<Candle> {
    let (volume, turnover, taker_buy_volume) = amounts;
    let [open, high, low, close] = ohlc(record)?;
    checked(Candle { open_time_ms, open, high, low, close, volume, turnover, taker_buy_volume })
}

fn mark(record: Record<'_>) -> Result<MarkCandle> {
    let [open, high, low, close] = ohlc(record)?;
    check_range(open, high, low, close)?;
    Ok(MarkCandle { open_time_ms: record.time_ms("openTime")?, high, low, close })
}

fn ohlc(record: Record<'_>) -> Result<[f64; 4]> {
    Ok([record.price("open")?, record.price("high")?, record.price("low")?, record.price("close")?])
}

fn checked(candle: Candle) -> Result<Candle> {
    check_range(candle.open, candle.high, candle.low, candle.close)?;
    match candle.taker_buy_volume {
        Some(taker) if taker > candle.volume => {
            let allowed = format!("at most the volume, {}", candle.volume);
            Err(fault!(Code::DataRange, "takerBuyVolume", taker, allowed))
        }
        _ => Ok(candle),
    }
}

fn check_range(open: f64, high: f64, low: f64, close: f64) -> Result<()> {
    if low <= open.min(close) && high >= open.max(close) {
        return Ok(());
    }
    let allowed = format!("around open {open} and close {close}");
    Err(fault!(Code::DataRange, "low", format!("{low} to {high}"), allowed))
}
