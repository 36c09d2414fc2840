// What is wrong, in words: a lean piece of wasm only says of what kind a fault is, the full piece, asked the same, the rest.

import assert from 'node:assert/strict';
import { drawn, figurePage, heatmap, json, opened, scenarios } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { KINDS } from './kinds.mjs';
import { marketSnapshot } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const FULL = '/pkg/liquidation_widgets_bg.wasm';
const GONE = { status: 404, body: '' };
const FALLBACK = '<p class="fallback">A picture in words.</p>';

/** A snapshot with one candle whose high is below its low. */
function spoilt() {
  const snapshot = marketSnapshot();
  snapshot.markets[0].candles.high[5] = 1;
  return snapshot;
}

const told = (page) => page.evaluate(() => eventsOf('liq-error').map(({ detail }) => detail));
const asksFor = ({ requests }, address) => requests.filter((url) => url.startsWith(address)).length;

for (const { kind, body } of KINDS) {
  const serve = figurePage(body(), { snapshot: spoilt() });
  browserTest(`data that a ${kind} refuses are told with field, value and what is allowed; its fallback stays`, { ...CHROMIUM, serve }, async (page) => {
    await page.goto('/');
    await page.waitFor(() => figure()?.state === 'error');
    const [error, ...others] = await told(page);
    assert.deepEqual([error.code, others.length], ['data-range', 0], JSON.stringify(error));
    assert.match(error.field, /^markets\[0\]\.candles\.\w+\[5\]$/);
    assert.ok(error.value.length > 0 && error.allowed.length > 3 && error.message.includes(error.allowed), JSON.stringify(error));
    assert.equal(await page.evaluate(() => figure().ready.catch(({ message }) => message)), error.message);
    assert.deepEqual(await page.pageErrors(), []);
  });
}

const wrong = figurePage(heatmap('src="/snapshot.json"'), {});
browserTest('the full piece is loaded once an attribute is wrong, and once for all that is wrong', { serve: wrong }, async (page) => {
  wrong.requests.length = 0;
  await opened(page);
  assert.equal(asksFor(wrong, FULL), 0);
  for (const [index, [name, value]] of [['palette', 'magmaa'], ['scale', 'cubic'], ['palette', 'viridia']].entries()) {
    await page.evaluate((attribute, text) => figure().setAttribute(attribute, text), name, value);
    await page.waitFor((count) => eventsOf('liq-error').length > count, index);
  }
  assert.deepEqual((await told(page)).map(({ field, value }) => [field, value]), [['palette', 'magmaa'], ['scale', 'cubic'], ['palette', 'viridia']]);
  assert.ok((await told(page)).every(({ allowed, message }) => /one of .*did you mean|one of/.test(allowed) && message.includes(allowed)));
  assert.equal(asksFor(wrong, FULL), 1);
  assert.equal(await page.evaluate(() => figure().state), 'ready');
});

const foreign = figurePage(heatmap('src="/snapshot.json" pallete="blues" x-data="{ open: false }"'), {});
browserTest('attributes that are not known are named without loading anything for it', { ...CHROMIUM, serve: foreign }, async (page) => {
  foreign.requests.length = 0;
  await opened(page);
  const warned = (await page.consoleMessages()).filter(({ type, text }) => type === 'warn' && text.includes('liquidation-widgets'));
  assert.match(warned[0].text, /pallete.*did you mean palette\?/);
  assert.match(warned[1].text, /x-data.*one of /);
  assert.equal(asksFor(foreign, FULL), 0);
});

const without = { [FULL]: GONE };
const lost = figurePage(heatmap('src="/snapshot.json"', FALLBACK), { snapshot: spoilt(), files: without });
browserTest('where the words of a fault cannot be had, its code is told, and the fallback stays', { serve: lost }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'error');
  const [error, ...others] = await told(page);
  assert.deepEqual([error.code, error.allowed, others.length], ['data-range', '', 0]);
  assert.match(await page.evaluate(() => inside('.trouble').textContent), /\(data-range\)$/);
  assert.ok(await page.evaluate(() => document.querySelector('.fallback').checkVisibility()));
});

const attribute = figurePage(heatmap('src="/snapshot.json" palette="magmaa"'), { files: without });
browserTest('the same for an attribute: the picture stands', { ...CHROMIUM, serve: attribute }, async (page) => {
  await opened(page);
  await page.waitFor(() => eventsOf('liq-error').length > 0);
  assert.deepEqual((await told(page)).map(({ code, field }) => [code, field]), [['attribute-invalid', 'palette']]);
  assert.equal(await page.evaluate(() => figure().state), 'ready');
});

const files = { '/good.json': json(marketSnapshot()) };
const renewed = figurePage(heatmap('src="/snapshot.json"', FALLBACK), { snapshot: spoilt(), files });
browserTest('data that come while words are fetched are drawn, and nothing is told of those before', { ...CHROMIUM, serve: renewed }, async (page) => {
  await page.goto('/');
  await page.evaluate(async () => {
    await customElements.whenDefined('liq-heatmap');
    // Read, refused, and asked about: then the author gives other data.
    while (!performance.getEntriesByType('resource').some(({ name }) => name.includes('after-picture'))) await new Promise((resolve) => { setTimeout(resolve); });
    figure().setAttribute('src', '/good.json');
  });
  await drawn(page);
  await page.evaluate(() => frames(20));
  assert.deepEqual(await told(page), []);
});

/** A heatmap that somebody else made, over a day of hours: there is nothing to estimate from. */
const theirs = {
  code: '0', msg: 'success',
  data: {
    y_axis: [90, 95, 100, 105, 110], liquidation_leverage_data: [[0, 1, 1000], [12, 3, 2000]],
    price_candlesticks: Array.from({ length: 24 }, (_, hour) => [1_767_225_600 + 3600 * hour, '100', '101', '99', '100', '5075']),
    update_time: 1_767_225_600_000 + 86_400_000,
  },
};
const ZONES = '<liq-scenario name="A" from="104" to="106"></liq-scenario>';
const made = figurePage(scenarios('src="/theirs.json" symbol="BTCUSDT" venue="binance"', FALLBACK + ZONES), { files: { '/theirs.json': json(theirs) } });
browserTest('a fault that a later piece finds is told in full too; the picture stands', { ...CHROMIUM, serve: made }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => eventsOf('liq-error').length > 0);
  const [error, ...others] = await told(page);
  assert.deepEqual([error.code, error.field, others.length], ['data-empty', 'markets', 0], JSON.stringify(error));
  assert.match(error.allowed, /to compute from/);
  assert.equal(await page.evaluate(() => figure().state), 'ready');
  assert.ok(await page.evaluate(() => allInside('canvas').some((canvas) => canvas.width > 0 && pixelsOf(canvas).some(Boolean))));
});
