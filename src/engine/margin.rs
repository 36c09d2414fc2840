//! Liquidation price of one position, by the published formula of each venue.
//!
//! Units: prices in quote currency; quantity in coins and wallet in quote currency for linear contracts, quantity in US
//! dollars and wallet in coins for inverse ones; rates as fractions. σ is +1 for longs and −1 for shorts, `N = q·EP`.
//! A price that is not finite, not above 0 or not on the losing side of the entry is no liquidation price: `None`.
//!
//! Three balance equations serve all venues:
//!
//! * maintenance on the value at liquidation: `LP = (W + c − σ·q·EP) / (q·(m + fee) − σ·q)`. Binance FAQ "How to
//!   Calculate Liquidation Price of USDⓈ-M Futures Contracts"; OKX and Gate (`fee` > 0); Hyperliquid documentation
//!   "Liquidations" (`m` = 1/(2·maximum leverage)); dYdX documentation "Liquidations" (`W` = account equity); Bybit's
//!   unified account (`bybit-mark`, low confidence).
//! * maintenance on the value at entry: `LP = EP − σ·(W − (N·m − c))/q`. Bybit Help Center "Liquidation Price (USDT
//!   Contract)".
//! * inverse: `LP = (q·(m + σ) − c) / (W + σ·q/EP)`. Bybit, inverse isolated, without fees; assumed for the inverse
//!   contracts of every other venue. Deribit runs on portfolio margin, so it describes few accounts there.

mod request;

pub use request::{LiquidationRequest, TierColumns};

use crate::engine::market::{ContractKind, Side, TierTable};

/// Whose formula decides the liquidation price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Formula {
    /// Binance USD-M, isolated or cross.
    Binance,
    /// Bybit linear, isolated.
    Bybit,
    /// Bybit unified account, with the fee of closing; low confidence.
    BybitMark,
    /// Bybit inverse, isolated; also assumed for other venues' inverse contracts.
    BybitInverse,
    /// OKX linear, isolated, with the fee of closing.
    Okx,
    /// Gate linear, isolated, with the fee of closing.
    Gate,
    /// Hyperliquid, isolated or cross.
    Hyperliquid,
    /// dYdX v4; the wallet is the account's equity.
    Dydx,
    /// Deribit inverse as if it were isolated; low confidence.
    Deribit,
}

impl Formula {
    /// Every formula.
    pub const ALL: [Self; 9] = [
        Self::Binance,
        Self::Bybit,
        Self::BybitMark,
        Self::BybitInverse,
        Self::Okx,
        Self::Gate,
        Self::Hyperliquid,
        Self::Dydx,
        Self::Deribit,
    ];

    /// The formula's word in requests.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Binance => "binance",
            Self::Bybit => "bybit",
            Self::BybitMark => "bybit-mark",
            Self::BybitInverse => "bybit-inverse",
            Self::Okx => "okx",
            Self::Gate => "gate",
            Self::Hyperliquid => "hyperliquid",
            Self::Dydx => "dydx",
            Self::Deribit => "deribit",
        }
    }

    /// The formula for a market of `venue` (id in lower case). A linear contract of a venue that is not known here gets
    /// Binance's, the common form; every inverse contract gets the inverse balance equation.
    #[must_use]
    pub fn for_market(venue: &str, contract: ContractKind) -> Self {
        match (contract, venue) {
            (ContractKind::Inverse, "deribit") => Self::Deribit,
            (ContractKind::Inverse, _) => Self::BybitInverse,
            (ContractKind::Linear, "bybit") => Self::Bybit,
            (ContractKind::Linear, "okx") => Self::Okx,
            (ContractKind::Linear, "gate") => Self::Gate,
            (ContractKind::Linear, "hyperliquid") => Self::Hyperliquid,
            (ContractKind::Linear, "dydx") => Self::Dydx,
            (ContractKind::Linear, _) => Self::Binance,
        }
    }

    /// Which contracts it is for.
    #[must_use]
    pub const fn contract(self) -> ContractKind {
        match self {
            Self::BybitInverse | Self::Deribit => ContractKind::Inverse,
            _ => ContractKind::Linear,
        }
    }

    /// Whether a fee of closing enters it.
    #[must_use]
    pub const fn has_fee(self) -> bool {
        matches!(self, Self::BybitMark | Self::Okx | Self::Gate)
    }

    /// Whether it holds for a wallet shared by several positions.
    #[must_use]
    pub const fn has_cross(self) -> bool {
        matches!(self, Self::Binance | Self::Hyperliquid | Self::Dydx)
    }

    /// Whether results must be shown as doubtful.
    #[must_use]
    pub const fn is_low_confidence(self) -> bool {
        matches!(self, Self::BybitMark | Self::Deribit)
    }

    const fn balance(self) -> Balance {
        match self {
            Self::Bybit => Balance::AtEntry,
            Self::BybitInverse | Self::Deribit => Balance::Inverse,
            _ => Balance::AtLiquidation,
        }
    }
}

/// The price at which the maintenance margin is reckoned.
#[derive(Clone, Copy)]
enum Balance {
    AtLiquidation,
    AtEntry,
    Inverse,
}

/// What a position must keep as margin.
#[derive(Clone, Debug, PartialEq)]
enum Maintenance {
    /// One rate and one deduction, whatever the size.
    Rate { mmr: f64, amount: f64 },
    /// The tier that holds at the size which the formula values.
    Tiers(TierTable),
}

/// One position whose numbers are in range; made by [`LiquidationRequest::check`].
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    position: Position,
    maintenance: Maintenance,
}

impl Query {
    /// Whose formula answers it.
    #[must_use]
    pub const fn formula(&self) -> Formula {
        self.position.formula
    }
}

/// The position without its maintenance terms.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Position {
    formula: Formula,
    side: Side,
    entry_price: f64,
    quantity: f64,
    wallet: f64,
    fee_rate: f64,
}

/// The price at which the position is liquidated, in quote currency; `None` when it has none.
#[must_use]
pub fn liquidation_price(query: &Query) -> Option<f64> {
    let position = &query.position;
    let terms = match &query.maintenance {
        Maintenance::Tiers(table) => position.terms_in(table),
        Maintenance::Rate { mmr, amount } => (*mmr, *amount),
    };
    position.price(terms)
}

/// Liquidation price over entry price of a position opened with `notional` US dollars and no extra margin.
///
/// The tier is the one that holds at the liquidation price (at entry where the formula values the position there). It
/// does not depend on the entry price. `fee_rate` counts only where the formula has one. `None` when the position has
/// no liquidation price, and for a leverage below 1 or a notional not above 0. Whether the tier allows the leverage is
/// not checked: see [`TierTable::max_leverage_at`].
#[must_use]
pub fn liquidation_ratio(
    formula: Formula,
    side: Side,
    leverage: f64,
    notional: f64,
    tiers: &TierTable,
    fee_rate: f64,
) -> Option<f64> {
    if !(leverage >= 1.0 && notional > 0.0) {
        return None;
    }
    let fee_rate = if formula.has_fee() { fee_rate } else { 0.0 };
    // At an entry price of 1 the value is the same number in either wallet's unit.
    let wallet = notional / leverage;
    let position = Position { formula, side, entry_price: 1.0, quantity: notional, wallet, fee_rate };
    position.price(position.terms_in(tiers))
}

impl Position {
    /// `N` in US dollars.
    fn notional(&self) -> f64 {
        self.formula.contract().usd(self.quantity, self.entry_price)
    }

    /// Rate and amount of the tier that holds where the formula values the position.
    fn terms_in(&self, table: &TierTable) -> (f64, f64) {
        match self.formula.balance() {
            Balance::AtLiquidation => self.terms_at_liquidation(table),
            Balance::AtEntry | Balance::Inverse => tier_terms(table, self.notional()),
        }
    }

    /// With x the notional at liquidation, x − σ·(MM(x) + fee·x) = N − σ·W. The left side is continuous and increases,
    /// so the tier is the last one whose floor is not above the solution.
    fn terms_at_liquidation(&self, table: &TierTable) -> (f64, f64) {
        let sign = self.side.sign();
        let target = self.notional() - sign * self.wallet;
        let below = |floor: f64, margin: f64| floor - sign * (margin + self.fee_rate * floor) <= target;
        let tier = table
            .tiers
            .iter()
            .rev()
            .find(|tier| below(tier.notional_floor, tier.maintenance_margin(tier.notional_floor)));
        tier_terms(table, tier.map_or(0.0, |tier| tier.notional_floor))
    }

    fn price(&self, (rate, amount): (f64, f64)) -> Option<f64> {
        let (sign, entry, quantity) = (self.side.sign(), self.entry_price, self.quantity);
        let price = match self.formula.balance() {
            Balance::AtLiquidation => {
                (self.wallet + amount - sign * quantity * entry) / (quantity * (rate + self.fee_rate) - sign * quantity)
            }
            Balance::AtEntry => entry - sign * (self.wallet - (quantity * entry * rate - amount)) / quantity,
            Balance::Inverse => (quantity * (rate + sign) - amount) / (self.wallet + sign * quantity / entry),
        };
        let on_losing_side = sign * (entry - price) > 0.0;
        (price.is_finite() && price > 0.0 && on_losing_side).then_some(price)
    }
}

fn tier_terms(table: &TierTable, notional: f64) -> (f64, f64) {
    let tier = table.tier_at(notional);
    (tier.maintenance_margin_rate, tier.maintenance_amount)
}
