//! Funding settlements; positive means longs pay shorts.

use super::candles::of_rows;
use super::cells::{Record, required};
use super::facts::Venue;
use super::instrument::Instrument;
use super::page::{Page, Timed};
use crate::engine::market::TimeMs;
use crate::error::{Result, number_within};
use crate::value::Value;

/// Highest rate of one settlement.
const LARGEST_RATE: f64 = 0.1;

/// One settlement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settlement {
    /// When, as the venue stamped it.
    pub time_ms: TimeMs,
    /// Rate of the period that ended there, as a fraction.
    pub rate: f64,
}

impl Timed for Settlement {
    fn time_ms(&self) -> TimeMs {
        self.time_ms
    }
}

/// The settlements in the data of a message, without its envelope. Deribit settles all the time: its rows are the rate of
/// each past hour.
///
/// # Errors
/// [`Code::DataInvalid`](crate::error::Code::DataInvalid) for another form, or the first problem where no record is usable.
pub fn funding(instrument: &Instrument, data: &Value) -> Result<Page<Settlement>> {
    let (list, field, time, rate) = match instrument.venue {
        Venue::Binance => (data, "", "fundingTime", "fundingRate"),
        Venue::Bybit => (required(data, "list")?, "list", "fundingRateTimestamp", "fundingRate"),
        Venue::Okx => (data, "data", "fundingTime", "fundingRate"),
        Venue::Hyperliquid => (data, "", "time", "fundingRate"),
        Venue::Deribit => (data, "result", "timestamp", "interest_1h"),
    };
    of_rows(list, field, |row| {
        let record = Record::Object(row);
        // OKX keeps the rate that was settled beside the one that was forecast.
        let settled = if instrument.venue == Venue::Okx { record.optional("realizedRate")? } else { None };
        let found = settled.map_or_else(|| record.number(rate), Ok)?;
        let rate = number_within(rate, found, -LARGEST_RATE, LARGEST_RATE)?;
        Ok(Some(Settlement { time_ms: record.time_ms(time)?, rate }))
    })
}
