// What a publisher should know of a figure before it is published: bytes and contrast, measured on this page.

/** The modules of a checkout, of which this is one by itself, are more and larger than the scripts that readers get. */
const isCheckout = import.meta.url.endsWith('/configure-facts.js');
/** What each script is made from. */
const listing = isCheckout ? undefined : fetch('scripts.json').then((response) => (response.ok ? response.json() : undefined), () => undefined);

/** Sizes under gzip, by address: each file is taken once, from the browser's cache. */
const sizes = new Map();

/** Bytes of code that a page with this element alone loads first, under gzip; undefined where they cannot be told. */
export async function codeBytes(element) {
  const scripts = await listing;
  if (!scripts) return undefined;
  const { name } = element.constructor.kind;
  const folder = `pkg/${name}`;
  const modules = ['liquidation-widgets.js', `${name}-controls.js`, `${folder}/liquidation_widgets.js`].map((start) => `www/${start}`);
  const files = [...modules.map((start) => Object.keys(scripts).find((script) => scripts[script].from === start)), `${folder}/liquidation_widgets_bg.wasm`];
  for (const file of files) if (!sizes.has(file)) sizes.set(file, fetch(file).then((response) => (response.ok ? zipped(response.body) : NaN), () => NaN));
  const sum = (await Promise.all(files.map((file) => sizes.get(file)))).reduce((total, bytes) => total + bytes, 0);
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
