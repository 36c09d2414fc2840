//! The words for venues that are followed.

use super::super::spoken::{Phrases, Spoken};

phrases! {
    /// How each venue that is followed stands.
    LiveWords {
        /// No answer yet.
        asking(venue),
        /// Answered, and fresh.
        ok(venue),
        /// Answered, but with old data.
        stale(venue),
        /// Asks for fewer requests.
        rate_limited(venue),
        /// Does not serve this network or place.
        blocked(venue),
        /// Answered with an error, or with what cannot be read.
        refused(venue),
        /// Does not answer, whole and in time.
        unreachable(venue),
        /// After what is wrong with a venue of which older data are shown.
        held(time),
        /// The reader's own line is down.
        offline,
        /// Button that asks again.
        ask_again,
    }
}
