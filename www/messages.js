// Words of any other language, from a file of the publisher's: loaded where an element names one. What it lacks, or says
// with other slots than the English phrase, stays English.

import { messagesSha256 } from './pkg/hashes.js';

const ENGLISH = new URL('./pkg/words/messages.en.json', import.meta.url);
const LARGEST_FILE_LETTERS = 2 ** 18;
const LONGEST_PHRASE_LETTERS = 1000;
/** How many faults are named; a file for another version would fill the console. */
const MOST_TOLD = 5;

let english;

/** The words file of a language as text, from the message file at `address`; throws where that is none for this language. */
export async function messagesText(address, language) {
  english ??= read(ENGLISH, { integrity: messagesSha256 });
  const [own, { format, words }] = await Promise.all([read(address), english]);
  if (own.format !== format) throw new Error(`its format is ${own.format}, not ${format}`);
  if (!`${language}-`.startsWith(`${String(own.lang).toLowerCase()}-`)) throw new Error(`it is in ${own.lang}, not ${language}`);
  const given = new Map(Object.entries(own.words ?? {}));
  const faults = [...given.keys()].filter((key) => !Object.hasOwn(words, key)).map((key) => `${key} is not known`);
  const lines = Object.entries(words).map(([key, phrase]) => {
    const fault = given.has(key) && faultOf(given.get(key), phrase);
    if (fault) faults.push(`${key} ${fault}`);
    return given.has(key) && !fault ? given.get(key) : phrase;
  });
  const missing = Object.keys(words).filter((key) => !given.has(key)).length;
  if (missing > 0) faults.push(`${missing} of ${lines.length} phrases are missing`);
  if (faults.length > 0) console.warn(`liquidation-widgets: English stands in for some words of ${address}: ${faults.slice(0, MOST_TOLD).join('; ')}${faults.length > MOST_TOLD ? ' …' : ''}`);
  return lines.join('\n');
}

async function read(address, options) {
  const response = await fetch(address, { credentials: 'omit', ...options });
  if (!response.ok) throw new Error(`${response.status}`);
  const text = await response.text();
  if (text.length > LARGEST_FILE_LETTERS) throw new Error(`it is longer than ${LARGEST_FILE_LETTERS} letters`);
  return JSON.parse(text);
}

const slotsOf = (text) => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');

/** What is wrong with a phrase that stands for the English one; nothing when it is right. */
function faultOf(text, phrase) {
  if (typeof text !== 'string') return 'is no text';
  if (text.length > LONGEST_PHRASE_LETTERS || /[\n\r]/.test(text)) return 'is longer than a line';
  return slotsOf(text) === slotsOf(phrase) ? undefined : `must have the slots ${slotsOf(phrase) || '(none)'}`;
}
