//! Messages damaged at random: every parser answers with a value or a code, and never stops the program.

use crate::samples::{SAMPLES, STREAMED};
use liquidation_widgets::engine::random::SplitMix64;
use liquidation_widgets::engine::venues::answer::{Answer, Attempt, Body, judged};
use liquidation_widgets::engine::venues::coinglass::{self, About};
use liquidation_widgets::engine::venues::message::{self, Moment};
use liquidation_widgets::engine::venues::{Instrument, Table};
use liquidation_widgets::value::Value;

const SEED: u64 = 20_251_010;
const ROUNDS: u64 = 400;
const MOMENT: Moment = Moment { now_ms: 1_700_000_000_000, price: 100.0 };

/// Values that no parser should choke on.
const ODD: [&str; 22] = [
    "null",
    "true",
    "-1",
    "0",
    "1e308",
    "-1e308",
    "1e-320",
    "0.5",
    "9007199254740993",
    "\"\"",
    "\"x\"",
    "\"NaN\"",
    "\"1e999\"",
    "\"-0\"",
    "[]",
    "{}",
    "[[]]",
    "[null]",
    "[1,2,3]",
    "\"清算\"",
    "[[[[[[[[1]]]]]]]]",
    "{\"data\":{\"data\":[]}}",
];

/// The numbers of one round.
struct Dice(SplitMix64, u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.1 += 1;
        (self.0.uniform(self.1) * count as f64) as usize
    }
}

/// `value` with one place in it, chosen by `dice`, changed, left out or repeated.
fn damaged(value: &mut Value, dice: &mut Dice) {
    let deeper = dice.below(5) > 0;
    match value {
        Value::Object(entries) if deeper && !entries.is_empty() => {
            let at = dice.below(entries.len());
            match dice.below(8) {
                0 => drop(entries.remove(at)),
                1 => {
                    let entry = entries[at].clone();
                    entries.push(entry);
                }
                _ => damaged(&mut entries[at].1, dice),
            }
        }
        Value::List(items) if deeper && !items.is_empty() => {
            let at = dice.below(items.len());
            match dice.below(8) {
                0 => drop(items.remove(at)),
                1 => {
                    let item = items[at].clone();
                    items.push(item);
                }
                2 => items.reverse(),
                _ => damaged(&mut items[at], dice),
            }
        }
        Value::Numbers(numbers) if deeper && !numbers.is_empty() => {
            let at = dice.below(numbers.len());
            numbers[at] = [0.0, -1.0, 1e18, 1e-300, 0.5][dice.below(5)];
            numbers.truncate(1 + dice.below(numbers.len()));
        }
        other => *other = Value::from_json(ODD[dice.below(ODD.len())]).unwrap(),
    }
}

/// Calls `read` with many damaged forms of `text`, and with its text cut anywhere.
fn every_damage(text: &str, seed: u64, mut read: impl FnMut(&Value)) {
    for round in 0..ROUNDS {
        let mut dice = Dice(SplitMix64::new(SEED ^ seed), round * 1_000);
        let mut value = Value::from_json(text).unwrap();
        for _ in 0..=dice.below(3) {
            damaged(&mut value, &mut dice);
        }
        read(&value);
    }
    for (index, _) in text.char_indices().step_by(7) {
        if let Ok(value) = Value::from_json(&text[..index]) {
            read(&value);
        }
    }
}

#[test]
fn no_damaged_answer_stops_a_parser_and_each_refusal_has_words() {
    for (seed, sample) in SAMPLES.iter().enumerate() {
        let instrument = sample.instrument();
        every_damage(sample.text, seed as u64, |value| {
            if let Err(error) = message::columns(&instrument, sample.table, value, &MOMENT) {
                assert!(!error.allowed.is_empty(), "seed {SEED}: {error}");
            }
        });
    }
}

#[test]
fn no_answer_about_another_table_stops_a_parser() {
    for sample in SAMPLES {
        let value = Value::from_json(sample.text).unwrap();
        for table in Table::ALL {
            for other in SAMPLES {
                let _read = message::columns(&other.instrument(), table, &value, &MOMENT);
            }
        }
    }
}

#[test]
fn no_damaged_message_of_a_stream_stops_a_parser() {
    for (seed, (venue, symbol, text)) in STREAMED.iter().enumerate() {
        let instrument = Instrument::of(*venue, symbol).unwrap();
        every_damage(text, 100 + seed as u64, |value| {
            let _read = message::streamed_columns(&instrument, value);
        });
    }
}

#[test]
fn no_damaged_import_stops_a_parser() {
    for (seed, text) in crate::coinglass::SAMPLES.iter().enumerate() {
        every_damage(text, 200 + seed as u64, |value| {
            let _read = coinglass::import(value, About::default());
        });
    }
}

#[test]
fn every_status_with_every_body_is_judged() {
    for sample in SAMPLES {
        for status in [0, 200, 204, 301, 400, 403, 404, 418, 429, 451, 500, 503, 999] {
            for text in [sample.text, &sample.text[..sample.text.len() / 2], "", "<html>no</html>", "null", "[]"] {
                let answer = Answer {
                    status,
                    failure: String::new(),
                    retry_after_ms: Some(-5),
                    server_ms: None,
                    received_ms: 0,
                    bytes: text.len(),
                    jitter: 1.0,
                };
                let _verdict = judged(sample.venue, &answer, Body::of_text(text), Attempt { index: 40, most: 50 });
            }
        }
    }
}
