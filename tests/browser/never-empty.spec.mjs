import assert from 'node:assert/strict';
import { exportOf, trappedPiece } from './damaged-wasm.mjs';
import { browserTest } from './harness.mjs';
import { drawn, heatmap, heatmapPage, json, opened } from './figure-page.mjs';
import { marketSnapshot } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };

const BESIDE = '<button id="beside">0</button>';
/** The rest of the page answers a click. */
const lives = async (page) => {
  const count = await page.evaluate(() => {
    const button = document.querySelector('#beside');
    button.onclick = () => { button.textContent = String(Number(button.textContent) + 1); };
    button.click();
    return button.textContent;
  });
  assert.equal(count, '1');
};
const told = () => ({
  state: heatmap().state, attribute: heatmap().dataset.liqState, line: inside('.trouble')?.textContent ?? '', shown: (inside('.trouble')?.getClientRects().length ?? 0) > 0,
  fallback: document.querySelector('.fallback').getClientRects().length > 0, frames: allInside('.frame').length,
  codes: eventsOf('liq-error').map(({ detail }) => detail.code),
});

browserTest('without JavaScript the fallback is all there is', { ...CHROMIUM, serve: heatmapPage(heatmap() + BESIDE, { headers: { 'content-security-policy': "script-src 'none'" } }) }, async (page) => {
  await page.raw.goto(page.origin);
  const box = await page.raw.locator('.fallback').boundingBox();
  assert.ok(box.width > 100 && box.height > 10);
  assert.equal(await page.raw.locator('liq-heatmap').evaluate((element) => element.shadowRoot), null);
});

browserTest('a trap in the first drawing leaves the fallback', { serve: heatmapPage(heatmap() + BESIDE, { files: await trappedPiece('heatmap', await exportOf('heatmap', 'HeatmapFigure.frame')) }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => heatmap()?.state === 'error');
  const { line, ...rest } = await page.evaluate(told);
  assert.deepEqual(rest, { state: 'error', attribute: 'error', shown: true, fallback: true, frames: 0, codes: ['wasm-trap'] });
  assert.match(line, /wasm-trap/);
  await lives(page);
});

browserTest('a trap after the first drawing leaves the drawing, and nothing enters the wasm again', { serve: heatmapPage(heatmap() + BESIDE, { files: await trappedPiece('heatmap', await exportOf('heatmap', 'HeatmapFigure.command')) }) }, async (page) => {
  await opened(page);
  const before = await page.evaluate(() => layers());
  await page.evaluate(() => inside('[data-control="zoom-in"]').click());
  await page.waitFor(() => heatmap().state === 'error');
  await page.evaluate(() => { heatmap().theme = 'dark'; });
  const { line, ...rest } = await page.evaluate(told);
  assert.deepEqual(rest, { state: 'error', attribute: 'error', shown: true, fallback: false, frames: 1, codes: ['wasm-trap'] });
  assert.match(line, /wasm-trap/);
  assert.deepEqual(await page.evaluate(() => layers()), before);
  await lives(page);
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('newer data that do not come leave the drawing, marked stale, and it follows the page all the same', { serve: heatmapPage(heatmap() + BESIDE, { files: { '/newer.json': { status: 503, body: '' } } }) }, async (page) => {
  await opened(page);
  const before = await page.evaluate(() => layers());
  await page.evaluate(() => { heatmap().src = '/newer.json'; });
  await page.waitFor(() => heatmap().state === 'stale');
  const { line, ...rest } = await page.evaluate(told);
  assert.deepEqual(rest, { state: 'stale', attribute: 'stale', shown: true, fallback: false, frames: 1, codes: ['fetch-failed'] });
  assert.match(line, /could not be loaded/);
  assert.deepEqual(await page.evaluate(() => layers()), before);
  await page.evaluate(() => { heatmap().theme = 'dark'; });
  assert.notDeepEqual(await page.evaluate(() => layers()), before);
  assert.match((await page.evaluate(told)).line, /could not be loaded/);
  await lives(page);
  await page.evaluate(() => { heatmap().src = '/snapshot.json'; });
  await drawn(page);
  assert.equal(await page.evaluate(() => heatmap().dataset.liqState), 'ready');
});

browserTest('offline in the middle, the drawing stays, panels say why, and they work when the network is back', { ...CHROMIUM, serve: heatmapPage(heatmap() + BESIDE) }, async (page) => {
  await opened(page);
  await page.raw.context().setOffline(true);
  await page.evaluate(() => allInside('.footer button').find((button) => button.textContent === 'Table').click());
  await page.waitFor(() => inside('.trouble').textContent !== '');
  assert.equal(await page.evaluate(() => heatmap().state), 'ready');
  assert.ok((await page.evaluate(() => eventsOf('liq-error'))).length === 1);
  await lives(page);
  await page.raw.context().setOffline(false);
  await page.evaluate(() => allInside('.footer button').find((button) => button.textContent === 'Table').click());
  await page.waitFor(() => allInside('table tbody tr').length > 5);
});

browserTest('other data from the network are told as data, those that the host sets are not', { ...CHROMIUM, serve: heatmapPage(heatmap(), { files: { '/eth.json': json(marketSnapshot({ asset: 'ETH' })) } }) }, async (page) => {
  await opened(page);
  assert.equal(await page.evaluate(() => eventsOf('liq-data').length), 0, 'the first data are told by liq-ready');
  await page.evaluate(() => { heatmap().src = '/eth.json'; });
  await page.waitFor(() => heatmap().result.asset === 'ETH' && heatmap().state === 'ready');
  await page.evaluate(() => { heatmap().src = '/eth.json?again'; });
  await page.evaluate((text) => { heatmap().data = text; }, JSON.stringify(marketSnapshot()));
  await page.waitFor(() => heatmap().result.asset === 'BTC' && heatmap().state === 'ready');
  assert.deepEqual(await page.evaluate(() => eventsOf('liq-data').map(({ detail, plain, composed }) => [detail, plain, composed])), [[{ src: '/eth.json', asset: 'ETH' }, true, true]]);
});

browserTest('a picture only is told as static, until it is none', { ...CHROMIUM, serve: heatmapPage(heatmap('src="/snapshot.json" static')) }, async (page) => {
  await opened(page);
  const state = () => page.evaluate(() => [heatmap().state, heatmap().dataset.liqState]);
  assert.deepEqual(await state(), ['static', 'static']);
  await page.evaluate(() => { heatmap().static = false; });
  assert.deepEqual(await state(), ['ready', 'ready']);
});
