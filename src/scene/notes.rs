//! What must always be said under a picture: how old the data are, that it is an estimate, what else a reader should know.

use crate::engine::heatmap::{Basis, Column};
use crate::engine::market::{ProvenanceKind, Snapshot, TimeMs};
use crate::engine::quality::Flags;
use crate::lists::{Growing, Listed};
use crate::scene::display_list::{Anchor, Rect};
use crate::scene::locale::{Locale, fill};
use crate::scene::look::Look;
use crate::scene::marks::label::{Label, Labels};
use crate::scene::theme::Theme;

/// Name, in the reader's language where the data have it, and address of each source.
#[must_use]
pub fn sources(snapshot: &Snapshot, locale: Locale) -> Vec<(String, String)> {
    let said = |name: &str| snapshot.beside.translations.said(name, locale.language.tag()).to_owned();
    snapshot.provenance.sources.iter().map(|source| (said(&source.name), source.url.clone())).listed()
}

/// Up to when data go, and how old they are where the page says what time it is.
#[must_use]
pub fn data_to(at_ms: TimeMs, look: &Look) -> String {
    let words = &look.locale.words().notes;
    let time = look.locale.date_time(at_ms, &look.zone);
    match look.now_ms {
        Some(now_ms) => {
            let age = look.locale.age(now_ms - at_ms);
            fill(words.data_to_with_age(), &[("time", &time), ("age", &age)])
        }
        None => fill(words.data_to(), &[("time", &time)]),
    }
}

/// The notes for an estimate whose newest column is `last`.
#[must_use]
pub fn data_notes(snapshot: &Snapshot, basis: Basis, last: &Column, look: &Look) -> Vec<String> {
    let (locale, words) = (look.locale, &look.locale.words().notes);
    let mut notes = vec![data_to(snapshot.as_of_ms, look)];
    notes.put_all(simulated_note(snapshot, locale).map(str::to_owned));
    notes.push(words.estimate().to_owned());
    if basis == Basis::Relative {
        notes.push(words.relative().to_owned());
    }
    if last.coverage < 1.0 {
        notes.push(fill(words.coverage(), &[("percent", &locale.percent_short(last.coverage))]));
    }
    if last.flags.contains(Flags::MARK_FROM_LAST) {
        notes.push(words.mark_from_last().to_owned());
    }
    notes
}

/// The notes for what was made elsewhere.
#[must_use]
pub fn imported_notes(snapshot: &Snapshot, look: &Look) -> Vec<String> {
    let words = &look.locale.words().notes;
    vec![data_to(snapshot.as_of_ms, look), words.imported().to_owned(), words.sides_by_price().to_owned()]
}

/// That data are made, where they are; or that a picture was made elsewhere.
#[must_use]
pub fn simulated_note(snapshot: &Snapshot, locale: Locale) -> Option<&'static str> {
    if snapshot.imported.is_some() {
        return Some(locale.words().notes.imported());
    }
    made_note(snapshot.provenance.kind, locale)
}

/// The same of a picture that draws what stands beside the markets.
#[must_use]
pub fn document_note(snapshot: &Snapshot, locale: Locale) -> Option<&'static str> {
    match snapshot.imported {
        Some(_) => Some(locale.words().notes.imported()),
        None => made_note(snapshot.provenance.document, locale),
    }
}

/// The same of any provenance, for instance that of the whole document.
#[must_use]
pub fn made_note(kind: ProvenanceKind, locale: Locale) -> Option<&'static str> {
    let words = &locale.words().notes;
    match kind {
        ProvenanceKind::Measured => None,
        ProvenanceKind::Simulated => Some(words.simulated()),
        ProvenanceKind::Mixed => Some(words.partly_simulated()),
    }
}

/// The picture itself says that its data are made, or that it was made elsewhere: a picture travels without its frame.
pub fn say_simulated(snapshot: &Snapshot, plot: Rect, locale: Locale, theme: &Theme, labels: &mut Labels<'_>) {
    say(simulated_note(snapshot, locale), plot, theme, labels);
}

/// The same for a picture that draws what stands beside the markets.
pub fn say_made(snapshot: &Snapshot, plot: Rect, locale: Locale, theme: &Theme, labels: &mut Labels<'_>) {
    say(document_note(snapshot, locale), plot, theme, labels);
}

fn say(note: Option<&'static str>, plot: Rect, theme: &Theme, labels: &mut Labels<'_>) {
    let Some(text) = note else { return };
    let label = Label::on(theme.background.with_alpha(225), text, true, theme.ink);
    let (left, right, middle) = (plot.x + 14.0, plot.right() - 14.0, plot.x + plot.width / 2.0);
    let (top, bottom) = (plot.y + 12.0, plot.bottom() - 12.0);
    let corners = [
        (right, bottom, Anchor::End),
        (right, top, Anchor::End),
        (left, bottom, Anchor::Start),
        (left, top, Anchor::Start),
        (middle, bottom, Anchor::Middle),
        (middle, top, Anchor::Middle),
    ];
    if !labels.place_at(&label, &corners) {
        labels.force(label.at(middle, bottom, Anchor::Middle));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::calendar::HOUR_MS;
    use crate::scene::locale::Language;
    use crate::scene::look::tests::light;

    #[test]
    fn the_age_of_data_is_said_where_it_is_known_what_time_it_is() {
        let look = |language, now_ms| Look { now_ms, ..light(language) };
        assert_eq!(data_to(0, &look(Language::En, None)), "Data to 1 Jan 1970, 00:00 UTC");
        assert_eq!(data_to(0, &look(Language::En, Some(5 * HOUR_MS))), "Data to 1 Jan 1970, 00:00 UTC (5 hours ago)");
        assert_eq!(data_to(0, &look(Language::ZhCn, Some(50 * HOUR_MS))), "数据截至 1970年1月1日 00:00（UTC），2天前");
    }
}
