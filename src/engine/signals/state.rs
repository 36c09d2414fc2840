//! Met, not met, or no data: no data is never taken for not met.

use crate::value::Value;

/// What is known of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds.
    Met,
    /// It does not hold.
    NotMet,
    /// What it needs is not known.
    NoData,
}

impl State {
    /// The state of a condition that is nothing where what it needs is not known.
    #[must_use]
    pub const fn of(condition: Option<bool>) -> Self {
        match condition {
            Some(true) => Self::Met,
            Some(false) => Self::NotMet,
            None => Self::NoData,
        }
    }

    /// `met`, `not_met` or `no_data`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::NoData => "no_data",
        }
    }
}

impl From<&State> for Value {
    fn from(state: &State) -> Self {
        state.as_str().into()
    }
}

/// `object` with how many of `states` are met, not met and without data; no score is made of them.
pub(super) fn with_counts(object: Value, states: &[State]) -> Value {
    let count = |wanted: State| states.iter().filter(|state| **state == wanted).count();
    object.with("met", count(State::Met)).with("notMet", count(State::NotMet)).with("noData", count(State::NoData))
}
