//! The present state of a contract: last price, mark price, open interest, funding.

use super::cells::{Record, required};
use super::facts::Venue;
use super::instrument::Instrument;
use super::open_interest::{first, hyperliquid_context, named};
use crate::error::{Result, number_within};
use crate::value::Value;

/// What a venue says of the present; each value where it says it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ticker {
    /// Last traded price.
    pub last: Option<f64>,
    /// Mark price.
    pub mark: Option<f64>,
    /// Index price.
    pub index: Option<f64>,
    /// Open interest as the venue counts it.
    pub open_interest: Option<f64>,
    /// Rate of the next settlement as a fraction; of an hour at Hyperliquid, of eight hours at Deribit.
    pub funding_rate: Option<f64>,
}

/// Names of last, mark, index, open interest and funding.
type Names = [&'static str; 5];

const BINANCE: Names = ["lastPrice", "markPrice", "indexPrice", "openInterest", "lastFundingRate"];
const BYBIT: Names = ["lastPrice", "markPrice", "indexPrice", "openInterest", "fundingRate"];
const OKX: Names = ["last", "markPx", "idxPx", "oiCcy", "fundingRate"];
const HYPERLIQUID: Names = ["midPx", "markPx", "oraclePx", "openInterest", "funding"];
const DERIBIT: Names = ["last", "mark_price", "estimated_delivery_price", "open_interest", "funding_8h"];

/// The ticker in the data of a message, without its envelope.
///
/// # Errors
/// [`Code::SymbolUnknown`](crate::error::Code::SymbolUnknown) where a list lacks the contract, else for another form.
pub fn ticker(instrument: &Instrument, data: &Value) -> Result<Ticker> {
    let (state, names) = match instrument.venue {
        Venue::Binance => (data, BINANCE),
        Venue::Bybit => (first(required(data, "list")?)?, BYBIT),
        Venue::Okx => (first(data)?, OKX),
        Venue::Hyperliquid => (hyperliquid_context(instrument, data)?, HYPERLIQUID),
        Venue::Deribit => (named(instrument, data)?, DERIBIT),
    };
    let record = Record::Object(state);
    let [last, mark, index, open_interest, funding] = names;
    let price = |name| checked(record, name, f64::MIN_POSITIVE, 1e12);
    Ok(Ticker {
        last: price(last)?,
        mark: price(mark)?,
        index: price(index)?,
        open_interest: checked(record, open_interest, f64::MIN_POSITIVE, 1e18)?,
        funding_rate: checked(record, funding, -0.1, 0.1)?,
    })
}

fn checked(record: Record<'_>, name: &'static str, low: f64, high: f64) -> Result<Option<f64>> {
    record.optional(name)?.map(|value| number_within(name, value, low, high)).transpose()
}

impl From<&Ticker> for Value {
    fn from(ticker: &Ticker) -> Self {
        Self::object()
            .with_some("last", ticker.last)
            .with_some("mark", ticker.mark)
            .with_some("index", ticker.index)
            .with_some("openInterest", ticker.open_interest)
            .with_some("fundingRate", ticker.funding_rate)
    }
}
