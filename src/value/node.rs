//! Reads a [`Value`] field by field. Every fault is an [`Error`] with the path, what was found and what is allowed.

use super::{MOST_ROWS, Value};
use crate::error::{Code, Error, Result, number_within, one_of};
use std::borrow::Cow;

/// Whole numbers beyond it are not exact.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_991.0;

/// Who wrote the data, which decides the codes of faults and how keys may be spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// A data document: faults are [`Code::DataInvalid`].
    Document,
    /// A script: faults are [`Code::AttributeInvalid`], unknown keys [`Code::AttributeUnknown`].
    Script,
}

impl Manner {
    const fn invalid(self) -> Code {
        match self {
            Self::Document => Code::DataInvalid,
            Self::Script => Code::AttributeInvalid,
        }
    }
}

/// What is made from plain data.
pub trait Read: Sized {
    /// Reads `node`.
    ///
    /// # Errors
    /// The first fault found, with its path.
    fn read(node: Node) -> Result<Self>;
}

/// A value with the path that leads to it.
#[derive(Clone, Debug)]
pub struct Node {
    value: Value,
    path: String,
    manner: Manner,
}

impl Node {
    /// The root.
    #[must_use]
    pub const fn new(value: Value, manner: Manner) -> Self {
        Self { value, path: String::new(), manner }
    }

    /// The path, for instance `markets[0].venue`; empty for the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value itself.
    #[must_use]
    pub const fn value(&self) -> &Value {
        &self.value
    }

    /// The error for a value that is not `allowed` here.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn refused(&self, allowed: &str) -> Error {
        Error::new(self.manner.invalid(), self.path.as_str(), described(&self.value), allowed)
    }

    #[cold]
    #[inline(never)]
    fn refused_at(self, index: usize, value: Value, allowed: &str) -> Error {
        Self { value, path: indexed(&self.path, index), manner: self.manner }.refused(allowed)
    }

    /// A text.
    ///
    /// # Errors
    /// For anything else.
    pub fn text(self) -> Result<String> {
        match self.value {
            Value::Text(text) => Ok(text.into_owned()),
            _ => Err(self.refused("text")),
        }
    }

    /// A finite number.
    ///
    /// # Errors
    /// For anything else.
    pub fn number(self) -> Result<f64> {
        match self.value {
            Value::Number(number) if number.is_finite() => Ok(number),
            _ => Err(self.refused("a finite number")),
        }
    }

    /// A whole number.
    ///
    /// # Errors
    /// For anything else, and beyond 2^53.
    pub fn whole(self) -> Result<i64> {
        match self.value {
            Value::Number(number) if number.abs() <= LARGEST_WHOLE && number % 1.0 == 0.0 => Ok(number as i64),
            _ => Err(self.refused("a whole number")),
        }
    }

    /// A whole number in 0..=`most`.
    ///
    /// # Errors
    /// For anything else.
    pub fn count(self, most: u32) -> Result<u32> {
        match self.value {
            Value::Number(number) if (0.0..=f64::from(most)).contains(&number) && number % 1.0 == 0.0 => {
                Ok(number as u32)
            }
            _ => Err(self.refused("a whole number of 0 or more")),
        }
    }

    /// True or false.
    ///
    /// # Errors
    /// For anything else.
    pub fn flag(self) -> Result<bool> {
        match self.value {
            Value::Bool(flag) => Ok(flag),
            _ => Err(self.refused("true or false")),
        }
    }

    /// Position in `words` of the text.
    ///
    /// # Errors
    /// For anything else, with the nearest word.
    pub fn word(self, words: &[&str]) -> Result<usize> {
        let Value::Text(text) = &self.value else { return Err(self.refused(&one_of("", words))) };
        match words.iter().position(|word| word == text) {
            Some(index) => Ok(index),
            None => Err(Error::new(self.manner.invalid(), self.path.as_str(), text, one_of(text, words))),
        }
    }

    /// An array of numbers.
    ///
    /// # Errors
    /// For anything else, with the index of the first element that is no number; [`Code::DataTooLarge`] above
    /// [`MOST_ROWS`].
    pub fn column(self) -> Result<Vec<f64>> {
        match self.value {
            Value::Numbers(numbers) => {
                check_count(&self.path, numbers.len())?;
                Ok(numbers)
            }
            Value::List(mut items) => {
                check_count(&self.path, items.len())?;
                let wrong = items.iter().position(|item| !matches!(item, Value::Number(number) if number.is_finite()));
                let index = wrong.unwrap_or(0);
                let value = items.swap_remove(index);
                Err(Self { value: Value::Null, ..self }.refused_at(index, value, "a finite number"))
            }
            _ => Err(self.refused("a list of numbers")),
        }
    }

    /// The elements of an array.
    ///
    /// # Errors
    /// For anything else; [`Code::DataTooLarge`] above [`MOST_ROWS`].
    pub fn list(self) -> Result<Vec<Self>> {
        let items = match self.value {
            Value::List(items) => items,
            Value::Numbers(numbers) => numbers.into_iter().map(Value::Number).collect(),
            _ => return Err(self.refused("a list")),
        };
        check_count(&self.path, items.len())?;
        let node = |(index, value)| Self { value, path: indexed(&self.path, index), manner: self.manner };
        Ok(items.into_iter().enumerate().map(node).collect())
    }

    /// An array of texts.
    ///
    /// # Errors
    /// As [`list`](Self::list) and [`text`](Self::text).
    pub fn texts(self) -> Result<Vec<String>> {
        self.list()?.into_iter().map(Self::text).collect()
    }

    /// Texts by name.
    ///
    /// # Errors
    /// For anything else.
    pub fn named_texts(self) -> Result<Vec<(String, String)>> {
        let Value::Object(entries) = self.value else { return Err(self.refused("an object")) };
        let mut texts = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let node = Self { value, path: joined(&self.path, &key), manner: self.manner };
            texts.push((key.into_owned(), node.text()?));
        }
        Ok(texts)
    }

    /// The fields of an object that has no other keys than `keys`, each once.
    ///
    /// # Errors
    /// For anything else; an unknown key with the nearest known one.
    pub fn fields(self, keys: &[&str]) -> Result<Fields> {
        self.checked_fields(keys, false)
    }

    /// As [`fields`](Self::fields); camelCase `keys` may also be spelt in `snake_case`.
    ///
    /// # Errors
    /// As [`fields`](Self::fields).
    pub fn fields_of_either_case(self, keys: &[&str]) -> Result<Fields> {
        self.checked_fields(keys, true)
    }

    fn checked_fields(self, keys: &[&str], either_case: bool) -> Result<Fields> {
        let Value::Object(mut entries) = self.value else { return Err(self.refused("an object")) };
        for index in 0..entries.len() {
            let (before, rest) = entries.split_at_mut(index);
            let Some((key, _)) = rest.first_mut() else { break };
            if either_case && key.contains('_') && !keys.contains(&&**key) {
                let camel = camel_case(key);
                if keys.contains(&&*camel) {
                    *key = Cow::Owned(camel);
                }
            }
            if !keys.contains(&&**key) {
                return Err(unknown(self.manner, &self.path, key, keys));
            }
            if before.iter().any(|(earlier, _)| earlier == key) {
                return Err(Error::new(self.manner.invalid(), joined(&self.path, key), "two values", "given once"));
            }
        }
        Ok(Fields { entries, path: self.path, manner: self.manner })
    }
}

#[cold]
fn unknown(manner: Manner, path: &str, key: &str, keys: &[&str]) -> Error {
    let code = match manner {
        Manner::Document => Code::DataInvalid,
        Manner::Script => Code::AttributeUnknown,
    };
    Error::new(code, joined(path, key), format_args!("the key {key}"), one_of(key, keys))
}

fn check_count(path: &str, count: usize) -> Result<()> {
    if count <= MOST_ROWS {
        return Ok(());
    }
    let found = format_args!("more than {MOST_ROWS} rows");
    Err(Error::new(Code::DataTooLarge, path, found, format!("at most {MOST_ROWS} rows")))
}

/// The fields of one object, taken out one by one.
#[derive(Clone, Debug)]
pub struct Fields {
    entries: Vec<(Cow<'static, str>, Value)>,
    path: String,
    manner: Manner,
}

impl Fields {
    /// Path of the object itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Path of a field.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn path_to(&self, key: &str) -> String {
        joined(&self.path, key)
    }

    /// Which of `keys` are there and not `null`.
    #[must_use]
    pub fn has<const N: usize>(&self, keys: &[&str; N]) -> [bool; N] {
        keys.map(|key| self.entries.iter().any(|(known, value)| known == key && *value != Value::Null))
    }

    /// Elements of the array `key`; 0 where there is no array of numbers.
    #[must_use]
    pub fn rows(&self, key: &str) -> usize {
        match self.entries.iter().find(|(known, _)| known == key) {
            Some((_, Value::Numbers(numbers))) => numbers.len(),
            _ => 0,
        }
    }

    /// A field that is there, `null` or not.
    #[inline(never)]
    pub fn given(&mut self, key: &str) -> Option<Node> {
        let index = self.entries.iter().position(|(known, _)| known == key)?;
        let (_, value) = self.entries.swap_remove(index);
        Some(Node { value, path: joined(&self.path, key), manner: self.manner })
    }

    /// A field that may be left out; `null` stands for that.
    pub fn optional(&mut self, key: &str) -> Option<Node> {
        self.given(key).filter(|node| node.value != Value::Null)
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// When it is not.
    pub fn required(&mut self, key: &str) -> Result<Node> {
        self.given(key).ok_or_else(|| self.missing(key))
    }

    #[cold]
    fn missing(&self, key: &str) -> Error {
        Error::new(self.manner.invalid(), self.path_to(key), "nothing", "given")
    }

    /// A number that must be there.
    ///
    /// # Errors
    /// When it is missing or no number.
    #[inline(never)]
    pub fn number(&mut self, key: &str) -> Result<f64> {
        self.required(key)?.number()
    }

    /// A number that must be there, in `low..=high`.
    ///
    /// # Errors
    /// When it is missing, no number or out of range.
    #[inline(never)]
    pub fn number_within(&mut self, key: &str, low: f64, high: f64) -> Result<f64> {
        let number = self.number(key)?;
        number_within("", number, low, high).map_err(|error| error.within(&self.path_to(key)))
    }

    /// A number that may be left out.
    ///
    /// # Errors
    /// When it is no number.
    #[inline(never)]
    pub fn optional_number(&mut self, key: &str) -> Result<Option<f64>> {
        self.optional(key).map(Node::number).transpose()
    }

    /// A whole number that may be left out.
    ///
    /// # Errors
    /// When it is none.
    #[inline(never)]
    pub fn optional_whole(&mut self, key: &str) -> Result<Option<i64>> {
        self.optional(key).map(Node::whole).transpose()
    }

    /// A whole number of 0 or more that may be left out.
    ///
    /// # Errors
    /// When it is none.
    #[inline(never)]
    pub fn optional_count(&mut self, key: &str, most: u32) -> Result<Option<u32>> {
        self.optional(key).map(|node| node.count(most)).transpose()
    }

    /// True or false, or left out.
    ///
    /// # Errors
    /// When it is neither.
    #[inline(never)]
    pub fn optional_flag(&mut self, key: &str) -> Result<Option<bool>> {
        self.optional(key).map(Node::flag).transpose()
    }

    /// A text that must be there.
    ///
    /// # Errors
    /// When it is missing or no text.
    #[inline(never)]
    pub fn text(&mut self, key: &str) -> Result<String> {
        self.required(key)?.text()
    }

    /// A text that may be left out.
    ///
    /// # Errors
    /// When it is no text.
    #[inline(never)]
    pub fn optional_text(&mut self, key: &str) -> Result<Option<String>> {
        self.optional(key).map(Node::text).transpose()
    }

    /// A text, empty when left out; `null` is no text.
    ///
    /// # Errors
    /// When it is no text.
    #[inline(never)]
    pub fn text_or_empty(&mut self, key: &str) -> Result<String> {
        self.given(key).map_or_else(|| Ok(String::new()), Node::text)
    }

    /// An array of numbers that must be there.
    ///
    /// # Errors
    /// When it is missing or no such array.
    #[inline(never)]
    pub fn column(&mut self, key: &str) -> Result<Vec<f64>> {
        self.required(key)?.column()
    }

    /// An array of numbers that may be left out.
    ///
    /// # Errors
    /// When it is no such array.
    #[inline(never)]
    pub fn optional_column(&mut self, key: &str) -> Result<Option<Vec<f64>>> {
        self.optional(key).map(Node::column).transpose()
    }

    /// Something that may be left out.
    ///
    /// # Errors
    /// When it is of another form.
    pub fn optional_of<T: Read>(&mut self, key: &str) -> Result<Option<T>> {
        self.optional(key).map(T::read).transpose()
    }
}

/// The value in words, for a message.
fn described(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => format!("text \"{text}\""),
        Value::Numbers(_) | Value::List(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// `entry_price` as `entryPrice`.
#[must_use]
pub(crate) fn camel_case(snake: &str) -> String {
    let mut camel = String::with_capacity(snake.len());
    let mut begins = false;
    for letter in snake.chars() {
        match letter {
            '_' => {}
            _ if begins => camel.push(letter.to_ascii_uppercase()),
            _ => camel.push(letter),
        }
        begins = letter == '_';
    }
    camel
}

#[inline(never)]
fn joined(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { [path, ".", key].concat() }
}

fn indexed(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}
