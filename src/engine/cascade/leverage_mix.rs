//! A map from a leverage mix, for a market of which only price and open interest are known.
//!
//! The open interest is spread evenly over entries at equal ratios between two prices; each entry over the leverages and
//! sizes of the prior, as an estimate spreads new positions, takers and makers in equal parts; each of these stands where
//! the venue's margin rule would liquidate it. A level that the spot has already passed is left out, and what is left is
//! scaled, positions without a level included, to the open interest. A made shape, not an estimate from data.

use crate::engine::deposits::{Deposits, SideLevels};
use crate::engine::estimate::PriorRequest;
use crate::engine::margin::Formula;
use crate::engine::market::{ContractKind, Side};
use crate::engine::parameters::Parameters;
use crate::engine::prior::Prior;
use crate::engine::tiers::bundled;
use crate::error::{Code, Result, fault, number_within};
use crate::value::{Node, Read, Value};

const LARGEST_PRICE: f64 = 1e12;
const LARGEST_OPEN_INTEREST: f64 = 1e18;
const DEFAULT_ENTRIES: u32 = 41;
const MOST_ENTRIES: u32 = 1001;
/// Share of each that opens as a taker.
const TAKER_SHARE: f64 = 0.5;

/// The market as a script gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeverageMixRequest {
    /// Coin of the maintenance table.
    pub asset: String,
    /// Venue of the margin rule and of the table; `binance` when left out.
    pub venue: Option<String>,
    /// Price now.
    pub spot: f64,
    /// One-sided open interest at that price, US dollars.
    pub open_interest_usd: f64,
    /// Lowest and highest price of entry.
    pub entries: (f64, f64),
    /// Number of entries, 1 to 1001; 41 when left out.
    pub count: Option<u32>,
    /// Who opens with which leverage.
    pub prior: Option<PriorRequest>,
}

/// One level of a made map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MixBlock {
    /// Liquidation price.
    pub price: f64,
    /// US dollars at that price.
    pub notional: f64,
}

/// The map of both sides, longs and shorts.
#[derive(Clone, Debug, PartialEq)]
pub struct LeverageMix {
    /// Levels, nearest to the spot first.
    pub sides: [Vec<MixBlock>; 2],
    /// Share of each side's open interest without a level.
    pub inert: [f64; 2],
    /// The prior's name and version.
    pub prior: String,
    /// Where the maintenance table comes from.
    pub tiers: String,
}

impl Read for LeverageMixRequest {
    fn read(node: Node) -> Result<Self> {
        let keys = ["asset", "venue", "spot", "openInterestUsd", "entryLow", "entryHigh", "entryCount", "prior"];
        let mut fields = node.fields_of_either_case(&keys);
        let read = Self {
            asset: fields.text("asset"),
            venue: fields.optional_text("venue"),
            spot: fields.number_within("spot", f64::MIN_POSITIVE, LARGEST_PRICE),
            open_interest_usd: fields.number_within("openInterestUsd", 0.0, LARGEST_OPEN_INTEREST),
            entries: (
                fields.number_within("entryLow", f64::MIN_POSITIVE, LARGEST_PRICE),
                fields.number_within("entryHigh", f64::MIN_POSITIVE, LARGEST_PRICE),
            ),
            count: fields.optional_count("entryCount", MOST_ENTRIES),
            prior: fields.optional_of("prior"),
        };
        fields.finish(read)
    }
}

impl LeverageMixRequest {
    /// The map.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] for a coin without a table or a venue without a linear contract,
    /// [`Code::DataRange`] for a number, and what the prior refuses.
    pub fn run(&self) -> Result<LeverageMix> {
        let venue = self.venue.as_deref().unwrap_or("binance");
        let none = || fault!(Code::AttributeInvalid, "asset", &self.asset, format!("a coin with a table of {venue}"));
        let tiers = bundled(venue, &self.asset).ok_or_else(none)?;
        let (prior, _) = self.prior.as_ref().map_or_else(|| Ok((Prior::default(), false)), PriorRequest::check)?;
        let formula = Formula::for_market(venue, ContractKind::Linear);
        let parameters = Parameters { prior, ..Parameters::default() };
        let deposits = Deposits::new(formula, &tiers, &parameters)?;
        let entries = self.entry_prices()?;
        let [(longs, long_inert), (shorts, short_inert)] =
            Side::BOTH.map(|side| self.side(&deposits.sides[side.index()], side, &entries));
        Ok(LeverageMix {
            sides: [longs, shorts],
            inert: [long_inert, short_inert],
            prior: parameters.prior.id,
            tiers: tiers.whole_source(),
        })
    }

    fn entry_prices(&self) -> Result<Vec<f64>> {
        let (low, high) = self.entries;
        number_within("entryHigh", high, low, LARGEST_PRICE)?;
        let count = self.count.unwrap_or(DEFAULT_ENTRIES);
        number_within("entryCount", f64::from(count), 1.0, f64::from(MOST_ENTRIES))?;
        let width = libm::log(high / low);
        let at = |index: u32| low * libm::exp(width * (f64::from(index) + 0.5) / f64::from(count));
        Ok((0..count).map(at).collect())
    }

    /// The levels of one side and its share without a level.
    fn side(&self, levels: &SideLevels, side: Side, entries: &[f64]) -> (Vec<MixBlock>, f64) {
        let mean = |taker: f64, maker: f64| TAKER_SHARE * taker + (1.0 - TAKER_SHARE) * maker;
        let share = 1.0 / entries.len() as f64;
        let inert = mean(levels.taker_inert, levels.maker_inert);
        let mut weights: Vec<(f64, f64)> = Vec::new();
        for entry in entries {
            for level in &levels.levels {
                let price = entry * libm::exp(level.log_ratio);
                let waits = if side == Side::Long { price < self.spot } else { price > self.spot };
                if waits {
                    weights.push((price, share * mean(level.taker, level.maker)));
                }
            }
        }
        weights.sort_by(|a, b| (a.0 - self.spot).abs().total_cmp(&(b.0 - self.spot).abs()));
        let sum = inert + weights.iter().map(|(_, weight)| weight).sum::<f64>();
        let coins = self.open_interest_usd / self.spot;
        let block = |(price, weight): (f64, f64)| MixBlock { price, notional: coins * weight / sum * price };
        (weights.into_iter().map(block).collect(), inert / sum)
    }
}

impl From<&LeverageMix> for Value {
    fn from(mix: &LeverageMix) -> Self {
        let blocks = |blocks: &[MixBlock]| {
            let block = |one: &MixBlock| Self::object().with("price", one.price).with("notional", one.notional);
            Self::List(blocks.iter().map(block).collect())
        };
        Self::object()
            .with("long", blocks(&mix.sides[0]))
            .with("short", blocks(&mix.sides[1]))
            .with("inert", Self::object().with("long", mix.inert[0]).with("short", mix.inert[1]))
            .with("priorId", &mix.prior)
            .with("tiersSource", &mix.tiers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::request::read;

    fn request(spot: f64, low: f64, high: f64) -> LeverageMixRequest {
        let entries = (low, high);
        LeverageMixRequest { asset: "BTC".into(), spot, open_interest_usd: 1e9, entries, ..Default::default() }
    }

    #[test]
    fn coins_of_each_side_sum_to_the_open_interest() {
        let mix = request(100_000.0, 90_000.0, 110_000.0).run().unwrap();
        for (blocks, inert) in mix.sides.iter().zip(mix.inert) {
            let coins: f64 = blocks.iter().map(|block| block.notional / block.price).sum();
            assert!((coins + inert * 10_000.0 - 10_000.0).abs() < 1e-6, "{coins} {inert}");
        }
    }

    #[test]
    fn longs_wait_below_the_spot_and_shorts_above_it_nearest_first() {
        let mix = request(100_000.0, 80_000.0, 120_000.0).run().unwrap();
        assert!(mix.sides[0].iter().all(|block| block.price < 100_000.0));
        assert!(mix.sides[1].iter().all(|block| block.price > 100_000.0));
        assert!(mix.sides[0].windows(2).all(|pair| pair[0].price >= pair[1].price));
        assert!(mix.sides[1].windows(2).all(|pair| pair[0].price <= pair[1].price));
    }

    #[test]
    fn one_entry_at_the_spot_stands_where_the_margin_rule_says() {
        // 10x, isolated, rate 0.4 % of the lowest tier: 100,000 · (1 − 0.1) / (1 − 0.004).
        let mix = request(100_000.0, 100_000.0, 100_000.0).run().unwrap();
        let expected = 100_000.0 * 0.9 / (1.0 - 0.004);
        let nearest = mix.sides[0].iter().map(|block| (block.price - expected).abs()).fold(f64::INFINITY, f64::min);
        assert!(nearest < 1e-6 * expected, "{nearest}");
    }

    #[test]
    fn coins_without_a_table_and_turned_entries_are_refused_by_name() {
        let unknown = LeverageMixRequest { asset: "NOPE".into(), ..request(1.0, 1.0, 1.0) };
        assert_eq!(unknown.run().unwrap_err().field, "asset");
        assert_eq!(request(1.0, 2.0, 1.0).run().unwrap_err().field, "entryHigh");
        let text = r#"{"asset":"BTC","spot":1,"openInterestUsd":1,"entryLow":1,"entryHigh":1,"entrycount":3}"#;
        assert!(read::<LeverageMixRequest>(text).unwrap_err().allowed.contains("entryCount"));
    }
}
