//! Reads a `liq-snapshot/1` document into [`Snapshot`], which cannot be invalid.
//!
//! The format is published as `www/snapshot.schema.json`. Limits: 32 MiB of text, 200,000 rows per table, 16 markets.
//! Nothing is repaired in silence: the first fault found is an [`Error`] with a code, the path to the field, the value
//! and the allowed range.

mod check;
mod column;
mod document;

use crate::engine::market::Snapshot;
use crate::error::{Code, Error, Result, one_of};

/// Longest document, in bytes.
pub const LARGEST_DOCUMENT_BYTES: usize = 32 << 20;
/// Most rows of one table.
pub const MOST_ROWS: usize = 200_000;
/// Most markets of one document.
pub const MOST_MARKETS: usize = 16;

impl Snapshot {
    /// Reads and checks a document.
    ///
    /// # Errors
    /// [`Code::DataTooLarge`] over a limit, [`Code::DataInvalid`] for text that is not the format, and the codes of
    /// [`crate::error`] for order, duplicates, lengths and ranges, each with the path to the field.
    pub fn from_json(text: &str) -> Result<Self> {
        if text.len() > LARGEST_DOCUMENT_BYTES {
            let allowed = format!("at most {LARGEST_DOCUMENT_BYTES} bytes");
            return Err(Error::new(Code::DataTooLarge, "", format!("{} bytes", text.len()), allowed));
        }
        let mut reader = serde_json::Deserializer::from_str(text);
        let document: document::Document =
            serde_path_to_error::deserialize(&mut reader).map_err(|error| unreadable(&error))?;
        reader
            .end()
            .map_err(|error| Error::new(Code::DataInvalid, "", error, "one JSON document and nothing after it"))?;
        check::snapshot(document)
    }
}

/// What `serde` says, as an error that names the path and, for a misspelt key or word, the nearest valid one.
fn unreadable(error: &serde_path_to_error::Error<serde_json::Error>) -> Error {
    // `.` is the whole document, `?` a key that was not read to its end.
    let path = error.path().to_string().trim_end_matches(['.', '?']).to_owned();
    let message = error.inner().to_string();
    if message.starts_with(column::TOO_MANY_ROWS) {
        return Error::new(
            Code::DataTooLarge,
            path,
            format!("more than {MOST_ROWS} rows"),
            format!("at most {MOST_ROWS} rows"),
        );
    }
    if !error.inner().is_data() {
        return Error::new(Code::DataInvalid, path, message, "JSON text, complete and with finite numbers");
    }
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match (message.starts_with("unknown"), words.split_first()) {
        (true, Some((found, valid))) => Error::new(Code::DataInvalid, path, *found, one_of(found, valid)),
        _ => Error::new(Code::DataInvalid, path, message, "as liq-snapshot/1 describes it"),
    }
}
