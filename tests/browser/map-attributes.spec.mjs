import assert from 'node:assert/strict';
import { changed, seen, testEffects, testUnknown, testWrongValues } from './attribute-rules.mjs';
import { drawn, figurePage, map, opened } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { marketSnapshot } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const named = map('src="/snapshot.json" source-name="The desk"');

/** Attribute, value, and exactly what it changes. */
const EFFECTS = [
  ['stack', 'venue', ['chart', 'result']],
  ['stack', 'none', ['chart', 'result']],
  ['window', '5%', ['chart', 'result', 'summary']],
  ['window', '0.12', ['chart', 'result', 'summary', 'controls']],
  ['cumulative', 'false', ['chart']],
  ['clusters', 'false', ['chart']],
  ['view', 'simple', ['chart', 'controls']],
  ['rows', '80', ['chart', 'result', 'summary']],
  ['row-scale', 'linear', ['chart', 'result', 'summary']],
  ['leverage', '5 10', ['chart', 'result', 'summary']],
  ['venue', 'binance', ['chart', 'result', 'dek', 'summary']],
  ['theme', 'dark', ['chart']],
  ['units', 'cjk', ['chart', 'summary']],
  ['timezone', 'UTC+8', ['dek', 'note', 'summary']],
];

testEffects(named, EFFECTS);

testWrongValues(named, [
  ['stack', 'exchange'], ['window', '0.95'], ['window', '0'], ['window', 'wide'], ['cumulative', 'perhaps'], ['clusters', 'perhaps'],
  ['view', 'easy'], ['rows', 'many'], ['rows', '0'], ['rows', '2000'], ['row-scale', 'cubic'], ['leverage', 'ten'], ['leverage', '0'],
]);

testUnknown(map('src="/snapshot.json" stak="venue" range="7d" palette="blues" direction="red-up" class="wide"'), [
  /<liq-map>.*stak.*did you mean stack\?/, /<liq-map>.*range.*left out: a map shows one instant/, /<liq-map>.*palette.*left out/, /<liq-map>.*direction.*left out/,
]);

browserTest('the reader’s choices of view, range and stack stand until the author gives the attribute', { ...CHROMIUM, serve: figurePage(map()) }, async (page) => {
  await opened(page);
  const first = await seen(page);
  const choose = (name, value) => page.evaluate((control, text) => {
    const select = inside(`[data-control="${control}"]`);
    select.value = text;
    select.dispatchEvent(new Event('change'));
  }, name, value);
  await choose('window', '5%');
  await choose('stack', 'venue');
  await page.click('liq-map >>> [data-control="view-simple"]');
  const chosen = await seen(page);
  assert.deepEqual([chosen.result.window, chosen.result.stack], [0.05, 'venue']);
  assert.deepEqual(await page.evaluate(() => allInside('[aria-pressed]').map((button) => button.ariaPressed)), ['false', 'true']);
  await page.evaluate(() => { figure().theme = 'light'; });
  assert.deepEqual(changed(chosen, await seen(page)), []);
  await page.evaluate(() => Object.assign(figure(), { window: '8%', stack: 'leverage', view: 'detailed' }));
  assert.deepEqual(changed(first, await seen(page)), []);
});

browserTest('the author’s value counts where it is given anew, the same as before', { ...CHROMIUM, serve: figurePage(map('src="/snapshot.json" view="detailed"')) }, async (page) => {
  await opened(page);
  const first = await seen(page);
  await page.click('liq-map >>> [data-control="view-simple"]');
  assert.notEqual((await seen(page)).chart, first.chart);
  await page.evaluate(() => figure().setAttribute('view', 'detailed'));
  assert.deepEqual(changed(first, await seen(page)), []);
});

const other = marketSnapshot({ seed: 9, asset: 'ETH' });
browserTest('another address draws other data, and a hash that does not fit keeps the drawing', { ...CHROMIUM, serve: figurePage(map(), { files: { '/other.json': { headers: { 'content-type': 'application/json' }, body: JSON.stringify(other) } } }) }, async (page) => {
  await opened(page);
  await page.evaluate(() => { figure().src = '/other.json'; });
  await page.waitFor(() => figure().state === 'ready' && figure().result.asset === 'ETH');
  await drawn(page);
  const before = await seen(page);
  await page.evaluate(() => { figure().integrity = 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='; });
  await page.waitFor(() => figure().state === 'error');
  assert.equal(await page.evaluate(() => eventsOf('liq-error')[0].detail.code), 'integrity-mismatch');
  await page.evaluate(() => { figure().integrity = null; });
  await page.waitFor(() => figure().state === 'ready');
  assert.deepEqual(changed(before, await seen(page)), []);
});

browserTest('load="click" asks for nothing until the reader presses the button', { ...CHROMIUM, serve: figurePage(map('src="/snapshot.json" load="click"')) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => Boolean(inside('button')));
  assert.deepEqual(await page.evaluate(() => [figure().state, performance.getEntriesByType('resource').filter(({ name }) => /\.(wasm|json)$/.test(name)).length]), ['idle', 0]);
  await page.click('liq-map >>> button');
  await drawn(page);
});
