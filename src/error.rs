//! What went wrong with input, in a form that a person and a program can both use.
//!
//! Every error names a stable [`Code`], the field, the value found and what would have been allowed.

use crate::digits::Plain;
use crate::texts::{Texts, text};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// Stable machine-readable code of an error; its text never changes once shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A document or a request does not follow its format.
    DataInvalid,
    /// A document or a column exceeds a documented limit.
    DataTooLarge,
    /// Times go backwards within a column.
    DataUnordered,
    /// The same time occurs twice within a column.
    DataDuplicated,
    /// Columns of one table differ in length.
    DataLength,
    /// A number is out of its range, NaN or infinite.
    DataRange,
    /// Nothing to compute from (no market, no candle in the range asked for).
    DataEmpty,
    /// The unit of a series contradicts the data.
    UnitSuspect,
    /// An option or attribute has a value that is not allowed.
    AttributeInvalid,
    /// An option or attribute is not known.
    AttributeUnknown,
    /// The position has no liquidation price.
    NoLiquidationPrice,
    /// An address could not be reached, or did not answer whole and in time.
    FetchFailed,
    /// A venue answered with an error of its own.
    VenueRefused,
    /// A venue does not serve this network or place.
    VenueBlocked,
    /// A venue asks for fewer requests.
    RateLimited,
    /// A venue does not list the symbol.
    SymbolUnknown,
    /// What a quantity counts is not known.
    UnitUnknown,
    /// A maintenance table has no rows.
    TiersMissing,
}

impl Code {
    /// The code as it appears in messages and events.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DataInvalid => "data-invalid",
            Self::DataTooLarge => "data-too-large",
            Self::DataUnordered => "data-unordered",
            Self::DataDuplicated => "data-duplicated",
            Self::DataLength => "data-length",
            Self::DataRange => "data-range",
            Self::DataEmpty => "data-empty",
            Self::UnitSuspect => "unit-suspect",
            Self::AttributeInvalid => "attribute-invalid",
            Self::AttributeUnknown => "attribute-unknown",
            Self::NoLiquidationPrice => "no-liquidation-price",
            Self::FetchFailed => "fetch-failed",
            Self::VenueRefused => "venue-refused",
            Self::VenueBlocked => "venue-blocked",
            Self::RateLimited => "rate-limited",
            Self::SymbolUnknown => "symbol-unknown",
            Self::UnitUnknown => "unit-unknown",
            Self::TiersMissing => "tiers-missing",
        }
    }
}

/// One error: which field, what was found there, and what would have been accepted. It stands behind a pointer, so that
/// whatever may fail hands on one word, not four parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Fault>);

/// What an [`Error`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Stable code.
    pub code: Code,
    /// Path to the field, for instance `markets[0].candles.high[17]`; `""` for the whole input.
    pub field: String,
    /// The value found, as text, shortened to 80 characters.
    pub value: String,
    /// What is allowed there, for instance `in 1..=125`.
    pub allowed: String,
}

/// Result of everything that reads input.
pub type Result<T> = std::result::Result<T, Error>;

const LONGEST_VALUE: usize = 80;

/// What a message can say was found.
pub trait Told {
    /// The value as text.
    fn told(&self) -> String;
}

impl Told for f64 {
    fn told(&self) -> String {
        Plain(*self).to_string()
    }
}

impl<T: Told + ?Sized> Told for &T {
    fn told(&self) -> String {
        T::told(self)
    }
}

macro_rules! told_as_displayed {
    ($($kind:ty),+) => {
        $(impl Told for $kind {
            fn told(&self) -> String {
                self.to_string()
            }
        })+
    };
}

told_as_displayed!(str, String, Cow<'_, str>, fmt::Arguments<'_>, u8, u32, u64, usize, i64, i32);

/// [`Error::new`] where the feature `faults` is on. The piece of a first picture leaves the words out: it says what kind of
/// fault there is and in which field of the whole, and the full piece, asked the same, says the rest.
macro_rules! fault {
    ($code:expr, $field:literal, $($rest:tt)+) => { $crate::error::fault!(@ $code, $field, $field, $($rest)+) };
    ($code:expr, $field:ident, $($rest:tt)+) => { $crate::error::fault!(@ $code, $field, $field, $($rest)+) };
    ($code:expr, $path:expr, $($rest:tt)+) => { $crate::error::fault!(@ $code, "", $path, $($rest)+) };
    (@ $code:expr, $name:expr, $path:expr, $value:expr, $allowed:expr $(,)?) => {
        if cfg!(feature = "faults") {
            $crate::error::Error::new($code, $path, $value, $allowed)
        } else {
            $crate::error::Error::short($code, $name)
        }
    };
}
pub(crate) use fault;

/// `format!` for what is told of a fault where the feature `faults` is on, else an empty text.
macro_rules! told {
    ($($words:tt)+) => {
        if cfg!(feature = "faults") { format!($($words)+) } else { String::new() }
    };
}
pub(crate) use told;

impl Error {
    /// An error of `code` about `field`, where `value` was found and only `allowed` is accepted.
    #[inline]
    pub fn new(code: Code, field: impl AsRef<str>, value: impl Told, allowed: impl AsRef<str>) -> Self {
        Self::assembled(code, field.as_ref(), &value, allowed.as_ref())
    }

    /// One body for all kinds of values, off the paths that succeed.
    #[cold]
    #[inline(never)]
    fn assembled(code: Code, field: &str, value: &dyn Told, allowed: &str) -> Self {
        let mut value = value.told();
        if let Some((end, _)) = value.char_indices().nth(LONGEST_VALUE) {
            value.truncate(end);
            value.push('…');
        }
        Self(Box::new(Fault { code, field: field.to_owned(), value, allowed: allowed.to_owned() }))
    }

    /// The same without what was found and what is allowed, which [`fault`] leaves out.
    #[cold]
    pub fn short(code: Code, field: impl AsRef<str>) -> Self {
        Self::nameless(code, field.as_ref())
    }

    #[cold]
    #[inline(never)]
    fn nameless(code: Code, field: &str) -> Self {
        Self(Box::new(Fault { code, field: field.to_owned(), value: String::new(), allowed: String::new() }))
    }

    /// The same error with `prefix` before its field, so that inner readers need not know where they stand.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn within(self, prefix: &str) -> Self {
        if !cfg!(feature = "faults") {
            return if prefix.is_empty() { self } else { self.about(prefix.to_owned()) };
        }
        let field = match (self.field.as_str(), prefix) {
            ("", _) => prefix.to_owned(),
            (_, "") => return self,
            (inner, _) if inner.starts_with('[') => [prefix, inner].joined(""),
            (inner, _) => [prefix, inner].joined("."),
        };
        self.about(field)
    }

    /// The same error about another field.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn about(mut self, field: String) -> Self {
        self.0.field = field;
        self
    }

    /// The same error about another value, as text.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn finding(mut self, value: String) -> Self {
        self.0.value = value;
        self
    }

    /// All that it says, as one line.
    #[must_use]
    pub fn message(&self) -> String {
        let field = if self.field.is_empty() { "input" } else { &self.field };
        if self.allowed.is_empty() {
            return text![self.code.as_str(), ": ", field];
        }
        text![self.code.as_str(), ": ", field, " must be ", self.allowed, ", got ", self.value]
    }

    /// The same error under another code.
    #[must_use]
    pub fn coded(mut self, code: Code) -> Self {
        self.0.code = code;
        self
    }
}

impl Deref for Error {
    type Target = Fault;

    fn deref(&self) -> &Fault {
        &self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {}

/// `value` if it is finite and within `low..=high`, else an error that names the field and the range.
///
/// # Errors
/// [`Code::DataRange`] with the range in words.
pub fn number_within(field: &str, value: f64, low: f64, high: f64) -> Result<f64> {
    if value.is_finite() && value >= low && value <= high {
        Ok(value)
    } else {
        Err(out_of_range(field, value, low, high))
    }
}

#[cold]
#[inline(never)]
fn out_of_range(field: &str, value: f64, low: f64, high: f64) -> Error {
    fault!(Code::DataRange, field, value, format!("a finite number in {}..={}", Plain(low), Plain(high)))
}

/// The one of `words` that is nearest to `found`, for a message; `None` when none is near.
#[must_use]
#[inline(never)]
pub fn nearest_word<'a>(found: &str, words: &[&'a str]) -> Option<&'a str> {
    let found = found.to_ascii_lowercase();
    words
        .iter()
        .map(|word| (strsim::osa_distance(&found, &word.to_ascii_lowercase()), *word))
        .filter(|(distance, word)| *distance <= 1 + word.chars().count() / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// `one of a, b, c` with a guess at the word that was meant.
#[must_use]
#[cold]
#[inline(never)]
pub fn one_of(found: &str, words: &[&str]) -> String {
    if !cfg!(feature = "faults") {
        return String::new();
    }
    let list = words.joined(", ");
    match nearest_word(found, words) {
        Some(word) => format!("one of {list} (did you mean {word}?)"),
        None => format!("one of {list}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_names_field_value_and_allowed_range() {
        let error = number_within("leverage", 0.0, 1.0, 125.0).unwrap_err();
        assert_eq!(error.to_string(), "data-range: leverage must be a finite number in 1..=125, got 0");
    }

    #[test]
    fn not_a_number_is_out_of_every_range() {
        assert!(number_within("x", f64::NAN, f64::MIN, f64::MAX).is_err());
        assert!(number_within("x", f64::INFINITY, f64::MIN, f64::MAX).is_err());
    }

    #[test]
    fn prefix_joins_fields_and_indices() {
        let inner = Error::new(Code::DataRange, "[3]", -1.0, "≥ 0").within("high").within("candles");
        assert_eq!(inner.field, "candles.high[3]");
    }

    #[test]
    fn long_values_are_cut_at_a_character() {
        let error = Error::new(Code::DataInvalid, "", "清".repeat(500), "short");
        assert_eq!(error.value.chars().count(), LONGEST_VALUE + 1);
    }

    #[test]
    fn nearest_word_is_suggested_only_when_near() {
        assert_eq!(nearest_word("cividsi", &["magma", "cividis"]), Some("cividis"));
        assert_eq!(nearest_word("zebra", &["magma", "cividis"]), None);
    }
}
