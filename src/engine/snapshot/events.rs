//! What happened when, in the author's words.

use super::Origin;
use super::beside::texts;
use super::check::repeating_times;
use crate::engine::market::TimeMs;
use crate::error::Result;
use crate::value::{Node, Read};

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

impl Read for Events {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["basis", "source", "time_ms", "text"]);
        let time_ms = repeating_times(&mut fields, "time_ms");
        let read = Self {
            origin: Origin::of(&mut fields),
            text: texts(&mut fields, "text", Some(time_ms.len()), 400),
            time_ms,
        };
        fields.finish(read)
    }
}
