//! Golden pictures: each of `tests/pictures/cases.json` is the same bytes as the file of its name, here and in Node.
//!
//! `LIQ_WRITE_PICTURES=1 cargo test --test pictures` writes the files; look at every one of them before it is committed.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};

use liquidation_widgets::engine::market::Snapshot;
use liquidation_widgets::error::Code;
use liquidation_widgets::render::metrics::SansMetrics;
use liquidation_widgets::render::picture::{Picture, PictureRequest, Widget};
use liquidation_widgets::scene::display_list::{MeasureText, Rect};
use liquidation_widgets::value::{Manner, Node, Read, Value};

const MARKET: &str = include_str!("pictures/market.json");
const CASES: &str = include_str!("pictures/cases.json");

fn file_of(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures").join(format!("{name}.svg"))
}

fn cases() -> Vec<(String, PictureRequest)> {
    let entries = Node::new(Value::from_json(CASES).unwrap(), Manner::Script).entries().unwrap();
    entries.into_iter().map(|(name, node)| (name, PictureRequest::read(node).unwrap())).collect()
}

fn drawn(request: &PictureRequest) -> Picture {
    request.draw(Snapshot::from_json(MARKET).unwrap()).unwrap()
}

fn request(json: &str) -> liquidation_widgets::error::Result<PictureRequest> {
    PictureRequest::read(Node::new(Value::from_json(json).unwrap(), Manner::Script))
}

#[test]
fn every_picture_is_the_file_of_its_name() {
    let is_writing = std::env::var("LIQ_WRITE_PICTURES").is_ok_and(|word| word == "1");
    let mut differing = Vec::new();
    for (name, request) in cases() {
        let svg = drawn(&request).svg;
        if is_writing {
            fs::write(file_of(&name), &svg).unwrap();
        } else if fs::read_to_string(file_of(&name)).ok().as_deref() != Some(svg.as_str()) {
            differing.push(name);
        }
    }
    assert!(differing.is_empty(), "LIQ_WRITE_PICTURES=1 writes these, look at them: {differing:?}");
}

#[test]
fn there_is_a_picture_of_every_kind_in_both_schemes_and_both_languages() {
    let names: Vec<String> = cases().into_iter().map(|(name, _)| name).collect();
    for widget in Widget::ALL.map(Widget::as_str) {
        for ending in ["light-en", "light-zh", "dark-en", "dark-zh"] {
            assert!(names.contains(&format!("{widget}-{ending}")), "{widget}-{ending}");
        }
    }
    let files = fs::read_dir(file_of("x").parent().unwrap()).unwrap();
    let svgs = files.filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "svg"));
    assert_eq!(svgs.count(), names.len(), "a file that no case writes");
}

#[test]
fn a_picture_with_its_frame_says_what_it_is_and_one_without_is_the_same_chart() {
    for widget in Widget::ALL.map(Widget::as_str) {
        let height = height_of(widget);
        let asked = |frame: bool| format!(r#"{{"widget":"{widget}","height":{height},"frame":{frame}}}"#);
        let (framed, bare) = (drawn(&request(&asked(true)).unwrap()), drawn(&request(&asked(false)).unwrap()));
        // What is recorded is no estimate.
        let is_estimate = !["tape", "regime", "compare"].contains(&widget);
        assert_eq!(framed.svg.contains("Estimate, not measurement"), is_estimate, "{widget}");
        for words in ["Simulated data", "UTC"] {
            assert!(framed.svg.contains(words), "{widget}: {words}");
        }
        assert!(!bare.svg.contains("Estimate, not measurement"), "{widget}");
        assert!(bare.svg.contains("imulated"), "{widget}: a chart says by itself that its data are made");
        assert_eq!(framed.summary, bare.summary);
    }
}

#[test]
fn sources_are_named_in_the_language_of_the_picture() {
    let said = r#""sources":[{"name":"Venues"}]},"translations":{"zh-CN":{"Venues":"交易所"}},"#;
    let market = MARKET.replacen(r#""sources":[]},"#, said, 1);
    for widget in Widget::ALL.map(Widget::as_str) {
        let height = height_of(widget);
        for (lang, words) in [("en", "Source: Venues"), ("zh-CN", "来源：交易所")] {
            let asked = format!(r#"{{"widget":"{widget}","height":{height},"frame":true,"page":{{"lang":"{lang}"}}}}"#);
            let picture = request(&asked).unwrap().draw(Snapshot::from_json(&market).unwrap()).unwrap();
            assert!(picture.svg.contains(words), "{widget}, {lang}");
        }
    }
}

#[test]
fn an_attribute_that_is_wrong_or_not_known_is_refused_by_name() {
    let refused = |widget: &str, name: &str, text: &str| {
        let asked = format!(r#"{{"widget":"{widget}","attributes":{{"{name}":"{text}"}}}}"#);
        let drawn = request(&asked).unwrap().draw(Snapshot::from_json(MARKET).unwrap());
        let error = drawn.map(|picture| picture.summary).unwrap_err();
        (error.code, error.field.clone(), error.allowed.clone())
    };
    let (code, field, allowed) = refused("heatmap", "palete", "magma");
    assert_eq!((code, field.as_str()), (Code::AttributeUnknown, "palete"));
    assert!(allowed.contains("did you mean palette?"), "{allowed}");
    assert_eq!(refused("map", "stack", "sideways").0, Code::AttributeInvalid);
    assert_eq!(refused("heatmap", "range", "soon").1, "range");
    assert_eq!(refused("cascade", "timezone", "Mars").1, "timezone");
}

#[test]
fn a_side_that_is_left_out_is_not_named_either() {
    for (sides, named) in [("both", [true, true]), ("long", [true, false]), ("short", [false, true])] {
        let request = request(&format!(r#"{{"widget":"heatmap","attributes":{{"sides":"{sides}"}}}}"#)).unwrap();
        let svg = drawn(&request).svg;
        assert_eq!(["Longs at risk", "Shorts at risk"].map(|words| svg.contains(words)), named, "{sides}");
    }
}

#[test]
fn a_request_is_refused_where_it_cannot_be_met() {
    let code = |json: &str| request(json).unwrap_err().code;
    assert_eq!(code(r#"{"widget":"pie"}"#), Code::AttributeInvalid);
    assert_eq!(code(r#"{"widget":"map","widht":300}"#), Code::AttributeUnknown);
    assert_eq!(code(r#"{"widget":"map","width":20}"#), Code::DataRange);
    let low = request(r#"{"widget":"map","height":200}"#).unwrap();
    let drawn = low.draw(Snapshot::from_json(MARKET).unwrap());
    assert_eq!(drawn.map(|picture| picture.summary).unwrap_err().field, "height");
}

/// High enough for all that a kind shows when nothing is left out; panels stand one above the other on a phone.
fn height_of(widget: &str) -> f64 {
    if ["signals", "compare"].contains(&widget) { 2400.0 } else { 900.0 }
}

/// Boxes of all texts of a picture in CSS pixels, with their words.
fn text_boxes(svg: &str) -> Vec<(Rect, String)> {
    let mut boxes = Vec::new();
    for part in svg.split("<text ").skip(1) {
        let (head, rest) = part.split_once('>').unwrap();
        let given = |name: &str| head.split(&format!("{name}=\"")).nth(1).map(|after| after.split('"').next().unwrap());
        let number = |name: &str| given(name).unwrap().parse::<f64>().unwrap() / 8.0;
        let words = rest.split("</text>").next().unwrap().trim().to_owned();
        let size = number("font-size");
        let width = SansMetrics.width(&words, size, given("font-weight").is_some());
        let left = match given("text-anchor") {
            Some("end") => number("x") - width,
            Some("middle") => number("x") - width / 2.0,
            _ => number("x"),
        };
        // The height of capitals and digits: lines may stand close, letters not on one another.
        boxes.push((Rect { x: left, y: number("y") - 0.4 * size, width, height: 0.8 * size }, words));
    }
    boxes
}

#[test]
fn no_words_stand_on_others_or_leave_the_picture_at_any_width() {
    for widget in Widget::ALL.map(Widget::as_str) {
        for (width, lang) in [330, 390, 440, 500, 580, 680, 780, 960, 1200]
            .into_iter()
            .flat_map(|width| [(width, "en"), (width, "zh-CN")])
        {
            let height = height_of(widget);
            let asked =
                format!(r#"{{"widget":"{widget}","width":{width},"height":{height},"page":{{"lang":"{lang}"}}}}"#);
            let boxes = text_boxes(&drawn(&request(&asked).unwrap()).svg);
            assert!(boxes.len() > 10);
            for (place, (frame, words)) in boxes.iter().enumerate() {
                let inside = frame.x >= -0.5 && frame.right() <= f64::from(width) + 0.5 && frame.bottom() <= height;
                assert!(inside, "{widget} {width} {lang}: {words} at {frame:?}");
                for (other, others) in &boxes[..place] {
                    assert!(!frame.overlaps(other), "{widget} {width} {lang}: {words} on {others}");
                }
            }
        }
    }
}

#[test]
fn ground_padding_and_colours_of_the_page_change_the_picture() {
    let svg = |more: &str| drawn(&request(&format!(r#"{{"widget":"map","height":500{more}}}"#)).unwrap()).svg;
    let plain = svg("");
    let first_shape = |text: &str| text.lines().nth(2).unwrap().to_owned();
    assert!(first_shape(&plain).contains("#FFFFFF"));
    assert_ne!(first_shape(&svg(r#","transparent":true"#)), first_shape(&plain));
    assert_ne!(svg(r#","padding":40"#), plain);
    assert!(first_shape(&svg(r#","page":{"colors":{"bg":[250,240,230,255]}}"#)).contains("#FAF0E6"));
    assert!(svg(r#","page":{"font":"Inter"}"#).contains("font-family=\"Inter\""));
}
