// One piece of wasm: its bindings once they are wanted, and the words that it has learnt.

import { spokenLanguage, wordsText } from './page-words.js';
import { wasmInstance } from './wasm-instance.js';

/** One instance of one piece, and the languages it has learnt. */
export class Piece {
  #instance;
  #learnt = new Set(['en']);
  #frameWords = new Map();

  constructor(importBindings, address, hash) {
    this.#instance = wasmInstance(importBindings, address, hash);
    /** Runs what calls into the bindings. */
    this.enter = this.#instance.enter;
  }

  /** Whether the words for a language tag need no loading (any more). */
  speaks(lang) {
    return this.#learnt.has(spokenLanguage(lang));
  }

  /** The bindings, once they can be called and have the words for a language tag. */
  async load(lang) {
    const language = spokenLanguage(lang);
    const [wasm, text] = await Promise.all([this.#instance.loadWasm(), this.speaks(lang) ? undefined : wordsText(language)]);
    if (this.#learnt.has(language)) return wasm;
    this.#learnt.add(language);
    if (text !== undefined && !this.enter(() => wasm.addWords(language, text))) {
      console.warn(`liquidation-widgets: the words of ${language} belong to another version, English stays`);
    }
    return wasm;
  }
  /** The words around a figure in the language of a tag, by the bindings `wasm` of this piece; asked once a language. */
  frameWords(wasm, lang) {
    if (!this.speaks(lang)) return this.enter(() => wasm.frameWords(lang));
    const language = spokenLanguage(lang);
    if (!this.#frameWords.has(language)) this.#frameWords.set(language, this.enter(() => wasm.frameWords(language)));
    return this.#frameWords.get(language);
  }
}
