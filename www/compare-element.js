// <liq-compare>: coins, past events and months side by side.

import { COMMON_ATTRIBUTES, reflect } from './attributes.js';
import { FigureElement } from './figure-element.js';

const OWN_ATTRIBUTES = ['show', 'assets', 'reference', 'window', 'step', 'start', 'before-start', 'after-start', 'month'];
/** Months are drawn in the colours of rising and falling prices. */
const MEANINGLESS = ['palette'];

/** Coins rebased, how far each fell, how it moves with another; past events laid over one another; returns by month. */
export class LiqCompare extends FigureElement {
  static observedAttributes = [...COMMON_ATTRIBUTES.filter((name) => !MEANINGLESS.includes(name)), ...OWN_ATTRIBUTES];
  static kind = { name: 'compare', figure: 'CompareFigure', report: 'CompareReport', around: () => import('./compare-controls.js') };
}

reflect(LiqCompare, LiqCompare.observedAttributes);
