// The order in which functions stand in a wasm file: all of them once, like beside like, and the names that tell it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionBodies, namedInOrder, orderBySimilarity } from '../../scripts/function-order.mjs';

/** `(func (export "one") (result i32) (i32.const 1))` and two more that give 2 and 3, after an imported one. */
const THREE = Buffer.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  1, 5, 1, 0x60, 0, 1, 0x7f,
  2, 7, 1, 1, 0x61, 1, 0x62, 0, 0,
  3, 4, 3, 0, 0, 0,
  10, 16, 3, 4, 0, 0x41, 1, 0x0b, 4, 0, 0x41, 2, 0x0b, 4, 0, 0x41, 3, 0x0b,
]);

test('every function stands once, after the one that it resembles most', () => {
  const [apple, pear] = ['an apple is on the table', 'two pears were in a bowl'];
  const bodies = [apple, pear, `${apple} today`, `${pear} before`].map((text) => Buffer.from(text));
  assert.deepEqual(orderBySimilarity(bodies), [0, 2, 1, 3]);
});

test('functions that resemble none stand by size', () => {
  assert.deepEqual(orderBySimilarity(['aaaaaa', 'bbbbb', 'cc', ''].map((text) => Buffer.from(text))), [3, 2, 1, 0]);
});

test('bodies are read as they stand, and each gets a name that sorts by its place', () => {
  assert.deepEqual(functionBodies(THREE).map((body) => [...body]), [1, 2, 3].map((value) => [0, 0x41, value, 0x0b]));
  const named = namedInOrder(THREE);
  assert.ok(WebAssembly.validate(named));
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(named), 'name');
  // Kind, bytes, three names: index after the imported function, length, place.
  assert.deepEqual([...new Uint8Array(section)], [1, 10, 3, 1, 1, 0x30, 2, 1, 0x31, 3, 1, 0x32]);
});

test('file without functions has nothing to order', () => {
  assert.deepEqual(functionBodies(THREE.subarray(0, 8)), []);
});
