//! Words of a language as a text file, one phrase a line in the order of declaration: a page's wasm speaks English, and
//! is handed the words of another language only where a page wants them. A page may bring words of languages that do not
//! ship: the host makes such a text from the publisher's message file.

use crate::lists::Listed;
use crate::texts::Texts;
use std::sync::OnceLock;

use super::Language;
#[cfg(any(test, not(target_arch = "wasm32")))]
use super::spoken::Phrase;
use super::words::Words;

/// What a words file is written from and read into.
pub(super) trait WordGroup: Sized {
    /// Before anything is read.
    const EMPTY: Self;

    /// Takes its own lines from the front, in its place: a group that is handed on is copied, and copying is code.
    fn fill(&mut self, lines: &mut Lines);

    /// Appends its own lines.
    fn write(&self, lines: &mut Vec<&'static str>);

    /// Every phrase.
    #[cfg(any(test, not(target_arch = "wasm32")))]
    fn phrases(&self) -> Vec<Phrase>;
}

/// The lines that nobody has taken yet.
pub(super) struct Lines {
    rest: &'static [&'static str],
    /// Whether somebody wanted more than there were.
    is_short: bool,
}

impl Lines {
    /// Lines that were left for later.
    pub(super) const fn of(lines: &'static [&'static str]) -> Self {
        Self { rest: lines, is_short: false }
    }

    /// The next lines, to be read later; none when there are too few.
    #[inline(never)]
    pub(super) fn left_for_later(&mut self, count: usize) -> &'static [&'static str] {
        let (later, rest) = self.rest.split_at_checked(count).unwrap_or_default();
        self.is_short |= later.len() < count;
        self.rest = rest;
        later
    }

    /// Takes as many lines as `group` has room for; none when there are too few.
    #[inline(never)]
    pub(super) fn fill(&mut self, group: &mut [&'static str]) {
        let lines = self.left_for_later(group.len());
        for (phrase, line) in group.iter_mut().zip(lines) {
            *phrase = line;
        }
    }

    /// Whether all were taken and none was missing.
    const fn are_used_up(&self) -> bool {
        self.rest.is_empty() && !self.is_short
    }
}

/// Languages of its own that a page may bring.
const MOST_OTHERS: usize = 6;

/// Words that were handed over for simplified and for traditional Chinese; English needs none.
static CHINESE: [OnceLock<Words>; 2] = [const { OnceLock::new() }; 2];
/// Words of other languages by their tags in small letters.
static OTHERS: [OnceLock<(String, Words)>; MOST_OTHERS] = [const { OnceLock::new() }; MOST_OTHERS];

/// The words that were handed over for a language.
pub(super) fn handed(language: Language) -> Option<&'static Words> {
    match language {
        Language::En => None,
        Language::ZhCn => CHINESE[0].get(),
        Language::ZhTw => CHINESE[1].get(),
        Language::Other(place) => OTHERS.get(place)?.get().map(|(_, words)| words),
    }
}

/// The place of a language that a page brought, by its tag in small letters.
pub(super) fn other(tag: &str) -> Option<usize> {
    OTHERS.iter().position(|place| place.get().is_some_and(|(known, _)| known == tag))
}

/// The tag of a language that a page brought.
pub(super) fn other_tag(place: usize) -> &'static str {
    OTHERS.get(place).and_then(OnceLock::get).map_or("en", |(tag, _)| tag)
}

impl Language {
    /// Takes the text of a words file once for each language tag, unless the words are there already, and keeps it until
    /// the page is closed. False when the file belongs to another version: it has more phrases or fewer, and none is
    /// taken; false too where more languages are brought than there is room for.
    #[must_use]
    pub fn take_words(tag: &str, text: String) -> bool {
        let language = Self::from_tag(tag);
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        let is_new = language == Self::En && tag.split('-').next() != Some("en");
        if !is_new && language.words_there().is_some() {
            return true;
        }
        let Some(words) = read(text.leak()) else { return false };
        match language {
            Self::ZhCn => CHINESE[0].set(words).is_ok(),
            Self::ZhTw => CHINESE[1].set(words).is_ok(),
            _ => OTHERS.iter().find(|place| place.get().is_none()).is_some_and(|place| place.set((tag, words)).is_ok()),
        }
    }

    /// Every phrase by the name that a message file calls it, such as `legend.titleUsd`, in the order of a words file.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn messages(self) -> Vec<(String, &'static str)> {
        self.words().messages()
    }

    /// Its words as the text of a words file.
    #[must_use]
    pub fn words_text(self) -> String {
        let mut lines = Vec::new();
        self.words().write(&mut lines);
        lines.joined("\n")
    }
}

fn read(text: &'static str) -> Option<Words> {
    let lines: Vec<&'static str> = text.split('\n').listed();
    let mut rest = Lines::of(lines.leak());
    let mut words = Words::EMPTY;
    words.fill(&mut rest);
    rest.are_used_up().then_some(words)
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
        use super::super::words::{Phrases, Spoken};
        fn passes<G: Phrases>(group: &Spoken<G>) {
            let mut own = Vec::new();
            group.write(&mut own);
            own.push("what comes after it");
            let mut lines = Lines::of(own.leak());
            let _others = lines.left_for_later(G::NAMES.len());
            assert_eq!((lines.rest, lines.is_short), (["what comes after it"].as_slice(), false));
            assert!(lines.left_for_later(2).is_empty() && lines.is_short);
        }
        let words = Language::En.words();
        passes(&words.map);
        passes(&words.cascade);
        passes(&words.tape);
        passes(&words.regime);
        passes(&words.scenarios);
        passes(&words.months);
    }

    #[test]
    fn language_of_a_page_is_known_by_its_tag_once_its_words_are_there() {
        assert_eq!(Language::from_tag("xx-Test"), Language::En);
        let text = Language::En.words_text().replacen("\n.\n,\n", "\n,\n.\n", 1);
        assert!(Language::take_words("xx_TEST", text));
        let own = Language::from_tag("xx-test");
        assert_eq!((own.tag(), Language::spoken("XX-Test")), ("xx-test", own));
        assert_eq!(Language::from_tag("xx"), Language::En);
        let locale = super::super::Locale::new(own, super::super::Units::Auto);
        assert_eq!((locale.number(-1234.5, 1), locale.percent_short(0.0625)), ("−1.234,5".into(), "6,25%".into()));
        assert_eq!(
            (locale.usd(1.25e6), locale.price_range(118_000.0, 124_000.0, None)),
            ("$1,25M".into(), "118.000–124.000".into())
        );
        assert!(Language::take_words("xx-test", String::new()), "there already");
        assert!(!Language::take_words("yy", String::new()), "another version");
    }

    #[test]
    fn every_phrase_has_a_name_of_its_own_in_a_message_file() {
        let messages = Language::En.messages();
        let names: std::collections::BTreeSet<&String> = messages.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), messages.len());
        assert_eq!(messages.iter().map(|(_, text)| *text).collect::<Vec<_>>(), lines_of(Language::En.words()));
        assert!(messages.contains(&("legend.titleUsd".to_owned(), "Estimated liquidations per price row")));
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
