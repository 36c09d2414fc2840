//! Words that only some pieces say: those of tables, of the method card, of the field.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

#[cfg(any(test, not(target_arch = "wasm32")))]
use super::spoken::Phrase;
use super::spoken::{Phrases, Spoken};
use super::word_file::{Lines, WordGroup};

/// A group of words that stands apart from the others of its language: a piece that never says it has none of its English,
/// and never reads it from a words file. Used like the group itself.
pub enum Apart<T: Phrases> {
    /// The English words.
    English,
    /// Words compiled in.
    Here(Spoken<T>),
    /// Words that were handed over: lines that are read when one of them is said.
    Handed(&'static [&'static str], OnceLock<Spoken<T>>),
}

/// A group that stands apart.
pub trait English: Phrases + Sized + 'static {
    /// Its English words.
    fn english() -> &'static Spoken<Self>;
}

impl<T: English> Deref for Apart<T> {
    type Target = Spoken<T>;

    fn deref(&self) -> &Spoken<T> {
        match self {
            Self::English => T::english(),
            Self::Here(words) => words,
            Self::Handed(lines, read) => read.get_or_init(|| {
                let mut words = Spoken::EMPTY;
                words.fill(&mut Lines::of(lines));
                words
            }),
        }
    }
}

impl<T: English> fmt::Debug for Apart<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: English> WordGroup for Apart<T> {
    const EMPTY: Self = Self::English;

    fn fill(&mut self, lines: &mut Lines) {
        *self = Self::Handed(lines.left_for_later(T::NAMES.len()), OnceLock::new());
    }

    fn write(&self, lines: &mut Vec<&'static str>) {
        (**self).write(lines);
    }

    #[cfg(any(test, not(target_arch = "wasm32")))]
    fn phrases(&self) -> Vec<Phrase> {
        (**self).phrases()
    }
}
