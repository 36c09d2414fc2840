//! Which values make a row of each table, from which columns they may come, and in which range they must lie.

use super::layout::{Field, Kind, Layout, open_interest_fields};
use crate::engine::market::ContractKind;
use crate::error::Result;
use crate::value::number_of;

const LARGEST_PRICE: f64 = 1e12;
const LARGEST_AMOUNT: f64 = 1e18;
const LARGEST_RATE: f64 = 0.1;

/// Most values a row can have.
pub(super) const VALUES: usize = 7;

/// One value of a row.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    /// Name in the snapshot.
    pub(super) name: &'static str,
    /// Column it is read from.
    pub(super) column: usize,
    range: Range,
    /// Whether a record without it is dropped.
    pub(super) required: bool,
}

#[derive(Clone, Copy)]
enum Range {
    Price,
    Amount,
    Rate,
}

impl Slot {
    /// The value of `text`, `None` when it is empty, no number or out of range.
    pub(super) fn parse(&self, text: &str) -> Option<f64> {
        let value = number_of(text)?;
        let within = match self.range {
            Range::Price => value > 0.0 && value <= LARGEST_PRICE,
            Range::Amount => (0.0..=LARGEST_AMOUNT).contains(&value),
            Range::Rate => value.abs() <= LARGEST_RATE,
        };
        within.then_some(value)
    }

    /// What [`Slot::parse`] accepts.
    pub(super) const fn allowed(&self) -> &'static str {
        match self.range {
            Range::Price => "a number above 0",
            Range::Amount => "a number of 0 or more",
            Range::Rate => "a number in -0.1..=0.1",
        }
    }
}

/// A value that a table may have: name, columns in order of preference, range, whether a file must have it.
type Plan = (&'static str, Vec<Field>, Range, bool);

/// Unit of open interest in the snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Coin,
    Usd,
    Contracts,
}

/// Where a file keeps the values of its rows, in the order of the table's columns; an optional value that the file does
/// not have is `None`.
pub(super) fn slots(kind: Kind, layout: &Layout, contract: ContractKind) -> Result<Vec<Option<Slot>>> {
    let mut slots = Vec::with_capacity(VALUES);
    for (name, fields, range, required) in plan(kind, layout, contract) {
        let found = layout.first_of(&fields);
        if found.is_none() && required {
            return Err(layout.missing(&fields));
        }
        slots.push(found.map(|(_, column)| Slot { name, column, range, required }));
    }
    Ok(slots)
}

fn plan(kind: Kind, layout: &Layout, contract: ContractKind) -> Vec<Plan> {
    use Range::{Amount, Price, Rate};
    let (volume, turnover) = match contract {
        ContractKind::Linear => (Field::VolumeCoins, Field::VolumeUsd),
        ContractKind::Inverse => (Field::VolumeUsd, Field::VolumeCoins),
    };
    match kind {
        Kind::Candles => vec![
            ("open", vec![Field::Open], Price, true),
            ("high", vec![Field::High], Price, true),
            ("low", vec![Field::Low], Price, true),
            ("close", vec![Field::Close], Price, true),
            ("volume", vec![Field::Volume, volume], Amount, true),
            ("turnover", vec![Field::Turnover, turnover], Amount, false),
            ("taker_buy_volume", vec![Field::TakerBuyVolume], Amount, false),
        ],
        Kind::MarkCandles => vec![
            ("high", vec![Field::High], Price, true),
            ("low", vec![Field::Low], Price, true),
            ("close", vec![Field::Close], Price, true),
        ],
        Kind::OpenInterest => vec![("value", open_interest_fields(contract).to_vec(), Amount, true)],
        Kind::Funding => vec![("rate", vec![Field::Rate], Rate, true)],
        Kind::Liquidations if has_sums(layout) => {
            vec![("long_usd", vec![Field::LongUsd], Amount, true), ("short_usd", vec![Field::ShortUsd], Amount, true)]
        }
        Kind::Liquidations => vec![
            ("usd", vec![Field::Usd], Amount, layout.column(Field::Quantity).is_none()),
            ("price", vec![Field::Price], Price, layout.column(Field::Usd).is_none()),
            ("quantity", vec![Field::Quantity], Amount, false),
        ],
    }
}

/// Whether a file of liquidations has sums by period instead of single orders.
pub(super) fn has_sums(layout: &Layout) -> bool {
    layout.column(Field::LongUsd).is_some()
}

/// Unit of the column that open interest is read from.
pub(super) fn open_interest_unit(layout: &Layout, contract: ContractKind) -> Option<Unit> {
    let (field, _) = layout.first_of(&open_interest_fields(contract))?;
    Some(match (field, contract) {
        (Field::OpenInterestCoins, _) | (Field::OpenInterest, ContractKind::Linear) => Unit::Coin,
        (Field::OpenInterestUsd, _) => Unit::Usd,
        _ => Unit::Contracts,
    })
}
