// <liq-tape>: liquidations through time, longs against shorts.

import { COMMON_ATTRIBUTES, reflect } from './attributes.js';
import { FigureElement } from './figure-element.js';

const OWN_ATTRIBUTES = ['window', 'bucket', 'assets', 'sides', 'show'];
/** A tape is drawn in the colours of its sides. */
const MEANINGLESS = ['palette', 'direction'];

/** Realised liquidations: totals of windows that end now, bars through time, records, and what others published. */
export class LiqTape extends FigureElement {
  static observedAttributes = [...COMMON_ATTRIBUTES.filter((name) => !MEANINGLESS.includes(name)), ...OWN_ATTRIBUTES];
  static kind = { name: 'tape', figure: 'TapeFigure', report: 'TapeReport', around: () => import('./tape-controls.js') };
}

reflect(LiqTape, LiqTape.observedAttributes);
