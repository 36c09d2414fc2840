// Words of the languages that the wasm does not speak by itself: small files beside it, loaded when an element asks.

import { sha256 } from './pkg/hashes.js';

/** One line a language, written out so that a bundler sees the files. */
const ADDRESSES = {
  'zh-CN': new URL('./pkg/words/zh-CN.txt', import.meta.url),
  'zh-TW': new URL('./pkg/words/zh-TW.txt', import.meta.url),
};
const loading = new Map();

/** The language whose words a tag such as a page's `lang` gets. A script decides before a region, as in the wasm. */
export function spokenLanguage(tag) {
  const [language, ...parts] = tag.trim().toLowerCase().replaceAll('_', '-').split('-');
  if (language !== 'zh') return 'en';
  if (parts.includes('hant')) return 'zh-TW';
  return !parts.includes('hans') && parts.some((part) => ['tw', 'hk', 'mo'].includes(part)) ? 'zh-TW' : 'zh-CN';
}

/** The words file of a language as text; undefined when it needs none or cannot be loaded, which is said once. */
export function wordsText(language) {
  if (!ADDRESSES[language]) return undefined;
  if (!loading.has(language)) loading.set(language, load(language));
  return loading.get(language);
}

async function load(language) {
  const address = ADDRESSES[language];
  try {
    const response = await fetch(address, { integrity: sha256[language], credentials: 'omit' });
    if (!response.ok) throw new Error(`${response.status}`);
    return await response.text();
  } catch (error) {
    console.warn(`liquidation-widgets: the words of ${language} could not be loaded from ${address.href}, English stays (${error.message})`);
    return undefined;
  }
}
