//! One message of a venue as columns, for whoever fetches by other means.

use super::facts::Venue;
use super::instrument::Instrument;
use super::merged::Merged;
use super::page::{Page, Timed};
use super::table::Table;
use super::{
    assemble, candles, contract, depth, envelope, funding, liquidations, open_interest, summaries, ticker, tiers,
};
use crate::engine::market::TimeMs;
use crate::error::{Code, Error, Result, fault};
use crate::value::Value;

/// The error for a table that a venue does not give.
pub(super) fn not_given(venue: Venue, table: &'static str) -> Error {
    fault!(
        Code::VenueRefused,
        "",
        format!("{table} of {}", venue.facts().name),
        "a table that the venue gives to anyone",
    )
}

/// What is known of the moment at which a message was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Instant, for messages without a time of their own.
    pub now_ms: TimeMs,
    /// Last price, for tables in coins or contracts.
    pub price: f64,
}

/// The columns of `message` about `table`, in the order of time, each instant once: as in a snapshot, with
/// `dropped`, `duplicates` and `firstProblem` beside them.
///
/// # Errors
/// The venue's own error, or the first fault of the message.
pub fn columns(instrument: &Instrument, table: Table, message: &Value, moment: &Moment) -> Result<Value> {
    let data = envelope::payload(instrument.venue, message)?;
    Ok(match table {
        Table::Candles => {
            series(candles::candles(instrument, data)?, |rows| Value::from(&assemble::candle_columns(rows, 0)))?
        }
        Table::MarkCandles => {
            series(candles::mark_candles(instrument, data)?, |rows| Value::from(&assemble::mark_columns(rows)))?
        }
        Table::OpenInterest => series(open_interest::open_interest(instrument, data)?, |rows| {
            Value::from(&assemble::open_interest_columns(
                rows,
                instrument,
                instrument.venue.facts().open_interest_sides,
            ))
        })?,
        Table::Funding => {
            series(funding::funding(instrument, data)?, |rows| Value::from(&assemble::funding_columns(rows)))?
        }
        Table::Liquidations => {
            let complete = instrument.venue.facts().liquidations_complete;
            series(liquidations::liquidations(instrument, data)?, |rows| {
                Value::from(&assemble::liquidation_columns(rows, complete))
            })?
        }
        Table::OpenInterestNow => {
            let sample = open_interest::open_interest_now(instrument, data, moment.now_ms)?;
            Value::from(&assemble::open_interest_columns(
                &[sample],
                instrument,
                instrument.venue.facts().open_interest_sides,
            ))
        }
        Table::Depth => Value::from(&assemble::depth_columns(&depth::depth(instrument, data, moment.now_ms)?)),
        Table::Tiers => Value::from(&assemble::tier_columns(&tiers::tiers(
            instrument,
            data,
            &assemble::date_of(moment.now_ms),
            moment.price,
        )?)),
        Table::Ticker => Value::from(&ticker::ticker(instrument, data)?),
        Table::Contract => {
            let contract = contract::contract(instrument, data)?;
            Value::object().with("size", contract.size).with("priceTick", contract.price_tick)
        }
        Table::Options => {
            Value::from(&assemble::option_columns(&summaries::options(data)?.rows, instrument.venue, moment.now_ms))
        }
        Table::Futures => Value::from(&assemble::future_columns(
            &summaries::futures(instrument, data)?.rows,
            instrument.venue,
            moment.now_ms,
        )),
    })
}

/// The columns of one message of a stream of liquidations.
///
/// # Errors
/// The first fault of the message.
pub fn streamed_columns(instrument: &Instrument, message: &Value) -> Result<Value> {
    let complete = instrument.venue.facts().liquidations_complete;
    let page = liquidations::streamed_liquidations(instrument, message)?;
    series(page, |rows| Value::from(&assemble::liquidation_columns(rows, complete)))
}

fn series<T: Timed + Clone>(page: Page<T>, columns: impl Fn(&[T]) -> Value) -> Result<Value> {
    let mut merged = Merged::default();
    merged.add(page, super::facts::Order::OldestFirst, (0, TimeMs::MAX))?;
    let counts = merged.counts.clone();
    Ok(columns(&merged.rows())
        .with("dropped", counts.dropped)
        .with("duplicates", counts.duplicates)
        .with("firstProblem", counts.first_problem.as_ref().map(super::report::error_value)))
}
