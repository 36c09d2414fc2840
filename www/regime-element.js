// <liq-regime>: price, open interest and funding through time, and the regime now.

import { COMMON_ATTRIBUTES, reflect } from './attributes.js';
import { FigureElement } from './figure-element.js';

const OWN_ATTRIBUTES = ['window', 'price-band', 'oi-band', 'funding-band', 'oi-drop', 'cme-window', 'cme-reset', 'cme-basis-drop', 'cme-stable', 'show'];
/** Regimes are drawn in the colours of rising and falling prices. */
const MEANINGLESS = ['palette'];

/** A strip of regimes under the price, the readings behind the regime now, what would break the loop, CME against offshore venues. */
export class LiqRegime extends FigureElement {
  static observedAttributes = [...COMMON_ATTRIBUTES.filter((name) => !MEANINGLESS.includes(name)), ...OWN_ATTRIBUTES];
  static kind = { name: 'regime', figure: 'RegimeFigure', report: 'RegimeReport', around: () => import('./regime-controls.js') };
}

reflect(LiqRegime, LiqRegime.observedAttributes);
