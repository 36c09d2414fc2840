//! Days and dates of the proleptic Gregorian calendar, without a time zone.
//!
//! Day 0 is 1970-01-01. All arithmetic is in whole numbers and exact for every year from −200 000 to 200 000.

use crate::engine::market::TimeMs;

/// Milliseconds of one minute.
pub const MINUTE_MS: TimeMs = 60_000;
/// Milliseconds of one hour.
pub const HOUR_MS: TimeMs = 60 * MINUTE_MS;
/// Milliseconds of one day.
pub const DAY_MS: TimeMs = 24 * HOUR_MS;

/// Days of 400 years, after which the calendar repeats.
const DAYS_OF_ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH_SHIFT: i64 = 719_468;

/// A calendar date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, astronomical (year 0 exists).
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Date {
    /// The date that lies `days` after 1970-01-01.
    ///
    /// Counts years from March, so that the leap day is the last day of a year.
    #[must_use]
    pub const fn from_days(days: i64) -> Self {
        let shifted = days + EPOCH_SHIFT;
        let era = shifted.div_euclid(DAYS_OF_ERA);
        let day_of_era = shifted.rem_euclid(DAYS_OF_ERA);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / (DAYS_OF_ERA - 1)) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + (month <= 2) as i64;
        Self { year, month: month as u8, day: day as u8 }
    }

    /// Days from 1970-01-01 to this date. A day beyond the end of its month counts on into the next.
    #[must_use]
    pub const fn to_days(self) -> i64 {
        let year = self.year - (self.month <= 2) as i64;
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let march_month = (self.month as i64 + 9) % 12;
        let day_of_year = (153 * march_month + 2) / 5 + self.day as i64 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * DAYS_OF_ERA + day_of_era - EPOCH_SHIFT
    }

    /// The first day of the month that lies `months` after this date's month; negative goes back.
    #[must_use]
    pub const fn month_start_after(self, months: i64) -> Self {
        let count = self.year * 12 + (self.month as i64 - 1) + months;
        Self { year: count.div_euclid(12), month: (count.rem_euclid(12) + 1) as u8, day: 1 }
    }
}

/// Day of the week of `days` since 1970-01-01: 0 is Monday, 6 is Sunday.
#[must_use]
pub const fn weekday(days: i64) -> u8 {
    (days + 3).rem_euclid(7) as u8
}

/// A date and a time of day on the clock of some zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock {
    /// Date.
    pub date: Date,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
}

impl Clock {
    /// What a clock shows `local_ms` after 1970-01-01 00:00 of its own zone.
    #[must_use]
    pub const fn from_local_ms(local_ms: TimeMs) -> Self {
        let of_day = local_ms.rem_euclid(DAY_MS);
        Self {
            date: Date::from_days(local_ms.div_euclid(DAY_MS)),
            hour: (of_day / HOUR_MS) as u8,
            minute: (of_day % HOUR_MS / MINUTE_MS) as u8,
            second: (of_day % MINUTE_MS / 1_000) as u8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const fn date(year: i64, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    #[test]
    fn known_dates_have_known_day_numbers() {
        // Day numbers from `date -u -d … +%s` of GNU coreutils, divided by 86 400.
        for (days, expected) in [
            (0, date(1970, 1, 1)),
            (-1, date(1969, 12, 31)),
            (11_016, date(2000, 2, 29)),
            (11_017, date(2000, 3, 1)),
            (19_782, date(2024, 2, 29)),
            (20_147, date(2025, 2, 28)),
            (20_148, date(2025, 3, 1)),
            (20_467, date(2026, 1, 14)),
            (-25_510, date(1900, 2, 27)),
            (-25_508, date(1900, 3, 1)),
            (47_540, date(2100, 2, 28)),
            (47_541, date(2100, 3, 1)),
        ] {
            assert_eq!(Date::from_days(days), expected, "{days}");
            assert_eq!(expected.to_days(), days, "{expected:?}");
        }
    }

    #[test]
    fn fourteenth_of_january_2026_is_a_wednesday() {
        assert_eq!(weekday(20_467), 2);
        assert_eq!(weekday(0), 3, "1970 began on a Thursday");
        assert_eq!(weekday(-4), 6);
    }

    #[test]
    fn months_step_across_years() {
        assert_eq!(date(2026, 1, 14).month_start_after(-1), date(2025, 12, 1));
        assert_eq!(date(2025, 11, 30).month_start_after(3), date(2026, 2, 1));
    }

    #[test]
    fn clock_before_1970_counts_forward_within_its_day() {
        let clock = Clock::from_local_ms(-1_000);
        assert_eq!((clock.date, clock.hour, clock.minute, clock.second), (date(1969, 12, 31), 23, 59, 59));
    }

    proptest! {
        #[test]
        fn days_and_dates_are_inverse(days in -70_000_000_i64..70_000_000) {
            prop_assert_eq!(Date::from_days(days).to_days(), days);
        }

        #[test]
        fn next_day_is_the_next_date(days in -70_000_000_i64..70_000_000) {
            let (today, tomorrow) = (Date::from_days(days), Date::from_days(days + 1));
            prop_assert!(today < tomorrow);
            prop_assert!(tomorrow.day == today.day + 1 || tomorrow.day == 1);
        }
    }
}
