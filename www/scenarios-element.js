// <liq-scenarios>: an author's price zones and the conditions that would speak for each.

import { COMMON_ATTRIBUTES, reflect } from './attributes.js';
import { FigureElement } from './figure-element.js';

const OWN_ATTRIBUTES = ['zones', 'horizon', 'volatility', 'drift', 'paths', 'seed'];
/** Zones have no colours by value. */
const MEANINGLESS = ['palette'];

/** Zones over the price and the time ahead: their triggers met, not met or without data, what lies in them, and how often simulated paths touch them. */
export class LiqScenarios extends FigureElement {
  static observedAttributes = [...COMMON_ATTRIBUTES.filter((name) => !MEANINGLESS.includes(name)), ...OWN_ATTRIBUTES];
  static kind = { name: 'scenarios', figure: 'ScenariosFigure', report: 'ScenariosReport', notes: 'time and price', drawsAtOnce: true, around: () => import('./scenarios-controls.js') };
}

reflect(LiqScenarios, LiqScenarios.observedAttributes);
