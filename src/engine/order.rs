//! Sorting and ranks, compiled once for all tables: every further element type costs a reader two kilobytes.

use std::cmp::Ordering;

/// The indices of `count` elements in the order that `compare` gives; equal ones keep theirs.
#[must_use]
#[inline(never)]
pub fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..count).collect();
    indices.sort_by(|a, b| compare(*a, *b));
    indices
}

/// `items` in the order that `compare` gives; equal ones keep theirs.
#[must_use]
pub fn ordered<T: Clone>(items: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let indices = order(items.len(), &|a, b| compare(&items[a], &items[b]));
    indices.into_iter().map(|index| items[index].clone()).collect()
}

/// The value that `rank` others are not above, counted from 0; `None` where there are not so many. Reorders `values`.
#[must_use]
#[inline(never)]
pub fn ranked(values: &mut [f64], rank: usize) -> Option<f64> {
    (rank < values.len()).then(|| *values.select_nth_unstable_by(rank, f64::total_cmp).1)
}

/// Typical distance of ascending `times`: the median, the upper one of two middle ones where `upper`.
#[must_use]
pub fn median_spacing(times: &[i64], upper: bool) -> Option<i64> {
    let mut spacing: Vec<f64> = times.windows(2).map(|pair| (pair[1] - pair[0]) as f64).collect();
    let rank = if upper { spacing.len() / 2 } else { spacing.len().saturating_sub(1) / 2 };
    ranked(&mut spacing, rank).map(|distance| distance as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_elements_keep_their_order() {
        let items = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        assert_eq!(ordered(&items, |a, b| a.0.cmp(&b.0)), [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }

    #[test]
    fn rank_counts_from_the_least() {
        assert_eq!(ranked(&mut [3.0, 1.0, 2.0], 1), Some(2.0));
        assert_eq!(ranked(&mut [3.0], 1), None);
    }

    #[test]
    fn median_of_an_even_count_is_the_one_asked_for() {
        assert_eq!(median_spacing(&[0, 1, 3], true), Some(2));
        assert_eq!(median_spacing(&[0, 1, 3], false), Some(1));
        assert_eq!(median_spacing(&[5], true), None);
    }
}
