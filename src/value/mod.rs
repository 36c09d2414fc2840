//! The one tree for data that come in or go out: documents, requests, page facts, results.
//!
//! Text becomes a [`Value`] outside the engine (JSON of a host program, `JSON.parse` of a browser), and [`Node`] reads it
//! with the path to every fault. One tree instead of a reader per type keeps the download small.

#[cfg(not(target_arch = "wasm32"))]
mod json;
mod node;
mod number;
mod sha256;

pub(crate) use node::camel_case;
pub use node::{Fields, Manner, Node, Read, ReadFields};
pub use number::number_of;
pub use sha256::sha256;

use crate::lists::Listed;
use std::borrow::Cow;

/// Most elements of one array; a reader of text keeps one more, so that the fault is found with its path.
pub const MOST_ROWS: usize = 200_000;

/// Plain data. An array of nothing but numbers is one [`Numbers`](Self::Numbers), an empty array too.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// Any number.
    Number(f64),
    /// Text.
    Text(Cow<'static, str>),
    /// An array of numbers.
    Numbers(Vec<f64>),
    /// An array of anything.
    List(Vec<Value>),
    /// Keys in the order given.
    Object(Vec<(Cow<'static, str>, Value)>),
}

impl Value {
    /// An object without keys, to be filled by [`with`](Self::with).
    #[must_use]
    pub const fn object() -> Self {
        Self::Object(Vec::new())
    }

    /// The object with one more key; what is no object stays as it is.
    #[must_use]
    #[inline]
    pub fn with(mut self, key: &'static str, value: impl Into<Self>) -> Self {
        self.put(key, value.into());
        self
    }

    /// The object with one more key unless there is no value for it.
    #[must_use]
    #[inline]
    pub fn with_some(self, key: &'static str, value: Option<impl Into<Self>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds a key at the end of an object.
    #[inline(never)]
    fn put(&mut self, key: &'static str, value: Self) {
        if let Self::Object(entries) = self {
            entries.push((Cow::Borrowed(key), value));
        }
    }

    /// A list of what `items` are as values.
    pub fn list<'a, T: 'a>(items: &'a [T]) -> Self
    where
        Self: From<&'a T>,
    {
        Self::List(items.iter().map(Self::from).listed())
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Number(f64::from(value))
    }
}

/// Counts and instants are far below 2^53.
impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Self::Number(value as f64)
    }
}

/// Counts and instants are far below 2^53.
impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(value as f64)
    }
}

impl From<&'static str> for Value {
    fn from(value: &'static str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl From<&&'static str> for Value {
    fn from(value: &&'static str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(Cow::Owned(value.clone()))
    }
}

impl From<Vec<f64>> for Value {
    fn from(values: Vec<f64>) -> Self {
        Self::Numbers(values)
    }
}

impl From<&[f64]> for Value {
    fn from(values: &[f64]) -> Self {
        Self::Numbers(values.to_vec())
    }
}

impl From<&[i64]> for Value {
    fn from(values: &[i64]) -> Self {
        Self::Numbers(values.iter().map(|value| *value as f64).listed())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_in_the_order_given_and_a_missing_value_has_none() {
        let found = Value::object().with("b", 1.0).with_some("x", None::<f64>).with("a", None::<f64>);
        let wanted = [("b".into(), Value::Number(1.0)), ("a".into(), Value::Null)];
        assert_eq!(found, Value::Object(wanted.to_vec()));
    }
}
