//! Instants as archives write them: a count since 1970 in some unit, or UTC text.

use crate::engine::market::TimeMs;
use crate::value::number_of;

/// The year 3000, after which nothing is a time stamp.
const LATEST_MS: TimeMs = 32_503_680_000_000;
const DAY_MS: TimeMs = 86_400_000;

/// The instant in milliseconds; `None` when `text` is none.
///
/// Counts are seconds below 10^11, milliseconds below 10^14, microseconds below 10^17, else nanoseconds. Text is
/// `YYYY-MM-DD`, optionally followed by a blank or `T`, `HH:MM`, `:SS`, a fraction, and `Z`, `UTC` or an offset.
pub(in crate::engine) fn parse(text: &str) -> Option<TimeMs> {
    let instant = match number_of(text) {
        Some(count) => from_count(text, count)?,
        None => from_words(text)?,
    };
    (0..=LATEST_MS).contains(&instant).then_some(instant)
}

#[expect(clippy::cast_possible_truncation, reason = "rounded, and below 2^53 by the ranges of the arms")]
fn from_count(text: &str, count: f64) -> Option<TimeMs> {
    if !(count.is_finite() && count >= 0.0) {
        return None;
    }
    Some(match (count, text.parse::<i64>()) {
        (..1e11, _) => (count * 1e3).round() as TimeMs,
        (..1e14, Ok(whole)) => whole,
        (..1e14, _) => count.round() as TimeMs,
        (..1e17, Ok(whole)) => whole.div_euclid(1_000),
        (_, Ok(whole)) => whole.div_euclid(1_000_000),
        _ => return None,
    })
}

fn from_words(text: &str) -> Option<TimeMs> {
    let (date, rest) = (text.get(..10)?, text.get(10..)?);
    let midnight = days_since_1970(date)?.checked_mul(DAY_MS)?;
    let rest = rest.trim_start_matches(['T', 't', ' ']);
    if rest.is_empty() {
        return Some(midnight);
    }
    let zone_at = rest.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(zone_at);
    Some(midnight + time_of_day(clock)? - offset(zone.trim())?)
}

/// Days from 1970-01-01 to the `YYYY-MM-DD` given, in the Gregorian calendar.
fn days_since_1970(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(digits);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = usize::try_from(month).ok()?.checked_sub(1).and_then(|index| lengths.get(index))?;
    if parts.next().is_some() || year < 1970 || !(1..=*length).contains(&day) {
        return None;
    }
    let leap_days_before = |year: i64| (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
    let years = (year - 1970) * 365 + leap_days_before(year) - leap_days_before(1970);
    let months: i64 = lengths.iter().take(usize::try_from(month - 1).ok()?).sum();
    Some(years + months + day - 1)
}

/// Milliseconds since midnight of `HH:MM`, `HH:MM:SS` or `HH:MM:SS.fff`.
fn time_of_day(clock: &str) -> Option<TimeMs> {
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut parts = clock.split(':');
    let (hour, minute) = (digits(parts.next()?)?, digits(parts.next()?)?);
    let second = digits(parts.next().unwrap_or("0"))?;
    // A minute may have a leap second.
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let thousandths = format!("{fraction:0<3}");
    Some(((hour * 60 + minute) * 60 + second) * 1_000 + digits(thousandths.get(..3)?)?)
}

/// Milliseconds to subtract: 0 for UTC, an hour for `+01:00`.
fn offset(zone: &str) -> Option<TimeMs> {
    if matches!(zone, "" | "Z" | "z" | "UTC") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let plain = zone.strip_prefix(['+', '-'])?.replace(':', "");
    let (hours, minutes) = (digits(plain.get(..2)?)?, if plain.len() == 2 { 0 } else { digits(plain.get(2..4)?)? });
    (plain.len() <= 4 && hours <= 14 && minutes <= 59).then_some(sign * (hours * 60 + minutes) * 60_000)
}

/// A count written in digits alone.
fn digits(text: &str) -> Option<i64> {
    (!text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_of_a_count_follows_from_its_size() {
        for text in ["1700000000", "1700000000000", "1700000000000000", "1700000000000000000", "1700000000.0", "1.7e12"]
        {
            assert_eq!(parse(text), Some(1_700_000_000_000), "{text}");
        }
        assert_eq!(parse("1764576000004"), Some(1_764_576_000_004));
    }

    #[test]
    fn text_is_utc_unless_it_names_an_offset() {
        let texts = [
            "2023-11-14 22:13:20",
            "2023-11-14T22:13:20Z",
            "2023-11-14T22:13:20.000+00:00",
            "2023-11-14 22:13:20 UTC",
            "2023-11-14T23:13:20+01:00",
            "2023-11-14T17:13:20-0500",
        ];
        for text in texts {
            assert_eq!(parse(text), Some(1_700_000_000_000), "{text}");
        }
        assert_eq!(parse("2023-11-14T22:13:20.1239Z"), Some(1_700_000_000_123));
        assert_eq!(parse("2023-11-14 22:13"), Some(1_699_999_980_000));
    }

    #[test]
    fn dates_follow_the_gregorian_calendar() {
        assert_eq!(parse("1970-01-01"), Some(0));
        assert_eq!(parse("2000-03-01"), Some(951_868_800_000));
        assert_eq!(parse("2024-02-29"), Some(1_709_164_800_000));
        assert_eq!(parse("2026-03-01"), Some(1_772_323_200_000));
        for text in ["2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "2024-04-31", "1969-12-31"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "",
            "-1",
            "nan",
            "inf",
            "soon",
            "2024-01-15 25:00:00",
            "2024-01-15 00:61",
            "2024-01-15 10",
            "1e30",
            "清清清清",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
