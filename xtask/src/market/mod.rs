//! `cargo xtask generate STORY`: a simulated market that tells an event, as a `liq-snapshot/1` document.
//!
//! The figures of an event as a newspaper reports them are few: a price, a high, a sum liquidated. To show what lay behind
//! them, leveraged cohorts, hedgers, basis traders, day traders and makers trade with each other along a fundamental path
//! that leads through the reported prices ([`story`]). Open interest, volume, taker share, funding, depth, mark price and
//! liquidations are what they do; none of them is drawn. Where estimated liquidations lie afterwards is nobody's input.
//!
//! Two units are free, because traders know only ratios: that of price is fixed by the last close, that of quantity by the
//! sum of longs liquidated on the last day ([`figures`]). The same story and seed give the same bytes on every machine:
//! random numbers are addressed by counter, transcendental functions come from `libm`.
//!
//! A seed is refused when the figures that are nobody's input (the high, the fall of open interest, funding) do not agree
//! with the report; about half of all seeds agree.
//!
//! What is left out: funding payments do not change margins, nobody adds margin, and makers cannot fail.

mod beside;
mod cohort;
mod document;
mod exchange;
mod figures;
mod fitting;
mod fundamental;
mod holders;
mod maker;
mod position;
mod random;
mod recording;
mod schedule;
mod story;
mod tape;

use std::error::Error;
use std::fs;
use std::io::{Write, stdout};

use exchange::Exchange;
use figures::Figures;
use story::{STORIES, Story};

/// What follows the word `generate`.
pub(crate) const USAGE: &str = "STORY [--seed N] [--out FILE]  simulate a market that tells an event";

/// Words of the command line, checked.
#[derive(Debug, PartialEq)]
struct Order<'a> {
    story: &'a str,
    seed: Option<u64>,
    out: Option<&'a str>,
}

impl<'a> Order<'a> {
    fn of_words(words: &'a [String]) -> Result<Self, String> {
        let (story, mut rest) = words.split_first().ok_or_else(|| format!("which story? one of {}", names()))?;
        let mut order = Self { story, seed: None, out: None };
        while let [option, value, after @ ..] = rest {
            match option.as_str() {
                "--seed" => {
                    let seed = value.parse().map_err(|_| format!("--seed must be a whole number, got {value}"))?;
                    order.seed = Some(seed);
                }
                "--out" => order.out = Some(value),
                _ => return Err(format!("{option} is not known: only --seed N and --out FILE")),
            }
            rest = after;
        }
        if let Some(left) = rest.first() {
            return Err(format!("{left} needs a value"));
        }
        Ok(order)
    }
}

fn names() -> String {
    STORIES.iter().map(|story| story.name).collect::<Vec<_>>().join(", ")
}

/// Writes the document of a story to a file or to standard output, and its figures to standard error.
pub(crate) fn run(words: &[String]) -> Result<(), Box<dyn Error>> {
    let order = Order::of_words(words)?;
    let story = STORIES
        .iter()
        .find(|story| story.name == order.story)
        .ok_or_else(|| format!("{} is no story: one of {}", order.story, names()))?;
    let (text, figures) = generate(story, order.seed.unwrap_or(story.seed))?;
    match order.out {
        Some(path) => fs::write(path, text)?,
        None => stdout().lock().write_all(text.as_bytes())?,
    }
    eprintln!("{figures}");
    Ok(())
}

/// The document of `story` with `seed`, and the figures it meets.
fn generate(story: &Story, seed: u64) -> Result<(String, Figures), Box<dyn Error>> {
    let recording = fitting::in_reported_units(Exchange::new(story, seed).run(), story)?;
    let figures = Figures::of(&recording, story);
    figures.check(story).map_err(|why| format!("seed {seed} does not tell {}: {why}", story.name))?;
    Ok((document::text(&recording, story, seed)?, figures))
}

#[cfg(test)]
mod tests {
    use super::document::tests::checked;
    use super::recording::{Candle, Recording};
    use super::*;

    const PUBLISHED: [(&str, &str); 6] = [
        ("article-1", include_str!("../../../www/data/article-1.json")),
        ("article-2", include_str!("../../../www/data/article-2.json")),
        ("article-3", include_str!("../../../www/data/article-3.json")),
        ("article-3-eth", include_str!("../../../www/data/article-3-eth.json")),
        ("article-4", include_str!("../../../www/data/article-4.json")),
        ("article-5", include_str!("../../../www/data/article-5.json")),
    ];
    const ARTICLE_1: &str = PUBLISHED[0].1;
    const LARGEST_FILE: usize = 400_000;

    fn recorded() -> Recording {
        fitting::in_reported_units(Exchange::new(&STORIES[0], STORIES[0].seed).run(), &STORIES[0]).unwrap()
    }

    #[test]
    fn published_files_are_what_the_stories_give_byte_for_byte() {
        assert_eq!(STORIES.iter().map(|story| story.name).collect::<Vec<_>>(), PUBLISHED.map(|(name, _)| name));
        for (story, (name, published)) in STORIES.iter().zip(PUBLISHED) {
            let (text, _) = generate(story, story.seed).unwrap();
            assert!(text == published, "run: cargo xtask generate {name} --out www/data/{name}.json");
            assert!(text.len() < LARGEST_FILE, "{name}: {} bytes", text.len());
        }
    }

    #[test]
    fn another_seed_gives_another_market() {
        let (text, figures) = generate(&STORIES[0], 8).unwrap();
        assert!(text != ARTICLE_1);
        assert_eq!(figures.check(&STORIES[0]), Ok(()));
    }

    #[test]
    fn figures_of_the_article_are_met() {
        let figures = Figures::of(&recorded(), &STORIES[0]);
        assert!((figures.spot - 112_965.0).abs() < 1e-6, "{figures}");
        assert!((figures.high / 125_517.0 - 1.0).abs() < 0.005, "{figures}");
        assert!((1.6e9..1.8e9).contains(&figures.liquidated_usd), "{figures}");
        assert!((0.08..=0.20).contains(&figures.fall_from_peak) && figures.over_mean > 1.0, "{figures}");
        assert!(figures.funding_before > 0.00015 && figures.funding_last.abs() <= 0.0001, "{figures}");
    }

    #[test]
    fn published_candles_are_possible_ones() {
        let document = checked(ARTICLE_1);
        let candles = &document["markets"][0]["candles"];
        let column = |name: &str| -> Vec<f64> {
            candles[name].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
        };
        let [open, high, low, close] = ["open", "high", "low", "close"].map(column);
        let [volume, turnover, bought] = ["volume", "turnover", "taker_buy_volume"].map(column);
        assert_eq!(open.len(), 1100);
        for i in 0..open.len() {
            assert!(low[i] <= open[i].min(close[i]) && high[i] >= open[i].max(close[i]), "hour {i}");
            assert!(bought[i] > 0.0 && bought[i] < volume[i], "hour {i}");
            assert!(turnover[i] >= low[i] * volume[i] && turnover[i] <= high[i] * volume[i], "hour {i}");
        }
        assert_eq!(close[close.len() - 1], 112_965.0);
    }

    #[test]
    fn open_interest_is_positive_and_liquidations_lie_within_their_hour() {
        let recording = recorded();
        assert!(recording.open_interest.iter().all(|coins| *coins > 0.0));
        for print in &recording.prints {
            let hour = ((print.time_ms - recording.start_ms) / story::HOUR_MS) as usize;
            let Candle { low, high, .. } = recording.candles[hour];
            assert!(low <= print.price && print.price <= high, "{print:?} outside {low}..{high}");
        }
    }

    #[test]
    fn a_story_that_is_not_met_is_refused_with_the_figure() {
        let mut other = STORIES[0];
        other.reported.high = Some(140_000.0);
        let why = generate(&other, other.seed).unwrap_err().to_string();
        assert!(why.contains("does not tell article-1: the high is 125"), "{why}");
    }

    #[test]
    fn words_of_the_command_line_are_checked() {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let all = words("article-1 --seed 7 --out x.json");
        assert_eq!(Order::of_words(&all), Ok(Order { story: "article-1", seed: Some(7), out: Some("x.json") }));
        for (wrong, said) in [
            ("", "which story"),
            ("a --seed x", "whole number"),
            ("a --sed 1", "--sed is not known"),
            ("a --out", "--out needs"),
        ] {
            let why = Order::of_words(&words(wrong)).unwrap_err();
            assert!(why.contains(said), "{wrong}: {why}");
        }
    }
}
