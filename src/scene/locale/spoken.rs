//! Groups of phrases as they are spoken: their texts in the order of declaration, so that a whole group is read, written and
//! listed as lines, whatever its phrases are called.

use std::fmt;

use super::word_file::{Lines, WordGroup};
use crate::lists::Listed;
use crate::value::{Value, camel_case};

/// A group of phrases as a language writes it: one named field each.
pub trait Phrases {
    /// Their texts in the order of declaration.
    type Lines: AsRef<[&'static str]> + AsMut<[&'static str]>;
    /// As many, all without words.
    const EMPTY: Self::Lines;
    /// What the phrases are called, in that order.
    const NAMES: &'static [&'static str];
    /// What each must contain.
    #[cfg(test)]
    const SLOTS: &'static [&'static [&'static str]];
}

/// The phrases of one group; each is a method of its name.
pub struct Spoken<T: Phrases>(pub(super) T::Lines);

/// One phrase with what its text must contain, for the tests of all languages and for who writes one of his own.
#[cfg(any(test, not(target_arch = "wasm32")))]
pub(super) struct Phrase {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
    #[cfg(test)]
    pub(super) slots: &'static [&'static str],
}

impl<T: Phrases> Spoken<T> {
    /// The phrases in the order of declaration.
    #[must_use]
    pub fn lines(&self) -> &[&'static str] {
        self.0.as_ref()
    }

    /// Every phrase by its name in camelCase.
    #[must_use]
    pub fn named(&self) -> Value {
        named(T::NAMES, self.lines())
    }
}

/// Phrases by their names in camelCase.
#[inline(never)]
#[must_use]
pub fn named(names: &[&'static str], lines: &[&'static str]) -> Value {
    Value::Object(names.iter().zip(lines).map(|(name, text)| (camel_case(name).into(), (*text).into())).listed())
}

impl<T: Phrases> WordGroup for Spoken<T> {
    const EMPTY: Self = Self(T::EMPTY);

    fn fill(&mut self, lines: &mut Lines) {
        lines.fill(self.0.as_mut());
    }

    fn write(&self, lines: &mut Vec<&'static str>) {
        lines.extend(self.lines());
    }

    #[cfg(any(test, not(target_arch = "wasm32")))]
    fn phrases(&self) -> Vec<Phrase> {
        let phrase = |(place, text): (usize, &&'static str)| Phrase {
            name: T::NAMES[place],
            text,
            #[cfg(test)]
            slots: T::SLOTS[place],
        };
        self.lines().iter().enumerate().map(phrase).listed()
    }
}

impl<T: Phrases> fmt::Debug for Spoken<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines().fmt(f)
    }
}
