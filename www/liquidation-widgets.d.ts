/** Importing this module defines the elements. Their classes and types are in `liquidation-widgets/elements`. */

import type { LiqCascade, LiqCompare, LiqEventMap, LiqHeatmap, LiqMap, LiqRegime, LiqScenarios, LiqSignals, LiqTape } from './elements.js';

declare global {
  interface HTMLElementTagNameMap {
    'liq-heatmap': LiqHeatmap;
    'liq-map': LiqMap;
    'liq-cascade': LiqCascade;
    'liq-tape': LiqTape;
    'liq-regime': LiqRegime;
    'liq-signals': LiqSignals;
    'liq-scenarios': LiqScenarios;
    'liq-compare': LiqCompare;
  }
  /** The events bubble and are composed, so that any ancestor may listen. */
  interface HTMLElementEventMap extends LiqEventMap {}
  interface DocumentEventMap extends LiqEventMap {}
}

export {};
