//! Words that only some pieces say: those of tables, of the method card, of the field.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::word_file::{Lines, WordGroup};
#[cfg(any(test, not(target_arch = "wasm32")))]
use super::words::Phrase;

/// A group of words that stands apart from the others of its language: a piece that never says it has none of its English,
/// and never reads it from a words file. Used like the group itself.
pub enum Apart<T> {
    /// The English words.
    English,
    /// Words compiled in.
    Here(T),
    /// Words that were handed over: lines that are read when one of them is said.
    Handed(&'static [&'static str], OnceLock<T>),
}

/// A group that stands apart.
pub trait English: Sized + 'static {
    /// Its English words.
    fn english() -> &'static Self;
}

impl<T: English + WordGroup> Deref for Apart<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::English => T::english(),
            Self::Here(words) => words,
            Self::Handed(lines, read) => {
                let words = || T::read(&mut Lines::of(lines)).map(|words| read.get_or_init(|| words));
                match read.get().or_else(words) {
                    Some(words) => words,
                    None => T::english(),
                }
            }
        }
    }
}

impl<T: English + WordGroup + fmt::Debug> fmt::Debug for Apart<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: English + WordGroup> WordGroup for Apart<T> {
    fn read(lines: &mut Lines) -> Option<Self> {
        lines.left_for_later(T::count()).map(|lines| Self::Handed(lines, OnceLock::new()))
    }

    fn write(&self, lines: &mut Vec<&'static str>) {
        (**self).write(lines);
    }

    fn count() -> usize {
        T::count()
    }

    #[cfg(any(test, not(target_arch = "wasm32")))]
    fn phrases(&self) -> Vec<Phrase> {
        (**self).phrases()
    }
}
