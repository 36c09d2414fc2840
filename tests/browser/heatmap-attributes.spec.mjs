import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { drawn, heatmap, heatmapPage, opened } from './heatmap-page.mjs';

const CHROMIUM = { engines: ['chromium'] };
const named = heatmap('src="/snapshot.json" source-name="The desk"');

/** Everything a reader gets: pixels of raster and chart, numbers, sentences, the words of the frame, the source's link. */
async function seen(page) {
  return page.evaluate(async () => {
    const [raster, chart] = await layers();
    const [heading, dek, controls, note, footer] = texts();
    const { viewport, ...result } = heatmap().result;
    return {
      raster, chart, result, heading, dek, controls, note, footer, summary: heatmap().summary(),
      link: inside('.note a')?.href ?? '', focusable: inside('.chart').tabIndex,
    };
  });
}

const changed = (before, after) => Object.keys(before).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));

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
  ['lang', 'zh-CN', ['chart', 'heading', 'dek', 'controls', 'note', 'footer', 'summary']],
  ['heading', 'Where the leverage sits', ['heading']],
  ['description', 'Drawn for a test', ['dek']],
  ['source-name', 'Another desk', ['note']],
  ['source-url', 'https://example.org/desk', ['link']],
  ['static', '', ['controls', 'footer', 'focusable']],
  ['no-controls', '', ['controls']],
  ['no-table', 'true', ['footer']],
];

for (const [name, value, wanted] of EFFECTS) {
  browserTest(`${name}="${value}" changes what it says, and nothing is left of it when it goes`, { ...CHROMIUM, serve: heatmapPage(named) }, async (page) => {
    await opened(page);
    const before = await seen(page);
    await page.evaluate((attribute, text) => heatmap().setAttribute(attribute, text), name, value);
    // Words are fetched before they are shown.
    if (name === 'lang') await page.waitFor(() => inside('.frame').lang === heatmap().lang);
    const after = await seen(page);
    // The layout follows the widths of words, so pixels may move too where words are asked for.
    const moves = ['units', 'lang', 'timezone', 'realised', 'venue'].includes(name) ? ['raster'] : [];
    const found = changed(before, after);
    assert.deepEqual(wanted.filter((key) => !found.includes(key)), [], `unchanged; changed are ${found}`);
    assert.deepEqual(found.filter((key) => ![...wanted, ...moves].includes(key)), [], 'changed without being asked');
    await page.evaluate(async (attribute, old) => {
      if (old === null) heatmap().removeAttribute(attribute);
      else heatmap().setAttribute(attribute, old);
    }, name, name === 'source-name' ? 'The desk' : null);
    assert.deepEqual(changed(before, await seen(page)), []);
    assert.deepEqual(await page.evaluate(() => eventsOf('liq-error')), []);
    assert.deepEqual(await page.pageErrors(), []);
  });
}

browserTest('an attribute that is there from the start draws what it draws when it is set later', { ...CHROMIUM, serve: heatmapPage(heatmap('src="/snapshot.json" range="2d" palette="blues" sides="short" theme="dark" timezone="Asia/Kolkata" no-controls')) }, async (page) => {
  await opened(page);
  const first = await seen(page);
  assert.equal(first.controls, '');
  await page.evaluate(() => { for (const name of ['range', 'palette', 'sides', 'theme', 'timezone', 'no-controls']) heatmap().removeAttribute(name); });
  await seen(page);
  await page.evaluate(() => Object.assign(heatmap(), { range: '2d', palette: 'blues', sides: 'short', theme: 'dark', timezone: 'Asia/Kolkata', noControls: true }));
  assert.deepEqual(changed(first, await seen(page)), []);
});

/** Wrong values, and what the picture then is: that of the default. */
const WRONG = [
  ['range', 'soon'], ['venue', 'nowhere'], ['leverage', 'ten'], ['leverage', '0'], ['rows', 'many'], ['rows', '60.5'], ['rows', '0'], ['row-scale', 'cubic'], ['theme', 'drak'],
  ['palette', 'magmaa'], ['scale', 'cubic'], ['threshold', '2'], ['sides', 'left'], ['direction', 'up'], ['candles', 'perhaps'], ['realised', 'perhaps'],
  ['units', 'k'], ['timezone', 'Mars/Olympus'], ['load', 'now'], ['static', 'perhaps'], ['no-controls', 'perhaps'], ['no-table', 'perhaps'],
];

browserTest('a wrong value keeps the default and is told once, with field, value and what is allowed', { ...CHROMIUM, serve: heatmapPage(named) }, async (page) => {
  await opened(page);
  const before = await seen(page);
  const silent = [];
  for (const [name, value] of WRONG) {
    await page.evaluate((attribute, text) => { events.length = 0; heatmap().setAttribute(attribute, text); }, name, value);
    const after = await seen(page);
    const told = await page.evaluate(() => eventsOf('liq-error'));
    if (told.length !== 1 || changed(before, after).length > 0) silent.push([name, value, told.length, ...changed(before, after)]);
    else {
      const [{ detail, plain, composed }] = told;
      assert.deepEqual([detail.code, detail.field, detail.value, plain, composed], ['attribute-invalid', name, value, true, true]);
      assert.ok(detail.allowed.length > 3 && detail.message.includes(detail.allowed), JSON.stringify(detail));
    }
    await page.evaluate((attribute) => heatmap().removeAttribute(attribute), name);
    await page.evaluate(() => frames(1));
  }
  assert.deepEqual(silent, [], 'attribute, value, times told, what changed');
  assert.equal(await page.evaluate(() => heatmap().state), 'ready');
});

browserTest('a fault that was told is not told again when something else changes', { ...CHROMIUM, serve: heatmapPage(heatmap('src="/snapshot.json" palette="magmaa"')) }, async (page) => {
  await opened(page);
  assert.equal((await page.evaluate(() => eventsOf('liq-error'))).length, 1);
  for (const step of [() => heatmap().setAttribute('theme', 'dark'), () => { document.body.className = 'evening'; }]) {
    await page.evaluate(step);
    await page.evaluate(() => frames(2));
  }
  assert.equal((await page.evaluate(() => eventsOf('liq-error'))).length, 1);
  await page.evaluate(() => heatmap().setAttribute('palette', 'viridia'));
  await page.evaluate(() => frames(2));
  assert.deepEqual((await page.evaluate(() => eventsOf('liq-error'))).map(({ detail }) => detail.value), ['magmaa', 'viridia']);
});

browserTest('an unknown attribute is named in the console with the nearest valid one, and HTML’s own are left alone', { serve: heatmapPage(heatmap('src="/snapshot.json" pallete="blues" class="wide" title="Map" data-track="1" aria-hidden="false"')) }, async (page) => {
  await opened(page);
  const warnings = (await page.consoleMessages()).filter(({ type, text }) => type === 'warn' && text.includes('liquidation-widgets'));
  assert.equal(warnings.length, 1, JSON.stringify(warnings));
  assert.match(warnings[0].text, /<liq-heatmap>.*pallete.*did you mean palette\?/);
  assert.deepEqual(await page.evaluate(() => eventsOf('liq-error')), []);
});

browserTest('every attribute is a property, and every property an attribute', { ...CHROMIUM, serve: heatmapPage() }, async (page) => {
  await opened(page);
  const wrong = await page.evaluate(() => {
    const switches = ['static', 'no-controls', 'no-table'];
    const found = [];
    const element = document.createElement('liq-heatmap');
    for (const name of customElements.get('liq-heatmap').observedAttributes) {
      const property = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
      const [set, text] = switches.includes(name) ? [true, ''] : ['x', 'x'];
      element[property] = set;
      if (element.getAttribute(name) !== text || element[property] !== set) found.push(`${property} to attribute`);
      if (switches.includes(name)) element[property] = false;
      else element[property] = null;
      if (element.hasAttribute(name) && name !== 'lang') found.push(`${property} away`);
      element.setAttribute(name, text);
      if (element[property] !== set) found.push(`${name} to property`);
      if (switches.includes(name)) {
        element.setAttribute(name, 'false');
        if (element[property] !== false) found.push(`${name}="false"`);
      }
    }
    return found;
  });
  assert.deepEqual(wrong, []);
});

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
