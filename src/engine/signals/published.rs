//! Figures that several publishers give for one thing, side by side: headline, text and venue totals conflict.
//!
//! Each keeps its label and its own bounds. They are never averaged; their range runs from the lowest bound to the
//! highest and says how many are open.

use super::known::{SIGNED, contradiction};
use crate::error::Result;
use crate::lists::Listed;
use crate::value::{Node, Read, Value};

/// One published figure: a value, a range, or one bound ("more than 1.6bn").
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedFigure {
    /// Who says so, or what it counts.
    pub label: String,
    /// What it counts: `usd` when left out, or another word such as `traders`.
    pub unit: String,
    /// Lower bound; nothing where it is open.
    pub low: Option<f64>,
    /// Upper bound; nothing where it is open.
    pub high: Option<f64>,
}

impl Read for PublishedFigure {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["label", "unit", "value", "low", "high"]);
        let value = fields.optional_within("value", SIGNED.0, SIGNED.1);
        let bounds = ["low", "high"].map(|key| fields.optional_within(key, SIGNED.0, SIGNED.1));
        let [low, high] = match (value, bounds) {
            (Some(value), [None, None]) => [Some(value); 2],
            (None, bounds) if bounds != [None, None] => bounds,
            _ => {
                fields.blame(contradiction(&fields, "value", "other bounds", "either value, or low, high or both"));
                bounds
            }
        };
        if low.zip(high).is_some_and(|(low, high)| low > high) {
            fields.blame(contradiction(&fields, "low", low.unwrap_or(0.0), "at most high"));
        }
        let read = Self {
            label: fields.text("label"),
            unit: fields.optional_text("unit").unwrap_or_else(|| "usd".to_owned()),
            low,
            high,
        };
        fields.finish(read)
    }
}

/// All figures of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedRange<'a> {
    /// The unit.
    pub unit: &'a str,
    /// The lowest bound named.
    pub low: Option<f64>,
    /// The highest bound named.
    pub high: Option<f64>,
    /// Whether some figure has no lower or no upper bound.
    pub is_open: bool,
    /// The figures, in the order given.
    pub figures: Vec<&'a PublishedFigure>,
}

/// The figures by unit, in the order in which the units occur: a count of traders is no amount of money.
#[must_use]
pub fn ranges(figures: &[PublishedFigure]) -> Vec<PublishedRange<'_>> {
    let mut ranges: Vec<PublishedRange<'_>> = Vec::new();
    for figure in figures {
        let known = ranges.iter().position(|range| range.unit == figure.unit);
        let index = known.unwrap_or_else(|| {
            ranges.push(PublishedRange { unit: &figure.unit, low: None, high: None, is_open: false, figures: vec![] });
            ranges.len() - 1
        });
        let range = &mut ranges[index];
        let bounds = || range.low.into_iter().chain(range.high).chain(figure.low).chain(figure.high);
        (range.low, range.high) = (bounds().reduce(f64::min), bounds().reduce(f64::max));
        range.is_open |= figure.low.is_none() || figure.high.is_none();
        range.figures.push(figure);
    }
    ranges
}

impl From<&PublishedRange<'_>> for Value {
    fn from(range: &PublishedRange<'_>) -> Self {
        let figure = |figure: &&PublishedFigure| {
            Self::object().with("label", &figure.label).with("low", figure.low).with("high", figure.high)
        };
        Self::object()
            .with("unit", range.unit.to_owned())
            .with("low", range.low)
            .with("high", range.high)
            .with("open", range.is_open)
            .with("figures", Self::List(range.figures.iter().map(figure).listed()))
    }
}
