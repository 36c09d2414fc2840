// The entry: defines the elements. A second copy of the script leaves the first one's elements alone.

import { LiqCascade, LiqCompare, LiqHeatmap, LiqMap, LiqRegime, LiqScenarios, LiqSignals, LiqTape } from './elements.js';

const ELEMENTS = [
  ['liq-heatmap', LiqHeatmap], ['liq-map', LiqMap], ['liq-cascade', LiqCascade], ['liq-tape', LiqTape],
  ['liq-regime', LiqRegime], ['liq-signals', LiqSignals], ['liq-scenarios', LiqScenarios], ['liq-compare', LiqCompare],
];
const known = ELEMENTS.filter(([tag]) => customElements.get(tag)).map(([tag]) => `<${tag}>`);
if (known.length > 0) console.info(`liquidation-widgets: already defined, so this copy leaves them alone: ${known.join(', ')}`);
for (const [tag, element] of ELEMENTS) if (!known.includes(`<${tag}>`)) customElements.define(tag, element);

/** Plain markup has a module of its own, loaded once there is any. */
const watch = new MutationObserver(look);
function look() {
  if (!document.querySelector('[data-liq], [data-liq-for]')) return;
  watch.disconnect();
  import('./plain-markup.js').then(({ takeUpMarkup }) => takeUpMarkup());
}
if (known.length === 0) {
  watch.observe(document, { childList: true, subtree: true });
  look();
}
