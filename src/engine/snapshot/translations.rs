//! The texts of a document in other languages: labels and events, word for word.

use crate::error::{Code, Result, fault, told};
use crate::lists::Listed;
use crate::texts::is_longer;
use crate::value::{Node, Read};

const MOST_LANGUAGES: usize = 16;
const LONGEST_TEXT: usize = 400;

/// Texts by language tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translations(Vec<(String, Vec<(String, String)>)>);

impl Translations {
    /// `text` in `language` (a tag such as `zh-CN`), or as it stands where the document has no other.
    #[must_use]
    pub fn said<'a>(&'a self, text: &'a str, language: &str) -> &'a str {
        let texts = self.0.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(language)).map(|(_, texts)| texts);
        let found = texts.and_then(|texts| texts.iter().find(|(original, _)| original == text));
        found.map_or(text, |(_, translated)| translated)
    }
}

fn texts(node: Node) -> Result<Vec<(String, String)>> {
    let path = node.path().to_owned();
    let texts = node.named_texts()?;
    let fits =
        |text: &str| !text.trim().is_empty() && !is_longer(text, LONGEST_TEXT) && !text.contains(char::is_control);
    match texts.iter().find(|(_, text)| !fits(text)) {
        Some((original, text)) => {
            let allowed = told!("text of 1 to {LONGEST_TEXT} characters");
            Err(fault!(Code::DataInvalid, told!("{path}.{original}"), text, allowed))
        }
        None => Ok(texts),
    }
}

impl Read for Translations {
    fn read(node: Node) -> Result<Self> {
        let path = node.path().to_owned();
        let languages = node.entries()?;
        if languages.len() > MOST_LANGUAGES {
            let allowed = told!("at most {MOST_LANGUAGES} languages");
            return Err(fault!(Code::DataTooLarge, path, languages.len(), allowed));
        }
        let read = languages.into_iter().map(|(tag, node)| Ok((tag, texts(node)?)));
        read.listed_or_fault().map(Self)
    }
}
