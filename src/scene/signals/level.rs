//! A yield in basis points, or the dollar index in percent.

use crate::digits::whole;
use crate::engine::signals::context::Change;
use crate::engine::signals::of_snapshot::{LOOKBACK, LevelReading, SignalKind};
use crate::engine::snapshot::ContextUnit;
use crate::lists::Growing;
use crate::scene::frame::Table;
use crate::scene::locale::{Locale, fill};
use crate::scene::sheets::sheet::{Desk, Sheet, Written};
use crate::scene::signals::line_sheet::Line;
use crate::texts::text;

fn signed(locale: Locale, value: f64, decimals: usize) -> String {
    let plus = if value > 0.0 { "+" } else { "" };
    text![plus, locale.number(value, decimals)]
}

fn change_text(change: Change, unit: ContextUnit, locale: Locale) -> Option<String> {
    let bp = || fill(locale.words().signals.bp(), &[("value", &signed(locale, change.bp, 1))]);
    match unit {
        ContextUnit::Percent => Some(bp()),
        ContextUnit::Index => change.pct.map(|pct| locale.percent_signed(pct / 100.0, 2)),
    }
}

/// The sheet of a series that was asked for as `kind` under `name`.
#[must_use]
pub fn sheet(kind: SignalKind, name: &str, reading: Option<&LevelReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let (unit, sign) = match kind {
        SignalKind::Yield => (words.yield_unit(), words.yield_sign()),
        _ => (words.dollar_unit(), words.dollar_sign()),
    };
    let title = title(kind, name, desk);
    let empty = Sheet::empty(kind.as_str(), &title, unit.to_owned(), sign);
    let Some(reading) = reading else { return empty };
    let last = reading.level.last();
    let text = |value: f64| text(reading, value, desk);
    let line = line_of(reading, &text, &title);
    empty.filled(
        desk.or_no_data(last.map(|(_, level)| text(level))),
        facts(kind, reading, desk),
        desk.foot(&reading.given, last.map(|(time, _)| time), true),
        Some(line.chart(desk)),
    )
}

fn title(kind: SignalKind, name: &str, desk: Desk<'_>) -> String {
    let words = &desk.page.locale.words().signals;
    let title = if kind == SignalKind::Yield { words.yield_title() } else { words.dollar_title() };
    fill(title, &[("name", &name.to_ascii_uppercase())])
}

fn text(reading: &LevelReading, value: f64, desk: Desk<'_>) -> String {
    let number = desk.page.locale.number(value, 2);
    if reading.unit == ContextUnit::Percent { number + "%" } else { number }
}

fn line_of<'a>(reading: &'a LevelReading, text: &'a dyn Fn(f64) -> String, name: &'a str) -> Line<'a> {
    let written = if reading.unit == ContextUnit::Percent { Written::PercentNumber } else { Written::Plain };
    Line { series: &reading.level, written, text, name }
}

/// The table under the sheet of a series that was asked for as `kind` under `name`.
#[must_use]
pub fn table(kind: SignalKind, name: &str, reading: &LevelReading, desk: Desk<'_>) -> Table {
    line_of(reading, &|value| text(reading, value, desk), &title(kind, name, desk)).table(desk)
}

fn facts(kind: SignalKind, reading: &LevelReading, desk: Desk<'_>) -> Vec<String> {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let change = |change: Option<Change>| change.and_then(|change| change_text(change, reading.unit, locale));
    let n = whole(LOOKBACK);
    let mut facts = Vec::new();
    facts.put_all(change(reading.day).map(|change| fill(words.day_change(), &[("change", &change)])));
    let month = change(reading.month);
    facts.put_all(month.map(|change| fill(words.lookback_change(), &[("change", &change), ("n", &n)])));
    if let Some(value) = reading.correlation {
        let value = signed(locale, value, 2);
        facts.push(fill(words.correlation(), &[("asset", desk.asset), ("n", &n), ("value", &value)]));
    }
    if kind == SignalKind::Yield {
        facts.put_all(policy(reading, desk));
    }
    facts
}

fn policy(reading: &LevelReading, desk: Desk<'_>) -> Vec<String> {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let policy = &reading.policy;
    let mut facts = Vec::new();
    if let Some(change) = policy.published_change {
        let bp = fill(words.bp(), &[("value", &signed(locale, change * 10_000.0, 0))]);
        facts.push(fill(words.policy_published(), &[("change", &bp)]));
    }
    let Some(meeting) = policy.meeting_ms else { return facts };
    let date = desk.day(meeting);
    if let Some(rate) = policy.expected_percent {
        let value = text![locale.number(rate, 2), "%"];
        facts.push(fill(words.policy_expected(), &[("date", &date), ("value", &value)]));
    }
    if let Some(share) = policy.cut_probability {
        facts.push(fill(words.policy_cut(), &[("date", &date), ("percent", &locale.percent_short(share))]));
    }
    facts
}
