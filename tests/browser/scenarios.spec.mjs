import assert from 'node:assert/strict';
import { evaluateScenarios } from '../../www/headless.js';
import { testEffects, testUnknown, testWrongValues } from './attribute-rules.mjs';
import { drawn, figurePage, map, opened, scenarios } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { strangers } from './said-numbers.mjs';
import { marketSnapshot, START_MS } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const DAY_MS = 86_400_000;
const DISCLAIMERS = {
  en: 'Scenario projection; not a forecast and not advice', 'zh-CN': '情景推演，非预测，亦非投资建议', 'zh-TW': '情境推演，非預測，亦非投資建議',
};
const days = (count) => Array.from({ length: count }, (_, day) => START_MS + day * DAY_MS);

/** A market near 60,000 with funds and yields beside it, and no options. */
const snapshot = {
  ...marketSnapshot(),
  etf_flows: { basis: 'simulated', total: { time_ms: days(4), usd: [-51e6, 180e6, 205e6, 30e6] }, funds: [] },
  context: [{ basis: 'simulated', name: 'us10y', unit: 'percent', time_ms: days(3), value: [4.08, 4.1, 4.12] }],
};

const TRIGGERS = [
  { signal: 'etf_net', op: '>', value: '0', window: '3', words: 'Inflows for days in a row' },
  { signal: 'us10y', op: 'falling', window: '3', words: '' },
  { signal: 'rr25', op: 'rising', window: '3', words: 'Skew drifts to neutral' },
  { signal: 'us10y', op: 'between', value: '4 4.2', words: '' },
];
const attribute = (text) => String(text).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const tag = (name, given, inner) => `<${name} ${Object.entries(given).filter(([, value]) => value !== undefined).map(([key, value]) => `${key}="${attribute(value)}"`).join(' ')}>${inner}</${name}>`;
const scenario = (name, from, to, triggers = [], words = '') => tag('liq-scenario', { name, from, to }, attribute(words) + triggers.map(({ words: text, ...given }) => tag('liq-trigger', given, attribute(text))).join(''));
const AB = scenario('A', 61500, 63500, TRIGGERS, 'A squeeze upward') + scenario('B', 57500, 56000, [TRIGGERS[1]]);
const zones = (children = AB) => (attributes = 'src="/snapshot.json" source-name="The desk" paths="512"') => scenarios(attributes, children);

const EFFECTS = [
  ['range', '2d', ['chart']],
  ['horizon', '3d', ['chart', 'result', 'tail', 'summary']],
  ['volatility', '90%', ['chart', 'result', 'tail', 'summary']],
  ['drift', 'logarithm', ['chart', 'result', 'tail', 'summary']],
  ['paths', '1024', ['chart', 'result', 'tail', 'summary']],
  ['seed', '7', ['chart', 'result', 'tail', 'summary']],
  ['venue', 'binance', ['chart', 'result', 'tail', 'summary']],
  ['theme', 'dark', ['chart']],
  ['direction', 'red-up', ['chart']],
  ['units', 'cjk', ['tail', 'summary']],
  ['timezone', 'UTC+8', ['chart', 'dek', 'note', 'summary']],
];

testEffects(zones()(), EFFECTS, { snapshot });

testWrongValues(zones()('src="/snapshot.json" source-name="The desk"'), [
  ['range', 'long'], ['horizon', 'soon'], ['horizon', '400d'], ['volatility', '900%'], ['volatility', 'high'], ['drift', 'up'], ['paths', '10'], ['seed', '-1'],
], { snapshot });

testUnknown(zones()('src="/snapshot.json" horizn="7d" palette="blues" class="wide"'), [/<liq-scenarios>.*horizn.*did you mean horizon\?/, /<liq-scenarios>.*palette.*left out/], { snapshot });

const read = (page) => page.evaluate(() => ({
  result: figure().result, summary: figure().summary(), label: inside('.chart').ariaLabel, disclaimer: textOf('disclaimer'),
  cards: allInside('.zone').map((zone) => [...zone.querySelectorAll('p, li')].map((line) => line.textContent)), drawn: allInside('.drawn').map((line) => line.textContent),
}));

browserTest('every number that is said of zones and conditions is in the result, in every language', { ...CHROMIUM, serve: figurePage(zones()(), { snapshot }) }, async (page) => {
  await opened(page);
  for (const lang of ['en', 'zh-CN', 'zh-TW']) {
    await page.evaluate((name) => figure().setAttribute('lang', name), lang);
    await drawn(page);
    const { result, summary, label, disclaimer, cards, drawn: lines } = await read(page);
    // Said as fractions of what the result has in percent, and the words' own: eight hours, 25 delta, ten years.
    const percents = result.zones.flatMap(({ nearPct, farPct }) => [nearPct, farPct].map((percent) => Math.abs(percent) / 100));
    const yields = result.signals.filter(({ unit }) => unit === 'percent').map(({ last }) => last / 100);
    const fixed = [...percents, ...yields, 0.04, 0.042, 8, 10, 25];
    assert.equal(cards.length, 2);
    for (const text of [summary, ...cards.flat(), ...lines]) assert.deepEqual(strangers(text, result, fixed), [], text);
    assert.equal(label, summary);
    assert.equal(disclaimer, DISCLAIMERS[lang]);
    assert.ok(summary.includes(disclaimer));
    assert.doesNotMatch(summary + cards.flat().join(), /[{}]|undefined|NaN/);
  }
});

browserTest('conditions are met, not met or without data, as the engine says without a page', { serve: figurePage(zones()(), { snapshot }) }, async (page) => {
  await opened(page);
  const { result } = await read(page);
  const [a, b] = result.zones;
  assert.deepEqual(a.triggers.map(({ state }) => state), ['met', 'not_met', 'no_data', 'met']);
  assert.deepEqual([a.met, a.notMet, a.noData, b.met, b.notMet, b.noData], [2, 1, 1, 0, 1, 0]);
  const asked = evaluateScenarios({
    spot: result.spot, zones: [{ label: 'A', low: 61500, high: 63500, triggers: TRIGGERS.map(({ words, value, window = '1', ...rest }) => ({ ...rest, ...(value && { value: value.includes(' ') ? value.split(' ').map(Number) : Number(value) }), window: Number(window) })) }],
    signals: { etf_net: snapshot.etf_flows.total.usd, us10y: snapshot.context[0].value },
  }).zones[0];
  assert.deepEqual(a.triggers.map(({ words, ...rest }) => rest), asked.triggers);
  assert.deepEqual([a.nearPct, a.farPct], [asked.nearPct, asked.farPct]);
  assert.ok(a.massInside > 0 && a.massOnPath > 0);
});

browserTest('paths touch zones with the map’s pull and without, and none is touched by the rest', { serve: figurePage(zones()(), { snapshot }) }, async (page) => {
  await opened(page);
  const { zones: found, paths } = (await read(page)).result;
  for (const { touch, first } of found) {
    for (const odds of ['withMap', 'empty']) assert.ok(touch[odds].probability >= first[odds].probability && touch[odds].probability > 0 && touch[odds].probability < 1);
    assert.ok(touch.withMap.probability >= touch.empty.probability, 'the map only pulls');
  }
  const sum = (odds) => found.reduce((all, { first }) => all + first[odds].probability, 0);
  assert.ok(Math.abs(1 - sum('withMap') - paths.noneWithMap) < 1e-12 && Math.abs(1 - sum('empty') - paths.noneEmpty) < 1e-12);
});

browserTest('the paths are the same in every browser', { serve: figurePage(zones()(), { snapshot }) }, async (page) => {
  await opened(page);
  const { touch, first } = (await read(page)).result.zones[0];
  assert.deepEqual([touch.withMap.probability, touch.empty.probability, first.withMap.probability].map((share) => share * 512), EXPECTED);
});
/** Paths of 512 that touched A with the map, without it, and before B with it. */
const EXPECTED = [257, 254, 199];

browserTest('children are watched: what the author changes is drawn at once, and what goes is gone', { serve: figurePage(zones()(), { snapshot }) }, async (page) => {
  await opened(page);
  const before = await page.evaluate(() => layers());
  await page.evaluate(() => document.querySelector('liq-scenario').setAttribute('to', '62000'));
  await drawn(page);
  assert.equal((await read(page)).result.zones[0].high, 62000);
  assert.notEqual((await page.evaluate(() => layers()))[1], before[1]);
  await page.evaluate(() => { document.querySelector('liq-trigger').textContent = '<img src=x onerror=alert(1)>'; });
  await drawn(page);
  const { cards } = await read(page);
  assert.ok(cards[0].some((line) => line.includes('<img src=x onerror=alert(1)>')), cards[0].join());
  assert.equal(await page.evaluate(() => allInside('img').length), 0);
  await page.evaluate(() => { for (const child of document.querySelectorAll('liq-scenario')) child.remove(); });
  await drawn(page);
  assert.deepEqual((await read(page)).result.zones, []);
  assert.match(await page.evaluate(() => textOf('lead')), /The author has given no zone\./);
  assert.equal(await page.evaluate(() => inside('.tail').getClientRects().length), 0, 'no room is kept for cards that do not come');
  assert.deepEqual(await page.pageErrors(), []);
});

const wrong = scenario('C', 'here', 1) + scenario('A', 61500, 63500, [{ signal: 'oi', op: 'above', value: '1', words: '' }]) + scenario('B', 56000, 57500);
browserTest('a zone that is wrong is left out and told, the others stand', { ...CHROMIUM, serve: figurePage(zones(wrong)(), { snapshot }) }, async (page) => {
  await opened(page);
  assert.deepEqual((await read(page)).result.zones.map(({ label }) => label), ['B']);
  const told = await page.evaluate(() => eventsOf('liq-error').map(({ detail }) => [detail.code, detail.field]));
  assert.deepEqual(told, [['attribute-invalid', 'zones[0].from'], ['attribute-invalid', 'zones[1].triggers[0].op']]);
});

const json = JSON.stringify([{ name: 'A', from: 61500, to: 63500, words: 'A squeeze upward', triggers: TRIGGERS }, { name: 'B', from: 56000, to: 57500, triggers: [TRIGGERS[1]] }]);
browserTest('the attribute zones says the same as children, who outrank it', { ...CHROMIUM, serve: figurePage(zones()(), { snapshot }) }, async (page) => {
  await opened(page);
  const { result: children, cards } = await read(page);
  await page.evaluate((text) => { figure().zones = text.replace('61500', '61000'); }, json);
  await drawn(page);
  assert.deepEqual((await read(page)).result, children);
  await page.evaluate((text) => { figure().zones = text; for (const child of document.querySelectorAll('liq-scenario')) child.remove(); }, json);
  await drawn(page);
  const { result, cards: others } = await read(page);
  assert.deepEqual([result, others], [children, cards]);
  await page.evaluate(() => { figure().zones = '{'; });
  await drawn(page);
  assert.deepEqual(await page.evaluate(() => eventsOf('liq-error').map(({ detail }) => [detail.code, detail.field])), [['attribute-invalid', 'zones']]);
});

browserTest('a reader chooses a zone by pointer, key or card, and the page is told which', { serve: figurePage(zones()(), { snapshot }) }, async (page) => {
  await opened(page);
  await page.evaluate(() => inside('[data-zone="1"]').click());
  assert.equal((await read(page)).result.selected, 1);
  assert.equal(await page.evaluate(() => inside('[data-zone="1"]').ariaPressed), 'true');
  await page.evaluate(() => inside('.chart').focus());
  await page.key('ArrowUp');
  await page.key('Enter');
  const chosen = await page.evaluate(() => eventsOf('liq-scenario').map(({ detail, plain, composed }) => [detail.place, detail.label, detail.triggers.length, plain, composed]));
  assert.deepEqual(chosen, [[1, 'B', 1, true, true], [0, 'A', 4, true, true]]);
  assert.match(await page.evaluate(() => inside('.spoken').textContent), /^Scenario A: \$61,500–63,500\. \+/);
  assert.equal(await page.evaluate(() => eventsOf('liq-select').length), 1);
});

browserTest('the tables hold the zones and the conditions of the result', { ...CHROMIUM, serve: figurePage(zones()(), { snapshot }) }, async (page) => {
  await opened(page);
  await page.click('liq-scenarios >>> .footer button:nth-child(2)');
  await page.waitFor(() => allInside('.panel table').length === 2 && !/no data/.test(allInside('.panel table')[0].rows[1].cells[7].textContent));
  const [[, ...rows], [, ...conditions]] = await page.evaluate(() => allInside('.panel table').map((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent))));
  const { zones: found } = (await read(page)).result;
  const dollars = (number) => Math.round(number).toLocaleString('en-US');
  assert.deepEqual(rows.map((row) => [row[0], row[5], row[6]]), found.map(({ label, massInside, massOnPath }) => [label, dollars(massInside), dollars(massOnPath)]));
  assert.deepEqual(rows.map((row) => row[7]), found.map(({ touch }) => `${(100 * touch.withMap.probability).toFixed(1)}%`));
  assert.deepEqual(conditions.map((row) => row[3]), ['met', 'not met', 'no data', 'met', 'not met']);
});

browserTest('CSV has a row a condition with its value and state', { ...CHROMIUM, serve: figurePage(zones()(), { snapshot }) }, async (page) => {
  await opened(page);
  const csv = await page.evaluate(() => figure().toCSV());
  const lines = csv.split('\r\n').filter((line) => line && !line.startsWith('#'));
  assert.equal(lines.length, 6);
  assert.match(lines[0], /^zone,price_low,price_high,near_pct,/);
  assert.match(lines[1], /^A,61500,63500,.*,etf_net,>,0,3,30000000,met$/);
  assert.match(lines[3], /,rr25,rising,,3,,no_data$/);
  assert.match(csv, /# figure: scenarios\r\n/);
});

browserTest('the embed code carries the zones, escaped', { ...CHROMIUM, serve: figurePage(zones(scenario('A', 61500, 63500, [{ signal: 'oi', op: '>', value: '1', words: '<b>"oi" & more</b>' }]))(), { snapshot }) }, async (page) => {
  await opened(page);
  const code = await page.evaluate(() => figure().embedCode());
  assert.match(code, /<liq-scenario name="A" from="61500" to="63500"><liq-trigger signal="oi" op="&gt;" value="1">&lt;b&gt;&quot;oi&quot; &amp; more&lt;\/b&gt;<\/liq-trigger><\/liq-scenario>/);
});

browserTest('without open interest the conditions are told, and that there are no amounts and no odds', { ...CHROMIUM, serve: figurePage(zones()(), { snapshot: { ...snapshot, markets: marketSnapshot({ openInterest: false }).markets } }) }, async (page) => {
  await opened(page);
  const { result, summary, drawn: lines } = await read(page);
  assert.deepEqual(result.zones.map(({ massInside, massOnPath, touch }) => [massInside, massOnPath, touch]), [[null, null, null], [null, null, null]]);
  assert.equal(result.zones[0].met, 2);
  assert.match(summary, /No data on open interest, so no amounts and no odds/);
  assert.ok(lines.includes('The data give no odds'), lines.join());
});

browserTest('a zone that price stands in has no odds and says so', { ...CHROMIUM, serve: figurePage(zones(scenario('here', 50000, 70000) + scenario('up', 71000, 72000))(), { snapshot }) }, async (page) => {
  await opened(page);
  const { result: { zones: [here, up] }, cards } = await read(page);
  assert.deepEqual([here.inside, here.nearPct, here.farPct, here.touch], [true, 0, null, null]);
  assert.ok(up.touch.empty.probability >= 0);
  assert.ok(cards[0].includes('Price stands in this zone now'));
});

browserTest('zones of another asset are told by its prices', { ...CHROMIUM, serve: figurePage(zones()(), { snapshot: marketSnapshot({ asset: 'ETH' }) }) }, async (page) => {
  await opened(page);
  const { result, summary } = await read(page);
  assert.equal(result.asset, 'ETH');
  assert.match(summary, /^ETH: spot \$/);
});

browserTest('in a group the crosshair goes from the map to the zones and back', { serve: figurePage(zones()('src="/snapshot.json" group="a" paths="256"') + map('src="/snapshot.json" group="a"'), { snapshot }) }, async (page) => {
  await opened(page);
  const overlays = () => page.evaluate(async () => Promise.all(figures().map(async (element) => (await layers(element))[2])));
  const before = await overlays();
  const press = (index, key) => page.evaluate((at, name) => {
    const chart = inside('.chart', figures()[at]);
    chart.focus();
    chart.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }));
  }, index, key);
  await press(0, 'ArrowUp');
  const there = await overlays();
  assert.ok(there[0] !== before[0] && there[1] !== before[1]);
  await press(0, 'Escape');
  assert.deepEqual(await overlays(), before);
  await press(1, 'ArrowUp');
  assert.notEqual((await overlays())[0], before[0]);
});

browserTest('no attribute takes the disclaimer, the time of the data or that they are simulated away', { ...CHROMIUM, serve: figurePage(zones()('src="/snapshot.json" static no-controls no-table heading="H" description="D" source-name="S"'), { snapshot }) }, async (page) => {
  await opened(page);
  assert.equal(await page.evaluate(() => textOf('disclaimer')), DISCLAIMERS.en);
  const note = await page.evaluate(() => textOf('note'));
  for (const words of ['Data to 6 Jan 2026', 'Simulated data', 'Estimate, not measurement']) assert.ok(note.includes(words), note);
});

for (const [form, body] of [['an element', (given) => scenarios(`src="/snapshot.json" paths="256" zones='${given}'`, '')], ['a div', (given) => `<div data-liq="scenarios" data-src="/snapshot.json" data-paths="256" data-zones='${given}'></div>`]]) {
  browserTest(`a link to a view puts no words or zones of another into ${form}`, { ...CHROMIUM, serve: figurePage(body(json), { snapshot }) }, async (page) => {
    const foreign = new URLSearchParams({ liq: 'liq-scenarios:0', zones: JSON.stringify([{ name: 'BUY', from: 70000, to: 90000, words: 'Our editors say: buy' }]), horizon: '2d' });
    await page.goto(`/#${foreign}`);
    await drawn(page);
    await page.evaluate(() => frames(20));
    const shown = () => ({ result: figure().result, summary: figure().summary(), frame: inside('.frame').textContent });
    const found = await page.evaluate(shown);
    assert.doesNotMatch(found.summary + found.frame, /BUY|editors/);
    await page.goto('about:blank');
    await opened(page);
    assert.deepEqual(found, await page.evaluate(shown));
  });
}
