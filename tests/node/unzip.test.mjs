// Zipped files of public archives: one CSV file each, and whatever else somebody may hand over.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { csvOfZip } from '../../www/unzip.js';

const MIB = 2 ** 20;
const CSV = 'open_time,close\n1,2\n';
const zip = (files, level = 6) => zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level });
const refused = (bytes, code, largest) => assert.throws(() => csvOfZip('x.zip', bytes, largest), (error) => error.name === 'LiqError' && error.code === code && error.field === 'x.zip', code);

for (const level of [0, 6]) {
  test(`the one CSV file of a zip is read, whatever stands beside it, at level ${level}`, () => {
    assert.deepEqual(csvOfZip('x.zip', zip({ 'folder/BTCUSDT-1h.csv': CSV, 'CHECKSUM.txt': 'abc' }, level)), { name: 'BTCUSDT-1h.csv', text: CSV });
  });
}

test('a long file comes whole, with letters that lie across its pieces', () => {
  const text = `名,价\n${Array.from({ length: 200_000 }, (_, row) => `清算${row * 7919 % 104_729},${row}`).join('\n')}\n`;
  assert.equal(csvOfZip('x.zip', zip({ 'a.csv': text })).text, text);
});

test('a zip above the limit is refused by what it says of its size, and by what comes where that is not true', () => {
  const bomb = zip({ 'a.csv': '0'.repeat(40 * MIB) });
  refused(bomb, 'data-too-large');
  // The size unpacked stands at 22 of the head before the file.
  new DataView(bomb.buffer, bomb.byteOffset).setUint32(22, 100, true);
  refused(bomb, 'data-too-large');
  refused(zip({ 'a.csv': CSV }), 'data-too-large', 5);
});

test('what is no whole zip with one CSV file is refused', () => {
  const whole = zip({ 'a.csv': `${CSV}${'1,2.5\n'.repeat(5000)}` });
  for (const bytes of [zip({ 'a.csv': CSV, 'b.csv': CSV }), zip({ 'a.txt': CSV }), whole.subarray(0, 60), strToU8(CSV), new Uint8Array(0)]) refused(bytes, 'data-invalid');
  const otherMethod = Uint8Array.from(whole);
  otherMethod[8] = 14;
  refused(otherMethod, 'data-invalid');
});
