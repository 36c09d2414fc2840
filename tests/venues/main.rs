//! Venues: documented messages, damaged ones, and gatherings without a network.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod coinglass;
mod damaged;
mod gathering;
mod live;
mod messages;
mod samples;
