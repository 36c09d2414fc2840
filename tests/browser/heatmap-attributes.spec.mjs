import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { changed, seen, testEffects, testUnknown, testWrongValues } from './attribute-rules.mjs';
import { drawn, heatmap, heatmapPage, opened } from './figure-page.mjs';

const CHROMIUM = { engines: ['chromium'] };
const named = heatmap('src="/snapshot.json" source-name="The desk"');

/** Attribute, value, and exactly what it changes. */
const EFFECTS = [
  ['range', '2d', ['raster', 'chart', 'result', 'dek', 'summary']],
  ['venue', 'binance', ['raster', 'chart', 'result', 'dek', 'summary']],
  ['leverage', '5 10', ['raster', 'chart', 'result', 'summary']],
  ['rows', '60', ['raster', 'chart', 'result', 'summary']],
  ['row-scale', 'linear', ['raster', 'chart', 'result', 'summary']],
  ['theme', 'dark', ['raster', 'chart']],
  ['palette', 'cividis', ['raster', 'chart']],
  ['scale', 'log', ['raster', 'chart']],
  ['scale', 'percent-of-oi', ['raster', 'chart']],
  ['threshold', '40%', ['raster', 'chart']],
  ['sides', 'long', ['raster', 'chart']],
  ['direction', 'red-up', ['chart']],
  ['direction', 'blue-orange', ['chart']],
  ['candles', 'false', ['chart']],
  ['realised', 'false', ['chart', 'note']],
  ['units', 'cjk', ['chart', 'summary']],
  ['timezone', 'UTC+8', ['chart', 'dek', 'note', 'summary']],
  ['timezone', 'Asia/Kolkata', ['chart', 'dek', 'note', 'summary']],
];

// The layout follows the widths of words, so pixels may move too where words are asked for.
testEffects(named, EFFECTS, { moves: (name) => (['units', 'lang', 'timezone', 'realised', 'venue'].includes(name) ? ['raster'] : []) });

browserTest('an attribute that is there from the start draws what it draws when it is set later', { ...CHROMIUM, serve: heatmapPage(heatmap('src="/snapshot.json" range="2d" palette="blues" sides="short" theme="dark" timezone="Asia/Kolkata" no-controls')) }, async (page) => {
  await opened(page);
  const first = await seen(page);
  assert.equal(first.controls, '');
  await page.evaluate(() => { for (const name of ['range', 'palette', 'sides', 'theme', 'timezone', 'no-controls']) heatmap().removeAttribute(name); });
  await seen(page);
  await page.evaluate(() => Object.assign(heatmap(), { range: '2d', palette: 'blues', sides: 'short', theme: 'dark', timezone: 'Asia/Kolkata', noControls: true }));
  assert.deepEqual(changed(first, await seen(page)), []);
});

testWrongValues(named, [
  ['range', 'soon'], ['leverage', 'ten'], ['leverage', '0'], ['rows', 'many'], ['rows', '60.5'], ['rows', '0'], ['row-scale', 'cubic'],
  ['palette', 'magmaa'], ['scale', 'cubic'], ['threshold', '2'], ['sides', 'left'], ['direction', 'up'], ['candles', 'perhaps'], ['realised', 'perhaps'],
]);

browserTest('a fault that was told is not told again when something else changes', { ...CHROMIUM, serve: heatmapPage(heatmap('src="/snapshot.json" palette="magmaa"')) }, async (page) => {
  await opened(page);
  await page.waitFor(() => eventsOf('liq-error').length > 0);
  assert.equal((await page.evaluate(() => eventsOf('liq-error'))).length, 1);
  for (const step of [() => heatmap().setAttribute('theme', 'dark'), () => { document.body.className = 'evening'; }]) {
    await page.evaluate(step);
    await page.evaluate(() => frames(2));
  }
  assert.equal((await page.evaluate(() => eventsOf('liq-error'))).length, 1);
  await page.evaluate(() => heatmap().setAttribute('palette', 'viridia'));
  await page.waitFor(() => eventsOf('liq-error').length > 1);
  assert.deepEqual((await page.evaluate(() => eventsOf('liq-error'))).map(({ detail }) => detail.value), ['magmaa', 'viridia']);
});

testUnknown(heatmap('src="/snapshot.json" pallete="blues" class="wide" title="Map" data-track="1" aria-hidden="false"'), [/<liq-heatmap>.*pallete.*did you mean palette\?/]);

browserTest('a source-url that is no web address makes no link', { ...CHROMIUM, serve: heatmapPage(heatmap('src="/snapshot.json" source-name="Desk" source-url="javascript:alert(1)"')) }, async (page) => {
  await opened(page);
  assert.equal(await page.evaluate(() => allInside('.note a').length), 0);
  assert.match(await page.evaluate(() => inside('.note').textContent), /^Source: Desk/);
});

browserTest('the reader’s choice stands until the author changes that attribute', { ...CHROMIUM, serve: heatmapPage() }, async (page) => {
  await opened(page);
  const pressed = () => allInside('[aria-pressed="true"]').map((button) => button.dataset.control);
  const states = () => allInside('[data-control^="sides-"]').map((button) => button.getAttribute('aria-pressed'));
  const both = await seen(page);
  assert.deepEqual(await page.evaluate(states), ['true', 'false', 'false']);
  await page.click('liq-heatmap >>> [data-control="sides-long"]');
  const long = await seen(page);
  assert.notEqual(long.raster, both.raster);
  assert.deepEqual(await page.evaluate(pressed), ['sides-long']);
  await page.evaluate(() => { heatmap().palette = 'magma'; });
  assert.deepEqual(changed(long, await seen(page)), []);
  await page.evaluate(() => { heatmap().sides = 'both'; });
  assert.deepEqual(changed(both, await seen(page)), []);
  assert.deepEqual(await page.evaluate(pressed), ['sides-both']);
});

browserTest('the control of the threshold hides what is below it', { ...CHROMIUM, serve: heatmapPage() }, async (page) => {
  await opened(page);
  await page.evaluate(() => inside('[data-control="threshold"]').focus());
  for (let press = 0; press < 10; press += 1) await page.key('ArrowRight');
  const chosen = await seen(page);
  const value = await page.evaluate(() => inside('[data-control="threshold"]').value);
  assert.ok(Number(value) > 0.12);
  await page.evaluate((text) => { heatmap().threshold = text; }, value);
  assert.deepEqual(changed(chosen, await seen(page)), []);
});

const far = (attributes) => heatmapPage(`<div style="height: 6000px"></div>${heatmap(`src="/snapshot.json" ${attributes}`)}`);

for (const [name, eager] of [['', false], ['load="lazy"', false], ['load="eager"', true]]) {
  browserTest(`a heatmap far below the fold ${eager ? 'loads at once' : 'waits until it is near'} with ${name || 'no load'}`, { ...CHROMIUM, serve: far(name) }, async (page) => {
    await page.goto('/');
    await page.waitFor(() => Boolean(customElements.get('liq-heatmap')));
    if (!eager) {
      await page.evaluate(() => frames(10));
      assert.equal(await page.evaluate(() => heatmap().state), 'idle');
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    }
    await drawn(page);
  });
}

for (const load of ['lazy', 'eager']) {
  browserTest(`a heatmap with load="${load}" loads once, wherever the reader scrolls and whatever stands after it in the tag`, { serve: heatmapPage(`<div style="height: 6000px"></div>${heatmap(`load="${load}" src="/snapshot.json" symbol="BTCUSDT"`)}`) }, async (page) => {
    await page.goto('/');
    await page.waitFor(() => Boolean(customElements.get('liq-heatmap')));
    for (const place of ['scrollHeight', 'clientTop', 'scrollHeight', 'clientTop', 'scrollHeight']) {
      await page.evaluate((name) => { scrollTo(0, document.body[name]); }, place);
      await page.evaluate(() => frames(10));
      if (place === 'scrollHeight') await page.waitFor(() => heatmap().state === 'ready');
    }
    const requests = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/snapshot.json')).length);
    assert.deepEqual([requests, await page.evaluate(() => eventsOf('liq-ready').length)], [1, 1]);
  });
}

browserTest('load="click" asks for nothing until the reader presses the button', { serve: heatmapPage(heatmap('src="/snapshot.json" load="click"'), { lang: 'zh-CN' }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => Boolean(inside('button')));
  await page.evaluate(() => frames(10));
  const asked = () => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\.(wasm|json)$/.test(name)).length;
  assert.deepEqual(await page.evaluate(() => [heatmap().state, inside('button').textContent]), ['idle', '显示图表']);
  assert.equal(await page.evaluate(asked), 0);
  assert.equal(await page.evaluate(() => document.querySelector('.fallback').getClientRects().length > 0), true);
  await page.click('liq-heatmap >>> button');
  await drawn(page);
  assert.equal(await page.evaluate(() => allInside('button').some((button) => button.textContent === '显示图表')), false);
});

browserTest('a source that nobody could read or follow is told, and the sources of the data stand', { ...CHROMIUM, serve: heatmapPage() }, async (page) => {
  await opened(page);
  const source = () => textOf('note').split(' · ')[0];
  const own = await page.evaluate(source);
  const links = ['https://example.org/made'];
  assert.match(own, /^Source: \S/);
  const attempt = (name, address) => page.evaluate(async (values) => {
    events.length = 0;
    Object.assign(heatmap(), { sourceName: values[0], sourceUrl: values[1] });
    await frames(3);
    return { said: textOf('note').split(' · ')[0], links: allInside('.note a').map(({ href }) => href), told: eventsOf('liq-error').map(({ detail }) => [detail.code, detail.field]) };
  }, [name, address]);
  assert.deepEqual(await attempt('\u200b\u2060', null), { said: own, links, told: [['attribute-invalid', 'source-name']] });
  assert.deepEqual(await attempt('  ', null), { said: own, links, told: [] });
  assert.deepEqual(await attempt(null, 'https://desk.example/'), { said: own, links, told: [['attribute-invalid', 'source-url']] });
  for (const address of ['javascript:alert(1)', 'ftp://desk.example/', 'desk.example', 'https:// ']) {
    assert.deepEqual(await attempt('The desk', address), { said: 'Source: The desk', links: [], told: [['attribute-invalid', 'source-url']] }, address);
  }
  assert.deepEqual(await attempt('The desk', 'https://desk.example/'), { said: 'Source: The desk', links: ['https://desk.example/'], told: [] });
});
