import assert from 'node:assert/strict';
import { estimateLiquidations } from '../../www/headless.js';
import { browserTest } from './harness.mjs';
import { drawn, heatmap, heatmapPage, opened } from './figure-page.mjs';
import { marketSnapshot } from './snapshots.mjs';

const snapshot = marketSnapshot();
const estimate = estimateLiquidations(snapshot);

/** Sum of the last column, from the lowest row up. Matrices are row-major. */
function sumOfLast(cells) {
  const columns = estimate.times.length;
  return cells.filter((_, index) => index % columns === columns - 1).reduce((sum, cell) => sum + cell, 0);
}

/** Checks what `el.result` says against the engine without a page. */
function assertResult(result) {
  assert.equal(result.asset, 'BTC');
  assert.equal(result.label, estimate.label);
  assert.equal(result.spot, estimate.columns.close.at(-1));
  assert.equal(result.time, estimate.closeTimes.at(-1));
  assert.deepEqual(result.timeRange, [estimate.times[0], estimate.closeTimes.at(-1)]);
  assert.deepEqual(result.priceRange, [estimate.rows.low, estimate.rows.high]);
  assert.equal(result.long, sumOfLast(estimate.long));
  assert.equal(result.short, sumOfLast(estimate.short));
  assert.equal(result.openInterestUsd, estimate.columns.openInterestUsd.at(-1));
  assert.ok(estimate.clusters.length > 0);
  assert.deepEqual(result.clusters, estimate.clusters);
}

/** Whether something other than nothing is painted on the first two layers. */
const paintedLayers = () => allInside('canvas').slice(0, 2).map((canvas) => pixelsOf(canvas).some((pixel) => pixel !== 0));

async function assertPicture(page) {
  const { state, result } = await page.evaluate(() => ({ state: heatmap().state, result: heatmap().result }));
  assert.equal(state, 'ready');
  assertResult(result);
  assert.deepEqual(await page.evaluate(paintedLayers), [true, true]);
  assert.deepEqual(await page.pageErrors(), []);
}

browserTest('a snapshot behind src is drawn, ready resolves and liq-ready fires once, composed', { serve: heatmapPage(heatmap('id="one" src="/snapshot.json"'), { snapshot }) }, async (page) => {
  await opened(page);
  assert.equal(await page.evaluate(async () => (await heatmap().ready) === heatmap()), true);
  await assertPicture(page);
  const ready = await page.evaluate(() => eventsOf('liq-ready'));
  assert.deepEqual(ready.map(({ id, bubbles, composed, plain }) => [id, bubbles, composed, plain]), [['one', true, true, true]]);
  assertResult(ready[0].detail);
});

const child = `<script type="application/json">${JSON.stringify(snapshot)}</script>`;

browserTest('a snapshot in a child script is drawn without a request', { serve: heatmapPage(heatmap('', child), { snapshot: 'none' }) }, async (page) => {
  await opened(page);
  await assertPicture(page);
});

browserTest('a snapshot given as the data property is drawn, typed arrays too', { serve: heatmapPage(heatmap('')) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => Boolean(customElements.get('liq-heatmap')));
  await page.evaluate((given) => {
    for (const market of given.markets) {
      for (const key of ['open', 'high', 'low', 'close', 'volume']) market.candles[key] = Float64Array.from(market.candles[key]);
      market.open_interest.value = Float64Array.from(market.open_interest.value);
    }
    heatmap().data = given;
  }, snapshot);
  await drawn(page);
  await assertPicture(page);
  assert.equal(await page.evaluate(() => heatmap().data.markets[0].candles.open instanceof Float64Array), true);
});

browserTest('data set before the element is defined is taken up', { engines: ['chromium'], serve: heatmapPage(heatmap('no-controls'), { script: false }) }, async (page) => {
  await page.goto('/');
  await page.evaluate(async (given) => {
    Object.assign(heatmap(), { data: given, palette: 'cividis' });
    await import('/liquidation-widgets.js');
  }, snapshot);
  await drawn(page);
  await assertPicture(page);
  assert.equal(await page.evaluate(() => heatmap().getAttribute('palette')), 'cividis');
});

browserTest('other data replace the picture, and the text of a document is data too', { engines: ['chromium'], serve: heatmapPage() }, async (page) => {
  await opened(page);
  const before = await page.evaluate(() => layers());
  const other = marketSnapshot({ seed: 8, asset: 'ETH' });
  await page.evaluate((text) => { heatmap().data = text; }, JSON.stringify(other));
  await page.waitFor(() => heatmap().state === 'ready' && heatmap().result.asset === 'ETH');
  const { clusters, spot } = await page.evaluate(() => heatmap().result);
  assert.deepEqual(clusters, estimateLiquidations(other).clusters);
  assert.equal(spot, other.markets[0].candles.close.at(-1));
  assert.notDeepEqual(await page.evaluate(() => layers()), before);
  assert.match(await page.evaluate(() => inside('.heading').textContent), /ETH/);
});

/** `62,123.4` from 62123.42. */
const english = (number, digits) => number.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

browserTest('the summary says the numbers of the result, and names the chart for a screen reader', { serve: heatmapPage(heatmap(), { snapshot }) }, async (page) => {
  await opened(page);
  const [summary, label, result] = await page.evaluate(() => [heatmap().summary(), inside('.chart').getAttribute('aria-label'), heatmap().result]);
  assert.equal(label, summary);
  assert.ok(summary.includes(`$${english(result.spot, 1)}`), `${summary} lacks the spot ${result.spot}`);
  for (const side of ['long', 'short']) {
    const mass = result.clusters.find((cluster) => cluster.side === side).mass;
    const [value, unit] = mass >= 1e9 ? [mass / 1e9, 'B'] : [mass / 1e6, 'M'];
    const written = new RegExp(`\\$(\\d+(?:\\.\\d+)?)${unit} of ${side}s`, 'g');
    const said = [...summary.matchAll(written)].map(([, number]) => Number(number));
    assert.ok(said.some((number) => Math.abs(number / value - 1) < 0.06), `${summary} lacks the largest cluster of ${side}s, ${mass}`);
  }
});

browserTest('before there is a picture the fallback is shown, after it the picture alone', { serve: heatmapPage(heatmap('src="/late.json"'), { files: { '/late.json': { delayMs: 700, headers: { 'content-type': 'application/json' }, body: JSON.stringify(snapshot) } } }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => heatmap()?.state === 'loading');
  const shown = () => [document.querySelector('.fallback').getClientRects().length > 0, Boolean(inside('.frame'))];
  assert.deepEqual(await page.evaluate(shown), [true, false]);
  await drawn(page);
  assert.deepEqual(await page.evaluate(shown), [false, true]);
});

browserTest('the first picture is drawn in the page’s font and with the page’s colours', { engines: ['chromium'], serve: heatmapPage(heatmap(), { style: 'liq-heatmap { --liq-ink: #ff00ff; --liq-muted: #00aa00; font-family: serif; }' }) }, async (page) => {
  await opened(page);
  const first = await page.evaluate(() => layers());
  await page.evaluate(() => { document.body.className = 'changed'; });
  assert.deepEqual(await page.evaluate(() => layers()), first, 'a repaint changes what the first picture showed');
  await page.evaluate(() => { heatmap().className += ' plain'; });
  const muted = await page.evaluate(() => pixelsOf(allInside('canvas')[1]).filter((pixel) => pixel === 0xff00aa00).length);
  assert.ok(muted > 100, `${muted} pixels in the page's colour`);
});
