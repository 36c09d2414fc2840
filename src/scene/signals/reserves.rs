//! Stablecoins on exchanges, with what moved the balance and which chains are covered.

use crate::engine::signals::of_snapshot::{ReservesReading, SignalKind};
use crate::lists::Growing;
use crate::scene::frame::Table;
use crate::scene::locale::fill;
use crate::scene::sheets::sheet::{Desk, Sheet, Written};
use crate::scene::signals::line_sheet::Line;
use crate::texts::{Texts, text};

/// The sheet.
#[must_use]
pub fn sheet(reading: Option<&ReservesReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let unit = words.reserves_unit().to_owned();
    let empty = Sheet::empty(SignalKind::Stablecoins.as_str(), words.reserves_title(), unit, words.reserves_sign());
    let Some(reading) = reading else { return empty };
    let last = reading.balance.last();
    let text = |usd: f64| locale.usd(usd);
    let line = line_of(reading, &text, desk);
    empty.filled(
        desk.or_no_data(last.map(|(_, usd)| text(usd))),
        facts(reading, desk),
        desk.foot(&reading.given, last.map(|(time, _)| time), true),
        Some(line.chart(desk)),
    )
}

fn line_of<'a>(reading: &'a ReservesReading, text: &'a dyn Fn(f64) -> String, desk: Desk<'_>) -> Line<'a> {
    let name = desk.page.locale.words().signals.reserves_title();
    Line { series: &reading.balance, written: Written::Usd, text, name }
}

/// The table under it.
#[must_use]
pub fn table(reading: &ReservesReading, desk: Desk<'_>) -> Table {
    line_of(reading, &|usd| desk.page.locale.usd(usd), desk).table(desk)
}

fn facts(reading: &ReservesReading, desk: Desk<'_>) -> Vec<String> {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let moved = |phrase: &str, moved: Option<(f64, Option<f64>)>| {
        let (usd, share) = moved?;
        let plus = if usd > 0.0 { "+" } else { "" };
        let (usd, percent) = (text![plus, locale.usd(usd)], locale.percent_signed(share?, 2));
        Some(fill(phrase, &[("usd", &usd), ("percent", &percent)]))
    };
    let mut facts = Vec::new();
    facts.put_all(moved(words.reserves_week(), reading.week));
    facts.put_all(moved(words.reserves_month(), reading.month));
    if reading.relabelled_usd != 0.0 {
        facts.push(fill(words.reserves_relabelled(), &[("usd", &locale.usd(reading.relabelled_usd))]));
    }
    let chains = reading.chains.joined(locale.words().numbers.list_separator());
    facts.push(match chains.is_empty() {
        true => words.reserves_no_chains().to_owned(),
        false => fill(words.reserves_chains(), &[("chains", &chains)]),
    });
    facts
}
