import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { heatmapPage } from './figure-page.mjs';

/** What a server must send so that a frame without an origin of its own may fetch: modules, wasm, words, snapshot. */
const OPEN = { 'access-control-allow-origin': '*' };
const frame = (query, sandbox = 'allow-scripts') => `<iframe sandbox="${sandbox}" width="600" height="200" src="/embed.html?${query}"></iframe>`;
const served = (query, headers = OPEN) => heatmapPage(frame(query), {
  headers, files: { '/listen.js': { headers: { 'content-type': 'text/javascript' }, body: "globalThis.heard = []; addEventListener('message', ({ data, origin }) => heard.push({ data, origin }));" } },
});
const page = (query, headers) => {
  const options = served(query, headers);
  const { respond } = options;
  return { ...options, respond: (request) => {
    const answer = respond(request);
    return request.url === '/' ? { ...answer, body: answer.body.replace('<script src="/watch.js"></script>', '<script src="/watch.js"></script><script src="/listen.js"></script>') } : answer;
  } };
};
const heights = () => heard.filter(({ data }) => data?.type === 'liq-height').map(({ data }) => data.height);

browserTest('a frame with nothing but scripts allowed draws, and tells its height in three forms', { serve: page('widget=heatmap&src=/snapshot.json&range=3d&childId=pym-7&initialWidth=600&parentUrl=x') }, async (tab) => {
  await tab.goto('/');
  const height = await tab.waitFor(() => heard.filter(({ data }) => data?.type === 'liq-height').map(({ data }) => data.height).find((found) => found > 450));
  const last = await tab.evaluate(() => heard.map(({ data }) => data).slice(-3));
  assert.deepEqual(last, [`pymxPYMxpym-7xPYMxheightxPYMx${last[2].height}`, { sentinel: 'amp', type: 'embed-size', height: last[2].height }, { type: 'liq-height', height: last[2].height }]);
  assert.ok(Number.isInteger(height) && height < 2000);
  assert.ok(await tab.evaluate(() => heard.every(({ data }) => data?.height !== 0 && !/xPYMx0$/.test(data))), 'no height before there is one');
  assert.deepEqual([...new Set(await tab.evaluate(() => heard.map(({ origin }) => origin)))], ['null'], 'the frame has no origin');
});

for (const [query, field] of [['widget=candles&src=/snapshot.json', 'widget'], ['src=/snapshot.json', 'widget'], ['widget=heatmap&src=/snapshot.json&onclick=alert(1)', 'onclick'], ['widget=heatmap&pallete=blues', 'pallete'], ['widget=map&src=https://elsewhere.example/x.json', 'src'], ['widget=map&src=/snapshot.json&messages=https://elsewhere.example/de.json', 'messages'], ['widget=__proto__', 'widget']]) {
  browserTest(`the frame refuses ${query}, says so, and draws nothing`, { engines: ['chromium'], serve: page(query) }, async (tab) => {
    await tab.goto('/');
    const told = await tab.waitFor(() => heard.map(({ data }) => data).find((data) => data?.type === 'liq-error'));
    assert.deepEqual([told.code, told.field], ['attribute-invalid', field]);
    const height = await tab.waitFor(() => heard.filter(({ data }) => data?.type === 'liq-height').at(-1)?.data.height);
    assert.ok(height > 10 && height < 200, `${height}`);
  });
}

for (const [lang, words] of [['', 'The chart could not be drawn.'], ['zh-CN', '图表无法绘制。'], ['zh-Hant', '圖表無法繪製。']]) {
  const address = `/embed.html?widget=heatmap&pallete=blues${lang && `&lang=${lang}`}`;
  browserTest(`of a misspelt address readers see one line${lang && `, in ${lang}`}, and the console what is wrong with it`, { engines: ['chromium'], serve: page('') }, async (tab) => {
    await tab.goto(address);
    const lines = await tab.waitFor(() => [...document.querySelectorAll('p[role="alert"]')].map(({ textContent }) => textContent));
    assert.deepEqual(lines, [words]);
    assert.equal(await tab.evaluate(() => document.body.innerText.trim()), words);
    const said = (await tab.consoleMessages()).filter(({ text }) => text.startsWith('liquidation-widgets: attribute-invalid: pallete must be'));
    assert.equal(said.length, 1);
  });
}

browserTest('without the header that opens the files, the frame’s page is not broken', { engines: ['chromium'], serve: page('widget=heatmap&src=/snapshot.json', {}) }, async (tab) => {
  await tab.goto('/');
  await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  assert.deepEqual(await tab.evaluate(heights), []);
  assert.equal(await tab.evaluate(() => document.querySelector('iframe').clientHeight), 200);
});

browserTest('in a frame the source opens beside the page, not in place of the figure, and on a page in its place', { engines: ['chromium'], serve: page('widget=heatmap&src=/snapshot.json&source-name=The desk&source-url=https://desk.example/') }, async (tab) => {
  await tab.goto('/');
  await tab.waitFor(() => heard.some(({ data }) => data?.height > 450));
  const [, frame] = tab.raw.frames();
  assert.deepEqual(await frame.evaluate(() => [...document.querySelector('liq-heatmap').shadowRoot.querySelectorAll('.note a')].map(({ href, target, rel }) => [href, target, rel])), [['https://desk.example/', '_blank', 'noopener']]);
  await tab.goto('/embed.html?widget=heatmap&src=/snapshot.json&source-name=The desk&source-url=https://desk.example/');
  await tab.waitFor(() => document.querySelector('liq-heatmap')?.state === 'ready');
  assert.deepEqual(await tab.evaluate(() => [...document.querySelector('liq-heatmap').shadowRoot.querySelectorAll('.note a')].map(({ target }) => target)), ['']);
});
