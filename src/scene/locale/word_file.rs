//! Words of a language as a text file, one phrase a line in the order of declaration: a page's wasm speaks English, and
//! is handed the words of another language only where a page wants them.

use std::sync::OnceLock;

use super::Language;
#[cfg(test)]
use super::words::Phrase;
use super::words::Words;

/// What a words file is written from and read into.
pub(super) trait WordGroup: Sized {
    /// Takes its own lines from the front; `None` when there are too few.
    fn read(lines: &mut Lines<'_>) -> Option<Self>;

    /// Appends its own lines.
    fn write(&self, lines: &mut Vec<&'static str>);

    /// How many lines it has.
    #[allow(dead_code, reason = "asked for groups of kinds that are left out")]
    fn count() -> usize;

    /// Every phrase, for the tests of all languages.
    #[cfg(test)]
    fn phrases(&self) -> Vec<Phrase>;
}

/// The lines that nobody has taken yet.
pub(super) struct Lines<'a>(&'a [&'static str]);

impl Lines<'_> {
    /// The next lines.
    pub(super) fn next_lines<const COUNT: usize>(&mut self) -> Option<[&'static str; COUNT]> {
        let (next, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*next)
    }

    #[allow(dead_code, reason = "done for groups of kinds that are left out")]
    /// Leaves the next lines to others; `None` when there are too few.
    pub(super) fn pass_over(&mut self, count: usize) -> Option<()> {
        self.0 = self.0.get(count..)?;
        Some(())
    }
}

/// Words that were handed over, by language; English needs none.
static HANDED: [OnceLock<Words>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];

/// The words that were handed over for a language.
#[cfg(not(feature = "all-words"))]
pub(super) fn handed(language: Language) -> Option<&'static Words> {
    HANDED[language as usize].get()
}

impl Language {
    /// Takes the text of a words file once for each language, unless the words are there already, and keeps it until the
    /// page is closed. False when the file belongs to another version: it has more phrases or fewer, and none is taken.
    pub fn take_words(self, text: String) -> bool {
        if self.words_there().is_some() {
            return true;
        }
        match read(text.leak()) {
            Some(words) => HANDED[self as usize].set(words).is_ok(),
            None => false,
        }
    }

    /// Its words as the text of a words file.
    #[must_use]
    pub fn words_text(self) -> String {
        let mut lines = Vec::new();
        self.words().write(&mut lines);
        lines.join("\n")
    }
}

fn read(text: &'static str) -> Option<Words> {
    let lines: Vec<&'static str> = text.split('\n').collect();
    let mut rest = Lines(&lines);
    Words::read(&mut rest).filter(|_| rest.0.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(words: &Words) -> Vec<&'static str> {
        let mut lines = Vec::new();
        words.write(&mut lines);
        lines
    }

    #[test]
    fn file_gives_every_word_back() {
        for language in Language::ALL {
            let back = read(language.words_text().leak()).unwrap();
            assert_eq!(format!("{back:?}"), format!("{:?}", language.words()), "{}", language.tag());
        }
    }

    #[test]
    fn group_that_is_left_out_is_passed_over_whole() {
        use super::super::words::{CascadeWords, MapWords, ScenariosWords};
        fn passes<G: WordGroup>(group: &G) {
            let mut own = Vec::new();
            group.write(&mut own);
            own.push("what comes after it");
            let mut lines = Lines(&own);
            lines.pass_over(G::count()).unwrap();
            assert_eq!(lines.0, ["what comes after it"]);
            assert!(lines.pass_over(2).is_none());
        }
        let words = Language::En.words();
        passes::<MapWords>(&words.map);
        passes::<CascadeWords>(&words.cascade);
        passes::<ScenariosWords>(&words.scenarios);
        passes(&words.months);
    }

    #[test]
    fn file_of_another_version_is_refused_whole() {
        let text = Language::ZhCn.words_text();
        let (shorter, _) = text.rsplit_once('\n').unwrap();
        assert!(read(shorter.to_owned().leak()).is_none());
        assert!(read(format!("{text}\n多").leak()).is_none());
        assert!(read("").is_none());
    }

    #[test]
    fn no_phrase_breaks_its_line() {
        for language in Language::ALL {
            assert!(lines_of(language.words()).iter().all(|line| !line.contains(['\n', '\r'])), "{}", language.tag());
        }
    }
}
