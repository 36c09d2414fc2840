//! How a language groups large amounts, and how it shortens a range of prices: rules, which no words file carries.

use super::{Language, Locale, Units};
use crate::lists::Listed;

/// A power of ten that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompactUnit {
    /// Its exponent, for instance 6 for a million.
    pub exponent: i32,
    /// What is written after the number.
    pub suffix: &'static str,
}

const INTERNATIONAL: &[CompactUnit] = &[
    CompactUnit { exponent: 3, suffix: "K" },
    CompactUnit { exponent: 6, suffix: "M" },
    CompactUnit { exponent: 9, suffix: "B" },
    CompactUnit { exponent: 12, suffix: "T" },
];
const SIMPLIFIED: &[CompactUnit] = &[
    CompactUnit { exponent: 4, suffix: "万" },
    CompactUnit { exponent: 8, suffix: "亿" },
    CompactUnit { exponent: 12, suffix: "万亿" },
];
const TRADITIONAL: &[CompactUnit] = &[
    CompactUnit { exponent: 4, suffix: "萬" },
    CompactUnit { exponent: 8, suffix: "億" },
    // Not 兆, which is a million to some readers in Hong Kong.
    CompactUnit { exponent: 12, suffix: "萬億" },
];

/// How a language shortens the range of two prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceRangeStyle {
    /// `118.0–124.0k` from ten thousand on.
    Thousands,
    /// `118,000–124,000`: a price keeps its digits.
    AllDigits,
}

impl Language {
    /// How it shortens ranges of prices.
    #[must_use]
    pub const fn price_range_style(self) -> PriceRangeStyle {
        match self {
            Self::En => PriceRangeStyle::Thousands,
            Self::ZhCn | Self::ZhTw | Self::Other(_) => PriceRangeStyle::AllDigits,
        }
    }
}

impl Locale {
    /// The groups for large amounts, smallest first. English with [`Units::Cjk`] borrows the simplified characters.
    #[must_use]
    pub(crate) fn compact_units(self) -> Vec<CompactUnit> {
        let units = match (self.units, self.language) {
            (Units::Auto, Language::Other(_)) => {
                let marks = &self.words().marks;
                let named = [marks.thousand(), marks.million(), marks.billion(), marks.trillion()]
                    .into_iter()
                    .zip(INTERNATIONAL);
                return named.map(|(suffix, unit)| CompactUnit { suffix, ..*unit }).listed();
            }
            (Units::Intl, _) | (Units::Auto, Language::En) => INTERNATIONAL,
            (_, Language::ZhTw) => TRADITIONAL,
            _ => SIMPLIFIED,
        };
        units.to_vec()
    }
}
