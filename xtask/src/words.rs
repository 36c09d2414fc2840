//! Writes the words of every language that a page's wasm does not speak by itself, one text file a language.

use std::fs;
use std::path::Path;

use liquidation_widgets::scene::locale::Language;

use crate::Outcome;

/// What follows the step's name, and what it does.
pub(crate) const USAGE: &str = "FOLDER  write the words of all languages but English, one text file each";

/// Writes `TAG.txt` for each language into a folder (first word), which is made when it is missing.
///
/// # Errors
/// When the folder is not named, or cannot be written.
pub(crate) fn run(words: &[String]) -> Outcome {
    let folder = words.first().map(Path::new).ok_or("which folder?")?;
    fs::create_dir_all(folder)?;
    for language in Language::ALL.into_iter().filter(|language| *language != Language::En) {
        fs::write(folder.join(format!("{}.txt", language.tag())), language.words_text())?;
    }
    Ok(())
}
