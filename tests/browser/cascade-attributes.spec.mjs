import assert from 'node:assert/strict';
import { changed, seen, testEffects, testUnknown, testWrongValues } from './attribute-rules.mjs';
import { cascade, figurePage, opened } from './figure-page.mjs';
import { browserTest } from './harness.mjs';

const CHROMIUM = { engines: ['chromium'] };
const named = cascade('src="/snapshot.json" source-name="The desk"');
const EVERYTHING = ['chart', 'result', 'lead', 'controls', 'summary'];

/** Attribute, value, and exactly what it changes. */
const EFFECTS = [
  ['side', 'up', EVERYTHING],
  ['shock', '5%', EVERYTHING],
  ['shock', '0.012', EVERYTHING],
  ['flow', '50000000', EVERYTHING],
  ['depth-1pct', '120000000', EVERYTHING],
  ['depth-factor', '0.3', EVERYTHING],
  ['passthrough', '50%', EVERYTHING],
  ['map-scale', '90%', EVERYTHING],
  ['leverage-tilt', '1', EVERYTHING],
  ['horizon', '14d', ['chart', 'result', 'tail']],
  ['volatility', '90%', ['chart', 'result', 'tail']],
  ['paths', '256', ['result']],
  ['seed', '5', ['result']],
  ['step', '6h', ['result']],
  ['beta', 'SOL:1.62 ETH:1.2', ['result', 'lead', 'summary']],
  ['venue', 'binance', EVERYTHING],
  ['theme', 'dark', ['chart']],
  ['units', 'cjk', EVERYTHING.filter((part) => part !== 'result')],
  ['timezone', 'UTC+8', ['dek', 'note', 'summary']],
];

// The odds rest on the assumptions too.
testEffects(named, EFFECTS, { moves: (name) => (['paths', 'seed', 'step'].includes(name) ? ['tail', 'chart'] : ['tail']) });
// A thin book has a cliff, which is drawn in the colour of the way it goes.
testEffects(cascade('src="/snapshot.json" map-scale="100%" depth-factor="0.3"'), [
  ['critical-fraction', '100%', ['chart', 'result', 'lead', 'summary']],
  ['direction', 'blue-orange', ['chart']],
]);

testWrongValues(named, [
  ['side', 'left'], ['shock', '30%'], ['shock', '-1%'], ['shock', 'big'], ['flow', '-1'], ['depth-1pct', '0'], ['depth-factor', '9'],
  ['horizon', 'soon'], ['volatility', '9'], ['paths', '1'], ['seed', 'x'], ['step', '0.1'], ['passthrough', '1.5'], ['map-scale', '120%'], ['leverage-tilt', '2'], ['critical-fraction', '0'], ['beta', 'SOL'], ['beta', 'SOL:-1'], ['direction', 'up'],
]);

testUnknown(cascade('src="/snapshot.json" shok="5%" range="7d" palette="blues" class="wide"'), [
  /<liq-cascade>.*shok.*did you mean shock\?/, /<liq-cascade>.*range.*left out: a cascade starts from one instant/, /<liq-cascade>.*palette.*left out/,
]);

browserTest('the shock that the reader set stands until the author gives the attribute, the same value too', { ...CHROMIUM, serve: figurePage(cascade('src="/snapshot.json" shock="4%"')) }, async (page) => {
  await opened(page);
  const first = await seen(page);
  await page.evaluate(() => inside('[data-control="shock"]').focus());
  await page.key('ArrowRight');
  assert.equal((await seen(page)).result.projection.shock, 0.041);
  await page.evaluate(() => { figure().theme = 'light'; });
  assert.equal((await seen(page)).result.projection.shock, 0.041);
  await page.evaluate(() => figure().setAttribute('shock', '4%'));
  assert.deepEqual(changed(first, await seen(page)), []);
});
