//! Laws of the cascade on random maps and books.

#![expect(clippy::unwrap_used, reason = "a test stops where its input is not what it says")]

use liquidation_widgets::engine::cascade::{Block, Blocks, Cascade, Direction, Fund, Response};
use liquidation_widgets::engine::depth::{DepthCurve, Tail};
use proptest::prelude::*;

prop_compose! {
    fn random_cascade()(
        map in prop::collection::vec((0.0..0.2_f64, 0.0..60.0_f64), 0..30),
        book in prop::collection::vec((1e-4..0.08_f64, 0.0..150.0_f64, any::<bool>()), 1..7),
        (gap, flow, passthrough) in (0.0..0.1_f64, prop_oneof![Just(0.0), 0.0..20.0_f64], 0.0..1.5_f64),
        (extend, x_max) in (any::<bool>(), prop_oneof![Just(1.0), Just(0.25)]),
    ) -> Cascade {
        let (mut y, mut capacity, mut points) = (0.0, 0.0, Vec::new());
        for (step, more, wall) in book {
            y += step;
            capacity += more;
            points.push((y, capacity));
            if wall {
                capacity += 30.0;
                points.push((y, capacity));
            }
        }
        let blocks = map.into_iter().map(|(distance, notional)| Block { distance, notional }).collect();
        Cascade {
            blocks: Blocks::new(blocks, x_max).unwrap(),
            depth: DepthCurve::points(&points, if extend { Tail::Extend } else { Tail::Stop }, 1.0).unwrap(),
            gap, flow, flow_per_notional: passthrough, gamma: 0.0, x_max, refill: 0.0, critical_fraction: 0.25, fund: None,
        }
    }
}

/// The smallest `x ≥ s` with `D(x − s) ≥ F(x)`, searched among all places where either side of it changes.
fn searched(cascade: &Cascade) -> f64 {
    let flow = |x: f64| {
        let fired = cascade.blocks.as_slice().iter().take_while(|block| block.distance <= x).count();
        cascade.flow + cascade.flow_per_notional * cascade.blocks.sums()[fired]
    };
    let stop = |flow: f64| cascade.depth.inverse(flow).map(|y| cascade.gap + y);
    let stops = cascade.blocks.sums().iter().filter_map(|sum| stop(cascade.flow + cascade.flow_per_notional * sum));
    let places = cascade.blocks.as_slice().iter().map(|block| block.distance);
    let candidates = stops.chain(places).chain([cascade.gap]).filter(|x| *x >= cascade.gap && *x <= cascade.x_max);
    candidates.filter(|x| stop(flow(*x)).is_some_and(|at| at <= *x)).fold(cascade.x_max, f64::min)
}

/// Fires one block at a time, in order of distance: the definition of record.
fn sweep(cascade: &Cascade) -> (f64, f64) {
    let stop = |flow: f64| cascade.depth.inverse(flow).map_or(cascade.x_max, |y| (cascade.gap + y).min(cascade.x_max));
    let (mut x, mut liquidated) = (stop(cascade.flow), 0.0);
    for block in cascade.blocks.as_slice() {
        if block.distance > x {
            break;
        }
        liquidated += block.notional;
        x = stop(cascade.flow + cascade.flow_per_notional * liquidated);
    }
    (x, liquidated)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rounds_end_where_single_blocks_do(cascade in random_cascade()) {
        let projection = cascade.project();
        prop_assert_eq!((projection.x, projection.liquidated), sweep(&cascade));
        prop_assert_eq!(projection.x, searched(&cascade));
        prop_assert!(projection.rounds.len() <= cascade.blocks.as_slice().len());
        prop_assert!(projection.x >= projection.x_exogenous && projection.x_exogenous >= cascade.gap.min(cascade.x_max));
    }

    #[test]
    fn what_stops_is_absorbed_there_and_nowhere_before(cascade in random_cascade()) {
        let projection = cascade.project();
        prop_assume!(projection.absorbed);
        let need = cascade.flow + cascade.flow_per_notional * projection.liquidated;
        // The difference may round to just before a wall that the sum stopped at.
        let held = cascade.depth.at(projection.x - cascade.gap + 1e-12);
        prop_assert!(held >= need - 1e-9 * need.max(1.0), "{held} for {need}");
        let flows: f64 = projection.rounds.iter().map(|round| round.flow).sum();
        prop_assert!((flows - projection.forced_flow).abs() <= 1e-9 * flows.max(1.0));
    }

    #[test]
    fn more_shock_flow_mass_or_less_depth_never_stops_earlier(cascade in random_cascade(), more in 0.0..0.05_f64) {
        let x = cascade.project().x;
        let mut blocks = cascade.blocks.as_slice().to_vec();
        blocks.push(Block { distance: 2.0 * more, notional: 5.0 });
        let mut heavier = cascade.blocks.as_slice().to_vec();
        heavier.iter_mut().for_each(|block| block.notional *= 1.0 + more);
        let changed = [
            Cascade { depth: cascade.depth.scaled(1.0 / (1.0 + more)), ..cascade.clone() },
            Cascade { blocks: Blocks::new(heavier, cascade.x_max).unwrap(), ..cascade.clone() },
            Cascade { gap: (cascade.gap + more).min(cascade.x_max), ..cascade.clone() },
            Cascade { flow: cascade.flow + 100.0 * more, ..cascade.clone() },
            Cascade { flow_per_notional: cascade.flow_per_notional + more, ..cascade.clone() },
            Cascade { blocks: Blocks::new(blocks, cascade.x_max).unwrap(), ..cascade.clone() },
        ];
        for (index, changed) in changed.iter().enumerate() {
            prop_assert!(changed.project().x >= x, "change {index}");
        }
    }

    #[test]
    fn the_response_curve_is_the_sweep_at_every_shock(cascade in random_cascade(), gap in 0.0..0.2_f64) {
        let response = Response::new(&cascade);
        let thresholds = cascade.thresholds();
        prop_assert!(thresholds.windows(2).all(|pair| pair[0] <= pair[1]));
        // At a threshold itself the two forms round differently: the law holds just beside it.
        prop_assume!(thresholds.iter().all(|threshold| (threshold - gap).abs() > 1e-12));
        let gap = gap.min(cascade.x_max);
        let stop = response.at(gap);
        let (x, liquidated) = (stop.x, cascade.blocks.sums()[stop.fired]);
        let swept = sweep(&Cascade { gap, ..cascade.clone() });
        prop_assert!((x - swept.0).abs() <= 1e-12, "{x} for {}", swept.0);
        prop_assert_eq!(liquidated, swept.1);
    }

    #[test]
    fn a_gap_just_below_a_threshold_spares_the_block_and_one_just_above_fires_it(cascade in random_cascade()) {
        for (index, threshold) in cascade.thresholds().into_iter().enumerate() {
            let fired = |gap: f64| Cascade { gap, ..cascade.clone() }.project().fired;
            if threshold > 1e-9 {
                prop_assert!(fired(threshold - 1e-12) <= index);
            }
            if threshold + 1e-12 <= cascade.x_max {
                prop_assert!(fired(threshold + 1e-12) > index);
            }
        }
    }

    #[test]
    fn the_curve_has_both_ends_of_every_jump_and_the_answers_between(cascade in random_cascade()) {
        let response = Response::new(&cascade);
        let curve = response.curve(cascade.blocks.sums());
        prop_assert_eq!((curve.shock[0], curve.shock.last()), (0.0, Some(&cascade.x_max)));
        prop_assert!(curve.shock.len() <= 3 * (cascade.blocks.as_slice().len() + 1));
        for column in [&curve.shock, &curve.displacement, &curve.liquidated] {
            prop_assert_eq!(column.len(), curve.shock.len());
            prop_assert!(column.windows(2).all(|pair| pair[0] <= pair[1]));
        }
        for index in 1..curve.shock.len() {
            let (from, to) = (curve.shock[index - 1], curve.shock[index]);
            let middle = 0.5 * (from + to);
            if middle > from && middle < to {
                let straight = 0.5 * (curve.displacement[index - 1] + curve.displacement[index]);
                prop_assert!((response.at(middle).x - straight).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn only_flow_over_depth_counts(cascade in random_cascade(), factor in 0.1..10.0_f64) {
        let still = Cascade { flow: 0.0, ..cascade };
        let blocks = still.blocks.as_slice().iter().map(|block| Block { notional: factor * block.notional, ..*block });
        let scaled = Cascade {
            blocks: Blocks::new(blocks.collect(), still.x_max).unwrap(),
            depth: still.depth.scaled(factor),
            ..still.clone()
        };
        let traded = Cascade { flow_per_notional: still.flow_per_notional / factor, depth: still.depth.scaled(1.0 / factor), ..still.clone() };
        for other in [scaled, traded] {
            let near_edge = still.blocks.as_slice().iter().any(|block| (block.distance - other.project().x).abs() < 1e-12);
            prop_assert!(near_edge || (other.project().x - still.project().x).abs() < 1e-12);
        }
    }

    #[test]
    fn the_order_of_the_input_changes_nothing_but_rounding(cascade in random_cascade(), turn in 0..30_usize) {
        let mut blocks = cascade.blocks.as_slice().to_vec();
        let middle = turn.min(blocks.len());
        blocks.rotate_left(middle);
        let turned = Cascade { blocks: Blocks::new(blocks, cascade.x_max).unwrap(), ..cascade.clone() };
        prop_assert!((turned.project().x - cascade.project().x).abs() < 1e-12);
    }

    #[test]
    fn a_mirrored_market_gives_the_same_bits(cascade in random_cascade(), spot in 1.0..1e5_f64) {
        // Powers of two keep prices exact, so that both directions see the same distances.
        let spot = libm::exp2((libm::log2(spot)).floor());
        let exact = |x: f64| (x * 1_048_576.0).floor() / 1_048_576.0;
        let answer = |direction: Direction| {
            let place = |block: &Block| {
                let price = direction.price(spot, exact(block.distance));
                Block { distance: direction.distance(spot, price), notional: block.notional }
            };
            let blocks = cascade.blocks.as_slice().iter().map(place).collect();
            Cascade { blocks: Blocks::new(blocks, cascade.x_max).unwrap(), ..cascade.clone() }.project()
        };
        prop_assert_eq!(answer(Direction::Down), answer(Direction::Up));
    }

    #[test]
    fn a_fund_that_never_empties_changes_nothing_and_an_empty_one_stops_sooner(cascade in random_cascade()) {
        let with_fund = |available: f64| {
            let fund = Some(Fund { available, maintenance: 0.005, direction: Direction::Down });
            Cascade { fund, ..cascade.clone() }.project()
        };
        let (without, rich, poor) = (cascade.project(), with_fund(1e18), with_fund(0.0));
        prop_assert_eq!((rich.x, rich.liquidated, &rich.rounds), (without.x, without.liquidated, &without.rounds));
        let outcome = poor.fund.unwrap();
        prop_assert!(poor.x <= without.x && outcome.paid == 0.0);
        prop_assert!(outcome.off_book == 0.0 || outcome.shortfall > 0.0);
        let on_book = poor.liquidated - outcome.off_book;
        prop_assert!((poor.forced_flow - cascade.flow_per_notional * on_book).abs() <= 1e-9 * poor.forced_flow.max(1.0));
        let paid = rich.fund.unwrap();
        prop_assert!(paid.off_book == 0.0 && paid.paid == paid.shortfall);
    }

    #[test]
    fn a_book_that_refills_lies_between_the_shock_alone_and_the_static_answer(cascade in random_cascade(), refill in 0.01..3.0_f64) {
        let fixed = cascade.project();
        let refilled = Cascade { refill, ..cascade }.project();
        prop_assert!(refilled.x <= fixed.x + 1e-15 && refilled.x >= fixed.x_exogenous);
    }

    #[test]
    fn nothing_passed_through_moves_nothing(cascade in random_cascade()) {
        let quiet = Cascade { flow_per_notional: 0.0, ..cascade }.project();
        prop_assert_eq!(quiet.x, quiet.x_exogenous);
    }

    #[test]
    fn equal_distances_may_be_split(cascade in random_cascade(), parts in 2..5_usize) {
        let split = cascade.blocks.as_slice().iter().flat_map(|block| {
            std::iter::repeat_n(Block { notional: block.notional / parts as f64, ..*block }, parts)
        });
        let blocks = Blocks::new(split.collect(), cascade.x_max).unwrap();
        let x = Cascade { blocks, ..cascade.clone() }.project().x;
        // Sums of parts round differently, so a block at the very edge may fall to either side.
        let near_edge = cascade.blocks.as_slice().iter().any(|block| (block.distance - x).abs() < 1e-12);
        prop_assert!(near_edge || (x - cascade.project().x).abs() <= 1e-9);
    }
}
