//! Venues: what to ask them, what they answer, and how the answers become a `liq-snapshot/1` document.
//!
//! Pure: nothing here sends anything. A [`Gathering`] says what to ask next, a thin fetcher sends it and feeds the answer
//! back. The same answers give the same document, byte for byte. Every quirk of a venue is a named fact in [`facts`].
//!
//! Rules for all messages: numbers may be text; times are milliseconds unless a fact says otherwise; keys that are not
//! known are passed over; a record with an unusable value is dropped and counted, a message of another form is an error.

pub mod answer;
mod assemble;
pub mod candles;
mod cells;
pub mod coinglass;
pub mod contract;
pub mod coverage;
pub mod depth;
mod envelope;
pub mod facts;
pub mod funding;
pub mod gathering;
pub mod gathering_request;
pub mod instrument;
pub mod liquidation_ring;
pub mod liquidations;
pub mod live;
pub mod merged;
pub mod message;
pub mod open_interest;
pub mod page;
mod paging;
pub mod report;
mod routes;
pub mod stream;
pub mod summaries;
pub mod table;
pub mod ticker;
pub mod tiers;
mod venue_gathering;

pub use envelope::check_message_length;
pub use facts::{Facts, Venue};
pub use gathering::{Gathered, Gathering};
pub use gathering_request::GatherRequest;
pub use instrument::Instrument;
pub use live::{Live, LiveRequest};
pub use table::Table;

/// Longest answer of a venue, in bytes.
pub const LARGEST_MESSAGE_BYTES: usize = 16 << 20;
/// Most venues of one document that is gathered.
pub const MOST_VENUES: usize = 5;
