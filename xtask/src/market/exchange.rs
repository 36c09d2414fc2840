//! The simulated exchange: everyone trades against the makers' book, step by step.
//!
//! A step is five minutes. In it hedgers, cohorts and day traders trade in that order, makers pass on what they took to
//! basis traders, and then whoever's margin is used up is closed by force, round after round, until the mark price takes
//! nobody else. Each order moves the price that the next one pays. Every coin bought is a coin sold, so that the positions
//! of all groups add up to nothing; open interest is the sum of the long ones.

use super::cohort::{Belief, Cohort, Sight};
use super::fundamental::fundamental;
use super::holders::{Holders, busyness};
use super::maker::Maker;
use super::random::{Purpose, Stream};
use super::recording::{Candle, DepthBand, MarkCandle, Print, Recording};
use super::story::{HOUR_MS, STEP_MS, STEPS_PER_HOUR, Story};

/// Share of the makers' shift that the spot market follows: the rest is premium.
const SPOT_FOLLOWS: f64 = 0.85;
/// Weight of the newest step in the smoothed premium of the mark price.
const PREMIUM_WEIGHT: f64 = 0.3;
/// Steps between funding settlements: eight hours.
const FUNDING_STEPS: usize = 8 * STEPS_PER_HOUR;
/// Rounds of forced closing in one step at most.
const MOST_ROUNDS: usize = 60;
/// Distances at which the book is reported.
const DEPTH_DISTANCES: [f64; 8] = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05];
/// How many cohorts hold each belief.
const POPULATION: [(Belief, usize); 3] = [(Belief::Trend, 900), (Belief::Dip, 700), (Belief::Rally, 400)];

/// The market while it runs.
pub(super) struct Exchange<'a> {
    story: &'a Story,
    seed: u64,
    path: Vec<f64>,
    step: usize,
    closes: Vec<f64>,
    maker: Maker,
    holders: Holders,
    cohorts: Vec<Cohort>,
    smoothed_premium: f64,
    premiums: Vec<f64>,
    candle: Candle,
    mark: MarkCandle,
    recording: Recording,
}

impl<'a> Exchange<'a> {
    /// The market of `story` before its first step.
    pub(super) fn new(story: &'a Story, seed: u64) -> Self {
        let path = fundamental(story.anchors, seed);
        let first = libm::exp(path[0]);
        let beliefs = POPULATION.iter().flat_map(|(belief, count)| std::iter::repeat_n(*belief, *count));
        let cohorts = beliefs.enumerate().map(|(id, belief)| Cohort::of_seed(id, belief, seed)).collect();
        let start_ms = story.warm_up_ms + story.first_hour as i64 * HOUR_MS;
        Self {
            story,
            seed,
            closes: vec![path[0]],
            path,
            step: 0,
            maker: Maker::new(),
            holders: Holders::at_rest(),
            cohorts,
            smoothed_premium: 0.0,
            premiums: Vec::new(),
            candle: Candle::at(first),
            mark: MarkCandle::at(first),
            recording: Recording { start_ms, ..Recording::default() },
        }
    }

    /// Runs to the end of the story.
    pub(super) fn run(mut self) -> Recording {
        for step in 0..self.story.last_hour * STEPS_PER_HOUR {
            self.advance(step);
        }
        self.recording.depth = DEPTH_DISTANCES.map(|distance| self.depth_within(distance)).to_vec();
        self.recording
    }

    fn advance(&mut self, step: usize) {
        self.step = step;
        self.hedge();
        self.decide();
        self.day_trade();
        self.holders.basis += self.maker.pass_on();
        self.close_by_force();
        self.end_step();
    }

    fn now_ms(&self) -> i64 {
        self.story.warm_up_ms + self.step as i64 * STEP_MS
    }

    /// Log price at which the next small order is filled. The fundamental of a step is that of its end, so that the last
    /// step ends on the last anchor.
    fn price(&self) -> f64 {
        self.path[self.step + 1] + self.maker.shift() + self.holders.premium()
    }

    /// Log price of the spot market, which leads the mark price.
    fn spot(&self) -> f64 {
        self.path[self.step + 1] + SPOT_FOLLOWS * self.maker.shift()
    }

    fn mark_price(&self) -> f64 {
        self.spot() + self.smoothed_premium
    }

    /// Fills a taker's order and gives the log of its mean price.
    fn trade(&mut self, coins: f64) -> f64 {
        let base = self.path[self.step + 1] + self.holders.premium();
        let mean = base + self.maker.fill(coins);
        self.candle.trade(coins, libm::exp(mean), libm::exp(self.price()));
        mean
    }

    fn hedge(&mut self) {
        let order = self.holders.hedge(self.closes[self.closes.len() - 1], self.path[0]);
        self.trade(order);
        self.holders.hedgers += order;
    }

    fn decide(&mut self) {
        let resolve = Stream::new(self.seed, Purpose::Resolve);
        let appetite = self.story.appetite.at(self.step as f64 / STEPS_PER_HOUR as f64);
        for id in 0..self.cohorts.len() {
            let sight = Sight { closes: &self.closes, step: self.step, appetite };
            let draw = resolve.uniform((self.step * self.cohorts.len() + id) as u64);
            if let Some(coins) = self.cohorts[id].order(&sight, draw) {
                let price = self.trade(coins);
                self.cohorts[id].filled(coins, price, self.step);
            }
        }
    }

    fn day_trade(&mut self) {
        let news = self.path[self.step + 1] - self.path[self.step];
        let orders = self.holders.day_orders(self.step, busyness(self.now_ms() / HOUR_MS), news, self.seed);
        self.trade(orders.bought);
        self.trade(-orders.sold);
        self.holders.day_traders += orders.bought - orders.sold;
    }

    fn close_by_force(&mut self) {
        self.mark.note(libm::exp(self.mark_price()));
        let first_print = self.recording.prints.len();
        for _ in 0..MOST_ROUNDS {
            let mark = self.mark_price();
            let taken = |cohort: &Cohort| cohort.position.is_some_and(|position| position.is_taken_by(mark));
            let doomed: Vec<usize> = (0..self.cohorts.len()).filter(|id| taken(&self.cohorts[*id])).collect();
            if doomed.is_empty() {
                break;
            }
            for id in doomed {
                self.liquidate(id);
            }
            self.mark.note(libm::exp(self.mark_price()));
        }
        self.stamp_prints(first_print);
    }

    fn liquidate(&mut self, id: usize) {
        let Some(position) = self.cohorts[id].position else { return };
        let price = libm::exp(self.trade(-position.quantity));
        self.cohorts[id].liquidated(self.step);
        let (long, coins) = (position.quantity > 0.0, position.quantity.abs());
        self.recording.prints.push(Print { time_ms: self.now_ms(), long, price, coins });
    }

    /// Spreads the prints of this step over it, in the order of their rounds.
    fn stamp_prints(&mut self, first: usize) {
        let prints = &mut self.recording.prints[first..];
        let gap = STEP_MS / (prints.len() as i64 + 1);
        for (index, print) in prints.iter_mut().enumerate() {
            print.time_ms += gap * (index as i64 + 1);
        }
    }

    fn end_step(&mut self) {
        let close = self.price();
        self.maker.note_move(close - self.closes[self.closes.len() - 1]);
        self.closes.push(close);
        let premium = close - self.spot();
        self.premiums.push(premium);
        self.smoothed_premium += PREMIUM_WEIGHT * (premium - self.smoothed_premium);
        let last = libm::exp(close);
        self.candle.high = self.candle.high.max(last);
        self.candle.low = self.candle.low.min(last);
        self.candle.close = last;
        self.mark.note(libm::exp(self.mark_price()));
        if (self.step + 1).is_multiple_of(FUNDING_STEPS) {
            self.settle_funding();
        }
        if (self.step + 1).is_multiple_of(STEPS_PER_HOUR) {
            self.end_hour(last);
        }
    }

    /// The rate of the last eight hours: mean premium, drawn towards 0.01 % by at most 0.05 %.
    fn settle_funding(&mut self) {
        let mean = self.premiums.iter().sum::<f64>() / self.premiums.len() as f64;
        let rate = mean + (0.0001 - mean).clamp(-0.0005, 0.0005);
        self.recording.funding.push((self.now_ms() + STEP_MS, rate));
        self.premiums.clear();
    }

    fn end_hour(&mut self, last: f64) {
        let mark = MarkCandle::at(libm::exp(self.mark_price()));
        let (candle, mark) =
            (std::mem::replace(&mut self.candle, Candle::at(last)), std::mem::replace(&mut self.mark, mark));
        if self.now_ms() < self.recording.start_ms {
            self.recording.prints.clear();
            self.recording.funding.clear();
            return;
        }
        self.recording.candles.push(candle);
        self.recording.marks.push(mark);
        self.recording.open_interest.push(self.open_interest());
    }

    /// Every group's position in coins; they add up to 0.
    fn positions(&self) -> impl Iterator<Item = f64> + '_ {
        let groups = [self.maker.coins, self.holders.basis, self.holders.hedgers, self.holders.day_traders];
        let cohorts = self.cohorts.iter().filter_map(|cohort| cohort.position).map(|position| position.quantity);
        groups.into_iter().chain(cohorts)
    }

    fn open_interest(&self) -> f64 {
        self.positions().filter(|coins| *coins > 0.0).sum()
    }

    /// The makers' quotes, and the orders with which cohorts wait to take their profit: shorts bid, longs offer.
    fn depth_within(&self, distance: f64) -> DepthBand {
        let price = self.price();
        let [bid, ask] = [-1.0, 1.0].map(|side: f64| {
            let reach = libm::log1p(side * distance);
            let waits =
                |(target, _): &(f64, f64)| (target - price) * side >= 0.0 && (target - price) * side <= reach.abs();
            let exits = self.cohorts.iter().filter_map(Cohort::exit).filter(|(_, coins)| coins * side < 0.0);
            let waiting: f64 = exits.filter(waits).map(|(_, coins)| coins.abs()).sum();
            self.maker.coins_per_log() * reach.abs() + waiting
        });
        DepthBand { distance, bid, ask }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::position::Position;
    use crate::market::story::STORIES;

    /// Rounding of some ten thousand sums, as a share of open interest.
    const TOLERANCE: f64 = 1e-9;

    #[test]
    fn every_coin_bought_is_a_coin_sold() {
        let mut exchange = Exchange::new(&STORIES[0], STORIES[0].seed);
        for step in 0..2000 {
            exchange.advance(step);
            let (sum, open): (f64, f64) = (exchange.positions().sum(), exchange.open_interest());
            assert!(sum.abs() <= TOLERANCE * open, "step {step}: {sum} of {open}");
        }
        assert!(exchange.open_interest() > 10_000.0);
    }

    #[test]
    fn nobody_is_left_whose_margin_is_used_up() {
        let mut exchange = Exchange::new(&STORIES[0], STORIES[0].seed);
        exchange.cohorts[0].position = Some(Position::open(500.0, exchange.price(), 50.0, 0));
        exchange.path[1] -= 0.03;
        exchange.close_by_force();
        assert_eq!(exchange.cohorts[0].position, None);
        let print = exchange.recording.prints[0];
        assert!(print.long && print.coins == 500.0, "{print:?}");
    }
}
