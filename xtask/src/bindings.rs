//! Writes the JavaScript side of the wasm exports: an ES module, its types and the stripped wasm file.

use std::env;
use std::path::PathBuf;

use wasm_bindgen_cli_support::Bindgen;

use crate::Outcome;

const COMPILED: &str = "wasm32-unknown-unknown/release/liquidation_widgets.wasm";
const PACKAGE: &str = "www/pkg";

/// Reads the compiled crate (first word unless it is empty, else where cargo puts it) and writes into a folder (second word, else `www/pkg`).
///
/// # Errors
/// When the crate has not been compiled, or was compiled with another version of `wasm-bindgen`.
pub(crate) fn run(words: &[String]) -> Outcome {
    let given = words.first().filter(|word| !word.is_empty());
    let compiled = given.map_or_else(|| target_folder().join(COMPILED), PathBuf::from);
    let folder = words.get(1).map_or_else(|| project_folder().join(PACKAGE), PathBuf::from);
    if !compiled.is_file() {
        return Err(format!("{} is missing: compile the crate for wasm32 first", compiled.display()).into());
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&compiled).web(true)?.typescript(true).remove_name_section(true).remove_producers_section(true);
    bindgen.generate(&folder).map_err(|error| format!("{}: {error:#}", compiled.display()).into())
}

/// The folder that holds the workspace; cargo names the one of this package to whatever it runs.
fn project_folder() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, |folder| PathBuf::from(folder).join(".."))
}

/// The folder that cargo compiles into.
fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| project_folder().join("target"), PathBuf::from)
}
