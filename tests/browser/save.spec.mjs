import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { browserTest } from './harness.mjs';
import { drawn, heatmap, heatmapPage, opened, STRICT } from './figure-page.mjs';
import { marketSnapshot } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const snapshot = marketSnapshot();
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
/** One page with an element of each kind. */
const ALL = ['heatmap', 'map', 'cascade', 'tape', 'regime'].map((kind) => `<liq-${kind} id="${kind}" src="/snapshot.json"></liq-${kind}>`).join('');
const allDrawn = (page) => page.waitFor(() => ['liq-heatmap', 'liq-map', 'liq-cascade', 'liq-tape', 'liq-regime'].every((tag) => document.querySelector(tag)?.state === 'ready'));

/** Comment lines as pairs, then the table; fails for what RFC 4180 does not allow. */
function parsedCsv(text) {
  const comments = {};
  let rest = text;
  for (let line = /^# ([^\r\n]*?): ([^\r\n]*)\r\n/.exec(rest); line; line = /^# ([^\r\n]*?): ([^\r\n]*)\r\n/.exec(rest)) {
    comments[line[1]] = line[2];
    rest = rest.slice(line[0].length);
  }
  const table = rest;
  const records = table.slice(0, -2).split('\r\n').map((line) => line.split(','));
  assert.ok(table.endsWith('\r\n') && !table.replaceAll('\r\n', '').includes('\n'), 'every line ends with CRLF');
  assert.deepEqual([...new Set(records.map(({ length }) => length))], [records[0].length], 'every record has as many fields');
  return { comments, table, head: records[0], rows: records.slice(1) };
}

browserTest('CSV of every kind tells parameters, assumptions and both hashes, and reads back to the numbers drawn', { ...CHROMIUM, serve: heatmapPage(ALL, { snapshot }) }, async (page) => {
  await page.goto('/');
  await allDrawn(page);
  await page.evaluate(() => { document.querySelector('liq-heatmap').leverage = '10 25'; });
  const text = Object.fromEntries(await Promise.all(['heatmap', 'map', 'cascade'].map(async (kind) => [kind, parsedCsv(await page.evaluate((id) => document.getElementById(id).toCSV(), kind))])));
  for (const [kind, { comments, table }] of Object.entries(text)) {
    assert.equal(comments.figure, kind);
    assert.equal(comments['snapshot sha256'], sha256(JSON.stringify(snapshot)), kind);
    assert.equal(comments['result sha256'], sha256(table), kind);
    assert.equal(comments['data are'], 'simulated');
    assert.equal(comments['assumed turnover share'], '0.15');
    assert.match(comments['assumed leverage mix'], /^\d+x 0\.\d+/);
    assert.match(comments.note, /estimate, not measurement/);
    assert.equal(comments['attribute src'], '/snapshot.json');
  }
  assert.equal(text.heatmap.comments['attribute leverage'], '10 25');
  assert.deepEqual(text.heatmap.head, ['from_utc', 'to_utc', 'price_low', 'price_high', 'long_usd', 'short_usd']);
  const { time, long, short } = await page.evaluate(() => document.querySelector('liq-heatmap').result);
  const last = text.heatmap.rows.filter(([, to]) => Date.parse(to) === time);
  const sum = (rows, column) => rows.reduce((total, row) => total + Math.fround(Number(row[column])), 0);
  assert.ok(Math.abs(sum(last, 4) / long - 1) < 1e-9 && Math.abs(sum(last, 5) / short - 1) < 1e-9);
  assert.ok(text.map.head.includes('long_usd') && text.map.rows.length > 50);
  const { projection } = await page.evaluate(() => document.querySelector('liq-cascade').result);
  const rounds = text.cascade.rows.filter(([table]) => table === 'rounds');
  assert.equal(rounds.length, projection.rounds.length);
  assert.ok(text.cascade.rows.some(([table]) => table === 'response'));
});

browserTest('a PNG has the size asked for, and more pixels are a sharper picture, not a larger one', { ...CHROMIUM, serve: heatmapPage(ALL, { snapshot }) }, async (page) => {
  await page.goto('/');
  await allDrawn(page);
  for (const kind of ['heatmap', 'map', 'cascade', 'tape', 'regime']) {
    const found = await page.evaluate(async (id) => {
      const element = document.getElementById(id);
      const pictures = await Promise.all([1, 2].map((ratio) => element.toPNG({ width: 900, height: 800, ratio })));
      const bitmaps = await Promise.all(pictures.map((blob) => createImageBitmap(blob)));
      const canvas = Object.assign(document.createElement('canvas'), { width: 1800, height: 1600 });
      const context = canvas.getContext('2d', { willReadFrequently: true });
      const read = (bitmap) => {
        context.drawImage(bitmap, 0, 0, 1800, 1600);
        return context.getImageData(0, 0, 1800, 1600).data;
      };
      const [coarse, fine] = bitmaps.map(read);
      // A picture that was only stretched has no step between the two halves of a doubled pixel.
      let edges = 0;
      for (let index = 0; index < fine.length; index += 8) if (Math.abs(fine[index] - fine[index + 4]) > 60) edges += 1;
      let stretched = 0;
      let apart = 0;
      for (let index = 0; index < coarse.length; index += 8) if (Math.abs(coarse[index] - coarse[index + 4]) > 60) stretched += 1;
      for (let index = 0; index < coarse.length; index += 4) apart += Math.abs(coarse[index] - fine[index]) > 60;
      return { types: pictures.map(({ type }) => type), sizes: bitmaps.map(({ width, height }) => [width, height]), edges, stretched, apart: apart / (coarse.length / 4), opaque: fine.every((value, index) => index % 4 !== 3 || value === 255) };
    }, kind);
    assert.deepEqual(found.types, ['image/png', 'image/png']);
    assert.deepEqual(found.sizes, [[900, 800], [1800, 1600]]);
    assert.ok(found.edges > 3 * found.stretched && found.edges > 500, `${kind}: ${JSON.stringify(found)}`);
    assert.ok(found.apart < 0.12, `${kind}: ${found.apart}`);
    assert.equal(found.opaque, true);
  }
});

browserTest('a PNG of a size that cannot be painted is refused by name', { ...CHROMIUM, serve: heatmapPage() }, async (page) => {
  await opened(page);
  const refused = (size) => page.evaluate((asked) => heatmap().toPNG(asked).then(() => 'painted', ({ name, code, field }) => [name, code, field]), size);
  assert.deepEqual(await refused({ width: 20 }), ['LiqError', 'attribute-invalid', 'width']);
  assert.deepEqual(await refused({ width: 900, height: 60 }), ['LiqError', 'attribute-invalid', 'height']);
  assert.deepEqual(await refused({ width: 900, ratio: 1000 }), ['LiqError', 'attribute-invalid', 'ratio']);
  assert.deepEqual(await refused({ width: 90_000, height: 900 }), ['LiqError', 'attribute-invalid', 'width']);
});

browserTest('before anything is drawn, nothing can be saved', { ...CHROMIUM, serve: heatmapPage(heatmap('src="/absent.json"')) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => heatmap()?.state === 'error');
  for (const method of ['toPNG', 'toSVG', 'toCSV']) {
    assert.deepEqual(await page.evaluate((name) => heatmap()[name]().then(() => 'made', ({ code, field }) => [code, field]), method), ['data-empty', method]);
  }
});

/** Titles that try to leave their attribute, their tag or their script. */
const HOSTILE = [
  '"><script>globalThis.broken = 1</script>', "' onload='globalThis.broken = 1", '<!-- <script> -->', '&quot;&lt;b&gt;', '</liq-heatmap><img src=x onerror="globalThis.broken = 1">', '清算\u2028热力图 "引号"',
];

browserTest('embed code with hostile titles gives back the same attributes and runs nothing', { serve: heatmapPage(heatmap('src="snapshot.json" sides="long"', '<liq-note price="60000" at="2026-01-03T00:00Z">A &lt;b&gt;note&lt;/b&gt;</liq-note>')) }, async (page) => {
  await opened(page);
  for (const title of HOSTILE) {
    const found = await page.evaluate(async (text) => {
      heatmap().heading = text;
      heatmap().description = text;
      const code = await heatmap().embedCode();
      const parsed = new DOMParser().parseFromString(`<body>${code}</body>`, 'text/html');
      const [element] = parsed.querySelectorAll('liq-heatmap');
      const names = [...element.attributes].map(({ name }) => name).sort();
      const scripts = [...parsed.querySelectorAll('script')].map((script) => [script.type, script.src, script.textContent]);
      const note = element.querySelector('liq-note');
      return { elements: parsed.querySelectorAll('*').length, names, scripts, heading: element.getAttribute('heading'), description: element.getAttribute('description'), src: element.getAttribute('src'), note: [note.getAttribute('price'), note.textContent, note.childElementCount], page: location.href, broken: globalThis.broken };
    }, title);
    assert.deepEqual([found.heading, found.description, found.broken], [title, title, undefined]);
    assert.deepEqual(found.names, ['description', 'heading', 'sides', 'src']);
    assert.equal(found.src, new URL('snapshot.json', found.page).href);
    assert.deepEqual(found.scripts, [['module', new URL('liquidation-widgets.js', found.page).href, '']]);
    assert.deepEqual(found.note, ['60000', 'A <b>note</b>', 0]);
    assert.equal(found.elements, 7, 'html, head, body, script, the element, its words, its note');
  }
});

browserTest('embed code carries the hash of the script line, the reader’s choices, and data that are in no file', { ...CHROMIUM, serve: heatmapPage(heatmap('', `<script type="application/json">${JSON.stringify({ ...snapshot, provenance: { ...snapshot.provenance, note: 'x' } })}</script>`), { script: false }) }, async (page) => {
  await page.goto('/');
  await page.evaluate(async () => {
    const bytes = await (await fetch('/liquidation-widgets.js')).arrayBuffer();
    const hash = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-384', bytes))));
    document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: '/liquidation-widgets.js', integrity: `sha384-${hash}` }));
    globalThis.hash = `sha384-${hash}`;
  });
  await drawn(page);
  await page.evaluate((text) => { heatmap().data = text; }, JSON.stringify({ ...snapshot, provenance: { ...snapshot.provenance, note: '</script><b>' } }));
  await drawn(page);
  await page.evaluate(() => inside('[data-control="sides-short"]').click());
  const { code, hash, integrity, inner, sides } = await page.evaluate(async () => {
    const text = await heatmap().embedCode();
    const parsed = new DOMParser().parseFromString(text, 'text/html');
    const element = parsed.querySelector('liq-heatmap');
    return { code: text, hash: globalThis.hash, integrity: parsed.querySelector('script').integrity, sides: element.getAttribute('sides'), inner: JSON.parse(element.querySelector('script[type="application/json"]').textContent).provenance.note };
  });
  assert.equal(integrity, hash);
  assert.match(code, /crossorigin="anonymous"/);
  assert.deepEqual([inner, sides], ['</script><b>', 'short']);
});

browserTest('the panel Save offers everything under a strict policy, and no-export takes it away', { serve: heatmapPage(heatmap(), { headers: STRICT }) }, async (page) => {
  await opened(page);
  const saveButton = () => allInside('.footer button').find((button) => button.textContent === 'Save');
  await page.evaluate(`(${saveButton})().click()`);
  await page.waitFor(() => allInside('[data-save]').length === 5);
  assert.equal(await page.evaluate(`(${saveButton})().getAttribute('aria-expanded')`), 'true');
  assert.deepEqual(await page.evaluate(() => allInside('[data-save]').map(({ dataset, localName, textContent }) => [localName, dataset.save, textContent.length > 5])), ['png', 'svg', 'csv', 'link', 'code'].map((kind) => ['button', kind, true]));
  const saved = await page.evaluate(async () => {
    const found = [];
    // What a browser would download: the anchor is never on the page.
    HTMLAnchorElement.prototype.click = function click() { found.push(this.download, this.href.slice(0, 5)); };
    for (const kind of ['png', 'svg', 'csv']) {
      const before = found.length;
      inside(`[data-save="${kind}"]`).click();
      while (found.length === before) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return found;
  });
  assert.deepEqual(saved, ['png', 'svg', 'csv'].flatMap((kind) => [`liq-heatmap-btc-2026-01-06.${kind}`, 'blob:']));
  await page.evaluate(() => { heatmap().noExport = true; });
  await page.evaluate(() => frames(2));
  assert.equal(await page.evaluate(`(${saveButton})() === undefined`), true);
  assert.equal(await page.evaluate(() => allInside('[data-save]').some((button) => button.getClientRects().length > 0)), false);
  assert.deepEqual(await page.pageErrors(), []);
  assert.deepEqual((await page.consoleMessages()).filter(({ text }) => /Content.Security.Policy|Refused|violates/i.test(text)), []);
});

browserTest('where the clipboard is closed, the text to copy stands before the reader', { ...CHROMIUM, serve: heatmapPage() }, async (page) => {
  await opened(page);
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('not allowed')) } });
    allInside('.footer button').find((button) => button.textContent === 'Save').click();
  });
  await page.waitFor(() => inside('[data-save="code"]'));
  await page.evaluate(() => inside('[data-save="code"]').click());
  const field = await page.waitFor(() => inside('textarea') && { value: inside('textarea').value, label: inside('textarea').getAttribute('aria-label'), focused: heatmap().shadowRoot.activeElement === inside('textarea') });
  assert.match(field.value, /<liq-heatmap src="http/);
  assert.deepEqual([field.label, field.focused], ['Copy this:', true]);
});

browserTest('a link to a view opens the page with the reader’s choices and zoom, and never with another’s words or data', { serve: heatmapPage(heatmap('id="one" src="/snapshot.json"')) }, async (page) => {
  await opened(page);
  const link = await page.evaluate(async () => {
    let copied;
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { copied = text; } } });
    inside('[data-control="sides-long"]').click();
    inside('[data-control="zoom-in"]').click();
    allInside('.footer button').find((button) => button.textContent === 'Save').click();
    while (!inside('[data-save="link"]')) await frames(1);
    inside('[data-save="link"]').click();
    while (!copied) await frames(1);
    return { copied, viewport: heatmap().result.viewport };
  });
  await page.goto('about:blank');
  await page.goto(`${link.copied}&heading=Fake&src=/absent.json`);
  await drawn(page);
  await page.waitFor(() => inside('[data-control="sides-long"]').getAttribute('aria-pressed') === 'true');
  const { viewport, heading } = await page.evaluate(() => ({ viewport: heatmap().result.viewport, heading: inside('.heading').textContent }));
  assert.deepEqual(viewport.map(Math.round), link.viewport.map(Math.round));
  assert.doesNotMatch(heading, /Fake/);
});
