// <liq-cascade>: a shock in the reader's hand, and where liquidations carry it.

import { COMMON_ATTRIBUTES, reflect } from './attributes.js';
import { FigureElement } from './figure-element.js';

const OWN_ATTRIBUTES = ['side', 'shock', 'flow', 'depth-1pct', 'depth-factor', 'passthrough', 'map-scale', 'leverage-tilt', 'critical-fraction', 'beta', 'paths', 'seed', 'step', 'horizon', 'volatility'];
/** A cascade starts from one instant, in the colours of its sides. */
const MEANINGLESS = ['range', 'palette'];

/** A projected cascade of liquidations: the shock, round by round to where it stops, and the response to every other shock. */
export class LiqCascade extends FigureElement {
  static observedAttributes = [...COMMON_ATTRIBUTES.filter((name) => !MEANINGLESS.includes(name)), ...OWN_ATTRIBUTES];
  static kind = {
    name: 'cascade', figure: 'CascadeFigure', report: 'CascadeReport', drawsAtOnce: true, controlsAbove: true, around: () => import('./cascade-controls.js'),
  };
}

reflect(LiqCascade, LiqCascade.observedAttributes);
