// Short names for what the wasm and the JavaScript around it call each other by: the long ones, each with a hash, are bytes
// that a reader downloads twice and that hardly compress.

import { Failure } from './command.mjs';

/** The pass of wasm-opt that gives the short names, and prints which is which. */
export const SHORT_NAMES_PASS = '--minify-imports-and-exports-and-modules';
/** What that pass calls the one module that the wasm imports from. */
const SHORT_MODULE = 'a';

/** The bindings, calling their wasm by the names in `listing`, the output of that pass. */
export function withShortNames(bindings, listing) {
  const { imports, exports } = JSON.parse(listing);
  const [[module]] = imports;
  const missing = new Set(imports.map(([, name]) => name));
  const handed = new Map(imports.map(([, name, short]) => [name, short]));
  const text = bindings
    .replace(`"${module}": import0`, `"${SHORT_MODULE}": import0`)
    .replaceAll(/^(\s+)(\w+)(?=: function)/gm, (whole, space, name) => {
      missing.delete(name);
      return handed.has(name) ? `${space}${handed.get(name)}` : whole;
    });
  if (missing.size > 0) throw new Failure(`the bindings do not hand over ${[...missing].join(', ')} as they used to`);
  return exports.reduce((renamed, [name, short]) => renamed.replaceAll(new RegExp(`\\bwasm\\.${name}\\b`, 'g'), `wasm.${short}`), text);
}

/** The types of the bindings with the names that the wasm has now. */
export function typesWithShortNames(types, listing) {
  const offered = new Map(JSON.parse(listing).exports);
  return types.replaceAll(/^((?: +readonly|export const) )(\w+)(?=:)/gm, (whole, before, name) => (offered.has(name) ? `${before}${offered.get(name)}` : whole));
}
