import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { heatmapPage } from './figure-page.mjs';

const CHROMIUM = { engines: ['chromium'] };
/** A figure that stays in view, and three paragraphs that drive it, each a window apart. */
const STORY = `<liq-cascade id="c" src="/snapshot.json" shock="4%" load="eager"></liq-cascade>
  <p id="p1" data-liq-for="c" data-liq-shock="1%">One per cent.</p><p id="p2" data-liq-for="c" data-liq-shock="2%" data-liq-side="up">Two, upward.</p><p id="p3" data-liq-for="c" data-liq-shock="6%">Six.</p><div class="after"></div>`;
const STYLE = 'liq-cascade { position: fixed; width: 480px; right: 0; top: 0; } p { margin: 900px 0 0; height: 60px; width: 300px; } .after { height: 2000px; }';
const story = { viewport: { width: 1000, height: 700 }, serve: heatmapPage(STORY, { style: STYLE }) };

const state = (page) => page.evaluate(() => {
  const figure = document.querySelector('#c');
  return { shock: figure.getAttribute('shock'), side: figure.getAttribute('side'), current: document.querySelector('[aria-current="step"]')?.id ?? null, bar: figure.shadowRoot.querySelector('.steps span')?.textContent };
});
const opened = async (page) => {
  await page.goto('/');
  await page.waitFor(() => document.querySelector('#c')?.state === 'ready' && document.querySelector('#c').shadowRoot.querySelector('.steps'));
};
/** Scrolls until a paragraph's top stands at a share of the window. */
const scrollTo = (page, id, share) => page.evaluate((name, at) => scrollTo({ top: document.getElementById(name).offsetTop - innerHeight * at, behavior: 'instant' }), id, share);
const becomes = async (page, wanted) => {
  await page.waitFor((shock) => document.querySelector('#c').getAttribute('shock') === shock, wanted.shock);
  assert.deepEqual(await state(page), wanted);
};

browserTest('a paragraph drives the figure while it stands in the upper half, and leaves it as it was', story, async (page) => {
  await opened(page);
  assert.deepEqual(await state(page), { shock: '4%', side: null, current: null, bar: 'Step 0 of 3' });
  await scrollTo(page, 'p1', 0.3);
  await becomes(page, { shock: '1%', side: null, current: 'p1', bar: 'Step 1 of 3' });
  assert.equal(await page.evaluate(() => document.querySelector('#c').result.projection.gap ?? document.querySelector('#c').result.projection.shock ?? 0.01), 0.01);
  await scrollTo(page, 'p2', 0.3);
  await becomes(page, { shock: '2%', side: 'up', current: 'p2', bar: 'Step 2 of 3' });
  await scrollTo(page, 'p3', 0.3);
  await becomes(page, { shock: '6%', side: null, current: 'p3', bar: 'Step 3 of 3' });
  await scrollTo(page, 'p3', -0.5);
  await becomes(page, { shock: '4%', side: null, current: null, bar: 'Step 0 of 3' });
  await scrollTo(page, 'p3', 0.3);
  await becomes(page, { shock: '6%', side: null, current: 'p3', bar: 'Step 3 of 3' });
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await becomes(page, { shock: '4%', side: null, current: null, bar: 'Step 0 of 3' });
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('buttons go through the paragraphs without scrolling, by key too, and stop at the ends', { ...story, ...CHROMIUM, reducedMotion: 'reduce' }, async (page) => {
  await opened(page);
  const press = (step) => page.evaluate((name) => document.querySelector('#c').shadowRoot.querySelector(`[data-step="${name}"]`).click(), step);
  const disabled = () => page.evaluate(() => ['back', 'on'].map((name) => document.querySelector('#c').shadowRoot.querySelector(`[data-step="${name}"]`).disabled));
  assert.deepEqual(await disabled(), [true, false]);
  await page.evaluate(() => document.querySelector('#c').shadowRoot.querySelector('[data-step="on"]').focus());
  await page.key('Enter');
  await becomes(page, { shock: '1%', side: null, current: 'p1', bar: 'Step 1 of 3' });
  assert.equal(await page.evaluate(() => document.querySelector('#c').shadowRoot.activeElement?.dataset.step), 'on', 'the button keeps the focus');
  await press('on');
  await becomes(page, { shock: '2%', side: 'up', current: 'p2', bar: 'Step 2 of 3' });
  await press('on');
  await page.waitFor(() => document.querySelector('#c').shadowRoot.querySelector('[data-step="on"]').disabled);
  await press('back');
  await press('back');
  await press('back');
  await page.waitFor(() => document.querySelector('#c').getAttribute('shock') === '4%');
  assert.equal(await page.evaluate(() => scrollY), 0);
  const names = await page.evaluate(() => [...document.querySelector('#c').shadowRoot.querySelectorAll('.steps button')].map((button) => button.getAttribute('aria-label')));
  assert.deepEqual(names, ['Previous step', 'Next step']);
});
