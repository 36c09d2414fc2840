//! What is to be compared.

use crate::engine::estimate::length_ms;
use crate::engine::import::instant;
use crate::engine::market::{Snapshot, TimeMs};
use crate::error::{Code, Result, fault, one_of};
use crate::lists::Listed;
use crate::texts::words_of;
use crate::value::{Fields, Node, Read};

/// A part of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparePanel {
    /// Coins rebased.
    Assets,
    /// How far each lies below its high.
    Drawdown,
    /// Beta and correlation with the reference.
    Beta,
    /// Past events rebased.
    Events,
    /// Returns by month.
    Months,
}

impl ComparePanel {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Assets, Self::Drawdown, Self::Beta, Self::Events, Self::Months];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assets => "assets",
            Self::Drawdown => "drawdown",
            Self::Beta => "beta",
            Self::Events => "events",
            Self::Months => "months",
        }
    }

    /// Words of several, each once.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] for an unknown word, for one that is there twice, and for none.
    pub fn parse_all<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Vec<Self>> {
        let all = words_of!(Self::ALL);
        let refused = |word: &str| fault!(Code::AttributeInvalid, "show", word.to_owned(), one_of(word, &all));
        let mut panels = Vec::new();
        for word in words {
            let panel = Self::ALL.into_iter().find(|panel| panel.as_str() == word);
            panels.push(panel.filter(|panel| !panels.contains(panel)).ok_or_else(|| refused(word))?);
        }
        if panels.is_empty() { Err(refused("")) } else { Ok(panels) }
    }
}

/// What is compared; see the attributes of `<liq-compare>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompareAsked {
    /// Which panels, in this order; those that there are data for when nothing.
    pub show: Option<Vec<ComparePanel>>,
    /// Length of what is shown of coins.
    pub range_ms: TimeMs,
    /// Venues of which the first that has a market gives the own coin's prices; any when nothing.
    pub venues: Option<Vec<String>>,
    /// Coins in this order; all that the document has when nothing.
    pub assets: Option<Vec<String>>,
    /// The coin that beta is against; the document's own when nothing.
    pub reference: Option<String>,
    /// Length of the window of falls and changes up to now.
    pub window_ms: TimeMs,
    /// Only instants at whole multiples of this length are compared; all when nothing.
    pub step_ms: Option<TimeMs>,
    /// Start of the move under way, which is then laid over the past events.
    pub start_ms: Option<TimeMs>,
    /// Shown before the start of an event; what the past events have when nothing.
    pub before_ms: Option<TimeMs>,
    /// Shown after it; the same.
    pub after_ms: Option<TimeMs>,
    /// The month, 1 to 12, that is pointed out; the one under way when nothing.
    pub month: Option<usize>,
}

impl Default for CompareAsked {
    fn default() -> Self {
        Self {
            show: None,
            range_ms: 90 * super::super::DAY_MS,
            venues: None,
            assets: None,
            reference: None,
            window_ms: super::super::DAY_MS,
            step_ms: None,
            start_ms: None,
            before_ms: None,
            after_ms: None,
            month: None,
        }
    }
}

/// An instant as UTC text.
///
/// # Errors
/// [`Code::AttributeInvalid`] for what is no instant.
pub fn instant_ms(field: &str, text: &str) -> Result<TimeMs> {
    let is_date = text.contains('-');
    let refused = || {
        let allowed = "an instant such as 2026-02-05T12:00Z";
        fault!(Code::AttributeInvalid, field, text, allowed)
    };
    instant::parse(text).filter(|_| is_date).ok_or_else(refused)
}

impl CompareAsked {
    /// Whether a venue's prices are the own coin's.
    pub(super) fn counts(&self, venue: &str) -> bool {
        self.venues.as_ref().is_none_or(|venues| venues.iter().any(|known| known.eq_ignore_ascii_case(venue)))
    }

    /// Coins compared.
    pub(super) fn coins(&self, snapshot: &Snapshot) -> Vec<String> {
        self.assets.clone().unwrap_or_else(|| coins_of(snapshot))
    }

    /// Refuses coins and venues that the snapshot does not have.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] with the field `assets`, `reference` or `venue`.
    pub fn check(&self, snapshot: &Snapshot) -> Result<()> {
        let coins = coins_of(snapshot);
        let coins: Vec<&str> = coins.iter().map(String::as_str).listed();
        let known = |field: &str, coin: &String| match coins.contains(&coin.as_str()) {
            true => Ok(()),
            false => Err(fault!(Code::AttributeInvalid, field, coin, one_of(coin, &coins))),
        };
        for coin in self.assets.iter().flatten() {
            known("assets", coin)?;
        }
        if let Some(coin) = &self.reference {
            known("reference", coin)?;
        }
        let venues: Vec<&str> = snapshot.markets.iter().map(|market| market.venue.as_str()).listed();
        for venue in self.venues.iter().flatten() {
            if !venues.iter().any(|known| known.eq_ignore_ascii_case(venue)) {
                return Err(fault!(Code::AttributeInvalid, "venue", venue, one_of(venue, &venues)));
            }
        }
        Ok(())
    }
}

/// The document's own coin and those beside it, each once.
fn coins_of(snapshot: &Snapshot) -> Vec<String> {
    let mut coins = vec![snapshot.asset.clone()];
    for other in &snapshot.beside.assets {
        if !coins.contains(&other.asset) {
            coins.push(other.asset.clone());
        }
    }
    coins
}

/// A script's request: [`CompareAsked`] with camelCase keys, every one of which may be left out.
#[derive(Clone, Debug, Default)]
pub struct CompareRequest {
    /// What is asked.
    pub asked: CompareAsked,
}

const KEYS: [&str; 11] =
    ["show", "range", "venues", "assets", "reference", "window", "step", "start", "beforeStart", "afterStart", "month"];

fn length(fields: &mut Fields, key: &'static str) -> Option<TimeMs> {
    let read = fields.optional_text(key).map(|text| length_ms(key, &text));
    read.and_then(|read| fields.take(read))
}

fn month(fields: &mut Fields) -> Option<usize> {
    let month = fields.optional_whole("month")?;
    let found = usize::try_from(month).ok().filter(|month| (1..=12).contains(month));
    if found.is_none() {
        let field = fields.path_to("month");
        fields.blame(fault!(Code::AttributeInvalid, field, month, "a month, 1 to 12"));
    }
    found
}

impl Read for CompareRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&KEYS);
        let default = CompareAsked::default();
        let texts = |fields: &mut Fields, key: &'static str| {
            let read = fields.optional(key).map(Node::texts);
            read.and_then(|read| fields.take(read))
        };
        let show = texts(&mut fields, "show").map(|words| ComparePanel::parse_all(words.iter().map(String::as_str)));
        let start = fields.optional_text("start").map(|text| instant_ms("start", &text));
        let asked = CompareAsked {
            show: show.and_then(|show| fields.take(show)),
            range_ms: length(&mut fields, "range").unwrap_or(default.range_ms),
            venues: texts(&mut fields, "venues"),
            assets: texts(&mut fields, "assets"),
            reference: fields.optional_text("reference"),
            window_ms: length(&mut fields, "window").unwrap_or(default.window_ms),
            step_ms: length(&mut fields, "step"),
            start_ms: start.and_then(|start| fields.take(start)),
            before_ms: length(&mut fields, "beforeStart"),
            after_ms: length(&mut fields, "afterStart"),
            month: month(&mut fields),
        };
        fields.finish(Self { asked })
    }
}
