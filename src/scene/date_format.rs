//! Dates, times, durations and ages as text. A time is always followed by the name of its zone; axes name it once.

use crate::digits::{padded, whole};
use crate::engine::calendar::{Clock, DAY_MS, Date, HOUR_MS, MINUTE_MS};
use crate::engine::market::TimeMs;
use crate::scene::locale::{Locale, fill};
use crate::scene::zone::Zone;
use crate::texts::text;

impl Locale {
    /// `14 Jan 2026, 20:00 UTC+8` or `2026年1月14日 20:00（UTC+8）`.
    #[must_use]
    pub fn date_time(self, at_ms: TimeMs, zone: &Zone) -> String {
        let (date, time) = (self.date(at_ms, zone), self.time(at_ms, zone));
        fill(self.words().dates.date_time_zone(), &[("date", &date), ("time", &time), ("zone", zone.name())])
    }

    /// `14 Jan 2026` or `2026年1月14日`.
    #[must_use]
    pub fn date(self, at_ms: TimeMs, zone: &Zone) -> String {
        let date = zone.clock(at_ms).date;
        let words = &self.words().dates;
        let (day, year) = (whole(date.day), whole(date.year));
        fill(words.date(), &[("day", &day), ("month", self.month_name(date)), ("year", &year)])
    }

    /// `20:00`, on a clock of 24 hours.
    #[must_use]
    pub fn time(self, at_ms: TimeMs, zone: &Zone) -> String {
        let Clock { hour, minute, .. } = zone.clock(at_ms);
        text![padded(hour, 2), ":", padded(minute, 2)]
    }

    /// The dates of two instants: `8–16 Jan 2026`, `2026年1月8日至16日`; one date when both fall on it.
    #[must_use]
    pub fn date_range(self, from_ms: TimeMs, to_ms: TimeMs, zone: &Zone) -> String {
        let (from, to) = (zone.clock(from_ms).date, zone.clock(to_ms).date);
        let words = &self.words().dates;
        let year = whole(from.year);
        if from == to {
            self.date(from_ms, zone)
        } else if (from.year, from.month) == (to.year, to.month) {
            let (first, last) = (whole(from.day), whole(to.day));
            let values =
                [("from_day", first.as_str()), ("to_day", &last), ("month", self.month_name(from)), ("year", &year)];
            fill(words.range_in_month(), &values)
        } else if from.year == to.year {
            let (first, last) = (self.day_month(from), self.day_month(to));
            fill(words.range_in_year(), &[("from", &first), ("to", &last), ("year", &year)])
        } else {
            fill(words.range(), &[("from", &self.date(from_ms, zone)), ("to", &self.date(to_ms, zone))])
        }
    }

    /// `14 Jan` or `1月14日`.
    #[must_use]
    pub fn day_month(self, date: Date) -> String {
        fill(self.words().dates.day_month(), &[("day", &whole(date.day)), ("month", self.month_name(date))])
    }

    /// `14` or `14日`.
    #[must_use]
    pub fn day(self, date: Date) -> String {
        fill(self.words().dates.day(), &[("day", &whole(date.day))])
    }

    /// `Jan` or `1月`.
    #[must_use]
    pub fn month(self, date: Date) -> String {
        fill(self.words().dates.month(), &[("month", self.month_name(date))])
    }

    /// `Jan 2026` or `2026年1月`.
    #[must_use]
    pub fn month_year(self, date: Date) -> String {
        let year = whole(date.year);
        fill(self.words().dates.month_year(), &[("month", self.month_name(date)), ("year", &year)])
    }

    /// `2026` or `2026年`.
    #[must_use]
    pub fn year(self, date: Date) -> String {
        fill(self.words().dates.year(), &[("year", &whole(date.year))])
    }

    /// A length of time in its two largest units, rounded down: `2 days 4 hours`, `3小时20分钟`. Negative counts as zero.
    #[must_use]
    pub fn duration(self, length_ms: TimeMs) -> String {
        let words = &self.words().durations;
        let units = [
            (DAY_MS, words.one_day(), words.many_days()),
            (HOUR_MS, words.one_hour(), words.many_hours()),
            (MINUTE_MS, words.one_minute(), words.many_minutes()),
            (1_000, words.one_second(), words.many_seconds()),
        ];
        let length_ms = length_ms.max(0);
        let first = units.iter().position(|(unit_ms, ..)| length_ms >= *unit_ms).unwrap_or(units.len() - 1);
        let (unit_ms, one, many) = units[first];
        let largest = counted(one, many, length_ms / unit_ms);
        match units.get(first + 1).map(|(next_ms, one, many)| (length_ms % unit_ms / next_ms, one, many)) {
            Some((number, one, many)) if number > 0 => {
                text![largest, words.separator(), counted(one, many, number)]
            }
            _ => largest,
        }
    }

    /// The length of a window: hours up to two days, days from there on.
    #[must_use]
    pub fn window(self, length_ms: TimeMs) -> String {
        let words = &self.words().durations;
        let hours = length_ms / HOUR_MS;
        if hours > 48 || length_ms % HOUR_MS != 0 {
            return self.duration(length_ms);
        }
        counted(words.one_hour(), words.many_hours(), hours)
    }

    /// How old something is, in one unit: `just now`, `3 hours ago`, `3小时前`. A time ahead of the clock is just now.
    #[must_use]
    pub fn age(self, age_ms: TimeMs) -> String {
        let words = &self.words().durations;
        let (unit_ms, one, many) = match age_ms {
            ..MINUTE_MS => return words.just_now().to_owned(),
            MINUTE_MS..HOUR_MS => (MINUTE_MS, words.one_minute(), words.many_minutes()),
            HOUR_MS..DAY_MS => (HOUR_MS, words.one_hour(), words.many_hours()),
            DAY_MS.. => (DAY_MS, words.one_day(), words.many_days()),
        };
        fill(words.ago(), &[("duration", &counted(one, many, age_ms / unit_ms))])
    }

    fn month_name(self, date: Date) -> &'static str {
        self.words().months.lines()[usize::from(date.month.saturating_sub(1)).min(11)]
    }
}

fn counted(one: &str, many: &str, number: i64) -> String {
    fill(if number == 1 { one } else { many }, &[("n", &whole(number))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::locale::{Language, Units};
    use crate::scene::zone::tests::berlin;

    const EN: Locale = Locale::new(Language::En, Units::Auto);
    const CN: Locale = Locale::new(Language::ZhCn, Units::Auto);
    const TW: Locale = Locale::new(Language::ZhTw, Units::Auto);
    /// 2026-01-14 12:00 UTC.
    const NOON_MS: TimeMs = 1_768_392_000_000;

    #[test]
    fn time_is_followed_by_its_zone() {
        let zone = Zone::parse("UTC+8").unwrap();
        assert_eq!(EN.date_time(NOON_MS, &zone), "14 Jan 2026, 20:00 UTC+8");
        assert_eq!(CN.date_time(NOON_MS, &zone), "2026年1月14日 20:00（UTC+8）");
        assert_eq!(TW.date_time(NOON_MS, &zone), "2026年1月14日 20:00（UTC+8）");
        assert_eq!(EN.date_time(NOON_MS, &berlin()), "14 Jan 2026, 13:00 Europe/Berlin");
    }

    #[test]
    fn range_says_nothing_twice() {
        let utc = Zone::utc();
        for (from_day, days, en, cn) in [
            (-6, 8, "8–16 Jan 2026", "2026年1月8日至16日"),
            (0, 0, "14 Jan 2026", "2026年1月14日"),
            (0, 30, "14 Jan – 13 Feb 2026", "2026年1月14日至2月13日"),
            (-30, 30, "15 Dec 2025 – 14 Jan 2026", "2025年12月15日至2026年1月14日"),
        ] {
            let from_ms = NOON_MS + from_day * DAY_MS;
            assert_eq!(EN.date_range(from_ms, from_ms + days * DAY_MS, &utc), en);
            assert_eq!(CN.date_range(from_ms, from_ms + days * DAY_MS, &utc), cn);
        }
    }

    #[test]
    fn duration_has_two_units_at_most() {
        assert_eq!(EN.duration(2 * DAY_MS + 4 * HOUR_MS + MINUTE_MS), "2 days 4 hours");
        assert_eq!(EN.duration(HOUR_MS + 1_000), "1 hour");
        assert_eq!(EN.duration(DAY_MS - 1), "23 hours 59 minutes");
        assert_eq!(EN.duration(-5), "0 seconds");
        assert_eq!(CN.duration(3 * HOUR_MS + 20 * MINUTE_MS), "3小时20分钟");
        assert_eq!(TW.duration(61_000), "1分鐘1秒");
    }

    #[test]
    fn age_is_in_words() {
        assert_eq!(EN.age(-5), "just now");
        assert_eq!(EN.age(MINUTE_MS - 1), "just now");
        assert_eq!(EN.age(MINUTE_MS), "1 minute ago");
        assert_eq!(EN.age(DAY_MS - 1), "23 hours ago");
        assert_eq!(CN.age(3 * DAY_MS), "3天前");
        assert_eq!(TW.age(90 * MINUTE_MS), "1小時前");
    }

    #[test]
    fn axis_forms_follow_the_language() {
        let date = Date { year: 2026, month: 1, day: 14 };
        assert_eq!([EN.day_month(date), EN.day(date), EN.month(date)], ["14 Jan", "14", "Jan"]);
        assert_eq!([CN.day_month(date), CN.day(date), CN.month(date)], ["1月14日", "14日", "1月"]);
        assert_eq!([EN.month_year(date), EN.year(date)], ["Jan 2026", "2026"]);
        assert_eq!([CN.month_year(date), CN.year(date)], ["2026年1月", "2026年"]);
    }
}
