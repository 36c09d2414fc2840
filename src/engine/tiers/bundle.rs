//! Tables that ship with the program: dated facts, replaced by a table that comes with the data.

use super::AS_OF_DEFAULT;
use crate::engine::market::{Tier, TierStandIn, TierTable};
use crate::lists::Listed;
use crate::texts::text;

/// `(floor, rate, max leverage, maintenance amount)`, units as in [`Tier`].
type Row = (f64, f64, f64, f64);

/// Date of the Binance tables below.
const BINANCE_AS_OF: &str = "2024-10-24";
const BINANCE_SOURCE: &str = "freqtrade/freqtrade binance_leverage_tiers.json, commit c9ae5e1e";
const HYPERLIQUID_SOURCE: &str = "Hyperliquid documentation, Margin tiers; date not recorded";

/// Venues of the same trade whose own tables are public but not bundled.
const SERVED_BY_BINANCE: [&str; 4] = ["bybit", "okx", "gate", "bitget"];

const BINANCE_BTC: &[Row] = &[
    (0.0, 0.004, 125.0, 0.0),
    (50_000.0, 0.005, 100.0, 50.0),
    (600_000.0, 0.0065, 75.0, 950.0),
    (3_000_000.0, 0.01, 50.0, 11_450.0),
    (12_000_000.0, 0.02, 25.0, 131_450.0),
    (70_000_000.0, 0.025, 20.0, 481_450.0),
    (100_000_000.0, 0.05, 10.0, 2_981_450.0),
    (230_000_000.0, 0.1, 5.0, 14_481_450.0),
    (480_000_000.0, 0.125, 4.0, 26_481_450.0),
    (600_000_000.0, 0.15, 3.0, 41_481_450.0),
    (800_000_000.0, 0.25, 2.0, 121_481_450.0),
    (1_200_000_000.0, 0.5, 1.0, 421_481_450.0),
];

const BINANCE_ETH: &[Row] = &[
    (0.0, 0.004, 125.0, 0.0),
    (50_000.0, 0.005, 100.0, 50.0),
    (600_000.0, 0.0065, 75.0, 950.0),
    (3_000_000.0, 0.01, 50.0, 11_450.0),
    (12_000_000.0, 0.02, 25.0, 131_450.0),
    (50_000_000.0, 0.025, 20.0, 381_450.0),
    (65_000_000.0, 0.05, 10.0, 2_006_450.0),
    (150_000_000.0, 0.1, 5.0, 9_506_450.0),
    (320_000_000.0, 0.125, 4.0, 17_506_450.0),
    (400_000_000.0, 0.15, 3.0, 27_506_450.0),
    (530_000_000.0, 0.25, 2.0, 80_506_450.0),
    (800_000_000.0, 0.5, 1.0, 280_506_450.0),
];

const BINANCE_SOL: &[Row] = &[
    (0.0, 0.005, 100.0, 0.0),
    (20_000.0, 0.0065, 75.0, 30.0),
    (100_000.0, 0.01, 50.0, 380.0),
    (800_000.0, 0.02, 25.0, 8_380.0),
    (4_000_000.0, 0.025, 20.0, 28_380.0),
    (8_000_000.0, 0.05, 10.0, 228_380.0),
    (40_000_000.0, 0.1, 5.0, 2_228_380.0),
    (80_000_000.0, 0.125, 4.0, 4_228_380.0),
    (100_000_000.0, 0.25, 2.0, 16_728_380.0),
    (200_000_000.0, 0.5, 1.0, 66_728_380.0),
];

/// Hyperliquid: `(asset, max leverage of the first tier, floor of the second, its max leverage)`. The maintenance rate
/// is half of the initial margin, `1/(2·max leverage)`.
const HYPERLIQUID: &[(&str, f64, f64, f64)] = &[
    ("BTC", 40.0, 150e6, 20.0),
    ("ETH", 25.0, 100e6, 15.0),
    ("SOL", 20.0, 70e6, 10.0),
    ("XRP", 20.0, 40e6, 10.0),
    ("DOGE", 10.0, 20e6, 5.0),
    ("SUI", 10.0, 20e6, 5.0),
    ("HYPE", 10.0, 20e6, 5.0),
];

const DERIBIT_SOURCE: &str = "Deribit Support, margin page of January 2022; low confidence";

/// The bundled table of `venue` (id in lower case) for `asset` (for instance `BTC`), `None` where none is bundled.
///
/// Bybit, OKX, Gate and Bitget get Binance's table; its source then says so.
#[must_use]
pub fn bundled(venue: &str, asset: &str) -> Option<TierTable> {
    let asset = asset.to_ascii_uppercase();
    match venue {
        "hyperliquid" => hyperliquid(&asset),
        "deribit" => deribit(&asset),
        "binance" => binance(&asset, None),
        _ if SERVED_BY_BINANCE.contains(&venue) => binance(&asset, Some(venue)),
        _ => None,
    }
}

fn binance(asset: &str, serves: Option<&str>) -> Option<TierTable> {
    let rows = match asset {
        "BTC" => BINANCE_BTC,
        "ETH" => BINANCE_ETH,
        "SOL" => BINANCE_SOL,
        _ => return None,
    };
    let source = text!["Binance USD-M ", asset, "USDT (", BINANCE_SOURCE, ")"];
    let table = TierTable::new(BINANCE_AS_OF, &source, rows.iter().map(tier).listed()).ok()?;
    Some(TierTable { stand_in: serves.map(|venue| TierStandIn::Venue(venue.to_owned())), ..table })
}

fn tier(&(notional_floor, maintenance_margin_rate, max_leverage, maintenance_amount): &Row) -> Tier {
    Tier { notional_floor, maintenance_margin_rate, max_leverage, maintenance_amount }
}

fn hyperliquid(asset: &str) -> Option<TierTable> {
    let &(_, first, floor, second) = HYPERLIQUID.iter().find(|(name, ..)| *name == asset)?;
    let rates = [0.5 / first, 0.5 / second];
    TierTable::from_columns(AS_OF_DEFAULT, HYPERLIQUID_SOURCE, &[0.0, floor], &rates, &[first, second], None).ok()
}

/// Deribit's rate grows with size by 0.005 % per BTC and 0.0004 % per ETH: at the sizes of the estimate that is less than a
/// tenth of it, and left out. Portfolio margin, which dominates there, is not modelled: low confidence.
fn deribit(asset: &str) -> Option<TierTable> {
    if !["BTC", "ETH"].contains(&asset) {
        return None;
    }
    TierTable::from_columns(AS_OF_DEFAULT, DERIBIT_SOURCE, &[0.0], &[0.01], &[50.0], None).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_table_passes_the_checks_of_a_foreign_one() {
        for (asset, tiers) in [("BTC", 12), ("ETH", 12), ("SOL", 10)] {
            assert_eq!(bundled("binance", asset).map(|table| table.tiers.len()), Some(tiers), "{asset}");
        }
        for (asset, ..) in HYPERLIQUID {
            assert_eq!(bundled("hyperliquid", asset).map(|table| table.tiers.len()), Some(2), "{asset}");
        }
    }

    #[test]
    fn deribit_keeps_one_per_cent_and_says_how_little_is_known() {
        let table = bundled("deribit", "BTC").unwrap();
        assert_eq!(table.tier_at(1e6).maintenance_margin_rate, 0.01);
        assert!(table.is_default() && table.source.contains("low confidence"));
        assert_eq!(bundled("deribit", "SOL"), None);
    }

    #[test]
    fn borrowed_table_says_whose_it_is() {
        let (own, borrowed) = (bundled("binance", "BTC").unwrap(), bundled("bybit", "btc").unwrap());
        assert_eq!((own.as_of.as_str(), &own.tiers), ("2024-10-24", &borrowed.tiers));
        assert!(borrowed.whole_source().contains("used for bybit") && !own.whole_source().contains("used for"));
    }

    #[test]
    fn table_without_a_recorded_date_counts_as_default() {
        assert!(bundled("hyperliquid", "BTC").is_some_and(|table| table.is_default()));
        assert!(bundled("binance", "BTC").is_some_and(|table| !table.is_default()));
    }

    #[test]
    fn unknown_asset_or_venue_has_no_table() {
        assert_eq!(bundled("binance", "DOGE"), None);
        assert_eq!(bundled("bitfinex", "BTC"), None);
    }
}
