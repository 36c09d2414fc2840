//! Languages: which words, which number groups, which order of a date.
//!
//! A [`Locale`] is what views carry around: it formats numbers and times and hands out [`Words`].

mod apart;
mod en;
mod number_groups;
mod spoken;
mod word_file;
mod words;
#[cfg(feature = "all-words")]
mod zh_cn;
#[cfg(feature = "all-words")]
mod zh_tw;

pub use number_groups::{CompactUnit, PriceRangeStyle};
pub use spoken::named;
pub use words::*;

use crate::error::{Code, Result, fault, one_of};
use crate::lists::Listed;

/// A language that the widgets speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Chinese in simplified characters, mainland words.
    ZhCn,
    /// Chinese in traditional characters, words of Taiwan and Hong Kong.
    ZhTw,
    /// Any other, whose words a page has handed over: which of those.
    Other(usize),
}

impl Language {
    /// Every language that ships.
    pub const ALL: [Self; 3] = [Self::En, Self::ZhCn, Self::ZhTw];

    /// The language for a BCP 47 tag such as a page's `lang`; case and `_` do not matter. English for anything unknown.
    /// A script decides before a region: `zh-Hant-CN` is traditional, `zh-Hans-HK` simplified.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        let mut parts = tag.split('-');
        if parts.next() != Some("zh") {
            return word_file::other(&tag).map_or(Self::En, Self::Other);
        }
        let parts: Vec<&str> = parts.listed();
        let has = |wanted: &[&str]| parts.iter().any(|part| wanted.contains(part));
        match (has(&["hant"]), has(&["hans"]), has(&["tw", "hk", "mo"])) {
            (true, ..) | (false, false, true) => Self::ZhTw,
            _ => Self::ZhCn,
        }
    }

    /// The tag for a `lang` attribute.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
            Self::ZhTw => "zh-TW",
            Self::Other(place) => word_file::other_tag(place),
        }
    }

    /// The language for a tag among those whose words are there: English where they are not.
    #[must_use]
    pub fn spoken(tag: &str) -> Self {
        let language = Self::from_tag(tag);
        if language.words_there().is_some() { language } else { Self::En }
    }

    /// Its words; the English ones where its own are neither compiled in nor handed over.
    #[must_use]
    pub fn words(self) -> &'static Words {
        self.words_there().unwrap_or(&en::WORDS)
    }

    #[cfg(feature = "all-words")]
    fn words_there(self) -> Option<&'static Words> {
        Some(match self {
            Self::En => &en::WORDS,
            Self::ZhCn => &zh_cn::WORDS,
            Self::ZhTw => &zh_tw::WORDS,
            Self::Other(_) => return word_file::handed(self),
        })
    }

    #[cfg(not(feature = "all-words"))]
    fn words_there(self) -> Option<&'static Words> {
        match self {
            Self::En => Some(&en::WORDS),
            _ => word_file::handed(self),
        }
    }
}

/// How large amounts are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Units {
    /// As the language does.
    #[default]
    Auto,
    /// K, M, B, T in every language.
    Intl,
    /// Ten thousands and hundred millions (万, 亿) in every language.
    Cjk,
}

impl Units {
    /// Reads `auto`, `intl` or `cjk`.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] with the nearest valid word.
    pub fn parse(word: &str) -> Result<Self> {
        match word {
            "auto" => Ok(Self::Auto),
            "intl" => Ok(Self::Intl),
            "cjk" => Ok(Self::Cjk),
            _ => Err(fault!(Code::AttributeInvalid, "units", word, one_of(word, &["auto", "intl", "cjk"]))),
        }
    }
}

/// A language with the reader's choice of units: everything that turns numbers and times into text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Locale {
    /// Language of all words.
    pub language: Language,
    /// Groups of large amounts.
    pub units: Units,
}

impl Locale {
    /// A locale.
    #[must_use]
    pub const fn new(language: Language, units: Units) -> Self {
        Self { language, units }
    }

    /// The words of its language.
    #[must_use]
    pub fn words(self) -> &'static Words {
        self.language.words()
    }
}

/// `template` with every `{slot}` replaced by its value. Values are not searched for slots themselves.
///
/// A slot without a value, or a value without a slot, is a mistake of the caller: builds with debug assertions stop
/// there; others leave the slot as it is, visible to whoever proofreads the picture.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    debug_assert!(
        values.iter().all(|(slot, _)| slots_of(template).any(|found| found == *slot)),
        "a value without a slot in {template:?}: {values:?}"
    );
    let mut text = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, slot, after)) = next_slot(rest) {
        text.push_str(before);
        let value = values.iter().find(|(name, _)| *name == slot).map(|(_, value)| *value);
        debug_assert!(value.is_some(), "no value for {{{slot}}} in {template:?}");
        match value {
            Some(value) => text.push_str(value),
            None => text.extend(["{", slot, "}"]),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Text before the first slot, the slot's name, text after it.
fn next_slot(template: &str) -> Option<(&str, &str, &str)> {
    let (before, from_slot) = template.split_once('{')?;
    let (slot, after) = from_slot.split_once('}')?;
    Some((before, slot, after))
}

fn slots_of(template: &str) -> impl Iterator<Item = &str> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let (_, slot, after) = next_slot(rest)?;
        rest = after;
        Some(slot)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn script_and_region_pick_the_characters() {
        for (tag, language) in [
            ("zh", Language::ZhCn),
            ("zh-CN", Language::ZhCn),
            ("zh-Hans", Language::ZhCn),
            ("zh-Hans-HK", Language::ZhCn),
            ("zh-SG", Language::ZhCn),
            ("zh_TW", Language::ZhTw),
            ("zh-HK", Language::ZhTw),
            ("zh-Hant-HK", Language::ZhTw),
            ("ZH-hant", Language::ZhTw),
            ("zh-Hant-CN", Language::ZhTw),
            ("en-GB", Language::En),
            ("de", Language::En),
            ("", Language::En),
            ("zha", Language::En),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }

    #[test]
    fn own_tag_leads_back_to_the_language() {
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), language);
        }
    }

    #[test]
    fn every_phrase_has_exactly_its_declared_slots() {
        for language in Language::ALL {
            for (group, phrase) in language.words().phrases() {
                let found: BTreeSet<&str> = slots_of(phrase.text).collect();
                let declared: BTreeSet<&str> = phrase.slots.iter().copied().collect();
                assert_eq!(found, declared, "{group}.{} in {}: {:?}", phrase.name, language.tag(), phrase.text);
            }
        }
    }

    #[test]
    fn no_phrase_is_empty_or_padded() {
        for language in Language::ALL {
            for (group, phrase) in language.words().phrases() {
                let is_separator = phrase.name.ends_with("separator");
                let may_be_empty = is_separator || (group == "numbers" && phrase.name.starts_with("usd_"));
                assert!(
                    !phrase.text.trim().is_empty() || may_be_empty,
                    "{group}.{} in {}",
                    phrase.name,
                    language.tag()
                );
                assert!(
                    phrase.text.trim() == phrase.text || is_separator,
                    "{group}.{} in {}",
                    phrase.name,
                    language.tag()
                );
            }
        }
    }

    #[test]
    fn chinese_text_has_full_width_punctuation_and_no_english_left() {
        for language in [Language::ZhCn, Language::ZhTw] {
            for (group, phrase) in language.words().phrases().into_iter().filter(|(group, _)| *group != "marks") {
                let context = format!("{group}.{} in {}: {:?}", phrase.name, language.tag(), phrase.text);
                assert!(!phrase.text.contains([',', ';', '!', '?', '(', ')']), "{context}");
                let english = language_free_text(phrase.text);
                assert!(!english.contains(": "), "{context}");
                assert!(
                    english.chars().any(|letter| letter > '\u{2e80}') || is_language_free(phrase.text),
                    "{context}"
                );
            }
        }
    }

    /// The phrase without its slots.
    fn language_free_text(text: &str) -> String {
        let mut plain = String::new();
        let mut rest = text;
        while let Some((before, _, after)) = next_slot(rest) {
            plain.push_str(before);
            rest = after;
        }
        plain + rest
    }

    fn is_language_free(text: &str) -> bool {
        !language_free_text(text).chars().any(char::is_alphabetic)
    }

    /// Simplified characters with their traditional forms, of which only one may occur in a language.
    const PAIRS: &str = "亿億万萬资資数數据據热熱图圖级級联聯强強仓倉开開单單头頭轧軋费費续續约約杠槓证證维維护護现現货貨\
        标標记記价價盘盤点點击擊临臨轮輪无無满滿触觸发發条條节節涨漲过過载載绝絕错錯误誤时時间間范範围圍关關闭閉线線对對\
        设設为為动動删刪选選显顯项項键鍵个個没沒这這进進网網页頁张張读讀阶階储儲实實测測计計与與场場卖賣买買应應确確认認\
        盖蓋来來种種类類说說变變换換缩縮双雙层層轴軸详詳细細请請试試检檢览覽浏瀏执執规規则則余餘净淨总總额額构構产產币幣\
        稳穩仅僅较較长長损損边邊历歷态態终終备備风風险險转轉连連环環潜潛贝貝处處体體达達丢丟带帶异異结結给給";

    #[test]
    fn each_chinese_keeps_to_its_own_characters() {
        let letters: Vec<char> = PAIRS.chars().collect();
        for (language, foreign) in [(Language::ZhTw, 0), (Language::ZhCn, 1)] {
            for (group, phrase) in language.words().phrases() {
                let found = letters.chunks(2).map(|pair| pair[foreign]).find(|letter| phrase.text.contains(*letter));
                assert_eq!(found, None, "{group}.{} in {}: {}", phrase.name, language.tag(), phrase.text);
            }
        }
    }

    const CODES: [Code; 18] = [
        Code::DataInvalid,
        Code::DataTooLarge,
        Code::DataUnordered,
        Code::DataDuplicated,
        Code::DataLength,
        Code::DataRange,
        Code::DataEmpty,
        Code::UnitSuspect,
        Code::AttributeInvalid,
        Code::AttributeUnknown,
        Code::NoLiquidationPrice,
        Code::FetchFailed,
        Code::VenueRefused,
        Code::VenueBlocked,
        Code::RateLimited,
        Code::SymbolUnknown,
        Code::UnitUnknown,
        Code::TiersMissing,
    ];

    /// The line of a code, which a page finds by the code's name. A code without one does not compile.
    fn line(errors: &Spoken<ErrorWords>, code: Code) -> &'static str {
        match code {
            Code::DataInvalid => errors.data_invalid(),
            Code::DataTooLarge => errors.data_too_large(),
            Code::DataUnordered => errors.data_unordered(),
            Code::DataDuplicated => errors.data_duplicated(),
            Code::DataLength => errors.data_length(),
            Code::DataRange => errors.data_range(),
            Code::DataEmpty => errors.data_empty(),
            Code::UnitSuspect => errors.unit_suspect(),
            Code::AttributeInvalid => errors.attribute_invalid(),
            Code::AttributeUnknown => errors.attribute_unknown(),
            Code::NoLiquidationPrice => errors.no_liquidation_price(),
            Code::FetchFailed => errors.fetch_failed(),
            Code::VenueRefused => errors.venue_refused(),
            Code::VenueBlocked => errors.venue_blocked(),
            Code::RateLimited => errors.rate_limited(),
            Code::SymbolUnknown => errors.symbol_unknown(),
            Code::UnitUnknown => errors.unit_unknown(),
            Code::TiersMissing => errors.tiers_missing(),
        }
    }

    #[test]
    fn every_error_code_has_its_own_line_under_its_name() {
        for language in Language::ALL {
            let errors = &language.words().errors;
            let lines: BTreeSet<&str> = CODES.iter().map(|code| line(errors, *code)).collect();
            assert_eq!(lines.len(), CODES.len(), "{}", language.tag());
            for code in CODES {
                let place = ErrorWords::NAMES.iter().position(|name| *name == code.as_str().replace('-', "_"));
                assert_eq!(place.map(|place| errors.lines()[place]), Some(line(errors, code)), "{}", language.tag());
            }
        }
    }

    #[test]
    fn fill_puts_values_in_their_slots_and_nowhere_else() {
        assert_eq!(fill("{a} and {b}, {a}", &[("a", "{b}"), ("b", "2")]), "{b} and 2, {b}");
        assert_eq!(fill("none", &[]), "none");
        assert_eq!(fill("open { brace", &[]), "open { brace");
    }

    #[test]
    #[should_panic(expected = "no value for {b}")]
    #[cfg(debug_assertions)]
    fn slot_without_value_stops_a_debug_build() {
        let _ = fill("{a} {b}", &[("a", "1")]);
    }

    #[test]
    #[should_panic(expected = "a value without a slot")]
    #[cfg(debug_assertions)]
    fn value_without_slot_stops_a_debug_build() {
        let _ = fill("{a}", &[("a", "1"), ("c", "2")]);
    }

    #[test]
    fn units_word_is_checked() {
        assert_eq!(Units::parse("cjk").unwrap(), Units::Cjk);
        assert!(Units::parse("intel").unwrap_err().allowed.contains("did you mean intl?"));
    }
}
