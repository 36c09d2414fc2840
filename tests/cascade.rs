//! The cascade against every closed form of `tests/vectors/cascade_cases.json`, and its laws on random maps and books.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where its input is not what it says")]

use liquidation_widgets::engine::cascade::{Block, Blocks, Branching, Cascade, Projection};
use liquidation_widgets::engine::depth::{DepthCurve, Piecewise, Tail};
use proptest::prelude::*;
use serde_json::Value;

/// Relative error allowed where a case names none: a handful of roundings.
const EXACT: f64 = 1e-12;

fn number(input: &Value, field: &str, default: f64) -> f64 {
    input.get(field).and_then(Value::as_f64).unwrap_or(default)
}

fn points(list: &Value) -> Vec<(f64, f64)> {
    list.as_array().unwrap().iter().map(|pair| (pair[0].as_f64().unwrap(), pair[1].as_f64().unwrap())).collect()
}

fn depth(input: &Value) -> DepthCurve {
    let (depth, factor) = (&input["depth"], number(input, "depth_factor", 1.0));
    let curve = match depth["kind"].as_str().unwrap() {
        "linear" => DepthCurve::linear(number(depth, "usd_per_pct", 0.0), factor),
        "power" => DepthCurve::power(number(depth, "usd_1pct", 0.0), number(depth, "kappa", 0.0), factor),
        _ => {
            let tail = if depth["tail"] == "extend" { Tail::Extend } else { Tail::Stop };
            DepthCurve::points(&points(&depth["points"]), tail, factor)
        }
    }
    .unwrap();
    match input.get("absorption") {
        Some(resting) => curve.and(&Piecewise::new(&points(resting), Tail::Stop).unwrap()).unwrap(),
        None => curve,
    }
}

fn cascade(input: &Value) -> Cascade {
    let (p0, down) = (number(input, "p0", 100.0), input["side"] == "down");
    let mut blocks = Vec::new();
    for block in input.get("blocks").and_then(Value::as_array).into_iter().flatten() {
        let distance = match block.get("price").and_then(Value::as_f64) {
            Some(price) if down => (p0 - price) / p0,
            Some(price) => (price - p0) / p0,
            None => block[0].as_f64().unwrap(),
        };
        let notional = block.get("q").or_else(|| block.get(1)).and_then(Value::as_f64).unwrap();
        blocks.push(Block { distance, notional });
    }
    if let Some(grid) = input.get("blocks_grid") {
        let (x0, step, notional) = (number(grid, "x0", 0.0), number(grid, "step", 0.0), number(grid, "q", 0.0));
        blocks.extend(
            (0..number(grid, "count", 0.0) as i32).map(|i| Block { distance: x0 + f64::from(i) * step, notional }),
        );
    }
    let x_max = number(input, "x_max", 1.0);
    Cascade {
        blocks: Blocks::new(blocks, x_max).unwrap(),
        depth: depth(input),
        gap: number(input, "shock", 0.0),
        flow: number(input, "exogenous_flow", 0.0),
        flow_per_notional: number(input, "passthrough", 1.0) * number(input, "deleveraging", 1.0),
        gamma: 100.0 * number(input, "gamma_usd_per_pct", 0.0),
        x_max,
        refill: input.get("resilience").map_or(0.0, |resilience| number(resilience, "rho_tau", 0.0)),
        critical_fraction: number(input, "critical_fraction", 0.25),
    }
    .checked()
    .unwrap()
}

fn branching(found: Option<Branching>) -> Option<f64> {
    match found {
        Some(Branching::Ratio(ratio)) => Some(ratio),
        _ => None,
    }
}

fn found(input: &Value, cascade: &Cascade, projection: &Projection, field: &str) -> Value {
    let sign = if input["side"] == "down" { -1.0 } else { 1.0 };
    let rounds = &projection.rounds;
    match field {
        "x_star" => projection.x.into(),
        "x_exo" => projection.x_exogenous.into(),
        "p_star" => (number(input, "p0", 100.0) * (1.0 + sign * projection.x)).into(),
        "amplification" => projection.amplification.into(),
        "absorbed" => projection.absorbed.into(),
        "residual" => projection.residual.into(),
        "liquidated" => projection.liquidated.into(),
        "blocks_fired" => (projection.fired as f64).into(),
        "forced_flow" => projection.forced_flow.into(),
        "volume_branching" => projection.volume_branching.into(),
        "rounds" => (rounds.len() as f64).into(),
        "round_liquidated" => rounds.iter().map(|round| round.liquidated).collect(),
        "round_x" => rounds.iter().map(|round| round.x).collect(),
        "n_1pct_at_spot" => branching(Some(projection.branching_at_spot)).into(),
        "n_1pct_at_x_star" => branching(projection.branching_at_stop).into(),
        "beyond_range" => cascade.blocks.beyond().into(),
        "thresholds" => cascade.thresholds().into_iter().collect(),
        "critical_shock" => projection.critical.map(|step| step.threshold).into(),
        "critical_mass" => projection.critical.map(|step| step.notional).into(),
        _ => panic!("the field {field} of an expected result is not known"),
    }
}

fn agrees(found: &Value, expected: &Value, tolerance: f64) -> bool {
    match (found, expected) {
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len() && found.iter().zip(expected).all(|(f, e)| agrees(f, e, tolerance))
        }
        _ => match (found.as_f64(), expected.as_f64()) {
            (Some(f), Some(e)) => (f - e).abs() <= tolerance * e.abs().max(1.0),
            _ => found == expected,
        },
    }
}

#[test]
fn every_closed_form_is_met() {
    let document: Value = serde_json::from_str(include_str!("vectors/cascade_cases.json")).unwrap();
    let mut wrong = Vec::new();
    for case in document["cases"].as_array().unwrap() {
        let input = &case["input"];
        let cascade = cascade(input);
        let projection = cascade.project();
        let tolerance = case.get("tol").and_then(Value::as_f64).unwrap_or(EXACT);
        for (field, expected) in case["expected"].as_object().unwrap() {
            let found = found(input, &cascade, &projection, field);
            if !agrees(&found, expected, tolerance) {
                wrong.push(format!("{} {field}: {found} for {expected}", case["id"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

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
            gap, flow, flow_per_notional: passthrough, gamma: 0.0, x_max, refill: 0.0, critical_fraction: 0.25,
        }
    }
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
        let changed = [
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
        let steps = cascade.steps();
        let thresholds = cascade.thresholds();
        prop_assert!(thresholds.windows(2).all(|pair| pair[0] <= pair[1]));
        // At a threshold itself the two forms round differently: the law holds just beside it.
        prop_assume!(thresholds.iter().all(|threshold| (threshold - gap).abs() > 1e-12));
        let gap = gap.min(cascade.x_max);
        let (x, liquidated) = cascade.response(&steps, gap);
        let swept = sweep(&Cascade { gap, ..cascade.clone() });
        prop_assert!((x - swept.0).abs() <= 1e-12, "{x} for {}", swept.0);
        prop_assert_eq!(liquidated, swept.1);
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

#[test]
fn a_hundred_thousand_blocks_end() {
    let blocks = (0..100_000).map(|i| Block { distance: f64::from(i) * 1e-6, notional: 1.0 }).collect();
    let depth = DepthCurve::linear(1e4, 1.0).unwrap();
    let cascade = Cascade {
        blocks: Blocks::new(blocks, 1.0).unwrap(),
        depth,
        gap: 0.001,
        flow: 0.0,
        flow_per_notional: 1.0,
        gamma: 0.0,
        x_max: 1.0,
        refill: 0.0,
        critical_fraction: 0.25,
    };
    let projection = cascade.project();
    assert!(projection.absorbed && projection.fired == 100_000);
}
