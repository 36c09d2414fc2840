// What a publisher should know of a figure before it is published: bytes and contrast, measured on this page.

const FOLDER = new URL('./', import.meta.url).href;

/** The modules that the entry loads with it: known once it has run, before anything else is asked for. */
const entry = customElements.whenDefined('liq-heatmap').then(() => performance.getEntriesByType('resource')
  .map(({ name }) => name).filter((name) => name.startsWith(FOLDER) && name.endsWith('.js') && !/\/configure[\w-]*\.js$/.test(name)));

/** Sizes under gzip, by address: each file is taken once, from the browser's cache. */
const sizes = new Map();

/** Bytes of code that a page with this element alone loads first, under gzip; undefined where they cannot be told. */
export async function codeBytes(element) {
  const { name } = element.constructor.kind;
  const files = [`${name}-controls.js`, `pkg/${name}/liquidation_widgets.js`, `pkg/${name}/liquidation_widgets_bg.wasm`];
  const all = new Set([...await entry, ...files.map((file) => FOLDER + file)]);
  for (const file of all) if (!sizes.has(file)) sizes.set(file, fetch(file).then((response) => (response.ok ? zipped(response.body) : NaN), () => NaN));
  const sum = (await Promise.all([...all].map((file) => sizes.get(file)))).reduce((total, bytes) => total + bytes, 0);
  return Number.isFinite(sum) ? sum : undefined;
}

/** Bytes of a text under gzip. */
export const textBytes = (text) => zipped(new Blob([text]).stream());

async function zipped(stream) {
  let bytes = 0;
  await stream.pipeThrough(new CompressionStream('gzip')).pipeTo(new WritableStream({ write(part) { bytes += part.length; } }));
  return bytes;
}

/** Contrast of the figure's words, and of what the page colours, with the ground: `{ name, ratio, least }` each. */
export function contrasts(element) {
  const inside = (selector) => element.shadowRoot.querySelector(selector);
  if (!inside('.frame')?.getClientRects().length) return [];
  const ground = groundOf(inside('.frame'));
  const words = [['ink', '.heading'], ['muted', '.note']].map(([name, selector]) => ({ name, color: getComputedStyle(inside(selector)).color, least: 4.5 }));
  const marks = ['long', 'short', 'accent', 'focus'].map((name) => ({ name, color: colorOf(element, `--liq-${name}`), least: 3 })).filter(({ color }) => color);
  return [...words, ...marks].map(({ name, color, least }) => ({ name, ratio: ratioOf(color, ground), least }));
}

/** A custom property as a colour, resolved by the browser; undefined when it is not set. */
function colorOf(element, property) {
  const value = getComputedStyle(element).getPropertyValue(property).trim();
  if (!value || !CSS.supports('color', value)) return undefined;
  const probe = document.createElement('i');
  probe.style.color = value;
  element.after(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The first ground behind an element that is not transparent, through shadow roots; the page's own when there is none. */
function groundOf(element) {
  for (let node = element; node; node = node.parentElement ?? node.getRootNode().host) {
    const { backgroundColor } = getComputedStyle(node);
    if ((numbers(backgroundColor)[3] ?? 1) > 0) return backgroundColor;
  }
  return 'rgb(255 255 255)';
}

const numbers = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);

/** As WCAG 2 counts it. */
function ratioOf(one, other) {
  const light = (color) => {
    const [red, green, blue] = numbers(color).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
