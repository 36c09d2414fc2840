//! Sorting and ranks, small rather than fast: those of the standard library would cost a reader five kilobytes, and two
//! more for every further type of element.

use crate::lists::Listed;
use std::cmp::Ordering;

/// The indices of `count` elements in the order that `compare` gives; equal ones keep theirs. Merges ever longer runs.
#[must_use]
#[inline(never)]
pub fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    let mut merged = Vec::with_capacity(count);
    let mut run = 1;
    while run < count {
        for pair in sorted.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
                if compare(*first, *second) == Ordering::Greater {
                    merged.push(*second);
                    right = right_rest;
                } else {
                    merged.push(*first);
                    left = left_rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut sorted, &mut merged);
        merged.clear();
        run *= 2;
    }
    sorted
}

/// `items` in the order that `compare` gives; equal ones keep theirs.
#[must_use]
pub fn ordered<T: Clone>(items: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let indices = order(items.len(), &|a, b| compare(&items[a], &items[b]));
    indices.into_iter().map(|index| items[index].clone()).listed()
}

/// Sorts numbers, least first; those that are not a number come last.
#[inline(never)]
pub fn sort_numbers(values: &mut [f64]) {
    let unsorted = values.to_vec();
    let indices = order(values.len(), &|a, b| unsorted[a].total_cmp(&unsorted[b]));
    for (value, index) in values.iter_mut().zip(indices) {
        *value = unsorted[index];
    }
}

/// The value that `rank` others are not above, counted from 0; `None` where there are not so many. Reorders `values`.
#[must_use]
#[inline(never)]
pub fn ranked(values: &mut [f64], rank: usize) -> Option<f64> {
    let mut rest = values;
    let mut rank = rank;
    let mut state = 1_u64;
    loop {
        // Any place does for most data; one that data could not foresee does for all.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pivot = *rest.get((state >> 33) as usize % rest.len().max(1))?;
        let (below, equal) = partition(rest, pivot);
        if rank < below {
            rest = &mut rest[..below];
        } else if rank < below + equal {
            return Some(pivot);
        } else {
            rank -= below + equal;
            rest = &mut rest[below + equal..];
        }
    }
}

/// Moves what is below `pivot` to the front and what is above to the back, and gives how many are below and how many equal.
fn partition(values: &mut [f64], pivot: f64) -> (usize, usize) {
    let (mut below, mut next, mut above) = (0, 0, values.len());
    while next < above {
        match values[next].total_cmp(&pivot) {
            Ordering::Less => {
                values.swap(below, next);
                below += 1;
                next += 1;
            }
            Ordering::Equal => next += 1,
            Ordering::Greater => {
                above -= 1;
                values.swap(next, above);
            }
        }
    }
    (below, above - below)
}

/// Typical distance of ascending `times`: the median, the upper one of two middle ones where `upper`.
#[must_use]
pub fn median_spacing(times: &[i64], upper: bool) -> Option<i64> {
    let mut spacing: Vec<f64> = times.windows(2).map(|pair| (pair[1] - pair[0]) as f64).listed();
    let rank = if upper { spacing.len() / 2 } else { spacing.len().saturating_sub(1) / 2 };
    ranked(&mut spacing, rank).map(|distance| distance as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    #[test]
    fn equal_elements_keep_their_order() {
        let items = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        assert_eq!(ordered(&items, |a, b| a.0.cmp(&b.0)), [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }

    proptest! {
        #[test]
        fn orders_as_the_standard_library_does(items in vec((0_u8..20, any::<u16>()), 0..300)) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            prop_assert_eq!(ordered(&items, |a, b| a.0.cmp(&b.0)), expected);
        }

        #[test]
        fn ranks_as_a_sorted_list_does(whole in vec(-9_i32..9, 1..300), exact in any::<f64>(), rank in 0_usize..300) {
            let mut values: Vec<f64> = whole.iter().map(|number| f64::from(*number)).collect();
            values.push(exact);
            let mut sorted = values.clone();
            sort_numbers(&mut sorted);
            prop_assert!(sorted.is_sorted_by(|a, b| a.total_cmp(b).is_le()));
            prop_assert_eq!(ranked(&mut values, rank).map(f64::to_bits), sorted.get(rank).map(|value| value.to_bits()));
        }
    }

    #[test]
    fn rank_counts_from_the_least() {
        assert_eq!(ranked(&mut [], 0), None);
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
