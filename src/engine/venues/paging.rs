//! Which stretch of time to ask for next.
//!
//! A range is cut into windows that one answer can hold. What an answer leaves uncovered at the far end of its window is
//! asked for again, so that a venue that gives fewer records than it says costs requests and no data. An answer without a
//! record ends its window: what is missing there is a gap.

use super::facts::Order;
use crate::engine::market::TimeMs;
use crate::error::{Code, Result, fault};
use std::collections::VecDeque;

/// Most answers of one table.
const MOST_PAGES: usize = 2_000;

/// A stretch of time, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// First instant.
    pub(super) from_ms: TimeMs,
    /// First instant after it.
    pub(super) to_ms: TimeMs,
}

/// How a series is spaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spacing {
    /// One record every so many milliseconds.
    Every(TimeMs),
    /// Records when something happened, seldom nearer than so many milliseconds.
    Loose(TimeMs),
}

/// What one answer listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    /// Records.
    pub(super) count: usize,
    /// Earliest and latest instant.
    pub(super) span: Option<(TimeMs, TimeMs)>,
}

impl Listed {
    pub(super) fn of(times: impl Iterator<Item = TimeMs>) -> Self {
        times.fold(Self::default(), |listed, time| {
            let (low, high) = listed.span.unwrap_or((time, time));
            Self { count: listed.count + 1, span: Some((low.min(time), high.max(time))) }
        })
    }
}

/// The windows of one table.
#[derive(Clone, Debug)]
pub(super) struct Paging {
    windows: VecDeque<Window>,
    cursor: Option<String>,
    spacing: Spacing,
    order: Order,
    rows: usize,
    pages: usize,
}

impl Paging {
    /// Windows over `range` for a venue that gives `rows` records an answer.
    pub(super) fn new(range: Window, spacing: Spacing, order: Order, rows: u32) -> Self {
        let step_ms = match spacing {
            Spacing::Every(step) | Spacing::Loose(step) => step.saturating_mul(TimeMs::from(rows.max(1))),
        };
        let mut windows = VecDeque::new();
        let mut from_ms = range.from_ms;
        while from_ms < range.to_ms && windows.len() < MOST_PAGES {
            let to_ms = (from_ms + step_ms).min(range.to_ms);
            windows.push_back(Window { from_ms, to_ms });
            from_ms = to_ms;
        }
        Self { windows, cursor: None, spacing, order, rows: rows as usize, pages: 0 }
    }

    /// What to ask for, with the venue's cursor where it gave one; nothing when all is asked.
    pub(super) fn next(&self) -> Option<(Window, Option<&str>)> {
        self.windows.front().map(|window| (*window, self.cursor.as_deref()))
    }

    /// Whether nothing is to be asked for after the window that comes next.
    pub(super) fn is_last(&self) -> bool {
        self.windows.len() == 1
    }

    /// Takes up what an answer listed.
    ///
    /// # Errors
    /// [`Code::DataUnordered`] where none of it lies in the window asked for or the cursor stands still,
    /// [`Code::DataTooLarge`] after too many answers.
    pub(super) fn fed(&mut self, listed: Listed, cursor: Option<String>) -> Result<()> {
        let Some(window) = self.windows.pop_front() else { return Ok(()) };
        let before = self.cursor.take();
        self.pages += 1;
        if self.pages > MOST_PAGES {
            return Err(fault!(
                Code::DataTooLarge,
                "",
                format!("{} answers", self.pages),
                format!("at most {MOST_PAGES}"),
            ));
        }
        let Some((oldest, newest)) = listed.span else { return Ok(()) };
        self.check_within(window, oldest, newest)?;
        if let Some(cursor) = cursor.filter(|_| oldest > window.from_ms) {
            if before.as_ref() == Some(&cursor) {
                return Err(fault!(Code::DataUnordered, "cursor", cursor, "another cursor than before"));
            }
            self.cursor = Some(cursor);
            self.windows.push_front(window);
        } else if let Some(rest) = self.uncovered(window, oldest, newest, listed.count) {
            self.windows.push_front(rest);
        }
        Ok(())
    }

    /// A venue may give the record around an end of the window, but not all of them elsewhere.
    fn check_within(&self, window: Window, oldest: TimeMs, newest: TimeMs) -> Result<()> {
        let (Spacing::Every(slack) | Spacing::Loose(slack)) = self.spacing;
        if newest >= window.from_ms - slack && oldest < window.to_ms + slack {
            return Ok(());
        }
        let allowed = format!("in the time asked for, {} to {}", window.from_ms, window.to_ms);
        Err(fault!(Code::DataUnordered, "", format!("records of {oldest} to {newest}"), allowed))
    }

    /// The part of `window` that is still to be asked for.
    fn uncovered(&self, window: Window, oldest: TimeMs, newest: TimeMs, count: usize) -> Option<Window> {
        let rest = match (self.spacing, self.order) {
            (Spacing::Loose(_), _) if count < self.rows => return None,
            // An answer that is full may end among records of one instant.
            (Spacing::Loose(_), Order::OldestFirst) => Window { from_ms: newest.max(window.from_ms + 1), ..window },
            (Spacing::Loose(_), Order::NewestFirst) => Window { to_ms: (oldest + 1).min(window.to_ms - 1), ..window },
            (Spacing::Every(step), Order::OldestFirst) => {
                // Nothing new at the far end: a gap.
                (newest >= window.from_ms)
                    .then_some(Window { from_ms: newest + 1, ..window })
                    .filter(|rest| rest.to_ms - rest.from_ms >= step)?
            }
            (Spacing::Every(step), Order::NewestFirst) => (oldest < window.to_ms)
                .then_some(Window { to_ms: oldest, ..window })
                .filter(|rest| rest.to_ms - rest.from_ms >= step)?,
        };
        (rest.from_ms < rest.to_ms).then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A venue with a record at each of `times` that gives at most `rows` a page.
    fn answer(times: &[TimeMs], window: Window, order: Order, rows: usize) -> Vec<TimeMs> {
        let mut found: Vec<TimeMs> =
            times.iter().copied().filter(|time| (window.from_ms..window.to_ms).contains(time)).collect();
        if order == Order::NewestFirst {
            found.reverse();
        }
        found.truncate(rows);
        found
    }

    fn all(times: &[TimeMs], range: Window, spacing: Spacing, order: Order, rows: (u32, usize)) -> Vec<TimeMs> {
        let mut paging = Paging::new(range, spacing, order, rows.0);
        let mut found = Vec::new();
        while let Some((window, _)) = paging.next() {
            let page = answer(times, window, order, rows.1);
            found.extend(&page);
            paging.fed(Listed::of(page.into_iter()), None).unwrap();
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    proptest! {
        #[test]
        fn everything_in_range_is_asked_for_even_of_a_venue_that_gives_less_than_it_says(
            present in proptest::collection::vec(any::<bool>(), 1..120),
            said in 1_u32..40, gives in 1_usize..40, newest_first in any::<bool>(),
        ) {
            let order = if newest_first { Order::NewestFirst } else { Order::OldestFirst };
            let times: Vec<TimeMs> =
                present.iter().enumerate().filter(|(_, there)| **there).map(|(index, _)| index as TimeMs * 10).collect();
            let range = Window { from_ms: 0, to_ms: present.len() as TimeMs * 10 };
            prop_assert_eq!(all(&times, range, Spacing::Every(10), order, (said, gives)), times);
        }

        #[test]
        fn loose_records_are_all_found_when_answers_are_full(
            times in proptest::collection::btree_set(0_i64..400, 0..80), rows in 2_u32..20, newest_first in any::<bool>(),
        ) {
            let order = if newest_first { Order::NewestFirst } else { Order::OldestFirst };
            let times: Vec<TimeMs> = times.into_iter().collect();
            let range = Window { from_ms: 0, to_ms: 400 };
            prop_assert_eq!(all(&times, range, Spacing::Loose(50), order, (rows, rows as usize)), times);
        }
    }

    #[test]
    fn an_answer_about_another_time_is_refused() {
        let mut paging =
            Paging::new(Window { from_ms: 1000, to_ms: 2000 }, Spacing::Every(10), Order::OldestFirst, 200);
        let error = paging.fed(Listed::of([10, 20].into_iter()), None).unwrap_err();
        assert_eq!(error.code, Code::DataUnordered);
    }

    #[test]
    fn a_cursor_is_followed_until_it_stands_still() {
        let mut paging = Paging::new(Window { from_ms: 0, to_ms: 100 }, Spacing::Every(10), Order::NewestFirst, 200);
        paging.fed(Listed::of([90, 80].into_iter()), Some("a".to_owned())).unwrap();
        assert_eq!(paging.next().unwrap(), (Window { from_ms: 0, to_ms: 100 }, Some("a")));
        let error = paging.fed(Listed::of([70].into_iter()), Some("a".to_owned())).unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (Code::DataUnordered, "cursor"));
    }
}
