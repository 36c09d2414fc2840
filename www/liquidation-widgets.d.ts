/** Importing this module defines the elements. Their classes and types are in `liquidation-widgets/elements`. */

import type { LiqEventMap, LiqHeatmap } from './elements.js';

declare global {
  interface HTMLElementTagNameMap {
    'liq-heatmap': LiqHeatmap;
  }
  /** The events bubble and are composed, so that any ancestor may listen. */
  interface HTMLElementEventMap extends LiqEventMap {}
  interface DocumentEventMap extends LiqEventMap {}
}

export {};
