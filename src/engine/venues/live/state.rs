//! What became of a venue that is followed.

use crate::engine::market::TimeMs;
use crate::engine::venues::Venue;
use crate::engine::venues::report::error_value;
use crate::error::{Code, Error};
use crate::value::Value;

/// How a venue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VenueState {
    /// It has not answered yet.
    Asking,
    /// Answered whole, and fresh.
    Ok,
    /// Answered whole, but what it gave is old.
    Stale,
    /// It asks for fewer requests.
    RateLimited,
    /// It does not serve this network or place.
    Blocked,
    /// It answered with an error, or with what cannot be read.
    Refused,
    /// It does not answer a page, whole and in time.
    Unreachable,
}

impl VenueState {
    /// All, in the order of this list.
    pub const ALL: [Self; 7] =
        [Self::Asking, Self::Ok, Self::Stale, Self::RateLimited, Self::Blocked, Self::Refused, Self::Unreachable];

    /// Its word in events.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asking => "asking",
            Self::Ok => "ok",
            Self::Stale => "stale",
            Self::RateLimited => "rate-limited",
            Self::Blocked => "blocked",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
        }
    }

    /// The state that a fault leaves a venue in.
    #[must_use]
    pub const fn of_fault(code: Code) -> Self {
        match code {
            Code::RateLimited => Self::RateLimited,
            Code::VenueBlocked => Self::Blocked,
            Code::FetchFailed => Self::Unreachable,
            _ => Self::Refused,
        }
    }
}

/// How a venue stands, for the note and for events.
#[derive(Clone, Debug, PartialEq)]
pub struct VenueStatus {
    /// Whose.
    pub venue: Venue,
    /// How it stands.
    pub state: VenueState,
    /// End of the last candle that is held of it; nothing where there is none.
    pub data_to_ms: Option<TimeMs>,
    /// Why it does not stand well.
    pub fault: Option<Error>,
    /// When it may be asked again; nothing where it is not waited for, or only where the reader asks.
    pub again_ms: Option<TimeMs>,
}

impl From<&VenueStatus> for Value {
    fn from(status: &VenueStatus) -> Self {
        Self::object()
            .with("venue", status.venue.as_str())
            .with("name", status.venue.facts().name)
            .with("state", status.state.as_str())
            .with("dataToMs", status.data_to_ms)
            .with("againMs", status.again_ms)
            .with("fault", status.fault.as_ref().map(error_value))
    }
}
