//! Numbers as text.
//!
//! Compact amounts keep three significant digits and drop zeros after the decimal point, so the text is within 0.5 % of
//! the number; rounding comes before the choice of the group, so there is no `1000K`. Prices follow the venue's tick
//! but never show more than six significant digits. The minus sign is U+2212. A number that is not finite is a mistake
//! of the caller and is written as `–`.

use crate::digits::{fixed, significant};
use crate::scene::locale::{CompactUnit, Locale, PriceRangeStyle};
use crate::texts::text;

const MINUS: char = '−';
const NOT_A_NUMBER: &str = "–";
/// Significant digits of a compact amount.
const COMPACT_DIGITS: usize = 3;
/// Most significant digits of a price.
const PRICE_DIGITS: i32 = 6;
/// Most decimals of a price.
const MOST_DECIMALS: i32 = 12;
/// Most decimals of a percentage.
const PERCENT_DECIMALS: usize = 2;
/// Lowest price that [`PriceRangeStyle::Thousands`] shortens.
const THOUSANDS_FROM: f64 = 10_000.0;

impl Locale {
    /// A venue's name as readers write it; the venue of made data has a word for one.
    #[must_use]
    pub fn venue(self, venue: &str) -> String {
        match venue {
            "okx" => "OKX".to_owned(),
            "cme" => "CME".to_owned(),
            "dydx" => "dYdX".to_owned(),
            "simulated" => self.words().notes.simulated_venue().to_owned(),
            _ => {
                let mut letters = venue.chars();
                letters
                    .next()
                    .map_or_else(String::new, |first| [first.to_ascii_uppercase()].into_iter().chain(letters).collect())
            }
        }
    }

    /// An amount of US dollars in three digits: `$577M`, `5.77亿美元`.
    #[must_use]
    pub fn usd(self, amount: f64) -> String {
        self.with_currency(amount, |amount| self.compact(amount))
    }

    /// Two amounts of US dollars, the group named once where both have the same: `$1–2B`, `10–20亿美元`.
    #[must_use]
    pub fn usd_range(self, low: f64, high: f64) -> String {
        let numbers = &self.words().numbers;
        text![numbers.usd_prefix(), self.count_range(low, high), numbers.usd_suffix()]
    }

    /// Two numbers of things, likewise: `180–200K`, `18–20万`.
    #[must_use]
    pub fn count_range(self, low: f64, high: f64) -> String {
        let [first, last] = [low, high].map(|count| self.count(count));
        let suffix =
            |text: &str| text.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.').to_owned();
        match first.strip_suffix(&suffix(&last)) {
            Some(digits) if suffix(&first) == suffix(&last) => text![digits, "–", last],
            _ => text![first, "–", last],
        }
    }

    /// An amount of US dollars to the dollar, for tables: `$577,123,456`.
    #[must_use]
    pub fn usd_exact(self, amount: f64) -> String {
        self.with_currency(amount, |amount| self.marked(grouped(amount, 0)))
    }

    /// A number of things in three digits: `1.23M`, `123万`.
    #[must_use]
    pub fn count(self, count: f64) -> String {
        signed_text(count, |count| self.compact(count))
    }

    /// A quantity of coins in three digits: `12.5K BTC`, `1.25万 BTC` with a thin space.
    #[must_use]
    pub fn quantity(self, quantity: f64, coin: &str) -> String {
        text![self.count(quantity), self.words().numbers.unit_separator(), coin]
    }

    /// A number with thousands separators and exactly `decimals` decimals, for axes and tables.
    #[must_use]
    pub fn number(self, value: f64, decimals: usize) -> String {
        signed_text(value, |value| self.marked(grouped(value, decimals)))
    }

    /// A price with the decimals of the venue's tick, as far as six significant digits allow; without a known tick the
    /// six digits alone decide and zeros at the end are dropped.
    #[must_use]
    pub fn price(self, price: f64, tick: Option<f64>) -> String {
        signed_text(price, |price| {
            let by_digits = (PRICE_DIGITS - 1 - exponent(price, PRICE_DIGITS as usize)).clamp(0, MOST_DECIMALS);
            self.marked(match tick.and_then(tick_decimals) {
                Some(decimals) => grouped(price, decimals.min(by_digits) as usize),
                None => without_zeros(&grouped(price, by_digits as usize)).to_owned(),
            })
        })
    }

    /// A price as a sentence says it: `$112,965`, `112,965美元`.
    #[must_use]
    pub fn price_usd(self, price: f64, tick: Option<f64>) -> String {
        self.with_currency(price, |price| self.price(price, tick))
    }

    /// Two prices, rounded to a tenth of their distance or finer: `118.0–124.0k`, `118,000–124,000`.
    #[must_use]
    pub fn price_range(self, low: f64, high: f64, tick: Option<f64>) -> String {
        if !low.is_finite() || !high.is_finite() {
            return NOT_A_NUMBER.to_owned();
        }
        let step = range_step_exponent(low, high, tick);
        let style = self.language.price_range_style();
        if style == PriceRangeStyle::Thousands && low >= THOUSANDS_FROM && step >= 0 {
            let decimals = (3 - step.min(2)) as usize;
            return text![grouped(low / 1e3, decimals), "–", grouped(high / 1e3, decimals), "k"];
        }
        let shown = |price: f64| self.number(rounded_to(price, step), (-step).max(0) as usize);
        text![shown(low), "–", shown(high)]
    }

    /// Two prices as a sentence says them: `$118.0–124.0k`, `118,000–124,000美元`.
    #[must_use]
    pub fn price_range_usd(self, low: f64, high: f64, tick: Option<f64>) -> String {
        let numbers = &self.words().numbers;
        text![numbers.usd_prefix(), self.price_range(low, high, tick), numbers.usd_suffix()]
    }

    /// A fraction as a percentage with `decimals` decimals, at most two: `percent(0.03, 1)` is `3.0%`. What is positive
    /// but would show as zero is written `<0.1%`.
    #[must_use]
    pub fn percent(self, fraction: f64, decimals: usize) -> String {
        self.marked(plain_percent(fraction, decimals))
    }

    /// A fraction as a percentage in at most three significant digits and at most two decimals, zeros dropped: `12.3%`.
    #[must_use]
    pub fn percent_short(self, fraction: f64) -> String {
        let size = (fraction * 100.0).abs();
        let decimals = if size < 9.995 { 2 } else { usize::from(size < 99.95) };
        let text = plain_percent(fraction, decimals);
        if text.starts_with('<') {
            return self.marked(text);
        }
        self.marked(text![without_zeros(text.trim_end_matches('%')), "%"])
    }

    /// A change as a percentage with its sign, `+6.8%` or `−6.8%`; what rounds to zero has none.
    #[must_use]
    pub fn percent_signed(self, fraction: f64, decimals: usize) -> String {
        let text = percent_digits(fraction, decimals.min(PERCENT_DECIMALS));
        let plus = if fraction > 0.0 && fraction.is_finite() && !is_zero_text(&text) { "+" } else { "" };
        self.marked(text![plus, text, "%"])
    }

    /// How many times: `3.1×`.
    #[must_use]
    pub fn times(self, factor: f64) -> String {
        text![self.number(factor, 1), "×"]
    }

    fn with_currency(self, amount: f64, text: impl Fn(f64) -> String) -> String {
        let numbers = &self.words().numbers;
        signed_text(amount, |amount| text![numbers.usd_prefix(), text(amount), numbers.usd_suffix()])
    }

    /// Three significant digits of a number ≥ 0 with the name of its group.
    fn compact(self, value: f64) -> String {
        let (digits, exponent) = significant(value, COMPACT_DIGITS);
        let none = CompactUnit { exponent: 0, suffix: "" };
        let unit = self.compact_units().into_iter().rev().find(|unit| unit.exponent <= exponent).unwrap_or(none);
        text![self.marked(place_point(&digits, exponent - unit.exponent)), unit.suffix]
    }

    /// Digits with the marks of the language, in place of point and comma.
    fn marked(self, plain: String) -> String {
        let marks = &self.words().marks;
        if (marks.decimal(), marks.group()) == (".", ",") {
            return plain;
        }
        let mut text = String::with_capacity(plain.len());
        for letter in plain.chars() {
            match letter {
                '.' => text.push_str(marks.decimal()),
                ',' => text.push_str(marks.group()),
                _ => text.push(letter),
            }
        }
        text
    }
}

fn plain_percent(fraction: f64, decimals: usize) -> String {
    let decimals = decimals.min(PERCENT_DECIMALS);
    let text = percent_digits(fraction, decimals);
    if fraction > 0.0 && is_zero_text(&text) {
        return text!["<", grouped(power_of_ten(-(decimals as i32)), decimals), "%"];
    }
    text![text, "%"]
}

/// `text` of the size of `value`, with a minus before it unless what is shown is zero.
fn signed_text(value: f64, text: impl Fn(f64) -> String) -> String {
    if !value.is_finite() {
        return NOT_A_NUMBER.to_owned();
    }
    let mut shown = text(value.abs());
    if value < 0.0 && !is_zero_text(&shown) {
        shown.insert(0, MINUS);
    }
    shown
}

fn is_zero_text(text: &str) -> bool {
    !text.contains(|letter| ('1'..='9').contains(&letter))
}

fn percent_digits(fraction: f64, decimals: usize) -> String {
    signed_text(fraction * 100.0, |percent| grouped(percent, decimals))
}

/// Power of ten of the first significant digit after rounding to `count` digits; 0 for 0.
fn exponent(value: f64, count: usize) -> i32 {
    significant(value, count).1
}

/// Digits as a plain decimal number whose first digit has the power of ten `exponent`; zeros after the point dropped.
fn place_point(digits: &str, exponent: i32) -> String {
    let mut text = if exponent < 0 {
        text!["0.", "0".repeat((-exponent - 1) as usize), digits]
    } else {
        let before = exponent as usize + 1;
        match digits.split_at_checked(before) {
            Some((whole, "")) => whole.to_owned(),
            Some((whole, part)) => text![whole, ".", part],
            None => text![digits, "0".repeat(before - digits.len())],
        }
    };
    text.truncate(without_zeros(&text).len());
    text
}

fn without_zeros(text: &str) -> &str {
    if text.bytes().any(|letter| letter == b'.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// A number ≥ 0 with commas between groups of three digits.
fn grouped(value: f64, decimals: usize) -> String {
    let plain = fixed(value, decimals);
    let (whole, part) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, part)| (whole, Some(part)));
    let mut text = String::with_capacity(plain.len() + plain.len() / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(part) = part {
        text.push('.');
        text.push_str(part);
    }
    text
}

/// Decimals that write every multiple of `tick`; `None` for a tick that is not positive.
fn tick_decimals(tick: f64) -> Option<i32> {
    /// Relative error that a decimal tick may have after reading it as binary.
    const READING_ERROR: f64 = 1e-9;
    if !(tick.is_finite() && tick > 0.0) {
        return None;
    }
    (0..=MOST_DECIMALS).find(|decimals| {
        let scaled = tick * power_of_ten(*decimals);
        scaled >= 0.5 && (scaled - scaled.round()).abs() <= READING_ERROR * scaled
    })
}

/// Power of ten to which the two ends of a range are rounded: a tenth of the width or finer, three digits of the low
/// end or more, 100 at most, the tick at least.
fn range_step_exponent(low: f64, high: f64, tick: Option<f64>) -> i32 {
    let width = high - low;
    let by_width = if width > 0.0 { floor_exponent(width) - 1 } else { i32::MAX };
    let by_digits = floor_exponent(low.max(high / 1e3)) - 2;
    let finest = -tick.and_then(tick_decimals).unwrap_or(MOST_DECIMALS);
    by_width.min(by_digits).min(2).max(finest)
}

/// Power of ten of the first digit of a positive number, unrounded.
fn floor_exponent(value: f64) -> i32 {
    exponent(value, 17)
}

fn rounded_to(value: f64, exponent: i32) -> f64 {
    if exponent <= 0 { value } else { (value / power_of_ten(exponent)).round() * power_of_ten(exponent) }
}

/// Exact from 1 to 10²², correctly rounded reciprocals below.
pub(crate) fn power_of_ten(exponent: i32) -> f64 {
    let size = (0..exponent.unsigned_abs()).fold(1.0, |power, _| power * 10.0);
    if exponent < 0 { 1.0 / size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::locale::{Language, Units};
    use proptest::prelude::*;

    const EN: Locale = Locale::new(Language::En, Units::Auto);
    const CN: Locale = Locale::new(Language::ZhCn, Units::Auto);
    const TW: Locale = Locale::new(Language::ZhTw, Units::Auto);

    /// Half a unit in the third digit of the smallest three-digit number.
    const COMPACT_ERROR: f64 = 0.005;

    #[test]
    fn a_range_names_its_group_once_where_both_ends_have_the_same() {
        let [en, zh] = [EN, CN];
        assert_eq!(en.usd_range(1e9, 2e9), "$1–2B");
        assert_eq!(zh.usd_range(1e9, 2e9), "10–20亿美元");
        assert_eq!(en.usd_range(9e8, 1.7e9), "$900M–1.7B");
        assert_eq!(zh.count_range(1.8e5, 2e5), "18–20万");
        assert_eq!(en.count_range(120.0, 180.0), "120–180");
    }

    #[test]
    fn amounts_follow_the_groups_of_the_language() {
        for (amount, en, cn, tw) in [
            (577e6, "$577M", "5.77亿美元", "5.77億美元"),
            (1.9e9, "$1.9B", "19亿美元", "19億美元"),
            (57_740_000.0, "$57.7M", "5770万美元", "5770萬美元"),
            (1_234.0, "$1.23K", "1230美元", "1230美元"),
            (2.5e12, "$2.5T", "2.5万亿美元", "2.5萬億美元"),
            (0.0, "$0", "0美元", "0美元"),
            (-3.2e6, "−$3.2M", "−320万美元", "−320萬美元"),
            (0.001_234, "$0.00123", "0.00123美元", "0.00123美元"),
            (1.5e15, "$1500T", "1500万亿美元", "1500萬億美元"),
        ] {
            assert_eq!((EN.usd(amount).as_str(), CN.usd(amount).as_str(), TW.usd(amount).as_str()), (en, cn, tw));
        }
    }

    #[test]
    fn rounding_up_carries_into_the_next_group() {
        for (amount, en, cn) in [
            (999_499.0, "999K", "99.9万"),
            (999_500.0, "1M", "100万"),
            (999.6, "1K", "1000"),
            (99_960_000.0, "100M", "1亿"),
            (9_996.0, "10K", "1万"),
        ] {
            assert_eq!((EN.count(amount).as_str(), CN.count(amount).as_str()), (en, cn), "{amount}");
        }
    }

    #[test]
    fn units_override_the_language() {
        let amount = 577e6;
        assert_eq!(Locale::new(Language::ZhCn, Units::Intl).usd(amount), "577M美元");
        assert_eq!(Locale::new(Language::En, Units::Cjk).usd(amount), "$5.77亿");
        assert_eq!(Locale::new(Language::ZhTw, Units::Cjk).usd(amount), "5.77億美元");
        assert_eq!(Locale::new(Language::En, Units::Intl).usd(amount), "$577M");
    }

    #[test]
    fn coins_stand_a_space_apart() {
        assert_eq!(EN.quantity(12_500.0, "BTC"), "12.5K BTC");
        assert_eq!(CN.quantity(12_500.0, "BTC"), "1.25万\u{2009}BTC");
    }

    #[test]
    fn prices_show_the_tick_within_six_digits() {
        for (price, tick, text) in [
            (112_965.04, Some(0.1), "112,965"),
            (95_432.06, Some(0.1), "95,432.1"),
            (95_432.0, Some(0.1), "95,432.0"),
            (3_412.5, Some(0.01), "3,412.50"),
            (0.123_45, Some(0.000_01), "0.12345"),
            (0.000_012_34, Some(1e-8), "0.00001234"),
            (95_432.5, Some(10.0), "95,432"),
            (3_412.5, Some(0.25), "3,412.50"),
            (95_432.0, None, "95,432"),
            (0.5, None, "0.5"),
            (3_412.567_89, None, "3,412.57"),
            (999_999.9, Some(0.1), "1,000,000"),
            (1_250_000.0, None, "1,250,000"),
        ] {
            assert_eq!(EN.price(price, tick), text);
            assert_eq!(CN.price(price, tick), text, "a price keeps its digits in Chinese");
        }
    }

    #[test]
    fn sentences_name_the_currency() {
        assert_eq!(EN.price_usd(112_965.0, Some(0.1)), "$112,965");
        assert_eq!(CN.price_usd(112_965.0, Some(0.1)), "112,965美元");
        assert_eq!(EN.price_range_usd(118_000.0, 124_000.0, None), "$118.0–124.0k");
        assert_eq!(TW.price_range_usd(118_000.0, 124_000.0, None), "118,000–124,000美元");
        assert_eq!(EN.usd_exact(577_123_456.4), "$577,123,456");
    }

    #[test]
    fn ranges_are_rounded_to_a_tenth_of_their_width() {
        for (low, high, tick, en, cn) in [
            (118_012.0, 123_987.0, Some(0.1), "118.0–124.0k", "118,000–124,000"),
            (95_432.0, 95_781.0, Some(0.1), "95.43–95.78k", "95,430–95,780"),
            (95_432.1, 95_433.4, Some(0.1), "95,432.1–95,433.4", "95,432.1–95,433.4"),
            (3_412.4, 3_550.1, Some(0.01), "3,410–3,550", "3,410–3,550"),
            (142.31, 149.87, Some(0.01), "142.3–149.9", "142.3–149.9"),
            (0.2161, 0.2238, Some(0.000_01), "0.2161–0.2238", "0.2161–0.2238"),
            (9_800.0, 10_400.0, None, "9,800–10,400", "9,800–10,400"),
        ] {
            assert_eq!(EN.price_range(low, high, tick), en);
            assert_eq!(CN.price_range(low, high, tick), cn);
        }
    }

    #[test]
    fn percentages_have_real_signs_and_at_most_two_decimals() {
        assert_eq!(EN.percent(0.03, 1), "3.0%");
        assert_eq!(EN.percent(0.123_456, 7), "12.35%");
        assert_eq!(EN.percent(0.000_01, 2), "<0.01%");
        assert_eq!(EN.percent(0.000_1, 0), "<1%");
        assert_eq!(EN.percent(0.0, 2), "0.00%");
        assert_eq!(EN.percent_signed(0.0682, 1), "+6.8%");
        assert_eq!(EN.percent_signed(-0.0632, 1), "−6.3%");
        assert_eq!(EN.percent_signed(-0.000_1, 1), "0.0%");
        assert_eq!(EN.percent_signed(0.000_1, 1), "0.0%");
        assert_eq!(EN.percent_short(0.5), "50%");
        assert_eq!(EN.percent_short(0.123_45), "12.3%");
        assert_eq!(EN.percent_short(0.0999_6), "10%");
        assert_eq!(EN.percent_short(12.5), "1,250%");
        assert_eq!(EN.percent_short(0.000_01), "<0.01%");
        assert_eq!(EN.times(3.12), "3.1×");
    }

    #[test]
    fn what_is_no_number_is_a_dash() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            for text in [EN.usd(value), EN.count(value), EN.price(value, None), EN.price_range(1.0, value, None)] {
                assert_eq!(text, "–");
            }
        }
    }

    fn parse_back(text: &str, units: &[CompactUnit]) -> f64 {
        let negative = text.starts_with(MINUS);
        let number_end = text.rfind(|letter: char| letter.is_ascii_digit()).unwrap() + 1;
        let suffix = text[number_end..].trim_end_matches("美元");
        let unit = units.iter().find(|unit| unit.suffix == suffix);
        let exponent = unit.map_or_else(|| if suffix.is_empty() { 0 } else { panic!("{text}") }, |unit| unit.exponent);
        let size: f64 = text[..number_end].trim_start_matches([MINUS, '$']).parse().unwrap();
        size * power_of_ten(exponent) * if negative { -1.0 } else { 1.0 }
    }

    proptest! {
        #[test]
        fn compact_text_reads_back_within_half_a_percent(size in 1.0_f64..10.0, power in -6_i32..15, negative: bool) {
            let amount = size * power_of_ten(power) * if negative { -1.0 } else { 1.0 };
            for language in Language::ALL {
                for units in [Units::Auto, Units::Intl, Units::Cjk] {
                    let locale = Locale::new(language, units);
                    let text = locale.usd(amount);
                    let back = parse_back(&text, &locale.compact_units());
                    prop_assert!((back - amount).abs() <= COMPACT_ERROR * amount.abs() * (1.0 + 1e-9), "{amount} → {text}");
                    let digits = text.chars().filter(char::is_ascii_digit).collect::<String>();
                    let significant = digits.trim_start_matches('0').trim_end_matches('0').len();
                    prop_assert!(significant <= COMPACT_DIGITS, "{}", text);
                }
            }
        }

        #[test]
        fn group_is_never_followed_by_a_number_that_fills_the_next(size in 1.0_f64..10.0, power in 0_i32..12) {
            let amount = size * power_of_ten(power);
            for locale in [EN, CN, TW] {
                let text = locale.count(amount);
                let end = text.rfind(|letter: char| letter.is_ascii_digit()).unwrap() + 1;
                let number: f64 = text[..end].parse().unwrap();
                let limit = if locale == EN { 1e3 } else { 1e4 };
                prop_assert!(number < limit, "{}", text);
            }
        }

        #[test]
        fn ends_of_a_range_never_read_alike(low in 1e-4_f64..2e5, width in 0.002_f64..0.5) {
            for locale in [EN, CN] {
                let text = locale.price_range(low, low * (1.0 + width), None);
                let (from, to) = text.trim_end_matches('k').split_once('–').unwrap();
                prop_assert_ne!(from, to);
            }
        }

        #[test]
        fn price_is_within_half_a_tick_or_six_digits(price in 1e-3_f64..5e5, decimals in 0_i32..8) {
            let tick = power_of_ten(-decimals);
            let back: f64 = EN.price(price, Some(tick)).replace(',', "").parse().unwrap();
            prop_assert!((back - price).abs() <= 0.500_001 * tick.max(price * 1e-5));
        }
    }
}
