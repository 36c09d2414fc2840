// dist/ is what a page is served from: it draws like the modules that it is made from.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bundled, bundledPath } from '../../scripts/bundle.mjs';
import { cascade, drawn, figurePage, heatmap, map, opened, scenarios, STRICT } from './figure-page.mjs';
import { browserTest } from './harness.mjs';

const fromBundle = (body, options) => ({ ...figurePage(body, { headers: STRICT, ...options }), root: bundledPath('.') });
const CHROMIUM = { engines: ['chromium'] };
const kinds = { heatmap, map, cascade, scenarios };

for (const [name, markup] of Object.entries(kinds)) {
  const serve = fromBundle(markup());
  browserTest(`the bundle draws a ${name} under a strict policy, with its own piece of wasm and no module twice`, { serve }, async (page) => {
    serve.requests.length = 0;
    await opened(page);
    const asked = serve.requests.filter((url) => !['/', '/watch.js', '/page.css', '/snapshot.json', '/favicon.ico'].includes(url)).map((url) => url.slice(1));
    const scripts = await bundled();
    assert.ok(asked.includes(`pkg/${name}/liquidation_widgets_bg.wasm`), asked.join(' '));
    const modules = asked.filter((url) => url.endsWith('.js'));
    assert.deepEqual(modules.filter((url) => !scripts[url]), []);
    assert.equal(new Set(modules).size, modules.length);
  });
}

browserTest('the bundle loads the words of another language, and the full piece where two kinds stand', { ...CHROMIUM, serve: fromBundle(heatmap() + map(), { lang: 'zh-CN' }) }, async (page) => {
  await opened(page);
  assert.match(await page.evaluate(() => textOf('heading')), /[\u4e00-\u9fff]/);
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => path.includes('/pkg/')));
  assert.deepEqual(loaded.sort(), ['/pkg/liquidation_widgets_bg.wasm', '/pkg/words/zh-CN.txt']);
});

browserTest('what a reader takes away from the bundle leads back to the bundle', { ...CHROMIUM, serve: fromBundle(heatmap()) }, async (page) => {
  await opened(page);
  const [code, url] = await page.evaluate(async () => [await figure().embedCode(), new URL('/liquidation-widgets.js', location.href).href]);
  assert.ok(code.includes(`src="${url}"`), code);
});

browserTest('the bundle has the page for a frame', { ...CHROMIUM, serve: fromBundle('') }, async (page) => {
  await page.goto('/embed.html?widget=heatmap&src=/snapshot.json');
  await page.waitFor(() => document.querySelector('liq-heatmap')?.state === 'ready');
});

browserTest('every script of the bundle has the integrity that the listing gives it', { ...CHROMIUM, serve: fromBundle(heatmap()) }, async (page) => {
  await page.goto('/');
  await drawn(page);
  for (const [name, { integrity }] of Object.entries(await bundled())) {
    await page.evaluate(async (path, hash) => { await (await fetch(path, { integrity: hash })).text(); }, `/${name}`, integrity);
  }
});

/** Pages on which the script that starts with a module was changed on its way, and those on which it was not. */
for (const from of ['www/heatmap-controls.js', 'www/pkg/heatmap/liquidation_widgets.js']) {
  for (const isChanged of [true, false]) {
    const scripts = await bundled();
    const name = Object.keys(scripts).find((one) => scripts[one].from === from);
    const body = `${await readFile(bundledPath(name), 'utf8')}${isChanged ? ';globalThis.ranChanged = true;' : ''}`;
    const files = { [`/${name}`]: { headers: { 'content-type': 'text/javascript' }, body } };
    const rule = isChanged ? 'does not run when it was changed on its way: the fallback stands' : 'runs as it is';
    browserTest(`what the entry loads later, such as ${from}, ${rule}`, { serve: fromBundle(heatmap(), { files }) }, async (page) => {
      await page.goto('/');
      await page.waitFor(() => ['error', 'ready'].includes(figure()?.state));
      const found = await page.evaluate(() => [figure().state, globalThis.ranChanged ?? false, eventsOf('liq-error').map(({ detail }) => [detail.code, detail.field])]);
      assert.deepEqual(found, isChanged ? ['error', false, [['fetch-failed', 'script']]] : ['ready', false, []]);
    });
  }
}

const [odds] = Object.entries(await bundled()).find(([, { from }]) => from === 'www/odds-piece.js');
const changedOdds = { [`/${odds}`]: { headers: { 'content-type': 'text/javascript' }, body: `${await readFile(bundledPath(odds), 'utf8')};globalThis.ranChanged = true;` } };
browserTest('what draws odds does not run when it was changed on its way: the picture stands', { serve: fromBundle(cascade(), { files: changedOdds }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'ready' && eventsOf('liq-error').length > 0);
  const found = await page.evaluate(() => [figure().state, globalThis.ranChanged ?? false, figure().result.odds, eventsOf('liq-error').map(({ detail }) => [detail.code, detail.field])]);
  assert.deepEqual(found, ['ready', false, null, [['fetch-failed', 'script']]]);
});

const [controls] = Object.entries(await bundled()).find(([, { from }]) => from === 'www/heatmap-controls.js');
const alone = { [`/${controls}`]: { status: 404, headers: { 'content-type': 'text/javascript' }, body: '' } };
// Safari under this policy does not tell which script it did not get.
browserTest('where only the entry was copied, readers hear of the chart, not of data, and the console names a file', { engines: ['chromium', 'firefox'], serve: fromBundle(heatmap(), { files: alone }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'error');
  assert.equal(await page.evaluate(() => textOf('trouble')), 'The chart could not be drawn. (fetch-failed)');
  const said = (await page.consoleMessages()).filter(({ text }) => text.startsWith('liquidation-widgets:') && text.includes(controls));
  assert.equal(said.length, 1);
});
