//! Maintenance-margin tables: which rate and which deduction hold at which notional.
//!
//! Units: notionals and maintenance amounts in US dollars (one USDT counts as one), rates as fractions. A tier holds on
//! the half-open interval `floor ≤ notional < next floor`; the last one has no upper end. The maintenance amount obeys
//! `c₁ = 0, cₙ = cₙ₋₁ + floorₙ·(mₙ − mₙ₋₁)`, which makes the maintenance margin `notional·m − c` continuous.

mod bundle;

pub use bundle::bundled;

use crate::digits::{Plain, shortest};
use crate::engine::market::{Tier, TierStandIn, TierTable};
use crate::error::{Code, Result, fault, number_within, told};
use crate::texts::text;

/// [`TierTable::as_of`] of a table that no venue published or whose date is not known.
pub const AS_OF_DEFAULT: &str = "default";

/// How far a published maintenance amount may be from its recursion, in US dollars: venues print cents.
const AMOUNT_TOLERANCE_USD: f64 = 0.01;
/// The same as a share of the amount, for the rounding of large ones.
const AMOUNT_TOLERANCE_SHARE: f64 = 1e-9;

const LARGEST_USD: f64 = 1e18;
const HIGHEST_LEVERAGE: f64 = 1000.0;
const MOST_TIERS: usize = 400;

impl TierTable {
    /// A checked table of rows by ascending notional.
    ///
    /// `as_of` is the date `YYYY-MM-DD` or [`AS_OF_DEFAULT`], `source` says where the table comes from.
    ///
    /// # Errors
    /// [`Code::TiersMissing`] without rows, [`Code::DataTooLarge`] above 400 rows, [`Code::DataUnordered`] when floors do
    /// not ascend, [`Code::DataRange`] for a first floor other than 0, a rate outside (0, 1] or a leverage outside
    /// 1..=1000, [`Code::DataInvalid`] for an amount more than 0.01 US dollars off its recursion.
    pub fn new(as_of: &str, source: &str, tiers: Vec<Tier>) -> Result<Self> {
        check_count(tiers.len())?;
        for (i, tier) in tiers.iter().enumerate() {
            let below = i.checked_sub(1).map(|below| &tiers[below]);
            check_tier(tier, below).map_err(|error| error.within(&told!("tiers[{i}]")))?;
        }
        Ok(Self { as_of: as_of.to_owned(), source: source.to_owned(), stand_in: None, tiers })
    }

    /// A checked table from columns of equal length; `amounts` are computed by their recursion when left out.
    ///
    /// # Errors
    /// As [`TierTable::new`], and [`Code::DataLength`] when the columns differ in length.
    pub fn from_columns(
        as_of: &str,
        source: &str,
        floors: &[f64],
        rates: &[f64],
        max_leverages: &[f64],
        amounts: Option<&[f64]>,
    ) -> Result<Self> {
        check_length("maintenance_margin_rate", rates.len(), floors.len())?;
        check_length("max_leverage", max_leverages.len(), floors.len())?;
        if let Some(amounts) = amounts {
            check_length("maintenance_amount", amounts.len(), floors.len())?;
        }
        let mut tiers: Vec<Tier> = Vec::with_capacity(floors.len());
        for (i, ((&floor, &rate), &max_leverage)) in floors.iter().zip(rates).zip(max_leverages).enumerate() {
            let continued = tiers.last().map_or(0.0, |below| continued_amount(below, floor, rate));
            tiers.push(Tier {
                notional_floor: floor,
                maintenance_margin_rate: rate,
                max_leverage,
                maintenance_amount: amounts.map_or(continued, |amounts| amounts[i]),
            });
        }
        Self::new(as_of, source, tiers)
    }

    /// The one-row table assumed where none is known: a rate of half the initial margin at `max_leverage`.
    ///
    /// # Errors
    /// [`Code::DataRange`] for a leverage outside 1..=1000.
    pub fn default_for(max_leverage: f64) -> Result<Self> {
        number_within("max_leverage", max_leverage, 1.0, HIGHEST_LEVERAGE)?;
        let source = text!["assumed: half of the initial margin at ", shortest(max_leverage), "x"];
        let table = Self::from_columns(AS_OF_DEFAULT, &source, &[0.0], &[0.5 / max_leverage], &[max_leverage], None)?;
        Ok(Self { stand_in: Some(TierStandIn::HalfOfInitial(max_leverage)), ..table })
    }

    /// Where the table comes from and what it stands in for, as plain data say it.
    #[must_use]
    pub fn whole_source(&self) -> String {
        match &self.stand_in {
            Some(TierStandIn::Venue(venue)) => text![self.source, ", used for ", venue, " for want of its own table"],
            _ => self.source.clone(),
        }
    }

    /// Whether the table stands in for one that is not known, so that results must say so.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.as_of == AS_OF_DEFAULT
    }

    /// The row that holds at `notional` US dollars; the first one for anything below 0.
    #[must_use]
    pub fn tier_at(&self, notional: f64) -> &Tier {
        &self.tiers[self.tiers.partition_point(|tier| tier.notional_floor <= notional).saturating_sub(1)]
    }

    /// Highest leverage at which a position of `notional` US dollars can be opened.
    #[must_use]
    pub fn max_leverage_at(&self, notional: f64) -> f64 {
        self.tier_at(notional).max_leverage
    }

    /// Maintenance margin of a position of `notional` US dollars, in US dollars.
    #[must_use]
    pub fn maintenance_margin(&self, notional: f64) -> f64 {
        self.tier_at(notional).maintenance_margin(notional)
    }
}

impl Tier {
    /// Maintenance margin that this row gives for `notional`, whether or not the row holds there.
    #[must_use]
    pub fn maintenance_margin(&self, notional: f64) -> f64 {
        notional * self.maintenance_margin_rate - self.maintenance_amount
    }
}

/// The amount that makes the maintenance margin continuous at `floor`.
fn continued_amount(below: &Tier, floor: f64, rate: f64) -> f64 {
    below.maintenance_amount + floor * (rate - below.maintenance_margin_rate)
}

fn check_count(count: usize) -> Result<()> {
    match count {
        0 => Err(fault!(Code::TiersMissing, "", "no rows", "at least one row")),
        1..=MOST_TIERS => Ok(()),
        _ => Err(fault!(Code::DataTooLarge, "tiers", told!("{count} rows"), told!("at most {MOST_TIERS} rows"))),
    }
}

fn check_length(field: &str, found: usize, wanted: usize) -> Result<()> {
    if found == wanted {
        return Ok(());
    }
    let allowed = told!("{wanted} rows, as many as notional_floor");
    Err(fault!(Code::DataLength, field, told!("{found} rows"), allowed))
}

fn check_tier(tier: &Tier, below: Option<&Tier>) -> Result<()> {
    number_within("notional_floor", tier.notional_floor, 0.0, LARGEST_USD)?;
    number_within("max_leverage", tier.max_leverage, 1.0, HIGHEST_LEVERAGE)?;
    let rate = tier.maintenance_margin_rate;
    if !(rate > 0.0 && rate <= 1.0) {
        return Err(fault!(Code::DataRange, "maintenance_margin_rate", rate, "above 0 and at most 1"));
    }
    match below {
        None => number_within("notional_floor", tier.notional_floor, 0.0, 0.0)?,
        Some(below) if tier.notional_floor > below.notional_floor => 0.0,
        Some(below) => {
            let allowed = told!("above the floor before it, {}", Plain(below.notional_floor));
            return Err(fault!(Code::DataUnordered, "notional_floor", tier.notional_floor, allowed));
        }
    };
    check_amount(tier, below)
}

fn check_amount(tier: &Tier, below: Option<&Tier>) -> Result<()> {
    let wanted = below.map_or(0.0, |below| continued_amount(below, tier.notional_floor, tier.maintenance_margin_rate));
    let tolerance = AMOUNT_TOLERANCE_USD.max(AMOUNT_TOLERANCE_SHARE * wanted.abs());
    if (tier.maintenance_amount - wanted).abs() <= tolerance {
        return Ok(());
    }
    let allowed = told!("{} within {}, so that the maintenance margin is continuous", Plain(wanted), Plain(tolerance));
    Err(fault!(Code::DataInvalid, "maintenance_amount", tier.maintenance_amount, allowed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three(amounts: Option<&[f64]>) -> Result<TierTable> {
        let (floors, rates) = ([0.0, 50_000.0, 600_000.0], [0.004, 0.005, 0.0065]);
        TierTable::from_columns("2024-10-24", "test", &floors, &rates, &[125.0, 100.0, 75.0], amounts)
    }

    #[test]
    fn amounts_left_out_follow_their_recursion() {
        let amounts: Vec<f64> = three(None).unwrap().tiers.iter().map(|tier| tier.maintenance_amount).collect();
        for (found, wanted) in amounts.iter().zip([0.0, 50.0, 950.0]) {
            assert!((found - wanted).abs() < 1e-9, "{found} is not {wanted}");
        }
    }

    #[test]
    fn amount_off_its_recursion_is_refused_by_name() {
        let error = three(Some(&[0.0, 50.0, 951.0])).unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (Code::DataInvalid, "tiers[2].maintenance_amount"));
        assert_eq!(error.value, "951");
        assert!(three(Some(&[0.0, 50.0, 950.005])).is_ok(), "half a cent is the venue's rounding");
        assert_eq!(three(Some(&[1.0, 51.0, 951.0])).unwrap_err().field, "tiers[0].maintenance_amount");
        assert!(three(Some(&[0.0, f64::NAN, 950.0])).is_err());
    }

    #[test]
    fn floors_must_start_at_zero_and_ascend() {
        let table = |floors: &[f64]| {
            let same = vec![0.01; floors.len()];
            TierTable::from_columns("2024-10-24", "test", floors, &same, &vec![50.0; floors.len()], None)
        };
        assert_eq!(table(&[1.0]).unwrap_err().field, "tiers[0].notional_floor");
        let error = table(&[0.0, 5.0, 5.0]).unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (Code::DataUnordered, "tiers[2].notional_floor"));
        assert_eq!(table(&[]).unwrap_err().code, Code::TiersMissing);
        assert!(table(&[0.0, f64::NAN]).is_err());
    }

    #[test]
    fn rate_must_be_above_zero_and_at_most_one() {
        let table = |rate: f64| TierTable::from_columns("2024-10-24", "test", &[0.0], &[rate], &[50.0], None);
        assert!(table(1.0).is_ok());
        for rate in [0.0, -0.1, 1.000_001, f64::NAN, f64::INFINITY] {
            assert_eq!(table(rate).unwrap_err().field, "tiers[0].maintenance_margin_rate", "{rate}");
        }
    }

    #[test]
    fn columns_of_unequal_length_are_refused() {
        let error = TierTable::from_columns("2024-10-24", "test", &[0.0], &[0.01, 0.02], &[50.0], None).unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (Code::DataLength, "maintenance_margin_rate"));
        assert_eq!(three(Some(&[0.0])).unwrap_err().field, "maintenance_amount");
    }

    #[test]
    fn notional_on_a_floor_belongs_to_the_upper_tier() {
        let table = three(None).unwrap();
        assert_eq!(table.max_leverage_at(49_999.99), 125.0);
        assert_eq!(table.max_leverage_at(50_000.0), 100.0);
        assert_eq!(table.max_leverage_at(1e12), 75.0);
        assert_eq!(table.max_leverage_at(-1.0), 125.0);
    }

    #[test]
    fn maintenance_margin_is_continuous_at_every_floor() {
        for table in [bundled("binance", "BTC"), bundled("hyperliquid", "ETH")].into_iter().flatten() {
            for pair in table.tiers.windows(2) {
                let floor = pair[1].notional_floor;
                let (below, above) = (pair[0].maintenance_margin(floor), table.maintenance_margin(floor));
                assert!((below - above).abs() <= 1e-9 * above, "{floor}: {below} and {above}");
            }
        }
    }

    #[test]
    fn table_for_want_of_one_takes_half_the_initial_margin_and_says_so() {
        let table = TierTable::default_for(50.0).unwrap();
        assert_eq!(table.tier_at(1e9).maintenance_margin_rate, 0.01);
        assert!(table.is_default() && !three(None).unwrap().is_default());
        assert!(TierTable::default_for(0.5).is_err());
    }
}
