//! The figures of the five demo articles stand in their snapshots, and the engine gives those that are derived.
//!
//! `figures.json` lists them with the text by which each is found in a drawn page.

#![expect(clippy::unwrap_used, reason = "a test stops where its input is not what it says")]

#[path = "../signals/asking.rs"]
#[expect(dead_code, reason = "shared with the tests of signals, which ask more")]
mod asking;
mod measures;
mod tape;

use liquidation_widgets::engine::market::Snapshot;
use measures::Data;
use serde_json::Value as Json;
use std::fs;

const FIGURES: &str = include_str!("figures.json");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// Elements that a page may show a figure in. A figure that needs a comparison of coins or events names none yet: no element
/// draws one, and the article tells it in words.
const ELEMENTS: [&str; 8] =
    ["liq-heatmap", "liq-map", "liq-cascade", "liq-tape", "liq-regime", "liq-signals", "liq-scenarios", "liq-compare"];

fn list() -> Json {
    serde_json::from_str(FIGURES).unwrap()
}

fn read(path: &str) -> String {
    fs::read_to_string(format!("{ROOT}/{path}")).unwrap()
}

/// The article of a figure, with its page and snapshot.
fn article<'a>(list: &'a Json, figure: &Json) -> &'a Json {
    list["articles"].as_array().unwrap().iter().find(|article| article["article"] == figure["article"]).unwrap()
}

fn snapshot_of(list: &Json, figure: &Json) -> String {
    let own = figure["snapshot"].as_str();
    own.or_else(|| article(list, figure)["snapshot"].as_str()).unwrap().to_owned()
}

fn name(figure: &Json) -> String {
    format!("article {} {}", figure["article"], figure["id"])
}

/// What stands at a JSON pointer, in which -1 is the last element of a list.
fn at<'a>(document: &'a Json, pointer: &str) -> &'a Json {
    pointer.split('/').skip(1).fold(document, |found, key| match (key, found.as_array()) {
        ("-1", Some(items)) => items.last().unwrap(),
        (_, Some(items)) => &items[key.parse::<usize>().unwrap()],
        _ => &found[key],
    })
}

/// Whether a figure found is the one listed: a number, both bounds, or a text that holds it.
fn agrees(found: &Json, figure: &Json) -> bool {
    let near = |found: &Json, wanted: &Json| {
        let (found, wanted) = (found.as_f64().unwrap(), wanted.as_f64().unwrap());
        (found - wanted).abs() <= figure["tolerance"].as_f64().unwrap_or(1e-6 * wanted.abs().max(1e-3))
    };
    match &figure["value"] {
        Json::Array(bounds) => near(&found["low"], &bounds[0]) && near(&found["high"], &bounds[1]),
        _ if found.is_string() => {
            let texts = figure["text"]["en"].as_array().unwrap();
            texts.iter().any(|text| found.as_str().unwrap().contains(text.as_str().unwrap()))
        }
        wanted => near(found, wanted),
    }
}

/// A rule holds for all figures, or the test says for which it does not.
fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn reported_figures_stand_in_the_snapshot_where_the_list_says() {
    let (list, mut wrong) = (list(), Vec::new());
    for figure in list["figures"].as_array().unwrap() {
        let Some(pointer) = figure["at"].as_str() else { continue };
        let document: Json = serde_json::from_str(&read(article(&list, figure)["snapshot"].as_str().unwrap())).unwrap();
        let found = at(&document, pointer);
        if !agrees(found, figure) {
            wrong.push(format!("{}: {found} at {pointer}", name(figure)));
        }
        if pointer.starts_with("/published/") {
            let table = at(&document, pointer.split('/').take(3).collect::<Vec<_>>().join("/").as_str());
            assert_eq!(table["basis"], "reported", "{}", name(figure));
        }
    }
    assert_none(&wrong);
}

#[test]
fn derived_and_simulated_figures_come_out_of_the_snapshot() {
    let (list, mut wrong) = (list(), Vec::new());
    for figure in list["figures"].as_array().unwrap() {
        let Some(measure) = figure["computed"].as_str() else { continue };
        let path = snapshot_of(&list, figure);
        let data = Data::new(Snapshot::from_json(&read(&path)).unwrap());
        let found = data.measure(measure);
        let fact = figure["value"].is_boolean() || figure["value"].is_null();
        let wanted = figure.get("shown").unwrap_or(&figure["value"]);
        let fits = if fact {
            found.is_finite() && found != 0.0
        } else {
            let wanted = wanted.as_f64().unwrap();
            (found - wanted).abs() <= figure["tolerance"].as_f64().unwrap_or(2e-6 * wanted.abs().max(1e-3))
        };
        if !fits {
            wrong.push(format!("{}: {measure} is {found}, {wanted}", name(figure)));
        }
    }
    assert_none(&wrong);
}

#[test]
fn the_signals_that_the_list_names_give_its_figures() {
    let mut wrong = Vec::new();
    for figure in list()["figures"].as_array().unwrap() {
        let Some(kind) = figure["signal"]["kind"].as_str() else { continue };
        let signal = &figure["signal"];
        let found = asking::number(kind, &signal["request"], signal["path"].as_str().unwrap());
        let wanted = figure["value"].as_f64().unwrap();
        let tolerance = figure["tolerance"].as_f64().unwrap_or(1e-6);
        if (found - wanted).abs() > tolerance {
            wrong.push(format!("{}: {found}", name(figure)));
        }
    }
    assert_none(&wrong);
}

#[test]
fn every_figure_has_an_element_on_its_page_and_a_text_in_both_languages() {
    let (list, mut wrong) = (list(), Vec::new());
    for figure in list["figures"].as_array().unwrap() {
        let Some(element) = figure["element"].as_str() else { continue };
        assert!(ELEMENTS.contains(&element), "{}: {element}", name(figure));
        let page = read(article(&list, figure)["page"].as_str().unwrap());
        let source = snapshot_of(&list, figure).replace("www/", "");
        for language in ["en", "zh-CN"] {
            assert!(!figure["text"][language].as_array().unwrap().is_empty(), "{} in {language}", name(figure));
            let opening = format!("<{element} ");
            let tags = page.split(&opening).skip(1).filter_map(|after| after.split('>').next());
            let shown = |tag: &str| tag.contains(&source) && tag.contains(&format!("lang=\"{language}\""));
            if !{ tags }.any(shown) {
                wrong.push(format!("{}: no {element} of {source} in {language}", name(figure)));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn the_five_articles_use_every_element_and_lead_to_each_other() {
    let list = list();
    let pages: Vec<&str> = list["articles"].as_array().unwrap().iter().map(|of| of["page"].as_str().unwrap()).collect();
    let texts: Vec<String> = pages.iter().map(|page| read(page)).collect();
    for element in ELEMENTS {
        assert!(texts.iter().any(|text| text.contains(&format!("<{element} "))), "{element}");
    }
    for (page, text) in pages.iter().zip(&texts) {
        for other in pages.iter().filter(|other| *other != page) {
            for language in ["en", "zh-CN"] {
                let link = format!("href=\"{}?lang={language}\"", other.replace("www/", ""));
                assert!(text.contains(&link), "{page} has no {link}");
            }
        }
    }
}
