//! Size and price step of a contract.

use super::cells::{Record, required};
use super::facts::Venue;
use super::instrument::Instrument;
use super::open_interest::first;
use crate::engine::market::ContractKind;
use crate::error::{Code, Result, fault, number_within};
use crate::value::Value;

/// What a venue says of a contract.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contract {
    /// Coins (linear) or US dollars (inverse) of one contract; nothing where the venue counts in those anyway.
    pub size: Option<f64>,
    /// Smallest price step.
    pub price_tick: Option<f64>,
}

/// The contract in the data of a message, without its envelope.
///
/// # Errors
/// [`Code::SymbolUnknown`] where the list is empty, [`Code::UnitUnknown`] where its size is in a currency that is neither
/// the coin nor the dollar, [`Code::VenueRefused`] for a venue that is not asked.
pub fn contract(instrument: &Instrument, data: &Value) -> Result<Contract> {
    match instrument.venue {
        Venue::Okx => okx(instrument, Record::Object(first(data)?)),
        Venue::Bybit => {
            let filter = required(first(required(data, "list")?)?, "priceFilter")?;
            Ok(Contract { size: None, price_tick: tick(Record::Object(filter), "tickSize")? })
        }
        Venue::Deribit => Ok(Contract { size: None, price_tick: tick(Record::Object(data), "tick_size")? }),
        other => Err(super::message::not_given(other, "contract")),
    }
}

fn okx(instrument: &Instrument, record: Record<'_>) -> Result<Contract> {
    let currency = record.text("ctValCcy")?;
    let wanted = match instrument.contract {
        ContractKind::Linear => instrument.asset.as_str(),
        ContractKind::Inverse => "USD",
    };
    if currency != wanted {
        return Err(fault!(Code::UnitUnknown, "ctValCcy", currency, format!("the word {wanted}")));
    }
    let multiple = record.optional("ctMult")?.unwrap_or(1.0);
    let size = number_within("ctVal", record.number("ctVal")? * multiple, f64::MIN_POSITIVE, 1e12)?;
    Ok(Contract { size: Some(size), price_tick: tick(record, "tickSz")? })
}

fn tick(record: Record<'_>, name: &'static str) -> Result<Option<f64>> {
    record.optional(name)?.map(|tick| number_within(name, tick, f64::MIN_POSITIVE, 1e9)).transpose()
}
