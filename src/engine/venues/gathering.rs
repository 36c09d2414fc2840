//! Everything that is to be gathered: one part a venue, put together into one document at the end.

use super::answer::{Answer, Body};
use super::assemble;
use super::gathering_request::GatherRequest;
use super::report::VenueReport;
use super::routes::Ask;
pub use super::venue_gathering::Fed;
use super::venue_gathering::VenueGathering;
use crate::engine::import::SnapshotDocument;
use crate::error::{Code, Result, fault};
use crate::value::Value;

/// A gathering on its way. Requests of one venue go one after another; venues may be asked at the same time.
///
/// ```
/// # use liquidation_widgets::engine::{request, venues::{Gathering, GatherRequest}};
/// let text = r#"{"symbol":"BTCUSDT","venues":["bybit"],"range":"1d","nowMs":1768424400000}"#;
/// let gathering = Gathering::new(request::read::<GatherRequest>(text)?);
/// let first = gathering.next(0).map(|ask| ask.url);
/// assert_eq!(first.as_deref(), Some("https://api.bybit.com/v5/market/instruments-info?category=linear&symbol=BTCUSDT"));
/// # Ok::<(), liquidation_widgets::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Gathering {
    request: GatherRequest,
    venues: Vec<VenueGathering>,
}

/// The document and what became of each venue.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathered {
    /// The document.
    pub snapshot: SnapshotDocument,
    /// One report a venue, in the order asked for.
    pub reports: Vec<VenueReport>,
}

impl Gathering {
    /// Nothing is asked yet.
    #[must_use]
    pub fn new(request: GatherRequest) -> Self {
        let venues = request.markets.iter().map(|market| VenueGathering::new(&request, market)).collect();
        Self { request, venues }
    }

    /// How many venues.
    #[must_use]
    pub fn venue_count(&self) -> usize {
        self.venues.len()
    }

    /// What to ask the venue at `index`; nothing when all is there or it failed.
    #[must_use]
    pub fn next(&self, index: usize) -> Option<Ask> {
        self.venues.get(index).and_then(VenueGathering::next)
    }

    /// Takes up the answer to what [`next`](Self::next) said.
    ///
    /// # Errors
    /// Why the venue failed: [`Code::VenueBlocked`], [`Code::RateLimited`], [`Code::FetchFailed`],
    /// [`Code::VenueRefused`], [`Code::SymbolUnknown`], or a fault of its data. Where the request allows a partial document
    /// the other venues go on.
    pub fn feed(&mut self, index: usize, answer: &Answer, body: Body) -> Result<Fed> {
        match self.venues.get_mut(index) {
            Some(venue) => venue.feed(answer, body),
            None => Err(fault!(Code::DataRange, "venue", index, format!("below {}", self.venues.len()))),
        }
    }

    /// The document of what was gathered.
    ///
    /// # Errors
    /// The first venue's failure where the request does not allow a partial document or no venue is left, and
    /// [`Code::DataEmpty`] before all is asked.
    pub fn finish(&self) -> Result<Gathered> {
        if let Some(venue) = self.venues.iter().find(|venue| venue.next().is_some()) {
            return Err(fault!(Code::DataEmpty, venue.report.venue, "open requests", "asked to the end"));
        }
        let failed = self.venues.iter().find_map(|venue| venue.report.failed.as_ref());
        let whole: Vec<&VenueGathering> = self.venues.iter().filter(|venue| venue.report.failed.is_none()).collect();
        match failed {
            Some(error) if !self.request.partial || whole.is_empty() => Err(error.clone()),
            _ => {
                let all: Vec<&VenueGathering> = self.venues.iter().collect();
                let as_of_ms = assemble::common_end_ms(&self.request, &whole);
                Ok(Gathered {
                    snapshot: assemble::document(&self.request, &all, &whole, as_of_ms)?,
                    reports: self.venues.iter().map(|venue| venue.report.clone()).collect(),
                })
            }
        }
    }
}

impl From<&Gathered> for Value {
    fn from(gathered: &Gathered) -> Self {
        Self::object().with("snapshot", &gathered.snapshot).with("reports", Self::list(&gathered.reports))
    }
}

impl From<&Fed> for Value {
    fn from(fed: &Fed) -> Self {
        match fed {
            Fed::Taken => Self::object(),
            Fed::Again { wait_ms, because } => {
                Self::object().with("waitMs", *wait_ms).with("because", super::report::error_value(because))
            }
        }
    }
}
