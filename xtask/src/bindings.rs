//! Writes the JavaScript side of the wasm exports: an ES module, its types and the stripped wasm file.

use std::env;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use walrus::Module;
use wasm_bindgen_cli_support::Bindgen;

use crate::Outcome;
use crate::snip;
use crate::sweep;

const TARGET: &str = "wasm32-unknown-unknown";
const COMPILED: &str = "liquidation_widgets.wasm";
/// The profile of the pieces that a first picture downloads.
const LEAN: &str = "lean";
const STEM: &str = "liquidation_widgets";
const PACKAGE: &str = "www/pkg";

/// Reads the compiled crate (first word: a wasm file, or the profile in whose folder cargo has put it; else `release`) and
/// writes into a folder (second word, else `www/pkg`). The third word `whole` keeps the names of functions and the messages of panics.
///
/// # Errors
/// When the crate has not been compiled, or was compiled with another version of `wasm-bindgen`, or with a standard
/// library in which the functions that panic are called otherwise.
pub(crate) fn run(words: &[String]) -> Outcome {
    let compiled = match words.first() {
        Some(file) if file.ends_with(".wasm") => PathBuf::from(file),
        profile => target_folder().join(TARGET).join(profile.map_or("release", String::as_str)).join(COMPILED),
    };
    let folder = words.get(1).map_or_else(|| project_folder().join(PACKAGE), PathBuf::from);
    if !compiled.is_file() {
        return Err(format!("{} is missing: compile the crate for wasm32 first", compiled.display()).into());
    }
    let whole = words.get(2).is_some_and(|word| word == "whole");
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error:#}", compiled.display());
    let mut bindgen = Bindgen::new();
    bindgen.web(true)?.typescript(true).remove_name_section(!whole).remove_producers_section(true);
    if whole {
        bindgen.input_path(&compiled);
    } else {
        let is_lean = words.first().is_some_and(|word| word == LEAN);
        let module = cut(fs::read(&compiled)?, is_lean).map_err(|error| failed(&error))?;
        bindgen.input_module(STEM, module);
    }
    bindgen.generate(&folder).map_err(|error| failed(&error).into())
}

/// The compiled crate without what only a panic needs; the piece of a first picture must hold nothing heavy either.
fn cut(mut bytes: Vec<u8>, is_lean: bool) -> Result<Module, Box<dyn Error>> {
    let idle = sweep::sweep(&mut bytes, snip::is_snipped)?;
    let mut module = Module::from_buffer(&bytes).map_err(|error| format!("{error:#}"))?;
    snip::snip_idle(&mut module, &idle);
    snip::snip_panics(&mut module)?;
    if is_lean {
        snip::count_one_by_one(&mut module)?;
        snip::refuse_heavy(&mut module)?;
    }
    snip::blank_locations(&mut module);
    Ok(module)
}

/// The folder that holds the workspace; cargo names the one of this package to whatever it runs.
fn project_folder() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, |folder| PathBuf::from(folder).join(".."))
}

/// The folder that cargo compiles into.
fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| project_folder().join("target"), PathBuf::from)
}
