import assert from 'node:assert/strict';
import { besideSnapshot } from './beside-snapshot.mjs';
import { compareSnapshot } from './compare-snapshot.mjs';
import { cascade, compare, drawn, figurePage, heatmap, json, map, regime, scenarios, signals, tape } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { regimeSnapshot, tapeSnapshot } from './instrument-snapshots.mjs';
import { marketSnapshot } from './snapshots.mjs';

/** Only Chromium tells how far a page's contents have moved. */
const CHROMIUM = { engines: ['chromium'] };
const WATCH = "globalThis.shifts = []; new PerformanceObserver((list) => { for (const entry of list.getEntries()) shifts.push(entry.value); }).observe({ type: 'layout-shift', buffered: true });";
const ZONE = '<liq-scenario name="A" from="61500" to="63500">Up<liq-trigger signal="etf_net" op="&gt;" value="0" window="3">Inflows</liq-trigger></liq-scenario>';
const WIDTHS = [390, 700, 1200];

/** Each kind: its markup, its data, the widths at which it is looked at. */
const KINDS = {
  heatmap: { body: heatmap(), widths: WIDTHS },
  map: { body: map(), widths: WIDTHS },
  cascade: { body: cascade(), widths: WIDTHS },
  tape: { body: tape(), snapshot: tapeSnapshot(), widths: [390] },
  regime: { body: regime(), snapshot: regimeSnapshot(), widths: [390] },
  signals: { body: signals('src="/snapshot.json" show="oi funding etf"'), snapshot: besideSnapshot(), widths: [390] },
  compare: { body: compare(), snapshot: compareSnapshot(), widths: [390] },
  scenarios: { body: scenarios('src="/snapshot.json" paths="512"', ZONE), snapshot: besideSnapshot(), widths: [390] },
};

for (const [kind, { body, snapshot = marketSnapshot(), widths }] of Object.entries(KINDS)) {
  const files = { '/shifts.js': { headers: { 'content-type': 'text/javascript' }, body: WATCH }, '/snapshot.json': { ...json(snapshot), delayMs: 400 } };
  const page = figurePage(`<script src="/shifts.js"></script>${body}<p id="below">Text below.</p>`, { files });
  for (const width of widths) {
    browserTest(`where the height of a ${kind} is reserved at ${width} px, nothing on the page moves; where it is not, that is seen`, { ...CHROMIUM, viewport: { width, height: 1600 }, serve: page }, async (tab) => {
      const moved = async () => {
        await tab.goto('/');
        await drawn(tab);
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
