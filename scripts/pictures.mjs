// `npm run pictures`: the pictures that the demo articles show without script, their alt text in the pages, and the social cards of the first.
// `npm run pictures -- FONT…` sets the words of the cards in these font files and no other.

import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pngOf } from '../bin/png-of.mjs';
import { isMain, projectFolder, runMain } from './command.mjs';

export const DATA = join(projectFolder, 'www', 'data');
/** The demo articles; the first is the page at the address itself. */
export const PAGES = ['index.html', 'article-2.html', 'article-3.html', 'article-4.html', 'article-5.html'].map((name) => join(projectFolder, 'www', name));
/** An article's picture is as wide as its figure; a card has the form that networks cut to. */
const WIDE = { width: 1200, height: 675 };
const COLUMN = { width: 720, height: 600 };
/** The form of a kind's picture, where it is not that of most. */
const SIZES = { map: COLUMN, tape: { width: 1200, height: 760 }, regime: { width: 1200, height: 1040 }, signals: { width: 1200, height: 1240 }, scenarios: { width: 1200, height: 860 }, compare: { width: 1200, height: 680 } };
const CARD = { width: 800, height: 420, padding: 24 };
/** To 1200 by 630 pixels: networks show a card at half its size, so its words are larger than those of an article. */
const CARD_RATIO = 1.5;

/** What the element in the article says of itself; the pictures are read from the page, so that they cannot differ. */
const ELEMENTS = /<liq-(heatmap|map|cascade|tape|regime|signals|scenarios|compare)\s([^>]*)>(.*?)<\/liq-\1>/gs;
/** What the author of scenarios gives as children: a picture takes it as an attribute. */
const SCENARIOS = /<liq-scenario\s([^>]*)>(.*?)<\/liq-scenario>/gs;
const TRIGGERS = /<liq-trigger\s([^>]*)>(.*?)<\/liq-trigger>/gs;
/** Fewer rows than a page draws, so that files are small; and no words on what a reader's hand could do. */
const OWN = { heatmap: { rows: '180' }, map: { rows: '96' }, cascade: { description: undefined } };

/** `{ name, page, options }` of every picture, `options` being those of `toSVG`. */
export async function demoPictures() {
  const pictures = [];
  for (const page of PAGES) {
    for (const [, widget, text, inner] of (await readFile(page, 'utf8')).matchAll(ELEMENTS)) {
      const zones = zonesIn(inner);
      pictures.push(...await picturesOf(widget, { ...attributesIn(text), ...(zones.length > 0 && { zones: JSON.stringify(zones) }) }, page));
    }
  }
  return pictures;
}

/** The picture of one element; of the heatmap of the first article a card too. */
async function picturesOf(widget, own, page) {
  const snapshot = await readFile(join(DATA, '..', own.src), 'utf8');
  const attributes = { ...own, ...OWN[widget], theme: 'light' };
  const picture = (name, size) => ({ name: `${basename(own.src, '.json')}-${name}.${own.lang}`, page, options: { widget, snapshot, attributes, ...size } });
  const size = SIZES[widget] ?? WIDE;
  return widget === 'heatmap' && page === PAGES[0] ? [picture(widget, size), picture('card', CARD)] : [picture(widget, size)];
}

function attributesIn(text) {
  return Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, unescaped(value)]));
}

function zonesIn(inner) {
  return [...inner.matchAll(SCENARIOS)].map(([, text, own]) => ({
    ...attributesIn(text), words: unescaped(own.replace(TRIGGERS, '').trim()),
    triggers: [...own.matchAll(TRIGGERS)].map(([, given, words]) => ({ ...attributesIn(given), words: unescaped(words.trim()) })),
  }));
}

const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

if (isMain(import.meta.url)) {
  await runMain('pictures', async () => {
    const fonts = process.argv.length > 2 ? process.argv.slice(2) : undefined;
    const { toSVG } = await import('../www/headless.js');
    for (const { name, page, options } of await demoPictures()) {
      const svg = toSVG(options);
      const text = await readFile(page, 'utf8');
      await writeFile(page, text.replace(new RegExp(`(<img src="data/${name}\\.svg"[^>]* alt=")[^"]*`), (_, before) => before + /<title>([^<]*)/.exec(svg)[1]));
      await writeFile(join(DATA, `${name}.svg`), svg);
      // Networks take no SVG for a card; its letters are those of the machine that ran this.
      if (name.includes('card')) await writeFile(join(DATA, `${name}.png`), await pngOf(svg, { ratio: CARD_RATIO, fonts }));
      console.log(`${name}: ${Math.round(svg.length / 1024)} KB`);
    }
  });
}
