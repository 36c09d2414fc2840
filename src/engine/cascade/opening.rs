//! A cascade out of a snapshot: its map as blocks, its depth, and the share of the map that past moves allow.
//!
//! The map is the estimate's last column over prices wide enough for a shock. It is believed to a share `c`, the same for
//! all prices, chosen so that in replays of the largest moves of the data the forced flow is the part of all flow that
//! past events show. A replay takes the map as it stood one column before and the whole move as the gap. It aims at the
//! low end of what past events show: aimed at the middle, replays of a winter's largest hours went 1.3 to 2.2 times too
//! far (docs/REPLAY.md).

use super::guard::scale_towards;
use super::{Block, Blocks, CALIBRATED_RANGE, Direction, FEWEST_EVENTS, Scenario};
use crate::engine::clusters::{Cluster, DEFAULT_DENSITY_SHARE, SEEDED_LIMIT};
use crate::engine::depth::{DEFAULT_KAPPA, DepthCurve, DepthKind, DepthLabel, SourcedDepth, Tail, snapshot_depth};
use crate::engine::estimate::{EstimateOptions, EstimateRequest};
use crate::engine::heatmap::{Ahead, Basis, Heatmap, HeatmapOptions, HeatmapRun};
use crate::engine::map::{LiquidationMap, Stack, last_price};
use crate::engine::market::{Market, Snapshot, TierTable};
use crate::engine::montecarlo::{DEFAULT_PATHS, Method, SideMarket, Simulation, Zone};
use crate::engine::order::order;
use crate::error::{Code, Result, fault};
use crate::lists::{Growing, Listed};

/// Prices reach this far from the spot, as shares of it, down and up.
const REACH: [f64; 2] = [0.30, 0.35];
/// The rows reach so far from every price of a step of this height in log price. They stay while the price is in it, so
/// that a candle that follows costs its own column and no other.
const STEP: f64 = 0.05;
/// Price rows: a seventh of a per cent each at that reach.
const ROWS: usize = 512;
/// Columns: enough to tell a fast move from a slow one.
const COLUMNS: usize = 720;
/// Most moves that are replayed of each direction.
const MOST_MOVES: usize = 12;
/// Smallest move worth a replay.
const LEAST_MOVE: f64 = 0.005;
/// Gaps that stand in where the data have too few moves.
const STAND_IN_GAPS: [f64; 3] = [0.01, 0.02, 0.03];
/// Effective over visible depth: median of 169 cascades (min66633/liquidation-cascade-research, `CLEARING_FINDINGS.md`).
pub const DEFAULT_DEPTH_FACTOR: f64 = 0.68;
/// Depth within 1 % of the mid as a share of a day's traded volume where no figure is published for the asset: about
/// what BTC, ETH and SOL show.
pub const DEPTH_OF_DAILY_VOLUME: f64 = 0.01;
/// Clusters of each side whose odds are told.
const ZONES_PER_SIDE: usize = 2;
const DAY_MS: i64 = 86_400_000;

/// What a cascade of this snapshot starts from.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The coin.
    pub asset: String,
    /// The map.
    pub map: LiquidationMap,
    /// Maintenance tables used.
    pub tiers: Vec<TierTable>,
    /// Places of the markets in the sum.
    pub markets: Vec<usize>,
    /// What the estimate was asked.
    pub estimate: EstimateOptions,
    /// Depth with a factor of 1, down and up; `None` where nothing is known of a side.
    pub depth: [Option<SourcedDepth>; 2],
    /// Replays of both directions.
    replays: Vec<Scenario>,
    /// Smallest price step.
    pub tick: Option<f64>,
    /// Realised volatility of the data, a year's standard deviation as a fraction; `None` for fewer than three closes.
    pub volatility: Option<f64>,
}

/// What is assumed, each by the author, the reader or a default.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Assumed {
    /// Depth within 1 % of the mid instead of the data's, US dollars.
    pub depth_one_percent: Option<f64>,
    /// Effective over visible depth.
    pub depth_factor: Option<f64>,
    /// Share of liquidations that reach the book.
    pub passthrough: Option<f64>,
    /// Share of the map that is believed.
    pub map_scale: Option<f64>,
    /// Flow sold or bought beside the gap, US dollars.
    pub flow: Option<f64>,
    /// Share of the map that makes a jump critical.
    pub critical_fraction: Option<f64>,
}

/// How the odds are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OddsAsked {
    /// Horizon.
    pub horizon_days: f64,
    /// A year's standard deviation; that of the data when left out.
    pub volatility: Option<f64>,
    /// Draws.
    pub paths: u32,
    /// Their seed.
    pub seed: u64,
    /// Length of a step; without one the whole move is drawn as one gap.
    pub step_days: Option<f64>,
}

impl Default for OddsAsked {
    fn default() -> Self {
        Self { horizon_days: 7.0, volatility: None, paths: DEFAULT_PATHS, seed: 0, step_days: None }
    }
}

impl Opening {
    /// What is estimated for it.
    ///
    /// # Errors
    /// Those of [`EstimateRequest::check`].
    pub fn estimated(snapshot: &Snapshot, request: &EstimateRequest) -> Result<HeatmapOptions> {
        Ok(asked(snapshot, request)?.heatmap)
    }

    /// Estimates the map of `snapshot` as `request` asks; its columns, rows and prices are this one's own.
    ///
    /// # Errors
    /// Those of the estimate, and [`Code::DataEmpty`] where open interest is not known, so that no amount is.
    pub fn new(snapshot: &Snapshot, request: &EstimateRequest) -> Result<Self> {
        Ok(Self::with_run(snapshot, request)?.0)
    }

    /// The same with the run that it comes from, which goes on when there are newer data.
    ///
    /// # Errors
    /// Those of [`new`](Self::new).
    pub fn with_run(snapshot: &Snapshot, request: &EstimateRequest) -> Result<(Self, HeatmapRun)> {
        Self::begun(None, snapshot, request)
    }

    /// The same by a run that was begun ahead.
    ///
    /// # Errors
    /// Those of [`new`](Self::new).
    pub fn begun(ahead: Option<Ahead>, snapshot: &Snapshot, request: &EstimateRequest) -> Result<(Self, HeatmapRun)> {
        let estimate = asked(snapshot, request)?;
        let run = Ahead::finished(ahead, snapshot, &estimate.heatmap)?;
        Ok((Self::of(snapshot, estimate, run.heatmap())?, run))
    }

    /// What [`new`](Self::new) gives, from a run of older data that goes on as [`HeatmapRun::advance`] does.
    ///
    /// # Errors
    /// Those of [`new`](Self::new); the run stays as it was then.
    pub fn advance(run: &mut HeatmapRun, snapshot: &Snapshot, request: &EstimateRequest) -> Result<Self> {
        Self::advance_begun(run, None, snapshot, request)
    }

    /// The same by a run of the newer data that was begun ahead.
    ///
    /// # Errors
    /// Those of [`new`](Self::new); the run stays as it was then.
    pub fn advance_begun(
        run: &mut HeatmapRun,
        ahead: Option<Ahead>,
        snapshot: &Snapshot,
        request: &EstimateRequest,
    ) -> Result<Self> {
        let estimate = asked(snapshot, request)?;
        let newer = Ahead::run(ahead, snapshot, &estimate.heatmap)?;
        check_amounts(newer.heatmap())?;
        run.advance_to(newer);
        Self::of(snapshot, estimate, run.heatmap())
    }

    fn of(snapshot: &Snapshot, estimate: EstimateOptions, heatmap: &Heatmap) -> Result<Self> {
        check_amounts(heatmap)?;
        let nothing = || fault!(Code::DataEmpty, "markets", "no column", "one candle or more");
        let map = LiquidationMap::of(heatmap, Stack::None, DEFAULT_DENSITY_SHARE).ok_or_else(nothing)?;
        let of = |direction: Direction| depth_of(snapshot, heatmap, direction);
        let depth = [of(Direction::Down), of(Direction::Up)];
        let mut replayed = Vec::new();
        for direction in Direction::BOTH {
            if let Some(depth) = &depth[side_of(direction)] {
                replayed.put_all(replays(heatmap, direction, depth));
            }
        }
        Ok(Self {
            asset: snapshot.asset.clone(),
            tick: snapshot.markets.first().and_then(|market: &Market| market.price_tick),
            volatility: realised_volatility(heatmap),
            markets: heatmap.markets.clone(),
            tiers: heatmap.tiers.clone(),
            map,
            estimate,
            depth,
            replays: replayed,
        })
    }

    /// The share of the map that brings the replays into the range of past events, and how many moves were replayed: 0
    /// where the data have too few, so that gaps of 1 to 3 % in today's map stand in; `None` where no side has depth.
    #[must_use]
    pub fn calibrated(&self, assumed: &Assumed) -> Option<(f64, usize)> {
        let enough = self.replays.len() >= FEWEST_EVENTS;
        let replayed = if enough { &self.replays } else { &self.stand_ins() };
        let events = replayed.iter().map(|event| self.assume(event, assumed)).listed();
        if events.len() < FEWEST_EVENTS {
            return None;
        }
        let scale = scale_towards(&events, CALIBRATED_RANGE.0).scale;
        Some((scale.min(1.0), if enough { events.len() } else { 0 }))
    }

    /// Gaps in today's map, both ways.
    fn stand_ins(&self) -> Vec<Scenario> {
        let mut stand_ins = Vec::new();
        for gap in STAND_IN_GAPS {
            for direction in Direction::BOTH {
                stand_ins.put_all(self.bare(direction, 1.0, gap));
            }
        }
        stand_ins
    }

    /// The scenario of a gap; `None` where nothing is known of the side's depth. `scale` is the share of the map.
    #[must_use]
    pub fn scenario(&self, direction: Direction, gap: f64, assumed: &Assumed, scale: f64) -> Option<Scenario> {
        let bare = self.bare(direction, scale, gap)?;
        Some(self.assume(&bare, assumed))
    }

    /// The map and the depth of a direction without any further assumption.
    fn bare(&self, direction: Direction, scale: f64, gap: f64) -> Option<Scenario> {
        let depth = self.depth[side_of(direction)].clone()?;
        let cells = &self.map.cells[direction.liquidates().index()];
        let reach = REACH[side_of(direction)];
        let blocks = blocks_of(&self.map.rows, cells, direction, self.map.column.close, scale, reach)?;
        let mut scenario = Scenario::new(direction, self.map.column.close, blocks, depth);
        scenario.cascade.gap = gap;
        // Beyond it the map says nothing: what is not absorbed by then is told as such.
        scenario.cascade.x_max = reach;
        Some(scenario)
    }

    fn assume(&self, scenario: &Scenario, assumed: &Assumed) -> Scenario {
        let factor = assumed.depth_factor.unwrap_or(DEFAULT_DEPTH_FACTOR);
        let own = assumed.depth_one_percent.and_then(|usd| DepthCurve::power(usd, DEFAULT_KAPPA, factor).ok());
        let mut scenario = scenario.clone();
        scenario.cascade.depth = own.unwrap_or_else(|| scenario.cascade.depth.scaled(factor));
        if assumed.depth_one_percent.is_some() {
            scenario.depth = DepthLabel::new(DepthKind::OneFigure, None);
        }
        scenario.cascade.flow_per_notional = assumed.passthrough.unwrap_or(1.0);
        scenario.cascade.flow = assumed.flow.unwrap_or(0.0);
        if let Some(share) = assumed.critical_fraction {
            scenario.cascade.critical_fraction = share;
        }
        scenario
    }

    /// Both sides for draws of the shock, `scale` the share of the map; zones are the largest clusters of each side. Who runs
    /// it checks it.
    #[must_use]
    pub fn simulation(&self, odds: &OddsAsked, assumed: &Assumed, scale: f64) -> Option<Simulation> {
        let side = |direction: Direction| {
            let bare = self.bare(direction, 1.0, 0.0)?;
            let own = assumed.depth_one_percent.and_then(|usd| DepthCurve::power(usd, DEFAULT_KAPPA, 1.0).ok());
            let book = own.unwrap_or(bare.cascade.depth);
            Some(SideMarket { blocks: bare.cascade.blocks, book, resting: Vec::new() })
        };
        let sides = [side(Direction::Down), side(Direction::Up)];
        let volatility = odds.volatility.or(self.volatility)?;
        let mut simulation = Simulation::new(self.map.column.close, volatility, odds.horizon_days, sides);
        (simulation.paths, simulation.seed) = (odds.paths, odds.seed);
        if let Some(step_days) = odds.step_days {
            simulation.method = Method::Path;
            simulation.steps = libm::ceil(odds.horizon_days / step_days) as u32;
        }
        if let Some(factor) = assumed.depth_factor {
            simulation.depth_factor.median = factor;
        }
        let passthrough = assumed.passthrough.unwrap_or(1.0);
        simulation.flow.passthrough = (passthrough, passthrough);
        simulation.flow.map_scale = (scale, scale);
        simulation.zones = self.zones();
        Some(simulation)
    }

    /// The largest clusters of each side that do not reach over the spot, two of each, shorts first.
    fn zones(&self) -> Vec<Zone> {
        let spot = self.map.column.close;
        let clear = |cluster: &&Cluster| cluster.low >= spot || cluster.high <= spot;
        let zone = |cluster: &Cluster| Zone { name: String::new(), low: cluster.low, high: cluster.high };
        let mut zones = Vec::new();
        for direction in [Direction::Up, Direction::Down] {
            zones.put_all(self.clusters(direction).filter(clear).take(ZONES_PER_SIDE).map(zone));
        }
        zones
    }

    /// Clusters of the side that a direction liquidates, by falling mass.
    pub fn clusters(&self, direction: Direction) -> impl Iterator<Item = &Cluster> {
        self.map.clusters.iter().filter(move |cluster| cluster.side == direction.liquidates())
    }
}

/// Refuses an estimate of shares: without open interest no amount is known.
fn check_amounts(heatmap: &Heatmap) -> Result<()> {
    if heatmap.basis == Basis::Relative {
        let allowed = "open interest of one market or more: without it no amount is known";
        return Err(fault!(Code::DataEmpty, "openInterest", "nothing", allowed));
    }
    Ok(())
}

/// What the estimate is asked: rows around the step of price that the last one is in.
fn asked(snapshot: &Snapshot, request: &EstimateRequest) -> Result<EstimateOptions> {
    let mut estimate = request.check(snapshot)?;
    let heatmap = &mut estimate.heatmap;
    (heatmap.rows, heatmap.columns) = (ROWS, COLUMNS);
    if let Some((_, price)) = last_price(snapshot, &heatmap.venues, heatmap.to_ms) {
        let step = libm::floor(libm::log(price) / STEP);
        let [low, high] = [step, step + 1.0].map(|edge| libm::exp(edge * STEP));
        (heatmap.low, heatmap.high) = (Some(low * (1.0 - REACH[0])), Some(high * (1.0 + REACH[1])));
    }
    Ok(estimate)
}

/// Standard deviation of the closes' returns, a year of them.
fn realised_volatility(heatmap: &Heatmap) -> Option<f64> {
    let columns = &heatmap.columns;
    let returns = columns.windows(2).map(|pair| libm::log(pair[1].close / pair[0].close)).listed();
    let (first, last) = (columns.first()?, columns.last()?);
    if returns.len() < 2 {
        return None;
    }
    let mean = returns.iter().sum::<f64>() / returns.len() as f64;
    let squares: f64 = returns.iter().map(|one| (one - mean) * (one - mean)).sum();
    let years = (last.close_ms - first.close_ms) as f64 / (365.0 * DAY_MS as f64);
    let variance = squares / (returns.len() - 1) as f64 * returns.len() as f64 / years;
    (variance > 0.0).then(|| variance.sqrt())
}

const fn side_of(direction: Direction) -> usize {
    match direction {
        Direction::Down => 0,
        Direction::Up => 1,
    }
}

/// The rows of one side as blocks at their middles, on the direction's side of `mark` only and no further than `reach`.
fn blocks_of(
    rows: &crate::engine::rows::Rows,
    cells: &[f32],
    direction: Direction,
    mark: f64,
    scale: f64,
    reach: f64,
) -> Option<Blocks> {
    let block = |(row, cell): (usize, &f32)| Block {
        // The row that the price stands in counts as reached at once.
        distance: direction.distance(mark, rows.center(row)).max(0.0),
        notional: f64::from(*cell) * scale,
    };
    let blocks = cells.iter().enumerate().filter(|(_, cell)| **cell > 0.0).map(block);
    Blocks::new(blocks.filter(|block| block.distance <= reach).listed(), 1.0).ok()
}

/// The snapshot's own depth or its asset's published figure, else a share of a day's volume.
fn depth_of(snapshot: &Snapshot, heatmap: &Heatmap, direction: Direction) -> Option<SourcedDepth> {
    if let Ok(depth) = snapshot_depth(snapshot, direction, Tail::Extend, 1.0) {
        return Some(depth);
    }
    let last = heatmap.last()?;
    let day = heatmap.columns.iter().rev().take_while(|column| column.close_ms > last.close_ms - DAY_MS);
    let (volume, span_ms) = day
        .fold((0.0, 0), |(volume, span), column| (volume + column.volume_usd, span + column.close_ms - column.open_ms));
    let daily = volume * DAY_MS as f64 / span_ms.max(1) as f64;
    let curve = DepthCurve::power(daily * DEPTH_OF_DAILY_VOLUME, DEFAULT_KAPPA, 1.0).ok()?;
    let mut label = DepthLabel::new(DepthKind::Default, None);
    VOLUME_SOURCE.clone_into(&mut label.source);
    Some(SourcedDepth { curve, label })
}

/// Source of a depth taken from the traded volume.
pub const VOLUME_SOURCE: &str = "1 % of a day's traded volume";

/// The largest moves one way from one column to the next, each over the map as it stood before.
fn replays(heatmap: &Heatmap, direction: Direction, depth: &SourcedDepth) -> Vec<Scenario> {
    let columns = &heatmap.columns;
    let move_at = |index: usize| {
        let (before, now) = (&columns[index - 1], &columns[index]);
        let extreme = if direction == Direction::Down { now.low } else { now.high };
        direction.distance(before.mark, extreme)
    };
    let known = |index: &usize| columns[index - 1].seeded_share <= SEEDED_LIMIT && move_at(*index) >= LEAST_MOVE;
    let candidates = (1..columns.len()).filter(known).listed();
    let moves = candidates.iter().map(|index| move_at(*index)).listed();
    let by_size = order(moves.len(), &|a, b| moves[b].total_cmp(&moves[a]));
    let replay = |place: usize| {
        let before = candidates[place] - 1;
        let mark = columns[before].mark;
        let cells = heatmap.column_cells(direction.liquidates(), before);
        let blocks = blocks_of(&heatmap.rows, cells, direction, mark, 1.0, 1.0)?;
        let mut scenario = Scenario::new(direction, mark, blocks, depth.clone());
        scenario.cascade.gap = moves[place].min(1.0);
        Some(scenario)
    };
    by_size.into_iter().take(MOST_MOVES).filter_map(replay).listed()
}
