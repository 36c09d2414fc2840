// The types of the elements as an embedder meets them: what must compile, and what must not.

import 'liquidation-widgets';
import { LiqCascade, LiqElement, LiqHeatmap, LiqMap, LiqRegime, LiqTape } from 'liquidation-widgets/elements';
import type { CascadeResult, ErrorDetail, HeatmapResult, LiqCompare, LiqElements, LiqScenarios, MapResult, Reading, RoundShown, RowReading, ScenarioZone, Shock, State, Viewport } from 'liquidation-widgets/elements';

const element = document.createElement('liq-heatmap');
const same: LiqHeatmap & LiqElement<HeatmapResult, Reading | null> = element;
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
const png: Promise<Blob> = element.toPNG({ width: 1200, ratio: 1 });
const csv: Promise<string> = element.toCSV();
const code: Promise<string> = element.embedCode();
const codeElsewhere: Promise<string> = element.embedCode({ src: 'btc.json', integrity: 'sha256-x', script: { src: 'liq.js' }, picture: { src: 'btc.png', width: 1200, height: 675 } });
// @ts-expect-error a size is a number
void element.toPNG({ width: '1200' });
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

const map: LiqMap = document.createElement('liq-map');
map.stack = 'venue';
map.window = 0.05;
map.cumulative = false;
map.group = 'one';
// @ts-expect-error a map shows one instant
map.range = '7d';
const band: number | undefined = map.result?.band?.long.high[0];
const sums: MapResult['within'] | undefined = map.result?.within;
map.addEventListener('liq-select', ({ detail }) => {
  const row: RowReading | null = detail;
  // @ts-expect-error that is a heatmap's
  return row?.mass;
});

const cascade: LiqCascade = document.createElement('liq-cascade');
cascade.shock = '3%';
cascade.depth1pct = 2e8;
cascade.beta = 'SOL:1.62';
cascade.direction = 'red-up';
// @ts-expect-error a way is a word
cascade.side = 1;
const projected: CascadeResult | null = cascade.result;
const price: number | undefined = projected?.projection?.finalPrice;
const assumed: number | undefined = projected?.assumed.mapScale;
cascade.addEventListener('liq-shock', ({ detail }) => {
  const shock: Shock = detail;
  return shock.finalPrice;
});
document.addEventListener('liq-round', ({ detail }) => {
  const round: RoundShown = detail;
  return round.round / round.rounds;
});
const scenarios: LiqScenarios = document.createElement('liq-scenarios');
scenarios.horizon = '14d';
scenarios.volatility = 0.6;
const met: number | undefined = scenarios.result?.zones[0]?.met;
const pulled: number | undefined = scenarios.result?.zones[0]?.touch?.withMap?.probability;
document.addEventListener('liq-scenario', ({ detail }) => {
  const zone: ScenarioZone = detail;
  return [detail.place, zone.triggers[0]?.state === 'no_data'];
});
// @ts-expect-error not a drift
const drifting: LiqElements['liq-scenarios'] = { drift: 'up' };
const told: LiqElements['liq-cascade'] = { src: 'btc.json', side: 'up', 'depth-1pct': 2e8, group: 'one' };
// @ts-expect-error not a view
const view: LiqElements['liq-map'] = { view: 'easy' };

const tape: LiqTape = document.createElement('liq-tape');
tape.window = '1h 24h';
tape.sides = 'short';
// @ts-expect-error a tape is drawn in the colours of its sides
tape.palette = 'blues';
const since: number | null | undefined = tape.result?.records?.series[0]?.sinceMs;
const regime: LiqRegime = document.createElement('liq-regime');
regime.priceBand = 0.02;
regime.cmeWindow = '7d';
const breakerState: 'met' | 'not_met' | 'no_data' | undefined = regime.result?.breakers[0]?.state;
const comparison: LiqCompare = document.createElement('liq-compare');
comparison.show = 'drawdown events';
comparison.month = 10;
// @ts-expect-error months are drawn in the colours of prices
comparison.palette = 'blues';
const fallen: number | null | undefined = comparison.result?.assets[0]?.fall?.low;
const years: number | undefined = comparison.result?.months?.months[9]?.n;

// @ts-expect-error not a side
const taped: LiqElements['liq-tape'] = { sides: 'left' };
const banded: LiqElements['liq-regime'] = { src: 'btc.json', 'funding-band': '0.01%', show: 'strip' };

export { banded, fallen, years, since, breakerState, taped };
export { assumed, band, drifting, met, price, pulled, sums, told, view };
export { code, csv, drawn, high, markup, mass, png, same, spot, state, summary, svg, wrong };
