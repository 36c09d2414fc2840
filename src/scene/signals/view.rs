//! The signals as sheets: one of every signal asked for.

use crate::digits::whole;
use crate::lists::Listed;
use crate::texts::Texts;
use std::rc::Rc;

use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::of_snapshot::{Asked, Board, Reading, SignalKind};
use crate::error::Result;
use crate::scene::frame::Table;
use crate::scene::locale::{Locale, fill};
use crate::scene::look::Look;
use crate::scene::sheets::sheet::{Desk, Sheet};
use crate::scene::sheets::view::{SheetsView, Subject, SubjectWords};
use crate::scene::signals::{
    basis, csv, etf, funding, gamma, level, open_interest, perp_share, reserves, seasonality, skew, whales,
};
use crate::value::Value;

/// What was asked, and the numbers.
pub struct Signals {
    asked: Asked,
    board: Board,
}

/// The view of signals side by side.
pub type SignalsView = SheetsView<Signals>;

/// Reads `snapshot` and shows it.
///
/// # Errors
/// Those of [`Board::of`].
pub fn view(snapshot: Rc<Snapshot>, asked: Asked, look: Look) -> Result<SignalsView> {
    let board = Board::of(&snapshot, &asked)?;
    Ok(SheetsView::new(snapshot, Signals { asked, board }, look))
}

impl Subject for Signals {
    const PLACE: &'static str = "signal";

    fn window(&self) -> (TimeMs, TimeMs) {
        (self.board.from_ms, self.board.as_of_ms)
    }

    fn sheets(&self, desk: Desk<'_>) -> Vec<Sheet> {
        let sheet =
            |(kind, reading): &(SignalKind, Option<Reading>)| sheet_of(*kind, reading.as_ref(), &self.asked, desk);
        self.board.panels.iter().map(sheet).listed()
    }

    fn tables(&self, panel: usize, desk: Desk<'_>) -> Vec<Table> {
        let reading = self.board.panels.get(panel).and_then(|(kind, reading)| Some((*kind, reading.as_ref()?)));
        reading.map_or_else(Vec::new, |(kind, reading)| tables_of(kind, reading, &self.asked, desk))
    }

    fn words(&self, sheets: &[Sheet], locale: Locale, time: &str) -> SubjectWords {
        let (words, asset) = (locale.words(), ("asset", &*self.board.asset));
        let count = whole(sheets.len());
        SubjectWords {
            heading: fill(words.signals.heading(), &[asset]),
            shows: words.signals.shows().to_owned(),
            opening: fill(words.signals.opening(), &[asset, ("n", &count), ("time", time)]),
            note: words.notes.estimate(),
            limits: words.signals.limits(),
        }
    }

    fn method(&self, _panel: usize, sheet: &Sheet, locale: Locale) -> String {
        [&sheet.unit, &sheet.sign].map(|text| text.trim_end()).joined(locale.words().sheets.fact_separator())
    }

    fn result(&self) -> Value {
        Value::from(&self.board)
    }

    fn csv(&self, snapshot: &Snapshot, sheets: &[Sheet], request: (&str, &[(String, String)])) -> String {
        csv::document(snapshot, self.board.from_ms, sheets, request)
    }
}

/// The sheet of one signal; a reading is always of the kind that was asked for.
fn sheet_of(kind: SignalKind, reading: Option<&Reading>, asked: &Asked, desk: Desk<'_>) -> Sheet {
    macro_rules! of {
        ($kind:ident) => {
            reading.and_then(|reading| if let Reading::$kind(reading) = reading { Some(reading) } else { None })
        };
    }
    match kind {
        SignalKind::Oi => open_interest::sheet(of!(Oi), desk),
        SignalKind::Funding => funding::sheet(of!(Funding), desk),
        SignalKind::Basis => basis::sheet(of!(Basis), desk),
        SignalKind::Skew => skew::sheet(of!(Skew), desk),
        SignalKind::Gamma => gamma::sheet(of!(Gamma), desk),
        SignalKind::Etf => etf::sheet(of!(Etf), desk),
        SignalKind::PerpShare => perp_share::sheet(of!(PerpShare), desk),
        SignalKind::Yield => level::sheet(kind, &asked.yield_series, of!(Yield), desk),
        SignalKind::Dollar => level::sheet(kind, &asked.dollar_series, of!(Dollar), desk),
        SignalKind::Stablecoins => reserves::sheet(of!(Stablecoins), desk),
        SignalKind::Whales => whales::sheet(of!(Whales), desk),
        SignalKind::Seasonality => seasonality::sheet(of!(Seasonality), desk),
    }
}

/// What stands under that sheet.
fn tables_of(kind: SignalKind, reading: &Reading, asked: &Asked, desk: Desk<'_>) -> Vec<Table> {
    match reading {
        Reading::Oi(reading) => vec![open_interest::table(reading, desk)],
        Reading::Funding(reading) => vec![funding::table(reading, desk)],
        Reading::Basis(reading) => vec![basis::table(reading, desk)],
        Reading::Skew(reading) => vec![skew::table(reading, desk)],
        Reading::Gamma(reading) => vec![gamma::table(reading, desk)],
        Reading::Etf(reading) => etf::tables(reading, desk),
        Reading::PerpShare(reading) => perp_share::table(reading, desk).into_iter().listed(),
        Reading::Yield(reading) => vec![level::table(kind, &asked.yield_series, reading, desk)],
        Reading::Dollar(reading) => vec![level::table(kind, &asked.dollar_series, reading, desk)],
        Reading::Stablecoins(reading) => vec![reserves::table(reading, desk)],
        Reading::Whales(reading) => vec![whales::table(reading, desk)],
        Reading::Seasonality(reading) => vec![seasonality::table(reading, desk)],
    }
}
