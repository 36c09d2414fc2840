// The order in which the functions of a wasm file stand: each after the one that it resembles most, since a compressor
// tells what repeats in fewer bits the closer it stands to the first time. Nothing else depends on the order.

const CODE_SECTION = 10;
const CUSTOM_SECTION = 0;
const FUNCTION_NAMES = 1;
const HEADER_BYTES = 8;
/** As many bytes in a row are compared: about one instruction with what it is given. */
const RUN_BYTES = 4;
/** A run that more functions have says nothing about which of them resemble each other. */
const COMMON = 200;

/** The wasm file with names for its functions that sort as they should stand, for `wasm-opt --reorder-functions-by-name`. */
export function namedInOrder(wasm) {
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === 'function').length;
  const places = new Map(orderBySimilarity(functionBodies(wasm)).map((body, place) => [body, place]));
  const digits = String(places.size).length;
  const names = [...places.keys()].sort((one, other) => one - other).map((body) => {
    const name = Buffer.from(String(places.get(body)).padStart(digits, '0'));
    return Buffer.concat([number(imported + body), number(name.length), name]);
  });
  const map = Buffer.concat([number(names.length), ...names]);
  const section = Buffer.concat([number('name'.length), Buffer.from('name'), number(FUNCTION_NAMES), number(map.length), map]);
  return Buffer.concat([wasm, number(CUSTOM_SECTION), number(section.length), section]);
}

/**
 * Indices of `bodies` in a chain: from the smallest, always the one with the greatest share of runs that its predecessor
 * has too, the smallest where none has any. Of equals, the first in `bodies`.
 */
export function orderBySimilarity(bodies) {
  const runs = bodies.map(runsOf);
  const holders = holdersOf(runs);
  const bySize = bodies.map((_, index) => index).sort((one, other) => bodies[one].length - bodies[other].length || one - other);
  const placed = new Set();
  let next;
  for (const smallest of bySize) {
    for (next = placed.has(smallest) ? undefined : smallest; next !== undefined; next = mostAlike(next, runs, holders, placed)) placed.add(next);
  }
  return [...placed];
}

/** The body that is not placed yet and has the greatest share of its runs with `last`; none when no body has any. */
function mostAlike(last, runs, holders, placed) {
  const shared = new Map();
  for (const run of runs[last]) {
    const those = holders.get(run);
    if (those.length > COMMON) continue;
    for (const body of those) if (!placed.has(body)) shared.set(body, (shared.get(body) ?? 0) + 1);
  }
  let best;
  let bestShare = 0;
  for (const [body, count] of shared) {
    const share = count / (1 + runs[body].size);
    if (share > bestShare || (share === bestShare && body < best)) [best, bestShare] = [body, share];
  }
  return best;
}

function runsOf(body) {
  const runs = new Set();
  for (let at = 0; at + RUN_BYTES <= body.length; at += 1) runs.add(body.readUInt32LE(at));
  return runs;
}

/** For every run, the bodies that have it. */
function holdersOf(runs) {
  const holders = new Map();
  for (const [body, ofBody] of runs.entries()) {
    for (const run of ofBody) {
      if (holders.has(run)) holders.get(run).push(body);
      else holders.set(run, [body]);
    }
  }
  return holders;
}

/** The bytes of every function that is compiled in, without the number of bytes in front. */
export function functionBodies(wasm) {
  const reader = { bytes: wasm, at: HEADER_BYTES };
  while (reader.at < wasm.length) {
    const section = wasm[reader.at];
    reader.at += 1;
    const end = readNumber(reader) + reader.at;
    if (section === CODE_SECTION) return Array.from({ length: readNumber(reader) }, () => readBody(reader));
    reader.at = end;
  }
  return [];
}

function readBody(reader) {
  const length = readNumber(reader);
  reader.at += length;
  return reader.bytes.subarray(reader.at - length, reader.at);
}

/** An unsigned number of 32 bits, seven bits in a byte, the lowest first. */
function readNumber(reader) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = reader.bytes[reader.at];
    reader.at += 1;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
}

function number(value) {
  const bytes = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(128 + rest % 128);
  return Buffer.from([...bytes, rest]);
}
