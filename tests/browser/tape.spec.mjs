import assert from 'node:assert/strict';
import { changed, seen, testEffects, testUnknown, testWrongValues } from './attribute-rules.mjs';
import { drawn, figurePage, opened, tape } from './figure-page.mjs';
import { testFrames, testLabels, testTargets } from './fit-rules.mjs';
import { browserTest } from './harness.mjs';
import { END_MS, tapeSnapshot } from './instrument-snapshots.mjs';
import { strangers } from './said-numbers.mjs';
import { marketSnapshot } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const snapshot = tapeSnapshot();
const options = { snapshot };
const named = tape('src="/snapshot.json" source-name="The desk"');
const page = (body = tape(), more = {}) => ({ ...CHROMIUM, serve: figurePage(body, { ...options, ...more }) });
const HOUR_MS = 3_600_000;

/** Attribute, value, and exactly what it changes. */
const EFFECTS = [
  ['window', '4h', ['chart', 'result', 'lead', 'summary']],
  ['bucket', '6h', ['chart', 'result', 'dek']],
  ['range', '24h', ['chart', 'result', 'dek']],
  ['assets', 'ETH', ['chart', 'result', 'heading', 'dek', 'lead', 'note', 'summary']],
  ['venue', 'bybit', ['chart', 'result', 'dek', 'lead', 'note', 'summary']],
  ['sides', 'short', ['chart', 'controls']],
  ['show', 'totals', ['chart']],
  ['show', 'bars open-interest', ['chart']],
  ['show', 'published', ['chart']],
  ['theme', 'dark', ['chart']],
  ['units', 'cjk', ['chart', 'lead', 'summary']],
  ['timezone', 'UTC+8', ['chart', 'dek', 'note']],
];

/** The reader's choice stands in the buttons as pressed or not, not in their words. */
const effects = EFFECTS.map(([name, value, parts]) => [name, value, parts.filter((part) => name !== 'sides' || part !== 'controls')]);
testEffects(named, effects, options);

testWrongValues(named, [
  ['window', 'long'], ['window', '24h 1h'], ['window', '1h 2h 3h 4h 5h'], ['bucket', 'big'], ['bucket', '2w'], ['range', 'wide'], ['range', '0d'],
  ['assets', 'DOGE'], ['sides', 'up'], ['show', 'totals dots'],
], options);

testUnknown(tape('src="/snapshot.json" windw="1h" palette="blues" direction="red-up" class="wide"'), [
  /<liq-tape>.*windw.*did you mean window\?/, /<liq-tape>.*palette.*left out: a tape is drawn in the colours of its sides/, /<liq-tape>.*direction.*left out/,
], options);

testFrames(tape(), options);
testTargets(tape(), 7, options);
testLabels(tape(), options);

/** Sums of the snapshot's own rows in `(from, to]`. */
function sums(assets, from, to) {
  const total = { long: 0, short: 0 };
  const add = (side, usd, at) => { if (at > from && at <= to) total[side] += usd; };
  if (assets.includes('BTC')) for (const { liquidations } of snapshot.markets) liquidations.time_ms.forEach((at, row) => add(liquidations.side[row], liquidations.usd[row], at));
  for (const { asset, liquidations: { time_ms: times, period_ms: period, long_usd: longs, short_usd: shorts } } of snapshot.assets) {
    if (!assets.includes(asset)) continue;
    times.forEach((start, row) => { add('long', longs[row], start + period); add('short', shorts[row], start + period); });
  }
  return total;
}
const near = (found, wanted) => assert.ok(Math.abs(found - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)), `${found}, wanted ${wanted}`);

browserTest('totals and bars are the sums of the data’s own rows, each window with its end and without its start', { serve: figurePage(tape(), options) }, async (tab) => {
  await opened(tab);
  const { windows, bars } = await tab.evaluate(() => figure().result);
  assert.deepEqual(windows.map(({ window }) => window), ['1h', '24h']);
  for (const { hours, totals, byAsset } of windows) {
    for (const [assets, found] of [[['BTC', 'ETH'], totals], ...byAsset.map(({ asset, totals: own }) => [[asset], own])]) {
      const wanted = sums(assets, END_MS - hours * HOUR_MS, END_MS);
      near(found.long, wanted.long);
      near(found.short, wanted.short);
      near(found.longShare, wanted.long / (wanted.long + wanted.short));
    }
  }
  assert.ok(bars.length > 20 && bars.every(({ isWhole }) => isWhole));
  for (const { fromMs, toMs, longUsd, shortUsd } of bars) {
    const wanted = sums(['BTC', 'ETH'], fromMs, toMs);
    near(longUsd, wanted.long);
    near(shortUsd, wanted.short);
  }
  assert.deepEqual(await tab.pageErrors(), []);
});

browserTest('the latest day is held against the days of the history, and the day it names is the latest at least as large', page(), async (tab) => {
  await opened(tab);
  const { records } = await tab.evaluate(() => figure().result);
  const { liquidation_history: { time_ms: times, long_usd: longs, short_usd: shorts } } = snapshot;
  assert.equal(records.fromTable, true);
  for (const { series, usd, sinceMs, isRecord, largestBeforeUsd } of records.series) {
    const column = times.map((_, row) => ({ long: longs[row], short: shorts[row], total: longs[row] + shorts[row] })[series]);
    const since = column.findLastIndex((value) => value >= usd);
    assert.deepEqual([sinceMs, isRecord], [times[since] ?? null, since < 0]);
    near(largestBeforeUsd, Math.max(...column));
  }
});

browserTest('a day larger than any of the history is the largest since records begin', page(tape(), { snapshot: tapeSnapshot({ liquidation_history: { ...snapshot.liquidation_history, long_usd: snapshot.liquidation_history.long_usd.map(() => 1), short_usd: snapshot.liquidation_history.short_usd.map(() => 1) } }) }), async (tab) => {
  await opened(tab);
  assert.match(await tab.evaluate(() => textOf('lead')), /is the most since records begin \(6 Nov 2025\)/);
  assert.deepEqual(await tab.evaluate(() => figure().result.records.series.map(({ isRecord }) => isRecord)), [true, true, true]);
});

browserTest('figures of several sources are a range, an open bound is said, and accounts are a count', page(), async (tab) => {
  await opened(tab);
  const { reported } = await tab.evaluate(() => figure().result);
  assert.deepEqual(reported.map(({ measure, side, low, high, open, figures }) => [measure, side, low, high, open, figures.length]), [
    ['liquidations', null, 1e9, 1.7e9, true, 2], ['liquidations', 'short', 5.77e8, 5.77e8, false, 1], ['liquidations', 'long', 1e9, 2e9, false, 1],
    ['accounts', null, 180_000, 180_000, true, 1],
  ]);
  const summary = await tab.evaluate(() => figure().summary());
  for (const said of ['$1–1.7B', '$1–2B', '$577M, the most since 12 Oct 2025', 'more than 180K accounts']) assert.ok(summary.includes(said), `${said} in ${summary}`);
  assert.doesNotMatch(summary, /\$180K/);
});

browserTest('in Chinese a range of several sources is 10–20亿', page(tape(), { lang: 'zh-CN' }), async (tab) => {
  await opened(tab);
  const summary = await tab.evaluate(() => figure().summary());
  for (const said of ['10–20亿美元', '5.77亿美元', '逾18万个账户', '多单', '空单']) assert.ok(summary.includes(said), `${said} in ${summary}`);
});

browserTest('a window that some feed does not know has no total, and none is drawn as 0', page(tape('src="/snapshot.json" window="1h 96h"')), async (tab) => {
  await opened(tab);
  const { windows } = await tab.evaluate(() => figure().result);
  assert.equal(windows[1].totals, null);
  assert.deepEqual(windows[1].byAsset.map(({ asset, totals }) => [asset, totals === null]), [['BTC', false], ['ETH', true]]);
  assert.match(await tab.evaluate(() => textOf('lead')), /no data/);
});

browserTest('without liquidations the picture says so and keeps the figures of others', page(tape(), { snapshot: { ...marketSnapshot({ liquidations: 0 }), published: snapshot.published } }), async (tab) => {
  await opened(tab);
  const { windows, records, reported } = await tab.evaluate(() => figure().result);
  assert.deepEqual([windows.map(({ totals }) => totals), records, reported.length], [[null, null], null, 4]);
  assert.match(await tab.evaluate(() => figure().summary()), /no data/);
});

browserTest('the note says in every language what the figures are', page(tape()), async (tab) => {
  await opened(tab);
  for (const [lang, words] of Object.entries({ en: /Simulated data.*Realised liquidations as published/, 'zh-CN': /模拟数据.*已发生的爆仓/, 'zh-TW': /模擬資料.*已發生的爆倉/ })) {
    await tab.evaluate((name) => figure().setAttribute('lang', name), lang);
    await drawn(tab);
    assert.match(await tab.evaluate(() => textOf('note')), words);
  }
});

const whole = (number) => Math.round(number).toLocaleString('en-US');

browserTest('the tables hold the numbers of the result', { serve: figurePage(tape(), options) }, async (tab) => {
  await opened(tab);
  await tab.click('liq-tape >>> .footer button:nth-child(2)');
  await tab.waitFor(() => allInside('.panel table').length === 4);
  const [windows, records, reported, bars] = await tab.evaluate(() => allInside('.panel table').map((table) => [...table.rows].slice(1).map((row) => [...row.cells].map((cell) => cell.textContent))));
  const { result } = await tab.evaluate(() => ({ result: figure().result }));
  assert.deepEqual(windows.map((row) => [row[1], row[3], row[5]]), result.windows.flatMap(({ totals, byAsset }) => [{ asset: 'All', totals }, ...byAsset].map(({ asset, totals: { long, short } }) => [asset, whole(long), whole(short)])));
  assert.deepEqual(records.map((row) => row[1]), result.records.series.map(({ usd }) => whole(usd)));
  assert.deepEqual(reported.map((row) => row[1]), ['$1.7B', 'more than $1B', '$577M', '$1–2B', 'more than 180K accounts']);
  assert.deepEqual(bars.map((row) => row.slice(2)), result.bars.map(({ longUsd, shortUsd }) => [whole(longUsd), whole(shortUsd)]));
});

browserTest('keys go from bar to bar, are spoken, and Enter tells the page', { serve: figurePage(tape(), options) }, async (tab) => {
  await opened(tab);
  await tab.evaluate(() => inside('.chart').focus());
  await tab.key('Home');
  await tab.key('ArrowRight');
  await tab.waitFor(() => inside('.spoken').textContent !== '');
  const spoken = await tab.evaluate(() => inside('.spoken').textContent);
  const { bars: [, second] } = await tab.evaluate(() => figure().result);
  assert.match(spoken, /From 3 Jan 2026/);
  assert.deepEqual(strangers(spoken.replaceAll(/\d+ [A-Z][a-z]{2} \d{4}, \d\d:\d\d/g, ''), await tab.evaluate(() => figure().result)).filter((number) => !/^[\d.]+[KMB]?$/.test(number)), []);
  await tab.key('Enter');
  await tab.waitFor(() => eventsOf('liq-select').length > 0);
  assert.deepEqual(await tab.evaluate(() => eventsOf('liq-select')[0].detail), second);
});

browserTest('the reader chooses a side, and the author’s value counts again where it is given anew', page(), async (tab) => {
  await opened(tab);
  const first = await seen(tab);
  await tab.click('liq-tape >>> [data-control="sides-short"]');
  await drawn(tab);
  assert.ok(changed(first, await seen(tab)).includes('chart'));
  await tab.evaluate(() => figure().setAttribute('sides', 'both'));
  assert.deepEqual(changed(first, await seen(tab)), []);
});

browserTest('the CSV has a row for each bar and says what the figures are', page(), async (tab) => {
  await opened(tab);
  const text = await tab.evaluate(() => figure().toCSV());
  const { bars } = await tab.evaluate(() => figure().result);
  const rows = text.split('\r\n').filter((line) => line !== '' && !line.startsWith('#'));
  assert.equal(rows[0], 'from,to,long_usd,short_usd,long_usd BTC,short_usd BTC,long_usd ETH,short_usd ETH');
  assert.deepEqual(rows.slice(1).map((row) => row.split(',').slice(2, 4).map(Number)), bars.map(({ longUsd, shortUsd }) => [longUsd, shortUsd]));
  assert.match(text, /# note: realised liquidations as published/);
});
