import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { drawn, heatmap, heatmapPage, json } from './figure-page.mjs';
import { marketSnapshot } from './snapshots.mjs';

const BODY = '<liq-heatmap id="a" group="g" src="/snapshot.json"></liq-heatmap><liq-heatmap id="b" group="g" src="/other.json" range="3d"></liq-heatmap><liq-map id="m" group="g" src="/snapshot.json"></liq-map><liq-heatmap id="c" src="/snapshot.json"></liq-heatmap>';
const serve = heatmapPage(BODY, { files: { '/other.json': json(marketSnapshot({ seed: 8, asset: 'BTC' })) } });
const opened = async (page) => {
  await page.goto('/');
  await page.waitFor(() => ['a', 'b', 'm', 'c'].every((id) => document.getElementById(id)?.state === 'ready'));
  await page.evaluate(() => frames(3));
};
const overlay = (page, id) => page.evaluate(async (name) => (await layers(document.getElementById(name))).at(-1), id);
const shown = (page, id) => page.evaluate((name) => document.getElementById(name).result.viewport, id);

browserTest('elements of a group point at the same price and time, others do not', { serve }, async (page) => {
  await opened(page);
  const before = Object.fromEntries(await Promise.all(['b', 'm', 'c'].map(async (id) => [id, await overlay(page, id)])));
  const crossed = async () => {
    const found = {};
    for (const id of ['b', 'm', 'c']) found[id] = await overlay(page, id) !== before[id];
    return found;
  };
  await page.evaluate(() => document.querySelector('#a').shadowRoot.querySelector('.chart').focus());
  await page.key('ArrowLeft');
  assert.deepEqual(await crossed(), { b: true, m: true, c: false });
  await page.key('Escape');
  assert.deepEqual(await crossed(), { b: false, m: false, c: false });
  await page.evaluate(() => document.querySelector('#m').shadowRoot.querySelector('.chart').focus());
  await page.key('ArrowUp');
  assert.deepEqual({ ...await crossed(), m: undefined }, { b: true, m: undefined, c: false });
});

browserTest('heatmaps of a group show the same times and prices as far as they have them', { serve }, async (page) => {
  await opened(page);
  const alone = await shown(page, 'c');
  await page.evaluate(() => { for (let times = 0; times < 3; times += 1) document.querySelector('#a').shadowRoot.querySelector('[data-control="zoom-in"]').click(); });
  await page.evaluate(() => frames(3));
  const [from, to, low, high] = await shown(page, 'a');
  const other = await shown(page, 'b');
  const share = (value, wanted, length) => Math.abs(value - wanted) / length;
  assert.ok(share(other[0], from, to - from) < 0.05 && share(other[1], to, to - from) < 0.05, `${other} ${[from, to]}`);
  assert.ok(share(other[2], low, high - low) < 0.2 && share(other[3], high, high - low) < 0.2, `${other} ${[low, high]}`);
  assert.deepEqual(await shown(page, 'c'), alone);
  // What follows from another element's reader is told once, by that element.
  assert.deepEqual([...new Set(await page.evaluate(() => eventsOf('liq-viewport').map(({ id }) => id)))], ['a']);
});

for (const [given, asked, isTaken] of [['', 'long', true], ['static', 'long', false], ['no-controls', 'long', false], ['sides="short"', 'none', false]]) {
  browserTest(`a link that asks a heatmap with ${given || 'all its controls'} for sides=${asked} ${isTaken ? 'has them' : 'changes nothing and is no fault of the page'}`, { engines: ['chromium'], serve: heatmapPage(heatmap(`src="/snapshot.json" ${given}`)) }, async (page) => {
    const shown = async (address) => {
      await page.goto(address);
      await drawn(page);
      await page.evaluate(() => frames(20));
      return page.evaluate(async () => [await layers(), figure().summary(), eventsOf('liq-error').length]);
    };
    const linked = await shown(`/#liq=liq-heatmap:0&sides=${asked}`);
    await page.goto('about:blank');
    const plain = await shown('/');
    assert.equal(plain[2], 0);
    (isTaken ? assert.notDeepEqual : assert.deepEqual)(linked, plain);
  });
}
