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

const NIGHT = '.night { color-scheme: dark; --liq-bg: #102040; } .quick { transition: background-color 60ms; background: #fff; } .quick.night { color-scheme: normal; --liq-bg: initial; background: #000; }';
const WRAPPED = `<main><section><div id="near">${heatmap()}</div></section><div id="far" style="color-scheme: dark"></div></main>`;
const isDark = () => figure().classList.contains('dark');

for (const [what, change, undo] of [
  ['a class', (node) => { node.classList.add('night'); }, (node) => { node.classList.remove('night'); }],
  ['a style with a custom property', (node) => { node.style.setProperty('--liq-bg', '#102040'); }, (node) => { node.style.removeProperty('--liq-bg'); }],
  ['a scheme in a style', (node) => { node.style.colorScheme = 'dark'; }, (node) => { node.style.colorScheme = ''; }],
  ['an attribute of its own', (node) => { node.setAttribute('data-bs-theme', 'dark'); }, (node) => { node.removeAttribute('data-bs-theme'); }],
]) {
  browserTest(`${what} that any wrapper gets is drawn, and so is its end`, { serve: figurePage(WRAPPED, { style: `${NIGHT} [data-bs-theme] { color-scheme: dark; }` }) }, async (page) => {
    await opened(page);
    const before = await page.evaluate(() => layers());
    for (const selector of ['#near', 'section', 'main', 'body', 'html']) {
      await page.evaluate(`(${change})(document.querySelector('${selector}'))`);
      assert.notDeepEqual(await page.evaluate(() => layers()), before, selector);
      await page.evaluate(`(${undo})(document.querySelector('${selector}'))`);
      assert.deepEqual(await page.evaluate(() => layers()), before, `${selector} again`);
    }
  });
}

browserTest('a wrapper is watched through shadow roots, whether the figure stands in one or in a slot of one', { serve: figurePage('<div id="host"></div><div id="frame"></div>') }, async (page) => {
  await page.goto('/');
  const schemes = await page.evaluate(async () => {
    await customElements.whenDefined('liq-heatmap');
    const shadowOf = (id, inner) => {
      const root = document.querySelector(id).attachShadow({ mode: 'open' });
      const wrapper = document.createElement('div');
      wrapper.append(inner);
      root.append(wrapper);
      return wrapper;
    };
    const made = () => Object.assign(document.createElement('liq-heatmap'), { src: '/snapshot.json', load: 'eager' });
    const [inside, slotted] = [made(), made()];
    const slotWrapper = shadowOf('#frame', document.createElement('slot'));
    document.querySelector('#frame').append(slotted);
    const wrapper = shadowOf('#host', inside);
    await Promise.all([inside.ready, slotted.ready]);
    const now = async () => {
      await frames(2);
      return [inside, slotted].map((element) => element.classList.contains('dark'));
    };
    const seen = [await now()];
    for (const node of [wrapper, slotWrapper]) node.style.colorScheme = 'dark';
    seen.push(await now());
    for (const node of [wrapper, slotWrapper]) node.style.colorScheme = '';
    document.querySelector('#host').style.colorScheme = 'dark';
    seen.push(await now());
    return seen;
  });
  assert.deepEqual(schemes, [[false, false], [true, true], [true, false]]);
});

browserTest('a figure that moves looks at its new wrappers and no longer at the old ones', { serve: figurePage(WRAPPED) }, async (page) => {
  await opened(page);
  assert.equal(await page.evaluate(isDark), false);
  await page.evaluate(async () => { document.querySelector('#far').append(figure()); await frames(2); });
  assert.equal(await page.evaluate(isDark), true);
  await page.evaluate(async () => { document.querySelector('#far').style.colorScheme = 'light'; await frames(2); });
  assert.equal(await page.evaluate(isDark), false);
});

browserTest('a ground that fades to black has a dark figure at its end', { serve: figurePage(`<div class="quick">${heatmap()}</div>`, { style: `body { background: none; } ${NIGHT}` }) }, async (page) => {
  await opened(page);
  assert.equal(await page.evaluate(isDark), false);
  await page.evaluate(() => { document.querySelector('.quick').classList.add('night'); });
  await page.waitFor(() => figure().classList.contains('dark'));
});

browserTest('a wrapper whose style moves in every frame has the figure drawn once, not in every frame', { serve: figurePage(WRAPPED) }, async (page) => {
  await opened(page);
  const drawings = await page.evaluate(async () => {
    const { redraw } = figure();
    let count = 0;
    figure().redraw = () => { count += 1; redraw.call(figure()); };
    for (let step = 0; step < 30; step += 1) {
      document.querySelector('section').style.transform = `translateX(${step}px)`;
      figure().style.opacity = `${1 - step / 100}`;
      document.documentElement.dataset.scrolled = step;
      await frames(1);
    }
    const still = count;
    document.querySelector('section').style.colorScheme = 'dark';
    await frames(2);
    return [still, count];
  });
  assert.deepEqual(drawings, [0, 1]);
});

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
