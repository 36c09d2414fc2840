//! A prior as an author writes it, checked and normalised into a [`Prior`].

use super::{Prior, PriorEntry};
use crate::engine::order::ordered;
use crate::error::{Code, Result, fault, number_within};
use crate::value::{Node, Read};

const HIGHEST_LEVERAGE: f64 = 1000.0;
/// Positions below it have no level within reach: they are inert by rule.
const LOWEST_LEVERAGE: f64 = 2.0;
const LARGEST_WEIGHT: f64 = 1e12;
const MOST_ENTRIES: usize = 64;
/// Sums nearer to 1 than this are typing, not intent.
const SUM_TOLERANCE: f64 = 1e-9;

/// An author's own prior. Weights need not sum to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriorTable {
    /// Name and version, shown to the reader.
    pub id: String,
    /// Date of the evidence.
    pub date: String,
    /// Shares by leverage, in any order.
    pub entries: Vec<PriorTableEntry>,
    /// Weight of takers' positions without a level; 0 when left out.
    pub taker_inert: f64,
    /// Weight of makers' positions without a level; 0 when left out.
    pub maker_inert: f64,
}

/// One row of a [`PriorTable`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PriorTableEntry {
    /// 2..=1000.
    pub leverage: f64,
    /// Weight among takers, 0 or more.
    pub taker: f64,
    /// Weight among makers, 0 or more.
    pub maker: f64,
}

/// What was done to an author's weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriorReport {
    /// Sum of the takers' weights as given, inert included.
    pub taker_sum: f64,
    /// Sum of the makers' weights as given, inert included.
    pub maker_sum: f64,
    /// Whether a sum other than 1 was divided out.
    pub normalised: bool,
}

impl Read for PriorTable {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["id", "date", "entries", "takerInert", "makerInert"]);
        let entries = fields.list_of("entries");
        let mut inert = |key| fields.given(key).and_then(|node| fields.take(node.number())).unwrap_or(0.0);
        let (taker_inert, maker_inert) = (inert("takerInert"), inert("makerInert"));
        let read = Self { id: fields.text("id"), date: fields.text("date"), entries, taker_inert, maker_inert };
        fields.finish(read)
    }
}

impl Read for PriorTableEntry {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["leverage", "taker", "maker"]);
        let read =
            Self { leverage: fields.number("leverage"), taker: fields.number("taker"), maker: fields.number("maker") };
        fields.finish(read)
    }
}

impl PriorTable {
    /// The prior with weights that sum to 1, and what had to be done for that.
    ///
    /// # Errors
    /// [`Code::DataRange`] for a negative weight or a leverage outside 2..=1000, [`Code::DataDuplicated`] for a leverage
    /// given twice, [`Code::DataEmpty`] without rows or with weights of sum 0, [`Code::DataTooLarge`] above 64 rows.
    pub fn check(&self) -> Result<(Prior, PriorReport)> {
        if self.entries.len() > MOST_ENTRIES {
            let found = format!("{} rows", self.entries.len());
            return Err(fault!(Code::DataTooLarge, "entries", found, format!("at most {MOST_ENTRIES} rows")));
        }
        if self.entries.is_empty() {
            return Err(fault!(Code::DataEmpty, "entries", "no rows", "at least one row"));
        }
        let mut prior = Prior {
            id: self.id.clone(),
            date: self.date.clone(),
            entries: self.checked_entries()?,
            taker_inert: number_within("takerInert", self.taker_inert, 0.0, LARGEST_WEIGHT)?,
            maker_inert: number_within("makerInert", self.maker_inert, 0.0, LARGEST_WEIGHT)?,
        };
        let (taker_sum, maker_sum) = prior.normalise()?;
        let normalised = [taker_sum, maker_sum].iter().any(|sum| (sum - 1.0).abs() > SUM_TOLERANCE);
        Ok((prior, PriorReport { taker_sum, maker_sum, normalised }))
    }

    fn checked_entries(&self) -> Result<Vec<PriorEntry>> {
        let mut entries = Vec::with_capacity(self.entries.len());
        for (i, entry) in self.entries.iter().enumerate() {
            let checked = entry.check().map_err(|error| error.within(&format!("entries[{i}]")))?;
            if self.entries[..i].iter().any(|earlier| earlier.leverage == entry.leverage) {
                let field = format!("entries[{i}].leverage");
                return Err(fault!(Code::DataDuplicated, field, entry.leverage, "given once"));
            }
            entries.push(checked);
        }
        Ok(ordered(&entries, |a, b| a.leverage.total_cmp(&b.leverage)))
    }
}

impl PriorTableEntry {
    fn check(&self) -> Result<PriorEntry> {
        Ok(PriorEntry {
            leverage: number_within("leverage", self.leverage, LOWEST_LEVERAGE, HIGHEST_LEVERAGE)?,
            taker: number_within("taker", self.taker, 0.0, LARGEST_WEIGHT)?,
            maker: number_within("maker", self.maker, 0.0, LARGEST_WEIGHT)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::request::read;

    fn table(entries: &[(f64, f64, f64)], maker_inert: f64) -> PriorTable {
        let entries =
            entries.iter().map(|&(leverage, taker, maker)| PriorTableEntry { leverage, taker, maker }).collect();
        PriorTable { id: "own".into(), date: "2026-01".into(), entries, taker_inert: 0.0, maker_inert }
    }

    #[test]
    fn sum_other_than_one_is_normalised_and_reported() {
        let (prior, report) = table(&[(20.0, 1.0, 1.0), (10.0, 3.0, 1.0)], 2.0).check().unwrap();
        assert_eq!(report, PriorReport { taker_sum: 4.0, maker_sum: 4.0, normalised: true });
        assert_eq!(prior.entries[0], PriorEntry { leverage: 10.0, taker: 0.75, maker: 0.25 });
        assert_eq!(prior.maker_inert, 0.5);
    }

    #[test]
    fn sum_of_one_is_left_alone() {
        let (_, report) = table(&[(10.0, 0.7, 0.1), (20.0, 0.3, 0.4)], 0.5).check().unwrap();
        assert!(!report.normalised);
    }

    #[test]
    fn negative_weight_is_refused_by_name() {
        let error = table(&[(10.0, 0.5, 0.5), (20.0, 0.5, -0.1)], 0.6).check().unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (Code::DataRange, "entries[1].maker"));
        assert_eq!(table(&[(10.0, 1.0, 1.0)], -1.0).check().unwrap_err().field, "makerInert");
    }

    #[test]
    fn leverage_below_two_or_given_twice_is_refused() {
        assert_eq!(table(&[(1.5, 1.0, 1.0)], 0.0).check().unwrap_err().field, "entries[0].leverage");
        let error = table(&[(10.0, 1.0, 1.0), (10.0, 1.0, 1.0)], 0.0).check().unwrap_err();
        assert_eq!(error.code, Code::DataDuplicated);
    }

    #[test]
    fn weights_without_any_weight_are_refused() {
        assert_eq!(table(&[(10.0, 0.0, 1.0)], 0.0).check().unwrap_err().field, "taker");
        assert_eq!(table(&[], 1.0).check().unwrap_err().code, Code::DataEmpty);
    }

    #[test]
    fn author_writes_camel_case_and_unknown_keys_are_refused() {
        let text = r#"{"id":"own","date":"2026","entries":[{"leverage":10,"taker":1,"maker":1}],"makerInert":1}"#;
        assert_eq!(read::<PriorTable>(text).unwrap().maker_inert, 1.0);
        let error = read::<PriorTable>(&text.replace("makerInert", "makerInrt")).unwrap_err();
        assert!(error.allowed.contains("did you mean makerInert?"), "{error}");
    }
}
