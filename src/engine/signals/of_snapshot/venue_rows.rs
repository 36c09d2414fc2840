//! Open interest and funding by venue on common instants, from the tables of venues, else from the markets themselves.

use crate::engine::market::{ContractKind, Market, ProvenanceKind, Snapshot, TimeMs};
use crate::engine::order::ordered;
use crate::engine::signals::funding::per_8h;
use crate::engine::snapshot::{FigureBasis, VenueSeries};
use crate::lists::Listed;

use super::coin_open_interest::close_at;
use super::funding_now::interval_h;
use super::request::Asked;
use super::{DAY_MS, Given, Series};

const HOUR_MS: TimeMs = 3_600_000;
/// Hours of the markets' own rows that become one.
const MARKET_STEP_MS: TimeMs = 8 * HOUR_MS;

/// One venue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VenueRows {
    /// Its name.
    pub venue: String,
    /// Open interest in coins, one side.
    pub coins: Series,
    /// Open interest in US dollars, one side.
    pub usd: Series,
    /// Funding of eight hours as a fraction.
    pub funding_8h: Series,
}

/// All venues on the same instants.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Venues {
    /// Instants, ascending.
    pub(super) time_ms: Vec<TimeMs>,
    /// Venues in the order of the document; each series has a row an instant.
    pub(super) rows: Vec<VenueRows>,
    /// Who gives them.
    pub(super) given: Given,
}

impl Venues {
    /// The venues that count.
    pub(super) fn of(snapshot: &Snapshot, asked: &Asked) -> Self {
        let tables: Vec<&VenueSeries> =
            snapshot.beside.venues.iter().filter(|table| asked.counts(&table.venue)).listed();
        let mut given = Given::by(tables.iter().map(|table| &table.origin));
        if tables.is_empty() {
            given.basis = match snapshot.provenance.kind {
                ProvenanceKind::Measured => Some(FigureBasis::Measured),
                ProvenanceKind::Simulated => Some(FigureBasis::Simulated),
                ProvenanceKind::Mixed => None,
            };
        }
        let has_open_interest =
            tables.iter().any(|table| table.open_interest_coins.is_some() || table.open_interest_usd.is_some());
        let has_funding = tables.iter().any(|table| table.funding_8h.is_some());
        let mut rows: Vec<VenueRows> = tables.into_iter().map(of_table).listed();
        if has_open_interest && has_funding {
            return Self::on_common_instants(rows, DAY_MS, snapshot.as_of_ms, given);
        }
        // What no table has comes from the markets themselves.
        for market in snapshot.markets.iter().filter(|market| asked.counts(&market.venue)) {
            let own = of_market(market);
            let place = rows.iter().position(|row| row.venue == own.venue).unwrap_or(rows.len());
            if place == rows.len() {
                rows.push(VenueRows { venue: own.venue.clone(), ..VenueRows::default() });
            }
            let row = &mut rows[place];
            if !has_open_interest {
                (row.coins, row.usd) = (own.coins, own.usd);
            }
            if !has_funding {
                row.funding_8h = own.funding_8h;
            }
        }
        Self::on_common_instants(rows, MARKET_STEP_MS, snapshot.as_of_ms, given)
    }

    /// One instant a step: the latest at which any venue was seen in it. A value holds for one step.
    fn on_common_instants(rows: Vec<VenueRows>, step_ms: TimeMs, as_of_ms: TimeMs, given: Given) -> Self {
        let all = rows.iter().flat_map(|row| [&row.coins, &row.usd, &row.funding_8h]);
        let seen: Vec<TimeMs> = all.flat_map(|series| series.time_ms.iter().copied()).listed();
        let seen = ordered(&seen, Ord::cmp);
        let mut time_ms: Vec<TimeMs> = Vec::new();
        for time in seen.into_iter().filter(|time| *time <= as_of_ms) {
            match time_ms.last_mut() {
                Some(last) if last.div_euclid(step_ms) == time.div_euclid(step_ms) => *last = time,
                _ => time_ms.push(time),
            }
        }
        let common = |series: Series| -> Series {
            if series.time_ms.is_empty() { series } else { series.held_at(&time_ms, step_ms) }
        };
        let rows = rows
            .into_iter()
            .map(|row| VenueRows {
                coins: common(row.coins),
                usd: common(row.usd),
                funding_8h: common(row.funding_8h),
                ..row
            })
            .listed();
        Self { time_ms, rows, given }
    }
}

fn of_table(table: &VenueSeries) -> VenueRows {
    let series = |column: &Option<Vec<f64>>| {
        column.as_ref().map(|values| Series::known(&table.time_ms, values)).unwrap_or_default()
    };
    VenueRows {
        venue: table.venue.clone(),
        coins: series(&table.open_interest_coins),
        usd: series(&table.open_interest_usd),
        funding_8h: series(&table.funding_8h),
    }
}

/// A market's own samples; prices are closes of its candles.
fn of_market(market: &Market) -> VenueRows {
    let mut row = VenueRows { venue: market.venue.clone(), ..VenueRows::default() };
    if let Some(samples) = &market.open_interest {
        let price = |row: usize| close_at(market, samples.time_ms[row]);
        let usd = |row: usize| price(row).map(|price| market.contract.usd(samples.value[row], price));
        row.usd = Series::at(&samples.time_ms, &usd);
        row.coins = Series::at(&samples.time_ms, &|row| match market.contract {
            ContractKind::Linear => Some(samples.value[row]),
            ContractKind::Inverse => usd(row).zip(price(row)).map(|(usd, price)| usd / price),
        });
    }
    row.funding_8h = funding_of(market);
    row
}

fn funding_of(market: &Market) -> Series {
    let times = &market.funding.time_ms;
    let rate = |row: usize| interval_h(times, row).map(|hours| per_8h(market.funding.rate[row], hours));
    Series::at(times, &rate)
}
