import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/command.mjs';
import { cascade, figurePage, heatmap, json, map, opened } from './figure-page.mjs';
import { browserTest } from './harness.mjs';

const CHROMIUM = { engines: ['chromium'] };
const english = JSON.parse(await readFile(join(projectFolder, 'www/pkg/words/messages.en.json'), 'utf8'));
/** A few phrases, as a translator begins. */
const GERMAN = {
  'heatmap.heading': '{asset}: Heatmap der Liquidationen', 'legend.titleUsd': 'Geschätzte Liquidationen je Kursstufe', 'legend.linear': 'lineare Skala',
  'notes.estimate': 'Schätzung, keine Messung', 'notes.simulated': 'Simulierte Daten', 'controls.method': 'Methode', 'controls.both': 'Beide',
  'marks.decimal': ',', 'marks.group': '.', 'marks.million': '\u00a0Mio.', 'marks.billion': '\u00a0Mrd.', 'numbers.usdPrefix': '', 'numbers.usdSuffix': '\u00a0$',
  'summary.spot': '{asset}: Kurs {price}, {time}.', 'map.heading': '{asset}: Karte der Liquidationen', 'cascade.heading': '{asset}: Kaskade der Liquidationen', 'cascade.shock': 'Kurssprung',
};
const file = (words, rest = {}) => json({ format: 'liq-messages/1', lang: 'de', words, ...rest });
const page = (body, answer, { lang = 'de', ...options } = {}) => figurePage(body, { lang, files: { '/de.json': answer }, ...options });
const asked = 'src="/snapshot.json" messages="/de.json"';
const warnings = async (tab) => (await tab.consoleMessages()).filter(({ type, text }) => type === 'warn' && text.includes('liquidation-widgets')).map(({ text }) => text);

browserTest('a message file gives the frame, the legend, the numbers and the summary another language; what it lacks is English', { serve: page(heatmap(asked), file(GERMAN)) }, async (tab) => {
  await opened(tab);
  const told = await tab.evaluate(async () => ({ lang: inside('.frame').lang, heading: textOf('heading'), note: textOf('note'), footer: textOf('footer'), controls: textOf('controls'), summary: figure().summary(), svg: await figure().toSVG() }));
  assert.equal(told.lang, 'de');
  assert.equal(told.heading, 'BTC: Heatmap der Liquidationen');
  assert.match(told.note, /Simulierte Daten · Schätzung, keine Messung|Schätzung, keine Messung/);
  assert.match(told.footer, /^Methode/);
  assert.match(told.controls, /Beide.*Longs/);
  assert.match(told.svg, /Geschätzte Liquidationen je Kursstufe/);
  assert.match(told.summary, /^BTC: Kurs \d{2}\.\d{3}(,\d)?\u00a0\$/);
  assert.match(told.summary, /\u00a0(Mio|Mrd)\.\u00a0\$/);
  assert.match(told.summary, /an estimated/, 'missing phrases are English');
  const [warning, ...more] = await warnings(tab);
  assert.deepEqual(more, []);
  assert.match(warning, new RegExp(`${Object.keys(english.words).length - Object.keys(GERMAN).length} of ${Object.keys(english.words).length} phrases are missing`));
  assert.deepEqual(await tab.evaluate(() => eventsOf('liq-error')), []);
});

browserTest('every kind speaks it, each file is asked for once, and its report too', { ...CHROMIUM, serve: page([heatmap, map, cascade].map((markup) => markup(asked)).join(''), file(GERMAN)) }, async (tab) => {
  await opened(tab);
  assert.deepEqual(await tab.evaluate(() => figures().map((element) => textOf('heading', element))), ['BTC: Heatmap der Liquidationen', 'BTC: Karte der Liquidationen', 'BTC: Kaskade der Liquidationen']);
  assert.equal(await tab.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/de.json')).length), 1);
});

browserTest('an English page fetches no message file, and a page that becomes German does', { ...CHROMIUM, serve: page(heatmap(asked), file(GERMAN), { lang: 'en' }) }, async (tab) => {
  await opened(tab);
  const fetched = () => performance.getEntriesByType('resource').filter(({ name }) => /de\.json|messages/.test(name)).length;
  assert.deepEqual([await tab.evaluate(() => textOf('heading')), await tab.evaluate(fetched)], ['BTC liquidation heatmap', 0]);
  await tab.evaluate(() => { document.documentElement.lang = 'de'; });
  await tab.waitFor(() => textOf('heading') === 'BTC: Heatmap der Liquidationen');
  await tab.evaluate(() => { document.documentElement.lang = 'en'; });
  await tab.waitFor(() => textOf('heading') === 'BTC liquidation heatmap');
});

for (const [what, answer, reason] of [
  ['of another version', file(GERMAN, { format: 'liq-messages/2' }), /its format is liq-messages\/2, not liq-messages\/1/],
  ['of another language', file(GERMAN, { lang: 'fr' }), /it is in fr, not de/],
  ['that is no JSON', json('{'), /English stays/],
  ['that is missing', { status: 404, body: '' }, /404/],
]) {
  browserTest(`a message file ${what} is refused with a warning, and the figure is English`, { ...CHROMIUM, serve: page(heatmap(asked), answer) }, async (tab) => {
    await tab.goto('/');
    await tab.waitFor(() => figure()?.state === 'ready');
    assert.equal(await tab.evaluate(() => textOf('heading')), 'BTC liquidation heatmap');
    const [warning, ...more] = await warnings(tab);
    assert.match(warning, reason);
    assert.deepEqual(more, []);
    assert.deepEqual(await tab.pageErrors(), []);
  });
}

browserTest('a phrase with other slots, of another type or unknown stays English, and is named', { ...CHROMIUM, serve: page(heatmap(asked), file({ ...english.words, 'heatmap.heading': 'Ohne Platzhalter', 'notes.estimate': 7, 'controls.method': 'zwei\nZeilen', 'nothing.known': 'x' })) }, async (tab) => {
  await opened(tab);
  assert.deepEqual(await tab.evaluate(() => [textOf('heading'), /Estimate, not measurement/.test(textOf('note')), /^Method/.test(textOf('footer'))]), ['BTC liquidation heatmap', true, true]);
  const [warning] = await warnings(tab);
  for (const told of [/nothing\.known is not known/, /heatmap\.heading must have the slots \{asset\}/, /notes\.estimate is no text/, /controls\.method is longer than a line/]) assert.match(warning, told);
});

browserTest('markup in a message stays words', { ...CHROMIUM, serve: page(heatmap(asked), file({ ...english.words, 'notes.estimate': '<img src=x onerror=alert(1)>' })) }, async (tab) => {
  await opened(tab);
  assert.match(await tab.evaluate(() => textOf('note')), /<img src=x/);
  assert.equal(await tab.evaluate(() => allInside('img').length), 0);
});
