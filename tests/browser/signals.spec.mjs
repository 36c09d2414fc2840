import assert from 'node:assert/strict';
import { testEffects, testUnknown, testWrongValues } from './attribute-rules.mjs';
import { besideSnapshot } from './beside-snapshot.mjs';
import { drawn, figurePage, opened, signals } from './figure-page.mjs';
import { testFrames, testTargets } from './fit-rules.mjs';
import { browserTest } from './harness.mjs';
import { strangers } from './said-numbers.mjs';

const CHROMIUM = { engines: ['chromium'] };
const ALL = 'oi funding basis skew gamma etf perp-share yield dollar stablecoins whales seasonality';
const snapshot = besideSnapshot();
const options = { snapshot };
const everything = signals(`src="/snapshot.json" show="${ALL}"`);
const named = signals(`src="/snapshot.json" show="${ALL}" source-name="The desk"`);

/** Attribute, value, and exactly what it changes. */
const EFFECTS = [
  ['show', 'funding oi', ['raster', 'chart', 'result', 'summary', 'controls']],
  ['range', '30d', ['chart', 'result', 'summary', 'dek']],
  ['oi-unit', 'usd', ['chart', 'result', 'summary']],
  ['funding-band', '0.001%', ['chart', 'result', 'summary']],
  ['basis-low', '14%', ['chart', 'result', 'summary']],
  ['basis-high', '11%', ['chart', 'result', 'summary']],
  ['compounding', 'compound', ['chart', 'result', 'summary']],
  ['min-days', '20', ['chart', 'result', 'summary']],
  ['sign-mode', 'inverse', ['chart', 'result', 'summary']],
  ['gamma-window', '10%', ['chart', 'result']],
  ['yield-series', 'dxy', ['chart', 'result', 'summary']],
  ['dollar-series', 'none', ['chart', 'result', 'summary']],
  ['venue', 'bybit', ['chart', 'result', 'summary', 'controls']],
  ['theme', 'dark', ['chart']],
  ['direction', 'red-up', ['chart']],
  ['units', 'cjk', ['chart', 'summary']],
  ['timezone', 'UTC+8', ['chart', 'dek', 'note', 'summary']],
];

testEffects(named, EFFECTS, options);

testWrongValues(named, [
  ['venue', 'nowhere'], ['range', 'long'], ['direction', 'up'], ['oi-unit', 'barrels'],
  ['funding-band', '5%'], ['basis-low', '20%'], ['basis-high', 'much'], ['compounding', 'often'], ['min-days', '-1'], ['sign-mode', 'guess'],
  ['gamma-window', '0'], ['yield-series', 'ten years'], ['dollar-series', 'two words'],
], options);

testUnknown(signals('src="/snapshot.json" shwo="oi" palette="blues" class="wide"'), [/<liq-signals>.*shwo.*did you mean show\?/, /<liq-signals>.*palette.*left out/], options);

testFrames(everything, options);
testTargets(everything, 5, options);

browserTest('a signal without data says so in picture and words, and no number stands for it', { ...CHROMIUM, serve: figurePage(signals('src="/snapshot.json" show="basis skew gamma etf"'), { snapshot: besideSnapshot({ without: ['futures', 'options', 'etf_flows'] }) }) }, async (page) => {
  await opened(page);
  const { result, summary } = await page.evaluate(() => ({ result: figure().result, summary: figure().summary() }));
  assert.deepEqual(result.panels.map(({ reading }) => reading), [null, null, null, null]);
  assert.equal(summary.match(/no data/g).length, 4);
  assert.deepEqual(strangers(summary.replace(/\d+ [A-Z][a-z]{2} \d{4}, \d\d:\d\d UTC|25-delta/g, ''), result), []);
});

browserTest('panels stand in one column on a phone, two and three across on wider pages, and each is high enough to read', { ...CHROMIUM, serve: figurePage(everything, options) }, async (page) => {
  await opened(page);
  const heights = [];
  for (const width of [390, 700, 1200]) {
    await page.setViewport({ width, height: 900 });
    await page.evaluate(() => frames(3));
    heights.push((await page.evaluate(() => chartBox())).height);
  }
  assert.deepEqual(heights.map((height) => Math.round((height + 22) / 392)), [12, 6, 4]);
});

for (const [attribute, rule, rows] of [
  ['', 'rows of panels without data are only as high as their words', [[370, 370, 146, 146], [370, 146], [370, 146]]],
  ['live=""', 'while venues are followed, panels without data keep their room', [[370, 370, 370, 370], [370, 370], [370, 370]]],
]) {
  const body = signals(`src="/snapshot.json" show="oi funding skew gamma" ${attribute}`);
  browserTest(rule, { ...CHROMIUM, serve: figurePage(body, { snapshot: besideSnapshot({ without: ['options'] }) }) }, async (page) => {
    await page.goto('/');
    await page.waitFor(() => figure()?.result);
    for (const [index, width] of [390, 700, 1200].entries()) {
      await page.setViewport({ width, height: 900 });
      await page.evaluate(() => frames(3));
      assert.equal((await page.evaluate(() => chartBox())).height, rows[index].reduce((sum, height) => sum + height + 22, -22), `${width}`);
    }
  });
}

browserTest('arrows read place by place and panel by panel, and the spoken line names panel and time', { ...CHROMIUM, serve: figurePage(signals('src="/snapshot.json" show="funding oi"'), options) }, async (page) => {
  await opened(page);
  await page.evaluate(() => inside('.chart').focus());
  const spoken = async (key) => {
    await page.key(key);
    await page.evaluate(() => frames(2));
    return page.evaluate(() => inside('.spoken').textContent);
  };
  const newest = await spoken('ArrowRight');
  assert.match(newest, /^Funding rate, 11 Jan 2026, 00:00 UTC/);
  assert.match(await spoken('ArrowLeft'), /^Funding rate, 10 Jan 2026/);
  assert.match(await spoken('ArrowDown'), /^Open interest, 11 Jan 2026/);
  await page.key('Enter');
  await page.waitFor(() => eventsOf('liq-select').length === 1);
  const [{ detail, plain }] = await page.evaluate(() => eventsOf('liq-select'));
  assert.deepEqual([detail.signal, plain], ['oi', true]);
  await page.key('Escape');
  await page.evaluate(() => frames(2));
  assert.equal(await page.evaluate(() => inside('.spoken').textContent), '');
});

browserTest('the tables hold the numbers of the result', { ...CHROMIUM, serve: figurePage(signals('src="/snapshot.json" show="basis etf seasonality"'), options) }, async (page) => {
  await opened(page);
  await page.evaluate(() => allInside('.footer button')[1].click());
  await page.waitFor(() => allInside('.panel table').length === 4);
  const { tables, result } = await page.evaluate(() => ({
    tables: allInside('.panel table').map((table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent))), result: figure().result,
  }));
  const number = (text) => Number(text.replaceAll(',', '').replace('−', '-').replace(/[+%]/g, ''));
  const [basis, etf, season] = result.panels.map(({ reading }) => reading);
  assert.equal(tables[0].length, basis.venues[0].curve.length);
  basis.venues[0].curve.forEach(({ annual }, row) => assert.ok(Math.abs(number(tables[0][row][4]) - 100 * annual) <= 0.005001));
  const flows = etf.flowUsd.toReversed();
  tables[1].forEach((row, place) => assert.equal(number(row[1]), Math.round(flows[place])));
  season.months.forEach(({ n, hitRate }, row) => {
    assert.equal(number(tables[3][row][1]), n);
    assert.ok(Math.abs(number(tables[3][row][4]) - 100 * hitRate) <= 0.06);
  });
});

browserTest('the reader’s window and unit outrank the attributes until the author gives them anew', { ...CHROMIUM, serve: figurePage(signals('src="/snapshot.json" show="oi"'), options) }, async (page) => {
  await opened(page);
  const choose = (name, value) => page.evaluate((control, text) => {
    const select = inside(`[data-control="${control}"]`);
    select.value = text;
    select.dispatchEvent(new Event('change'));
  }, name, value);
  await choose('oi-unit', 'usd');
  await choose('range', '30d');
  await drawn(page);
  const { unit, total } = await page.evaluate(() => figure().result.panels[0].reading);
  assert.deepEqual([unit, total.timeMs.length], ['usd', 30]);
  await page.evaluate(() => { figure().oiUnit = 'coin'; });
  await drawn(page);
  assert.equal(await page.evaluate(() => figure().result.panels[0].reading.unit), 'coin');
});
