//! A column of numbers that refuses to grow past the row limit while it is being read.

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

use super::MOST_ROWS;

/// Begins the message of the error for a column that is too long.
pub(super) const TOO_MANY_ROWS: &str = "too many rows";

/// Rows of one column, at most [`MOST_ROWS`].
#[derive(Clone, Debug)]
pub(super) struct Column<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Column<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Rows(PhantomData))
    }
}

struct Rows<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Rows<T> {
    type Value = Column<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array, one element per row")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::with_capacity(rows.size_hint().unwrap_or(0).min(MOST_ROWS));
        while let Some(value) = rows.next_element()? {
            if values.len() == MOST_ROWS {
                return Err(de::Error::custom(TOO_MANY_ROWS));
            }
            values.push(value);
        }
        Ok(Column(values))
    }
}
