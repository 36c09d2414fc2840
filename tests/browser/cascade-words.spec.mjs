import assert from 'node:assert/strict';
import { projectCascade } from '../../www/headless.js';
import { cascade, drawn, figurePage, opened } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { strangers } from './said-numbers.mjs';
import { marketSnapshot } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const LANGUAGES = ['en', 'zh-CN', 'zh-TW'];
const DISCLAIMERS = {
  en: 'Scenario projection; not a forecast and not advice', 'zh-CN': '情景推演，非预测，亦非投资建议', 'zh-TW': '情境推演，非預測，亦非投資建議',
};
/** The range of past events, which the words themselves say. */
const FIXED = [0.1, 0.35];
/** Ends of a map's prices below and above the spot. */
const REACH = { down: 0.3, up: 0.35 };

const snapshot = marketSnapshot();
/** The market with a depth in its data. */
const withDepth = (depth) => ({ ...snapshot, markets: snapshot.markets.map((market, index) => (index === 0 ? { ...market, depth: { time_ms: snapshot.as_of_ms, ...depth } } : market)) });
/** Nothing stands beyond 2 % of the price. */
const ends = withDepth({ distance: [0.005, 0.02, 0.04], bid_usd: [2e7, 6e7, 6e7], ask_usd: [2e7, 6e7, 6e7] });
/** What is seen ends at 1 %, and the last slope goes on. */
const short = withDepth({ distance: [0.005, 0.01], bid_usd: [1e8, 2e8], ask_usd: [1e8, 2e8] });

const read = (page) => page.evaluate(() => ({
  result: figure().result, summary: figure().summary(), label: inside('.chart').ariaLabel, sentences: allInside('.lead .sentence, .lead .beside').map((one) => one.textContent), odds: allInside('.tail p, .tail li').map((one) => one.textContent),
  disclaimer: textOf('disclaimer'), dek: textOf('dek'), controls: textOf('controls'), trouble: textOf('trouble'),
}));

/** What is given, and what the first sentences must say of it in English. */
const CASES = [
  ['a bad day', 'shock="5%"', snapshot, [/^If BTC gaps down 5%, liquidations in this map would carry it to about \$[\d,.]+ \(−\d+\.\d%\), \d\.\d× the shock, in \d+ rounds, closing \$/]],
  ['a rise, with other assets', 'side="up" shock="3%" beta="SOL:1.62 ETH:1.2"', snapshot, [/^If BTC gaps up 3%.*\(\+/, /SOL: about \+\d+\.\d% by its beta of 1\.62\./, /ETH: about \+/]],
  ['nothing that moves', 'shock="0"', snapshot, [/^If BTC gaps down 0%, to about \$[\d,.]+, it reaches no liquidation in this map\.$/]],
  ['a flow without a gap', 'shock="0" flow="100000000" passthrough="60%"', snapshot, [/^If BTC gaps down \d/]],
  ['a cliff ahead', 'shock="0" map-scale="100%" depth-factor="0.4" critical-fraction="20%"', snapshot, [/A gap of \d+\.\d\d% or more would set off a jump of \$[\d.]+[MB]\. The present shock is \d+\.\d\d% short of it\./]],
  ['a cliff behind', 'shock="4%" map-scale="100%" depth-factor="0.4"', snapshot, [/The shock is past the critical value of \d+\.\d\d%\./]],
  ['a book that ends', 'shock="4%"', ends, [/≥ \d+\.\d× the shock/, /The supplied book cannot absorb the flow; \$[\d.]+[MB] is left\. The level shown is the end of the data, not a floor\./]],
  ['a book that is short', 'shock="4%"', short, [/The book in the data ends 1\.00% beyond the shock; from there on its last slope is assumed to go on\./]],
];

for (const [what, attributes, data, wanted] of CASES) {
  browserTest(`every number that is said of ${what} is in the result, in every language`, { ...CHROMIUM, serve: figurePage(cascade(`src="/snapshot.json" ${attributes}`), { snapshot: data }) }, async (page) => {
    await opened(page);
    for (const lang of LANGUAGES) {
      await page.evaluate((tag) => figure().setAttribute('lang', tag), lang);
      await drawn(page);
      const { result, summary, label, sentences, odds, disclaimer } = await read(page);
      assert.ok(odds.length > 0);
      for (const text of [summary, ...sentences, ...odds]) assert.deepEqual(strangers(text, result, FIXED), [], text);
      assert.equal(label, summary);
      for (const text of [...sentences, disclaimer]) assert.ok(summary.includes(text), text);
      assert.equal(disclaimer, DISCLAIMERS[lang]);
      assert.doesNotMatch(summary, /[{}]|undefined|NaN/);
      if (lang === 'en') for (const pattern of wanted) assert.ok(sentences.some((text) => pattern.test(text)), `${pattern}: ${sentences.join(' ')}`);
    }
  });
}

browserTest('a number of another result is a stranger', { ...CHROMIUM, serve: figurePage(cascade('src="/snapshot.json" shock="5%"')) }, async (page) => {
  await opened(page);
  const { result, sentences: [first] } = await read(page);
  assert.deepEqual(strangers(first, result, FIXED), []);
  await page.evaluate(() => { figure().shock = '9%'; });
  await page.waitFor(() => figure().result.projection.shock === 0.09);
  const { result: other } = await read(page);
  assert.ok(strangers(first, other, FIXED).length >= 3);
});

/** The request that a cascade's result answers, but for its depth. */
function requestOf({ projection, assumed }, depth) {
  const { distance, notional } = projection.blocks;
  return {
    side: projection.side, spot: projection.spot, shock: projection.shock, exogenousFlow: assumed.flow, blocks: distance.map((x, index) => [x, notional[index]]), depth,
    depthFactor: assumed.depthFactor, passthrough: assumed.passthrough, criticalFraction: assumed.criticalFraction, xMax: REACH[projection.side],
  };
}

const SAME = ['finalPrice', 'displacement', 'amplification', 'liquidatedNotional', 'absorbed', 'residualNotional', 'criticalShock', 'rounds', 'branching', 'curve', 'criticalShocks'];

for (const [attributes, data, depth] of [
  ['shock="5%" depth-1pct="200000000"', snapshot, { kind: 'power', usd1pct: 2e8 }],
  ['side="up" shock="2%" depth-1pct="90000000" passthrough="70%" flow="40000000" map-scale="80%"', snapshot, { kind: 'power', usd1pct: 9e7 }],
  ['shock="3%" map-scale="100%"', ends, { kind: 'piecewise', points: [[0.005, 2e7], [0.02, 6e7], [0.04, 6e7]], tail: 'extend' }],
]) {
  browserTest(`the result is what the engine answers without a page, with ${attributes}`, { serve: figurePage(cascade(`src="/snapshot.json" ${attributes}`), { snapshot: data }) }, async (page) => {
    await opened(page);
    const { result } = await read(page);
    const engine = JSON.parse(JSON.stringify(projectCascade(requestOf(result, depth))));
    assert.ok(result.projection.rounds.length > 0);
    for (const key of SAME) assert.deepEqual(result.projection[key], engine[key], key);
  });
}

browserTest('the tables hold the rounds and the response of the result', { ...CHROMIUM, serve: figurePage(cascade('src="/snapshot.json" shock="5%"')) }, async (page) => {
  await opened(page);
  await page.click('liq-cascade >>> .footer button:nth-child(2)');
  await page.waitFor(() => inside('.panel table'));
  const [[, ...rounds], [, ...response]] = await page.evaluate(() => allInside('.panel table').map((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent))));
  const { projection } = (await read(page)).result;
  const dollars = (number) => Math.round(number).toLocaleString('en-US');
  assert.deepEqual(rounds.map(([round, , , liquidated]) => [round, liquidated]), projection.rounds.map(({ liquidated }, index) => [String(index + 1), dollars(liquidated)]));
  const [, move, , total] = response.find(([shock]) => shock === '−5.0%');
  assert.deepEqual([move, total], [`−${(100 * projection.displacement).toFixed(2)}%`, dollars(projection.liquidatedNotional)]);
});

browserTest('no attribute takes the disclaimer, the time of the data or that they are simulated away', { ...CHROMIUM, serve: figurePage(cascade('src="/snapshot.json" static no-controls no-table heading="H" description="D" source-name="S"')) }, async (page) => {
  await opened(page);
  assert.equal(await page.evaluate(() => textOf('disclaimer')), DISCLAIMERS.en);
  const note = await page.evaluate(() => textOf('note'));
  for (const words of ['Data to 6 Jan 2026', 'Simulated data', 'Estimate, not measurement']) assert.ok(note.includes(words), note);
  assert.deepEqual(await page.evaluate(() => [inside('.disclaimer').getClientRects().length, inside('.chart').getAttribute('role')]), [1, 'img']);
});

for (const [lang, line] of [['en', 'The data hold no open interest, so no amount can be projected. (data-empty)'], ['zh-CN', '数据中没有持仓量，无法推演金额。 (data-empty)']]) {
  browserTest(`without open interest one line says so and the fallback stands, in ${lang}`, { serve: figurePage(cascade(), { lang, snapshot: marketSnapshot({ openInterest: false }) }) }, async (page) => {
    await page.goto('/');
    await page.waitFor(() => figure()?.state === 'error');
    const found = await page.evaluate(() => [inside('.trouble').textContent, document.querySelector('.fallback').getClientRects().length > 0, Boolean(inside('.frame')), ...eventsOf('liq-error').map(({ detail }) => [detail.code, detail.field])]);
    assert.deepEqual(found, [line, true, false, ['data-empty', 'openInterest']]);
    assert.deepEqual(await page.pageErrors(), []);
  });
}

browserTest('as much of the map is believed as leaves the forced flow of gaps of 1 to 3 % within what past events show', { ...CHROMIUM, serve: figurePage(cascade()) }, async (page) => {
  await opened(page);
  const shares = [];
  for (const side of ['down', 'up']) {
    for (const shock of ['1%', '2%', '3%']) {
      await page.evaluate((given) => Object.assign(figure(), given), { side, shock });
      await page.evaluate(() => frames(1));
      shares.push((await read(page)).result.projection.branching.volume);
    }
  }
  const [, , low, high] = shares.sort((a, b) => a - b);
  assert.ok((low + high) / 2 > 0.1 && (low + high) / 2 < 0.35, JSON.stringify(shares));
});
