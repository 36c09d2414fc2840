//! Reads a [`Value`] field by field. Every fault is an [`Error`] with the path, what was found and what is allowed.

use super::{MOST_ROWS, Value};
use crate::digits::Plain;
use crate::error::{Code, Error, Result, fault, number_within, one_of};
use crate::lists::Listed;
use crate::texts::Texts;
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

/// What is made from an object by its fields alone, in one go: its faults are kept in them.
pub trait ReadFields {
    /// The keys that it may have.
    const KEYS: &'static [&'static str];

    /// Reads `fields`.
    fn of(fields: &mut Fields) -> Self;
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
        fault!(self.manner.invalid(), self.path.as_str(), described(&self.value), allowed)
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
            None => Err(fault!(self.manner.invalid(), self.path.as_str(), text, one_of(text, words))),
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
            Value::Numbers(numbers) => numbers.into_iter().map(Value::Number).listed(),
            _ => return Err(self.refused("a list")),
        };
        check_count(&self.path, items.len())?;
        let node = |(index, value)| Self { value, path: indexed(&self.path, index), manner: self.manner };
        Ok(items.into_iter().enumerate().map(node).listed())
    }

    /// An array of texts.
    ///
    /// # Errors
    /// As [`list`](Self::list) and [`text`](Self::text).
    pub fn texts(self) -> Result<Vec<String>> {
        self.list()?.into_iter().map(Self::text).collect()
    }

    /// The values of an object whose keys are names, in the order given.
    ///
    /// # Errors
    /// For anything else, and for a name that stands twice.
    pub fn entries(self) -> Result<Vec<(String, Self)>> {
        let Value::Object(entries) = self.value else { return Err(self.refused("an object")) };
        check_count(&self.path, entries.len())?;
        if let Some(name) = name_given_twice(&entries) {
            return Err(fault!(self.manner.invalid(), joined(&self.path, name), "two values", "given once"));
        }
        let node = |(key, value): (Cow<'_, str>, Value)| {
            let path = joined(&self.path, &key);
            (key.into_owned(), Self { value, path, manner: self.manner })
        };
        Ok(entries.into_iter().map(node).listed())
    }

    /// Texts by name.
    ///
    /// # Errors
    /// For anything else.
    pub fn named_texts(self) -> Result<Vec<(String, String)>> {
        self.entries()?.into_iter().map(|(name, node)| Ok((name, node.text()?))).collect()
    }

    /// The fields of an object that has no other keys than `keys`, each once. A fault comes out at
    /// [`finish`](Fields::finish).
    #[must_use]
    pub fn fields(self, keys: &[&str]) -> Fields {
        self.checked_fields(keys, false)
    }

    /// As [`fields`](Self::fields); camelCase `keys` may also be spelt in `snake_case`.
    #[must_use]
    pub fn fields_of_either_case(self, keys: &[&str]) -> Fields {
        self.checked_fields(keys, true)
    }

    #[inline(never)]
    fn checked_fields(self, keys: &[&str], either_case: bool) -> Fields {
        let (mut entries, mut fault) = match self.value {
            Value::Object(entries) => (entries, None),
            _ => (Vec::new(), Some(self.refused("an object"))),
        };
        for index in 0..entries.len() {
            let (before, rest) = entries.split_at_mut(index);
            let Some((key, _)) = rest.first_mut() else { break };
            if either_case && key.bytes().any(|letter| letter == b'_') && !keys.contains(&&**key) {
                *key = Cow::Owned(camel_case(key));
            }
            if !keys.contains(&&**key) {
                fault = fault.or_else(|| Some(unknown(self.manner, &self.path, key, keys)));
            }
            if before.iter().any(|(earlier, _)| earlier == key) {
                fault = fault.or_else(|| {
                    Some(fault!(self.manner.invalid(), joined(&self.path, key), "two values", "given once"))
                });
            }
        }
        Fields { entries, path: self.path, manner: self.manner, fault }
    }
}

/// In JSON text a name may stand twice.
#[cfg(not(target_arch = "wasm32"))]
fn name_given_twice<'a>(entries: &'a [(Cow<'static, str>, Value)]) -> Option<&'a str> {
    let mut seen = std::collections::BTreeSet::new();
    entries.iter().map(|(name, _)| &**name).find(|name| !seen.insert(*name))
}

/// An object of JavaScript has every name once.
#[cfg(target_arch = "wasm32")]
const fn name_given_twice<'a>(_: &'a [(Cow<'static, str>, Value)]) -> Option<&'a str> {
    None
}

#[cold]
fn unknown(manner: Manner, path: &str, key: &str, keys: &[&str]) -> Error {
    let code = match manner {
        Manner::Document => Code::DataInvalid,
        Manner::Script => Code::AttributeUnknown,
    };
    fault!(code, joined(path, key), format_args!("the key {key}"), one_of(key, keys))
}

fn check_count(path: &str, count: usize) -> Result<()> {
    if count <= MOST_ROWS {
        return Ok(());
    }
    let found = format_args!("more than {MOST_ROWS} rows");
    Err(fault!(Code::DataTooLarge, path, found, format!("at most {MOST_ROWS} rows")))
}

/// The fields of one object, taken out one by one.
///
/// Nothing fails here: what is wrong reads as nothing, zero or empty, and the first fault is told by
/// [`finish`](Self::finish) or [`check`](Self::check). One way out per object instead of one per field keeps the code
/// small.
#[derive(Clone, Debug)]
pub struct Fields {
    entries: Vec<(Cow<'static, str>, Value)>,
    path: String,
    manner: Manner,
    fault: Option<Error>,
}

impl Fields {
    /// `value`, if nothing was wrong.
    ///
    /// # Errors
    /// The first fault.
    pub fn finish<T>(self, value: T) -> Result<T> {
        self.fault.map_or(Ok(value), Err)
    }

    /// Stops where something was wrong already, before columns are compared.
    ///
    /// # Errors
    /// The first fault.
    pub fn check(&mut self) -> Result<()> {
        self.fault.take().map_or(Ok(()), Err)
    }

    /// Keeps `fault` unless there was one before.
    #[cold]
    #[inline(never)]
    pub fn blame(&mut self, fault: Error) {
        self.fault.get_or_insert(fault);
    }

    /// The value of `read`; nothing for a fault, which is kept.
    pub fn take<T>(&mut self, read: Result<T>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(fault) => {
                self.blame(fault);
                None
            }
        }
    }

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
        let mut found = [false; N];
        for (found, key) in found.iter_mut().zip(keys) {
            *found = self.has_value(key);
        }
        found
    }

    fn has_value(&self, key: &str) -> bool {
        self.entries.iter().any(|(known, value)| known == key && *value != Value::Null)
    }

    /// Whether `key` is there, `null` or not.
    #[must_use]
    pub fn has_key(&self, key: &str) -> bool {
        self.entries.iter().any(|(known, _)| known == key)
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
    #[inline(never)]
    pub fn optional(&mut self, key: &str) -> Option<Node> {
        self.given(key).filter(|node| node.value != Value::Null)
    }

    /// A field that must be there.
    #[inline(never)]
    pub fn required(&mut self, key: &str) -> Option<Node> {
        let node = self.given(key);
        if node.is_none() {
            self.blame(fault!(self.manner.invalid(), self.path_to(key), "nothing", "given"));
        }
        node
    }

    /// What is made from a field that must be there.
    pub fn required_of<T: Read>(&mut self, key: &str) -> Option<T> {
        let read = T::read(self.required(key)?);
        self.take(read)
    }

    /// What is made from a field that may be left out.
    pub fn optional_of<T: Read>(&mut self, key: &str) -> Option<T> {
        let read = T::read(self.optional(key)?);
        self.take(read)
    }

    /// A number that must be there.
    #[inline(never)]
    pub fn number(&mut self, key: &str) -> f64 {
        let Some(node) = self.required(key) else { return 0.0 };
        self.take(node.number()).unwrap_or(0.0)
    }

    /// A number that must be there, in `low..=high`.
    #[inline(never)]
    pub fn number_within(&mut self, key: &str, low: f64, high: f64) -> f64 {
        let number = self.number(key);
        self.take(number_within("", number, low, high).map_err(|error| error.within(&joined(&self.path, key))))
            .unwrap_or(low)
    }

    /// A number that may be left out.
    #[inline(never)]
    pub fn optional_number(&mut self, key: &str) -> Option<f64> {
        let number = self.optional(key)?.number();
        self.take(number)
    }

    /// A number that may be left out, in `low..=high`.
    #[inline(never)]
    pub fn optional_within(&mut self, key: &str, low: f64, high: f64) -> Option<f64> {
        let number = self.optional_number(key)?;
        self.take(number_within("", number, low, high).map_err(|error| error.within(&joined(&self.path, key))))
    }

    /// A whole number that may be left out.
    #[inline(never)]
    pub fn optional_whole(&mut self, key: &str) -> Option<i64> {
        let number = self.optional(key)?.whole();
        self.take(number)
    }

    /// A whole number of 0 or more that may be left out.
    #[inline(never)]
    pub fn optional_count(&mut self, key: &str, most: u32) -> Option<u32> {
        let count = self.optional(key)?.count(most);
        self.take(count)
    }

    /// True or false, or left out.
    #[inline(never)]
    pub fn optional_flag(&mut self, key: &str) -> Option<bool> {
        let flag = self.optional(key)?.flag();
        self.take(flag)
    }

    /// A text that must be there.
    #[inline(never)]
    pub fn text(&mut self, key: &str) -> String {
        let Some(node) = self.required(key) else { return String::new() };
        self.take(node.text()).unwrap_or_default()
    }

    /// A text that may be left out.
    #[inline(never)]
    pub fn optional_text(&mut self, key: &str) -> Option<String> {
        let text = self.optional(key)?.text();
        self.take(text)
    }

    /// A text, empty when left out; `null` is no text.
    #[inline(never)]
    pub fn text_or_empty(&mut self, key: &str) -> String {
        let Some(node) = self.given(key) else { return String::new() };
        self.take(node.text()).unwrap_or_default()
    }

    /// Position in `words` of a text that must be there.
    #[inline(never)]
    pub fn word(&mut self, key: &str, words: &[&str]) -> usize {
        let Some(node) = self.required(key) else { return 0 };
        self.take(node.word(words)).unwrap_or(0)
    }

    /// An array of numbers that must be there.
    #[inline(never)]
    pub fn column(&mut self, key: &str) -> Vec<f64> {
        let Some(node) = self.required(key) else { return Vec::new() };
        self.take(node.column()).unwrap_or_default()
    }

    /// An array of numbers that may be left out.
    #[inline(never)]
    pub fn optional_column(&mut self, key: &str) -> Option<Vec<f64>> {
        let column = self.optional(key)?.column();
        self.take(column)
    }

    /// The elements of an array that must be there.
    #[inline(never)]
    pub fn list(&mut self, key: &str) -> Vec<Node> {
        let Some(node) = self.required(key) else { return Vec::new() };
        self.take(node.list()).unwrap_or_default()
    }

    /// What is made from each element of an array that must be there; nothing after the first fault.
    pub fn list_of<T: Read>(&mut self, key: &str) -> Vec<T> {
        let mut all = Vec::new();
        for node in self.list(key) {
            let Some(one) = self.take(T::read(node)) else { break };
            all.push(one);
        }
        all
    }

    /// What is made from the fields of an object that may be left out.
    pub fn table_of<T: ReadFields>(&mut self, key: &str) -> Option<T> {
        let mut read = None;
        self.within(key, T::KEYS, &mut |fields| read = Some(T::of(fields)));
        read
    }

    /// What is made from the fields of each object of an array that must be there; nothing after the first fault.
    pub fn tables_of<T: ReadFields>(&mut self, key: &str) -> Vec<T> {
        let mut all = Vec::new();
        self.within_each(key, T::KEYS, &mut |fields| all.push(T::of(fields)));
        all
    }

    /// Has `read` take the fields of an object that may be left out and has no other keys than `keys`.
    #[inline(never)]
    pub fn within(&mut self, key: &str, keys: &[&str], read: &mut dyn FnMut(&mut Self)) {
        if let Some(node) = self.optional(key) {
            self.read_within(node, keys, read);
        }
    }

    #[inline(never)]
    fn within_each(&mut self, key: &str, keys: &[&str], read: &mut dyn FnMut(&mut Self)) {
        for node in self.list(key) {
            if !self.read_within(node, keys, read) {
                break;
            }
        }
    }

    /// Whether nothing was wrong.
    fn read_within(&mut self, node: Node, keys: &[&str], read: &mut dyn FnMut(&mut Self)) -> bool {
        let mut fields = node.fields(keys);
        read(&mut fields);
        let fault = fields.check();
        self.take(fault).is_some()
    }

    /// Texts by name; none when left out.
    #[inline(never)]
    pub fn named_texts(&mut self, key: &str) -> Vec<(String, String)> {
        let Some(node) = self.given(key) else { return Vec::new() };
        self.take(node.named_texts()).unwrap_or_default()
    }
}

/// The value in words, for a message.
fn described(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => Plain(*number).to_string(),
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
    match path {
        "" => key.to_owned(),
        _ if cfg!(feature = "faults") => [path, key].joined("."),
        _ => path.to_owned(),
    }
}

fn indexed(path: &str, index: usize) -> String {
    if cfg!(feature = "faults") { format!("{path}[{index}]") } else { path.to_owned() }
}
