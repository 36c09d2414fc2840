// Pages as React and Vue write them: the elements are theirs to mount, change, move and take away.

import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { projectFolder } from '../../scripts/command.mjs';
import { drawn, figurePage } from './figure-page.mjs';
import { browserTest } from './harness.mjs';

const MODULE = { 'content-type': 'text/javascript' };

/** A page's own script with the framework in it, as a publisher's bundler makes it. */
async function script(source) {
  const { outputFiles: [file] } = await build({
    stdin: { contents: source, resolveDir: projectFolder, loader: 'jsx' }, bundle: true, write: false, format: 'esm', logLevel: 'error', nodePaths: (process.env.NODE_PATH ?? '').split(':').filter(Boolean),
    external: ['/liquidation-widgets.js'],
    define: { 'process.env.NODE_ENV': '"development"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  });
  return file.text;
}

const REACT = await script(`
  import { StrictMode, createElement as h, useState } from 'react';
  import { createRoot } from 'react-dom/client';
  function Article() {
    const [state, set] = useState({ widget: 'liq-heatmap', range: '3d', order: ['a', 'b'], shown: true, quiet: false });
    globalThis.change = (part) => set((before) => ({ ...before, ...part }));
    const figure = (id) => h(state.widget, { key: id, id, src: '/snapshot.json', range: state.widget === 'liq-heatmap' ? state.range : undefined, noControls: state.quiet, 'onliq-ready': () => { globalThis.heard = (globalThis.heard ?? 0) + 1; } },
      h('p', { className: 'fallback' }, 'In words.'), state.note && h('liq-note', { price: '60000' }, state.note));
    return h('main', null, state.shown && state.order.map(figure));
  }
  createRoot(document.querySelector('#app')).render(h(StrictMode, null, h(Article)));
`);

const VUE = await script(`
  import { createApp, h, reactive } from 'vue/dist/vue.runtime.esm-bundler.js';
  const state = reactive({ widget: 'liq-heatmap', range: '3d', order: ['a', 'b'], shown: true, quiet: false, note: undefined });
  globalThis.change = (part) => Object.assign(state, part);
  createApp({ render: () => h('main', state.shown ? state.order.map((id) => h(state.widget, { key: id, id, src: '/snapshot.json', range: state.widget === 'liq-heatmap' ? state.range : undefined, noControls: state.quiet, 'onLiq-ready': () => { globalThis.heard = (globalThis.heard ?? 0) + 1; } },
    [h('p', { class: 'fallback' }, 'In words.'), state.note && h('liq-note', { price: '60000' }, state.note)])) : []) }).mount('#app');

`);

for (const [name, source] of Object.entries({ React: REACT, Vue: VUE })) {
  const serve = figurePage('<div id="app"></div><script type="module" src="/app.js"></script>', { files: { '/favicon.ico': { status: 204, body: '' }, '/app.js': { headers: MODULE, body: source } } });
  browserTest(`a page of ${name} mounts, changes, moves, takes away and mounts again, and hears the events`, { serve }, async (page) => {
    await page.goto('/');
    await page.waitFor(() => figures().length === 2 && Boolean(globalThis.change));
    await drawn(page);
    assert.deepEqual(await page.evaluate(() => figures().map(({ id, range, noControls }) => [id, range, noControls])), [['a', '3d', false], ['b', '3d', false]]);
    assert.equal(await page.evaluate(() => heard), 2);
    const before = await page.evaluate(() => figure().result.timeRange);
    await page.evaluate(() => change({ range: '1d', quiet: true, note: 'Here.' }));
    await page.waitFor((old) => figure().result.timeRange[0] > old, before[0]);
    await page.waitFor(() => figures().every((element) => inside('.controls', element).hidden && inside('.annotations', element).textContent === 'Here.'));
    await page.evaluate(() => { globalThis.first = document.querySelector('#a'); change({ order: ['b', 'a'] }); });
    await page.waitFor(() => figure().id === 'b' && document.querySelector('#a') === first);
    await drawn(page);
    await page.evaluate(() => change({ shown: false }));
    await page.waitFor(() => figures().length === 0 && first.state === 'idle');
    await page.evaluate(() => change({ shown: true, widget: 'liq-map' }));
    await page.waitFor(() => figures().length === 2);
    await drawn(page);
    assert.deepEqual(await page.evaluate(() => figures().map(({ localName }) => localName)), ['liq-map', 'liq-map']);
    assert.deepEqual(await page.pageErrors(), []);
    assert.deepEqual((await page.consoleMessages()).filter(({ type }) => ['error', 'warn'].includes(type)), []);
    assert.deepEqual(await page.evaluate(() => eventsOf('liq-error')), []);
  });
}

const HYDRATED = await script(`
  import { createElement as h, useEffect } from 'react';
  import { hydrateRoot } from 'react-dom/client';
  function Article() {
    useEffect(() => { import('/liquidation-widgets.js'); }, []);
    return h('main', null, h('liq-heatmap', { src: '/snapshot.json', range: '3d' }, h('p', { className: 'fallback' }, 'In words.')));
  }
  hydrateRoot(document.querySelector('#app'), h(Article));
`);
const RENDERED = '<div id="app"><main><liq-heatmap src="/snapshot.json" range="3d"><p class="fallback">In words.</p></liq-heatmap></main></div>';

browserTest('a page that a server rendered is hydrated without a warning, then drawn', { serve: figurePage(`${RENDERED}<script type="module" src="/app.js"></script>`, { script: false, files: { '/favicon.ico': { status: 204, body: '' }, '/app.js': { headers: MODULE, body: HYDRATED } } }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'ready');
  await drawn(page);
  assert.deepEqual((await page.consoleMessages()).filter(({ type }) => ['error', 'warn'].includes(type)), []);
  assert.deepEqual(await page.pageErrors(), []);
});
