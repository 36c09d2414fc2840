import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../scripts/command.mjs';

const read = (path) => readFile(join(projectFolder, path), 'utf8');
const manifest = JSON.parse(await read('www/custom-elements.json'));
const declarations = manifest.modules.flatMap((module) => module.declarations);

/** Attributes of every element and of one, as the classes list them: their modules need a browser, so they are read. */
async function observedAttributes(file) {
  const listed = (source, name) => {
    const [, list] = new RegExp(`const ${name} = \\[([^\\]]*)\\]`).exec(source) ?? [undefined, ''];
    return [...list.matchAll(/'([^']+)'/g)].map(([, attribute]) => attribute);
  };
  const [source, common] = [await read(file), listed(await read('www/attributes.js'), 'COMMON_ATTRIBUTES')];
  const without = listed(source, 'MEANINGLESS');
  return [...common.filter((name) => !without.includes(name)), ...listed(source, 'OWN_ATTRIBUTES')];
}

test('the manifest describes the attributes that each element observes', async () => {
  assert.deepEqual(declarations.map(({ tagName }) => tagName), ['liq-heatmap', 'liq-map', 'liq-cascade', 'liq-tape', 'liq-regime', 'liq-signals', 'liq-scenarios', 'liq-compare']);
  for (const { tagName, attributes } of declarations) {
    assert.deepEqual(attributes.map(({ name }) => name), await observedAttributes(`www/${tagName.slice('liq-'.length)}-element.js`), tagName);
  }
});

test('every attribute but lang is a property of the manifest and of the types', async () => {
  const types = await read('www/elements.d.ts');
  for (const { tagName, attributes, members } of declarations) {
    for (const { name, fieldName } of attributes.filter((attribute) => attribute.name !== 'lang')) {
      assert.equal(fieldName, name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()));
      const field = members.find((member) => member.name === fieldName);
      assert.deepEqual([field?.attribute, field?.reflects], [name, true], `${tagName} ${name}`);
      assert.match(types, new RegExp(`get ${fieldName}\\(\\): `), `${fieldName} is not typed`);
      assert.match(types, new RegExp(`^  (${name}|'${name}')\\?: `, 'm'), `${name} is not typed for templates`);
    }
  }
});

test('attributes, members, events, parts and custom properties are described in words, and once', () => {
  for (const { tagName, attributes, members, events, cssParts, cssProperties, slots } of declarations) {
    for (const list of [attributes, members, events, cssParts, cssProperties, slots]) {
      assert.equal(new Set(list.map(({ name }) => name)).size, list.length, tagName);
      for (const { name, description } of list) assert.match(description, /^\S.{8,}\.$/, `${tagName} ${name}`);
    }
  }
});

test('events of the manifest are those of the types', async () => {
  const [, map] = /interface LiqEventMap<.*?> \{(.*?)\n\}/s.exec(await read('www/elements.d.ts'));
  const typed = [...map.matchAll(/'(liq-[a-z]+)'/g)].map(([, name]) => name);
  const described = new Set(declarations.flatMap(({ events }) => events.map(({ name }) => name)));
  assert.deepEqual([...described].sort(), [...typed].sort());
});

test('the module that defines an element is one that the package names as having an effect', async () => {
  const { sideEffects } = JSON.parse(await read('package.json'));
  for (const { path, exports } of manifest.modules) {
    for (const { kind, name, declaration } of exports.filter((entry) => entry.kind === 'custom-element-definition')) {
      assert.ok(sideEffects.includes(`./${path}`), `${kind} ${name}`);
      assert.ok(declarations.some((described) => described.tagName === name && described.name === declaration.name));
    }
  }
});

test('the page that makes figures has Chinese words for every element, setting and colour, and both languages say the same things', async () => {
  const { ATTRIBUTES_ZH, KINDS, PROPERTIES_ZH, SENTENCES } = await import('../../www/configure-words.js');
  // Data and language have fields of their own; when to load means nothing to a preview.
  const elsewhere = ['src', 'integrity', 'lang', 'load'];
  const missing = declarations.flatMap(({ tagName, attributes, cssProperties }) => [
    ...(KINDS.zh[tagName] && KINDS.en[tagName] ? [] : [tagName]),
    ...attributes.map(({ name }) => name).filter((name) => !elsewhere.includes(name) && !ATTRIBUTES_ZH[name]),
    ...cssProperties.map(({ name }) => name).filter((name) => !['--liq-font', '--liq-radius', '--liq-ramp'].includes(name) && !PROPERTIES_ZH[name]),
  ]);
  assert.deepEqual([...new Set(missing)], [], 'to be said in www/configure-words.js');
  assert.deepEqual(Object.keys(SENTENCES.zh), Object.keys(SENTENCES.en));
});
