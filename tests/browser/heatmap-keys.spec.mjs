import assert from 'node:assert/strict';
import { estimateLiquidations } from '../../www/headless.js';
import { browserTest } from './harness.mjs';
import { heatmap, heatmapPage, opened } from './figure-page.mjs';
import { marketSnapshot } from './snapshots.mjs';

const snapshot = marketSnapshot();
const estimate = estimateLiquidations(snapshot);
const LAST = estimate.times.length - 1;
const SPOT = estimate.rows.edges.findLastIndex((edge) => edge <= estimate.columns.close.at(-1));

const served = { serve: heatmapPage(heatmap(), { snapshot }) };

const focused = (page) => page.evaluate(() => inside('.chart').focus());
const view = (page) => page.evaluate(() => heatmap().result.viewport);

/** The cell of the crosshair as `[column, row]`: chosen with Enter, and let go again. */
async function cell(page) {
  const before = await page.evaluate(() => eventsOf('liq-select').length);
  await page.key('Enter');
  const { column, row } = await page.waitFor((count) => eventsOf('liq-select')[count]?.detail, before);
  await page.key('Enter');
  return [column, row];
}

browserTest('arrows, Page Up, Page Down, Home and End move the crosshair from the spot of the last column', served, async (page) => {
  await opened(page);
  await focused(page);
  const steps = [
    ['ArrowLeft', [LAST, SPOT]], ['ArrowLeft', [LAST - 1, SPOT]], ['ArrowRight', [LAST, SPOT]], ['ArrowUp', [LAST, SPOT + 1]],
    ['ArrowDown', [LAST, SPOT]], ['PageUp', [LAST, SPOT + 10]], ['PageDown', [LAST, SPOT]], ['Home', [0, SPOT]], ['End', [LAST, SPOT]],
    ['ArrowRight', [LAST, SPOT]],
  ];
  for (const [key, wanted] of steps) {
    await page.key(key);
    assert.deepEqual(await cell(page), wanted, key);
  }
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('a cell chosen with Enter is told as plain data with the engine’s numbers', served, async (page) => {
  await opened(page);
  await focused(page);
  for (const key of ['ArrowLeft', 'PageUp', 'PageUp', 'Enter']) await page.key(key);
  const { detail, plain, bubbles, composed } = await page.waitFor(() => eventsOf('liq-select')[0]);
  assert.deepEqual([plain, bubbles, composed], [true, true, true]);
  const index = detail.row * estimate.times.length + detail.column;
  assert.deepEqual([detail.column, detail.row, detail.timeMs], [LAST, SPOT + 20, estimate.times[LAST]]);
  assert.deepEqual([detail.low, detail.high], [estimate.rows.edges[detail.row], estimate.rows.edges[detail.row + 1]]);
  assert.deepEqual(detail.mass, [estimate.long[index], estimate.short[index]]);
});

browserTest('plus and minus zoom, 0 shows everything, and liq-viewport tells the ranges', served, async (page) => {
  await opened(page);
  await focused(page);
  const full = await view(page);
  await page.key('+');
  const [near] = await page.waitFor(() => eventsOf('liq-viewport').length === 1 && eventsOf('liq-viewport'));
  assert.equal(near.plain, true);
  assert.deepEqual(near.detail, await view(page));
  const [from, to, low, high] = near.detail;
  assert.ok(from > full[0] && to === full[1] && high - low < full[3] - full[2], JSON.stringify([full, near.detail]));
  await page.key('-');
  const back = await view(page);
  back.forEach((value, index) => assert.ok(Math.abs(value / full[index] - 1) < 1e-9, JSON.stringify([back, full])));
  for (const key of ['=', '+', '0']) await page.key(key);
  assert.deepEqual(await view(page), full);
});

browserTest('a crosshair that steps out of a zoomed picture takes the picture along', served, async (page) => {
  await opened(page);
  await focused(page);
  for (let press = 0; press < 6; press += 1) await page.key('+');
  const before = await view(page);
  for (let press = 0; press < 60; press += 1) await page.key('ArrowLeft');
  const after = await view(page);
  const [column] = await cell(page);
  assert.equal(column, LAST - 59);
  assert.ok(after[0] < before[0] && after[0] <= estimate.times[column] && after[1] > estimate.times[column]);
});

browserTest('Escape lets go of the crosshair, then of the zoom, and is then the page’s', served, async (page) => {
  await opened(page);
  await focused(page);
  const full = await view(page);
  const empty = (await page.evaluate(() => layers()))[2];
  for (const key of ['+', 'ArrowLeft']) await page.key(key);
  assert.notEqual((await page.evaluate(() => layers()))[2], empty);
  await page.key('Escape');
  assert.equal((await page.evaluate(() => layers()))[2], empty);
  assert.notDeepEqual(await view(page), full);
  await page.key('Escape');
  assert.deepEqual(await view(page), full);
  const left = await page.evaluate(() => {
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true });
    return inside('.chart').dispatchEvent(event);
  });
  assert.equal(left, true);
});

browserTest('Space keeps the crosshair when the pointer goes', { engines: ['chromium'], ...served }, async (page) => {
  await opened(page);
  await focused(page);
  const empty = (await page.evaluate(() => layers()))[2];
  await page.move('liq-heatmap >>> .chart');
  await page.key('Space');
  await page.move({ x: 5, y: 695 });
  assert.notEqual((await page.evaluate(() => layers()))[2], empty);
  await page.key('Space');
  await page.key('Escape');
  assert.equal((await page.evaluate(() => layers()))[2], empty);
});

browserTest('the question mark and the button Keys open and close the list of keys', served, async (page) => {
  await opened(page);
  await focused(page);
  const lists = () => allInside('.panel:not([hidden]) dt').map((key) => key.textContent);
  const expanded = () => allInside('.footer button').at(-1).getAttribute('aria-expanded');
  assert.equal(await page.evaluate(expanded), 'false');
  await page.key('?');
  const keys = await page.evaluate(lists);
  for (const key of ['← →', '↑ ↓', 'Page Up / Page Down', 'Home / End', '+ −', 'Enter', 'Esc', '?']) assert.ok(keys.includes(key), key);
  assert.equal(await page.evaluate(expanded), 'true');
  // Read out for those who do not see them, in view for those who do, and the focus stays on the chart.
  const { heard, active, inView } = await page.evaluate(() => {
    const { top, bottom } = inside('.panel:not([hidden])').getBoundingClientRect();
    return { heard: inside('.spoken').textContent, active: heatmap().shadowRoot.activeElement.className, inView: top >= -1 && (bottom <= innerHeight + 1 || top <= 1) };
  });
  assert.match(heard, /^Keys: ← → .*; Esc /);
  assert.deepEqual([active, inView], ['chart', true]);
  await page.key('?');
  assert.deepEqual(await page.evaluate(lists), []);
  assert.equal(await page.evaluate(() => inside('.spoken').textContent), '');
  await page.key('?');
  await page.click('liq-heatmap >>> .footer button:last-child');
  assert.deepEqual(await page.evaluate(lists), []);
  assert.equal(await page.evaluate(expanded), 'false');
});

browserTest('keys are spoken politely, and a mouse over the focused chart is not', served, async (page) => {
  await opened(page);
  await focused(page);
  const spoken = () => [inside('.spoken').getAttribute('aria-live'), inside('.spoken').textContent];
  assert.deepEqual(await page.evaluate(spoken), ['polite', '']);
  await page.key('ArrowLeft');
  const [, first] = await page.waitFor(() => inside('.spoken').textContent && ['', inside('.spoken').textContent]);
  assert.match(first, /Time .*Price .*From spot/);
  await page.move('liq-heatmap >>> .chart');
  await page.evaluate(() => frames(2));
  assert.equal((await page.evaluate(spoken))[1], first);
  await page.key('ArrowUp');
  await page.waitFor((before) => inside('.spoken').textContent !== before, first);
});

// WebKit's window is never the active one on a screen without a window manager, so nothing matches :focus there.
browserTest('Tab reaches the chart, shows where it is, and leaves it again', { engines: ['chromium', 'firefox'], serve: heatmapPage(`<button id="before">Before</button>${heatmap('src="/snapshot.json" no-controls no-table')}<button id="after">After</button>`, { snapshot }) }, async (page) => {
  await opened(page);
  await page.evaluate(() => document.querySelector('#before').focus());
  await page.key('Tab');
  const shown = () => {
    const { activeElement } = heatmap().shadowRoot;
    const { outlineStyle, outlineWidth } = activeElement ? getComputedStyle(activeElement) : {};
    return [activeElement?.className, outlineStyle, Number.parseFloat(outlineWidth)];
  };
  assert.deepEqual(await page.evaluate(shown), ['chart', 'solid', 2]);
  await page.key('Tab');
  assert.notEqual((await page.evaluate(shown))[0], 'chart');
});
