import assert from 'node:assert/strict';
import { testEffects, testUnknown, testWrongValues } from './attribute-rules.mjs';
import { compareSnapshot } from './compare-snapshot.mjs';
import { compare, drawn, figurePage, opened } from './figure-page.mjs';
import { testFrames, testTargets } from './fit-rules.mjs';
import { browserTest } from './harness.mjs';

const CHROMIUM = { engines: ['chromium'] };
const ALL = 'assets drawdown beta events months';
const snapshot = compareSnapshot();
const options = { snapshot };
const everything = compare(`src="/snapshot.json" show="${ALL}"`);
const named = compare(`src="/snapshot.json" show="${ALL}" source-name="The desk"`);

/** Attribute, value, and exactly what it changes. */
const EFFECTS = [
  ['show', 'months drawdown', ['raster', 'chart', 'result', 'summary', 'dek', 'controls']],
  ['assets', 'SOL BTC', ['chart', 'result', 'summary', 'controls']],
  ['reference', 'ETH', ['chart', 'result', 'summary', 'dek']],
  ['window', '72h', ['chart', 'result', 'summary', 'controls']],
  ['step', '4h', ['chart', 'result', 'summary']],
  ['start', '2026-01-09T00:00Z', ['chart', 'result', 'summary']],
  ['before-start', '12h', ['chart', 'result']],
  ['after-start', '24h', ['chart', 'result', 'summary']],
  ['month', '10', ['chart', 'result', 'summary']],
  ['range', '3d', ['chart', 'result', 'summary', 'dek', 'controls']],
  ['theme', 'dark', ['chart']],
  ['direction', 'red-up', ['chart']],
  ['timezone', 'UTC+8', ['chart', 'dek', 'note', 'summary']],
];

testEffects(named, EFFECTS, options);

testWrongValues(named, [
  ['venue', 'nowhere'], ['show', 'assets pie'], ['show', 'beta beta'], ['assets', 'BTC DOGE'], ['reference', 'DOGE'], ['window', 'long'], ['step', '0h'], ['start', 'yesterday'],
  ['before-start', '2 days'], ['after-start', '-1d'], ['month', '13'], ['range', 'long'], ['direction', 'up'],
], options);

testUnknown(compare('src="/snapshot.json" asets="BTC" palette="blues" class="wide"'), [/<liq-compare>.*asets.*did you mean assets\?/, /<liq-compare>.*palette.*left out/], options);

testFrames(everything, options);
testTargets(everything, 5, options);

browserTest('every hit rate, correlation and event is said with its sample size', { ...CHROMIUM, serve: figurePage(everything, options) }, async (page) => {
  await opened(page);
  const { result, summary } = await page.evaluate(() => ({ result: figure().result, summary: figure().summary() }));
  const [, ether, sol] = result.assets;
  for (const { asset, n } of [ether, sol]) assert.match(summary, new RegExp(`${asset}: beta \\d\\.\\d\\d, correlation \\d\\.\\d\\d, n = ${n}\\b`));
  const month = result.months.months[result.month - 1];
  assert.match(summary, new RegExp(`rose in [\\d.]+% of ${month.n} years; small sample`));
  assert.match(summary, /n = 2, chosen by the author: too few/);
});

browserTest('a panel without data says so in picture and words, and no number stands for it', { ...CHROMIUM, serve: figurePage(everything, { snapshot: compareSnapshot({ without: ['assets', 'analogues', 'monthly_returns'] }) }) }, async (page) => {
  await opened(page);
  const { result, summary } = await page.evaluate(() => ({ result: figure().result, summary: figure().summary() }));
  assert.deepEqual([result.months, result.events, result.assets.map(({ beta }) => beta)], [null, [], [null]]);
  assert.equal(summary.match(/no data/g).length, 3);
});

browserTest('without show the panels are those with data', { ...CHROMIUM, serve: figurePage(compare(), { snapshot: compareSnapshot({ without: ['assets'] }) }) }, async (page) => {
  await opened(page);
  assert.deepEqual(await page.evaluate(() => figure().result.show), ['drawdown', 'events', 'months']);
});

browserTest('published prices stand with their words, one bound as a bound, and those of coins not compared are left out', { ...CHROMIUM, serve: figurePage(everything, options) }, async (page) => {
  await opened(page);
  const summary = await page.evaluate(() => figure().summary());
  assert.match(summary, /reported: BTC change \(24 hours\) −15\.48%, ETH change −16\.19% to −8\.23%, SOL low 140 or less/);
  assert.doesNotMatch(summary, /DOGE/);
});

browserTest('names of events are those of the document in the language of the page', { ...CHROMIUM, serve: figurePage(everything, { ...options, lang: 'zh-CN' }) }, async (page) => {
  await opened(page);
  assert.match(await page.evaluate(() => figure().summary()), /一家交易所倒闭：3天后/);
});

browserTest('panels stand in one column on a phone, two and three across on wider pages, and each is high enough to read', { ...CHROMIUM, serve: figurePage(everything, options) }, async (page) => {
  await opened(page);
  const rows = [];
  for (const [width, panel] of [[390, 480], [700, 460], [1200, 460]]) {
    await page.setViewport({ width, height: 900 });
    await page.evaluate(() => frames(3));
    rows.push((await page.evaluate(() => chartBox())).height / (panel + 22));
  }
  assert.deepEqual(rows.map(Math.round), [5, 3, 2]);
});

browserTest('arrows read place by place and panel by panel, and the spoken line names panel and place', { serve: figurePage(compare('src="/snapshot.json" show="beta events months"'), options) }, async (page) => {
  await opened(page);
  await page.evaluate(() => inside('.chart').focus());
  const spoken = async (key) => {
    await page.key(key);
    await page.evaluate(() => frames(2));
    return page.evaluate(() => inside('.spoken').textContent);
  };
  assert.match(await spoken('ArrowRight'), /^Beta and correlation with BTC, SOL, Beta \d\.\d\d, Correlation/);
  assert.match(await spoken('ArrowLeft'), /^Beta and correlation with BTC, ETH/);
  assert.match(await spoken('ArrowDown'), /^Past events laid over one another, start \+3 days, An exchange fails [\d.]+, Tariffs [\d.]+/);
  assert.match(await spoken('ArrowDown'), /^Monthly returns, Month Dec, n 12/);
  await page.key('Enter');
  await page.waitFor(() => eventsOf('liq-select').length === 1);
  const [{ detail, plain }] = await page.evaluate(() => eventsOf('liq-select'));
  assert.deepEqual([detail.panel, detail.lines[0], plain], ['months', ['Month', 'Dec'], true]);
  await page.key('Escape');
  await page.evaluate(() => frames(2));
  assert.equal(await page.evaluate(() => inside('.spoken').textContent), '');
});

browserTest('the tables hold the numbers of the result', { ...CHROMIUM, serve: figurePage(everything, options) }, async (page) => {
  await opened(page);
  await page.evaluate(() => allInside('.footer button')[1].click());
  await page.waitFor(() => allInside('.panel table').length === 6);
  const { tables, result } = await page.evaluate(() => ({
    tables: allInside('.panel table').map((table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent))), result: figure().result,
  }));
  const number = (text) => Number(text.replaceAll(',', '').replace('−', '-').replace(/[+%]/g, ''));
  const near = (text, value, digits) => assert.ok(Math.abs(number(text) - value) <= 0.500001 * 10 ** -digits, `${text} for ${value}`);
  const [coins, reported, betas, events, months, returns] = tables;
  result.assets.forEach(({ change, belowHigh, maxDrawdown, fall }, row) => {
    near(coins[row][2], 100 * change, 2);
    near(coins[row][5], 100 * belowHigh, 2);
    near(coins[row][6], 100 * maxDrawdown, 2);
    near(coins[row][7], 100 * fall.change, 2);
  });
  assert.equal(reported.length, 3);
  result.assets.slice(1).forEach(({ beta, correlation, n }, row) => {
    near(betas[row][1], beta, 2);
    near(betas[row][2], correlation, 2);
    assert.equal(number(betas[row][3]), n);
  });
  result.events.forEach(({ change, maxDrawdown }, row) => {
    near(events[row][4], 100 * change, 2);
    near(events[row][5], 100 * maxDrawdown, 2);
  });
  result.months.months.forEach(({ n, hitRate }, row) => {
    assert.equal(number(months[row][1]), n);
    assert.ok(Math.abs(number(months[row][4]) - 100 * hitRate) <= 0.06);
  });
  assert.equal(returns.length, result.returns.month.length);
  near(returns[0][1], result.returns.returnPct.at(-1), 1);
});

browserTest('the CSV has every number of the result and says what it is', { ...CHROMIUM, serve: figurePage(everything, options) }, async (page) => {
  await opened(page);
  const { csv, result } = await page.evaluate(async () => ({ csv: await figure().toCSV(), result: figure().result }));
  const rows = csv.trim().split(/\r?\n/).map((line) => line.split(','));
  const value = (...names) => Number(rows.find((row) => names.every((name, place) => row[place] === name)).at(-1));
  const [, ether] = result.assets;
  assert.equal(value('beta', 'ETH', 'beta'), ether.beta);
  assert.equal(value('beta', 'ETH', 'n'), ether.n);
  assert.equal(value('drawdown', 'ETH', 'fall_in_window'), ether.fall.change);
  assert.equal(rows.filter(([panel, name, measure]) => panel === 'assets' && name === 'ETH' && measure === 'rebased').length, ether.rebased.timeMs.length);
  assert.equal(value('months', '10', 'median_pct'), result.months.months[9].median);
  assert.match(csv, /not a forecast/);
});

browserTest('the reader’s choice of reference and month outranks the attributes until the author gives them anew', { ...CHROMIUM, serve: figurePage(compare('src="/snapshot.json" show="beta months"'), options) }, async (page) => {
  await opened(page);
  const choose = (name, value) => page.evaluate((control, text) => {
    const select = inside(`[data-control="${control}"]`);
    select.value = text;
    select.dispatchEvent(new Event('change'));
  }, name, value);
  await choose('reference', 'SOL');
  await choose('month', '3');
  await drawn(page);
  const chosen = await page.evaluate(() => figure().result);
  assert.deepEqual([chosen.reference, chosen.month, chosen.assets[2].beta], ['SOL', 3, null]);
  await page.evaluate(() => { figure().reference = 'ETH'; });
  await drawn(page);
  assert.equal(await page.evaluate(() => figure().result.reference), 'ETH');
});
