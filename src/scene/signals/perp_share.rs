//! Share of perpetuals in what is traded, with both terms, beside what others publish.

use crate::engine::signals::of_snapshot::{PerpShareReading, PublishedShare, SignalKind};
use crate::lists::Growing;
use crate::scene::frame::Table;
use crate::scene::locale::fill;
use crate::scene::sheets::sheet::{Desk, Sheet, Written};
use crate::scene::signals::line_sheet::Line;

/// The sheet.
#[must_use]
pub fn sheet(reading: Option<&PerpShareReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let empty = Sheet::empty(
        SignalKind::PerpShare.as_str(),
        words.perp_title(),
        words.perp_unit().to_owned(),
        words.perp_sign(),
    );
    let Some(reading) = reading else { return empty };
    let last = reading.share.last();
    let percent = |share: f64| percent(share, desk);
    let mut facts = Vec::new();
    if let (Some(perp), Some(whole)) = (reading.last.perp, reading.last.perp_and_spot()) {
        facts.push(fill(words.perp_terms(), &[("perp", &locale.usd(perp)), ("whole", &locale.usd(whole))]));
    }
    if let Some(share) = reading.derivatives {
        facts.push(fill(words.perp_derivatives(), &[("percent", &percent(share))]));
    }
    facts.put_all(reading.published.iter().map(|figure| published(figure, desk)));
    let headline = reading.published.iter().find(|figure| !figure.is_derivatives).or(reading.published.first());
    let large = last.map(|(_, share)| percent(share)).or_else(|| headline.map(|figure| range(figure, desk)));
    let line = line_of(reading, &percent, desk);
    empty.filled(
        desk.or_no_data(large),
        facts,
        desk.foot(&reading.given, last.map(|(time, _)| time), last.is_some()),
        last.map(|_| line.chart(desk)),
    )
}

fn percent(share: f64, desk: Desk<'_>) -> String {
    desk.page.locale.percent(share, 1)
}

fn line_of<'a>(reading: &'a PerpShareReading, text: &'a dyn Fn(f64) -> String, desk: Desk<'_>) -> Line<'a> {
    let name = desk.page.locale.words().signals.perp_title();
    Line { series: &reading.share, written: Written::Percent, text, name }
}

/// The table under it, where the shares are known.
#[must_use]
pub fn table(reading: &PerpShareReading, desk: Desk<'_>) -> Option<Table> {
    reading.share.last().map(|_| line_of(reading, &|share| percent(share, desk), desk).table(desk))
}

fn range(figure: &PublishedShare, desk: Desk<'_>) -> String {
    desk.bounds((figure.low, figure.high), &|share| desk.page.locale.percent_short(share))
}

fn published(figure: &PublishedShare, desk: Desk<'_>) -> String {
    let words = &desk.page.locale.words().signals;
    let phrase = if figure.is_derivatives { words.perp_published_derivatives() } else { words.perp_published() };
    let label = figure.label.as_deref().map_or_else(|| desk.words().published().to_owned(), |label| desk.said(label));
    fill(phrase, &[("label", &label), ("percent", &range(figure, desk))])
}
