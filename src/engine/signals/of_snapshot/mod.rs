//! Signals of a snapshot: what stands beside the markets of a document, made into the requests of the other files here.
//!
//! One file a signal. What the document does not have is nothing, never 0. Windows are (now − w, now], now being the end
//! of the data.

mod basis;
mod board;
pub mod breakers;
pub mod cme_against_offshore;
pub mod coin_open_interest;
pub mod comparison;
mod etf;
mod funding;
pub mod funding_now;
mod gamma;
mod labelled;
mod level;
pub mod liquidation_feeds;
pub mod liquidation_record;
pub mod liquidation_tape;
mod months;
mod open_interest;
mod perp_share;
pub mod regime_history;
pub mod regime_readings;
pub mod reported_liquidations;
mod request;
mod reserves;
mod series;
mod skew;
mod spot;
pub mod tape_bars;
mod venue_rows;

pub use basis::{BasisLine, BasisReading, ExpiryBasis};
pub use board::{Board, Reading};
pub use comparison::Comparison;
pub use etf::{CoinFlow, EtfReading, EtfRun, PublishedFast, Turnover};
pub use funding::{FundingReading, VenueRate};
pub use gamma::{GammaReading, StrikeGamma};
pub use labelled::{LabelledReading, LabelledRow};
pub use level::{LOOKBACK, LevelReading, PolicyReading};
pub use months::{MonthReading, MonthStatistics};
pub use open_interest::OpenInterestReading;
pub use perp_share::{PerpShareReading, PublishedShare};
pub use request::{
    Asked, BASIS_RANGE, BoardRequest, Compounding, FUNDING_BAND_RANGE, GAMMA_WINDOW_RANGE, MIN_DAYS_RANGE, OiUnit,
    SignalKind,
};
pub use reserves::ReservesReading;
pub use series::Series;
pub use skew::{SkewReading, SkewTerm};
pub use venue_rows::VenueRows;

use crate::digits::padded;
use crate::engine::calendar::Date;
use crate::engine::market::TimeMs;
use crate::engine::snapshot::{FigureBasis, Origin};
use crate::lists::{Growing, Listed};
use crate::texts::text;
use crate::value::Value;

/// Milliseconds of a day.
pub(crate) const DAY_MS: TimeMs = 86_400_000;

/// Who gives a table, and how its figures came to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// How its figures came to be; nothing where the document's provenance says enough.
    pub basis: Option<FigureBasis>,
    /// Names of its sources; none where those of the document are meant.
    pub sources: Vec<String>,
}

impl Given {
    /// What the origins of several tables come to.
    pub(super) fn by<'a>(origins: impl IntoIterator<Item = &'a Origin>) -> Self {
        let mut given = Self::default();
        for (place, origin) in origins.into_iter().enumerate() {
            if place == 0 {
                given.basis = origin.basis;
            } else if given.basis != origin.basis {
                given.basis = None;
            }
            if let Some(source) = origin.source.as_ref().filter(|source| !given.sources.contains(&source.name)) {
                given.sources.push(source.name.clone());
            }
        }
        given
    }

    /// What several tables come to that say so already.
    #[must_use]
    pub fn together<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut all = all.into_iter();
        let mut given = all.next().cloned().unwrap_or_default();
        for other in all {
            given.basis = given.basis.filter(|basis| other.basis == Some(*basis));
            let new = other.sources.iter().filter(|source| !given.sources.contains(source)).cloned();
            let new: Vec<String> = new.listed();
            given.sources.put_all(new);
        }
        given
    }

    /// The same with what the last row shown rests on, where rows differ.
    fn of_row(mut self, row_basis: Option<&Vec<FigureBasis>>, row: Option<usize>) -> Self {
        if let Some(basis) = row_basis.zip(row).and_then(|(all, row)| all.get(row)) {
            self.basis = Some(*basis);
        }
        self
    }

    fn put(&self, object: Value) -> Value {
        object
            .with("basis", self.basis.map(FigureBasis::as_str))
            .with("sources", Value::List(self.sources.iter().map(Value::from).listed()))
    }
}

/// The date of `at_ms`, UTC.
const fn date_of(at_ms: TimeMs) -> Date {
    Date::from_days(at_ms.div_euclid(DAY_MS))
}

/// The first instant of the year, UTC, that `at_ms` lies in.
const fn year_start(at_ms: TimeMs) -> TimeMs {
    Date { month: 1, day: 1, ..date_of(at_ms) }.to_days() * DAY_MS
}

/// `YYYY-MM` of `at_ms`, UTC.
fn month_text(at_ms: TimeMs) -> String {
    let Date { year, month, .. } = date_of(at_ms);
    text![padded(year, 4), "-", padded(month, 2)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_and_a_month_begin_at_midnight_utc() {
        assert_eq!(year_start(1_767_225_600_000), 1_767_225_600_000);
        assert_eq!(year_start(1_767_225_599_999), 1_735_689_600_000);
        assert_eq!(month_text(1_767_225_599_999), "2025-12");
        assert_eq!(month_text(1_767_225_600_000), "2026-01");
        assert_eq!(month_text(1_758_571_200_000), "2025-09");
        assert_eq!(month_text(951_868_800_000), "2000-03");
        assert_eq!(month_text(0), "1970-01");
    }
}
