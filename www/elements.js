// Element classes, without any effect on the page until they are defined.

export { LiqCascade } from './cascade-element.js';
export { LiqHeatmap } from './heatmap-element.js';
export { LiqMap } from './map-element.js';
export { LiqTape } from './tape-element.js';
export { LiqRegime } from './regime-element.js';
export { LiqSignals } from './signals-element.js';
export { LiqScenarios } from './scenarios-element.js';
export { LiqCompare } from './compare-element.js';
export { LiqElement } from './element.js';
