//! Lists of what iterators give, in less code than the standard library's: it makes its own fit every iterator, with
//! room counted beforehand and elements written in place, and a page downloads each of them.

/// Iterators whose elements are kept in a list.
pub trait Listed: Iterator + Sized {
    /// All that it gives, in its order.
    #[must_use]
    fn listed(self) -> Vec<Self::Item> {
        let mut all = Vec::new();
        all.put_all(self);
        all
    }

    /// All that it gives, in its order, or the first fault.
    ///
    /// # Errors
    /// That fault.
    fn listed_or_fault<T, E>(self) -> Result<Vec<T>, E>
    where
        Self: Iterator<Item = Result<T, E>>,
    {
        let mut all = Vec::new();
        for one in self {
            put(&mut all, one?);
        }
        Ok(all)
    }

    /// All that it gives, in its order; nothing where one is not known.
    fn listed_if_known<T>(self) -> Option<Vec<T>>
    where
        Self: Iterator<Item = Option<T>>,
    {
        let mut all = Vec::new();
        for one in self {
            put(&mut all, one?);
        }
        Some(all)
    }
}

impl<I: Iterator> Listed for I {}

/// Lists that grow by what an iterator gives.
pub trait Growing<T> {
    /// Puts `all` at the end, in its order.
    fn put_all(&mut self, all: impl IntoIterator<Item = T>);
}

impl<T> Growing<T> for Vec<T> {
    fn put_all(&mut self, all: impl IntoIterator<Item = T>) {
        all.into_iter().for_each(|one| put(self, one));
    }
}

#[inline(never)]
fn put<T>(list: &mut Vec<T>, one: T) {
    list.push(one);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_all_elements_in_order_after_those_it_had() {
        let odd = || (0..9).filter(|number| number % 2 == 1);
        assert_eq!(odd().listed(), odd().collect::<Vec<_>>());
        let mut list = vec![9];
        list.put_all(odd());
        assert_eq!(list, [9, 1, 3, 5, 7]);
        assert_eq!(std::iter::empty::<String>().listed(), Vec::<String>::new());
    }

    #[test]
    fn a_list_ends_at_the_first_fault_or_gap() {
        assert_eq!([Ok(1), Ok(2)].into_iter().listed_or_fault::<_, ()>(), Ok(vec![1, 2]));
        assert_eq!([Ok(1), Err('a'), Err('b')].into_iter().listed_or_fault(), Err('a'));
        assert_eq!([Some(1), Some(2)].into_iter().listed_if_known(), Some(vec![1, 2]));
        assert_eq!([Some(1), None].into_iter().listed_if_known(), None);
    }
}
