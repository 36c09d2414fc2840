// <liq-heatmap>: estimated outstanding liquidations through time.

import { COMMON_ATTRIBUTES, reflect } from './attributes.js';
import { FigureElement } from './figure-element.js';

const OWN_ATTRIBUTES = ['scale', 'threshold', 'sides', 'candles', 'leverage', 'rows', 'realised', 'row-scale'];

/** A heatmap of estimated outstanding liquidations through time. */
export class LiqHeatmap extends FigureElement {
  static observedAttributes = [...COMMON_ATTRIBUTES, ...OWN_ATTRIBUTES];
  static kind = { name: 'heatmap', figure: 'HeatmapFigure', report: 'HeatmapReport', notes: 'time and price', around: () => import('./heatmap-controls.js') };
}

reflect(LiqHeatmap, LiqHeatmap.observedAttributes);
