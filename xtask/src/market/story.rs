//! The events told, as the generator needs them: dates, anchors of the fundamental path, and the figures to meet.
//!
//! Hours count from `warm_up_ms`. Prices are in US dollars per coin; the last anchor sets the scale of all of them.

mod articles;

use super::beside::{self, Ground};
use super::schedule::Schedule;
use serde_json::Value;

pub(super) use articles::ARTICLE_3_ETH;
use articles::{ARTICLE_2, ARTICLE_3, ARTICLE_4, ARTICLE_5};

/// Steps of the simulation in one hour.
pub(super) const STEPS_PER_HOUR: usize = 12;
/// One hour in milliseconds.
pub(super) const HOUR_MS: i64 = 3_600_000;
/// One step in milliseconds.
pub(super) const STEP_MS: i64 = HOUR_MS / STEPS_PER_HOUR as i64;

/// A point that the fundamental path goes through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    /// When, in hours; a multiple of a step.
    pub(super) hour: f64,
    /// US dollars.
    pub(super) price: f64,
    /// Noise from here to the next anchor; 1 is usual.
    pub(super) roughness: f64,
}

pub(super) const fn anchor(hour: f64, price: f64, roughness: f64) -> Anchor {
    Anchor { hour, price, roughness }
}

/// US dollars of one side liquidated in some of the last hours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Liquidated {
    /// First hour summed, counted back from the end of the data.
    pub(super) from: usize,
    /// Hour before which the sum ends, counted back from the end of the data.
    pub(super) to: usize,
    /// Whether longs.
    pub(super) long: bool,
    /// US dollars.
    pub(super) usd: f64,
}

/// Lowest and highest price of the last 24 hours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    /// Lowest.
    pub(super) low: f64,
    /// Highest.
    pub(super) high: f64,
}

/// Figures that the article reports; the data must agree with them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reported {
    /// Close of the last candle, to the tick.
    pub(super) spot: f64,
    /// Highest price of all candles, implied by the reported distance of the spot from it.
    pub(super) high: Option<f64>,
    /// Range of the last 24 hours; prices are bent to meet it.
    pub(super) range: Option<Range>,
    /// Sums liquidated. The market is sized to the first; the tape meets the others by sizing its orders.
    pub(super) liquidated: &'static [Liquidated],
    /// Whether open interest has come off its peak without collapsing while funding went back to neutral.
    pub(super) thins_out: bool,
    /// US dollars bid within 1 % of the last price.
    pub(super) depth_usd: Option<f64>,
}

/// One event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Story {
    /// The word on the command line.
    pub(super) name: &'static str,
    /// The coin.
    pub(super) asset: &'static str,
    /// Day at which the data end, `YYYY-MM-DD`.
    pub(super) date: &'static str,
    /// Price steps in one US dollar.
    pub(super) ticks_per_usd: f64,
    /// Seed of the published file.
    pub(super) seed: u64,
    /// Start of the simulation; nothing is published before `first_hour`.
    pub(super) warm_up_ms: i64,
    /// First hour published.
    pub(super) first_hour: usize,
    /// Hour at which the data end.
    pub(super) last_hour: usize,
    /// Where the fundamental path leads through.
    pub(super) anchors: &'static [Anchor],
    /// How eagerly leveraged traders enter, by hour; 1 is usual.
    pub(super) appetite: Schedule,
    /// Figures to meet.
    pub(super) reported: Reported,
    /// What stands beside the market.
    pub(super) beside: fn(Ground<'_>) -> Value,
}

/// Every story, by name.
pub(super) const STORIES: &[Story] = &[ARTICLE_1, ARTICLE_2, ARTICLE_3, ARTICLE_3_ETH, ARTICLE_4, ARTICLE_5];

/// BTC from 8 August to 22 September 2025: a high in mid-August, a slide to 108,000, a recovery into the rate cut of
/// 17 September that brought leverage back, and the flush of Monday the 22nd. Simulated from 29 July.
const ARTICLE_1: Story = Story {
    name: "article-1",
    asset: "BTC",
    date: "2025-09-22",
    ticks_per_usd: 10.0,
    seed: 20_250_922,
    warm_up_ms: 1_753_747_200_000,
    first_hour: 240,
    last_hour: 1340,
    anchors: &[
        anchor(0.0, 117_800.0, 1.0),
        anchor(72.0, 115_200.0, 1.0),
        anchor(114.0, 112_800.0, 0.8),
        anchor(168.0, 114_400.0, 0.9),
        anchor(240.0, 116_700.0, 0.8),
        anchor(288.0, 118_500.0, 1.0),
        anchor(324.0, 120_900.0, 1.0),
        anchor(338.0, 119_000.0, 1.0),
        anchor(372.0, 122_200.0, 0.8),
        anchor(386.0, 125_000.0, 1.0),
        anchor(398.0, 119_200.0, 1.0),
        anchor(456.0, 117_500.0, 0.8),
        anchor(524.0, 113_400.0, 1.0),
        anchor(589.0, 112_700.0, 1.0),
        anchor(594.0, 116_600.0, 0.9),
        anchor(642.0, 114_700.0, 1.0),
        anchor(673.0, 110_400.0, 1.0),
        anchor(720.0, 112_700.0, 0.9),
        anchor(764.0, 109_000.0, 0.8),
        anchor(816.0, 108_900.0, 0.9),
        anchor(864.0, 111_700.0, 0.9),
        anchor(912.0, 112_300.0, 0.9),
        anchor(938.0, 110_900.0, 0.7),
        anchor(1008.0, 112_400.0, 0.8),
        anchor(1056.0, 114_500.0, 0.8),
        anchor(1104.0, 115_900.0, 0.6),
        anchor(1150.0, 115_200.0, 0.8),
        anchor(1180.0, 116_400.0, 0.8),
        anchor(1218.0, 116_500.0, 1.1),
        anchor(1236.0, 117_700.0, 0.8),
        anchor(1260.0, 116_600.0, 0.7),
        anchor(1290.0, 115_900.0, 0.5),
        anchor(1320.0, 115_300.0, 0.6),
        anchor(1325.0, 114_900.0, 0.8),
        anchor(1327.0, 111_800.0, 0.8),
        anchor(1328.5, 110_200.0, 0.8),
        anchor(1331.0, 112_400.0, 0.8),
        anchor(1340.0, 112_965.0, 0.6),
    ],
    appetite: Schedule(&[
        (0.0, 0.18),
        (386.0, 0.18),
        (816.0, 0.2),
        (1008.0, 0.6),
        (1180.0, 1.4),
        (1236.0, 3.2),
        (1325.0, 3.2),
        (1327.0, 0.45),
        (1340.0, 0.45),
    ]),
    reported: Reported {
        spot: 112_965.0,
        high: Some(125_517.0),
        range: None,
        liquidated: &[Liquidated { from: 20, to: 0, long: true, usd: 1.68e9 }],
        thins_out: true,
        depth_usd: None,
    },
    beside: beside::of_article_1,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_stand_on_steps_in_order_from_the_first_hour_to_the_last() {
        for story in STORIES {
            let hours: Vec<f64> = story.anchors.iter().map(|anchor| anchor.hour).collect();
            assert!(hours.windows(2).all(|pair| pair[0] < pair[1]), "{}", story.name);
            assert!(hours.iter().all(|hour| (hour * STEPS_PER_HOUR as f64).fract() == 0.0), "{}", story.name);
            assert_eq!((hours[0], hours[hours.len() - 1]), (0.0, story.last_hour as f64), "{}", story.name);
        }
    }
}
