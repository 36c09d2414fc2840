// What pages around a figure do to it: boxes that shrink to fit, schemes said by a tag, writing from right to left, a CMS's paragraphs.

import assert from 'node:assert/strict';
import { figurePage, heatmap, opened, scenarios } from './figure-page.mjs';
import { browserTest } from './harness.mjs';

const CHROMIUM = { engines: ['chromium'] };

for (const [what, open, style] of [
  ['a flex row', '<div class="box">', '.box { display: flex; }'],
  ['a box in a flex row', '<div class="box"><div>', '.box { display: flex; }'],
  ['a centring flex column', '<div class="box">', '.box { display: flex; flex-direction: column; align-items: center; }'],
  ['a float', '<div class="box">', '.box { float: left; }'],
  ['an inline block', '<div class="box">', '.box { display: inline-block; }'],
  ['a table cell', '<div class="box">', '.box { display: table-cell; }'],
]) {
  browserTest(`a figure in ${what} is as wide as a narrow phone at least, and no wider than the page`, { viewport: { width: 360, height: 700 }, serve: figurePage(`${open}${heatmap()}`, { style }) }, async (page) => {
    await opened(page);
    const [width, scroll] = await page.evaluate(() => [figure().clientWidth, document.documentElement.scrollWidth]);
    assert.ok(width >= 280 && width <= 360, `${width}`);
    assert.ok(scroll <= 360, `${scroll}`);
  });
}

browserTest('two columns of a narrow grid keep their share', { ...CHROMIUM, viewport: { width: 700, height: 700 }, serve: figurePage(`<div class="box">${heatmap().repeat(2)}</div>`, { style: '.box { display: grid; grid-template-columns: 1fr 1fr; }' }) }, async (page) => {
  await opened(page);
  assert.deepEqual(await page.evaluate(() => figures().map(({ clientWidth }) => clientWidth)), [350, 350]);
});

for (const [content, colorScheme, isDark] of [['light dark', 'dark', true], ['light dark', 'light', false], ['dark', 'light', true], ['light', 'dark', false]]) {
  const serve = figurePage(heatmap(), { style: 'body { background: none; }' });
  const { respond } = serve;
  serve.respond = (request) => {
    const answer = respond(request);
    return request.url === '/' ? { ...answer, body: answer.body.replace('<head>', `<head><meta name="color-scheme" content="${content}">`) } : answer;
  };
  browserTest(`a page that says its schemes by a meta tag, ${content}, has a ${isDark ? 'dark' : 'light'} figure for a reader of ${colorScheme} pages`, { colorScheme, serve }, async (page) => {
    await opened(page);
    assert.equal(await page.evaluate(() => figure().classList.contains('dark')), isDark);
  });
}

browserTest('on a page that is written from right to left the picture is the same', { serve: figurePage(`<div dir="ltr">${heatmap()}</div><div dir="rtl">${heatmap()}</div>`) }, async (page) => {
  await opened(page);
  const [left, right] = await page.evaluate(async () => [await layers(figures()[0]), await layers(figures()[1])]);
  assert.deepEqual(right, left);
});

browserTest('a heading without a place to break does not widen the page', { viewport: { width: 390, height: 700 }, serve: figurePage(heatmap(`src="/snapshot.json" heading="${'Liquidation'.repeat(20)}" description="${'x'.repeat(300)}"`)) }, async (page) => {
  await opened(page);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390);
});

browserTest('what is wrong with the data stands on the console too, whole and once', { ...CHROMIUM, serve: figurePage(heatmap('src="/torn.json"'), { files: { '/torn.json': { headers: { 'content-type': 'application/json' }, body: '{"format": "liq-snapshot/1",}' } } }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'error');
  const { message } = await page.evaluate(() => eventsOf('liq-error')[0].detail);
  const said = (await page.consoleMessages()).filter(({ text }) => text.includes('liquidation-widgets'));
  assert.deepEqual(said.map(({ text }) => text), [`liquidation-widgets: <liq-heatmap> ${message}`]);
  assert.match(message, /^data-invalid: /);
});

browserTest('notes and zones that a CMS has put into paragraphs are the author’s all the same', { serve: figurePage(`
  ${heatmap('src="/snapshot.json"', '<p><liq-note price="60000">A floor.</liq-note><br></p>')}
  ${scenarios('src="/snapshot.json" paths="256"', '<p><liq-scenario name="A" from="61000" to="63000">Upward<br><liq-trigger signal="price" op=">" value="1">Price is there</liq-trigger></liq-scenario></p>')}`) }, async (page) => {
  await opened(page);
  assert.equal(await page.evaluate(() => textOf('annotations', figures()[0])), 'A floor.');
  const [zone] = await page.evaluate(() => figures()[1].result.zones);
  assert.deepEqual([zone.label, zone.words, zone.triggers.map(({ words }) => words)], ['A', 'Upward', ['Price is there']]);
  const code = await page.evaluate(() => figures()[1].embedCode());
  assert.match(code, /<liq-scenario name="A" from="61000" to="63000">Upward<liq-trigger [^>]*>Price is there<\/liq-trigger><\/liq-scenario>/);
});
