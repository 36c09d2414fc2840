//! Deribit's summaries of all books of a coin: a chain of options, and futures of all expiries.

use super::cells::{Record, rows};
use super::instrument::Instrument;
use super::page::Page;
use crate::engine::import::instant;
use crate::engine::market::{ContractKind, TimeMs};
use crate::engine::signals::options::OptionType;
use crate::error::{Code, Error, Result, fault, number_within};
use crate::value::Value;

const HOUR_MS: TimeMs = 3_600_000;
/// Hour of the day at which contracts end.
const EXPIRY_HOUR: TimeMs = 8;
const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// One option. Contracts are coins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OptionQuote {
    /// When it ends, 08:00 UTC of its day.
    pub expiry_ms: TimeMs,
    /// Call or put.
    pub option_type: OptionType,
    /// Strike in the quote currency.
    pub strike: f64,
    /// Volatility as a fraction a year.
    pub iv: f64,
    /// Contracts outstanding.
    pub open_interest: f64,
    /// Price of the forward of this expiry.
    pub forward: f64,
}

/// One dated future.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FutureQuote {
    /// When it ends, 08:00 UTC of its day.
    pub expiry_ms: TimeMs,
    /// Mark price.
    pub price: f64,
    /// Index price, where the summary has it.
    pub spot: Option<f64>,
    /// Contracts outstanding.
    pub open_interest: f64,
}

/// The options in the data of a summary, without its envelope; those without volatility are passed over.
///
/// # Errors
/// [`Code::DataInvalid`] for another form, or the first problem where no record is usable.
pub fn options(data: &Value) -> Result<Page<OptionQuote>> {
    let list = rows(data, "result")?;
    Page::collect(list.len(), "result", |index| {
        let record = Record::Object(&list[index]);
        let name = record.text("instrument_name")?;
        let (expiry_ms, strike, option_type) = option_name(name)?;
        let percent = record.optional("mark_iv")?.unwrap_or(0.0);
        if percent <= 0.0 {
            return Ok(None);
        }
        Ok(Some(OptionQuote {
            expiry_ms,
            option_type,
            strike,
            iv: number_within("mark_iv", percent / 100.0, f64::MIN_POSITIVE, 100.0)?,
            open_interest: record.amount("open_interest")?,
            forward: record.price("underlying_price")?,
        }))
    })
}

/// The dated futures in the data of a summary, without its envelope; perpetuals are passed over. Inverse open interest is
/// in US dollars there and becomes contracts by the size of one.
///
/// # Errors
/// As [`options`]; [`Code::UnitUnknown`] for a coin whose contract size is not known.
pub fn futures(instrument: &Instrument, data: &Value) -> Result<Page<FutureQuote>> {
    let list = rows(data, "result")?;
    let size = contract_usd(instrument)?;
    Page::collect(list.len(), "result", |index| {
        let record = Record::Object(&list[index]);
        let name = record.text("instrument_name")?;
        if name.ends_with("-PERPETUAL") {
            return Ok(None);
        }
        let (_, date) = name.split_once('-').ok_or_else(|| unnamed(name))?;
        Ok(Some(FutureQuote {
            expiry_ms: expiry(date).ok_or_else(|| unnamed(name))?,
            price: record.price("mark_price")?,
            spot: record.optional("estimated_delivery_price")?.filter(|price| *price > 0.0),
            open_interest: record.amount("open_interest")? / size,
        }))
    })
}

/// US dollars of one inverse contract: 10, and 1 for ETH.
fn contract_usd(instrument: &Instrument) -> Result<f64> {
    match (instrument.contract, instrument.asset.as_str()) {
        (ContractKind::Linear, _) | (_, "ETH") => Ok(1.0),
        (_, "BTC") => Ok(10.0),
        (_, other) => Err(fault!(Code::UnitUnknown, "currency", other, "BTC or ETH: sizes of others are not known")),
    }
}

fn unnamed(name: &str) -> Error {
    fault!(Code::DataInvalid, "instrument_name", name, "a name such as BTC-27MAR26 or BTC-27MAR26-100000-C")
}

/// Expiry, strike and type of `BTC-27MAR26-100000-C`; a `d` in a strike is a decimal point.
fn option_name(name: &str) -> Result<(TimeMs, f64, OptionType)> {
    let parts: Vec<&str> = name.split('-').collect();
    let [_, date, strike, kind] = parts[..] else { return Err(unnamed(name)) };
    let option_type = match kind {
        "C" => OptionType::Call,
        "P" => OptionType::Put,
        _ => return Err(unnamed(name)),
    };
    let strike = crate::value::number_of(&strike.replace('d', ".")).filter(|strike| *strike > 0.0 && *strike <= 1e12);
    Ok((expiry(date).ok_or_else(|| unnamed(name))?, strike.ok_or_else(|| unnamed(name))?, option_type))
}

/// 08:00 UTC of `27MAR26`.
fn expiry(date: &str) -> Option<TimeMs> {
    if !date.is_ascii() || !(6..=7).contains(&date.len()) {
        return None;
    }
    let (day, rest) = date.split_at(date.len() - 5);
    let (month, year) = rest.split_at(3);
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    instant::parse(&format!("20{year}-{month:02}-{day:0>2}")).map(|midnight| midnight + EXPIRY_HOUR * HOUR_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_expiry_strike_and_type() {
        let (expiry_ms, strike, option_type) = option_name("BTC-27MAR26-100000-C").unwrap();
        assert_eq!((expiry_ms, strike, option_type), (1_774_598_400_000, 100_000.0, OptionType::Call));
        assert_eq!(option_name("XRP_USDC-3JAN26-2d5-P").unwrap().1, 2.5);
        for wrong in [
            "BTC",
            "BTC-27MAR26-100000",
            "BTC-27MOR26-1-C",
            "BTC-27MAR26-x-C",
            "BTC-99MAR26-1-C",
            "BTC-27MAR26-1-X",
            "清-算-强-平",
        ] {
            assert_eq!(option_name(wrong).unwrap_err().code, Code::DataInvalid, "{wrong}");
        }
    }
}
