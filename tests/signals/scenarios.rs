//! Laws of zones and triggers.

use crate::asking::{ask, near, refused};
use liquidation_widgets::engine::signals::scenario::{MassMap, Zone};
use liquidation_widgets::engine::signals::state::State;
use liquidation_widgets::engine::signals::trigger::{Condition, NamedSeries, Trigger};
use liquidation_widgets::error::Code;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn any_condition() -> impl Strategy<Value = Condition> {
    (0..7, -3.0..3.0_f64, 0.0..3.0_f64).prop_map(|(kind, level, width)| match kind {
        0 => Condition::Above(level),
        1 => Condition::AtLeast(level),
        2 => Condition::Below(level),
        3 => Condition::AtMost(level),
        4 => Condition::Between(level, level + width),
        5 => Condition::Rising,
        _ => Condition::Falling,
    })
}

fn state(condition: Condition, window: usize, values: Option<Vec<Option<f64>>>) -> State {
    let series: Vec<NamedSeries> = vec![("signal".to_owned(), values)];
    Trigger { signal: "signal".to_owned(), condition, window }.state(&series)
}

fn known(values: &[f64]) -> Option<Vec<Option<f64>>> {
    Some(values.iter().copied().map(Some).collect())
}

proptest! {
    #[test]
    fn too_few_observations_and_a_missing_one_are_no_data(
        condition in any_condition(), values in prop::collection::vec(-3.0..3.0_f64, 0..6), hole in 0_usize..6, window in 1_usize..9,
    ) {
        if values.len() < window {
            prop_assert_eq!(state(condition, window, known(&values)), State::NoData);
        }
        let mut holed = known(&values).unwrap();
        if hole < holed.len() && hole + window >= holed.len() {
            holed[hole] = None;
            prop_assert_eq!(state(condition, window, Some(holed)), State::NoData);
        }
        prop_assert_eq!(state(condition, window, None), State::NoData);
    }

    #[test]
    fn only_the_last_observations_count(
        condition in any_condition(), early in prop::collection::vec(-3.0..3.0_f64, 0..5), last in prop::collection::vec(-3.0..3.0_f64, 2..5),
    ) {
        let all: Vec<f64> = early.iter().chain(&last).copied().collect();
        prop_assert_eq!(state(condition, last.len(), known(&all)), state(condition, last.len(), known(&last)));
    }

    #[test]
    fn comparison_holds_for_a_window_when_it_holds_for_each(
        condition in any_condition(), values in prop::collection::vec(-3.0..3.0_f64, 1..5),
    ) {
        prop_assume!(!matches!(condition, Condition::Rising | Condition::Falling));
        let each = values.iter().all(|value| state(condition, 1, known(&[*value])) == State::Met);
        prop_assert_eq!(state(condition, values.len(), known(&values)) == State::Met, each);
    }

    #[test]
    fn rising_and_falling_exclude_each_other(values in prop::collection::vec(-3.0..3.0_f64, 2..6)) {
        let [rising, falling] = [Condition::Rising, Condition::Falling].map(|condition| state(condition, values.len(), known(&values)));
        prop_assert!(rising != falling || values[0] == values[values.len() - 1]);
        let [alone, other] = [Condition::Rising, Condition::Falling].map(|condition| state(condition, 1, known(&values)));
        prop_assert_eq!([alone, other], [State::NoData; 2]);
    }

    #[test]
    fn mass_inside_and_on_the_way_never_count_a_block_twice(
        blocks in prop::collection::vec((50.0..150.0_f64, 0.0..100.0_f64), 0..40), low in 60.0..140.0_f64, width in 0.0..30.0_f64,
    ) {
        let (zone, map) = (Zone { low, high: low + width }, MassMap::Blocks(blocks.clone()));
        let counted = map.within(zone.low, zone.high) + zone.on_path(100.0, &map);
        let all: f64 = blocks.iter().map(|(_, mass)| mass).sum();
        prop_assert!(counted <= all * (1.0 + 1e-12) + 1e-12, "{counted} of {all}");
        if zone.holds(100.0) {
            prop_assert_eq!(zone.on_path(100.0, &map), 0.0);
        }
    }

    #[test]
    fn rows_are_shared_out_between_neighbouring_zones(mass in prop::collection::vec(0.0..100.0_f64, 5), cut in 51.0..99.0_f64) {
        let map = MassMap::Rows { edges: vec![50.0, 60.0, 70.0, 80.0, 90.0, 100.0], mass: mass.clone() };
        let (below, above) = (map.within(40.0, cut), map.within(cut, 200.0));
        prop_assert!(near(below + above, mass.iter().sum(), 1e-9));
    }
}

#[test]
fn bounds_of_a_range_and_inclusive_levels_are_met() {
    assert_eq!(state(Condition::Between(4.0, 4.1), 1, known(&[4.1])), State::Met);
    assert_eq!(state(Condition::AtMost(0.0), 1, known(&[0.0])), State::Met);
    assert_eq!(state(Condition::Below(0.0), 1, known(&[0.0])), State::NotMet);
    assert_eq!(state(Condition::Above(0.0), 1, known(&[0.0])), State::NotMet);
    assert_eq!(state(Condition::AtLeast(0.0), 1, known(&[0.0])), State::Met);
    assert_eq!(state(Condition::Rising, 2, known(&[1.0, 1.0])), State::NotMet);
}

fn scenarios() -> Json {
    json!({
        "spot": 112_965,
        "zones": [
            {"label": "A", "low": 118_000, "high": 124_000, "triggers": [
                {"signal": "funding_8h", "op": "<=", "value": 0, "window": 2},
                {"signal": "rr25", "op": "rising", "window": 3},
                {"signal": "etf_net", "op": ">", "value": 0, "window": 3}]},
            {"label": "B", "low": 104_000, "high": 108_000, "triggers": [
                {"signal": "rr25", "op": "<", "value": 0}, {"signal": "us10y", "op": "rising", "window": 2},
                {"signal": "dxy", "op": "rising", "window": 2}]},
        ],
        "signals": {
            "funding_8h": [0.0001, -0.00002, 0], "rr25": [-6, -4.5, -3], "etf_net": [-51e6, 180e6, 205e6],
            "us10y": [4.08, 4.1], "dxy": null,
        },
        "clusters": [[104_500, 90], [106_000, 60], [107_500, 120], [110_000, 70], [115_000, 200], [117_500, 80], [119_500, 260],
            [122_000, 180], [124_000, 50], [124_001, 10]],
    })
}

#[test]
fn scenarios_of_the_article_have_their_masses_and_three_counts() {
    let found = ask("scenarios", &scenarios());
    let [up, down] = [&found["zones"][0], &found["zones"][1]];
    assert_eq!((up["massInside"].as_f64(), up["massOnPath"].as_f64()), (Some(490.0), Some(280.0)));
    assert_eq!((down["massInside"].as_f64(), down["massOnPath"].as_f64()), (Some(270.0), Some(70.0)));
    let counts = |zone: &Json| ["met", "notMet", "noData"].map(|key| zone[key].as_f64().unwrap());
    assert_eq!((counts(up), counts(down)), ([2.0, 1.0, 0.0], [2.0, 0.0, 1.0]));
    assert_eq!((up["triggers"][0]["state"].as_str(), up["triggers"][0]["last"].as_f64()), (Some("met"), Some(0.0)));
    assert_eq!(down["triggers"][2]["state"].as_str(), Some("no_data"));
}

#[test]
fn a_map_may_be_rows_of_both_sides_and_is_no_data_when_left_out() {
    let mut asked = scenarios();
    asked.as_object_mut().unwrap().remove("clusters");
    assert!(ask("scenarios", &asked)["zones"][0]["massInside"].is_null());
    asked["map"] = json!({"edges": [100_000, 112_000, 120_000, 128_000], "long": [12, 0, 0], "short": [0, 8, 16]});
    let found = ask("scenarios", &asked);
    let up = &found["zones"][0];
    assert!(near(up["massInside"].as_f64().unwrap(), 2.0 + 8.0, 1e-12), "{up}");
    assert!(near(up["massOnPath"].as_f64().unwrap(), 5.035, 1e-12), "{up}");
}

#[test]
fn zone_of_a_missing_map_or_spot_is_no_data() {
    let unknown = ask("scenario_zone", &json!({"spot": 100, "low": 1, "high": 2, "clusters": null}));
    assert!(unknown["massInside"].is_null() && unknown["nearPct"].is_f64());
    let nowhere = ask("scenario_zone", &json!({"spot": null, "low": 1, "high": 2}));
    assert!(nowhere["inside"].is_null() && nowhere["nearPct"].is_null() && nowhere["massOnPath"].is_null());
}

#[test]
fn triggers_that_cannot_be_meant_are_refused_by_name() {
    let trigger = |trigger: Json| refused("triggers", &json!({"signals": {}, "triggers": [trigger]}));
    let cases = [
        (json!({"signal": "a", "op": "=>", "value": 1}), "triggers[0].op"),
        (json!({"signal": "a", "op": ">"}), "triggers[0].value"),
        (json!({"signal": "a", "op": "between", "value": 1}), "triggers[0].value"),
        (json!({"signal": "a", "op": "between", "value": [2, 1]}), "triggers[0].value"),
        (json!({"signal": "a", "op": "rising", "value": 1}), "triggers[0].value"),
        (json!({"signal": "a", "op": ">", "value": 1, "window": 0}), "triggers[0].window"),
    ];
    for (request, field) in cases {
        assert_eq!(trigger(request.clone()).field, field, "{request}");
    }
    let crossed = refused("scenario_zone", &json!({"spot": 1, "low": 3, "high": 2}));
    assert_eq!((crossed.code, crossed.field.as_str()), (Code::AttributeInvalid, "low"));
}
