//! What stands beside the simulated markets of an article: its reported figures, and series made to meet them.
//!
//! Nothing here is traded by anyone: a series is a walk between the figures that the article gives, and says `simulated`
//! wherever it does not say `reported`.

mod article_1;
mod article_2;
mod article_3;
mod article_4;
mod article_5;
mod chain;
mod companion;
mod days;
mod futures;
mod open_interest;
mod returns;
mod tape;
mod words;

pub(super) use article_1::beside as of_article_1;
pub(super) use article_2::beside as of_article_2;
pub(super) use article_3::{beside as of_article_3, beside_eth as of_article_3_eth};
pub(super) use article_4::beside as of_article_4;
pub(super) use article_5::beside as of_article_5;

use super::recording::Recording;
use super::story::HOUR_MS;
use serde_json::{Value, json};

/// One day in milliseconds.
pub(super) const DAY_MS: i64 = 24 * HOUR_MS;

/// The market as it was recorded, and the seed of everything beside it.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    /// The document's market.
    pub(super) recording: &'a Recording,
    /// Seed of the story.
    pub(super) seed: u64,
}

impl Ground<'_> {
    /// End of the data.
    pub(super) fn end_ms(self) -> i64 {
        self.recording.end_ms()
    }

    /// The last price at an instant; the first one before all candles.
    pub(super) fn price_at(self, time_ms: i64) -> f64 {
        let candles = &self.recording.candles;
        let over = ((time_ms - self.recording.start_ms) / HOUR_MS).clamp(1, candles.len() as i64) as usize;
        candles[over - 1].close
    }

    /// Coins open at an instant; nothing before the first hour is over.
    pub(super) fn open_interest_at(self, time_ms: i64) -> Option<f64> {
        let over = (time_ms - self.recording.start_ms) / HOUR_MS;
        let last = over.min(self.recording.open_interest.len() as i64) - 1;
        usize::try_from(last).ok().map(|hour| self.recording.open_interest[hour])
    }
}

/// `value` with so many decimals.
pub(super) fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = libm::pow(10.0, f64::from(decimals));
    (value * scale).round() / scale
}

/// A source without an address.
fn source(name: &str) -> Value {
    json!({"name": name})
}

/// A reported figure: who gives it, what it measures, and what else is known of it.
fn reported(publisher: &str, measure: &str, more: Value) -> Value {
    let mut figure = json!({"basis": "reported", "source": source(publisher), "measure": measure});
    if let (Some(figure), Value::Object(more)) = (figure.as_object_mut(), more) {
        figure.extend(more);
    }
    figure
}
