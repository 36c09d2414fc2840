//! Past events laid over one another, each by its start.

use crate::digits::whole;
use crate::engine::calendar::DAY_MS;
use crate::engine::order::ordered;
use crate::engine::signals::of_snapshot::comparison::{ComparePanel, ComparedEvent};
use crate::engine::signals::of_snapshot::{Comparison, Given};
use crate::lists::Listed;
use crate::scene::compare::lines::{base, change, line};
use crate::scene::frame::Table;
use crate::scene::locale::fill;
use crate::scene::sheets::sheet::{Across, Chart, Desk, Sample, Sheet, Written};
use crate::texts::text;

/// What an event is worth at its start.
const BASE: f64 = 100.0;

fn days(offset_ms: i64) -> f64 {
    offset_ms as f64 / DAY_MS as f64
}

/// An event's name in the language of the page.
fn name(event: &ComparedEvent, desk: Desk<'_>) -> String {
    let words = &desk.page.locale.words().compare;
    event.label.as_ref().map_or_else(|| fill(words.event_now(), &[("asset", &event.asset)]), |label| desk.said(label))
}

fn fact(event: &ComparedEvent, desk: Desk<'_>) -> String {
    let locale = desk.page.locale;
    let words = &locale.words().compare;
    let label = name(event, desk);
    let known = event.change.zip(event.deepest).zip(event.covered_ms);
    let Some(((percent, deepest), covered)) = known else {
        return fill(words.event_no_data(), &[("label", &label)]);
    };
    let (percent, deepest) = (change(locale, percent), change(locale, deepest));
    let duration = locale.window(covered);
    fill(words.event(), &[("label", &label), ("percent", &percent), ("duration", &duration), ("deepest", &deepest)])
}

/// The sheet.
#[must_use]
pub fn sheet(comparison: &Comparison, desk: Desk<'_>) -> Sheet {
    let words = &desk.page.locale.words().compare;
    let unit = words.events_unit().to_owned();
    let empty = Sheet::empty(ComparePanel::Events.as_str(), words.events_title(), unit, words.events_sign());
    let events = &comparison.events;
    // The first that has a price at its start is written large.
    let Some(first) = events.iter().find(|event| event.change.is_some()) else {
        let facts = events.iter().map(|event| fact(event, desk)).listed();
        return Sheet { facts, ..empty };
    };
    let locale = desk.page.locale;
    let percent = first.change.map(|found| change(locale, found)).unwrap_or_default();
    let last = fill(words.asset_change(), &[("asset", &name(first, desk)), ("percent", &percent)]);
    let mut facts: Vec<String> = events.iter().map(|event| fact(event, desk)).listed();
    let past = events.iter().filter(|event| event.label.is_some()).count();
    facts.push(fill(words.events_few(), &[("n", &whole(past))]));
    empty.filled(
        last,
        facts,
        desk.foot(&Given::together(events.iter().map(|event| &event.given)), None, false),
        Some(chart(events, desk)),
    )
}

fn chart(events: &[ComparedEvent], desk: Desk<'_>) -> Chart {
    let (locale, words) = (desk.page.locale, &desk.page.locale.words().compare);
    let drawn: Vec<&ComparedEvent> = events.iter().filter(|event| !event.worth.time_ms.is_empty()).listed();
    let offsets: Vec<i64> = drawn.iter().flat_map(|event| event.worth.time_ms.iter().copied()).listed();
    let mut offsets = ordered(&offsets, Ord::cmp);
    offsets.dedup();
    let (low, high) = (offsets.first().copied().unwrap_or(0), offsets.last().copied().unwrap_or(1));
    let sample = |offset: &i64| {
        let value = |event: &&ComparedEvent| {
            let row = event.worth.time_ms.binary_search(offset).ok().and_then(|row| event.worth.value[row]);
            (name(event, desk), desk.or_no_data(row.map(|value| locale.number(value, 1))))
        };
        let sign = if *offset < 0 { "−" } else { "+" };
        let from_start = (text![words.events_start(), " ", sign, locale.duration(offset.abs())], String::new());
        Sample { x: days(*offset), lines: std::iter::once(from_start).chain(drawn.iter().map(value)).listed() }
    };
    let rows = drawn.iter().enumerate();
    let rows = rows.map(|(place, event)| line(place, name(event, desk), &event.worth, &days, &desk.page.theme));
    let ends = (days(low), days(high.max(low + 1)));
    Chart {
        across: Across::Numbers(ends.0, ends.1),
        written: Written::Plain,
        with_zero: false,
        bands: Vec::new(),
        levels: Vec::new(),
        uprights: vec![(0.0, String::new())],
        rows: std::iter::once(base(ends, BASE, &desk.page.theme)).chain(rows).listed(),
        has_key: true,
        matrix: None,
        samples: offsets.iter().map(sample).listed(),
    }
}

/// The table under it.
#[must_use]
pub fn table(events: &[ComparedEvent], desk: Desk<'_>) -> Table {
    let locale = desk.page.locale;
    let words = &locale.words().compare;
    let percent = |value: Option<f64>| desk.or_no_data(value.map(|value| change(locale, value)));
    let row = |event: &ComparedEvent| {
        vec![
            name(event, desk),
            event.asset.clone(),
            desk.time(event.start_ms),
            desk.or_no_data(event.start_price.map(|price| locale.price(price, None))),
            percent(event.change),
            percent(event.deepest),
            desk.or_no_data(event.covered_ms.map(|covered| locale.window(covered))),
        ]
    };
    Table {
        caption: words.events_table().to_owned(),
        head: vec![
            words.col_event(),
            words.col_coin(),
            words.col_start(),
            words.col_start_price(),
            words.col_after_change(),
            words.col_deepest(),
            words.col_after(),
        ],
        rows: events.iter().map(row).listed(),
    }
}
