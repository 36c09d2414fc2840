// A wasm file with one function broken: what it exports under a name stops with a trap.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/command.mjs';

const FUNCTION_KIND = 0;
const SECTIONS = { imports: 2, exports: 7, code: 10 };
const [UNREACHABLE, END] = [0x00, 0x0b];

/** Reads numbers and names of a wasm file from `at` on. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    this.at += 1;
    return this.bytes[this.at - 1];
  }

  number() {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (byte < 0x80) return value;
    }
  }

  skip(length) {
    this.at += length;
  }

  name() {
    const length = this.number();
    this.skip(length);
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }
}

function numberBytes(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 0x80);
  }
}

/** Id, start and end of each section's content. */
function sectionsOf(bytes) {
  const reader = new Reader(bytes, 8);
  const sections = [];
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const length = reader.number();
    sections.push({ id, start, from: reader.at, to: reader.at + length });
    reader.skip(length);
  }
  return sections;
}

function limits(reader) {
  const flags = reader.byte();
  reader.number();
  if (flags & 1) reader.number();
}

function importedFunctions(bytes, { from }) {
  const reader = new Reader(bytes, from);
  let functions = 0;
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.name();
    reader.name();
    const kind = reader.byte();
    if (kind === FUNCTION_KIND) {
      reader.number();
      functions += 1;
    } else if (kind === 1) {
      reader.byte();
      limits(reader);
    } else if (kind === 2) limits(reader);
    else reader.skip(2);
  }
  return functions;
}

function exportedFunction(bytes, { from }, wanted) {
  const reader = new Reader(bytes, from);
  for (let left = reader.number(); left > 0; left -= 1) {
    const [name, kind, index] = [reader.name(), reader.byte(), reader.number()];
    if (kind === FUNCTION_KIND && name === wanted) return index;
  }
  throw new Error(`the wasm exports no ${wanted}`);
}

/** The file with the function that it exports as `name` replaced by `unreachable`. */
export function withTrap(bytes, name) {
  const sections = sectionsOf(bytes);
  const [imports, exports, code] = Object.values(SECTIONS).map((id) => sections.find((section) => section.id === id));
  const place = exportedFunction(bytes, exports, name) - importedFunctions(bytes, imports);
  const reader = new Reader(bytes, code.from);
  const count = reader.number();
  const bodies = [];
  for (let index = 0; index < count; index += 1) {
    const start = reader.at;
    reader.skip(reader.number());
    bodies.push(index === place ? Buffer.from([3, 0, UNREACHABLE, END]) : bytes.subarray(start, reader.at));
  }
  const content = Buffer.concat([Buffer.from(numberBytes(count)), ...bodies]);
  return Buffer.concat([bytes.subarray(0, code.start), Buffer.from([SECTIONS.code, ...numberBytes(content.length)]), content, bytes.subarray(code.to)]);
}

const www = (path) => readFile(join(projectFolder, 'www', path));
const hash = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/** The bindings of the piece of a kind: the released ones call their wasm by short names. */
const bindingsOf = async (kind) => String(await www(`pkg/${kind}/liquidation_widgets.js`));

/** The name of the export behind a method such as `HeatmapFigure.frame`. */
export async function exportOf(kind, method) {
  const [owner, name] = method.split('.');
  const [, body] = new RegExp(`^export class ${owner} \\{$(.*?)^\\}$`, 'ms').exec(await bindingsOf(kind));
  const [, called] = new RegExp(`^    ${name}\\([^)]*\\) \\{$.*?wasm\\.(\\w+)\\(this\\.__wbg_ptr`, 'ms').exec(body);
  return called;
}

/** What a server answers for the piece of a kind whose export `name` traps: the file, and the hashes that let it through. */
export async function trappedPiece(kind, name) {
  const address = `/pkg/${kind}/liquidation_widgets_bg.wasm`;
  const [wasm, hashes] = await Promise.all([www(address), www('pkg/hashes.js')]);
  const damaged = withTrap(wasm, name);
  return {
    [address]: { headers: { 'content-type': 'application/wasm' }, body: damaged },
    '/pkg/hashes.js': { headers: { 'content-type': 'text/javascript' }, body: String(hashes).replace(`'${kind}': '${hash(wasm)}'`, `'${kind}': '${hash(damaged)}'`) },
  };
}

/** Exports of the piece of a kind by which the browser enters on its own, one for each shape of callback, and how many values each takes. */
export async function callbackExports(kind) {
  const shims = (await bindingsOf(kind)).matchAll(/^function (wasm_bindgen__convert__closures\w*invoke\w+)\(([^)]*)\) \{\s+(?:\w+ = )?wasm\.(\w+)\(/gm);
  return [...shims].map(([, name, values, called]) => ({ shape: name.slice(-4), name: called, values: values.split(',').length - 2 }));
}
