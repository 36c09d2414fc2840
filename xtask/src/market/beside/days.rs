//! Series of days: walks that lead through given figures.

use super::super::random::{Purpose, Stream};
use super::DAY_MS;

/// A figure on a day, counted from the epoch, for a walk to lead through.
pub(super) type Figure = (i64, f64);

/// The day of an instant, counted from the epoch.
pub(super) const fn day_of(time_ms: i64) -> i64 {
    time_ms.div_euclid(DAY_MS)
}

/// Whether a day is neither a Saturday nor a Sunday. The epoch was a Thursday.
pub(super) const fn is_business_day(day: i64) -> bool {
    !matches!((day + 4).rem_euclid(7), 0 | 6)
}

/// The business days of a span, both ends included.
pub(super) fn business_days(first: i64, last: i64) -> Vec<i64> {
    (first..=last).filter(|day| is_business_day(*day)).collect()
}

/// Starts of days in milliseconds.
pub(super) fn starts(days: &[i64]) -> Vec<i64> {
    days.iter().map(|day| day * DAY_MS).collect()
}

/// Steps of a walk by seed and number of the series; two series share no number.
fn steps(seed: u64, series: u64) -> impl Fn(i64) -> f64 {
    let stream = Stream::new(seed, Purpose::Beside);
    move |step| stream.normal(series * 100_000 + step.unsigned_abs() % 50_000)
}

/// Values of every day from the first figure to the last: straight lines and a bridge of noise of `noise` a day.
pub(super) fn walk(figures: &[Figure], noise: f64, seed: u64, series: u64) -> Vec<Figure> {
    let step = steps(seed, series);
    let mut days = Vec::new();
    for pair in figures.windows(2) {
        let ((from, low), (to, high)) = (pair[0], pair[1]);
        let mut reached = 0.0;
        let noises: Vec<f64> = (from..to)
            .map(|day| {
                reached += noise * step(day);
                reached
            })
            .collect();
        let end = noises.last().copied().unwrap_or(0.0);
        for (index, day) in (from..to).enumerate() {
            let share = index as f64 / (to - from) as f64;
            let bridge = if index == 0 { 0.0 } else { noises[index - 1] - end * share };
            days.push((day, low + (high - low) * share + bridge));
        }
    }
    days.extend(figures.last());
    days
}

/// The values of a walk on some of its days.
pub(super) fn on(days: &[i64], walk: &[Figure]) -> Vec<f64> {
    let found = |day: &i64| walk.iter().find(|(other, _)| other == day).map(|(_, value)| *value);
    days.iter().filter_map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_meets_its_figures_and_has_every_day_once() {
        let found = walk(&[(10, 4.0), (14, 4.3), (20, 4.1)], 0.05, 7, 1);
        assert_eq!(found.iter().map(|(day, _)| *day).collect::<Vec<_>>(), (10..=20).collect::<Vec<_>>());
        assert_eq!((found[0].1, found[4].1, found[10].1), (4.0, 4.3, 4.1));
        assert!(walk(&[(10, 4.0), (20, 4.0)], 0.05, 8, 1)[5].1 != walk(&[(10, 4.0), (20, 4.0)], 0.05, 7, 1)[5].1);
    }

    #[test]
    fn weekends_are_no_business_days() {
        // 22 September 2025 was a Monday.
        let monday = day_of(1_758_499_200_000);
        assert_eq!(business_days(monday - 3, monday + 1), [monday - 3, monday, monday + 1]);
    }
}
