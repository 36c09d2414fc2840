//! An author's scenarios over a snapshot: zones with their triggers, what lies in them and on the way, and how often
//! simulated paths touch them first.
//!
//! Distances are percent of the spot, masses US dollars of the estimated map, probabilities of simulated paths under
//! stated assumptions, of which the pull of the map is one: the same paths without any map stand beside. No probability
//! is made of the triggers.

mod amounts;
mod answer;
mod authored;
mod board;
mod handover;
mod paths;
#[cfg(feature = "simulation")]
mod run;

pub use amounts::{Amounts, Estimated};
pub use answer::BoardAnswer;
pub use authored::{AuthoredTrigger, AuthoredZone, MOST_ZONES, authored_zones};
pub use board::Board;
pub use handover::{ZonesAsked, ZonesTold};
pub use paths::PathOdds;
#[cfg(feature = "simulation")]
pub use run::ZonesRun;
