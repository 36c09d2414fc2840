//! The question as it arrives from a script, checked once into a [`Query`].

use super::{Formula, Maintenance, Position, Query};
use crate::engine::market::{ContractKind, Side, TierTable};
use crate::engine::tiers::{AS_OF_DEFAULT, bundled};
use crate::error::{Code, Error, Result, Told, fault, number_within, one_of};
use crate::value::{Node, Read};

const LARGEST_PRICE: f64 = 1e12;
const LARGEST_AMOUNT: f64 = 1e18;
const HIGHEST_LEVERAGE: f64 = 1000.0;
/// No venue takes more than a tenth of the notional for closing.
const HIGHEST_FEE: f64 = 0.1;
/// Agreement of a given rate with the one that the maximum leverage implies.
const RATE_TOLERANCE: f64 = 1e-9;

/// A position and what is known of its margin; units as in [`crate::engine::margin`].
///
/// Give the margin as `leverage`, as `wallet_balance`, or both: the wallet then decides. Give the maintenance terms in
/// exactly one way: `mmr` (with `maintenance_amount`), `tiers`, or `asset` for the bundled table; or leave them out and
/// give `max_leverage`, which implies half of its initial margin.
#[derive(Clone, Debug, Default)]
pub struct LiquidationRequest {
    /// Word of the formula, one of [`Formula::ALL`].
    pub venue: String,
    /// `isolated` (when left out) or `cross`; cross needs `wallet_balance`, and not every formula has it.
    pub margin_mode: Option<String>,
    /// `long` or `short`.
    pub side: String,
    /// Mean price of entry.
    pub entry_price: f64,
    /// Coins (linear) or US dollars (inverse).
    pub quantity: f64,
    /// Notional over margin, 1..=1000.
    pub leverage: Option<f64>,
    /// Margin behind the position. For cross on Binance with the other positions' unrealised profit and less their
    /// maintenance margin; on dYdX the account's equity.
    pub wallet_balance: Option<f64>,
    /// Maintenance margin rate.
    pub mmr: Option<f64>,
    /// Deduction that belongs to `mmr`, in US dollars; 0 when left out.
    pub maintenance_amount: Option<f64>,
    /// Fee of closing, only where the formula has one.
    pub fee_rate: Option<f64>,
    /// Highest leverage of the contract: bounds `leverage`, and implies `mmr` where nothing else gives it.
    pub max_leverage: Option<f64>,
    /// Maintenance table.
    pub tiers: Option<TierColumns>,
    /// Coin whose bundled table of this venue is meant, for instance `BTC`; on Deribit its rate by size.
    pub asset: Option<String>,
}

/// A maintenance table as columns of equal length, by ascending notional.
#[derive(Clone, Debug, Default)]
pub struct TierColumns {
    /// Date of the table; `default` when left out.
    pub as_of: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// Lowest notional of each tier in US dollars, the first 0.
    pub notional_floor: Vec<f64>,
    /// Rates as fractions.
    pub maintenance_margin_rate: Vec<f64>,
    /// Highest leverage when opening in each tier.
    pub max_leverage: Vec<f64>,
    /// Deductions; computed when left out, checked when given.
    pub maintenance_amount: Option<Vec<f64>>,
}

impl Read for LiquidationRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&[
            "venue",
            "marginMode",
            "side",
            "entryPrice",
            "quantity",
            "leverage",
            "walletBalance",
            "mmr",
            "maintenanceAmount",
            "feeRate",
            "maxLeverage",
            "tiers",
            "asset",
        ]);
        let read = Self {
            venue: fields.text("venue"),
            margin_mode: fields.optional_text("marginMode"),
            side: fields.text("side"),
            entry_price: fields.number("entryPrice"),
            quantity: fields.number("quantity"),
            leverage: fields.optional_number("leverage"),
            wallet_balance: fields.optional_number("walletBalance"),
            mmr: fields.optional_number("mmr"),
            maintenance_amount: fields.optional_number("maintenanceAmount"),
            fee_rate: fields.optional_number("feeRate"),
            max_leverage: fields.optional_number("maxLeverage"),
            tiers: fields.optional_of("tiers"),
            asset: fields.optional_text("asset"),
        };
        fields.finish(read)
    }
}

impl Read for TierColumns {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&[
            "asOf",
            "source",
            "notionalFloor",
            "maintenanceMarginRate",
            "maxLeverage",
            "maintenanceAmount",
        ]);
        let read = Self {
            as_of: fields.optional_text("asOf"),
            source: fields.optional_text("source"),
            notional_floor: fields.column("notionalFloor"),
            maintenance_margin_rate: fields.column("maintenanceMarginRate"),
            max_leverage: fields.column("maxLeverage"),
            maintenance_amount: fields.optional_column("maintenanceAmount"),
        };
        fields.finish(read)
    }
}

impl LiquidationRequest {
    /// The question with every number in range.
    ///
    /// # Errors
    /// Names the field, the value and what is allowed: [`Code::AttributeInvalid`] for a word or a combination that is
    /// not allowed, [`Code::DataRange`] for a number, and what [`TierTable::from_columns`] refuses.
    pub fn check(&self) -> Result<Query> {
        let formula = word("venue", &self.venue, &Formula::ALL, Formula::as_str)?;
        let side = word("side", &self.side, &Side::BOTH, Side::as_str)?;
        let entry_price = positive("entryPrice", self.entry_price, LARGEST_PRICE)?;
        let quantity = positive("quantity", self.quantity, LARGEST_AMOUNT)?;
        let maintenance = self.maintenance(formula)?;
        self.check_leverage(&maintenance, formula.contract().usd(quantity, entry_price))?;
        let value = match formula.contract() {
            ContractKind::Linear => quantity * entry_price,
            ContractKind::Inverse => quantity / entry_price,
        };
        let wallet = self.wallet(formula, value)?;
        let fee_rate = self.fee_rate(formula)?;
        Ok(Query { position: Position { formula, side, entry_price, quantity, wallet, fee_rate }, maintenance })
    }

    /// Margin in the unit of the wallet; `value` is the whole position in that unit.
    fn wallet(&self, formula: Formula, value: f64) -> Result<f64> {
        let cross = match self.margin_mode.as_deref() {
            None | Some("isolated") => false,
            Some("cross") if formula.has_cross() => true,
            Some("cross") => return Err(invalid("marginMode", "cross", format!("isolated for {}", formula.as_str()))),
            Some(other) => return Err(invalid("marginMode", other, one_of(other, &["isolated", "cross"]))),
        };
        match (self.wallet_balance, self.leverage) {
            (Some(wallet), _) if cross => number_within("walletBalance", wallet, -LARGEST_AMOUNT, LARGEST_AMOUNT),
            (Some(wallet), _) => number_within("walletBalance", wallet, 0.0, LARGEST_AMOUNT),
            (None, _) if cross => Err(invalid("walletBalance", "nothing", "given with cross margin")),
            (None, Some(leverage)) => Ok(value / leverage),
            (None, None) => Err(invalid("leverage", "nothing", "given, or walletBalance instead")),
        }
    }

    fn fee_rate(&self, formula: Formula) -> Result<f64> {
        let fee = number_within("feeRate", self.fee_rate.unwrap_or(0.0), 0.0, HIGHEST_FEE)?;
        if fee > 0.0 && !formula.has_fee() {
            let allowed = format!("left out: the formula of {} has no fee", formula.as_str());
            return Err(invalid("feeRate", fee, allowed));
        }
        Ok(fee)
    }

    fn check_leverage(&self, maintenance: &Maintenance, notional: f64) -> Result<()> {
        let Some(leverage) = self.leverage else { return Ok(()) };
        let highest = match maintenance {
            Maintenance::Tiers(table) => table.max_leverage_at(notional),
            Maintenance::Rate { .. } => self.max_leverage.unwrap_or(HIGHEST_LEVERAGE),
        };
        number_within("leverage", leverage, 1.0, highest).map(|_| ())
    }

    fn maintenance(&self, formula: Formula) -> Result<Maintenance> {
        let max_leverage =
            self.max_leverage.map(|most| number_within("maxLeverage", most, 1.0, HIGHEST_LEVERAGE)).transpose()?;
        if self.maintenance_amount.is_some() && self.mmr.is_none() {
            return Err(invalid("maintenanceAmount", "given without mmr", "given with mmr"));
        }
        match (self.mmr, &self.tiers, &self.asset, max_leverage) {
            (Some(mmr), None, None, _) => self.given_rate(formula, mmr),
            (None, Some(columns), None, None) => Ok(Maintenance::Tiers(columns.table()?)),
            (None, None, Some(asset), None) if formula == Formula::Deribit => self.deribit_rate(asset),
            (None, None, Some(asset), None) => self.bundled_table(asset),
            (None, None, None, Some(most)) => Ok(Maintenance::Rate { mmr: 0.5 / most, amount: 0.0 }),
            (None, None, None, None) => Err(invalid("mmr", "nothing", "given, or one of tiers, asset, maxLeverage")),
            _ => Err(invalid(
                "mmr",
                "several ways at once",
                "the only one of mmr, tiers and asset; maxLeverage goes with mmr alone",
            )),
        }
    }

    fn given_rate(&self, formula: Formula, mmr: f64) -> Result<Maintenance> {
        let mmr = number_within("mmr", mmr, 0.0, 1.0)?;
        let amount = number_within("maintenanceAmount", self.maintenance_amount.unwrap_or(0.0), 0.0, LARGEST_AMOUNT)?;
        if let (Formula::Hyperliquid, Some(most)) = (formula, self.max_leverage) {
            let implied = 0.5 / most;
            if (mmr - implied).abs() > RATE_TOLERANCE {
                return Err(invalid("mmr", mmr, format!("{implied}, half of the initial margin at {most}x")));
            }
        }
        Ok(Maintenance::Rate { mmr, amount })
    }

    /// Rate by size in coins, at the entry price. Deribit Support, margin page of January 2022.
    fn deribit_rate(&self, asset: &str) -> Result<Maintenance> {
        let per_coin = match asset {
            "BTC" => 0.000_05,
            "ETH" => 0.000_004,
            _ => return Err(invalid("asset", asset, "BTC or ETH for deribit, or mmr instead")),
        };
        Ok(Maintenance::Rate { mmr: (0.01 + per_coin * self.quantity / self.entry_price).min(1.0), amount: 0.0 })
    }

    fn bundled_table(&self, asset: &str) -> Result<Maintenance> {
        let none = || invalid("asset", asset, format!("an asset whose table is bundled for {}", self.venue));
        bundled(self.venue.trim_end_matches("-mark"), asset).map(Maintenance::Tiers).ok_or_else(none)
    }
}

impl TierColumns {
    /// The checked table.
    ///
    /// # Errors
    /// As [`TierTable::from_columns`], with `tiers` before the field.
    pub fn table(&self) -> Result<TierTable> {
        TierTable::from_columns(
            self.as_of.as_deref().unwrap_or(AS_OF_DEFAULT),
            self.source.as_deref().unwrap_or(""),
            &self.notional_floor,
            &self.maintenance_margin_rate,
            &self.max_leverage,
            self.maintenance_amount.as_deref(),
        )
    }
}

fn word<T: Copy>(field: &str, found: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T> {
    let unknown = || {
        let names: Vec<&str> = all.iter().map(|one| name(*one)).collect();
        invalid(field, found, one_of(found, &names))
    };
    all.iter().copied().find(|one| name(*one) == found).ok_or_else(unknown)
}

fn positive(field: &str, value: f64, largest: f64) -> Result<f64> {
    if value > 0.0 && value <= largest {
        return Ok(value);
    }
    Err(fault!(Code::DataRange, field, value, format!("a number above 0 and at most {largest:e}")))
}

fn invalid(field: &str, value: impl Told, allowed: impl AsRef<str>) -> Error {
    fault!(Code::AttributeInvalid, field, value, allowed)
}
