import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/command.mjs';
import { browserTest } from './harness.mjs';
import { cascade, figurePage, heatmap, heatmapPage, map, opened, scenarios } from './figure-page.mjs';

const manifest = JSON.parse(await readFile(join(projectFolder, 'www', 'custom-elements.json'), 'utf8'));
const declarations = manifest.modules.flatMap((module) => module.declarations);
const described = declarations.find(({ tagName }) => tagName === 'liq-heatmap');
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
  'connectedCallback', 'disconnectedCallback', 'attributeChangedCallback', 'draw', 'redraw', 'release', 'piece', 'emit', 'fail', 'tell', 'warn', 'showTrouble',
  'clearTrouble', 'troubleText', 'follow', 'share', 'projection', 'prepare', 'takeLive', 'sayLive',
];

for (const [tag, markup] of Object.entries({ 'liq-heatmap': heatmap, 'liq-map': map, 'liq-cascade': cascade, 'liq-scenarios': scenarios })) {
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

browserTest('every custom property of the manifest changes something', { engines: ['chromium'], serve: heatmapPage(heatmap('src="/snapshot.json" theme="light"')) }, async (page) => {
  await opened(page);
  const look = async () => page.evaluate(async () => {
    const styles = (selector, ...properties) => properties.map((property) => getComputedStyle(inside(selector))[property]);
    inside('select').focus();
    return JSON.stringify([
      await layers(), styles('.frame', 'backgroundColor', 'borderRadius', 'fontFamily'), styles('.heading', 'color'), styles('.dek', 'color'),
      styles('input', 'accentColor'), styles('select', 'outlineColor'),
    ]);
  });
  const before = await look();
  const idle = [];
  for (const { name } of described.cssProperties) {
    const value = { '--liq-font': 'monospace', '--liq-radius': '9px' }[name] ?? '#a0522d';
    await page.evaluate((property, text) => {
      heatmap().style.setProperty(property, text);
      document.body.className = property;
    }, name, value);
    if (await look() === before) idle.push(name);
    await page.evaluate((property) => {
      heatmap().style.removeProperty(property);
      document.body.className = '';
    }, name);
    assert.equal(await look(), before, `${name} leaves something behind`);
  }
  assert.deepEqual(idle, []);
});
