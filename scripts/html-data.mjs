// What VS Code completes in HTML: the manifest of the elements as its custom data. `node scripts/html-data.mjs` writes it.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMain, projectFolder, runMain } from './command.mjs';

const MANIFEST = join(projectFolder, 'www', 'custom-elements.json');
const HTML_DATA = join(projectFolder, 'www', 'vscode.html-custom-data.json');

/** The custom data of a manifest, as text. */
export function htmlData(manifest) {
  const elements = manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
  const tags = elements.map(({ tagName, description, attributes }) => ({ name: tagName, description, attributes: attributes.map(attributeData) }));
  return `${JSON.stringify({ version: 1.1, tags: [...tags, NOTE], globalAttributes: PLAIN }, undefined, 2)}\n`;
}

function attributeData({ name, type, description }) {
  const words = [...type.text.matchAll(/'([^']+)'/g)].map(([, word]) => ({ name: word }));
  if (type.text === 'boolean') return { name, description, valueSet: 'v' };
  return words.length > 0 ? { name, description, values: words } : { name, description };
}

/** Markup that is no element of its own. */
const NOTE = {
  name: 'liq-note', description: 'A note of the author in the chart around it: a numbered mark, and its words in a list below.',
  attributes: [
    { name: 'at', description: 'When, with its zone: 2026-02-05T21:00Z. A price at all times when absent.' },
    { name: 'price', description: 'Price in the quote currency.' },
  ],
};
const PLAIN = [
  { name: 'data-liq', description: 'Puts a widget inside this element, with its other data-… as attributes.', values: ['heatmap', 'map', 'cascade', 'tape', 'regime', 'signals', 'scenarios', 'compare'].map((name) => ({ name })) },
  { name: 'data-liq-for', description: 'Id of the widget that this paragraph drives with its other data-liq-… as the reader comes to it.' },
];

if (isMain(import.meta.url)) await runMain('html-data', async () => writeFile(HTML_DATA, htmlData(JSON.parse(await readFile(MANIFEST, 'utf8')))));
