// The CSV file in a zipped one, as public archives have them. Loaded where a zip is given.

import { liqError } from './liq-error.js';
import { Unzip, UnzipInflate } from './pkg/fflate.js';

const LARGEST_BYTES = 32 * 2 ** 20;
/** Handed over at once: so much unpacks to 8 MiB at most, and then the size is looked at. */
const PUSH_BYTES = 8 * 1024;

/** `{ name, text }` of the one CSV file in the zip `bytes`, which goes by `name`; above `largest` bytes it is not unpacked. */
export function csvOfZip(name, bytes, largest = LARGEST_BYTES) {
  const [decoder, tooLarge] = [new TextDecoder(), (size) => liqError({ code: 'data-too-large', field: name, value: `${size} bytes`, allowed: `at most ${largest} bytes, unpacked` })];
  let [csv, text, size, isWhole] = ['', '', 0, false];
  const unzip = new Unzip((file) => {
    if (!/\.csv$/i.test(file.name)) return;
    if (csv) throw liqError({ code: 'data-invalid', field: name, value: `${csv} and ${file.name}`, allowed: 'a zip with one CSV file' });
    if (file.originalSize > largest) throw tooLarge(file.originalSize);
    csv = file.name;
    file.ondata = (error, piece, isLast) => {
      if (error) throw error;
      size += piece.length;
      // What a zip says of its size need not be true.
      if (size > largest) throw tooLarge(size);
      text += decoder.decode(piece, { stream: !isLast });
      isWhole = isLast;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let start = 0; start < bytes.length; start += PUSH_BYTES) unzip.push(bytes.subarray(start, start + PUSH_BYTES), start + PUSH_BYTES >= bytes.length);
  } catch (error) {
    if (error.name === 'LiqError') throw error;
    throw liqError({ code: 'data-invalid', field: name, value: error.message, allowed: 'a whole zip file', cause: error });
  }
  if (!isWhole) throw liqError({ code: 'data-invalid', field: name, value: csv || 'no CSV file', allowed: 'a whole zip file with one CSV file' });
  return { name: csv.replace(/^.*\//, ''), text };
}
