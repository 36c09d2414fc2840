//! Venues that are asked again and again while a page is open, and the document of what they have given so far.
//!
//! Pure, like a [`Gathering`](super::Gathering): a fetcher asks what [`Live::next`] says and feeds the answer back. Each round of a venue is
//! worked on beside what is known of it and takes its place only when it is whole, so that half a round is never shown
//! and a venue that fails keeps what it gave before.

mod given;
mod request;
mod seed;
mod state;
mod venue;

pub use given::with_given;
pub use request::LiveRequest;
pub use state::{VenueState, VenueStatus};

use super::answer::{Answer, Body};
use super::assemble;
use super::gathering::Fed;
use super::gathering_request::GatherRequest;
use super::routes::Ask;
use super::stream::{Stream, liquidation_stream};
use super::venue_gathering::VenueGathering;
use crate::engine::import::SnapshotDocument;
use crate::engine::market::{Snapshot, TimeMs};
use crate::error::{Code, Result, fault};
use crate::value::Value;
use venue::LiveVenue;

/// Venues that are followed. They are asked at the same time, each one request after another.
#[derive(Clone, Debug)]
pub struct Live {
    request: GatherRequest,
    /// Time that is kept, a little more at times.
    length_ms: TimeMs,
    venues: Vec<LiveVenue>,
    shown_to_ms: TimeMs,
    revision: u64,
}

impl Live {
    /// Nothing is asked yet. What `snapshot` knows of the contracts asked for is gone on from, where it was measured and
    /// ends not long ago.
    ///
    /// # Errors
    /// For venues or a symbol that are not known.
    pub fn new(request: &LiveRequest, snapshot: Option<&Snapshot>) -> Result<Self> {
        let seeds = snapshot.filter(|snapshot| seed::is_fit(snapshot, request));
        let gather = request.gather_request(snapshot, seeds)?;
        let venues = gather.markets.iter().map(|market| LiveVenue::new(market, seed::known(&gather, market, seeds)));
        let length_ms = gather.to_ms - gather.from_ms;
        Ok(Self { venues: venues.collect(), request: gather, length_ms, shown_to_ms: TimeMs::MIN, revision: 0 })
    }

    /// How many venues.
    #[must_use]
    pub fn venue_count(&self) -> usize {
        self.venues.len()
    }

    /// Counts what has come: another number means another document.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Begins a round of every venue that has none under way and is not waited for, at `now_ms` of the asker's clock.
    /// Where the reader asks, a venue that was given up is asked as well.
    pub fn begin(&mut self, now_ms: TimeMs, by_reader: bool) {
        self.request = self.request.at(now_ms, self.length_ms);
        for venue in &mut self.venues {
            venue.begin(&self.request, by_reader);
        }
    }

    /// What to ask the venue at `index`; nothing when its round is over.
    #[must_use]
    pub fn next(&self, index: usize) -> Option<Ask> {
        self.venues.get(index)?.next()
    }

    /// Takes up the answer to what [`next`](Self::next) said.
    ///
    /// # Errors
    /// Why the round of this venue failed; what was known of it stays.
    pub fn feed(&mut self, index: usize, answer: &Answer, body: Body) -> Result<Fed> {
        let count = self.venues.len();
        let Some(venue) = self.venues.get_mut(index) else {
            return Err(fault!(Code::DataRange, "venue", index, format!("below {count}")));
        };
        let fed = venue.feed(&self.request, answer, body)?;
        self.revision += u64::from(venue.take_round(&self.request));
        Ok(fed)
    }

    /// Gives up the rounds under way, as when nobody looks; what is known stays.
    pub fn abandon(&mut self) {
        self.venues.iter_mut().for_each(LiveVenue::abandon);
    }

    /// How to follow the liquidations of the venue at `index`; nothing where there is no stream.
    #[must_use]
    pub fn stream(&self, index: usize) -> Option<Stream> {
        let market = &self.venues.get(index)?.market;
        let base = market.endpoint.as_deref().map(|endpoint| endpoint.replacen("http", "ws", 1));
        liquidation_stream(&market.instrument, base.as_deref())
    }

    /// Takes up a message of that stream: how many liquidations it held.
    ///
    /// # Errors
    /// For a message of another form, which changes nothing.
    pub fn streamed(&mut self, index: usize, message: &Value) -> Result<usize> {
        let Some(venue) = self.venues.get_mut(index) else { return Ok(0) };
        let count = venue.streamed(message)?;
        self.revision += u64::from(count > 0);
        Ok(count)
    }

    /// What became of each venue, as of `now_ms`.
    #[must_use]
    pub fn statuses(&self, now_ms: TimeMs) -> Vec<VenueStatus> {
        self.venues.iter().map(|venue| venue.status(now_ms, self.request.interval_ms)).collect()
    }

    /// The document of what is known: the venues that go furthest first, since the first one gives prices and times.
    /// Nothing before any venue has answered whole.
    ///
    /// # Errors
    /// [`Code::DataEmpty`] where a venue has no candle in the time that is kept.
    pub fn document(&mut self) -> Result<Option<SnapshotDocument>> {
        let mut known: Vec<VenueGathering> = self.venues.iter().filter_map(LiveVenue::with_prints).collect();
        if !self.venues.iter().any(LiveVenue::has_answered) {
            return Ok(None);
        }
        known.sort_by_key(|venue| std::cmp::Reverse(venue.end_ms()));
        let fresh = self.venues.iter().filter(|venue| venue.is_fresh()).filter_map(LiveVenue::end_ms).min();
        let latest = known.iter().filter_map(VenueGathering::end_ms).max();
        self.shown_to_ms = fresh.or(latest).unwrap_or(TimeMs::MIN).max(self.shown_to_ms);
        let whole: Vec<&VenueGathering> = known.iter().collect();
        let missing: Vec<VenueGathering> =
            self.venues.iter().filter_map(|venue| venue.missing(&self.request)).collect();
        let all: Vec<&VenueGathering> = missing.iter().chain(&known).collect();
        assemble::document(&self.request, &all, &whole, self.shown_to_ms).map(Some)
    }
}
