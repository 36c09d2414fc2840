//! Time zones: a name and the offset from UTC at every instant.
//!
//! The crate carries no zone database. UTC and fixed offsets are known here; for a named zone the host resolves its
//! transitions and hands them over as a table.

use crate::digits::{padded, whole};
use crate::engine::calendar::{Clock, MINUTE_MS};
use crate::engine::market::TimeMs;
use crate::error::{Code, Error, Result, fault};
use crate::texts::{Texts, text};

/// Widest offset that any zone ever had, with room: 16 hours.
const WIDEST_OFFSET_MINUTES: i32 = 16 * 60;

/// From an instant on, a zone keeps this offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// First instant with this offset.
    pub from_ms: TimeMs,
    /// Minutes ahead of UTC; negative west of Greenwich.
    pub offset_minutes: i32,
}

/// A time zone with the name that readers see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: String,
    /// Never empty, ascending; the first one also holds before its start.
    transitions: Vec<Transition>,
}

impl Zone {
    /// Coordinated universal time, named `UTC`.
    #[must_use]
    pub fn utc() -> Self {
        Self::constant(0)
    }

    /// A fixed offset, named like `UTC+8`, `UTC−3:30` or, for 0, `UTC`.
    ///
    /// # Errors
    /// [`Code::DataRange`] when the offset exceeds 16 hours.
    pub fn fixed(offset_minutes: i32) -> Result<Self> {
        check_offset(None, offset_minutes)?;
        Ok(Self::constant(offset_minutes))
    }

    /// Reads `UTC`, `GMT`, `Z` or an offset such as `UTC+8`, `UTC-03:30`, `+0800`; case and `−` or `-` do not matter.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] for anything else, named zones included: those need [`Zone::table`].
    pub fn parse(text: &str) -> Result<Self> {
        parse_offset_minutes(text.trim()).map(Self::constant).ok_or_else(|| Self::unknown(text, "Asia/Shanghai"))
    }

    /// What is told of a text that is no zone, with the name of one that may be meant.
    #[must_use]
    pub fn unknown(text: &str, nearest: &str) -> Error {
        let allowed = ["UTC, an offset such as UTC+8, or a named zone such as", nearest].joined(" ");
        fault!(Code::AttributeInvalid, "timezone", text, allowed)
    }

    /// A named zone from its transitions, as the host resolved them. The first offset also holds before its start.
    ///
    /// # Errors
    /// [`Code::DataEmpty`] without a transition, [`Code::DataUnordered`] when instants do not ascend,
    /// [`Code::DataRange`] when an offset exceeds 16 hours.
    pub fn table(name: impl Into<String>, transitions: Vec<Transition>) -> Result<Self> {
        if transitions.is_empty() {
            return Err(fault!(Code::DataEmpty, "timezone", "no transition", "one transition or more"));
        }
        for (index, pair) in transitions.windows(2).enumerate() {
            if pair[1].from_ms <= pair[0].from_ms {
                let (found, allowed) = (pair[1].from_ms, pair[0].from_ms);
                return Err(fault!(
                    Code::DataUnordered,
                    format!("timezone[{}]", index + 1),
                    found,
                    format!("> {allowed}")
                ));
            }
        }
        for (index, transition) in transitions.iter().enumerate() {
            check_offset(Some(index), transition.offset_minutes)?;
        }
        Ok(Self { name: name.into(), transitions })
    }

    /// The name that stands beside every time.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Minutes ahead of UTC at the instant.
    #[must_use]
    pub fn offset_minutes(&self, at_ms: TimeMs) -> i32 {
        let after = self.transitions.partition_point(|transition| transition.from_ms <= at_ms);
        self.transitions.get(after.saturating_sub(1)).map_or(0, |transition| transition.offset_minutes)
    }

    /// The instant on the zone's own clock, as milliseconds since 1970-01-01 00:00 of that clock.
    #[must_use]
    pub fn local_ms(&self, at_ms: TimeMs) -> TimeMs {
        at_ms + TimeMs::from(self.offset_minutes(at_ms)) * MINUTE_MS
    }

    /// What a clock in the zone shows at the instant.
    #[must_use]
    pub fn clock(&self, at_ms: TimeMs) -> Clock {
        Clock::from_local_ms(self.local_ms(at_ms))
    }

    /// The instant at which the zone's clock shows `local_ms`. Of two such instants it is the first; where the clock
    /// jumps over `local_ms`, it is the instant of the jump.
    #[must_use]
    pub fn instant_of_local(&self, local_ms: TimeMs) -> TimeMs {
        let widest = TimeMs::from(WIDEST_OFFSET_MINUTES) * MINUTE_MS;
        let first = self.transitions.partition_point(|transition| transition.from_ms < local_ms - widest);
        let mut start = first.saturating_sub(1);
        while let Some(next) = self.transitions.get(start + 1) {
            let candidate = self.with_offset(start, local_ms);
            if candidate < next.from_ms {
                break;
            }
            if self.with_offset(start + 1, local_ms) < next.from_ms {
                return next.from_ms;
            }
            start += 1;
        }
        self.with_offset(start, local_ms)
    }

    fn with_offset(&self, index: usize, local_ms: TimeMs) -> TimeMs {
        let minutes = self.transitions.get(index).map_or(0, |transition| transition.offset_minutes);
        local_ms - TimeMs::from(minutes) * MINUTE_MS
    }

    fn constant(offset_minutes: i32) -> Self {
        Self {
            name: offset_name(offset_minutes),
            transitions: vec![Transition { from_ms: TimeMs::MIN, offset_minutes }],
        }
    }
}

fn check_offset(index: Option<usize>, minutes: i32) -> Result<()> {
    if minutes.abs() <= WIDEST_OFFSET_MINUTES {
        return Ok(());
    }
    let path = || index.map_or_else(|| "timezone".to_owned(), |index| format!("timezone[{index}]"));
    let allowed = || format!("in −{WIDEST_OFFSET_MINUTES}..={WIDEST_OFFSET_MINUTES} minutes");
    Err(fault!(Code::DataRange, path(), minutes, allowed()))
}

fn offset_name(minutes: i32) -> String {
    let sign = if minutes < 0 { "−" } else { "+" };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => text!["UTC", sign, whole(hours)],
        (hours, rest) => text!["UTC", sign, whole(hours), ":", padded(rest, 2)],
    }
}

fn parse_offset_minutes(text: &str) -> Option<i32> {
    let upper = text.to_ascii_uppercase();
    let offset = upper.strip_prefix("UTC").or_else(|| upper.strip_prefix("GMT")).unwrap_or(&upper);
    if offset.is_empty() || offset == "Z" {
        return (!upper.is_empty()).then_some(0);
    }
    let (sign, digits) = match offset.chars().next()? {
        '+' => (1, &offset[1..]),
        '-' => (-1, &offset[1..]),
        '−' => (-1, &offset['−'.len_utf8()..]),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let plain = |part: &str| !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(hours) || !plain(minutes) {
        return None;
    }
    let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= WIDEST_OFFSET_MINUTES).then_some(sign * total)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::engine::calendar::HOUR_MS;
    use proptest::prelude::*;

    /// Central European changes of 2025 and 2026, from the rule "last Sunday of March and October, 01:00 UTC".
    pub(crate) fn berlin() -> Zone {
        let transitions = [
            (i64::MIN, 60),
            (1_743_296_400_000, 120),
            (1_761_440_400_000, 60),
            (1_774_746_000_000, 120),
            (1_792_890_000_000, 60),
        ];
        let transitions = transitions.map(|(from_ms, offset_minutes)| Transition { from_ms, offset_minutes }).to_vec();
        Zone::table("Europe/Berlin", transitions).unwrap()
    }

    #[test]
    fn offsets_are_read_in_every_common_spelling() {
        for (text, minutes, name) in [
            ("UTC", 0, "UTC"),
            ("utc+8", 480, "UTC+8"),
            ("GMT-3:30", -210, "UTC−3:30"),
            ("UTC−5", -300, "UTC−5"),
            ("+0530", 330, "UTC+5:30"),
            ("Z", 0, "UTC"),
        ] {
            let zone = Zone::parse(text).unwrap();
            assert_eq!((zone.offset_minutes(0), zone.name()), (minutes, name), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "Asia/Shanghai", "UTC+", "UTC+8:60", "UTC+99", "8", "UTC+٣", "UTC++8", "UTC+123"] {
            assert_eq!(Zone::parse(text).unwrap_err().code, Code::AttributeInvalid, "{text}");
        }
    }

    #[test]
    fn table_follows_its_transitions() {
        let zone = berlin();
        assert_eq!(zone.offset_minutes(1_743_296_399_999), 60);
        assert_eq!(zone.offset_minutes(1_743_296_400_000), 120);
        assert_eq!(zone.clock(1_743_296_400_000).hour, 3);
    }

    #[test]
    fn jumped_over_time_is_the_instant_of_the_jump() {
        let zone = berlin();
        let half_past_two = 1_743_296_400_000 + 2 * HOUR_MS - 30 * MINUTE_MS;
        assert_eq!(zone.instant_of_local(half_past_two), 1_743_296_400_000);
    }

    #[test]
    fn time_shown_twice_is_the_first() {
        let zone = berlin();
        let local = 1_761_440_400_000 + HOUR_MS + 30 * MINUTE_MS;
        assert_eq!(zone.instant_of_local(local), 1_761_440_400_000 - 30 * MINUTE_MS);
    }

    #[test]
    fn bad_tables_are_refused() {
        let at = |from_ms, offset_minutes| Transition { from_ms, offset_minutes };
        assert_eq!(Zone::table("x", vec![]).unwrap_err().code, Code::DataEmpty);
        assert_eq!(Zone::table("x", vec![at(5, 0), at(5, 60)]).unwrap_err().code, Code::DataUnordered);
        assert_eq!(Zone::table("x", vec![at(0, 961)]).unwrap_err().code, Code::DataRange);
        assert_eq!(Zone::fixed(-961).unwrap_err().code, Code::DataRange);
    }

    proptest! {
        #[test]
        fn clock_time_leads_back_to_its_instant_or_to_the_earlier_twin(at_ms in 1_735_000_000_000_i64..1_800_000_000_000) {
            let zone = berlin();
            let back = zone.instant_of_local(zone.local_ms(at_ms));
            prop_assert!(back == at_ms || back == at_ms - HOUR_MS);
            prop_assert_eq!(zone.local_ms(back), zone.local_ms(at_ms));
        }

        #[test]
        fn parsing_never_panics(text in "\\PC{0,12}") {
            if let Ok(zone) = Zone::parse(&text) {
                prop_assert!(zone.offset_minutes(0).abs() <= WIDEST_OFFSET_MINUTES);
            }
        }
    }
}
