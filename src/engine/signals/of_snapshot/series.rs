//! A value through time, of which some may be missing.

use crate::engine::market::TimeMs;
use crate::engine::signals::seasonality::mean;
use crate::lists::Listed;
use crate::value::Value;

/// Instants in order and what was seen there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Instants, ascending.
    pub time_ms: Vec<TimeMs>,
    /// What was seen at each; nothing where it is not known.
    pub value: Vec<Option<f64>>,
}

impl Series {
    /// Rows of which all is known.
    #[must_use]
    pub fn known(time_ms: &[TimeMs], value: &[f64]) -> Self {
        Self::at(time_ms, &|row| Some(value[row]))
    }

    /// What `value` gives for the row of each of `times`.
    #[must_use]
    #[inline(never)]
    pub(super) fn at(times: &[TimeMs], value: &dyn Fn(usize) -> Option<f64>) -> Self {
        let mut series = Self::default();
        for (row, time) in times.iter().enumerate() {
            series.push(*time, value(row));
        }
        series
    }

    /// What this one held at each of `times`, seen at most `window_ms` before.
    #[must_use]
    pub(super) fn held_at(&self, times: &[TimeMs], window_ms: TimeMs) -> Self {
        Self::at(times, &|row| self.held(times[row], window_ms))
    }

    #[inline(never)]
    pub(super) fn push(&mut self, time_ms: TimeMs, value: Option<f64>) {
        self.time_ms.push(time_ms);
        self.value.push(value);
    }

    /// Rows as pairs.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = (TimeMs, Option<f64>)> + '_ {
        self.time_ms.iter().copied().zip(self.value.iter().copied())
    }

    /// Rows as places on an axis of time.
    #[must_use]
    pub fn points(&self) -> Vec<(f64, Option<f64>)> {
        self.rows().map(|(time, value)| (time as f64, value)).listed()
    }

    /// Rows whose value is known.
    pub fn known_rows(&self) -> impl DoubleEndedIterator<Item = (TimeMs, f64)> + '_ {
        self.rows().filter_map(|(time, value)| Some((time, value?)))
    }

    /// The latest known row.
    #[must_use]
    pub fn last(&self) -> Option<(TimeMs, f64)> {
        self.known_rows().next_back()
    }

    /// The latest known value in (`time_ms` − `window_ms`, `time_ms`].
    #[must_use]
    pub fn held(&self, time_ms: TimeMs, window_ms: TimeMs) -> Option<f64> {
        let before = self.time_ms.partition_point(|time| *time <= time_ms);
        let rows = (0..before).rev().take_while(|row| self.time_ms[*row] > time_ms - window_ms);
        rows.filter_map(|row| self.value[row]).next()
    }

    /// Rows in (`from_ms`, `to_ms`].
    #[must_use]
    pub fn within(&self, from_ms: TimeMs, to_ms: TimeMs) -> Self {
        let mut series = Self::default();
        for (time_ms, value) in self.rows().filter(|(time, _)| *time > from_ms && *time <= to_ms) {
            series.push(time_ms, value);
        }
        series
    }

    /// Mean of the known values, and how many they are.
    #[must_use]
    pub fn mean(&self) -> Option<(f64, usize)> {
        let known: Vec<f64> = self.known_rows().map(|(_, value)| value).listed();
        mean(&known).map(|mean| (mean, known.len()))
    }

    /// The columns `timeMs` and `value` put on an object.
    pub(super) fn put(&self, object: Value) -> Value {
        object.with("timeMs", self.time_ms.as_slice()).with("value", super::super::nullable(&self.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_held_within_its_window_and_no_longer() {
        let series = Series::at(&[10, 20, 30], &|row| [Some(1.0), None, Some(3.0)][row]);
        assert_eq!((series.held(9, 10), series.held(10, 10), series.held(19, 10)), (None, Some(1.0), Some(1.0)));
        assert_eq!((series.held(20, 10), series.held(20, 11), series.held(35, 10)), (None, Some(1.0), Some(3.0)));
        assert_eq!((series.last(), series.mean()), (Some((30, 3.0)), Some((2.0, 2))));
        assert_eq!(series.within(10, 30).time_ms, [20, 30]);
    }
}
