// Odds, and the amounts of scenarios, are computed by a piece of wasm of their own, which a page asks for once there is a picture that wants them.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/command.mjs';
import { exportOf, withTrap } from './damaged-wasm.mjs';
import { cascade, drawn, figurePage, map, opened, scenarios, STRICT } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { marketSnapshot } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
/** Script, hash and wasm of a piece that is loaded later. */
const filesOf = (piece) => [`/${piece}-piece.js`, `/pkg/${piece}/wasm-hash.js`, `/pkg/${piece}/liquidation_widgets_bg.wasm`];
const JAVASCRIPT = { 'content-type': 'text/javascript' };
const ZONES = '<liq-scenario name="A" from="61500" to="63500"></liq-scenario><liq-scenario name="B" from="56000" to="57500"></liq-scenario>';
/** Markup by kind, where in its result the odds stand, and the piece that draws them with what it exports. */
const KINDS = [
  ['cascade', (attributes = '') => cascade(`src="/snapshot.json" paths="512" ${attributes}`), ({ odds }) => odds, 'odds', 'OddsRun.drawNext'],
  ['scenarios', (attributes = '') => scenarios(`src="/snapshot.json" paths="512" ${attributes}`, `<p class="fallback">A picture in words.</p>${ZONES}`), ({ paths }) => paths, 'zones', 'ZonesRun.goOn'],
];

/** Firefox counts its own notes on a refused hash among a page's errors. */
const BROWSERS_OWN = /hashes in the integrity attribute/;

const ofOdds = ({ requests }) => requests.filter((url) => /(odds|zones)(-piece|\/)/.test(url));
const painted = (page) => page.evaluate(() => allInside('canvas').some((canvas) => canvas.width > 0 && pixelsOf(canvas).some(Boolean)));
const result = (page) => page.evaluate(() => figure().result);
/** Where the cards of zones and what stands under them begin and end, as far as the picture is all that comes before. */
const placeOfTail = () => [...allInside('.zone'), inside('.tail')].map((part) => { const { top, height } = part.getBoundingClientRect(); return [top, height].map(Math.round); });
/** Lets everything happen that waits for a moment of rest. */
const rested = (page) => page.evaluate(async () => {
  for (let turn = 0; turn < 12; turn += 1) {
    await frames(2);
    await new Promise((resolve) => { (globalThis.requestIdleCallback ?? setTimeout)(resolve); });
  }
});

/** An answer that is held back until `release()`. */
function held() {
  const gate = {};
  gate.close = () => { gate.opened = new Promise((resolve) => { gate.release = resolve; }); };
  gate.answer = () => gate.opened.then(() => undefined);
  gate.close();
  return gate;
}

for (const [kind, markup, oddsIn, piece] of KINDS) {
  const [SCRIPT, , WASM] = filesOf(piece);
  const gate = held();
  const serve = figurePage(markup(), { files: { [WASM]: gate.answer }, headers: STRICT });
  browserTest(`a ${kind} is ready and painted before its odds are loaded, and shows them after`, { serve }, async (page) => {
    gate.close();
    serve.requests.length = 0;
    await page.goto('/');
    await page.waitFor(() => figure()?.state === 'ready');
    await page.waitFor(() => allInside('canvas').some((canvas) => canvas.width > 0 && pixelsOf(canvas).some(Boolean)));
    assert.ok(!oddsIn(await result(page)));
    const before = await page.evaluate(() => layers());
    const place = await page.evaluate(placeOfTail);
    gate.release();
    await drawn(page);
    assert.ok(oddsIn(await result(page)));
    if (kind === 'scenarios') assert.deepEqual(await page.evaluate(placeOfTail), place, 'nothing moves when amounts and odds come');
    assert.notDeepEqual(await page.evaluate(() => layers()), before);
    const asked = serve.requests.map((url) => url.replace(/\?.*/, ''));
    assert.ok(asked.indexOf(SCRIPT) > asked.indexOf(`/pkg/${kind}/liquidation_widgets_bg.wasm`), asked.join(' '));
    assert.deepEqual(await page.evaluate(() => [eventsOf('liq-error').length, eventsOf('liq-ready').length]), [0, 1]);
    assert.deepEqual(await page.pageErrors(), []);
  });

  const together = figurePage(markup() + map(), {});
  browserTest(`the odds of a ${kind} are the same numbers as where the full piece draws them, and that loads no other`, { ...CHROMIUM, serve: together }, async (page) => {
    together.requests.length = 0;
    await opened(page);
    const direct = await page.evaluate((name) => document.querySelector(name).result, `liq-${kind}`);
    assert.deepEqual(ofOdds(together), []);
    await page.evaluate(() => { document.body.innerHTML = ''; });
    const alone = await page.evaluate(async (html) => {
      const frame = document.createElement('iframe');
      frame.srcdoc = html;
      document.body.append(frame);
      await new Promise((resolve) => { frame.onload = resolve; });
      const element = frame.contentDocument.querySelector('[paths]');
      const isThere = () => element.result?.odds || element.result?.paths;
      while (!isThere()) await new Promise((resolve) => { setTimeout(resolve, 20); });
      return element.result;
    }, `<!doctype html><html lang="en"><body>${markup('load="eager"')}<script type="module" src="/liquidation-widgets.js"></script></body></html>`);
    assert.ok(ofOdds(together).includes(WASM));
    assert.deepEqual(alone, direct);
  });

  const without = figurePage(markup(), { snapshot: kind === 'cascade' ? marketSnapshot({ hours: 2 }) : marketSnapshot({ openInterest: false }) });
  browserTest(`a ${kind} whose data give no odds loads nothing that draws them, until other data do`, { serve: without }, async (page) => {
    without.requests.length = 0;
    await page.goto('/');
    await page.waitFor(() => figure()?.state === 'ready');
    await rested(page);
    assert.ok(await painted(page));
    assert.ok(!oddsIn(await result(page)));
    assert.deepEqual(ofOdds(without), []);
    await page.evaluate((text) => { figure().data = text; }, JSON.stringify(marketSnapshot()));
    await drawn(page);
    assert.ok(oddsIn(await result(page)));
    assert.ok(ofOdds(without).includes(WASM));
  });

  const later = held();
  browserTest(`a ${kind} takes no odds of settings that have changed, and none once it is gone`, { ...CHROMIUM, serve: figurePage(markup() + markup('id="other"'), { files: { [WASM]: later.answer } }) }, async (page) => {
    later.close();
    await page.goto('/');
    await page.waitFor(() => figures().length === 2 && figures().every(({ state }) => state === 'ready'));
    await rested(page);
    await page.evaluate(() => {
      document.querySelector('#other').remove();
      figure().setAttribute('seed', '9');
    });
    await rested(page);
    later.release();
    await drawn(page);
    assert.equal(String(oddsIn(await result(page)).seed), '9');
    await page.evaluate(() => { figure().setAttribute('seed', '11'); });
    await page.waitFor(() => ['11', 11].includes((figure().result.odds ?? figure().result.paths)?.seed));
    assert.deepEqual(await page.pageErrors(), []);
    assert.equal(await page.evaluate(() => eventsOf('liq-error').length), 0);
  });
}

const OF_ODDS = filesOf('odds')[2];
const several = figurePage(KINDS[0][1]().repeat(3), {});
browserTest('figures that wait for odds at once share one load', { ...CHROMIUM, serve: several }, async (page) => {
  several.requests.length = 0;
  await opened(page);
  assert.equal(several.requests.filter((url) => url === OF_ODDS).length, 1);
});

const hashed = (bytes) => `export const wasmSha256 = 'sha256-${createHash('sha256').update(bytes).digest('base64')}';\n`;
/** What is wrong, what is then served, and what is told of it. */
const failuresOf = ([SCRIPT, HASH, WASM], whole, trapped) => [
  ['is not there', { [WASM]: { status: 404, body: '' } }, ['fetch-failed', 'wasm']],
  ['is another file', { [WASM]: { headers: { 'content-type': 'application/wasm' }, body: whole.subarray(0, 5000) } }, ['wasm-refused', 'wasm']],
  ['stops with a trap', { [WASM]: { headers: { 'content-type': 'application/wasm' }, body: trapped }, [HASH]: { headers: JAVASCRIPT, body: hashed(trapped) } }, ['wasm-trap', 'engine']],
  ['has lost its script', { [SCRIPT]: { status: 404, headers: JAVASCRIPT, body: '' } }, ['fetch-failed', 'script']],
];

for (const [kind, markup, oddsIn, piece, call] of KINDS) {
  const files = filesOf(piece);
  const whole = await readFile(join(projectFolder, 'www', files[2]));
  const trapped = withTrap(whole, await exportOf(piece, call));
  for (const [what, served, [code, field]] of failuresOf(files, whole, trapped)) {
    browserTest(`the picture of a ${kind} stands, and one line says why, where the piece for odds ${what}`, { ...(kind === 'scenarios' && CHROMIUM), serve: figurePage(markup(), { files: served }) }, async (page) => {
      await page.goto('/');
      await page.waitFor(() => figure()?.state === 'ready' && eventsOf('liq-error').length > 0);
      await rested(page);
      const told = await page.evaluate(() => ({
        state: figure().state, frames: allInside('.frame').length, fallback: document.querySelector('.fallback').getClientRects().length > 0,
        errors: eventsOf('liq-error').map(({ detail }) => [detail.code, detail.field]),
      }));
      assert.deepEqual(told, { state: 'ready', frames: 1, fallback: false, errors: [[code, field]] });
      assert.match(await page.evaluate(() => textOf('trouble')), new RegExp(`\\(${code}\\)$`));
      assert.ok(await painted(page));
      assert.ok(!oddsIn(await result(page)));
      assert.doesNotMatch(await page.evaluate(() => figure().summary() + textOf('tail')), /Simulating/);
      assert.equal(await page.evaluate(() => figure().ready.then((element) => element === figure())), true);
      assert.deepEqual((await page.pageErrors()).filter((error) => !BROWSERS_OWN.test(error)), []);
    });
  }
}

const mended = {};
browserTest('odds that could not be loaded are asked for again with other settings, and no sooner', { ...CHROMIUM, serve: figurePage(KINDS[0][1](), { files: { [OF_ODDS]: () => mended.answer } }) }, async (page) => {
  mended.answer = { status: 404, body: '' };
  await page.goto('/');
  await page.waitFor(() => eventsOf('liq-error').length > 0);
  await page.evaluate(() => { figure().setAttribute('shock', '4%'); });
  await rested(page);
  assert.equal(await page.evaluate(() => eventsOf('liq-error').length), 1);
  mended.answer = undefined;
  await page.evaluate(() => { figure().setAttribute('seed', '9'); });
  await drawn(page);
  assert.equal(await page.evaluate(() => textOf('trouble')), '');
});

const scenariosOf = KINDS[1][1];
const pending = held();
browserTest('until amounts are estimated the cards hold their place, and the table has them after', { ...CHROMIUM, serve: figurePage(scenariosOf(), { files: { [filesOf('zones')[2]]: pending.answer } }) }, async (page) => {
  pending.close();
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'ready');
  await rested(page);
  const before = await page.evaluate(() => [figure().result.zones.map(({ massInside }) => massInside), textOf('zone'), figure().summary()]);
  assert.deepEqual(before[0], [null, null]);
  assert.match(before[1], /…\s*of estimated liquidations in the zone/);
  assert.doesNotMatch(before[2], /estimated liquidations/);
  pending.release();
  await drawn(page);
  const after = await page.evaluate(() => [figure().result.zones.map(({ massInside }) => massInside > 0), textOf('zone'), figure().summary()]);
  assert.deepEqual(after[0], [true, true]);
  assert.doesNotMatch(after[1], /…/);
  assert.match(after[2], /estimated liquidations in the zone/);
});

browserTest('newer data of scenarios are estimated anew, and what comes of older data is not taken', { ...CHROMIUM, serve: figurePage(scenariosOf(), { files: { [filesOf('zones')[2]]: pending.answer } }) }, async (page) => {
  pending.close();
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'ready');
  await rested(page);
  const { time } = await result(page);
  await page.evaluate((text) => { figure().data = text; }, JSON.stringify(marketSnapshot({ hours: 200 })));
  await page.waitFor((older) => figure().result.time > older, time);
  await rested(page);
  pending.release();
  await drawn(page);
  const { zones, paths } = await result(page);
  assert.ok(paths && zones.every(({ massInside }) => massInside !== null));
  assert.equal(await page.evaluate(() => eventsOf('liq-error').length), 0);
});
