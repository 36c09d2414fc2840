// How well the estimate's swept levels explain contractions of open interest, hour by hour, beside models without levels.

import { estimateLiquidations, splitMix64 } from '../www/headless.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Training before, test from here on; fixed before any score was seen. */
export const SPLIT_MS = Date.UTC(2026, 0, 16);
/** Columns with more open interest of unknown entry are left out. */
const SEEDED_LIMIT = 0.3;
/** Scales of the Laplace densities that training chooses from, and how far back the trailing mean looks. */
const SCALES = [0.0025, 0.005, 0.01, 0.02, 0.05, 0.1];
const TRAILING_HOURS = 72;
const LEAST_EXPECTED = 1e-9;
const UPDATES = 2000;
const RESAMPLES = 1000;
const SEED = 20260228;

/** Scores of one market; `shifted` is the same market with its open interest seven days late, the negative control. */
export function scores(snapshot, shifted) {
  const hours = hoursOf(snapshot);
  const control = new Map(hoursOf(shifted).map((hour) => [hour.time, hour]));
  const kept = hours.filter(({ time, seeded }) => seeded <= SEEDED_LIMIT && (control.get(time)?.seeded ?? 1) <= SEEDED_LIMIT);
  return { contractions: contractions(kept, control), days: days(kept, control, snapshot.markets[0].liquidations) };
}

/** Hours in which open interest fell: how much of it each model explains beyond volume and range. */
function contractions(kept, control) {
  const train = kept.filter(({ time }) => time < SPLIT_MS);
  const test = kept.filter(({ time }) => time >= SPLIT_MS);
  const models = {
    estimate: ({ swept }) => swept, uniform: ({ down, up }) => down + up,
    'Laplace at spot': best(train, (scale) => ({ down, up }) => laplaceBetween(-down, up, scale)),
    'Laplace at trailing mean': best(train, (scale) => ({ mean, down, up }) => laplaceBetween(-down - mean, up - mean, scale)),
    'estimate, open interest 7 days late': ({ time }) => control.get(time).swept,
  };
  const base = fitted(train, undefined);
  const told = Object.entries(models).map(([name, x]) => {
    const model = fitted(train, x);
    const rank = spearman(test.map(x), test.map(({ fell }) => fell));
    return { name, theta: model.weights[2], score: score(test, model, base), interval: interval(test, model, base), rank, model };
  });
  const rival = told.slice(1, 4).reduce((a, b) => (b.score > a.score ? b : a));
  return {
    train: train.length, test: test.length, models: told.map(({ model, ...rest }) => rest),
    gain: { over: rival.name, score: score(test, told[0].model, rival.model), interval: interval(test, told[0].model, rival.model) },
  };
}

/** Days with printed sums of each side: rank correlation with them of what was swept, and of models without levels. */
function days(hours, control, printed) {
  const models = {
    estimate: ({ usd }) => usd, 'volume × overshoot': ({ overshoot }) => overshoot, overshoot: ({ down, up }) => [down, up],
    'estimate, open interest 7 days late': ({ time }) => control.get(time).usd,
  };
  const byDay = new Map();
  for (const hour of hours) byDay.set(hour.day, [...(byDay.get(hour.day) ?? []), hour]);
  return ['long', 'short'].map((side, place) => {
    const rows = Array.from(printed.time_ms, (time, at) => ({ day: byDay.get(Math.floor(time / DAY_MS)), usd: printed.usd[at], side: printed.side[at] }))
      .filter((row) => row.side === side && row.day?.length === 24)
      .map(({ day, usd }) => [usd, ...Object.values(models).map((x) => day.reduce((sum, hour) => sum + x(hour)[place], 0))]);
    const rank = (list, at) => spearman(list.map((row) => row[at]), list.map((row) => row[0]));
    const found = Object.keys(models).map((name, at) => ({ name, rank: rank(rows, at + 1) }));
    const rival = found[1].rank >= found[2].rank ? 1 : 2;
    const gainOf = (list) => rank(list, 1) - rank(list, rival + 1);
    return { side, days: rows.length, models: found, gain: { over: found[rival].name, difference: gainOf(rows), interval: quantiles((path) => gainOf(resampled(rows, path))) } };
  });
}

/** Correlation of ranks; equal values share the mean of theirs. */
function spearman(a, b) {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (x.length - 1) / 2;
  const product = (p, q) => p.reduce((sum, value, at) => sum + (value - mean) * (q[at] - mean), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

function ranks(values) {
  const order = values.map((_, at) => at).sort((a, b) => values[a] - values[b]);
  const found = new Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]] === values[order[from]]) to += 1;
    for (let at = from; at <= to; at += 1) found[order[at]] = (from + to) / 2;
    from = to + 1;
  }
  return found;
}

/** One entry an hour: contraction of open interest, traded volume, range, and what the estimate says was swept, over open interest. */
function hoursOf(snapshot) {
  const { columns, closeTimes, times } = estimateLiquidations(snapshot, { columns: 20_000, rows: 8, sampling: 'causal' });
  const coins = (at) => columns.openInterestUsd[at] / columns.mark[at];
  const logs = Array.from(columns.close, Math.log);
  const overshoots = (at) => [Math.max(0, logs[at - 1] - Math.log(columns.low[at])), Math.max(0, Math.log(columns.high[at]) - logs[at - 1])];
  const hour = (at) => {
    const [down, up] = overshoots(at);
    const before = columns.openInterestUsd[at - 1];
    const trailing = logs.slice(Math.max(0, at - TRAILING_HOURS), at);
    return {
      time: times[at], day: Math.floor(times[at] / DAY_MS), seeded: columns.seededShare[at],
      fell: Math.max(0, 1 - coins(at) / coins(at - 1)), volume: columns.volumeUsd[at] / before,
      range: Math.log(columns.high[at] / columns.low[at]), swept: (columns.sweptUsd.long[at] + columns.sweptUsd.short[at]) / before,
      down, up, overshoot: [down * columns.volumeUsd[at], up * columns.volumeUsd[at]],
      usd: [columns.sweptUsd.long[at], columns.sweptUsd.short[at]],
      mean: trailing.reduce((sum, value) => sum + value, 0) / trailing.length - logs[at - 1],
    };
  };
  return Array.from(closeTimes, (_, at) => at).slice(1).map(hour);
}

/** Mass of a Laplace density around 0 between two distances. */
const laplaceBetween = (from, to, scale) => laplaceUpTo(to, scale) - laplaceUpTo(from, scale);
const laplaceUpTo = (to, scale) => Math.sign(to) * 0.5 * (1 - Math.exp(-Math.abs(to) / scale));

/** The density whose scale explains the training hours best. */
function best(train, density) {
  const deviances = SCALES.map((scale) => deviance(train, fitted(train, density(scale))));
  return density(SCALES[deviances.indexOf(Math.min(...deviances))]);
}

/** Weights of volume, volume × range and `x`, none negative, by quasi-likelihood: each update raises it. */
function fitted(hours, x) {
  const terms = (hour) => [hour.volume, hour.volume * hour.range, x ? x(hour) : 0];
  const rows = hours.map(terms);
  const sums = [0, 1, 2].map((place) => rows.reduce((sum, row) => sum + row[place], 0));
  let weights = sums.map((sum) => (sum > 0 ? hours.reduce((total, { fell }) => total + fell, 0) / (3 * sum) : 0));
  for (let update = 0; update < UPDATES; update += 1) {
    const raised = [0, 0, 0];
    rows.forEach((row, index) => {
      const expected = Math.max(LEAST_EXPECTED, weights[0] * row[0] + weights[1] * row[1] + weights[2] * row[2]);
      for (let place = 0; place < 3; place += 1) raised[place] += row[place] * hours[index].fell / expected;
    });
    weights = weights.map((weight, place) => (sums[place] > 0 ? weight * raised[place] / sums[place] : 0));
  }
  return { weights, expected: (hour) => Math.max(LEAST_EXPECTED, terms(hour).reduce((sum, term, place) => sum + weights[place] * term, 0)) };
}

const deviation = (fell, expected) => 2 * ((fell > 0 ? fell * Math.log(fell / expected) : 0) - (fell - expected));
const deviance = (hours, model) => hours.reduce((sum, hour) => sum + deviation(hour.fell, model.expected(hour)), 0);
const score = (hours, model, base) => 1 - deviance(hours, model) / deviance(hours, base);

/** 2.5 % and 97.5 % of the score over calendar days drawn with return. */
function interval(hours, model, base) {
  const sums = new Map();
  for (const hour of hours) {
    const [own, other] = sums.get(hour.day) ?? [0, 0];
    sums.set(hour.day, [own + deviation(hour.fell, model.expected(hour)), other + deviation(hour.fell, base.expected(hour))]);
  }
  const list = [...sums.values()];
  const total = (drawn, place) => drawn.reduce((sum, day) => sum + day[place], 0);
  return quantiles((path) => {
    const drawn = resampled(list, path);
    return 1 - total(drawn, 0) / total(drawn, 1);
  });
}

function quantiles(draw) {
  const drawn = Array.from({ length: RESAMPLES }, (_, path) => draw(path)).sort((a, b) => a - b);
  return [drawn[Math.floor(0.025 * RESAMPLES)], drawn[Math.ceil(0.975 * RESAMPLES) - 1]];
}

/** As many of `list`, drawn with return. */
const resampled = (list, path) => list.map((_, at) => list[Math.floor(list.length * splitMix64({ seed: SEED + at, path, dimension: 0 }).uniform)]);
