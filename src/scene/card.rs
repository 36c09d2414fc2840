//! A picture that stands alone: the words of the frame as marks around the chart, so that no card travels without its
//! source, its age and what it is.

use crate::error::{Code, Result, fault};
use crate::lists::{Growing, Listed};
use crate::scene::attributes::Attributes;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Rgba, Text};
use crate::scene::figure::Room;
use crate::scene::frame::Frame;
use crate::scene::locale::fill;
use crate::scene::marks::lines::wrapped_in;
use crate::scene::theme::Theme;
use crate::texts::Texts;

/// Between the chart and the words above and below it.
const GAP_PX: f64 = 8.0;

/// What a figure says beside its heading and its notes.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Sentences above the chart; the first one is always drawn.
    pub sentences: Vec<String>,
    /// What stands under them and is always drawn.
    pub disclaimer: Option<&'static str>,
    /// Lines under the chart, drawn where there is room.
    pub after: Vec<String>,
}

/// How much a paragraph matters: what does not fit is left out from the last, and nothing that must be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Must,
    Dek,
    Beside,
    After,
}

/// How a paragraph is set; lengths in CSS pixels.
#[derive(Clone, Copy)]
struct Type {
    size: f64,
    line: f64,
    /// Room above it.
    gap: f64,
    bold: bool,
}

const HEADING: Type = Type { size: 18.0, line: 25.0, gap: 0.0, bold: true };
const QUIET: Type = Type { size: 14.0, line: 20.0, gap: 0.0, bold: false };
const SENTENCE: Type = Type { size: 16.0, line: 24.0, gap: 4.0, bold: false };
const STRONG: Type = Type { size: 13.0, line: 20.0, gap: 0.0, bold: true };
const LISTED: Type = Type { size: 13.0, line: 20.0, gap: 0.0, bold: false };
const NOTE: Type = Type { size: 12.0, line: 18.0, gap: 4.0, bold: false };

struct Paragraph {
    text: String,
    set: Type,
    color: Rgba,
    rank: Rank,
}

/// The words around one chart.
pub struct Card {
    above: Vec<Paragraph>,
    below: Vec<Paragraph>,
    padding: f64,
}

/// Where a card's chart goes, and the marks around it.
#[derive(Clone, Debug)]
pub struct LaidCard {
    /// Heading, sentences, notes.
    pub marks: Vec<Mark>,
    /// Room for the chart.
    pub chart: Rect,
}

impl Card {
    /// No words: the chart alone within `padding` CSS pixels.
    #[must_use]
    pub const fn bare(padding: f64) -> Self {
        Self { above: Vec::new(), below: Vec::new(), padding }
    }

    /// The words of `frame` and what the figure `said`; the author's own words in `attributes` come before the frame's.
    #[must_use]
    pub fn new(frame: &Frame, said: Said, attributes: &Attributes, theme: &Theme, padding: f64) -> Self {
        let own = |name: &str| attributes.iter().find(|(known, text)| known == name && !text.is_empty());
        let or = |name: &str, text: &str| own(name).map_or_else(|| text.to_owned(), |(_, own)| own.clone());
        let ink = |text, set, rank| Paragraph { text, set, color: theme.ink, rank };
        let muted = |text, set, rank| Paragraph { text, set, color: theme.muted, rank };
        let mut above = vec![
            ink(or("heading", &frame.heading), HEADING, Rank::Must),
            muted(or("description", &frame.dek), QUIET, Rank::Dek),
        ];
        above.put_all(said.sentences.into_iter().enumerate().map(|(index, text)| match index {
            0 => ink(text, SENTENCE, Rank::Must),
            _ => ink(text, QUIET, Rank::Beside),
        }));
        above.put_all(said.disclaimer.map(|text| muted(text.to_owned(), STRONG, Rank::Must)));
        let mut below: Vec<_> = said.after.into_iter().map(|text| ink(text, LISTED, Rank::After)).listed();
        // A source that nobody could read is none: those of the data stand.
        let named = own("source-name").map(|(_, name)| name.trim()).filter(|name| name.chars().any(is_seen));
        let note = note_line(frame, named);
        below.push(muted(note, NOTE, Rank::Must));
        Self { above, below, padding }
    }

    /// Lays the card out for a size in CSS pixels, width first. What is of lesser rank goes while the chart would be lower
    /// than `room` wants it.
    ///
    /// # Errors
    /// [`Code::DataRange`] when the chart would be smaller than the least of `room`.
    pub fn lay(mut self, (width, height): (f64, f64), room: Room, measure: &dyn MeasureText) -> Result<LaidCard> {
        let across = width - 2.0 * self.padding;
        let too_small = |name: &str, found: f64, needed: f64| {
            let allowed = format!("{} or more for these words", needed.ceil());
            Err(fault!(Code::DataRange, name, found, allowed))
        };
        if across < room.least_px.0 {
            return too_small("width", width, room.least_px.0 + 2.0 * self.padding);
        }
        for rank in [Rank::After, Rank::Beside, Rank::Dek] {
            if height - self.words_height(across, measure) < room.wanted_px {
                self.above.retain(|paragraph| paragraph.rank < rank);
                self.below.retain(|paragraph| paragraph.rank < rank);
            }
        }
        let words = self.words_height(across, measure);
        if height - words < room.least_px.1 {
            return too_small("height", height, room.least_px.1 + words);
        }
        Ok(self.placed((across, height), measure))
    }

    /// Height of everything but the chart.
    fn words_height(&self, across: f64, measure: &dyn MeasureText) -> f64 {
        let of = |paragraphs: &[Paragraph]| match paragraphs {
            [] => 0.0,
            some => GAP_PX + some.iter().map(|one| one.height(across, measure)).sum::<f64>(),
        };
        of(&self.above) + of(&self.below) + 2.0 * self.padding
    }

    fn placed(self, (across, height): (f64, f64), measure: &dyn MeasureText) -> LaidCard {
        let words = self.words_height(across, measure);
        let mut marks = Vec::new();
        let left = self.padding;
        let mut y = self.padding;
        for paragraph in &self.above {
            y = paragraph.put(Point { x: left, y }, across, measure, &mut marks);
        }
        let top = if self.above.is_empty() { y } else { y + GAP_PX };
        let chart = Rect { x: left, y: top, width: across, height: height - words };
        y = if self.below.is_empty() { chart.bottom() } else { chart.bottom() + GAP_PX };
        for paragraph in &self.below {
            y = paragraph.put(Point { x: left, y }, across, measure, &mut marks);
        }
        LaidCard { marks, chart }
    }
}

impl Paragraph {
    fn lines(&self, across: f64, measure: &dyn MeasureText) -> Vec<String> {
        wrapped_in(&self.text, across, (self.set.size, self.set.bold), measure)
    }

    fn height(&self, across: f64, measure: &dyn MeasureText) -> f64 {
        self.set.gap + self.set.line * self.lines(across, measure).len() as f64
    }

    /// Puts its lines below `at`; gives where the next paragraph begins.
    fn put(&self, at: Point, across: f64, measure: &dyn MeasureText, marks: &mut Vec<Mark>) -> f64 {
        let mut y = at.y + self.set.gap;
        for line in self.lines(across, measure) {
            marks.push(Mark::Text(Text {
                text: line.trim_end().to_owned(),
                at: Point { x: at.x, y: y + self.set.line / 2.0 },
                anchor: Anchor::Start,
                size: self.set.size,
                bold: self.set.bold,
                color: self.color,
            }));
            y += self.set.line;
        }
        y
    }
}

/// Whether a letter leaves ink: neither blank nor one that fonts are told to ignore (Unicode `Default_Ignorable_Code_Point`).
fn is_seen(letter: char) -> bool {
    let is_ignored = matches!(letter as u32,
        0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f | 0x202a..=0x202e
        | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfff8 | 0x1_bca0..=0x1_bca3
        | 0x1_d173..=0x1_d17a | 0xe_0000..=0xe_0fff);
    // U+2800 is the empty pattern of Braille.
    !letter.is_whitespace() && !letter.is_control() && letter != '\u{2800}' && !is_ignored
}

/// The sources, and all that must be said of the data.
fn note_line(frame: &Frame, source_name: Option<&str>) -> String {
    let listed = || frame.sources.iter().map(|(name, _)| name.as_str()).listed().joined(", ");
    let sources = source_name.map_or_else(listed, str::to_owned);
    let source = (!sources.is_empty()).then(|| fill(frame.source_label, &[("sources", &sources)]));
    source.into_iter().chain(frame.notes.iter().cloned()).listed().joined(frame.separator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::marks::label::tests::Monospace;
    use crate::scene::theme::{Direction, Scheme};

    fn card(attributes: &Attributes) -> Card {
        let frame = Frame {
            heading: "What waits".to_owned(),
            dek: "US dollars, BTC".to_owned(),
            notes: vec!["Data to noon UTC".to_owned(), "Estimate, not measurement".to_owned()],
            source_label: "Source: {sources}",
            sources: vec![("A venue".to_owned(), String::new())],
            separator: " · ",
            summary: String::new(),
            lang: "en",
        };
        let said = Said {
            sentences: vec!["It would fall.".to_owned(), "The cliff is near.".to_owned()],
            disclaimer: Some("Not a forecast"),
            after: vec!["Odds".to_owned()],
        };
        Card::new(&frame, said, attributes, &Theme::new(Scheme::Light, Direction::GreenUp), 16.0)
    }

    fn words(laid: &LaidCard) -> Vec<&str> {
        laid.marks
            .iter()
            .filter_map(|mark| if let Mark::Text(text) = mark { Some(text.text.as_str()) } else { None })
            .collect()
    }

    const NOTES: &str = "Source: A venue · Data to noon UTC · Estimate, not measurement";

    #[test]
    fn words_and_chart_fill_the_card_and_do_not_overlap() {
        let laid = card(&Vec::new())
            .lay((800.0, 600.0), Room { wanted_px: 200.0, least_px: (160.0, 100.0) }, &Monospace)
            .unwrap();
        assert_eq!(
            words(&laid),
            ["What waits", "US dollars, BTC", "It would fall.", "The cliff is near.", "Not a forecast", "Odds", NOTES]
        );
        assert_eq!((laid.chart.x, laid.chart.width), (16.0, 768.0));
        for mark in &laid.marks {
            let Mark::Text(text) = mark else { panic!("{mark:?}") };
            assert!(text.at.y + 6.0 <= laid.chart.y || text.at.y - 6.0 >= laid.chart.bottom(), "{text:?}");
            assert!(text.at.y < 600.0 - 16.0);
        }
    }

    #[test]
    fn where_room_is_short_the_lesser_words_go_and_what_must_be_said_stays() {
        let laid = card(&Vec::new())
            .lay((800.0, 330.0), Room { wanted_px: 200.0, least_px: (160.0, 100.0) }, &Monospace)
            .unwrap();
        assert_eq!(words(&laid), ["What waits", "It would fall.", "Not a forecast", NOTES]);
    }

    #[test]
    fn a_size_without_room_for_what_must_be_said_is_refused_with_one_that_has_it() {
        let error = card(&Vec::new())
            .lay((800.0, 200.0), Room { wanted_px: 200.0, least_px: (160.0, 100.0) }, &Monospace)
            .unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (Code::DataRange, "height"));
        let needed: f64 = error.allowed.split(' ').next().unwrap().parse().unwrap();
        assert!(
            card(&Vec::new())
                .lay((800.0, needed), Room { wanted_px: 200.0, least_px: (160.0, 100.0) }, &Monospace)
                .is_ok()
        );
        assert_eq!(
            card(&Vec::new())
                .lay((100.0, 900.0), Room { wanted_px: 200.0, least_px: (160.0, 100.0) }, &Monospace)
                .unwrap_err()
                .field,
            "width"
        );
    }

    #[test]
    fn the_authors_words_come_before_the_frames() {
        let own = [("heading", "Two shelves"), ("description", "Own dek"), ("source-name", "A market")];
        let own: Attributes = own.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec();
        let laid =
            card(&own).lay((800.0, 600.0), Room { wanted_px: 200.0, least_px: (160.0, 100.0) }, &Monospace).unwrap();
        assert_eq!(words(&laid)[..2], ["Two shelves", "Own dek"]);
        assert!(words(&laid).last().unwrap().starts_with("Source: A market · Data to"));
    }

    #[test]
    fn a_source_that_nobody_could_read_leaves_those_of_the_data() {
        for unseen in [" ", "\u{200b}", "\u{2800}\t\u{feff}"] {
            let own: Attributes = vec![("source-name".to_owned(), unseen.to_owned())];
            let room = Room { wanted_px: 200.0, least_px: (160.0, 100.0) };
            let laid = card(&own).lay((800.0, 600.0), room, &Monospace).unwrap();
            assert!(words(&laid).last().unwrap().starts_with("Source: A venue · Data to"), "{unseen:?}");
        }
    }
}
