//! Writes the words of every language that a page's wasm does not speak by itself, one text file a language, and the English
//! ones as a message file for who translates them.

use std::fs;
use std::path::Path;

use liquidation_widgets::scene::locale::Language;

use crate::Outcome;

/// What follows the step's name, and what it does.
pub(crate) const USAGE: &str =
    "FOLDER  write the words of all languages but English, one text file each, and the English message file";

/// What a message file must call its format; another one is refused.
const MESSAGE_FORMAT: &str = "liq-messages/1";

/// Writes `TAG.txt` for each language, and `messages.en.json`, into a folder (first word), which is made when it is missing.
///
/// # Errors
/// When the folder is not named, or cannot be written.
pub(crate) fn run(words: &[String]) -> Outcome {
    let folder = words.first().map(Path::new).ok_or("which folder?")?;
    fs::create_dir_all(folder)?;
    for language in Language::ALL.into_iter().filter(|language| *language != Language::En) {
        fs::write(folder.join(format!("{}.txt", language.tag())), language.words_text())?;
    }
    let line = |(name, text): (String, &str)| {
        Ok(format!("    {}: {}", serde_json::to_string(&name)?, serde_json::to_string(text)?))
    };
    let lines: Vec<String> = Language::En.messages().into_iter().map(line).collect::<serde_json::Result<_>>()?;
    let text = format!(
        "{{\n  \"format\": \"{MESSAGE_FORMAT}\",\n  \"lang\": \"en\",\n  \"words\": {{\n{}\n  }}\n}}\n",
        lines.join(",\n")
    );
    fs::write(folder.join("messages.en.json"), text)?;
    Ok(())
}
