//! English: venues that are followed.

use super::super::words::{LiveWords, Spoken};

pub(super) const WORDS: Spoken<LiveWords> = LiveWords {
    asking: "asking {venue}",
    ok: "{venue} live",
    stale: "{venue} stale",
    rate_limited: "{venue} asks for fewer requests",
    blocked: "{venue} does not serve this place or network",
    refused: "{venue} refused",
    unreachable: "{venue} does not answer",
    held: ", its data to {time} stay",
    offline: "Offline",
    ask_again: "Ask the venues again",
}
.spoken();
