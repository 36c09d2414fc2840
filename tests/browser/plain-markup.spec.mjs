import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { heatmapPage, opened, STRICT } from './figure-page.mjs';
import { START_MS } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const DIV = '<div data-liq="heatmap" data-src="/snapshot.json" data-sides="long" data-no-controls data-block-id="7" class="cms"><p class="fallback">A picture in words.</p></div>';

const upgraded = (page) => page.waitFor(() => document.querySelector('.cms > liq-heatmap')?.state === 'ready');

browserTest('a div with data-liq becomes an element in place, with its attributes, its fallback and its own class', { serve: heatmapPage(DIV, { headers: STRICT }) }, async (page) => {
  await page.goto('/');
  await upgraded(page);
  const found = await page.evaluate(() => ({
    names: [...heatmap().attributes].map(({ name }) => name).filter((name) => !/^(class|data-liq-state)$/.test(name)).sort(),
    sides: heatmap().sides, inside: heatmap().parentElement.className, fallback: heatmap().querySelector('.fallback').textContent,
    elements: document.querySelectorAll('liq-heatmap').length,
  }));
  assert.deepEqual(found, { names: ['no-controls', 'sides', 'src'], sides: 'long', inside: 'cms', fallback: 'A picture in words.', elements: 1 });
  assert.deepEqual(await page.pageErrors(), []);
  assert.deepEqual((await page.consoleMessages()).filter(({ type }) => type === 'warn'), []);
});

browserTest('a div that is added later is upgraded too, once', { ...CHROMIUM, serve: heatmapPage('<p>Text</p>') }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => customElements.get('liq-heatmap') !== undefined);
  assert.equal(await page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('plain-markup'))), false, 'a page without such markup does not load what reads it');
  await page.evaluate((html) => { document.body.insertAdjacentHTML('beforeend', html); }, DIV);
  await upgraded(page);
  await page.evaluate((html) => { document.body.insertAdjacentHTML('beforeend', html.replace('cms', 'second')); }, DIV);
  await page.waitFor(() => document.querySelector('.second > liq-heatmap')?.state === 'ready');
  await page.evaluate(() => frames(3));
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('[data-liq]')].map((place) => place.querySelectorAll('liq-heatmap').length)), [1, 1]);
});

browserTest('a div that names no widget keeps its fallback, and one warning says so', { ...CHROMIUM, serve: heatmapPage('<div data-liq="candles"><p class="fallback">Words</p></div>') }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => !document.querySelector('[data-liq]'));
  await page.evaluate(() => frames(3));
  assert.equal(await page.evaluate(() => document.querySelector('.fallback').getClientRects().length), 1);
  const warnings = (await page.consoleMessages()).filter(({ text }) => text.includes('names no widget'));
  assert.equal(warnings.length, 1);
});

// What WordPress makes of an author's post: the classic editor's paragraphs, curled quotes and a `</p>` too many.
const AUTHORED = `<p>The &#8220;heatmap&#8221; of liquidations.</p>
<div data-liq="heatmap" data-src="/snapshot.json" class="cms"><img decoding="async" loading="lazy" src="data:," width="1200" height="675" alt="…"></p>
<p data-liq-note data-at="NOTE_TIME" data-price="100000">Price &#8220;ran&#8221; into it &#8212; here.</p>
<p data-liq-note data-price="99000">价格触及此处。</p>
</div>
<p>Words after it.</p>`;
const NOTE_TIME = new Date(START_MS + 20 * 3_600_000).toISOString();

browserTest('notes that a CMS lets through as paragraphs are notes of the figure', { serve: heatmapPage(AUTHORED.replace('NOTE_TIME', NOTE_TIME)) }, async (page) => {
  await page.goto('/');
  await upgraded(page);
  const said = await page.waitFor(() => { const items = allInside('.annotations li', heatmap()).map(({ textContent }) => textContent); return items.length > 0 && items; });
  assert.deepEqual(said, ['Price “ran” into it — here.', '价格触及此处。']);
  assert.deepEqual(await page.evaluate(() => eventsOf('liq-error')), []);
});

browserTest('paragraphs drive the figure of the div that they name', { ...CHROMIUM, serve: heatmapPage('<div id="map" data-liq="map" data-src="/snapshot.json" data-load="eager"></div><p data-liq-for="map" data-liq-theme="dark">Dark.</p>', { style: '#map { position: fixed; right: 0; width: 400px; }' }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => document.querySelector('#map > liq-map')?.getAttribute('theme') === 'dark');
  await page.evaluate(() => { document.querySelector('[data-liq-for]').style.marginTop = '3000px'; });
  await page.waitFor(() => !document.querySelector('#map > liq-map').hasAttribute('theme'));
});

browserTest('a misspelt attribute of a div is told with the nearest one, and what a CMS puts there is not', { ...CHROMIUM, serve: heatmapPage('<div data-liq="heatmap" data-src="/snapshot.json" data-load="eager" data-rnage="7d" data-id="12" data-block="core/html" data-target="#a" data-line="3" data-type="map" data-v-7ba5bd90 data-oninput="document.title = 1" data-onload="document.title = 1" data-hidden="false" data-class="alignwide"></div>') }, async (page) => {
  await opened(page);
  assert.deepEqual(await page.evaluate(() => heatmap().getAttributeNames().sort()), ['class', 'data-liq-state', 'load', 'src']);
  assert.equal(await page.evaluate(() => heatmap().className), 'drawn');
  const warnings = (await page.consoleMessages()).filter(({ type, text }) => type === 'warn' && text.includes('liquidation-widgets')).map(({ text }) => text);
  assert.equal(warnings.length, 1, warnings.join('\n'));
  assert.match(warnings[0], /<div data-liq="heatmap">.*data-rnage.*did you mean data-range\?/);
});
