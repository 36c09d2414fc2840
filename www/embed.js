// One widget in a frame of another page, as the address asks: embed.html?widget=heatmap&src=btc.json&range=7d. Tells the page
// around it how high it is, in the forms that Pym, AMP and this package's own users listen for.

import './liquidation-widgets.js';
import { errorData, liqError } from './liq-error.js';

/** What Pym's parent adds to an address by itself. */
const PYM = ['childId', 'initialWidth', 'parentTitle', 'parentUrl'];

const asked = new URLSearchParams(location.search);

const sheet = new CSSStyleSheet();
sheet.replaceSync('body { margin: 0; font: 16px/1.5 system-ui, sans-serif; } p { margin: 8px; }');
document.adoptedStyleSheets = [sheet];
try {
  const element = widget();
  document.body.append(element);
  element.addEventListener('liq-ready', () => { document.title = element.shadowRoot.querySelector('.heading').textContent; });
} catch (error) {
  // Readers cannot mend an address: what is wrong with it is for who wrote it.
  const words = customElements.get('liq-heatmap').troubleWords(document.documentElement.lang);
  document.body.append(Object.assign(document.createElement('p'), { role: 'alert', textContent: words('other') }));
  console.warn(`liquidation-widgets: ${error.message}`);
  tell({ type: 'liq-error', ...errorData(error) });
}
new ResizeObserver(tellHeight).observe(document.body);

/** The element that the address asks for; what it does not know it refuses, so that a misspelt address is seen. */
function widget() {
  document.documentElement.lang = asked.get('lang') ?? document.documentElement.lang;
  const name = asked.get('widget') ?? '';
  if (!/^[a-z]+$/.test(name) || !customElements.get(`liq-${name}`)) throw refused('widget', name || 'nothing', 'the name of a widget, for instance heatmap');
  const element = document.createElement(`liq-${name}`);
  const known = element.constructor.observedAttributes;
  for (const [attribute, value] of asked) {
    if (attribute === 'widget' || PYM.includes(attribute)) continue;
    if (!known.includes(attribute)) throw refused(attribute, value, `an attribute of liq-${name}: ${known.join(', ')}`);
    element.setAttribute(attribute, value);
  }
  for (const name of ['src', 'messages', 'endpoint']) checkAddress(name, asked.get(name));
  return element;
}

/** Data and words come from where this page comes from: nobody else's appear under this address. */
function checkAddress(name, address) {
  if (address && new URL(address, document.baseURI).host !== location.host) throw refused(name, address, `an address on ${location.host}`);
}

function refused(field, value, allowed) {
  return liqError({ code: 'attribute-invalid', field, value, allowed });
}

function tellHeight() {
  // With the margins of what stands in the body. Before anything does, a frame keeps the height that its page gave it.
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (height === 0) return;
  tell(`pymxPYMx${asked.get('childId') ?? ''}xPYMxheightxPYMx${height}`);
  tell({ sentinel: 'amp', type: 'embed-size', height });
  tell({ type: 'liq-height', height });
}

/** The page around it, whichever it is: a height is no secret. */
function tell(message) {
  if (parent !== window) parent.postMessage(message, '*');
}
