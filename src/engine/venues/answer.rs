//! What to make of an answer: use it, ask again later, or give up.
//!
//! A wait is the venue's own `Retry-After`, else two seconds doubled with each attempt and drawn evenly below that (full
//! jitter), so that many askers do not come back together.

use super::envelope::{check_message_length, refusal};
use super::facts::Venue;
use crate::engine::market::TimeMs;
use crate::error::{Code, Error, Result, fault};
use crate::value::{Node, Read, Value};

/// Attempts before giving up.
pub const MOST_ATTEMPTS: u32 = 6;
/// First wait at most, in milliseconds.
const FIRST_WAIT_MS: TimeMs = 2_000;
/// Longest wait that is still waited, in milliseconds.
const LONGEST_WAIT_MS: TimeMs = 300_000;

/// An answer as the fetcher saw it, beside its body.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Status of HTTP; 0 where there was no answer.
    pub status: u16,
    /// Why there was no answer, in words.
    pub failure: String,
    /// `Retry-After` in milliseconds from now.
    pub retry_after_ms: Option<TimeMs>,
    /// The server's clock: its `Date`.
    pub server_ms: Option<TimeMs>,
    /// The fetcher's clock.
    pub received_ms: TimeMs,
    /// Length of the body. A fetcher may stop reading above [`LARGEST_MESSAGE_BYTES`](super::LARGEST_MESSAGE_BYTES).
    pub bytes: usize,
    /// A random number of 0 or more and below 1, for the wait.
    pub jitter: f64,
}

impl Read for Answer {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&[
            "status",
            "failure",
            "retryAfterMs",
            "serverMs",
            "receivedMs",
            "bytes",
            "jitter",
        ]);
        let read = Self {
            status: fields.optional_count("status", 999).unwrap_or(0) as u16,
            failure: fields.optional_text("failure").unwrap_or_default(),
            retry_after_ms: fields.optional_whole("retryAfterMs"),
            server_ms: fields.optional_whole("serverMs"),
            received_ms: fields.number_within("receivedMs", 0.0, 32_503_680_000_000.0) as TimeMs,
            bytes: fields.optional_count("bytes", u32::MAX).unwrap_or(0) as usize,
            jitter: fields.optional_within("jitter", 0.0, 1.0).unwrap_or(0.0),
        };
        fields.finish(read)
    }
}

/// What the body of an answer was.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// JSON.
    Message(Value),
    /// Something else: what the reader said, or the first words of it.
    Other(String),
}

impl Body {
    /// Reads the text of an answer.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self::of(Value::from_json(text), text)
    }

    /// A message, or the first words of `text`.
    #[must_use]
    pub fn of(read: Result<Value>, text: &str) -> Self {
        read.map_or_else(|_| Self::Other(first_words(text)), Self::Message)
    }
}

/// The words of a page without its marks, one line.
fn first_words(text: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for letter in text.chars().take(4_000) {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                words.push(' ');
            }
            _ if inside => {}
            _ if letter.is_control() => words.push(' '),
            _ => words.push(letter),
        }
    }
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(60).collect()
}

/// What follows from an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Read it.
    Use(Value),
    /// Ask the same again after so many milliseconds.
    Again {
        /// How long to wait.
        wait_ms: TimeMs,
        /// Why.
        because: Error,
    },
    /// Do not ask again.
    Fail(Error),
}

/// Which attempt an answer belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Counted from 0.
    pub index: u32,
    /// How many there may be.
    pub most: u32,
}

/// What follows from `answer` with `body`.
#[must_use]
pub fn judged(venue: Venue, answer: &Answer, body: Body, attempt: Attempt) -> Verdict {
    if let Err(error) = check_message_length(answer.bytes) {
        return Verdict::Fail(error);
    }
    let error = match (answer.status, body) {
        (200..=299, Body::Message(message)) => match refusal(venue, &message) {
            Some(error) if error.code == Code::RateLimited => error,
            Some(error) => return Verdict::Fail(error),
            None => return Verdict::Use(message),
        },
        (200..=299, Body::Other(words)) => {
            fault!(Code::DataInvalid, "", said(answer.status, &words), "one JSON document, whole")
        }
        (0, _) => fault!(Code::FetchFailed, "", &answer.failure, "reachable, and answered whole and in time"),
        (429, _) => fault!(Code::RateLimited, "", "HTTP 429", "asked for less often"),
        (418, _) => {
            return Verdict::Fail(fault!(
                Code::RateLimited,
                "",
                "HTTP 418",
                "asked for after a pause: the venue has shut this address out",
            ));
        }
        (403 | 451, body) => {
            let words = words_of(venue, &body);
            let allowed = "open to this network and place";
            return Verdict::Fail(fault!(Code::VenueBlocked, "", said(answer.status, &words), allowed));
        }
        (500..=599, body) => {
            fault!(Code::VenueRefused, "", said(answer.status, &words_of(venue, &body)), "answered with data")
        }
        (_, Body::Message(message)) => match refusal(venue, &message) {
            Some(error) if error.code == Code::RateLimited => error,
            Some(error) => return Verdict::Fail(error),
            None => {
                return Verdict::Fail(fault!(Code::VenueRefused, "", said(answer.status, ""), "answered with data",));
            }
        },
        (_, Body::Other(words)) => {
            return Verdict::Fail(fault!(Code::VenueRefused, "", said(answer.status, &words), "answered with data",));
        }
    };
    again(error, answer, attempt)
}

fn again(error: Error, answer: &Answer, attempt: Attempt) -> Verdict {
    let wait_ms = match answer.retry_after_ms {
        Some(asked) => asked.max(0),
        None => ((FIRST_WAIT_MS << attempt.index.min(16)).min(LONGEST_WAIT_MS) as f64 * answer.jitter) as TimeMs,
    };
    if attempt.index + 1 >= attempt.most || wait_ms > LONGEST_WAIT_MS {
        return Verdict::Fail(error);
    }
    Verdict::Again { wait_ms, because: error }
}

fn said(status: u16, words: &str) -> String {
    if words.is_empty() { format!("HTTP {status}") } else { format!("HTTP {status}: {words}") }
}

/// What a refusal says: the venue's own error, else its first words.
fn words_of(venue: Venue, body: &Body) -> String {
    match body {
        Body::Other(words) => words.clone(),
        Body::Message(message) => refusal(venue, message).map_or_else(String::new, |error| error.value.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(status: u16, text: &str, attempt: u32, retry_after_ms: Option<TimeMs>) -> Verdict {
        let answer = Answer {
            status,
            failure: "timed out".to_owned(),
            retry_after_ms,
            server_ms: None,
            received_ms: 0,
            bytes: text.len(),
            jitter: 0.5,
        };
        judged(Venue::Bybit, &answer, Body::of_text(text), Attempt { index: attempt, most: MOST_ATTEMPTS })
    }

    fn code(verdict: &Verdict) -> Option<Code> {
        match verdict {
            Verdict::Use(_) => None,
            Verdict::Again { because, .. } => Some(because.code),
            Verdict::Fail(error) => Some(error.code),
        }
    }

    #[test]
    fn waits_double_with_jitter_and_end() {
        for (attempt, wanted) in [(0, 1_000), (1, 2_000), (4, 16_000)] {
            assert!(matches!(judge(503, "", attempt, None), Verdict::Again { wait_ms, .. } if wait_ms == wanted));
        }
        assert!(matches!(judge(503, "", MOST_ATTEMPTS - 1, None), Verdict::Fail(_)));
    }

    #[test]
    fn the_venues_own_wait_is_kept_unless_it_is_too_long() {
        assert!(matches!(judge(429, "", 0, Some(7_000)), Verdict::Again { wait_ms: 7_000, .. }));
        assert!(matches!(judge(429, "", 0, Some(3_600_000)), Verdict::Fail(error) if error.code == Code::RateLimited));
    }

    #[test]
    fn a_place_that_is_shut_out_is_not_asked_again() {
        for status in [403, 451] {
            let verdict = judge(status, "<html><h1>403 ERROR</h1>The request could not be satisfied.</html>", 0, None);
            let Verdict::Fail(error) = verdict else { panic!("asked again") };
            assert_eq!(error.code, Code::VenueBlocked);
            assert!(error.value.contains("403 ERROR The request"), "{}", error.value);
        }
    }

    #[test]
    fn half_a_body_and_no_answer_are_asked_again() {
        assert_eq!(code(&judge(200, r#"{"retCode":0,"resu"#, 0, None)), Some(Code::DataInvalid));
        assert!(matches!(judge(200, r#"{"retCode":0,"resu"#, 0, None), Verdict::Again { .. }));
        assert_eq!(code(&judge(0, "", 0, None)), Some(Code::FetchFailed));
    }

    #[test]
    fn an_error_of_the_venue_ends_it_unless_it_asks_for_patience() {
        let refused = judge(200, r#"{"retCode":10001,"retMsg":"params error","result":{}}"#, 0, None);
        assert!(matches!(&refused, Verdict::Fail(error) if error.code == Code::VenueRefused), "{refused:?}");
        assert!(matches!(
            judge(200, r#"{"retCode":10006,"retMsg":"Too many visits!"}"#, 0, None),
            Verdict::Again { .. }
        ));
        assert!(matches!(judge(200, r#"{"retCode":0,"retMsg":"OK","result":{}}"#, 0, None), Verdict::Use(_)));
        assert_eq!(code(&judge(404, "not found", 0, None)), Some(Code::VenueRefused));
    }
}
