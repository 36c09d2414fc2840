//! The records of many pages as one series: sorted by time, each once, with what was found on the way counted.

use super::facts::Order;
use super::page::{Page, Timed};
use crate::engine::market::TimeMs;
use crate::error::{Code, Error, Result, fault};
use crate::value::MOST_ROWS;
use std::collections::BTreeMap;

/// Records by instant. Of two at the same instant that are meant to be one, the later page wins.
#[derive(Clone, Debug)]
pub struct Merged<T> {
    rows: BTreeMap<(TimeMs, [u64; 3], u32), T>,
    /// What was found.
    pub counts: Counts,
}

/// What was found while pages were put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Answers.
    pub pages: usize,
    /// Records with an unusable value.
    pub dropped: usize,
    /// Records that were there already.
    pub duplicates: usize,
    /// Records that stood out of the venue's order.
    pub reordered: usize,
    /// Records outside the time asked for, or not finished.
    pub outside: usize,
    /// The first unusable value.
    pub first_problem: Option<Error>,
}

impl<T> Default for Merged<T> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), counts: Counts::default() }
    }
}

impl<T: Timed + Clone> Merged<T> {
    /// Adds the records of a page that lie in `from_ms..to_ms`.
    ///
    /// # Errors
    /// [`Code::DataTooLarge`] above [`MOST_ROWS`] records.
    pub fn add(&mut self, page: Page<T>, order: Order, (from_ms, to_ms): (TimeMs, TimeMs)) -> Result<()> {
        self.counts.pages += 1;
        self.counts.dropped += page.dropped;
        self.counts.outside += page.unfinished;
        self.counts.first_problem = self.counts.first_problem.take().or(page.first_problem);
        self.counts.reordered += out_of_order(&page.rows, order);
        let mut seen: BTreeMap<(TimeMs, [u64; 3]), u32> = BTreeMap::new();
        for row in page.rows {
            let (time_ms, mark) = (row.time_ms(), row.mark());
            if !(from_ms..to_ms).contains(&time_ms) {
                self.counts.outside += 1;
                continue;
            }
            let nth = seen.entry((time_ms, mark)).or_insert(0);
            // Two orders may be alike in everything; two candles of one instant are one.
            let key = (time_ms, mark, if mark == [0; 3] { 0 } else { *nth });
            *nth += 1;
            self.counts.duplicates += usize::from(self.rows.insert(key, row).is_some());
        }
        if self.rows.len() <= MOST_ROWS {
            return Ok(());
        }
        let allowed = format!("at most {MOST_ROWS} rows: a shorter range or a longer interval");
        Err(fault!(Code::DataTooLarge, "", format!("{} rows", self.rows.len()), allowed))
    }

    /// Takes up records that are known already, without counting a page.
    pub fn seed(&mut self, rows: impl IntoIterator<Item = T>) {
        let mut seen: BTreeMap<(TimeMs, [u64; 3]), u32> = BTreeMap::new();
        for row in rows {
            let (time_ms, mark) = (row.time_ms(), row.mark());
            let nth = seen.entry((time_ms, mark)).or_insert(0);
            self.rows.insert((time_ms, mark, *nth), row);
            *nth += u32::from(mark != [0; 3]);
        }
    }

    /// Gives up the records outside `from_ms..to_ms`.
    pub fn retain_within(&mut self, (from_ms, to_ms): (TimeMs, TimeMs)) {
        self.rows.retain(|(time_ms, ..), _| (from_ms..to_ms).contains(time_ms));
    }

    /// All records, by time.
    #[must_use]
    pub fn rows(&self) -> Vec<T> {
        self.rows.values().cloned().collect()
    }

    /// How many records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The latest record.
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        self.rows.values().next_back()
    }

    /// When the next record is due if they go on as the last two did; nothing before there are two.
    #[must_use]
    pub fn due_ms(&self) -> Option<TimeMs> {
        let mut latest = self.rows.keys().rev().map(|(time, ..)| *time);
        let (last, before) = (latest.next()?, latest.next()?);
        Some(last + (last - before))
    }

    /// Runs of missing records of a series that has one every `spacing_ms`: the instants around each, oldest first.
    #[must_use]
    pub fn gaps(&self, spacing_ms: TimeMs) -> Vec<(TimeMs, TimeMs)> {
        let times: Vec<TimeMs> = self.rows.keys().map(|(time, ..)| *time).collect();
        times.windows(2).filter(|pair| pair[1] - pair[0] > spacing_ms).map(|pair| (pair[0], pair[1])).collect()
    }
}

fn out_of_order<T: Timed>(rows: &[T], order: Order) -> usize {
    let wrong = |pair: &[T]| match order {
        Order::OldestFirst => pair[1].time_ms() < pair[0].time_ms(),
        Order::NewestFirst => pair[1].time_ms() > pair[0].time_ms(),
    };
    rows.windows(2).filter(|pair| wrong(pair)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::market::Side;
    use crate::engine::venues::liquidations::Print;
    use crate::engine::venues::open_interest::Sample;

    fn page(times: &[TimeMs]) -> Page<Sample> {
        Page::collect(times.len(), "", |index| Ok(Some(Sample { time_ms: times[index], value: 1.0 }))).unwrap()
    }

    fn times(merged: &Merged<Sample>) -> Vec<TimeMs> {
        merged.rows().iter().map(|row| row.time_ms).collect()
    }

    #[test]
    fn pages_in_any_order_with_repeats_are_one_ascending_series() {
        let mut merged = Merged::default();
        merged.add(page(&[50, 40, 30]), Order::NewestFirst, (0, 100)).unwrap();
        merged.add(page(&[30, 10, 20]), Order::NewestFirst, (0, 100)).unwrap();
        assert_eq!(times(&merged), [10, 20, 30, 40, 50]);
        assert_eq!((merged.counts.duplicates, merged.counts.reordered, merged.counts.pages), (1, 1, 2));
    }

    #[test]
    fn what_was_not_asked_for_is_left_out_and_counted() {
        let mut merged = Merged::default();
        merged.add(page(&[5, 10, 20]), Order::OldestFirst, (10, 20)).unwrap();
        assert_eq!((times(&merged), merged.counts.outside), (vec![10], 2));
    }

    #[test]
    fn gaps_are_told_by_the_instants_around_them() {
        let mut merged = Merged::default();
        merged.add(page(&[0, 10, 40, 50, 90]), Order::OldestFirst, (0, 100)).unwrap();
        assert_eq!(merged.gaps(10), [(10, 40), (50, 90)]);
    }

    #[test]
    fn two_orders_alike_stay_two_and_a_page_asked_again_adds_none() {
        let print = Print { time_ms: 1, side: Side::Long, usd: 5.0, price: 2.0 };
        let page = || Page::collect(2, "", |_| Ok(Some(print))).unwrap();
        let mut merged = Merged::default();
        merged.add(page(), Order::OldestFirst, (0, 10)).unwrap();
        merged.add(page(), Order::OldestFirst, (0, 10)).unwrap();
        assert_eq!((merged.len(), merged.counts.duplicates), (2, 2));
    }
}
