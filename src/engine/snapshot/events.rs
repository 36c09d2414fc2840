//! What happened when, in the author's words.

use super::Origin;
use super::beside::texts;
use super::check::repeating_times;
use crate::engine::market::TimeMs;
use crate::value::{Fields, ReadFields};

/// Events in order of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Events {
    /// Where they come from.
    pub origin: Origin,
    /// When each took place; times may repeat.
    pub time_ms: Vec<TimeMs>,
    /// One line each.
    pub text: Vec<String>,
}

impl ReadFields for Events {
    const KEYS: &'static [&'static str] = &["basis", "source", "time_ms", "text"];

    fn of(fields: &mut Fields) -> Self {
        let time_ms = repeating_times(fields, "time_ms");
        Self { origin: Origin::of(fields), text: texts(fields, "text", Some(time_ms.len()), 400), time_ms }
    }
}
