// Heatmaps of others by value: drawn as given, and marked so.

import assert from 'node:assert/strict';
import { drawn, figurePage, json } from './figure-page.mjs';
import { browserTest } from './harness.mjs';

const START_S = 1_767_225_600;
const ROWS = 60;
const CANDLES = 48;
const price = (hour) => 100 + 4 * Math.sin(hour / 6);
const triplets = Array.from({ length: CANDLES }, (_, hour) => [
  [hour, 10, 1000 + 100 * hour], [hour, 11, 800], [hour, 45, 2000], [hour, 46, 40 * hour],
]).flat();
const document4 = (extra = []) => ({
  code: '0', msg: 'success',
  data: {
    y_axis: Array.from({ length: ROWS }, (_, row) => 85.25 + row / 2),
    liquidation_leverage_data: [...triplets, ...extra],
    price_candlesticks: Array.from({ length: CANDLES }, (_, hour) => [START_S + 3600 * hour, price(hour), price(hour) + 1, price(hour) - 1, price(hour + 1), 5075].map((value, index) => (index === 0 ? value : String(value)))),
    update_time: (START_S + 3600 * CANDLES) * 1000,
  },
});
const document3 = () => {
  const { y_axis: y, liquidation_leverage_data: liq, price_candlesticks: prices } = document4().data;
  return { y, liq, prices };
};
const page = (name, attributes = 'symbol="BTCUSDT" venue="Binance"', options = {}) => figurePage(
  `<liq-heatmap id="one" load="eager" src="/theirs.json" ${attributes}><p class="fallback">A picture in words.</p></liq-heatmap>`,
  { files: { '/theirs.json': json(name) }, ...options },
);

for (const [version, given] of [['4', document4()], ['3', document3()]]) {
  browserTest(`a heatmap of version ${version} is drawn as given and says that it was not computed here`, { serve: page(given) }, async (tab) => {
    await tab.goto('/');
    await drawn(tab);
    const { label, spot, clusters, openInterestUsd, priceRange, long, short } = await tab.evaluate(() => figure().result);
    assert.deepEqual([label, clusters, openInterestUsd], ['imported', [], null]);
    assert.deepEqual(priceRange, [85, 115]);
    assert.ok(Math.abs(spot - price(CANDLES)) < 1e-9);
    assert.deepEqual([long, short], [1000 + 100 * (CANDLES - 1) + 800, 2000 + 40 * (CANDLES - 1)]);
    const [note, dek, summary] = await tab.evaluate(() => [textOf('note'), textOf('dek'), figure().summary()]);
    assert.match(note, /CoinGlass.*Imported, not computed here.*no side is given/i);
    assert.doesNotMatch(`${note} ${dek} ${summary}`, /estimate/i);
    const svg = await tab.evaluate(() => figure().toSVG());
    assert.match(svg, /Imported, not computed here/);
    const csv = await tab.evaluate(() => figure().toCSV());
    assert.match(csv, /# method: imported, not computed here/);
    assert.doesNotMatch(csv, /# turnover|leverage mix/i);
  });
}

browserTest('cells outside the document are left out and counted', { engines: ['chromium'], serve: page(document4([[CANDLES, 3, 5], [2, ROWS, 5], [1, 1, -3]])) }, async (tab) => {
  await tab.goto('/');
  await drawn(tab);
  assert.match(await tab.evaluate(() => JSON.parse(figure().snapshotText).provenance.note), /3 records could not be used/);
});

browserTest('it is frozen and read back like any snapshot', { engines: ['chromium'], serve: page(document4()) }, async (tab) => {
  await tab.goto('/');
  await drawn(tab);
  const [before, after] = await tab.evaluate(async () => {
    const result = JSON.stringify(figure().result);
    const { text } = await figure().freeze();
    figure().data = text;
    await frames(3);
    return [result, JSON.stringify(figure().result)];
  });
  assert.equal(after, before);
});

const REFUSED = [
  ['no coin', page(document4(), ''), 'attribute-invalid'],
  ['an error of theirs', page({ code: '40001', msg: 'API key missing', data: { liq: [] } }), 'venue-refused'],
  ['no price', page({ ...document4(), data: { ...document4().data, y_axis: [] } }), 'data-empty'],
];
for (const [what, serve, code] of REFUSED) {
  browserTest(`a document of others with ${what} leaves the fallback and says why`, { engines: ['chromium'], serve }, async (tab) => {
    await tab.goto('/');
    await tab.waitFor(() => figure()?.state === 'error');
    assert.deepEqual(await tab.evaluate(() => eventsOf('liq-error').map(({ detail }) => detail.code)), [code]);
  });
}

browserTest('a map and a cascade compute nothing from it', { engines: ['chromium'], serve: page(document4(), 'symbol="BTCUSDT"') }, async (tab) => {
  await tab.goto('/');
  await drawn(tab);
  const codes = await tab.evaluate(async () => Promise.all(['liq-map', 'liq-cascade'].map(async (tag) => {
    const other = document.createElement(tag);
    other.load = 'eager';
    other.data = figure().snapshotText;
    document.body.append(other);
    return other.ready.then(() => 'drawn', (error) => error.code);
  })));
  assert.deepEqual(codes, ['data-empty', 'data-empty']);
});
