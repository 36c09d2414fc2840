// The entry: defines the elements. A second copy of the script leaves the first one's elements alone.

import { LiqHeatmap, LiqMap } from './elements.js';

for (const [tag, element] of [['liq-heatmap', LiqHeatmap], ['liq-map', LiqMap]]) {
  if (customElements.get(tag)) console.info(`liquidation-widgets: <${tag}> is already defined; this copy stays idle`);
  else customElements.define(tag, element);
}
