//! Decimal text as a number, correctly rounded.

/// Powers of ten that are exact.
const EXACT_POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];
const LARGEST_EXACT: u64 = 1 << 53;

/// The finite number that `text` is in decimal notation, with or without exponent; `None` for anything else.
///
/// Up to fifteen digits and a small power of ten one exact operation rounds as it should. What is longer is left to the
/// standard library, whose tables a page's download does without.
#[must_use]
pub fn number_of(text: &str) -> Option<f64> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    let exact = exact(digits)?;
    let size = match exact {
        Some(size) => size,
        None => rounded(text.strip_prefix(['-', '+']).unwrap_or(text))?,
    };
    let number = if negative { -size } else { size };
    number.is_finite().then_some(number)
}

/// Nothing for text that is no number, else its value where that is exact.
fn exact(text: &[u8]) -> Option<Option<f64>> {
    let (mut mantissa, mut exponent, mut count) = (0_u64, 0_i32, 0_usize);
    let (mut index, mut after_point) = (0, false);
    while let Some(&letter) = text.get(index) {
        match letter {
            b'0'..=b'9' => {
                mantissa = mantissa.saturating_mul(10).saturating_add(u64::from(letter - b'0'));
                exponent -= i32::from(after_point);
                count += 1;
            }
            b'.' if !after_point => after_point = true,
            b'e' | b'E' if count > 0 => break,
            _ => return None,
        }
        index += 1;
    }
    if count == 0 {
        return None;
    }
    if index < text.len() {
        let written = whole(&text[index + 1..])?;
        exponent = exponent.saturating_add(written);
    }
    if mantissa > LARGEST_EXACT {
        return Some(None);
    }
    let power = EXACT_POWERS.get(exponent.unsigned_abs() as usize);
    Some(power.map(|power| if exponent < 0 { mantissa as f64 / power } else { mantissa as f64 * power }))
}

/// An exponent; one beyond every number counts as a large one.
fn whole(text: &[u8]) -> Option<i32> {
    let (is_negative, digits) = match text {
        [sign @ (b'-' | b'+'), digits @ ..] => (*sign == b'-', digits),
        digits => (false, digits),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let size = digits.iter().fold(0_i32, |size, digit| size.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
    Some(if is_negative { -size } else { size })
}

#[cfg(any(not(target_arch = "wasm32"), feature = "headless", feature = "venues"))]
fn rounded(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// A page's attributes have no use for more than fifteen digits: there, such a number is refused.
#[cfg(all(target_arch = "wasm32", not(any(feature = "headless", feature = "venues"))))]
fn rounded(_: &str) -> Option<f64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_finite_number_reads_back_bit_for_bit(bits in any::<u64>(), decimals in 0_usize..20) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            prop_assert_eq!(number_of(&number.to_string()).map(f64::to_bits), Some(bits));
            prop_assert_eq!(number_of(&format!("{number:e}")).map(f64::to_bits), Some(bits));
            let short = format!("{:.decimals$}", number % 1e6);
            prop_assert_eq!(number_of(&short), short.parse().ok());
        }
    }

    #[test]
    fn notations_are_those_of_the_standard_library_without_words() {
        for text in
            ["1", "-1", "+1", ".5", "5.", "1e5", "1E-5", "1.5e+3", "-0", "007", "1e-400", "0.1", "9007199254740993"]
        {
            assert_eq!(number_of(text), text.parse().ok(), "{text}");
        }
        for text in
            ["", "-", "+-1", ".", "e5", "1e", "1e+", "1 ", " 1", "0x10", "1_000", "nan", "inf", "1e400", "1.2.3", "一"]
        {
            assert_eq!(number_of(text), None, "{text}");
        }
    }
}
