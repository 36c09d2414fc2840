//! From the attributes of a `<liq-tape>` to what is summed and how it looks.

use crate::engine::estimate::length_ms;
use crate::engine::heatmap::Ahead;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::of_snapshot::liquidation_tape::TapeAsked;
use crate::error::{Code, Error, Result, fault, one_of};
use crate::lists::Listed;
use crate::scene::attributes::{AttributeReader, Attributes};
use crate::scene::heat_cells::ShownSides;
use crate::scene::look::Look;
use crate::scene::page::Page;
use crate::scene::settings::Settings;
use crate::scene::tape::view::TapeView;
use crate::texts::words_of;
use std::rc::Rc;

/// A part of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TapePart {
    /// The windows that end now, with their split.
    Totals,
    /// Bars through time.
    Bars,
    /// The running record among the bars, and the label at the latest one.
    Record,
    /// Open interest under the bars.
    OpenInterest,
    /// What others published.
    Published,
}

impl TapePart {
    /// All, from the top down.
    pub const ALL: [Self; 5] = [Self::Totals, Self::Bars, Self::Record, Self::OpenInterest, Self::Published];

    /// The word of the attribute `show`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Totals => "totals",
            Self::Bars => "bars",
            Self::Record => "record",
            Self::OpenInterest => "open-interest",
            Self::Published => "published",
        }
    }
}

/// How a tape is shown; none of it changes a number.
#[derive(Clone, Debug, PartialEq)]
pub struct TapeLook {
    /// Colours, words, clock.
    pub page: Look,
    /// Sides whose bars are drawn.
    pub sides: ShownSides,
    /// Parts drawn.
    pub parts: Vec<TapePart>,
}

impl TapeLook {
    /// Whether a part is drawn.
    #[must_use]
    pub fn shows(&self, part: TapePart) -> bool {
        self.parts.contains(&part)
    }
}

/// What attributes and page come to.
#[derive(Clone, Debug)]
pub struct TapeSettings {
    /// What to sum.
    pub asked: TapeAsked,
    /// How to show it.
    pub look: TapeLook,
    /// What was wrong; each has kept its default.
    pub problems: Vec<Error>,
    /// `bucket` as the author wrote it, for what is said of it.
    bucket: Option<String>,
}

fn parts_of(text: &str) -> Result<Vec<TapePart>> {
    let words = words_of!(TapePart::ALL);
    let part = |word: &str| {
        let found = words.iter().position(|known| *known == word).map(|index| TapePart::ALL[index]);
        found.ok_or_else(|| fault!(Code::AttributeInvalid, "show", text.to_owned(), one_of(word, &words)))
    };
    text.split_whitespace().map(part).collect()
}

fn listed(reader: &AttributeReader<'_>, name: &str) -> Option<Vec<String>> {
    reader.text(name).map(|text| text.split_whitespace().map(str::to_owned).listed())
}

impl Settings for TapeSettings {
    type View = TapeView;

    const OWN: &'static [&'static str] = &["window", "bucket", "assets", "sides", "show"];

    const NOT_HERE: &'static [&'static str] = &["palette", "direction"];

    fn read(attributes: &Attributes, page: &Page) -> Self {
        let mut reader = AttributeReader::new(attributes, Self::OWN);
        let look = TapeLook {
            page: Look::read(&mut reader, page),
            sides: reader.parsed("sides", ShownSides::parse),
            parts: reader.parsed_or("show", TapePart::ALL.to_vec(), parts_of),
        };
        reader.refuse(Self::NOT_HERE, "left out: a tape is drawn in the colours of its sides");
        let length = |reader: &mut AttributeReader<'_>, name: &'static str| -> Option<TimeMs> {
            reader.parsed(name, |text| length_ms(name, text).map(Some))
        };
        let asked = TapeAsked {
            range_ms: length(&mut reader, "range"),
            bucket_ms: length(&mut reader, "bucket"),
            windows: listed(&reader, "window"),
            assets: listed(&reader, "assets"),
            venues: listed(&reader, "venue"),
        };
        let bucket = reader.text("bucket").map(str::to_owned);
        Self { asked, look, bucket, problems: reader.into_problems() }
    }

    fn problems(&self) -> &[Error] {
        &self.problems
    }

    fn computes_as(&self, other: &Self) -> bool {
        self.asked == other.asked
    }

    fn view(&self, snapshot: Rc<Snapshot>, _: Option<Ahead>) -> Result<TapeView> {
        let tape = self.asked.run(&snapshot)?;
        Ok(TapeView::new(snapshot, tape, self.look.clone()))
    }

    fn dress(&self, view: &mut TapeView) -> Result<()> {
        view.set_look(self.look.clone());
        Ok(())
    }

    /// One key after the other is given up, and said so.
    fn fit(&mut self, snapshot: &Snapshot) {
        while let Err(error) = self.asked.run(snapshot) {
            let mut given = None;
            match &*error.field {
                "window" => self.asked.windows = None,
                "assets" => self.asked.assets = None,
                "venue" => self.asked.venues = None,
                "bucket" if self.asked.bucket_ms.is_some() => {
                    self.asked.bucket_ms = None;
                    given = self.bucket.take();
                }
                "bucket" => self.asked.range_ms = None,
                _ => return,
            }
            self.problems.push(match given {
                Some(value) => error.finding(value),
                None => error,
            });
        }
    }
}
