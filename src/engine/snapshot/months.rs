//! Returns by calendar month.

use super::Origin;
use super::beside::texts;
use super::check::{at, column};
use crate::engine::signals::seasonality::month_of;
use crate::error::{Code, fault, told};
use crate::value::{Fields, ReadFields};

const LARGEST_RETURN: f64 = 1e9;

/// Returns of months that are over, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthlyReturns {
    /// Where they come from.
    pub origin: Origin,
    /// `YYYY-MM`, ascending.
    pub month: Vec<String>,
    /// Percent.
    pub return_pct: Vec<f64>,
}

fn check_order(fields: &mut Fields, months: &[String]) {
    if let Some(row) = months.iter().position(|month| month_of(month).is_none()) {
        let field = at(fields, "month", row);
        fields.blame(fault!(Code::DataInvalid, field, &months[row], "a month such as 2025-10"));
    }
    if let Some(row) = (1..months.len()).find(|row| months[*row] <= months[row - 1]) {
        let code = if months[row] == months[row - 1] { Code::DataDuplicated } else { Code::DataUnordered };
        let allowed = told!("after the month before it, {}", months[row - 1]);
        fields.blame(fault!(code, at(fields, "month", row), &months[row], allowed));
    }
}

impl ReadFields for MonthlyReturns {
    const KEYS: &'static [&'static str] = &["basis", "source", "month", "return_pct"];

    fn of(fields: &mut Fields) -> Self {
        let month = texts(fields, "month", None, 7);
        check_order(fields, &month);
        Self {
            origin: Origin::of(fields),
            return_pct: column(fields, "return_pct", month.len(), -LARGEST_RETURN, LARGEST_RETURN),
            month,
        }
    }
}
