import assert from 'node:assert/strict';
import { liquidationMap } from '../../www/headless.js';
import { figurePage, map, opened } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { marketSnapshot } from './snapshots.mjs';

const snapshot = marketSnapshot();
const engine = liquidationMap(snapshot, { draws: 0 });
const { edges, count } = engine.rows;
const SPOT = edges.findLastIndex((edge) => edge <= engine.spot);
const CHART = 'liq-map >>> .chart';
/** A page that can be scrolled, the chart near its top. */
const tall = { serve: figurePage(map(), { snapshot, style: 'body { min-height: 4000px; }' }) };
const phone = { engines: ['chromium'], hasTouch: true, viewport: { width: 390, height: 740 } };

const focused = (page) => page.evaluate(() => inside('.chart').focus());
const overlay = async (page) => (await page.evaluate(() => layers()))[2];

/** The row that Enter tells. */
async function selected(page) {
  const before = await page.evaluate(() => eventsOf('liq-select').length);
  await page.key('Enter');
  return (await page.waitFor((index) => eventsOf('liq-select')[index], before)).detail;
}

browserTest('arrows, Page Up, Page Down, Home and End go by rows from the spot', tall, async (page) => {
  await opened(page);
  await focused(page);
  const steps = [
    ['ArrowUp', SPOT], ['ArrowUp', SPOT + 1], ['ArrowRight', SPOT + 2], ['ArrowDown', SPOT + 1], ['ArrowLeft', SPOT], ['PageUp', SPOT + 10],
    ['PageDown', SPOT], ['Home', count - 1], ['ArrowUp', count - 1], ['End', 0], ['ArrowDown', 0],
  ];
  for (const [key, wanted] of steps) {
    await page.key(key);
    assert.equal((await selected(page)).row, wanted, key);
  }
  assert.equal(await page.evaluate(() => scrollY), 0);
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('a row chosen with Enter is told as plain data with the engine’s numbers', tall, async (page) => {
  await opened(page);
  await focused(page);
  for (const key of ['ArrowDown', 'PageDown', 'PageDown', 'PageDown']) await page.key(key);
  const detail = await selected(page);
  const row = SPOT - 30;
  assert.deepEqual([detail.row, detail.low, detail.high, detail.side], [row, edges[row], edges[row + 1], 'long']);
  assert.deepEqual([detail.long, detail.short, detail.cumulative], [engine.long[row], engine.short[row], engine.cumulative.long[row]]);
  assert.deepEqual(detail.layers, engine.layers.map(({ long }) => long[row]));
  assert.ok(detail.long > 0 && detail.distance < 0 && detail.shareOfOpenInterest > 0);
  const [{ plain, bubbles, composed }] = await page.evaluate(() => eventsOf('liq-select'));
  assert.deepEqual([plain, bubbles, composed], [true, true, true]);
});

browserTest('keys are spoken politely, a mouse is not, and Escape puts the numbers away', tall, async (page) => {
  await opened(page);
  await focused(page);
  const empty = await overlay(page);
  const spoken = () => inside('.spoken').textContent;
  assert.deepEqual(await page.evaluate(() => [inside('.spoken').getAttribute('aria-live'), inside('.spoken').textContent]), ['polite', '']);
  await page.key('ArrowDown');
  const first = await page.waitFor(spoken);
  assert.match(first, /Price .*From spot/);
  await page.move(CHART);
  assert.equal(await page.evaluate(spoken), first);
  assert.notEqual(await overlay(page), empty);
  await page.key('Escape');
  assert.equal(await overlay(page), empty);
  assert.equal(await page.evaluate(() => inside('.chart').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))), true);
});

browserTest('a mouse shows the numbers under it, leaving takes them away, and the wheel is the page’s', tall, async (page) => {
  await opened(page);
  const empty = await overlay(page);
  await page.move(CHART);
  const shown = await overlay(page);
  assert.notEqual(shown, empty);
  const { x, y } = await page.evaluate(() => chartBox());
  await page.move({ x: x + 60, y: y + 90 });
  assert.notEqual(await overlay(page), shown);
  await page.wheel(CHART, { dy: 120 });
  await page.waitFor(() => scrollY > 0);
  await page.move({ x: 990, y: 690 });
  await page.evaluate(() => scrollTo(0, 2000));
  await page.move({ x: 5, y: 690 });
  assert.equal(await overlay(page), empty);
  assert.equal(await page.evaluate(() => inside('.spoken').textContent), '');
});

browserTest('what a finger tapped is told once and stays to be read', { ...phone, ...tall }, async (page) => {
  await opened(page);
  const empty = await overlay(page);
  const { x, y, width, height } = await page.evaluate(() => chartBox());
  await page.raw.touchscreen.tap(x + width * 0.3, y + height * 0.75);
  const { detail } = await page.waitFor(() => eventsOf('liq-select')[0]);
  assert.ok(detail.row < SPOT && detail.long > 0);
  assert.notEqual(await overlay(page), empty);
  await page.evaluate(() => frames(3));
  assert.equal(await page.evaluate(() => eventsOf('liq-select').length), 1);
});

browserTest('a finger that drags up scrolls the page, and chooses nothing', { ...phone, ...tall }, async (page) => {
  await opened(page);
  const cdp = await page.raw.context().newCDPSession(page.raw);
  const { x, y, width, height } = await page.evaluate(() => chartBox());
  const touch = (type, down) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: x + width * 0.4, y: y + height * down }] });
  await touch('touchStart', 0.8);
  for (let down = 0.78; down > 0.3; down -= 0.02) await touch('touchMove', down);
  await touch('touchEnd');
  await page.waitFor(() => scrollY > 100);
  assert.deepEqual(await page.evaluate(() => eventsOf('liq-select')), []);
});

browserTest('fingers that zoom the page are the page’s', { serve: figurePage(map(), { snapshot }) }, async (page) => {
  await opened(page);
  assert.equal(await page.evaluate(() => getComputedStyle(inside('.chart')).touchAction), 'pan-y pinch-zoom');
});

const simple = figurePage(map('src="/snapshot.json" view="simple"'), { snapshot });
/** Prices and amounts of the table of levels, the highest first. */
const levels = () => [...allInside('.panel table')[1].tBodies[0].rows].map((row) => [...row.cells].map((cell) => Number(cell.textContent.replaceAll(',', ''))));

browserTest('in the simple view keys go by bars, and a bar’s numbers are those of the table', { serve: simple }, async (page) => {
  await opened(page);
  await page.click('liq-map >>> .footer button:nth-child(2)');
  await page.waitFor(() => inside('.panel table'));
  const rows = await page.evaluate(levels);
  await focused(page);
  await page.key('Home');
  for (const row of rows) {
    const detail = await selected(page);
    [detail.low, detail.high, detail.long, detail.short, detail.cumulative].forEach((value, index) => assert.ok(Math.abs(value - row[index]) <= 0.51, JSON.stringify([detail, row])));
    await page.key('ArrowDown');
  }
  // The bars go as far as the map and no further.
  assert.ok(Math.abs(rows[0][1] - edges.at(-1)) < 0.06 && Math.abs(rows.at(-1)[0] - edges[0]) < 0.06, JSON.stringify([rows[0], rows.at(-1)]));
});

browserTest('in the simple view a finger chooses the bar that it taps', { ...phone, serve: simple }, async (page) => {
  await opened(page);
  await page.click('liq-map >>> .footer button:nth-child(2)');
  await page.waitFor(() => inside('.panel table'));
  const rows = await page.evaluate(levels);
  await page.evaluate(() => inside('.chart').scrollIntoView());
  const { x, y, width, height } = await page.evaluate(() => chartBox());
  const empty = await overlay(page);
  for (const [index, place] of [1, rows.length - 2].entries()) {
    // Six pixels of the picture are left above and below the bars.
    await page.raw.touchscreen.tap(x + width * 0.4, y + 6 + ((height - 12) * (place + 0.5)) / rows.length);
    const { detail } = await page.waitFor((number) => eventsOf('liq-select')[number], index);
    assert.ok(Math.abs(detail.low - rows[place][0]) < 0.06, JSON.stringify([detail, rows[place]]));
  }
  assert.notEqual(await overlay(page), empty);
});
