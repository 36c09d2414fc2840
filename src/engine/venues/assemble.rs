//! Tables of venues into the columns of a document.

use super::candles::{Candle, MarkCandle};
use super::depth::Book;
use super::facts::{History, Venue};
use super::funding::Settlement;
use super::gathering_request::GatherRequest;
use super::instrument::Instrument;
use super::liquidations::Print;
use super::open_interest::{Sample, Unit};
use super::routes::source_url;
use super::summaries::{FutureQuote, OptionQuote};
use super::table::Table;
use super::venue_gathering::VenueGathering;
use crate::engine::calendar::Date;
use crate::engine::import::{
    CandlesDocument, DepthDocument, FORMAT, FundingDocument, FuturesDocument, LiquidationsDocument,
    MarkCandlesDocument, MarketDocument, OpenInterestDocument, OptionsDocument, ProvenanceDocument, SnapshotDocument,
    SourceDocument, TiersDocument,
};
use crate::engine::market::{TierTable, TimeMs};
use crate::error::{Code, Error, Result, fault};

const DAY_MS: TimeMs = 86_400_000;
/// Longest note of a document.
const LONGEST_NOTE: usize = 400;

/// The instant up to which all of `whole` go: where the first of them ends.
pub(super) fn common_end_ms(request: &GatherRequest, whole: &[&VenueGathering]) -> TimeMs {
    let ends = whole.iter().filter_map(|venue| venue.end_ms());
    ends.min().unwrap_or(request.to_ms)
}

/// The document of the venues that answered, `whole`, out of `all`, up to `as_of_ms`.
pub(super) fn document(
    request: &GatherRequest,
    all: &[&VenueGathering],
    whole: &[&VenueGathering],
    as_of_ms: TimeMs,
) -> Result<SnapshotDocument> {
    let markets = whole.iter().map(|venue| market(venue, request.interval_ms, as_of_ms));
    let first = whole.first().map(|venue| &venue.market.instrument);
    let (asset, quote) = first.map(|first| (first.asset.clone(), first.quote.clone())).unwrap_or_default();
    Ok(SnapshotDocument {
        format: FORMAT,
        asset,
        quote,
        as_of_ms,
        provenance: ProvenanceDocument {
            kind: request.provenance.as_str().to_owned(),
            note: note(all, whole),
            sources: whole.iter().map(|venue| source(venue)).collect(),
        },
        markets: markets.collect::<Result<_>>()?,
        options: whole
            .iter()
            .filter(|venue| !venue.collected.options.is_empty())
            .map(|venue| {
                option_columns(&venue.collected.options, venue.market.instrument.venue, venue.collected.options_ms)
            })
            .collect(),
        futures: whole
            .iter()
            .filter(|venue| !venue.collected.futures.is_empty())
            .map(|venue| {
                future_columns(&venue.collected.futures, venue.market.instrument.venue, venue.collected.options_ms)
            })
            .collect(),
    })
}

fn market(venue: &VenueGathering, interval_ms: TimeMs, as_of_ms: TimeMs) -> Result<MarketDocument> {
    let (instrument, collected) = (&venue.market.instrument, &venue.collected);
    let mut candles = collected.candles.rows();
    candles.retain(|candle| candle.open_time_ms + interval_ms <= as_of_ms);
    if candles.is_empty() {
        let allowed = "a candle before the instant up to which all venues go";
        return Err(fault!(Code::DataEmpty, instrument.venue.as_str(), "no candle", allowed));
    }
    let mut marks = collected.mark_candles.rows();
    marks.retain(|candle| candle.open_time_ms + interval_ms <= as_of_ms);
    let samples = collected.samples.rows();
    let settlements = collected.settlements.rows();
    let prints = collected.prints.rows();
    // A stream knows nothing of the time before it was opened.
    let complete = instrument.venue.facts().liquidations_complete && !collected.prints_streamed;
    Ok(MarketDocument {
        venue: instrument.venue.as_str().to_owned(),
        symbol: instrument.symbol.clone(),
        contract: instrument.contract.as_str(),
        price_tick: collected.price_tick,
        candles: candle_columns(&candles, interval_ms),
        mark_candles: (!marks.is_empty()).then(|| mark_columns(&marks)),
        open_interest: (!samples.is_empty()).then(|| open_interest_columns(&samples, instrument, venue.market.sides)),
        funding: (!settlements.is_empty()).then(|| funding_columns(&settlements)),
        liquidations: collected.prints_asked.then(|| liquidation_columns(&prints, complete)),
        depth: collected.book.as_ref().map(depth_columns),
        tiers: collected.tiers.as_ref().map(tier_columns),
    })
}

/// What was asked, of whom.
fn source(venue: &VenueGathering) -> SourceDocument {
    let instrument = &venue.market.instrument;
    let tables: Vec<String> =
        venue.report.tables.iter().map(|report| report.table.as_str().replace('_', " ")).collect();
    let way = if venue.market.endpoint.is_some() { " through another address" } else { "" };
    // A reader needs to know whom; which tables, the page's own line says where one is missing.
    let what = if venue.followed { String::new() } else { format!(": {}", tables.join(", ")) };
    let name = format!("{} {}{way}{what}", instrument.venue.facts().name, instrument.symbol);
    SourceDocument { name: name.chars().take(200).collect(), url: source_url(instrument) }
}

/// What the reader has to know: who is missing, what was left out, what a feed leaves out.
fn note(all: &[&VenueGathering], whole: &[&VenueGathering]) -> String {
    let mut sentences = Vec::new();
    for venue in all.iter().filter(|venue| venue.report.failed.is_some()) {
        sentences.push(format!("{} is missing: it did not give its data.", venue.market.instrument.venue.facts().name));
    }
    for venue in whole {
        let facts = venue.market.instrument.venue.facts();
        if facts.open_interest_history == History::Now {
            sentences.push(format!("Open interest of {} is known for the end only.", facts.name));
        }
        let late = late_open_interest(venue);
        if let Some(from_ms) = late.filter(|_| facts.open_interest_history != History::Now) {
            sentences.push(format!("Open interest of {} begins on {}.", facts.name, date_of(from_ms)));
        }
        if venue.collected.samples.is_empty() {
            sentences.push(format!("{} has no open interest for this time.", facts.name));
        }
        if venue.collected.prints_asked && !facts.liquidations_complete {
            sentences.push(format!("Realised liquidations of {}: {}.", facts.name, facts.liquidations_said));
        }
        let left_out: Vec<String> =
            venue.report.left_out.iter().map(|(table, _): &(Table, Error)| table.as_str().replace('_', " ")).collect();
        if !left_out.is_empty() {
            sentences.push(format!("{} did not give: {}.", facts.name, left_out.join(", ")));
        }
    }
    let mut note = String::new();
    for sentence in sentences {
        if note.chars().count() + sentence.chars().count() < LONGEST_NOTE {
            note.push_str(if note.is_empty() { "" } else { " " });
            note.push_str(&sentence);
        }
    }
    note
}

/// Where open interest begins more than a day after the candles do.
fn late_open_interest(venue: &VenueGathering) -> Option<TimeMs> {
    let first = venue.collected.samples.rows().first().map(|sample| sample.time_ms)?;
    let opened = venue.collected.candles.rows().first().map(|candle| candle.open_time_ms)?;
    (first - opened > DAY_MS).then_some(first)
}

fn times<T>(rows: &[T], of: fn(&T) -> TimeMs) -> Vec<TimeMs> {
    rows.iter().map(of).collect()
}

fn numbers<T>(rows: &[T], of: fn(&T) -> f64) -> Vec<f64> {
    rows.iter().map(of).collect()
}

/// A column that every row has, or none.
fn optional<T>(rows: &[T], of: fn(&T) -> Option<f64>) -> Option<Vec<f64>> {
    rows.iter().map(of).collect()
}

/// Candles as columns.
pub(super) fn candle_columns(rows: &[Candle], interval_ms: TimeMs) -> CandlesDocument {
    CandlesDocument {
        interval_ms,
        open_time_ms: times(rows, |row| row.open_time_ms),
        open: numbers(rows, |row| row.open),
        high: numbers(rows, |row| row.high),
        low: numbers(rows, |row| row.low),
        close: numbers(rows, |row| row.close),
        volume: numbers(rows, |row| row.volume),
        turnover: optional(rows, |row| row.turnover),
        taker_buy_volume: optional(rows, |row| row.taker_buy_volume),
    }
}

/// Mark-price candles as columns.
pub(super) fn mark_columns(rows: &[MarkCandle]) -> MarkCandlesDocument {
    MarkCandlesDocument {
        open_time_ms: times(rows, |row| row.open_time_ms),
        high: numbers(rows, |row| row.high),
        low: numbers(rows, |row| row.low),
        close: numbers(rows, |row| row.close),
    }
}

/// Open interest as columns, as its venue counts it.
pub(super) fn open_interest_columns(rows: &[Sample], instrument: &Instrument, sides: u8) -> OpenInterestDocument {
    let unit = Unit::of(instrument);
    OpenInterestDocument {
        unit: unit.as_str(),
        contract_multiplier: instrument.contract_size.filter(|_| unit == Unit::Contracts),
        sides,
        stamp: "instant",
        time_ms: times(rows, |row| row.time_ms),
        value: numbers(rows, |row| row.value),
    }
}

/// Funding as columns.
pub(super) fn funding_columns(rows: &[Settlement]) -> FundingDocument {
    FundingDocument { time_ms: times(rows, |row| row.time_ms), rate: numbers(rows, |row| row.rate) }
}

/// Realised liquidations as columns.
pub(super) fn liquidation_columns(rows: &[Print], complete: bool) -> LiquidationsDocument {
    LiquidationsDocument {
        time_ms: times(rows, |row| row.time_ms),
        side: rows.iter().map(|row| row.side.as_str()).collect(),
        usd: numbers(rows, |row| row.usd),
        price: Some(numbers(rows, |row| row.price)),
        period_ms: None,
        complete,
    }
}

/// A book as columns.
pub(super) fn depth_columns(book: &Book) -> DepthDocument {
    DepthDocument {
        time_ms: book.time_ms,
        bid_price: numbers(&book.bids, |level| level.0),
        bid_quantity: numbers(&book.bids, |level| level.1),
        ask_price: numbers(&book.asks, |level| level.0),
        ask_quantity: numbers(&book.asks, |level| level.1),
    }
}

/// A maintenance table as columns.
pub(super) fn tier_columns(table: &TierTable) -> TiersDocument {
    TiersDocument {
        as_of: table.as_of.clone(),
        source: table.source.clone(),
        notional_floor: numbers(&table.tiers, |tier| tier.notional_floor),
        maintenance_margin_rate: numbers(&table.tiers, |tier| tier.maintenance_margin_rate),
        max_leverage: numbers(&table.tiers, |tier| tier.max_leverage),
        maintenance_amount: numbers(&table.tiers, |tier| tier.maintenance_amount),
    }
}

/// A chain of options as columns.
pub(super) fn option_columns(rows: &[OptionQuote], venue: Venue, time_ms: TimeMs) -> OptionsDocument {
    OptionsDocument {
        time_ms,
        venue: venue.as_str(),
        expiry_ms: times(rows, |row| row.expiry_ms),
        option_type: rows.iter().map(|row| row.option_type.as_str()).collect(),
        strike: numbers(rows, |row| row.strike),
        iv: numbers(rows, |row| row.iv),
        open_interest: numbers(rows, |row| row.open_interest),
        forward: numbers(rows, |row| row.forward),
    }
}

/// Dated futures as columns; those that have ended by `time_ms` are left out.
pub(super) fn future_columns(rows: &[FutureQuote], venue: Venue, time_ms: TimeMs) -> FuturesDocument {
    let rows: Vec<FutureQuote> = rows.iter().filter(|row| row.expiry_ms >= time_ms).copied().collect();
    FuturesDocument {
        venue: venue.as_str(),
        time_ms: vec![time_ms; rows.len()],
        expiry_ms: times(&rows, |row| row.expiry_ms),
        price: numbers(&rows, |row| row.price),
        spot: optional(&rows, |row| row.spot),
        open_interest: numbers(&rows, |row| row.open_interest),
    }
}

/// The day of an instant, `YYYY-MM-DD` in UTC.
pub(super) fn date_of(time_ms: TimeMs) -> String {
    let Date { year, month, day } = Date::from_days(time_ms.div_euclid(DAY_MS));
    format!("{year}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::import::instant;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_day_of_an_instant_reads_back(day in 0_i64..300_000) {
            prop_assert_eq!(instant::parse(&date_of(day * DAY_MS + 5)), Some(day * DAY_MS));
        }
    }
}
