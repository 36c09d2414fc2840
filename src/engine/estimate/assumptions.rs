//! What a result rests on besides the data: dated tables, parameters and counted repairs.

use super::EstimateOptions;
use crate::engine::heatmap::{Basis, HeatmapRun};
use crate::engine::market::{ProvenanceKind, Snapshot, TimeMs};
use crate::engine::open_interest::Sampling;
use crate::engine::parameters::Parameters;
use crate::engine::quality::{Flags, Quality};
use crate::engine::steps::Step;
use crate::engine::track::Track;
use crate::error::Result;
use crate::value::Value;

/// Version of the method; another one may give other numbers for the same snapshot and options.
pub const MODEL_VERSION: &str = "liq-estimate/1";

/// Everything assumed, for the reader and for whoever repeats the estimate.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumptions {
    /// [`MODEL_VERSION`].
    pub model_version: &'static str,
    /// The coin.
    pub asset: String,
    /// Currency of prices.
    pub quote: String,
    /// Instant up to which the data are complete.
    pub as_of_ms: TimeMs,
    /// `measured`, `simulated` or `mixed`: what the data are.
    pub provenance: &'static str,
    /// Name and version of the leverage prior.
    pub prior_id: String,
    /// Date of its evidence.
    pub prior_date: String,
    /// Whether an author's weights had to be scaled to sum to 1.
    pub prior_normalised: bool,
    /// Shares of new positions by leverage as used, tilt and restriction applied.
    pub leverage: Vec<LeverageShare>,
    /// Share of takers' new positions without a level.
    pub taker_inert: f64,
    /// Share of makers' new positions without a level.
    pub maker_inert: f64,
    /// Markets estimated; the first is the reference for prices.
    pub venues: Vec<VenueUsed>,
    /// Maintenance tables, one per market.
    pub tiers: Vec<TiersUsed>,
    /// Parameters used.
    pub parameters: ParametersUsed,
    /// Share of the highest density that a row of a cluster reaches.
    pub cluster_density: f64,
    /// Which open-interest samples an instant uses: `display` (both sides of it), `causal` (at or before it) or `none`.
    pub oi_mode: &'static str,
    /// Where mark prices come from: `mark-candles`, `last-trades` or `mixed`.
    pub mark_source: &'static str,
    /// Candles of a full column.
    pub candles_per_column: usize,
    /// What was assumed or repaired, counted in steps of all markets.
    pub quality: QualityCounts,
}

/// Share of new positions at one leverage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeverageShare {
    /// Notional over margin.
    pub leverage: f64,
    /// Share among takers of liquidity.
    pub taker: f64,
    /// Share among makers.
    pub maker: f64,
}

/// A market of the sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VenueUsed {
    /// Venue id.
    pub venue: String,
    /// The venue's symbol.
    pub symbol: String,
    /// `linear` or `inverse`.
    pub contract: &'static str,
}

/// A maintenance table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TiersUsed {
    /// Venue id.
    pub venue: String,
    /// The venue's symbol.
    pub symbol: String,
    /// Date of the table, or `default`.
    pub as_of: String,
    /// Where it comes from.
    pub source: String,
    /// Whether it stands in for one that is not known or has no date.
    pub is_default: bool,
}

/// Parameters used; meanings as in [`Parameters`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParametersUsed {
    /// Share of volume that hands a position on.
    pub turnover_share: f64,
    /// How far the taker share is believed.
    pub taker_shrink: f64,
    /// Share of large openings.
    pub large_share: f64,
    /// Notional of small and large positions.
    pub size_usd: [f64; 2],
    /// Exponent of the tilt.
    pub tilt: f64,
    /// Takers' inert share where it was set.
    pub taker_inert: Option<f64>,
    /// Whether funding moves the levels.
    pub funding_drift: bool,
    /// Width of the smoothing.
    pub resolution: f64,
}

/// Counters of [`Quality`], and the number of steps they are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is described where it is counted, in Quality")]
pub struct QualityCounts {
    /// Steps of all markets.
    pub steps: usize,
    pub repaired_prices: u32,
    pub mark_from_last: u32,
    pub taker_share_of_other_venue: u32,
    pub taker_share_assumed: u32,
    pub invalid_levels: u32,
    pub open_exceeds_volume: u32,
    pub none_survives: u32,
    pub coarse_steps: u32,
}

impl From<&Assumptions> for Value {
    fn from(assumed: &Assumptions) -> Self {
        Self::object()
            .with("modelVersion", assumed.model_version)
            .with("asset", &assumed.asset)
            .with("quote", &assumed.quote)
            .with("asOfMs", assumed.as_of_ms)
            .with("provenance", assumed.provenance)
            .with("priorId", &assumed.prior_id)
            .with("priorDate", &assumed.prior_date)
            .with("priorNormalised", assumed.prior_normalised)
            .with("leverage", Self::list(&assumed.leverage))
            .with("takerInert", assumed.taker_inert)
            .with("makerInert", assumed.maker_inert)
            .with("venues", Self::list(&assumed.venues))
            .with("tiers", Self::list(&assumed.tiers))
            .with("parameters", &assumed.parameters)
            .with("clusterDensity", assumed.cluster_density)
            .with("oiMode", assumed.oi_mode)
            .with("markSource", assumed.mark_source)
            .with("candlesPerColumn", assumed.candles_per_column)
            .with("quality", &assumed.quality)
    }
}

impl From<&LeverageShare> for Value {
    fn from(share: &LeverageShare) -> Self {
        Self::object().with("leverage", share.leverage).with("taker", share.taker).with("maker", share.maker)
    }
}

impl From<&VenueUsed> for Value {
    fn from(used: &VenueUsed) -> Self {
        Self::object().with("venue", &used.venue).with("symbol", &used.symbol).with("contract", used.contract)
    }
}

impl From<&TiersUsed> for Value {
    fn from(used: &TiersUsed) -> Self {
        Self::object()
            .with("venue", &used.venue)
            .with("symbol", &used.symbol)
            .with("asOf", &used.as_of)
            .with("source", &used.source)
            .with("isDefault", used.is_default)
    }
}

impl From<&ParametersUsed> for Value {
    fn from(used: &ParametersUsed) -> Self {
        Self::object()
            .with("turnoverShare", used.turnover_share)
            .with("takerShrink", used.taker_shrink)
            .with("largeShare", used.large_share)
            .with("sizeUsd", &used.size_usd[..])
            .with("tilt", used.tilt)
            .with("takerInert", used.taker_inert)
            .with("fundingDrift", used.funding_drift)
            .with("resolution", used.resolution)
    }
}

impl From<&QualityCounts> for Value {
    fn from(counts: &QualityCounts) -> Self {
        Self::object()
            .with("steps", counts.steps)
            .with("repairedPrices", counts.repaired_prices)
            .with("markFromLast", counts.mark_from_last)
            .with("takerShareOfOtherVenue", counts.taker_share_of_other_venue)
            .with("takerShareAssumed", counts.taker_share_assumed)
            .with("invalidLevels", counts.invalid_levels)
            .with("openExceedsVolume", counts.open_exceeds_volume)
            .with("noneSurvives", counts.none_survives)
            .with("coarseSteps", counts.coarse_steps)
    }
}

impl Assumptions {
    pub(crate) fn new(snapshot: &Snapshot, run: &HeatmapRun, options: &EstimateOptions) -> Result<Self> {
        let heatmap = run.heatmap();
        let parameters = &options.heatmap.parameters;
        let prior = parameters.tilted_prior()?;
        let steps = run.tracks().iter().map(|track| track.steps().len()).sum();
        let shares = prior.entries.iter();
        Ok(Self {
            model_version: MODEL_VERSION,
            asset: snapshot.asset.clone(),
            quote: snapshot.quote.clone(),
            as_of_ms: snapshot.as_of_ms,
            provenance: snapshot.provenance.kind.as_str(),
            leverage: shares
                .map(|share| LeverageShare { leverage: share.leverage, taker: share.taker, maker: share.maker })
                .collect(),
            taker_inert: prior.taker_inert,
            maker_inert: prior.maker_inert,
            prior_id: prior.id,
            prior_date: prior.date,
            prior_normalised: options.prior_normalised,
            venues: venues_of(snapshot, run),
            tiers: tiers_of(snapshot, run),
            parameters: ParametersUsed::of(parameters),
            cluster_density: options.cluster_density,
            oi_mode: match (heatmap.basis, options.heatmap.sampling) {
                (Basis::Relative, _) => "none",
                (Basis::Usd, Sampling::Display) => "display",
                (Basis::Usd, Sampling::Causal) => "causal",
            },
            mark_source: mark_source(run),
            candles_per_column: heatmap.candles_per_column,
            quality: QualityCounts::of(&heatmap.quality, steps),
        })
    }
}

fn venues_of(snapshot: &Snapshot, run: &HeatmapRun) -> Vec<VenueUsed> {
    let markets = run.heatmap().markets.iter().map(|index| &snapshot.markets[*index]);
    let used = markets.map(|market| VenueUsed {
        venue: market.venue.clone(),
        symbol: market.symbol.clone(),
        contract: market.contract.as_str(),
    });
    used.collect()
}

fn tiers_of(snapshot: &Snapshot, run: &HeatmapRun) -> Vec<TiersUsed> {
    let heatmap = run.heatmap();
    let tables = heatmap.markets.iter().map(|index| &snapshot.markets[*index]).zip(&heatmap.tiers);
    let used = tables.map(|(market, table)| TiersUsed {
        venue: market.venue.clone(),
        symbol: market.symbol.clone(),
        as_of: table.as_of.clone(),
        source: table.whole_source(),
        is_default: table.is_default(),
    });
    used.collect()
}

fn mark_source(run: &HeatmapRun) -> &'static str {
    let mut steps = run.tracks().iter().flat_map(Track::steps);
    let from_last = |step: &Step| step.flags.contains(Flags::MARK_FROM_LAST);
    let Some(first) = steps.next().map(from_last) else { return "last-trades" };
    match (first, steps.any(|step| from_last(step) != first)) {
        (_, true) => "mixed",
        (true, false) => "last-trades",
        (false, false) => "mark-candles",
    }
}

impl ParametersUsed {
    fn of(parameters: &Parameters) -> Self {
        Self {
            turnover_share: parameters.turnover_share,
            taker_shrink: parameters.taker_shrink,
            large_share: parameters.large_share,
            size_usd: parameters.size_usd,
            tilt: parameters.tilt,
            taker_inert: parameters.taker_inert,
            funding_drift: parameters.funding_drift,
            resolution: parameters.resolution,
        }
    }
}

impl QualityCounts {
    fn of(quality: &Quality, steps: usize) -> Self {
        Self {
            steps,
            repaired_prices: quality.repaired_prices,
            mark_from_last: quality.mark_from_last,
            taker_share_of_other_venue: quality.taker_share_of_other_venue,
            taker_share_assumed: quality.taker_share_assumed,
            invalid_levels: quality.invalid_levels,
            open_exceeds_volume: quality.open_exceeds_volume,
            none_survives: quality.none_survives,
            coarse_steps: quality.coarse_steps,
        }
    }
}

impl ProvenanceKind {
    /// The kind's word in documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Simulated => "simulated",
            Self::Mixed => "mixed",
        }
    }
}
