import assert from 'node:assert/strict';
import { figurePage, heatmap, json, map } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { marketSnapshot } from './snapshots.mjs';

/** Only Chromium tells how far a page's contents have moved. */
const CHROMIUM = { engines: ['chromium'] };
const WATCH = "globalThis.shifts = []; new PerformanceObserver((list) => { for (const entry of list.getEntries()) shifts.push(entry.value); }).observe({ type: 'layout-shift', buffered: true });";
const files = { '/shifts.js': { headers: { 'content-type': 'text/javascript' }, body: WATCH }, '/snapshot.json': { ...json(marketSnapshot()), delayMs: 400 } };

for (const width of [390, 700, 1200]) {
  for (const [kind, markup] of Object.entries({ heatmap, map })) {
    const body = `<script src="/shifts.js"></script>${markup()}<p id="below">Text below.</p>`;
    const page = (style) => figurePage(body, { files, style });
    browserTest(`where the height of a ${kind} is reserved at ${width} px, nothing on the page moves; where it is not, that is seen`, { ...CHROMIUM, viewport: { width, height: 1000 }, serve: page('') }, async (tab) => {
      const moved = async () => {
        await tab.goto('/');
        await tab.waitFor(() => figure()?.state === 'ready');
        await tab.evaluate(() => frames(5));
        return tab.evaluate(() => shifts.reduce((sum, value) => sum + value, 0));
      };
      assert.ok(await moved() > 0.01, 'the control');
      const height = await tab.evaluate(() => Math.ceil(figure().getBoundingClientRect().height));
      await tab.raw.route('**/page.css', (route) => route.fulfill({ contentType: 'text/css', body: `body { margin: 0; font: 16px/1.5 sans-serif; } liq-${kind} { display: flow-root; min-height: ${height}px; }` }));
      assert.equal(await moved(), 0);
    });
  }
}
