// Words of the languages that the wasm does not speak by itself: small files beside it, loaded when an element asks.

import { sha256 } from './pkg/hashes.js';

/** One line a language, written out so that a bundler sees the files. */
const ADDRESSES = {
  'zh-CN': new URL('./pkg/words/zh-CN.txt', import.meta.url),
  'zh-TW': new URL('./pkg/words/zh-TW.txt', import.meta.url),
};
const loading = new Map();
/** Message files for other languages, as elements name them. */
const messages = new Map();

const normal = (tag) => tag.trim().toLowerCase().replaceAll('_', '-');

/** An element's message file for its language: the first one that a page names counts. */
export function useMessages(address, lang) {
  const language = normal(lang);
  if (address && URL.canParse(address, document.baseURI) && !/^(en|zh)\b/.test(language) && !messages.has(language)) messages.set(language, new URL(address, document.baseURI).href);
}

/** The language whose words a tag such as a page's `lang` gets. A script decides before a region, as in the wasm. */
export function spokenLanguage(tag) {
  const whole = normal(tag);
  const [language, ...parts] = whole.split('-');
  if (language !== 'zh') return messages.has(whole) ? whole : 'en';
  if (parts.includes('hant')) return 'zh-TW';
  return !parts.includes('hans') && parts.some((part) => ['tw', 'hk', 'mo'].includes(part)) ? 'zh-TW' : 'zh-CN';
}

/** The words file of a language as text; undefined when it needs none or cannot be loaded, which is said once. */
export function wordsText(language) {
  if (!ADDRESSES[language] && !messages.has(language)) return undefined;
  if (!loading.has(language)) loading.set(language, load(language));
  return loading.get(language);
}

async function load(language) {
  const address = ADDRESSES[language] ?? messages.get(language);
  try {
    if (messages.has(language)) return await (await import('./messages.js')).messagesText(address, language);
    const response = await fetch(address, { integrity: sha256[language], credentials: 'omit' });
    if (!response.ok) throw new Error(`${response.status}`);
    return await response.text();
  } catch (error) {
    console.warn(`liquidation-widgets: the words of ${language} could not be loaded from ${address}, English stays (${error.message})`);
    return undefined;
  }
}
