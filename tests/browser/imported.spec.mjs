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

const TIME_MS = (START_S + 3600 * CANDLES) * 1000;
/** A map of a pair (with leverage) or of an aggregate (without), as documented: keys in no order, the price inside counts. */
const mapDocument = (hasLeverage) => {
  const level = (index) => 90 + index / 4;
  const rows = Array.from({ length: 81 }, (_, index) => [level(index), 1000 * (1 + index % 9), hasLeverage ? [10, 25, 50, 100][index % 4] : null, null]);
  const entries = rows.filter(([price]) => price !== 100).map((row) => [String(Math.round(row[0])), row]);
  const data = {};
  for (const [key, row] of entries.reverse()) (data[key] ??= []).push(row);
  return { code: '0', msg: 'success', data: { data } };
};
const painDocument = { code: '0', data: [
  { symbol: 'ETH', price: 3000, long_max_pain_liq_level: 5e6, long_max_pain_liq_price: 3100, short_max_pain_liq_level: 6e6, short_max_pain_liq_price: 2900 },
  { symbol: 'BTC', price: 100, long_max_pain_liq_level: 9e6, long_max_pain_liq_price: 104.1, short_max_pain_liq_level: 7e6, short_max_pain_liq_price: 97.4 },
] };
const paged = (tag, name, attributes = 'symbol="BTCUSDT"', options = {}) => figurePage(
  `<${tag} id="one" load="eager" src="/theirs.json" ${attributes}><p class="fallback">A picture in words.</p></${tag}>`,
  { files: { '/theirs.json': json(name) }, ...options },
);
const said = () => [textOf('note'), textOf('dek'), figure().summary()].join(' | ');

for (const [what, document, stack] of [
  ['pair', { symbol: 'BTCUSDT', exchange: 'Binance', price: 100, timeMs: TIME_MS, ...mapDocument(true) }, 'leverage'],
  ['aggregate', { timeMs: TIME_MS, documents: [mapDocument(false), painDocument] }, 'none'],
]) {
  browserTest(`a map (${what}) is drawn as given, row by row`, { serve: paged('liq-map', document, 'symbol="BTCUSDT" window="12%"') }, async (tab) => {
    await tab.goto('/');
    await drawn(tab);
    const result = await tab.evaluate(() => figure().result);
    const rows = Object.values(mapDocument(true).data.data).flat();
    const sum = (keeps) => rows.filter(([price]) => keeps(price)).reduce((total, [, usd]) => total + usd, 0);
    assert.deepEqual([result.label, result.time, result.spot, result.openInterestUsd, result.stack], ['imported', TIME_MS, 100, null, stack]);
    assert.deepEqual([result.totals.long, result.totals.short], [sum((price) => price < 100), sum((price) => price > 100)]);
    for (const [price, usd] of rows) {
      const row = result.rows.edges.findLastIndex((edge) => edge <= price);
      assert.equal(result.long[row] + result.short[row], usd, `${price}`);
    }
    assert.equal(result.cumulative.long[0], result.totals.long);
    if (stack === 'leverage') {
      const classes = result.layers.map(({ label, long, short }) => [label, [...long, ...short].reduce((total, usd) => total + usd, 0)]);
      const of = (leverage) => rows.filter((row) => row[2] === leverage).reduce((total, [, usd]) => total + usd, 0);
      assert.deepEqual(classes, [['2-10x', 0], ['10-25x', of(10)], ['25-75x', of(25) + of(50)], ['75x+', of(100)]]);
    }
    const words = await tab.evaluate(said);
    assert.match(words, /CoinGlass.*Imported, not computed here.*no side is given/i);
    assert.doesNotMatch(words, /estimat/i);
    const svg = await tab.evaluate(() => figure().toSVG());
    assert.match(svg, /Imported, not computed here/);
    const csv = await tab.evaluate(() => figure().toCSV());
    assert.match(csv, /# method: imported, not computed here/);
    assert.doesNotMatch(csv, /# turnover|leverage mix/i);
    assert.deepEqual(await tab.evaluate(() => eventsOf('liq-error').map(({ detail }) => detail.code)), []);
  });
}

browserTest('max pain stands under the names that it is given, at its prices', { serve: paged('liq-map', { timeMs: TIME_MS, documents: [mapDocument(false), painDocument] }) }, async (tab) => {
  await tab.goto('/');
  await drawn(tab);
  const [svg, summary, csv] = await tab.evaluate(async () => [await figure().toSVG(), figure().summary(), await figure().toCSV()]);
  for (const text of [svg, summary]) {
    assert.match(text, /Max pain “long”: 104\.1\d*, \$9/);
    assert.match(text, /Max pain “short”: 97\.4\d*, \$7/);
  }
  assert.match(csv, /# max pain: long 104\.1, 9000000 usd; short 97\.4, 7000000 usd/);
  await tab.evaluate(() => { for (const button of allInside('.footer [aria-expanded="false"]')) button.click(); });
  await tab.waitFor(() => allInside('[part="table"] tbody').some(({ textContent }) => /Max pain “long”: 104/.test(textContent)));
});

for (const [lang, words] of [['zh-CN', ['外部导入，非本站计算', '最大痛点“long”']], ['zh-TW', ['外部匯入，非本站計算', '最大痛點「short」']]]) {
  browserTest(`a map of others speaks ${lang}`, { engines: ['chromium'], serve: paged('liq-map', { timeMs: TIME_MS, documents: [mapDocument(false), painDocument] }, `symbol="BTCUSDT" lang="${lang}"`) }, async (tab) => {
    await tab.goto('/');
    await drawn(tab);
    const svg = await tab.evaluate(() => figure().toSVG());
    for (const word of words) assert.ok(svg.includes(word), word);
  });
}

const order = (minute, side, usd, name = 'BINANCE') => ({ exchange_name: name, symbol: 'BTCUSDT', base_asset: 'BTC', price: 100 + minute / 100, usd_value: usd, side, time: TIME_MS - minute * 60_000 });
const ORDERS = [order(1, 2, 4e6), order(20, 1, 1e6), order(45, 2, 2e6, 'OKX'), order(900, 2, 5e5), order(1700, 1, 3e6)];
const ordersDocument = { code: '0', data: ORDERS };

browserTest('orders are the realised liquidations of a tape, by the side that was closed', { serve: paged('liq-tape', ordersDocument) }, async (tab) => {
  await tab.goto('/');
  await tab.waitFor(() => figure()?.state === 'ready');
  const { windows, feeds } = await tab.evaluate(() => figure().result);
  const totals = Object.fromEntries(windows.map(({ window, totals: sums }) => [window, sums && [sums.longUsd ?? sums.long, sums.shortUsd ?? sums.short]]));
  assert.deepEqual(totals, { '1h': [6e6, 1e6], '24h': [6.5e6, 1e6] });
  assert.deepEqual(feeds.map(({ venue, complete }) => [venue, complete]), [['binance', false], ['okx', false]]);
  const words = await tab.evaluate(said);
  assert.match(words, /CoinGlass: liquidation orders/);
  assert.match(words, /Imported, not computed here/);
  const [svg, csv] = await tab.evaluate(async () => [await figure().toSVG(), await figure().toCSV()]);
  assert.match(svg, /Imported, not computed here/);
  assert.match(csv, /# method: imported, not computed here/);
});

browserTest('orders beside a heatmap are its circles, and alone they are no heatmap', { engines: ['chromium'], serve: paged('liq-heatmap', { documents: [document4(), ordersDocument] }) }, async (tab) => {
  await tab.goto('/');
  await drawn(tab);
  const [svg, markets] = await tab.evaluate(async () => [await figure().toSVG(), JSON.parse(figure().snapshotText).markets]);
  assert.ok(svg.match(/<circle/g).length >= 4, 'circles');
  assert.deepEqual(markets.map(({ venue }) => venue).sort(), ['aggregate', 'binance', 'okx']);
  const code = await tab.evaluate((text) => {
    const other = document.createElement('liq-heatmap');
    other.load = 'eager';
    other.data = text;
    document.body.append(other);
    return other.ready.then(() => 'drawn', (error) => error.code);
  }, JSON.stringify(ordersDocument));
  assert.equal(code, 'data-empty');
});

for (const [field, document] of [['price', { timeMs: TIME_MS, ...mapDocument(true) }], ['timeMs', { price: 100, ...mapDocument(true) }]]) {
  browserTest(`a map of which nothing says the ${field} is not drawn, and the page is told what is missing`, { engines: ['chromium'], serve: paged('liq-map', document) }, async (tab) => {
    await tab.goto('/');
    await tab.waitFor(() => figure()?.state === 'error');
    assert.deepEqual(await tab.evaluate(() => eventsOf('liq-error').map(({ detail: { code, field: name } }) => [code, name])), [['attribute-invalid', field]]);
  });
}
