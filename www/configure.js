// The page that makes a figure: an element, its settings from the manifest, and the code to paste.

import { codeBytes, contrasts, textBytes } from './configure-facts.js';
import { colorFields, fieldOf, made, option } from './configure-fields.js';
import { ATTRIBUTES_ZH, KINDS, PROPERTIES_ZH, SENTENCES } from './configure-words.js';

const root = document.documentElement;
const page = document.querySelector('.viewer');
const form = document.querySelector('#choices');
const stage = document.querySelector('#stage');
const said = document.querySelector('.said');
const code = document.querySelector('#code');
const facts = document.querySelector('#facts');
/** Attributes that have a place of their own on this page, or none in a preview. */
const ELSEWHERE = ['src', 'integrity', 'lang', 'load'];
const LARGEST_FILE_BYTES = 32 * 2 ** 20;
const PICTURE_WIDTH = 1200;

const language = () => (root.lang === 'en' ? 'en' : 'zh');
const words = (name, values = {}) => SENTENCES[language()][name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
const nameOf = (tag) => KINDS[language()][tag] ?? tag;

let declarations = [];
let figure;
/** What the code says of the snapshot and of the picture, once they are saved. */
let saved = {};
/** The venues that are being asked; another question, or other data, ends that. */
let asking;

async function begin() {
  root.classList.add('one-language');
  const address = new URLSearchParams(location.search);
  const manifest = await (await fetch('custom-elements.json')).json();
  declarations = manifest.modules.flatMap((module) => module.declarations).filter(({ tagName }) => tagName);
  await Promise.all(declarations.map(({ tagName }) => customElements.whenDefined(tagName)));
  form.widget.replaceChildren(...declarations.map(({ tagName }) => option(tagName, tagName)));
  form.widget.value = declarations.some(({ tagName }) => tagName === address.get('widget')) ? address.get('widget') : declarations[0].tagName;
  form.lang.value = languageFor(address.get('lang') ?? navigator.language);
  form.src.value = address.get('src') ?? '';
  listen();
  speak();
  show();
}

const languageFor = (tag) => (!/^zh\b/i.test(tag) ? 'en' : /hant|tw|hk|mo/i.test(tag) ? 'zh-TW' : 'zh-CN');

function listen() {
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', (event) => changed(event.target));
  document.querySelector('[name="pin"]').addEventListener('change', tell);
  for (const [id, act] of Object.entries({ copy, freeze, picture: savePicture, ask })) {
    document.querySelector(`#${id}`).addEventListener('click', () => act().catch((error) => say(error.message)));
  }
  page.addEventListener('dragover', (event) => {
    event.preventDefault();
    page.classList.add('dropping');
  });
  page.addEventListener('dragleave', () => page.classList.remove('dropping'));
  page.addEventListener('drop', (event) => {
    event.preventDefault();
    page.classList.remove('dropping');
    read(event.dataTransfer.files);
  });
}

function changed({ name, type, value, checked, files, dataset }) {
  if (name === 'file') read(files);
  else if (name === 'width') stage.dataset.width = value;
  else if (name === 'widget') show();
  else if (name === 'lang') speak();
  else if (name === 'src') address();
  else if (name?.startsWith('ask-')) return;
  else if (dataset.property) figure.style.setProperty(dataset.property, value);
  else if (name) set(name, type === 'checkbox' ? checked : value);
  tell();
}

/** The page and the figure speak the language chosen. */
function speak() {
  root.lang = form.lang.value === 'en' ? 'en' : 'zh-CN';
  for (const choice of form.widget.options) choice.textContent = nameOf(choice.value);
  said.hidden = true;
  if (!figure) return;
  figure.lang = form.lang.value;
  fill();
}

/** Another kind of figure: what it knows of the settings stays, and so do the data. */
function show() {
  const before = figure;
  figure = made(form.widget.value, { lang: form.lang.value, load: 'eager' });
  const known = figure.constructor.observedAttributes.filter((name) => !ELSEWHERE.includes(name));
  for (const name of known) if (before?.hasAttribute(name)) figure.setAttribute(name, before.getAttribute(name));
  if (before) figure.style.cssText = before.style.cssText;
  for (const type of ['liq-ready', 'liq-error', 'liq-shock', 'liq-round', 'liq-viewport', 'liq-data']) figure.addEventListener(type, tell);
  if (before?.data !== undefined) figure.data = before.data;
  fill();
  address();
}

/** Fields for the settings of this kind, with the values that the figure has. */
function fill() {
  const { attributes, cssProperties } = declarations.find(({ tagName }) => tagName === form.widget.value);
  const about = ({ name, description }) => (language() === 'zh' ? ATTRIBUTES_ZH[name] ?? PROPERTIES_ZH[name] : undefined) ?? description ?? '';
  const shown = attributes.filter(({ name }) => !ELSEWHERE.includes(name));
  document.querySelector('#attributes').replaceChildren(...shown.map((one) => fieldOf(one, about(one), figure.getAttribute(one.name), words('unset'))));
  const reset = made('button', { type: 'button' }, words('reset'));
  reset.addEventListener('click', () => {
    figure.removeAttribute('style');
    fill();
    tell();
  });
  document.querySelector('#colors').replaceChildren(...colorFields(cssProperties, about, figure.style, stage.dataset.themeShown), reset);
}

function set(name, value) {
  if (value === false || value === '') figure.removeAttribute(name);
  else figure.setAttribute(name, value === true ? '' : value);
  // On a page of the other scheme the figure would stand on the wrong ground.
  if (name === 'theme') stage.dataset.themeShown = value;
}

/** Without data in hand the figure is drawn from its address; there is none to draw from without one. */
function address() {
  saved = figure.data === undefined ? {} : saved;
  const src = form.src.value.trim();
  const isForeign = URL.canParse(src, document.baseURI) && new URL(src, document.baseURI).origin !== location.origin;
  if (figure.data === undefined && src && !isForeign) figure.setAttribute('src', src);
  else figure.removeAttribute('src');
  if (figure.data === undefined && (isForeign || !src)) stage.replaceChildren(made('p', { class: 'empty' }, words(src ? 'foreign' : 'empty')));
  else if (!figure.isConnected) stage.replaceChildren(figure);
  tell();
}

/** Draws a snapshot, or the one that other files make: CSV files, zipped or not, or documents of CoinGlass. */
async function read(files) {
  const [file] = files;
  if (!file) return;
  try {
    if ([...files].some(({ size }) => size > LARGEST_FILE_BYTES)) say(words('tooLarge'));
    else if (files.length > 1 || /\.(csv|zip)$/i.test(file.name) || !/"format"\s*:/.test(await file.text())) {
      const { snapshotOf } = await import('./configure-files.js');
      const { text, name } = await snapshotOf(files, { venue: form.querySelector('[name="ask-venue"]:checked')?.value ?? 'binance', symbol: form['ask-symbol'].value.trim() });
      take(text, name);
    } else take(await file.text(), file.name);
  } catch (error) {
    say(error.name === 'LiqError' ? error.message : words('unreadable'));
  }
}

/** Asks the venues chosen, and draws what they gave; where they gave nothing, what is drawn stays. */
async function ask() {
  const venues = [...form.querySelectorAll('[name="ask-venue"]:checked')].map(({ value }) => value);
  if (venues.length === 0) return say(words('noVenue'));
  asking?.abort();
  const turn = new AbortController();
  asking = turn;
  const given = (name) => figure.getAttribute(name)?.trim() || undefined;
  const told = (notes) => turn.signal.aborted || say(notes.join(' · '));
  const { askNow } = await import('./configure-venues.js');
  const endpoint = given('endpoint') && new URL(given('endpoint'), document.baseURI).href.replace(/\/+$/, '');
  const request = { venues, symbol: form['ask-symbol'].value.trim() || undefined, range: given('range'), endpoint };
  try {
    const { text, name, notes } = await askNow(request, { lang: form.lang.value, timezone: given('timezone'), signal: turn.signal, told });
    if (turn.signal.aborted) return undefined;
    if (text !== undefined) take(text, name);
    return say([...notes, words(text === undefined ? 'nothingCame' : 'came')].join(' · '));
  } catch (error) {
    if (turn.signal.aborted) return undefined;
    throw error;
  }
}

/** Draws a snapshot by value, whatever it came from; `name` is what its file will be called. */
function take(text, name) {
  asking?.abort();
  said.hidden = true;
  saved = {};
  form.src.value = beside(name);
  figure.removeAttribute('src');
  figure.data = text;
  address();
}

/** Saves the very text that is drawn, and pins its hash. */
async function freeze() {
  const text = figure.snapshotText;
  if (text === undefined) return say(words('none'));
  const bytes = new TextEncoder().encode(text);
  const name = fileName('.json');
  if (!form.src.value) form.src.value = name;
  if (figure.data === undefined) figure.data = text;
  saved = { ...saved, integrity: await hashOf('SHA-256', bytes) };
  download(new Blob([bytes], { type: 'application/json' }), name);
  say(words('frozen', { name }));
  return tell();
}

/** Saves the figure with its words as a picture, which the code then names. */
async function savePicture() {
  if (!figure.result) return say(words('none'));
  const blob = await figure.toPNG({ width: PICTURE_WIDTH, ratio: 1 });
  const { width, height } = await createImageBitmap(blob);
  const name = fileName('.png');
  saved = { ...saved, picture: { name, width, height } };
  download(blob, name);
  say(words('pictured', { name }));
  return tell();
}

/** The address of a file in the folder of the snapshot. */
const beside = (name) => form.src.value.trim().replace(/[^/]*$/, name);

const fileName = (end) => (form.src.value.split('/').pop().replace(/\.json$/i, '') || figure.localName) + end;

async function hashOf(algorithm, bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
  return `${algorithm.toLowerCase().replace('-', '')}-${btoa(String.fromCharCode(...digest))}`;
}

function download(blob, name) {
  const link = made('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function copy() {
  const done = await navigator.clipboard?.writeText(code.value).then(() => true, () => false);
  if (!done) code.select();
  say(words(done ? 'copied' : 'notCopied'));
}

/** Code and facts follow the figure; the last to be asked for is the one that stays. */
let asked = 0;
async function tell() {
  asked += 1;
  const turn = asked;
  const [text, lines] = await Promise.all([codeText(), factLines()]);
  if (turn !== asked) return;
  code.value = text;
  facts.replaceChildren(...lines.filter(Boolean).map((line) => made('li', {}, line)));
}

async function codeText() {
  const entry = new URL('liquidation-widgets.js', document.baseURI).href;
  const isPinned = document.querySelector('[name="pin"]').checked;
  const integrity = isPinned ? await fetch(entry).then((response) => response.arrayBuffer()).then((bytes) => hashOf('SHA-384', bytes)) : undefined;
  const picture = saved.picture && { ...saved.picture, src: beside(saved.picture.name) };
  const markup = await figure.embedCode({ src: form.src.value.trim() || fileName('.json'), integrity: saved.integrity, picture, script: { src: entry, integrity } });
  const rules = [...figure.style].map((name) => `  ${name}: ${figure.style.getPropertyValue(name)};\n`).join('');
  return rules ? `${markup}\n/* ${words('yours')} */\n${figure.localName} {\n${rules}}\n` : markup;
}

async function factLines() {
  const src = form.src.value.trim();
  const [bytes, data] = await Promise.all([codeBytes(figure), figure.snapshotText ? textBytes(figure.snapshotText) : 0]);
  const list = contrasts(figure).map(({ name, ratio, least }) => {
    const item = `${words(name)} ${ratio.toFixed(1)} : 1`;
    return ratio < least ? words('low', { item }) : item;
  });
  return [
    src ? words('address', { src }) : words('noAddress'),
    bytes ? words('weight', { n: Math.ceil(bytes / 1024) }) : undefined,
    data ? words('data', { n: Math.ceil(data / 1024) }) : undefined,
    list.length > 0 ? words('contrast', { list: list.join(language() === 'zh' ? '；' : '; ') }) : undefined,
  ];
}

function say(text) {
  said.textContent = text;
  said.hidden = false;
}

await begin();
