//! The comparison as sheets: one of every panel asked for.

use crate::lists::Listed;
use crate::texts::Texts;
use std::rc::Rc;

use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::of_snapshot::Comparison;
use crate::engine::signals::of_snapshot::comparison::{CompareAsked, ComparePanel};
use crate::error::Result;
use crate::scene::compare::{assets, beta, csv, drawdown, events, months};
use crate::scene::frame::Table;
use crate::scene::locale::{Locale, fill};
use crate::scene::look::Look;
use crate::scene::sheets::sheet::{Desk, Sheet};
use crate::scene::sheets::view::{SheetsView, Subject, SubjectWords};
use crate::value::Value;

/// The view of coins, past events and months side by side.
pub type CompareView = SheetsView<Comparison>;

/// Compares what `snapshot` has and shows it.
///
/// # Errors
/// Those of [`Comparison::of`].
pub fn view(snapshot: Rc<Snapshot>, asked: &CompareAsked, look: Look) -> Result<CompareView> {
    let comparison = Comparison::of(&snapshot, asked)?;
    Ok(SheetsView::new(snapshot, comparison, look))
}

impl Subject for Comparison {
    const PLACE: &'static str = "panel";

    fn window(&self) -> (TimeMs, TimeMs) {
        (self.from_ms, self.as_of_ms)
    }

    fn sheets(&self, desk: Desk<'_>) -> Vec<Sheet> {
        let sheet = |panel: &ComparePanel| match panel {
            ComparePanel::Assets => assets::sheet(self, desk),
            ComparePanel::Drawdown => drawdown::sheet(self, desk),
            ComparePanel::Beta => beta::sheet(self, desk),
            ComparePanel::Events => events::sheet(self, desk),
            ComparePanel::Months => months::sheet(self, desk),
        };
        self.panels.iter().map(sheet).listed()
    }

    fn tables(&self, panel: usize, desk: Desk<'_>) -> Vec<Table> {
        match self.panels.get(panel) {
            Some(ComparePanel::Assets) => vec![assets::table(self, desk)],
            Some(ComparePanel::Drawdown) => drawdown::tables(self, desk),
            Some(ComparePanel::Beta) => vec![beta::table(self, desk)],
            Some(ComparePanel::Events) => vec![events::table(&self.events, desk)],
            Some(ComparePanel::Months) => self.months.iter().flat_map(|months| months::tables(months, desk)).listed(),
            None => Vec::new(),
        }
    }

    fn words(&self, sheets: &[Sheet], locale: Locale, time: &str) -> SubjectWords {
        let (all, asset) = (locale.words(), ("asset", &*self.asset));
        let words = &all.compare;
        let titles: Vec<&str> = sheets.iter().map(|sheet| sheet.title.as_str()).listed();
        SubjectWords {
            heading: fill(words.heading(), &[asset]),
            shows: titles.joined(all.numbers.list_separator()),
            opening: fill(words.opening(), &[asset, ("time", time)]),
            note: words.described(),
            limits: words.limits(),
        }
    }

    fn method(&self, panel: usize, _sheet: &Sheet, locale: Locale) -> String {
        let words = &locale.words().compare;
        let method = |panel: &ComparePanel| match panel {
            ComparePanel::Assets => words.method_assets(),
            ComparePanel::Drawdown => words.method_drawdown(),
            ComparePanel::Beta => words.method_beta(),
            ComparePanel::Events => words.method_events(),
            ComparePanel::Months => words.method_months(),
        };
        self.panels.get(panel).map(method).unwrap_or_default().to_owned()
    }

    fn result(&self) -> Value {
        Value::from(self)
    }

    fn csv(&self, snapshot: &Snapshot, _sheets: &[Sheet], request: (&str, &[(String, String)])) -> String {
        csv::document(self, snapshot, request)
    }
}
