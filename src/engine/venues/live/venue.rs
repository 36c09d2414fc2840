//! One venue that is followed: what is known of it, and the round under way.

use super::state::{VenueState, VenueStatus};
use crate::engine::market::TimeMs;
use crate::engine::venues::answer::{Answer, Body};
use crate::engine::venues::gathering::Fed;
use crate::engine::venues::gathering_request::{GatherRequest, MarketRequest};
use crate::engine::venues::liquidation_ring::LiquidationRing;
use crate::engine::venues::liquidations::streamed_liquidations;
use crate::engine::venues::routes::Ask;
use crate::engine::venues::venue_gathering::VenueGathering;
use crate::error::{Code, Error, Result};
use crate::value::Value;

/// First pause after a round that failed, doubled with each further one.
const FIRST_PAUSE_MS: TimeMs = 15_000;
/// Longest pause that is not the venue's own.
const LONGEST_PAUSE_MS: TimeMs = 300_000;
/// Pause after a venue has shut an address out.
const SHUT_OUT_MS: TimeMs = 600_000;
/// Data that end more candles ago than this are stale.
const FRESH_CANDLES: TimeMs = 3;
/// Liquidations kept of a stream.
const MOST_PRINTS: usize = 5_000;

/// When a venue may be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pause {
    None,
    Until(TimeMs),
    /// Only where the reader asks.
    ForGood,
}

/// One venue.
#[derive(Clone, Debug)]
pub(super) struct LiveVenue {
    pub(super) market: MarketRequest,
    known: Option<VenueGathering>,
    round: Option<VenueGathering>,
    fault: Option<Error>,
    failures: u32,
    pause: Pause,
    answered: bool,
    ring: LiquidationRing,
}

impl LiveVenue {
    pub(super) fn new(market: &MarketRequest, known: Option<VenueGathering>) -> Self {
        Self {
            market: market.clone(),
            known,
            round: None,
            fault: None,
            failures: 0,
            pause: Pause::None,
            answered: false,
            ring: LiquidationRing::new(market.instrument.venue, MOST_PRINTS),
        }
    }

    pub(super) fn begin(&mut self, request: &GatherRequest, by_reader: bool) {
        let waits = match self.pause {
            Pause::None => false,
            Pause::Until(time_ms) => request.now_ms < time_ms,
            Pause::ForGood => true,
        };
        // A venue's own wait is kept even where the reader asks.
        let kept = waits && self.fault.as_ref().is_some_and(|fault| fault.code == Code::RateLimited);
        if self.round.is_some() || kept || (waits && !by_reader) {
            return;
        }
        let round = match &self.known {
            Some(known) => known.resumed(request),
            None => VenueGathering::of_a_reader(request, &self.market),
        };
        if round.next().is_some() {
            self.round = Some(round);
        } else {
            // All that there is to know is known.
            self.settle();
        }
    }

    pub(super) fn next(&self) -> Option<Ask> {
        self.round.as_ref()?.next()
    }

    pub(super) fn feed(&mut self, request: &GatherRequest, answer: &Answer, body: Body) -> Result<Fed> {
        let Some(round) = &mut self.round else { return Ok(Fed::Taken) };
        match round.feed(answer, body) {
            Ok(fed) => {
                if let Fed::Again { because, .. } = &fed {
                    self.fault = Some(because.clone());
                }
                Ok(fed)
            }
            Err(error) => {
                self.round = None;
                self.failures += 1;
                self.pause = self.pause_after(&error, request, answer);
                self.fault = Some(error.clone());
                Err(error)
            }
        }
    }

    fn pause_after(&self, error: &Error, request: &GatherRequest, answer: &Answer) -> Pause {
        let doubled = FIRST_PAUSE_MS << (self.failures - 1).min(8);
        // Between half and all of it, so that many pages do not come back together.
        let drawn = (doubled.min(LONGEST_PAUSE_MS) as f64 * (0.5 + answer.jitter / 2.0)) as TimeMs;
        let now_ms = answer.received_ms.max(request.now_ms);
        match error.code {
            Code::VenueBlocked | Code::SymbolUnknown => Pause::ForGood,
            Code::RateLimited if answer.status == 418 => Pause::Until(now_ms + SHUT_OUT_MS.max(drawn)),
            _ => Pause::Until(now_ms + answer.retry_after_ms.unwrap_or(0).max(drawn)),
        }
    }

    /// Takes the place of what was known, when the round is whole; says whether it was.
    pub(super) fn take_round(&mut self, request: &GatherRequest) -> bool {
        let Some(mut round) = self.round.take_if(|round| round.next().is_none()) else { return false };
        round.forget_before(request.from_ms);
        self.known = Some(round);
        self.settle();
        true
    }

    fn settle(&mut self) {
        self.fault = None;
        self.failures = 0;
        self.pause = Pause::None;
        self.answered = true;
    }

    pub(super) fn abandon(&mut self) {
        self.round = None;
    }

    pub(super) fn streamed(&mut self, message: &Value) -> Result<usize> {
        // A stream may come before the venue has said how large a contract is.
        let instrument = self.known.as_ref().map_or(&self.market.instrument, |known| &known.market.instrument);
        let page = streamed_liquidations(instrument, message)?;
        self.ring.push(&page.rows);
        Ok(page.rows.len())
    }

    /// What is known, with the liquidations that were streamed.
    pub(super) fn with_prints(&self) -> Option<VenueGathering> {
        let mut known = self.known.clone()?;
        if self.ring.prints().len() > 0 {
            known.collected.prints.seed(self.ring.prints().copied());
            known.collected.prints_asked = true;
            known.collected.prints_streamed = true;
        }
        Some(known)
    }

    /// The report of a venue of which nothing is known since it failed.
    pub(super) fn missing(&self, request: &GatherRequest) -> Option<VenueGathering> {
        let fault = self.fault.clone().filter(|_| self.known.is_none())?;
        let mut missing = VenueGathering::new(request, &self.market);
        missing.report.failed = Some(fault);
        Some(missing)
    }

    pub(super) fn has_answered(&self) -> bool {
        self.answered
    }

    pub(super) fn is_fresh(&self) -> bool {
        self.answered && self.fault.is_none()
    }

    pub(super) fn end_ms(&self) -> Option<TimeMs> {
        self.known.as_ref().and_then(VenueGathering::end_ms)
    }

    pub(super) fn status(&self, now_ms: TimeMs, interval_ms: TimeMs) -> VenueStatus {
        let data_to_ms = self.end_ms();
        let old = data_to_ms.is_none_or(|end| now_ms - end > FRESH_CANDLES * interval_ms);
        let state = match &self.fault {
            Some(fault) => VenueState::of_fault(fault.code),
            None if !self.answered => VenueState::Asking,
            None if old => VenueState::Stale,
            None => VenueState::Ok,
        };
        let again_ms = match self.pause {
            Pause::Until(time_ms) => Some(time_ms),
            Pause::None | Pause::ForGood => None,
        };
        VenueStatus { venue: self.market.instrument.venue, state, data_to_ms, fault: self.fault.clone(), again_ms }
    }
}
