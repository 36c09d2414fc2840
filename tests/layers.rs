//! The floors of the crate: wasm ► dom ► render ► scene ► engine, `value` and `error` below all. Nothing points upward.
//!
//! Read from the text of `src/**/*.rs`, so that code that only wasm32 compiles is held to it too. Comments are left out;
//! paths in code count whether a `use` names them or an expression does.

#![expect(clippy::expect_used, reason = "a test stops where the crate is not on disk")]

use std::fs;
use std::path::{Path, PathBuf};

/// Floors from the lowest.
const FLOORS: [&str; 10] = ["lists", "texts", "digits", "error", "value", "engine", "scene", "render", "dom", "wasm"];

/// Crates that only some floors may name: the crate, the floors, and the one path that others may use.
const BOUND: [(&str, &[&str], &[&str]); 8] = [
    ("gloo_net", &["dom"], &[]),
    ("plotters", &["render"], &[]),
    ("plotters_svg", &["render"], &[]),
    ("png", &["render"], &[]),
    ("plotters_backend", &["render", "dom"], &[]),
    ("js_sys", &["dom", "wasm"], &[]),
    ("wasm_bindgen", &["dom", "wasm"], &[]),
    // The figure of a page is given its element by the page, a request what ends it.
    ("web_sys", &["dom"], &["wasm web_sys::HtmlElement", "wasm web_sys::AbortSignal"]),
];

/// The floor of a file below `src`; `None` for `lib.rs`, which only lists the floors.
fn floor_of(path: &Path) -> Option<&'static str> {
    let first = path.components().next()?.as_os_str().to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    FLOORS.into_iter().find(|floor| *floor == name)
}

/// `source` without comments and without the contents of strings, so that only code is left.
fn code_of(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(start) = rest.find(['/', '"']) {
        code.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with('"') && !code.ends_with('\'') {
            string_end(rest)
        } else {
            code.push_str(&rest[..1]);
            1
        };
        rest = &rest[end..];
    }
    code.push_str(rest);
    code
}

/// Where the string that `text` starts with is over.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (index, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

/// What follows each whole word `word::` in `code`.
fn paths_after<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(word)
        .filter(move |(start, _)| !code[..*start].ends_with(is_word))
        .filter_map(move |(start, _)| code[start + word.len()..].trim_start().strip_prefix("::").map(str::trim_start))
}

/// Names at the head of what follows a path: one, or those of a group in braces.
fn heads(path: &str) -> Vec<&str> {
    let name = |text: &'_ str| text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let Some(group) = path.strip_prefix('{') else { return vec![&path[..name(path)]] };
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (index, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                let item = group[start..index].trim();
                found.push(&item[..name(item)]);
                if letter == '}' {
                    break;
                }
                start = index + 1;
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    found.retain(|item| !item.is_empty());
    found
}

/// Everything in `source`, a file at `path` below `src`, that its floor may not use.
fn forbidden(path: &Path, source: &str) -> Vec<String> {
    let Some(floor) = floor_of(path) else { return Vec::new() };
    let height = |name: &str| FLOORS.iter().position(|floor| *floor == name);
    let code = code_of(source);
    let mut found = Vec::new();
    for target in paths_after(&code, "crate").flat_map(heads) {
        if height(target) > height(floor) {
            found.push(format!("{}: crate::{target}", path.display()));
        }
    }
    for (name, floors, exceptions) in BOUND {
        for target in paths_after(&code, name).flat_map(heads) {
            let excepted = exceptions.contains(&format!("{floor} {name}::{target}").as_str());
            if !floors.contains(&floor) && !excepted {
                found.push(format!("{}: {name}::{target}", path.display()));
            }
        }
    }
    found
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of the crate");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        paths.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    files.sort();
    files
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn nothing_points_upward() {
    let root = source_folder();
    let files = sources(&root);
    let mut found = Vec::new();
    for file in &files {
        let source = fs::read_to_string(file).expect("text");
        found.extend(forbidden(file.strip_prefix(&root).expect("below src"), &source));
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_file_below_src_belongs_to_a_floor() {
    let root = source_folder();
    let files = sources(&root);
    let strays: Vec<&PathBuf> = files
        .iter()
        .filter(|file| floor_of(file.strip_prefix(&root).expect("below src")).is_none())
        .filter(|file| !file.ends_with("src/lib.rs"))
        .collect();
    assert_eq!(strays, Vec::<&PathBuf>::new());
    for floor in FLOORS {
        let on_floor =
            files.iter().filter(|file| floor_of(file.strip_prefix(&root).expect("below src")) == Some(floor));
        assert!(on_floor.count() > 0, "no file on the floor {floor}: is the name still right?");
    }
}

/// Lines of shipped code that write a `Debug` form: `source` up to its tests, without what only a debug build says.
fn debug_forms(source: &str) -> Vec<&str> {
    let shipped = source.split("\n#[cfg(test)]\nmod tests").next().unwrap_or(source);
    let mut checks = 0_usize;
    let mut found = Vec::new();
    for line in shipped.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let indent = line.len() - line.trim_start().len();
        if line.trim_start().starts_with("debug_assert") {
            checks = indent + 1;
        }
        let writes = line.contains(":?}") || line.contains(":#?}") || line.contains(".debug_");
        if writes && checks == 0 {
            found.push(line.trim());
        }
        if line.ends_with(';') && indent < checks {
            checks = 0;
        }
    }
    found
}

#[test]
fn no_text_for_a_reader_is_a_debug_form() {
    for file in sources(&source_folder()) {
        let source = fs::read_to_string(&file).expect("text");
        assert_eq!(debug_forms(&source), Vec::<&str>::new(), "{}: a page's wasm has none", file.display());
    }
}

#[test]
fn a_debug_form_is_found_and_those_of_checks_and_tests_are_free() {
    let source = "fn f() {\n    debug_assert!(x, \"{x:?}\");\n    debug_assert!(\n        \"{y:?}\"\n    );\n    let a = format!(\"{z:?}\");\n}\n\n#[cfg(test)]\nmod tests {\n    fn g() { panic!(\"{z:?}\") }\n}\n";
    assert_eq!(debug_forms(source), ["let a = format!(\"{z:?}\");"]);
}

#[test]
fn a_forbidden_use_is_found_wherever_it_stands() {
    for (path, source, told) in [
        ("engine/a.rs", "use crate::scene::theme::Theme;", "engine/a.rs: crate::scene"),
        ("engine.rs", "fn f() { crate::dom::stage::go(); }", "engine.rs: crate::dom"),
        ("scene/a/b.rs", "use crate::{error::Error, render::{self, player}};", "scene/a/b.rs: crate::render"),
        ("scene/a.rs", "use plotters::prelude::*;", "scene/a.rs: plotters::prelude"),
        ("scene/a.rs", "use wasm_bindgen::JsValue;", "scene/a.rs: wasm_bindgen::JsValue"),
        ("render/a.rs", "let x = \"crate::engine\"; use crate :: wasm::heatmap;", "render/a.rs: crate::wasm"),
        ("dom/a.rs", "/* crate::engine */ use crate::wasm::convert;", "dom/a.rs: crate::wasm"),
        ("wasm/a.rs", "use web_sys::{HtmlElement, Window};", "wasm/a.rs: web_sys::Window"),
        ("error.rs", "use crate::engine::market::Side;", "error.rs: crate::engine"),
    ] {
        assert_eq!(forbidden(Path::new(path), source), [told], "{source}");
    }
}

#[test]
fn uses_downward_comments_and_strings_are_free() {
    for (path, source) in [
        ("wasm/a.rs", "use crate::{dom::stage::Stage, engine::market::Side, error::Error};\nuse web_sys::HtmlElement;"),
        ("dom/a.rs", "use crate::render::player::Player;\nuse web_sys::Window;\nuse plotters_backend::DrawingBackend;"),
        ("engine/a.rs", "//! As crate::scene::theme says.\nuse crate::error::{Error, Result};\nuse std::fmt;"),
        ("engine/a.rs", "let note = \"not crate::dom \\\" nor crate::wasm\"; let quote = '\"'; let y = 4 / 2;"),
        ("scene/a.rs", "use my_crate::render::x; use subplotters::prelude;"),
    ] {
        assert_eq!(forbidden(Path::new(path), source), Vec::<String>::new(), "{source}");
    }
}
