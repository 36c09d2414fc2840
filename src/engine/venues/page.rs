//! The records of one answer.

use crate::engine::market::TimeMs;
use crate::error::{Error, Result};

/// A record that belongs to an instant.
pub trait Timed {
    /// Its instant.
    fn time_ms(&self) -> TimeMs;

    /// What tells two records of one instant apart; all 0 where an instant has one record only.
    fn mark(&self) -> [u64; 3] {
        [0; 3]
    }
}

/// What one answer holds of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// Usable records, in the order of the answer.
    pub rows: Vec<T>,
    /// Records with an unusable value.
    pub dropped: usize,
    /// The first of those, with the path to its value.
    pub first_problem: Option<Error>,
    /// Records that say of themselves that they are not finished.
    pub unfinished: usize,
    /// Where the venue says its next page is.
    pub cursor: Option<String>,
}

impl<T> Page<T> {
    /// The records that `read` makes of `count` ones; nothing for one that is not finished.
    ///
    /// # Errors
    /// The first problem, where no record of some is usable.
    pub(super) fn collect(count: usize, field: &str, read: impl Fn(usize) -> Result<Option<T>>) -> Result<Self> {
        let mut page =
            Self { rows: Vec::with_capacity(count), dropped: 0, first_problem: None, unfinished: 0, cursor: None };
        for index in 0..count {
            match read(index) {
                Ok(Some(row)) => page.rows.push(row),
                Ok(None) => page.unfinished += 1,
                Err(error) => {
                    page.dropped += 1;
                    page.first_problem.get_or_insert_with(|| error.within(&format!("{field}[{index}]")));
                }
            }
        }
        match page.first_problem {
            Some(problem) if page.dropped == count => Err(problem),
            _ => Ok(page),
        }
    }

    /// The same page with the venue's cursor; an empty one is none.
    #[must_use]
    pub(super) fn followed_by(mut self, cursor: Option<&str>) -> Self {
        self.cursor = cursor.filter(|cursor| !cursor.is_empty()).map(str::to_owned);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    fn of(values: &[i32]) -> Result<Page<i32>> {
        Page::collect(values.len(), "list", |index| match values[index] {
            0 => Ok(None),
            value if value < 0 => Err(Error::new(Code::DataRange, "x", value, "≥ 0")),
            value => Ok(Some(value)),
        })
    }

    #[test]
    fn one_bad_record_is_dropped_counted_and_named() {
        let page = of(&[1, -2, 0, 3, -4]).unwrap();
        assert_eq!((page.rows.as_slice(), page.dropped, page.unfinished), (&[1, 3][..], 2, 1));
        assert_eq!(page.first_problem.unwrap().field, "list[1].x");
    }

    #[test]
    fn a_page_without_a_usable_record_is_its_first_problem() {
        assert_eq!(of(&[-1, -2]).unwrap_err().field, "list[0].x");
        assert!(of(&[]).unwrap().rows.is_empty());
    }
}
