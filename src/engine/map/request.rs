//! The options of a map as they arrive from a script or from attributes, checked once.

use super::{LiquidationMap, Stack};
use crate::engine::draws::{DEFAULT_DRAWS, DRAWS_SEED, Draws};
use crate::engine::estimate::{EstimateOptions, EstimateRequest};
use crate::engine::heatmap::{Heatmap, HeatmapRun};
use crate::engine::market::{Market, Snapshot, TimeMs};
use crate::error::{Code, Result, fault, number_within, one_of};
use crate::value::{Node, Read};

/// Share of the price that a map reaches to either side.
pub const DEFAULT_WINDOW: f64 = 0.08;
/// Least and most of it.
pub const WINDOW_RANGE: (f64, f64) = (0.01, 0.9);
/// Price rows of a map.
const DEFAULT_ROWS: u32 = 160;

/// What to show. Every key may be left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapRequest {
    /// Which markets, under which assumptions; its range of time, columns, prices and unit are the map's own.
    pub estimate: EstimateRequest,
    /// How far from the price, as a fraction of it, 0.01 to 0.9; 0.08 when left out.
    pub window: Option<f64>,
    /// `leverage`, `venue` or `none`.
    pub stack: Option<String>,
    /// Runs under other plausible assumptions, 0 to 256; 16 when left out.
    pub draws: Option<u32>,
    /// Seed of these.
    pub seed: Option<i64>,
}

impl Read for MapRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&[
            "to",
            "rows",
            "rowScale",
            "sampling",
            "venues",
            "leverage",
            "prior",
            "parameters",
            "clusterDensity",
            "window",
            "stack",
            "draws",
            "seed",
        ]);
        let read = Self {
            estimate: EstimateRequest::from_fields(&mut fields),
            window: fields.optional_number("window"),
            stack: fields.optional_text("stack"),
            draws: fields.optional_count("draws", u32::MAX),
            seed: fields.optional_whole("seed"),
        };
        fields.finish(read)
    }
}

/// A request after checking.
#[derive(Clone, Debug, PartialEq)]
pub struct MapOptions {
    /// What to estimate: one column, rows around the price.
    pub estimate: EstimateOptions,
    /// Share of the price to either side.
    pub window: f64,
    /// What is stacked.
    pub stack: Stack,
    /// Number of draws.
    pub draws: usize,
    /// Their seed.
    pub seed: u64,
}

impl Stack {
    /// Reads `leverage`, `venue` or `none`.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] with the nearest valid word.
    pub fn parse(word: &str) -> Result<Self> {
        match word {
            "leverage" => Ok(Self::Leverage),
            "venue" => Ok(Self::Venue),
            "none" => Ok(Self::None),
            _ => {
                let allowed = one_of(word, &["leverage", "venue", "none"]);
                Err(fault!(Code::AttributeInvalid, "stack", word, allowed))
            }
        }
    }

    /// The word of a request.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Leverage => "leverage",
            Self::Venue => "venue",
            Self::None => "none",
        }
    }
}

impl MapRequest {
    /// The options for `snapshot`.
    ///
    /// # Errors
    /// Those of [`EstimateRequest::check`], and [`Code::AttributeInvalid`] for the map's own keys.
    pub fn check(&self, snapshot: &Snapshot) -> Result<MapOptions> {
        let (least, most) = WINDOW_RANGE;
        let window = number_within("window", self.window.unwrap_or(DEFAULT_WINDOW), least, most)
            .map_err(|error| error.coded(Code::AttributeInvalid))?;
        let stack = self.stack.as_deref().map(Stack::parse).transpose()?.unwrap_or_default();
        let whole = EstimateRequest { from: None, range: None, columns: Some(1), ..self.estimate.clone() };
        let mut estimate = whole.check(snapshot)?;
        let heatmap = &mut estimate.heatmap;
        heatmap.rows = self.estimate.rows.unwrap_or(DEFAULT_ROWS) as usize;
        if let Some((open_ms, price)) = last_price(snapshot, &heatmap.venues, heatmap.to_ms) {
            heatmap.from_ms = Some(open_ms);
            (heatmap.low, heatmap.high) = (Some(price * (1.0 - window)), Some(price * (1.0 + window)));
        }
        let seed = self.seed.map_or(DRAWS_SEED, i64::cast_unsigned);
        Ok(MapOptions {
            estimate,
            window,
            stack,
            draws: self.draws.map_or(DEFAULT_DRAWS, |draws| draws as usize),
            seed,
        })
    }
}

impl MapOptions {
    /// The map of `snapshot` with the run it comes from.
    ///
    /// # Errors
    /// Those of [`HeatmapRun::new`].
    pub fn run(&self, snapshot: &Snapshot) -> Result<(HeatmapRun, LiquidationMap)> {
        let run = HeatmapRun::new(snapshot, &self.estimate.heatmap)?;
        let map = self.map_of(run.heatmap())?;
        Ok((run, map))
    }

    /// The map of a run that was made with these options, or of what was made elsewhere.
    ///
    /// # Errors
    /// [`Code::DataEmpty`] where it has no column.
    pub fn map_of(&self, heatmap: &Heatmap) -> Result<LiquidationMap> {
        let nothing = || fault!(Code::DataEmpty, "markets", "no column", "one candle or more");
        LiquidationMap::of(heatmap, self.stack, self.estimate.cluster_density).ok_or_else(nothing)
    }

    /// The draws of the map; `None` when none are asked for.
    ///
    /// # Errors
    /// Those of [`Draws::run`].
    pub fn draw(&self, snapshot: &Snapshot) -> Result<Option<Draws>> {
        if self.draws == 0 {
            return Ok(None);
        }
        Draws::run(snapshot, &self.estimate.heatmap, self.seed, self.draws).map(Some)
    }
}

/// Start and close of the last candle that counts, of the market that will be the reference: the first with open
/// interest, else the first.
pub(crate) fn last_price(snapshot: &Snapshot, venues: &[String], to_ms: Option<TimeMs>) -> Option<(TimeMs, f64)> {
    let wanted = || snapshot.markets.iter().filter(|market| venues.is_empty() || venues.contains(&market.venue));
    let last = |market: &Market| {
        let candles = &market.candles;
        let closes = candles.open_time_ms.iter().zip(&candles.close).rev();
        let counts = |open: &TimeMs| to_ms.is_none_or(|to| open + candles.interval_ms <= to);
        closes.map(|(open, close)| (*open, *close)).find(|(open, _)| counts(open))
    };
    let with_open_interest = wanted().filter(|market| market.open_interest.is_some()).find_map(last);
    with_open_interest.or_else(|| wanted().find_map(last))
}
