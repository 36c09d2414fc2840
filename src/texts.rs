//! Texts put together as the standard library does it, in less code: its own ways are unrolled for speed, once for each
//! kind of text, and a page downloads them all.

/// Parts of one text.
pub trait Texts {
    /// The parts one after the other, `separator` between them.
    #[must_use]
    fn joined(&self, separator: &str) -> String;
}

impl<T: AsRef<str>> Texts for [T] {
    #[inline(never)]
    fn joined(&self, separator: &str) -> String {
        let mut text = String::new();
        for (index, part) in self.iter().enumerate() {
            if index > 0 {
                text.push_str(separator);
            }
            text.push_str(part.as_ref());
        }
        text
    }
}

/// Its parts one after the other as one text, each of which is a text: `text![price, " ", unit]`. What a page downloads for
/// its first picture puts texts together by it, since `format!` brings the printing of everything along.
macro_rules! text {
    ($($part:expr),+ $(,)?) => {
        $crate::texts::Texts::joined(&[$(AsRef::<str>::as_ref(&$part)),+][..], "")
    };
}
pub(crate) use text;

/// Whether `text` has more characters than `most`.
#[must_use]
pub fn is_longer(text: &str, most: usize) -> bool {
    text.char_indices().nth(most).is_some()
}

/// The words of all values of an enum, in their order, put together when the crate is compiled.
macro_rules! words_of {
    ($all:expr) => {
        const {
            let mut words = [""; $all.len()];
            let mut place = 0;
            while place < words.len() {
                words[place] = $all[place].as_str();
                place += 1;
            }
            words
        }
    };
}
pub(crate) use words_of;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_joined_as_the_standard_library_joins_them() {
        for parts in [&[][..], &["a"], &["a", "", "清算"]] {
            for separator in ["", ", ", "、"] {
                assert_eq!(parts.joined(separator), parts.join(separator));
            }
        }
    }

    #[test]
    fn length_counts_characters_and_not_bytes() {
        assert!(!is_longer("清算", 2) && is_longer("清算", 1));
        assert!(!is_longer("", 0) && is_longer("a", 0));
    }
}
