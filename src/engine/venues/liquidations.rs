//! Realised liquidations: whose position it was, how much, at which price. From answers and from streams.

use super::candles::of_rows;
use super::cells::{Record, required, rows};
use super::facts::Venue;
use super::instrument::Instrument;
use super::page::{Page, Timed};
use crate::engine::market::{ContractKind, Side, TimeMs};
use crate::error::{Code, Result, fault, one_of};
use crate::value::Value;

/// One liquidation order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Print {
    /// When.
    pub time_ms: TimeMs,
    /// Whose position was liquidated.
    pub side: Side,
    /// Notional in US dollars.
    pub usd: f64,
    /// The fill where the venue says it, else the bankruptcy price.
    pub price: f64,
}

impl Timed for Print {
    fn time_ms(&self) -> TimeMs {
        self.time_ms
    }

    fn mark(&self) -> [u64; 3] {
        [self.side.index() as u64, self.usd.to_bits(), self.price.to_bits()]
    }
}

/// The liquidations of `instrument` in the data of an answer, without its envelope: OKX's orders, and Deribit's trades,
/// of which those without a flag are passed over.
///
/// # Errors
/// [`Code::VenueRefused`] for a venue that gives none, [`Code::UnitUnknown`] before the size of a contract is known,
/// [`Code::DataInvalid`] for another form.
pub fn liquidations(instrument: &Instrument, data: &Value) -> Result<Page<Print>> {
    match instrument.venue {
        Venue::Okx => okx(instrument, data),
        Venue::Deribit => deribit(instrument, rows(required(data, "trades")?, "trades")?),
        other => Err(super::message::not_given(other, "liquidations")),
    }
}

/// The liquidations of `instrument` in one message of a stream; none in a message about something else.
///
/// # Errors
/// As [`liquidations`].
pub fn streamed_liquidations(instrument: &Instrument, message: &Value) -> Result<Page<Print>> {
    let own = |name: Option<&str>| name == Some(&instrument.symbol);
    match instrument.venue {
        Venue::Binance => {
            let event = super::cells::key(message, "data").unwrap_or(message);
            match super::cells::key(event, "o") {
                Some(order) if own(Record::Object(order).optional_text("s")) => {
                    Page::collect(1, "o", |_| binance(order).map(Some))
                }
                _ => Page::collect(0, "o", |_| Ok(None)),
            }
        }
        Venue::Bybit => match super::cells::key(message, "data") {
            Some(data) if topic(message).starts_with("allLiquidation.") => of_rows(data, "data", |row| {
                let mine = own(Record::Object(row).optional_text("s"));
                mine.then(|| bybit(instrument.contract, row)).transpose()
            }),
            _ => Page::collect(0, "data", |_| Ok(None)),
        },
        Venue::Okx => match super::cells::key(message, "data") {
            Some(data) => okx(instrument, data),
            None => Page::collect(0, "data", |_| Ok(None)),
        },
        Venue::Deribit => {
            match super::cells::key(message, "params").and_then(|params| super::cells::key(params, "data")) {
                Some(trades) => deribit(instrument, rows(trades, "params.data")?),
                None => Page::collect(0, "params.data", |_| Ok(None)),
            }
        }
        Venue::Hyperliquid => Err(super::message::not_given(Venue::Hyperliquid, "liquidations")),
    }
}

/// The times of all trades that an answer lists, liquidations or not; nothing where a list holds liquidations only.
pub(super) fn listed_trades(venue: Venue, data: &Value) -> Option<Vec<TimeMs>> {
    let trades = super::cells::key(data, "trades").filter(|_| venue == Venue::Deribit)?;
    let times = rows(trades, "trades").ok()?.iter().filter_map(|trade| Record::Object(trade).time_ms("timestamp").ok());
    Some(times.collect())
}

fn topic(message: &Value) -> &str {
    Record::Object(message).optional_text("topic").unwrap_or_default()
}

/// Binance names the order that closes: a sale closed a long. The filled quantity counts, at its average price.
fn binance(order: &Value) -> Result<Print> {
    let record = Record::Object(order);
    let side = sided(record, "S", [("SELL", Side::Long), ("BUY", Side::Short)])?;
    let (quantity, price) = (record.amount("z")?, record.price("ap")?);
    Ok(Print { time_ms: record.time_ms("T")?, side, usd: quantity * price, price })
}

/// Bybit names the position: `Buy` was long.
fn bybit(contract: ContractKind, row: &Value) -> Result<Print> {
    let record = Record::Object(row);
    let side = sided(record, "S", [("Buy", Side::Long), ("Sell", Side::Short)])?;
    let (size, price) = (record.amount("v")?, record.price("p")?);
    Ok(Print { time_ms: record.time_ms("T")?, side, usd: contract.usd(size, price), price })
}

/// OKX lists contracts of all instruments of a kind, each with its orders.
fn okx(instrument: &Instrument, data: &Value) -> Result<Page<Print>> {
    let mut all: Vec<&Value> = Vec::new();
    for entry in rows(data, "data")? {
        if Record::Object(entry).optional_text("instId") == Some(&instrument.symbol) {
            all.extend(rows(required(entry, "details")?, "details")?);
        }
    }
    let size = if all.is_empty() { 1.0 } else { instrument.known_contract_size()? };
    super::cells::check_count(all.len(), "details")?;
    Page::collect(all.len(), "details", |index| okx_order(instrument.contract, all[index], size).map(Some))
}

/// `posSide` is the position; where it is absent or `net`, a sale closed a long.
fn okx_order(contract: ContractKind, order: &Value, contract_size: f64) -> Result<Print> {
    let record = Record::Object(order);
    let side = match record.optional_text("posSide") {
        Some("long") => Side::Long,
        Some("short") => Side::Short,
        _ => sided(record, "side", [("sell", Side::Long), ("buy", Side::Short)])?,
    };
    let (contracts, price) = (record.amount("sz")?, record.price("bkPx")?);
    Ok(Print { time_ms: record.time_ms("ts")?, side, usd: contract.usd(contracts * contract_size, price), price })
}

/// Deribit names the taker; a flag says who was liquidated: `T` the taker, `M` the maker, `MT` both, each once.
fn deribit(instrument: &Instrument, trades: &[Value]) -> Result<Page<Print>> {
    let own = |trade: &&Value| {
        let record = Record::Object(trade);
        record.optional_text("liquidation").is_some()
            && record.optional_text("instrument_name").is_none_or(|name| name == instrument.symbol)
    };
    let flagged: Vec<&Value> = trades.iter().filter(own).collect();
    let mut parties: Vec<(&Value, bool)> = Vec::new();
    for trade in flagged {
        let flag = Record::Object(trade).optional_text("liquidation").unwrap_or_default();
        parties.extend(flag.contains('T').then_some((trade, true)));
        parties.extend(flag.contains('M').then_some((trade, false)));
    }
    Page::collect(parties.len(), "trades", |index| {
        let (trade, is_taker) = parties[index];
        deribit_party(instrument.contract, trade, is_taker).map(Some)
    })
}

fn deribit_party(contract: ContractKind, trade: &Value, is_taker: bool) -> Result<Print> {
    let record = Record::Object(trade);
    let taker = sided(record, "direction", [("sell", Side::Long), ("buy", Side::Short)])?;
    let side = match (taker, is_taker) {
        (side, true) => side,
        (Side::Long, false) => Side::Short,
        (Side::Short, false) => Side::Long,
    };
    let (amount, price) = (record.amount("amount")?, record.price("price")?);
    Ok(Print { time_ms: record.time_ms("timestamp")?, side, usd: contract.usd(amount, price), price })
}

fn sided(record: Record<'_>, name: &'static str, words: [(&'static str, Side); 2]) -> Result<Side> {
    let found = record.text(name)?;
    let side = words.iter().find(|(word, _)| *word == found).map(|(_, side)| *side);
    side.ok_or_else(|| fault!(Code::DataInvalid, name, found, one_of(found, &words.map(|(word, _)| word))))
}
