//! Reads a `liq-snapshot/1` document into [`Snapshot`], which cannot be invalid.
//!
//! The format is published as `www/snapshot.schema.json`. Limits: 32 MiB of text, 200,000 rows per table, 16 markets.
//! Nothing is repaired in silence: the first fault found is an [`Error`] with a code, the path to the field, the value
//! and the allowed range.

mod analogues;
mod assets;
mod beside;
mod check;
mod context;
mod etf;
mod events;
mod flows;
mod futures;
mod imported;
mod months;
mod options;
mod origin;
mod published;
mod reserves;
mod tape;
mod translations;
mod venues;
mod volumes;

pub use analogues::Analogue;
pub use assets::OtherAsset;
pub use beside::Beside;
pub use context::{ContextSeries, ContextUnit, PolicyRate};
pub use etf::{EtfFlows, FundFlow};
pub use events::Events;
pub use flows::LabelledFlows;
pub use futures::DatedFutures;
pub use months::MonthlyReturns;
pub use options::OptionChain;
pub use origin::{FigureBasis, Origin};
pub use published::{Measure, Published};
pub use reserves::{Relabelling, StablecoinReserves};
pub use tape::LiquidationSums;
pub use translations::Translations;
pub use venues::VenueSeries;
pub use volumes::Volumes;

use crate::engine::market::Snapshot;
use crate::error::{Code, Result, fault, told};
use crate::value::{Manner, Node, Value};

pub use crate::value::MOST_ROWS;

/// Longest document, in bytes.
pub const LARGEST_DOCUMENT_BYTES: usize = 32 << 20;
/// Most markets of one document.
pub const MOST_MARKETS: usize = 16;
/// Most sources of a document.
pub const MOST_SOURCES: usize = 32;

/// Refuses a text of `bytes` above [`LARGEST_DOCUMENT_BYTES`], before anything reads it.
///
/// # Errors
/// [`Code::DataTooLarge`].
pub fn check_length(bytes: usize) -> Result<()> {
    if bytes <= LARGEST_DOCUMENT_BYTES {
        return Ok(());
    }
    let allowed = told!("at most {LARGEST_DOCUMENT_BYTES} bytes");
    Err(fault!(Code::DataTooLarge, "", format_args!("{bytes} bytes"), allowed))
}

impl Snapshot {
    /// Checks a document.
    ///
    /// # Errors
    /// [`Code::DataTooLarge`] over a limit, [`Code::DataInvalid`] for what is not the format, and the codes of
    /// [`crate::error`] for order, duplicates, lengths and ranges, each with the path to the field.
    pub fn from_value(document: Value) -> Result<Self> {
        check::snapshot(Node::new(document, Manner::Document))
    }

    /// Reads and checks a document.
    ///
    /// # Errors
    /// Those of [`check_length`] and [`from_value`](Self::from_value), and [`Code::DataInvalid`] for text that is no JSON.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn from_json(text: &str) -> Result<Self> {
        check_length(text.len())?;
        Self::from_value(Value::from_json(text)?)
    }
}
