//! One contract, and how each venue spells it.

use super::facts::Venue;
use crate::engine::market::ContractKind;
use crate::error::{Code, Error, Result, fault};

/// Currencies of prices, the longer before those they begin with.
const QUOTES: [&str; 4] = ["USDT", "USDC", "USDE", "USD"];

/// One perpetual contract of a venue.
#[derive(Clone, Debug, PartialEq)]
pub struct Instrument {
    /// Whose it is.
    pub venue: Venue,
    /// The venue's own spelling.
    pub symbol: String,
    /// The coin.
    pub asset: String,
    /// Currency of prices.
    pub quote: String,
    /// Linear or inverse.
    pub contract: ContractKind,
    /// Coins (linear) or US dollars (inverse) of one contract; nothing until the venue was asked.
    pub contract_size: Option<f64>,
}

impl Instrument {
    /// The contract that `symbol` names: a pair (`BTCUSDT`, `BTC-USDT`, `BTCUSD`) or the venue's own spelling.
    ///
    /// # Errors
    /// [`Code::SymbolUnknown`] for a spelling that is neither, or a contract that the venue does not have.
    pub fn of(venue: Venue, symbol: &str) -> Result<Self> {
        let (asset, quote) = pair(venue, symbol)
            .ok_or_else(|| unknown(symbol, "a pair such as BTCUSDT, or the venue's own spelling"))?;
        let contract =
            if quote == "USD" && venue != Venue::Hyperliquid { ContractKind::Inverse } else { ContractKind::Linear };
        let symbol = match (venue, contract) {
            (Venue::Binance, ContractKind::Inverse) => {
                return Err(unknown(symbol, "a linear contract such as BTCUSDT"));
            }
            (Venue::Binance | Venue::Bybit, _) => bybit_spelling(venue, &asset, &quote),
            (Venue::Okx, _) => format!("{asset}-{quote}-SWAP"),
            (Venue::Hyperliquid, _) => asset.clone(),
            (Venue::Deribit, ContractKind::Inverse) => format!("{asset}-PERPETUAL"),
            (Venue::Deribit, ContractKind::Linear) => format!("{asset}_{quote}-PERPETUAL"),
        };
        Ok(Self { venue, symbol, asset, quote, contract, contract_size: None })
    }

    /// `linear` or `inverse`, as Bybit's parameter `category` has it.
    #[must_use]
    pub(super) const fn category(&self) -> &'static str {
        self.contract.as_str()
    }

    /// Size of a contract, which must be known by now.
    ///
    /// # Errors
    /// [`Code::UnitUnknown`] where the venue was not asked yet.
    pub(super) fn known_contract_size(&self) -> Result<f64> {
        self.contract_size.ok_or_else(|| {
            fault!(Code::UnitUnknown, "contract_size", "nothing", "asked for before what is counted in contracts")
        })
    }
}

fn unknown(symbol: &str, allowed: &'static str) -> Error {
    fault!(Code::SymbolUnknown, "symbol", symbol, allowed)
}

/// Bybit drops the quote of contracts in USDC: `BTCPERP`.
fn bybit_spelling(venue: Venue, asset: &str, quote: &str) -> String {
    match (venue, quote) {
        (Venue::Bybit, "USDC") => format!("{asset}PERP"),
        _ => format!("{asset}{quote}"),
    }
}

/// Coin and quote of a spelling.
fn pair(venue: Venue, symbol: &str) -> Option<(String, String)> {
    let sound = (1..=40).contains(&symbol.len())
        && symbol.bytes().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_' | b'/'));
    if !sound {
        return None;
    }
    // Hyperliquid's small letter for thousands is kept: kPEPE.
    let upper = symbol.to_ascii_uppercase();
    let bare = upper.strip_suffix("-SWAP").or_else(|| upper.strip_suffix("-PERPETUAL")).unwrap_or(&upper);
    let perpetual = bare.len() < upper.len() && upper.ends_with("-PERPETUAL");
    if let Some((asset, quote)) = bare.split_once(['-', '_', '/']) {
        return (QUOTES.contains(&quote) && is_coin(asset)).then(|| (asset.to_owned(), quote.to_owned()));
    }
    if perpetual {
        return is_coin(bare).then(|| (bare.to_owned(), "USD".to_owned()));
    }
    if let Some(asset) = bare.strip_suffix("PERP").filter(|asset| venue == Venue::Bybit && is_coin(asset)) {
        return Some((asset.to_owned(), "USDC".to_owned()));
    }
    match QUOTES.iter().find_map(|quote| bare.strip_suffix(quote).map(|asset| (asset, *quote))) {
        Some((asset, quote)) if is_coin(asset) => Some((asset.to_owned(), quote.to_owned())),
        _ if venue == Venue::Hyperliquid && is_coin(bare) => Some((kept_case(symbol), "USD".to_owned())),
        _ => None,
    }
}

fn is_coin(asset: &str) -> bool {
    (1..=24).contains(&asset.len()) && asset.bytes().all(|letter| letter.is_ascii_alphanumeric())
}

fn kept_case(symbol: &str) -> String {
    match symbol.strip_prefix('k') {
        Some(rest) if rest.bytes().all(|letter| letter.is_ascii_uppercase()) => symbol.to_owned(),
        _ => symbol.to_ascii_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(venue: Venue, symbol: &str) -> (String, &'static str) {
        let instrument = Instrument::of(venue, symbol).unwrap();
        (instrument.symbol, instrument.contract.as_str())
    }

    #[test]
    fn one_pair_is_spelt_as_each_venue_spells_it() {
        let wanted = ["BTCUSDT", "BTCUSDT", "BTC-USDT-SWAP", "BTC", "BTC_USDT-PERPETUAL"];
        for (venue, symbol) in Venue::ALL.into_iter().zip(wanted) {
            for given in ["BTCUSDT", "btc-usdt", "BTC/USDT"] {
                assert_eq!(spelt(venue, given), (symbol.to_owned(), "linear"), "{given}");
            }
        }
    }

    #[test]
    fn dollars_without_a_token_mean_the_inverse_contract() {
        assert_eq!(spelt(Venue::Bybit, "BTCUSD"), ("BTCUSD".to_owned(), "inverse"));
        assert_eq!(spelt(Venue::Okx, "BTC-USD-SWAP"), ("BTC-USD-SWAP".to_owned(), "inverse"));
        assert_eq!(spelt(Venue::Deribit, "BTC-PERPETUAL"), ("BTC-PERPETUAL".to_owned(), "inverse"));
        assert_eq!(spelt(Venue::Hyperliquid, "BTC"), ("BTC".to_owned(), "linear"));
        assert_eq!(Instrument::of(Venue::Binance, "BTCUSD").unwrap_err().code, Code::SymbolUnknown);
    }

    #[test]
    fn the_venues_own_spelling_reads_back() {
        for venue in Venue::ALL {
            let instrument = Instrument::of(venue, "ETHUSDC").unwrap();
            assert_eq!(Instrument::of(venue, &instrument.symbol).unwrap().symbol, instrument.symbol);
        }
        assert_eq!(Instrument::of(Venue::Bybit, "BTCPERP").unwrap().quote, "USDC");
        assert_eq!(Instrument::of(Venue::Hyperliquid, "kPEPE").unwrap().symbol, "kPEPE");
    }

    #[test]
    fn what_is_no_pair_is_refused_before_anything_is_asked() {
        for wrong in ["", "BTC", "BTC USDT", "BTCUSDT&limit=1", "USDT", "BTC-EUR-SWAP", "清算"] {
            assert_eq!(Instrument::of(Venue::Bybit, wrong).unwrap_err().code, Code::SymbolUnknown, "{wrong}");
        }
    }
}
