// Elements from data. Text is always text: nothing here reads markup.

import { isLiqError } from './liq-error.js';

/** A call that ends where a LiqError is thrown: who threw it has told it already. */
export const quiet = (call) => (...values) => {
  try {
    return call(...values);
  } catch (error) {
    if (!isLiqError(error)) throw error;
    return undefined;
  }
};

/** An element with attributes, properties (functions become listeners) and children; `aria-…` are words, so false is one. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, quiet(value));
    else if (name.startsWith('aria-')) element.setAttribute(name, String(value));
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}
