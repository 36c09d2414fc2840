import assert from 'node:assert/strict';
import { classifyRegime } from '../../www/headless.js';
import { testEffects, testUnknown, testWrongValues } from './attribute-rules.mjs';
import { drawn, figurePage, opened, regime } from './figure-page.mjs';
import { testFrames, testLabels, testTargets } from './fit-rules.mjs';
import { browserTest } from './harness.mjs';
import { REGIME_END_MS, regimeSnapshot } from './instrument-snapshots.mjs';
import { strangers } from './said-numbers.mjs';

const CHROMIUM = { engines: ['chromium'] };
const snapshot = regimeSnapshot();
const options = { snapshot };
const named = regime('src="/snapshot.json" source-name="The desk"');
const page = (body = regime(), more = {}) => ({ ...CHROMIUM, serve: figurePage(body, { ...options, ...more }) });
const HOUR_MS = 3_600_000;
const NOW = ['chart', 'result', 'lead', 'summary'];

/** Attribute, value, and exactly what it changes. */
const EFFECTS = [
  ['window', '3d', [...NOW, 'dek']],
  ['range', '7d', ['chart', 'result', 'dek']],
  ['price-band', '20%', NOW],
  ['oi-band', '90%', NOW],
  ['funding-band', '5%', NOW],
  ['oi-drop', '99%', ['chart', 'result']],
  ['cme-window', '2d', ['chart', 'result']],
  ['cme-reset', '0.1%', ['chart', 'result', 'summary']],
  ['cme-basis-drop', '90%', ['chart', 'result', 'summary']],
  ['cme-stable', '0.01%', ['chart', 'result', 'summary']],
  ['venue', 'bybit', [...NOW]],
  ['show', 'strip', ['chart']],
  ['show', 'breakers cme', ['chart']],
  ['direction', 'blue-orange', ['chart']],
  ['theme', 'dark', ['chart']],
  ['timezone', 'UTC+8', ['chart', 'dek', 'lead', 'note', 'summary']],
];

/** The regime of now may turn with a level, or not: what is said of it may change with it. */
const moves = (name) => (['window', 'venue', 'range', 'cme-window', 'oi-drop'].includes(name) ? ['lead', 'summary', 'dek'] : []);
testEffects(named, EFFECTS, { ...options, moves });

testWrongValues(named, [
  ['window', 'wide'], ['range', '0d'], ['price-band', '-1%'], ['price-band', '200%'], ['oi-band', 'wide'], ['funding-band', '10%'], ['oi-drop', '2'],
  ['cme-window', '7'], ['cme-reset', 'far'], ['cme-basis-drop', '-1'], ['cme-stable', '101%'], ['show', 'strip dots'],
], options);

testUnknown(regime('src="/snapshot.json" price-bnd="1%" palette="blues" class="wide"'), [
  /<liq-regime>.*price-bnd.*did you mean price-band\?/, /<liq-regime>.*palette.*left out: regimes are drawn in the colours of rising and falling prices/,
], options);

testFrames(regime(), options);
testTargets(regime(), 5, options);
testLabels(regime(), options);

/** The last close, and the coins open on all markets, that are known at an instant. */
function known(at) {
  const [{ candles: { open_time_ms: opens, close } }] = snapshot.markets;
  const last = (times) => times.findLastIndex((time) => time <= at);
  const coins = snapshot.markets.reduce((sum, { open_interest: { time_ms: times, value } }) => sum + value[last(times)], 0);
  return { price: close[last(opens.map((open) => open + HOUR_MS))], coins };
}

browserTest('each step’s readings are those of the data, and its regime is the one that the engine gives them', { serve: figurePage(regime(), options) }, async (tab) => {
  await opened(tab);
  const { readings, spans, now, asked, stepMs } = await tab.evaluate(() => figure().result);
  assert.ok(readings.length > 100 && new Set(readings.map(({ regime: label }) => label)).size > 4);
  for (const reading of readings.filter((_, row) => row % 7 === 0)) {
    const [before, after] = [reading.timeMs - 24 * HOUR_MS, reading.timeMs].map(known);
    assert.ok(Math.abs(reading.priceChange - (after.price / before.price - 1)) < 1e-12, `${reading.timeMs}`);
    assert.ok(Math.abs(reading.oiChange - (after.coins / before.coins - 1)) < 1e-12, `${reading.timeMs}`);
    const { label, price, oi, funding } = classifyRegime({
      pricePct: 100 * reading.priceChange, oiCoinPct: 100 * reading.oiChange, funding8h: reading.funding8h,
      priceBand: 100 * asked.priceBand, oiBand: 100 * asked.oiBand, fundingBand: asked.fundingBand,
    });
    assert.deepEqual([reading.regime, reading.priceMove, reading.oiMove, reading.fundingMove], [label, price, oi, funding]);
  }
  assert.deepEqual(now, readings.at(-1));
  assert.equal(now.timeMs, REGIME_END_MS);
  assert.deepEqual([spans[0].fromMs, spans.at(-1).toMs, spans.at(-1).regime], [readings[0].timeMs - stepMs, REGIME_END_MS, now.regime]);
  assert.ok(spans.slice(1).every(({ fromMs, regime: label }, row) => fromMs === spans[row].toMs && label !== spans[row].regime));
  assert.deepEqual(await tab.pageErrors(), []);
});

browserTest('a breaker is met, not met or without data, and the counts add up', page(), async (tab) => {
  await opened(tab);
  const { breakers, met, notMet, noData } = await tab.evaluate(() => figure().result);
  assert.deepEqual(breakers.map(({ name }) => name), ['oi', 'funding', 'bursts', 'spot', 'volatility']);
  assert.equal(met + notMet + noData, 5);
  assert.equal(noData, 0);
  const [oi, rates, bursts, spot, volatility] = breakers;
  const wanted = [oi.before - oi.now >= 0.05 * oi.before, Math.abs(rates.now) < Math.abs(rates.before), bursts.now < bursts.before, spot.now > spot.before, volatility.before < volatility.now];
  assert.deepEqual(breakers.map(({ state }) => state), wanted.map((isMet) => (isMet ? 'met' : 'not_met')));
  assert.deepEqual([spot.before, spot.now], [0.25, 14 / 44]);
});

browserTest('the basis of CME fell while its contracts were stable: a normalisation', page(), async (tab) => {
  await opened(tab);
  const { cme } = await tab.evaluate(() => figure().result);
  assert.equal(cme.label, 'normalisation');
  const { time_ms: times, expiry_ms: expiries, price, spot, open_interest: contracts } = snapshot.futures[0];
  const at = (time) => times.flatMap((known, row) => (known === time ? [row] : []));
  for (const [word, time] of [['before', REGIME_END_MS - 7 * 24 * HOUR_MS], ['now', REGIME_END_MS]]) {
    const [near] = at(time);
    const days = (expiries[near] - time) / (24 * HOUR_MS);
    assert.ok(Math.abs(cme.basis[word] - (price[near] / spot[near] - 1) * (365 / days)) < 1e-12);
    assert.equal(cme.contracts[word], at(time).reduce((sum, row) => sum + contracts[row], 0));
  }
  assert.match(await tab.evaluate(() => figure().summary()), /CME against offshore venues: Normalisation/);
});

browserTest('without funding, futures and volumes these say no data, and no regime is named', page(regime(), { snapshot: regimeSnapshot({ markets: ({ funding, ...market }) => market, futures: [], volumes: undefined }) }), async (tab) => {
  await opened(tab);
  const { now, breakers, cme, noData } = await tab.evaluate(() => figure().result);
  assert.deepEqual([now.funding8h, now.fundingMove, now.regime, cme], [null, null, null, null]);
  assert.deepEqual(breakers.map(({ state }) => state === 'no_data'), [false, true, false, true, false]);
  assert.equal(noData, 2);
  const summary = await tab.evaluate(() => figure().summary());
  assert.match(summary, /no regime, since a reading is missing.*funding of 8 hours no data.*2 without data.*CME against offshore venues: no data/);
});

browserTest('the note says in every language what the figures are', page(regime()), async (tab) => {
  await opened(tab);
  for (const [lang, words] of Object.entries({ en: /A description of positions, not a prediction/, 'zh-CN': /仅描述仓位，并非预测/, 'zh-TW': /僅描述部位，並非預測/ })) {
    await tab.evaluate((name) => figure().setAttribute('lang', name), lang);
    await drawn(tab);
    assert.match(await tab.evaluate(() => textOf('note')), words);
  }
});

browserTest('the tables hold readings, breakers and spans of the result', { serve: figurePage(regime(), options) }, async (tab) => {
  await opened(tab);
  await tab.click('liq-regime >>> .footer button:nth-child(2)');
  await tab.waitFor(() => allInside('.panel table').length === 2);
  const [facts, spans] = await tab.evaluate(() => allInside('.panel table').map((table) => [...table.rows].slice(1).map((row) => [...row.cells].map((cell) => cell.textContent))));
  const result = await tab.evaluate(() => figure().result);
  assert.equal(facts.length, 9);
  const words = { met: 'met', not_met: 'not met', no_data: 'no data' };
  assert.deepEqual(facts.slice(3, 8).map((row) => row[2]), result.breakers.map(({ state }) => words[state]));
  assert.equal(spans.length, result.spans.length);
  for (const [row, text] of facts.slice(0, 8).entries()) assert.deepEqual(strangers(text[1], result, [7, 30]), [], `${row}`);
});

browserTest('keys go from step to step, are spoken with the regime, and Enter tells the page', { serve: figurePage(regime(), options) }, async (tab) => {
  await opened(tab);
  await tab.evaluate(() => inside('.chart').focus());
  await tab.key('End');
  await tab.waitFor(() => inside('.spoken').textContent !== '');
  assert.match(await tab.evaluate(() => inside('.spoken').textContent), /Time 5 Feb 2026, 00:00 UTC, Regime [A-Z].*Funding [+−]?0\.0\d+%/);
  await tab.key('Enter');
  await tab.waitFor(() => eventsOf('liq-select').length > 0);
  assert.deepEqual(await tab.evaluate(() => eventsOf('liq-select')[0].detail), await tab.evaluate(() => figure().result.now));
});

browserTest('the CSV has a row for each step with its regime', page(), async (tab) => {
  await opened(tab);
  const text = await tab.evaluate(() => figure().toCSV());
  const { readings } = await tab.evaluate(() => figure().result);
  const rows = text.split('\r\n').filter((line) => line !== '' && !line.startsWith('#'));
  assert.equal(rows[0], 'time,price,price_change,open_interest_coin_change,funding_8h,regime');
  assert.deepEqual(rows.slice(1).map((row) => row.split(',').at(-1)), readings.map(({ regime: label }) => label));
  assert.match(text, /# note: a description of positions, not a prediction/);
});
