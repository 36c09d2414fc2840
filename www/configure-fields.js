// Fields for the settings of a figure, from what the manifest says of them.

/** Colours that a figure has by itself, where the fields begin: on a light page, and on a dark one. */
const COLORS = {
  light: { bg: '#ffffff', ink: '#14171a', muted: '#56606b', grid: '#e3e7eb', long: '#0f7b6c', short: '#b5431f', accent: '#0b63b8', focus: '#0b63b8' },
  dark: { bg: '#12161b', ink: '#eef1f4', muted: '#a3adb8', grid: '#2a3138', long: '#4fd1b5', short: '#ff9466', accent: '#7cc0ff', focus: '#7cc0ff' },
};

/** A field for one attribute with the value that it has; `unset` is what is said where there is neither value nor default. */
export function fieldOf({ name, type, default: fallback }, about, value, unset) {
  const plain = (fallback ?? '').replaceAll("'", '');
  const choices = [...(type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, word]) => word).filter((word) => word !== plain);
  let input;
  if (type?.text === 'boolean') {
    input = made('input', { type: 'checkbox', name });
    input.checked = value !== null;
  } else if (choices.length > 0) {
    input = made('select', { name });
    input.append(option('', plain || unset), ...choices.map((word) => option(word, word)));
    input.value = value ?? '';
  } else {
    input = made('input', { type: 'text', name, placeholder: plain, spellcheck: 'false', autocomplete: 'off' });
    input.value = value ?? '';
  }
  return labelled(name, input, about);
}

/** A field for each custom property that is a colour; `about` says what one is for, `style` holds those that are set. */
export function colorFields(properties, about, style, theme) {
  const scheme = ['light', 'dark'].includes(theme) ? theme : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  return properties.filter(({ name }) => name.slice('--liq-'.length) in COLORS.light).map((property) => {
    const { name } = property;
    const own = style.getPropertyValue(name).trim();
    const input = made('input', { type: 'color', 'data-property': name });
    input.value = own || COLORS[scheme][name.slice('--liq-'.length)];
    input.classList.toggle('chosen', own !== '');
    input.addEventListener('change', () => input.classList.add('chosen'));
    return labelled(name, input, about(property));
  });
}

function labelled(name, input, about) {
  const label = made('label');
  label.append(made('b', {}, name), input, made('small', {}, about));
  return label;
}

/** An `<option>`. */
export const option = (value, text) => made('option', { value }, text);

/** An element with attributes and a text. */
export function made(tag, attributes = {}, text = '') {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(text);
  return element;
}
