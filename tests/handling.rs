//! Whatever a reader does, at whatever size, in whatever order: every kind goes on drawing, in finite numbers.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::rc::Rc;

use liquidation_widgets::engine::market::Snapshot;
use liquidation_widgets::render::metrics::SansMetrics;
use liquidation_widgets::scene::attributes::Attributes;
use liquidation_widgets::scene::cascade::settings::CascadeSettings;
use liquidation_widgets::scene::compare::settings::CompareSettings;
use liquidation_widgets::scene::display_list::{MeasureText, Point};
use liquidation_widgets::scene::figure::{Figure, View};
use liquidation_widgets::scene::heatmap::settings::HeatmapSettings;
use liquidation_widgets::scene::input::{Command, Input, PointerKind};
use liquidation_widgets::scene::map::settings::MapSettings;
use liquidation_widgets::scene::page::Page;
use liquidation_widgets::scene::regime::settings::RegimeSettings;
use liquidation_widgets::scene::scenarios::settings::ScenariosSettings;
use liquidation_widgets::scene::settings::Settings;
use liquidation_widgets::scene::signals::settings::SignalsSettings;
use liquidation_widgets::scene::tape::settings::TapeSettings;
use proptest::prelude::*;

const MARKET: &str = include_str!("pictures/market.json");

/// From no box at all, over boxes lower or narrower than their own axes, to a full page.
const LENGTHS_PX: [f64; 14] =
    [0.0, 0.5, 1.0, 12.0, 38.0, 80.0, 159.0, 161.0, 201.0, 320.0, 390.0, 680.0, 1200.0, 4000.0];

const COMMANDS: [Command; 7] =
    [Command::ZoomIn, Command::ZoomOut, Command::Reset, Command::Forward, Command::Back, Command::Start, Command::End];

const KEYS: [&str; 13] = [
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "ArrowDown",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "+",
    "-",
    "0",
    "Enter",
    "Escape",
];

/// A font as wide as a reader's may be.
struct WideMetrics(f64);

impl MeasureText for WideMetrics {
    fn width(&self, text: &str, size_px: f64, bold: bool) -> f64 {
        self.0 * SansMetrics.width(text, size_px, bold)
    }
}

/// What happens to a figure.
#[derive(Clone, Debug)]
enum Turn {
    Resize(f64, f64),
    Take(Input),
    DrawNext,
}

fn lengths() -> impl Strategy<Value = f64> {
    prop_oneof![proptest::sample::select(&LENGTHS_PX[..]), 0.0..1300.0]
}

fn points() -> impl Strategy<Value = Point> {
    (-100.0..1400.0, -100.0..1000.0).prop_map(|(x, y)| Point { x, y })
}

fn inputs() -> impl Strategy<Value = Input> {
    let kinds = || proptest::sample::select(&[PointerKind::Mouse, PointerKind::Touch][..]);
    prop_oneof![
        3 => (0..3, kinds(), points()).prop_map(|(id, kind, at)| Input::Down(id, kind, at)),
        6 => (0..3, kinds(), points()).prop_map(|(id, kind, at)| Input::Move(id, kind, at)),
        3 => (0..3, kinds(), points()).prop_map(|(id, kind, at)| Input::Up(id, kind, at)),
        1 => (0..3).prop_map(Input::Cancel),
        2 => (points(), -3000.0..3000.0).prop_map(|(at, by)| Input::Wheel(at, by)),
        6 => proptest::sample::select(&KEYS[..]).prop_map(|key| Input::Key(key.to_owned())),
        4 => proptest::sample::select(&COMMANDS[..]).prop_map(Input::Command),
    ]
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let turn = prop_oneof![
        2 => (lengths(), lengths()).prop_map(|(width, height)| Turn::Resize(width, height)),
        5 => inputs().prop_map(Turn::Take),
        1 => Just(Turn::DrawNext),
    ];
    proptest::collection::vec(turn, 1..40)
}

/// Goes through `turns` and looks at every picture.
fn goes_on<S: Settings<View: 'static>>(turns: &[Turn], wide: f64) {
    let snapshot = Rc::new(Snapshot::from_json(MARKET).unwrap());
    let mut settings = S::read(&Attributes::default(), &Page::default());
    settings.fit(&snapshot);
    let mut view = settings.view(snapshot, None).unwrap();
    let measure = WideMetrics(wide);
    let mut pixels = Vec::new();
    for turn in turns {
        match turn {
            Turn::Resize(width, height) => view.resize(*width, *height, &measure),
            Turn::Take(input) => drop(view.handle(input.clone())),
            Turn::DrawNext => drop(view.draw_next().unwrap()),
        }
        view.raster(&mut pixels);
        let marks = [view.chart(&measure), view.overlay(&measure)];
        let written = format!("{marks:?}");
        for word in ["NaN", ": inf", ": -inf"] {
            assert!(!written.contains(word), "after {turn:?}: {written}");
        }
        view.reading();
    }
}

macro_rules! every_kind {
    ($($name:ident $settings:ty,)+) => {
        proptest! {
            #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]
            $(
                #[test]
                fn $name(turns in turns(), wide in 0.6..2.4) {
                    goes_on::<$settings>(&turns, wide);
                }
            )+
        }
    };
}

every_kind! {
    a_heatmap_goes_on HeatmapSettings,
    a_map_goes_on MapSettings,
    a_cascade_goes_on CascadeSettings,
    a_tape_goes_on TapeSettings,
    a_regime_goes_on RegimeSettings,
    signals_go_on SignalsSettings,
    scenarios_go_on ScenariosSettings,
    a_comparison_goes_on CompareSettings,
}
