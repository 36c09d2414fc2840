import assert from 'node:assert/strict';
import { callbackExports, exportOf, trappedPiece } from './damaged-wasm.mjs';
import { cascade, figurePage, heatmap, map, opened } from './figure-page.mjs';
import { browserTest } from './harness.mjs';

const CHROMIUM = { engines: ['chromium'] };
const KINDS = Object.entries({ heatmap, map, cascade });

const told = () => ({
  state: figure().state, line: inside('.trouble')?.textContent ?? '', frames: allInside('.frame').length,
  fallback: document.querySelector('.fallback').getClientRects().length > 0, codes: eventsOf('liq-error').map(({ detail }) => detail.code),
});

for (const [kind, markup] of KINDS) {
  for (const { shape, name, values } of await callbackExports(kind)) {
    const what = values === 0 ? 'a frame' : `a callback, ${shape},`;
    const serve = figurePage(markup(), { files: await trappedPiece(kind, name) });
    browserTest(`a trap in ${what} of a ${kind} is told once as wasm-trap, and nobody sees an empty box`, { ...(kind !== 'map' && CHROMIUM), serve }, async (page) => {
      await page.goto('/');
      await page.waitFor(() => figure() && ['ready', 'error'].includes(figure().state));
      await page.evaluate(() => frames(4));
      // What the reader does reaches it where its first picture did not.
      if (await page.evaluate(() => figure().state === 'ready')) {
        for (const at of [0.3, 0.5, 0.6]) await page.evaluate((share) => {
          const { x, y, width, height } = chartBox();
          const place = { clientX: x + width * share, clientY: y + height * share, pointerId: 1, pointerType: 'mouse', bubbles: true };
          inside('.chart').dispatchEvent(new PointerEvent('pointermove', place));
          inside('.chart').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
        }, at);
      }
      await page.waitFor(() => figure().state === 'error');
      await page.evaluate(() => frames(3));
      const { line, frames: count, fallback, ...rest } = await page.evaluate(told);
      assert.deepEqual(rest, { state: 'error', codes: ['wasm-trap'] });
      assert.match(line, /The chart stopped after an internal error\. \(wasm-trap\)/);
      assert.notEqual(count === 1, fallback, 'the drawing or the fallback, one of both');
      if (!fallback) assert.ok(await page.evaluate(() => allInside('canvas').some((canvas) => pixelsOf(canvas).some(Boolean))), 'a frame is there with nothing in it');
      assert.deepEqual(await page.pageErrors(), []);
    });
  }
}

browserTest('after a trap no button, slider or panel throws, in Chinese too', { ...CHROMIUM, serve: figurePage(cascade(), { lang: 'zh-CN', files: await trappedPiece('cascade', await exportOf('cascade', 'CascadeFigure.setShock')) }) }, async (page) => {
  await opened(page);
  await page.evaluate(() => { const input = inside('[data-control="shock"]'); input.value = 7; input.dispatchEvent(new Event('input')); });
  await page.waitFor(() => figure().state === 'error');
  assert.match(await page.evaluate(() => inside('.trouble').textContent), /图表因内部错误停止/);
  await page.evaluate(async () => {
    for (const button of allInside('button')) button.click();
    for (const input of allInside('input')) for (const type of ['input', 'change']) input.dispatchEvent(new Event(type));
    for (const type of ['pointermove', 'pointerdown', 'pointerup']) inside('.chart').dispatchEvent(new PointerEvent(type, { pointerId: 1, bubbles: true }));
    figure().setAttribute('theme', 'dark');
    await frames(40);
  });
  assert.deepEqual([...new Set(await page.evaluate(() => eventsOf('liq-error').map(({ detail }) => detail.code)))], ['wasm-trap']);
  assert.deepEqual(await page.pageErrors(), []);
  await page.evaluate(() => figure().remove());
  assert.deepEqual(await page.pageErrors(), []);
});
