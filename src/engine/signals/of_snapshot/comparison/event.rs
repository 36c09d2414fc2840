//! Past events laid over one another: each is 100 at its start.

use super::super::{Given, Series};
use super::prices::Prices;
use super::request::CompareAsked;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::rebase::scaled;
use crate::engine::signals::returns::drawdown;
use crate::engine::snapshot::Analogue;
use crate::lists::Listed;

/// Shown before and after a start where neither the author nor a past event says how much.
const DEFAULT_SPAN_MS: (TimeMs, TimeMs) = (2 * super::super::DAY_MS, 3 * super::super::DAY_MS);

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedEvent {
    /// What the author calls it; nothing for the move under way.
    pub label: Option<String>,
    /// The coin.
    pub asset: String,
    /// Who gives its prices.
    pub given: Given,
    /// The instant that is laid over those of the other events.
    pub start_ms: TimeMs,
    /// The last price up to it; nothing where prices begin later, and then there is nothing to compare.
    pub start_price: Option<f64>,
    /// What it is worth by milliseconds from its start, 100 there.
    pub worth: Series,
    /// The deepest fall from the highest price since the start, a fraction.
    pub deepest: Option<f64>,
    /// Change from the start to the last price shown, a fraction.
    pub change: Option<f64>,
    /// How long after the start that is, milliseconds.
    pub covered_ms: Option<TimeMs>,
}

/// Prices with their instants.
struct Told<'a> {
    label: Option<&'a str>,
    asset: &'a str,
    given: Given,
    start_ms: TimeMs,
    time_ms: &'a [TimeMs],
    price: &'a [f64],
}

impl ComparedEvent {
    /// Lays one event out from `before_ms` before its start to `after_ms` after it.
    fn of(told: &Told<'_>, (before_ms, after_ms): (TimeMs, TimeMs)) -> Self {
        let first = told.time_ms.partition_point(|time| *time < told.start_ms - before_ms);
        let end = told.time_ms.partition_point(|time| *time <= told.start_ms + after_ms);
        let start = told.time_ms.partition_point(|time| *time <= told.start_ms).checked_sub(1);
        let base = start.map(|row| told.price[row]);
        let rows = if base.is_some() { first.min(end)..end } else { 0..0 };
        let offsets: Vec<TimeMs> = told.time_ms[rows.clone()].iter().map(|time| time - told.start_ms).listed();
        let worth = base.map(|base| scaled(&told.price[rows], base)).unwrap_or_default();
        let since = start.filter(|start| *start < end).map(|start| &told.price[start..end]);
        Self {
            label: told.label.map(str::to_owned),
            asset: told.asset.to_owned(),
            given: told.given.clone(),
            start_ms: told.start_ms,
            start_price: base,
            deepest: since.and_then(drawdown).map(|(deepest, _)| deepest),
            change: since.and_then(|prices| Some(prices.last()? / prices.first()? - 1.0)),
            covered_ms: offsets.last().copied().filter(|covered| *covered >= 0),
            worth: Series::known(&offsets, &worth),
        }
    }
}

fn told(analogue: &Analogue) -> Told<'_> {
    Told {
        label: Some(&analogue.label),
        asset: &analogue.asset,
        given: Given::by([&analogue.origin]),
        start_ms: analogue.start_ms,
        time_ms: &analogue.time_ms,
        price: &analogue.price,
    }
}

/// The move under way from the start that is asked for, and the author's events.
pub(super) fn events_of(snapshot: &Snapshot, asked: &CompareAsked) -> Vec<ComparedEvent> {
    let past = &snapshot.beside.analogues;
    let reach = |of: fn(&Analogue) -> TimeMs| past.iter().map(of).max().filter(|reach| *reach > 0);
    let before = reach(|one| one.start_ms - one.time_ms.first().copied().unwrap_or(one.start_ms));
    let after = reach(|one| one.time_ms.last().copied().unwrap_or(one.start_ms) - one.start_ms);
    let span = (
        asked.before_ms.or(before).unwrap_or(DEFAULT_SPAN_MS.0),
        asked.after_ms.or(after).unwrap_or(DEFAULT_SPAN_MS.1),
    );
    let own = asked.start_ms.zip(Prices::of(snapshot, &snapshot.asset, asked));
    let own = own.map(|(start_ms, prices)| {
        let told = Told {
            label: None,
            asset: &snapshot.asset,
            given: prices.given.clone(),
            start_ms,
            time_ms: &prices.time_ms,
            price: &prices.close,
        };
        ComparedEvent::of(&told, span)
    });
    own.into_iter().chain(past.iter().map(|past| ComparedEvent::of(&told(past), span))).listed()
}
