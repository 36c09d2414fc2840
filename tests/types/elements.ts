// The types of the elements as an embedder meets them: what must compile, and what must not.

import 'liquidation-widgets';
import { LiqElement, LiqHeatmap } from 'liquidation-widgets/elements';
import type { ErrorDetail, HeatmapResult, LiqElements, Reading, State, Viewport } from 'liquidation-widgets/elements';

const element = document.createElement('liq-heatmap');
const same: LiqHeatmap & LiqElement = element;
element.src = 'btc.json';
element.src = null;
element.noControls = true;
element.rows = 200;
element.candles = false;
element.data = { format: 'liq-snapshot/1' };
element.data = '{}';
// @ts-expect-error a switch is no text
element.noTable = 'yes';
// @ts-expect-error a number is no snapshot
element.data = 7;
// @ts-expect-error the reader's state is not the host's to set
element.state = 'ready';
// @ts-expect-error no such attribute
element.pallete = 'magma';

const state: State = element.state;
const summary: string = element.summary();
const svg: Promise<string> = element.toSVG({ width: 1200 });
const result: HeatmapResult | null = element.result;
const spot: number | undefined = result?.spot;
const high: number | undefined = result?.priceRange[1];
// @ts-expect-error there may be no result
const mass: number = element.result.long;
const drawn: Promise<LiqHeatmap> = element.ready;

element.addEventListener('liq-select', ({ detail }) => {
  const reading: Reading | null = detail;
  const long: number | undefined = reading?.mass[0];
  return long;
});
document.addEventListener('liq-error', ({ detail }) => {
  const told: ErrorDetail = detail;
  // @ts-expect-error not a code
  if (told.code === 'data-invalit') return;
  console.log(told.field, told.allowed);
});
document.querySelector('liq-heatmap')?.addEventListener('liq-viewport', ({ detail }) => {
  const view: Viewport = detail;
  console.log(view[3]);
});
element.addEventListener('click', (event) => event.clientX);

const markup: LiqElements['liq-heatmap'] = { src: 'btc.json', sides: 'long', 'no-controls': true, threshold: 0.2 };
// @ts-expect-error not a side
const wrong: LiqElements['liq-heatmap'] = { sides: 'left' };

export { drawn, high, markup, mass, same, spot, state, summary, svg, wrong };
