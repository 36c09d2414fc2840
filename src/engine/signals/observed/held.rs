//! A series read at any instant: the last value at or before it.

use crate::engine::market::TimeMs;
use crate::engine::order::ordered;

/// Times and values of one venue, ascending.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    pub(super) time_ms: Vec<TimeMs>,
    pub(super) value: Vec<f64>,
}

impl Held {
    pub(super) fn new(time_ms: &[TimeMs], value: Vec<f64>) -> Self {
        Self { time_ms: time_ms.to_vec(), value }
    }

    /// The last value at or before `at_ms`; nothing before the first.
    pub(super) fn at(&self, at_ms: TimeMs) -> Option<f64> {
        let row = self.time_ms.partition_point(|time| *time <= at_ms).checked_sub(1)?;
        self.value.get(row).copied()
    }
}

/// Every instant at which one of `series` has a value, once, ascending.
pub(super) fn instants<'a>(series: impl IntoIterator<Item = &'a Held>) -> Vec<TimeMs> {
    let all: Vec<TimeMs> = series.into_iter().flat_map(|held| held.time_ms.iter().copied()).collect();
    let mut sorted = ordered(&all, TimeMs::cmp);
    sorted.dedup();
    sorted
}

/// The sum of `series` at each of their instants; nothing before all are known.
pub(super) fn summed(series: &[Held]) -> Vec<(TimeMs, Option<f64>)> {
    let at = |at_ms: TimeMs| series.iter().map(|held| held.at(at_ms)).sum::<Option<f64>>();
    instants(series).into_iter().map(|at_ms| (at_ms, at(at_ms))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_waits_for_every_venue_and_then_holds_the_last_of_each() {
        let series = [Held::new(&[10, 30], vec![1.0, 2.0]), Held::new(&[20], vec![5.0])];
        assert_eq!(summed(&series), [(10, None), (20, Some(6.0)), (30, Some(7.0))]);
        assert_eq!(summed(&[]), []);
    }
}
