// Rules that hold for the attributes of every element, as tests over lists of what each attribute does.

import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { drawn, figurePage, opened } from './figure-page.mjs';

const CHROMIUM = { engines: ['chromium'] };
const tagOf = (body) => /<(liq-\w+)/.exec(body)[1];
const SWITCHES = ['static', 'no-controls', 'no-table', 'no-export'];

/** What each attribute of all elements does to what is `seen`: name, value, and exactly what it changes. */
export const COMMON_EFFECTS = [
  ['lang', 'zh-CN', ['chart', 'heading', 'dek', 'controls', 'note', 'footer', 'summary']],
  ['heading', 'Where the leverage sits', ['heading']],
  ['description', 'Drawn for a test', ['dek']],
  ['source-name', 'Another desk', ['note']],
  ['source-url', 'https://example.org/desk', ['link']],
  ['static', '', ['controls', 'footer', 'focusable']],
  ['no-controls', '', ['controls']],
  ['no-table', 'true', ['footer']],
  ['no-export', '', ['footer']],
];

/** Wrong values of attributes that all elements know. */
export const COMMON_WRONG = [
  ['venue', 'nowhere'], ['theme', 'drak'], ['units', 'k'], ['timezone', 'Mars/Olympus'], ['load', 'now'], ['static', 'perhaps'], ['no-controls', 'perhaps'],
  ['no-table', 'perhaps'], ['no-export', 'perhaps'],
];

/** Everything a reader gets: pixels of raster and chart, numbers, sentences, the words of the frame, the source's link. */
export async function seen(page) {
  await drawn(page);
  return page.evaluate(async () => {
    const [raster, chart] = await layers();
    const { viewport, ...result } = figure().result;
    const words = ['heading', 'dek', 'lead', 'tail', 'controls', 'note', 'footer'].map((part) => [part, textOf(part)]);
    return {
      raster, chart, result, ...Object.fromEntries(words), summary: figure().summary(), link: inside('.note a')?.href ?? '',
      focusable: inside('.chart').tabIndex,
    };
  });
}

/** What differs between two sights. */
export const changed = (before, after) => Object.keys(before).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));

/** Attributes tried on one page: as many as are done long before a page may take no longer. */
const AT_ONCE = 12;

/** What an attribute does: what it leaves as it was, what it changes unasked, and what is left of it when it goes. */
async function effectOf(page, before, [name, value, wanted], moves) {
  const old = await page.evaluate((attribute) => figure().getAttribute(attribute), name);
  await page.evaluate((attribute, text) => figure().setAttribute(attribute, text), name, value);
  const found = changed(before, await seen(page));
  await page.evaluate((attribute, text) => {
    if (text === null) figure().removeAttribute(attribute);
    else figure().setAttribute(attribute, text);
  }, name, old);
  return {
    attribute: `${name}="${value}"`, unchanged: wanted.filter((key) => !found.includes(key)),
    unasked: found.filter((key) => ![...wanted, ...moves(name)].includes(key)), left: changed(before, await seen(page)),
  };
}

/** Tests of what each of `effects` changes, one page after the other. `body` has a source-name; `moves` names what may change too with an attribute. */
export function testEffects(body, effects, { moves = () => [], ...options } = {}) {
  for (let from = 0; from < effects.length; from += AT_ONCE) {
    const some = effects.slice(from, from + AT_ONCE);
    const names = [...new Set(some.map(([name]) => name))].join(', ');
    browserTest(`${tagOf(body)}: an attribute changes what it says, and nothing is left of it when it goes: ${names}`, { ...CHROMIUM, serve: figurePage(body, options) }, async (page) => {
      await opened(page);
      const before = await seen(page);
      const found = [];
      for (const effect of some) found.push(await effectOf(page, before, effect, moves));
      assert.deepEqual(found.filter(({ unchanged, unasked, left }) => unchanged.length + unasked.length + left.length > 0), []);
      assert.deepEqual(await page.evaluate(() => eventsOf('liq-error')), []);
      assert.deepEqual(await page.pageErrors(), []);
    });
  }
}

/** A test that each of `wrong` leaves the default standing, and is told. */
export function testWrongValues(body, wrong, options = {}) {
  browserTest(`${tagOf(body)}: a wrong value keeps the default and is told once, with field, value and what is allowed`, { ...CHROMIUM, serve: figurePage(body, options) }, async (page) => {
    await opened(page);
    const before = await seen(page);
    const silent = [];
    for (const [name, value] of wrong) {
      await page.evaluate((attribute, text) => { events.length = 0; figure().setAttribute(attribute, text); }, name, value);
      // A name of a zone is looked up in a script of its own.
      await page.waitFor(() => figure().isPrepared);
      // What is wrong is told once the full piece has been asked.
      await page.waitFor(() => eventsOf('liq-error').length > 0).catch(() => {});
      const after = await seen(page);
      const told = await page.evaluate(() => eventsOf('liq-error'));
      if (told.length !== 1 || changed(before, after).length > 0) silent.push([name, value, told.length, ...changed(before, after)]);
      else {
        const [{ detail, plain, composed }] = told;
        assert.deepEqual([detail.code, detail.field, detail.value, plain, composed], ['attribute-invalid', name, value, true, true]);
        assert.ok(detail.allowed.length > 3 && detail.message.includes(detail.allowed), JSON.stringify(detail));
      }
      await page.evaluate((attribute) => figure().removeAttribute(attribute), name);
      await page.evaluate(() => frames(1));
    }
    assert.deepEqual(silent, [], 'attribute, value, times told, what changed');
    assert.equal(await page.evaluate(() => figure().state), 'ready');
  });
}

/** A test that attributes which `body` gives in vain are named in the console as `warnings` match them, and nowhere else. */
export function testUnknown(body, warnings, options = {}) {
  browserTest('an unknown attribute is named in the console with the nearest valid one, and HTML’s own are left alone', { ...CHROMIUM, serve: figurePage(body, options) }, async (page) => {
    await opened(page);
    const told = (await page.consoleMessages()).filter(({ type, text }) => type === 'warn' && text.includes('liquidation-widgets'));
    assert.equal(told.length, warnings.length, JSON.stringify(told));
    for (const [index, warning] of warnings.entries()) assert.match(told[index].text, warning);
    assert.deepEqual(await page.evaluate(() => eventsOf('liq-error')), []);
  });
}

/** A test that attributes and properties of a tag are one. */
export function testProperties(body, tag) {
  browserTest(`${tag}: every attribute is a property, and every property an attribute`, { ...CHROMIUM, serve: figurePage(body) }, async (page) => {
    await opened(page);
    const wrong = await page.evaluate((name, switches) => reflected(document.createElement(name), switches), tag, SWITCHES);
    assert.deepEqual(wrong, []);
  });
}
