//! What every widget takes from the page around it: colours, words, clock.

use crate::engine::market::TimeMs;
use crate::error::{Code, fault, one_of};
use crate::scene::annotations::Annotation;
use crate::scene::attributes::AttributeReader;
use crate::scene::locale::{Language, Locale, Units};
use crate::scene::page::Page;
use crate::scene::theme::{Direction, Theme};
use crate::scene::zone::Zone;

/// Colours, words and clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Colours of the chart.
    pub theme: Theme,
    /// Words and numbers.
    pub locale: Locale,
    /// Whose clock.
    pub zone: Zone,
    /// What time it is, where a page is looked at.
    pub now_ms: Option<TimeMs>,
    /// What the author marked.
    pub annotations: Vec<Annotation>,
}

impl Look {
    /// Reads the attributes that every element has.
    #[must_use]
    pub fn read(reader: &mut AttributeReader<'_>, page: &Page) -> Self {
        check_host_attributes(reader);
        let units = reader.parsed("units", Units::parse);
        let direction = reader.parsed("direction", Direction::parse);
        let theme = Theme::new(page.scheme(), direction).with_overrides(&page.overrides());
        let zone = page.zone(reader.text("timezone")).unwrap_or_else(|error| {
            reader.blame(error.about("timezone".to_owned()));
            Zone::utc()
        });
        Self {
            theme: if page.more_contrast { theme.with_more_contrast() } else { theme },
            locale: Locale::new(Language::spoken(&page.lang), units),
            zone,
            now_ms: page.now_ms,
            annotations: page.annotations.clone(),
        }
    }
}

/// The host page acts on these; their faults are told here, where all others are.
fn check_host_attributes(reader: &mut AttributeReader<'_>) {
    for (name, words) in [("theme", ["auto", "light", "dark"]), ("load", ["lazy", "eager", "click"])] {
        reader.parsed(name, |text| match words.contains(&text) {
            true => Ok(()),
            false => Err(fault!(Code::AttributeInvalid, name, text, one_of(text, &words))),
        });
    }
    for name in ["static", "no-controls", "no-table", "no-export"] {
        reader.switch(name, false);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::scene::theme::Scheme;

    /// A light page whose clock is UTC.
    pub(crate) fn light(language: Language) -> Look {
        Look {
            theme: Theme::new(Scheme::Light, Direction::GreenUp),
            locale: Locale::new(language, Units::default()),
            zone: Zone::utc(),
            now_ms: None,
            annotations: Vec::new(),
        }
    }
}
