//! Everything that a tape of liquidations shows of a snapshot: totals of windows that end now, bars through time, records,
//! open interest before and after, and what others published.

use super::coin_open_interest::{OpenInterestChange, coins_at_all};
use super::liquidation_feeds::{LiquidationFeed, liquidation_feeds};
use super::liquidation_record::{LiquidationRecords, bars_to_now};
use super::reported_liquidations::{ReportedLiquidations, reported_liquidations};
use super::tape_bars::{TapeBar, bars_of, bucket_for, layer_totals};
use crate::engine::estimate::length_ms;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::tape::{Totals, Window};
use crate::error::{Code, Error, Result, Told, fault, one_of, told};
use crate::lists::{Growing, Listed};
use crate::texts::Texts;

const DAY_MS: TimeMs = 86_400_000;
/// Shown where the author gives no range and the data go that far.
const USUAL_RANGE_MS: TimeMs = 7 * DAY_MS;
const MOST_WINDOWS: usize = 4;
/// Most bars of a picture.
const MOST_BARS: TimeMs = 400;

/// What is asked of a tape.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TapeAsked {
    /// Windows that end now, as words; 1 h and 24 h when left out.
    pub windows: Option<Vec<String>>,
    /// How far back the bars go; a week when left out, less where the feeds begin later.
    pub range_ms: Option<TimeMs>,
    /// Length of a bar.
    pub bucket_ms: Option<TimeMs>,
    /// Coins; all of the snapshot when left out.
    pub assets: Option<Vec<String>>,
    /// Venues of the snapshot's own markets; all when left out.
    pub venues: Option<Vec<String>>,
}

/// One coin of a tape.
#[derive(Clone, Debug, PartialEq)]
pub struct AssetTotals {
    /// The coin.
    pub asset: String,
    /// Totals by window; nothing where a feed does not know the window.
    pub totals: Vec<Option<Totals>>,
}

/// A tape.
#[derive(Clone, Debug, PartialEq)]
pub struct LiquidationTape {
    /// End of all windows.
    pub now_ms: TimeMs,
    /// The windows, the longest last.
    pub windows: Vec<Window>,
    /// Coins shown, the snapshot's own first; also those without a feed.
    pub assets: Vec<String>,
    /// Feeds of these coins.
    pub feeds: Vec<LiquidationFeed>,
    /// Totals by coin.
    pub by_asset: Vec<AssetTotals>,
    /// Totals of all coins by window; nothing where one of those with a feed does not know it.
    pub totals: Vec<Option<Totals>>,
    /// Bars, oldest first.
    pub bars: Vec<TapeBar>,
    /// Length of a bar.
    pub bucket_ms: TimeMs,
    /// Coins of the bars' layers; nothing for a history that does not tell coins apart.
    pub layers: Option<Vec<String>>,
    /// The latest window against the history.
    pub records: Option<LiquidationRecords>,
    /// Whether that history is the document's own table, of calendar periods, and not made of the feeds.
    pub is_recorded_history: bool,
    /// Coins open on the snapshot's own markets, before and after the longest window.
    pub open_interest: Option<OpenInterestChange>,
    /// The same at the end of each bar; empty where no market knows all of them.
    pub open_interest_coins: Vec<f64>,
    /// What others published.
    pub reported: Vec<ReportedLiquidations>,
}

impl LiquidationTape {
    /// Whether feeds of different coverage were added.
    #[must_use]
    pub fn has_mixed_coverage(&self) -> bool {
        self.feeds.windows(2).any(|pair| pair[0].is_complete != pair[1].is_complete)
    }

    /// Whether some feed does not claim to hold every liquidation.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.feeds.iter().any(|feed| feed.is_complete == Some(false))
    }
}

fn refused(field: &'static str, value: impl Told, allowed: impl AsRef<str>) -> Error {
    fault!(Code::AttributeInvalid, field, value, allowed)
}

/// A table of past sums up to now.
struct History {
    period_ms: TimeMs,
    bars: Vec<TapeBar>,
}

impl History {
    /// Bars from the one on that begins at most a period before `from_ms`.
    fn since(self, from_ms: TimeMs) -> Vec<TapeBar> {
        let from_ms = from_ms - self.period_ms;
        self.bars.into_iter().filter(|bar| bar.from_ms >= from_ms).listed()
    }
}

/// How long back every feed goes.
fn known_ms(feeds: &[LiquidationFeed], now_ms: TimeMs) -> Option<TimeMs> {
    feeds.iter().map(|feed| now_ms - feed.from_ms).min()
}

/// The coins that have a feed, and the feeds of each.
fn layers_of<'a>(assets: &[String], feeds: &'a [LiquidationFeed]) -> (Vec<String>, Vec<Vec<&'a LiquidationFeed>>) {
    let of_asset = |asset: &String| feeds.iter().filter(|feed| feed.asset == *asset).listed();
    let layers = assets.iter().map(|asset| (asset.clone(), of_asset(asset)));
    layers.filter(|(_, feeds)| !feeds.is_empty()).unzip()
}

impl TapeAsked {
    fn windows(&self) -> Result<Vec<Window>> {
        let words = self.windows.clone().unwrap_or_else(|| vec!["1h".to_owned(), "24h".to_owned()]);
        let all = words.joined(" ");
        let window = |word: String| {
            let length_ms = length_ms("window", &word).map_err(|error| error.finding(all.clone()))? as f64;
            Ok(Window { word, length_ms })
        };
        let windows = words.into_iter().map(window).collect::<Result<Vec<_>>>()?;
        let grow = windows.windows(2).all(|pair| pair[0].length_ms < pair[1].length_ms);
        if windows.is_empty() || windows.len() > MOST_WINDOWS || !grow {
            return Err(refused("window", all, "1 to 4 lengths that grow, for instance 1h 24h"));
        }
        Ok(windows)
    }

    /// Coins of the snapshot in its order, as far as they are asked for.
    fn assets(&self, snapshot: &Snapshot) -> Result<Vec<String>> {
        let others = snapshot.beside.assets.iter().filter(|other| other.liquidations.is_some());
        let mut known = vec![snapshot.asset.clone()];
        known.put_all(others.map(|other| other.asset.clone()));
        known.dedup();
        let Some(asked) = &self.assets else { return Ok(known) };
        let names: Vec<&str> = known.iter().map(String::as_str).listed();
        match asked.iter().find(|asset| !known.contains(asset)) {
            Some(unknown) => Err(refused("assets", unknown, one_of(unknown, &names))),
            None => Ok(known.iter().filter(|asset| asked.contains(asset)).cloned().listed()),
        }
    }

    fn check_venues(&self, snapshot: &Snapshot) -> Result<()> {
        let known: Vec<&str> = snapshot.markets.iter().map(|market| market.venue.as_str()).listed();
        let unknown = self.venues.iter().flatten().find(|venue| !known.contains(&venue.as_str()));
        unknown.map_or(Ok(()), |venue| Err(refused("venue", venue, one_of(venue, &known))))
    }

    /// Range and length of the bars.
    fn lengths(&self, feeds: &[LiquidationFeed], now_ms: TimeMs) -> Result<(TimeMs, TimeMs)> {
        let known_ms = known_ms(feeds, now_ms).unwrap_or(USUAL_RANGE_MS);
        let range_ms = self.range_ms.unwrap_or_else(|| USUAL_RANGE_MS.min(known_ms.max(DAY_MS)));
        let period_ms = feeds.iter().filter_map(|feed| feed.period_ms).max().unwrap_or(1);
        let bucket_ms = self.bucket_ms.unwrap_or_else(|| bucket_for(range_ms, period_ms));
        if bucket_ms > range_ms || range_ms / bucket_ms > MOST_BARS {
            let allowed = told!("at most the range and at least a {MOST_BARS}th of it");
            return Err(refused("bucket", told!("{} h", bucket_ms / 3_600_000), allowed));
        }
        Ok((range_ms, bucket_ms))
    }

    /// The document's own table up to now; it is of all coins and venues, so that it is no series of some of them.
    fn history(&self, snapshot: &Snapshot, feeds: &[&LiquidationFeed]) -> Option<History> {
        if self.venues.is_some() || self.assets.is_some() {
            return None;
        }
        let now_ms = snapshot.as_of_ms;
        let sums = snapshot.beside.liquidation_history.as_ref()?;
        let table = LiquidationFeed::of_sums(&snapshot.asset, sums)?;
        let period_ms = table.period_ms.unwrap_or(DAY_MS);
        let latest = layer_totals(feeds, now_ms - period_ms, now_ms);
        Some(History { period_ms, bars: bars_to_now(&table, latest, now_ms) })
    }

    /// The tape of `snapshot`.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] for a window, a coin, a venue or a length that does not fit.
    pub fn run(&self, snapshot: &Snapshot) -> Result<LiquidationTape> {
        self.check_venues(snapshot)?;
        let (windows, assets) = (self.windows()?, self.assets(snapshot)?);
        let venues = self.venues.as_deref();
        let mut feeds = liquidation_feeds(snapshot, venues);
        feeds.retain(|feed| assets.contains(&feed.asset));
        let now_ms = snapshot.as_of_ms;
        let (range_ms, bucket_ms) = self.lengths(&feeds, now_ms)?;
        let (with_feed, layers) = layers_of(&assets, &feeds);
        let all: Vec<&LiquidationFeed> = feeds.iter().listed();
        let totals_of = |feeds: &[&LiquidationFeed]| -> Vec<Option<Totals>> {
            windows.iter().map(|window| layer_totals(feeds, now_ms - window.length_ms as TimeMs, now_ms)).listed()
        };
        let by_asset = with_feed.iter().zip(&layers);
        let by_asset = by_asset.map(|(asset, feeds)| AssetTotals { asset: asset.clone(), totals: totals_of(feeds) });
        let by_asset: Vec<AssetTotals> = by_asset.listed();
        let history = self.history(snapshot, &all);
        let records = match &history {
            Some(history) => LiquidationRecords::of_bars(&history.bars),
            None => {
                let whole_days_ms = known_ms(&feeds, now_ms).unwrap_or(0) / DAY_MS * DAY_MS;
                LiquidationRecords::of_bars(&bars_of(&layers, now_ms, whole_days_ms, DAY_MS))
            }
        };
        let bars = bars_of(&layers, now_ms, range_ms, bucket_ms);
        let is_recorded_history = history.is_some();
        let fills = |history: &History| {
            feeds.is_empty() || (bucket_ms == history.period_ms && bars.iter().any(|bar| !bar.is_whole()))
        };
        let (bars, layers) = match history.filter(fills) {
            Some(history) => (history.since(now_ms - range_ms), None),
            None => (bars, Some(with_feed)),
        };
        let longest_ms = windows.last().map_or(DAY_MS, |window| window.length_ms as TimeMs);
        let ends: Vec<TimeMs> = bars.iter().map(|bar| bar.to_ms).listed();
        Ok(LiquidationTape {
            now_ms,
            by_asset,
            totals: totals_of(&all),
            bars,
            bucket_ms,
            layers,
            records,
            is_recorded_history,
            open_interest: OpenInterestChange::of(snapshot, venues, (now_ms - longest_ms, now_ms)),
            open_interest_coins: coins_at_all(snapshot, venues, &ends).unwrap_or_default(),
            reported: reported_liquidations(&snapshot.beside.published, &assets, now_ms),
            windows,
            assets,
            feeds,
        })
    }
}
