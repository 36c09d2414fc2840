//! What happened when, in the author's words: a numbered line at its time in the picture; number, words and time under it, in the
//! table and in what is read aloud.

use crate::digits::whole;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::snapshot::{Events, FigureBasis};
use crate::lists::Listed;
use crate::scene::display_list::{Anchor, Mark, Point, Rect, Stroke};
use crate::scene::frame::Table;
use crate::scene::locale::{EventWords, Spoken, fill};
use crate::scene::look::Look;
use crate::scene::marks::label::{LINE_PX, Label, Labels};
use crate::texts::{Texts, text};

/// Lines of a plot, from its top, where an event's words may stand.
const LINES: usize = 5;

/// The events of a snapshot within a window of time, for one page. Each has a number, from 1.
pub struct Happenings<'a> {
    events: Option<&'a Events>,
    snapshot: &'a Snapshot,
    window: (TimeMs, TimeMs),
    look: &'a Look,
}

impl<'a> Happenings<'a> {
    /// Those of `snapshot` in `[from, to]`.
    #[must_use]
    pub fn of(snapshot: &'a Snapshot, window: (TimeMs, TimeMs), look: &'a Look) -> Self {
        Self { events: snapshot.beside.events.as_ref(), snapshot, window, look }
    }

    fn words(&self) -> &'static Spoken<EventWords> {
        &self.look.locale.words().events
    }

    /// Time and words, in the reader's language where the document has them.
    fn all(&self) -> impl Iterator<Item = (TimeMs, &'a str)> {
        let (from_ms, to_ms) = self.window;
        let translations = &self.snapshot.beside.translations;
        let tag = self.look.locale.language.tag();
        let rows = self.events.into_iter().flat_map(|events| events.time_ms.iter().copied().zip(&events.text));
        let inside = rows.filter(move |(time_ms, _)| (from_ms..=to_ms).contains(time_ms));
        inside.map(move |(time_ms, text)| (time_ms, translations.said(text, tag)))
    }

    /// Times with the numbers that stand there.
    #[must_use]
    pub fn numbers(&self) -> Vec<(TimeMs, String)> {
        self.all().enumerate().map(|(place, (time_ms, _))| (time_ms, whole(place + 1))).listed()
    }

    /// Name and words of each, for the box of numbers at a place.
    #[must_use]
    pub fn lines(&self) -> Vec<(String, String)> {
        self.all().map(|(_, text)| (self.words().event().to_owned(), text.to_owned())).listed()
    }

    /// All of them with their numbers and times; nothing where there are none.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        let (locale, words) = (self.look.locale, self.words());
        let said = |(place, (time_ms, text)): (usize, (TimeMs, &str))| {
            let time = locale.date_time(time_ms, &self.look.zone);
            fill(words.said(), &[("n", &whole(place + 1)), ("text", text), ("time", &time)])
        };
        let all: Vec<String> = self.all().enumerate().map(said).listed();
        let all = all.joined(words.separator());
        (!all.is_empty()).then(|| fill(words.sentence(), &[("events", &all)]))
    }

    /// Time, words, and how they came to be known.
    #[must_use]
    pub fn table(&self) -> Option<Table> {
        let (locale, words) = (self.look.locale, self.words());
        let basis = self.events?.origin.basis.map_or("", |basis| match basis {
            FigureBasis::Reported => words.reported(),
            FigureBasis::Simulated => words.simulated(),
            FigureBasis::Measured => words.measured(),
        });
        let row = |(time_ms, text): (TimeMs, &str)| {
            vec![locale.date_time(time_ms, &self.look.zone), text.to_owned(), basis.to_owned()]
        };
        let rows: Vec<Vec<String>> = self.all().map(row).listed();
        let head = vec![locale.words().crosshair.time(), words.event(), words.basis()];
        (!rows.is_empty()).then(|| Table { caption: words.title().to_owned(), head, rows })
    }

    /// A line down `plot` at each; number and words beside it where there is room, else the number alone.
    pub fn draw(&self, plot: Rect, to_px: impl Fn(TimeMs) -> f64, labels: &mut Labels<'_>) -> Vec<Mark> {
        let theme = &self.look.theme;
        let mut marks = Vec::new();
        for (place, (time_ms, text)) in self.all().enumerate() {
            let x = to_px(time_ms);
            let points = vec![Point { x, y: plot.y }, Point { x, y: plot.bottom() }];
            let stroke = Stroke { color: theme.ink, width: 1.0, dash: Some((2.0, 3.0)) };
            marks.push(Mark::Line { points, stroke });
            let number = whole(place + 1);
            let label = |text: &str, line: usize, (x, anchor): (f64, Anchor)| Label {
                text: text.to_owned(),
                at: Point { x, y: plot.y + LINE_PX * (line as f64 + 0.5) },
                anchor,
                bold: false,
                color: theme.ink,
                ground: Some(theme.background.with_alpha(225)),
            };
            let [after, before] = [(x + 5.0, Anchor::Start), (x - 5.0, Anchor::End)];
            let whole = text![number, " ", text];
            let sides = [(&whole, after), (&whole, before), (&number, (x, Anchor::Middle)), (&number, before)];
            let places = sides
                .chunks(2)
                .flat_map(|sides| (0..LINES).flat_map(move |line| sides.iter().map(move |side| (line, side))));
            labels.place_first(places.map(|(line, (text, side))| label(text, line, *side)));
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::locale::Language;
    use crate::scene::look::tests::light;
    use crate::scene::marks::label::tests::Monospace;

    fn snapshot() -> Snapshot {
        let text = r#"{"format": "liq-snapshot/1", "asset": "BTC", "quote": "USDT", "as_of_ms": 7200000,
            "provenance": {"kind": "simulated", "sources": []},
            "markets": [{"venue": "binance", "symbol": "BTCUSDT", "contract": "linear",
                "candles": {"interval_ms": 3600000, "open_time_ms": [0], "open": [1], "high": [1], "low": [1], "close": [1], "volume": [1]}}],
            "events": {"basis": "reported", "time_ms": [0, 3600000, 7200000], "text": ["too early", "A cut", "A fall"]},
            "translations": {"zh-CN": {"A cut": "降息"}}}"#;
        Snapshot::from_json(text).unwrap()
    }

    #[test]
    fn events_outside_the_window_are_left_out_and_the_others_numbered_from_1() {
        let (snapshot, look) = (snapshot(), self::light(Language::En));
        let shown = Happenings::of(&snapshot, (1, 7_200_000), &look);
        assert_eq!(shown.numbers(), [(3_600_000, "1".to_owned()), (7_200_000, "2".to_owned())]);
        let said = shown.sentence().unwrap();
        assert!(said.contains("1 A cut (1 Jan 1970, 01:00 UTC)") && said.contains("2 A fall"), "{said}");
        let table = shown.table().unwrap();
        assert_eq!(table.rows[0], ["1 Jan 1970, 01:00 UTC", "A cut", "reported"]);
        assert_eq!(table.rows.len(), 2);
    }

    #[test]
    fn no_event_in_the_window_is_no_sentence_no_table_and_no_mark() {
        let (snapshot, look) = (snapshot(), self::light(Language::En));
        let shown = Happenings::of(&snapshot, (1, 2), &look);
        assert_eq!((shown.sentence(), shown.table().is_none()), (None, true));
        let plot = Rect { x: 0.0, y: 0.0, width: 400.0, height: 100.0 };
        assert!(shown.draw(plot, |_| 10.0, &mut Labels::new(&Monospace, plot)).is_empty());
    }

    #[test]
    fn words_stand_at_the_line_where_there_is_room_and_else_the_number_alone() {
        let (snapshot, look) = (snapshot(), self::light(Language::ZhCn));
        let shown = Happenings::of(&snapshot, (1, 3_600_000), &look);
        let drawn = |width: f64| {
            let plot = Rect { x: 0.0, y: 0.0, width, height: 100.0 };
            let mut labels = Labels::new(&Monospace, plot);
            assert_eq!(shown.draw(plot, |_| 10.0, &mut labels).len(), 1);
            let texts = labels.into_marks().into_iter().filter_map(|mark| match mark {
                Mark::Text(text) => Some(text.text),
                _ => None,
            });
            texts.collect::<Vec<_>>()
        };
        assert_eq!((drawn(200.0), drawn(40.0)), (vec!["1 降息".to_owned()], vec!["1".to_owned()]));
    }
}
