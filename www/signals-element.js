// <liq-signals>: signals beside the maps, as small multiples.

import { COMMON_ATTRIBUTES, reflect } from './attributes.js';
import { FigureElement } from './figure-element.js';

const OWN_ATTRIBUTES = ['show', 'oi-unit', 'funding-band', 'basis-low', 'basis-high', 'compounding', 'min-days', 'sign-mode', 'gamma-window', 'yield-series', 'dollar-series'];
/** Signals have no heat. */
const MEANINGLESS = ['palette'];

/** Open interest, funding, basis, skew, dealers' gamma, flows of funds and what else an article reads beside the maps. */
export class LiqSignals extends FigureElement {
  static observedAttributes = [...COMMON_ATTRIBUTES.filter((name) => !MEANINGLESS.includes(name)), ...OWN_ATTRIBUTES];
  static kind = { name: 'signals', figure: 'SignalsFigure', report: 'SignalsReport', around: () => import('./signals-controls.js') };
}

reflect(LiqSignals, LiqSignals.observedAttributes);
