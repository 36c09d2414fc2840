//! A simulation that is handed over as numbers gives the same odds, bit for bit, as one that is run where it is asked.

#![expect(clippy::unwrap_used, reason = "a test stops where its input is not what it says")]

use liquidation_widgets::engine::cascade::{Block, Blocks};
use liquidation_widgets::engine::depth::{DepthCurve, Piecewise, Tail};
use liquidation_widgets::engine::montecarlo::{
    Answered, Asked, Drift, EffectiveDepth, FlowRanges, Jumps, Law, Method, SideMarket, Simulation, SimulationRun, Zone,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::ops::ControlFlow;

/// Rising points from steps of distance and capacity.
fn points(steps: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let rising = |(distance, capacity): &mut (f64, f64), step: &(f64, f64)| {
        (*distance, *capacity) = (*distance + step.0, *capacity + step.1);
        Some((*distance, *capacity))
    };
    steps.iter().scan((0.0, 0.0), rising).collect()
}

fn steps() -> impl Strategy<Value = Vec<(f64, f64)>> {
    vec((0.0..0.02_f64, 0.0..5e7_f64), 1..6)
}

fn book() -> impl Strategy<Value = DepthCurve> {
    prop_oneof![
        (1e4..1e8_f64).prop_map(|per_percent| DepthCurve::linear(per_percent, 1.0).unwrap()),
        (1e4..1e8_f64, 0.3..3.0_f64).prop_map(|(usd, kappa)| DepthCurve::power(usd, kappa, 1.0).unwrap()),
        (steps(), prop_oneof![Just(Tail::Stop), Just(Tail::Extend)]).prop_map(|(steps, tail)| DepthCurve::points(
            &points(&steps),
            tail,
            0.7
        )
        .unwrap()),
    ]
}

fn side() -> impl Strategy<Value = Option<SideMarket>> {
    let block = (0.0..1.2_f64, 0.0..4e7_f64).prop_map(|(distance, notional)| Block { distance, notional });
    let blocks = vec(block, 0..30).prop_map(|blocks| Blocks::new(blocks, 1.0).unwrap());
    let resting = steps().prop_map(|steps| Piecewise::new(&points(&steps), Tail::Stop).unwrap());
    let market = (blocks, book(), vec(resting, 0..3));
    option::weighted(0.8, market.prop_map(|(blocks, book, resting)| SideMarket { blocks, book, resting }))
}

/// A zone above or below the spot.
fn zone() -> impl Strategy<Value = (bool, f64, f64)> {
    (any::<bool>(), 0.001..0.2_f64, 0.0..0.1_f64)
}

fn range(low: f64, high: f64) -> impl Strategy<Value = (f64, f64)> {
    (low..high, low..high).prop_map(|(a, b)| if a < b { (a, b) } else { (b, a) })
}

fn flow() -> impl Strategy<Value = FlowRanges> {
    let ranges = (range(0.0, 1.0), range(1.0, 3.0), range(0.0, 2.0));
    let any =
        ranges.prop_map(|(passthrough, deleveraging, map_scale)| FlowRanges { passthrough, deleveraging, map_scale });
    prop_oneof![Just(FlowRanges::ONE), any]
}

fn simulation() -> impl Strategy<Value = Simulation> {
    let method = prop_oneof![Just(Method::Terminal), Just(Method::Path), Just(Method::Quadrature)];
    let words = (
        method,
        prop_oneof![Just(Law::Normal), Just(Law::StudentT4)],
        prop_oneof![Just(Drift::Martingale), Just(Drift::Logarithm)],
    );
    let sizes = (1..200_u32, 1..30_u32, any::<u64>(), 1.0..1e5_f64);
    let jumps = option::of((0.0..5.0_f64, 0.0..0.1_f64).prop_map(|(per_day, sd)| Jumps { per_day, sd }));
    let depth = (0.1..2.0_f64, prop_oneof![Just(0.0), 0.1..2.0_f64]).prop_map(|(median, log_sd)| EffectiveDepth {
        median,
        log_sd,
        ..EffectiveDepth::MEASURED
    });
    let market = (1.0..1e5_f64, 0.05..3.0_f64, 0.1..30.0_f64, [side(), side()], vec(zone(), 0..4));
    (market, words, sizes, jumps, depth, flow()).prop_map(|(market, words, sizes, jumps, depth_factor, flow)| {
        let (spot, volatility, horizon_days, sides, zones) = market;
        let zone = |(index, (above, near, width)): (usize, (bool, f64, f64))| {
            let edges = if above { (1.0 + near, 1.0 + near + width) } else { (1.0 - near - width, 1.0 - near) };
            Zone { name: format!("Zone {index}"), low: spot * edges.0, high: spot * edges.1 }
        };
        Simulation {
            method: words.0,
            law: words.1,
            drift: words.2,
            paths: sizes.0,
            steps: sizes.1,
            seed: sizes.2,
            half_life_s: sizes.3,
            jumps,
            depth_factor,
            flow,
            zones: zones.into_iter().enumerate().map(zone).collect(),
            ..Simulation::new(spot, volatility, horizon_days, sides)
        }
        .checked()
        .unwrap()
    })
}

fn nameless(simulation: &Simulation) -> Simulation {
    let mut simulation = simulation.clone();
    simulation.zones.iter_mut().for_each(|zone| zone.name.clear());
    simulation
}

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_question_is_the_simulation_that_was_asked_but_for_names(simulation in simulation(), number in any::<u32>()) {
        let asked = Asked::of(&Asked::numbers(number, &simulation)).unwrap();
        prop_assert_eq!(asked.number, number);
        prop_assert_eq!(asked.simulation, nameless(&simulation));
    }

    #[test]
    fn odds_that_were_handed_over_are_those_of_a_direct_run_bit_for_bit(simulation in simulation(), number in any::<u32>()) {
        let asked = Asked::of(&Asked::numbers(number, &simulation)).unwrap();
        let numbers = Answered::numbers(number, Some(&asked.simulation.run()));
        prop_assert!(Answered::is_to(number, &numbers) && !Answered::is_to(number ^ 1, &numbers));
        let direct = simulation.run();
        let handed = Answered::of(&numbers, simulation).unwrap();
        prop_assert_eq!(bits(&Answered::numbers(number, Some(&handed))), bits(&Answered::numbers(number, Some(&direct))));
        prop_assert_eq!(handed, direct);
    }

    #[test]
    fn a_run_in_parts_comes_to_what_a_run_at_once_does(simulation in simulation()) {
        let direct = simulation.run();
        let mut run = SimulationRun::new(simulation);
        let answer = loop {
            match run.next() {
                ControlFlow::Continue(rest) => run = rest,
                ControlFlow::Break(answer) => break answer,
            }
        };
        prop_assert_eq!(bits(&Answered::numbers(0, Some(&answer))), bits(&Answered::numbers(0, Some(&direct))));
    }

    #[test]
    fn numbers_that_end_too_early_or_too_late_are_refused(simulation in simulation(), place in any::<prop::sample::Index>()) {
        let mut question = Asked::numbers(1, &simulation);
        let mut answer = Answered::numbers(1, Some(&simulation.run()));
        prop_assert_eq!(Asked::of(&question[..place.index(question.len())]), None);
        let before = place.index(answer.len());
        prop_assert_eq!(Answered::of(&answer[..before], simulation.clone()), None);
        question.push(0.0);
        answer.push(0.0);
        prop_assert_eq!(Asked::of(&question), None);
        prop_assert_eq!(Answered::of(&answer, simulation), None);
    }
}
