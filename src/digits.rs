//! Numbers as decimal text, digit by digit what the standard library writes. Its own code for that is made for speed: it
//! would be a twentieth of all that a page downloads.

use crate::texts::text;
use std::fmt;

/// Limbs hold nine decimal digits.
const LIMB: u32 = 1_000_000_000;
const LIMB_DIGITS: u32 = 9;
/// Largest powers of 2 and 5 that a limb is multiplied with at once.
const TWOS: u32 = 29;
const FIVES: u32 = 13;
/// Bits of a number's fraction.
const FRACTION_BITS: u32 = 52;
/// Power of two of the last bit of the smallest numbers.
const LEAST_EXPONENT: i32 = -1074;
/// So many digits tell every number from its neighbours.
const MOST_DIGITS: usize = 17;

/// A number in the fewest digits that read back as the same bits, never with an exponent: what `{}` writes.
#[derive(Clone, Copy, Debug)]
pub struct Plain(pub f64);

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shortest(self.0))
    }
}

/// `value` with exactly so many `decimals`, ties to the even digit: what `{:.decimals$}` writes.
#[must_use]
#[inline(never)]
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return unwritable(value).to_owned();
    }
    let exact = Decimal::of(value);
    let decimal = match usize::try_from(exact.point + decimals as i32) {
        Ok(count) => exact.round(count),
        Err(_) => Decimal::new(0, 0),
    };
    decimal.text(value.is_sign_negative(), decimals)
}

/// The first `count` significant digits of the size of a finite number, rounded with ties to the even digit, and the power
/// of ten of the first of them; zeros and 0 for 0.
#[must_use]
#[inline(never)]
pub fn significant(value: f64, count: usize) -> (String, i32) {
    let decimal = Decimal::of(value).round(count);
    let digits = (0..count).map(|index| decimal.letter(index as i32)).collect();
    (digits, if decimal.digits.is_empty() { 0 } else { decimal.point - 1 })
}

/// A whole number of at most 64 bits, as the standard library writes it.
#[must_use]
pub fn whole(value: impl TryInto<i128>) -> String {
    let value = value.try_into().unwrap_or_default();
    letters_of(value < 0, value.unsigned_abs() as u64)
}

/// A whole number of 0 or more with zeros in front, so that it has `least` digits.
#[must_use]
pub fn padded(value: impl TryInto<i128>, least: usize) -> String {
    let text = whole(value);
    text!["0".repeat(least.saturating_sub(text.len())), text]
}

#[inline(never)]
fn letters_of(is_negative: bool, size: u64) -> String {
    let mut rest = size;
    let mut letters = Vec::new();
    while rest > 0 || letters.is_empty() {
        letters.push(b'0' + (rest % 10) as u8);
        rest /= 10;
    }
    if is_negative {
        letters.push(b'-');
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// The shortest text that reads back as the same number, without an exponent.
#[must_use]
#[inline(never)]
pub fn shortest(value: f64) -> String {
    if !value.is_finite() {
        return unwritable(value).to_owned();
    }
    let exact = Decimal::of(value);
    let (low, high, is_inclusive) = rounding_interval(value);
    let reads_back = |decimal: &Decimal| {
        (*decimal > low && *decimal < high) || (is_inclusive && (*decimal == low || *decimal == high))
    };
    // At a power of two the nearest may be too far below, where the next one above still reads back. Ties go up.
    let is_up = |count: usize| exact.digits.get(count).is_some_and(|digit| *digit >= 5);
    let tries = (1..MOST_DIGITS).flat_map(|count| [(count, is_up(count)), (count, true)]);
    let short = tries.map(|(count, is_up)| exact.clone().cut(count, is_up)).find(reads_back);
    let decimal = short.unwrap_or_else(|| exact.clone().cut(MOST_DIGITS, is_up(MOST_DIGITS)));
    let decimals = (decimal.digits.len() as i32 - decimal.point).max(0) as usize;
    decimal.text(value.is_sign_negative(), decimals)
}

fn unwritable(value: f64) -> &'static str {
    if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "inf"
    } else {
        "-inf"
    }
}

/// Whole mantissa and power of two of the size of a finite number.
fn parts(value: f64) -> (u64, i32) {
    let bits = value.to_bits();
    let fraction = bits & ((1 << FRACTION_BITS) - 1);
    match (bits >> FRACTION_BITS) as i32 & 0x7ff {
        0 => (fraction, LEAST_EXPONENT),
        exponent => (fraction | 1 << FRACTION_BITS, LEAST_EXPONENT + exponent - 1),
    }
}

/// Between which decimals all read as `value`, and whether these two do.
fn rounding_interval(value: f64) -> (Decimal, Decimal, bool) {
    let (mantissa, exponent) = parts(value);
    // Numbers below a power of two lie twice as close.
    let is_closer_below = mantissa == 1 << FRACTION_BITS && exponent > LEAST_EXPONENT;
    let low = if is_closer_below {
        Decimal::new(4 * mantissa - 1, exponent - 2)
    } else {
        Decimal::new((2 * mantissa).saturating_sub(1), exponent - 1)
    };
    (low, Decimal::new(2 * mantissa + 1, exponent - 1), mantissa.is_multiple_of(2))
}

/// A number of 0 or more as 0.d₁d₂d₃… · 10^point, without zeros at either end. In the order of the numbers.
#[derive(Clone, PartialEq, PartialOrd)]
struct Decimal {
    point: i32,
    digits: Vec<u8>,
}

impl Decimal {
    /// The size of a finite number, exactly.
    fn of(value: f64) -> Self {
        let (mantissa, exponent) = parts(value);
        Self::new(mantissa, exponent)
    }

    /// `mantissa` · 2^`exponent`, exactly. A power of 2 below 0 is one of 5 with the point moved.
    fn new(mantissa: u64, exponent: i32) -> Self {
        let limb = u64::from(LIMB);
        let mut limbs =
            vec![(mantissa % limb) as u32, (mantissa / limb % limb) as u32, (mantissa / limb / limb) as u32];
        let size = exponent.unsigned_abs();
        if exponent < 0 {
            multiply(&mut limbs, 5, size, FIVES);
        } else {
            multiply(&mut limbs, 2, size, TWOS);
        }
        let mut digits = Vec::new();
        for limb in limbs.iter().rev() {
            digits.extend((0..LIMB_DIGITS).rev().map(|place| (limb / 10_u32.pow(place) % 10) as u8));
        }
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..zeros);
        let point = digits.len() as i32 + exponent.min(0);
        Self { point, digits }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
        self
    }

    /// The nearest with `count` digits, ties to the even one.
    fn round(self, count: usize) -> Self {
        let is_up = self.rounds_up(count);
        self.cut(count, is_up)
    }

    /// Whether the nearest with `count` digits is above.
    fn rounds_up(&self, count: usize) -> bool {
        let Some((first, rest)) = self.digits.get(count..).and_then(<[u8]>::split_first) else { return false };
        let is_odd = count > 0 && self.digits[count - 1] % 2 == 1;
        *first > 5 || (*first == 5 && (is_odd || !rest.is_empty()))
    }

    /// The first `count` digits, the last of them one more where `is_up`; no change where there are no more.
    fn cut(mut self, count: usize, is_up: bool) -> Self {
        if count >= self.digits.len() {
            return self;
        }
        self.digits.truncate(count);
        if is_up {
            while self.digits.last() == Some(&9) {
                self.digits.pop();
            }
            match self.digits.last_mut() {
                Some(last) => *last += 1,
                None => {
                    self.digits.push(1);
                    self.point += 1;
                }
            }
        }
        self.trimmed()
    }

    /// The digit at `index`, counted from the first; `0` beyond both ends.
    fn letter(&self, index: i32) -> char {
        let digit = usize::try_from(index).ok().and_then(|index| self.digits.get(index)).copied().unwrap_or(0);
        char::from(b'0' + digit)
    }

    fn text(&self, is_negative: bool, decimals: usize) -> String {
        let mut text = String::new();
        if is_negative {
            text.push('-');
        }
        if self.point <= 0 {
            text.push('0');
        }
        text.extend((0..self.point).map(|index| self.letter(index)));
        if decimals > 0 {
            text.push('.');
        }
        text.extend((self.point..self.point + decimals as i32).map(|index| self.letter(index)));
        text
    }
}

/// Multiplies with `base` so many `times`, at most so often `at_once`.
fn multiply(limbs: &mut Vec<u32>, base: u32, mut times: u32, at_once: u32) {
    while times > 0 {
        let power = times.min(at_once);
        let factor = u64::from(base.pow(power));
        let mut carry = 0;
        for limb in limbs.iter_mut() {
            carry += u64::from(*limb) * factor;
            *limb = (carry % u64::from(LIMB)) as u32;
            carry /= u64::from(LIMB);
        }
        if carry > 0 {
            // A product of two numbers below 2^32 leaves less than five limbs of one digit more than this holds.
            limbs.extend([(carry % u64::from(LIMB)) as u32, (carry / u64::from(LIMB)) as u32]);
        }
        times -= power;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_written_as_the_library_does(value: f64) {
        assert_eq!(Plain(value).to_string(), value.to_string());
        for decimals in [0, 1, 2, 3, 7, 12, 30] {
            assert_eq!(fixed(value, decimals), format!("{value:.decimals$}"), "{value:e}, {decimals}");
        }
        for count in [1, 2, 3, 6, 17, 30].into_iter().filter(|_| value.is_finite()) {
            let text = format!("{:.precision$e}", value.abs(), precision = count - 1);
            let (mantissa, exponent) = text.split_once('e').unwrap();
            assert_eq!(significant(value, count), (mantissa.replace('.', ""), exponent.parse().unwrap()), "{value:e}");
        }
    }

    #[test]
    fn every_power_of_two_and_its_neighbours_are_written_as_the_library_does() {
        for exponent in 0..0x7ff_u64 {
            let bits = exponent << FRACTION_BITS;
            for bits in [bits.saturating_sub(1), bits, bits + 1] {
                is_written_as_the_library_does(f64::from_bits(bits));
            }
        }
    }

    #[test]
    fn ties_zeros_and_what_is_no_number_are_written_as_the_library_does() {
        let halves = (0..2_000).map(|count| f64::from(count) / 16.0);
        let odd = [0.0, -0.0, 9.5, 99.95, 0.5, 5e-324, f64::MAX, f64::MIN_POSITIVE, f64::NAN, f64::INFINITY];
        let powers = (-30..30).map(|power| libm::pow(10.0, f64::from(power)));
        halves.chain(odd).chain(powers).for_each(|value| {
            is_written_as_the_library_does(value);
            is_written_as_the_library_does(-value);
        });
    }

    #[test]
    fn whole_numbers_are_written_as_the_library_does() {
        for value in [i64::MIN, -10, -1, 0, 1, 9, 10, 99, 100, i64::MAX] {
            assert_eq!(whole(value), value.to_string());
        }
        assert_eq!(whole(u64::MAX), u64::MAX.to_string());
        assert_eq!(whole(i32::MIN), i32::MIN.to_string());
        assert_eq!([0_u8, 9, 10, 100].map(|value| padded(value, 2)), ["00", "09", "10", "100"]);
        assert_eq!(padded(987, 4), "0987");
    }

    proptest! {
        #[test]
        fn every_number_is_written_as_the_library_does(bits in any::<u64>()) {
            is_written_as_the_library_does(f64::from_bits(bits));
        }

        #[test]
        fn ordinary_numbers_are_written_as_the_library_does(whole in -1_000_000_000_i64..1_000_000_000, places in 0..9) {
            is_written_as_the_library_does(whole as f64 / libm::pow(10.0, f64::from(places)));
        }
    }
}
