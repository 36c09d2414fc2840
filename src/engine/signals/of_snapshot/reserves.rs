//! Stablecoins on exchanges: the balance and what moved it in a week and in a month.

use crate::engine::market::Snapshot;
use crate::engine::signals::flows::StablecoinReserves;
use crate::lists::Listed;
use crate::value::Value;

use super::request::Asked;
use super::{Given, Series};

/// How much older than asked an observation may be, in days.
const STALE_DAYS: f64 = 2.0;

/// A change in US dollars and as a fraction.
type Moved = (f64, Option<f64>);

/// Balances through time.
#[derive(Clone, Debug, PartialEq)]
pub struct ReservesReading {
    /// US dollars on exchanges.
    pub balance: Series,
    /// Change in seven days without what was only labelled anew.
    pub week: Option<Moved>,
    /// Change in thirty days.
    pub month: Option<Moved>,
    /// Chains that are covered; none where the document does not say.
    pub chains: Vec<String>,
    /// US dollars that were only labelled anew within the window; no flow.
    pub relabelled_usd: f64,
    /// Who gives it.
    pub given: Given,
}

impl ReservesReading {
    /// The reading over `(as_of − range, as_of]`; nothing without a balance in it.
    #[must_use]
    pub fn of(snapshot: &Snapshot, asked: &Asked) -> Option<Self> {
        let table = snapshot.beside.stablecoin_reserves.as_ref()?;
        let (from_ms, to_ms) = (snapshot.as_of_ms - asked.range_ms, snapshot.as_of_ms);
        let balance = Series::known(&table.time_ms, &table.balance_usd).within(from_ms, to_ms);
        balance.last()?;
        let moves = || table.relabelled.time_ms.iter().copied().zip(table.relabelled.usd.iter().copied());
        let question = StablecoinReserves {
            now_ms: to_ms as f64,
            time_ms: table.time_ms.iter().map(|time| *time as f64).listed(),
            balance_usd: table.balance_usd.iter().copied().map(Some).listed(),
            relabelled: moves().map(|(time, usd)| (time as f64, usd)).listed(),
            stale_days: STALE_DAYS,
        };
        Some(Self {
            week: question.change(7.0),
            month: question.change(30.0),
            relabelled_usd: moves().filter(|(time, _)| *time > from_ms && *time <= to_ms).map(|(_, usd)| usd).sum(),
            chains: table.chains.clone(),
            balance,
            given: Given::by([&table.origin]),
        })
    }
}

impl From<&ReservesReading> for Value {
    fn from(reading: &ReservesReading) -> Self {
        let last = reading.balance.last();
        let object = Self::object()
            .with("balanceUsd", last.map(|(_, usd)| usd))
            .with("lastTimeMs", last.map(|(time, _)| time))
            .with("change7dUsd", reading.week.map(|(usd, _)| usd))
            .with("change7d", reading.week.and_then(|(_, share)| share))
            .with("change30dUsd", reading.month.map(|(usd, _)| usd))
            .with("change30d", reading.month.and_then(|(_, share)| share))
            .with("chains", Self::List(reading.chains.iter().map(Self::from).listed()))
            .with("relabelledUsd", reading.relabelled_usd)
            .with("series", reading.balance.put(Self::object()));
        reading.given.put(object)
    }
}
