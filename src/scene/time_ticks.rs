//! Round times along an axis, on the clock of a zone, with labels of two levels.
//!
//! The finest step is taken whose labels keep their distance: minutes, hours, days, weeks (Mondays), months, years.
//! The lower level of a label says what the upper one leaves out (the date under a time, the month under a day, the year
//! under a month) at the first tick and wherever it changes.

use crate::engine::calendar::{DAY_MS, Date, HOUR_MS, MINUTE_MS, weekday};
use crate::engine::market::TimeMs;
use crate::lists::Listed;
use crate::scene::display_list::MeasureText;
use crate::scene::locale::Locale;
use crate::scene::scale::TimeScale;
use crate::scene::zone::Zone;

/// No axis has more ticks.
const MOST_TICKS: i64 = 400;

/// A step of the time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Minutes, a divisor of a day, counted from midnight.
    Minutes(i64),
    /// Days, counted from 1970.
    Days(i64),
    /// Mondays.
    Weeks(i64),
    /// First days of months, counted from January.
    Months(i64),
    /// First days of years, counted from year 0.
    Years(i64),
}

const STEPS: [Step; 29] = [
    Step::Minutes(1),
    Step::Minutes(2),
    Step::Minutes(5),
    Step::Minutes(10),
    Step::Minutes(15),
    Step::Minutes(30),
    Step::Minutes(60),
    Step::Minutes(2 * 60),
    Step::Minutes(3 * 60),
    Step::Minutes(4 * 60),
    Step::Minutes(6 * 60),
    Step::Minutes(12 * 60),
    Step::Days(1),
    Step::Days(2),
    Step::Weeks(1),
    Step::Weeks(2),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(1_000),
    Step::Years(10_000),
];

/// One tick of a time axis.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeTick {
    /// The instant.
    pub at_ms: TimeMs,
    /// Its position in CSS pixels.
    pub px: f64,
    /// Upper level: `20:00`, `14`, `Jan`, `2026`.
    pub label: String,
    /// Lower level where it is new: `14 Jan`, `Jan 2026`, `2026`.
    pub context: Option<String>,
}

/// What decides which labels fit.
#[derive(Clone, Copy)]
pub struct LabelRoom<'a> {
    /// How wide a text is.
    pub measure: &'a dyn MeasureText,
    /// Font size of both levels in CSS pixels.
    pub font_size: f64,
    /// Least gap between two labels of one level in CSS pixels.
    pub gap: f64,
}

impl LabelRoom<'_> {
    fn width(&self, text: &str) -> f64 {
        self.measure.width(text, self.font_size, false)
    }
}

/// The ticks of a time axis in `[start, end)`, ascending; labels are centred on their ticks and never touch.
#[must_use]
pub fn time_ticks(scale: &TimeScale, zone: &Zone, locale: Locale, room: LabelRoom<'_>) -> Vec<TimeTick> {
    if scale.start_ms() >= scale.end_ms() || scale.range().length() == 0.0 {
        return Vec::new();
    }
    let length_ms = scale.end_ms() - scale.start_ms();
    for step in STEPS {
        let distance_px = step.shortest_ms() as f64 / length_ms as f64 * scale.range().length();
        if length_ms / step.shortest_ms() > MOST_TICKS || distance_px < room.gap {
            continue;
        }
        let mut ticks = labelled(step, scale, zone, locale);
        if labels_stand_apart(&ticks, room) {
            drop_crowded_contexts(&mut ticks, room);
            return ticks;
        }
    }
    Vec::new()
}

fn labelled(step: Step, scale: &TimeScale, zone: &Zone, locale: Locale) -> Vec<TimeTick> {
    let mut previous = None;
    let instants = step.instants(scale, zone).into_iter();
    instants
        .map(|at_ms| {
            let (label, context) = step.label(at_ms, zone, locale);
            let is_new = context != previous;
            previous.clone_from(&context);
            TimeTick { at_ms, px: scale.to_px(at_ms), label, context: context.filter(|_| is_new) }
        })
        .listed()
}

fn labels_stand_apart(ticks: &[TimeTick], room: LabelRoom<'_>) -> bool {
    ticks.windows(2).all(|pair| {
        let half_widths = (room.width(&pair[0].label) + room.width(&pair[1].label)) / 2.0;
        (pair[1].px - pair[0].px).abs() >= half_widths + room.gap
    })
}

/// Of two contexts that would touch, the later one stays: it marks a true change.
fn drop_crowded_contexts(ticks: &mut [TimeTick], room: LabelRoom<'_>) {
    let mut next: Option<(f64, f64)> = None;
    for tick in ticks.iter_mut().rev() {
        let Some(context) = &tick.context else { continue };
        let width = room.width(context);
        let touches = next.is_some_and(|(px, next_width)| (px - tick.px).abs() < (width + next_width) / 2.0 + room.gap);
        if touches {
            tick.context = None;
        } else {
            next = Some((tick.px, width));
        }
    }
}

impl Step {
    /// Shortest time between two ticks.
    const fn shortest_ms(self) -> TimeMs {
        match self {
            Self::Minutes(count) => count * MINUTE_MS,
            Self::Days(count) => count * DAY_MS - HOUR_MS,
            Self::Weeks(count) => count * 7 * DAY_MS - HOUR_MS,
            Self::Months(count) => count * 28 * DAY_MS,
            Self::Years(count) => count * 365 * DAY_MS,
        }
    }

    /// Round instants in the scale's domain, ascending. Hours that the zone's clock jumps over have none.
    fn instants(self, scale: &TimeScale, zone: &Zone) -> Vec<TimeMs> {
        let from = zone.local_ms(scale.start_ms()) - DAY_MS;
        let to = zone.local_ms(scale.end_ms()) + DAY_MS;
        let mut instants = Vec::new();
        let mut local = self.at_or_before(from);
        while local <= to {
            let at_ms = zone.instant_of_local(local);
            let exists = !matches!(self, Self::Minutes(_)) || zone.local_ms(at_ms) == local;
            if exists && scale.contains(at_ms) && instants.last().is_none_or(|last| *last < at_ms) {
                instants.push(at_ms);
            }
            local = self.after(local);
        }
        instants
    }

    /// The last round local time at or before `local_ms`.
    const fn at_or_before(self, local_ms: TimeMs) -> TimeMs {
        let days = local_ms.div_euclid(DAY_MS);
        match self {
            Self::Minutes(count) => local_ms - local_ms.rem_euclid(count * MINUTE_MS),
            Self::Days(count) => (days - days.rem_euclid(count)) * DAY_MS,
            Self::Weeks(count) => {
                let monday = days - weekday(days) as i64;
                (monday - (monday + 3).rem_euclid(7 * count)) * DAY_MS
            }
            Self::Months(count) => {
                let date = Date::from_days(days);
                date.month_start_after(-((date.month as i64 - 1) % count)).to_days() * DAY_MS
            }
            Self::Years(count) => {
                let date = Date::from_days(days);
                Date { year: date.year - date.year.rem_euclid(count), month: 1, day: 1 }.to_days() * DAY_MS
            }
        }
    }

    /// The round local time after `local_ms`, itself round.
    const fn after(self, local_ms: TimeMs) -> TimeMs {
        let date = Date::from_days(local_ms.div_euclid(DAY_MS));
        match self {
            Self::Minutes(count) => local_ms + count * MINUTE_MS,
            Self::Days(count) => local_ms + count * DAY_MS,
            Self::Weeks(count) => local_ms + count * 7 * DAY_MS,
            Self::Months(count) => date.month_start_after(count).to_days() * DAY_MS,
            Self::Years(count) => date.month_start_after(12 * count).to_days() * DAY_MS,
        }
    }

    /// Upper and lower level of a label.
    fn label(self, at_ms: TimeMs, zone: &Zone, locale: Locale) -> (String, Option<String>) {
        let date = zone.clock(at_ms).date;
        match self {
            Self::Minutes(_) => (locale.time(at_ms, zone), Some(locale.day_month(date))),
            Self::Days(_) | Self::Weeks(_) => (locale.day(date), Some(locale.month_year(date))),
            Self::Months(_) => (locale.month(date), Some(locale.year(date))),
            Self::Years(_) => (locale.year(date), None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::calendar::Clock;
    use crate::scene::locale::{Language, Units};
    use crate::scene::scale::PxRange;
    use crate::scene::zone::tests::berlin;
    use proptest::prelude::*;

    /// Six pixels per letter, twice that for a Chinese one, like most fonts at 12 px.
    struct SixPx;

    impl MeasureText for SixPx {
        fn width(&self, text: &str, _size: f64, _bold: bool) -> f64 {
            text.chars().map(|letter| if letter > '\u{2e80}' { 12.0 } else { 6.0 }).sum()
        }
    }

    const ROOM: LabelRoom<'static> = LabelRoom { measure: &SixPx, font_size: 12.0, gap: 12.0 };
    const EN: Locale = Locale::new(Language::En, Units::Auto);
    /// 2026-01-14 00:00 UTC.
    const DAY_START_MS: TimeMs = 20_467 * DAY_MS;

    fn scale(start_ms: TimeMs, length_ms: TimeMs, width: f64) -> TimeScale {
        TimeScale::new(start_ms, start_ms + length_ms, PxRange { at_low: 0.0, at_high: width }).unwrap()
    }

    fn two_levels(ticks: &[TimeTick]) -> Vec<(&str, Option<&str>)> {
        ticks.iter().map(|tick| (tick.label.as_str(), tick.context.as_deref())).collect()
    }

    #[test]
    fn day_on_a_column_has_hours_with_the_date_where_it_changes() {
        let ticks = time_ticks(&scale(DAY_START_MS - 6 * HOUR_MS, DAY_MS, 420.0), &Zone::utc(), EN, ROOM);
        assert_eq!(
            two_levels(&ticks),
            [
                ("18:00", Some("13 Jan")),
                ("21:00", None),
                ("00:00", Some("14 Jan")),
                ("03:00", None),
                ("06:00", None),
                ("09:00", None),
                ("12:00", None),
                ("15:00", None),
            ]
        );
    }

    #[test]
    fn ticks_are_round_on_the_clock_of_the_zone() {
        let zone = Zone::parse("UTC+5:30").unwrap();
        let ticks = time_ticks(&scale(DAY_START_MS, DAY_MS, 420.0), &zone, EN, ROOM);
        assert_eq!(ticks[0].label, "06:00");
        assert_eq!(ticks[0].at_ms, DAY_START_MS + 30 * MINUTE_MS);
    }

    #[test]
    fn nine_days_on_a_wide_picture_have_every_day() {
        let start_ms = DAY_START_MS + 13 * DAY_MS;
        let ticks = time_ticks(&scale(start_ms, 9 * DAY_MS, 360.0), &Zone::utc(), EN, ROOM);
        let expected: Vec<(&str, Option<&str>)> = vec![
            ("27", Some("Jan 2026")),
            ("28", None),
            ("29", None),
            ("30", None),
            ("31", None),
            ("1", Some("Feb 2026")),
            ("2", None),
            ("3", None),
            ("4", None),
        ];
        assert_eq!(two_levels(&ticks), expected);
    }

    #[test]
    fn context_that_would_touch_the_next_gives_way() {
        let start_ms = DAY_START_MS + 17 * DAY_MS;
        let ticks = time_ticks(&scale(start_ms, 9 * DAY_MS, 360.0), &Zone::utc(), EN, ROOM);
        assert_eq!(two_levels(&ticks)[..2], [("31", None), ("1", Some("Feb 2026"))]);
    }

    #[test]
    fn two_months_on_a_phone_fall_on_mondays() {
        let ticks = time_ticks(&scale(DAY_START_MS, 60 * DAY_MS, 300.0), &Zone::utc(), EN, ROOM);
        assert_eq!(ticks[0].label, "19");
        assert!(ticks.iter().all(|tick| weekday(tick.at_ms / DAY_MS) == 0), "{ticks:?}");
    }

    #[test]
    fn years_of_data_have_months_or_years() {
        let ticks = time_ticks(&scale(DAY_START_MS, 900 * DAY_MS, 600.0), &Zone::utc(), EN, ROOM);
        let labels: Vec<&str> = ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels[..4], ["Mar", "May", "Jul", "Sep"]);
        assert_eq!(ticks[5].context.as_deref(), Some("2027"));
        let ticks = time_ticks(&scale(DAY_START_MS, 4_000 * DAY_MS, 300.0), &Zone::utc(), EN, ROOM);
        assert_eq!(ticks[0].label, "2028");
    }

    #[test]
    fn chinese_labels_are_chinese() {
        let locale = Locale::new(Language::ZhTw, Units::Auto);
        let ticks = time_ticks(&scale(DAY_START_MS, 9 * DAY_MS, 600.0), &Zone::utc(), locale, ROOM);
        assert_eq!(two_levels(&ticks)[0], ("14日", Some("2026年1月")));
    }

    #[test]
    fn day_of_the_clock_change_keeps_round_hours() {
        let start_ms = 1_743_296_400_000 - 3 * HOUR_MS;
        let ticks = time_ticks(&scale(start_ms, 8 * HOUR_MS, 420.0), &berlin(), EN, ROOM);
        let labels: Vec<&str> = ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["23:00", "00:00", "01:00", "03:00", "04:00", "05:00", "06:00", "07:00"]);
    }

    #[test]
    fn axis_without_width_has_no_ticks() {
        assert!(time_ticks(&scale(0, 0, 300.0), &Zone::utc(), EN, ROOM).is_empty());
        assert!(time_ticks(&scale(0, DAY_MS, 0.0), &Zone::utc(), EN, ROOM).is_empty());
    }

    proptest! {
        #[test]
        fn labels_never_touch_and_times_ascend(
            start_ms in 0_i64..4_000_000_000_000, minutes in 1_i64..20_000_000, width in 100.0_f64..1_400.0, chinese: bool,
        ) {
            let language = if chinese { Language::ZhCn } else { Language::En };
            let locale = Locale::new(language, Units::Auto);
            let scale = scale(start_ms, minutes * MINUTE_MS, width);
            let ticks = time_ticks(&scale, &berlin(), locale, ROOM);
            for pair in ticks.windows(2) {
                prop_assert!(pair[0].at_ms < pair[1].at_ms);
                let widths = (ROOM.width(&pair[0].label) + ROOM.width(&pair[1].label)) / 2.0;
                prop_assert!(pair[1].px - pair[0].px >= widths + ROOM.gap);
            }
            let contexts: Vec<(f64, f64)> =
                ticks.iter().filter_map(|tick| Some((tick.px, ROOM.width(tick.context.as_ref()?)))).collect();
            for pair in contexts.windows(2) {
                prop_assert!(pair[1].0 - pair[0].0 >= (pair[0].1 + pair[1].1) / 2.0 + ROOM.gap);
            }
            prop_assert!(ticks.iter().all(|tick| scale.contains(tick.at_ms)));
        }

        #[test]
        fn three_hundred_pixels_have_two_ticks_from_ten_minutes_to_ten_years(
            start_ms in 0_i64..4_000_000_000_000, minutes in 10_i64..5_000_000,
        ) {
            let ticks = time_ticks(&scale(start_ms, minutes * MINUTE_MS, 300.0), &Zone::utc(), EN, ROOM);
            prop_assert!(ticks.len() >= 2, "{:?}", ticks);
        }

        #[test]
        fn every_tick_is_on_a_whole_minute_of_the_clock(start_ms in 0_i64..4_000_000_000_000, minutes in 10_i64..5_000_000) {
            for tick in time_ticks(&scale(start_ms, minutes * MINUTE_MS, 600.0), &berlin(), EN, ROOM) {
                let Clock { second, .. } = berlin().clock(tick.at_ms);
                prop_assert_eq!(second, 0);
            }
        }
    }
}
