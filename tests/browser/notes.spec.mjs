import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { drawn, heatmap, heatmapPage, opened } from './figure-page.mjs';

const CHROMIUM = { engines: ['chromium'] };
const NOTES = '<liq-note at="2026-01-03T12:00Z" price="60000">The <b>first</b> note</liq-note><liq-note at="2026-01-04T06:00+08:00" price="60500">The second</liq-note>';

const items = (page, tag = 'liq-heatmap') => page.evaluate((name) => [...document.querySelector(name).shadowRoot.querySelectorAll('.annotations li')].map((item) => item.textContent), tag);

browserTest('notes are numbered marks in the chart, and a list that everyone can read', { serve: heatmapPage(heatmap('src="/snapshot.json"', NOTES)) }, async (page) => {
  await opened(page);
  await page.waitFor(() => allInside('.annotations li').length === 2);
  assert.deepEqual(await items(page), ['The first note', 'The second']);
  assert.equal(await page.evaluate(() => inside('.annotations').getAttribute('aria-label')), 'Notes in the chart');
  assert.equal(await page.evaluate(() => heatmap().querySelector('liq-note').getClientRects().length), 0, 'the markup itself is not shown');
  const [, withNotes] = await page.evaluate(() => layers());
  const svg = await page.evaluate(() => heatmap().toSVG());
  await page.evaluate(() => heatmap().querySelectorAll('liq-note').forEach((note) => note.remove()));
  await page.waitFor(() => allInside('.annotations li').length === 0);
  const [, without] = await page.evaluate(() => layers());
  assert.notEqual(withNotes, without);
  const bare = await page.evaluate(() => heatmap().toSVG());
  const circles = (text) => text.match(/<circle/g)?.length ?? 0;
  assert.ok(circles(svg) > circles(bare), 'the picture as SVG has them too');
});

browserTest('a mark stands at its time and price', { ...CHROMIUM, serve: heatmapPage(heatmap('src="/snapshot.json" realised="false" candles="false"', '<liq-note at="2026-01-02T00:00Z" price="60000">Here</liq-note>')) }, async (page) => {
  await opened(page);
  await page.waitFor(() => allInside('.annotations li').length === 1);
  const place = async () => {
    const svg = await page.evaluate(() => heatmap().toSVG({ width: 900, height: 500 }));
    const [, x, y] = /<circle cx="([\d.]+)" cy="([\d.]+)"/.exec(svg);
    return [Number(x), Number(y)];
  };
  const [x, y] = await place();
  await page.evaluate(() => heatmap().querySelector('liq-note').setAttribute('at', '2026-01-04T00:00Z'));
  await page.waitFor(() => frames(3));
  const [later, same] = await place();
  assert.ok(later > x && same === y, `${x} ${y} ${later} ${same}`);
  await page.evaluate(() => heatmap().querySelector('liq-note').setAttribute('price', '59000'));
  await page.waitFor(() => frames(3));
  const [, lower] = await place();
  assert.ok(lower > y);
});

browserTest('in a map a note stands at its price', { serve: heatmapPage(`<liq-map src="/snapshot.json">${NOTES}</liq-map>`) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => document.querySelector('liq-map')?.state === 'ready' && document.querySelector('liq-map').shadowRoot.querySelectorAll('.annotations li').length === 2);
  assert.deepEqual(await items(page, 'liq-map'), ['The first note', 'The second']);
});

browserTest('changed words and places are taken up', { ...CHROMIUM, serve: heatmapPage(heatmap('src="/snapshot.json"', NOTES)) }, async (page) => {
  await opened(page);
  await page.waitFor(() => allInside('.annotations li').length === 2);
  await page.evaluate(() => { heatmap().querySelector('liq-note').firstChild.data = 'Another '; });
  await page.waitFor(() => allInside('.annotations li')[0].textContent === 'Another first note');
  await page.evaluate(() => heatmap().append(Object.assign(document.createElement('liq-note'), { textContent: '<img src=x>' })));
  await page.evaluate(() => heatmap().lastChild.setAttribute('price', '61000'));
  await page.waitFor(() => allInside('.annotations li').length === 3);
  assert.equal(await page.evaluate(() => allInside('.annotations img').length), 0);
});

const WRONG = [
  ['price="much"', 'liq-note price', 'much'], ['', 'liq-note price', 'nothing'], ['price="-5"', 'liq-note price', '-5'],
  ['price="60000" at="2026-01-03"', 'liq-note at', '2026-01-03'], ['price="60000" at="2026-01-03T12:00"', 'liq-note at', '2026-01-03T12:00'],
];
for (const [attributes, field, value] of WRONG) {
  browserTest(`a note with ${attributes || 'no price'} is left out and told once`, { ...CHROMIUM, serve: heatmapPage(heatmap('src="/snapshot.json"', `<liq-note ${attributes}>Wrong</liq-note><liq-note price="60000">Right</liq-note>`)) }, async (page) => {
    await opened(page);
    await page.waitFor(() => allInside('.annotations li').length === 1);
    await page.evaluate(() => { heatmap().theme = 'dark'; });
    await drawn(page);
    const told = await page.evaluate(() => eventsOf('liq-error').map(({ detail }) => [detail.code, detail.field, detail.value]));
    assert.deepEqual(told, [['attribute-invalid', field, value]]);
    assert.deepEqual(await items(page), ['Right']);
  });
}
