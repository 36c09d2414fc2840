//! Several coins and several past events of a snapshot on one scale, with falls, beta, correlation and returns by month.
//!
//! Coins are compared at instants that all of them have; an event is laid over others by the instant that its author calls its
//! start. What a document does not have is nothing, never 0.

mod answer;
mod asset;
mod event;
mod prices;
mod request;

pub use asset::{ComparedAsset, Fall};
pub use event::ComparedEvent;
pub use request::{CompareAsked, ComparePanel, CompareRequest, instant_ms};

use super::MonthReading;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::rebase::{NamedCloses, rebased};
use crate::engine::snapshot::{Measure, Published};
use crate::error::Result;
use crate::lists::Listed;
use event::events_of;
use prices::Prices;

/// Everything compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The document's coin.
    pub asset: String,
    /// Panels shown.
    pub panels: Vec<ComparePanel>,
    /// Now: the end of the data.
    pub as_of_ms: TimeMs,
    /// The first instant that all coins have within the range; the range's begin where there is none.
    pub from_ms: TimeMs,
    /// How far back coins are compared at most.
    pub range_ms: TimeMs,
    /// Length of the window of falls and changes.
    pub window_ms: TimeMs,
    /// The coin that beta and correlation are against.
    pub reference: String,
    /// Least distance of two instants that were compared; nothing below two.
    pub step_ms: Option<TimeMs>,
    /// Coins, the document's own first unless the author orders them.
    pub assets: Vec<ComparedAsset>,
    /// The move under way, where it has a start; then past events in the author's order.
    pub events: Vec<ComparedEvent>,
    /// Returns by month.
    pub months: Option<MonthReading>,
    /// The month, 1 to 12, that is pointed out.
    pub month: Option<usize>,
    /// What others published of the prices of these coins.
    pub reported: Vec<Published>,
}

impl Comparison {
    /// Compares what `snapshot` has.
    ///
    /// # Errors
    /// Those of [`CompareAsked::check`].
    pub fn of(snapshot: &Snapshot, asked: &CompareAsked) -> Result<Self> {
        asked.check(snapshot)?;
        let coins = asked.coins(snapshot);
        let reference = asked.reference.clone().unwrap_or_else(|| snapshot.asset.clone());
        let prices: Vec<Prices> = coins.iter().filter_map(|coin| Prices::of(snapshot, coin, asked)).listed();
        let against = Prices::of(snapshot, &reference, asked);
        let (times, values) = together(&prices, asked, snapshot.as_of_ms);
        let from_ms = times.first().copied().unwrap_or(snapshot.as_of_ms - asked.range_ms);
        let assets = prices.iter().zip(values);
        let assets: Vec<ComparedAsset> = assets
            .map(|(prices, values)| {
                ComparedAsset::of(prices, (&times, values), against.as_ref(), (from_ms, snapshot.as_of_ms), asked)
            })
            .listed();
        let months = MonthReading::of(snapshot);
        Ok(Self {
            asset: snapshot.asset.clone(),
            as_of_ms: snapshot.as_of_ms,
            from_ms,
            range_ms: asked.range_ms,
            window_ms: asked.window_ms,
            reference,
            step_ms: times.windows(2).map(|pair| pair[1] - pair[0]).min(),
            events: events_of(snapshot, asked),
            month: asked.month.or(months.as_ref().map(|months| months.current)),
            reported: reported(snapshot, &coins),
            panels: panels(snapshot, asked, &assets),
            assets,
            months,
        })
    }

    /// Returns of the month that is pointed out.
    #[must_use]
    pub fn pointed_month(&self) -> Option<&super::MonthStatistics> {
        self.months.as_ref()?.months.get(self.month?.checked_sub(1)?)
    }
}

/// The instants that all coins have, and what each is worth there; a coin that shares fewer than two with the first has no values
/// and costs the others none.
fn together(prices: &[Prices], asked: &CompareAsked, as_of_ms: TimeMs) -> (Vec<TimeMs>, Vec<Option<Vec<f64>>>) {
    let from_ms = as_of_ms - asked.range_ms;
    let named: Vec<NamedCloses> =
        prices.iter().map(|prices| prices.closes((from_ms, as_of_ms), asked.step_ms)).listed();
    let Some(first) = named.first() else { return (Vec::new(), Vec::new()) };
    let shares = |other: &NamedCloses| rebased(&[first.clone(), other.clone()]).0.len() > 1;
    let is_in: Vec<bool> = named.iter().map(shares).listed();
    let joined: Vec<NamedCloses> =
        named.into_iter().zip(&is_in).filter(|(_, is_in)| **is_in).map(|(closes, _)| closes).listed();
    let (times, values) = rebased(&joined);
    let mut values = values.into_iter();
    let worth = is_in.iter().map(|is_in| is_in.then(|| values.next()).flatten().filter(|values| !values.is_empty()));
    (times.iter().map(|time| *time as TimeMs).listed(), worth.listed())
}

/// What others published of the prices of `coins`, in the order of the document.
fn reported(snapshot: &Snapshot, coins: &[String]) -> Vec<Published> {
    let measures = [Measure::Price, Measure::LowestPrice, Measure::HighestPrice, Measure::PriceChange];
    let counts = |figure: &&Published| {
        measures.contains(&figure.measure) && figure.asset.as_ref().is_some_and(|asset| coins.contains(asset))
    };
    snapshot.beside.published.iter().filter(counts).cloned().listed()
}

/// The panels asked for, or those that the document has data for.
fn panels(snapshot: &Snapshot, asked: &CompareAsked, assets: &[ComparedAsset]) -> Vec<ComparePanel> {
    if let Some(show) = &asked.show {
        return show.clone();
    }
    let has_data = |panel: &ComparePanel| match panel {
        ComparePanel::Assets | ComparePanel::Beta => assets.len() > 1,
        ComparePanel::Drawdown => !assets.is_empty(),
        ComparePanel::Events => !snapshot.beside.analogues.is_empty(),
        ComparePanel::Months => snapshot.beside.monthly_returns.is_some(),
    };
    let found: Vec<ComparePanel> = ComparePanel::ALL.into_iter().filter(has_data).listed();
    if found.is_empty() { ComparePanel::ALL.to_vec() } else { found }
}
