// What an element knows of the page around it: language, scheme, colours, clock, font.

import { spokenLanguage } from './page-words.js';
import { isNamedZone } from './zone-name.js';

const COLORS = ['bg', 'ink', 'muted', 'grid', 'long', 'short', 'accent', 'focus'];
/** Families that have Chinese letters in the form of a language. */
const CHINESE = {
  'zh-CN': '"PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei"',
  'zh-TW': '"PingFang TC", "Noto Sans TC", "Noto Sans CJK TC", "Microsoft JhengHei"',
};

/** The closest language of an element, through shadow roots. */
export function languageOf(element) {
  for (let node = element; node; node = node.parentNode ?? node.host) {
    const lang = node.getAttribute?.('lang');
    if (lang) return lang;
  }
  return document.documentElement.lang || 'en';
}

/** Tables of zones, once an element on the page has named one. */
let zones;

/** Whether all is here that an element's `timezone` needs. */
export const knowsZone = (element) => zones !== undefined || !isNamedZone(element.getAttribute('timezone'));

/** Loads what an element's `timezone` needs. */
export async function learnZone(element) {
  if (!knowsZone(element)) zones = (await import('./zone-table.js')).zoneTable;
}

/** Facts for the wasm side: of the styles of `chart`, and of those of `legend`, which stands for what is drawn in there. */
export function pageFacts(element, { chart, legend }, { firstMs, lastMs }) {
  const style = getComputedStyle(chart);
  const lang = languageOf(element);
  const theme = element.getAttribute('theme');
  const wanted = theme === 'light' || theme === 'dark' ? theme : undefined;
  return {
    lang,
    dark: wanted ? wanted === 'dark' : isDark(element),
    moreContrast: matchMedia('(prefers-contrast: more)').matches,
    font: fontStack(style.fontFamily, lang),
    zone: zones?.(element.getAttribute('timezone'), firstMs, lastMs),
    colors: { ...Object.fromEntries(COLORS.map((name) => [name, colorOf(chart, `--liq-${name}`)]).filter(([, color]) => color)), legend: legendColor(getComputedStyle(legend)) },
  };
}

/** Font families of a page, in Chinese with those behind them that have its letters: elsewhere some browsers would take these before a generic `sans-serif`. */
export function fontStack(families, lang) {
  return [families, CHINESE[spokenLanguage(lang)], 'sans-serif'].filter(Boolean).join(', ');
}

/** Has the browser look up the fonts of a figure's words ahead of the first picture: for the first word of each that takes long. */
export function warmFonts(element) {
  painter ??= newPainter();
  for (const weight of ['normal', 'bold']) {
    painter.font = `${weight} 12px ${fontStack(getComputedStyle(element).fontFamily, languageOf(element))}`;
    painter.measureText('0 \u6e05');
  }
}

/** Whether a figure is dark with these facts: by a ground of its own, else as the page. */
export const isDrawnDark = ({ dark, colors: { bg } }) => (bg ? luminance(bg) < 0.2 : dark);

/** The page's own scheme: what `color-scheme` computes to, then what its background says, then what its meta tag names. */
function isDark(element) {
  const scheme = getComputedStyle(element).colorScheme;
  if (scheme !== 'normal') return namesDark(scheme);
  const ground = groundOf(element);
  return ground ? luminance(ground) < 0.2 : namesDark(document.querySelector('meta[name="color-scheme"]')?.content);
}

/** Whether the schemes that a page can have come to the dark one for this reader. */
const namesDark = (schemes = '') => /\bdark\b/.test(schemes) && (!/\blight\b/.test(schemes) || matchMedia('(prefers-color-scheme: dark)').matches);

/** The first background behind the element that is not transparent. */
function groundOf(element) {
  for (let node = element; node; node = node.parentElement ?? node.getRootNode().host) {
    const color = rgba(getComputedStyle(node).backgroundColor);
    if (color && color[3] > 127) return color;
  }
  return undefined;
}

function luminance([red, green, blue]) {
  const linear = [red, green, blue].map((part) => (part / 255) ** 2.2);
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

function colorOf(chart, property) {
  const value = getComputedStyle(chart).getPropertyValue(property).trim();
  return value ? rgba(value) : undefined;
}

/** What a page gives to the words of a legend: nothing by itself, a colour, or the transparent one, which leaves the legend out. */
function legendColor({ display, color }) {
  const words = rgba(color);
  if (display === 'none') return [0, 0, 0, 0];
  return words[3] > 0 ? words : undefined;
}

let painter;

const newPainter = () => Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });

/** Any CSS colour as `[red, green, blue, alpha]`, all 0 to 255; the browser itself reads it. */
function rgba(color) {
  painter ??= newPainter();
  painter.fillStyle = '#010203';
  painter.fillStyle = color;
  if (painter.fillStyle === '#010203' && color !== '#010203') return undefined;
  painter.clearRect(0, 0, 1, 1);
  painter.fillRect(0, 0, 1, 1);
  return [...painter.getImageData(0, 0, 1, 1).data];
}
