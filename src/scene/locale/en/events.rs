//! English: what happened when.

use super::super::words::{EventWords, Spoken};

pub(super) const WORDS: Spoken<EventWords> = EventWords {
    title: "Events",
    event: "Event",
    basis: "Basis",
    sentence: "Events: {events}",
    said: "{n} {text} ({time})",
    separator: "; ",
    reported: "reported",
    simulated: "simulated",
    measured: "measured",
}
.spoken();
