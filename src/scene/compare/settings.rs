//! From the attributes of a `<liq-compare>` to what is compared and how it looks.

use crate::engine::heatmap::Ahead;
use crate::lists::Listed;
use crate::texts::Texts;
use std::rc::Rc;

use crate::engine::estimate::length_ms;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::of_snapshot::comparison::{CompareAsked, ComparePanel, instant_ms};
use crate::error::{Error, Result};
use crate::scene::attributes::{AttributeReader, Attributes};
use crate::scene::compare::view::{self, CompareView};
use crate::scene::look::Look;
use crate::scene::page::Page;
use crate::scene::settings::Settings;

/// What attributes and page come to.
#[derive(Clone, Debug)]
pub struct CompareSettings {
    /// What to compare.
    pub asked: CompareAsked,
    /// Colours, words, clock.
    pub look: Look,
    /// What was wrong; each has kept its default.
    pub problems: Vec<Error>,
}

fn asked_of(reader: &mut AttributeReader<'_>) -> CompareAsked {
    let default = CompareAsked::default();
    let words = |reader: &AttributeReader<'_>, name: &str| {
        reader.text(name).map(|text| text.split_whitespace().map(str::to_owned).listed())
    };
    let (venues, assets) = (words(reader, "venue"), words(reader, "assets"));
    let mut length =
        |name: &'static str| -> Option<TimeMs> { reader.parsed(name, |text| length_ms(name, text).map(Some)) };
    let [range, window, step, before, after] =
        ["range", "window", "step", "before-start", "after-start"].map(&mut length);
    CompareAsked {
        show: reader.parsed("show", |text| {
            let panels = ComparePanel::parse_all(text.split_whitespace());
            panels.map(Some).map_err(|error| error.finding(text.to_owned()))
        }),
        range_ms: range.unwrap_or(default.range_ms),
        venues,
        assets,
        reference: reader.text("reference").map(str::to_owned),
        window_ms: window.unwrap_or(default.window_ms),
        step_ms: step,
        start_ms: reader.parsed("start", |text| instant_ms("start", text).map(Some)),
        before_ms: before,
        after_ms: after,
        month: reader.whole("month", 1, 12).map(|month| month as usize),
    }
}

impl Settings for CompareSettings {
    type View = CompareView;

    const OWN: &'static [&'static str] =
        &["show", "assets", "reference", "window", "step", "start", "before-start", "after-start", "month"];

    const NOT_HERE: &'static [&'static str] = &["palette"];

    fn read(attributes: &Attributes, page: &Page) -> Self {
        let mut reader = AttributeReader::new(attributes, Self::OWN);
        let look = Look::read(&mut reader, page);
        reader.refuse(Self::NOT_HERE, "left out: months are drawn in the colours of rising and falling prices");
        let asked = asked_of(&mut reader);
        Self { asked, look, problems: reader.into_problems() }
    }

    /// Coins and venues that `snapshot` does not have are given up, and said so.
    fn fit(&mut self, snapshot: &Snapshot) {
        while let Err(error) = self.asked.check(snapshot) {
            let given = match error.field.as_str() {
                "assets" => self.asked.assets.take().map(|words| words.joined(" ")),
                "reference" => self.asked.reference.take(),
                _ => self.asked.venues.take().map(|words| words.joined(" ")),
            };
            // As the author wrote it.
            self.problems.push(error.finding(given.unwrap_or_default()));
        }
    }

    fn problems(&self) -> &[Error] {
        &self.problems
    }

    fn computes_as(&self, other: &Self) -> bool {
        self.asked == other.asked
    }

    fn view(&self, snapshot: Rc<Snapshot>, _: Option<Ahead>) -> Result<CompareView> {
        view::view(snapshot, &self.asked, self.look.clone())
    }

    fn dress(&self, view: &mut CompareView) -> Result<()> {
        view.set_look(self.look.clone());
        Ok(())
    }
}
