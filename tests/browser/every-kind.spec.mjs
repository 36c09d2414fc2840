// What holds for every kind of element. What one kind alone has is in the specs of its name; what engines differ in is there too.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { help } from '../../bin/render.mjs';
import { toSVG } from '../../www/headless.js';
import { COMMON_EFFECTS, COMMON_WRONG, testEffects, testProperties, testWrongValues } from './attribute-rules.mjs';
import { exportOf, trappedPiece } from './damaged-wasm.mjs';
import { drawn, figurePage, json, opened } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { KINDS } from './kinds.mjs';
import { strangers } from './said-numbers.mjs';

const CHROMIUM = { engines: ['chromium'] };
const LANGUAGES = ['en', 'zh-CN', 'zh-TW'];
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const titled = (kind) => kind[0].toUpperCase() + kind.slice(1);

/** The attributes of all elements, and what each changes in a kind. */
function effectsOf({ also, never }) {
  return COMMON_EFFECTS
    .map(([name, value, parts]) => [name, value, [...parts, ...also[name] ?? []].filter((part) => !never.includes(part))])
    .filter(([, , parts]) => parts.length > 0);
}

async function inLanguage(page, lang) {
  await page.evaluate((tag) => figure().setAttribute('lang', tag), lang);
  await drawn(page);
}

/** Opens method, table, save and keys, and waits until they are filled. */
async function openPanels(page) {
  await page.evaluate(() => { for (const button of allInside('.footer [aria-expanded="false"]')) button.click(); });
  await page.waitFor(() => inside('.panel tbody tr') && inside('.panel li') && inside('.panel dt') && inside('[data-save]'));
  await page.evaluate(() => frames(2));
}

const tablesOf = (page) => page.evaluate(() => allInside('[part="table"] table').map((table) => ({
  caption: table.caption.textContent, head: [...table.tHead.rows[0].cells].map(({ textContent }) => textContent),
  rows: [...table.tBodies[0].rows].map(({ cells }) => [...cells].map(({ textContent }) => textContent)),
})));

/** Times and the names of measures, which are no numbers. */
const NAMES = /\d+ [A-Z][a-z]{2} \d{4}(?:, \d\d:\d\d(?: UTC)?)?|\d{4}年\d+月\d+日(?: ?\d\d:\d\d)?|\d{4}-\d\d|25-delta|25Δ|US10Y/g;
/** What Chinese texts write in Latin letters: shorthand, names of coins, venues, models, files and keys; labels of the made data. */
const LATIN = new RegExp([
  /\b[A-Z][A-Z\d]+\w*/, /[\w-]*[-_.\d][\w.-]*[\w]/, /Binance|Bybit|Deribit|Gamma|freqtrade|commit|Student|Black|Scholes|binance|bybit/,
  /Home|End|Enter|Tab|Shift|Esc|Page (?:Up|Down)|Space|Ctrl/, /Made \w+|ethereum|tron|solana|headline|text|several sources|Fund to exchange|Foundation wallet|Miner to exchange/,
].map(({ source }) => source).join('|'), 'g');

for (const one of KINDS) {
  const { kind, tag, snapshot, fixed, silent, moves } = one;
  const page = (more = '', options = {}) => figurePage(one.body(more), { snapshot, ...options });

  testEffects(one.body('source-name="The desk"'), effectsOf(one), { snapshot, moves: () => moves });
  testWrongValues(one.body('source-name="The desk"'), COMMON_WRONG, { snapshot });
  testProperties(one.body(), tag);

  browserTest(`${kind}: in every language no slot is left empty and no English left over, and every number said is in the result`, { ...CHROMIUM, serve: page() }, async (tab) => {
    await opened(tab);
    for (const lang of LANGUAGES) {
      await inLanguage(tab, lang);
      await openPanels(tab);
      const { text, summary, label, result } = await tab.evaluate(() => ({
        text: inside('.frame').innerText, summary: figure().summary(), label: inside('.chart').getAttribute('aria-label'), result: figure().result,
      }));
      assert.equal(label, summary);
      assert.doesNotMatch(`${text} ${summary}`, /[{}]|undefined|NaN|\[object/, lang);
      const said = Object.fromEntries(Object.entries(result).filter(([key]) => !silent.includes(key)));
      assert.deepEqual(strangers(summary.replaceAll(NAMES, ''), said, fixed(result)), [], summary);
      if (lang !== 'en') assert.deepEqual([...new Set(text.replaceAll(LATIN, '').match(/[A-Za-z]{3,}/g) ?? [])], [], lang);
    }
  });

  browserTest(`${kind}: what a reader chooses by the controls is what a link to the view carries`, { ...CHROMIUM, serve: page() }, async (tab) => {
    await opened(tab);
    const { chosen, choices } = await tab.evaluate(async () => {
      inside('[data-control="assumptions"]')?.click();
      const names = () => allInside('.controls [data-control]').map((one) => one.dataset.control);
      for (const name of names()) {
        const one = inside(`.controls [data-control="${name}"]`);
        if (one?.matches('[aria-pressed="false"]')) one.click();
        if (one?.matches('select')) { one.selectedIndex = (one.selectedIndex + 1) % one.length; one.dispatchEvent(new Event('change')); }
        if (one?.matches('input')) { one.value = String((Number(one.min) + Number(one.max)) / 2); one.dispatchEvent(new Event('input')); }
        await frames(1);
      }
      const shown = new DOMParser().parseFromString(await figure().embedCode(), 'text/html').querySelector(figure().localName);
      const values = (element) => [...element.attributes].map(({ name, value }) => [name, value]);
      return { chosen: values(shown).filter(([name, value]) => name !== 'src' && name !== 'integrity' && figure().getAttribute(name) !== value).map(([name]) => name), choices: figure().constructor.kind.choices ?? [] };
    });
    assert.deepEqual(chosen.filter((name) => !choices.includes(name)), []);
    assert.equal(chosen.length > 0, choices.length > 0, `${chosen} of ${choices}`);
  });

  browserTest(`${kind}: how old the data are is said in every language, and in no picture that is saved`, { ...CHROMIUM, serve: page() }, async (tab) => {
    await opened(tab);
    const age = Math.floor((Date.now() - await tab.evaluate(() => Number(/"as_of_ms":(\d+)/.exec(figure().snapshotText)[1]))) / 86_400_000);
    for (const [lang, words] of [['en', ` (${age} days ago)`], ['zh-CN', `，${age}天前`], ['zh-TW', `，${age}天前`]]) {
      await inLanguage(tab, lang);
      assert.ok((await tab.evaluate(() => textOf('note'))).includes(words), `${lang}: ${words}`);
    }
    await tab.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() + 3 * 86_400_000;
      document.dispatchEvent(new Event('visibilitychange'));
    });
    assert.ok((await tab.evaluate(() => textOf('note'))).includes(`，${age + 3}天前`));
    const written = await tab.evaluate(async () => {
      const texts = [];
      const { fillText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...place) { texts.push(text); return fillText.call(this, text, ...place); };
      await figure().toPNG({ width: 900, height: 1200, ratio: 1 });
      CanvasRenderingContext2D.prototype.fillText = fillText;
      return texts.join('');
    });
    assert.match(written, /資料截至/);
    assert.doesNotMatch(written, /天前/);
    assert.ok((await tab.evaluate(() => textOf('note'))).includes(`，${age + 3}天前`));
  });

  browserTest(`${kind}: tables and method card are there, whole, and follow the language`, { ...CHROMIUM, serve: page() }, async (tab) => {
    await opened(tab);
    await openPanels(tab);
    const tables = await tablesOf(tab);
    assert.ok(tables.length > 0 && tables.every(({ caption, rows }) => caption && rows.length > 0));
    for (const { head, rows } of tables) assert.deepEqual([...new Set(rows.map(({ length }) => length))], [head.length]);
    assert.ok(tables.every(({ rows }) => rows.every(([name]) => name !== '')));
    const card = () => tab.evaluate(() => [inside('.panel h4').textContent, allInside('.panel li').length, allInside('.panel h4 ~ p').length]);
    const [title, assumptions, limits] = await card();
    assert.ok(title === 'Method' && assumptions >= 3 && limits >= 1, `${title}, ${assumptions} lines, ${limits} limits`);
    await inLanguage(tab, 'zh-CN');
    await tab.waitFor(() => inside('.panel h4').textContent === '方法');
    const [, others, otherLimits] = await card();
    // A range over other assumptions may have come meanwhile.
    assert.ok(others >= assumptions && otherLimits === limits, `${others} of ${assumptions}, ${otherLimits} of ${limits}`);
    const chinese = await tablesOf(tab);
    assert.deepEqual(chinese.map(({ rows }) => rows.length), tables.map(({ rows }) => rows.length));
    assert.ok(chinese.every(({ caption }, index) => caption !== tables[index].caption));
  });

  browserTest(`${kind}: Tab reaches the chart and every control and leaves again, and what a key reads is spoken`, { ...CHROMIUM, serve: figurePage(`<button id="before">Before</button>${one.body()}<button id="after">After</button>`, { snapshot }) }, async (tab) => {
    await opened(tab);
    const wanted = await tab.evaluate(() => {
      document.querySelector('#before').focus();
      const all = allInside('a[href], button, select, input, .chart').filter((element) => element.tabIndex >= 0 && element.getClientRects().length > 0);
      all.forEach((element, index) => { element.dataset.place = index; });
      return all.length;
    });
    const reached = [];
    for (let press = 0; press < wanted + 4 && reached.at(-1) !== 'after'; press += 1) {
      await tab.key('Tab');
      reached.push(await tab.evaluate(() => figure().shadowRoot.activeElement?.dataset.place ?? document.activeElement.id));
    }
    assert.deepEqual(reached, [...Array.from({ length: wanted }, (_, index) => `${index}`), 'after']);
    const spoken = await tab.evaluate(() => inside('.spoken').getAttribute('aria-live'));
    assert.equal(spoken, 'polite');
    await tab.evaluate(() => inside('.chart').focus());
    for (const key of ['ArrowRight', 'ArrowUp']) await tab.key(key);
    await tab.waitFor(() => inside('.spoken').textContent !== '');
    const [role, hint] = await tab.evaluate(() => [inside('.chart').getAttribute('role'), inside('.chart').getAttribute('aria-roledescription')]);
    assert.ok(role === 'application' && hint.length > 10, `${role}, ${hint}`);
  });

  browserTest(`${kind}: the fallback stands, with one line and one event, whatever is wrong with data or wasm`, { ...CHROMIUM, serve: page() }, async (tab) => {
    const wasm = `**/pkg/${kind}/liquidation_widgets_bg.wasm`;
    const trapped = await trappedPiece(kind, await exportOf(kind, `${titled(kind)}Figure.frame`));
    const answer = (override) => (route) => route.fulfill({ status: override.status ?? 200, headers: override.headers ?? {}, body: override.body ?? '' });
    const troubles = [
      ['wasm-trap', Object.entries(trapped).map(([address, override]) => [`**${address}`, answer(override)])],
      ['fetch-failed', [[wasm, answer({ status: 404 })]]],
      ['wasm-refused', [[wasm, answer({ headers: { 'content-type': 'application/wasm' }, body: 'no wasm' })]]],
      ['fetch-failed', [['**/snapshot.json', answer({ status: 404 })]]],
      ['data-invalid', [['**/snapshot.json', answer({ headers: { 'content-type': 'application/json' }, body: '{"format":"liq-snapshot/9"}' })]]],
    ];
    for (const [code, routes] of troubles) {
      for (const [address, respond] of routes) await tab.raw.route(address, respond);
      await tab.goto('/');
      await tab.waitFor(() => figure()?.state === 'error');
      const found = await tab.evaluate(() => ({
        codes: eventsOf('liq-error').map(({ detail }) => detail.code), fallback: document.querySelector('.fallback').getClientRects().length > 0,
        frames: allInside('.frame').length, line: inside('.trouble').textContent.length > 10,
      }));
      assert.deepEqual(found, { codes: [code], fallback: true, frames: 0, line: true }, code);
      for (const [address] of routes) await tab.raw.unroute(address);
    }
    await tab.raw.route(wasm, async (route) => route.fulfill({ response: await route.fetch(), headers: { 'content-type': 'text/plain' } }));
    await opened(tab);
    assert.equal(await tab.evaluate(() => figure().state), 'ready', 'a wasm file under a wrong type');
    assert.deepEqual(await tab.pageErrors(), []);
  });

  browserTest(`${kind}: picture and CSV can be saved, in the size asked for, with parameters and hashes`, { ...CHROMIUM, serve: page('theme="light"') }, async (tab) => {
    await opened(tab);
    const svg = await tab.evaluate(() => figure().toSVG({ width: 800, height: 500 }));
    assert.match(svg, /^<svg[^>]* width="800" height="500"/);
    const csv = await tab.evaluate(() => figure().toCSV());
    const comments = Object.fromEntries([...csv.matchAll(/^# ([^\r\n]*?): ([^\r\n]*)\r$/gm)].map(([, name, value]) => [name, value]));
    const table = csv.slice(csv.lastIndexOf('\r\n', csv.search(/^[^#]/m)) + 2).replace(/^(?:#[^\r\n]*\r\n)+/, '');
    assert.deepEqual(
      [comments.figure, comments['snapshot sha256'], comments['result sha256'], comments['attribute theme'], comments['data are']],
      [kind, sha256(JSON.stringify(snapshot)), sha256(table), 'light', 'simulated'],
    );
    const records = table.trimEnd().split('\r\n').map((line) => line.split(',').length);
    assert.ok(records.length > 2 && comments.note.length > 10);
    const sizes = await tab.evaluate(async () => Promise.all([1, 2].map(async (ratio) => {
      const { width, height } = await createImageBitmap(await figure().toPNG({ width: 900, height: 1200, ratio }));
      return [width, height];
    })));
    assert.deepEqual(sizes, [[900, 1200], [1800, 2400]]);
  });

  const legendStyle = '.pink > *::part(legend) { color: rgb(255 0 255); } .bare > *::part(legend) { display: none; }';
  browserTest(`${kind}: the page gives the legend the colour of its words, or takes it away with its room, on the screen and in SVG`, { ...(kind !== 'heatmap' && CHROMIUM), serve: figurePage(`<div>${one.body()}</div>`, { snapshot, style: legendStyle }) }, async (tab) => {
    await opened(tab);
    const pictures = {};
    for (const dress of ['', 'pink', 'bare', 'again']) {
      await tab.evaluate((name) => { figure().parentNode.className = name; }, dress);
      pictures[dress] = { layers: await tab.evaluate(() => layers()), svg: await tab.evaluate(() => figure().toSVG()) };
    }
    const texts = (svg) => [...svg.matchAll(/<text[^>]* fill="([^"]*)"[^>]*>\s*([^<]*?)\s*<\/text>/g)].map(([, fill, text]) => ({ fill, text }));
    const legend = texts(pictures.pink.svg).filter(({ fill }) => fill === '#FF00FF');
    assert.ok(legend.length > 0, pictures.pink.svg);
    assert.deepEqual(texts(pictures[''].svg).map(({ text }) => text), texts(pictures.pink.svg).map(({ text }) => text), 'another colour is all');
    assert.deepEqual(texts(pictures[''].svg).filter(({ fill }) => fill === '#FF00FF'), []);
    const longest = legend.map(({ text }) => text).sort((text, other) => other.length - text.length)[0];
    const count = (svg) => texts(svg).filter(({ text }) => text === longest).length;
    assert.ok(count(pictures.bare.svg) < count(pictures[''].svg), longest);
    const [plain, pink, bare] = ['', 'pink', 'bare'].map((dress) => pictures[dress].layers.join(' '));
    assert.equal(new Set([plain, pink, bare]).size, 3, `${plain} ${pink} ${bare}`);
    assert.deepEqual(pictures.again, pictures['']);
  });

  browserTest(`${kind}: removed, it lets go of canvases, listeners and observers; back again, it is drawn as before`, { ...CHROMIUM, serve: page() }, async (tab) => {
    await opened(tab);
    const before = await tab.evaluate(() => layers());
    const left = await tab.evaluate(async () => {
      const element = figure();
      globalThis.gone = element;
      const [chart, canvases] = [inside('.chart'), allInside('canvas')];
      element.remove();
      await frames(2);
      events.length = 0;
      const box = { bubbles: true, composed: true, cancelable: true };
      const used = [
        chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', ...box })),
        chart.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'mouse', clientX: 100, clientY: 100, ...box })),
      ];
      document.body.append(chart);
      document.body.className = 'dark';
      await frames(3);
      chart.remove();
      document.body.className = '';
      return {
        used, sizes: canvases.map(({ width, height }) => width + height), state: element.state, result: element.result, summary: element.summary(),
        drawn: element.classList.contains('drawn'), events: events.length,
      };
    });
    assert.deepEqual(left, { used: [true, true], sizes: [0, 0, 0], state: 'idle', result: null, summary: '', drawn: false, events: 0 });
    await tab.evaluate(() => { document.body.append(globalThis.gone); });
    await drawn(tab);
    assert.deepEqual(await tab.evaluate(() => layers()), before);
    assert.deepEqual(await tab.pageErrors(), []);
  });
}

browserTest('the list of kinds is that of the elements', { ...CHROMIUM, serve: figurePage('') }, async (tab) => {
  await tab.goto('/');
  const tags = await tab.evaluate(async () => Object.values(await import('/elements.js')).map((element) => element.kind?.name).filter(Boolean));
  assert.deepEqual(tags.sort(), KINDS.map(({ kind }) => kind).sort());
});

test('the render command and the pictures without a browser know every kind of element', () => {
  const names = KINDS.map(({ kind }) => kind);
  assert.deepEqual(/--widget (\S+) --src/.exec(help)[1].split('|').sort(), [...names].sort());
  assert.throws(() => toSVG({ widget: 'pie', snapshot: KINDS[0].snapshot }), ({ allowed }) => names.every((name) => allowed.includes(name)));
  for (const { kind, snapshot } of KINDS) assert.match(toSVG({ widget: kind, snapshot, height: 900 }), /^<svg[^>]*>\s*<title>[^<]{20,}<\/title>/, kind);
});
