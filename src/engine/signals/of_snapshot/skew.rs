//! 25-delta risk reversal by expiry: the latest chain of options, and the first one of the window.

use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::order::ordered;
use crate::engine::signals::options::{OptionType, SmileQuote, volatility_at_delta};
use crate::engine::snapshot::OptionChain;
use crate::lists::Listed;
use crate::value::Value;

use super::request::Asked;
use super::{DAY_MS, Given};

/// Absolute delta.
const DELTA: f64 = 0.25;

/// One expiry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SkewTerm {
    /// When it expires.
    pub expiry_ms: TimeMs,
    /// Days to it.
    pub days: f64,
    /// Volatility of the 25-delta call, a fraction a year.
    pub call_iv: Option<f64>,
    /// Volatility of the 25-delta put, a fraction a year.
    pub put_iv: Option<f64>,
    /// Call less put in volatility points; negative: puts are dearer.
    pub rr25: Option<f64>,
}

/// Risk reversals by expiry.
#[derive(Clone, Debug, PartialEq)]
pub struct SkewReading {
    /// Venue of the latest chain.
    pub venue: String,
    /// When it was seen.
    pub time_ms: TimeMs,
    /// Its expiries, nearest first.
    pub terms: Vec<SkewTerm>,
    /// The first chain of the same venue within the window, where there is another.
    pub before: Option<(TimeMs, Vec<SkewTerm>)>,
    /// Who gives it.
    pub given: Given,
}

impl SkewReading {
    /// The latest chain at or before the end of the data; nothing where there is none with volatilities.
    #[must_use]
    pub fn of(snapshot: &Snapshot, asked: &Asked) -> Option<Self> {
        let chains = snapshot.beside.options.iter();
        let counts = |chain: &&OptionChain| {
            chain.iv.is_some() && chain.time_ms <= snapshot.as_of_ms && asked.counts(&chain.venue)
        };
        let chains: Vec<&OptionChain> = chains.filter(counts).listed();
        let latest = chains.iter().rev().max_by_key(|chain| chain.time_ms)?;
        let same = |chain: &&&OptionChain| {
            let is_shown = chain.time_ms > snapshot.as_of_ms - asked.range_ms;
            is_shown && chain.venue == latest.venue && chain.time_ms < latest.time_ms
        };
        let before = chains.iter().filter(same).min_by_key(|chain| chain.time_ms);
        Some(Self {
            venue: latest.venue.clone(),
            time_ms: latest.time_ms,
            terms: terms(latest, asked.min_days),
            before: before.map(|chain| (chain.time_ms, terms(chain, asked.min_days))),
            given: Given::by([&latest.origin]),
        })
    }

    /// The nearest expiry whose risk reversal is known.
    #[must_use]
    pub fn nearest(&self) -> Option<&SkewTerm> {
        self.terms.iter().find(|term| term.rr25.is_some())
    }
}

fn terms(chain: &OptionChain, min_days: f64) -> Vec<SkewTerm> {
    let mut expiries = ordered(&chain.expiry_ms, Ord::cmp);
    expiries.dedup();
    let days = |expiry: TimeMs| (expiry - chain.time_ms) as f64 / DAY_MS as f64;
    expiries.retain(|expiry| days(*expiry) > 0.0 && days(*expiry) >= min_days);
    expiries.into_iter().map(|expiry| term(chain, expiry, days(expiry))).listed()
}

fn term(chain: &OptionChain, expiry_ms: TimeMs, days: f64) -> SkewTerm {
    let rows: Vec<usize> = (0..chain.strike.len()).filter(|row| chain.expiry_ms[*row] == expiry_ms).listed();
    let quote = |row: &usize| SmileQuote {
        option_type: chain.option_type[*row],
        strike: chain.strike[*row],
        iv: chain.iv.as_ref().map(|iv| iv[*row]),
    };
    let quotes: Vec<SmileQuote> = rows.iter().map(quote).listed();
    let forward = chain.forward.as_ref().and_then(|forward| rows.first().map(|row| forward[*row]));
    let iv = |of: OptionType| volatility_at_delta(&quotes, of, forward?, days, DELTA);
    let (call_iv, put_iv) = (iv(OptionType::Call), iv(OptionType::Put));
    let rr25 = call_iv.zip(put_iv).map(|(call, put)| 100.0 * (call - put));
    SkewTerm { expiry_ms, days, call_iv, put_iv, rr25 }
}

fn terms_value(terms: &[SkewTerm]) -> Value {
    let term = |term: &SkewTerm| {
        Value::object()
            .with("expiryMs", term.expiry_ms)
            .with("days", term.days)
            .with("callIv", term.call_iv)
            .with("putIv", term.put_iv)
            .with("rr25", term.rr25)
    };
    Value::List(terms.iter().map(term).listed())
}

impl From<&SkewReading> for Value {
    fn from(reading: &SkewReading) -> Self {
        let before = reading.before.as_ref();
        let object = Self::object()
            .with("venue", &reading.venue)
            .with("timeMs", reading.time_ms)
            .with("terms", terms_value(&reading.terms))
            .with("beforeTimeMs", before.map(|(time, _)| *time))
            .with("before", before.map(|(_, terms)| terms_value(terms)));
        reading.given.put(object)
    }
}
