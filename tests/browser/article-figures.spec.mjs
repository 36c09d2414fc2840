// Every figure of the demo articles is in the drawn page, where a screen reader gets it, and right.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../scripts/command.mjs';
import { json } from './figure-page.mjs';
import { browserTest } from './harness.mjs';

const CHROMIUM = { engines: ['chromium'] };
const { articles, figures, told } = JSON.parse(await readFile(join(projectFolder, 'tests', 'articles', 'figures.json'), 'utf8'));
const LANGUAGES = ['en', 'zh-CN'];

/** Runs in the page: draws every element of the article shown, with its tables, and gives what each offers in words; and the article's own words. */
async function readArticle() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
  const until = async (holds) => { while (!holds()) await frame(); };
  const article = document.querySelector('article:not([hidden])');
  const elements = [...article.querySelectorAll('*')].filter(({ localName }) => customElements.get(localName) && localName !== 'liq-scenario' && localName !== 'liq-trigger');
  const later = { 'liq-map': 'band', 'liq-cascade': 'odds', 'liq-scenarios': 'settled' };
  const alternatives = [];
  for (const element of elements) {
    element.scrollIntoView();
    await element.ready;
    const awaited = later[element.localName];
    if (awaited) await until(() => element.result[awaited]);
    const root = element.shadowRoot;
    const labels = [...root.querySelectorAll('.footer button')];
    const [table] = root.querySelectorAll('[part="table"]');
    labels[1].click();
    await until(() => table.querySelector('tbody tr'));
    const rows = [...table.querySelectorAll('tr')].map(({ cells }) => [...cells].map(({ textContent }) => textContent).join(' | '));
    const around = [...root.querySelectorAll('.lead, .tail')].map(({ innerText }) => innerText);
    alternatives.push({ element: element.localName, src: element.getAttribute('src'), state: element.state, text: [element.summary(), ...around, ...rows].join('\n') });
  }
  const own = article.cloneNode(true);
  for (const element of own.querySelectorAll('*')) if (customElements.get(element.localName)) element.remove();
  return { lang: article.lang, alternatives, words: own.textContent };
}

/** Spaces of every width as one. */
const plain = (text) => text.replaceAll(/[\u00a0\u2009\u202f]/g, ' ');

/** A form as a pattern: it stands for itself, is no part of a longer number, and `{5..8}` is any number from 5 to 8. */
function occurs(form, text) {
  const bounds = [...form.matchAll(/\{(\d+)\.\.(\d+)\}/g)].map(([, low, high]) => [Number(low), Number(high)]);
  const escaped = form.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\d+\\\.\\\.\d+\}/g, '(\\d+(?:\\.\\d+)?)');
  const [before, after] = [/^\d/.test(form) ? '(?<!\\d|\\d[.,])' : '', /\d$/.test(form) ? '(?!\\d|[.,]\\d)' : ''];
  return [...plain(text).matchAll(new RegExp(before + escaped + after, 'gu'))].some(([, ...numbers]) => numbers.every((number, index) => Number(number) >= bounds[index][0] && Number(number) <= bounds[index][1]));
}

const forms = (figure, lang) => [figure.text[lang]].flat();
const isIn = (figure, lang, text) => (figure.all ? forms(figure, lang).every((form) => occurs(form, text)) : forms(figure, lang).some((form) => occurs(form, text)));

/** The texts of the elements that a figure names; of several of one kind any may have it. */
function textsOf(figure, { alternatives }) {
  const source = figure.snapshot?.replace('www/', '');
  return alternatives.filter(({ element, src }) => element === figure.element && (!source || src === source)).map(({ text }) => text);
}

/** Figures of an article that the page does not have, and told ones that the article's words do not have. */
function missing(article, page, lang) {
  const drawn = figures.filter((figure) => figure.article === article && figure.element !== null && !textsOf(figure, page).some((text) => isIn(figure, lang, text)));
  const said = told.filter((figure) => figure.article === article && !isIn(figure, lang, page.words));
  return [...drawn.map(({ id }) => id), ...said.map(({ id }) => `told: ${id}`)];
}

/** Each number of a form made another one, by its last digit other than a nought; a form with bounds has none of its own. */
function otherNumbers(form) {
  if (form.includes('{')) return [];
  return [...form.matchAll(/\d(?=[0,.]*(?:\D|$))/g)].filter(([digit]) => digit !== '0')
    .map(({ index }) => form.slice(0, index) + ((Number(form[index]) % 9) + 1) + form.slice(index + 1));
}

async function open(page, { page: path }, lang) {
  await page.goto(`${path.replace('www/', '')}?lang=${lang}`);
  return page.evaluate(readArticle);
}

for (const article of articles) {
  for (const lang of LANGUAGES) {
    browserTest(`every figure of article ${article.article} is in the words of the element that shows it, in ${lang}`, { ...CHROMIUM, viewport: { width: 1200, height: 900 } }, async (page) => {
      const found = await open(page, article, lang);
      assert.equal(found.lang, lang);
      assert.deepEqual(found.alternatives.filter(({ state }) => state !== 'ready'), []);
      assert.deepEqual(missing(article.article, found, lang), []);
      const near = figures.filter((figure) => figure.article === article.article && figure.element !== null)
        .flatMap((figure) => forms(figure, lang).flatMap(otherNumbers).filter((form) => textsOf(figure, found).some((text) => occurs(form, text))).map((form) => [figure.id, form]));
      assert.deepEqual(near, [], 'another number would be found too');
      assert.deepEqual(await page.pageErrors(), []);
    });
  }
}

const changed = (text, changes) => changes.reduce((data, change) => { change(data); return data; }, JSON.parse(text));
const first = await readFile(join(projectFolder, articles[0].snapshot), 'utf8');
/** The first article's data with other figures: a headline, the outflow of a day, the last yield, the price. */
const wrong = changed(first, [
  (data) => { data.published[0].value = 1.8e9; },
  (data) => { data.etf_flows.total.usd[27] = -52e6; },
  (data) => { data.context[0].value[data.context[0].value.length - 1] = 4.2; },
]);

browserTest('other numbers in the data are missed by name', { ...CHROMIUM, viewport: { width: 1200, height: 900 }, serve: { respond: ({ url }) => (url === '/data/article-1.json' ? json(wrong) : undefined) } }, async (page) => {
  const found = await open(page, articles[0], 'en');
  assert.deepEqual(missing(1, found, 'en'), ['headline-total', 'etf-total-17-sep', 'slow-against-fast', 'us10y']);
});

test('a form is found as a whole number only, and bounds are kept', () => {
  assert.deepEqual(['$1B', '1.7', '80 x', 'sums of $1'].map((form) => occurs(form, 'sums of $12, $1B, 11.7 and 180 x')), [true, false, false, false]);
  assert.deepEqual(['+6.6% away', '+9.6% away'].map((text) => occurs('+{5..8}% away', text)), [true, false]);
});

test('every figure that no element shows is told in the article’s words', () => {
  const silent = figures.filter(({ element, article, id }) => element === null && !told.some((row) => row.article === article && row.id === id));
  assert.deepEqual(silent.map(({ article, id }) => `${article} ${id}`), []);
});
