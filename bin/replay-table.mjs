// A replay as tables: aligned text, or Markdown.

const HEAD = [
  'event', 'price before', 'gap', 'share of map',
  'reached, projected', 'reached, published',
  'liquidated BTC, projected', 'liquidated BTC, published', 'model / published', 'all assets, published',
  'open interest, projected', 'open interest, published',
];
const NO_DATA = 'no data';

/** Rows of the replay of events, the head first. */
export function eventRows({ events, readingFactor }) {
  return [HEAD, ...events.map((event) => eventRow(event, readingFactor))];
}

function eventRow({ id, side, inputs, mapScale, projected, published, ratios }, readingFactor) {
  return [
    `${id} ${side}`, price(inputs.price.value), percent(inputs.gap.value), mapScale.value.toPrecision(2) + (mapScale.calibration === 'within' ? '' : ' (outside the range)'),
    `${price(projected.reached)} (${signed(projected.displacement * sign(side))})`, range(published.reached, price),
    money(projected.liquidatedUsd), range(published.liquidatedUsd, money),
    ratios.liquidated === null ? NO_DATA : `${range(ratios.liquidated, factor)}${ratios.withinReadingFactor ? ` (within ${readingFactor})` : ''}`,
    range(published.allAssetsUsd, money),
    `${signed(projected.openInterestChange)}; in BTC ${signed(projected.openInterestCoinChange)}`,
    openInterest(published),
  ];
}

function openInterest({ openInterestChange, openInterestCoinChange }) {
  const inCoins = openInterestCoinChange === null ? '' : `; in BTC ${range(openInterestCoinChange, signed)}`;
  return `${range(openInterestChange, signed)}${inCoins}`;
}

const ARCHIVE_HEAD = [
  'move', 'before (UTC)', 'price', 'shock', 'share of map', 'reached, projected', 'with 0.11 of the map', 'reached in the hour', 'reached later',
  'liquidated, projected', 'open interest (coins), projected', 'in the hour', 'by the extreme', 'close after 1, 6, 24, 48 h',
];

/** Rows of the replay of an archive, the head first. */
export function archiveRows(rows) {
  return [ARCHIVE_HEAD, ...rows.map(archiveRow)];
}

function archiveRow({ id, coin, side, start, time, spot, shock, assumed, projected, atPublishedShare, observed: { hour, later, closes } }) {
  const moved = ({ reached, displacement }) => `${price(reached)} (${signed(displacement * sign(side))})`;
  return [
    `${coin} ${id} ${side}, ${start}`, new Date(time).toISOString().slice(0, 16).replace('T', ' '), price(spot), percent(shock), assumed.mapScale.toPrecision(2),
    moved(projected), moved(atPublishedShare), moved(hour), `${moved(later)} after ${later.hours} h`,
    money(projected.liquidatedUsd), signed(projected.openInterestCoinChange), signed(hour.openInterestCoinChange), signed(later.openInterestCoinChange),
    closes.map((close) => price(close.price)).join(', '),
  ];
}

const CONTRACTION_HEAD = ['coin', 'hours: training, test', 'model', 'weight of its levels', 'share explained beyond volume and range', '95 %', 'rank correlation'];
const DAY_HEAD = ['coin and side', 'days', 'model', 'rank correlation'];

/** The two tables of scores, heads first. */
export function scoreTables(found) {
  const hours = found.flatMap(({ coin, contractions: { train, test, models, gain } }) => [
    ...models.map(({ name, theta, score, interval, rank }) => (
      [coin, `${train}, ${test}`, name, theta.toFixed(3), signed(score), between(interval, signed), rank.toFixed(2)]
    )),
    [coin, `${train}, ${test}`, `estimate beside ${gain.over}`, '', signed(gain.score), between(gain.interval, signed), ''],
  ]);
  const days = found.flatMap(({ coin, days: sides }) => sides.flatMap(({ side, days: count, models, gain }) => [
    ...models.map(({ name, rank }) => [`${coin} ${side}`, String(count), name, rank.toFixed(2)]),
    [`${coin} ${side}`, String(count), `estimate less ${gain.over}`, `${gain.difference.toFixed(2)} (${between(gain.interval, (value) => value.toFixed(2))})`],
  ]));
  return [[CONTRACTION_HEAD, ...hours], [DAY_HEAD, ...days]];
}

const between = ([low, high], words) => `${words(low)} to ${words(high)}`;

/** Lines of what is assumed for all events and what each event starts from. */
export function assumptionLines({ assumptions, events }) {
  const shared = Object.entries(assumptions).map(([name, { value, source }]) => `${name} = ${value}: ${source}`);
  const own = events.flatMap(({ id, inputs }) => Object.entries(inputs).map(([name, { value, kind, source }]) => (
    `${id} ${name} = ${value} (${kind}): ${source}`
  )));
  return [...shared, ...own];
}

/** Rows as a Markdown table. */
export function markdown([head, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |\n`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows.map(line)].join('');
}

/** Rows as aligned text. */
export function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  return rows.map((cells) => `${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ')}\n`).join('');
}

const sign = (side) => (side === 'down' ? -1 : 1);

/** One figure, or the least and the greatest. */
export function range(published, words) {
  if (published === null) return NO_DATA;
  const [low, high] = [words(published.low), words(published.high)];
  return low === high ? low : `${low} to ${high}`;
}

export const price = (value) => value.toFixed(value < 1000 ? 2 : 0).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

export const percent = (share) => `${(100 * share).toFixed(1)} %`;

export const signed = (share) => `${share < -5e-4 ? '−' : '+'}${percent(Math.abs(share))}`;

export const factor = (value) => value.toFixed(value < 0.995 ? 2 : 1);

export const money = (value) => (value >= 999.5e6 ? `$${(value / 1e9).toFixed(2)}bn` : `$${(value / 1e6).toFixed(value < 9.95e6 ? 1 : 0)}M`);
