// <liq-map>: what waits at each price now.

import { COMMON_ATTRIBUTES, reflect } from './attributes.js';
import { FigureElement } from './figure-element.js';

const OWN_ATTRIBUTES = ['stack', 'window', 'cumulative', 'clusters', 'view', 'rows', 'row-scale', 'leverage'];
/** A map shows one instant, in the colours of its sides. */
const MEANINGLESS = ['range', 'palette', 'direction'];

/** Estimated outstanding liquidations by price, now: stacked bars, sums from the spot outward, clusters. */
export class LiqMap extends FigureElement {
  static observedAttributes = [...COMMON_ATTRIBUTES.filter((name) => !MEANINGLESS.includes(name)), ...OWN_ATTRIBUTES];
  static kind = { name: 'map', figure: 'MapFigure', report: 'MapReport', notes: 'price', drawsAtOnce: true, around: () => import('./map-controls.js') };
}

reflect(LiqMap, LiqMap.observedAttributes);
