//! What is computed of an author's zones elsewhere, by numbers and the snapshot alone, is what a board computes by itself, to
//! the bit.

use crate::synthetic_market::{any_market, random, snapshot_of};
use liquidation_widgets::engine::cascade::OddsAsked;
use liquidation_widgets::engine::estimate::EstimateRequest;
use liquidation_widgets::engine::market::{Market, Snapshot};
use liquidation_widgets::engine::montecarlo::{Drift, SimulationAnswer};
use liquidation_widgets::engine::scenarios::{
    Amounts, AuthoredZone, Board, BoardAnswer, PathOdds, ZonesAsked, ZonesRun, ZonesTold,
};
use liquidation_widgets::engine::signals::scenario::Zone;
use liquidation_widgets::error::Result;
use proptest::prelude::*;

/// Zones as shares of the last close.
fn zones_of(market: &Market, shares: &[(f64, f64)]) -> Vec<AuthoredZone> {
    let close = market.candles.close[market.candles.close.len() - 1];
    let zone = |(place, (low, width)): (usize, &(f64, f64))| AuthoredZone {
        name: format!("Zone {place}"),
        zone: Zone { low: close * low, high: close * (low + width) },
        words: String::new(),
        triggers: Vec::new(),
    };
    shares.iter().enumerate().map(zone).collect()
}

/// A board that computes by itself, and its paths.
fn here(snapshot: &Snapshot, request: &EstimateRequest, zones: Vec<AuthoredZone>, odds: &PathOdds) -> Result<Computed> {
    let board = Board::new(snapshot, request, zones, None)?;
    let simulation = board.simulation(odds).and_then(|simulation| simulation.checked().ok());
    Ok((board, simulation.map(|simulation| simulation.run())))
}

/// The same where only numbers go between who shows and who computes.
fn elsewhere(
    snapshot: &Snapshot,
    request: &EstimateRequest,
    zones: Vec<AuthoredZone>,
    odds: &PathOdds,
    slice: usize,
) -> Result<Computed> {
    let mut board = Board::awaiting(snapshot, request, zones)?;
    if board.amounts == Amounts::Unknown {
        return Ok((board, None));
    }
    let question = board.asked(7, snapshot, odds).numbers();
    let mut run = ZonesRun::new(snapshot.clone(), ZonesAsked::of(&question).unwrap())?;
    while run.go_on(slice) {}
    while run.draw_next()? {}
    let answer = run.numbers();
    assert_eq!(answer.first(), Some(&7.0));
    for end in 0..answer.len() {
        assert_eq!(ZonesTold::of(&answer[..end], odds.outline(board.spot)), None);
    }
    for end in 0..question.len() {
        assert_eq!(ZonesAsked::of(&question[..end]), None);
    }
    let told = ZonesTold::of(&answer, odds.outline(board.spot)).unwrap();
    let shown = (board.spot, board.time_ms);
    board.take(told.estimated);
    assert_eq!((board.spot, board.time_ms), shown, "the picture does not move when the estimate comes");
    Ok((board, told.simulated))
}

type Computed = (Board, Option<SimulationAnswer>);

/// All that is told of it, floats as their bits would print: the shortest text that reads back the same.
fn told((board, simulated): &Computed) -> String {
    let answer = BoardAnswer { board, simulated: simulated.as_ref() };
    format!("{:?} {:?} {:?}", answer.value(), board.estimated(), simulated.as_ref().map(|paths| &paths.fan))
}

proptest! {
    #![proptest_config(random(64))]

    #[test]
    fn zones_computed_elsewhere_are_those_computed_here(
        market in any_market(60), other in any_market(60), slice in 1_usize..40,
        shares in prop::collection::vec((0.6..1.4_f64, 0.0..0.2_f64), 0..4),
        horizon_days in 0.5..30.0_f64, volatility in prop::option::of(0.1..2.0_f64), seed in any::<u64>(),
        drift in prop_oneof![Just(Drift::Martingale), Just(Drift::Logarithm)],
        venue in prop::option::of(prop_oneof![Just("binance"), Just("other")]),
    ) {
        let zones = zones_of(&market, &shares);
        let snapshot = snapshot_of(vec![market, Market { venue: "other".to_owned(), ..other }]);
        let request = EstimateRequest { venues: venue.map(|venue| vec![venue.to_owned()]), ..EstimateRequest::default() };
        let asked = OddsAsked { horizon_days, volatility, paths: 128, seed, step_days: None };
        let odds = PathOdds { asked, drift };
        let direct = here(&snapshot, &request, zones.clone(), &odds);
        match (direct, elsewhere(&snapshot, &request, zones, &odds, slice)) {
            (Ok(direct), Ok(handed)) => prop_assert_eq!(told(&handed), told(&direct)),
            (Err(direct), Err(handed)) => prop_assert_eq!(handed, direct),
            (Err(_), Ok(handed)) => prop_assert_eq!(handed.0.amounts, Amounts::Unknown),
            (Ok(_), Err(handed)) => prop_assert!(false, "{handed}"),
        }
    }
}
