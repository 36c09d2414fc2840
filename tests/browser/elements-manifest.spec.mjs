import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/command.mjs';
import { browserTest } from './harness.mjs';
import { cascade, compare, figurePage, heatmap, map, opened, regime, scenarios, signals, tape } from './figure-page.mjs';

const manifest = JSON.parse(await readFile(join(projectFolder, 'www', 'custom-elements.json'), 'utf8'));
const declarations = manifest.modules.flatMap((module) => module.declarations);
const names = (list) => list.map(({ name }) => name).sort();

/** What an element has of its own, up to HTMLElement. */
const own = () => {
  const found = { fields: [], methods: [] };
  for (let prototype = Object.getPrototypeOf(figure()); prototype !== HTMLElement.prototype; prototype = Object.getPrototypeOf(prototype)) {
    for (const [name, { get, value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (get) found.fields.push(name);
      else if (typeof value === 'function' && name !== 'constructor') found.methods.push(name);
    }
  }
  return found;
};

/** Called by the browser or by the base class, not by a page. */
const INNER = [
  'connectedCallback', 'disconnectedCallback', 'attributeChangedCallback', 'read', 'draw', 'redraw', 'release', 'piece', 'emit', 'fail', 'tell', 'warn', 'showTrouble',
  'begin', 'goOn', 'inFull', 'clearTrouble', 'troubleText', 'follow', 'share', 'projection', 'isPrepared', 'prepare', 'take', 'takeLive', 'sayLive', 'sawPageChange', 'isDrawn', 'drawOnPaper', 'renewAge',
];

for (const [tag, markup] of Object.entries({ 'liq-heatmap': heatmap, 'liq-map': map, 'liq-cascade': cascade, 'liq-tape': tape, 'liq-regime': regime, 'liq-signals': signals, 'liq-scenarios': scenarios, 'liq-compare': compare })) {
  browserTest(`the manifest names every attribute, property, method and part that ${tag} has, and no other`, { engines: ['chromium'], serve: figurePage(markup()) }, async (page) => {
    await opened(page);
    const { attributes, members, cssParts } = declarations.find(({ tagName }) => tagName === tag);
    const observed = await page.evaluate((name) => customElements.get(name).observedAttributes, tag);
    assert.deepEqual(names(attributes), [...observed].sort());
    const { fields, methods } = await page.evaluate(own);
    const outer = (list) => [...new Set(list.filter((name) => !INNER.includes(name)))].sort();
    assert.deepEqual(names(members.filter(({ kind }) => kind === 'field')), outer(fields));
    assert.deepEqual(names(members.filter(({ kind }) => kind === 'method')), outer(methods));
    const parts = await page.evaluate(() => allInside('[part]').map((element) => element.getAttribute('part')));
    assert.deepEqual(names(cssParts), [...parts].sort());
  });
}

const KINDS = Object.entries({ 'liq-heatmap': heatmap, 'liq-map': map, 'liq-cascade': cascade });
const NOTE = '<liq-note price="60000">Here.</liq-note>';
/** Values that differ from every default; other properties are colours. */
const VALUES = { '--liq-font': 'monospace', '--liq-radius': '9px', '--liq-ramp': 'viridis' };

for (const [tag, markup] of KINDS) {
  const { cssProperties, cssParts } = declarations.find(({ tagName }) => tagName === tag);

  browserTest(`every custom property that the manifest gives ${tag} changes something, and nothing is left of it`, { engines: ['chromium'], serve: figurePage(markup('src="/snapshot.json" theme="light"', NOTE)) }, async (page) => {
    await opened(page);
    const look = () => page.evaluate(async () => {
      const styles = (selector, ...properties) => properties.map((property) => inside(selector) && getComputedStyle(inside(selector))[property]);
      inside('select, input').focus();
      // A cascade draws one side at a time.
      const pictures = [];
      for (const side of ['up', 'down']) {
        if (figure().localName === 'liq-cascade') figure().side = side;
        await frames(2);
        pictures.push(await layers());
      }
      return JSON.stringify([
        pictures, styles('.frame', 'backgroundColor', 'borderRadius', 'fontFamily'), styles('.heading', 'color'), styles('.dek', 'color'),
        styles('input', 'accentColor'), styles('select, input', 'outlineColor'),
      ]);
    });
    const before = await look();
    const idle = [];
    for (const { name } of cssProperties) {
      await page.evaluate((property, text) => figure().style.setProperty(property, text), name, VALUES[name] ?? '#a0522d');
      await page.evaluate(() => frames(2));
      if (await look() === before) idle.push(name);
      await page.evaluate((property) => figure().style.removeProperty(property), name);
      await page.evaluate(() => frames(2));
      assert.equal(await look(), before, `${name} leaves something behind`);
    }
    assert.deepEqual(idle, []);
  });

  const style = cssParts.map(({ name }, index) => `${tag}::part(${name}) { letter-spacing: ${index + 1}px; }`).join(' ');
  browserTest(`every part that the manifest gives ${tag} takes a page's style`, { engines: ['chromium'], serve: figurePage(markup(), { style }) }, async (page) => {
    await opened(page);
    const found = await page.evaluate((list) => list.map((name) => getComputedStyle(inside(`[part="${name}"]`)).letterSpacing), cssParts.map(({ name }) => name));
    assert.deepEqual(found, cssParts.map((_, index) => `${index + 1}px`));
  });
}
