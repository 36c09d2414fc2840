import assert from 'node:assert/strict';
import { cascade, drawn, figurePage, heatmap, map, opened } from './figure-page.mjs';
import { browserTest } from './harness.mjs';

const src = 'src="/snapshot.json" load="eager"';
const body = [
  cascade(`id="lead" ${src} group="a" shock="3%"`), map(`id="map" ${src} group="a"`), heatmap(`id="heat" ${src} group="a"`),
  map(`id="other" ${src} group="b"`), heatmap(`id="alone" ${src}`),
].join('');
const grouped = { serve: figurePage(body) };

/** Hashes of raster, chart and overlay of each element by id. */
const sights = (page) => page.evaluate(async () => Object.fromEntries(await Promise.all(figures().map(async (element) => [element.id, await layers(element)]))));
/** Which layers of which elements differ. */
const differing = (before, after) => Object.keys(before).filter((id) => after[id]).flatMap((id) => ['raster', 'chart', 'overlay'].filter((_, layer) => before[id][layer] !== after[id][layer]).map((layer) => `${id} ${layer}`));

function press(id, key) {
  const chart = inside('.chart', document.getElementById(id));
  chart.focus();
  chart.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}

browserTest('a shock that moves in the cascade moves the line over map and heatmap of its group, and paints nothing else anew', grouped, async (page) => {
  await opened(page);
  const before = await sights(page);
  await page.evaluate(press, 'lead', 'ArrowUp');
  assert.deepEqual(differing(before, await sights(page)), ['lead chart', 'map overlay', 'heat overlay']);
  await page.evaluate(press, 'lead', 'ArrowDown');
  assert.deepEqual(differing(before, await sights(page)), []);
  const { shock } = await page.evaluate(() => document.getElementById('lead').result);
  assert.equal(shock, 0.03);
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('the line goes with the rounds that are replayed', { engines: ['chromium'], ...grouped }, async (page) => {
  await opened(page);
  const before = await sights(page);
  await page.evaluate(press, 'lead', 'Home');
  assert.deepEqual(differing(before, await sights(page)), ['lead chart', 'map overlay', 'heat overlay']);
  await page.evaluate(press, 'lead', 'End');
  assert.deepEqual(differing(before, await sights(page)), []);
});

browserTest('a shock that the host sets moves the line too', { engines: ['chromium'], ...grouped }, async (page) => {
  await opened(page);
  const before = await sights(page);
  await page.evaluate(() => { document.getElementById('lead').shock = '5%'; });
  assert.deepEqual(differing(before, await sights(page)), ['lead chart', 'map overlay', 'heat overlay']);
});

browserTest('when the cascade goes the line goes with it, and comes back with it', grouped, async (page) => {
  await opened(page);
  const before = await sights(page);
  await page.evaluate(() => { globalThis.lead = document.getElementById('lead'); globalThis.lead.remove(); });
  await page.waitFor(() => globalThis.lead.state === 'idle');
  const without = await sights(page);
  assert.deepEqual(differing(before, without), ['map overlay', 'heat overlay']);
  // Both are then as elements that have no group.
  assert.equal(without.heat[2], without.alone[2]);
  await page.evaluate(() => document.body.prepend(globalThis.lead));
  await drawn(page);
  assert.deepEqual(differing(before, await sights(page)), []);
});

browserTest('an element that joins late gets the line, and one that leaves the group loses it', { engines: ['chromium'], ...grouped }, async (page) => {
  await opened(page);
  const before = await sights(page);
  await page.evaluate(() => { document.getElementById('other').group = 'a'; });
  await page.evaluate(() => frames(2));
  const joined = await sights(page);
  assert.deepEqual(differing(before, joined), ['other overlay']);
  assert.equal(joined.other[2], joined.map[2]);
  await page.evaluate(() => { document.getElementById('other').group = null; });
  await page.evaluate(() => frames(2));
  assert.deepEqual(differing(before, await sights(page)), []);
  await page.evaluate(() => {
    const late = document.createElement('liq-map');
    Object.assign(late, { id: 'late', src: '/snapshot.json', load: 'eager', group: 'a' });
    document.body.append(late);
  });
  await drawn(page);
  const late = await sights(page);
  assert.equal(late.late[2], late.map[2]);
});

browserTest('a map that is computed anew keeps the line, and a cascade that changes its group takes it along', { engines: ['chromium'], ...grouped }, async (page) => {
  await opened(page);
  const before = await sights(page);
  await page.evaluate(() => { document.getElementById('map').window = '5%'; });
  await drawn(page);
  await page.evaluate(() => { document.getElementById('map').window = null; });
  await drawn(page);
  assert.deepEqual(differing(before, await sights(page)), []);
  await page.evaluate(() => { document.getElementById('lead').group = 'b'; });
  await page.evaluate(() => frames(2));
  const moved = await sights(page);
  assert.deepEqual(differing(before, moved), ['map overlay', 'heat overlay', 'other overlay']);
  assert.equal(moved.other[2], before.map[2]);
});

browserTest('the simple view shows the line too', { engines: ['chromium'], ...grouped }, async (page) => {
  await opened(page);
  await page.evaluate(() => { document.getElementById('map').view = 'simple'; });
  await drawn(page);
  const before = await sights(page);
  await page.evaluate(press, 'lead', 'ArrowUp');
  assert.deepEqual(differing(before, await sights(page)), ['lead chart', 'map overlay', 'heat overlay']);
  await page.evaluate(() => { document.getElementById('map').group = null; });
  await page.evaluate(() => frames(2));
  const alone = await sights(page);
  assert.deepEqual(differing(before, alone), ['lead chart', 'map overlay', 'heat overlay']);
});

browserTest('cascades of a group take one another’s side and shock, the map shows the one that was moved last, and only its reader’s event is sent', {
  serve: figurePage([cascade(`id="one" ${src} group="a" shock="3%"`), cascade(`id="two" ${src} group="a" shock="2%" depth-factor="0.5"`), map(`id="map" ${src} group="a"`), cascade(`id="far" ${src} group="b" shock="2%"`)].join('')),
}, async (page) => {
  await opened(page);
  const shocks = () => page.evaluate(() => ['one', 'two', 'far'].map((id) => { const { side, shock } = document.getElementById(id).result; return `${side} ${shock}`; }));
  assert.deepEqual(await shocks(), ['down 0.03', 'down 0.02', 'down 0.02']);
  await page.evaluate(() => { events.length = 0; });
  await page.evaluate(press, 'two', 'ArrowUp');
  assert.deepEqual(await shocks(), ['down 0.03', 'down 0.03', 'down 0.02']);
  await page.evaluate(press, 'two', 'ArrowRight');
  assert.deepEqual(await shocks(), ['down 0.031', 'down 0.031', 'down 0.02']);
  assert.deepEqual(await page.evaluate(() => eventsOf('liq-shock').map(({ id }) => id)), ['two', 'two']);
  // Half the depth carries further: the map shows the end of the cascade that was moved.
  const ends = await page.evaluate(() => ['one', 'two'].map((id) => document.getElementById(id).projection.stop));
  assert.ok(ends[1] < ends[0]);
  const byTwo = (await sights(page)).map[2];
  await page.click('#one >>> [data-control="side-up"]');
  await drawn(page);
  assert.deepEqual(await shocks(), ['up 0.031', 'up 0.031', 'down 0.02']);
  assert.notEqual((await sights(page)).map[2], byTwo);
  assert.deepEqual(await page.pageErrors(), []);
});
