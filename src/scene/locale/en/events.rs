//! English: what happened when.

use super::super::words::EventWords;

pub(super) const WORDS: EventWords = EventWords {
    title: "Events",
    event: "Event",
    basis: "Basis",
    sentence: "Events: {events}",
    said: "{n} {text} ({time})",
    separator: "; ",
    reported: "reported",
    simulated: "simulated",
    measured: "measured",
};
