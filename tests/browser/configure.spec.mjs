import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach } from 'node:test';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { bundled, bundledPath } from '../../scripts/bundle.mjs';
import { projectFolder } from '../../scripts/command.mjs';
import { venueFacts } from '../../www/headless.js';
import { drawn, figurePage, json } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { HOUR_MS, measured, simulator } from './live-page.mjs';
import { marketSnapshot } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const MODULE = { 'content-type': 'text/javascript' };
const HOSTILE = '"></textarea></liq-heatmap><script>alert(1)</script><img src=x onerror=alert(2)>\'&amp;';
const SNAPSHOT = JSON.stringify(marketSnapshot());
const read = (path) => readFile(join(projectFolder, path), 'utf8');
const page = String(await read('www/configure.html')).replace('<head>', '<head><script src="/watch.js"></script><script src="/axe.js"></script>');
const axe = await read('node_modules/axe-core/axe.min.js');
const kinds = JSON.parse(await read('www/custom-elements.json')).modules.flatMap(({ declarations }) => declarations).map(({ tagName }) => tagName).filter(Boolean);
const PAGES = ['/configure.html', ...kinds.map((tag) => `/configure.html?widget=${tag}&src=/snapshot.json`), '/configure.html?lang=zh-CN&src=/snapshot.json'];
/** The page as it is, with what specs use, and the data beside it; `pasted` is the body of another page. */
const made = () => figurePage('', {
  files: { ...Object.fromEntries(PAGES.map((address) => [address, { headers: { 'content-type': 'text/html' }, body: page }])), '/axe.js': { headers: MODULE, body: axe }, '/snapshot.json': json(SNAPSHOT) },
});
const at = (tag) => `/configure.html?widget=${tag}&src=/snapshot.json`;
const code = () => document.querySelector('#code').value;

async function ready(tab, address) {
  await tab.goto(address);
  await drawn(tab);
  await tab.waitFor(() => document.querySelector('#code').value !== '' && document.querySelector('#facts').children.length > 1);
}

/** Writes into a field as a reader does. */
const choose = (tab, name, value) => tab.evaluate((field, text) => {
  const input = document.querySelector('#choices').elements[field] ?? document.querySelector(`[data-property="${field}"]`);
  if (input.type === 'checkbox') input.checked = text;
  else input.value = text;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}, name, value);

/** Hands the page a file, by its field or dropped. */
const give = (tab, name, text, way) => tab.evaluate((file, content, how) => {
  const hand = new DataTransfer();
  hand.items.add(new File([content], file, { type: 'application/json' }));
  const input = document.querySelector('[name="file"]');
  if (how === 'dropped') document.querySelector('h1').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: hand }));
  else {
    input.files = hand.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
}, name, text, way);

for (const tag of kinds) {
  browserTest(`the page that makes figures draws a ${tag} and writes the code that draws it`, { serve: made() }, async (tab) => {
    await ready(tab, at(tag));
    const text = await tab.evaluate(code);
    assert.match(text, new RegExp(`^<script type="module" src="${tab.origin}liquidation-widgets.js"></script>\n\n<${tag} lang="en" src="/snapshot.json">\n  <p>`));
    const said = await tab.evaluate(() => figure().summary());
    assert.match(said, /BTC/);
    assert.ok(text.includes(`<p>${said.slice(0, 12)}`), text);
    assert.equal(await tab.evaluate(() => figure().localName), tag);
    const facts = await tab.evaluate(() => [...document.querySelectorAll('#facts li')].map(({ textContent }) => textContent));
    assert.match(facts.join('\n'), /snapshot has [1-9]\d* KB \(gzip\)/);
    assert.match(facts.join('\n'), /Contrast on the ground: words [\d.]+ : 1; quiet words [\d.]+ : 1\./);
    assert.deepEqual(await tab.pageErrors(), []);
    assert.deepEqual((await tab.consoleMessages()).filter(({ type }) => type === 'error'), []);
  });
}

browserTest('from the folder that is served, the page tells the bytes of code that each figure alone loads', { ...CHROMIUM, serve: { ...made(), root: bundledPath('.') } }, async (tab) => {
  const scripts = await bundled();
  const zipped = async (name) => gzipSync(await readFile(bundledPath(name))).length;
  for (const tag of kinds) {
    await ready(tab, at(tag));
    const [told] = await tab.waitFor(() => /(\d+)(?= KB of code)/.exec(document.querySelector('#facts').textContent));
    const kind = tag.slice('liq-'.length);
    const loaded = await tab.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.slice(1)));
    const least = await Promise.all([...new Set(loaded)].filter((name) => name === 'liquidation-widgets.js' || name.includes(`${kind}-controls`) || name.endsWith('.wasm')).map(zipped));
    const all = await Promise.all(Object.keys(scripts).filter((name) => !/^(configure|embed)/.test(name)).map(zipped));
    const [low, high] = [least, [...all, ...least]].map((list) => list.reduce((sum, bytes) => sum + bytes, 0) / 1024);
    assert.ok(Number(told) >= low * 0.9 && Number(told) <= high * 1.1, `${tag}: ${told} KB, not ${low} to ${high}`);
  }
});

browserTest('without data the page says what it wants, and fetches none', { ...CHROMIUM, serve: made() }, async (tab) => {
  await tab.goto('/configure.html');
  await tab.waitFor(() => document.querySelector('#stage .empty'));
  assert.match(await tab.evaluate(() => document.querySelector('.empty').textContent), /snapshot file/);
  assert.deepEqual(await tab.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /snapshot|_bg\.wasm/.test(name)).map(({ name }) => name).filter((name) => !/snapshot-text|given-data|pkg/.test(name))), []);
});

for (const way of ['chosen', 'dropped']) {
  browserTest(`a file that is ${way} is drawn without a request, and the code names it and does not hold it`, { ...CHROMIUM, serve: made() }, async (tab) => {
    await tab.goto('/configure.html');
    await tab.waitFor(() => document.querySelector('#stage .empty'));
    await give(tab, 'eth.json', JSON.stringify(marketSnapshot({ asset: 'ETH' })), way);
    await drawn(tab);
    await tab.waitFor(() => document.querySelector('#code').value.includes('ETH'));
    assert.equal(await tab.evaluate(() => figure().result.asset), 'ETH');
    const text = await tab.evaluate(code);
    assert.match(text, / src="eth\.json">/);
    assert.ok(!text.includes('application/json') && text.length < 2000);
    assert.equal(await tab.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('eth.json')).length), 0);
  });
}

/** Hands the page files of bytes. */
const giveBytes = (tab, files) => tab.evaluate((list) => {
  const hand = new DataTransfer();
  for (const [name, base64] of list) hand.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
  const input = document.querySelector('[name="file"]');
  input.files = hand.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}, files.map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]));

const [ARCHIVED] = marketSnapshot().markets;
const csvOf = (head, columns) => `${head}\n${columns[0].map((_, row) => columns.map((column) => column[row]).join(',')).join('\n')}\n`;
const KLINES = csvOf('open_time,open,high,low,close,volume', ['open_time_ms', 'open', 'high', 'low', 'close', 'volume'].map((name) => ARCHIVED.candles[name]));
const METRICS = csvOf('create_time,sum_open_interest', [ARCHIVED.open_interest.time_ms, ARCHIVED.open_interest.value]);
const zipped = (name, text) => [`${name}.zip`, zipSync({ [`${name}.csv`]: strToU8(text) })];

browserTest('zipped files of a public archive are drawn as the snapshot that they make, and frozen', { serve: made() }, async (tab) => {
  await tab.goto('/configure.html');
  await tab.waitFor(() => document.querySelector('#stage .empty'));
  assert.equal(await tab.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /unzip|fflate/.test(name)).length), 0);
  await giveBytes(tab, [zipped('ETHUSDT-1h-2026-01', KLINES), zipped('ETHUSDT-metrics-2026-01', METRICS)]);
  await drawn(tab);
  const { asset, markets } = await tab.evaluate(() => JSON.parse(figure().snapshotText));
  assert.deepEqual([asset, markets.length, markets[0].venue, markets[0].symbol], ['ETH', 1, 'binance', 'ETHUSDT']);
  assert.deepEqual([markets[0].candles.close, markets[0].open_interest.value], [ARCHIVED.candles.close, ARCHIVED.open_interest.value]);
  assert.match(await tab.evaluate(code), / src="eth-[^"]+\.json"/);
  assert.deepEqual(await tab.pageErrors(), []);
});

const THEIRS = [
  ['map.json', { timeMs: 1_768_424_400_000, code: '0', data: { data: { 98: [[98, 2500, 25, null]], 105: [[105, 1800, 50, null]] } } }],
  ['pain.json', { code: '0', data: [{ symbol: 'BTC', price: 102, long_max_pain_liq_level: 900, long_max_pain_liq_price: 104, short_max_pain_liq_level: 700, short_max_pain_liq_price: 100.5 }] }],
].map(([name, document]) => [name, strToU8(JSON.stringify(document))]);

browserTest('documents of CoinGlass that belong together are drawn as the snapshot that they make', { ...CHROMIUM, serve: made() }, async (tab) => {
  await ready(tab, at('liq-map'));
  await tab.evaluate(() => { document.querySelector('[name="ask-symbol"]').value = 'BTCUSDT'; });
  await giveBytes(tab, THEIRS);
  await tab.waitFor(() => figure().result?.label === 'imported');
  const { provenance, imported_heatmap: cells } = await tab.evaluate(() => JSON.parse(figure().snapshotText));
  assert.deepEqual(provenance.sources.map(({ name }) => name), ['CoinGlass: liquidation map, max pain']);
  assert.deepEqual([cells.usd, cells.max_pain_price], [[2500, 1800], [104, 100.5]]);
  assert.match(await tab.evaluate(code), / src="\/?btc-[^"]+\.json"/);
  await giveBytes(tab, [['map.json', strToU8('{"code":"0","data":{"data":{"98":[[98,2500,25,null]]}}}')]]);
  await tab.waitFor(() => /price must be/.test(document.querySelector('.said').textContent));
  assert.equal(await tab.evaluate(() => figure().result.label), 'imported');
});

browserTest('a zip that unpacks to more than a figure takes, and one that is broken, are told, and what was drawn stays', { ...CHROMIUM, serve: made() }, async (tab) => {
  await ready(tab, at('liq-map'));
  await giveBytes(tab, [zipped('BTCUSDT-1h-2026-01', '0'.repeat(33 * 2 ** 20))]);
  await tab.waitFor(() => /unpacked/.test(document.querySelector('.said').textContent));
  await giveBytes(tab, [['BTCUSDT-1h-2026-01.zip', Buffer.from('no zip')]]);
  await tab.waitFor(() => /whole zip file/.test(document.querySelector('.said').textContent));
  assert.ok(await tab.evaluate(() => figure().state === 'ready' && figure().result.asset === 'BTC'));
});

browserTest('a setting changes preview and code, stays with another kind that knows it, and goes again', { ...CHROMIUM, serve: made() }, async (tab) => {
  await ready(tab, at('liq-heatmap'));
  await choose(tab, 'heading', 'Two shelves');
  await choose(tab, 'sides', 'long');
  await choose(tab, 'no-table', true);
  await tab.waitFor(() => document.querySelector('#code').value.includes('no-table'));
  assert.deepEqual(await tab.evaluate(() => [textOf('heading'), figure().sides, figure().noTable]), ['Two shelves', 'long', true]);
  assert.match(await tab.evaluate(code), /heading="Two shelves" sides="long" no-table>/);
  await choose(tab, 'widget', 'liq-map');
  await drawn(tab);
  assert.deepEqual(await tab.evaluate(() => [figure().localName, textOf('heading'), figure().hasAttribute('sides'), document.querySelector('[name="heading"]').value]), ['liq-map', 'Two shelves', false, 'Two shelves']);
  await choose(tab, 'heading', '');
  assert.equal(await tab.evaluate(() => figure().hasAttribute('heading')), false);
});

browserTest('the preview has the width of a phone, of a column, of the page', { ...CHROMIUM, viewport: { width: 1280, height: 800 }, serve: made() }, async (tab) => {
  await ready(tab, at('liq-map'));
  const widths = [];
  for (const width of ['phone', 'column', 'full']) {
    await tab.evaluate((value) => document.querySelector(`[name="width"][value="${value}"]`).click(), width);
    await drawn(tab);
    widths.push(await tab.evaluate(() => figure().clientWidth));
  }
  assert.deepEqual(widths, [390, 680, 1200]);
});

browserTest('language, words of the page, names of figures and what settings are for follow the choice', { ...CHROMIUM, serve: made() }, async (tab) => {
  await ready(tab, '/configure.html?lang=zh-CN&src=/snapshot.json');
  const about = () => [document.documentElement.lang, inside('.frame').lang, document.querySelector('h1').innerText.trim(), ...[...document.querySelectorAll('#choices option')].slice(0, 3).map((one) => one.textContent)];
  assert.deepEqual(await tab.evaluate(about), ['zh-CN', 'zh-CN', '为文章制作图表', '清算热力图', '清算图', '清算级联']);
  await choose(tab, 'lang', 'en');
  await drawn(tab);
  assert.deepEqual(await tab.evaluate(about), ['en', 'en', 'Make a figure for your article', 'Heatmap', 'Map', 'Cascade']);
});

/** Keeps what would be downloaded. */
const catchDownloads = (tab) => tab.evaluate(() => {
  globalThis.downloads = [];
  const blobs = new Map();
  const create = URL.createObjectURL;
  URL.createObjectURL = (blob) => { const address = create.call(URL, blob); blobs.set(address, blob); return address; };
  HTMLAnchorElement.prototype.click = function click() { downloads.push({ name: this.download, blob: blobs.get(this.href) }); };
});

browserTest('freezing saves the very text that is drawn and pins its hash; the code then draws on another page', { ...CHROMIUM, serve: made() }, async (tab) => {
  await ready(tab, at('liq-heatmap'));
  await catchDownloads(tab);
  await tab.evaluate(() => document.querySelector('#freeze').click());
  await tab.waitFor(() => document.querySelector('#code').value.includes('integrity'));
  const [{ name, text }] = await tab.evaluate(() => Promise.all(downloads.map(async ({ name: file, blob }) => ({ name: file, text: await blob.text() }))));
  assert.deepEqual([name, text], ['snapshot.json', SNAPSHOT]);
  const hash = `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const pasted = await tab.evaluate(code);
  assert.ok(pasted.includes(` integrity="${hash}"`), pasted);
  await tab.goto('/');
  await tab.evaluate((html) => { document.body.innerHTML = html; }, pasted);
  await drawn(tab);
});

browserTest('the picture for readers without script is in the code, with its size and the summary', { ...CHROMIUM, serve: made() }, async (tab) => {
  await ready(tab, at('liq-map'));
  await catchDownloads(tab);
  await choose(tab, 'src', '/data/btc.json');
  await give(tab, 'btc.json', SNAPSHOT, 'chosen');
  await drawn(tab);
  await tab.evaluate(() => document.querySelector('#picture').click());
  await tab.waitFor(() => document.querySelector('#code').value.includes('<img'));
  const [, height] = /<img src="\/data\/btc\.png" width="1200" height="(\d+)" loading="lazy" alt="BTC: [^"]+">/.exec(await tab.evaluate(code));
  const size = await tab.evaluate(async () => { const { width, height: tall } = await createImageBitmap(downloads[0].blob); return [width, tall]; });
  assert.deepEqual(size, [1200, Number(height)]);
});

browserTest('hostile words stay words in the code, on the page, and where it is pasted', { serve: made() }, async (tab) => {
  await ready(tab, at('liq-heatmap'));
  await give(tab, 'x.json', SNAPSHOT, 'chosen');
  await tab.waitFor(() => document.querySelector('[name="src"]').value === '/x.json');
  for (const name of ['heading', 'description', 'source-name', 'timezone', 'src']) await choose(tab, name, HOSTILE);
  await tab.waitFor((text) => document.querySelector('#code').value.includes(text), 'src="&quot;');
  const found = await tab.evaluate((html) => {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    const [element] = parsed.querySelectorAll('liq-heatmap');
    return { tags: [...parsed.querySelectorAll('*')].map(({ localName }) => localName), values: ['heading', 'description', 'source-name', 'timezone', 'src'].map((name) => element.getAttribute(name)) };
  }, await tab.evaluate(code));
  assert.deepEqual(found.tags, ['html', 'head', 'script', 'body', 'liq-heatmap', 'p']);
  assert.deepEqual(found.values, Array(5).fill(HOSTILE));
  assert.equal(await tab.evaluate(() => document.querySelectorAll('img, textarea').length), 1);
  assert.deepEqual(await tab.pageErrors(), []);
});

browserTest('a colour of the paper is drawn, told with its contrast, and in the code as a rule', { ...CHROMIUM, serve: made() }, async (tab) => {
  await ready(tab, at('liq-map'));
  const before = await tab.evaluate(() => layers());
  await choose(tab, '--liq-long', '#c8e0dc');
  await tab.waitFor(() => /longs [\d.]+ : 1, too low/.test(document.querySelector('#facts').textContent));
  assert.notDeepEqual(await tab.evaluate(() => layers()), before);
  assert.match(await tab.evaluate(code), /\nliq-map \{\n {2}--liq-long: #c8e0dc;\n\}\n$/);
  await tab.evaluate(() => document.querySelector('#colors button').click());
  await tab.waitFor(() => !document.querySelector('#code').value.includes('--liq'));
  await tab.waitFor((first) => layers().then((now) => JSON.stringify(now) === JSON.stringify(first)), before);
});

browserTest('the script is pinned by the hash of its file when that is asked for', { ...CHROMIUM, serve: made() }, async (tab) => {
  await ready(tab, at('liq-map'));
  await tab.evaluate(() => document.querySelector('[name="pin"]').click());
  await tab.waitFor(() => document.querySelector('#code').value.includes('sha384'));
  const hash = createHash('sha384').update(await read('www/liquidation-widgets.js')).digest('base64');
  assert.ok((await tab.evaluate(code)).includes(`src="${tab.origin}liquidation-widgets.js" integrity="sha384-${hash}" crossorigin="anonymous"></script>`));
});

afterEach(() => simulator.behave());

/** The page with a policy that lets it ask the simulator too. */
const asking = () => {
  const allowed = page.replace("connect-src 'self'", `connect-src 'self' ${simulator.url}`);
  return figurePage('', { files: { ...Object.fromEntries(PAGES.map((address) => [address, { headers: { 'content-type': 'text/html' }, body: allowed }])), '/axe.js': { headers: MODULE, body: axe }, '/snapshot.json': json(SNAPSHOT) } });
};
const saidOnPage = () => document.querySelector('.said').textContent;

/** Asks the venues of the simulator by the page's own button. */
async function askNow(tab, venues) {
  if (await tab.evaluate((url) => figure().getAttribute('endpoint') !== url, simulator.url)) await choose(tab, 'endpoint', simulator.url);
  await tab.evaluate((wanted) => {
    for (const box of document.querySelectorAll('[name="ask-venue"]')) box.checked = wanted.includes(box.value);
    document.querySelector('#ask').click();
  }, venues);
}

browserTest('venues asked now are drawn, frozen as they came, and drawn again from the file', { serve: asking() }, async (tab) => {
  await ready(tab, at('liq-heatmap'));
  await catchDownloads(tab);
  await askNow(tab, ['binance', 'bybit', 'okx', 'hyperliquid', 'deribit']);
  await tab.waitFor((ms) => JSON.parse(figure().snapshotText).as_of_ms === ms && figure().state === 'ready', measured.as_of_ms);
  assert.match(await tab.evaluate(saidOnPage), /Binance USD-M live · Bybit live · OKX live · Hyperliquid live · Deribit live · Drawn below/);
  const { venues, last, result, asked } = await tab.evaluate(() => {
    const { markets } = JSON.parse(figure().snapshotText);
    return { venues: markets.map(({ venue }) => venue).sort(), last: markets[0].candles.open_time_ms.at(-1), result: JSON.stringify(figure().result), asked: figure().hasAttribute('live') };
  });
  assert.deepEqual(venues, ['binance', 'bybit', 'deribit', 'hyperliquid', 'okx']);
  assert.deepEqual([last, asked], [measured.as_of_ms - HOUR_MS, false]);
  await tab.evaluate(() => document.querySelector('#freeze').click());
  await tab.waitFor(() => document.querySelector('#code').value.includes('integrity'));
  const [{ name, text }] = await tab.evaluate(() => Promise.all(downloads.map(async ({ name: file, blob }) => ({ name: file, text: await blob.text() }))));
  assert.match(name, /^btc-\d{4}-\d\d-\d\dT\d{4}Z\.json$/);
  assert.ok(text === await tab.evaluate(() => figure().snapshotText));
  await give(tab, name, text, 'chosen');
  await tab.waitFor(() => document.querySelector('.said').hidden && figure().state === 'ready');
  assert.ok(await tab.evaluate(() => JSON.stringify(figure().result)) === result);
  assert.deepEqual(await tab.pageErrors(), []);
});

const REFUSALS = [['451', { status: 451, body: '{}' }, /Bybit does not serve this place or network/], ['500', { status: 500, body: 'oops' }, /Bybit refused/], ['no header for other origins', { noCors: true }, /Bybit does not answer/], ['429 and an hour', { status: 429, headers: { 'retry-after': '3600' }, body: '{}' }, /Bybit asks for fewer requests/]];
for (const [what, rule, words] of REFUSALS) {
  browserTest(`a venue that refuses the page is told in words, what was drawn stays, and asking again mends it: ${what}`, { ...CHROMIUM, serve: asking() }, async (tab) => {
    await ready(tab, at('liq-map'));
    await choose(tab, 'endpoint', simulator.url);
    await drawn(tab);
    await tab.evaluate(() => { globalThis.before = [figure().snapshotText, JSON.stringify(figure().result)]; });
    simulator.misbehave(rule);
    await askNow(tab, ['bybit']);
    await tab.waitFor(() => /Nothing came/.test(document.querySelector('.said').textContent));
    assert.match(await tab.evaluate(saidOnPage), words);
    assert.deepEqual(await tab.evaluate(() => [figure().snapshotText === before[0], JSON.stringify(figure().result) === before[1], figure().state]), [true, true, 'ready']);
    assert.match(await tab.evaluate(code), / src="\/snapshot\.json"/);
    simulator.behave();
    await tab.evaluate(() => document.querySelector('#ask').click());
    await tab.waitFor((ms) => JSON.parse(figure().snapshotText).as_of_ms === ms, measured.as_of_ms);
  });
}

browserTest('from the folder that is served the page asks venues too', { ...CHROMIUM, serve: { ...asking(), root: bundledPath('.') } }, async (tab) => {
  await ready(tab, at('liq-heatmap'));
  await askNow(tab, ['hyperliquid']);
  await tab.waitFor((ms) => JSON.parse(figure().snapshotText).as_of_ms === ms, measured.as_of_ms);
  assert.deepEqual(await tab.pageErrors(), []);
});

browserTest('of two venues one that refuses is told, and the other is drawn', { ...CHROMIUM, serve: asking() }, async (tab) => {
  await ready(tab, '/configure.html?lang=zh-CN&src=/snapshot.json');
  simulator.misbehave({ venue: 'okx', status: 403, body: '' });
  await askNow(tab, ['bybit', 'okx']);
  await tab.waitFor((ms) => JSON.parse(figure().snapshotText).as_of_ms === ms, measured.as_of_ms);
  assert.match(await tab.evaluate(saidOnPage), /Bybit[^·]*·[^·]*OKX[^·]*·[^·]*已画在下方/);
  assert.deepEqual(await tab.evaluate(() => JSON.parse(figure().snapshotText).markets.map(({ venue }) => venue)), ['bybit']);
});

browserTest('a file chosen while venues are asked is what is drawn, and the rest of the answers is not waited for', { ...CHROMIUM, serve: asking() }, async (tab) => {
  await ready(tab, at('liq-heatmap'));
  simulator.misbehave({ hang: true });
  await askNow(tab, ['bybit']);
  await tab.waitFor(() => /Bybit/.test(document.querySelector('.said').textContent));
  await give(tab, 'eth.json', JSON.stringify(marketSnapshot({ asset: 'ETH' })), 'chosen');
  await tab.waitFor(() => figure().state === 'ready' && figure().result.asset === 'ETH');
  await tab.waitFor(() => document.querySelector('.said').hidden);
  assert.deepEqual(await tab.pageErrors(), []);
});

browserTest('a contract that no venue can have, and no venue at all, are told', { ...CHROMIUM, serve: asking() }, async (tab) => {
  await ready(tab, at('liq-heatmap'));
  await choose(tab, 'ask-symbol', 'nonsense!');
  await askNow(tab, ['bybit']);
  await tab.waitFor(() => /symbol/.test(document.querySelector('.said').textContent));
  await askNow(tab, []);
  await tab.waitFor(() => document.querySelector('.said').textContent === 'Choose a venue.');
  assert.equal(simulator.requests.length, 0);
});

browserTest('the policy of the page lets it ask the five venues where they are, and nobody else', { ...CHROMIUM, serve: made() }, async () => {
  const [, list] = /connect-src ([^;]+);/.exec(page);
  assert.deepEqual(list.split(' ').sort(), ["'self'", ...venueFacts().map(({ base }) => new URL(base).origin)].sort());
});

for (const [lang, colorScheme] of [['en', 'light'], ['zh-CN', 'dark']]) {
  browserTest(`on a phone nothing of the page lies beside it, and axe finds no fault, ${colorScheme} in ${lang}`, { ...CHROMIUM, viewport: { width: 390, height: 800 }, colorScheme, serve: made() }, async (tab) => {
    await ready(tab, lang === 'en' ? at('liq-heatmap') : '/configure.html?lang=zh-CN&src=/snapshot.json');
    await tab.evaluate(() => { for (const one of document.querySelectorAll('details')) one.open = true; });
    assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), 390);
    const faults = await tab.evaluate(async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.map(({ id, nodes }) => [id, nodes[0].html]));
    assert.deepEqual(faults, []);
  });
}
