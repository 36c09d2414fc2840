// The page that makes a figure: an element, its settings from the manifest, and the code to paste.

const root = document.documentElement;
const form = document.querySelector('#choices');
const stage = document.querySelector('#stage');
const said = document.querySelector('.said');
const code = document.querySelector('#code');
const facts = document.querySelector('#facts');
const fields = document.querySelector('#attributes');
/** Attributes that have fields of their own on this page. */
const ELSEWHERE = ['src', 'integrity', 'lang'];
/** Where the browser starts a download of text: no request is made. */
const DOWNLOAD = 'application/json';

const WORDS = {
  en: {
    unreadable: 'The file could not be read.', copied: 'Copied.', notCopied: 'Select the code and copy it by hand.',
    weight: 'Bytes that this page loaded for the figure: {n} KB before compression.',
    contrast: 'Contrast of the figure’s words on their ground: {n} : 1 ({verdict}).', good: 'enough', poor: 'below 4.5 : 1',
    frozen: 'Saved. Put {name} beside the article, at the address in the code; its hash is in the code, so that nothing else is ever drawn.',
    address: 'The code names {src}: put the snapshot there.', none: 'Nothing is drawn yet.',
  },
  zh: {
    unreadable: '无法读取该文件。', copied: '已复制。', notCopied: '请选中代码后手动复制。',
    weight: '本页为图表加载的字节数：压缩前 {n} KB。',
    contrast: '图中文字与底色的对比度：{n} : 1（{verdict}）。', good: '足够', poor: '低于 4.5 : 1',
    frozen: '已保存。请把 {name} 放在代码所写的地址；代码中含其哈希值，不会画出别的数据。',
    address: '代码指向 {src}：请把快照放在该处。', none: '尚无图表。',
  },
};
const words = () => WORDS[root.lang === 'en' ? 'en' : 'zh'];
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

let declarations = [];
let figure;
/** The snapshot in the reader's hand: its text and, once frozen, its hash. */
let held;

await begin();

async function begin() {
  root.classList.add('one-language');
  const manifest = await (await fetch('custom-elements.json')).json();
  declarations = manifest.modules.flatMap((module) => module.declarations).filter(({ tagName }) => tagName);
  form.widget.replaceChildren(...declarations.map(({ tagName, description }) => option(tagName, tagName, description)));
  form.lang.value = /^zh/i.test(navigator.language) ? 'zh-CN' : 'en';
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', (event) => changed(event.target));
  document.querySelector('#copy').addEventListener('click', copy);
  document.querySelector('#freeze').addEventListener('click', freeze);
  speak();
  show();
}

function changed(field) {
  if (field.name === 'file') take(field.files[0]);
  else if (field.name === 'width') stage.dataset.width = field.value;
  else if (field.name === 'widget') show();
  else if (field.name === 'lang') speak();
  else if (field.name === 'src') address();
  else set(field.name, field.type === 'checkbox' ? field.checked && '' : field.value);
  tell();
}

function speak() {
  root.lang = form.lang.value === 'en' ? 'en' : 'zh-CN';
  if (figure) figure.lang = form.lang.value;
}

/** Another kind of figure: its settings begin anew, the data stay. */
function show() {
  const { tagName, attributes } = declarations.find((one) => one.tagName === form.widget.value);
  figure = document.createElement(tagName);
  figure.lang = form.lang.value;
  figure.setAttribute('load', 'eager');
  for (const type of ['liq-ready', 'liq-error', 'liq-shock', 'liq-viewport']) figure.addEventListener(type, tell);
  if (held) figure.data = held.text;
  figure.setAttribute('src', form.src.value);
  fields.replaceChildren(...attributes.filter(({ name }) => !ELSEWHERE.includes(name) && name !== 'load').map(field));
  stage.replaceChildren(figure);
  tell();
}

/** A field for one attribute of the manifest. */
function field({ name, type, default: fallback, description }) {
  const choices = [...(type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, word]) => word);
  let input;
  if (type?.text === 'boolean') input = element('input', { type: 'checkbox', name });
  else if (choices.length > 0) {
    input = element('select', { name });
    input.append(option('', fallback ? fallback.replaceAll("'", '') : '–'), ...choices.filter((word) => `'${word}'` !== fallback).map((word) => option(word, word)));
  } else input = element('input', { type: 'text', name, placeholder: (fallback ?? '').replaceAll("'", ''), spellcheck: 'false' });
  const label = element('label');
  const title = element('b');
  const about = element('small');
  title.textContent = name;
  about.textContent = description ?? '';
  label.append(title, input, about);
  return label;
}

function set(name, value) {
  if (value === false || value === '' && form.elements[name]?.type !== 'checkbox') figure.removeAttribute(name);
  else figure.setAttribute(name, value);
}

/** The address as the article will have it. Without a file of the reader's the figure is drawn from there. */
function address() {
  figure.removeAttribute('integrity');
  figure.setAttribute('src', form.src.value);
}

async function take(file) {
  if (!file) return;
  const text = await file.text().catch(() => undefined);
  if (text === undefined) {
    say(words().unreadable);
    return;
  }
  said.hidden = true;
  held = { text };
  form.src.value = file.name;
  figure.removeAttribute('integrity');
  figure.setAttribute('src', file.name);
  figure.data = text;
}

/** Saves the very text that is drawn, and pins its hash. */
async function freeze() {
  const text = figure.snapshotText;
  if (text === undefined) {
    say(words().none);
    return;
  }
  const bytes = new TextEncoder().encode(text);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  held = { text };
  figure.data = text;
  figure.setAttribute('integrity', `sha256-${btoa(String.fromCharCode(...hash))}`);
  const name = form.src.value.split('/').pop() || 'snapshot.json';
  const link = element('a', { href: URL.createObjectURL(new Blob([bytes], { type: DOWNLOAD })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  say(filled(words().frozen, { name }));
  tell();
}

async function copy() {
  const done = await navigator.clipboard?.writeText(code.value).then(() => true, () => false);
  if (!done) code.select();
  say(done ? words().copied : words().notCopied);
}

/** Code and facts follow the figure. */
async function tell() {
  const shown = figure;
  const text = await shown.embedCode();
  if (shown !== figure) return;
  code.value = text;
  const lines = [filled(words().address, { src: form.src.value })];
  const loaded = performance.getEntriesByType('resource').filter(({ name }) => /\/(pkg\/|liquidation-widgets|[\w-]+-element|element)/.test(new URL(name).pathname));
  const bytes = loaded.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0);
  if (bytes > 0) lines.push(filled(words().weight, { n: Math.round(bytes / 1024) }));
  const ratio = contrastOf(figure);
  if (ratio) lines.push(filled(words().contrast, { n: ratio.toFixed(1), verdict: ratio >= 4.5 ? words().good : words().poor }));
  facts.replaceChildren(...lines.map((text) => Object.assign(element('li'), { textContent: text })));
}

/** Contrast of the heading against the first ground behind it that is opaque, as WCAG 2 counts it. */
function contrastOf(shown) {
  const heading = shown.shadowRoot?.querySelector('.heading');
  if (!heading) return undefined;
  let ground = heading;
  const rgba = (text) => text.match(/[\d.]+/g)?.map(Number) ?? [];
  while (ground && (rgba(getComputedStyle(ground).backgroundColor)[3] ?? 1) === 0) ground = ground.parentElement ?? ground.getRootNode().host;
  const light = (text) => {
    const [r, g, b] = rgba(text).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [ink, paper] = [light(getComputedStyle(heading).color), ground ? light(getComputedStyle(ground).backgroundColor) : 1];
  return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
}

function say(text) {
  said.textContent = text;
  said.hidden = false;
}

function option(value, text, title) {
  const made = element('option', { value, ...(title && { title }) });
  made.textContent = text;
  return made;
}

function element(tag, attributes = {}) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
