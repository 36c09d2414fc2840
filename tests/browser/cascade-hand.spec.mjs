import assert from 'node:assert/strict';
import { cascade, figurePage, opened } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { marketSnapshot } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const snapshot = marketSnapshot();
const served = { serve: figurePage(cascade('src="/snapshot.json" shock="5%"'), { snapshot, style: 'body { min-height: 4000px; }' }) };
const phone = { ...CHROMIUM, hasTouch: true, viewport: { width: 390, height: 900 } };

const control = (name) => `liq-cascade >>> [data-control="${name}"]`;
/** What the reader holds: shock, side, rounds shown of how many, and what the controls say of it. */
const state = (page) => page.evaluate(() => {
  const { projection, roundsShown } = figure().result;
  return { shock: projection.shock, side: projection.side, shown: roundsShown, rounds: projection.rounds.length };
});
const shockOf = async (page) => (await state(page)).shock;
const told = (page, type) => page.evaluate((name) => eventsOf(name).map(({ detail }) => detail), type);
const chart = async (page) => (await page.evaluate(() => layers()))[1];
const focusChart = (page) => page.evaluate(() => inside('.chart').focus());
const focusOn = (page, name) => page.evaluate((which) => inside(`[data-control="${which}"]`).focus(), name);

/** Sends pointer events `[type, x, y]`, places in CSS pixels of the chart. */
function sendPointers(steps, pointerType) {
  const { x, y } = chartBox();
  for (const [type, across, down] of steps) {
    inside('.chart').dispatchEvent(new PointerEvent(type, {
      pointerId: 1, pointerType, isPrimary: true, clientX: x + across, clientY: y + down, button: type === 'pointermove' ? -1 : 0, bubbles: true, composed: true, cancelable: true,
    }));
  }
}

browserTest('the slider’s keys move the shock by a tenth of a per cent, and everything follows at once', served, async (page) => {
  await opened(page);
  const before = await page.evaluate(() => [textOf('sentence'), inside('.chart').ariaLabel]);
  await focusOn(page, 'shock');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) await page.key(key);
  assert.equal(await shockOf(page), 0.051);
  const [sentence, label, value, text] = await page.evaluate(() => [textOf('sentence'), inside('.chart').ariaLabel, inside('[data-control="shock"]').value, inside('[data-control="shock"]').getAttribute('aria-valuetext')]);
  assert.ok(sentence !== before[0] && label !== before[1] && label.includes(sentence));
  assert.deepEqual([value, text], ['0.051', '5.1%']);
  const events = await page.evaluate(() => eventsOf('liq-shock'));
  assert.deepEqual(events.map(({ detail }) => detail.shock), [0.051, 0.052, 0.051]);
  assert.deepEqual(events.map(({ plain, bubbles, composed }) => [plain, bubbles, composed]), Array(3).fill([true, true, true]));
  const { finalPrice, displacement, side } = await page.evaluate(() => figure().result.projection);
  assert.deepEqual(events.at(-1).detail, { side, shock: 0.051, finalPrice, displacement });
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('in the chart arrows change the shock, and pages step through the rounds', served, async (page) => {
  await opened(page);
  await focusChart(page);
  const all = (await state(page)).rounds;
  assert.ok(all > 2);
  const steps = [
    ['PageUp', 0.05, all - 1], ['PageUp', 0.05, all - 2], ['PageDown', 0.05, all - 1], ['Home', 0.05, 0], ['PageUp', 0.05, 0], ['PageDown', 0.05, 1], ['End', 0.05, all],
    ['ArrowRight', 0.051], ['ArrowUp', 0.061], ['ArrowDown', 0.051], ['ArrowLeft', 0.05, all],
  ];
  for (const [key, shock, shown] of steps) {
    const before = await chart(page);
    await page.key(key);
    const now = await state(page);
    assert.equal(now.shock, shock, key);
    if (shown !== undefined) assert.equal(now.shown, shown, key);
    assert.equal(await chart(page) === before, key === 'PageUp' && shown === 0, key);
  }
  await page.evaluate(() => frames(1));
  assert.deepEqual((await told(page, 'liq-round')).map(({ round }) => round), [all - 1, all - 2, all - 1, 0, 1, all]);
  assert.deepEqual((await told(page, 'liq-round'))[0].rounds, all);
  assert.equal((await told(page, 'liq-shock')).length, 4);
  assert.equal(await page.evaluate(() => scrollY), 0);
});

browserTest('the shock ends at 0 and at 25 %, and a key that changes nothing tells nothing', { ...CHROMIUM, ...served }, async (page) => {
  await opened(page);
  await focusChart(page);
  for (let press = 0; press < 8; press += 1) await page.key('ArrowDown');
  assert.equal(await shockOf(page), 0);
  const count = (await told(page, 'liq-shock')).length;
  assert.equal(count, 5);
  assert.equal(await page.evaluate(() => figure().result.projection.amplification === null), true);
  assert.match(await page.evaluate(() => textOf('sentence')), /gaps down 0%/);
  for (let press = 0; press < 28; press += 1) await page.key('ArrowUp');
  assert.equal(await shockOf(page), 0.25);
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('keys are spoken, a mouse is not, and the values beside the sliders speak for themselves only once', served, async (page) => {
  await opened(page);
  const spoken = () => inside('.spoken').textContent;
  await page.evaluate(() => {
    const slider = inside('[data-control="shock"]');
    slider.value = 0.04;
    slider.dispatchEvent(new Event('input'));
  });
  await page.click(control('back'));
  await page.drag({ x: 300, y: 400 }, { x: 330, y: 420 });
  await page.evaluate(() => frames(2));
  assert.equal(await page.evaluate(spoken), '');
  await focusChart(page);
  await page.key('ArrowRight');
  assert.equal(await page.waitFor(spoken), await page.evaluate(() => textOf('sentence')));
  await page.key('PageUp');
  await page.waitFor((text) => inside('.spoken').textContent !== text, await page.evaluate(() => textOf('sentence')));
  assert.equal(await page.evaluate(spoken), await page.evaluate(() => textOf('round')));
  await focusOn(page, 'shock');
  await page.key('ArrowRight');
  await page.waitFor(() => inside('.spoken').textContent === textOf('sentence'));
  const live = await page.evaluate(() => allInside('output, [aria-live], [role="status"], [role="alert"]').filter((element) => element.textContent).map(({ className }) => className));
  assert.deepEqual(live, ['spoken']);
});

browserTest('a mouse that drags on the response curve takes the shock along, and what it left stays', served, async (page) => {
  await opened(page);
  const { x, y, width, height } = await page.evaluate(() => chartBox());
  const at = (across) => ({ x: x + width * across, y: y + height * 0.6 });
  await page.drag(at(0.7), at(0.8));
  const near = await state(page);
  await page.drag(at(0.7), at(0.95));
  const far = await state(page);
  assert.ok(near.shock > 0.005 && far.shock > near.shock + 0.01, JSON.stringify([near, far]));
  const events = await told(page, 'liq-shock');
  assert.ok(events.length > 4);
  assert.equal(events.at(-1).shock, far.shock);
  // Straight on: a resting hand is not carried away by scales that grow.
  const shocks = events.slice(-4).map(({ shock }) => shock);
  assert.deepEqual(shocks, [...shocks].sort((a, b) => a - b));
  assert.ok(far.shock < 0.13, `${far.shock}`);
});

browserTest('a mouse that rests at the foot of the ladder does not run away with the shock', { ...CHROMIUM, ...served }, async (page) => {
  await opened(page);
  const { y, height } = await page.evaluate(() => chartBox());
  const foot = { x: 200, y: y + height - 60 };
  await page.drag({ x: 200, y: y + height / 2 }, foot);
  const first = await shockOf(page);
  await page.evaluate(sendPointers, [['pointerdown', 200, height / 2], ...Array(12).fill(['pointermove', 200, height - 60])], 'mouse');
  const shocks = (await told(page, 'liq-shock')).slice(-3).map(({ shock }) => shock);
  await page.evaluate(sendPointers, [['pointerup', 200, height - 60]], 'mouse');
  assert.ok(new Set(shocks).size === 1 || shocks.at(-1) === shocks.at(-2), JSON.stringify(shocks));
  assert.ok(first > 0.02 && (await shockOf(page)) <= 0.25);
});

browserTest('a mouse that drags on the ladder sets the shock to the price under it', served, async (page) => {
  await opened(page);
  const box = await page.evaluate(() => chartBox());
  await page.drag({ x: box.x + 200, y: box.y + 80 }, { x: box.x + 200, y: box.y + 200 });
  const deep = await shockOf(page);
  await page.drag({ x: box.x + 200, y: box.y + 200 }, { x: box.x + 200, y: box.y + 110 });
  const shallow = await shockOf(page);
  assert.ok(deep > shallow && shallow > 0, JSON.stringify([deep, shallow]));
});

browserTest('a finger that scrolls over the ladder leaves the shock alone', { ...phone, ...served }, async (page) => {
  await opened(page);
  await page.evaluate(() => scrollTo(0, 300));
  const cdp = await page.raw.context().newCDPSession(page.raw);
  const { x, y } = await page.evaluate(() => chartBox());
  const touch = (type, down) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: x + 100, y: y + down }] });
  await touch('touchStart', 300);
  for (let down = 295; down > 60; down -= 15) await touch('touchMove', down);
  await touch('touchEnd');
  await page.waitFor(() => scrollY > 400);
  assert.equal(await shockOf(page), 0.05);
  assert.deepEqual(await told(page, 'liq-shock'), []);
});

browserTest('a finger that goes sideways on the response curve drags the shock, and one that taps puts it there', { ...phone, ...served }, async (page) => {
  await opened(page);
  await page.evaluate(() => inside('.chart').scrollIntoView({ block: 'end' }));
  const cdp = await page.raw.context().newCDPSession(page.raw);
  const { x, y, height } = await page.evaluate(() => chartBox());
  const touch = (type, across) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: x + across, y: y + height - 160 }] });
  await touch('touchStart', 300);
  for (let across = 295; across > 150; across -= 12) await touch('touchMove', across);
  await touch('touchEnd');
  await page.waitFor(() => eventsOf('liq-shock').length > 2);
  const dragged = await shockOf(page);
  assert.ok(dragged < 0.04 && dragged > 0.005, `${dragged}`);
  await page.raw.touchscreen.tap(x + 250, y + height - 160);
  await page.waitFor((before) => figure().result.projection.shock > before, dragged);
});

browserTest('the buttons step, and Down and Up turn the shock round', { ...CHROMIUM, ...served }, async (page) => {
  await opened(page);
  const { rounds } = await state(page);
  await page.click(control('back'));
  assert.equal((await state(page)).shown, rounds - 1);
  assert.match(await page.evaluate(() => textOf('round')), new RegExp(`^Round ${rounds - 1} of ${rounds} · Liquidated so far: \\$`));
  await page.click(control('forward'));
  assert.equal((await state(page)).shown, rounds);
  await page.click(control('side-up'));
  const up = await state(page);
  assert.deepEqual([up.side, up.shock], ['up', 0.05]);
  assert.match(await page.evaluate(() => textOf('sentence')), /gaps up 5%.*\(\+/);
  assert.ok(await page.evaluate(() => figure().result.projection.finalPrice > figure().result.projection.spot));
  assert.deepEqual(await page.evaluate(() => allInside('[aria-pressed]').map((button) => button.ariaPressed)), ['false', 'true']);
  assert.deepEqual((await told(page, 'liq-shock')).map(({ side, shock }) => [side, shock]), [['up', 0.05]]);
});

browserTest('what the host sets is not told as the reader’s', { ...CHROMIUM, ...served }, async (page) => {
  await opened(page);
  await page.evaluate(() => Object.assign(figure(), { shock: '7%', side: 'up', passthrough: '80%' }));
  await page.waitFor(() => figure().result.projection.shock === 0.07);
  await page.evaluate(() => frames(3));
  assert.deepEqual([await told(page, 'liq-shock'), await told(page, 'liq-round')], [[], []]);
});

browserTest('play lights one round after the other and stops at the end', served, async (page) => {
  await opened(page);
  const { rounds } = await state(page);
  const label = () => inside('[data-control="play"]').ariaLabel;
  assert.equal(await page.evaluate(label), 'Play');
  await page.click(control('play'));
  assert.equal(await page.evaluate(label), 'Pause');
  await page.waitFor((all) => eventsOf('liq-round').at(-1)?.detail.round === all, rounds);
  await page.waitFor(() => inside('[data-control="play"]').ariaLabel === 'Play');
  assert.deepEqual((await told(page, 'liq-round')).map(({ round }) => round), Array.from({ length: rounds + 1 }, (_, round) => round));
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('pause stops where it is, play goes on from there, and a shock ends the replay', { ...CHROMIUM, ...served }, async (page) => {
  await opened(page);
  await focusChart(page);
  await page.key('Space');
  await page.waitFor(() => figure().result.roundsShown === 1);
  await page.key('Space');
  const { shown } = await state(page);
  const still = await page.evaluate(async () => {
    const before = figure().result.roundsShown;
    await new Promise((resolve) => setTimeout(resolve, 700));
    return figure().result.roundsShown === before;
  });
  assert.equal(still, true);
  await page.click(control('play'));
  await page.waitFor((before) => figure().result.roundsShown > before, shown);
  await focusOn(page, 'shock');
  await page.key('ArrowRight');
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
  const { shown: all, rounds } = await state(page);
  assert.equal(all, rounds);
  assert.equal(await page.evaluate(() => inside('[data-control="play"]').ariaLabel), 'Play');
});

browserTest('where motion is reduced, play shows all rounds at once', { reducedMotion: 'reduce', ...served }, async (page) => {
  await opened(page);
  const { rounds } = await state(page);
  await focusChart(page);
  await page.key('Home');
  assert.equal((await state(page)).shown, 0);
  await page.click(control('play'));
  assert.equal((await state(page)).shown, rounds);
  assert.equal(await page.evaluate(() => inside('[data-control="play"]').ariaLabel), 'Play');
  await page.evaluate(() => frames(2));
  assert.deepEqual((await told(page, 'liq-round')).map(({ round }) => round), [0, rounds]);
});

const ASSUMPTIONS = ['depth-1pct', 'depth-factor', 'passthrough', 'map-scale', 'leverage-tilt'];

browserTest('each assumption is a slider with its default, its source and its range, and changes the result', { ...CHROMIUM, ...served }, async (page) => {
  await opened(page);
  assert.deepEqual(await page.evaluate(() => allInside('.assumption').length), 0);
  await page.click(control('assumptions'));
  assert.equal(await page.evaluate(() => inside('[data-control="assumptions"]').ariaExpanded), 'true');
  const sliders = await page.evaluate(() => allInside('.assumption input').map(({ dataset, min, max, value }) => [dataset.control, Number(min), Number(max), Number(value)]));
  assert.deepEqual(sliders.map(([name]) => name), ASSUMPTIONS);
  for (const [name, low, high, value] of sliders) {
    assert.ok(low < high && value >= low && value <= high, name);
    const note = await page.evaluate((which) => inside(`[data-control="${which}-note"]`).textContent, name);
    assert.match(note, /^Default \S+.*: \S.{8,}/, name);
    const before = await page.evaluate(() => figure().result.projection.finalPrice);
    await focusOn(page, name);
    for (let press = 0; press < 4; press += 1) await page.key(value > (low + high) / 2 ? 'ArrowLeft' : 'ArrowRight');
    assert.notEqual(await page.evaluate(() => figure().result.projection.finalPrice), before, name);
    assert.equal(await page.evaluate((which) => inside(`[data-control="${which}"]`).getAttribute('aria-valuetext') === inside(`[data-control="${which}-text"]`).textContent, name), true);
  }
  assert.deepEqual(await told(page, 'liq-shock'), []);
  await page.click(control('assumptions'));
  assert.deepEqual(await page.evaluate(() => [allInside('.assumption').length, figure().shadowRoot.activeElement?.dataset.control]), [0, 'assumptions']);
});

browserTest('the question mark lists the keys', { ...CHROMIUM, ...served }, async (page) => {
  await opened(page);
  await focusChart(page);
  await page.key('?');
  const keys = await page.evaluate(() => allInside('.panel:not([hidden]) dt').map((key) => key.textContent));
  assert.deepEqual(keys, ['← →', '↑ ↓', 'Page Up / Page Down', 'Home / End', 'Space', '?']);
});
