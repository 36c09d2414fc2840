//! What a result rests on besides the data: dated tables, parameters and counted repairs.

use super::EstimateOptions;
use crate::engine::heatmap::{Basis, HeatmapRun};
use crate::engine::market::{ContractKind, ProvenanceKind, Snapshot, TimeMs};
use crate::engine::open_interest::Sampling;
use crate::engine::parameters::Parameters;
use crate::engine::quality::{Flags, Quality};
use crate::engine::steps::Step;
use crate::engine::track::Track;
use crate::error::Result;
use serde::Serialize;

/// Version of the method; another one may give other numbers for the same snapshot and options.
pub const MODEL_VERSION: &str = "liq-estimate/1";

/// Everything assumed, for the reader and for whoever repeats the estimate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LeverageShare {
    /// Notional over margin.
    pub leverage: f64,
    /// Share among takers of liquidity.
    pub taker: f64,
    /// Share among makers.
    pub maker: f64,
}

/// A market of the sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VenueUsed {
    /// Venue id.
    pub venue: String,
    /// The venue's symbol.
    pub symbol: String,
    /// `linear` or `inverse`.
    pub contract: &'static str,
}

/// A maintenance table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
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
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
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

impl Assumptions {
    pub(super) fn new(snapshot: &Snapshot, run: &HeatmapRun, options: &EstimateOptions) -> Result<Self> {
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
        contract: match market.contract {
            ContractKind::Linear => "linear",
            ContractKind::Inverse => "inverse",
        },
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
        source: table.source.clone(),
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
