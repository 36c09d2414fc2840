//! The same estimate under other plausible assumptions, one run at a time: a page makes them in its idle moments.

use crate::engine::draws::{DrawRun, Draws};
use crate::error::Result;

/// What a part of a longer computation came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// There was nothing left to do.
    Done,
    /// More is to come.
    More,
    /// This was the last part: the picture shows it now.
    Last,
}

/// Draws that are not begun, in the making, or made.
#[derive(Default)]
pub enum Drawing {
    /// Not begun.
    #[default]
    Waiting,
    /// In the making.
    Running(Box<DrawRun>),
    /// Made.
    Made(Draws),
}

impl Drawing {
    /// Makes one draw; the first call begins with what `start` prepares.
    ///
    /// # Errors
    /// What `start` gives.
    pub fn next(&mut self, start: impl FnOnce() -> Result<DrawRun>) -> Result<Step> {
        if let Self::Waiting = self {
            *self = Self::Running(Box::new(start()?));
        }
        match std::mem::take(self) {
            Self::Running(mut run) => {
                if run.next_draw() {
                    *self = Self::Running(run);
                    return Ok(Step::More);
                }
                *self = Self::Made(run.finish());
                Ok(Step::Last)
            }
            other => {
                *self = other;
                Ok(Step::Done)
            }
        }
    }

    /// All of them, once made.
    #[must_use]
    pub fn made(&self) -> Option<&Draws> {
        match self {
            Self::Made(draws) => Some(draws),
            _ => None,
        }
    }
}
