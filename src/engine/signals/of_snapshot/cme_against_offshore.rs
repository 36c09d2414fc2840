//! CME futures against the offshore venues: the fall of the basis beside what became of open interest on either side.

use super::coin_open_interest::{close_at, coins_at_all, row_at};
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::basis::{annual_simple, raw_basis};
use crate::engine::signals::cme::CmeThresholds;
use crate::engine::snapshot::DatedFutures;
use crate::lists::Listed;

const DAY_MS: f64 = 86_400_000.0;
/// Nearer expiries are left out: annualising explodes.
const LEAST_DAYS: f64 = 3.0;

/// Both ends of a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CmeAgainstOffshore {
    /// Start of the window.
    pub from_ms: TimeMs,
    /// Its end.
    pub to_ms: TimeMs,
    /// Expiry whose basis is compared.
    pub expiry_ms: Option<TimeMs>,
    /// A year's basis of that expiry at the start and at the end, simple, as fractions.
    pub basis: Option<(f64, f64)>,
    /// Contracts open on all expiries at the start and at the end.
    pub contracts: Option<(f64, f64)>,
    /// Coins open on the snapshot's markets at the start and at the end.
    pub offshore_coins: Option<(f64, f64)>,
    /// `reset`, `normalisation` or `inconclusive`; nothing where the basis or the contracts are not known.
    pub label: Option<&'static str>,
}

/// One quote of a future.
struct Quote {
    expiry_ms: TimeMs,
    price: f64,
    spot: Option<f64>,
    contracts: Option<f64>,
}

/// The quotes of the last instant by `at_ms`.
fn quotes_at(futures: &DatedFutures, at_ms: TimeMs) -> Vec<Quote> {
    let Some(last) = row_at(&futures.time_ms, at_ms) else { return Vec::new() };
    let same = |row: &usize| futures.time_ms[*row] == futures.time_ms[last];
    let quote = |row: usize| Quote {
        expiry_ms: futures.expiry_ms[row],
        price: futures.price[row],
        spot: futures.spot.as_ref().map(|spot| spot[row]),
        contracts: futures.open_interest.as_ref().map(|contracts| contracts[row]),
    };
    (0..=last).rev().take_while(same).map(quote).listed()
}

fn basis_of(snapshot: &Snapshot, quotes: &[Quote], expiry_ms: TimeMs, at_ms: TimeMs) -> Option<f64> {
    let quote = quotes.iter().find(|quote| quote.expiry_ms == expiry_ms)?;
    let spot = quote.spot.or_else(|| snapshot.markets.first().and_then(|market| close_at(market, at_ms)))?;
    annual_simple(raw_basis(quote.price, spot), (expiry_ms - at_ms) as f64 / DAY_MS)
}

fn contracts_of(quotes: &[Quote]) -> Option<f64> {
    let known: Option<Vec<f64>> = quotes.iter().map(|quote| quote.contracts).collect();
    known.filter(|known| !known.is_empty()).map(|known| known.iter().sum())
}

impl CmeAgainstOffshore {
    /// The check over the window that ends at `to_ms`; nothing without a table of CME futures.
    #[must_use]
    pub fn of(
        snapshot: &Snapshot,
        venues: Option<&[String]>,
        (from_ms, to_ms): (TimeMs, TimeMs),
        thresholds: &CmeThresholds,
    ) -> Option<Self> {
        let futures = snapshot.beside.futures.iter().find(|futures| futures.venue.eq_ignore_ascii_case("cme"))?;
        let (before, after) = (quotes_at(futures, from_ms), quotes_at(futures, to_ms));
        let is_far = |expiry_ms: &TimeMs| (expiry_ms - to_ms) as f64 / DAY_MS >= LEAST_DAYS;
        let is_in = |quotes: &[Quote], expiry_ms: TimeMs| quotes.iter().any(|quote| quote.expiry_ms == expiry_ms);
        let expiries = after.iter().map(|quote| quote.expiry_ms).filter(is_far);
        let expiry_ms = expiries.filter(|expiry_ms| is_in(&before, *expiry_ms)).min();
        let basis = expiry_ms.and_then(|expiry_ms| {
            let start = basis_of(snapshot, &before, expiry_ms, from_ms);
            start.zip(basis_of(snapshot, &after, expiry_ms, to_ms))
        });
        let contracts = contracts_of(&before).zip(contracts_of(&after)).filter(|(before, _)| *before > 0.0);
        let offshore_coins = coins_at_all(snapshot, venues, &[from_ms, to_ms]).map(|coins| (coins[0], coins[1]));
        let label = basis.zip(contracts).map(|((basis_before, basis_now), (before, now))| {
            thresholds.label(basis_now - basis_before, 100.0 * (now / before - 1.0))
        });
        Some(Self { from_ms, to_ms, expiry_ms, basis, contracts, offshore_coins, label })
    }
}
