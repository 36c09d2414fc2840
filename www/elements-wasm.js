// The wasm instance of the elements of a page, and the languages it has learnt.

import * as bindings from './pkg/liquidation_widgets.js';
import { wasmSha256 } from './pkg/wasm-hash.js';
import { spokenLanguage, wordsText } from './page-words.js';
import { wasmInstance } from './wasm-instance.js';

const instance = wasmInstance(bindings, new URL('./pkg/liquidation_widgets_bg.wasm', import.meta.url), wasmSha256);
const learnt = new Set(['en']);

export const { enter } = instance;

/** Whether the words for a language tag need no loading (any more). */
export function speaks(lang) {
  return learnt.has(spokenLanguage(lang));
}

/** The bindings, once they can be called and have the words for a language tag. */
export async function loadWasm(lang = 'en') {
  const language = spokenLanguage(lang);
  const [wasm, text] = await Promise.all([instance.loadWasm(), learnt.has(language) ? undefined : wordsText(language)]);
  if (!learnt.has(language)) {
    learnt.add(language);
    if (text !== undefined && !enter(() => wasm.addWords(language, text))) {
      console.warn(`liquidation-widgets: the words of ${language} belong to another version, English stays`);
    }
  }
  return wasm;
}
