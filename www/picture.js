// A figure as a PNG of any size: the chart from the wasm, the words of its frame around it, so that it can travel alone.

import { liqError } from './liq-error.js';

const PADDING_PX = 16;
/** Room that a chart needs at least, CSS pixels. */
const LEAST_CHART_PX = 120;
/** No browser paints more along one side. */
const MOST_DEVICE_PX = 16_384;
const LINE_BREAK = /(?<= )|(?<=[^\x20-\x7e])/u;

/**
 * A PNG of `frame` (elements of the page by name, and in `lastingNote` what its note says) at `width` by `height` CSS pixels with `ratio` device pixels for each.
 * `paint(host, width, height, ratio, take)` draws the chart.
 */
export async function pngOf(frame, { width, height, ratio }, paint) {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  const inner = width - 2 * PADDING_PX;
  const note = words(frame.note).map((block) => ({ ...block, text: frame.lastingNote }));
  const [above, below] = [words(frame.heading, frame.dek, ...frame.lead.children), [...words(...frame.annotations.children), ...note]]
    .map((blocks) => blocks.map((block) => broken(block, context, inner)));
  const heightOf = (blocks) => blocks.reduce((sum, { lines, line, gap }) => sum + lines.length * line + gap, 0);
  const [top, bottom] = [PADDING_PX + heightOf(above), PADDING_PX + heightOf(below)];
  const whole = height ?? top + frame.chart.clientHeight + bottom;
  const chart = whole - top - bottom;
  checkSize({ width, height: whole, ratio }, { width: LEAST_CHART_PX + 2 * PADDING_PX, height: top + LEAST_CHART_PX + bottom });
  Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(whole * ratio) });
  context.fillStyle = groundOf(frame.frame);
  context.fillRect(0, 0, canvas.width, canvas.height);
  const host = document.createElement('div');
  paint(host, inner, chart, ratio, () => {
    for (const layer of host.querySelectorAll('canvas')) context.drawImage(layer, Math.round(PADDING_PX * ratio), Math.round(top * ratio));
  });
  context.scale(ratio, ratio);
  write(context, above, PADDING_PX);
  write(context, below, top + chart);
  return new Promise((resolve, reject) => {
    const refused = () => reject(liqError({ code: 'attribute-invalid', field: 'toPNG', value: `${canvas.width} by ${canvas.height}`, allowed: 'a size that this browser can paint' }));
    canvas.toBlob((blob) => (blob ? resolve(blob) : refused()), 'image/png');
  });
}

/** Size, ratio and their limits, told by name. */
function checkSize(asked, least) {
  const check = (field, value, low, high) => {
    if (!(value >= low && value <= high)) throw liqError({ code: 'attribute-invalid', field, value: String(value), allowed: `a number in ${low}..=${high}` });
  };
  check('ratio', asked.ratio, 0.1, 10);
  for (const field of ['width', 'height']) check(field, asked[field], Math.ceil(least[field]), Math.floor(MOST_DEVICE_PX / asked.ratio));
}

/** What is written in elements, in their own fonts and colours. */
function words(...elements) {
  return elements.filter((element) => element.textContent.trim()).map((element, index) => {
    const { fontWeight, fontSize, fontFamily, color } = getComputedStyle(element);
    const number = element.localName === 'li' ? `${index + 1}  ` : '';
    return { text: number + element.textContent.trim(), font: `${fontWeight} ${fontSize} ${fontFamily}`, line: Math.round(parseFloat(fontSize) * 1.45), gap: 6, color };
  });
}

function broken(block, context, width) {
  context.font = block.font;
  const lines = [''];
  for (const piece of block.text.split(LINE_BREAK)) {
    const longer = lines.at(-1) + piece;
    if (lines.at(-1) === '' || context.measureText(longer.trimEnd()).width <= width) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return { ...block, lines };
}

function write(context, blocks, from) {
  let y = from;
  context.textBaseline = 'middle';
  for (const { lines, line, gap, font, color } of blocks) {
    Object.assign(context, { font, fillStyle: color });
    for (const text of lines) {
      context.fillText(text.trimEnd(), PADDING_PX, y + line / 2);
      y += line;
    }
    y += gap;
  }
}

/** The ground behind the frame; a picture that travels is never transparent. */
function groundOf(frame) {
  const style = getComputedStyle(frame);
  return /^rgba\(.*, 0\)$|^transparent$/.test(style.backgroundColor) ? style.getPropertyValue('--panel').trim() : style.backgroundColor;
}
