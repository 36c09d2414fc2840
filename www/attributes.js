// Attributes, and the properties that reflect them.

/** Attributes that every element knows. */
export const COMMON_ATTRIBUTES = [
  'src', 'integrity', 'messages', 'venue', 'live', 'symbol', 'refresh', 'endpoint', 'range', 'theme', 'palette', 'direction', 'units', 'timezone', 'heading',
  'description', 'source-name', 'source-url', 'load', 'static', 'no-controls', 'no-table', 'no-export', 'group',
  'lang',
];

/** Attributes that are there or not. */
const SWITCHES = ['static', 'no-controls', 'no-table', 'no-export'];

/** Gives a class a property for each attribute; booleans are presence. */
export function reflect(element, attributes) {
  element.properties = {};
  for (const name of attributes) {
    if (name === 'lang') continue;
    const property = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    element.properties[property] = name;
    const isSwitch = SWITCHES.includes(name);
    Object.defineProperty(element.prototype, property, {
      configurable: true,
      enumerable: true,
      get() {
        return isSwitch ? ['', 'true'].includes(this.getAttribute(name)) : this.getAttribute(name) ?? '';
      },
      set(value) {
        if (value === null || value === undefined || (isSwitch && value === false)) this.removeAttribute(name);
        else this.setAttribute(name, isSwitch && value === true ? '' : String(value));
      },
    });
  }
}
