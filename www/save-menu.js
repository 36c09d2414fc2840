// The panel that saves: the picture, the numbers, a link to the view, the markup for another page.

import { h } from './build-dom.js';

/** Elements of the panel. `saves` are functions that give what is saved, `told` hears of what failed. */
export function saveMenu(element, words, link, told) {
  const said = h('p', { role: 'status', class: 'said' });
  const name = fileName(element);
  const guarded = (save) => () => save().catch(told);
  const button = (kind, label, save) => h('button', { type: 'button', 'data-save': kind, click: guarded(save) }, label);
  const file = (kind, label, make) => button(kind, label, async () => download(await make(), `${name}.${kind}`));
  const copied = (kind, label, make) => button(kind, label, async () => copy(await make(), said, words));
  return [
    h('div', { class: 'footer' },
      file('png', words.savePng, () => element.toPNG()),
      file('svg', words.saveSvg, async () => new Blob([await element.toSVG()], { type: 'image/svg+xml' })),
      file('csv', words.saveCsv, async () => new Blob([await element.toCSV()], { type: 'text/csv;charset=utf-8' })),
      copied('link', words.saveLink, async () => link()),
      copied('code', words.saveCode, () => element.embedCode())),
    said,
  ];
}

/** A name for files, from the coin and the day of the data. */
function fileName(element) {
  const { asset = '', time } = element.result ?? {};
  const day = Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : '';
  return [element.localName, asset.toLowerCase().replace(/[^a-z0-9]/g, ''), day].filter(Boolean).join('-');
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  h('a', { href: address, download: name }).click();
  // The browser has taken the blob by the next task; a moment more for those that ask the reader first.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Puts a text on the clipboard, or where the page may not, before the reader. */
async function copy(text, said, words) {
  try {
    await navigator.clipboard.writeText(text);
    said.replaceChildren(words.copied);
  } catch {
    const field = h('textarea', { readonly: true, rows: 4, 'aria-label': words.copyByHand });
    field.value = text;
    said.replaceChildren(words.copyByHand, field);
    field.focus();
    field.select();
  }
}
