import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { browserTest } from './harness.mjs';
import { drawn, heatmap, heatmapPage, json, opened, STRICT, wasmBytes } from './figure-page.mjs';
import { marketSnapshot } from './snapshots.mjs';

const snapshot = marketSnapshot();
const good = JSON.stringify(snapshot);
const WASM = '/pkg/heatmap/liquidation_widgets_bg.wasm';
const whole = await wasmBytes();
const sha256 = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Firefox counts its own notes on a refused hash or policy among a page's errors. */
const BROWSERS_OWN = /hashes in the integrity attribute|^Content-Security-Policy:/;

/** What a reader and the page are told when there is no picture. */
const told = () => {
  const line = inside('.trouble');
  return {
    state: heatmap().state,
    fallback: document.querySelector('.fallback').getClientRects().length > 0,
    frame: allInside('.frame').length,
    line: line?.textContent, lineShown: line?.getClientRects().length > 0, role: line?.getAttribute('role'),
    errors: eventsOf('liq-error').map(({ detail, plain, composed }) => [detail.code, detail.field, plain, composed]),
  };
};

/** Opens the page and checks that the fallback stands, with one line that says why and one event. */
async function assertFallback(page, { code, field, words }) {
  await page.goto('/');
  await page.waitFor(() => heatmap()?.state === 'error');
  const { line, ...rest } = await page.evaluate(told);
  assert.deepEqual(rest, { state: 'error', fallback: true, frame: 0, lineShown: true, role: 'status', errors: [[code, field, true, true]] });
  assert.match(line, words);
  const rejected = await page.evaluate(() => heatmap().ready.then(() => 'resolved', (error) => [error.name, error.code]));
  assert.deepEqual(rejected, ['LiqError', code]);
  assert.deepEqual((await page.pageErrors()).filter((error) => !BROWSERS_OWN.test(error)), []);
}

const ABSENT_SCRIPT = { status: 404, headers: { 'content-type': 'text/javascript' }, body: '' };

/** What is wrong, what the page is then served with, and what is told of it. */
const TROUBLES = [
  ['data that are not there', { body: heatmap('src="/absent.json"') }, { code: 'fetch-failed', field: 'src', words: /^The data could not be loaded\. \(fetch-failed\)$/ }],
  ['data that are no JSON', { files: { '/snapshot.json': json('{"format": "liq-snapshot/1", ') } }, { code: 'data-invalid', field: '', words: /do not follow their format/ }],
  ['data in another format', { files: { '/snapshot.json': json({ ...snapshot, format: 'liq-snapshot/9' }) } }, { code: 'data-invalid', field: 'format', words: /do not follow their format/ }],
  ['data whose columns differ in length', { files: { '/snapshot.json': json({ ...snapshot, markets: [{ ...snapshot.markets[0], candles: { ...snapshot.markets[0].candles, high: [1] } }] }) } }, { code: 'data-length', field: 'markets[0].candles.high', words: /differ in length/ }],
  ['data that an integrity hash does not fit', { body: heatmap(`src="/snapshot.json" integrity="${sha256('other')}"`) }, { code: 'integrity-mismatch', field: 'integrity', words: /differ from those the author checked/ }],
  ...['sha265-', 'sha256:', 'SHA256-', ''].map((algorithm) => [`an integrity that no browser checks, ${algorithm || 'without algorithm'}`, { body: heatmap(`src="/snapshot.json" integrity="${sha256(good).replace('sha256-', algorithm)}"`) }, { code: 'attribute-invalid', field: 'integrity', words: /\(attribute-invalid\)/ }]),
  ['no data at all', { body: heatmap('load="eager"') }, { code: 'data-empty', field: 'src', words: /There are no data/ }],
  ['a wasm file that was cut off', { files: { [WASM]: { body: whole.subarray(0, 5000) } } }, { code: 'wasm-refused', field: 'wasm', words: /\(wasm-refused\)/ }],
  ['a wasm file that is not there', { files: { [WASM]: { status: 404, body: '' } } }, { code: 'fetch-failed', field: 'wasm', words: /^The chart could not be drawn\. \(fetch-failed\)$/ }],
  ['scripts that were not copied', { files: { '/heatmap-controls.js': ABSENT_SCRIPT } }, { code: 'fetch-failed', field: 'script', words: /^The chart could not be drawn\. \(fetch-failed\)$/ }],
  ['bindings that were not copied, in Chinese', { files: { '/pkg/heatmap/liquidation_widgets.js': ABSENT_SCRIPT }, lang: 'zh-CN' }, { code: 'fetch-failed', field: 'script', words: /^图表无法绘制。 ?\(fetch-failed\)$/ }],
  ['a policy without wasm', { headers: { 'content-security-policy': STRICT['content-security-policy'].replace(" 'wasm-unsafe-eval'", '') } }, { code: 'wasm-refused', field: 'wasm', words: /does not let the chart run/ }],
  ['data that are not there, in Chinese', { body: heatmap('src="/absent.json"'), lang: 'zh-CN' }, { code: 'fetch-failed', field: 'src', words: /^数据无法载入。 ?\(fetch-failed\)$/ }],
  ['a policy without wasm, in traditional Chinese', { lang: 'zh-Hant', headers: { 'content-security-policy': STRICT['content-security-policy'].replace(" 'wasm-unsafe-eval'", '') } }, { code: 'wasm-refused', field: 'wasm', words: /此頁面或瀏覽器/ }],
];

for (const [what, { body, ...options }, expected] of TROUBLES) {
  browserTest(`the fallback stands, and one line says why, with ${what}`, { serve: heatmapPage(body, options) }, (page) => assertFallback(page, expected));
}

browserTest('a careful publisher’s policy lets everything work', { serve: heatmapPage(heatmap(), { headers: STRICT }) }, async (page) => {
  await opened(page);
  for (const step of [() => allInside('.footer button').forEach((button) => button.click()), () => inside('[data-control="sides-long"]').click(), () => heatmap().setAttribute('theme', 'dark')]) {
    await page.evaluate(step);
    await page.evaluate(() => frames(2));
  }
  await page.waitFor(() => allInside('table tbody tr').length > 10 && allInside('.panel li').length > 3);
  assert.deepEqual(await page.evaluate(() => eventsOf('liq-error')), []);
  assert.deepEqual(await page.pageErrors(), []);
  const refusals = (await page.consoleMessages()).filter(({ text }) => /Content.Security.Policy|Refused|violates/i.test(text));
  assert.deepEqual(refusals, []);
});

browserTest('a wasm file under a wrong type is loaded all the same', { serve: heatmapPage(heatmap(), { files: { [WASM]: { headers: { 'content-type': 'text/plain' } } } }) }, async (page) => {
  await opened(page);
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('words that cannot be loaded leave English, and one warning', { serve: heatmapPage(heatmap().repeat(2), { lang: 'zh-CN', files: { '/pkg/words/zh-CN.txt': { status: 404, body: '' } } }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => figures().length === 2 && figures().every(({ state }) => state === 'ready'));
  assert.match(await page.evaluate(() => inside('.heading').textContent), /liquidation heatmap/i);
  const warnings = (await page.consoleMessages()).filter(({ type, text }) => type === 'warn' && text.includes('words of zh-CN'));
  assert.equal(warnings.length, 1);
});

browserTest('data that an integrity hash fits are drawn', { serve: heatmapPage(heatmap(`src="/snapshot.json" integrity="${sha256(good)}"`), { snapshot }) }, async (page) => {
  await opened(page);
});

browserTest('the address of good data mends an element whose data failed, and ready settles anew', { serve: heatmapPage(heatmap('src="/absent.json"')) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => heatmap()?.state === 'error');
  await page.evaluate(() => { heatmap().src = '/snapshot.json'; });
  assert.equal(await page.evaluate(() => heatmap().ready.then((element) => element === heatmap())), true);
  await drawn(page);
  const { fallback, frame, line } = await page.evaluate(told);
  assert.deepEqual([fallback, frame, line], [false, 1, '']);
});

browserTest('the last good drawing stays when new data fail, and mends when they are good again', { serve: heatmapPage() }, async (page) => {
  await opened(page);
  const before = await page.evaluate(() => layers());
  await page.evaluate(() => { heatmap().data = '{"format":'; });
  await page.waitFor(() => heatmap().state === 'error');
  const { fallback, frame, line, lineShown, errors } = await page.evaluate(told);
  assert.deepEqual([fallback, frame, lineShown, errors], [false, 1, true, [['data-invalid', '', true, true]]]);
  assert.match(line, /do not follow their format/);
  assert.deepEqual(await page.evaluate(() => layers()), before);
  assert.equal(await page.evaluate(() => heatmap().result.asset), 'BTC');
  await page.evaluate((text) => { heatmap().data = text; }, JSON.stringify(marketSnapshot({ asset: 'ETH' })));
  await page.waitFor(() => heatmap().state === 'ready' && heatmap().result.asset === 'ETH');
  assert.equal((await page.evaluate(told)).line, '');
});

browserTest('a venue that only the new data have is taken from them', { engines: ['chromium'], serve: heatmapPage(heatmap('src="/snapshot.json" venue="okx"')) }, async (page) => {
  await opened(page);
  await page.waitFor(() => eventsOf('liq-error').length > 0);
  assert.deepEqual(await page.evaluate(() => eventsOf('liq-error').map(({ detail }) => [detail.code, detail.field])), [['attribute-invalid', 'venue']]);
  await page.evaluate((text) => { heatmap().data = text; }, JSON.stringify(marketSnapshot({ venues: ['binance', 'okx'] })));
  await page.waitFor(() => heatmap().state === 'ready' && /OKX/.test(inside('.dek').textContent));
  assert.doesNotMatch(await page.evaluate(() => inside('.dek').textContent), /Binance/);
  assert.equal(await page.evaluate(() => eventsOf('liq-error').length), 1);
});

browserTest('the drawing that bad data leave follows language, scheme and attributes, and what is wrong stays said', { serve: heatmapPage() }, async (page) => {
  await opened(page);
  await page.evaluate(() => { heatmap().data = '{"format":'; });
  await page.waitFor(() => heatmap().state === 'error');
  const [raster, chart] = await page.evaluate(() => layers());
  await page.evaluate(() => Object.assign(heatmap(), { theme: 'dark', sides: 'long', lang: 'zh-CN' }));
  await page.waitFor(() => /清算热力图/.test(inside('.heading').textContent));
  const [otherRaster, otherChart] = await page.evaluate(() => layers());
  assert.ok(otherRaster !== raster && otherChart !== chart);
  const { line, lineShown, errors } = await page.evaluate(told);
  assert.deepEqual([lineShown, errors.length], [true, 1]);
  assert.match(line, /^[\u4e00-\u9fff].*\(data-invalid\)$/);
  assert.equal(await page.evaluate(() => heatmap().state), 'error');
  assert.match(await page.evaluate(() => inside('.heading').parentElement.parentNode.host.className), /dark/);
});

browserTest('ready waits for the data that were given last, and for those of an element that is back', { serve: heatmapPage() }, async (page) => {
  await opened(page);
  const next = await page.evaluate(async (text) => {
    heatmap().data = text;
    await heatmap().ready;
    return [heatmap().state, heatmap().result.asset];
  }, JSON.stringify(marketSnapshot({ asset: 'ETH' })));
  assert.deepEqual(next, ['ready', 'ETH']);
  const back = await page.evaluate(async () => {
    const element = heatmap();
    element.remove();
    await Promise.resolve();
    const removed = [element.state, element.result];
    document.body.append(element);
    await element.ready;
    return [removed, element.state, element.result.asset];
  });
  assert.deepEqual(back, [['idle', null], 'ready', 'ETH']);
});

browserTest('a figure that waits for a press or for the reader’s view is drawn when load turns eager', { engines: ['chromium'], serve: heatmapPage(heatmap('src="/snapshot.json" load="click"') + '<div class="far"></div>' + heatmap(), { style: '.far { height: 9000px; }' }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => figures().length === 2 && inside('button'));
  await page.evaluate(() => frames(4));
  assert.deepEqual(await page.evaluate(() => figures().map(({ state }) => state)), ['idle', 'idle']);
  await page.evaluate(() => { for (const element of figures()) element.load = 'eager'; });
  await drawn(page);
  assert.equal(await page.evaluate(() => allInside('button').some((button) => button.textContent === 'Show the chart')), false);
});
