import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserTest } from './harness.mjs';

/** The smallest wasm module: magic number and version. */
const EMPTY_WASM = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);

const PAGE = `<!doctype html><html lang="en"><head><title>Harness</title>
<script type="module" src="page.js"></script></head>
<body style="margin: 0; height: 3000px; background: #fff"><button id="seen" style="position: fixed; left: 40px; top: 30px">Press</button></body></html>`;

const SCRIPT = `
  globalThis.seen = [];
  for (const type of ['keydown', 'keyup', 'pointerdown', 'pointermove', 'pointerup', 'click', 'wheel']) {
    addEventListener(type, (event) => seen.push({
      type, key: event.key, shift: event.shiftKey, trusted: event.isTrusted, x: event.clientX, y: event.clientY, dy: event.deltaY,
    }));
  }
  console.warn('be', 'warned');
  setTimeout(() => { throw new TypeError('thrown late'); });
  Promise.reject(new Error('never caught'));
  globalThis.ready = true;
`;

const FILES = {
  '/': { headers: { 'content-type': 'text/html' }, body: PAGE },
  '/page.js': { headers: { 'content-type': 'text/javascript' }, body: SCRIPT },
  '/empty.wasm': { headers: { 'content-type': 'application/wasm' }, body: EMPTY_WASM },
  '/wrong.wasm': { headers: { 'content-type': 'text/plain' }, body: EMPTY_WASM },
};
const STRICT = { 'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'unsafe-inline'" };
const served = { headers: STRICT, respond: ({ url }) => FILES[url] };

async function opened(page) {
  await page.goto('/');
  await page.waitFor('globalThis.ready');
}

function pngSize(png) {
  assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

browserTest('a served page runs under a strict policy, and values travel as JSON', { serve: served }, async (page) => {
  await opened(page);
  assert.deepEqual(await page.evaluate(async (left, right) => ({ sum: left + right, title: document.title }), 2, 3), { sum: 5, title: 'Harness' });
  assert.equal(await page.evaluate('undefined'), undefined);
  await assert.rejects(page.evaluate(() => { throw new Error('from the page'); }), /from the page/);
});

browserTest('wasm streams only under its own type', { serve: served }, async (page) => {
  await opened(page);
  const compiles = (path) => WebAssembly.compileStreaming(fetch(path)).then(() => true, () => false);
  assert.equal(await page.evaluate(compiles, '/empty.wasm'), true);
  assert.equal(await page.evaluate(compiles, '/wrong.wasm'), false);
});

browserTest('a screenshot is the viewport as a PNG', { serve: served, viewport: { width: 640, height: 480 } }, async (page) => {
  await opened(page);
  const folder = await mkdtemp(join(tmpdir(), 'shot-'));
  try {
    const png = await page.screenshot(join(folder, 'shot.png'));
    assert.deepEqual(pngSize(png), [640, 480]);
    assert.deepEqual(await readFile(join(folder, 'shot.png')), png);
  } finally {
    await rm(folder, { recursive: true });
  }
});

browserTest('a screenshot has device pixels, and so has the page', { serve: served, viewport: { width: 600, height: 400 }, deviceScaleFactor: 2 }, async (page) => {
  await opened(page);
  assert.equal(await page.evaluate('devicePixelRatio'), 2);
  assert.deepEqual(pngSize(await page.screenshot()), [1200, 800]);
});

browserTest('keys arrive as a reader presses them', { serve: served }, async (page) => {
  await opened(page);
  for (const chord of ['ArrowLeft', 'Shift+Home', 'Space', 'a']) await page.key(chord);
  const keys = await page.waitFor(() => seen.filter(({ type }) => type === 'keydown').length === 5 && seen.filter(({ type }) => type === 'keydown'));
  assert.deepEqual(keys.map(({ key, shift, trusted }) => [key, shift, trusted]), [
    ['ArrowLeft', false, true], ['Shift', true, true], ['Home', true, true], [' ', false, true], ['a', false, true],
  ]);
});

browserTest('a click lands in the middle of what a selector names', { serve: served }, async (page) => {
  await opened(page);
  await page.click('#seen');
  const click = await page.waitFor(() => seen.find(({ type }) => type === 'click'));
  const middle = await page.evaluate(() => {
    const box = document.querySelector('#seen').getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  assert.ok(Math.abs(click.x - middle.x) <= 1 && Math.abs(click.y - middle.y) <= 1, JSON.stringify([click, middle]));
  await assert.rejects(page.click('#absent'), /nothing on the page matches #absent/);
});

browserTest('a drag presses, moves and releases', { serve: served }, async (page) => {
  await opened(page);
  await page.drag({ x: 100, y: 200 }, { x: 300, y: 250 });
  await page.waitFor(() => seen.some(({ type }) => type === 'pointerup'));
  const [down, up] = await page.evaluate(() => ['pointerdown', 'pointerup'].map((wanted) => seen.find(({ type }) => type === wanted)));
  assert.deepEqual([down.x, down.y, up.x, up.y], [100, 200, 300, 250]);
  const between = await page.evaluate(() => seen.filter(({ type, x }) => type === 'pointermove' && x > 100 && x < 300).length);
  assert.ok(between > 0, 'no move between press and release');
});

browserTest('the wheel scrolls the page', { serve: served }, async (page) => {
  await opened(page);
  await page.wheel({ x: 200, y: 200 }, { dy: 120 });
  await page.waitFor(() => scrollY > 0 && seen.some(({ type, dy }) => type === 'wheel' && dy > 0));
});

browserTest('the viewport takes the size of a phone and of a desk', { serve: served }, async (page) => {
  await opened(page);
  for (const [width, height] of [[360, 740], [1280, 800]]) {
    await page.setViewport({ width, height });
    await page.waitFor((wide, high) => innerWidth === wide && innerHeight === high, width, height);
  }
});

browserTest('console messages and uncaught errors are kept', { serve: served }, async (page) => {
  await opened(page);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  await page.goto('/');
  const messages = (await page.consoleMessages()).filter(({ type }) => type === 'warn');
  assert.deepEqual(messages[0], { type: 'warn', text: 'be warned' });
  const errors = await page.pageErrors();
  for (const text of ['thrown late', 'never caught']) assert.ok(errors.some((error) => error.includes(text)), JSON.stringify(errors));
});

browserTest('a page sees the reader’s preferences', { serve: served, colorScheme: 'dark', reducedMotion: 'reduce', locale: 'zh-CN' }, async (page) => {
  await opened(page);
  const found = await page.evaluate(() => [
    matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('(prefers-reduced-motion: reduce)').matches, navigator.language,
  ]);
  assert.deepEqual(found, [true, true, 'zh-CN']);
});
