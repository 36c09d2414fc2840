//! Returns by month, made with a season: October mostly positive, September mostly not.

use super::super::random::{Purpose, Stream};
use super::{rounded, source};
use serde_json::{Value, json};

/// Mean and standard deviation of each calendar month's return, percent.
const SEASON: [(f64, f64); 12] = [
    (3.0, 18.0),
    (9.0, 20.0),
    (4.0, 18.0),
    (9.0, 17.0),
    (5.0, 22.0),
    (-1.0, 15.0),
    (6.0, 14.0),
    (1.0, 18.0),
    (-4.0, 9.0),
    (11.0, 20.0),
    (12.0, 25.0),
    (4.0, 18.0),
];

/// The table from January of `first` to the month before `until`, a year and a month from 1.
pub(super) fn table(first: i32, until: (i32, usize), seed: u64) -> Value {
    let draws = Stream::new(seed, Purpose::Beside);
    let months: Vec<(i32, usize)> = (first..=until.0)
        .flat_map(|year| (1..=12).map(move |month| (year, month)))
        .filter(|month| *month < until)
        .collect();
    let of = |(index, (_, month)): (usize, &(i32, usize))| {
        let (mean, deviation) = SEASON[month - 1];
        rounded((mean + deviation * draws.normal(800_000 + index as u64)).max(-45.0), 2)
    };
    json!({
        "basis": "simulated",
        "source": source("Simulated, with the season that the article names"),
        "month": months.iter().map(|(year, month)| format!("{year}-{month:02}")).collect::<Vec<_>>(),
        "return_pct": months.iter().enumerate().map(of).collect::<Vec<_>>(),
    })
}
