import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../scripts/command.mjs';
import { htmlData } from '../../scripts/html-data.mjs';

const read = (path) => readFile(join(projectFolder, path), 'utf8');

test('the custom data of VS Code are those that the manifest gives (node scripts/html-data.mjs writes them)', async () => {
  assert.equal(await read('www/vscode.html-custom-data.json'), htmlData(JSON.parse(await read('www/custom-elements.json'))));
});

test('words of an attribute become choices, switches take no value', async () => {
  const { tags } = JSON.parse(await read('www/vscode.html-custom-data.json'));
  const { attributes } = tags.find(({ name }) => name === 'liq-heatmap');
  const one = (wanted) => attributes.find(({ name }) => name === wanted);
  assert.deepEqual(one('direction').values.map(({ name }) => name), ['green-up', 'red-up', 'blue-orange']);
  assert.equal(one('no-export').valueSet, 'v');
  assert.equal(one('src').values, undefined);
});
