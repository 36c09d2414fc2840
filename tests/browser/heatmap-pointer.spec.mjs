import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { heatmap, heatmapPage, opened } from './figure-page.mjs';

/** A page that can be scrolled, the chart near its top. */
const tall = { serve: heatmapPage(heatmap(), { style: 'body { min-height: 4000px; }' }) };
const CHART = 'liq-heatmap >>> .chart';

const view = (page) => page.evaluate(() => heatmap().result.viewport);
const overlay = async (page) => (await page.evaluate(() => layers()))[2];
const button = (name) => `liq-heatmap >>> [data-control="${name}"]`;

/** Sends a wheel event to the middle of the chart; gives whether the page may act on it. */
function sendWheel(init) {
  const { x, y, width, height } = chartBox();
  const place = { clientX: x + width / 2, clientY: y + height / 2, bubbles: true, composed: true, cancelable: true };
  return inside('.chart').dispatchEvent(new WheelEvent('wheel', { ...place, ...init }));
}

/** Sends pointer events `[type, id, across, down]`, places as shares of the chart's box. */
function sendPointers(steps, pointerType) {
  const { x, y, width, height } = chartBox();
  for (const [type, pointerId, across, down] of steps) {
    inside('.chart').dispatchEvent(new PointerEvent(type, {
      pointerId, pointerType, isPrimary: pointerId === 1, clientX: x + width * across, clientY: y + height * down,
      button: type === 'pointermove' ? -1 : 0, bubbles: true, composed: true, cancelable: true,
    }));
  }
}

browserTest('a mouse that moves shows the numbers under it, one that leaves takes them away, and neither is spoken', tall, async (page) => {
  await opened(page);
  const empty = await overlay(page);
  await page.move(CHART);
  const shown = await overlay(page);
  assert.notEqual(shown, empty);
  const { x, y } = await page.evaluate(() => chartBox());
  await page.move({ x: x + 60, y: y + 90 });
  const elsewhere = await overlay(page);
  assert.ok(elsewhere !== empty && elsewhere !== shown);
  await page.move({ x: 500, y: 2 });
  assert.equal(await overlay(page), empty);
  assert.equal(await page.evaluate(() => inside('.spoken').textContent), '');
  assert.deepEqual(await page.evaluate(() => eventsOf('liq-viewport')), []);
});

browserTest('the wheel over a chart that is not focused scrolls the page and does not zoom', tall, async (page) => {
  await opened(page);
  const full = await view(page);
  await page.wheel(CHART, { dy: 120 });
  await page.waitFor(() => scrollY > 0);
  assert.deepEqual(await view(page), full);
});

browserTest('the wheel over a focused chart zooms at the pointer and does not scroll the page', tall, async (page) => {
  await opened(page);
  await page.evaluate(() => inside('.chart').focus({ preventScroll: true }));
  const full = await view(page);
  await page.wheel(CHART, { dy: -240 });
  await page.waitFor(() => eventsOf('liq-viewport').length > 0);
  const [from, to, low, high] = await view(page);
  assert.ok(from > full[0] && to < full[1] && low > full[2] && high < full[3], JSON.stringify([from, to, low, high]));
  assert.equal(await page.evaluate(() => scrollY), 0);
});

browserTest('the wheel with Ctrl zooms without focus, and at the full range it is left to the page', tall, async (page) => {
  await opened(page);
  const full = await view(page);
  assert.equal(await page.evaluate(sendWheel, { deltaY: 200, ctrlKey: true }), true);
  assert.equal(await page.evaluate(sendWheel, { deltaY: -200 }), true);
  assert.deepEqual(await view(page), full);
  assert.equal(await page.evaluate(sendWheel, { deltaY: -200, ctrlKey: true }), false);
  const near = await view(page);
  assert.ok(near[1] - near[0] < full[1] - full[0]);
  assert.equal(await page.evaluate(sendWheel, { deltaY: 200, ctrlKey: true }), false);
  assert.deepEqual((await view(page)).map(Math.round), full.map(Math.round));
});

browserTest('a drag moves a zoomed picture with the hand, and leaves a whole one alone', tall, async (page) => {
  await opened(page);
  const full = await view(page);
  const { x, y, width, height } = await page.evaluate(() => chartBox());
  const at = (across, down) => ({ x: x + width * across, y: y + height * down });
  await page.drag(at(0.3, 0.3), at(0.5, 0.4));
  assert.deepEqual(await view(page), full);
  await page.click(button('zoom-in'));
  const near = await view(page);
  await page.drag(at(0.2, 0.5), at(0.4, 0.3));
  const moved = await view(page);
  assert.ok(moved[0] < near[0] && moved[2] < near[2], JSON.stringify([near, moved]));
  const lengths = (range) => [range[1] - range[0], Math.round((range[3] - range[2]) * 1e6)];
  assert.equal(lengths(moved)[0], lengths(near)[0]);
});

browserTest('two fingers moving apart zoom, and together they zoom out again', tall, async (page) => {
  await opened(page);
  const full = await view(page);
  const down = [['pointerdown', 1, 0.4, 0.4], ['pointerdown', 2, 0.5, 0.5]];
  const up = [['pointerup', 1, 0.2, 0.2], ['pointerup', 2, 0.7, 0.7]];
  await page.evaluate(sendPointers, [...down, ['pointermove', 1, 0.2, 0.2], ['pointermove', 2, 0.7, 0.7], ...up], 'touch');
  const near = await view(page);
  // The distance of the fingers grew five times.
  assert.ok(Math.abs((full[1] - full[0]) / (near[1] - near[0]) - 5) < 0.4, JSON.stringify([full, near]));
  const back = [['pointerdown', 1, 0.2, 0.2], ['pointerdown', 2, 0.7, 0.7], ['pointermove', 2, 0.25, 0.25], ['pointerup', 1, 0.2, 0.2], ['pointerup', 2, 0.25, 0.25]];
  await page.evaluate(sendPointers, back, 'touch');
  assert.deepEqual(await view(page), full);
  assert.equal(await page.evaluate(() => eventsOf('liq-select').length), 0);
});

browserTest('the buttons do what the keys do', tall, async (page) => {
  await opened(page);
  const full = await view(page);
  const pressed = async (...keys) => {
    await page.evaluate(() => inside('.chart').focus());
    for (const key of keys) await page.key(key);
    return view(page);
  };
  const byKeys = await pressed('+', '+');
  await pressed('0');
  await page.click(button('zoom-in'));
  const close = (a, b) => a.every((value, index) => Math.abs(value / b[index] - 1) < 1e-9);
  assert.ok(close(await view(page), byKeys));
  await page.click(button('zoom-in'));
  await page.click(button('zoom-out'));
  assert.ok(close(await view(page), byKeys));
  await page.click(button('reset'));
  assert.deepEqual(await view(page), full);
});

browserTest('a click chooses the cell under the mouse', tall, async (page) => {
  await opened(page);
  await page.click(CHART);
  const { detail, plain } = await page.waitFor(() => eventsOf('liq-select')[0]);
  assert.equal(plain, true);
  assert.ok(detail.column > 0 && detail.row > 0 && detail.low < detail.high && detail.mass.length === 2, JSON.stringify(detail));
});

const phone = { engines: ['chromium'], hasTouch: true, viewport: { width: 390, height: 740 }, ...tall };

browserTest('what a finger touched stays to be read when it is lifted', phone, async (page) => {
  await opened(page);
  const empty = await overlay(page);
  const { x, y, width, height } = await page.evaluate(() => chartBox());
  await page.raw.touchscreen.tap(x + width * 0.4, y + height * 0.3);
  await page.waitFor(() => eventsOf('liq-select').length === 1);
  assert.notEqual(await overlay(page), empty);
});

browserTest('a finger that drags up over the chart scrolls the page', phone, async (page) => {
  await opened(page);
  const cdp = await page.raw.context().newCDPSession(page.raw);
  const { x, y, width, height } = await page.evaluate(() => chartBox());
  const touch = (type, down) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: x + width * 0.4, y: y + height * down }] });
  await touch('touchStart', 0.8);
  for (let down = 0.78; down > 0.3; down -= 0.02) await touch('touchMove', down);
  await touch('touchEnd');
  await page.waitFor(() => scrollY > 100);
  assert.deepEqual(await page.evaluate(() => eventsOf('liq-viewport')), []);
});

browserTest('the chart leaves vertical panning to the page in every engine', tall, async (page) => {
  await opened(page);
  assert.equal(await page.evaluate(() => getComputedStyle(inside('.chart')).touchAction), 'pan-y');
});
