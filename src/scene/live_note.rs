//! How the venues that are followed stand, in words for the line under a picture.

use crate::engine::market::TimeMs;
use crate::engine::venues::live::{VenueState, VenueStatus};
use crate::lists::Listed;
use crate::scene::locale::{Locale, fill};
use crate::scene::zone::Zone;

/// One part a venue; for one that is wrong, up to when its older data go that are shown.
#[must_use]
pub fn live_notes(locale: Locale, statuses: &[VenueStatus], zone: &Zone) -> Vec<String> {
    statuses.iter().map(|status| live_note(locale, status, zone)).listed()
}

fn live_note(locale: Locale, status: &VenueStatus, zone: &Zone) -> String {
    let words = &locale.words().live;
    let template = match status.state {
        VenueState::Asking => words.asking(),
        VenueState::Ok => words.ok(),
        VenueState::Stale => words.stale(),
        VenueState::RateLimited => words.rate_limited(),
        VenueState::Blocked => words.blocked(),
        VenueState::Refused => words.refused(),
        VenueState::Unreachable => words.unreachable(),
    };
    let said = fill(template, &[("venue", status.venue.facts().name)]);
    match status.data_to_ms.filter(|_| is_held(status)) {
        Some(end_ms) => said + &held(locale, end_ms, zone),
        None => said,
    }
}

/// Whether older data of a venue are shown in place of those it did not give.
#[must_use]
pub fn is_held(status: &VenueStatus) -> bool {
    !matches!(status.state, VenueState::Asking | VenueState::Ok) && status.data_to_ms.is_some()
}

fn held(locale: Locale, end_ms: TimeMs, zone: &Zone) -> String {
    fill(locale.words().live.held(), &[("time", &locale.date_time(end_ms, zone))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::venues::Venue;
    use crate::scene::locale::{Language, Units};

    #[test]
    fn every_state_is_said_otherwise_and_names_its_venue() {
        for language in Language::ALL {
            let locale = Locale::new(language, Units::default());
            let status =
                |state| VenueStatus { venue: Venue::Okx, state, data_to_ms: Some(0), fault: None, again_ms: None };
            let notes = live_notes(locale, &VenueState::ALL.map(status), &Zone::utc());
            for (index, note) in notes.iter().enumerate() {
                assert!(note.contains("OKX"), "{note}");
                assert!(!notes[..index].contains(note), "{note}");
                assert_eq!(note.contains("1970"), index > 1, "{note}");
            }
        }
    }
}
